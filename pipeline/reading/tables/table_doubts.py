"""What two readings of a table, of a column or of a cell fit: both are named, and nothing of it is read."""

from collections.abc import Iterator, Sequence

from pipeline.reading.readings import ReadingDoubt, Span
from pipeline.reading.tables.assignment import Assigned
from pipeline.reading.tables.column_heads import MAXIMUM, RANK, TIER
from pipeline.reading.tables.columns import Meaning
from pipeline.reading.tables.table import Table
from pipeline.reading.text.cells import Cell
from pipeline.vietnamese.numbers import NUMBER
from schemas.messages.words import Words, say


def doubt_of_column(table: Table, at: int, assigned: Assigned, name: str) -> Iterator[ReadingDoubt]:
    """Yield the doubt of a column that two meanings fit."""
    spans = _figures(table, [at])
    if assigned.rival and spans:
        told = _told(assigned.meaning), _told(assigned.rival)
        yield ReadingDoubt(spans, "columns", name, *told, say("doubt.near"))


def doubt_of_table(table: Table, other: Words) -> ReadingDoubt:
    """Return the doubt of a whole table: that it is as it was read first, or the ``other``."""
    spans = _figures(table, range(table.width)) or (Span(table.first_line, 0, 0),)
    return ReadingDoubt(spans, "table", str(table.number), say("doubt.as_laid_out"), other, say("doubt.near"))


def doubt_of_cell(cell: Cell, meaning: Meaning, name: str) -> ReadingDoubt:
    """Return the doubt of a cell that does not hold what its column does."""
    reason = say("doubt.cell", text=cell.text)
    return ReadingDoubt((cell.span,), "columns", name, _told(meaning), say("doubt.no_result"), reason)


def _figures(table: Table, columns: Sequence[int]) -> tuple[Span, ...]:
    """Return the numbers in columns of a table, its cells where there are none."""
    cells = [
        cell for row in (*table.rows, *table.others) for at in columns if (cell := row.cells[at]) is not None
    ]
    numbers = tuple(
        cell.printed_span(*match.span()) for cell in cells for match in NUMBER.finditer(cell.text)
    )
    return numbers or tuple(cell.span for cell in cells)


def _told(meaning: Meaning) -> Words:
    """Return a meaning in words."""
    of = meaning.criterion or say("doubt.the_whole")
    if meaning.kind == RANK:
        return say("doubt.rank", of=of)
    if meaning.kind == TIER:
        return say("doubt.tier", of=of)
    if meaning.kind == MAXIMUM:
        return say("doubt.maximum", of=of)
    return say("doubt.score", of=of) if meaning.measures else say("doubt.no_result")
