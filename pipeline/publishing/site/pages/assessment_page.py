"""What the page of one assessment shows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.publishing.site.charts import DotPlot, plot
from pipeline.publishing.site.claim_views import DiscrepancyView
from pipeline.publishing.site.criteria_tree import CriterionColumn, criterion_columns
from pipeline.publishing.site.deduced_values import (
    ConflictView,
    Deduced,
    DeducedCells,
    DeductionView,
    conflict_views,
    deduced_cells,
    deduction_views,
)
from pipeline.publishing.site.gate import Elsewhere, LadderEntry
from pipeline.publishing.site.links import line_link
from pipeline.publishing.site.list_claims import ListClaims, list_claims
from pipeline.publishing.site.range_chart import RangePlot, range_plot
from pipeline.publishing.site.site_model import Interval, Model, group_by
from pipeline.publishing.site.unit_rows import (
    SCHEME_COLUMNS,
    ShownColumns,
    UnitRow,
    find_shown_columns,
    is_first,
    is_last,
    unit_rows,
)
from schemas.tables.agencies import Province
from schemas.tables.assessments import Assessment, TierBand
from schemas.tables.documents import Source
from schemas.tables.statements import Statement


@dataclass(frozen=True, slots=True)
class EveryoneElse:
    """What follows of each unit that is not named: in total, and on each criterion."""

    total: Deduced
    criteria: list[Deduced]

    @property
    def is_bounded(self) -> bool:
        """Whether anything follows on a criterion."""
        return any(cell.views for cell in self.criteria)

    @property
    def interval(self) -> Interval | None:
        """The places that such a unit can have."""
        if self.total.rank is None:
            return None
        low, high = self.total.rank.low, self.total.rank.high
        return Interval(int(low or 1), None if high is None else int(high))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much the document says of the units: ``unnamed`` is None where their number is not known."""

    quoted: int
    named_only: int
    unnamed: int | None
    excluded: int
    rank: DeductionView | None


@dataclass(frozen=True, slots=True)
class ListHeading:
    """A list with the rows that name it."""

    assessment: Assessment
    province: Province
    source: Source

    @property
    def page_id(self) -> str:
        """The id that its page is named by."""
        return self.assessment.assessment_id


@dataclass(frozen=True, slots=True)
class Compared:
    """Other lists of the province of which the ladder says the same."""

    verdict: LadderEntry
    others: list[ListHeading]


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """Everything on the page of a list; ``first`` and ``last`` are those known to stand at its ends."""

    heading: ListHeading
    units: list[UnitRow]
    first: list[UnitRow]
    last: list[UnitRow]
    shown: ShownColumns
    scheme: str | None
    columns: list[CriterionColumn]
    total_maximum: Statement | None
    deduced: DeducedCells
    bands: list[tuple[TierBand, str]]
    claims: ListClaims
    conflicts: list[ConflictView]
    missing: list[tuple[str, int]]
    coverage: Coverage
    everyone_else: EveryoneElse
    discrepancies: list[DiscrepancyView]
    n_differing: int
    chart: DotPlot | None
    ranges: RangePlot | None
    compared: list[Compared]
    elsewhere: list[Elsewhere]

    @property
    def has_results(self) -> bool:
        """Whether anything is known of a unit on a criterion, or why nothing is."""
        cells = (cell for unit in self.units for cell in unit.criteria)
        told = any(not cell.is_empty or cell.missing_reason or cell.follows.views for cell in cells)
        return told or self.everyone_else.is_bounded


def headings(model: Model) -> list[ListHeading]:
    """Return all lists in the order in which they are shown."""
    rows = sorted(model.tables.of(Assessment), key=model.address)
    return [ListHeading(row, model.provinces[row.province_id], model.sources[row.source_id]) for row in rows]


def newest_lists(lists: Iterable[Assessment]) -> set[str]:
    """Return the ids of the lists of the newest year that each province has of an index and a block."""
    kept = list(lists)
    years: dict[tuple[str, str, str], int] = {}
    for row in kept:
        key = row.province_id, row.index_id, row.block
        years[key] = max(row.year, years.get(key, row.year))
    return {row.assessment_id for row in kept if years[row.province_id, row.index_id, row.block] == row.year}


def assessment_view(model: Model, heading: ListHeading, everything: list[ListHeading]) -> AssessmentView:
    """Return the page of ``heading``, compared with the other lists of its province and, in number, of all others."""
    row = heading.assessment
    total = f"{row.assessment_id}/total"
    scheme = SCHEME_COLUMNS[row.rank_scheme] if row.rank_scheme else None
    deduced = deduced_cells(deduction_views(model, row.assessment_id))
    columns = criterion_columns(model, row, deduced)
    units = unit_rows(model, row, [column.criterion for column in columns], scheme, deduced)
    bands = model.bands.get(row.assessment_id, [])
    others = [deduced.of(column.criterion.criterion_id, None) for column in columns]
    everyone_else = EveryoneElse(deduced.of(total, None), others)
    discrepancies = [model.discrepancy_view(one) for one in model.discrepancies.get(row.assessment_id, [])]
    claims = [model.claim_view(claim) for claim in model.claims.get(row.assessment_id, [])]
    return AssessmentView(
        heading=heading,
        units=units,
        first=[unit for unit in units if is_first(row, unit)],
        last=[unit for unit in units if is_last(row, unit)],
        shown=find_shown_columns(units),
        scheme=scheme,
        columns=columns,
        total_maximum=model.maxima.get(total),
        deduced=deduced,
        bands=[(band, line_link(band.source_id, band.line)) for band in bands],
        claims=list_claims(claims, discrepancies),
        conflicts=conflict_views(model, row.assessment_id),
        missing=_missing(model, row, [total, *(column.criterion.criterion_id for column in columns)]),
        coverage=_coverage(row, units, everyone_else),
        everyone_else=everyone_else,
        discrepancies=discrepancies,
        n_differing=sum(unit.total.differs for unit in units),
        chart=plot(row, units, bands) if row.is_complete else None,
        ranges=None if row.is_complete else range_plot(row, units, everyone_else.interval),
        compared=_compared(model, heading, everything),
        elsewhere=model.tables.elsewhere.get(row.assessment_id, []),
    )


def _compared(model: Model, heading: ListHeading, everything: list[ListHeading]) -> list[Compared]:
    others = (
        other
        for other in everything
        if other is not heading and other.province.province_id == heading.province.province_id
    )
    verdicts = group_by(others, lambda other: model.gate.compare(heading.page_id, other.page_id))
    steps = sorted(verdicts, key=lambda verdict: (verdict.step or "Z", verdict.reason))
    return [Compared(verdict, verdicts[verdict]) for verdict in steps]


def _coverage(row: Assessment, units: list[UnitRow], everyone_else: EveryoneElse) -> Coverage:
    return Coverage(
        quoted=row.n_quoted,
        named_only=row.n_named - row.n_quoted,
        unnamed=row.n_unnamed,
        excluded=sum(unit.status == "excluded" for unit in units),
        rank=everyone_else.total.rank,
    )


def _missing(model: Model, row: Assessment, criterion_ids: list[str]) -> list[tuple[str, int]]:
    """Return how many score cells are empty, by reason."""
    cells = (
        model.score(criterion_id, unit.agency_id)
        for criterion_id in criterion_ids
        for unit in model.unit_states.get(row.assessment_id, [])
    )
    reasons = (cell.missing_reason for cell in cells if cell and cell.missing_reason)
    return sorted(Counter(reasons).items())
