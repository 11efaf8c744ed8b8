"""Tables set with blanks: every cell under the column that its offset shows.

Blanks that run down through all rows part columns. Two header cells may stand only one blank apart there, and
one cell of the header over several columns.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.reading.readings import Span
from pipeline.reading.text.cells import Cell, join_cells

_MIN_COLUMNS = 3
_MIN_ROWS = 3
# So many blanks may part a cell of the header from the column that it stands over.
_MAX_APART = 4
# So many part what is cut at the blanks of the body.
_SET = 1
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Gap:
    """The white stretch between two columns, and the offset where the header is parted too."""

    start: int
    end: int
    cut: int


def align_to_columns(rows: Sequence[list[Cell]], first: int) -> list[list[Cell]]:
    """Return the rows with a cell for each column, empty ones included; as they were where no columns show.

    ``first`` is the index of the first row of a unit. A row of one cell stays as it is, it names a group, unless
    it stands inside one of the columns behind the first.
    """
    heads = rows[:first]
    again = {_words(row): at for at, row in enumerate(heads)}  # a page repeats the header
    body = [row for row in rows[first:] if len(row) > 1 and _words(row) not in again]
    gaps = next((found for width in _widths(heads, body) if (found := _gaps_of(width, heads, body))), None)
    if gaps is None:
        return list(rows)
    full = [row for row in heads if len(row) == len(gaps) + 1]
    extents = [(cell.span.start, cell.span.end) for cell in full[-1]] if full else _extents(body, gaps)
    return [
        row
        if len(row) == 1 and not _is_inside(row[0], gaps)
        else _placed(row, heads[again.get(_words(row), first) :], gaps, extents)
        for row in rows
    ]


def _placed(
    row: Sequence[Cell],
    heads: Sequence[list[Cell]],
    gaps: Sequence[_Gap],
    extents: Sequence[tuple[int, int]],
) -> list[Cell]:
    """Return the cells of a row by column: those of the header over what stands nearest under them.

    ``heads`` are the row itself and those of the header below it, none for a row of the body.
    """
    may_span = len(heads) > 1 and _begins_cells(heads[1])
    if heads and not may_span and (over := _over(row, gaps, extents)):
        line = row[0].span.line
        return [
            next((cell for cell, column in over if column == index), Cell("", Span(line, 0, 0)))
            for index in range(len(extents))
        ]
    return _place_cells(row, gaps, may_span)


def _over(
    row: Sequence[Cell], gaps: Sequence[_Gap], extents: Sequence[tuple[int, int]]
) -> list[tuple[Cell, int]]:
    """Return the cells of a header row with the columns that they stand over; two with one blank between are cut.

    What goes on in small letters is no second cell: "Xếp hạng" over the columns of two years.
    """
    parts = _parts(row, gaps)
    begun = all(
        cell.text[:1].islower() or not part.text[:1].islower()
        for cell in row
        for part in parts
        if cell.span.start < part.span.start < cell.span.end
    )
    return (begun and _nearest(parts, extents, _SET)) or _nearest(row, extents, _MAX_APART)


def _extents(body: Sequence[list[Cell]], gaps: Sequence[_Gap]) -> list[tuple[int, int]]:
    """Return where what stands in each column begins and ends, in most of its rows."""
    found: list[list[Cell]] = [[] for _ in range(len(gaps) + 1)]
    for row in body:
        for cell in row:
            found[_column(cell, gaps)].append(cell)
    return [
        (
            int(median(cell.span.start for cell in cells)) if cells else gaps[at - 1].cut,
            int(median(cell.span.end for cell in cells)) if cells else gaps[at - 1].cut,
        )
        for at, cells in enumerate(found)
    ]


def _nearest(row: Sequence[Cell], extents: Sequence[tuple[int, int]], reach: int) -> list[tuple[Cell, int]]:
    """Return each cell of a header with the column that it stands over, in order; none where one is out of reach."""
    if len(row) > len(extents):
        return []
    best: dict[int, tuple[float, list[int]]] = {-1: (0.0, [])}
    for cell in row:
        ahead: dict[int, tuple[float, list[int]]] = {}
        for last, (cost, columns) in best.items():
            for column in range(last + 1, len(extents)):
                away = _away(cell, extents[column], reach)
                if away is not None and (column not in ahead or cost + away < ahead[column][0]):
                    ahead[column] = (cost + away, [*columns, column])
        best = ahead
    columns = min(best.values(), default=(0.0, []))[1]
    return list(zip(row, columns, strict=True)) if columns else []


def _away(cell: Cell, extent: tuple[int, int], reach: int) -> float | None:
    """Return how far the middle of a cell stands from that of a column, None where ``reach`` blanks part them."""
    start, end = extent
    apart = max(cell.span.start - end, start - cell.span.end)
    return abs(cell.span.start + cell.span.end - start - end) / 2 if apart <= reach else None


def _words(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(cell.words for cell in row)


def _begins_cells(row: Sequence[Cell]) -> bool:
    """Return True for a row of the header whose cells do not go on from those above, in small letters or brackets."""
    return 2 * sum(cell.text[:1].islower() or cell.text[:1] == "(" for cell in row) < len(row)


def _widths(heads: Sequence[list[Cell]], body: Sequence[list[Cell]]) -> Iterator[int]:
    """Yield the numbers of columns that there may be, the most first: of the header, of the rows, of most rows."""
    lengths = Counter(map(len, body))
    usual = max(lengths, key=lambda length: (lengths[length], length))
    most = max([*map(len, heads), *lengths])
    yield from (width for width in dict.fromkeys((most, max(lengths), usual)) if width >= _MIN_COLUMNS)


def _gaps_of(width: int, heads: Sequence[list[Cell]], body: Sequence[list[Cell]]) -> list[_Gap] | None:
    """Return the widest gaps that part ``width`` columns, None where they do not part the cells of every row."""
    fitting = [row for row in body if len(row) <= width]
    full = sum(len(row) == width for row in (*heads, *body))
    if len(fitting) + len(heads) < _MIN_ROWS or not full:
        return None
    free = sorted(_free(fitting), key=lambda gap: gap[0] - gap[1])
    if len(free) < width - 1:
        free += _behind(heads, fitting)
    free = free[: width - 1]
    if len(free) < width - 1:
        return None
    written, spanned = _written(heads, whole=False), _written(heads, whole=True)
    ends = Counter(cell.span.end for row in fitting for cell in row)
    gaps = [
        _Gap(start, end, _cut(range(start, end), written, spanned, 2 * ends[start] > len(fitting)))
        for start, end in sorted(free)
    ]
    for row in fitting:
        columns = [_column(cell, gaps) for cell in row]
        if len(set(columns)) < len(columns):
            return None
    return gaps


def _free(rows: Sequence[list[Cell]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of blanks that run through all rows, between what is written."""
    end = None
    for start, stop in sorted((cell.span.start, cell.span.end) for row in rows for cell in row):
        if end is not None and start > end:
            yield end, start
        end = stop if end is None else max(end, stop)


def _behind(heads: Sequence[list[Cell]], rows: Sequence[list[Cell]]) -> Iterator[tuple[int, int]]:
    """Yield the stretch between the ends of all rows and the head of a column behind them, in which nothing stands."""
    end = max(cell.span.end for row in rows for cell in row)
    starts = [row[-1].span.start for row in heads if len(row) > 1 and row[-1].span.start > end]
    if starts:
        yield end, min(starts)


def _written(rows: Sequence[list[Cell]], whole: bool) -> set[int]:
    """Return the offsets that letters of the header take, or its whole cells."""
    return {
        cell.span.start + at
        for row in rows
        for cell in row
        for at, char in enumerate(cell.text)
        if whole or not char.isspace()
    }


def _cut(free: range, written: set[int], spanned: set[int], is_flush: bool) -> int:
    """Return the offset where a stretch of blanks parts the header too, between its cells if that can be.

    ``is_flush``: what stands before it is set to the right, so its header ends there as well.
    """
    for taken in (spanned, written):
        runs: list[list[int]] = []
        for index in free:
            if index in taken:
                continue
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
        if runs:
            run = runs[0] if is_flush else max(runs, key=len)
            return run[len(run) // 2]
    return free[len(free) // 2]


def _column(cell: Cell, gaps: Sequence[_Gap]) -> int:
    middle = (cell.span.start + cell.span.end) / 2
    return sum(gap.cut < middle for gap in gaps)


def _place_cells(row: Sequence[Cell], gaps: Sequence[_Gap], may_span: bool) -> list[Cell]:
    """Return the cells of a row by column; what falls into one column is one cell.

    ``may_span``: a row of the header with others below it, whose cells may stand over several columns each.
    """
    columns: list[list[Cell]] = [[] for _ in range(len(gaps) + 1)]
    parts = list(row)
    if len(row) != len(columns) and not may_span:
        parts = _parts(row, gaps)
    for at, cell in enumerate(parts):
        if len(parts) == len(columns):
            columns[at].append(cell)
        elif may_span:
            columns[sum(gap.cut < cell.span.start for gap in gaps)].append(cell)
        else:
            columns[_column(cell, gaps)].append(cell)
    line = row[0].span.line
    return [join_cells(cells) if cells else Cell("", Span(line, 0, 0)) for cells in columns]


def _parts(row: Sequence[Cell], gaps: Sequence[_Gap]) -> list[Cell]:
    """Return the cells of a row, each cut where it reaches over the gap before a column that has none."""
    taken = {sum(gap.cut < cell.span.start for gap in gaps) for cell in row}
    free = [gap for at, gap in enumerate(gaps, start=1) if at not in taken]
    return [part for whole in row for part in _split(whole, free)]


def _is_inside(cell: Cell, gaps: Sequence[_Gap]) -> bool:
    """Return True for a cell that begins and ends in one column, not the first."""
    column = sum(gap.cut < cell.span.start for gap in gaps)
    return column > 0 and column == sum(gap.end < cell.span.end for gap in gaps)


def _split(cell: Cell, gaps: Sequence[_Gap]) -> list[Cell]:
    """Return a cell cut at the blanks that stand in the gaps that it reaches over."""
    edges = [0]
    for gap in gaps:
        blanks = [match.start() for match in _BLANK.finditer(cell.text)]
        inside = [at for at in blanks if gap.start <= cell.span.start + at < gap.end and at > edges[-1]]
        if inside:
            edges.append(min(inside, key=lambda at: abs(cell.span.start + at - gap.cut)))
    pieces = [cell.text[start:end] for start, end in zip(edges, [*edges[1:], len(cell.text)], strict=True)]
    return [_piece(cell, start, piece) for start, piece in zip(edges, pieces, strict=True)]


def _piece(cell: Cell, start: int, piece: str) -> Cell:
    first = cell.span.start + start + len(piece) - len(piece.lstrip())
    return Cell(piece.strip(), Span(cell.span.line, first, first + len(piece.strip())))
