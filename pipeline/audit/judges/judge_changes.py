"""Changes against the year before: moves of rank and of the share of a tier, the way they go included."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pipeline.audit.arithmetic.printed import Result
from pipeline.audit.arithmetic.rounding import reading_of
from pipeline.audit.arithmetic.tier_arithmetic import counts
from pipeline.audit.evidence import (
    CONFIRMED,
    CONSISTENT,
    CONTRADICTED,
    Claim,
    Criterion,
    Evidence,
    RankedList,
    Verdict,
    held,
    unverifiable,
)
from pipeline.audit.explain import Words, reading_words, say
from pipeline.audit.judges.judge_registry import judges

_HUNDRED = 100
_RISE, _FALL = "rise", "fall"
_WAYS = {
    _RISE: Words("tăng", "a rise"),
    _FALL: Words("giảm", "a fall"),
    "unchanged": Words("không đổi", "no change"),
}


@judges("rank_change")
def judge_move(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge a move of rank against the year before: its size, and the direction that the words tell."""
    about = evidence.list_of(claim)
    if about is None or not claim.agencies:
        return unverifiable(say("Thiếu đơn vị hoặc danh sách.", "The unit or the list is missing."))
    verdicts = [_move_of(unit, claim, about, evidence) for unit in claim.agencies]
    last = verdicts[-1]
    if last.verdict == CONTRADICTED and any(found.verdict != CONTRADICTED for found in verdicts):
        # the words may be said of another unit that they name
        return unverifiable(last.words, last.reading)
    return last


def _move_of(unit: str, claim: Claim, about: RankedList, evidence: Evidence) -> Verdict:
    """Return what the printed places of a unit in both years say of a move."""
    before = _year_before(about, evidence)
    rows = [item.total.results.get(unit) if item and item.total else None for item in (before, about)]
    told = [row for row in rows if row is not None and (row.rank or row.last)]
    if len(told) < len(rows):
        year = str(about.year - 1 if rows[0] not in told else about.year)
        return unverifiable(say("Thiếu hạng năm {year}.", "The rank of {year} is missing.", year=year))
    then, now = told
    is_beside = _is_beside(claim, [item.total for item in (before, about) if item and item.total], unit)
    words = say("Hạng {a} rồi {b}", "Rank {a}, then {b}", a=_place(then), b=_place(now))
    if claim.printed is None and claim.direction is None:
        return unverifiable(words + Words(".", "."))
    if then.rank is None or now.rank is None:
        numbered, item = (now, about) if now.rank else (then, before)
        is_last = numbered.rank is None or item is None or numbered.rank.value >= (item.n_units or 0)
        if claim.printed is not None or is_last:
            missing = say(". Hạng cuối không nêu số.", ". The last place has no number.")
            return unverifiable(words + missing)
        # a last place without number is behind any other
        return _judged(claim, None, now.rank is not None, words, is_beside)
    risen = Fraction(then.rank.value - now.rank.value)
    return _judged(claim, risen, risen > 0, words, is_beside)


def _judged(claim: Claim, risen: Fraction | None, is_rise: bool, words: Words, is_beside: bool) -> Verdict:
    """Return the verdict on a move of ``risen`` places, None where only the way of it is known."""
    value = -risen if risen is not None and claim.direction == _FALL else risen
    if claim.printed is not None and value is not None:
        right = claim.printed == (value if claim.direction in (_RISE, _FALL) else abs(value))
    else:
        way = "unchanged" if risen == 0 else _RISE if is_rise else _FALL
        right = claim.direction == way
    said = _said(claim)
    if not right:
        return Verdict(CONTRADICTED, words + said, None, value)
    # what only repeats the two places that the sentence prints was held against nothing else
    alone = is_beside and claim.printed is None
    return Verdict(CONSISTENT if alone else CONFIRMED, words + said, "ranks_told", value)


def _said(claim: Claim) -> Words:
    """Return what the words of a change say, behind the arithmetic."""
    way = _WAYS.get(claim.direction or "", Words("thay đổi", "a change"))
    if claim.printed is None:
        return say("; câu nói {way}.", "; the sentence says {way}.", way=way)
    return say("; câu nói {way} {n}.", "; the sentence says {way} of {n}.", way=way, n=claim.printed)


def _place(row: Result) -> Words:
    return say("cuối", "last") if row.rank is None else say("{r}", "{r}", r=row.rank.value)


def _is_beside(claim: Claim, totals: Sequence[Criterion], unit: str) -> bool:
    """Return whether no other line than that of the claim itself prints the places of the unit."""
    rows = [total.results[unit] for total in totals]
    places = [row.rank.place if row.rank else row.last for row in rows]
    places += [
        telling.figure.place
        for total in totals
        for telling in total.tellings
        if (telling.agency_id, telling.measure) == (unit, "rank")
    ]
    own = (claim.place.source_id, claim.place.line)
    return all(place is not None and (place.source_id, place.line) == own for place in places)


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
    of_total = claim.criterion_id is None or claim.criterion_id.endswith("/total")
    now, then = (_count(item, claim.tier) for item in (about, before))
    if about is None or before is None or now is None or then is None or not of_total:
        return unverifiable(
            say(
                "Thiếu kết quả đầy đủ của năm trước để so sánh.",
                "The full results of the year before are missing.",
            )
        )
    sign = -1 if claim.direction == _FALL else 1
    share, old = (Fraction(count * _HUNDRED, n_units) for count, n_units in (now, then))
    words = say("{a} % so với {b} %", "{a} % against {b} %", a=share, b=old)
    if claim.printed is None:
        return _trend(claim, (share - old, Fraction(now[0] - then[0])), words)
    options = {"percentage_points": sign * (share - old)}
    if old:
        options["relative"] = options["percentage_points"] * _HUNDRED / old
    if claim.direction is None:
        options = {name: abs(value) for name, value in options.items()}
    return _by_number(claim, options, words)


def _by_number(claim: Claim, options: Mapping[str, Fraction], words: Words) -> Verdict:
    """Return a change by so much: one of the ways to count it gives the printed number."""
    for name, value in options.items():
        # each share may have been rounded before the difference was taken
        slack = Fraction(1, 10**claim.decimals)
        reading = None if claim.printed is None else reading_of(claim.printed, claim.decimals, value, slack)
        if reading is not None:
            told = words + reading_words(f"{name}+{reading}") + _said(claim)
            return Verdict(held(reading), told, f"{name}+{reading}", value)
    value = options["percentage_points"]
    told = words + say(": {d} điểm phần trăm", ": {d} percentage points", d=value) + _said(claim)
    return Verdict(CONTRADICTED, told, None, value)


def _trend(claim: Claim, moves: Sequence[Fraction], words: Words) -> Verdict:
    """Return a change that words alone tell: contradicted where neither the share nor the count went so."""
    ways = ["unchanged" if move == 0 else _RISE if move > 0 else _FALL for move in moves]
    told = words + _said(claim)
    if claim.direction is None or (claim.direction != ways[0] and claim.direction in ways):
        return unverifiable(told)
    verdict = CONFIRMED if claim.direction == ways[0] else CONTRADICTED
    return Verdict(verdict, told, "percentage_points" if verdict == CONFIRMED else None)


def _count(about: RankedList | None, tier: str | None) -> tuple[int, int] | None:
    """Return how many units of a list are at a tier, and how many there are; None where that is open."""
    known = counts(about).get(tier or "") if about else None
    if about is None or known is None or known.low != known.high or not about.n_units:
        return None
    return known.low, about.n_units
