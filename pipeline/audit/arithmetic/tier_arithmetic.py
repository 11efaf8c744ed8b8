"""How many units of a list are at each tier: exact for full lists, bounds for quoted ones (METHOD 3, 5)."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from pipeline.audit.arithmetic.printed import Figure
from pipeline.audit.evidence import Criterion, RankedList
from schemas.tables.assessments import TierBand
from schemas.values import NOT_RANKED

# Bands of whole points end one below where the next begins.
_STEP = 1


@dataclass(frozen=True, slots=True)
class TierCount:
    """The number of units at a tier lies in ``low..high``."""

    low: int
    high: int

    @property
    def is_exact(self) -> bool:
        """Whether it is known to the unit."""
        return self.low == self.high


def bands_clash(about: RankedList) -> bool:
    """Return True where a threshold is wrong, and no tier by it.

    A band begins at its own end or above it, or two that follow each other are more than a whole point apart and a unit
    stands on the edge of that gap.
    """
    scores = {row.score.exact for row in about.total.results.values() if row.score} if about.total else set()
    bands = sorted(about.bands, key=lambda band: band.level)
    return any(
        band.min_score is not None and band.max_score is not None and band.min_score >= band.max_score
        for band in bands
    ) or any(
        better.min_score is not None
        and worse.max_score is not None
        and better.min_score - worse.max_score > _STEP
        and worse.max_score in scores
        for better, worse in pairwise(bands)
    )


def tiers_of(score: Figure, about: RankedList, criterion: Criterion) -> set[str]:
    """Return the tiers that the bands give a printed score, by the score as printed and by what it may stand for.

    Several where the score is rounded over a cut-off; empty where no band says.
    """
    ends = (score.exact, score.exact - score.slack, score.exact + score.slack)
    return {tier for tier in (band_tier(end, about, criterion) for end in ends) if tier}


def tiers_next_to(tier: str, score: Figure, about: RankedList, criterion: Criterion) -> set[str]:
    """Return the tiers that the bands give a score that ``tier`` is printed next to; empty where no band says.

    Below the lowest band a tier that no band names may be one whose band is not printed.
    """
    tiers = tiers_of(score, about, criterion)
    is_named = tier in {NOT_RANKED, *(band.tier for band in about.bands)}
    return set() if tiers == {NOT_RANKED} and not is_named else tiers


def band_tier(score: Fraction, about: RankedList, criterion: Criterion) -> str | None:
    """Return the tier of a score; `NOT_RANKED` below the lowest band, None between bands that leave a gap.

    The rule of sql/core/tier_readings.sql, for what a rounded score may stand for; there a unit below the lowest
    band is not ranked only where the source says so, as no printed tier is at hand.
    """
    bands = sorted(about.bands, key=lambda band: band.level)
    below_all = bool(bands)
    for band in bands:
        reading = score
        if band.unit == "percent":
            if not criterion.maximum:
                return None
            reading = score * 100 / Fraction(criterion.maximum)
        above = (
            band.min_score is None
            or reading > band.min_score
            or (band.min_inclusive and reading == band.min_score)
        )
        # the best band has no upper end: bonus points go over it
        # at an edge that the next better band does not take, the score stays below it
        below = band.max_score is None or band is bands[0] or reading <= band.max_score
        if above and below:
            return band.tier
        below_all = below_all and not above
    return NOT_RANKED if below_all else None


def counts(about: RankedList) -> dict[str, TierCount]:
    """Return the number of units at each tier that the list or its bands name."""
    total = about.total
    if total is None:
        return {}
    placed = {unit: _tier(about, total, unit) for unit in total.results}
    for unit in about.not_ranked:
        placed[unit] = NOT_RANKED
    names = {band.tier for band in about.bands} | {tier for tier in placed.values() if tier}
    names |= {NOT_RANKED} if _has_foot(about) else set()
    if about.n_units is None and not about.is_complete:
        return {name: TierCount(_known(placed, name), 10**6) for name in names}
    n_all = max(about.n_units or 0, len(placed))
    n_open = n_all - sum(tier is not None for tier in placed.values())
    possible = _open_tiers(about, total, placed)
    return {
        name: TierCount(
            _known(placed, name),
            _known(placed, name) + (n_open if possible is None or name in possible else 0),
        )
        for name in names
    }


def _known(placed: dict[str, str | None], name: str) -> int:
    return sum(tier == name for tier in placed.values())


def _has_foot(about: RankedList) -> bool:
    """Return whether units can fall below the lowest band."""
    return bool(about.bands) and all(band.min_score is not None for band in about.bands)


def _tier(about: RankedList, total: Criterion, unit: str) -> str | None:
    """Return the tier of a unit: as printed, else the only one that the bands give its score."""
    row = total.results[unit]
    if row.tier is not None:
        return row.tier
    if row.score is None:
        return None
    tiers = tiers_of(row.score, about, total)
    return tiers.pop() if len(tiers) == 1 else None


def _open_tiers(about: RankedList, total: Criterion, placed: dict[str, str | None]) -> set[str] | None:
    """Return the tiers that units without one can have, first to last; None where nothing bounds them."""
    order = [band.tier for band in sorted(about.bands, key=lambda band: band.level)]
    order += [NOT_RANKED] if _has_foot(about) else []
    if not order:
        return None
    first, last = 0, len(order)
    for unit, row in total.results.items():
        tier = placed.get(unit)
        if tier not in order:
            continue
        if row.rank is not None and row.rank.value == 1:
            first = max(first, order.index(tier))
        if row.last is not None:
            last = min(last, order.index(tier) + 1)
    return set(order[first:last])


def level_order(bands: tuple[TierBand, ...], tier: str | None) -> int | None:
    """Return the level of a tier in the list's bands, None where it has none."""
    return next((band.level for band in bands if band.tier == tier), None)
