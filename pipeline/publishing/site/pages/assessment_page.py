"""What the page of one assessment shows."""

from collections import Counter
from dataclasses import dataclass

from pipeline.publishing.site.charts import DotPlot, plot
from pipeline.publishing.site.claim_views import ClaimView, DiscrepancyView
from pipeline.publishing.site.deduced_values import (
    ConflictView,
    DeductionView,
    conflict_views,
    deduction_views,
)
from pipeline.publishing.site.gate import LadderEntry
from pipeline.publishing.site.links import line_link
from pipeline.publishing.site.site_model import Model, group_by
from pipeline.publishing.site.unit_rows import (
    SCHEME_COLUMNS,
    ShownColumns,
    UnitRow,
    find_shown_columns,
    unit_rows,
)
from schemas.claim_types import claim_type
from schemas.tables.agencies import Province
from schemas.tables.assessments import Assessment, Criterion, TierBand
from schemas.tables.documents import Source
from schemas.tables.statements import Statement


@dataclass(frozen=True, slots=True)
class CriterionColumn:
    """A criterion with where its maximum is printed; ``parent`` is the name of what it is part of."""

    criterion: Criterion
    maximum: Statement | None
    parent: str | None


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
    """Other lists of which the ladder says the same."""

    verdict: LadderEntry
    others: list[ListHeading]


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """Everything on the page of a list."""

    heading: ListHeading
    units: list[UnitRow]
    shown: ShownColumns
    scheme: str | None
    columns: list[CriterionColumn]
    total_maximum: Statement | None
    bands: list[tuple[TierBand, str]]
    claims: list[ClaimView]
    deductions: list[DeductionView]
    conflicts: list[ConflictView]
    missing: list[tuple[str, int]]
    coverage: Coverage
    between_years: bool
    discrepancies: list[DiscrepancyView]
    n_differing: int
    chart: DotPlot | None
    compared: list[Compared]


def headings(model: Model) -> list[ListHeading]:
    """Return all lists in the order in which they are shown."""
    rows = sorted(model.tables.of(Assessment), key=model.address)
    return [ListHeading(row, model.provinces[row.province_id], model.sources[row.source_id]) for row in rows]


def assessment_view(model: Model, heading: ListHeading, everything: list[ListHeading]) -> AssessmentView:
    """Return the page of ``heading``, compared with every other list that the gate lets through."""
    row = heading.assessment
    criteria = model.criteria.get(row.assessment_id, [])
    scheme = SCHEME_COLUMNS[row.rank_scheme] if row.rank_scheme else None
    parts = [criterion for criterion in criteria if not criterion.is_total]
    deductions = deduction_views(model, row.assessment_id)
    units = unit_rows(model, row, parts, scheme, deductions)
    claims = model.claims.get(row.assessment_id, [])
    shown = find_shown_columns(units)
    bands = model.bands.get(row.assessment_id, [])
    return AssessmentView(
        heading=heading,
        units=units,
        shown=shown,
        scheme=scheme,
        columns=[_column(model, part) for part in parts],
        total_maximum=model.maxima.get(f"{row.assessment_id}/total"),
        bands=[(band, line_link(band.source_id, band.line)) for band in bands],
        claims=[model.claim_view(claim) for claim in claims],
        deductions=deductions,
        conflicts=conflict_views(model, row.assessment_id),
        missing=_missing(model, row, criteria),
        coverage=_coverage(row, units, deductions),
        between_years=any(claim_type(claim.claim_type).is_change for claim in claims),
        discrepancies=[
            model.discrepancy_view(found) for found in model.discrepancies.get(row.assessment_id, [])
        ],
        n_differing=sum(unit.total.differs for unit in units),
        chart=plot(row, units, bands) if row.is_complete else None,
        compared=_compared(model, heading, everything),
    )


def _compared(model: Model, heading: ListHeading, everything: list[ListHeading]) -> list[Compared]:
    others = (other for other in everything if other is not heading)
    verdicts = group_by(others, lambda other: model.gate.compare(heading.page_id, other.page_id))
    steps = sorted(verdicts, key=lambda verdict: (verdict.step or "Z", verdict.reason))
    return [Compared(verdict, verdicts[verdict]) for verdict in steps]


def _column(model: Model, part: Criterion) -> CriterionColumn:
    maximum = model.maxima.get(part.criterion_id)
    total = f"{part.assessment_id}/total"
    parent = part.parent_criterion_id if part.parent_criterion_id != total else None
    return CriterionColumn(part, maximum, model.criterion_names.get(parent or ""))


def _coverage(row: Assessment, units: list[UnitRow], deductions: list[DeductionView]) -> Coverage:
    everyone_else = (
        view for view in deductions if view.row.agency_id is None and view.row.quantity == "rank"
    )
    return Coverage(
        quoted=row.n_quoted,
        named_only=row.n_named - row.n_quoted,
        unnamed=row.n_unnamed,
        excluded=sum(unit.status == "excluded" for unit in units),
        rank=next(everyone_else, None),
    )


def _missing(model: Model, row: Assessment, criteria: list[Criterion]) -> list[tuple[str, int]]:
    """Return how many score cells are empty, by reason."""
    cells = (
        model.score(criterion.criterion_id, unit.agency_id)
        for criterion in criteria
        for unit in model.unit_states.get(row.assessment_id, [])
    )
    reasons = (cell.missing_reason for cell in cells if cell and cell.missing_reason)
    return sorted(Counter(reasons).items())
