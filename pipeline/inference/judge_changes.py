"""Changes against an earlier year: moves of rank, and of the share of a tier."""

from collections.abc import Sequence
from fractions import Fraction

from pipeline.inference.evidence import (
    CONFIRMED,
    CONTRADICTED,
    Claim,
    Evidence,
    RankedList,
    Verdict,
    held,
    unverifiable,
)
from pipeline.inference.explain import reading_words, say
from pipeline.inference.rounding import reading_of
from pipeline.inference.tiers import counts

_HUNDRED = 100
# Stands for a last place that is told without its number.
_LAST = -1


def judge_moves(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    """Moves of rank against an earlier year: their size, or the direction that the words tell."""
    return {claim.claim_id: _move(claim, evidence) for claim in claims}


def _move(claim: Claim, evidence: Evidence) -> Verdict:
    about = evidence.list_of(claim)
    if about is None or not claim.agencies:
        return unverifiable(say("Thiếu đơn vị hoặc danh sách.", "The unit or the list is missing."))
    unit = claim.agencies[-1]
    now = _rank(about, unit)
    before = _before(about, evidence, unit)
    then = _rank(before, unit) if before else None
    if now is None or then is None:
        year = about.year - 1 if before is None else before.year
        return unverifiable(say("Thiếu hạng năm {year}.", "The rank of {year} is missing.", year=str(year)))
    last_then = then == _LAST
    risen = now != _LAST and (last_then or now < then)
    fallen = then != _LAST and (now == _LAST or now > then)
    a, b = (say("cuối", "last") if rank == _LAST else say("{r}", "{r}", r=rank) for rank in (then, now))
    words = say("Hạng {a} rồi {b}.", "Rank {a}, then {b}.", a=a, b=b)
    if claim.printed is not None:
        if _LAST in (now, then):
            return unverifiable(words + say(" Hạng cuối không in số.", " The last place has no number."))
        right = abs(now - then) == claim.printed
    else:
        right = {"rise": risen, "fall": fallen}.get(claim.direction or "", not (risen or fallen))
    value = None if _LAST in (now, then) else Fraction(then - now)
    return Verdict(CONFIRMED if right else CONTRADICTED, words, "ranks_told", value)


def _rank(about: RankedList, unit: str) -> int | None:
    """The printed rank of a unit, `_LAST` for a last place without number."""
    row = about.total.results.get(unit) if about.total else None
    if row is None:
        return None
    if row.rank is not None:
        return int(row.rank.value)
    return _LAST if row.last else None


def _before(about: RankedList, evidence: Evidence, unit: str) -> RankedList | None:
    """The latest earlier list of the same kind that places the unit."""
    key = (about.province_id, about.index_id, about.block)
    lists = [
        item
        for item in evidence.lists.values()
        if (item.province_id, item.index_id, item.block) == key
        and item.year == about.year - 1
        and _rank(item, unit) is not None
    ]
    return lists[0] if lists else None


def judge_share_changes(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    """``tăng 33,3 % so với năm trước``: in percentage points or relative, where both years are listed."""
    return {claim.claim_id: _change(claim, evidence) for claim in claims}


def _change(claim: Claim, evidence: Evidence) -> Verdict:
    about = evidence.list_of(claim)
    before = _year_before(about, evidence) if about else None
    missing = say(
        "Thiếu kết quả đầy đủ của năm trước để so sánh.",
        "The full results of the year before are missing.",
    )
    if about is None or before is None or claim.printed is None or claim.tier is None:
        return unverifiable(missing)
    now, then = (counts(item).get(claim.tier) for item in (about, before))
    if (
        not (now and then and about.n_units and before.n_units)
        or now.low != now.high
        or then.low != then.high
    ):
        return unverifiable(missing)
    share, old = Fraction(now.low * _HUNDRED, about.n_units), Fraction(then.low * _HUNDRED, before.n_units)
    options = {"percentage_points": share - old}
    if old:
        options["relative"] = (share - old) * _HUNDRED / old
    for name, value in options.items():
        # each share may have been rounded before the difference was taken
        reading = reading_of(claim.printed, claim.decimals, abs(value), Fraction(1, 10**claim.decimals))
        if reading is not None:
            words = say("{a} % so với {b} %", "{a} % against {b} %", a=share, b=old) + reading_words(name)
            return Verdict(held(reading), words, f"{name}+{reading}", value)
    words = say(
        "{a} % so với {b} %: chênh {d} điểm phần trăm, in {said}.",
        "{a} % against {b} %: {d} percentage points, printed {said}.",
        a=share,
        b=old,
        d=share - old,
        said=claim.printed,
    )
    return Verdict(CONTRADICTED, words, None, share - old)


def _year_before(about: RankedList, evidence: Evidence) -> RankedList | None:
    """The full list of the same block, topic and province of the year before."""
    return next(
        (
            item
            for item in evidence.lists.values()
            if (item.province_id, item.index_id, item.block)
            == (about.province_id, about.index_id, about.block)
            and item.year == about.year - 1
            and item.complete
        ),
        None,
    )
