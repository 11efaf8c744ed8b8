"""Where every number of a source went: rows of indicators and of the number ledger."""

import re
from collections import defaultdict
from collections.abc import Iterable

from pipeline.documents.document import Line
from pipeline.documents.errors import SourceError
from pipeline.reading.ledger.account import Entry, Placed, account
from pipeline.reading.ledger.indicators import read_indicators
from pipeline.reading.ledger.numbering import is_figure
from pipeline.reading.prose.unit_names import Spotter
from pipeline.reading.readings import IndicatorReading, Span
from pipeline.reading.tables.grids import is_unit, known_name
from pipeline.reading.text.cells import Cell, split_cells
from pipeline.reading.text.furniture import is_furniture
from pipeline.reading.text.sentences import sentence_at
from pipeline.resolution.by_hand import refuse_loss, refuse_many
from pipeline.resolution.session import Book, row_id
from pipeline.resolution.source_file import HandFate
from pipeline.vietnamese.damage import anyof
from schemas.tables.claims import StagedClaim
from schemas.tables.documents import LedgerEntry
from schemas.tables.statements import Indicator, StagedStatement

# Words of a sentence on the result of a unit.
_RESULT = re.compile(anyof("chỉ số|hạng|xếp|index|vị trí"))


def placed_spans(statements: Iterable[StagedStatement], claims: Iterable[StagedClaim]) -> list[Placed]:
    """Everything that accounts for a number, in the order in which fates apply."""
    placed = [
        Placed(Span(row.line, row.col_start, row.col_end), "statement", row.statement_id)
        for row in statements
    ]
    # the numbers of a date are a reference, also where the date can be checked
    placed += [
        Placed(Span(row.line, row.col_start, row.col_end), "claim", row.claim_id)
        for row in claims
        if row.claim_type != "date"
    ]
    return placed


def indicator_rows(book: Book, placed: Iterable[Placed]) -> tuple[list[Indicator], list[Placed]]:
    """Return the indicators of a source and where they stand; numbers already ``placed`` are none."""
    used: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    for entry in placed:
        used[entry.span.line].add((entry.span.start, entry.span.end))
    rows: list[Indicator] = []
    spans: list[Placed] = []
    for line in book.document.lines:
        if is_furniture(line) or is_figure(line) or _is_row(book, line):
            continue
        for found in read_indicators(line, book.document.decimal_mark, used[line.number]):
            if _is_of_unit(book, found):
                continue
            row = _indicator(book, found)
            rows.append(row)
            end = found.span.end
            if found.denominator is not None:
                end = line.text.index(str(found.denominator), end) + len(str(found.denominator))
            spans.append(Placed(Span(line.number, found.span.start, end), "indicator", row.indicator_id))
    return rows, spans


def _is_row(book: Book, line: Line) -> bool:
    """Return True for the row of a unit: its figures are results, read or not."""
    cells = split_cells(line)
    return len(cells) > 1 and any(is_unit(cell, book.gazetteer) for cell in cells)


def _is_of_unit(book: Book, found: IndicatorReading) -> bool:
    """Return True where nothing but a unit's name stands beside the figure, or it is a share of its result."""
    line = book.document.lines[found.span.line - 1]
    around = sentence_at(line, found.span)
    if found.unit == "percent" and _RESULT.search(around.words):
        return bool(Spotter(book.gazetteer).spot(line, around.start, around.end))
    token = line.text[found.span.start : found.span.end]
    name = found.name.replace(token, "").strip(" %.,;:-()")
    known, total, _ = known_name(Cell(name, found.span), book.gazetteer)
    return 0 < total <= known


def _indicator(book: Book, found: IndicatorReading) -> Indicator:
    span = found.span
    return Indicator(
        source_id=book.source.source_id,
        province_id=book.province.province_id,
        year=book.source.year,
        indicator_id=row_id(book.source.source_id, span.line, span.start, "indicator"),
        name=found.name,
        value=found.value,
        unit=found.unit,
        numerator=found.numerator,
        denominator=found.denominator,
        qualifier=found.qualifier,
        line=span.line,
        quote=book.quote(span.line),
    )


def ledger_rows(book: Book, placed: Iterable[Placed], structure: Iterable[Span]) -> list[LedgerEntry]:
    """Return the number ledger of a source, the numbers placed by hand included; ``structure`` holds no result.

    Raises SourceError where a hand-placed number does not stand in its line, would hide a result, or where
    too many are placed by hand.
    """
    entries = account(book.document, [*placed, *(Placed(span, "structure", None) for span in structure)])
    refuse_many(book, len(entries))
    by_hand = {_place(book, entries, wanted): wanted.fate for wanted in book.corrections.fates}
    return [
        LedgerEntry(
            source_id=book.source.source_id,
            line=entry.span.line,
            col_start=entry.span.start,
            col_end=entry.span.end,
            token=entry.token,
            fate=by_hand.get(place, entry.fate),
            target_id=entry.target,
        )
        for place, entry in enumerate(entries)
    ]


def _place(book: Book, entries: list[Entry], wanted: HandFate) -> int:
    """Return the position of the number that a correction places."""
    hits = [
        place
        for place, entry in enumerate(entries)
        if entry.span.line == wanted.line and entry.token == wanted.token
    ]
    if len(hits) < wanted.nth or entries[hits[wanted.nth - 1]].fate != "unaccounted":
        raise SourceError(
            book.document.path,
            f"corrections.yaml, line {wanted.line}, token {wanted.token}",
            "no unaccounted number stands there",
            "remove the entry",
        )
    refuse_loss(book, wanted, entries[hits[wanted.nth - 1]].span)
    return hits[wanted.nth - 1]
