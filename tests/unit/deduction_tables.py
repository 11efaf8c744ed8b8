"""Small tables drawn at random, what may be printed of them, and every completion that fits what is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import permutations, product

from hypothesis import strategies as st

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

SCHEMES = ("competition", "dense", "modified")
TOTAL = "total"
Table = dict[tuple[str, str], int]


def places(scores: Sequence[int | Decimal | Fraction], scheme: str) -> list[int]:
    if scheme == "competition":
        return [1 + sum(other > score for other in scores) for score in scores]
    if scheme == "dense":
        return [1 + len({other for other in scores if other > score}) for score in scores]
    return [sum(other >= score for other in scores) for score in scores]


def tier_of(score: int | Decimal, bands: Sequence[Band], most: int | Decimal) -> str:
    for band in sorted(bands, key=lambda band: band.level):
        value = Decimal(score) if band.unit == "points" else Decimal(100 * score) / most
        if band.low is None or value > band.low or (band.low_inclusive and value == band.low):
            return band.tier
    return NOT_RANKED


def percent(score: int, most: int) -> Decimal:
    return (Decimal(100 * score) / most).quantize(Decimal(1), ROUND_HALF_UP)


@dataclass(frozen=True)
class World:
    """A problem, the highest score of each cell, and the maxima that percents refer to."""

    problem: Problem
    most: int
    parts: tuple[str, ...]

    def maximum(self, criterion: str) -> int:
        return self.most * max(1, len(self.parts)) if criterion == TOTAL else self.most

    def completions(self, facts: Sequence[Fact]) -> Iterator[tuple[Table, list[str], str]]:
        """Tables of all sizes looked at, with their units and rank scheme, that fit the facts."""
        scheme = self.problem.criteria[0].scheme
        scores = {
            (fact.unit, fact.criterion): int(fact.value)
            for fact in facts
            if isinstance(fact, Printed) and fact.quantity == "score" and fact.value % 1 == 0
        }
        cells = self.parts or (TOTAL,)
        for extra in range(1 if self.problem.is_complete else 2):
            units = [*self.problem.units, *(f"hidden{number}" for number in range(extra))]
            choices = [
                [scores[unit, cell]] if (unit, cell) in scores else range(self.most + 1)
                for unit in units
                for cell in cells
            ]
            for values in product(*choices):
                table = dict(zip(product(units, cells), values, strict=True))
                for unit in units if self.parts else ():
                    table[unit, TOTAL] = sum(table[unit, part] for part in self.parts)
                for word in (scheme,) if scheme else SCHEMES:
                    if self._fits(facts, table, units, word):
                        yield table, units, word

    def _fits(self, facts: Sequence[Fact], table: Table, units: list[str], scheme: str) -> bool:
        totals = dict(zip(units, places([table[unit, TOTAL] for unit in units], scheme), strict=True))
        # a percent tells of a maximum, above which no score lies
        has_maximum = any(isinstance(fact, Printed) and fact.quantity == "pct_of_max" for fact in facts)
        if has_maximum and any(score > self.maximum(cell) for (_, cell), score in table.items()):
            return False
        return all(self._holds(fact, facts, table, units, totals) for fact in facts)

    def _holds(
        self, fact: Fact, facts: Sequence[Fact], table: Table, units: list[str], totals: dict[str, int]
    ) -> bool:
        match fact:
            case Printed(quantity="rank"):
                sharing = {
                    other.unit
                    for other in self.problem.facts
                    if isinstance(other, Printed) and other.quantity == "rank" and other.value == fact.value
                }
                at_place = {unit for unit in units if totals[unit] == fact.value}
                return fact.unit in at_place and at_place <= sharing
            case MovedPlace():
                return totals[fact.unit] == fact.place
            case Order():
                ahead, behind = totals[fact.ahead], totals[fact.behind]
                between = any(ahead < place < behind for place in totals.values())
                return ahead < behind and not (fact.is_next and between)
            case Printed(quantity="score"):
                return table[fact.unit, fact.criterion] == fact.value
            case Printed():
                return percent(table[fact.unit, fact.criterion], self.maximum(fact.criterion)) == fact.value
            case PrintedTier():
                return self._tier(fact.unit, table) == fact.tier
            case LastPlace():
                called = {other.unit for other in self.problem.facts if isinstance(other, LastPlace)}
                at_end = {unit for unit in units if totals[unit] == max(totals.values())}
                return fact.unit in at_end and at_end <= called
            case Maximum():
                return all(table[unit, fact.criterion] <= fact.value for unit in units)
            case Extreme():
                column = [table[unit, fact.criterion] for unit in units]
                end = max(column) if fact.highest else min(column)
                has_value = fact.value is None or fact.value == end
                return has_value and all(table[unit, fact.criterion] == end for unit in fact.units)
            case Gap():
                column = [table[unit, fact.criterion] for unit in units]
                return max(column) - min(column) == fact.value
            case TierCount():
                return sum(self._tier(unit, table) == fact.tier for unit in units) == fact.value
            case LevelCount():
                at_level = {unit for unit in units if table[unit, fact.criterion] == fact.level}
                return len(at_level) == fact.value and at_level.issuperset(fact.units)
            case UnitCount():
                return len(units) == fact.value
            case Band() | LastRank():
                return True

    def _tier(self, unit: str, table: Table) -> str:
        return tier_of(table[unit, TOTAL], self.bands, self.maximum(TOTAL))

    @property
    def bands(self) -> list[Band]:
        return [fact for fact in self.problem.facts if isinstance(fact, Band)]

    def values(
        self, facts: Sequence[Fact], completions: Sequence[tuple[Table, list[str], str]] | None = None
    ) -> dict[tuple[str | None, str | None, str], set[Decimal | str]]:
        """All that each quantity can be under the facts, or in the completions."""
        found: dict[tuple[str | None, str | None, str], set[Decimal | str]] = {}
        for table, units, scheme in self.completions(facts) if completions is None else completions:
            totals = places([table[unit, TOTAL] for unit in units], scheme)
            for unit, place in zip(units, totals, strict=True):
                found.setdefault((unit, TOTAL, "rank"), set()).add(Decimal(place))
                if self.bands:
                    found.setdefault((unit, TOTAL, "tier"), set()).add(self._tier(unit, table))
            for (unit, cell), score in table.items():
                found.setdefault((unit, cell, "score"), set()).add(Decimal(score))
                share = Decimal(100 * score) / self.maximum(cell)
                found.setdefault((unit, cell, "pct_of_max"), set()).add(share)
            found.setdefault((None, None, "n_units"), set()).add(Decimal(len(units)))
        return found


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A true table of at most five units, and a random choice of true facts about it."""
    parts = draw(st.sampled_from([(), ("a", "b")]))
    most = draw(st.integers(1, 2 if parts else 4))
    n_known = draw(st.integers(1, 3 if parts else 4))
    known = tuple(f"u{number}" for number in range(n_known))
    units = [*known, *(["hidden"] if draw(st.booleans()) else [])]
    scheme = draw(st.sampled_from(SCHEMES))
    cells = parts or (TOTAL,)
    table = {(unit, cell): draw(st.integers(0, most)) for unit in units for cell in cells}
    for unit in units if parts else ():
        table[unit, TOTAL] = sum(table[unit, part] for part in parts)
    criteria = [
        ProblemCriterion(TOTAL, "points", draw(st.sampled_from([scheme, None]))),
        *(ProblemCriterion(part) for part in parts),
    ]
    candidates = list(_facts(draw, table, units, known, scheme, most, parts))
    facts = [
        fact
        for fact, is_wanted in zip(candidates, draw(_choices(len(candidates))), strict=True)
        if is_wanted or isinstance(fact, Band)
    ]
    problem = Problem(
        known,
        len(units) == len(known) and draw(st.booleans()),
        tuple(criteria),
        (Sum(TOTAL, parts),) if parts else (),
        tuple(_with_ties(facts, candidates)),
    )
    return World(problem, most, parts)


def _choices(number: int) -> st.SearchStrategy[list[bool]]:
    return st.lists(st.booleans(), min_size=number, max_size=number)


def _with_ties(facts: list[Fact], candidates: list[Fact]) -> Iterator[Fact]:
    """A tie is printed whole: of no place one holder is told and another is not."""
    for fact in facts:
        sharing = [
            other
            for other in candidates
            if isinstance(fact, Printed | LastPlace)
            and type(other) is type(fact)
            and getattr(other, "quantity", "rank") == getattr(fact, "quantity", "rank") == "rank"
            and getattr(other, "value", 0) == getattr(fact, "value", 0)
        ]
        if all(other in facts for other in sharing):
            yield fact


def _facts(
    draw: st.DrawFn,
    table: Table,
    units: list[str],
    known: tuple[str, ...],
    scheme: str,
    most: int,
    parts: tuple[str, ...],
) -> Iterator[Fact]:
    """Everything that could be printed."""
    world = World(Problem((), False, (), (), ()), most, parts)
    totals = dict(zip(units, places([table[unit, TOTAL] for unit in units], scheme), strict=True))
    bands = _bands(draw, world.maximum(TOTAL))
    yield from bands
    number = iter(range(1000))

    def ids() -> tuple[str, ...]:
        return (f"s{next(number)}",)

    for unit in known:
        hidden_ties = {totals[other] for other in units if other not in known}
        if totals[unit] not in hidden_ties:
            yield Printed(unit, TOTAL, "rank", Decimal(totals[unit]), 0, ids())
            if totals[unit] == max(totals.values()):
                yield LastPlace(unit, TOTAL, ids())
        else:
            yield MovedPlace(unit, TOTAL, totals[unit], ids())
        if bands:
            yield PrintedTier(unit, TOTAL, tier_of(table[unit, TOTAL], bands, world.maximum(TOTAL)), ids())
        for cell in (TOTAL, *parts):
            yield Printed(unit, cell, "score", Decimal(table[unit, cell]), 0, ids())
            share = percent(table[unit, cell], world.maximum(cell))
            yield Printed(unit, cell, "pct_of_max", share, 0, ids())
    for ahead, behind in permutations(known, 2):
        if totals[ahead] < totals[behind]:
            is_next = not any(totals[ahead] < place < totals[behind] for place in totals.values())
            yield Order(TOTAL, ahead, behind, is_next and draw(st.booleans()), ids())
    for cell in (TOTAL, *parts):
        column = {unit: table[unit, cell] for unit in units}
        yield Maximum(cell, Decimal(world.maximum(cell)), 0, ids())
        yield Gap(cell, Decimal(max(column.values()) - min(column.values())), 0, ids())
        for is_highest, end in ((True, max(column.values())), (False, min(column.values()))):
            holders = tuple(unit for unit in known if column[unit] == end)
            told = draw(st.sampled_from([(holders, None), (holders, Decimal(end)), ((), Decimal(end))]))
            yield Extreme(cell, is_highest, *told, 0, ids())
        level = draw(st.sampled_from(sorted(column.values())))
        at_level = tuple(unit for unit in known if column[unit] == level)
        n_level = Decimal(list(column.values()).count(level))
        yield LevelCount(cell, Decimal(level), 0, draw(st.sampled_from([(), at_level])), n_level, ids())
    for tier in dict.fromkeys([*(band.tier for band in bands), NOT_RANKED] if bands else []):
        reached = [tier_of(table[unit, TOTAL], bands, world.maximum(TOTAL)) for unit in units]
        yield TierCount(TOTAL, tier, Decimal(reached.count(tier)), ids())
    yield UnitCount(Decimal(len(units)), ids())


def _bands(draw: st.DrawFn, most: int) -> list[Band]:
    """Up to three bands, each down to where the next begins, in points or percent."""
    unit = draw(st.sampled_from(["points", "percent"]))
    lows = draw(st.lists(st.integers(0, most if unit == "points" else 100), max_size=3, unique=True))
    lows.sort(reverse=True)
    reaches_bottom = draw(st.booleans())
    is_inclusive, has_high = draw(st.booleans()), draw(st.booleans())
    bands = []
    for place, low in enumerate(lows):
        is_last = place == len(lows) - 1
        high = Decimal(lows[place - 1]) if place and (has_high or (is_last and reaches_bottom)) else None
        foot = None if is_last and reaches_bottom and place else Decimal(low)
        bands.append(Band(TOTAL, f"T{place}", place + 1, foot, is_inclusive, high, unit, (f"b{place}",)))
    return bands
