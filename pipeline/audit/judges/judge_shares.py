"""Counts and shares of tiers."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pipeline.audit.arithmetic.rounding import EXACT, TableReading, reading_of, table_reading
from pipeline.audit.arithmetic.tier_arithmetic import TierCount, counts
from pipeline.audit.evidence import (
    CONFIRMED,
    CONTRADICTED,
    NOT_RANKED,
    UNVERIFIABLE,
    Claim,
    Evidence,
    RankedList,
    Verdict,
    held,
    unverifiable,
)
from pipeline.audit.explain import Words, number, reading_words, say
from pipeline.audit.judges.judge_registry import judges, judges_together

_HUNDRED = 100
# The canonical order of tiers whose list prints no bands.
_TIER_NAMES = {NOT_RANKED: Words("không được xếp hạng", "not ranked")}


@judges("tier_count")
def judge_tier_count(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge ``05 đơn vị đạt Mức II`` against the tiers of a full list, or the bounds of a quoted one."""
    about = evidence.list_of(claim)
    known = counts(about).get(claim.tier or "") if about else None
    missing = unverifiable(say("Thiếu danh sách đơn vị theo mức.", "The units of this tier are not listed."))
    if claim.printed is None:
        return missing
    named = _named(claim)
    if named is not None:
        return named
    if about is None or known is None:
        return missing
    name = _TIER_NAMES.get(claim.tier or "", Words(claim.tier or "", claim.tier or ""))
    said = Fraction(claim.printed)
    cumulated = _at_or_above(about, claim.tier or "")
    bounds = (Fraction(known.low), Fraction(known.high))
    if known.low == known.high:
        if said == known.low:
            words = say(
                "Đếm theo danh sách và ngưỡng: {n} đơn vị ở mức {tier}, đúng như công bố.",
                "Counted by list and bands: {n} units at {tier}, as printed.",
                n=known.low,
                tier=name,
            )
            return Verdict(CONFIRMED, words, "count", said, *bounds)
        if said == cumulated:
            words = say(
                "{n} đơn vị ở mức {tier} trở lên, đúng như công bố.",
                "{n} units at {tier} or above, as printed.",
                n=said,
                tier=name,
            )
            return Verdict(CONFIRMED, words, "at_or_above", said, *bounds)
    if not known.low <= said <= known.high and cumulated is None:
        words = say(
            "Nêu {said} đơn vị ở mức {tier}; các giá trị công bố chỉ cho phép từ {low} đến {high}.",
            "Printed {said} units at {tier}; the printed values allow {low} to {high}.",
            said=said,
            tier=name,
            low=known.low,
            high=known.high,
        )
        value = Fraction(known.low) if known.low == known.high else None
        return Verdict(CONTRADICTED, words, None, value, *bounds)
    if known.low == known.high:
        words = say(
            "Nêu {said} đơn vị ở mức {tier}; đếm được {n}.",
            "Printed {said} units at {tier}; {n} are counted.",
            said=said,
            tier=name,
            n=known.low,
        )
        return Verdict(CONTRADICTED, words, None, Fraction(known.low), *bounds)
    words = say(
        "Thiếu điểm hoặc mức của các đơn vị không nêu tên; các giá trị công bố cho phép từ {low} đến {high}.",
        "The scores or tiers of the units not quoted are missing; the printed values allow {low} to {high}.",
        low=known.low,
        high=known.high,
    )
    return Verdict("unverifiable", words, "consistent_only", None, *bounds)


def _named(claim: Claim) -> Verdict | None:
    """Return the verdict on a count whose units the sentence names, or that is of one criterion; None for others."""
    if claim.n_listed is not None and claim.n_listed == claim.printed:
        n_units = Fraction(claim.n_listed)
        words = say(
            "Câu nêu tên {n} đơn vị ở mức này.", "The sentence names {n} units at this tier.", n=n_units
        )
        return Verdict(CONFIRMED, words, "units_named", n_units)
    if claim.criterion_id is not None and not claim.criterion_id.endswith("/total"):
        return unverifiable(
            say(
                "Thiếu mức của mọi đơn vị ở tiêu chí này.",
                "The tiers of all units on this criterion are missing.",
            )
        )
    return None


def _at_or_above(about: RankedList, tier: str) -> int | None:
    """Return the number of units at ``tier`` or a better one; None where a count is open or no band orders them."""
    known = counts(about)
    level = next((band.level for band in about.bands if band.tier == tier), None)
    if level is None:
        return None
    better = [known[band.tier] for band in about.bands if band.level <= level]
    if len(better) == 1 or any(count.low != count.high for count in better):
        return None
    return sum(count.low for count in better)


@judges_together("tier_share")
def judge_shares(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    """Shares of tiers, each table by one model of rounding."""
    verdicts: dict[str, Verdict] = {}
    for table in _tables(claims, evidence):
        verdicts |= _table(table, evidence)
    return verdicts


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


def _table(table: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    about = evidence.list_of(table[0])
    known = counts(about) if about else {}
    told = _told_counts(table[0], evidence)
    tiers = {claim.claim_id: known.get(claim.tier or "") or _none_at(about) for claim in table}
    tiers = {key: _narrow(count, told.get(_tier_of(table, key))) for key, count in tiers.items()}
    n_units = about.n_units if about else None
    exact = {
        key: Fraction(count.low * _HUNDRED, n_units)
        for key, count in tiers.items()
        if count is not None and count.low == count.high and n_units
    }
    judged = [claim for claim in table if claim.claim_id in exact and claim.printed is not None]
    cells = [(claim.printed or Decimal(0), claim.decimals, exact[claim.claim_id]) for claim in judged]
    found = table_reading(cells, _HUNDRED)
    verdicts: dict[str, Verdict] = {}
    for claim in table:
        count = tiers[claim.claim_id]
        if claim not in judged or count is None or n_units is None:
            verdicts[claim.claim_id] = _open_share(claim, count, n_units)
        else:
            verdicts[claim.claim_id] = _share(claim, count.low, n_units, found, judged.index(claim))
    return verdicts


def _tier_of(table: Sequence[Claim], claim_id: str) -> str | None:
    return next(claim.tier for claim in table if claim.claim_id == claim_id)


def _none_at(about: RankedList | None) -> TierCount | None:
    """Return the count of a tier that no unit of a full list has."""
    return TierCount(0, 0) if about and about.is_complete and _all_tiered(about) else None


def _all_tiered(about: RankedList) -> bool:
    return about.total is not None and all(row.tier for row in about.total.results.values())


def _told_counts(claim: Claim, evidence: Evidence) -> dict[str | None, int]:
    """Return the counts of tiers that the same source tells of the same list."""
    return {
        other.tier: int(other.printed)
        for other in evidence.claims
        if other.claim_type == "tier_count"
        and other.assessment_id == claim.assessment_id
        and other.source_id == claim.source_id
        and other.printed is not None
    }


def _narrow(count: TierCount | None, told: int | None) -> TierCount | None:
    """Return an open count is what the source tells, where it can be."""
    if told is None or (count is not None and not count.low < count.high):
        return count
    return TierCount(told, told) if count is None or count.low <= told <= count.high else count


def _open_share(claim: Claim, count: TierCount | None, n_units: int | None) -> Verdict:
    """Return a share whose tier is not counted: out of its bounds, or open."""
    if count is None or not n_units or claim.printed is None:
        return unverifiable(say("Thiếu số đơn vị ở mức này.", "The number of units at this tier is missing."))
    low, high = Fraction(count.low * _HUNDRED, n_units), Fraction(count.high * _HUNDRED, n_units)
    said, reach = Fraction(claim.printed), Fraction(1, 10**claim.decimals)
    parts = {"low": number(low), "high": number(high)}
    if not low - reach < said < high + reach:
        words = say(
            "Các giá trị công bố chỉ cho phép từ {low} % đến {high} %.",
            "The printed values allow {low} % to {high} %.",
            **parts,
        )
        return Verdict(CONTRADICTED, words, None, None, low, high)
    words = say(
        "Thiếu mức của các đơn vị không nêu tên; có thể từ {low} % đến {high} %.",
        "The tiers of the units not quoted are missing; {low} % to {high} % are possible.",
        **parts,
    )
    return Verdict("unverifiable", words, "consistent_only", None, low, high)


def _share(claim: Claim, count: int, n_units: int, table: TableReading, place: int) -> Verdict:
    """Return a share of a counted tier under the model of its table, whose cell ``place`` it is; else by half up."""
    value = Fraction(count * _HUNDRED, n_units)
    said = claim.printed or Decimal(0)
    words = say(
        "{count}/{n} = {value} %, công bố {said} %",
        "{count}/{n} = {value} %, printed {said} %",
        count=count,
        n=n_units,
        value=value,
        said=said,
    )
    if place in table.odd:
        words = words + _why_odd(table, said) + Words(".", ".")
        return Verdict(CONTRADICTED, words, None, value, value, value)
    if place in table.open:
        either = say(
            "; một trong các tỷ lệ của bảng bị lệch, chưa rõ tỷ lệ nào.",
            "; one of the shares of the table is off, and which one is open.",
        )
        return Verdict(UNVERIFIABLE, words + either, None, value, value, value)
    own = reading_of(said, claim.decimals, value)
    reading = own if own == EXACT else table.model or own or EXACT
    words = words + reading_words(reading) + Words(".", ".")
    return Verdict(held(reading), words, reading, value, value, value)


def _why_odd(table: TableReading, said: Decimal) -> Words:
    """Why a share is no rounding of what it should be."""
    if table.model is not None:
        words = say("; mọi tỷ lệ khác của bảng đúng", "; all other shares of the table hold")
        return words + reading_words(table.model) + say(", {said} thì không", ", {said} does not", said=said)
    return say(
        "; không cách làm tròn nào cho đúng cả bảng, và làm tròn thông thường, từ 0,5 trở lên "
        "không cho {said}",
        "; no way of rounding gives the whole table, and half up does not give {said}",
        said=said,
    )
