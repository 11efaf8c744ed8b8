"""Word documents (.docx), read with python-docx: it keeps paragraphs and tables in document order.

python-docx repeats the text of a merged cell only for some merges, so spans are read from the markup.
"""

import io
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from pipeline.documents.archives import check_zip
from pipeline.documents.document import Line
from pipeline.documents.errors import SourceError
from pipeline.documents.rendering import MAX_CELLS, Rendering, flat, too_many_cells


def read_lines(path: str, data: bytes) -> tuple[Line, ...]:
    """Return the paragraphs and table rows of a Word document; raises SourceError where it cannot be opened."""
    check_zip(path, data)
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx raises whatever its XML parser meets in a damaged file
        cure = "open it in Word and save it again as .docx"
        raise SourceError(path, "", "damaged: not a readable Word document", cure) from error
    out = Rendering(path)
    _body(out, document.element.body, document)
    return out.lines()


def _body(out: Rendering, element: Any, parent: Any) -> None:
    for child in element.iterchildren():
        if child.tag == qn("w:p"):
            out.paragraph(Paragraph(child, parent).text)
        elif child.tag == qn("w:tbl"):
            _table(out, Table(child, parent))
        elif child.tag == qn("w:sdt"):
            for content in child.iterchildren(qn("w:sdtContent")):
                _body(out, content, parent)


def _table(out: Rendering, table: Table) -> None:
    rows: list[list[str]] = []
    nested: list[Table] = []
    for row in table._tbl.tr_lst:
        texts: list[str] = []
        for cell in row.tc_lst:
            if cell.grid_span > MAX_CELLS:
                raise too_many_cells(out.path)
            text = flat(" ".join(Paragraph(p, table).text for p in cell.iterchildren(qn("w:p"))))
            merged = cell.vMerge == "continue"
            above = rows[-1][len(texts)] if merged and rows and len(texts) < len(rows[-1]) else ""
            texts += [above or text if merged else text] * cell.grid_span
            nested += [Table(inner, table) for inner in cell.iterchildren(qn("w:tbl"))]
        rows.append(texts)
    out.blank()
    if max(map(len, rows), default=0) == 1 or (nested and len(rows) <= 2):
        for texts in rows:
            for text in dict.fromkeys(texts):
                out.paragraph(text)
    else:
        for texts in rows:
            out.row(texts)
    out.blank()
    for inner in nested:
        _table(out, inner)
