"""Rows of claims, tier bands and states of units of one source."""

import re
from collections import defaultdict
from dataclasses import replace

from pipeline.reading.readings import ClaimReading, Context, Readings
from pipeline.reading.text.listings import bullets_behind
from pipeline.resolution.session import Book, row_id
from pipeline.resolution.spoken import attached, statement_claims
from schemas.tables.assessments import StagedTierBand, UnitState
from schemas.tables.claims import StagedClaim
from schemas.tables.statements import StagedStatement

_YEAR = re.compile(r"\b20[0-3]\d\b")


def claim_rows(book: Book, readings: Readings, statements: list[StagedStatement]) -> list[StagedClaim]:
    """Return the claims of a source, one for each figure and type, in reading order."""
    made = {row.claim_id: row for row in statement_claims(book, statements)}
    told = _by_line(statements)
    title = next((line.number for line in book.document.lines if not line.is_blank), 1)
    for claim in attached(readings.claims, statements):
        if claim.unit == "year" and claim.span.line != title and (claim.value or 0) < book.source.year:
            continue  # the results of an earlier year, told of for comparison
        row = _row(book, claim, told.get(claim.span.line, []))
        made.setdefault(row.claim_id, row)
    return sorted(made.values(), key=lambda row: (row.line, row.col_start, row.claim_type))


def _row(book: Book, claim: ClaimReading, told: list[StagedStatement]) -> StagedClaim:
    span = claim.span
    context = _context(claim, told)
    year = context.year or book.source.year
    n_listed = claim.n_listed
    if n_listed is None and claim.unit in ("criteria", "tiers") and claim.value is not None:
        line = book.document.lines[span.line - 1]
        n_bullets = bullets_behind(book.document.lines, line)
        # lines that go on, and bullets within bullets, make another number no proof
        n_listed = n_bullets if n_bullets == claim.value else None
    return StagedClaim(
        claim_id=row_id(book.source.source_id, span.line, span.start, claim.claim_type),
        source_id=book.source.source_id,
        province_id=book.home(context.block).province_id,
        year=year,
        index_id=context.index or book.source.index,
        block=context.block,
        # a change against another year than the one before is no type of its own
        claim_type=claim.claim_type if claim.since in (None, year - 1) else "other",
        subject=claim.subject,
        criterion=_criterion(claim, told),
        tier=claim.tier,
        printed_value=claim.value,
        whole=claim.whole,
        unit=claim.unit,
        direction=claim.direction,
        wording=claim.wording,
        n_listed=n_listed,
        line=span.line,
        col_start=span.start,
        col_end=span.end,
        quote=book.quote(span.line),
    )


def _criterion(claim: ClaimReading, told: list[StagedStatement]) -> str | None:
    """Return the criterion of a claim; a count at a tier is of the one that the units behind it are told to have."""
    if claim.claim_type != "tier_count" or claim.criterion is not None:
        return claim.criterion
    behind = {row.criterion for row in told if row.tier == claim.tier and row.col_start > claim.span.start}
    return behind.pop() if len(behind) == 1 else None


def _by_line(statements: list[StagedStatement]) -> dict[int, list[StagedStatement]]:
    lines: defaultdict[int, list[StagedStatement]] = defaultdict(list)
    for row in statements:
        lines[row.line].append(row)
    return dict(lines)


def _context(claim: ClaimReading, told: list[StagedStatement]) -> Context:
    """Return the context of a claim; what it does not say itself is that of the units that its line speaks of.

    A move is of the year of the statement before it: ``Năm 2019 xếp thứ 2, tăng 5 bậc so với năm 2018``.
    """
    context = claim.context
    blocks = {row.block for row in told}
    if context.block is None and len(blocks) == 1:
        context = replace(context, block=next(iter(blocks)))
    years = {int(year) for year in _YEAR.findall(claim.subject)}
    if claim.claim_type in ("average", "gap") and len(years) == 1:
        context = replace(context, year=years.pop())
    before = [row for row in told if row.col_start < claim.span.start]
    if claim.claim_type == "rank_change" and before:
        context = replace(context, year=max(before, key=lambda row: row.col_start).year)
    return context


def band_rows(book: Book, readings: Readings) -> list[StagedTierBand]:
    """Return the printed bands of a source, each once; the levels of each list of bands count from 1, the best."""
    rows: dict[tuple[str, str | None, str, str], StagedTierBand] = {}
    for band in readings.bands:
        context = band.context
        index = context.index or book.source.index
        if index is None:
            continue
        row = StagedTierBand(
            source_id=book.source.source_id,
            province_id=book.home(context.block).province_id,
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


def _levelled(rows: list[StagedTierBand]) -> list[StagedTierBand]:
    lists: defaultdict[tuple[str, str | None, str], list[StagedTierBand]] = defaultdict(list)
    for row in rows:
        lists[row.index_id, row.block, row.criterion].append(row)
    made: list[StagedTierBand] = []
    for bands in lists.values():
        if len(bands) < 2:
            continue  # one band is an aside of a sentence, not the scale of a ranking
        levels = sorted({row.level for row in bands})
        made += [replace(row, level=levels.index(row.level) + 1) for row in bands]
    return made


def state_rows(book: Book, readings: Readings) -> list[UnitState]:
    """Units that the source leaves out, each once a list."""
    rows: dict[tuple[str, str, str], UnitState] = {}
    for state in readings.states:
        context = state.context
        index = context.index or book.source.index
        agency = book.resolve(state.mention, context.block, book.source.year)
        if agency is None or index is None:
            continue
        row = UnitState(
            source_id=book.source.source_id,
            province_id=book.home(context.block).province_id,
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
