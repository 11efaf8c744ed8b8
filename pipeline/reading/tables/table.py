"""What a table is once its layout is told: rows of units over columns, however it was printed.

Tables with the units in their columns, cards and lists of two halves have been turned and unfolded: a row
is always one unit, or one criterion or year of the one unit that stands over the table.
"""

from dataclasses import dataclass

from pipeline.reading.text.cells import Cell


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a cell for each column (None: nothing printed), and the group rows over it, outermost first."""

    cells: tuple[Cell | None, ...]
    groups: tuple[Cell, ...] = ()

    @property
    def label(self) -> Cell | None:
        """The first cell with letters."""
        return next((cell for cell in self.cells if cell and cell.has_letters), None)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a document, ``number`` counts them from 1; it takes the lines from first to last, inclusive.

    ``header`` holds the header rows from the top; a cell over several columns stands in each of them.
    ``names`` are the columns that name units, in order: several where boards stand side by side, or a
    district beside a commune; none where the rows are criteria or years of one unit. ``others`` are rows
    without a unit: maxima, weights, averages, sums, extremes, with their label in a lettered cell, and the
    numbers of the columns (``(1) (2)``). ``rival`` says what a second reading of the layout would be, where
    it is as near as that; nothing of the table may then be believed. ``broken`` are the names of rows whose cells
    cannot be laid over the columns: they stand in no row, and their figures are nobody's.
    """

    header: tuple[tuple[Cell | None, ...], ...]
    rows: tuple[Row, ...]
    others: tuple[Row, ...]
    names: tuple[int, ...]
    first_line: int
    last_line: int
    number: int = 0
    rival: str | None = None
    broken: tuple[Cell, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0].cells)
