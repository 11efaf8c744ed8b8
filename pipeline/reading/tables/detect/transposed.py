"""Tables with a row for each criterion and a column for each unit, turned so that each unit has a row."""

from collections.abc import Sequence

from pipeline.documents.document import Line
from pipeline.reading.scope import Setting
from pipeline.reading.tables.columns import MAXIMUM, NAME, Column, header_role, make_column
from pipeline.reading.tables.grids import Grid, Row, is_unit
from pipeline.reading.text.cells import Cell, split_cells

_MIN_UNITS = 3
_MIN_ROWS = 2


def read_transposed(lines: Sequence[Line], start: int, setting: Setting) -> Grid | None:
    """Return the table whose header of units stands in line index ``start``, or None where none does."""
    heads = split_cells(lines[start])
    units = [place for place, cell in enumerate(heads) if place and is_unit(cell, setting.gazetteer)]
    if len(units) < _MIN_UNITS or units != list(range(units[0], units[0] + len(units))):
        return None
    label = next((place for place in range(units[0]) if len(heads[place].words) > 2), None)
    if label is None or is_unit(heads[label], setting.gazetteer):
        return None
    rows = _rows(lines, start, len(heads))
    rows = [row for row in rows if row[label].has_letters]
    if len(rows) < _MIN_ROWS or not any(cell.is_number for row in rows for cell in row[units[0] :]):
        return None
    columns = [Column(NAME, ""), *(make_column([row[label]], setting.mark) for row in rows)]
    grid = Grid(columns, [], lines[start].number, rows[-1][0].span.line)
    grid.head = [cell for row in rows for cell in row[: units[0]]]
    grid.rows = [Row((heads[place], *(row[place] for row in rows)), None) for place in units]
    maxima = [place for place, cell in enumerate(heads[: units[0]]) if header_role(cell) == MAXIMUM]
    maxima += [place for place in range(units[-1] + 1, len(heads)) if header_role(heads[place]) == MAXIMUM]
    grid.max_rows = [Row((None, *(row[place] for row in rows)), None) for place in maxima]
    return grid


def _rows(lines: Sequence[Line], start: int, width: int) -> list[list[Cell]]:
    """Return the rows under the header, as long as they are as wide."""
    rows: list[list[Cell]] = []
    for line in lines[start + 1 :]:
        cells = split_cells(line)
        if line.is_blank and not rows:
            continue
        if len(cells) != width:
            break
        rows.append(cells)
    return rows
