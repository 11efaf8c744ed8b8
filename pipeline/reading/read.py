"""Reading a document from the first line to the last: tables, prose, claims, each line once."""

from itertools import takewhile

from pipeline.documents.document import Document, Line
from pipeline.reading.claims.bands import read_bands
from pipeline.reading.claims.complete_claims import complete_claims, read_moves, set_measures_aside
from pipeline.reading.claims.read_claims import read_claims
from pipeline.reading.ledger.account import account
from pipeline.reading.ledger.indicators import read_indicators
from pipeline.reading.ledger.losses import read_unread_lists, weigh
from pipeline.reading.ledger.unit_account import account_units
from pipeline.reading.prose.read_prose import ProseReader
from pipeline.reading.prose.states import read_states
from pipeline.reading.prose.tier_lists import tier_list_at
from pipeline.reading.readings import Origin, Readings
from pipeline.reading.scope import Setting
from pipeline.reading.settle_homes import settle_homes
from pipeline.reading.tables.choice import find_tables
from pipeline.reading.tables.maxima import read_listed_maxima, read_maxima_table
from pipeline.reading.tables.read_tables import read_tables
from pipeline.reading.tables.shares import read_shares
from pipeline.reading.tables.table import Table
from pipeline.reading.text.criteria_lists import read_criteria_lists
from pipeline.reading.text.furniture import is_furniture, related_lines
from pipeline.reading.text.origin import read_origin_doubts
from pipeline.reading.text.paragraphs import paragraph_at, restore_spans
from pipeline.reading.text.standing import Standing
from pipeline.reading.text.witnesses import PlacedTable
from pipeline.reading.vocabulary.gazetteer import Gazetteer, gazetteer_for

_MAX_SUBHEAD = 80


def read(document: Document, origin: Origin) -> Readings:
    """Return all readings of a document, in the order of its lines; nothing looks at its words after this."""
    gazetteer = gazetteer_for(origin.province)
    out = _Reader(document, origin, gazetteer).run()
    set_measures_aside(out)
    settle_homes(out, gazetteer)
    out.claims = list(complete_claims(out, document, origin.year))
    out.moves = list(read_moves(out, document))
    out.indicators = list(read_indicators(document, out, gazetteer))
    names = (reading.mention.span for reading in out.values if reading.mention)
    # a number in a name ("Phường 4") is part of it
    out.numbers = weigh(account(document, [*out.structure, *names], out.held()), document, out, gazetteer)
    out.units = list(account_units(document, out, gazetteer))
    out.unread = list(read_unread_lists(document, out, gazetteer))
    out.origin_doubts = list(read_origin_doubts(document, origin))
    return out


class _Reader:
    """Goes through a document; what is read gathers in ``_parts``, in its order, None in the place of a table."""

    def __init__(self, document: Document, origin: Origin, gazetteer: Gazetteer) -> None:
        self._lines = document.lines
        self._setting = Setting(gazetteer, document.decimal_mark)
        self._tables = {table.first_line: table for table in find_tables(self._lines, self._setting)}
        extents = [(table.first_line, table.last_line) for table in self._tables.values()]
        self._standing = Standing(document, origin.year, extents)
        self._prose = ProseReader(self._setting, origin.year)
        self._placed: list[PlacedTable] = []
        self._parts: list[Readings | None] = []

    def run(self) -> Readings:
        """Return all readings: the tables are read together after the last line."""
        index = 0
        while index < len(self._lines):
            table = self._tables.get(self._lines[index].number)
            if table is not None:
                self._place(table)
                index = table.last_line
            elif self._lines[index].is_blank:
                index += 1
            else:
                index = self._shares(index) or self._maxima(index) or index + self._prose_at(index)
        read = iter(read_tables(self._placed, self._lines, self._setting))
        out = Readings()
        for part in self._parts:
            out.extend(next(read) if part is None else part)
        return out

    def _place(self, table: Table) -> None:
        """Take note of a table and of what stands over it, and read the tier bands of its group rows."""
        placed = self._standing.place(table)
        self._placed.append(placed)
        self._parts.append(None)
        for cell in dict.fromkeys(cell for row in table.rows for cell in row.groups):
            self._parts.append(read_bands(self._lines[cell.span.line - 1], placed.context, self._setting))

    def _prose_at(self, index: int) -> int:
        """Read the line or paragraph at line index ``index``; returns how many lines it takes."""
        if is_furniture(self._lines[index]) or index + 1 in related_lines(self._lines):
            return 1
        free = list(takewhile(lambda line: line.number not in self._tables, self._lines[index:]))
        paragraph = tier_list_at(free, self._setting.gazetteer) or paragraph_at(free)
        if paragraph is None:
            self._parts.append(self._read(self._lines[index]))
            return 1
        self._parts.append(restore_spans(self._read(paragraph.line), paragraph))
        return paragraph.lines[-1].number - index

    def _shares(self, index: int) -> int | None:
        """Read the table of shares that begins at ``index``; returns the index after it, if any."""
        found = read_shares(self._lines, index, self._standing.context_at(index + 1), self._setting.mark)
        if found is None:
            return None
        self._parts.append(found[0])
        return found[1]

    def _maxima(self, index: int) -> int | None:
        """Read the table of maxima that begins at ``index``; returns the index after it, if any."""
        context = self._standing.context_at(index + 1)
        found = read_maxima_table(self._lines, index, self._setting, context)
        if found is None:
            return None
        self._parts.append(found)
        return found.values[-1].span.line

    def _read(self, line: Line) -> Readings:
        """Return the readings of a line of prose, or of a heading."""
        if self._standing.is_heading(line.number) or _is_subhead(line):
            self._prose.new_section()
        out = Readings()
        context, mark = self._standing.context_at(line.number), self._setting.mark
        bands = read_bands(line, context, self._setting)
        listed = read_listed_maxima(line, context, mark)
        held = [*(claim.span for claim in bands.claims), *(maximum.span for maximum in listed.values)]
        prose = self._prose.read(line, context, held)
        stated = {reading.span for part in (prose, listed) for reading in part.values}
        states = read_states(line, context, self._setting.gazetteer)
        claims = read_claims(line, context, stated, self._setting)
        for part in (bands, listed, prose, claims, states):
            out.extend(part)
        out.criteria.extend(read_criteria_lists(line, context))
        return out


def _is_subhead(line: Line) -> bool:
    """Return True for a short line without figures and full stop, which parts the sections of an article."""
    text = line.normal.text.strip()
    return (
        len(text) <= _MAX_SUBHEAD
        and not text.endswith((".", ",", ";", ":"))
        and not any(char.isdigit() for char in text)
    )
