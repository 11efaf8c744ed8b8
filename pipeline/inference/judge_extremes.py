"""Highest and lowest, first and last, runs of years, moves of rank, and words with a stated definition."""

from collections.abc import Sequence
from fractions import Fraction

from pipeline.inference.evidence import (
    CONFIRMED,
    CONTRADICTED,
    Claim,
    Criterion,
    Evidence,
    Figure,
    RankedList,
    Verdict,
    unverifiable,
)
from pipeline.inference.explain import Words, say
from pipeline.inference.parts import sums_of
from pipeline.inference.tiers import band_tier

_TOP = "top"
_YEARS = "years"


def judge_extremes(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    """Units called the highest or lowest, of all or of a criterion, in one year or for several running."""
    return {
        claim.claim_id: _run(claim) if claim.unit == _YEARS else _extreme(claim, evidence) for claim in claims
    }


def _run(claim: Claim) -> Verdict:
    """``04 năm liên tiếp (2018, 2019, 2020, 2021)``: the number against the years that are listed."""
    if claim.printed is None or claim.n_listed is None:
        return unverifiable(
            say("Thiếu xếp hạng của các năm trước; câu không kể tên năm.",
                "The rankings of the earlier years are missing, and the sentence lists no years.")
        )  # fmt: skip
    words = say("Câu kể {n} năm, in {said}; xếp hạng các năm trước không có trong văn bản.",
                "The sentence lists {n} years, printed {said}; the rankings of earlier years are not in the document.",
                n=claim.n_listed, said=claim.printed)  # fmt: skip
    verdict = CONFIRMED if claim.printed == claim.n_listed else CONTRADICTED
    return Verdict(verdict, words, "years_listed", Fraction(claim.n_listed))


def _extreme(claim: Claim, evidence: Evidence) -> Verdict:
    about, criterion = evidence.list_of(claim), evidence.criterion_of(claim)
    units = [unit for unit in claim.agencies if criterion and unit in criterion.results]
    if about is None or criterion is None or not units:
        return unverifiable(say("Thiếu điểm hoặc hạng của đơn vị được nêu.", "The score or rank of the unit is missing."))
    top = claim.claim_type == _TOP
    for check in (_by_scores, _by_maximum, _by_next_rank, _by_tiers, _by_parts):
        verdict = check(about, criterion, units, top)
        if verdict is not None:
            return verdict
    words = say("Không có số in nào trái lại; thiếu điểm hoặc hạng của các đơn vị không nêu tên.",
                "Nothing printed speaks against it; the scores or ranks of the units not quoted are missing.")  # fmt: skip
    return unverifiable(words, "consistent_only")


def _by_scores(about: RankedList, criterion: Criterion, units: Sequence[str], top: bool) -> Verdict | None:
    """A printed score beyond that of the named unit; without one a full list settles it."""
    sign = 1 if top else -1
    scores = criterion.scores
    for unit in units:
        own = scores.get(unit)
        if own is None:
            continue
        beyond = [
            (other, figure)
            for other, figure in scores.items()
            if other not in units and sign * (figure.exact - own.exact) > figure.slack + own.slack
        ]
        if beyond:
            other, figure = max(beyond, key=lambda item: sign * item[1].value)
            words = say("{name}: {score}, nhưng {other} có {more} (dòng {line}).",
                        "{name}: {score}, but {other} has {more} (line {line}).",
                        name=criterion.results[unit].name, score=own.value,
                        other=criterion.results[other].name, more=figure.value, line=figure.place.line)  # fmt: skip
            return Verdict(CONTRADICTED, words, None, figure.exact)
    found = [scores[unit] for unit in units if unit in scores]
    if found and about.complete and len(scores) == about.n_units:
        words = say("{score} là điểm ngoài cùng trong {n} điểm của danh sách.",
                    "{score} is the outermost of the {n} scores of the list.", score=found[0].value, n=len(scores))  # fmt: skip
        return Verdict(CONFIRMED, words, "exact", found[0].exact)
    return None


def _by_maximum(about: RankedList, criterion: Criterion, units: Sequence[str], top: bool) -> Verdict | None:
    """A score that is the maximum is beaten by none, nought is above none."""
    limit = criterion.maximum if top else 0
    scores = [criterion.scores[unit] for unit in units if unit in criterion.scores]
    if limit is None or not scores or any(figure.value != limit for figure in scores):
        return None
    words = say("{score} là giới hạn của thang điểm.", "{score} is the end of the scale.", score=limit)
    return Verdict(CONFIRMED, words, "end_of_scale", Fraction(limit))


def _by_next_rank(about: RankedList, criterion: Criterion, units: Sequence[str], top: bool) -> Verdict | None:
    """First above a printed second place, last below the place before it."""
    unit = units[0]
    row = criterion.results[unit]
    place = 1 if top else (row.rank.value if row.rank else about.n_units)
    if place is None or (row.rank is not None and row.rank.value != place):
        return None
    if top and row.rank is None:
        return None
    beside = place + 1 if top else place - 1
    for other in criterion.results.values():
        if other.agency_id in units or other.rank is None or other.rank.value != beside:
            continue
        if other.score is None or row.score is None:
            return None
        words = say("{a} của {name} và {b} của hạng {rank} ({other}) đúng thứ tự.",
                    "{a} of {name} and {b} of rank {rank} ({other}) are in order.",
                    a=row.score.value, name=row.name, b=other.score.value, rank=beside, other=other.name)  # fmt: skip
        return Verdict(CONFIRMED, words, "next_rank", row.score.exact)
    return None


def _by_tiers(about: RankedList, criterion: Criterion, units: Sequence[str], top: bool) -> Verdict | None:
    """The only unit that the tier counts leave in its tier, with all others on the other side of it."""
    score = criterion.scores.get(units[0])
    if criterion is not about.total or score is None or len(units) > 1 or not about.n_units:
        return None
    tier = band_tier(score.exact, about, criterion)
    told = dict(about.told_tiers)
    if tier is None or told.get(tier) != 1 or sum(told.values()) != about.n_units:
        return None
    order = [band.tier for band in sorted(about.bands, key=lambda band: band.level)]
    order = [*order, *(name for name in told if name not in order)]
    place = order.index(tier)
    beyond = order[:place] if top else order[place + 1 :]
    if any(told.get(name, 0) for name in beyond):
        return None
    words = say("{name} là đơn vị duy nhất ở mức của mình ({score}); theo số đếm các mức, mọi đơn vị khác đều ở phía kia.",
                "{name} is the only unit at its tier ({score}); by the tier counts all others are on the other side.",
                name=criterion.results[units[0]].name, score=score.value)  # fmt: skip
    return Verdict(CONFIRMED, words, "tier_counts", score.exact)


def _by_parts(about: RankedList, criterion: Criterion, units: Sequence[str], top: bool) -> Verdict | None:
    """Called the highest (or lowest) of every part, so of their sum."""
    for found in sums_of(about):
        if found.whole is not criterion:
            continue
        if all(_at_end(part, units[0], top) for part in found.parts):
            words = say("{name} đứng ở đầu đó của cả {n} thành phần.", "{name} is at that end of all {n} parts.",
                        name=criterion.results[units[0]].name, n=len(found.parts))  # fmt: skip
            return Verdict(CONFIRMED, words, "all_parts")
    return None


def _at_end(part: Criterion, unit: str, top: bool) -> bool:
    """Whether a unit is called the outermost of a part, or has its maximum."""
    score = part.scores.get(unit)
    if top and score is not None and score.value == part.maximum:
        return True
    return unit in (part.highest if top else part.lowest)


def judge_moves(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    """Moves of rank against an earlier year: their size, or the direction that the words tell."""
    return {claim.claim_id: _move(claim, evidence) for claim in claims}


def _move(claim: Claim, evidence: Evidence) -> Verdict:
    about = evidence.list_of(claim)
    if about is None or not claim.agencies:
        return unverifiable(say("Thiếu đơn vị hoặc danh sách.", "The unit or the list is missing."))
    unit = claim.agencies[-1]
    now, n_now = _rank(about, unit)
    before = _before(about, evidence, unit)
    then, n_then = _rank(before, unit) if before else (None, None)
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
        right = {"rise": risen, "fall": fallen}.get(claim.wording or "", not (risen or fallen))
    value = None if _LAST in (now, then) else Fraction(then - now)
    return Verdict(CONFIRMED if right else CONTRADICTED, words, "ranks_told", value)


_LAST = -1


def _rank(about: RankedList | None, unit: str) -> tuple[int | None, int | None]:
    """The printed rank of a unit, `_LAST` for a last place without number, with the size of the list."""
    row = about.total.results.get(unit) if about and about.total else None
    if about is None or row is None:
        return None, None
    if row.rank is not None:
        return int(row.rank.value), about.n_units
    return (_LAST if row.last else None), about.n_units


def _before(about: RankedList, evidence: Evidence, unit: str) -> RankedList | None:
    """The latest earlier list of the same kind that places the unit."""
    key = (about.province_id, about.index_id, about.block)
    lists = [
        item
        for item in evidence.lists.values()
        if (item.province_id, item.index_id, item.block) == key
        and item.year == about.year - 1
        and _rank(item, unit)[0] is not None
    ]
    return lists[0] if lists else None


def judge_wordings(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    """``các tiêu chí đều cao hơn mặt bằng chung``: above the mean of the other units on every criterion.

    Contradicted only where on some criterion the unit is above neither the mean nor the median of the others.
    """
    return {claim.claim_id: _above(claim, evidence) for claim in claims}


def _above(claim: Claim, evidence: Evidence) -> Verdict:
    about = evidence.list_of(claim)
    definition = say("Định nghĩa: ở mọi tiêu chí, cao hơn trung bình (hoặc trung vị) của các đơn vị khác. ",
                     "Definition: on every criterion above the mean (or the median) of the other units. ")  # fmt: skip
    missing = unverifiable(
        definition + say("Thiếu điểm từng tiêu chí.", "The scores by criterion are missing."), "consistent_only"
    )
    if about is None or not claim.agencies or not about.n_units:
        return missing
    known = _with_rest(about, claim.agencies[-1], evidence.n_criteria(about))
    all_above = bool(known) and about.complete
    for criterion, low, high, how in known:
        mean, complete = _mean_of_others(about, criterion, claim.agencies[-1])
        floor = _floor(criterion)
        if high < mean and floor is not None and low <= floor:
            words = definition + how + say(
                "{c}: {own}, trung bình các đơn vị khác ít nhất {mean}; không đơn vị nào dưới {floor}, nên trung vị cũng không thấp hơn.",
                "{c}: {own}, the mean of the others is at least {mean}; no unit is below {floor}, so the median is not lower either.",
                c=criterion.name, own=(low + high) / 2, mean=mean, floor=floor)  # fmt: skip
            return Verdict(CONTRADICTED, words, None, (low + high) / 2, low, high)
        all_above = all_above and complete and low > mean
    if all_above:
        return Verdict(CONFIRMED, definition + say("Đúng ở cả {n} tiêu chí.", "It holds on all {n}.", n=len(known)), "mean")
    return missing


def _with_rest(
    about: RankedList, unit: str, n_criteria: frozenset[int]
) -> list[tuple[Criterion, Fraction, Fraction, Words]]:
    """The scores of a unit on every part as intervals; one that is not printed is what the total leaves."""
    found = next((item for item in sums_of(about, n_criteria) if item.whole is about.total), None)
    total = about.total.scores.get(unit) if about.total else None
    if found is None or total is None:
        return []
    nothing = Words("", "")
    known = [
        (part, figure.exact, figure.exact, nothing)
        for part in found.parts
        if (figure := part.scores.get(unit)) is not None
    ]
    absent = [part for part in found.parts if unit not in part.scores]
    if len(absent) == 1:
        figures: list[Figure] = [part.scores[unit] for part in found.parts if unit in part.scores]
        rest = total.exact - sum((figure.exact for figure in figures), Fraction(0))
        slack = total.slack + sum((figure.slack for figure in figures), Fraction(0))
        shown = " + ".join("{p%d}" % place for place in range(len(figures)))
        how = say("{t} − (" + shown + ") = {rest}. ", "{t} − (" + shown + ") = {rest}. ", t=total.value, rest=rest,
                  **{f"p{place}": figure.value for place, figure in enumerate(figures)})  # fmt: skip
        known.append((absent[0], rest - slack, rest + slack, how))
    return known


def _floor(criterion: Criterion) -> Fraction | None:
    """The lowest score, where a unit is called the lowest."""
    scores = [criterion.scores[unit].exact for unit in criterion.lowest if unit in criterion.scores]
    return min(scores, default=None)


def _mean_of_others(about: RankedList, criterion: Criterion, unit: str) -> tuple[Fraction, bool]:
    """The least that the mean of the other units can be, and whether it is exact."""
    others = {other: figure for other, figure in criterion.scores.items() if other != unit}
    n_others = (about.n_units or 1) - 1
    least = sum((figure.exact - figure.slack for figure in others.values()), Fraction(0))
    floor = _floor(criterion) or Fraction(0)
    return (least + max(0, n_others - len(others)) * floor) / max(1, n_others), len(others) == n_others

