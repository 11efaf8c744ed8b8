"""What the page of one assessment shows."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from pipeline.publishing.site_charts import DotPlot, plot
from pipeline.publishing.site_deductions import ConflictView, DeductionView, conflict_views, deduction_views
from pipeline.publishing.site_evidence import Discrepancy, Source
from pipeline.publishing.site_gate import Verdict
from pipeline.publishing.site_model import ClaimView, Model, Printed, anchor, group_by, line_link
from pipeline.publishing.site_rows import Assessment, Band, Criterion, Province, Ranking

# Which recomputed column stands beside the printed rank, by the scheme inferred for the list. Where
# no tie shows the scheme, or it rests on a tie-break, the usual one is shown and named.
_SCHEME_COLUMNS = {
    "competition": "competition",
    "dense": "dense",
    "modified": "modified",
    "fractional": "fractional",
    "ordinal": "competition",
    "not_identifiable": "competition",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One criterion of one unit: what is printed, what we computed, or why there is nothing."""

    score: Printed | None
    rank: Printed | None
    recomputed_rank: Decimal | int | None
    differs: bool
    pct: Decimal | None
    missing_reason: str | None

    @property
    def is_empty(self) -> bool:
        """Whether the cell shows a reason only."""
        return self.score is None and self.rank is None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of the list. ``status`` is that of ``assessed_units``."""

    agency_id: str
    anchor: str
    name: str
    status: str
    reason: str | None
    total: Cell
    ranking: Ranking | None
    tier: Printed | None
    tier_differs: bool
    pct_basis: str | None
    criteria: tuple[Cell, ...]

    @property
    def tier_text(self) -> str | None:
        """The printed tier in its repaired form."""
        return self.ranking.printed_tier if self.ranking else None


@dataclass(frozen=True, slots=True)
class Column:
    """A criterion with where its maximum is printed."""

    criterion: Criterion
    maximum: Printed | None


@dataclass(frozen=True, slots=True)
class Shown:
    """Which optional columns have anything to show."""

    scores: bool
    pct: bool
    recomputed: bool
    interval: bool
    tiers: bool
    recomputed_tiers: bool
    margins: bool
    ties: bool


@dataclass(frozen=True, slots=True)
class Heading:
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

    verdict: Verdict
    others: list[Heading]


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """Everything on the page of a list."""

    heading: Heading
    units: list[UnitRow]
    shown: Shown
    scheme: str | None
    columns: list[Column]
    total_maximum: Printed | None
    bands: list[tuple[Band, str]]
    claims: list[ClaimView]
    deductions: list[DeductionView]
    conflicts: list[ConflictView]
    discrepancies: list[Discrepancy]
    missing: list[tuple[str, int]]
    states: list[tuple[str, int]]
    n_differing: int
    chart: DotPlot | None
    compared: list[Compared]


def headings(model: Model) -> list[Heading]:
    """All lists in the order in which they are shown."""
    rows = sorted(model.tables.assessments, key=model.address)
    return [Heading(row, model.provinces[row.province_id], model.sources[row.source_id]) for row in rows]


def assessment_view(model: Model, heading: Heading, everything: list[Heading]) -> AssessmentView:
    """The page of ``heading``, compared with every other list that the gate lets through."""
    row = heading.assessment
    criteria = model.criteria.get(row.assessment_id, [])
    scheme = _SCHEME_COLUMNS[row.rank_scheme] if row.rank_scheme else None
    parts = [criterion for criterion in criteria if not criterion.is_total]
    units = _unit_rows(model, row, parts, scheme)
    shown = _shown(units)
    bands = model.bands.get(row.assessment_id, [])
    return AssessmentView(
        heading=heading,
        units=units,
        shown=shown,
        scheme=scheme,
        columns=[Column(part, model.printed(part.criterion_id, None, "max_score")) for part in parts],
        total_maximum=model.printed(f"{row.assessment_id}/total", None, "max_score"),
        bands=[(band, line_link(band.source_id, band.line)) for band in bands],
        claims=[model.claim_view(claim) for claim in model.claims.get(row.assessment_id, [])],
        deductions=deduction_views(model, row.assessment_id),
        conflicts=conflict_views(model, row.assessment_id),
        discrepancies=model.discrepancies.get(row.assessment_id, []),
        missing=_missing(model, row, criteria),
        states=sorted(Counter(unit.status for unit in units).items()),
        n_differing=sum(unit.total.differs for unit in units),
        chart=plot(row, units, bands) if row.is_complete else None,
        compared=_compared(model, heading, everything),
    )


def _compared(model: Model, heading: Heading, everything: list[Heading]) -> list[Compared]:
    others = (other for other in everything if other is not heading)
    verdicts = group_by(others, lambda other: model.gate.compare(heading.page_id, other.page_id))
    steps = sorted(verdicts, key=lambda verdict: (verdict.step or "Z", verdict.reason))
    return [Compared(verdict, verdicts[verdict]) for verdict in steps]


def _missing(model: Model, row: Assessment, criteria: list[Criterion]) -> list[tuple[str, int]]:
    """How many score cells are empty, by reason."""
    cells = (
        model.score(criterion.criterion_id, unit.agency_id)
        for criterion in criteria
        for unit in model.unit_states(row.assessment_id)
    )
    reasons = (cell.missing_reason for cell in cells if cell and cell.missing_reason)
    return sorted(Counter(reasons).items())


def _unit_rows(model: Model, row: Assessment, parts: list[Criterion], scheme: str | None) -> list[UnitRow]:
    total = f"{row.assessment_id}/total"
    rows = []
    for unit in model.unit_states(row.assessment_id):
        ranking = model.ranking(total, unit.agency_id)
        score = model.score(total, unit.agency_id)
        rows.append(
            UnitRow(
                agency_id=unit.agency_id,
                anchor=anchor(unit.agency_id),
                name=model.agencies[unit.agency_id].name,
                status=unit.status,
                reason=unit.reason,
                total=_cell(model, total, unit.agency_id, scheme),
                ranking=ranking,
                tier=model.printed(total, unit.agency_id, "tier"),
                tier_differs=_tier_differs(ranking),
                pct_basis=score.pct_basis if score else None,
                criteria=tuple(_cell(model, part.criterion_id, unit.agency_id, scheme) for part in parts),
            )
        )
    return sorted(rows, key=_place)


def _tier_differs(ranking: Ranking | None) -> bool:
    if ranking is None or ranking.printed_tier is None or ranking.recomputed_tier is None:
        return False
    return ranking.printed_tier != ranking.recomputed_tier


def _cell(model: Model, criterion_id: str, agency_id: str, scheme: str | None) -> Cell:
    score = model.score(criterion_id, agency_id)
    ranking = model.ranking(criterion_id, agency_id)
    rank = model.printed(criterion_id, agency_id, "rank")
    recomputed: Decimal | int | None = getattr(ranking, f"rank_{scheme}") if ranking and scheme else None
    printed_rank = ranking.printed_rank if ranking else None
    return Cell(
        score=model.printed_score(criterion_id, agency_id),
        rank=rank,
        recomputed_rank=recomputed,
        differs=printed_rank is not None and recomputed is not None and printed_rank != recomputed,
        pct=score.pct_of_max if score else None,
        missing_reason=score.missing_reason if score else None,
    )


def _place(row: UnitRow) -> tuple[bool, Decimal, Decimal, str]:
    """Within one list by printed rank, then score; units without either at the end by name."""
    ranking = row.ranking
    rank = (
        next((r for r in (ranking.printed_rank, ranking.rank_low) if r is not None), None)
        if ranking
        else None
    )
    score = row.total.score.value if row.total.score else None
    return (
        row.status != "ranked",
        Decimal(rank) if rank is not None else Decimal("Infinity"),
        -score if score is not None else Decimal("Infinity"),
        row.name,
    )


def _shown(units: list[UnitRow]) -> Shown:
    ranked = [unit.ranking for unit in units if unit.ranking]
    recomputed = any(unit.total.recomputed_rank is not None for unit in units)
    spans = [(row.rank_low, row.rank_high) for row in ranked if row.rank_low is not None]
    return Shown(
        scores=any(unit.total.score for unit in units),
        pct=any(unit.total.pct is not None for unit in units),
        recomputed=recomputed,
        interval=not recomputed and bool(spans),
        tiers=any(row.printed_tier for row in ranked),
        recomputed_tiers=any(row.recomputed_tier for row in ranked),
        margins=any(row.margin_to_cutoff is not None for row in ranked),
        ties=any(row.rank_competition != row.rank_modified for row in ranked),
    )
