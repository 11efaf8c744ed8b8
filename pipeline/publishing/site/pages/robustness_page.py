"""How firm the ranks of a complete table are: what other weights would do, criterion by criterion and all at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.publishing.site.charts import Strip, strip
from pipeline.publishing.site.pages.assessment_page import AssessmentView, ListHeading
from pipeline.publishing.site.site_model import Interval, Model, group_by
from pipeline.publishing.site.unit_rows import UnitRow
from schemas.tables.assessments import Criterion
from schemas.tables.robustness import CriterionWeight, Dominance, DropOneRank, RankCorrelation, RankRange
from schemas.tables.statements import Statement


@dataclass(frozen=True, slots=True)
class Reach:
    """The places that a range of weights leads a unit to; ``is_exact`` where both ends are reached."""

    places: Interval
    strip: Strip | None
    is_exact: bool


@dataclass(frozen=True, slots=True)
class FirmUnit:
    """A unit with its place by the official weights and by others; ``points`` and ``without`` by criterion."""

    row: UnitRow
    place: int
    quarter: Reach
    anything: Reach
    without: list[int | None]
    points: list[tuple[Statement | None, Decimal | None]]
    n_behind: int
    n_ahead: int

    @property
    def without_range(self) -> Interval | None:
        """The best and the worst place when any one criterion is left out."""
        places = [place for place in self.without if place is not None]
        return Interval(min(places), max(places)) if places else None


@dataclass(frozen=True, slots=True)
class FirmCriterion:
    """A criterion with its share of the maxima and of what tells units apart, and its agreement with the total."""

    criterion: Criterion
    weight: CriterionWeight
    agreement: RankCorrelation | None


@dataclass(frozen=True, slots=True)
class RobustnessView:
    """The page of a complete table; ``widest`` is the unit that a quarter more or less moves most."""

    heading: ListHeading
    criteria: list[FirmCriterion]
    units: list[FirmUnit]
    widest: FirmUnit

    @property
    def n_steady(self) -> int:
        """How many units no weights within a quarter move."""
        return sum(unit.quarter.places.low == unit.quarter.places.high for unit in self.units)

    @property
    def n_first(self) -> int:
        """How many units some weights put first."""
        return sum(unit.anything.places.low == 1 for unit in self.units)

    @property
    def is_exact(self) -> bool:
        """Whether all ends are reached by weights that the tables give."""
        return all(unit.quarter.is_exact and unit.anything.is_exact for unit in self.units)


def robustness_view(model: Model, view: AssessmentView) -> RobustnessView | None:
    """Return the page of a list, None where nothing is known of other weights."""
    listed = view.heading.page_id
    criteria = _criteria(model, listed)
    ranges = {
        (row.agency_id, row.weight_range): row
        for row in model.tables.of(RankRange)
        if row.assessment_id == listed
    }
    ranked = [
        row for row in view.units if {(row.agency_id, "quarter"), (row.agency_id, "all")} <= ranges.keys()
    ]
    if not criteria or not ranked:
        return None
    without = {
        (row.agency_id, row.criterion_id): row.rank_without
        for row in model.tables.of(DropOneRank)
        if row.assessment_id == listed
    }
    pairs = [row for row in model.tables.of(Dominance) if row.assessment_id == listed]
    behind = Counter(row.agency_id for row in pairs)
    ahead = Counter(row.dominated_agency_id for row in pairs)
    units = [
        FirmUnit(
            row=row,
            place=ranges[row.agency_id, "all"].rank_competition,
            quarter=_reach(ranges[row.agency_id, "quarter"], view.heading.assessment.n_units),
            anything=_reach(ranges[row.agency_id, "all"], view.heading.assessment.n_units),
            without=[without.get((row.agency_id, one.criterion.criterion_id)) for one in criteria],
            points=[_points(model, one.criterion.criterion_id, row.agency_id) for one in criteria],
            n_behind=behind[row.agency_id],
            n_ahead=ahead[row.agency_id],
        )
        for row in ranked
    ]
    return RobustnessView(view.heading, criteria, units, max(units, key=_width))


def _criteria(model: Model, listed: str) -> list[FirmCriterion]:
    weights = {
        row.criterion_id: row for row in model.tables.of(CriterionWeight) if row.assessment_id == listed
    }
    total = f"{listed}/total"
    agreement = _agreement(model.tables.of(RankCorrelation), total)
    return [
        FirmCriterion(row, weights[row.criterion_id], agreement.get(row.criterion_id))
        for row in model.criteria.get(listed, [])
        if row.criterion_id in weights
    ]


def _agreement(rows: Sequence[RankCorrelation], total: str) -> dict[str, RankCorrelation]:
    of_total = group_by(rows, lambda row: total in (row.criterion_id_a, row.criterion_id_b))
    return {
        row.criterion_id_a if row.criterion_id_b == total else row.criterion_id_b: row
        for row in of_total.get(True, [])
    }


def _reach(row: RankRange, n_units: int | None) -> Reach:
    places = Interval(row.rank_best, row.rank_worst)
    return Reach(places, strip(places, n_units), row.range_basis == "exact")


def _points(model: Model, criterion_id: str, agency_id: str) -> tuple[Statement | None, Decimal | None]:
    cell = model.score(criterion_id, agency_id)
    return model.printed_score(criterion_id, agency_id), cell.score if cell else None


def _width(unit: FirmUnit) -> int:
    return (unit.quarter.places.high or 0) - unit.quarter.places.low
