"""Words with a definition that can be stated: ``các tiêu chí đều cao hơn mặt bằng chung``."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pipeline.audit.arithmetic.parts import sums_of
from pipeline.audit.evidence import Claim, Criterion, Evidence, RankedList, Verdict
from pipeline.audit.judges.judge_counts import judge_item_count
from pipeline.audit.judges.judge_registry import judges
from schemas.messages.words import NOTHING, Words, joined, say

_ALL_ABOVE = "all_above_average"


@dataclass(frozen=True, slots=True)
class _Own:
    """The score of the unit on a criterion ± its slack; how it was worked out, where it is not printed."""

    criterion: Criterion
    score: Fraction
    slack: Fraction
    how: Words


@judges("other")
def judge_other(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge what has no type of its own: words with a definition, numbers of criteria and tiers; else nothing can."""
    if claim.wording == _ALL_ABOVE:
        return _judge_all_above(claim, evidence)
    if claim.unit in ("criteria", "tiers"):
        return judge_item_count(claim, evidence)
    return Verdict.unverifiable(say("wording.no_definition"))


def _judge_all_above(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge a unit above the mean, or the median, of the other units on every criterion.

    Contradicted only where both readings fail: somewhere the unit is not above the mean, and somewhere it is
    not above the median.
    """
    about = evidence.list_of(claim)
    missing = say("wording.above_all", found=say("wording.scores_missing"))
    if about is None or not claim.agencies or not about.n_units:
        return Verdict.unverifiable(missing)
    unit = claim.agencies[-1]
    own = list(_scores_of(about, unit))
    below_mean = next((words for item in own if (words := _below_mean(about, item, unit))), None)
    below_median = next((words for item in own if (words := _below_median(about, item, unit))), None)
    if below_mean and below_median:
        words = say("wording.above_all", found=below_mean + below_median)
        return Verdict.contradicted(words, kind="wording_differs")
    if (
        own
        and about.is_complete
        and not below_mean
        and all(_is_above_mean(about, item, unit) for item in own)
    ):
        words = say("wording.above_all", found=say("wording.holds", n=len(own)))
        return Verdict.confirmed(words, "mean")
    return Verdict.unverifiable(missing, "consistent_only")


def _scores_of(about: RankedList, unit: str) -> Iterator[_Own]:
    """Yield the scores of a unit on every part of the total; a single one not printed is what the total leaves."""
    found = next((item for item in sums_of(about) if item.whole is about.total), None)
    total = about.total.scores.get(unit) if about.total else None
    if found is None or total is None:
        return
    figures = [part.scores[unit] for part in found.parts if unit in part.scores]
    for part in found.parts:
        if unit in part.scores:
            yield _Own(part, part.scores[unit].exact, Fraction(0), NOTHING)
    absent = [part for part in found.parts if unit not in part.scores]
    if len(absent) != 1:
        return
    rest = total.exact - sum((figure.exact for figure in figures), Fraction(0))
    slack = sum((figure.slack for figure in figures), total.slack)
    parts = joined([figure.value for figure in figures], " + ")
    yield _Own(
        absent[0], rest, slack, say("wording.rest_of_total", total=total.value, parts=parts, rest=rest)
    )


def _others(criterion: Criterion, unit: str) -> list[Fraction]:
    return [figure.exact for other, figure in criterion.scores.items() if other != unit]


def _below_mean(about: RankedList, own: _Own, unit: str) -> Words | None:
    """Return the verdict that a score is below the least mean the others can have; None where it may be above."""
    criterion = own.criterion
    others = [figure for other, figure in criterion.scores.items() if other != unit]
    n_others = (about.n_units or 1) - 1
    lowest = [criterion.scores[name] for name in criterion.lowest if name in criterion.scores]
    floor = min((figure.exact - figure.slack for figure in lowest), default=Fraction(0))
    known = sum((figure.exact - figure.slack for figure in others), Fraction(0))
    mean = (known + max(0, n_others - len(others)) * floor) / max(1, n_others)
    if own.score + own.slack >= mean:
        return None
    name = own.criterion.name
    return say("wording.below_mean", worked_out=own.how, criterion=name, own=own.score, mean=mean)


def _below_median(about: RankedList, own: _Own, unit: str) -> Words | None:
    """Return the verdict that more than half of the others score as much or more; None where that is not known."""
    n_others = (about.n_units or 1) - 1
    n_equal = sum(score >= own.score + own.slack for score in _others(own.criterion, unit))
    if 2 * n_equal <= n_others:
        return None
    return say("wording.below_median", criterion=own.criterion.name, n=n_equal, all=n_others, own=own.score)


def _is_above_mean(about: RankedList, own: _Own, unit: str) -> bool:
    others = _others(own.criterion, unit)
    whole = len(others) == (about.n_units or 1) - 1
    return whole and own.score - own.slack > sum(others, Fraction(0)) / max(1, len(others))
