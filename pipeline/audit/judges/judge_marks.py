"""Units whose results lie above, below or between marks: how many they are, or who is named as one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from pipeline.audit.arithmetic.printed import Figure
from pipeline.audit.evidence import Claim, Criterion, Evidence, RankedList, Verdict
from pipeline.audit.judges.judge_registry import judges
from schemas.messages.words import Words, joined, say

_HUNDRED = 100
# Said of units of one kind, which may be some of the list only.
_SOME = "of_some"


@dataclass(frozen=True, slots=True)
class _Tally:
    """The units of the lists of a claim between its marks, without and with those that stand at either mark.

    ``n_open``: units without a printed result, None where their number is not known. ``within``: the marks lie among
    the results, and so on their scale.
    """

    counts: Sequence[int]
    n_units: int
    n_open: int | None
    within: bool


@judges("score_count")
def judge_score_count(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge a number of units between marks; a unit that stands at one may be meant or not.

    It is contradicted only where every result of the one list is printed and something shows that they are what is
    counted: the base that is told, another such count of the line that holds, or points among which the marks lie.
    """
    tally = _tally(claim, evidence)
    if tally is None or tally.n_open is None or claim.printed_value is None:
        return Verdict.unverifiable(say("score_count.missing"))
    least, most = Fraction(min(tally.counts)), Fraction(max(tally.counts))
    printed, marks = claim.exact, _marks(claim)
    if tally.n_open:
        words = say("score_count.open", marks=marks, low=least, high=most + tally.n_open)
        return Verdict.unverifiable(words, "consistent_only", None, least, most + tally.n_open)
    if printed in tally.counts:
        words = say("score_count.counted", n=printed, all=tally.n_units, marks=marks)
        return Verdict.confirmed(words, "count", printed, least, most)
    key = "score_count.differs" if least == most else "score_count.differs_at_marks"
    words = say(key, printed=printed, marks=marks, n=least, more=most)
    if least < printed < most or not _is_of_list(claim, tally, evidence):
        return Verdict.unverifiable(words)
    return Verdict.contradicted(words, Fraction(tally.counts[0]), least, most)


@judges("score_threshold")
def judge_named(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge the units that are named as those between the marks, each by its printed result; at a mark both hold.

    Contradicted only where a result is surely beyond a mark among the results of the list that another named unit
    meets: else the marks may be of another quantity.
    """
    about, criterion = evidence.list_of(claim), evidence.criterion_of(claim)
    if about is None or criterion is None or not claim.agencies:
        return Verdict.unverifiable(say("score_threshold.missing"))
    results = _figures(criterion, claim.mark_unit)
    named = {unit: results[unit] for unit in claim.agencies if unit in results}
    missed = {unit: figure for unit, figure in named.items() if _is_beyond(claim, figure)}
    marks, shown = _marks(claim), _shown(criterion, missed or named)
    if missed:
        words = say("score_threshold.differs", marks=marks, names=shown)
        is_scale = len(missed) < len(named) and _is_within(
            claim, [figure.exact for figure in results.values()]
        )
        return Verdict.contradicted(words) if is_scale else Verdict.unverifiable(words)
    if len(named) < (claim.n_listed or len(claim.agencies)):
        return Verdict.unverifiable(say("score_threshold.missing"), "consistent_only" if named else None)
    return Verdict.confirmed(say("score_threshold.holds", marks=marks, names=shown), "each_unit")


def _figures(criterion: Criterion, unit: str | None) -> dict[str, Figure]:
    """Return the printed results by unit, in the unit of the marks."""
    return criterion.scores if unit == "points" else criterion.percents


def _is_beyond(claim: Claim, figure: Figure) -> bool:
    """Return whether a result is outside the marks, whichever way it was rounded."""
    is_below = claim.mark_low is not None and figure.exact + figure.slack < claim.mark_low
    return is_below or (claim.mark_high is not None and figure.exact - figure.slack > claim.mark_high)


def _is_within(claim: Claim, results: Sequence[Fraction]) -> bool:
    """Return whether the marks lie among results, and so on their scale."""
    return all(
        min(results) <= mark <= max(results) for mark in (claim.mark_low, claim.mark_high) if mark is not None
    )


def _shown(criterion: Criterion, named: Mapping[str, Figure]) -> Words:
    parts = [
        say("score_threshold.named", name=criterion.results[unit].name, value=figure.value)
        for unit, figure in named.items()
    ]
    return joined(parts, ", ")


def _marks(claim: Claim) -> Words:
    """Return the marks of a claim in words."""
    unit = say("score_count.points" if claim.mark_unit == "points" else "score_count.percent")
    if claim.mark_low is None:
        return say("score_count.below", high=claim.mark_high or 0, unit=unit)
    if claim.mark_high is None:
        return say("score_count.above", low=claim.mark_low, unit=unit)
    return say("score_count.between", low=claim.mark_low, high=claim.mark_high, unit=unit)


def _is_of_list(claim: Claim, tally: _Tally, evidence: Evidence) -> bool:
    """Return whether something shows that a count is of the results of the one list that it names."""
    is_of_one = evidence.list_of(claim) is not None or len(evidence.lists_of(claim)) == 1
    if not is_of_one or not tally.within:
        return False
    if claim.whole == tally.n_units:
        return True
    if claim.wording == _SOME or claim.mark_unit == "points":
        return claim.wording != _SOME
    return any(
        other.printed_value in found.counts
        for other in evidence.claims
        if (other.claim_type, other.source_id, other.line) == (claim.claim_type, claim.source_id, claim.line)
        and (other.assessment_id, other.criterion_id) == (claim.assessment_id, claim.criterion_id)
        and other is not claim
        and (found := _tally(other, evidence)) is not None
    )


def _tally(claim: Claim, evidence: Evidence) -> _Tally | None:
    """Return the count of a claim over the list that it names, or over all of its index; None without results."""
    about = evidence.list_of(claim)
    if about is not None:
        return _count(about, evidence.criterion_of(claim), claim)
    lists = evidence.lists_of(claim) if claim.criterion in (None, "total") else []
    found = [_count(item, item.total, claim) for item in lists]
    known = [tally for tally in found if tally is not None and tally.n_open is not None]
    if len(known) < len(found) or len({item.index_id for item in lists}) != 1:
        return None
    return _Tally(
        [sum(counts) for counts in zip(*(tally.counts for tally in known), strict=True)],
        sum(tally.n_units for tally in known),
        sum(tally.n_open or 0 for tally in known),
        all(tally.within for tally in known),
    )


def _count(about: RankedList, criterion: Criterion | None, claim: Claim) -> _Tally | None:
    """Return the count of a claim in one list; None where no result is printed."""
    results = list(_results(criterion, claim.mark_unit)) if criterion else []
    if not results:
        return None
    low, high = claim.mark_low, claim.mark_high
    inside = sum((low is None or value > low) and (high is None or value < high) for value in results)
    at_low, at_high = results.count(Fraction(low or 0)), results.count(Fraction(high or 0))
    n_at = (at_low if low is not None else 0, at_high if high is not None else 0)
    return _Tally(
        [
            inside + n_at[0] * with_low + n_at[1] * with_high
            for with_low, with_high in product((0, 1), repeat=2)
        ],
        about.n_units or len(results),
        None if about.n_units is None else max(0, about.n_units - len(results)),
        _is_within(claim, results),
    )


def _results(criterion: Criterion, unit: str | None) -> list[Fraction]:
    """Return the results in the unit of the marks; percents that are not printed are those of the maximum."""
    if unit == "points":
        return [figure.exact for figure in criterion.scores.values()]
    if criterion.percents:
        return [figure.exact for figure in criterion.percents.values()]
    if not criterion.maximum or any(row.maximum is not None for row in criterion.results.values()):
        return []
    return [figure.exact * _HUNDRED / Fraction(criterion.maximum) for figure in criterion.scores.values()]
