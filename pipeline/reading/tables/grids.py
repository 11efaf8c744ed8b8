"""Tables as grids of cells, however they were printed.

A table printed with pipes, tabs or runs of blanks has its rows in lines (`delimited`); one that lost its
frame has one cell a line (`flattened`). Both become a `Grid`.
"""

from dataclasses import dataclass, field

from pipeline.reading.tables.columns import (
    MAXIMUM,
    NAME,
    OTHER,
    PERCENT,
    RANK,
    SCORE,
    TIER,
    Column,
)
from pipeline.reading.text.cells import Cell


@dataclass(frozen=True)
class Row:
    """One row: a cell for each column (None: none printed) and the group rows that it stands under.

    ``group_row`` is the nearest, ``block`` the one above it where that names a tier inside a group.
    """

    cells: tuple[Cell | None, ...]
    group_row: Cell | None
    block: Cell | None = None


@dataclass
class Grid:
    """A table: columns, rows of units, of maxima and of totals, group rows and header cells (``head``).

    ``first_line`` and ``last_line`` are line numbers, ``number`` counts the tables of a document from 1.
    ``broken`` holds what cannot be read as (line number, reason); without ``columns`` nothing can.
    """

    columns: list[Column]
    rows: list[Row]
    first_line: int
    last_line: int
    group_rows: list[Cell] = field(default_factory=list)
    head: list[Cell] = field(default_factory=list)
    max_rows: list[Row] = field(default_factory=list)
    foot_rows: list[Row] = field(default_factory=list)
    number: int = 0
    in_percent: bool = False
    broken: list[tuple[int, str]] = field(default_factory=list)

    def column(self, role: str) -> int | None:
        """Return the index of the first column of a role."""
        return next((index for index, column in enumerate(self.columns) if column.role == role), None)


def has_required_columns(columns: list[Column]) -> bool:
    """Return True where the header names the units and at least one thing that is said of them."""
    roles = {column.role for column in columns}
    return NAME in roles and bool(roles & {SCORE, RANK, TIER, PERCENT, OTHER, MAXIMUM})
