"""Tables that lost their frame: one cell a line, blank lines between them or not.

The units are the anchors. What stands between two units is the tail of one row, group rows, and the
numbers that precede the next unit. The usual distance gives the width; the header is laid over it.
"""

import re
from collections.abc import Sequence

from pipeline.documents.model import Line
from pipeline.extraction.cells import FOOT_ROW, MAX_ROW, Cell, split_cells
from pipeline.extraction.columns import COUNTER, NAME, OTHER, Column, header_role
from pipeline.extraction.grids import Grid, Row, build_columns, fit_headers, is_unit, told_apart, usual_length
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.tiers import band_row, cell_tier

_SENTENCE = re.compile(r"^.{25,}[.;:]$|\w\s+[^\W\d_]{3,}\.\s+[^\W\d_]")
_CAPTION = re.compile(r"^(?:bảng|biểu|phụ lục)\b")
_MAX_HEADER = 24
_MAX_BANDS = 3
_MAX_CELL = 160


def single_cells(lines: Sequence[Line], start: int) -> list[Cell]:
    """The cells from line index ``start`` on, as long as every line is blank or holds one short cell."""
    cells: list[Cell] = []
    for line in lines[start:]:
        if line.is_blank:
            continue
        found = split_cells(line)
        if (
            len(found) != 1
            or len(line.normal.text.strip()) > _MAX_CELL
            or _SENTENCE.search(line.normal.text.strip())
        ):
            break
        cells.append(found[0])
    return cells


def _first_unit(cells: list[Cell], lexicon: Lexicon) -> int | None:
    for place in range(1, min(len(cells), _MAX_HEADER + 4)):
        if is_unit(cells[place], lexicon):
            return place
    return None


def _leading_numbers(cells: list[Cell], unit: int) -> int:
    count = 0
    while unit - count - 1 > 0 and (cells[unit - count - 1].is_number or cells[unit - count - 1].is_void):
        count += 1
    return count


def _is_next(cells: list[Cell], place: int, before: int, wanted: int | None, lexicon: Lexicon) -> bool:
    """True where ``cells[place]`` is the unit of the next row: known as such, or behind the next running number."""
    head = cells[place - before : place]
    if not all(cell.is_number or cell.is_void for cell in head) or not cells[place].has_letters:
        return False
    if cell_tier(cells[place].words, lexicon) or FOOT_ROW.match(cells[place].words):
        return False
    counted = (
        before > 0
        and wanted is not None
        and head[0].number is not None
        and head[0].number.isdigit()
        and int(head[0].number) == wanted
    )
    return is_unit(cells[place], lexicon) or (counted and band_row(cells[place].words, lexicon) is None)


def _anchors(cells: list[Cell], first: int, before: int, reach: int, lexicon: Lexicon) -> list[int]:
    units = [first]
    counter = cells[first - before].number if before else None
    running = int(counter) if counter and counter.isdigit() else None
    while True:
        last = units[-1]
        wanted = running + len(units) if running is not None else None
        following = None
        for place in range(last + before + 1, min(len(cells), last + before + reach + _MAX_BANDS + 2)):
            if header_role(cells[place]) == COUNTER:
                break
            if _is_next(cells, place, before, wanted, lexicon):
                following = place
                break
        if following is None:
            return units
        units.append(following)


def _last_tail(cells: list[Cell], start: int, length: int, lexicon: Lexicon) -> list[Cell]:
    tail: list[Cell] = []
    for cell in cells[start : start + length]:
        if not (cell.is_number or cell.is_void or cell_tier(cell.words, lexicon) or len(cell.words) <= 25):
            break
        tail.append(cell)
    return tail


def _header(
    cells: list[Cell], width: int, counted: bool, mark: str
) -> tuple[list[Column], list[Cell]] | None:
    """Columns for ``width`` cells a row, and the cells of a row of maxima printed under the header."""
    maxima: list[Cell] = []
    for place, cell in enumerate(cells):
        if place and MAX_ROW.match(cell.words) and len(cells) > place + 1 and cells[place + 1].is_number:
            cells, maxima = cells[:place], cells[place + 1 :]
            break
    groups = fit_headers(cells, width)
    if groups is None and counted and (groups := fit_headers(cells, width - 1)) is not None:
        columns = [Column(COUNTER, ""), *build_columns(groups, mark)]
    elif groups is None:
        return None
    else:
        columns = build_columns(groups, mark)
    return (columns, maxima) if told_apart(columns) else None


def _max_row(columns: list[Column], numbers: list[Cell]) -> list[Row]:
    """The row of maxima, its numbers laid over the last columns that can have one."""
    places = [place for place, column in enumerate(columns) if column.role in ("score", OTHER, "converted")]
    found = [cell for cell in numbers if cell.is_number]
    if not found or len(found) != len(places):
        return []
    cells: list[Cell | None] = [None] * len(columns)
    for place, cell in zip(places, found, strict=True):
        cells[place] = cell
    return [Row(tuple(cells), None)]


def _bands_before(cells: list[Cell], end: int, lexicon: Lexicon) -> int:
    """How many cells right before index ``end`` are group rows and no header."""
    count = 0
    while count < _MAX_BANDS and end - count - 1 > 1 and band_row(cells[end - count - 1].words, lexicon):
        if header_role(cells[end - count - 1]) not in (OTHER, "tier"):
            break
        count += 1
    return count


def read_flattened(lines: Sequence[Line], start: int, lexicon: Lexicon, mark: str) -> Grid | None:
    """The table whose header begins at line index ``start``, or None where none begins there.

    Where the header cannot be laid over the rows the grid has no columns and says so in ``broken``,
    unless a header begins in one of the next lines.
    """
    if header_role_at(lines, start) is None:
        return None
    cells = single_cells(lines, start)
    unit = _first_unit(cells, lexicon)
    if unit is None:
        return None
    before = _leading_numbers(cells, unit)
    first = unit - before
    bands = _bands_before(cells, first, lexicon)
    header = cells[: first - bands]
    if any(header_role(cell) == COUNTER for cell in header[1:]):
        return None
    if len(header) < 2 or NAME not in {header_role(cell) for cell in header}:
        return None
    units = _anchors(cells, unit, before, len(header) + 1, lexicon)
    gaps = [after - at - before - 1 for at, after in zip(units, units[1:], strict=False)]
    tail = usual_length(gaps) if gaps else max(len(header) - before - 1, 1)
    counted = before > 0 and header_role(header[0]) != COUNTER
    fitted = _header(header, before + 1 + tail, counted, mark)
    if fitted is None:
        later = any(header_role_at(lines, cell.span.line - 1) for cell in header[1:])
        return None if later else _broken(cells, units, before + 1 + tail, len(header))
    grid = Grid(fitted[0], [], cells[0].span.line, cells[0].span.line)
    grid.max_rows = _max_row(grid.columns, fitted[1])
    _fill(grid, cells, units, before, tail, bands, lexicon)
    return grid


def _broken(cells: list[Cell], units: list[int], width: int, headers: int) -> Grid | None:
    if len(units) < 3:
        return None
    reason = f"the columns of the table cannot be told apart: {width} cells a row, {headers} header cells"
    return Grid([], [], cells[0].span.line, cells[units[-1]].span.line, broken=[(cells[0].span.line, reason)])


def header_role_at(lines: Sequence[Line], start: int) -> str | None:
    """The role of the header cell in line ``start``, None where no header starts there."""
    if lines[start].is_blank or len(lines[start].text) > 60:
        return None
    found = split_cells(lines[start])
    if len(found) != 1 or not found[0].text or found[0].is_number or found[0].text.endswith((":", ".", ";")):
        return None
    role = OTHER if _CAPTION.match(found[0].words) else header_role(found[0])
    return None if role in (OTHER, "note", "change") else role


def _fill(
    grid: Grid, cells: list[Cell], units: list[int], before: int, tail: int, bands: int, lexicon: Lexicon
) -> None:
    """Lay the rows over the columns; group rows go between them, a row of the wrong length is reported."""
    first = units[0] - before
    grid.bands = list(cells[first - bands : first])
    band = grid.bands[-1] if grid.bands else None
    for place, unit in enumerate(units):
        end = units[place + 1] - before if place + 1 < len(units) else None
        rest = cells[unit + 1 : end] if end is not None else _last_tail(cells, unit + 1, tail, lexicon)
        row = [*cells[unit - before : unit + 1], *rest[:tail]]
        if len(row) != len(grid.columns) or any(is_header(cell) for cell in rest[:tail]):
            said = (
                f"the row of '{cells[unit].text}' has {len(row)} cells, the table {len(grid.columns)} columns"
            )
            grid.broken.append((cells[unit].span.line, said))
        else:
            grid.rows.append(Row(tuple(row), band))
        grid.last_line = max(grid.last_line, *(cell.span.line for cell in row))
        for extra in rest[tail:]:
            grid.bands.append(extra)
            band = extra


def is_header(cell: Cell) -> bool:
    """True for a cell that can only be a table's header."""
    return header_role(cell) in (COUNTER, NAME) and not cell.is_number
