"""The best and the worst rank over weights: by hand, and against every vertex and cell of small tables."""

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

import pytest

from pipeline.audit.other_weights import rank_range as module
from pipeline.audit.other_weights.hitting import least_hitting_set
from pipeline.audit.other_weights.rank_range import rank_at, rank_range
from schemas.values import ALL_WEIGHTS, QUARTER, WEIGHT_RANGES

Point = tuple[Fraction, ...]


def ends(points: Sequence[Sequence[int]], unit: int, weights: str) -> tuple[int, int]:
    found = rank_range(points[unit], [row for i, row in enumerate(points) if i != unit], weights)
    assert found.is_exact
    return found.best.rank, found.worst.rank


# A leads by 4 in the first criterion, B by 1 in the second; C is behind both in each, D has what B has.
BY_HAND = [(10, 5), (6, 6), (2, 1), (6, 6)]


@pytest.mark.parametrize(
    ("unit", "quarter", "all_weights"),
    # 4 · 3 > 1 · 5: within ±25 % A stays first; with the second criterion alone it is third
    [(0, (1, 1), (1, 3)), (1, (2, 2), (1, 2)), (2, (4, 4), (4, 4)), (3, (2, 2), (1, 2))],
)
def test_by_hand(unit: int, quarter: tuple[int, int], all_weights: tuple[int, int]) -> None:
    assert ends(BY_HAND, unit, QUARTER) == quarter
    assert ends(BY_HAND, unit, ALL_WEIGHTS) == all_weights


def test_no_weights_please_all_at_once() -> None:
    """Each of two others can be passed, one by the first criterion and one by the second, never both."""
    points = [(5, 5, 5), (9, 3, 4), (3, 9, 4)]
    assert ends(points, 0, ALL_WEIGHTS)[0] == 1  # by the third
    assert ends([(5, 5), (10, 1), (1, 10)], 0, ALL_WEIGHTS) == (2, 3)


def test_a_tie_is_not_behind() -> None:
    # with the first criterion alone both have 4
    assert ends([(4, 1), (4, 9)], 0, ALL_WEIGHTS) == (1, 2)
    assert ends([(4, 4), (4, 4)], 0, ALL_WEIGHTS) == (1, 1)


@pytest.mark.parametrize("weights", WEIGHT_RANGES)
@pytest.mark.parametrize("seed", range(40))
def test_against_every_cell_of_small_tables(weights: str, seed: int) -> None:
    draw = random.Random(seed)
    n_criteria = draw.choice([2, 3])
    points = [tuple(draw.randint(0, 9) for _ in range(n_criteria)) for _ in range(draw.randint(2, 7))]
    for unit, row in enumerate(points):
        others = [other for i, other in enumerate(points) if i != unit]
        ranks = {_rank(point, row, others) for point in _samples(row, others, weights)}
        assert ends(points, unit, weights) == (min(ranks), max(ranks)), (points, unit)


@pytest.mark.parametrize("weights", WEIGHT_RANGES)
def test_the_weights_of_an_end_lie_in_the_range_and_give_the_rank(weights: str) -> None:
    draw = random.Random(7)
    points = [tuple(draw.randint(0, 1000) for _ in range(6)) for _ in range(20)]
    for unit, row in enumerate(points):
        others = [other for i, other in enumerate(points) if i != unit]
        found = rank_range(row, others, weights)
        for end in (found.best, found.worst):
            assert end.weights and rank_at(end.weights, row, others) == end.rank
            assert min(end.weights) >= 0 and max(end.weights) > 0
            assert weights == ALL_WEIGHTS or 3 * max(end.weights) <= 5 * min(end.weights)


def test_what_takes_too_long_is_bounded_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(3)
    points = [tuple(draw.randint(0, 99) for _ in range(4)) for _ in range(12)]
    exact = [rank_range(row, points[:i] + points[i + 1 :], ALL_WEIGHTS) for i, row in enumerate(points)]
    monkeypatch.setattr(module, "_MOST_PROGRAMS", 1)
    bounded = [rank_range(row, points[:i] + points[i + 1 :], ALL_WEIGHTS) for i, row in enumerate(points)]
    assert any(not found.is_exact for found in bounded)
    for sure, loose in zip(exact, bounded, strict=True):
        assert loose.best.rank <= sure.best.rank and loose.worst.rank >= sure.worst.rank


@pytest.mark.parametrize(
    ("sets", "size"), [([], 0), ([{1}], 1), ([{1, 2}, {2, 3}], 1), ([{1, 2}, {3, 4}, {1, 3}, {2, 4}], 2)]
)
def test_the_smallest_hitting_set(sets: list[set[int]], size: int) -> None:
    found = least_hitting_set([frozenset(members) for members in sets])
    assert len(found) == size and all(found & members for members in sets)


def _rank(point: Point, row: Sequence[int], others: Sequence[Sequence[int]]) -> int:
    own = sum(w * x for w, x in zip(point, row, strict=True))
    return 1 + sum(sum(w * x for w, x in zip(point, other, strict=True)) > own for other in others)


def _samples(row: Sequence[int], others: Sequence[Sequence[int]], weights: str) -> Iterator[Point]:
    """Every vertex that the lines of equal totals cut out of the range, and a point within every cell between them."""
    n = len(row)
    low, high = (Fraction(0), None) if weights == ALL_WEIGHTS else (Fraction(3), Fraction(5))
    lines = [
        (tuple(Fraction(b - a) for a, b in zip(row, other, strict=True)), Fraction(0)) for other in others
    ]
    edges = [tuple(Fraction(int(i == j)) for j in range(n)) for i in range(n)]
    lines += [(edge, end) for edge in edges for end in (low, high) if end is not None]
    if weights == ALL_WEIGHTS:
        ones = (tuple(Fraction(1) for _ in range(n)), Fraction(1))
        systems: Iterator[tuple[tuple[Point, Fraction], ...]] = (
            (ones, *more) for more in combinations(lines, n - 1)
        )
    else:
        systems = combinations(lines, n)
    vertices = {
        point
        for system in systems
        if (point := _solve(system)) and all(x >= low and (high is None or x <= high) for x in point)
    }
    yield from vertices
    for corners in combinations(sorted(vertices), n if weights == ALL_WEIGHTS else n + 1):
        yield tuple(sum(axis, Fraction(0)) / len(corners) for axis in zip(*corners, strict=True))


def _solve(system: Sequence[tuple[Point, Fraction]]) -> Point | None:
    """The only solution of as many equations as unknowns, by elimination."""
    rows = [[*left, right] for left, right in system]
    for i in range(len(rows)):
        pivot = next((k for k in range(i, len(rows)) if rows[k][i]), None)
        if pivot is None:
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [x / rows[i][i] for x in rows[i]]
        for k in range(len(rows)):
            if k != i:
                rows[k] = [a - rows[k][i] * b for a, b in zip(rows[k], rows[i], strict=True)]
    return tuple(row[-1] for row in rows)
