"""Counts and shares of tiers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.audit.arithmetic.rounding import EXACT, Cell, TableReading, around, reading_of, table_reading
from pipeline.audit.arithmetic.tier_arithmetic import TierCount, counts
from pipeline.audit.evidence import Claim, Evidence, RankedList, Verdict
from pipeline.audit.judges.judge_registry import judges, judges_together
from schemas.messages.words import Words, joined, reading_words, say
from schemas.values import NOT_RANKED

_HUNDRED = 100
# Of so many shares on their sum says something.
_MIN_SHARES = 3


@judges("tier_count")
def judge_tier_count(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge ``05 đơn vị đạt Mức II`` against the tiers of a full list, or the bounds of a quoted one."""
    about = evidence.list_of(claim)
    known = counts(about).get(claim.tier or "") if about else None
    if claim.printed_value is not None and claim.n_listed == claim.printed_value:
        return Verdict.confirmed(say("tier_count.named", n=claim.exact), "units_named", claim.exact)
    named_more = _named_more(claim)
    if claim.printed_value is not None and not claim.is_of_total:
        return named_more or Verdict.unverifiable(say("tier_count.criterion_missing"))
    if claim.printed_value is None or about is None or known is None:
        return Verdict.unverifiable(say("tier_count.missing"))
    printed, bounds = claim.exact, (Fraction(known.low), Fraction(known.high))
    tier = say("tier.not_ranked") if claim.tier == NOT_RANKED else claim.tier or ""
    cumulated = _at_or_above(about, claim.tier or "")
    counted = bounds[0] if known.is_exact else None
    if printed == counted:
        return Verdict.confirmed(say("tier_count.counted", n=printed, tier=tier), "count", printed, *bounds)
    if counted is not None and printed == cumulated:
        words = say("tier_count.at_or_above", n=printed, tier=tier)
        return Verdict.confirmed(words, "at_or_above", printed, *bounds)
    if named_more is not None:
        return named_more
    if not known.low <= printed <= known.high and cumulated is None:
        words = say("tier_count.out_of_bounds", printed=printed, tier=tier, low=known.low, high=known.high)
        return Verdict.contradicted(words, counted, *bounds)
    if counted is not None:
        words = say("tier_count.differs", printed=printed, tier=tier, n=counted)
        return Verdict.contradicted(words, counted, *bounds)
    words = say("tier_count.open", low=known.low, high=known.high)
    return Verdict.unverifiable(words, "consistent_only", None, *bounds)


def _named_more(claim: Claim) -> Verdict | None:
    """Return the verdict on a count below the units that its own sentence names at the tier; else None."""
    if claim.printed_value is None or claim.n_listed is None or claim.n_listed <= claim.printed_value:
        return None
    words = say("tier_count.named_more", n=claim.n_listed, printed=claim.exact)
    return Verdict.contradicted(words, Fraction(claim.n_listed))


def _at_or_above(about: RankedList, tier: str) -> int | None:
    """Return the number of units at ``tier`` or a better one; None where a count is open or no band orders them."""
    known = counts(about)
    level = next((band.level for band in about.bands if band.tier == tier), None)
    if level is None:
        return None
    better = [known[band.tier] for band in about.bands if band.level <= level]
    if len(better) == 1 or not all(count.is_exact for count in better):
        return None
    return sum(count.low for count in better)


@judges_together("tier_share")
def judge_shares(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    """Judge shares of tiers, each table by one model of rounding.

    Where one of several shares is off and no telling which, another table of the same shares that holds tells it.
    """
    tables = [_read_table(table, evidence) for table in _tables(claims, evidence)]
    sure = {
        _identity(cell.claim): cell.claim
        for table in tables
        if len(table.cells) > 1 and table.reading.model and not table.reading.odd
        for cell in table.cells
    }
    verdicts: dict[str, Verdict] = {}
    for table in tables:
        verdicts |= table.undecided
        again = _told_again(table, sure)
        for index, cell in enumerate(table.cells):
            verdicts[cell.claim.claim_id] = _judge_cell(cell, table.reading, index, again.get(index))
    return verdicts


@dataclass(frozen=True, slots=True)
class _Share:
    """A share whose units are counted: the claim, what it is worked out to, and the cell of its table."""

    claim: Claim
    words: Words
    cell: Cell


@dataclass(frozen=True, slots=True)
class _Table:
    """The counted shares of a table, how they are rounded, and the verdicts on those that are not counted."""

    cells: Sequence[_Share]
    reading: TableReading
    undecided: Mapping[str, Verdict]


def _told_again(table: _Table, sure: Mapping[tuple[object, ...], Claim]) -> dict[int, Claim]:
    """Return the open cells of a table as another prints them, where just one of them is printed otherwise."""
    again = {index: sure.get(_identity(table.cells[index].claim)) for index in table.reading.open}
    told = {index: claim for index, claim in again.items() if claim is not None}
    differing = [
        index for index in told if told[index].printed_value != table.cells[index].claim.printed_value
    ]
    return told if len(told) == len(again) and len(differing) == 1 else {}


def _identity(claim: Claim) -> tuple[object, ...]:
    """Return what a share is of and how finely it is printed, wherever it stands."""
    return claim.source_id, claim.assessment_id, claim.tier, claim.decimals


def _tables(claims: Sequence[Claim], evidence: Evidence) -> list[list[Claim]]:
    """Return the shares of one list that stand together: tiers in their order, none twice."""
    tables: list[list[Claim]] = []
    open_tables: dict[str | None, list[Claim]] = {}
    for claim in claims:
        about = evidence.list_of(claim)
        table = open_tables.get(claim.assessment_id)
        if table is None or not _continues(table, claim, about):
            table = open_tables[claim.assessment_id] = []
            tables.append(table)
        table.append(claim)
    return tables


def _continues(table: Sequence[Claim], claim: Claim, about: RankedList | None) -> bool:
    if table[0].source_id != claim.source_id or claim.tier in [other.tier for other in table]:
        return False
    levels = {band.tier: band.level for band in about.bands} if about else {}
    path = [levels.get(item.tier or "") for item in (*table, claim)]
    known = [level for level in path if level is not None]
    return known in (sorted(known), sorted(known, reverse=True))


def _read_table(table: Sequence[Claim], evidence: Evidence) -> _Table:
    about = evidence.list_of(table[0])
    n_units = about.n_units or 0 if about else 0
    found = {claim.claim_id: _count_at(claim, about, evidence) for claim in table}
    cells: list[_Share] = []
    for claim in table:
        count = found[claim.claim_id]
        if n_units and claim.printed_value is not None and count is not None and count.is_exact:
            value = Fraction(count.low * _HUNDRED, n_units)
            words = say("tier_share.worked_out", count=count.low, n=n_units, value=value, printed=claim.exact)
            cells.append(_Share(claim, words, (claim.printed_value, claim.decimals, value)))
    reading = table_reading([share.cell for share in cells], _HUNDRED)
    counted = {share.claim.claim_id for share in cells}
    undecided = {
        claim.claim_id: _judge_open(claim, found[claim.claim_id], n_units)
        for claim in table
        if claim.claim_id not in counted
    }
    return _Table(
        cells, reading, undecided if cells else {**undecided, **_judge_sum(table, about, undecided)}
    )


def _judge_sum(
    table: Sequence[Claim], about: RankedList | None, open_verdicts: Mapping[str, Verdict]
) -> dict[str, Verdict]:
    """Return the verdicts on shares whose units nobody counts: of all tiers together they make 100 %.

    That they do confirms none of them. That they do not is told of the last one, where one line gives every tier of the
    printed bands its share; which of them is off is open.
    """
    shares = [claim for claim in table if claim.printed_value is not None]
    if len(shares) < _MIN_SHARES or any(found.is_contradicted for found in open_verdicts.values()):
        return {}
    total = sum((claim.exact for claim in shares), Fraction(0))
    units = [Fraction(1, 10**claim.decimals) for claim in shares]
    parts = joined([claim.exact for claim in shares], " + ")
    words = say("tier_share.sum", parts=parts, total=total)
    if abs(total - _HUNDRED) <= sum(units, Fraction(0)) / 2:
        return {claim.claim_id: Verdict.consistent(words, "sum_of_shares") for claim in shares}
    bands = {band.tier for band in about.bands} if about else set()
    last = max(shares, key=lambda claim: (claim.line, claim.col_start))
    is_one = len({claim.line for claim in shares}) == 1 and bands == {claim.tier for claim in shares}
    if not is_one or abs(total - _HUNDRED) <= sum(units, Fraction(0)):
        return {}
    return {last.claim_id: Verdict.contradicted(words)}


def _count_at(claim: Claim, about: RankedList | None, evidence: Evidence) -> TierCount | None:
    """Return how many units are at the tier of a share; where that is open, as many as the source states."""
    count = counts(about).get(claim.tier or "") if about else None
    if count is None and about and about.is_complete and about.total is not None:
        # no unit of a full list has the tier
        count = TierCount(0, 0) if all(row.tier for row in about.total.results.values()) else None
    stated = [
        int(other.printed_value)
        for other in evidence.claims
        if (other.claim_type, other.tier) == ("tier_count", claim.tier)
        and (other.assessment_id, other.source_id) == (claim.assessment_id, claim.source_id)
        and other.printed_value is not None
    ]
    if not stated or (count is not None and (count.is_exact or not count.low <= stated[-1] <= count.high)):
        return count
    return TierCount(stated[-1], stated[-1])


def _judge_open(claim: Claim, count: TierCount | None, n_units: int) -> Verdict:
    """Return the verdict on a share whose tier is not counted: out of its bounds, or open."""
    if count is None or not n_units or claim.printed_value is None:
        return Verdict.unverifiable(say("tier_share.missing"))
    low, high = Fraction(count.low * _HUNDRED, n_units), Fraction(count.high * _HUNDRED, n_units)
    reach = Fraction(1, 10**claim.decimals)
    if low - reach < claim.exact < high + reach:
        words = say("tier_share.open", low=low, high=high)
        return Verdict.unverifiable(words, "consistent_only", None, low, high)
    return Verdict.contradicted(say("tier_share.out_of_bounds", low=low, high=high), None, low, high)


def _judge_cell(found: _Share, table: TableReading, index: int, other: Claim | None) -> Verdict:
    """Return the verdict on a share under the model of its table, whose cell ``index`` it is; else by half up.

    ``other`` is the same share in a table that holds.
    """
    (printed, decimals, value), share = found.cell, found.words
    if other is not None and other.printed_value != printed:
        words = say("tier_share.told_otherwise", share=share, other=other.exact, line=other.line)
        return Verdict.contradicted(words, *around(value))
    if index in table.odd:
        key = "tier_share.no_rounding" if table.model is None else "tier_share.others_hold"
        words = say(key, share=share, printed=printed, reading=reading_words(table.model))
        return Verdict.contradicted(words, *around(value))
    if index in table.open and other is None:
        return Verdict.unverifiable(say("tier_share.one_is_odd", share=share), None, *around(value))
    own = reading_of(printed, decimals, value)
    reading = own if own == EXACT else table.model or own or EXACT
    words = say("tier_share.holds", share=share, reading=reading_words(reading))
    return Verdict.held(words, reading, *around(value))
