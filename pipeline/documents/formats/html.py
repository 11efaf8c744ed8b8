"""Web pages, read with lxml: it keeps the order of the page and mends broken markup.

A table that holds tables or long running text only lays out the page; its cells are read as text.
"""

import re
from collections.abc import Iterator

from lxml import etree, html

from pipeline.documents.document import Line
from pipeline.documents.encodings import decode
from pipeline.documents.errors import SourceError
from pipeline.documents.rendering import Rendering, Spanned, expand, flat

_TAG = re.compile(r"\w+")
_SKIPPED = _TAG.findall("script style noscript template head svg iframe object form select button")
_BLOCKS = _TAG.findall(
    "address article aside blockquote body br caption center dd details div dl dt figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_RUNNING_TEXT = 400
_MAX_SPAN = 200


def read_lines(path: str, data: bytes) -> tuple[Line, ...]:
    """Return the text of a page, its data tables row by row; raises SourceError where it holds none."""
    text = decode(path, data, _declared(data))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False, recover=True)
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(path, "", "not readable as HTML", "save the page again from the browser") from error
    out = Rendering(path)
    _Walker(out).block(root)
    return out.lines()


def _declared(data: bytes) -> str | None:
    match = re.search(rb"<meta[^>]+charset=[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
    return match.group(1).decode("ascii") if match else None


class _Walker:
    """Walks a page in reading order and gathers running text until a block ends it."""

    def __init__(self, out: Rendering) -> None:
        self._out = out
        self._running: list[str] = []

    def block(self, node: html.HtmlElement) -> None:
        """Read an element and all below it as paragraphs of their own."""
        self._flush()
        self._inside(node)
        self._flush()

    def _inside(self, node: html.HtmlElement) -> None:
        self._running.append(node.text or "")
        for child in node:
            if isinstance(child.tag, str) and child.tag not in _SKIPPED:
                if child.tag == "table" and _is_data(child):
                    self._flush()
                    self._table(child)
                elif child.tag in _BLOCKS:
                    self.block(child)
                else:
                    self._inside(child)
            self._running.append(child.tail or "")

    def _flush(self) -> None:
        text = flat("".join(self._running))
        self._running = []
        if text:
            self._out.paragraph(text)

    def _table(self, table: html.HtmlElement) -> None:
        self._out.blank()
        for caption in table.iterfind("caption"):
            self._out.paragraph(flat(caption.text_content()))
        for row in expand(self._out.path, [list(_cells(tr)) for tr in table.iter("tr")]):
            self._out.row(row)
        self._out.blank()


def _is_data(table: html.HtmlElement) -> bool:
    rows = list(table.iter("tr"))
    if len(rows) < 2 or next(table.iterdescendants("table"), None) is not None:
        return False
    cells = [cell for row in rows for cell in row if cell.tag in ("td", "th")]
    return max((len(list(row)) for row in rows), default=0) > 1 and all(
        len(cell.text_content()) < _RUNNING_TEXT for cell in cells
    )


def _cells(row: html.HtmlElement) -> Iterator[Spanned]:
    for cell in row:
        if cell.tag in ("td", "th"):
            text = flat(" ".join(piece for piece in cell.itertext()))
            yield Spanned(text, _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(int(value), _MAX_SPAN) if value.isascii() and value.isdigit() and int(value) > 0 else 1
