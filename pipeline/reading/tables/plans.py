"""Which column of a table says what: a criterion's score, the total, a rank, a tier."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from pipeline.reading.tables.columns import (
    CHANGE,
    CONVERTED,
    COUNTER,
    CRITERION,
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
from pipeline.reading.tables.grids import Grid
from pipeline.reading.text.cells import RANK_AND_SCORE, Cell
from pipeline.reading.vocabulary.criterion_names import clean_criterion
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import tier_of
from pipeline.vietnamese.normal import normalise
from pipeline.vietnamese.numbers import parse_number

# The header of a column of pairs names the rank first.
_RANK_LEADS = pattern("[^(]{0,8}{rank}")
_SCORES = (SCORE, OTHER, CONVERTED)
_UNMEASURED = (COUNTER, NAME, CRITERION, CHANGE, NOTE)
_MEASURES = {RANK: "rank", TIER: "tier", MAXIMUM: "max_score", PERCENT: "pct_of_max"}


@dataclass(frozen=True, slots=True)
class Planned:
    """What a column measures, and of what; ``criterion`` None: that of the section, or the total.

    ``percent``: its scores are printed as percentages of the maximum. ``rank_first``: of the two numbers
    of a cell the first is the rank.
    """

    measure: str
    criterion: str | None = None
    percent: bool = False
    rank_first: bool = True


# For each column of a table what it measures, None where it says nothing of a unit.
Plan = tuple[Planned | None, ...]


def number_in(cell: Cell | None, mark: str) -> Decimal | None:
    """Return the value of a cell that holds a number and nothing else but a unit sign."""
    token = cell.number if cell else None
    return parse_number(token, mark) if token else None


def pair_in(cell: Cell | None) -> tuple[str, str] | None:
    """Return the two numbers of a cell that holds a rank and a score, ``17 (0,633)`` or ``0,633 (17)``."""
    match = RANK_AND_SCORE.match(cell.normal.text) if cell else None
    return (match.group("a"), match.group("b")) if match else None


def _rank_first(grid: Grid, index: int, mark: str) -> bool:
    """Return True where the first number of a column's pairs is the rank: only ranks are counted from 1."""
    pairs = [pair for row in grid.rows if (pair := pair_in(row.cells[index]))]
    for numbers, first in (([a for a, _ in pairs], True), ([b for _, b in pairs], False)):
        others = [b if first else a for a, b in pairs]
        if _could_rank(numbers, len(grid.rows)) and not _could_rank(others, len(grid.rows)):
            return first
    values = sorted((parse_number(a, mark), parse_number(b, mark)) for a, b in pairs)
    return (
        not values
        or values[0][1] >= values[-1][1]
        or _RANK_LEADS.match(normalise(grid.columns[index].header).text) is not None
    )


def _could_rank(numbers: list[str], most: int) -> bool:
    return all(number.isdigit() and 1 <= int(number) <= 2 * most for number in numbers)


def _in_percent(grid: Grid, index: int) -> bool:
    """Return True for a column of percentages."""
    cells = [cell for row in grid.rows if (cell := row.cells[index]) is not None]
    return grid.in_percent or grid.columns[index].percent or any("%" in cell.text for cell in cells)


def plan_columns(grid: Grid, mark: str) -> Plan:
    """Return what each column of a table measures; ``mark`` is the decimal mark."""
    total = _total_column(grid, mark)
    plan = [_planned(grid, index, column, total, mark) for index, column in enumerate(grid.columns)]
    _pair_ranks(grid, plan)
    if total is not None and grid.columns[total].role == CONVERTED:
        _pair_maxima(grid, plan)
    return tuple(plan)


def _pair_maxima(grid: Grid, plan: list[Planned | None]) -> None:
    """Beside a converted total, the maximum of a unit is that of the points that were converted."""
    for index, (column, behind) in enumerate(zip(grid.columns, plan[1:], strict=False)):
        if column.role == MAXIMUM and behind is not None and behind.measure == "score":
            plan[index] = Planned(_MEASURES[MAXIMUM], behind.criterion)


def _planned(grid: Grid, index: int, column: Column, total: int | None, mark: str) -> Planned | None:
    if column.role in _UNMEASURED:
        return None
    if column.role in (OTHER, SCORE, RANK) and _all_tiers(grid, index):
        return Planned("tier")
    if column.role in _MEASURES:
        return Planned(_MEASURES[column.role])
    figures = (cell.text[:1].isdigit() for row in grid.rows if (cell := row.cells[index]) is not None)
    if column.role == OTHER and not any(figures):
        return None  # words about the units, such as the district of a commune
    percent, rank_first = _in_percent(grid, index), _rank_first(grid, index, mark)
    beside_points = percent and column.says_total and total is not None and not _in_percent(grid, total)
    of_year = column.year is not None and (column.says_total or column.is_year)
    converted = total is not None and grid.columns[total].role == CONVERTED
    if index == total or of_year or beside_points or (converted and column.is_raw):
        return Planned("score", None, percent, rank_first)
    return Planned("score", clean_criterion(column.header) or column.header, percent, rank_first)


def _all_tiers(grid: Grid, index: int) -> bool:
    """Return True for a column in which nothing but tier words stand."""
    words = [cell.words for row in grid.rows if (cell := row.cells[index]) is not None and not cell.is_void]
    return bool(words) and all(tier_of(word) for word in words)


def _pair_ranks(grid: Grid, plan: list[Planned | None]) -> None:
    """Give a rank immediately after a criterion's score to that criterion.

    It is where one header stands over both, or where several columns hold ranks of the same year.
    """
    several = sum(column.role == RANK and column.year is None for column in grid.columns) > 1
    for index, (before, column) in enumerate(zip(plan, grid.columns[1:], strict=False), start=1):
        if before is None or before.measure != "score" or column.role != RANK or column.year is not None:
            continue
        if several or column.header == grid.columns[index - 1].header:
            plan[index] = Planned(_MEASURES[RANK], before.criterion)


def _scored(grid: Grid, mark: str) -> list[int]:
    """Return the columns in which scores stand.

    Those that pair them with ranks count where they speak of a sum, or where there are no others.
    """
    indices = [index for index, column in enumerate(grid.columns) if column.role in _SCORES]
    alone = [
        index for index in indices if any(number_in(row.cells[index], mark) is not None for row in grid.rows)
    ]
    paired = [index for index in indices if any(pair_in(row.cells[index]) for row in grid.rows)]
    sums = [index for index in paired if grid.columns[index].is_sum]
    rank = grid.column(RANK)
    ranked = rank is not None and any(pair_in(row.cells[rank]) for row in grid.rows)
    return sorted({*alone, *sums}) or ([] if ranked else paired)


def _total_column(grid: Grid, mark: str) -> int | None:
    """Return the column that the ranking goes by: of several score columns the one that the ranks follow best.

    None where nothing says that any of several is more than a criterion: no rank, no header, no sum.
    """
    filled = _scored(grid, mark)
    points = [index for index in filled if not _in_percent(grid, index)]
    if any(grid.columns[index].says_total for index in points):
        filled = points
    if not filled:
        return None
    latest = max(grid.columns[index].year or 0 for index in filled)

    def badness(index: int) -> tuple[bool, int, bool, bool, bool, int]:
        column = grid.columns[index]
        rank = _rank_of(grid, index)
        faults = _order_faults(grid, index, rank, mark) if rank is not None else 0
        old = column.year is not None and column.year < latest
        return old, faults, not column.is_sum, not column.says_total, column.role != CONVERTED, -index

    best = min(filled, key=badness)
    column = grid.columns[best]
    named = column.is_raw or column.says_total or column.role == CONVERTED
    earned = (
        len(filled) == 1 or named or _rank_of(grid, best) is not None or _adds_up(grid, best, filled, mark)
    )
    return best if earned else None


def _adds_up(grid: Grid, total: int, filled: list[int], mark: str) -> bool:
    """Return True where a column is the sum of the other score columns in most rows."""
    parts = [index for index in filled if index != total]
    rows = [
        (number_in(row.cells[total], mark), [number_in(row.cells[index], mark) for index in parts])
        for row in grid.rows
    ]
    sums = [(whole, sum(part for part in found if part is not None)) for whole, found in rows]
    return 2 * sum(whole == added for whole, added in sums) > len(sums)


def _rank_of(grid: Grid, score: int) -> int | None:
    """Return the column of the ranks that a score would be the ground of: right behind it, or the only one."""
    ranks = [
        index for index, column in enumerate(grid.columns) if column.role == RANK and column.year is None
    ] or [index for index, column in enumerate(grid.columns) if column.role == RANK]
    if score + 1 in ranks:
        return score + 1
    return ranks[0] if len(ranks) == 1 or (ranks and grid.columns[ranks[0]].year) else None


def _order_faults(grid: Grid, score: int, rank: int, mark: str) -> int:
    """Return how many neighbouring pairs of a group of rows stand against the order of the printed ranks."""
    groups: defaultdict[Cell | None, list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for row in grid.rows:
        index, points = number_in(row.cells[rank], mark), number_in(row.cells[score], mark)
        if index is not None and points is not None:
            groups[row.group_row].append((index, points))
    return sum(
        points < next_points
        for pairs in groups.values()
        for (index, points), (next_place, next_points) in pairwise(sorted(pairs))
        if index < next_place
    )
