"""Changes against the year before: moves of rank and of the share of a tier, the way they go included."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from pipeline.audit.arithmetic.printed import Result
from pipeline.audit.arithmetic.rounding import reading_of
from pipeline.audit.arithmetic.tier_arithmetic import counts
from pipeline.audit.evidence import Claim, Criterion, Evidence, RankedList, Verdict
from pipeline.audit.judges.judge_registry import judges
from schemas.messages.words import Words, reading_words, say
from schemas.values import FALL, RISE, UNCHANGED

_HUNDRED = 100


def _direction(change: Fraction) -> str:
    return UNCHANGED if change == 0 else RISE if change > 0 else FALL


@judges("rank_change")
def judge_move(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge a move of rank against the year before: its size, and the direction that the words tell."""
    about = evidence.list_of(claim)
    if about is None or not claim.agencies:
        return Verdict.unverifiable(say("change.unit_missing"))
    before = _year_before(about, evidence)
    verdicts = [_judge_unit(unit, claim, about, before) for unit in claim.agencies]
    last = verdicts[-1]
    if last.is_contradicted and any(not found.is_contradicted for found in verdicts):
        # the words may be said of another unit that they name
        last = Verdict.unverifiable(last.words, last.reading)
    return _against(before, last)


def _against(before: RankedList | None, found: Verdict) -> Verdict:
    """Return the verdict with the list that it compares with; the ladder says whether the difference is shown."""
    return replace(found, compared=before.assessment_id) if before else found


def _judge_unit(unit: str, claim: Claim, about: RankedList, before: RankedList | None) -> Verdict:
    """Return what the printed ranks of a unit in both years say of a move."""
    rows = [item.total.results.get(unit) if item and item.total else None for item in (before, about)]
    ranked = [row for row in rows if row is not None and (row.rank or row.last)]
    if len(ranked) < len(rows):
        year = str(about.year - 1 if rows[0] not in ranked else about.year)
        return Verdict.unverifiable(say("change.rank_missing", year=year))
    then, now = ranked
    words = say("change.ranks", then=_rank_words(then), now=_rank_words(now))
    if claim.printed_value is None and claim.direction is None:
        return Verdict.unverifiable(say("change.ranks_only", ranks=words))
    risen = None
    if then.rank is not None and now.rank is not None:
        risen = Fraction(then.rank.value - now.rank.value)
        direction = _direction(risen)
    else:
        numbered, item = (now, about) if now.rank else (then, before)
        is_last = numbered.rank is None or item is None or numbered.rank.value >= (item.n_units or 0)
        if claim.printed_value is not None or is_last:
            return Verdict.unverifiable(say("change.no_number", ranks=words))
        # a last rank without number comes after any other
        direction = RISE if now.rank is not None else FALL
    value = -risen if risen is not None and claim.direction == FALL else risen
    if claim.printed_value is not None and value is not None:
        is_right = claim.printed_value == (value if claim.direction in (RISE, FALL) else abs(value))
    else:
        is_right = claim.direction == direction
    if not is_right:
        return Verdict.contradicted(words + _stated(claim), value)
    # what only repeats the two ranks that the sentence prints was held against nothing else
    totals = [item.total for item in (before, about) if item and item.total]
    if claim.printed_value is None and _is_alone(claim, totals, unit):
        return Verdict.consistent(words + _stated(claim), "ranks_told", value)
    return Verdict.confirmed(words + _stated(claim), "ranks_told", value)


def _stated(claim: Claim) -> Words:
    """Return what the words of a change state, after the arithmetic."""
    way = say(f"change.{claim.direction or 'either'}")
    if claim.printed_value is None:
        return say("change.stated", way=way)
    return say("change.stated_by", way=way, n=claim.printed_value)


def _rank_words(row: Result) -> Words:
    return say("change.last") if row.rank is None else say("change.rank", rank=row.rank.value)


def _is_alone(claim: Claim, totals: Sequence[Criterion], unit: str) -> bool:
    """Return whether no other line than that of the claim itself prints the ranks of the unit."""
    rows = [total.results[unit] for total in totals]
    locations = [row.rank.location if row.rank else row.last for row in rows]
    locations += [
        reprint.again.location
        for total in totals
        for reprint in total.reprints
        if (reprint.agency_id, reprint.measure) == (unit, "rank")
    ]
    own = (claim.source_id, claim.line)
    return all(location is not None and (location.source_id, location.line) == own for location in locations)


def _year_before(about: RankedList, evidence: Evidence) -> RankedList | None:
    """Return the list of the same block, topic and province of the year before, where each year has a single one."""
    key = (about.province_id, about.index_id, about.block)
    same = [
        item
        for item in evidence.lists.values()
        if (item.province_id, item.index_id, item.block) == key and about.year - 1 <= item.year <= about.year
    ]
    before = [item for item in same if item.year < about.year]
    return before[0] if len(before) == 1 and len(same) == len([about, *before]) else None


@judges("share_change")
def judge_share_change(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge ``tăng 33,3 % so với năm trước``: in percentage points or relative, where both years are listed."""
    about = evidence.list_of(claim)
    before = _year_before(about, evidence) if about else None
    now, then = (_count(item, claim.tier) for item in (about, before))
    if about is None or before is None or now is None or then is None or not claim.is_of_total:
        return Verdict.unverifiable(say("change.results_missing"))
    return _against(before, _judge_shares(claim, now, then))


def _judge_shares(claim: Claim, now: tuple[int, int], then: tuple[int, int]) -> Verdict:
    """Return what the counts of a tier in both years, each of all units, say of a change."""
    share, old = (Fraction(count * _HUNDRED, n_units) for count, n_units in (now, then))
    words = say("change.shares", now=share, then=old)
    if claim.printed_value is None:
        return _judge_trend(claim, (share - old, Fraction(now[0] - then[0])), words)
    change = (old - share) if claim.direction == FALL else (share - old)
    options = {"percentage_points": change}
    if old:
        options["relative"] = change * _HUNDRED / old
    if claim.direction is None:
        options = {name: abs(value) for name, value in options.items()}
    return _judge_number(claim, options, words)


def _judge_number(claim: Claim, options: Mapping[str, Fraction], words: Words) -> Verdict:
    """Judge a change by a number: one of the ways to count it gives the printed one."""
    for name, value in options.items():
        # each share may have been rounded before the difference was taken
        slack = Fraction(1, 10**claim.decimals)
        reading = (
            None
            if claim.printed_value is None
            else reading_of(claim.printed_value, claim.decimals, value, slack)
        )
        if reading is not None:
            shown = words + reading_words(f"{name}+{reading}") + _stated(claim)
            return Verdict.held(shown, f"{name}+{reading}", value)
    return Verdict.contradicted(words + _stated(claim), options["percentage_points"])


def _judge_trend(claim: Claim, changes: Sequence[Fraction], words: Words) -> Verdict:
    """Judge a change that words alone state: contradicted where neither the share nor the count went so."""
    directions = [_direction(change) for change in changes]
    shown = words + _stated(claim)
    if claim.direction == directions[0]:
        return Verdict.confirmed(shown, "percentage_points")
    if claim.direction is None or claim.direction in directions:
        return Verdict.unverifiable(shown)
    return Verdict.contradicted(shown)


def _count(about: RankedList | None, tier: str | None) -> tuple[int, int] | None:
    """Return how many units of a list are at a tier, and how many there are; None where that is open."""
    known = counts(about).get(tier or "") if about else None
    if about is None or known is None or not known.is_exact or not about.n_units:
        return None
    return known.low, about.n_units
