"""Tables with a row for each criterion and a column for each unit, turned so that each unit has a row."""

from collections.abc import Sequence

from pipeline.documents.document import Line
from pipeline.reading.scope import Setting
from pipeline.reading.tables.columns import MAXIMUM, NAME, Column, header_role, make_column
from pipeline.reading.tables.grids import Grid, Row
from pipeline.reading.text.cells import Cell, split_cells
from pipeline.reading.vocabulary.unit_cells import is_unit

_MIN_UNITS = 3
_MIN_ROWS = 2
# The head of a column that only counts the rows is no longer.
_MAX_COUNTER = 2


def read_transposed(lines: Sequence[Line], start: int, setting: Setting) -> Grid | None:
    """Return the table whose header of units stands in line index ``start``, or None where none does."""
    heads = split_cells(lines[start])
    units = _unit_columns(heads, setting)
    label = _label_column(heads, units, setting)
    if label is None:
        return None
    rows = [row for row in _rows(lines, start, len(heads)) if row[label].has_letters]
    if len(rows) < _MIN_ROWS or not any(cell.is_number for row in rows for cell in row[units[0] :]):
        return None
    columns = [Column(NAME, ""), *(make_column([row[label]], setting.mark) for row in rows)]
    grid = Grid(columns, [], lines[start].number, rows[-1][0].span.line)
    grid.head = [cell for row in rows for cell in row[: units[0]]]
    grid.rows = [Row((heads[index], *(row[index] for row in rows)), None) for index in units]
    maxima = [
        index
        for index, cell in enumerate(heads)
        if not units[0] <= index <= units[-1] and header_role(cell) == MAXIMUM
    ]
    grid.max_rows = [Row((None, *(row[index] for row in rows)), None) for index in maxima]
    return grid


def _unit_columns(heads: Sequence[Cell], setting: Setting) -> list[int]:
    """Return the columns that units head, where enough of them stand one beside the other."""
    units = [index for index, cell in enumerate(heads) if index and is_unit(cell, setting.gazetteer)]
    adjoining = len(units) >= _MIN_UNITS and units[-1] - units[0] == len(units) - 1
    return units if adjoining else []


def _label_column(heads: Sequence[Cell], units: Sequence[int], setting: Setting) -> int | None:
    """Return the column before those of the units that names what each row is of; None where there is none."""
    before = heads[: units[0]] if units else []
    label = next((index for index, cell in enumerate(before) if len(cell.words) > _MAX_COUNTER), None)
    return None if label is None or is_unit(heads[label], setting.gazetteer) else label


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
