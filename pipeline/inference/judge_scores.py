"""Gaps, percentages of the maximum, and maxima."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
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
    held,
    unverifiable,
)
from pipeline.inference.explain import Words, joined, number, reading_words, say
from pipeline.inference.parts import Sum, sums_of
from pipeline.inference.rounding import half_unit, reading_of

_HUNDRED = 100


def judge_gaps(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    """``Chênh lệch giữa cao nhất và thấp nhất``: against the highest and the lowest printed score."""
    return {claim.claim_id: _gap(claim, evidence) for claim in claims}


def _gap(claim: Claim, evidence: Evidence) -> Verdict:
    about, criterion = evidence.list_of(claim), evidence.criterion_of(claim)
    scores = list(criterion.scores.values()) if criterion else []
    if about is None or criterion is None or len(scores) < 2 or claim.printed is None:
        return unverifiable(
            say("Thiếu điểm cao nhất hoặc thấp nhất.", "The highest or the lowest score is missing.")
        )
    high = max(scores, key=lambda figure: figure.value)
    low = min(scores, key=lambda figure: figure.value)
    gap, slack = high.exact - low.exact, high.slack + low.slack
    said = Fraction(claim.printed)
    arithmetic = say(
        "{high} − {low} = {gap}", "{high} − {low} = {gap}", high=high.value, low=low.value, gap=gap
    )
    bounds = (gap, gap - slack, gap + slack)
    reading = reading_of(claim.printed, claim.decimals, gap, slack)
    if reading is not None:
        words = arithmetic + say(", in {said}", ", printed {said}", said=said) + reading_words(reading)
        return Verdict(held(reading), words + Words(".", "."), reading, *bounds)
    ends = _told_ends(about, criterion, high, low)
    if said > gap and not ends:
        words = say(
            "Chưa biết điểm cao nhất và thấp nhất; các điểm in đã cách nhau {gap}.",
            "The highest and the lowest score are not both told; the printed ones lie {gap} apart.",
            gap=gap,
        )
        return unverifiable(words, "consistent_only")
    words = arithmetic + say(
        "; in {said} (dòng điểm: {a}, {b}).",
        "; printed {said} (scores in lines {a}, {b}).",
        said=said,
        a=high.place.line,
        b=low.place.line,
    )
    return Verdict(CONTRADICTED, words, None, *bounds)


def _told_ends(about: RankedList, criterion: Criterion, high: Figure, low: Figure) -> bool:
    """Whether the highest and the lowest printed score are those of the list: a full one, or told as such."""
    if about.complete and len(criterion.scores) == about.n_units:
        return True
    units = criterion.scores
    top = criterion.highest | {
        unit for unit, row in criterion.results.items() if row.rank and row.rank.value == 1
    }
    tail = criterion.lowest | {unit for unit, row in criterion.results.items() if row.last}
    return any(units[unit].value == high.value for unit in top if unit in units) and any(
        units[unit].value == low.value for unit in tail if unit in units
    )


def judge_percents(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    """``đạt 88 % điểm tối đa``: against the score beside it and the maximum, printed or implied."""
    return {claim.claim_id: _percent(claim, evidence) for claim in claims}


def _percent(claim: Claim, evidence: Evidence) -> Verdict:
    criterion = evidence.criterion_of(claim)
    score = _score_beside(claim, criterion, evidence)
    if score is None or claim.printed is None or score.value == 0:
        return unverifiable(say("Thiếu điểm của đơn vị.", "The score of the unit is missing."))
    maximum = criterion.maximum if criterion else None
    if maximum is None:
        maximum = _implied(criterion, claim, score)
    if maximum is None:
        return _no_maximum(claim, criterion, score)
    value = score.exact * _HUNDRED / Fraction(maximum)
    slack = score.slack * _HUNDRED / Fraction(maximum)
    reading = reading_of(claim.printed, claim.decimals, value, slack)
    words = say(
        "{score}/{most} = {value} %, in {said} %",
        "{score}/{most} = {value} %, printed {said} %",
        score=score.value,
        most=maximum,
        value=value,
        said=claim.printed,
    )
    words = words + reading_words(reading) + Words(".", ".")
    return Verdict(
        held(reading) if reading else CONTRADICTED, words, reading, value, value - slack, value + slack
    )


def _score_beside(claim: Claim, criterion: Criterion | None, evidence: Evidence) -> Figure | None:
    """The score that a percentage restates: that of its units, else the points told right before it."""
    scores = criterion.scores if criterion else {}
    own = [scores[unit] for unit in claim.agencies if unit in scores]
    if own:
        same_line = [figure for figure in own if figure.place.line == claim.place.line]
        return (same_line or own)[0]
    before = [
        other
        for other in evidence.claims
        if other.claim_type == "other"
        and other.unit == "points"
        and other.printed is not None
        and (other.source_id, other.place.line) == (claim.source_id, claim.place.line)
        and other.place.start < claim.place.start
    ]
    last = max(before, key=lambda other: other.place.start, default=None)
    return Figure(last.printed or Decimal(0), last.decimals, last.place) if last else None


def _range(score: Figure, percent: Decimal, decimals: int) -> tuple[Fraction, Fraction]:
    """The maxima that a score and its printed percentage allow."""
    reach = half_unit(decimals)
    low = (score.exact - score.slack) * _HUNDRED / (Fraction(percent) + reach)
    return low, (score.exact + score.slack) * _HUNDRED / (Fraction(percent) - reach)


def _implied(criterion: Criterion | None, claim: Claim, score: Figure) -> Decimal | None:
    """The whole maximum of a criterion whose pairs disagree: the one that all but one of three or more allow.

    A single pair implies the only whole number in its range.
    """
    pairs = list(_pairs(criterion)) if criterion else []
    if not pairs and claim.printed and Fraction(claim.printed) > half_unit(claim.decimals):
        pairs = [_range(score, claim.printed, claim.decimals)]
    if not pairs:
        return None
    highest = (
        max((figure.value for figure in criterion.scores.values()), default=score.value)
        if criterion
        else score.value
    )
    most = int(max(high for _, high in pairs)) + 1
    fits = {
        whole: sum(low <= whole <= high for low, high in pairs)
        for whole in range(max(1, -int(-highest // 1)), most + 1)
    }
    best = max(fits.values(), default=0)
    chosen = [whole for whole, n_pairs in fits.items() if n_pairs == best]
    enough = best == len(pairs) or (best >= 2 and best == len(pairs) - 1)
    return Decimal(chosen[0]) if best and enough and len(chosen) == 1 else None


def _pairs(criterion: Criterion) -> Iterator[tuple[Fraction, Fraction]]:
    """The ranges of the maximum that the printed pairs allow, one a printed percentage."""
    seen = set()
    for row in criterion.results.values():
        if row.score is None or row.percent is None or row.percent.exact <= row.percent.slack:
            continue
        if row.percent.place not in seen:
            seen.add(row.percent.place)
            yield _range(row.score, row.percent.value, row.percent.decimals)


def _no_maximum(claim: Claim, criterion: Criterion | None, score: Figure) -> Verdict:
    """No maximum that fits all pairs: the pair that allows none at all is wrong by itself."""
    percent = claim.printed or Decimal(0)
    if Fraction(percent) > half_unit(claim.decimals):
        low, high = _range(score, percent, claim.decimals)
        highest = (
            max((item.value for item in criterion.scores.values()), default=score.value)
            if criterion
            else score.value
        )
        whole = -int(-low // 1)
        if (whole > high or high < highest) and len(list(_pairs(criterion)) if criterion else []) > 1:
            words = say(
                "{score} điểm là {said} % thì điểm tối đa trong {low}–{high}, không có số nguyên từ {top}.",
                "{score} points as {said} % put the maximum at {low} to {high}, no whole number from {top}.",
                score=score.value,
                said=percent,
                low=low,
                high=high,
                top=highest,
            )
            return Verdict(CONTRADICTED, words)
    return unverifiable(
        say(
            "Thiếu điểm tối đa: không in, cũng không suy ra được một số nguyên duy nhất.",
            "The maximum is missing: it is not printed, and no single whole number is implied.",
        )
    )


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
        words = say(
            "Nơi khác in điểm tối đa {m}.", "Another place prints the maximum {m}.", m=criterion.maximum
        )
        return unverifiable(words)
    words = say(
        "Không điểm nào vượt {said} (cao nhất {top}).",
        "No score is above {said} (the highest is {top}).",
        said=said,
        top=top,
    )
    return Verdict(CONFIRMED, words, "consistent", said)


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
