"""Printed cut-offs: that the bands of a list meet, and lie in order.

A cut-off that fits is consistent and no more: it defines the tiers that it is held against.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pipeline.audit.arithmetic.tier_arithmetic import tiers_of
from pipeline.audit.evidence import (
    CONSISTENT,
    CONTRADICTED,
    Band,
    Claim,
    Evidence,
    RankedList,
    Verdict,
    unverifiable,
)
from pipeline.audit.explain import say
from pipeline.audit.judges.judge_registry import judges


@judges("tier_threshold")
def judge_cutoff(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge a cut-off of a tier against the band next to it."""
    lists = [item for item in evidence.lists_of(claim) if item.bands]
    if not lists or claim.printed is None:
        return _alone(claim, evidence)
    bands = sorted(lists[0].bands, key=lambda band: band.level)
    place = next((place for place, band in enumerate(bands) if band.tier == claim.tier), None)
    if place is None:
        return _alone(claim, evidence)
    band, better, worse = (
        bands[place],
        bands[place - 1] if place else None,
        bands[place + 1] if place + 1 < len(bands) else None,
    )
    if claim.printed == band.low:
        return _meets(claim, band, better, worse, lists)
    return _upper(claim, band, better, lists)


def _meets(
    claim: Claim, band: Band, better: Band | None, worse: Band | None, lists: Sequence[RankedList]
) -> Verdict:
    """Return a lower bound: below that of the better band, and the upper end of the worse one."""
    if better is not None and better.low is not None and band.low is not None and band.low >= better.low:
        return _wrong(claim, better.low, better.line, lists)
    if worse is not None and worse.high is not None and worse.high != band.low:
        return _wrong(claim, worse.high, worse.line, lists)
    if worse is not None and worse.low is not None and band.low is not None and worse.low >= band.low:
        return _wrong(claim, worse.low, worse.line, lists)
    words = say(
        "Ngưỡng {v} nối tiếp các mức bên cạnh.", "The cut-off {v} meets the tiers beside it.", v=band.low or 0
    )
    return Verdict(CONSISTENT, words, "exact", Fraction(band.low or 0))


def _upper(claim: Claim, band: Band, better: Band | None, lists: Sequence[RankedList]) -> Verdict:
    """Return an upper bound: the lower one of the better band."""
    said = claim.printed or 0
    if better is None or better.low is None:
        return unverifiable(say("Không có mức liền kề để đối chiếu.", "No tier beside it to compare."))
    if better.low == said:
        words = say("Trùng ngưỡng dưới của mức {t}.", "It is the lower bound of {t}.", t=better.tier)
        return Verdict(CONSISTENT, words, "exact", Fraction(said))
    return _wrong(claim, better.low, better.line, lists)


def _wrong(claim: Claim, other: Decimal, line: int, lists: Sequence[RankedList]) -> Verdict:
    """Two bounds that do not fit: which one is wrong the tiers of the units may tell."""
    value = Fraction(other)
    words = say(
        "Nêu {said}, dòng {line} nêu {other}: hai mức không khớp nhau.",
        "Printed {said}, line {line} prints {other}: the tiers do not meet.",
        said=claim.printed or 0,
        line=line,
        other=value,
    )
    if claim.place.line >= line or any(_misplaced(item) for item in lists):
        return Verdict(CONTRADICTED, words, None, value, kind="tier_band")
    return unverifiable(words)


def _misplaced(about: RankedList) -> bool:
    """Return whether the bands as printed put some unit at another tier than is printed."""
    total = about.total
    rows = total.results.values() if total else ()
    return any(
        row.tier
        and row.score is not None
        and total is not None
        and row.tier not in tiers_of(row.score, about, total)
        for row in rows
    )


def _alone(claim: Claim, evidence: Evidence) -> Verdict:
    """Return a cut-off told beside values: those of the same line must lie on its side."""
    about = evidence.list_of(claim)
    if about is None or claim.printed is None or claim.unit != "percent":
        return unverifiable(
            say("Không nêu mức nào khác để đối chiếu.", "No other tier is printed to compare.")
        )
    figures = [
        row.percent
        for criterion in about.criteria.values()
        for row in criterion.results.values()
        if row.percent is not None and row.percent.place.line == claim.place.line
    ]
    if figures and all(figure.value < claim.printed for figure in figures):
        words = say(
            "Cả {n} tỷ lệ nêu trong dòng đều dưới {v}.",
            "All {n} percentages of the line are below {v}.",
            n=len(figures),
            v=claim.printed,
        )
        return Verdict(CONSISTENT, words, "consistent", Fraction(claim.printed))
    return unverifiable(say("Không có giá trị để đối chiếu.", "There is no value to compare."))
