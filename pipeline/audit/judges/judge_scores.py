"""Gaps, and percentages of the maximum."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from pipeline.audit.arithmetic.printed import Figure
from pipeline.audit.arithmetic.rounding import around, half_unit, reading_of
from pipeline.audit.evidence import (
    CONTRADICTED,
    Claim,
    Criterion,
    Evidence,
    RankedList,
    Verdict,
    held,
    unverifiable,
)
from pipeline.audit.explain import reading_words, say
from pipeline.audit.judges.judge_registry import judges

_HUNDRED = 100
# No scale of points goes beyond; a percentage that puts the maximum there says nothing.
_MOST = 100_000
# Of so few pairs neither outvotes the other.
_ONLY_PAIRS = 2
# What the words of a gap say that it lies between.
_ENDS = "highest_to_lowest"


@judges("gap")
def judge_gap(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge ``chênh lệch giữa cao nhất và thấp nhất`` against the highest and the lowest printed score."""
    about, criterion = evidence.list_of(claim), evidence.criterion_of(claim)
    scores = list(criterion.scores.values()) if criterion else []
    if about is None or criterion is None or len(scores) < 2 or claim.printed_value is None:
        return unverifiable(say("gap.missing"))
    if claim.unit != "points" or claim.wording != _ENDS:
        return unverifiable(say("gap.of_others"))
    high = max(scores, key=lambda figure: figure.value)
    low = min(scores, key=lambda figure: figure.value)
    gap, slack = high.exact - low.exact, high.slack + low.slack
    worked_out = say("gap.difference", high=high.value, low=low.value, gap=gap)
    reading = reading_of(claim.printed_value, claim.decimals, gap, slack)
    if reading is not None:
        words = say(
            "arithmetic.holds", worked_out=worked_out, said=claim.exact, reading=reading_words(reading)
        )
        return Verdict(held(reading), words, reading, *around(gap, slack))
    if claim.exact > gap and not _ends_known(about, criterion, high, low):
        return unverifiable(say("gap.ends_unknown", gap=gap), "consistent_only")
    words = say("gap.differs", worked_out=worked_out, said=claim.exact, a=high.place.line, b=low.place.line)
    return Verdict(CONTRADICTED, words, None, *around(gap, slack))


def _ends_known(about: RankedList, criterion: Criterion, high: Figure, low: Figure) -> bool:
    """Return whether the highest and the lowest printed score are those of the list: a full one, or told as such."""
    if about.is_complete and len(criterion.scores) == about.n_units:
        return True
    units = criterion.scores
    top = criterion.highest | {
        unit for unit, row in criterion.results.items() if row.rank and row.rank.value == 1
    }
    tail = criterion.lowest | {unit for unit, row in criterion.results.items() if row.last}
    highest = high.value == criterion.maximum or any(
        units[unit].value == high.value for unit in top if unit in units
    )
    lowest = low.value == 0 or any(units[unit].value == low.value for unit in tail if unit in units)
    return highest and lowest


@judges("pct_of_max")
def judge_percent(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge ``đạt 88 % điểm tối đa`` against the score beside it and the maximum, printed or implied."""
    criterion = evidence.criterion_of(claim)
    score = _score_beside(claim, criterion, evidence)
    if score is None or claim.printed_value is None or score.value == 0:
        return unverifiable(say("percent.score_missing"))
    against = _against_pair(claim, criterion, score) if criterion else None
    if against is not None:
        return against
    maximum = criterion.maximum if criterion else None
    if maximum is None:
        maximum = _implied(criterion, claim, score)
    if not maximum:
        return _no_maximum(claim, criterion, score)
    value, slack = (part * _HUNDRED / Fraction(maximum) for part in (score.exact, score.slack))
    reading = reading_of(claim.printed_value, claim.decimals, value, slack)
    words = say(
        "percent.of_maximum",
        score=score.value,
        most=maximum,
        value=value,
        said=claim.printed_value,
        reading=reading_words(reading),
    )
    return Verdict(held(reading) if reading else CONTRADICTED, words, reading, *around(value, slack))


def _score_beside(claim: Claim, criterion: Criterion | None, evidence: Evidence) -> Figure | None:
    """Return the score that a percentage restates: that of its units, else the points told right before it."""
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
        and other.printed_value is not None
        and (other.source_id, other.place.line) == (claim.source_id, claim.place.line)
        and other.place.start < claim.place.start
    ]
    last = max(before, key=lambda other: other.place.start, default=None)
    return Figure(last.printed_value or Decimal(0), last.decimals, last.place) if last else None


def _range(score: Figure, percent: Decimal, decimals: int) -> tuple[Fraction, Fraction]:
    """Return the maxima that a score and its printed percentage allow."""
    reach = half_unit(decimals)
    low = (score.exact - score.slack) * _HUNDRED / (Fraction(percent) + reach)
    return low, (score.exact + score.slack) * _HUNDRED / (Fraction(percent) - reach)


def _implied(criterion: Criterion | None, claim: Claim, score: Figure) -> Decimal | None:
    """Return the whole maximum of a criterion whose pairs disagree: the one that all but one of three or more allow.

    A single pair implies the only whole number in its range.
    """
    pairs = list(_pairs(criterion)) if criterion else []
    if not pairs and claim.printed_value and Fraction(claim.printed_value) > half_unit(claim.decimals):
        pairs = [_range(score, claim.printed_value, claim.decimals)]
    if not pairs:
        return None
    highest = (
        max((figure.value for figure in criterion.scores.values()), default=score.value)
        if criterion
        else score.value
    )
    most = int(max(high for _, high in pairs)) + 1
    if most > _MOST:
        return None
    fits = {
        whole: sum(low <= whole <= high for low, high in pairs)
        for whole in range(max(1, -int(-highest // 1)), most + 1)
    }
    best = max(fits.values(), default=0)
    chosen = [whole for whole, n_pairs in fits.items() if n_pairs == best]
    enough = best == len(pairs) or (best >= 2 and best == len(pairs) - 1)
    return Decimal(chosen[0]) if best and enough and len(chosen) == 1 else None


def _pairs(criterion: Criterion) -> Iterator[tuple[Fraction, Fraction]]:
    """Yield the ranges of the maximum that the printed pairs allow, one a printed percentage."""
    seen = set()
    for row in criterion.results.values():
        if row.score is None or row.percent is None or row.percent.exact <= row.percent.slack:
            continue
        if row.percent.place not in seen:
            seen.add(row.percent.place)
            yield _range(row.score, row.percent.value, row.percent.decimals)


def _against_pair(claim: Claim, criterion: Criterion, score: Figure) -> Verdict | None:
    """Return the later of the only two pairs of a score and its percentage, where no whole maximum fits both.

    Which of the four numbers is wrong is open; None where a maximum is printed or fits.
    """
    pairs = sorted(
        {
            (row.percent.place.line, row.percent.place.start, row.percent.place.source_id): (
                row.score,
                row.percent,
            )
            for row in criterion.results.values()
            if row.score is not None and row.percent is not None and row.percent.exact > row.percent.slack
        }.items()
    )
    if criterion.maximum is not None or len(pairs) != _ONLY_PAIRS or claim.printed_value is None:
        return None
    (_, (other, other_percent)), (place, (own, percent)) = pairs
    if place[:2] != (claim.place.line, claim.place.start):
        return None
    ranges = [_widest(other, other_percent), _widest(own, percent)]
    low = max(other.exact, own.exact, *(low for low, _ in ranges))
    if -int(-low // 1) <= min(high for _, high in ranges):
        return None
    words = say(
        "percent.no_common_maximum",
        a=other.value,
        p=other_percent.value,
        m=other_percent.place.line,
        b=own.value,
        q=percent.value,
    )
    return Verdict(CONTRADICTED, words)


def _widest(score: Figure, percent: Figure) -> tuple[Fraction, Fraction]:
    """Return the maxima that a score and its percentage allow in whatever way that is rounded: cut, or up."""
    reach = 2 * percent.slack
    low = (score.exact - score.slack) * _HUNDRED / (percent.exact + reach)
    return low, (score.exact + score.slack) * _HUNDRED / max(percent.exact - reach, percent.slack)


def _no_maximum(claim: Claim, criterion: Criterion | None, score: Figure) -> Verdict:
    """No maximum fits all pairs: a pair that allows no whole one from its own score on is wrong by itself."""
    percent = claim.printed_value or Decimal(0)
    others = len(list(_pairs(criterion))) > 1 if criterion else False
    if others and Fraction(percent) > half_unit(claim.decimals):
        low, high = _range(score, percent, claim.decimals)
        least = max(-int(-low // 1), -int(-score.value // 1))
        if least > high:
            words = say("percent.no_whole_maximum", score=score.value, said=percent, low=low, high=high)
            return Verdict(CONTRADICTED, words)
    return unverifiable(say("percent.maximum_missing"))
