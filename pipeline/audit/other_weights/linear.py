"""Exact linear programs of one kind: raise the least of several linear payoffs as far as the weights allow.

The simplex method on whole numbers: one denominator for the whole table, so that nothing is ever rounded.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Game:
    """Payoffs ``base + gains · x`` over ``x`` ≥ 0 with ``limits · x`` ≤ ``ceilings``, none of which is negative."""

    base: tuple[int, ...]
    gains: tuple[tuple[int, ...], ...]
    limits: tuple[tuple[int, ...], ...]
    ceilings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """The greatest least payoff, where it is had, and the payoffs that together keep it from being greater."""

    value: Fraction
    point: tuple[Fraction, ...]
    binding: tuple[int, ...]


def solve(game: Game) -> Solution:
    """Return the solution of ``game``: with ``u`` the gain over the least payoff at zero, maximise ``u``."""
    n = len(game.limits[0])
    floor = min(game.base)
    rows = [
        [*(-gain for gain in gains), 1, base - floor]
        for base, gains in zip(game.base, game.gains, strict=True)
    ]
    rows += [[*limit, 0, ceiling] for limit, ceiling in zip(game.limits, game.ceilings, strict=True)]
    table = [[*row[:-1], *(int(i == j) for j in range(len(rows))), row[-1]] for i, row in enumerate(rows)]
    objective = [0] * n + [-1] + [0] * len(rows) + [0]
    basis = [n + 1 + i for i in range(len(rows))]
    scale = _maximise(table, objective, basis)
    point = [Fraction(0)] * n
    for row, column in zip(table, basis, strict=True):
        if column < n:
            point[column] = Fraction(row[-1], scale)
    slacks = objective[n + 1 : n + 1 + len(game.base)]
    return Solution(
        floor + Fraction(objective[-1], scale),
        tuple(point),
        tuple(i for i, dual in enumerate(slacks) if dual > 0),
    )


def _maximise(table: list[list[int]], objective: list[int], basis: list[int]) -> int:
    """Pivot until no column improves; the least index goes first, so no table comes again. Return the denominator."""
    scale = 1
    while True:
        entering = next((j for j, cost in enumerate(objective[:-1]) if cost < 0), None)
        if entering is None:
            return scale
        leaving = _leaving(table, basis, entering)
        pivot = table[leaving]
        head = pivot[entering]
        for row in (*table[:leaving], *table[leaving + 1 :], objective):
            factor = row[entering]
            row[:] = [(a * head - factor * b) // scale for a, b in zip(row, pivot, strict=True)]
        basis[leaving] = entering
        scale = head


def _leaving(table: list[list[int]], basis: list[int], entering: int) -> int:
    """Return the row that allows the least step, of several the one whose variable comes first."""
    allowed = [i for i, row in enumerate(table) if row[entering] > 0]
    best = allowed[0]
    for i in allowed[1:]:
        ahead = table[i][-1] * table[best][entering] - table[best][-1] * table[i][entering]
        if ahead < 0 or (ahead == 0 and basis[i] < basis[best]):
            best = i
    return best
