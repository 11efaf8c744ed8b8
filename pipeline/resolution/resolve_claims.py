"""Rows of claims, tier bands and states of units of one source."""

import unicodedata
from collections import defaultdict
from dataclasses import replace

from pipeline.reading.readings import ClaimReading, Context
from pipeline.reading.vocabulary.criterion_names import mender
from pipeline.resolution.session import SourceSession
from pipeline.resolution.statement_claims import statement_claims
from schemas.row_ids import row_id
from schemas.tables.assessments import ListedCriterion, StagedTierBand, UnitState
from schemas.tables.claims import StagedClaim
from schemas.tables.statements import StagedStatement

_ORDER = "order"


def claim_rows(session: SourceSession, statements: list[StagedStatement]) -> list[StagedClaim]:
    """Return the claims of a source, one for each figure and type, in reading order."""
    of_line: defaultdict[int, list[StagedStatement]] = defaultdict(list)
    for statement in statements:
        of_line[statement.line].append(statement)
    made = [_row(session, claim) for claim in statement_claims(statements, session.readings)]
    rows = {row.claim_id: row for row in made}
    for claim in session.readings.claims:
        stated = of_line[claim.span.line]
        placed = replace(claim, context=_context(claim, stated), criterion=_criterion(claim, stated))
        named = _named_units(session, placed)
        blocks = {session.units.agencies[unit].block for unit in named}
        if claim.claim_type == _ORDER and (len(set(named)) < len(claim.named) or len(blocks) > 1):
            continue  # somebody is not known, or stands in another list
        if len(blocks) == 1 and (claim.claim_type == _ORDER or placed.context.block is None):
            placed = replace(placed, context=replace(placed.context, block=blocks.pop()))
        row = replace(_row(session, placed), named_units=named)
        rows.setdefault(row.claim_id, row)
    return sorted(rows.values(), key=lambda row: (row.line, row.col_start, row.claim_type))


def _named_units(session: SourceSession, claim: ClaimReading) -> tuple[str, ...]:
    """Return the ids of the units that a claim names by itself, of which the source tells a result somewhere."""
    context, year = claim.context, claim.context.year or session.source.year
    found = (session.units.known_id(mention, context, year) for mention in claim.named)
    return tuple(unit for unit in found if unit is not None)


def _row(session: SourceSession, claim: ClaimReading) -> StagedClaim:
    span, context, source = claim.span, claim.context, session.source
    year = context.year or source.year
    return StagedClaim(
        claim_id=row_id(source.source_id, span.line, span.start, claim.claim_type),
        source_id=source.source_id,
        province_id=session.units.province_of(context.block, context.home),
        year=year,
        index_id=session.index(context),
        block=context.block,
        # a change against another year than the one before is no type of its own
        claim_type=claim.claim_type if claim.since in (None, year - 1) else "other",
        subject=claim.subject,
        criterion=claim.criterion,
        tier=claim.tier,
        printed_value=claim.value,
        whole=claim.whole,
        unit=claim.unit,
        direction=claim.direction,
        wording=claim.wording,
        n_listed=claim.n_listed,
        mark_low=claim.marks.low if claim.marks else None,
        mark_high=claim.marks.high if claim.marks else None,
        mark_unit=claim.marks.unit if claim.marks else None,
        named_units=(),
        line=span.line,
        col_start=span.start,
        col_end=span.end,
        quote=session.quote(span.line),
    )


def _criterion(claim: ClaimReading, stated: list[StagedStatement]) -> str | None:
    """Return the criterion of a claim; a count at a tier is of the one of the units after it."""
    if claim.claim_type != "tier_count" or claim.criterion is not None:
        return claim.criterion
    after = {row.criterion for row in stated if row.tier == claim.tier and row.col_start > claim.span.start}
    return after.pop() if len(after) == 1 else None


def _context(claim: ClaimReading, stated: list[StagedStatement]) -> Context:
    """Return the context of a claim; what it does not say itself is that of the units that its line speaks of.

    A move is of the year of the statement before it: ``Năm 2019 xếp thứ 2, tăng 5 bậc so với năm 2018``.
    """
    context = claim.context
    blocks = {row.block for row in stated}
    if context.block is None and len(blocks) == 1:
        context = replace(context, block=next(iter(blocks)))
    before = [row for row in stated if row.col_start < claim.span.start]
    if claim.claim_type == "rank_change" and before:
        context = replace(context, year=max(before, key=lambda row: row.col_start).year)
    return context


def band_rows(session: SourceSession) -> list[StagedTierBand]:
    """Return the printed bands of a source, each once; the levels of each list of bands count from 1, the best."""
    rows: dict[tuple[str, str | None, str, str], StagedTierBand] = {}
    for band in session.readings.bands:
        context = band.context
        index = session.index(context)
        if index is None:
            continue
        row = StagedTierBand(
            source_id=session.source.source_id,
            province_id=session.units.province_of(context.block, context.home),
            year=session.source.year,
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
    return _renumber_levels(list(rows.values()))


def criterion_rows(session: SourceSession) -> list[ListedCriterion]:
    """Return the criteria that are only named, the first list of each index and block."""
    found: dict[tuple[str, str | None], list[ListedCriterion]] = {}
    for named in session.readings.criteria:
        context = named.context
        index = named.index or session.index(context)
        if index is None or context.criterion is not None:
            continue
        rows = [
            ListedCriterion(
                source_id=session.source.source_id,
                province_id=session.units.province_of(context.block, context.home),
                year=context.year or session.source.year,
                index_id=index,
                block=context.block,
                criterion=mender().mend(unicodedata.normalize("NFC", name)),
                position=position,
                line=named.span.line,
            )
            for position, name in enumerate(named.names, start=1)
        ]
        found.setdefault((index, context.block), rows)
    return [row for rows in found.values() for row in rows]


def _renumber_levels(rows: list[StagedTierBand]) -> list[StagedTierBand]:
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


def state_rows(session: SourceSession) -> list[UnitState]:
    """Units that the source leaves out, each once a list."""
    rows: dict[tuple[str, str, str], UnitState] = {}
    for state in session.readings.states:
        context = state.context
        index = session.index(context)
        agency = session.units.resolve(state.mention, context, session.source.year)
        if agency is None or index is None:
            continue
        row = UnitState(
            source_id=session.source.source_id,
            province_id=session.units.province_of(context.block, context.home),
            year=session.source.year,
            index_id=index,
            block=context.block or agency.block,
            agency_id=session.units.id_of(agency, context.home),
            status=state.status,
            reason=state.reason,
            line=state.mention.span.line,
        )
        rows.setdefault((row.index_id, row.block, row.agency_id), row)
    return list(rows.values())
