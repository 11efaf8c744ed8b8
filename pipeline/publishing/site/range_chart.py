"""The chart of an incomplete list: where each unit's place must lie, in percentages of the axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.publishing.site.charts import Mark, percent, rank_ticks, row_position
from pipeline.publishing.site.site_model import Interval
from pipeline.publishing.site.unit_rows import UnitRow
from schemas.tables.assessments import Assessment


@dataclass(frozen=True, slots=True)
class RangeRow:
    """A unit, or with ``unit`` None each of those that are not named; an open end reaches the end of the axis."""

    unit: UnitRow | None
    interval: Interval
    low: Decimal
    high: Decimal
    y: Decimal

    @property
    def is_point(self) -> bool:
        """Whether there is one place that it can have."""
        return self.interval.low == self.interval.high


@dataclass(frozen=True, slots=True)
class RangePlot:
    """Rows by their best place, then by their worst; ``n`` units where their number is known."""

    rows: list[RangeRow]
    ticks: list[Mark]
    n: int | None
    n_unnamed: int | None


def range_plot(
    assessment: Assessment, units: Sequence[UnitRow], everyone_else: Interval | None
) -> RangePlot | None:
    """Return the chart, None where fewer than two units have bounds."""
    found: list[tuple[UnitRow | None, Interval]] = [(unit, unit.interval) for unit in units if unit.interval]
    if len(found) < 2:
        return None
    if everyone_else and assessment.n_unnamed != 0:
        found.append((None, everyone_else))
    ends = [end for _, interval in found for end in (interval.low, interval.high) if end is not None]
    one, last = Decimal(1), Decimal(assessment.n_units or max(ends))
    if last == one:
        return None
    found.sort(key=lambda item: (item[1].low, item[1].high or last, item[0] is None))
    rows = [
        RangeRow(
            unit,
            interval,
            low=percent(Decimal(interval.low), one, last),
            high=percent(Decimal(interval.high or last), one, last),
            y=row_position(index, len(found)),
        )
        for index, (unit, interval) in enumerate(found)
    ]
    return RangePlot(rows, rank_ticks(last), assessment.n_units, assessment.n_unnamed)
