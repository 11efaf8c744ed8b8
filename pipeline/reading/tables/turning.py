"""Sheets brought to one shape: units of columns turned into rows, lists side by side put one under the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.tables.cell_types import FIGURES, RESULTS, Kind, Typed, is_year, type_cell
from pipeline.reading.tables.column_heads import NAME
from pipeline.reading.tables.heads import ColumnKind, HeadRow, role_of_head
from pipeline.reading.tables.laid_rows import Sheet, column_kinds, empty
from pipeline.reading.tables.splitters import Row
from pipeline.reading.text.cells import Cell, is_aside
from pipeline.reading.vocabulary.gazetteer import Gazetteer

_MIN_UNITS = 2


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit in a header, and the columns that it stands over."""

    cell: Cell
    columns: tuple[int, ...]


def turn(sheet: Sheet, gazetteer: Gazetteer) -> Sheet | None:
    """Return a sheet with its units in the columns so that each has a row, None where the header names none."""
    at, units = max(
        ((at, _units(row, gazetteer)) for at, row in enumerate(sheet.head)),
        key=lambda found: len(found[1]),
        default=(0, []),
    )
    if len(units) < _MIN_UNITS or len({len(unit.columns) for unit in units}) > 1:
        return None
    kinds = column_kinds(sheet.rows, sheet.width)
    label = next((index for index in range(units[0].columns[0]) if kinds[index].kind == Kind.WORDS), None)
    taken = {column for unit in units for column in unit.columns}
    told = [
        row
        for row in sheet.rows
        if len(row) == sheet.width
        and label is not None
        and any(row[index].kind in RESULTS for index in taken)
    ]
    if label is None or not told:
        return None
    each = len(units[0].columns)
    rows = [
        (type_cell(unit.cell, gazetteer), *(row[column] for row in told for column in unit.columns))
        for unit in units
    ]
    head = [_labels(sheet, at, told, index, each) for index in range(units[0].columns[0])]
    if each > 1 and at + 1 < len(sheet.head):
        below = [sheet.head[at + 1][column] for column in units[0].columns]
        head.append((None, *below * len(told)))
    others = [
        (_typed(sheet.head[at][index], told), *(row[index] for row in told for _ in range(each)))
        for index, kind in enumerate(kinds)
        if index not in taken and index > label and kind.kind in FIGURES
    ]
    return Sheet(tuple(head), tuple(others), tuple(rows), 1 + each * len(told), sheet.broken, sheet.left)


def _units(row: HeadRow, gazetteer: Gazetteer) -> list[_Unit]:
    """Return the units that a header row names, each once, the first column aside."""
    units: list[_Unit] = []
    for index, cell in enumerate(row):
        if not index or cell is None or type_cell(cell, gazetteer).kind != Kind.UNIT:
            continue
        if units and units[-1].cell.text == cell.text:
            units[-1] = _Unit(units[-1].cell, (*units[-1].columns, index))
        else:
            units.append(_Unit(cell, (index,)))
    return units


def _labels(sheet: Sheet, at: int, rows: Sequence[Row], index: int, each: int) -> HeadRow:
    """Return the header row that a column before those of the units becomes."""
    cells = [row[index].cell if row[index].cell.text else None for row in rows for _ in range(each)]
    return (sheet.head[at][index], *cells)


def _typed(cell: Cell | None, rows: Sequence[Row]) -> Typed:
    """Return the label of a row that was a column without a unit."""
    return empty(rows[0][0].cell.span.line) if cell is None else Typed(cell, Kind.WORDS)


def unfold(sheet: Sheet, kinds: Sequence[ColumnKind], names: Sequence[int]) -> Sheet | None:
    """Return a list in several parts side by side as one list, None where there are no such parts."""
    parts = len(names)
    gaps = [at for at in range(sheet.width) if _is_gap(sheet, at)]
    if parts > 1 and gaps:
        kept = [at for at in range(sheet.width) if at not in gaps]
        return unfold(_only(sheet, kept), [kinds[at] for at in kept], [kept.index(name) for name in names])
    width, odd = divmod(sheet.width, parts)
    if (
        parts == 1
        or odd
        or any(name % width != names[0] or name // width != at for at, name in enumerate(names))
    ):
        return None
    starts = range(0, sheet.width, width)
    headed = bool(sheet.head) and all(_over(sheet.head[0], start, width) is not None for start in starts)
    body = sheet.head[1:] if headed else sheet.head
    if not all(_are_alike(body, kinds, at, at + start) for start in starts[1:] for at in range(width)):
        return None
    whole = [row for row in sheet.rows if len(row) == sheet.width]
    named = [{row[name].cell.words for row in whole if row[name].is_lettered} for name in names]
    if any(named[one] & named[other] for one in range(parts) for other in range(one)):
        return None
    rows: list[Row] = []
    for start in starts:
        over = _over(sheet.head[0], start, width) if headed else None
        rows += [(Typed(over, Kind.WORDS),)] if over is not None else []
        rows += [row if len(row) == 1 else _part(row, start, width, names[0]) for row in sheet.rows]
    above = [row[start : start + width] for row in sheet.above for start in starts]
    head = tuple(row[:width] for row in body)
    return Sheet(head, tuple(above), tuple(rows), width, sheet.broken, sheet.left)


def _part(row: Row, start: int, width: int, name: int) -> Row:
    """Return the part of a row that begins at ``start``; one label tells of the averages of all parts."""
    cells, label = row[start : start + width], row[name]
    if cells[name].cell.text or not is_aside(label.cell.words):
        return cells
    return (*cells[:name], label, *cells[name + 1 :])


def _is_gap(sheet: Sheet, column: int) -> bool:
    """Return True for a column that only parts its neighbours: nothing stands over it or in it."""
    heads = all(row[column] is None for row in sheet.head)
    whole = (row for row in (*sheet.rows, *sheet.above) if len(row) == sheet.width)
    return heads and all(row[column].kind == Kind.EMPTY for row in whole)


def _only(sheet: Sheet, kept: Sequence[int]) -> Sheet:
    """Return a sheet with some of its columns."""
    head = tuple(tuple(row[at] for at in kept) for row in sheet.head)
    above, rows = (
        tuple(tuple(row[at] for at in kept) if len(row) == sheet.width else row for row in some)
        for some in (sheet.above, sheet.rows)
    )
    return Sheet(head, above, rows, len(kept), sheet.broken, sheet.left, sheet.head_score)


def _over(row: HeadRow, start: int, width: int) -> Cell | None:
    """Return the one cell that stands over a whole part."""
    cells = row[start : start + width]
    return cells[0] if len({cell and cell.words for cell in cells}) == 1 and width > 1 else None


def _are_alike(head: Sequence[HeadRow], kinds: Sequence[ColumnKind], one: int, other: int) -> bool:
    """Return True for columns of two parts that hold the same, of other units."""
    kind, beside = kinds[one].kind, kinds[other].kind
    if None not in (kind, beside) and (kind in FIGURES) != (beside in FIGURES):
        return False
    for row in head:
        left, right = row[one], row[other]
        if left is None or right is None:
            continue
        same = left.words == right.words or role_of_head(left.text) == role_of_head(right.text) == NAME
        if not same or is_year(left) != is_year(right):
            return False
    return True
