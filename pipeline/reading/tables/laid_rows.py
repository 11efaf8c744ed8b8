"""Rows of one width with a header above them: what every splitter's rows come to.

A sheet knows what stands in each of its columns; what its rows say of units is told by `hypotheses`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.reading.readings import Span
from pipeline.reading.tables.cell_types import FIGURES, Kind, Typed, heads_block
from pipeline.reading.tables.column_heads import OTHER, RANK
from pipeline.reading.tables.heads import ColumnKind, HeadRow, cut_head, lay_heads, role_of_head
from pipeline.reading.tables.splitters import Row
from pipeline.reading.tables.streams import Flow
from pipeline.reading.text.cells import Cell, is_aside, join_cells, strip_numbering
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import group_row_tier

_FIRST_NUMBER = re.compile(r"\d{1,2}")
_COLUMN_NUMBER = pattern(r"\(?(\d{1,2}|[a-z])\)?|\(?\d{1,2}\)? ?=.*|\([^()]*=[^()]*\)")
_LETTERED = pattern(r"^({letter}|{roman})([.)]| ?[-:]) ?")
_MIN_NUMBERS = 2
# A header whose cells only single blanks part may take so many lines.
_MAX_LINES = 16
# So many of a column's cells must be of a kind for the column to be.
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Sheet:
    """Header rows and rows over columns; a row of one cell stands between others.

    ``above`` are rows of the header that hold figures: maxima, weights, numbers of the columns. ``left`` counts
    figures that no row took, ``broken`` are names of rows that lack cells.
    """

    head: tuple[HeadRow, ...]
    above: tuple[Row, ...]
    rows: tuple[Row, ...]
    width: int
    broken: tuple[Cell, ...] = ()
    left: int = 0
    head_score: float | None = None


def numbers_columns(row: Iterable[Cell]) -> bool:
    """Return True for cells that only count the columns: ``(1) | (2) | (3) = (1) + (2)``."""
    cells = [cell for cell in row if cell.text]
    if len(cells) < _MIN_NUMBERS or not all(_COLUMN_NUMBER.fullmatch(cell.words) for cell in cells):
        return False
    numbers = [int(number[0]) for cell in cells if (number := _FIRST_NUMBER.match(cell.words.lstrip("(")))]
    return bool(numbers) and all(after - before == 1 for before, after in pairwise(numbers))


def empty(line: int) -> Typed:
    """Return an empty cell of a line."""
    return Typed(Cell("", Span(line, 0, 0)), Kind.EMPTY)


def column_kinds(rows: Sequence[Row], width: int) -> list[ColumnKind]:
    """Return what stands in each column of the rows."""
    whole = [row for row in rows if len(row) == width]
    return [_column_kind([row[index] for row in whole]) for index in range(width)]


def _column_kind(cells: Sequence[Typed]) -> ColumnKind:
    filled = [cell for cell in cells if cell.kind != Kind.EMPTY]
    kinds = Counter(cell.kind for cell in filled)
    figures = sum(kinds[kind] for kind in FIGURES)
    named = [cell for cell in filled if cell.is_lettered]
    units = sum(cell.kind == Kind.UNIT for cell in named)
    kind = max(kinds, key=lambda one: kinds[one], default=None)
    if kind is not None and figures > _MOST * len(filled):
        kind = max(FIGURES & set(kinds), key=lambda one: kinds[one])
    counts = [cell.count for cell in filled]
    # a counter goes on by one, or begins again at 1
    steps = [(one, other) for one, other in pairwise(counts) if other != 1]
    going_on = sum(one is not None and other == one + 1 for one, other in steps)
    counting = going_on >= max(_MOST * len(steps), 1) and kind == Kind.WHOLE
    names = bool(named) and 2 * len(named) > len(filled) and units >= _MOST * len(named)
    return ColumnKind(kind, counting, names)


def sheet_of_flow(flow: Flow) -> Sheet:
    """Return the sheet of a stream: the cells before its first row are laid over the columns."""
    rows = _lift_groups(flow.rows)
    width = max(map(len, rows))
    kinds = column_kinds(rows, width)
    head = list(flow.head)
    groups: list[Row] = []
    while head and is_group(head[-1]):
        groups.insert(0, (head.pop(),))
    above: list[Row] = []
    while (taken := _numbers(head, width) or _maxima(head, kinds)) is not None:
        above.insert(0, taken[1])
        head = head[: taken[0]]
    found = lay_heads(head, kinds)
    for lines in range(1, (_lines_at_end(head) if flow.in_lines else min(len(head), 1)) + 1):
        cut = cut_head(join_cells([cell.cell for cell in head[-lines:]]), kinds)
        if cut is not None and (found is None or cut.score > found.score):
            found = replace(cut, taken=lines)
    rows = [*groups, *rows]
    if found is None or (found.score < 0 and found.taken < len(head)):
        return Sheet((), tuple(above), tuple(rows), width, flow.broken, flow.left)
    return Sheet(found.rows, tuple(above), tuple(rows), width, flow.broken, flow.left, found.score)


def _lift_groups(rows: Sequence[Row]) -> list[Row]:
    """Return rows that each begin with a numbered group with that in a row of its own."""
    if not all(len(row) == 1 or (is_group(row[0]) and _LETTERED.match(row[0].cell.words)) for row in rows):
        return list(rows)
    return [part for row in rows for part in (row[:1], row[1:]) if part]


def is_group(cell: Typed) -> bool:
    """Return True for a cell that names a group of units: a tier, or a numbered block."""
    words = cell.cell.words
    if group_row_tier(words) is not None:
        return strip_numbering(words) != words or role_of_head(cell.cell.text) == OTHER
    return _LETTERED.match(words) is not None or heads_block(cell.cell)


def _numbers(head: Sequence[Typed], width: int) -> tuple[int, Row] | None:
    """Return where the numbers of the columns that end the header begin, and the row that they are."""
    for count in (width, width - 1):
        last = head[-count:]
        if len(last) == count and numbers_columns(cell.cell for cell in last):
            return len(head) - count, (*[empty(last[0].cell.span.line)] * (width - count), *last)
    return None


def _maxima(head: Sequence[Typed], kinds: Sequence[ColumnKind]) -> tuple[int, Row] | None:
    """Return where the row of maxima that ends the header begins, and its cells by column."""
    count = next((at for at, cell in enumerate(reversed(head)) if not cell.is_figure), len(head))
    start = len(head) - count - 1
    if not count or start < 0 or not is_aside(head[start].cell.words):
        return None
    name = next((index for index, kind in enumerate(kinds) if kind.names), 0)
    figures = [
        at for at, kind in enumerate(kinds) if kind.kind in FIGURES and not (kind.counts and at < name)
    ]
    if count > len(figures):
        return None
    if count < len(figures):
        decimals = [index for index in figures if kinds[index].kind in (Kind.DECIMAL, Kind.PERCENT)]
        ranked = _ranked(head[:start], kinds)
        scored = [index for index in figures if index not in ranked]
        others = [index for index in figures if not kinds[index].counts]
        figures = next((found for found in (decimals, scored, others) if len(found) == count), others[:count])
    row = [empty(head[start].cell.span.line)] * len(kinds)
    row[name] = head[start]
    for index, cell in zip(figures, head[start + 1 :], strict=False):
        row[index] = cell
    return start, tuple(row)


def _lines_at_end(head: Sequence[Typed]) -> int:
    """Return how many of the last header cells may be the lines of one header: whole lines without wide blanks."""
    cells = [cell.cell for cell in reversed(head)][:_MAX_LINES]
    for at, cell in enumerate(cells):
        if "  " in cell.text or (at and cell.span.line == cells[at - 1].span.line):
            return max(at, 1)
    return len(cells)


def _ranked(head: Sequence[Typed], kinds: Sequence[ColumnKind]) -> set[int]:
    """Return the columns that the header calls ranks."""
    found = lay_heads(head, kinds)
    return {
        index
        for row in (found.rows if found is not None else ())
        for index, cell in enumerate(row)
        if cell is not None and role_of_head(cell.text) == RANK
    }
