"""Places without scores: how a run from first to last is restored with the fewest changes (METHOD 2)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

# Of the ways to keep the most places of a list, so many are followed.
_MAX_WAYS = 32


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit with its score (higher is better) and its printed rank; without scores the place orders.

    ``print``: where the rank is printed; units of a tie may share it. None: each has its own.
    """

    unit: str
    key: Fraction | None
    rank: Decimal
    print: tuple[int, int] | None = None


def _kept(rows: Sequence[Ranked]) -> list[dict[int, int]]:
    """All ways to keep the most places of a list, as units kept by place.

    Under competition ranks a place with k units is followed by the place k further, so the places are the
    starts of groups that fill 1 to n.
    """
    n_rows = len(rows)
    tally = Counter(int(row.rank) for row in rows)
    best: list[tuple[int, list[frozenset[tuple[int, int]]]]] = [(0, [frozenset()])] * (n_rows + 2)
    for start in range(n_rows, 0, -1):
        options = []
        for after in range(start + 1, n_rows + 2):
            here = min(tally[start], after - start)
            kept, ways = best[after]
            options.append((kept + here, [way | {(start, here)} if here else way for way in ways]))
        most = max(kept for kept, _ in options)
        found = {way for kept, ways in options if kept == most for way in ways}
        best[start] = (most, sorted(found, key=sorted)[:_MAX_WAYS])
    return [dict(way) for way in best[1][1]]


def n_changes(rows: Sequence[Ranked]) -> int:
    """The fewest places that must change before the list runs from 1 to its end."""
    return len(rows) - sum(_kept(rows)[0].values())


def lost_places(rows: Sequence[Ranked]) -> dict[Decimal, tuple[int, list[Decimal]]]:
    """The printed places that every way with the fewest changes gives up, wholly or in part.

    Each with the number of units that give it up, and the places that are then free in one such way. Of two
    ways the one counts that breaks up places of fewer units: a tie is not misprinted in part.
    """
    tally = Counter(int(row.rank) for row in rows)
    by_cost: dict[int, list[dict[int, int]]] = {}
    for way in _kept(rows):
        cost = sum(count for place, count in tally.items() if way.get(place, 0) < count)
        by_cost.setdefault(cost, []).append(way)
    ways = by_cost[min(by_cost)]
    held = {place + step for place, kept in ways[0].items() for step in range(kept)}
    free = [Decimal(place) for place in range(1, len(rows) + 1) if place not in held]
    lost = {place: min(count - way.get(place, 0) for way in ways) for place, count in sorted(tally.items())}
    return {Decimal(place): (n_lost, free) for place, n_lost in lost.items() if n_lost}


def missing_rank(ranks: Sequence[Decimal]) -> Decimal | None:
    """The one place that nobody holds in a run from 1 on; None where there is none, or more than one.

    A tie leaves places free: as many as share the place before it, or as share the place behind it.
    """
    tally = Counter(ranks)
    places = sorted(tally)
    if not places or places[0] != 1 or any(place != place.to_integral_value() for place in places):
        return None
    gaps = [
        (before, after - before - max(tally[before], tally[after]))
        for before, after in pairwise(places)
        if after - before > max(tally[before], tally[after])
    ]
    if len(gaps) != 1 or gaps[0][1] != 1:
        return None
    before = gaps[0][0]
    return before + tally[before]
