"""The smallest set that has a member in each of some sets: exact, by branching on the smallest set not hit yet."""

from collections.abc import Sequence

# How many branches are looked at.
_MOST_BRANCHES = 20_000


class SearchLimit(Exception):
    """The search would take too long."""


def least_hitting_set(sets: Sequence[frozenset[int]]) -> frozenset[int]:
    """Return a smallest set that meets every one of ``sets``; raises SearchLimit where there are too many ways."""
    search = _Search([found for found in set(sets) if not any(other < found for other in sets)])
    search.sets.sort(key=lambda found: (len(found), sorted(found)))
    search.best = _greedy(search.sets)
    search.extend(frozenset(), frozenset())
    return search.best


def _greedy(sets: Sequence[frozenset[int]]) -> frozenset[int]:
    chosen: set[int] = set()
    left = list(sets)
    while left:
        counts: dict[int, int] = {}
        for found in left:
            for member in found:
                counts[member] = counts.get(member, 0) + 1
        chosen.add(max(sorted(counts), key=lambda member: counts[member]))
        left = [found for found in left if not found & chosen]
    return frozenset(chosen)


class _Search:
    def __init__(self, sets: list[frozenset[int]]) -> None:
        self.sets = sets
        self.best: frozenset[int] = frozenset()
        self.n_branches = 0

    def extend(self, chosen: frozenset[int], barred: frozenset[int]) -> None:
        """Complete ``chosen`` without the members of ``barred``, and keep what is smaller than the best."""
        self.n_branches += 1
        if self.n_branches > _MOST_BRANCHES:
            raise SearchLimit
        left = [found - barred for found in self.sets if not found & chosen]
        if not left:
            if len(chosen) < len(self.best):
                self.best = chosen
            return
        if len(chosen) + _n_disjoint(left) >= len(self.best):
            return
        branch = min(left, key=len)
        for member in sorted(branch):
            self.extend(chosen | {member}, barred)
            barred |= {member}


def _n_disjoint(sets: Sequence[frozenset[int]]) -> int:
    taken: set[int] = set()
    n = 0
    for found in sorted(sets, key=len):
        if not found & taken:
            taken |= found
            n += 1
    return n
