"""Tables as grids of cells, however they were printed.

A table printed with pipes, tabs or runs of blanks has its rows in lines (`delimited`); one that lost its
frame has one cell a line (`flattened`). Both become a `Grid`.
"""

from dataclasses import dataclass, field

from pipeline.reading.readings import Span
from pipeline.reading.tables.columns import (
    MAXIMUM,
    NAME,
    OTHER,
    PERCENT,
    RANK,
    SCORE,
    TIER,
    Column,
    role_of,
)
from pipeline.reading.text.cells import MAX_ROW, Cell
from pipeline.reading.vocabulary.gazetteer import Gazetteer, NameEntry
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.phrases import tokens

_UNIT_HEAD = pattern(
    r"^{unit_head|branch_head|committee|committee_in_full|district_kind|city_short|town_short|province|special_zone"
    r"|ministry}[\s.]"
)
_COMMUNE_HEAD = pattern(r"({committee} )?{commune_kind|special_zone} (?=\S)")
_NUMBERED_WARD = pattern(r"({committee} )?{ward|urban_district|quarter} \d{1,2}")
_MAX_NAME = 160
_MAX_NAME_HEADER = 6
# A number that is part of a name.
_NAME_NUMBER = pattern(r"(?<![\d.,(/])(?<!\(\s)(?P<n>\d{1,3})(?![\d.,]*\d| ?(%|/|{point}))")
# So much of a cell's words a known name must cover, from the first word on.
_COVERED = 0.5


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


def known_name(cell: Cell, gazetteer: Gazetteer) -> tuple[int, int, list[NameEntry]]:
    """Return the known name that a cell begins with.

    Returns its number of words (0: none), that of the cell, and what the name stands for.
    """
    words = tokens(cell.normal)
    after, entries = gazetteer.names.longest(cell.normal, words, 0) or (0, [])
    return after, len(words), entries


def is_unit(cell: Cell, gazetteer: Gazetteer) -> bool:
    """Return True where a whole cell reads as the name of a unit."""
    words = cell.words
    if not cell.has_letters or len(words) > _MAX_NAME or MAX_ROW.match(words):
        return False
    known, total, _ = known_name(cell, gazetteer)
    commune = _COMMUNE_HEAD.match(words)
    if (known and known >= total) or _NUMBERED_WARD.fullmatch(words):
        return True
    if commune and cell.text[cell.normal.offsets[cell.normal.text.index(words) + commune.end()]].isupper():
        return True
    if role_of(words) == NAME and total <= _MAX_NAME_HEADER and known <= 1:
        return False
    if known and known >= _COVERED * total:
        return True
    behind = cell.text.split()[1:]
    named = any(char.isupper() for word in behind for char in word)
    return named and _UNIT_HEAD.match(words) is not None


def is_commune(cell: Cell) -> bool:
    """Return True for the name of a commune or a ward."""
    return _COMMUNE_HEAD.match(cell.words) is not None or _NUMBERED_WARD.fullmatch(cell.words) is not None


def has_required_columns(columns: list[Column]) -> bool:
    """Return True where the header names the units and at least one thing that is said of them."""
    roles = {column.role for column in columns}
    return NAME in roles and bool(roles & {SCORE, RANK, TIER, PERCENT, OTHER, MAXIMUM})


def numbers_in_name(cell: Cell | None) -> list[Span]:
    """Return where the numbers of a name stand (``Phường 4``): whole ones that no points or percent follow."""
    if cell is None:
        return []
    return [cell.part(*match.span("n"))[1] for match in _NAME_NUMBER.finditer(cell.normal.text)]
