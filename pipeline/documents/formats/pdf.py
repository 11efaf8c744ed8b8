"""PDF with a text layer, read with pdfplumber: ruled tables cell by cell, all else by `white_space`."""

import io
from collections.abc import Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.documents.document import Line
from pipeline.documents.errors import SourceError
from pipeline.documents.page.layout import PageTable, Word
from pipeline.documents.page.pages import Pages
from pipeline.documents.rendering import Rendering, flat

_MAX_PAGES = 400


def read_lines(path: str, data: bytes) -> tuple[Line, ...]:
    """Return the lines and table rows of a PDF; raises SourceError where it is locked, damaged or only a scan."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > _MAX_PAGES:
                raise SourceError(path, "", f"{len(document.pages)} pages", "split the document")
            return _read(path, document.pages)
    except SourceError:
        raise
    except (PdfminerException, PDFPasswordIncorrect) as error:
        locked = isinstance(error, PDFPasswordIncorrect) or "Password" in repr(error)
        reason = "password-protected" if locked else "damaged: not a readable PDF"
        cure = "save it without password" if locked else "fetch the document again"
        raise SourceError(path, "", reason, cure) from error
    except Exception as error:  # pdfminer raises many kinds over broken objects
        raise SourceError(path, "", "damaged: not a readable PDF", "fetch the document again") from error


def _read(path: str, pages: Sequence[Any]) -> tuple[Line, ...]:
    out = Rendering(path)
    joined = Pages(out)
    for number, page in enumerate(pages, start=1):
        found = page.extract_words(keep_blank_chars=False, use_text_flow=False)
        if not found and page.images:
            cure = "have it recognised: --ocr, in source.yaml 'ocr: true'"
            raise SourceError(path, f"page {number}", "a scanned page without text", cure)
        tables = [
            table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1
        ]
        words = [
            Word(word["text"], left=word["x0"], right=word["x1"], top=word["top"], bottom=word["bottom"])
            for word in found
        ]
        free = [word for word in words if not any(_within(word, table.bbox) for table in tables)]
        joined.add(free, [_ruled(table) for table in tables])
        page.close()
    return out.lines()


def _ruled(table: Any) -> PageTable:
    rows = tuple(tuple(flat(cell or "") for cell in row) for row in table.extract())
    return PageTable(rows, table.bbox[1])


def _within(word: Word, box: tuple[float, float, float, float]) -> bool:
    return bool(box[0] <= word.middle <= box[2] and box[1] <= (word.top + word.bottom) / 2 <= box[3])
