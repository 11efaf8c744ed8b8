"""Printed maxima: against the printed scores, the maxima of the parts, and each other."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pipeline.inference.evidence import (
    CONFIRMED,
    CONTRADICTED,
    Claim,
    Criterion,
    Evidence,
    Verdict,
    unverifiable,
)
from pipeline.inference.explain import Words, joined, number, say
from pipeline.inference.parts import Sum, sums_of

# So many other places must agree before one that differs is contradicted.
_MIN_AGREEING = 2


def judge_maxima(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    """Printed maxima: against the printed scores, and against the maxima of the parts."""
    return {claim.claim_id: _maximum(claim, evidence) for claim in claims}


def _maximum(claim: Claim, evidence: Evidence) -> Verdict:
    about, criterion = evidence.list_of(claim), evidence.criterion_of(claim)
    if claim.printed is None or (about is not None and criterion is None):
        return unverifiable(say("Thiếu tiêu chí.", "The criterion is missing."))
    if about is None or criterion is None:
        return _common_maximum(claim, evidence)
    said = Fraction(claim.printed)
    over = [figure for figure in criterion.scores.values() if figure.value > claim.printed]
    if over and 2 * len(over) > len(criterion.scores):
        words = say(
            "{n} điểm in cao hơn {said}, cao nhất {top}.",
            "{n} printed scores are above {said}, the highest {top}.",
            n=len(over),
            said=said,
            top=max(figure.value for figure in over),
        )
        return Verdict(CONTRADICTED, words, None, None, Fraction(max(figure.value for figure in over)))
    for found in sums_of(about):
        verdict = _in_sum(claim, criterion, found)
        if verdict is not None:
            return verdict
    top = max((figure.value for figure in criterion.scores.values()), default=None)
    if top is None:
        return unverifiable(say("Không in điểm nào để đối chiếu.", "No score is printed to compare."))
    if criterion.maximum is not None and criterion.maximum != claim.printed:
        return _told_otherwise(claim, criterion.maximum, evidence)
    words = say(
        "Không điểm nào vượt {said} (cao nhất {top}).",
        "No score is above {said} (the highest is {top}).",
        said=said,
        top=top,
    )
    return Verdict(CONFIRMED, words, "consistent", said)


def _told_otherwise(claim: Claim, maximum: Decimal, evidence: Evidence) -> Verdict:
    """A maximum that is another one elsewhere: wrong where several places agree on that."""
    n_others = sum(
        other.claim_type == claim.claim_type
        and other.assessment_id == claim.assessment_id
        and other.criterion_id == claim.criterion_id
        and other.printed == maximum
        for other in evidence.claims
    )
    words = say(
        "{n} chỗ khác in điểm tối đa {m}.",
        "{n} other places print the maximum {m}.",
        n=n_others,
        m=maximum,
    )
    if n_others >= _MIN_AGREEING:
        return Verdict(CONTRADICTED, words, None, Fraction(maximum))
    return unverifiable(words)


def _in_sum(claim: Claim, criterion: Criterion, found: Sum) -> Verdict | None:
    """A maximum that is a whole or a part of a sum of maxima: what it should be."""
    if criterion not in (found.whole, *found.parts):
        return None
    parts = [part.maximum for part in found.parts]
    known = [maximum for maximum in parts if maximum is not None]
    if found.whole.maximum is None or len(known) < len(parts):
        return None
    total = sum((Fraction(maximum) for maximum in known), Fraction(0))
    words = joined([number(maximum) for maximum in known], " + ") + say(
        " = {total}", " = {total}", total=total
    )
    if total != Fraction(found.whole.maximum):
        return unverifiable(
            words
            + say(
                "; tổng in {whole}: chưa rõ số nào sai.",
                "; the total is printed as {whole}: which number is wrong is open.",
                whole=found.whole.maximum,
            ),
            "sum_differs",
        )
    expected = total if criterion is found.whole else Fraction(criterion.maximum or 0)
    if Fraction(claim.printed or 0) != expected:
        return None
    return Verdict(CONFIRMED, words + Words(".", "."), "exact", expected)


def _common_maximum(claim: Claim, evidence: Evidence) -> Verdict:
    """A maximum told for all blocks: that of each."""
    maxima = {
        item.total.maximum
        for item in evidence.lists_of(claim)
        if item.total and item.total.maximum is not None
    }
    if not maxima:
        return unverifiable(say("Thiếu điểm tối đa của các khối.", "The maxima of the blocks are missing."))
    words = say(
        "Điểm tối đa của các khối: {m}.",
        "The maximum of the blocks: {m}.",
        m=joined([number(value) for value in sorted(maxima)], "; "),
    )
    if maxima == {claim.printed}:
        return Verdict(CONFIRMED, words, "consistent", Fraction(claim.printed or 0))
    return unverifiable(words)
