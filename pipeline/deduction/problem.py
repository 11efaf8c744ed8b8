"""What is known of one assessment: its structure and the facts printed about it (METHOD 5).

Structure (units, criteria, sums) is taken as given. A fact is one printed number or word with the ids of the
statements or claims that print it; facts can contradict each other and are then left out.
"""

from dataclasses import dataclass
from decimal import Decimal

from schemas.values import COUNTED_SCHEMES, NOT_RANKED

SCHEMES = COUNTED_SCHEMES
# A way of numbering ties that is known to be none of these: places broken by something else, or misprinted.
OTHER = "other"
MAX_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class ProblemCriterion:
    """A criterion; `ranked_by` is None where no ranking by it is told.

    `ranked_by` "points": the order follows the scores. Any other word: it follows something else, and ranks
    then bind each other but no score. `scheme` None: unknown, one of `SCHEMES`; what holds in all is deduced, and what
    holds in one under that condition. `OTHER`: what holds however places are numbered.
    """

    criterion: str
    ranked_by: str | None = None
    scheme: str | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """The parts make up the whole of the total, in scores and in maxima."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed `score` (points), `rank` (whole) or `pct_of_max` (percent) of a unit on a criterion."""

    unit: str
    criterion: str
    quantity: str
    value: Decimal
    decimals: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedTier:
    """A printed tier; below the lowest band it is `not_ranked`."""

    unit: str
    criterion: str
    tier: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LastPlace:
    """The unit is called the last of the ranking, without a number."""

    unit: str
    criterion: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MovedPlace:
    """The place that a move from a place in another list makes; others may share it, unlike a printed one.

    `place` is no printed number, so no misprint of it is supposed.
    """

    unit: str
    criterion: str
    place: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A unit is `ahead` of another one, `behind`; `is_next`: no unit has a place between theirs.

    It binds places, and points where the order follows them; both units are named, and share no place.
    """

    criterion: str
    ahead: str
    behind: str
    is_next: bool
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Maximum:
    """The most points that can be had, of a criterion or, reduced, of one unit on it."""

    criterion: str
    value: Decimal
    decimals: int
    ids: tuple[str, ...]
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """The scores of a tier, level 1 the best; `low` and `high` in points or percent of the maximum.

    `high` None: up to the next better band. A worst band without `low` takes all below its `high`.
    """

    criterion: str
    tier: str
    level: int
    low: Decimal | None
    low_inclusive: bool
    high: Decimal | None
    unit: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extreme:
    """The highest (`highest`) or lowest score of a criterion: who has it, how much it is, where told."""

    criterion: str
    highest: bool
    units: tuple[str, ...]
    value: Decimal | None
    decimals: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """The highest score of a criterion minus its lowest."""

    criterion: str
    value: Decimal
    decimals: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TierCount:
    """So many units are in the tier."""

    criterion: str
    tier: str
    value: Decimal
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelCount:
    """So many units (`value`) have exactly the score `level`; `units` are those that are named."""

    criterion: str
    level: Decimal
    decimals: int
    units: tuple[str, ...]
    value: Decimal
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitCount:
    """So many units were ranked."""

    value: Decimal
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LastRank:
    """The number of the last rank; tied units may make it less than the number of units."""

    criterion: str
    value: Decimal
    ids: tuple[str, ...]


Fact = (
    Printed
    | PrintedTier
    | LastPlace
    | MovedPlace
    | Order
    | Maximum
    | Band
    | Extreme
    | Gap
    | TierCount
    | LevelCount
    | UnitCount
    | LastRank
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One assessment. `units` are the ranked units known by name; `is_complete`: there are no others.

    Raises ValueError where a fact names what the structure does not have, or is finer than six decimals.
    """

    units: tuple[str, ...]
    is_complete: bool
    criteria: tuple[ProblemCriterion, ...]
    sums: tuple[Sum, ...]
    facts: tuple[Fact, ...]

    def __post_init__(self) -> None:
        names = {criterion.criterion for criterion in self.criteria}
        for criterion in self.criteria:
            if criterion.scheme not in (None, OTHER, *SCHEMES):
                raise ValueError(f"{criterion.criterion}: unknown rank scheme {criterion.scheme}")
        for total in self.sums:
            if not names.issuperset((total.total, *total.parts)):
                raise ValueError(f"{total.total}: a sum over criteria that are not listed")
        tiers = {(fact.criterion, fact.tier) for fact in self.facts if isinstance(fact, Band)}
        units = set(self.units)
        for fact in self.facts:
            _check(fact, units, names, tiers)


def named_units(fact: Fact) -> tuple[str, ...]:
    """Return the units that a fact names."""
    if isinstance(fact, Extreme | LevelCount):
        return fact.units
    if isinstance(fact, Order):
        return fact.ahead, fact.behind
    unit = getattr(fact, "unit", None)
    return () if unit is None or isinstance(fact, Band) else (unit,)


def number_of(fact: Fact) -> Decimal | None:
    """Return the printed number that a fact rests on, None for words and bands."""
    return getattr(fact, "value", None)


def _check(fact: Fact, units: set[str], criteria: set[str], tiers: set[tuple[str, str]]) -> None:
    criterion = getattr(fact, "criterion", None)
    if criterion is not None and criterion not in criteria:
        raise ValueError(f"{fact.ids}: criterion {criterion} is not listed")
    if not units.issuperset(named_units(fact)):
        raise ValueError(f"{fact.ids}: a unit that is not listed")
    if isinstance(fact, PrintedTier | TierCount):
        known = (fact.criterion, fact.tier) in tiers
        if not known and (fact.tier != NOT_RANKED or all(name != fact.criterion for name, _ in tiers)):
            raise ValueError(f"{fact.ids}: tier {fact.tier} has no band, so its level is unknown")
    if isinstance(fact, Printed) and fact.quantity == "rank" and fact.value % 1:
        raise ValueError(f"{fact.ids}: rank {fact.value} is not whole")
    for name in ("value", "level", "low", "high"):
        number = getattr(fact, name, None)
        if isinstance(number, Decimal) and number != round(number, MAX_DECIMALS):
            raise ValueError(f"{fact.ids}: {number} has more than {MAX_DECIMALS} decimals")
