"""What is printed of an assessment, put as the problem that the deductive closure solves."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from pipeline.audit.arithmetic.parts import sums_of
from pipeline.audit.arithmetic.printed import Location, Result
from pipeline.audit.claimed_orders import told_orders
from pipeline.audit.evidence import CONTRADICTED, Claim, Criterion, Evidence, RankedList
from pipeline.deduction.problem import (
    OTHER,
    SCHEMES,
    Band,
    Extreme,
    Fact,
    Gap,
    LastPlace,
    LastRank,
    LevelCount,
    Maximum,
    Printed,
    PrintedTier,
    Problem,
    ProblemCriterion,
    Sum,
    TierCount,
    UnitCount,
)
from schemas.values import NOT_RANKED

_QUANTITIES = {"score": "score", "rank": "rank", "percent": "pct_of_max"}
NOT_IDENTIFIABLE = "not_identifiable"
_Key = tuple[str, int, int, str | None, str]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the tables say beside the evidence.

    ``statements``: ids by source, line, column, agency and measure. ``maxima``: the ids behind each maximum, by
    criterion, and unit where it is that of one. ``sizes``: by list the claims that count its units. ``orders``: what
    each criterion is ranked by, and its scheme. ``contradicted``: the ids of claims that are not to be believed.
    """

    statements: Mapping[_Key, str]
    maxima: Mapping[tuple[str, str | None], tuple[str, ...]]
    sizes: Mapping[str, tuple[str, ...]]
    orders: Mapping[str, tuple[str | None, str | None]]
    contradicted: frozenset[str]

    def ids(self, location: Location, agency_id: str | None, measure: str) -> tuple[str, ...]:
        """Return the statement printed at a location."""
        return (self.statements[*location.key, agency_id, measure],)


def problems(con: duckdb.DuckDBPyConnection, evidence: Evidence) -> Iterator[tuple[str, Problem]]:
    """Yield the problem of each assessment of the core tables, with its id."""
    known = _known(con)
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in evidence.claims:
        if claim.assessment_id and claim.claim_id not in known.contradicted:
            claims[claim.assessment_id].append(claim)
    units: defaultdict[str, set[str]] = defaultdict(set)
    for assessment_id, agency_id in con.execute(
        "SELECT assessment_id, agency_id FROM core.assessed_units WHERE status = 'ranked'"
    ).fetchall():
        units[assessment_id].add(agency_id)
    for assessment_id, about in sorted(evidence.lists.items()):
        yield assessment_id, _problem(about, units[assessment_id], claims[assessment_id], known)


def _known(con: duckdb.DuckDBPyConnection) -> _Known:
    statements: dict[_Key, str] = {}
    for statement_id, *key in con.execute(
        "SELECT statement_id, source_id, line, col_start, agency_id, measure FROM core.listed_statements "
        "ORDER BY statement_id"
    ).fetchall():
        source_id, line, start, agency_id, measure = key
        statements[source_id, line, start, agency_id, measure] = statement_id
    maxima = {
        (criterion_id, agency_id): tuple(ids)
        for criterion_id, agency_id, ids in con.execute(
            "SELECT criterion_id, NULL, statement_ids FROM core.maxima UNION ALL "
            "SELECT criterion_id, agency_id, [statement_id] FROM core.counted_values "
            "WHERE measure = 'max_score' AND agency_id IS NOT NULL"
        ).fetchall()
    }
    sizes = {
        assessment_id: tuple(ids)
        for assessment_id, ids in con.execute(
            "SELECT assessment_id, claim_ids FROM core.unit_counts"
        ).fetchall()
    }
    orders = {
        criterion_id: (ranked_by, _scheme(scheme, n_odd))
        for criterion_id, ranked_by, scheme, n_odd in con.execute(
            "SELECT criterion_id, CASE WHEN criterion_id = criteria.assessment_id || '/total' "
            "THEN coalesce(lists.ranked_by, 'points') ELSE 'points' END, criteria.rank_scheme, "
            "criteria.n_odd_ranks "
            "FROM core.criteria AS criteria "
            "JOIN core.assessments AS lists ON lists.assessment_id = criteria.assessment_id"
        ).fetchall()
    }
    contradicted = con.execute(
        "SELECT claim_id FROM audited.verdicts WHERE verdict = ?", [CONTRADICTED]
    ).fetchall()
    return _Known(statements, maxima, sizes, orders, frozenset(row[0] for row in contradicted))


def _scheme(scheme: str | None, n_odd: int | None) -> str | None:
    """Return a scheme that gives every printed place back, None where that may be any of those that are counted."""
    if n_odd:
        return OTHER
    if scheme in (None, NOT_IDENTIFIABLE):
        return None
    return scheme if scheme in SCHEMES else OTHER


def _problem(about: RankedList, units: set[str], claims: list[Claim], known: _Known) -> Problem:
    told = {unit for criterion in about.criteria.values() for unit in criterion.results}
    ranked = tuple(sorted((units | told) - about.not_ranked))
    facts: list[Fact] = []
    criteria = []
    for criterion_id, criterion in sorted(about.criteria.items()):
        results = {unit: row for unit, row in criterion.results.items() if unit in ranked}
        criteria.append(ProblemCriterion(criterion_id, *_order(criterion, results, known)))
        facts += _printed(criterion, ranked, known)
        facts += _maxima(criterion, ranked, known)
        facts += _tiers(about, criterion, ranked, known)
    total = about.total
    facts += _stated(about, ranked, claims, known)
    complete = about.is_complete and about.n_units == len(ranked)
    if about.n_units is not None and not complete:
        ids = known.sizes[about.assessment_id] or _run_of_ranks(total, known)
        facts.append(UnitCount(Decimal(about.n_units), ids))
    elif about.n_units is None and total is not None:
        facts += _last_rank(total, ranked, claims, known)
    sums = tuple(
        Sum(found.whole.criterion_id, tuple(part.criterion_id for part in found.parts))
        for found in sums_of(about)
    )
    return Problem(ranked, complete, tuple(criteria), sums, tuple(facts))


def _order(
    criterion: Criterion, results: Mapping[str, Result], known: _Known
) -> tuple[str | None, str | None]:
    """Return what a criterion is ranked by, and the scheme: points where no place is printed, if all count the same."""
    if any(row.rank or row.last for row in results.values()):
        return known.orders.get(criterion.criterion_id, (None, None))
    if any(row.maximum is not None for row in results.values()):
        return None, None
    return "points", None


def _last_rank(
    total: Criterion, ranked: tuple[str, ...], claims: list[Claim], known: _Known
) -> Iterator[Fact]:
    """Yield the printed rank of the one unit that is told to be the last, if none is printed behind it."""
    told = [
        claim
        for claim in claims
        if claim.claim_type == "bottom"
        and claim.unit == "ranks"
        and claim.criterion_id in (None, total.criterion_id)
    ]
    last = {claim.agencies for claim in told}
    ranks = {unit: row.rank for unit, row in total.results.items() if unit in ranked and row.rank is not None}
    for unit in last.pop() if len(last) == 1 and all(len(units) == 1 for units in last) else ():
        rank = ranks.get(unit)
        if rank is not None and all(
            rank.value > other.value for name, other in ranks.items() if name != unit
        ):
            ids = (*(claim.claim_id for claim in told), *known.ids(rank.location, unit, "rank"))
            yield LastRank(total.criterion_id, rank.value, ids)


def _run_of_ranks(total: Criterion | None, known: _Known) -> tuple[str, ...]:
    """Return the statements of all places: those of a list that counts its units by going through them."""
    rows = {} if total is None else total.results
    ranks = [(unit, row.rank) for unit, row in rows.items() if row.rank is not None]
    return tuple(name for unit, rank in ranks for name in known.ids(rank.location, unit, "rank"))


def _printed(criterion: Criterion, ranked: tuple[str, ...], known: _Known) -> Iterator[Fact]:
    """Yield the printed values of a criterion."""
    for unit in ranked:
        row = criterion.results.get(unit)
        if row is None:
            continue
        for name, measure in _QUANTITIES.items():
            figure = getattr(row, name)
            # a rank between two is that of a tie; the closure knows whole ranks alone
            if figure is not None and not (measure == "rank" and figure.value % 1):
                ids = known.ids(figure.location, unit, measure)
                yield Printed(unit, criterion.criterion_id, measure, figure.value, figure.decimals, ids)
        if row.last is not None and row.rank is None:
            yield LastPlace(unit, criterion.criterion_id, known.ids(row.last, unit, "rank"))


def _maxima(criterion: Criterion, ranked: tuple[str, ...], known: _Known) -> Iterator[Fact]:
    """Yield the maximum of a criterion, and those of single units."""
    name = criterion.criterion_id
    if criterion.maximum is not None:
        figure = criterion.maximum_figure
        yield Maximum(name, criterion.maximum, figure.decimals if figure else 0, known.maxima[name, None])
    for unit in ranked:
        row = criterion.results.get(unit)
        if row is not None and row.maximum is not None:
            yield Maximum(name, row.maximum, 0, known.maxima[name, unit], unit)


def _tiers(about: RankedList, criterion: Criterion, ranked: tuple[str, ...], known: _Known) -> Iterator[Fact]:
    """Yield the bands of a criterion, and the tiers that are printed of units; a tier without a band has no level."""
    bands = about.criterion_bands.get(criterion.criterion_id, ())
    for band in bands:
        ends = band.min_score, band.min_inclusive, band.max_score
        yield Band(criterion.criterion_id, band.tier, band.level, *ends, band.unit, (band.band_id,))
    tiers = {band.tier for band in bands}
    for unit in ranked:
        row = criterion.results.get(unit)
        if row is not None and row.tier in tiers and row.tier_location is not None:
            ids = known.ids(row.tier_location, unit, "tier")
            yield PrintedTier(unit, criterion.criterion_id, row.tier or "", ids)


def _stated(about: RankedList, ranked: tuple[str, ...], claims: list[Claim], known: _Known) -> Iterator[Fact]:
    """Yield the extremes, gaps, orders and counts of tiers that sentences state."""
    total_id = f"{about.assessment_id}/total"
    for claim in claims:
        criterion_id = claim.criterion_id or total_id
        if criterion_id not in about.criteria:
            continue
        ids, printed = (claim.claim_id,), claim.printed_value
        units = tuple(unit for unit in claim.agencies if unit in ranked)
        if (
            claim.claim_type in ("top", "bottom")
            and claim.unit == "ranks"
            and criterion_id != total_id
            and units
        ):
            yield Extreme(criterion_id, claim.claim_type == "top", units, None, 0, ids)
        elif claim.claim_type == "order" and len(units) == len(claim.agencies):
            yield from told_orders(claim, about.criteria[criterion_id])
        elif claim.claim_type == "gap" and claim.unit == "points" and printed is not None:
            yield Gap(criterion_id, printed, claim.decimals, ids)
        elif claim.claim_type == "tier_count" and claim.tier in _levels(about, criterion_id):
            yield TierCount(criterion_id, claim.tier or "", printed or Decimal(0), ids)
        elif claim.claim_type == "unit_count" and claim.unit == "units" and printed is not None:
            yield from _at_one_score(about.criteria[criterion_id], claim, printed, claims, known)


def _levels(about: RankedList, criterion_id: str) -> set[str]:
    tiers = {band.tier for band in about.criterion_bands.get(criterion_id, ())}
    return tiers | {NOT_RANKED} if tiers else tiers


def _at_one_score(
    criterion: Criterion, claim: Claim, n_units: Decimal, claims: list[Claim], known: _Known
) -> Iterator[LevelCount]:
    """Yield that so many units have one score: n are named with one figure, or are told to be alike."""
    behind = [
        (figure, unit)
        for unit, figure in criterion.scores.items()
        if figure.location.key[:2] == (claim.source_id, claim.line)
        and figure.location.start > claim.col_start
    ]
    first = min((figure.location.start for figure, _ in behind), default=None)
    named = {unit: figure for figure, unit in behind if figure.location.start == first}
    if len(named) > 1 and len(named) == n_units:
        figure = next(iter(named.values()))
        ids = tuple(name for unit in sorted(named) for name in known.ids(figure.location, unit, "score"))
        told = (figure.value, figure.decimals, tuple(sorted(named)), n_units, (claim.claim_id, *ids))
        yield LevelCount(criterion.criterion_id, *told)
    for other in claims:
        is_level = other.wording == "same_score" and other.criterion_id == claim.criterion_id
        if is_level and other.printed_value is not None and other.location.key[:2] == claim.location.key[:2]:
            ids = (claim.claim_id, other.claim_id)
            yield LevelCount(criterion.criterion_id, other.printed_value, other.decimals, (), n_units, ids)
