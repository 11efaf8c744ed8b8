"""Whose the figures of a row are, where a table has more than one column of names.

Boards side by side, each sorted by itself, put another unit into each part of a row. Where the header shows
which columns belong to which names they are read so; where it does not, nobody is given anything.
"""

from collections.abc import Sequence

from pipeline.reading.tables.column_cells import Content
from pipeline.reading.tables.column_heads import COUNTER, CRITERION, NAME, NOTE, OTHER, RANK, TIER, Heading
from pipeline.reading.tables.table import Table
from pipeline.reading.text.cells import Cell
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.unit_cells import is_commune, known_name

_SILENT = (COUNTER, NAME, NOTE, CRITERION)
NOBODY = -1


def owners_of(
    table: Table, headings: Sequence[Heading], contents: Sequence[Content], gazetteer: Gazetteer
) -> list[int] | None:
    """For each column the column of the names that its figures belong to; None where that is not sure."""
    names = [*table.names] or [NOBODY]
    measured = [
        at
        for at, (heading, content) in enumerate(zip(headings, contents, strict=True))
        if at not in names and _is_measured(heading, content)
    ]
    while len(names) > 1 and not any(at > names[-1] for at in measured):
        names.pop()  # a remark: nothing is printed of these names
    owner = names[0] if len(names) == 1 else _beside_places(table, names, measured, gazetteer)
    if owner is not None:
        return [owner] * table.width
    heads = {headings[at].own.casefold() for at in names}
    edges = [*names[1:], table.width]
    parts = [[at for at in measured if start < at < end] for start, end in zip(names, edges, strict=True)]
    if len(heads) > 1 or not all(parts) or any(at < names[0] for at in measured):
        return None
    if sum(any(_is_unnamed(headings[at]) for at in part) for part in parts) > 1:
        return None
    return [max((name for name in names if name <= at), default=names[0]) for at in range(table.width)]


def _is_unnamed(heading: Heading) -> bool:
    """Return True for a score whose header names neither a criterion nor a year."""
    return heading.role not in (RANK, TIER) and heading.wholeness > 0 and heading.year is None


def _is_measured(heading: Heading, content: Content) -> bool:
    """Return True for a column that says something of the units."""
    if heading.role in _SILENT:
        return False
    return heading.role != OTHER or any(cell.text[:1].isdigit() for cell in content.filled)


def _beside_places(
    table: Table, names: Sequence[int], measured: Sequence[int], gazetteer: Gazetteer
) -> int | None:
    """Return the column of communes where the other column of names only says in which district each of them lies."""
    if len(names) != 2 or any(names[0] < at < names[1] for at in measured):
        return None
    for own, within in (names, names[::-1]):
        if all(_lies_in(row.cells[own], row.cells[within], gazetteer) for row in table.rows):
            return own
    return None


def _lies_in(own: Cell | None, within: Cell | None, gazetteer: Gazetteer) -> bool:
    """Return True for a commune and a cell that is empty or names a district."""
    if own is None or not is_commune(own):
        return False
    return (
        within is None
        or within.is_void
        or {entry.block for entry in known_name(within, gazetteer)[2]} == {"districts"}
    )
