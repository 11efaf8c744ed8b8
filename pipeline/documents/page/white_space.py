"""Tables on a page whose columns only white space parts: where they begin and end.

A row is a line that holds a number next to something else; `laid_table` parts its columns.
"""

from collections.abc import Sequence

from pipeline.documents.page.laid_table import LaidTable
from pipeline.documents.page.layout import PageTable, TextLine, Word, text_lines

_MIN_ROWS = 3
_MAX_HEADER = 12  # lines of words before the first row, or after a number in the header
_MAX_BETWEEN = 4  # lines of words between two rows
_NEXT_HEADER = 3  # a line of so many segments without a number heads the next table
_NEAR = 0.8  # heights of a line: lines of one header stand no farther apart
_FAR = 2.6  # heights of a line: a wider gap ends a table
_WIDE = 0.55  # share of the page's width from which a line before the first row is running text


def lines_and_tables(words: Sequence[Word], before: PageTable | None = None) -> list[TextLine | PageTable]:
    """Return what stands on a page, from top to bottom; ``before`` is the table that the page before ended with."""
    lines = text_lines(words)
    width = max((word.right for word in words), default=0) - min((word.left for word in words), default=0)
    found: list[TextLine | PageTable] = []
    index = 0
    while index < len(lines):
        end, known = _extent(lines, index, width), None
        if end == index and before is not None and _repeats(lines[index], before):
            end, known = _extent(lines, index, width, 1), before.columns
        above = _heads_above(lines, index) if end > index else 0
        table = LaidTable(lines[index - above : end], known).table() if end > index else None
        if table is None:
            found.append(lines[index])
            index += 1
        else:
            del found[len(found) - above :]
            found.append(table)
            index = end
    return found


def _repeats(line: TextLine, before: PageTable) -> bool:
    """Return True for the first line of a repeated header: all its pieces begin cells of the header ``before``."""
    return before.columns is not None and all(
        any(cell.startswith(piece.text) for cell in before.rows[0]) for piece in line.segments()
    )


def _heads_above(lines: Sequence[TextLine], start: int) -> int:
    """Return how many lines right above a header belong to it: they begin after its second cell, titles do not."""
    second = lines[start].segments()[1]
    count = 0
    while start - count > 0:
        line, below = lines[start - count - 1], lines[start - count]
        near = below.top - line.bottom < _NEAR * (line.bottom - line.top)
        if not near or line.segments()[0].left <= second.left or line.is_row:
            break
        count += 1
    return count


def _extent(lines: Sequence[TextLine], start: int, width: float, least: int = _MIN_ROWS) -> int:
    """Return the index after the table of ``least`` rows that begins at ``start``; ``start`` where none does."""
    if len(lines[start].segments()) < 2:
        return start
    rows, end = 0, start
    for index in range(start, len(lines)):
        line = lines[index]
        if index > start and line.top - lines[index - 1].bottom > _FAR * (line.bottom - line.top):
            break
        if line.is_row:
            rows, end = rows + 1, index + 1
        elif index - end >= (_MAX_BETWEEN if rows > 1 else _MAX_HEADER) or _ends(line, rows, width):
            break
    return end if rows >= least else start


def _ends(line: TextLine, rows: int, width: float) -> bool:
    """Return True for running text before the first row, and for the header of the next table after the last."""
    pieces = line.segments()
    if rows:
        return rows >= _MIN_ROWS and len(pieces) >= _NEXT_HEADER
    return len(pieces) == 1 and pieces[0].right - pieces[0].left > _WIDE * width
