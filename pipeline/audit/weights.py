"""What an error of a source weighs: whether a rank or a tier hangs on it (METHOD 6)."""

from fractions import Fraction

from pipeline.audit.arithmetic.tier_arithmetic import band_tier
from pipeline.audit.evidence import Criterion, RankedList

_OF_RANKS = frozenset(("rank_order", "tie_scheme", "rank_missing"))


def weight_of(
    kind: str,
    unit: str,
    agency_id: str | None,
    value: Fraction | None,
    where: tuple[RankedList, Criterion] | None,
) -> str:
    """Return what hangs on an error of ``kind``, printed in ``unit`` of a unit on a criterion of a list.

    ``value``: what the other figures make of the printed one. A rank or a tier hangs on a score where it would be
    another with ``value`` among the printed scores and under the printed bands.
    """
    if kind in _OF_RANKS or (unit == "ranks" and agency_id is not None):
        return "changes_rank"
    if kind == "tier_band" or (unit == "tiers" and agency_id is not None):
        return "changes_tier"
    if where is None or unit != "points" or value is None:
        return "none"
    about, criterion = where
    printed = criterion.scores.get(agency_id or "")
    if printed is None:
        return "none"
    others = [score.exact for unit_id, score in criterion.scores.items() if unit_id != agency_id]
    before, after = (sum(other > score for other in others) for score in (printed.exact, value))
    if before != after or (value in others) != (printed.exact in others):
        return "changes_rank"
    is_total = criterion is about.total
    if is_total and band_tier(printed.exact, about, criterion) != band_tier(value, about, criterion):
        return "changes_tier"
    return "none"
