"""The units of one list: what is printed of each, what we computed, and what follows."""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.publishing.site.deduced_values import Deduced, DeducedCells, DeductionView
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
    follows: Deduced

    @property
    def deduced(self) -> DeductionView | None:
        """What follows of the score."""
        return self.follows.score

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
    pct_basis: str | None
    criteria: tuple[CriterionCell, ...]

    @property
    def stands(self) -> bool:
        """Whether the total places it: a source that leaves a unit out gives a reason."""
        return self.status != "not_quoted" and self.reason is None

    @property
    def deduced_tier(self) -> DeductionView | None:
        """What follows of the tier."""
        return self.total.follows.tier

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
    deduced: DeducedCells,
) -> list[UnitRow]:
    """Return the units of a list by printed rank, then score; those without either at the end by name."""
    total = f"{row.assessment_id}/total"
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
                total=criterion_cell(model, total, unit.agency_id, scheme, deduced),
                ranking=ranking,
                interval=model.interval(total, unit.agency_id),
                tier=model.printed_tier(total, unit.agency_id),
                tier_differs=_tier_differs(ranking),
                pct_basis=score.pct_basis if score else None,
                criteria=tuple(
                    criterion_cell(model, part.criterion_id, unit.agency_id, scheme, deduced)
                    for part in parts
                ),
            )
        )
    return sorted(rows, key=_sort_key)  # units that tie stay in the order of names


def _tier_differs(ranking: Ranking | None) -> bool:
    if ranking is None or ranking.printed_tier is None or ranking.tier_basis != "printed_band":
        return False
    return ranking.printed_tier != ranking.recomputed_tier


def criterion_cell(
    model: Model, criterion_id: str, agency_id: str, scheme: str | None, deduced: DeducedCells
) -> CriterionCell:
    """Return what is known of a unit on a criterion; its rank is recomputed by ``scheme``."""
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
        follows=deduced.of(criterion_id, agency_id),
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
        scores=any(unit.total.score or unit.total.follows.score for unit in units),
        pct=any(unit.total.pct is not None or unit.total.follows.pct for unit in units),
        recomputed=recomputed,
        interval=not recomputed and any(unit.interval for unit in units),
        tiers=any(row.printed_tier for row in ranked)
        or (not recomputed and any(unit.deduced_tier for unit in units)),
        recomputed_tiers=any(row.tier_basis == "printed_band" for row in ranked),
        margins=any(row.margin_to_cutoff is not None for row in ranked),
        ties=any(row.rank_competition != row.rank_modified for row in ranked),
    )


def is_first(row: Assessment, unit: UnitRow) -> bool:
    """Return whether a unit is known to stand at the head of its list, alone or with others."""
    if unit.interval is None:
        return False
    return unit.interval.low == 1 and (row.is_complete or unit.interval.high == 1)


def is_last(row: Assessment, unit: UnitRow) -> bool:
    """Return whether a unit is known to stand at the foot: words say so, or no place is left below it."""
    rank = unit.total.rank
    if rank and rank.value is None:
        return True
    if unit.interval is None or row.n_units is None:
        return False
    return (unit.interval.high if row.is_complete else unit.interval.low) == row.n_units
