"""Tables set with blanks whose header has several lines: every cell under the column that its offset shows.

Two header cells may stand only one blank apart; where blanks run down through all rows of figures, they part.
"""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.reading.readings import Span
from pipeline.reading.text.cells import Cell, join_cells

_MIN_COLUMNS = 3
_MIN_ROWS = 3
_REACH = 8  # letters that a blank may stand away from the gap between two columns
_BLANK = re.compile(r"\s+")


def align_to_columns(rows: Sequence[list[Cell]], first: int) -> list[list[Cell]]:
    """Return the rows with a cell for each column, empty ones included; as they were where no columns show.

    ``first`` is the index of the first row of a unit. A row of one cell stays as it is, it names a group, unless
    it stands inside one of the columns behind the first.
    """
    body = rows[first:]
    lengths = Counter(len(row) for row in body if len(row) > 1)
    width = max(lengths, key=lambda length: (lengths[length], length))
    full = [row for row in body if len(row) == width]
    if width < _MIN_COLUMNS or len(full) + sum(len(row) == width for row in rows[:first]) < _MIN_ROWS:
        return list(rows)
    cuts = _cuts(full, [cell for row in rows[:first] for cell in row])
    if len(cuts) + 1 != width:
        return list(rows)
    return [
        row if len(row) == 1 and not _is_inside(row[0], cuts) else _place_cells(row, cuts, at < first - 1)
        for at, row in enumerate(rows)
    ]


def _cuts(rows: Sequence[list[Cell]], heads: Sequence[Cell]) -> list[int]:
    """Return an offset in each stretch of blanks that runs through all rows, where the header has blanks too."""
    taken = {index for row in rows for cell in row for index in range(cell.span.start, cell.span.end)}
    written = {
        cell.span.start + at for cell in heads for at, char in enumerate(cell.text) if not char.isspace()
    }
    ends = {cell.span.end for row in rows for cell in row}
    often = {
        end for end in ends if sum(cell.span.end == end for row in rows for cell in row) > len(rows) // 2
    }
    cuts: list[int] = []
    free: list[int] = []
    for index in range(min(taken), max(taken) + 1):
        if index not in taken:
            free.append(index)
        elif free:
            cuts.append(_cut(free, written, free[0] in often))
            free = []
    return cuts


def _cut(free: Sequence[int], written: set[int], is_flush: bool) -> int:
    """Return the offset where a stretch of blanks parts the header too.

    ``is_flush``: what stands before it is set to the right, so its header ends there as well.
    """
    runs: list[list[int]] = []
    for index in free:
        if index in written:
            continue
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    if not runs:
        return free[len(free) // 2]
    run = runs[0] if is_flush else max(runs, key=len)
    return run[len(run) // 2]


def _place_cells(row: Sequence[Cell], cuts: Sequence[int], may_span: bool) -> list[Cell]:
    """Return the cells of a row by column; what falls into one column is one cell.

    ``may_span``: a row of the header with others below it, whose cells may stand over several columns each.
    """
    columns: list[list[Cell]] = [[] for _ in range(len(cuts) + 1)]
    if len(row) == len(columns):
        columns = [[cell] for cell in row]
    elif may_span and 2 * len(row) <= len(columns):
        for cell in row:
            columns[sum(cut < cell.span.start for cut in cuts)].append(cell)
    else:
        for cell in (part for whole in row for part in _split(whole, cuts)):
            middle = (cell.span.start + cell.span.end) / 2
            columns[sum(cut < middle for cut in cuts)].append(cell)
    line = row[0].span.line
    return [join_cells(cells) if cells else Cell("", Span(line, 0, 0)) for cells in columns]


def _is_inside(cell: Cell, cuts: Sequence[int]) -> bool:
    """Return True for a cell that begins and ends in one column, not the first."""
    column = sum(cut < cell.span.start for cut in cuts)
    return column > 0 and column == sum(cut < cell.span.end for cut in cuts)


def _split(cell: Cell, cuts: Sequence[int]) -> list[Cell]:
    """Return a cell cut at the blanks nearest to the gaps that it reaches over."""
    edges = [0]
    for cut in cuts:
        if not cell.span.start < cut < cell.span.end:
            continue
        blanks = [match.start() for match in _BLANK.finditer(cell.text)]
        near = min(blanks, key=lambda at: abs(cell.span.start + at - cut), default=None)
        if near is not None and abs(cell.span.start + near - cut) <= _REACH and near > edges[-1]:
            edges.append(near)
    pieces = [cell.text[start:end] for start, end in zip(edges, [*edges[1:], len(cell.text)], strict=True)]
    return [_piece(cell, start, piece) for start, piece in zip(edges, pieces, strict=True)]


def _piece(cell: Cell, start: int, piece: str) -> Cell:
    first = cell.span.start + start + len(piece) - len(piece.lstrip())
    return Cell(piece.strip(), Span(cell.span.line, first, first + len(piece.strip())))
