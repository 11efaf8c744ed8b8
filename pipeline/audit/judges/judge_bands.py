"""Printed cut-offs: that the bands of a list meet, and lie in order.

A cut-off that fits is consistent and no more: it defines the tiers that it is held against.
"""

from collections.abc import Sequence
from fractions import Fraction

from pipeline.audit.arithmetic.tier_arithmetic import tiers_of
from pipeline.audit.evidence import Claim, Evidence, RankedList, Verdict
from pipeline.audit.judges.judge_registry import judges
from schemas.codelists import read_list
from schemas.messages.words import say
from schemas.tables.assessments import TierBand

# The family and the level of each tier.
_LEVELS = {row["tier"]: (row["family"], int(row["level"])) for row in read_list("tiers")}


@judges("tier_threshold")
def judge_cutoff(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge a cut-off of a tier against the band next to it."""
    lists = [item for item in evidence.lists_of(claim) if item.bands]
    bands = sorted(lists[0].bands, key=lambda band: band.level) if lists else []
    index = next((index for index, band in enumerate(bands) if band.tier == claim.tier), None)
    if index is None or claim.printed_value is None:
        return _judge_alone(claim, evidence)
    band = bands[index]
    better = bands[index - 1] if index else None
    worse = bands[index + 1] if index + 1 < len(bands) else None
    better, worse = (None if _parted(lists[0], band, other) else other for other in (better, worse))
    if claim.printed_value == band.min_score:
        other = _crossed(claim.exact, better, worse)
        if other is not None:
            return _differs(claim, *other, lists)
        return Verdict.consistent(say("cutoff.meets", printed=claim.exact), "exact", claim.exact)
    if better is None or better.min_score is None:
        return Verdict.unverifiable(say("cutoff.no_neighbour"))
    if better.min_score == claim.printed_value:
        words = say("cutoff.is_lower_bound", tier=better.tier)
        return Verdict.consistent(words, "exact", claim.exact)
    return _differs(claim, Fraction(better.min_score), better.line, lists)


def _parted(about: RankedList, band: TierBand, other: TierBand | None) -> bool:
    """Return whether a tier may lie in the gap between two bands, so that they need not meet.

    The list tells it, or is not printed whole.
    """
    if other is None or not {band.tier, other.tier} <= _LEVELS.keys():
        return False
    better, worse = sorted((band, other), key=lambda one: one.level)
    if better.min_score is not None and worse.max_score is not None and better.min_score <= worse.max_score:
        return False
    family, high = _LEVELS[better.tier]
    between = {tier for tier, level in _LEVELS.items() if (family, high) < level < _LEVELS[worse.tier]}
    of_units = {row.tier for row in about.total.results.values()} if about.total else set()
    return bool(between & {*of_units, *dict(about.stated_tiers)} if about.is_complete else between)


def _crossed(low: Fraction, better: TierBand | None, worse: TierBand | None) -> tuple[Fraction, int] | None:
    """Return the bound, and its line, that a lower bound does not meet; it lies between those of its neighbours."""
    if better is not None and better.min_score is not None and low >= better.min_score:
        return Fraction(better.min_score), better.line
    if worse is not None and worse.max_score is not None and worse.max_score != low:
        return Fraction(worse.max_score), worse.line
    if worse is not None and worse.min_score is not None and worse.min_score >= low:
        return Fraction(worse.min_score), worse.line
    return None


def _differs(claim: Claim, other: Fraction, line: int, lists: Sequence[RankedList]) -> Verdict:
    """Return the verdict on two bounds that do not fit: which one is wrong the tiers of the units may tell."""
    words = say("cutoff.differs", printed=claim.exact, line=line, other=other)
    if claim.line >= line or any(_is_misplaced(item) for item in lists):
        return Verdict.contradicted(words, value=other)
    return Verdict.unverifiable(words)


def _is_misplaced(about: RankedList) -> bool:
    """Return whether the bands as printed put some unit at another tier than is printed."""
    total = about.total
    return total is not None and any(
        row.tier and row.score is not None and row.tier not in tiers_of(row.score, about, total)
        for row in total.results.values()
    )


def _judge_alone(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge a cut-off printed next to values: those of the same line must lie on its side."""
    about = evidence.list_of(claim)
    if about is None or claim.printed_value is None or claim.unit != "percent":
        return Verdict.unverifiable(say("cutoff.alone"))
    figures = [
        row.percent
        for criterion in about.criteria.values()
        for row in criterion.results.values()
        if row.percent is not None and row.percent.location.line == claim.line
    ]
    if figures and all(figure.value < claim.printed_value for figure in figures):
        words = say("cutoff.all_below", n=len(figures), printed=claim.exact)
        return Verdict.consistent(words, "consistent", claim.exact)
    return Verdict.unverifiable(say("cutoff.no_value"))
