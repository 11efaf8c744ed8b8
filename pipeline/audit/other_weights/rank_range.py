"""The best and the worst rank of a unit over a range of weights: exact, with weights at which each is reached.

A criterion has its printed points times its weight. Only how the weights stand to each other matters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from pipeline.audit.other_weights.hitting import SearchLimit, least_hitting_set
from pipeline.audit.other_weights.linear import Game, Solution, solve
from schemas.values import ALL_WEIGHTS, QUARTER

# How often a program is solved for one end of one unit, before its bounds alone are told.
_MOST_PROGRAMS = 400
# Longer lists get the bounds that follow from pairs.
_MOST_UNITS = 60

# ±25 %: each weight from 3 to 5, where the printed one is 4.
_LEAST, _STEP = 3, 2

Points = Sequence[int]


@dataclass(frozen=True, slots=True)
class RankEnd:
    """A rank and weights at which the unit has it; without weights it is a bound that may not be reached."""

    rank: int
    weights: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class RankRange:
    """The ranks (1 + units with more) that weights can give a unit."""

    best: RankEnd
    worst: RankEnd

    @property
    def is_exact(self) -> bool:
        """Whether both ends are reached."""
        return self.best.weights is not None and self.worst.weights is not None


def rank_range(unit: Points, others: Sequence[Points], weights: str) -> RankRange:
    """Return the ranks of ``unit`` among ``others``, each with its points by criterion, over the range ``weights``."""
    gaps = [tuple(b - a for a, b in zip(unit, other, strict=True)) for other in others]
    behind = [tuple(-x for x in gap) for gap in gaps]
    stays, ahead = _most(behind, weights, is_strict=False), _most(gaps, weights, is_strict=True)
    best = RankEnd(1 + len(gaps) - stays.n, _checked(stays, unit, others, 1 + len(gaps) - stays.n))
    worst = RankEnd(1 + ahead.n, _checked(ahead, unit, others, 1 + ahead.n))
    return RankRange(best, worst)


@dataclass(frozen=True, slots=True)
class _Most:
    n: int
    weights: tuple[int, ...] | None


def rank_at(weights: Points, unit: Points, others: Sequence[Points]) -> int:
    """Return the rank of ``unit`` at ``weights``."""
    own = sum(w * x for w, x in zip(weights, unit, strict=True))
    return 1 + sum(sum(w * x for w, x in zip(weights, other, strict=True)) > own for other in others)


def _checked(found: _Most, unit: Points, others: Sequence[Points], rank: int) -> tuple[int, ...] | None:
    """Return the weights of an end, the printed ones where they reach it too."""
    if found.weights is None:
        return None
    for weights in ((1,) * len(unit), found.weights):
        if rank_at(weights, unit, others) == rank:
            return weights
    raise AssertionError(f"weights {found.weights} do not give rank {rank}")


def _most(rows: Sequence[Points], weights: str, *, is_strict: bool) -> _Most:
    """Return how many of ``rows`` can be at least zero (above zero, if strict) at once, and where.

    What cannot be at once is found by the programs themselves; to leave out the fewest rows is to hit every such set.
    """
    reach = [_highest(row, weights) for row in rows]
    open_rows = [i for i, high in enumerate(reach) if high > 0 or (high == 0 and not is_strict)]
    if len(rows) > _MOST_UNITS:
        return _Most(len(open_rows), None)
    cores: list[frozenset[int]] = []
    try:
        for _ in range(_MOST_PROGRAMS):
            left_out = least_hitting_set(cores)
            kept = [i for i in open_rows if i not in left_out]
            solution = _play([rows[i] for i in kept], weights, len(rows[0]) if rows else 1)
            while solution and not _holds(solution, is_strict):
                core = frozenset(kept[i] for i in solution.binding)
                cores.append(core)
                kept = [i for i in kept if i not in core]
                solution = _play([rows[i] for i in kept], weights, len(rows[0]))
            if len(kept) == len(open_rows) - len(left_out):
                return _Most(len(kept), _weights_of(solution, weights, len(rows[0]) if rows else 1))
    except SearchLimit:
        pass
    return _Most(len(open_rows) - _disjoint(cores), None)


def _holds(solution: Solution, is_strict: bool) -> bool:
    return solution.value > 0 or (solution.value == 0 and not is_strict)


def _disjoint(cores: Sequence[frozenset[int]]) -> int:
    """Return how many of ``cores``, taken as they come, have nothing in common: so many rows are surely left out."""
    taken: set[int] = set()
    n = 0
    for core in sorted(cores, key=lambda core: (len(core), sorted(core))):
        if not core & taken:
            taken |= core
            n += 1
    return n


def _highest(row: Points, weights: str) -> int:
    """Return the greatest value of one row over the weights, in a scale of its own."""
    if weights == ALL_WEIGHTS:
        return max(row)
    return sum(x * (_LEAST + _STEP if x > 0 else _LEAST) for x in row)


def _play(rows: Sequence[Points], weights: str, n: int) -> Solution | None:
    """Return the weights at which the least of ``rows`` is greatest; None where there is no row."""
    if not rows:
        return None
    if weights == ALL_WEIGHTS:
        # what the other criteria leave of 1 is the weight of the first
        gains = tuple(tuple(x - row[0] for x in row[1:]) for row in rows)
        return solve(Game(tuple(row[0] for row in rows), gains, ((1,) * (n - 1),), (1,)))
    limits = tuple(tuple(int(i == j) for j in range(n)) for i in range(n))
    gains = tuple(tuple(_STEP * x for x in row) for row in rows)
    return solve(Game(tuple(_LEAST * sum(row) for row in rows), gains, limits, (1,) * n))


def _weights_of(solution: Solution | None, weights: str, n: int) -> tuple[int, ...]:
    """Return the weights of a solution as the least whole numbers of their proportion."""
    if solution is None:
        return (1,) * n
    if weights == ALL_WEIGHTS:
        exact = (1 - sum(solution.point, Fraction(0)), *solution.point)
    else:
        exact = tuple(_LEAST + _STEP * x for x in solution.point)
    common = lcm(*(x.denominator for x in exact))
    whole = [int(x * common) for x in exact]
    return tuple(x // gcd(*whole) for x in whole)


__all__ = ["ALL_WEIGHTS", "QUARTER", "RankEnd", "RankRange", "rank_at", "rank_range"]
