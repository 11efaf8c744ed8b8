"""Gaps, and percentages of the maximum."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from pipeline.audit.arithmetic.printed import Figure
from pipeline.audit.arithmetic.rounding import around, reading_of
from pipeline.audit.evidence import Claim, Criterion, Evidence, RankedList, Verdict
from pipeline.audit.judges.judge_registry import judges
from schemas.messages.words import reading_words, say

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
        return Verdict.unverifiable(say("gap.missing"))
    if claim.unit != "points" or claim.wording != _ENDS:
        return Verdict.unverifiable(say("gap.of_others"))
    high = max(scores, key=lambda figure: figure.value)
    low = min(scores, key=lambda figure: figure.value)
    gap, slack = high.exact - low.exact, high.slack + low.slack
    worked_out = say("gap.difference", high=high.value, low=low.value, gap=gap)
    reading = reading_of(claim.printed_value, claim.decimals, gap, slack)
    if reading is not None:
        words = say(
            "arithmetic.holds", worked_out=worked_out, printed=claim.exact, reading=reading_words(reading)
        )
        return Verdict.held(words, reading, *around(gap, slack))
    if claim.exact > gap and not _ends_known(about, criterion, high, low):
        return Verdict.unverifiable(say("gap.ends_unknown", gap=gap), "consistent_only")
    words = say(
        "gap.differs", worked_out=worked_out, printed=claim.exact, a=high.location.line, b=low.location.line
    )
    return Verdict.contradicted(words, *around(gap, slack))


def _ends_known(about: RankedList, criterion: Criterion, high: Figure, low: Figure) -> bool:
    """Return whether the highest and the lowest printed score are those of the list: a full one, or stated as such."""
    if about.scores_all(criterion):
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
    """Judge ``đạt 88 % điểm tối đa`` against the score next to it and the maximum, printed or implied."""
    criterion = evidence.criterion_of(claim)
    score = _score_of(claim, criterion, evidence)
    if score is None or claim.printed_value is None or score.value == 0:
        return Verdict.unverifiable(say("percent.score_missing"))
    against = _against_pair(claim, criterion) if criterion else None
    if against is not None:
        return against
    percent = Figure(claim.printed_value, claim.decimals, claim.location)
    maximum = _maximum_of(claim, criterion)
    if maximum is None:
        maximum = _implied(criterion, percent, score)
    if not maximum:
        return _no_maximum(criterion, percent, score)
    value, slack = (part * _HUNDRED / Fraction(maximum) for part in (score.exact, score.slack))
    reading = reading_of(claim.printed_value, claim.decimals, value, slack)
    words = say(
        "percent.of_maximum",
        score=score.value,
        most=maximum,
        value=value,
        printed=claim.printed_value,
        reading=reading_words(reading),
    )
    bounds = around(value, slack)
    return Verdict.held(words, reading, *bounds) if reading else Verdict.contradicted(words, *bounds)


def _maximum_of(claim: Claim, criterion: Criterion | None) -> Decimal | None:
    """Return the printed maximum of the units of a claim: their own, which is one, else that of all."""
    if criterion is None:
        return None
    own = {criterion.results[unit].maximum for unit in claim.agencies if unit in criterion.results}
    return next(iter(own)) if len(own) == 1 and None not in own else criterion.maximum


def _score_of(claim: Claim, criterion: Criterion | None, evidence: Evidence) -> Figure | None:
    """Return the score that a percentage restates: that of its units, else the points printed right before it."""
    scores = criterion.scores if criterion else {}
    own = [scores[unit] for unit in claim.agencies if unit in scores]
    if own:
        same_line = [figure for figure in own if figure.location.line == claim.line]
        return (same_line or own)[0]
    before = [
        other
        for other in evidence.claims
        if other.claim_type == "other"
        and other.unit == "points"
        and other.printed_value is not None
        and (other.source_id, other.line) == (claim.source_id, claim.line)
        and other.col_start < claim.col_start
    ]
    last = max(before, key=lambda other: other.col_start, default=None)
    return Figure(last.printed_value or Decimal(0), last.decimals, last.location) if last else None


def _range(score: Figure, percent: Figure) -> tuple[Fraction, Fraction]:
    """Return the maxima that a score and its printed percentage allow."""
    low = (score.exact - score.slack) * _HUNDRED / (percent.exact + percent.slack)
    return low, (score.exact + score.slack) * _HUNDRED / (percent.exact - percent.slack)


def _implied(criterion: Criterion | None, percent: Figure, score: Figure) -> Decimal | None:
    """Return the whole maximum of a criterion whose pairs disagree: the one that all but one of three or more allow.

    Where all pairs agree sql/core/implied_maxima.sql has decided; the odd pair that keeps them from it can only
    be found by search. A single pair implies the only whole number in its range.
    """
    pairs = [_range(*pair) for pair in _pairs(criterion)]
    if not pairs and percent.exact > percent.slack:
        pairs = [_range(score, percent)]
    if not pairs or max(high for _, high in pairs) >= _MOST:
        return None
    scores = criterion.scores.values() if criterion else ()
    least = max(1, floor(max((figure.exact for figure in scores), default=score.exact)))
    fits = Counter(
        whole for low, high in pairs for whole in range(max(least, ceil(low)), floor(high) + 1)
    ).most_common(2)
    if not fits or (len(fits) > 1 and fits[0][1] == fits[1][1]):
        return None
    whole, _ = fits[0]
    # the odd pair may be of a unit with a maximum of its own, which is not printed
    odd = [pair for pair in pairs if not pair[0] <= whole <= pair[1]]
    is_own = any(_step_in([pair], pair[0]) for pair in odd)
    return Decimal(whole) if not odd or (len(odd) == 1 and len(pairs) > _ONLY_PAIRS and not is_own) else None


def _pairs(criterion: Criterion | None) -> list[tuple[Figure, Figure]]:
    """Return the printed scores with their percentages, one a printed percentage, in printed order."""
    pairs = {
        (row.percent.location.line, row.percent.location.start, row.percent.location.source_id): (
            row.score,
            row.percent,
        )
        for row in reversed(list(criterion.results.values() if criterion else ()))
        if row.score is not None
        and row.percent is not None
        and row.percent.exact > row.percent.slack
        # a unit with a maximum of its own says nothing of the others'
        and row.maximum is None
    }
    return [pair for _, pair in sorted(pairs.items())]


def _against_pair(claim: Claim, criterion: Criterion) -> Verdict | None:
    """Return the later of the only two pairs of a score and its percentage, where no whole maximum fits both.

    Which of the four numbers is wrong is open; None where a maximum is printed or fits.
    """
    pairs = _pairs(criterion)
    if criterion.maximum is not None or len(pairs) != _ONLY_PAIRS or claim.printed_value is None:
        return None
    (other, other_percent), (own, percent) = pairs
    if (percent.location.line, percent.location.start) != (claim.line, claim.col_start):
        return None
    ranges = [_widest(other, other_percent), _widest(own, percent)]
    low = max(other.exact, own.exact, *(low for low, _ in ranges))
    if ceil(low) <= min(high for _, high in ranges):
        return None
    words = say(
        "percent.no_common_maximum",
        a=other.value,
        p=other_percent.value,
        m=other_percent.location.line,
        b=own.value,
        q=percent.value,
    )
    return Verdict.contradicted(words)


def _widest(score: Figure, percent: Figure) -> tuple[Fraction, Fraction]:
    """Return the maxima that a score and its percentage allow in whatever way that is rounded: cut, or up."""
    reach = 2 * percent.slack
    low = (score.exact - score.slack) * _HUNDRED / (percent.exact + reach)
    return low, (score.exact + score.slack) * _HUNDRED / max(percent.exact - reach, percent.slack)


def _no_maximum(criterion: Criterion | None, percent: Figure, score: Figure) -> Verdict:
    """Judge a pair by itself: wrong where it allows no whole maximum from its score on, and all others agree on one.

    Where they do not either, the maximum may differ from unit to unit, and need not be whole.
    """
    own_values = (score.value, percent.value)
    others = [_range(a, b) for a, b in _pairs(criterion) if (a.value, b.value) != own_values]
    if others and percent.exact > percent.slack and _whole_in(others, Fraction(0)):
        low, high = own = _range(score, percent)
        if not _step_in([own], score.exact):
            words = say(
                "percent.no_whole_maximum", score=score.value, printed=percent.value, low=low, high=high
            )
            return Verdict.contradicted(words)
    return Verdict.unverifiable(say("percent.maximum_missing"))


def _step_in(ranges: Sequence[tuple[Fraction, Fraction]], least: Fraction) -> bool:
    """Return whether a whole number or a half lies in all ranges: maxima of one unit are reduced by such steps."""
    return _whole_in([(2 * low, 2 * high) for low, high in ranges], 2 * least)


def _whole_in(ranges: Sequence[tuple[Fraction, Fraction]], least: Fraction) -> bool:
    """Return whether a whole number lies in all ranges, not below the whole part of ``least``."""
    low = max(ceil(max(low for low, _ in ranges)), floor(least))
    return low <= min(high for _, high in ranges)
