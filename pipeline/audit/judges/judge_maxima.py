"""Printed maxima: against the printed scores, the maxima of the parts, and each other."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pipeline.audit.arithmetic.parts import Sum, sums_of
from pipeline.audit.evidence import Claim, Criterion, Evidence, RankedList, Verdict
from pipeline.audit.judges.judge_registry import judges
from schemas.messages.words import joined, say

# So many other places must agree before one that differs is contradicted.
_MIN_AGREEING = 2


@judges("max_of_criterion")
def judge_maximum(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge a printed maximum against the printed scores, and against the maxima of the parts."""
    about, criterion = evidence.list_of(claim), evidence.criterion_of(claim)
    if claim.printed_value is None or (about is not None and criterion is None):
        return Verdict.unverifiable(say("maximum.criterion_missing"))
    if about is None or criterion is None:
        return _common_maximum(claim, evidence)
    scores = [figure.exact for figure in criterion.scores.values()]
    printed, top = claim.exact, max(scores, default=None)
    n_over = sum(score > printed for score in scores)
    if top is not None and 2 * n_over > len(scores):
        words = say("maximum.passed", n=n_over, printed=printed, top=top)
        return Verdict.contradicted(words, None, top)
    for found in sums_of(about):
        verdict = _in_sum(claim, criterion, found)
        if verdict is not None:
            return verdict
    if top is None:
        return Verdict.unverifiable(say("maximum.no_scores"))
    places = _places(claim, about, criterion, evidence)
    most = _printed_most(places)
    if most is not None and most != claim.printed_value:
        return _printed_otherwise(claim, most, places)
    words = say("maximum.not_passed", printed=printed, top=top)
    return Verdict.consistent(words, "consistent", printed)


def _printed_most(places: Sequence[Claim]) -> Decimal | None:
    """Return the maximum that most places print; of equally many the one printed first."""
    in_order = sorted(places, key=lambda other: (other.line, other.col_start))
    tally = Counter(other.printed_value for other in in_order)
    return tally.most_common(1)[0][0] if tally else None


def _printed_otherwise(claim: Claim, maximum: Decimal, places: Sequence[Claim]) -> Verdict:
    """Judge a maximum that is another one elsewhere: wrong where several places agree on that.

    Where one place stands against one, they differ, and the later says so.
    """
    lines = [other.line for other in places if other.printed_value == maximum]
    n_same = sum(other.printed_value == claim.printed_value for other in places)
    words = say(
        "maximum.elsewhere",
        printed=claim.exact,
        n=len(lines),
        maximum=maximum,
        lines=", ".join(map(str, lines)),
    )
    if len(lines) >= _MIN_AGREEING and len(lines) > n_same:
        return Verdict.contradicted(words, Fraction(maximum))
    if len(lines) == n_same == 1 and lines[0] <= claim.line:
        return Verdict.contradicted(words, Fraction(maximum), kind="told_differently")
    return Verdict.unverifiable(words)


def _places(claim: Claim, about: RankedList, criterion: Criterion, evidence: Evidence) -> list[Claim]:
    """Return the claims that print the maximum of the same criterion, or of the totals of all blocks with it."""
    return [
        other
        for other in evidence.claims
        if other.claim_type == claim.claim_type
        and other.source_id == claim.source_id
        and (
            evidence.criterion_of(other) is criterion
            or (
                criterion is about.total and other.assessment_id is None and about in evidence.lists_of(other)
            )
        )
    ]


def _in_sum(claim: Claim, criterion: Criterion, found: Sum) -> Verdict | None:
    """Return what a maximum should be that is a whole or a part of a sum of maxima."""
    if criterion not in (found.whole, *found.parts):
        return None
    known = [part.maximum for part in found.parts if part.maximum is not None]
    if found.whole.maximum is None or len(known) < len(found.parts):
        return None
    total, whole = sum(map(Fraction, known), Fraction(0)), Fraction(found.whole.maximum)
    parts, own = joined(known, " + "), Fraction(criterion.maximum or 0)
    if total != whole:
        return Verdict.unverifiable(
            say("maximum.whole_differs", parts=parts, total=total, whole=whole), "sum_differs"
        )
    if claim.exact != own:
        words = say("arithmetic.sum_differs", parts=parts, total=total, printed=claim.exact)
        return Verdict.contradicted(words, own)
    return Verdict.confirmed(say("maximum.holds", parts=parts, total=total), "exact", claim.exact)


def _common_maximum(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge a maximum stated for all blocks: that of each, confirmed where the maxima of the parts make it."""
    totals = [(item, item.total.maximum) for item in evidence.lists_of(claim) if item.total]
    lists = [item for item, maximum in totals if maximum is not None]
    maxima = {maximum for _, maximum in totals if maximum is not None}
    if not maxima:
        return Verdict.unverifiable(say("maximum.blocks_missing"))
    words = say("maximum.of_blocks", maxima=joined(sorted(maxima), "; "))
    if maxima == {claim.printed_value}:
        if all(_made_by_parts(item) for item in lists):
            return Verdict.confirmed(words, "exact", claim.exact)
        return Verdict.consistent(words, "consistent", claim.exact)
    return Verdict.unverifiable(words)


def _made_by_parts(about: RankedList) -> bool:
    """Return whether the maxima of its parts make the maximum of a list's total."""
    return any(
        found.whole is about.total
        and all(part.maximum is not None for part in found.parts)
        and sum(part.maximum or 0 for part in found.parts) == found.whole.maximum
        for found in sums_of(about)
    )
