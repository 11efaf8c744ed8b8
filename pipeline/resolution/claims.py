"""Rows of claims, tier bands and states of units of one source."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from pipeline.extraction.readings import ClaimReading, Context, Readings
from pipeline.resolution.book import Book, row_id
from pipeline.resolution.rows import BandRow, ClaimRow, StatementRow, UnitStateRow


def _of_maximum(statements: list[StatementRow]) -> Iterator[ClaimRow]:
    """Each printed percentage of the maximum beside a score of the same unit is a claim, once a figure."""
    scored = {_cell(row) for row in statements if row.measure == "score"}
    figures: defaultdict[tuple[int, int], list[StatementRow]] = defaultdict(list)
    for row in statements:
        if row.measure == "pct_of_max" and row.agency_id and _cell(row) in scored:
            figures[row.line, row.col_start].append(row)
    for first, *others in figures.values():
        yield ClaimRow(
            claim_id=row_id(first.source_id, first.line, first.col_start, "pct_of_max"),
            source_id=first.source_id,
            province_id=first.province_id,
            year=first.year,
            index_id=first.index_id,
            block=first.block,
            claim_type="pct_of_max",
            subject=", ".join(row.subject_text or "" for row in (first, *others)),
            criterion=first.criterion,
            tier=None,
            printed_value=first.value,
            whole=None,
            unit="percent",
            wording=None,
            n_listed=None,
            line=first.line,
            col_start=first.col_start,
            col_end=first.col_end,
            quote=first.quote,
        )


def _cell(row: StatementRow) -> tuple[int, str | None, str, int]:
    """What a score and a percentage of one line must share to be of the same thing."""
    return row.line, row.agency_id, row.criterion, row.year


def claim_rows(book: Book, readings: Readings, statements: list[StatementRow]) -> list[ClaimRow]:
    """The claims of a source, one for each figure and type, in reading order."""
    made = {row.claim_id: row for row in _of_maximum(statements)}
    told = _by_line(statements)
    for claim in readings.claims:
        span = claim.span
        context = _context(claim, told.get(span.line, []))
        row = ClaimRow(
            claim_id=row_id(book.source.source_id, span.line, span.start, claim.claim_type),
            source_id=book.source.source_id,
            province_id=book.province.province_id,
            year=context.year or book.source.year,
            index_id=context.index or book.source.index,
            block=context.block,
            claim_type=claim.claim_type,
            subject=claim.subject,
            criterion=claim.criterion,
            tier=claim.tier,
            printed_value=claim.value,
            whole=claim.whole,
            unit=claim.unit,
            wording=claim.wording,
            n_listed=claim.n_listed,
            line=span.line,
            col_start=span.start,
            col_end=span.end,
            quote=book.quote(span.line),
        )
        made.setdefault(row.claim_id, row)
    return sorted(made.values(), key=lambda row: (row.line, row.col_start, row.claim_type))


def _by_line(statements: list[StatementRow]) -> dict[int, list[StatementRow]]:
    lines: defaultdict[int, list[StatementRow]] = defaultdict(list)
    for row in statements:
        lines[row.line].append(row)
    return dict(lines)


def _context(claim: ClaimReading, told: list[StatementRow]) -> Context:
    """The context of a claim; what it does not say itself is that of the units that its line speaks of.

    A move is of the year of the statement before it: ``Năm 2019 xếp thứ 2, tăng 5 bậc so với năm 2018``.
    """
    context = claim.context
    blocks = {row.block for row in told}
    if context.block is None and len(blocks) == 1:
        context = replace(context, block=next(iter(blocks)))
    before = [row for row in told if row.col_start < claim.span.start]
    if claim.claim_type == "rank_change" and before:
        context = replace(context, year=max(before, key=lambda row: row.col_start).year)
    return context


def band_rows(book: Book, readings: Readings) -> list[BandRow]:
    """The printed bands of a source, each once; the levels of each list of bands count from 1, the best."""
    rows: dict[tuple[str, str | None, str, str], BandRow] = {}
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
    lists: defaultdict[tuple[str, str | None, str], list[BandRow]] = defaultdict(list)
    for row in rows:
        lists[row.index_id, row.block, row.criterion].append(row)
    made: list[BandRow] = []
    for bands in lists.values():
        if len(bands) < 2:
            continue  # one band is an aside of a sentence, not the scale of a ranking
        levels = sorted({row.level for row in bands})
        made += [replace(row, level=levels.index(row.level) + 1) for row in bands]
    return made


def state_rows(book: Book, readings: Readings) -> list[UnitStateRow]:
    """Units that the source leaves out, each once a list."""
    rows: dict[tuple[str, str, str], UnitStateRow] = {}
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
