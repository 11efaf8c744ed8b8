"""The text rendering of formats that are no plain text: a line a paragraph, tab-separated a table row.

A merged cell is repeated in every cell that it spans; a row of its first cell alone is a line of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.documents.document import Line
from pipeline.documents.errors import SourceError

MAX_CELLS = 2_000_000


def flat(text: str) -> str:
    """Return a text on one line: every run of white space is one space (a no-break space stays as it is)."""
    return re.sub(r"[^\S\u00a0]+", " ", text).strip()


@dataclass(slots=True)
class Rendering:
    """Collects the lines of a document in reading order; ``path`` names it in errors."""

    path: str
    texts: list[str] = field(default_factory=list)
    cells: int = 0

    def paragraph(self, text: str) -> None:
        """Add a paragraph, a line for each of its own lines; an empty one parts what it stands between."""
        for piece in text.split("\n"):
            self._line(flat(piece))

    def spaced(self, text: str) -> None:
        """Add a line whose runs of blanks part columns and are kept."""
        self._line(text.strip())

    def blank(self) -> None:
        """Add an empty line, never two in a row."""
        self._line("")

    def row(self, cells: Sequence[str]) -> None:
        """Add a table row; trailing empty cells are kept, so that columns stay where they are.

        Raises SourceError where the document has more cells than any report.
        """
        self.cells += len(cells)
        if self.cells > MAX_CELLS:
            raise too_many_cells(self.path)
        texts = [flat(cell) for cell in cells]
        filled = {text for text in texts if text}
        is_spanned = len(filled) == 1 and texts[0] != ""
        self._line(texts[0] if is_spanned else "\t".join(texts) if filled else "")

    def _line(self, text: str) -> None:
        if text.strip() or (self.texts and self.texts[-1].strip()):
            self.texts.append(text)

    def lines(self) -> tuple[Line, ...]:
        """Return the lines, numbered from 1; raises SourceError where nothing was found."""
        while self.texts and not self.texts[-1].strip():
            self.texts.pop()
        if not self.texts:
            cure = "check the file; a scan needs text recognition first"
            raise SourceError(self.path, "", "no text in it", cure)
        return tuple(Line(number, text) for number, text in enumerate(self.texts, start=1))


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell and how many columns and rows it spans."""

    text: str
    columns: int = 1
    rows: int = 1


def too_many_cells(path: str) -> SourceError:
    """Return the error for a document with more cells than any report."""
    return SourceError(path, "", f"more than {MAX_CELLS:,} cells", "split the document")


def expand(path: str, rows: Sequence[Sequence[Spanned]]) -> list[list[str]]:
    """Return a grid of texts, each merged cell repeated wherever it spans; all rows of one width."""
    if sum(cell.columns * cell.rows for row in rows for cell in row) > MAX_CELLS:
        raise too_many_cells(path)
    grid: list[dict[int, str]] = [{} for _ in rows]
    for index, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[index]:
                column += 1
            for spanned in grid[index : index + cell.rows]:
                spanned.update(dict.fromkeys(range(column, column + cell.columns), cell.text))
            column += cell.columns
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    return [[row.get(column, "") for column in range(width)] for row in grid]
