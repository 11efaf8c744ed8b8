"""PDF with a text layer, read with pdfplumber: ruled tables cell by cell, all other text line by line.

Text outside ruled tables keeps the gaps between its columns, so that tables without rules can be told apart.
A ruled table that goes on over a page break is one table; its repeated header is left out.
"""

import io
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.documents.errors import SourceError
from pipeline.documents.model import Line
from pipeline.documents.rendering import Rendering, flat

_MAX_PAGES = 400
_GAP = 2.2  # widths of a letter: a wider gap parts columns
_SAME_LINE = 0.6


def read_lines(path: str, data: bytes) -> tuple[Line, ...]:
    """The lines and table rows of a PDF; raises SourceError where it is locked, damaged or only a scan."""
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
        raise SourceError(
            path, "", reason, "save it without password" if locked else "fetch the document again"
        ) from error
    except Exception as error:  # pdfminer raises many kinds over broken objects
        raise SourceError(path, "", "damaged: not a readable PDF", "fetch the document again") from error


def _read(path: str, pages: Sequence[Any]) -> tuple[Line, ...]:
    out = Rendering(path)
    last: list[list[str]] = []
    for number, page in enumerate(pages, start=1):
        tables = [
            table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1
        ]
        words = page.extract_words(keep_blank_chars=False, use_text_flow=False, extra_attrs=["size"])
        if not words and page.images:
            raise SourceError(
                path,
                f"page {number}",
                "a scanned page without text",
                "recognise the text first, then add the result",
            )
        last = _page(out, tables, words, last)
        page.close()
    return out.lines()


def _page(
    out: Rendering, tables: Sequence[Any], words: Sequence[dict[str, Any]], last: list[list[str]]
) -> list[list[str]]:
    """Add a page; ``last`` is the table that ended the page before, the result the one that ends this."""
    free = [word for word in words if not any(_within(word, table.bbox) for table in tables)]
    parts: list[tuple[float, Any]] = [*_text_lines(free), *((table.bbox[1], table) for table in tables)]
    ended: list[list[str]] = []
    for place, (_, part) in enumerate(sorted(parts, key=lambda pair: pair[0])):
        if isinstance(part, str):
            if part.strip().isdigit() and place in (0, len(parts) - 1):
                continue  # the page number
            out.spaced(part)
            ended = []
            continue
        rows = [[flat(cell or "") for cell in row] for row in part.extract()]
        before = (part for _, part in parts[:place] if isinstance(part, str) and not part.strip().isdigit())
        goes_on = bool(last) and not ended and len(last[0]) == len(rows[0]) and next(before, None) is None
        if not goes_on:
            out.blank()
        repeated = 0
        while goes_on and repeated < min(len(rows), len(last)) and rows[repeated] == last[repeated]:
            repeated += 1
        for row in rows[repeated:]:
            out.row(row)
        ended = rows
        last = []
    return ended


def _within(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    middle = ((word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2)
    return bool(box[0] <= middle[0] <= box[2] and box[1] <= middle[1] <= box[3])


def _text_lines(words: Sequence[dict[str, Any]]) -> list[tuple[float, str]]:
    """Words joined to lines; a wide gap becomes as many blanks as letters would fit."""
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (word["top"], word["x0"])):
        if lines and abs(word["top"] - lines[-1][0]["top"]) < _SAME_LINE * word["size"]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [(line[0]["top"], _joined(sorted(line, key=lambda word: word["x0"]))) for line in lines]


def _joined(words: list[dict[str, Any]]) -> str:
    text = str(words[0]["text"])
    for before, word in pairwise(words):
        letter = 0.5 * word["size"]
        gap = word["x0"] - before["x1"]
        text += (" " * max(3, round(gap / letter)) if gap > _GAP * letter else " ") + word["text"]
    return text
