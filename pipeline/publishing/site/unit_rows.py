"""The units of one list: what is printed of each, what we computed, and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.publishing.site.deduced_values import DeductionView
from pipeline.publishing.site.links import anchor
from pipeline.publishing.site.site_model import Interval, Model
from schemas.tables.assessments import Assessment, Criterion
from schemas.tables.results import Ranking
from schemas.tables.statements import Statement

# Which recomputed column stands next to the printed rank, by the scheme inferred for the list. Where
# no tie shows the scheme, or it rests on a tie-break, the usual one is shown and named.
SCHEME_COLUMNS = {
    "competition": "competition",
    "dense": "dense",
    "modified": "modified",
    "fractional": "fractional",
    "ordinal": "competition",
    "not_identifiable": "competition",
}

_Deduced = Mapping[tuple[str | None, str | None, str], DeductionView]


@dataclass(frozen=True, slots=True)
class CriterionCell:
    """One criterion of one unit: what is printed, what we computed, or why there is nothing."""

    score: Statement | None
    rank: Statement | None
    tier: Statement | None
    recomputed_rank: Decimal | int | None
    differs: bool
    pct: Decimal | None
    status: str | None
    missing_reason: str | None
    deduced: DeductionView | None

    @property
    def is_deduced(self) -> bool:
        """Whether the score follows with one value: nothing is missing then."""
        return self.status == "deduced"

    @property
    def is_empty(self) -> bool:
        """Whether the cell shows a reason only."""
        return self.score is None and self.rank is None and self.tier is None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of the list. ``status`` is that of ``assessed_units``."""

    agency_id: str
    anchor: str
    name: str
    status: str
    reason: str | None
    total: CriterionCell
    ranking: Ranking | None
    interval: Interval | None
    tier: Statement | None
    tier_differs: bool
    deduced_tier: DeductionView | None
    pct_basis: str | None
    criteria: tuple[CriterionCell, ...]

    @property
    def stands(self) -> bool:
        """Whether the total places it: a source that leaves a unit out gives a reason."""
        return self.status != "not_quoted" and self.reason is None

    @property
    def tier_text(self) -> str | None:
        """The printed tier in its repaired form."""
        return self.ranking.printed_tier if self.ranking else None


@dataclass(frozen=True, slots=True)
class ShownColumns:
    """Which optional columns have anything to show."""

    scores: bool
    pct: bool
    recomputed: bool
    interval: bool
    tiers: bool
    recomputed_tiers: bool
    margins: bool
    ties: bool


def unit_rows(
    model: Model,
    row: Assessment,
    parts: list[Criterion],
    scheme: str | None,
    deductions: list[DeductionView],
) -> list[UnitRow]:
    """Return the units of a list by printed rank, then score; those without either at the end by name."""
    total = f"{row.assessment_id}/total"
    deduced = {(view.row.criterion_id, view.row.agency_id, view.row.quantity): view for view in deductions}
    rows = []
    for unit in model.unit_states.get(row.assessment_id, []):
        ranking = model.ranking(total, unit.agency_id)
        score = model.score(total, unit.agency_id)
        rows.append(
            UnitRow(
                agency_id=unit.agency_id,
                anchor=anchor(unit.agency_id),
                name=model.agencies[unit.agency_id].name,
                status=unit.status,
                reason=unit.reason,
                total=_cell(model, total, unit.agency_id, scheme, deduced),
                ranking=ranking,
                interval=model.interval(total, unit.agency_id),
                tier=model.printed_tier(total, unit.agency_id),
                tier_differs=_tier_differs(ranking),
                deduced_tier=deduced.get((total, unit.agency_id, "tier")),
                pct_basis=score.pct_basis if score else None,
                criteria=tuple(
                    _cell(model, part.criterion_id, unit.agency_id, scheme, deduced) for part in parts
                ),
            )
        )
    return sorted(rows, key=_sort_key)  # units that tie stay in the order of names


def _tier_differs(ranking: Ranking | None) -> bool:
    if ranking is None or ranking.printed_tier is None or ranking.tier_basis != "printed_band":
        return False
    return ranking.printed_tier != ranking.recomputed_tier


def _cell(
    model: Model, criterion_id: str, agency_id: str, scheme: str | None, deduced: _Deduced
) -> CriterionCell:
    score = model.score(criterion_id, agency_id)
    ranking = model.ranking(criterion_id, agency_id)
    rank = model.printed_rank(criterion_id, agency_id)
    recomputed: Decimal | int | None = getattr(ranking, f"rank_{scheme}") if ranking and scheme else None
    printed_rank = ranking.printed_rank if ranking else None
    return CriterionCell(
        score=model.printed_score(criterion_id, agency_id),
        rank=rank,
        tier=model.printed_tier(criterion_id, agency_id),
        recomputed_rank=recomputed,
        differs=printed_rank is not None and recomputed is not None and printed_rank != recomputed,
        pct=score.pct_of_max if score and score.status == "printed" else None,
        status=score.status if score else None,
        missing_reason=score.missing_reason if score else None,
        deduced=deduced.get((criterion_id, agency_id, "score")),
    )


def _sort_key(row: UnitRow) -> tuple[bool, Decimal, Decimal]:
    ranking = row.ranking
    rank = (
        next((r for r in (ranking.printed_rank, ranking.rank_low) if r is not None), None)
        if ranking
        else None
    )
    score = row.total.score.value if row.total.score else None
    return (
        not row.stands,
        Decimal(rank) if rank is not None else Decimal("Infinity"),
        -score if score is not None else Decimal("Infinity"),
    )


def find_shown_columns(units: list[UnitRow]) -> ShownColumns:
    """Return the columns in which any of the units has something."""
    ranked = [unit.ranking for unit in units if unit.ranking]
    recomputed = any(unit.total.recomputed_rank is not None for unit in units)
    return ShownColumns(
        scores=any(unit.total.score for unit in units),
        pct=any(unit.total.pct is not None for unit in units),
        recomputed=recomputed,
        interval=not recomputed and any(unit.interval for unit in units),
        tiers=any(row.printed_tier for row in ranked),
        recomputed_tiers=any(row.tier_basis == "printed_band" for row in ranked),
        margins=any(row.margin_to_cutoff is not None for row in ranked),
        ties=any(row.rank_competition != row.rank_modified for row in ranked),
    )
