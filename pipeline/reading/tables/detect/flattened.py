"""Tables that lost their frame: one cell a line, blank lines between them or not.

The units are the anchors. What stands between two units is the tail of one row, group rows, and the
numbers that precede the next unit. The usual distance gives the width; the header is laid over it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.documents.document import Line
from pipeline.reading.scope import Setting
from pipeline.reading.tables.columns import CHANGE, COUNTER, NAME, NOTE, OTHER, RANK, TIER, header_role
from pipeline.reading.tables.grids import Grid, Row
from pipeline.reading.tables.headers import columns_over
from pipeline.reading.text.cells import FOOT_ROW, MAX_ROW, Cell, split_cells, strip_numbering
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import cell_tier, group_row_tier
from pipeline.reading.vocabulary.topics import block_in
from pipeline.reading.vocabulary.unit_cells import is_unit

_SENTENCE = re.compile(r"^.{25,}[.;:]$|\w\s+[^\W\d_]{3,}\.\s+[^\W\d_]")
_CAPTION = pattern("^{table_word|annex}")
_PLACE_OF = re.compile(r"\d{1,3}\s*/\s*\d{1,3}")  # a rank of so many
_MAX_HEADER = 40  # cells before the first unit
_MAX_HEADER_LENGTH = 60
_MAX_GROUP_ROWS = 3  # group rows between two units
_MAX_CELL = 160
_MAX_REMARK = 25
_MIN_BROKEN = 3  # so many units make a table even if its columns cannot be told apart


@dataclass(frozen=True, slots=True)
class _Shape:
    """The places of the units among the cells, and how many cells of a row stand before and behind each."""

    cells: list[Cell]
    units: list[int]
    before: int
    tail: int

    @property
    def width(self) -> int:
        return self.before + 1 + self.tail


def single_cells(lines: Sequence[Line], start: int) -> list[Cell]:
    """Return the cells from line index ``start`` on, as long as every line is blank or holds one short cell."""
    cells: list[Cell] = []
    for line in lines[start:]:
        if line.is_blank:
            continue
        found = split_cells(line)
        words = line.normal.text.strip()
        if len(found) != 1 or len(words) > _MAX_CELL or _SENTENCE.search(words):
            break
        cells.append(found[0])
    return cells


def read_flattened(lines: Sequence[Line], start: int, setting: Setting) -> Grid | None:
    """Return the table whose header begins at line index ``start``, or None where none begins there.

    Where the header cannot be laid over the rows the grid has no columns and says so in ``broken``,
    unless a header begins in one of the next lines.
    """
    if _header_role_at(lines, start) is None:
        return None
    gazetteer = setting.gazetteer
    cells = single_cells(lines, start)
    unit = next((at for at in range(1, min(len(cells), _MAX_HEADER)) if _opens(cells, at, gazetteer)), None)
    if unit is None:
        return None
    before = _leading_numbers(cells, unit)
    first = unit - before
    group_rows = _group_rows_before(cells, first)
    header = cells[: first - group_rows]
    roles = [header_role(cell) for cell in header]
    if len(header) < 2 or COUNTER in roles[1:] or NAME not in roles or any(map(_names_block, header)):
        return None
    units = _anchors(cells, unit, before, len(header) + 1, gazetteer)
    tail = _usual_tail(cells, units, before, len(header), TIER in roles)
    shape = _Shape(cells, units, before, tail)
    fitted = columns_over(header, shape.width, before > 0 and roles[0] != COUNTER, setting.mark)
    if fitted is None:
        later = any(_header_role_at(lines, cell.span.line - 1) for cell in header[1:])
        return None if later else _broken(shape, len(header))
    grid = Grid(fitted[0], [], cells[0].span.line, cells[0].span.line, max_rows=fitted[1])
    grid.group_rows = cells[first - group_rows : first]
    _fill(grid, shape)
    return grid


def _header_role_at(lines: Sequence[Line], start: int) -> str | None:
    """Return the role of the header cell in line ``start``, None where no header starts there."""
    if lines[start].is_blank or len(lines[start].text) > _MAX_HEADER_LENGTH:
        return None
    found = split_cells(lines[start])
    if len(found) != 1 or not found[0].text or found[0].is_number or found[0].text.endswith((":", ".", ";")):
        return None
    role = OTHER if _CAPTION.match(found[0].words) else header_role(found[0])
    return None if role in (OTHER, NOTE, CHANGE) else role


def _opens(cells: list[Cell], at: int, gazetteer: Gazetteer) -> bool:
    """Return True for the unit of the first row: known as such, or whatever stands behind the running number 1."""
    cell = cells[at]
    first = cells[at - 1].number in ("1", "01") and cell.has_letters
    grouped = cell_tier(cell.words) or group_row_tier(cell.words) or _names_block(cell)
    return is_unit(cell, gazetteer) or (first and not grouped)


def _names_block(cell: Cell) -> bool:
    """Return True for a numbered cell that names a block of units."""
    return strip_numbering(cell.words) != cell.words and block_in(cell.words) is not None


def _leading_numbers(cells: list[Cell], unit: int) -> int:
    """Return how many numbers or dashes stand right before the first unit, the first cell and maxima aside."""
    count = 0
    while unit - count - 1 > 0 and _is_figure(cells[unit - count - 1]):
        count += 1
    if count and MAX_ROW.match(cells[unit - count - 1].words):
        roles = [header_role(cell) for cell in cells[: unit - count - 1]]
        before = roles[: roles.index(NAME)] if NAME in roles else []
        return sum(role in (COUNTER, RANK) for role in before)
    return count


def _is_figure(cell: Cell) -> bool:
    return cell.is_number or cell.is_void or _PLACE_OF.fullmatch(cell.words) is not None


def _group_rows_before(cells: list[Cell], end: int) -> int:
    """Return how many cells right before index ``end`` are group rows and no header."""
    count = 0
    while count < _MAX_GROUP_ROWS and end - count - 1 > 1:
        cell = cells[end - count - 1]
        tier = group_row_tier(cell.words) is not None and header_role(cell) in (OTHER, TIER)
        if not (tier or _names_block(cell)):
            break
        count += 1
    return count


def _anchors(cells: list[Cell], first: int, before: int, reach: int, gazetteer: Gazetteer) -> list[int]:
    """Return the places of the units from the ``first`` on, each at most ``reach`` cells and group rows away."""
    units = [first]
    running = _running_number(cells[first - before]) if before else None
    while True:
        start = units[-1] + before + 1
        following = None
        for index in range(start, min(len(cells), start + reach + _MAX_GROUP_ROWS + 1)):
            if header_role(cells[index]) == COUNTER or _begins_header(cells, index, gazetteer):
                break
            counted = running is not None and _running_number(cells[index - before]) == running + len(units)
            if _is_next(cells, index, before, counted, gazetteer):
                following = index
                break
        if following is None:
            return units
        units.append(following)


def _begins_header(cells: list[Cell], index: int, gazetteer: Gazetteer) -> bool:
    """Return True where the header of another table begins: what heads the units stands in the next cells."""
    near = cells[index : index + 3]
    roles = [header_role(cell) for cell in near]
    if roles[0] not in (RANK, NAME) or NAME not in roles or roles.count(OTHER) == len(roles) - 1:
        return False
    return not any(is_unit(cell, gazetteer) for cell in near)


def _running_number(cell: Cell) -> int | None:
    return int(cell.number) if cell.number and cell.number.isdigit() else None


def _is_next(cells: list[Cell], index: int, before: int, counted: bool, gazetteer: Gazetteer) -> bool:
    """Return True where ``cells[index]`` is the unit of the next row: known as such, or ``counted`` as the next."""
    cell = cells[index]
    if not cell.has_letters or not all(map(_is_figure, cells[index - before : index])):
        return False
    if cell_tier(cell.words) or FOOT_ROW.match(cell.words):
        return False
    grouped = group_row_tier(cell.words) is not None or _names_block(cell)
    return is_unit(cell, gazetteer) or (counted and not grouped)


def _usual_tail(cells: list[Cell], units: list[int], before: int, headers: int, tiered: bool) -> int:
    """Return the most frequent number of cells behind a unit, group rows aside.

    Of several equally frequent numbers the one that the header has cells for, then the smaller one.
    ``tiered``: a header cell stands over tiers, which then may be cells of the rows.
    """
    said = headers - before - 1
    gaps = Counter(
        sum(not _is_group(cell, tiered) for cell in cells[at + 1 : after - before])
        for at, after in pairwise(units)
    )
    return min(gaps, key=lambda gap: (-gaps[gap], gap != said, gap)) if gaps else max(said, 1)


def _is_group(cell: Cell, tiered: bool) -> bool:
    """Return True for a row that heads a group and cannot be the tier of one unit."""
    own = cell_tier(cell.words)
    return group_row_tier(cell.words) is not None and (own is None or (own.start > 0 and not tiered))


def _broken(shape: _Shape, headers: int) -> Grid | None:
    """Return a grid without columns that says why, None where hardly a table stands there."""
    cells, units = shape.cells, shape.units
    if len(units) < _MIN_BROKEN:
        return None
    line = cells[0].span.line
    reason = (
        f"the columns of the table cannot be told apart: {shape.width} cells a row, {headers} header cells"
    )
    return Grid([], [], line, cells[units[-1]].span.line, broken=[(line, reason)])


def _fill(grid: Grid, shape: _Shape) -> None:
    """Lay the rows over the columns; group rows go between them, a row of the wrong length is reported."""
    cells, before, tail = shape.cells, shape.before, shape.tail
    group_row = grid.group_rows[-1] if grid.group_rows else None
    block = next((cell for cell in grid.group_rows if group_row_tier(cell.words) is None), None)
    ends = [*(unit - before for unit in shape.units[1:]), None]
    for unit, end in zip(shape.units, ends, strict=True):
        rest = _last_tail(cells, unit + 1, tail) if end is None else cells[unit + 1 : end]
        row = [*cells[unit - before : unit + 1], *rest[:tail]]
        if len(row) != len(grid.columns) or any(map(_is_header, rest[:tail])):
            reason = (
                f"the row of '{cells[unit].text}' has {len(row)} cells, the table {len(grid.columns)} columns"
            )
            grid.broken.append((cells[unit].span.line, reason))
        else:
            grid.rows.append(Row(tuple(row), group_row, block))
        grid.last_line = max(grid.last_line, *(cell.span.line for cell in row))
        for extra in rest[tail:]:
            grid.group_rows.append(extra)
            group_row, block = extra, block if group_row_tier(extra.words) else extra


def _last_tail(cells: list[Cell], start: int, length: int) -> list[Cell]:
    """Return the cells behind the last unit, up to the first that cannot belong to a row."""
    tail: list[Cell] = []
    for cell in cells[start : start + length]:
        if not (_is_figure(cell) or cell_tier(cell.words) or len(cell.words) <= _MAX_REMARK):
            break
        tail.append(cell)
    return tail


def _is_header(cell: Cell) -> bool:
    """Return True for a cell that can only be a table's header."""
    return header_role(cell) in (COUNTER, NAME) and not cell.is_number
