"""What a page shows of the values that follow from the printed ones, and of printed values at odds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from pipeline.publishing.site.site_model import Model
from schemas.tables.deductions import ConflictSet, Deduction

_MOST_LINES = 6
_SHOWN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Proof:
    """The lines that something follows from, the first few, and how many more there are."""

    lines: list[tuple[str, int]]
    n_more: int


@dataclass(frozen=True, slots=True)
class DeductionView:
    """One row of ``deductions``; ``low`` and ``high`` in two decimals, rounded outwards, where they say anything.

    ``tiers`` are the best and worst it may be, where it is about a tier.
    """

    row: Deduction
    agency: str | None
    criterion: str | None
    low: Decimal | None
    high: Decimal | None
    tiers: tuple[str, ...]
    proof: Proof


@dataclass(frozen=True, slots=True)
class Deduced:
    """What follows of one unit on one criterion, or of every unit that is not named; None where nothing does."""

    score: DeductionView | None = None
    pct: DeductionView | None = None
    rank: DeductionView | None = None
    tier: DeductionView | None = None

    @property
    def views(self) -> list[DeductionView]:
        """All that follows."""
        return [view for view in (self.score, self.pct, self.rank, self.tier) if view]


# Which field of a cell holds what follows of a quantity; the others are of a criterion or of the whole list.
_FIELDS = {"score": "score", "pct_of_max": "pct", "rank": "rank", "tier": "tier"}


@dataclass(frozen=True, slots=True)
class DeducedCells:
    """The deductions of a list by what they are about."""

    cells: Mapping[tuple[str | None, str | None], Deduced]
    maxima: Mapping[str | None, DeductionView]
    n_units: DeductionView | None

    def of(self, criterion_id: str, agency_id: str | None) -> Deduced:
        """Return what follows of a unit, with None of every unit that is not named."""
        return self.cells.get((criterion_id, agency_id), Deduced())


@dataclass(frozen=True, slots=True)
class ConflictView:
    """One row of ``conflict_sets``."""

    row: ConflictSet
    agency: str | None
    criterion: str | None
    proof: Proof


def deduction_views(model: Model, assessment_id: str, with_proofs: bool = True) -> list[DeductionView]:
    """Return the deductions of a list that say anything, certain ones first, then by criterion and unit.

    Their proofs may be left out where the lines that they rest on are not at hand.
    """
    rows = [row for row in model.deductions.get(assessment_id, []) if not _is_empty(row)]
    order = {row.criterion_id: row.position for row in model.criteria.get(assessment_id, [])}
    names = {band.level: band.tier for band in model.bands.get(assessment_id, [])}
    names |= {int(row.low): row.tier for row in rows if row.tier and row.low is not None}
    views = [
        DeductionView(
            row=row,
            agency=model.agency_name(row.agency_id),
            criterion=model.criterion_names.get(row.criterion_id or ""),
            low=None if row.low is None or _is_trivial(row) else _outwards(row, row.low, ROUND_FLOOR),
            high=None if row.high is None else _outwards(row, row.high, ROUND_CEILING),
            tiers=_tiers(row, names),
            proof=_proof(model, row.inputs if with_proofs else ()),
        )
        for row in rows
    ]
    return sorted(
        views,
        key=lambda v: (
            v.row.status != "deduced",
            v.row.quantity,
            order.get(v.row.criterion_id or "", 0),
            model.agency_order[v.row.agency_id] if v.row.agency_id else -1,
        ),
    )


def deduced_cells(views: Iterable[DeductionView]) -> DeducedCells:
    """Return the deductions of a list by the cells that they stand in."""
    found: dict[tuple[str | None, str | None], dict[str, DeductionView]] = {}
    maxima: dict[str | None, DeductionView] = {}
    n_units = None
    for view in views:
        row = view.row
        if row.quantity in _FIELDS:
            found.setdefault((row.criterion_id, row.agency_id), {})[_FIELDS[row.quantity]] = view
        elif row.quantity == "max_score":
            maxima[row.criterion_id] = view
        elif row.quantity == "n_units":
            n_units = view
    return DeducedCells({key: Deduced(**views) for key, views in found.items()}, maxima, n_units)


def conflict_views(model: Model, assessment_id: str) -> list[ConflictView]:
    """Return the groups of printed values of a list that cannot all be true."""
    return [
        ConflictView(
            row,
            model.agency_name(row.agency_id),
            model.criterion_names.get(row.criterion_id or ""),
            _proof(model, row.inputs),
        )
        for row in model.conflicts.get(assessment_id, [])
    ]


def _is_empty(row: Deduction) -> bool:
    """Return whether it says no more than that nothing is below zero, or holds under a condition."""
    return row.holds_if is not None or (row.high is None and not row.low)


def _is_trivial(row: Deduction) -> bool:
    """Return whether its lower end says no more than that nothing is below zero."""
    return row.low == 0 and row.high != 0


def _outwards(row: Deduction, value: Decimal, direction: str) -> Decimal:
    if row.low != row.high:
        return value.quantize(_SHOWN, direction)
    return value.quantize(_SHOWN, ROUND_HALF_UP) if row.quantity == "pct_of_max" else value


def _tiers(row: Deduction, names: dict[int, str]) -> tuple[str, ...]:
    if row.quantity != "tier" or row.low is None or row.high is None:
        return ()
    ends = sorted({int(row.low), int(row.high)})
    return tuple(names[end] for end in ends) if all(end in names for end in ends) else ()


def _proof(model: Model, names: tuple[str, ...]) -> Proof:
    lines = list(dict.fromkeys(model.line_of(name) for name in names))
    return Proof(lines[:_MOST_LINES], max(0, len(lines) - _MOST_LINES))
