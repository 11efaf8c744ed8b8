"""Pages in their order: a table that goes on over a page break is one table, its repeated header left out."""

from collections.abc import Sequence

from pipeline.documents.page.layout import PageTable, Row, TextLine, Word
from pipeline.documents.page.white_space import lines_and_tables
from pipeline.documents.rendering import Rendering


class Pages:
    """Adds the pages of a document to its rendering one after the other."""

    def __init__(self, out: Rendering) -> None:
        self._out = out
        self._last: PageTable | None = None  # the table that the page before ended with

    def add(self, words: Sequence[Word], ruled: Sequence[PageTable] = ()) -> None:
        """Add a page: its words outside of ruled tables, and those tables."""
        parts = sorted([*lines_and_tables(words, self._last), *ruled], key=lambda part: part.top)
        if parts and _is_page_number(parts[0]):
            parts.pop(0)
        if parts and _is_page_number(parts[-1]):
            parts.pop()
        ended: PageTable | None = None
        for index, part in enumerate(parts):
            if isinstance(part, TextLine):
                self._out.spaced(part.text())
                ended = None
            else:
                last = self._last.rows if self._last and index == 0 else ()
                self._table(part.rows, last if last and len(last[0]) == len(part.rows[0]) else ())
                ended = part
        self._last = ended

    def _table(self, rows: Sequence[Row], before: Sequence[Row]) -> None:
        """Add the rows of a table; ``before`` are those of the page before if it goes on."""
        if not before:
            self._out.blank()
        repeated = 0
        while repeated < min(len(rows), len(before)) and rows[repeated] == before[repeated]:
            repeated += 1
        for row in rows[repeated:]:
            self._out.row(row)


def _is_page_number(part: TextLine | PageTable) -> bool:
    return isinstance(part, TextLine) and part.text().strip(" -/").isdigit()
