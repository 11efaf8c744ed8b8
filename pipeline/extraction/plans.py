"""Which column of a table says what: a criterion's score, the total, a rank, a tier."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from pipeline.extraction.cells import Cell
from pipeline.extraction.columns import (
    CHANGE,
    CONVERTED,
    COUNTER,
    MAXIMUM,
    NAME,
    NOTE,
    OTHER,
    PERCENT,
    RANK,
    SCORE,
    TIER,
    Column,
)
from pipeline.extraction.criteria import clean_criterion
from pipeline.extraction.grids import Grid
from pipeline.vietnamese.numbers import parse_number

_SCORES = (SCORE, OTHER, CONVERTED)
_UNMEASURED = (COUNTER, NAME, CHANGE, NOTE)
_MEASURES = {RANK: "rank", TIER: "tier", MAXIMUM: "max_score", PERCENT: "pct_of_max"}


@dataclass(frozen=True, slots=True)
class Planned:
    """What a column measures, and of what; ``criterion`` None: that of the section, or the total.

    ``percent``: its scores are printed as percentages of the maximum.
    """

    measure: str
    criterion: str | None = None
    percent: bool = False


# For each column of a table what it measures, None where it says nothing of a unit.
Plan = tuple[Planned | None, ...]


def number_in(cell: Cell | None, mark: str) -> Decimal | None:
    """The value of a cell that holds a number and nothing else but a unit sign."""
    token = cell.number if cell else None
    return parse_number(token, mark) if token else None


def _in_percent(grid: Grid, place: int) -> bool:
    """True for a column of percentages."""
    cells = [cell for row in grid.rows if (cell := row.cells[place]) is not None]
    return grid.in_percent or "%" in grid.columns[place].header or any("%" in cell.text for cell in cells)


def plan_columns(grid: Grid, mark: str) -> Plan:
    """What each column of a table measures; ``mark`` is the decimal mark."""
    total = _total_column(grid, mark)
    plan = [_planned(grid, place, column, total) for place, column in enumerate(grid.columns)]
    roles = [column.role for column in grid.columns]
    if sum(role in _SCORES for role in roles) > 1 and roles.count(RANK) > 1:
        _pair_ranks(grid, plan)
    return tuple(plan)


def _planned(grid: Grid, place: int, column: Column, total: int | None) -> Planned | None:
    if column.role in _UNMEASURED:
        return None
    figures = (cell.text[:1].isdigit() for row in grid.rows if (cell := row.cells[place]) is not None)
    if column.role == OTHER and not any(figures):
        return None  # words about the units, such as the district of a commune
    if column.role in _MEASURES:
        return Planned(_MEASURES[column.role])
    percent = _in_percent(grid, place)
    beside_points = percent and column.says_total and total is not None and not _in_percent(grid, total)
    if place == total or column.year is not None or beside_points:
        return Planned("score", None, percent)
    return Planned("score", clean_criterion(column.header) or column.header, percent)


def _pair_ranks(grid: Grid, plan: list[Planned | None]) -> None:
    """A rank right behind a criterion's score is the rank on that criterion."""
    for place, (before, column) in enumerate(zip(plan, grid.columns[1:], strict=False), start=1):
        if before is not None and before.measure == "score" and column.role == RANK and column.year is None:
            plan[place] = Planned(_MEASURES[RANK], before.criterion)


def _total_column(grid: Grid, mark: str) -> int | None:
    """The column that the ranking goes by: of several score columns the one that the ranks follow best."""
    filled = [
        place
        for place, column in enumerate(grid.columns)
        if column.role in _SCORES and any(number_in(row.cells[place], mark) is not None for row in grid.rows)
    ]
    points = [place for place in filled if not _in_percent(grid, place)]
    if any(grid.columns[place].says_total for place in points):
        filled = points
    if not filled:
        return None
    rank = grid.column(RANK)
    latest = max(grid.columns[place].year or 0 for place in filled)

    def badness(place: int) -> tuple[bool, int, bool, bool, int]:
        column = grid.columns[place]
        faults = _order_faults(grid, place, rank, mark) if rank is not None else 0
        old = column.year is not None and column.year < latest
        return old, faults, not column.says_total, column.role != CONVERTED, -place

    return min(filled, key=badness)


def _order_faults(grid: Grid, score: int, rank: int, mark: str) -> int:
    """How many neighbouring pairs stand against the order of the printed ranks."""
    pairs = sorted(
        (place, points)
        for row in grid.rows
        if (place := number_in(row.cells[rank], mark)) is not None
        and (points := number_in(row.cells[score], mark)) is not None
    )
    return sum(
        points < next_points
        for (place, points), (next_place, next_points) in pairwise(pairs)
        if place < next_place
    )
