"""Facts of the self-test made by hand: lists and claims of `made_evidence` as their tables would give them."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from decimal import Decimal

from pipeline.audit.audit_statements import ListedStatement
from pipeline.audit.evidence import Claim, Criterion, RankedList
from pipeline.selftest.facts import Bound, Facts, ListFacts, PrintedToken, Values, key_of
from pipeline.selftest.workbench import TokenSpan
from schemas.tables.assessments import Assessment
from tests.made_rows import made

# Where the values of a unit stand in its line, and the word of a direction in that of its claim.
COLUMNS = {"score": 0, "rank": 10, "tier": 20, "pct_of_max": 30}
DIRECTION_COLUMN = 90


def made_facts(lists: Sequence[RankedList], claims: Sequence[Claim] = ()) -> Facts:
    found = {one.assessment_id: _list_facts(one, index, claims) for index, one in enumerate(lists)}
    values: Values = {}
    for about in found.values():
        for row in _rows(about):
            values[key_of(row)] = PrintedToken(row.value or Decimal(0), row.decimals or 0, tier=row.tier)
    words = {}
    for claim in claims:
        if claim.printed_value is not None:
            values.setdefault(key_of(claim), PrintedToken(claim.printed_value, claim.decimals, claim.whole))
        if claim.direction in ("rise", "fall"):
            words[claim.claim_id] = TokenSpan("s", claim.line, DIRECTION_COLUMN, DIRECTION_COLUMN + 4)
            values[words[claim.claim_id].key] = PrintedToken(Decimal(1 if claim.direction == "rise" else -1))
    levels = {band.tier: band.level for one in lists for band in one.bands}
    return Facts(
        lists=found, claims=list(claims), values=values, levels=levels, names={}, direction_words=words
    )


def _list_facts(ranked: RankedList, index: int, claims: Sequence[Claim]) -> ListFacts:
    row = {field.name: getattr(ranked, field.name) for field in fields(Assessment)}
    about = ListFacts(**row, criteria=list(ranked.criteria))
    for criterion in ranked.criteria.values():
        for statement in _statements(criterion, index):
            if statement.agency_id is None:
                about.maxima[criterion.criterion_id].append(statement)
            else:
                about.printings[criterion.criterion_id, statement.measure, statement.agency_id].append(
                    statement
                )
                about.first[criterion.criterion_id, statement.measure][statement.agency_id] = statement
    for band in ranked.bands:
        for claim in claims:
            is_bound = claim.claim_type == "tier_threshold" and claim.tier == band.tier
            if is_bound and claim.printed_value in (band.min_score, band.max_score):
                is_low = claim.printed_value == band.min_score
                about.bounds.append(Bound(key_of(claim), band.level, band.tier, is_low, band.unit))
    return about


def _rows(about: ListFacts) -> Iterator[ListedStatement]:
    for rows in (*about.printings.values(), *about.maxima.values()):
        yield from rows


def _statements(criterion: Criterion, index: int) -> Iterator[ListedStatement]:
    """The values of a criterion; each list and criterion stands in lines of its own."""
    shift = 1000 * index + 100 * criterion.position
    if criterion.maximum_figure:
        yield _statement(criterion, "max_score", 5 + shift, value=criterion.maximum)
    for line, (unit, result) in enumerate(criterion.results.items(), start=11 + shift):
        figures = {"score": result.score, "rank": result.rank, "pct_of_max": result.percent}
        for measure, printed in figures.items():
            if printed is not None:
                yield _statement(
                    criterion, measure, line, agency_id=unit, value=printed.value, decimals=printed.decimals
                )
        if result.tier is not None:
            yield _statement(criterion, "tier", line, agency_id=unit, tier=result.tier)


def _statement(criterion: Criterion, measure: str, line: int, **named: object) -> ListedStatement:
    return made(
        ListedStatement,
        source_id="s",
        criterion_id=criterion.criterion_id,
        measure=measure,
        line=line,
        col_start=COLUMNS.get(measure, 0),
        **named,
    )
