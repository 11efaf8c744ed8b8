"""From tables to readings: what the columns of all tables of a document mean, decided at once."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.documents.document import Line
from pipeline.reading.issues import ParseIssue
from pipeline.reading.prose.unit_names import find_units
from pipeline.reading.readings import Mention, Readings, Span, span_of, text_of
from pipeline.reading.scope import Setting
from pipeline.reading.tables.assignment import assign
from pipeline.reading.tables.collisions import name_alike, read_apart
from pipeline.reading.tables.column_cells import contents_of
from pipeline.reading.tables.column_heads import RANK, headings_of
from pipeline.reading.tables.columns import columns_of
from pipeline.reading.tables.owners import owners_of
from pipeline.reading.tables.table import Table
from pipeline.reading.tables.table_doubts import doubt_of_column, doubt_of_table
from pipeline.reading.tables.table_rows import TableReading, tier_labels
from pipeline.reading.text.cells import Cell
from pipeline.reading.text.witnesses import PlacedTable
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.vietnamese.numbers import NUMBER
from pipeline.vietnamese.phrases import tokens
from schemas.messages.words import say

# A line that may name the one unit of a table stands in so many lines that are not blank above it.
_TITLE_REACH = 6


def read_tables(placed: Sequence[PlacedTable], lines: Sequence[Line], setting: Setting) -> list[Readings]:
    """Return what each table says, in their order; what two readings fit is a doubt and nothing else."""
    read: list[Readings] = []
    weighed: dict[int, TableReading] = {}
    for at, one in enumerate(name_alike(placed)):
        out = Readings(
            issues=[_broken(cell, one.table) for cell in one.table.broken],
            structure=list(_repeated_heads(one.table, lines)),
        )
        read.append(out)
        if one.table.rival is not None:
            out.doubts.append(doubt_of_table(one.table, say("doubt.layout", other=one.table.rival)))
            continue
        reading = _weigh(one, lines, setting)
        if reading is None:
            out.doubts.append(doubt_of_table(one.table, say("doubt.whose")))
        else:
            weighed[at] = reading
    tables = list(weighed.values())
    found, clashing = read_apart(tables, setting)
    for place, (at, reading) in enumerate(weighed.items()):
        if place in clashing:
            line = tables[clashing[place]].table.first_line
            read[at].doubts.append(doubt_of_table(reading.table, say("doubt.same_as", line=line)))
        else:
            read[at].extend(found[place])
            if tier_labels(reading.table) is None:
                for column, assigned in enumerate(reading.assigned):
                    name = reading.column_name(column)
                    read[at].doubts += doubt_of_column(reading.table, column, assigned, name)
    return read


def _repeated_heads(table: Table, lines: Sequence[Line]) -> Iterator[Span]:
    """Yield the numbers of header lines that a new page prints again between the rows."""
    cells = [cell for row in table.header for cell in row if cell is not None]
    heads = {span.line for cell in cells for span in (cell.span, *cell.more)}
    if not heads:
        return
    first = bisect_left(lines, min(heads), key=lambda line: line.number)
    inside = list(takewhile(lambda line: line.number <= table.last_line, lines[first:]))
    again = [line.text.split() for line in inside if line.number in heads]
    for line in inside:
        if line.number > max(heads) and line.text.split() in again:
            yield from (Span(line.number, *match.span()) for match in NUMBER.finditer(line.text))


def _broken(name: Cell, table: Table) -> ParseIssue:
    """Return why the row of a unit is not read."""
    reason = (
        f"the cells of the row of '{name.text}' cannot be laid over the {table.width} columns of the table"
    )
    return ParseIssue(name.span.line, reason, "restore the missing cell, or fix the file's conversion")


def _weigh(placed: PlacedTable, lines: Sequence[Line], setting: Setting) -> TableReading | None:
    """Return a table with the meanings of its columns; None where nothing shows whose its figures are."""
    table = placed.table
    owners = owners_of(table, headings_of(table), contents_of(table, setting.mark), setting.gazetteer)
    if owners is None:
        return None
    percent = any(witness.field == "percent" for witness in placed.witnesses)
    columns = columns_of(table, owners, setting.mark, placed.context.year, percent)
    ranked = any(heading.role == RANK for heading in columns.headings)
    subject = None if table.names else _subject_over(table, lines, setting, ranked)
    return TableReading(placed, columns, assign(columns), subject)


def _subject_over(table: Table, lines: Sequence[Line], setting: Setting, ranked: bool) -> Mention | None:
    """Return the one unit that the nearest of the lines above a table names; one with ranks may be of the province."""
    above = [line for line in lines[: table.first_line - 1] if not line.is_blank]
    for line in reversed(above[-_TITLE_REACH:]):
        found = [one.mention for one in find_units(line, 0, len(line.normal.text), setting.gazetteer)]
        if not found and ranked:
            found = list(_provinces_in(line, setting.gazetteer))
        if found:
            return found[0] if len({one.text for one in found}) == 1 else None
    return None


def _provinces_in(line: Line, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield the provinces that a line names with the word for one."""
    words = tokens(line.normal)
    for at in range(len(words)):
        after, entries = gazetteer.longest(line.normal, words, at) or (0, [])
        known = tuple(entry for entry in entries if entry.block == "provinces")
        if known and after - at > len(known[0].canonical.split()) - 2:
            span = span_of(line, words[at].start, words[after - 1].end)
            yield Mention(text_of(line, span), span, known)
