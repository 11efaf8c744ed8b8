"""Highest and lowest, first and last, and runs of years."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from pipeline.audit.arithmetic.parts import sums_of
from pipeline.audit.arithmetic.tier_arithmetic import band_tier, tiers_of
from pipeline.audit.evidence import CONSISTENT, CONTRADICTED, Claim, Criterion, Evidence, RankedList, Verdict
from pipeline.audit.judges.judge_registry import judges
from schemas.messages.words import NOTHING, Words, say
from schemas.values import NOT_RANKED

_TOP = "top"
_YEARS = "years"


@judges("top", "bottom")
def judge_extreme(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge a unit called the highest or lowest, of all or of a criterion, in one year or for several running."""
    return _run(claim) if claim.unit == _YEARS else _extreme(claim, evidence)


def _run(claim: Claim) -> Verdict:
    """``04 năm liên tiếp (2018, 2019, 2020, 2021)``: the number against the years that are listed.

    That the unit was the first in each of them is not checked by that.
    """
    if claim.printed_value is None or claim.n_listed is None:
        return Verdict.unverifiable(say("extreme.years_missing"))
    words = say("extreme.years_listed", n=claim.n_listed, printed=claim.printed_value)
    verdict = CONSISTENT if claim.printed_value == claim.n_listed else CONTRADICTED
    return Verdict(verdict, words, "years_listed", Fraction(claim.n_listed))


def _extreme(claim: Claim, evidence: Evidence) -> Verdict:
    about, criterion = evidence.list_of(claim), evidence.criterion_of(claim)
    units = [unit for unit in claim.agencies if criterion and unit in criterion.results]
    if about is None or criterion is None or not units:
        return Verdict.unverifiable(say("extreme.missing"))
    if criterion.is_mixed and not about.is_complete:
        return Verdict.unverifiable(say("extreme.not_refuted"), "consistent_only")
    top = claim.claim_type == _TOP
    for check in (_by_scores, _by_maximum, _by_next_rank, _by_tiers, _by_parts):
        verdict = check(about, criterion, units, top)
        if verdict is not None:
            return replace(
                verdict, unit="points", words=verdict.words + _without_place(about, criterion, units)
            )
    return Verdict.unverifiable(say("extreme.not_refuted"), "consistent_only")


def _without_place(about: RankedList, criterion: Criterion, units: Sequence[str]) -> Words:
    """Return that a unit called the last has no place, being below the bands of a list that leaves such out."""
    if criterion is not about.total or NOT_RANKED not in dict(about.stated_tiers):
        return NOTHING
    rows = [criterion.results[unit] for unit in units]
    below = [row for row in rows if row.score and tiers_of(row.score, about, criterion) == {NOT_RANKED}]
    names = [row.name for row in below if row.tier is None]
    return say("extreme.not_ranked", name=names[0]) if names else NOTHING


def _end(top: bool) -> Words:
    """Return what the end of a list is called that a claim speaks of."""
    return say("extreme.highest" if top else "extreme.lowest")


def _by_scores(about: RankedList, criterion: Criterion, units: Sequence[str], top: bool) -> Verdict | None:
    """Judge by a printed score beyond that of the named unit; without one a full list settles it.

    Where the ranks bear the words out against such a score, the scores confirm nothing.
    """
    sign = 1 if top else -1
    scores = criterion.scores
    is_passed = False
    for unit in units:
        own = scores.get(unit)
        if own is None:
            continue
        passing = [
            (other, figure)
            for other, figure in scores.items()
            if other not in units and sign * (figure.exact - own.exact) > figure.slack + own.slack
        ]
        is_passed = is_passed or bool(passing)
        beyond = [item for item in passing if not _ranked_inside(criterion, unit, item[0], sign)]
        if beyond:
            other, figure = max(beyond, key=lambda item: sign * item[1].value)
            words = say(
                "extreme.beaten",
                name=criterion.results[unit].name,
                score=own.value,
                other=criterion.results[other].name,
                more=figure.value,
                line=figure.location.line,
            )
            return Verdict.contradicted(words, figure.exact)
    if is_passed:
        return Verdict.unverifiable(say("extreme.ranks_only"))
    found = [scores[unit] for unit in units if unit in scores]
    if found and about.scores_all(criterion):
        words = say("extreme.outermost", score=found[0].value, end=_end(top), n=len(scores))
        return Verdict.confirmed(words, "exact", found[0].exact)
    return None


def _ranked_inside(criterion: Criterion, unit: str, other: str, sign: int) -> bool:
    """Return whether the printed ranks bear the words out: the scores against them are a finding of their own."""
    row, rival = criterion.results[unit], criterion.results[other]
    if sign > 0 and rival.last is not None and row.rank is not None:
        return True
    if rival.rank is None:
        return False
    if sign < 0 and row.last is not None:
        return True
    return row.rank is not None and sign * (rival.rank.value - row.rank.value) > 0


def _by_maximum(about: RankedList, criterion: Criterion, units: Sequence[str], top: bool) -> Verdict | None:
    """Return the verdict where the score is the maximum, which none beats, or zero, which is above none."""
    limit = criterion.maximum if top else 0
    scores = [criterion.scores[unit] for unit in units if unit in criterion.scores]
    if limit is None or not scores or any(figure.value != limit for figure in scores):
        return None
    words = say("extreme.at_maximum" if top else "extreme.at_zero", score=limit)
    return Verdict.confirmed(words, "end_of_scale", Fraction(limit))


def _by_next_rank(about: RankedList, criterion: Criterion, units: Sequence[str], top: bool) -> Verdict | None:
    """Judge a first above a printed second rank, a last below the rank before it."""
    unit = units[0]
    row = criterion.results[unit]
    rank = Decimal(about.n_units or 0) if row.rank is None else row.rank.value
    if rank == 0 or (top and (row.rank is None or rank != 1)):
        return None
    next_rank = rank + 1 if top else rank - 1
    for other in criterion.results.values():
        if other.agency_id in units or other.rank is None or other.rank.value != next_rank:
            continue
        if other.score is None or row.score is None:
            return None
        words = say(
            "extreme.next_rank",
            a=row.score.value,
            name=row.name,
            b=other.score.value,
            rank=next_rank,
            other=other.name,
        )
        return Verdict.confirmed(words, "next_rank", row.score.exact)
    return None


def _by_tiers(about: RankedList, criterion: Criterion, units: Sequence[str], top: bool) -> Verdict | None:
    """Return the only unit that the tier counts leave in its tier, with all others on the other side of it."""
    score = criterion.scores.get(units[0])
    if criterion is not about.total or score is None or len(units) > 1 or not about.n_units:
        return None
    tier = band_tier(score.exact, about, criterion)
    stated = dict(about.stated_tiers)
    if tier is None or stated.get(tier) != 1 or sum(stated.values()) != about.n_units:
        return None
    order = [band.tier for band in sorted(about.bands, key=lambda band: band.level)]
    order = [*order, *(name for name in stated if name not in order)]
    index = order.index(tier)
    beyond = order[:index] if top else order[index + 1 :]
    if any(stated.get(name, 0) for name in beyond):
        return None
    side = say("extreme.better" if top else "extreme.worse")
    name = criterion.results[units[0]].name
    words = say("extreme.only_at_tier", name=name, score=score.value, beyond=side)
    return Verdict.confirmed(words, "tier_counts", score.exact)


def _by_parts(about: RankedList, criterion: Criterion, units: Sequence[str], top: bool) -> Verdict | None:
    """Judge who is called the highest (or lowest) of every part, so of their sum."""
    for found in sums_of(about):
        if found.whole is not criterion:
            continue
        if all(_at_end(part, units[0], top) for part in found.parts):
            name = criterion.results[units[0]].name
            words = say("extreme.all_parts", name=name, end=_end(top), n=len(found.parts))
            return Verdict.confirmed(words, "all_parts")
    return None


def _at_end(part: Criterion, unit: str, top: bool) -> bool:
    """Return whether a unit is called the outermost of a part, or has its maximum."""
    score = part.scores.get(unit)
    if top and score is not None and score.value == part.maximum:
        return True
    return unit in (part.highest if top else part.lowest)
