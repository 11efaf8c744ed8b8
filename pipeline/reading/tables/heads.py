"""Header cells that stand one behind the other, laid over the columns of a table.

The kinds of the columns are known by then; words of headers, where they are known, vote for the way in which
the cells fit best: one a column, one broken over lines, or one over several that have cells of their own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.reading.readings import Span
from pipeline.reading.tables.cell_types import FIGURES, Kind, Typed, heads_block, is_year
from pipeline.reading.tables.column_heads import (
    CHANGE,
    COUNTER,
    CRITERION,
    NAME,
    NOTE,
    OTHER,
    RANK,
    SPANNER,
    TIER,
    header_role,
)
from pipeline.reading.text.cells import Cell, join_cells
from pipeline.reading.vocabulary.criterion_names import is_dimension
from pipeline.reading.vocabulary.lexicon import pattern

_OPEN_END = pattern(r"([,/(-]|{and}) ?$")
_MAX_JOINED = 3
_MAX_CAPITALS = 6
_BEHIND_BRACKETS = re.compile(r"\)\s+\w")
_WORD = re.compile(r"\S+")
# The maximum of a score, which no name has.
_FIGURED = re.compile(r"\([^()]*\d")
_JOIN_COST, _SPAN_COST, _UNHEADED_COST, _LONG_COST = 1.5, 0.5, 0.25, 1.0
_LONG = 70

HeadRow = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """What stands in a column: its most frequent kind (None: nothing), whether it counts the rows, or names units."""

    kind: Kind | None
    counts: bool
    names: bool


@dataclass(frozen=True, slots=True)
class Head:
    """Header rows, how well they fit, and how many of the cells before the first row they take."""

    rows: tuple[HeadRow, ...]
    score: float
    taken: int


@lru_cache(maxsize=8192)
def role_of_head(text: str) -> str:
    """Return what the words of a header cell say that its column holds."""
    return header_role(Cell(text, Span(0, 0, len(text))))


def fit(cell: Cell, column: ColumnKind) -> float:
    """Return how well a header cell stands over a column, below zero where it does not."""
    role = role_of_head(cell.text)
    figures = column.kind in FIGURES or column.kind is None
    if role == COUNTER:
        return 2.0 if column.counts else -2.0
    if role == NAME:
        return 3.0 if column.names and not _FIGURED.search(cell.text) else -2.0
    if column.names:
        return -0.5 if role == OTHER else -2.0
    if role == RANK:
        return 1.0 if figures and column.kind not in (Kind.DECIMAL, Kind.PERCENT) else 0.0
    if role == TIER:
        return 1.0 if column.kind in (Kind.TIER, Kind.WORDS, None) else -0.5
    if role in (NOTE, CRITERION):
        return 0.5 if column.kind in (Kind.WORDS, None) else -0.5
    if role == OTHER:
        long = _LONG_COST if len(cell.text) > _LONG else 0.0
        return (0.5 if is_year(cell) and figures else 0.0) - long - (0.5 if column.counts else 0.0)
    if SPANNER.match(cell.words):
        return -0.5
    return (0.5 if role == CHANGE else 1.0) if figures else -1.0


def score_heads(rows: Sequence[HeadRow], columns: Sequence[ColumnKind]) -> float:
    """Return how well header rows stand over the columns, each by the best of the cells over it."""
    found = ({cell.text: cell for row in rows if (cell := row[at]) is not None} for at in range(len(columns)))
    return sum(
        max((fit(cell, columns[at]) for cell in over.values()), default=0.0) for at, over in enumerate(found)
    )


def lay_heads(cells: Sequence[Typed], columns: Sequence[ColumnKind]) -> Head | None:
    """Return the header that the last of the cells before the first row make, None where they make none."""
    heads = [cell.cell for cell in _header_cells(cells)][-3 * len(columns) :]
    found = list(_join(heads, columns))
    for taken in range(len(columns) + 1, len(heads) + 1):
        found += _span(heads[len(heads) - taken :], columns)
    if columns[0].counts:
        unheaded = _join(heads, columns[1:])
        found += [
            Head(((None, *head.rows[0]),), head.score - _UNHEADED_COST, head.taken) for head in unheaded
        ]
    return max(found, key=lambda head: (head.score, -head.taken), default=None)


def _header_cells(cells: Sequence[Typed]) -> Sequence[Typed]:
    """Return the last cells that may be a header: no figures but years and whole numbers, no units, no block's name."""
    for at in range(len(cells), 0, -1):
        last = cells[at - 1]
        is_value = last.kind in (Kind.DECIMAL, Kind.PERCENT, Kind.PAIR)
        if is_value or last.weight == 1 or heads_block(last.cell):
            return cells[at:]
    return cells


def cut_head(line: Cell, columns: Sequence[ColumnKind]) -> Head | None:
    """Return the header that one line makes whose cells only single blanks part; each begins with a capital.

    In a line all of capitals nothing but known words shows where cells begin.
    """
    starts = [match.start() for match in _WORD.finditer(line.text) if _may_begin(line.text, match.start())]
    best: dict[int, list[tuple[float, tuple[Cell, ...]]]] = {0: [(0.0, ())]}
    edges = [*dict.fromkeys([0, *starts]), len(line.text)]
    for column in columns:
        after: dict[int, list[tuple[float, tuple[Cell, ...]]]] = {}
        ways = [
            (at, at + taken)
            for at in best
            for taken in range(1, _MAX_CAPITALS + 1)
            if at + taken < len(edges)
        ]
        for at, to in ways:
            cell = line.cut(edges[at], edges[at] + len(line.text[edges[at] : edges[to]].rstrip()))
            weight = fit(cell, column) - _capital_cost(
                cell, [edge - edges[at] for edge in edges[at + 1 : to]]
            )
            after.setdefault(to, []).extend((score + weight, (*row, cell)) for score, row in best[at])
        best = {to: [max(found, key=lambda one: one[0])] for to, found in after.items()}
    found = best.get(len(edges) - 1, [])
    if not found:
        return None
    score, row = found[0]
    is_blind = line.text.isupper() and all(role_of_head(cell.text) in (OTHER, NAME) for cell in row)
    return None if is_blind else Head((row,), score, 1)


def _may_begin(text: str, at: int) -> bool:
    """Return True for a place at which a header cell may begin: a capital or a year, outside brackets."""
    is_open = text.count("(", 0, at) > text.count(")", 0, at)
    return not is_open and not text[at].islower() and text[at] not in "(%/-"


def _capital_cost(cell: Cell, inside: Sequence[int]) -> float:
    """Return what speaks against a cell with capitals ``inside``, less where the words before them are known.

    It hardly begins with an abbreviation that no header is, or goes on behind brackets or wide blanks. One that
    is the name of a usual criterion is whole.
    """
    cost = _JOIN_COST * (bool(_BEHIND_BRACKETS.search(cell.text)) + ("  " in cell.text))
    if _is_abbreviated(cell.text, 0):
        cost += _JOIN_COST / 2
    if is_dimension(cell.words):
        return cost - _JOIN_COST / 4
    first, rest = (cell.text[: inside[0]].strip(), cell.text[inside[0] :]) if inside else ("", "")
    if role_of_head(first) not in (OTHER, NAME) or (
        role_of_head(first) == NAME and role_of_head(rest) != OTHER
    ):
        return cost
    known = role_of_head(cell.text) != OTHER
    begun = sum(not _is_abbreviated(cell.text, at) for at in inside)
    return cost + begun * (_JOIN_COST / 3 if known else _JOIN_COST / 2)


def _is_abbreviated(text: str, at: int) -> bool:
    """Return True for a word all of capitals that heads no column."""
    word = text[at:].partition(" ")[0]
    return word.isupper() and role_of_head(word) == OTHER


def _score_row(row: Sequence[Cell | None], columns: Sequence[ColumnKind]) -> float:
    return sum(fit(cell, column) for cell, column in zip(row, columns, strict=True) if cell is not None)


def _join(heads: Sequence[Cell], columns: Sequence[ColumnKind]) -> Iterator[Head]:
    """Yield the best ways to take neighbouring cells for the lines of one, by the cell that the header begins with."""
    best: dict[int, tuple[float, tuple[Cell, ...]]] = {len(heads): (0.0, ())}
    for column in reversed(columns):
        before: dict[int, tuple[float, tuple[Cell, ...]]] = {}
        for end, (score, row) in best.items():
            for at in range(max(0, end - _MAX_JOINED), end):
                cell = heads[at] if end == at + 1 else join_cells(heads[at:end])
                new = (
                    score + fit(cell, column) - sum(map(_join_cost, heads[at : end - 1], heads[at + 1 : end]))
                )
                if at not in before or new > before[at][0]:
                    before[at] = (new, (cell, *row))
        best = before
    for at, (score, row) in best.items():
        yield Head((row,), score, len(heads) - at)


def _join_cost(before: Cell, after: Cell) -> float:
    """Return what speaks against two cells being the lines of one."""
    goes_on = (
        after.text[:1].islower()
        or after.text[:1] in "(/%&"
        or before.text.count("(") > before.text.count(")")
    )
    goes_on = goes_on or _OPEN_END.search(before.words) is not None
    return 0.0 if goes_on or is_year(after) else _JOIN_COST


def _span(heads: Sequence[Cell], columns: Sequence[ColumnKind]) -> Iterator[Head]:
    """Yield the ways in which some neighbouring cells stand over the last ones, each over as many."""
    width, count = len(columns), len(heads)
    spanners = count - width
    for below in range(2 * spanners, width + 1):
        if below % spanners:
            continue
        top, bottom = heads[: count - below], heads[count - below :]
        each = below // spanners
        for first in range(len(top) - spanners + 1):
            yield _spanned(top, bottom, first, spanners, each, columns)


def _spanned(
    top: Sequence[Cell],
    bottom: Sequence[Cell],
    first: int,
    spanners: int,
    each: int,
    columns: Sequence[ColumnKind],
) -> Head:
    over = [cell for cell in top[first : first + spanners] for _ in range(each)]
    upper = (*top[:first], *over, *top[first + spanners :])
    lower: HeadRow = (*[None] * first, *bottom, *[None] * (len(top) - first - spanners))
    alone = [cell if under is None else under for cell, under in zip(upper, lower, strict=True)]
    score = _score_row(alone, columns) - _SPAN_COST * spanners
    for cell in top[first : first + spanners]:
        role = role_of_head(cell.text)
        score += 1.0 if SPANNER.match(cell.words) else -3.0 if role in (COUNTER, NAME, RANK, TIER) else 0.0
    score -= _JOIN_COST * sum(role_of_head(cell.text) == OTHER for cell in top[first + spanners :])
    parts = [tuple(cell.words for cell in bottom[at : at + each]) for at in range(0, len(bottom), each)]
    score += spanners if spanners > 1 and all(one == other for one, other in pairwise(parts)) else 0.0
    return Head((upper, lower), score, len(top) + len(bottom))


def spread(rows: Sequence[HeadRow]) -> tuple[HeadRow, ...]:
    """Return header rows in which a cell printed once over several columns stands over each of them.

    It does where the place beside it is empty and both have a cell below.
    """
    found: list[HeadRow] = []
    for row, below in zip(rows, (*rows[1:], None), strict=False):
        cells = list(row)
        last = len(cells)
        for index, beside in [
            *((at, at - 1) for at in range(1, last)),
            *((at, at + 1) for at in range(last - 2, -1, -1)),
        ]:
            if below is None or _printed(cells[index]) or not _printed(cells[beside]):
                continue
            if _printed(below[index]) and _printed(below[beside]):
                cells[index] = cells[beside]
        found.append(tuple(cells))
    return tuple(found)


def _printed(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text)
