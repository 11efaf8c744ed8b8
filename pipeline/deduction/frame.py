"""What holds of a problem whichever of its facts are left out.

A closure over fewer facts must never conclude more. So whatever speaks of the absence of a fact ("no tie is
printed here", "no higher band begins there") is settled once, over all facts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import TypeGuard

from pipeline.deduction.bounds import less_than, more_than, ticks
from pipeline.deduction.problem import (
    Band,
    Extreme,
    Fact,
    Gap,
    LastPlace,
    LastRank,
    Maximum,
    MovedPlace,
    Order,
    Printed,
    PrintedTier,
    Problem,
    TierCount,
    number_of,
)
from schemas.values import NOT_RANKED

# Cells beyond which cases and suppositions would take too long.
MAX_CELLS = 2_000
# Orders that follow the percent of the maximum.
PERCENTS = ("percent", "converted")


@dataclass(frozen=True, slots=True)
class Edge:
    """An end of a tier's scores; `strict`: the end itself belongs to the neighbour."""

    value: int
    strict: bool
    fact: int


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier with its level and its edges; None where nothing printed tells one.

    `name` None: below the lowest printed band, which nothing printed calls anything.
    """

    name: str | None
    level: int
    is_percent: bool
    low: Edge | None
    high: Edge | None


@dataclass(frozen=True, slots=True)
class Frame:
    """The problem, its criteria by number, its facts, and what these as a whole do not say.

    `holders`: by criterion and rank the units printed there. `last`: by criterion the units called last.
    `unit_maxima`: cells (criterion, unit) with a maximum of their own. `tiers`: by criterion, the best first.
    `by_percent`: criteria of which percents of the maximum say something; `has_more`: one above 100 is printed.
    `unlike`: those where places against points show that units have maxima which are not told.
    `rounded`: facts that stand for all that is rounded half up to them, since they agree only so.
    """

    problem: Problem
    numbers: dict[str, int]
    facts: tuple[Fact, ...]
    holders: dict[int, dict[int, frozenset[str]]]
    last: dict[int, frozenset[str]]
    unit_maxima: frozenset[tuple[int, str]]
    tiers: dict[int, tuple[Tier, ...]]
    has_negative: bool
    by_percent: frozenset[int] = frozenset()
    has_more: bool = False
    unlike: frozenset[int] = frozenset()
    rounded: frozenset[int] = frozenset()


def frame_of(problem: Problem) -> Frame:
    """Return the frame of a problem."""
    numbers = {criterion.criterion: index for index, criterion in enumerate(problem.criteria)}
    holders: dict[int, dict[int, frozenset[str]]] = {}
    last: dict[int, frozenset[str]] = {}
    bands: dict[int, list[tuple[int, Band]]] = {}
    unranked = {
        numbers[fact.criterion]
        for fact in problem.facts
        if isinstance(fact, PrintedTier | TierCount) and fact.tier == NOT_RANKED
    }
    for index, fact in enumerate(problem.facts):
        if isinstance(fact, Printed) and fact.quantity == "rank":
            places = holders.setdefault(numbers[fact.criterion], {})
            places[int(fact.value)] = places.get(int(fact.value), frozenset()) | {fact.unit}
        elif isinstance(fact, LastPlace):
            criterion = numbers[fact.criterion]
            last[criterion] = last.get(criterion, frozenset()) | {fact.unit}
        elif isinstance(fact, Band):
            bands.setdefault(numbers[fact.criterion], []).append((index, fact))
    own = frozenset(
        (numbers[fact.criterion], fact.unit)
        for fact in problem.facts
        if isinstance(fact, Maximum) and fact.unit is not None
    )
    return Frame(
        problem,
        numbers,
        problem.facts,
        holders,
        last,
        own,
        {criterion: _tiers(told, has_state=criterion in unranked) for criterion, told in bands.items()},
        any(_is_negative(fact) for fact in problem.facts),
        frozenset(_by_percent(problem, numbers)),
        any(_is_percent(fact) and (number_of(fact) or 0) > 100 for fact in problem.facts),
        frozenset(_unlike(problem, numbers, own)),
    )


def _by_percent(problem: Problem, numbers: dict[str, int]) -> Iterator[int]:
    is_short = len(problem.criteria) * (len(problem.units) + 1) <= MAX_CELLS
    told = {fact.criterion for fact in problem.facts if isinstance(fact, Maximum)}
    for number, criterion in enumerate(problem.criteria):
        # under an unknown maximum points and percents are not the same
        if criterion.ranked_by in PERCENTS or (is_short and criterion.criterion not in told):
            yield number
    for fact in problem.facts:
        if _is_percent(fact) or (isinstance(fact, Band) and fact.unit == "percent"):
            yield numbers[fact.criterion]


def _unlike(problem: Problem, numbers: dict[str, int], own: frozenset[tuple[int, str]]) -> Iterator[int]:
    """Yield the criteria ranked by percent where units without own maxima have places against their points."""
    cells: dict[int, dict[str, dict[str, Decimal]]] = {}
    for fact in problem.facts:
        if isinstance(fact, Printed) and (numbers[fact.criterion], fact.unit) not in own:
            units = cells.setdefault(numbers[fact.criterion], {})
            units.setdefault(fact.unit, {})[fact.quantity] = fact.value
    for number, criterion in enumerate(problem.criteria):
        if criterion.ranked_by in PERCENTS:
            told = [unit for unit in cells.get(number, {}).values() if {"rank", "score"} <= unit.keys()]
            lowest: Decimal | None = None
            for _, by_place in groupby(sorted(told, key=_place), key=_place):
                scores = [unit["score"] for unit in by_place]
                if lowest is not None and max(scores) > lowest:
                    yield number
                    break
                lowest = min(scores)


def _place(told: dict[str, Decimal]) -> Decimal:
    return told["rank"]


def _is_percent(fact: Fact) -> TypeGuard[Printed]:
    return isinstance(fact, Printed) and fact.quantity == "pct_of_max"


def _is_negative(fact: Fact) -> bool:
    value = number_of(fact)
    return isinstance(fact, Printed | Extreme | Gap) and value is not None and value < 0


def _tiers(told: list[tuple[int, Band]], *, has_state: bool) -> tuple[Tier, ...]:
    """Return the tiers of one criterion, the best first, which has no upper end.

    "Not ranked" is one more where it is told of or where the worst band does not clearly reach to the bottom.
    """
    told = sorted(told, key=lambda item: (item[1].level, item[0]))
    tiers: list[Tier] = []
    better: Edge | None = None
    for index, band in told:
        is_percent = band.unit == "percent"
        low = None if band.low is None else Edge(ticks(band.low), not band.low_inclusive, index)
        high = _high_edge(index, band, better) if tiers else None
        tiers.append(Tier(band.tier, band.level, is_percent, low, high))
        # without its foot the better band says nothing of where the next one begins
        better = None if low is None else Edge(low.value, not low.strict, low.fact)
    worst = told[-1][1]
    if has_state or worst.low is not None or worst.high is None:
        name = NOT_RANKED if has_state else None
        tiers.append(Tier(name, worst.level + 1, worst.unit == "percent", None, better))
    return tuple(tiers)


def _high_edge(index: int, band: Band, better: Edge | None) -> Edge | None:
    if band.high is None or (better is not None and better.value >= ticks(band.high)):
        # what lies between two bands may have been given to either
        return better
    return Edge(ticks(band.high), False, index)


def told_of(frame: Frame, active: Iterable[int]) -> tuple[set[int], set[int]]:
    """Return the criteria of which facts tell more than points and maxima, and those of which they tell places."""
    more, places = set(), set()
    for index in active:
        fact = frame.facts[index]
        number = frame.numbers.get(getattr(fact, "criterion", ""))
        quantity = fact.quantity if isinstance(fact, Printed) else None
        if number is None or isinstance(fact, Maximum) or quantity == "score":
            continue
        more.add(number)
        if quantity == "rank" or isinstance(
            fact, LastPlace | LastRank | MovedPlace | Order | PrintedTier | TierCount
        ):
            places.add(number)
    return more, places


def beyond(edge: Edge, *, upward: bool) -> int:
    """Return the innermost score on the tier's side of its low (`upward`) or high edge."""
    if not edge.strict:
        return edge.value
    return more_than(edge.value) if upward else less_than(edge.value)


def with_number(frame: Frame, index: int, value: Decimal) -> Frame:
    """Return the frame with another number in one fact."""
    fact = frame.facts[index]
    assert not isinstance(fact, PrintedTier | LastPlace | MovedPlace | Order | Band)
    facts = list(frame.facts)
    facts[index] = replace(fact, value=value)
    holders = frame.holders
    if isinstance(fact, Printed) and fact.quantity == "rank":
        criterion = frame.numbers[fact.criterion]
        places = dict(holders[criterion])
        places[int(fact.value)] -= {fact.unit}
        places[int(value)] = places.get(int(value), frozenset()) | {fact.unit}
        holders = {**holders, criterion: places}
    return replace(frame, facts=tuple(facts), holders=holders)
