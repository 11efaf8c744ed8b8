"""Rows of claims, bands, indicators, states and the number ledger of one source."""

from dataclasses import replace

from pipeline.documents.errors import SourceError
from pipeline.extraction.furniture import is_furniture
from pipeline.extraction.indicators import read_indicators
from pipeline.extraction.ledger import Entry, Placed, account
from pipeline.extraction.readings import Readings, Span
from pipeline.resolution.rows import BandRow, ClaimRow, IndicatorRow, LedgerRow, StatementRow, UnitStateRow
from pipeline.resolution.statements import Book, row_id


def _of_maximum(statements: list[StatementRow]) -> list[ClaimRow]:
    """Each printed percentage of the maximum beside a score of the same units is a claim too, once a figure."""
    scored = {(row.line, row.agency_id, row.criterion, row.year) for row in statements if row.measure == "score"}
    figures: dict[tuple[int, int], list[StatementRow]] = {}
    for row in statements:
        if row.measure == "pct_of_max" and row.agency_id and (row.line, row.agency_id, row.criterion, row.year) in scored:
            figures.setdefault((row.line, row.col_start), []).append(row)
    return [
        ClaimRow(
            claim_id=row_id(first.source_id, first.line, first.col_start, "pct_of_max"),
            source_id=first.source_id,
            province_id=first.province_id,
            year=first.year,
            index_id=first.index_id,
            block=first.block,
            claim_type="pct_of_max",
            subject=", ".join(row.subject_text or "" for row in rows),
            criterion=first.criterion,
            tier=None,
            printed_value=first.value,
            whole=None,
            unit="percent",
            line=first.line,
            col_start=first.col_start,
            col_end=first.col_end,
            quote=first.quote,
        )
        for rows in figures.values()
        for first in rows[:1]
    ]


def claim_rows(book: Book, readings: Readings, statements: list[StatementRow]) -> list[ClaimRow]:
    """The claims of a source, one for each figure and type, in reading order."""
    made: dict[str, ClaimRow] = {row.claim_id: row for row in _of_maximum(statements)}
    for claim in readings.claims:
        span = claim.span
        claim_id = row_id(book.source.source_id, span.line, span.start, claim.claim_type)
        made.setdefault(
            claim_id,
            ClaimRow(
                claim_id=claim_id,
                source_id=book.source.source_id,
                province_id=book.province.province_id,
                year=claim.context.year or book.source.year,
                index_id=claim.context.index or book.source.index,
                block=claim.context.block,
                claim_type=claim.claim_type,
                subject=claim.subject,
                criterion=claim.criterion,
                tier=claim.tier,
                printed_value=claim.value,
                whole=claim.whole,
                unit=claim.unit,
                line=span.line,
                col_start=span.start,
                col_end=span.end,
                quote=book.document.lines[span.line - 1].text.strip(),
            ),
        )
    return sorted(made.values(), key=lambda row: (row.line, row.col_start, row.claim_type))


def band_rows(book: Book, readings: Readings) -> list[BandRow]:
    """The printed bands of a source; the levels of each list of bands count from 1, the best."""
    rows: dict[tuple[object, ...], BandRow] = {}
    for band in readings.bands:
        context = band.context
        index = context.index or book.source.index
        if index is None:
            continue
        row = BandRow(
            source_id=book.source.source_id,
            province_id=book.province.province_id,
            year=book.source.year,
            index_id=index,
            block=context.block,
            criterion=context.criterion or "total",
            tier=band.tier,
            level=band.level,
            min_score=band.low,
            min_inclusive=band.low_inclusive,
            max_score=band.high,
            unit=band.unit,
            line=band.span.line,
        )
        rows.setdefault((index, context.block, row.criterion, band.tier), row)
    return _levelled(list(rows.values()))


def _levelled(rows: list[BandRow]) -> list[BandRow]:
    lists: dict[tuple[object, ...], list[BandRow]] = {}
    for row in rows:
        lists.setdefault((row.index_id, row.block, row.criterion), []).append(row)
    made: list[BandRow] = []
    for bands in lists.values():
        if len(bands) < 2:
            continue  # one band is an aside of a sentence, not the scale of a ranking
        levels = sorted({row.level for row in bands})
        made += [replace(row, level=levels.index(row.level) + 1) for row in bands]
    return made


def indicator_rows(book: Book, placed: list[Placed]) -> tuple[list[IndicatorRow], list[Placed]]:
    """The indicators of a source and where they stand; numbers already placed are none."""
    rows: list[IndicatorRow] = []
    spans: list[Placed] = []
    for line in book.document.lines:
        if is_furniture(line):
            continue
        used = {(entry.span.start, entry.span.end) for entry in placed if entry.span.line == line.number}
        for found in read_indicators(line, book.document.decimal_mark, used):
            indicator_id = row_id(book.source.source_id, found.span.line, found.span.start, "indicator")
            rows.append(
                IndicatorRow(
                    source_id=book.source.source_id,
                    province_id=book.province.province_id,
                    year=book.source.year,
                    indicator_id=indicator_id,
                    name=found.name,
                    value=found.value,
                    unit=found.unit,
                    numerator=found.numerator,
                    denominator=found.denominator,
                    qualifier=found.qualifier,
                    line=found.span.line,
                    quote=line.text.strip(),
                )
            )
            end = found.span.end
            if found.denominator is not None:
                end = line.text.index(str(found.denominator), end) + len(str(found.denominator))
            spans.append(Placed(Span(line.number, found.span.start, end), "indicator", indicator_id))
    return rows, spans


def state_rows(book: Book, readings: Readings) -> list[UnitStateRow]:
    """Units that the source leaves out or does not rank."""
    rows: dict[tuple[object, ...], UnitStateRow] = {}
    for state in readings.states:
        context = state.context
        index = context.index or book.source.index
        agency = book.resolve(state.mention, context.block, book.source.year)
        if agency is None or index is None:
            continue
        row = UnitStateRow(
            source_id=book.source.source_id,
            province_id=book.province.province_id,
            year=book.source.year,
            index_id=index,
            block=context.block or agency.block,
            agency_id=book.agency_id(agency),
            status=state.status,
            reason=state.reason,
            line=state.mention.span.line,
        )
        rows.setdefault((row.index_id, row.block, row.agency_id), row)
    return list(rows.values())


def placed_spans(statements: list[StatementRow], claims: list[ClaimRow]) -> list[Placed]:
    """Everything that accounts for a number, in the order in which fates apply."""
    placed = [
        Placed(Span(row.line, row.col_start, row.col_end), "statement", row.statement_id)
        for row in statements
    ]
    placed += [Placed(Span(row.line, row.col_start, row.col_end), "claim", row.claim_id) for row in claims]
    return placed


def ledger_rows(book: Book, placed: list[Placed], structure: list[Span]) -> list[LedgerRow]:
    """The number ledger of a source, the numbers placed by hand included.

    Raises SourceError where a hand-placed number does not stand in its line.
    """
    entries = account(book.document, [*placed, *(Placed(span, "structure", None) for span in structure)])
    fates = {_place(book, entries, number): number for number in range(len(book.corrections.fates))}
    rows: list[LedgerRow] = []
    for at, entry in enumerate(entries):
        fate = book.corrections.fates[fates[at]].fate if at in fates else entry.fate
        rows.append(
            LedgerRow(
                book.source.source_id,
                entry.span.line,
                entry.span.start,
                entry.span.end,
                entry.token,
                fate,
                entry.target,
            )
        )
    return rows


def _place(book: Book, entries: list[Entry], number: int) -> int:
    wanted = book.corrections.fates[number]
    hits = [
        at
        for at, entry in enumerate(entries)
        if entry.span.line == wanted.line and entry.token == wanted.token
    ]
    if len(hits) < wanted.nth or entries[hits[wanted.nth - 1]].fate != "unaccounted":
        raise SourceError(
            book.document.path,
            f"corrections.yaml, line {wanted.line}, token {wanted.token}",
            "no unaccounted number stands there",
            "remove the entry",
        )
    return hits[wanted.nth - 1]
