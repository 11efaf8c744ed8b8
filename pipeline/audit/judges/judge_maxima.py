"""Printed maxima: against the printed scores, the maxima of the parts, and each other."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction

from pipeline.audit.arithmetic.parts import Sum, sums_of
from pipeline.audit.evidence import (
    CONFIRMED,
    CONSISTENT,
    CONTRADICTED,
    Claim,
    Criterion,
    Evidence,
    RankedList,
    Verdict,
    unverifiable,
)
from pipeline.audit.explain import Words, joined, number, say
from pipeline.audit.judges.judge_registry import judges

# So many other places must agree before one that differs is contradicted.
_MIN_AGREEING = 2


@judges("max_of_criterion")
def judge_maximum(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge a printed maximum against the printed scores, and against the maxima of the parts."""
    about, criterion = evidence.list_of(claim), evidence.criterion_of(claim)
    if claim.printed is None or (about is not None and criterion is None):
        return unverifiable(say("Thiếu tiêu chí.", "The criterion is missing."))
    if about is None or criterion is None:
        return _common_maximum(claim, evidence)
    said = Fraction(claim.printed)
    over = [figure for figure in criterion.scores.values() if figure.value > claim.printed]
    if over and 2 * len(over) > len(criterion.scores):
        words = say(
            "{n} điểm công bố cao hơn {said}, cao nhất {top}.",
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
        return unverifiable(say("Không nêu điểm nào để đối chiếu.", "No score is printed to compare."))
    told = _told_most(claim, evidence)
    if told is not None and told != claim.printed:
        return _told_otherwise(claim, told, evidence)
    words = say(
        "Không điểm nào vượt {said} (cao nhất {top}).",
        "No score is above {said} (the highest is {top}).",
        said=said,
        top=top,
    )
    return Verdict(CONSISTENT, words, "consistent", said)


def _told_most(claim: Claim, evidence: Evidence) -> Decimal | None:
    """Return the maximum that most places print; of equally many the one printed first."""
    tally = Counter(
        other.printed
        for other in sorted(_places(claim, evidence), key=lambda other: (other.place.line, other.place.start))
    )
    return tally.most_common(1)[0][0] if tally else None


def _told_otherwise(claim: Claim, maximum: Decimal, evidence: Evidence) -> Verdict:
    """Return a maximum that is another one elsewhere: wrong where several places agree on that.

    Where one place stands against one, they are told differently, and the later says so.
    """
    places = _places(claim, evidence)
    lines = [other.place.line for other in places if other.printed == maximum]
    n_same = sum(other.printed == claim.printed for other in places)
    words = say(
        "Nêu {said}; {n} chỗ khác nêu điểm tối đa {m} (dòng {lines}).",
        "Printed {said}; {n} other places print the maximum {m} (lines {lines}).",
        said=claim.printed or 0,
        n=len(lines),
        m=maximum,
        lines=", ".join(map(str, lines)),
    )
    if len(lines) >= _MIN_AGREEING and len(lines) > n_same:
        return Verdict(CONTRADICTED, words, None, Fraction(maximum))
    if len(lines) == n_same == 1 and lines[0] <= claim.place.line:
        return Verdict(CONTRADICTED, words, None, Fraction(maximum), kind="told_differently")
    return unverifiable(words)


def _places(claim: Claim, evidence: Evidence) -> list[Claim]:
    """Return the claims that print the maximum of the same criterion, or of the totals of all blocks with it."""
    about, criterion = evidence.list_of(claim), evidence.criterion_of(claim)
    if about is None or criterion is None:
        return []
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
    """Return a maximum that is a whole or a part of a sum of maxima: what it should be."""
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
    printed, own = Fraction(claim.printed or 0), Fraction(criterion.maximum or 0)
    if total == Fraction(found.whole.maximum) and printed != own:
        words = words + say("; công bố {said}.", "; printed {said}.", said=printed)
        return Verdict(CONTRADICTED, words, None, own)
    if total != Fraction(found.whole.maximum):
        return unverifiable(
            words
            + say(
                "; tổng công bố {whole}: chưa rõ số nào sai.",
                "; the total is printed as {whole}: which number is wrong is open.",
                whole=found.whole.maximum,
            ),
            "sum_differs",
        )
    return Verdict(CONFIRMED, words + Words(".", "."), "exact", printed)


def _common_maximum(claim: Claim, evidence: Evidence) -> Verdict:
    """Return a maximum told for all blocks: that of each, confirmed where the maxima of the parts make it."""
    totals = [(item, item.total.maximum) for item in evidence.lists_of(claim) if item.total]
    lists = [item for item, maximum in totals if maximum is not None]
    maxima = {maximum for _, maximum in totals if maximum is not None}
    if not maxima:
        return unverifiable(say("Thiếu điểm tối đa của các khối.", "The maxima of the blocks are missing."))
    words = say(
        "Điểm tối đa của các khối: {m}.",
        "The maximum of the blocks: {m}.",
        m=joined([number(value) for value in sorted(maxima)], "; "),
    )
    if maxima == {claim.printed}:
        value = Fraction(claim.printed or 0)
        if all(_made_by_parts(item) for item in lists):
            return Verdict(CONFIRMED, words, "exact", value)
        return Verdict(CONSISTENT, words, "consistent", value)
    return unverifiable(words)


def _made_by_parts(about: RankedList) -> bool:
    """Return whether the maxima of its parts make the maximum of a list's total."""
    return any(
        found.whole is about.total
        and all(part.maximum is not None for part in found.parts)
        and sum(part.maximum or 0 for part in found.parts) == found.whole.maximum
        for found in sums_of(about)
    )
