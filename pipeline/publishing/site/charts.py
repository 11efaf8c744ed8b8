"""Geometry of the charts: every position is a percentage, so that they fit any width without scaling text."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from schemas.tables.assessments import Assessment, TierBand
from schemas.tables.statements import Statement

if TYPE_CHECKING:
    from pipeline.publishing.site.site_model import Interval
    from pipeline.publishing.site.unit_rows import UnitRow

_HUNDREDTH = Decimal("0.01")
# A tick nearer than this share of the axis to its end would collide with the end's label.
_CLEARANCE = Decimal("0.05")
_STEPS = tuple(Decimal(step) for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000))


@dataclass(frozen=True, slots=True)
class Dot:
    """A row of the plot: ``x`` the value, ``low`` and ``high`` the ends of its interval, all percentages."""

    name: str
    x: Decimal
    low: Decimal
    high: Decimal
    y: Decimal
    level: int
    value: Statement | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Strip:
    """The position of a unit on the axis from first to last: percentages of its own list's length."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Mark:
    """A tick or the lower bound of a band."""

    x: Decimal
    value: Decimal
    label: str | None = None


@dataclass(frozen=True, slots=True)
class DotPlot:
    """``kind`` is ``score`` or ``rank``; ``first`` and ``last`` are all rows at the two ends."""

    kind: str
    dots: list[Dot]
    ticks: list[Mark]
    cuts: list[Mark]
    levels: list[tuple[int, str]]
    first: list[Dot]
    last: list[Dot]
    maximum: Decimal | None


def percent(value: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """Return where ``value`` lies between ``low`` and ``high``, in per cent."""
    return ((value - low) / (high - low) * 100).quantize(_HUNDREDTH)


def strip(interval: "Interval | None", n_units: int | None) -> Strip | None:
    """Return where the places that a unit can have lie on its list's axis; None where either is not known."""
    if interval is None or interval.high is None or n_units is None or n_units < 2:
        return None
    one, last = Decimal(1), Decimal(n_units)
    return Strip(percent(Decimal(interval.low), one, last), percent(Decimal(interval.high), one, last))


def plot(assessment: Assessment, units: Sequence["UnitRow"], bands: Sequence[TierBand]) -> DotPlot | None:
    """Return the chart of a complete list: scores where all are printed, else ranks with their ties."""
    ranked = [unit for unit in units if unit.stands]
    if len(ranked) < 2:
        return None
    if all(unit.total.score and unit.total.score.value is not None for unit in ranked):
        return _score_plot(assessment, ranked, bands)
    return _rank_plot(ranked)


def row_position(index: int, n: int) -> Decimal:
    """Return the middle of a row of ``n``, in per cent."""
    return (Decimal(2 * index + 1) * 50 / n).quantize(_HUNDREDTH)


def _levels(units: Sequence["UnitRow"], bands: Sequence[TierBand]) -> dict[str, int]:
    """Return the level of each tier: as its band says, else by the order in which the list names it."""
    printed = {band.tier: band.level for band in bands if band.is_of_total}
    if printed:
        return printed
    tiers = dict.fromkeys(unit.tier_text for unit in units if unit.tier_text)
    return {tier: level for level, tier in enumerate(tiers, start=1)}


def _score_plot(assessment: Assessment, units: Sequence["UnitRow"], bands: Sequence[TierBand]) -> DotPlot:
    scores = [unit.total.score.value or Decimal(0) for unit in units if unit.total.score]
    top = assessment.max_score or max(scores)
    ticks = _ticks(top)
    end = max(top, ticks[-1])
    levels = _levels(units, bands)
    zero = Decimal(0)
    dots = [
        Dot(
            unit.name,
            x=percent(score, zero, end),
            low=zero,
            high=percent(score, zero, end),
            y=row_position(index, len(units)),
            level=levels.get(unit.tier_text or "", 0),
            value=unit.total.score,
            rank=None,
        )
        for index, (unit, score) in enumerate(zip(units, scores, strict=True))
    ]
    cuts = [
        Mark(percent(band.min_score, zero, end), band.min_score, band.tier)
        for band in bands
        if band.min_score is not None and band.is_of_total and band.min_score <= end
    ]
    marks = [Mark(percent(tick, zero, end), tick) for tick in ticks]
    used = sorted({(dot.level, unit.tier_text or "") for dot, unit in zip(dots, units, strict=True)})
    return DotPlot("score", dots, marks, cuts, used, *_ends(dots), assessment.max_score)


def _rank_plot(units: Sequence["UnitRow"]) -> DotPlot | None:
    n = len(units)
    one, last = Decimal(1), Decimal(n)
    levels = _levels(units, ())
    dots = []
    for index, unit in enumerate(units):
        if unit.ranking is None or unit.ranking.rank_low is None or unit.ranking.rank_high is None:
            return None
        low, high = Decimal(unit.ranking.rank_low), Decimal(unit.ranking.rank_high)
        dots.append(
            Dot(
                unit.name,
                x=percent((low + high) / 2, one, last),
                low=percent(low, one, last),
                high=percent(high, one, last),
                y=row_position(index, n),
                level=levels.get(unit.tier_text or "", 0),
                value=unit.total.rank,
                rank=unit.ranking.printed_rank,
            )
        )
    ticks = rank_ticks(last)
    used = sorted({(dot.level, unit.tier_text or "") for dot, unit in zip(dots, units, strict=True)})
    return DotPlot("rank", dots, ticks, [], used, *_ends(dots), last)


def rank_ticks(last: Decimal) -> list[Mark]:
    """Return the ticks of an axis of ranks: the first, the last, and round ones between."""
    one = Decimal(1)
    inner = [tick for tick in _ticks(last) if one < tick and last - tick > last * _CLEARANCE]
    return [Mark(percent(tick, one, last), tick) for tick in (one, *inner, last)]


def _ends(dots: list[Dot]) -> tuple[list[Dot], list[Dot]]:
    """Return the rows at the two ends: they come in the order of the list."""
    return [dot for dot in dots if dot.x == dots[0].x], [dot for dot in dots if dot.x == dots[-1].x]


def _ticks(top: Decimal) -> list[Decimal]:
    """Round values from zero to ``top``, five at most."""
    step = next((step for step in _STEPS if top / step <= 5), _STEPS[-1])
    return [step * n for n in range(int(-(-top // step)) + 1)]
