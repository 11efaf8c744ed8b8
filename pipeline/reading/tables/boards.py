"""Whose the figures of a row are, where a table has more than one column of names.

Boards side by side, each sorted by itself, put another unit into each part of a row. Where the header shows
which columns belong to which names they are read so; where it does not, nobody is given anything.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.tables.columns import COUNTER, CRITERION, NAME, NOTE, OTHER, RANK, TIER, Column
from pipeline.reading.tables.grids import Grid, Row
from pipeline.reading.tables.plans import Plan
from pipeline.reading.text.cells import Cell
from pipeline.reading.vocabulary.criterion_names import clean_criterion
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.unit_cells import is_commune, known_name

# So many cells make a column of names.
_MIN_NAMES = 2
_SILENT = (COUNTER, NAME, NOTE, CRITERION)


def owners(grid: Grid, gazetteer: Gazetteer) -> list[int] | None:
    """For each column the column of the names that its figures belong to; None where that is not sure."""
    first = grid.column(NAME)
    if first is None:
        return [0] * len(grid.columns)
    names = [
        index for index in range(len(grid.columns)) if index == first or _names_units(grid, index, gazetteer)
    ]
    measured = [
        index for index in range(len(grid.columns)) if index not in names and _is_measured(grid, index)
    ]
    while len(names) > 1 and not any(index > names[-1] for index in measured):
        names.pop()  # a remark: nothing is printed of these names
    if len(names) == 1:
        return [first] * len(grid.columns)
    if _says_where(grid, names, measured, gazetteer):
        return [first] * len(grid.columns)
    return _board_owners(grid, names, measured)


def plan_boards(grid: Grid, plan: Plan, owner: Sequence[int]) -> Plan:
    """Return what the columns measure where each board measures something of its own: its header names it."""
    if len(set(owner)) == 1:
        return plan
    planned = [
        replace(found, criterion=clean_criterion(column.header) or column.header)
        if found and found.measure == "score" and not _is_whole(column) and column.year is None
        else found
        for found, column in zip(plan, grid.columns, strict=True)
    ]
    for index, found in enumerate(planned):
        if found is not None and found.measure in ("rank", "tier") and found.criterion is None:
            scores = [
                score
                for score, at in zip(planned, owner, strict=True)
                if at == owner[index] and score is not None and score.measure == "score"
            ]
            named = scores[0].criterion if len(scores) == 1 else None
            planned[index] = replace(found, criterion=named)
    return tuple(planned)


def _board_owners(grid: Grid, names: Sequence[int], measured: Sequence[int]) -> list[int] | None:
    """Return the owners in a table of boards: each begins with its names, headed alike."""
    heads = {grid.columns[index].header.casefold() for index in names}
    edges = [*names[1:], len(grid.columns)]
    parts = [[at for at in measured if start < at < end] for start, end in zip(names, edges, strict=True)]
    if len(heads) > 1 or not all(parts) or any(index < names[0] for index in measured):
        return None
    unnamed = sum(any(_is_unnamed(grid, at) for at in part) for part in parts)
    if unnamed > 1:
        return None
    return [max((name for name in names if name <= at), default=names[0]) for at in range(len(grid.columns))]


def _is_unnamed(grid: Grid, index: int) -> bool:
    """Return True for a score whose header names neither a criterion nor a year."""
    column = grid.columns[index]
    return column.role not in (RANK, TIER) and _is_whole(column) and column.year is None


def _is_whole(column: Column) -> bool:
    """Return True where a header speaks of the whole index, not of one criterion."""
    return column.is_sum or column.says_total


def _says_where(grid: Grid, names: Sequence[int], measured: Sequence[int], gazetteer: Gazetteer) -> bool:
    """Return True where the second column of names only says in which district each commune lies."""
    if len(names) != 2 or any(names[0] < index < names[1] for index in measured):
        return False
    rows = [(row.cells[names[0]], row.cells[names[1]]) for row in grid.rows]
    return all(
        own is not None
        and is_commune(own)
        and (
            within is None
            or within.is_void
            or {entry.block for entry in known_name(within, gazetteer)[2]} == {"districts"}
        )
        for own, within in rows
    )


def _is_measured(grid: Grid, index: int) -> bool:
    """Return True for a column that says something of the units."""
    if grid.columns[index].role in _SILENT:
        return False
    cells = [cell for row in grid.rows if (cell := row.cells[index]) is not None]
    return grid.columns[index].role != OTHER or any(cell.text[:1].isdigit() for cell in cells)


def _names_units(grid: Grid, index: int, gazetteer: Gazetteer) -> bool:
    """Return True for a column that holds names of units: headed so, or filled with known names."""
    cells = [cell for row in grid.rows if (cell := row.cells[index]) is not None and not cell.is_void]
    worded = [cell for cell in cells if cell.has_letters and not cell.text[:1].isdigit()]
    if grid.columns[index].role == NAME:
        return len(worded) * 2 > len(cells)
    known = [cell for cell in worded if 0 < (found := known_name(cell, gazetteer))[0] >= found[1]]
    return len(known) >= _MIN_NAMES and len(known) * 2 > len(cells)


def unfold_halves(grid: Grid, top: tuple[Cell | None, ...]) -> Grid:
    """Return a table of two lists side by side as one list under the other; ``top`` is the first row of its header.

    What stands over each half heads its rows as a group.
    """
    roles = [column.role for column in grid.columns]
    half, odd = divmod(len(roles), 2)
    if odd or NAME not in roles[:half] or roles[:half] != roles[half:] or not _is_one_list(grid, top, half):
        return grid
    grid.columns = grid.columns[:half]
    rows, grid.rows = grid.rows, []
    grid.foot_rows = [
        Row(row.cells[at : at + half], row.group_row) for row in grid.foot_rows for at in (0, half)
    ]
    grid.max_rows = [
        Row(row.cells[at : at + half], row.group_row) for row in grid.max_rows for at in (0, half)
    ]
    for start in (0, half):
        for row in rows:
            cells = row.cells[start : start + half]
            name = cells[roles.index(NAME)]
            if name is not None and name.has_letters:
                grid.rows.append(Row(cells, top[start] if _heads_half(top, start) else row.group_row))
    return grid


def _is_one_list(grid: Grid, top: tuple[Cell | None, ...], half: int) -> bool:
    """Return True where both halves measure the same, of other units in each."""
    headed = _heads_half(top, 0) and _heads_half(top, half)
    for left, right in zip(grid.columns[:half], grid.columns[half:], strict=True):
        alike = left.header.casefold() == right.header.casefold() or left.role == NAME or headed
        if left.year != right.year or not alike:
            return False
    name = next(index for index, column in enumerate(grid.columns) if column.role == NAME)
    named = [
        {cell.words for row in grid.rows if (cell := row.cells[at]) is not None and cell.has_letters}
        for at in (name, name + half)
    ]
    return not named[0] & named[1]


def _heads_half(top: tuple[Cell | None, ...], start: int) -> bool:
    """Return True where one cell stands over a half of the header."""
    first, second = top[start], top[start + 1]
    return first is not None and second is not None and first.text == second.text and first.has_letters
