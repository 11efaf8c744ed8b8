"""Ranks without scores: how a run from first to last is restored with the fewest changes (METHOD 2)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit with its score (higher is better) and its printed rank; without scores the rank orders.

    ``print``: where the rank is printed; units of a tie may share it. None: each has its own.
    """

    unit: str
    key: Fraction | None
    rank: Decimal
    print: tuple[int, int] | None = None


def count_changes(rows: Sequence[Ranked]) -> int:
    """Return the fewest ranks that must change before the list runs from 1 to its end.

    Under competition ranks a rank with k units is followed by the rank k further, so the ranks are the
    starts of groups that fill 1 to n.
    """
    n_rows = len(rows)
    tally = Counter(int(row.rank) for row in rows)
    most = [0] * (n_rows + 2)
    for start in range(n_rows, 0, -1):
        most[start] = max(
            most[after] + min(tally[start], after - start) for after in range(start + 1, n_rows + 2)
        )
    return n_rows - most[1]


def find_missing_rank(ranks: Sequence[Decimal]) -> Decimal | None:
    """Return the one rank that nobody holds in a run from 1 on; None where there is none, or more than one.

    A tie leaves ranks free: as many as share the rank before it, or as share the rank after it.
    """
    tally = Counter(ranks)
    held = sorted(tally)
    if not held or held[0] != 1 or any(rank != rank.to_integral_value() for rank in held):
        return None
    gaps = [
        (before, after - before - max(tally[before], tally[after]))
        for before, after in pairwise(held)
        if after - before > max(tally[before], tally[after])
    ]
    if len(gaps) != 1 or gaps[0][1] != 1:
        return None
    before = gaps[0][0]
    return before + tally[before]
