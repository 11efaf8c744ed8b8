"""Rows of one width with a header above them: what every splitter's rows come to.

A sheet knows what stands in each of its columns; what its rows say of units is told by `hypotheses`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.reading.readings import Span
from pipeline.reading.tables.cell_types import FIGURES, RESULTS, Kind, Typed, is_year, type_cell
from pipeline.reading.tables.column_heads import NAME, OTHER
from pipeline.reading.tables.heads import ColumnKind, HeadRow, cut_head, lay_heads, role_of_head, spread
from pipeline.reading.tables.offsets import align_to_columns
from pipeline.reading.tables.splitters import Block, Row
from pipeline.reading.tables.streams import Flow
from pipeline.reading.text.cells import Cell, is_aside, strip_numbering
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import group_row_tier
from pipeline.reading.vocabulary.topics import block_in

_COLUMN_NUMBER = pattern(r"\(?(\d{1,2}|[a-z])\)?|\(?\d{1,2}\)? ?=.*|\([^()]*=[^()]*\)")
_LETTERED = pattern(r"^({letter}|{roman})([.)]| ?[-:]) ?")
_MAX_HEADER_ROWS = 6
_MIN_NUMBERS = 2
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


def numbers_columns(row: Sequence[Typed]) -> bool:
    """Return True for a row that only counts the columns: ``(1) | (2) | (3)``."""
    cells = [cell.cell for cell in row if cell.cell.text]
    if len(cells) < _MIN_NUMBERS or not all(_COLUMN_NUMBER.fullmatch(cell.words) for cell in cells):
        return False
    numbers = [int(digits) for cell in cells if (digits := cell.words.strip("()")).isdigit()]
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
    steps = sum(
        one is not None and other is not None and (other == one + 1 or other == 1)
        for one, other in pairwise(counts)
    )
    counting = len(counts) > 1 and steps >= _MOST * (len(counts) - 1) and kind == Kind.WHOLE
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
    cut = cut_head(head[-1].cell, kinds) if head else None
    if cut is not None and (found is None or cut.score > found.score):
        found = cut
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
    numbered = strip_numbering(words) != words
    if group_row_tier(words) is not None:
        return numbered or role_of_head(cell.cell.text) == OTHER
    return _LETTERED.match(words) is not None or (numbered and block_in(words) is not None)


def _numbers(head: Sequence[Typed], width: int) -> tuple[int, Row] | None:
    """Return where the numbers of the columns that end the header begin, and the row that they are."""
    for count in (width, width - 1):
        last = head[-count:]
        if len(last) == count and numbers_columns(last):
            return len(head) - count, (*[empty(last[0].cell.span.line)] * (width - count), *last)
    return None


def _maxima(head: Sequence[Typed], kinds: Sequence[ColumnKind]) -> tuple[int, Row] | None:
    """Return where the row of maxima that ends the header begins, and its cells by column."""
    count = next((at for at, cell in enumerate(reversed(head)) if not cell.is_figure), len(head))
    start = len(head) - count - 1
    if not count or start < 0 or not is_aside(head[start].cell.words):
        return None
    figures = [index for index, kind in enumerate(kinds) if kind.kind in FIGURES and not kind.counts]
    if count > len(figures):
        return None
    if count < len(figures):
        decimals = [index for index in figures if kinds[index].kind in (Kind.DECIMAL, Kind.PERCENT)]
        figures = decimals if len(decimals) == count else figures[:count]
    row = [empty(head[start].cell.span.line)] * len(kinds)
    row[next((index for index, kind in enumerate(kinds) if kind.names), 0)] = head[start]
    for index, cell in zip(figures, head[start + 1 :], strict=True):
        row[index] = cell
    return start, tuple(row)


def sheets_of_block(block: Block, gazetteer: Gazetteer) -> Iterator[Sheet]:
    """Yield the sheet of a block of lines: the rows above the first of a unit are its header."""
    rows = list(block.rows)
    if not block.is_padded:
        rows = _align(rows, gazetteer)
    rows, broken = _even(rows)
    if not rows:
        return
    width = max(map(len, rows))
    first = _first_row(rows, width)
    if first is None:
        return
    head, above = [], []
    groups: list[Row] = []
    for row in rows[:first]:
        filled = [cell for cell in row if cell.cell.text]
        if len(row) < width or (len(filled) == 1 and is_group(filled[0])):
            groups.append(tuple(filled))
        elif numbers_columns(row) or (any(is_aside(cell.cell.words) for cell in row) and _figures(row)):
            above.append(row)
        else:
            head.append(row)
            groups = []
    printed = _printed_head(head, column_kinds(rows[first:], width), block.is_padded)
    yield Sheet(printed, tuple(above), (*groups, *rows[first:]), width, tuple(broken))


def _printed_head(rows: Sequence[Row], kinds: Sequence[ColumnKind], is_padded: bool) -> tuple[HeadRow, ...]:
    """Return the rows of a header; where empty cells were left out of them, they are laid over the columns."""
    head = spread([tuple(cell.cell if cell.cell.text else None for cell in row) for row in rows])
    filled = [cell for row in rows for cell in row if cell.cell.text]
    firsts = {row[0].cell.words for row in rows}
    is_ragged = "" not in firsts and len(firsts) > 1 and any(not row[-1].cell.text for row in rows)
    laid = lay_heads(filled, kinds) if is_padded and is_ragged else None
    if laid is not None and laid.taken == len(filled):
        return laid.rows
    return head


def _figures(row: Row) -> int:
    return sum(cell.is_figure for cell in row)


def _align(rows: list[Row], gazetteer: Gazetteer) -> list[Row]:
    """Return rows set with blanks by column."""
    first = next((index for index, row in enumerate(rows) if _is_full(row)), None)
    if first is None:
        return rows
    aligned = align_to_columns([[cell.cell for cell in row] for row in rows], first)
    return [tuple(type_cell(cell, gazetteer) for cell in row) for row in aligned]


def _is_full(row: Row) -> bool:
    """Return True for a row with words and figures behind them."""
    return any(cell.is_lettered for cell in row) and row[-1].kind in RESULTS


def _even(rows: Sequence[Row]) -> tuple[list[Row], list[Cell]]:
    """Return the rows brought to one width, lone cells aside, and the names of those that cannot be."""
    lengths = Counter(len(_trim(row)) for row in rows if _is_full(_trim(row)) or _figures(row))
    whole = [len(_trim(row)) for row in rows if len(row) > 1]
    if not whole:
        return [], []
    usual = max(lengths, key=lambda length: (lengths[length], length), default=max(whole))
    width = max(
        length
        for length in whole
        if length <= usual or lengths[length] * 10 > sum(lengths.values()) or not lengths[length]
    )
    broken: list[Cell] = []
    found: list[Row] = []
    for row in rows:
        if len(row) == 1:
            found.append(row)
        elif len(_trim(row)) > width:
            broken += [cell.cell for cell in row if cell.is_lettered][:1]
        else:
            found.append((*row[:width], *[empty(row[0].cell.span.line)] * (width - len(row))))
    return found, broken


def _trim(row: Row) -> Row:
    """Return a row without the empty cells at its end."""
    length = len(row)
    while length and row[length - 1].kind == Kind.EMPTY and not row[length - 1].cell.text:
        length -= 1
    return row[:length]


def _first_row(rows: Sequence[Row], width: int) -> int | None:
    """Return the index of the first row that says something of a unit, or of whatever the rows are of."""
    kinds = column_kinds(rows[len(rows) // 2 :], width)
    results = [index for index, kind in enumerate(kinds) if kind.kind in RESULTS]
    known = next(
        (index for index, row in enumerate(rows) if len(row) == width and _is_body(row, results, True)), None
    )
    for index, row in enumerate(rows):
        if known is not None and index >= known:
            return known
        if len(row) == width and _is_body(row, results, False) and index <= _MAX_HEADER_ROWS:
            return index
    return known


def _is_body(row: Row, results: Sequence[int], known: bool) -> bool:
    """Return True for a row with results where the columns hold them, and a label beside; ``known``: it is a unit."""
    if any(is_aside(cell.cell.words) for cell in row if cell.is_lettered) or numbers_columns(row):
        return False
    words = sum(row[index].is_lettered for index in results)
    found = [row[index] for index in results if row[index].kind in RESULTS]
    labels = [cell for index, cell in enumerate(row) if index not in results and cell.is_lettered]
    if known:
        return 2 * words <= len(results) and any(cell.kind == Kind.UNIT for cell in labels)
    if words or not found or all(is_year(cell.cell) for cell in found):
        return False
    if row[0].count == 1 or any(cell.kind == Kind.DECIMAL for cell in found):
        return bool(labels) or len(found) > 1
    return all(role_of_head(cell.cell.text) != NAME for cell in labels) and (bool(labels) or len(found) > 1)
