"""Small tables drawn from a seed, and a random choice of the true facts about each."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import permutations
from random import Random

from pipeline.deduction.problem import (
    Band,
    Extreme,
    Fact,
    Gap,
    LastPlace,
    LastRank,
    LevelCount,
    Maximum,
    MovedPlace,
    Order,
    Printed,
    PrintedTier,
    Problem,
    ProblemCriterion,
    Sum,
    TierCount,
    UnitCount,
)
from schemas.values import NOT_RANKED
from tests.unit.deduction_tables import SCHEMES, TOTAL, places, tier_of

MAX_UNITS, MAX_PARTS = 5, 3
Column = dict[str, Decimal]


@dataclass(frozen=True)
class Truth:
    """A table by criterion, its named and all its units, the maxima, the scheme and the bands.

    `own`: maxima of single cells. `by_percent`: criteria whose places go by percent.
    """

    columns: dict[str, Column]
    named: tuple[str, ...]
    units: tuple[str, ...]
    maxima: dict[str, Decimal]
    scheme: str
    bands: dict[str, list[Band]]
    own: dict[tuple[str, str], Decimal]
    by_percent: frozenset[str]

    def ranks(self, criterion: str) -> dict[str, int]:
        merits = [
            Fraction(self.columns[criterion][unit])
            / (Fraction(self.most(unit, criterion)) if criterion in self.by_percent else 1)
            for unit in self.units
        ]
        return dict(zip(self.units, places(merits, self.scheme), strict=True))

    def tier(self, unit: str, criterion: str) -> str:
        return tier_of(self.columns[criterion][unit], self.bands[criterion], self.most(unit, criterion))

    def most(self, unit: str, criterion: str) -> Decimal:
        return self.own.get((criterion, unit), self.maxima[criterion])


def draw(seed: int) -> Problem:
    """Return a problem whose facts are true of one table."""
    random = Random(seed)
    truth = _truth(random)
    parts = tuple(truth.columns)[1:]
    is_complete = truth.named == truth.units and random.random() < 0.4
    share = random.choice([0.15, 0.25, 0.4, 0.6])
    candidates = list(_facts(random, truth))
    told = [fact for fact in candidates if _is_certain(fact, truth) or random.random() < share]
    # drawn apart, so that the other facts of a seed stay what they were
    told += _orders(Random(-seed - 1), truth)
    scheme = random.choice([truth.scheme, None])
    ranked = [TOTAL, *(part for part in parts if random.random() < 0.5)]
    facts = tuple(
        fact
        for fact in _whole_ties(told, candidates)
        if not _is_of_ranking(fact) or getattr(fact, "criterion", TOTAL) in ranked
    )
    criteria = tuple(
        ProblemCriterion(name, "percent" if name in truth.by_percent else "points", scheme)
        if name in ranked
        else ProblemCriterion(name)
        for name in truth.columns
    )
    return Problem(truth.named, is_complete, criteria, (Sum(TOTAL, parts),) if parts else (), facts)


def _is_certain(fact: Fact, truth: Truth) -> bool:
    """Return whether a fact is always told: bands, and all maxima where units have their own."""
    is_unlike = isinstance(fact, Maximum) and any(name == fact.criterion for name, _ in truth.own)
    return isinstance(fact, Band) or is_unlike


def _is_of_ranking(fact: Fact) -> bool:
    return (
        isinstance(fact, LastPlace | LastRank | MovedPlace | Order) or getattr(fact, "quantity", "") == "rank"
    )


def _truth(random: Random) -> Truth:
    n_units = random.randint(1, MAX_UNITS)
    n_named = max(1, n_units - random.choice([0, 0, 1, 2]))
    units = tuple(f"u{number}" for number in range(n_named)) + tuple(
        f"h{number}" for number in range(n_units - n_named)
    )
    parts = "abc"[: random.choice([0, 0, 2, MAX_PARTS])]
    most = random.randint(1, 6)
    step = random.choice([Decimal(1), Decimal("0.5")])
    columns: dict[str, Column] = {TOTAL: {}}
    for name in parts or (TOTAL,):
        columns[name] = {unit: random.randint(0, int(most / step)) * step for unit in units}
    if parts:
        columns[TOTAL] = {unit: sum((columns[part][unit] for part in parts), Decimal()) for unit in units}
    maxima = dict.fromkeys(columns, Decimal(most)) | {TOTAL: Decimal(most * max(1, len(parts)))}
    bands = {name: _bands(random, name, maxima[name]) for name in columns}
    own, by_percent = {}, set()
    for name, column in columns.items():
        if random.random() < 0.15:
            by_percent.add(name)
            unit = random.choice(units[:n_named])
            least = max(1, math.ceil(column[unit]))
            own[name, unit] = Decimal(random.randint(least, max(least, int(maxima[name]))))
    scheme = random.choice(SCHEMES)
    return Truth(columns, units[:n_named], units, maxima, scheme, bands, own, frozenset(by_percent))


def _bands(random: Random, criterion: str, most: Decimal) -> list[Band]:
    """Return up to three bands, each down to where the next begins, in points or percent; often none."""
    if random.random() < (0.4 if criterion == TOTAL else 0.7):
        return []
    unit = random.choice(["points", "percent"])
    top = int(most) if unit == "points" else 100
    lows = sorted(random.sample(range(1, top + 1), min(top, random.randint(1, 3))), reverse=True)
    has_bottom, is_inclusive = random.random() < 0.5, random.random() < 0.8
    made = []
    for place, low in enumerate(lows):
        is_foot = has_bottom and place > 0 and place == len(lows) - 1
        high = Decimal(lows[place - 1]) if is_foot else None
        foot = None if is_foot else Decimal(low)
        made.append(
            Band(criterion, f"T{place}", place + 1, foot, is_inclusive, high, unit, (f"{criterion}{place}",))
        )
    return made


def _facts(random: Random, truth: Truth) -> Iterator[Fact]:
    """Everything that could be printed."""
    numbers = iter(range(1000))

    def ids() -> tuple[str, ...]:
        return (f"s{next(numbers)}",)

    for name in truth.columns:
        yield from truth.bands[name]
        yield Maximum(name, truth.maxima[name], 0, ids())
        for (criterion, unit), most in truth.own.items():
            if criterion == name:
                yield Maximum(name, most, 0, ids(), unit)
        for unit in truth.named:
            yield from _of_cell(random, truth, unit, name, ids())
        yield from _of_column(random, truth, name, [ids() for _ in range(9)])
    yield UnitCount(Decimal(len(truth.units)), ids())
    yield UnitCount(Decimal(len(truth.units)), ids())


def _of_cell(random: Random, truth: Truth, unit: str, name: str, ids: tuple[str, ...]) -> Iterator[Fact]:
    score, ranks = truth.columns[name][unit], truth.ranks(name)
    yield Printed(unit, name, "score", score, 1, (*ids, "score"))
    share = (100 * score / truth.most(unit, name)).quantize(Decimal(1), ROUND_HALF_UP)
    yield Printed(unit, name, "pct_of_max", share, 0, (*ids, "percent"))
    sharing = [other for other in truth.units if other != unit and ranks[other] == ranks[unit]]
    has_hidden = not set(sharing).issubset(truth.named)
    # a fifth of the places that nobody prints, or one unit alone has, are those of moves
    if (has_hidden or not sharing) and random.random() < 0.2:
        yield MovedPlace(unit, name, ranks[unit], (*ids, "move"))
    elif not has_hidden:
        yield Printed(unit, name, "rank", Decimal(ranks[unit]), 0, (*ids, "rank"))
        if ranks[unit] == max(ranks.values()):
            yield LastPlace(unit, name, (*ids, "last"))
    if truth.bands[name]:
        yield PrintedTier(unit, name, truth.tier(unit, name), (*ids, "tier"))


def _orders(random: Random, truth: Truth) -> Iterator[Fact]:
    """Orders of two named units, told as those of neighbours where no other unit is between them."""
    for name in sorted(truth.columns.keys() - truth.by_percent):
        ranks = truth.ranks(name)
        pairs = [pair for pair in permutations(truth.named, 2) if ranks[pair[0]] < ranks[pair[1]]]
        for ahead, behind in random.sample(pairs, min(len(pairs), random.randint(0, 2))):
            is_next = not any(ranks[ahead] < rank < ranks[behind] for rank in ranks.values())
            ids = (f"{name} {ahead} {behind}",)
            yield Order(name, ahead, behind, is_next and random.random() < 0.7, ids)


def _of_column(random: Random, truth: Truth, name: str, ids: list[tuple[str, ...]]) -> Iterator[Fact]:
    column = truth.columns[name]
    ends = max(column.values()), min(column.values())
    yield Gap(name, ends[0] - ends[1], 1, ids[0])
    for place, end in enumerate(ends):
        holders = tuple(unit for unit in truth.named if column[unit] == end)
        units, value = random.choice([(holders, None), (holders, end), ((), end)])
        yield Extreme(name, place == 0, units, value, 1, ids[1 + place])
    level = random.choice(sorted(column.values()))
    at_level = tuple(unit for unit in truth.named if column[unit] == level)
    count = Decimal(list(column.values()).count(level))
    yield LevelCount(name, level, 1, random.choice([(), at_level]), count, ids[3])
    yield LastRank(name, Decimal(max(truth.ranks(name).values())), ids[4])
    reached = [truth.tier(unit, name) for unit in truth.units] if truth.bands[name] else []
    for place, tier in enumerate([band.tier for band in truth.bands[name]] + [NOT_RANKED] * bool(reached)):
        yield TierCount(name, tier, Decimal(reached.count(tier)), ids[5 + place])


def _whole_ties(told: Sequence[Fact], candidates: Sequence[Fact]) -> Iterator[Fact]:
    """A tie is printed whole: of no place one holder is told and another is not."""
    for fact in told:
        if all(other in told for other in candidates if _shares_place(fact, other)):
            yield fact


def _shares_place(fact: Fact, other: Fact) -> bool:
    if isinstance(fact, LastPlace):
        return isinstance(other, LastPlace) and other.criterion == fact.criterion
    return (
        isinstance(fact, Printed)
        and isinstance(other, Printed)
        and fact.quantity == other.quantity == "rank"
        and (fact.criterion, fact.value) == (other.criterion, other.value)
    )
