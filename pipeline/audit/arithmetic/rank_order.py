"""Printed ranks against scores: which scheme they follow, and the odd rows (METHOD 2)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from pipeline.audit.arithmetic.rank_runs import Ranked

# Changes are tried on each of so many rows; beyond, only on rows that are odd as they stand.
_MAX_TRIED = 60
_A_PAIR = 2


@dataclass(frozen=True, slots=True)
class Odd:
    """A row that misses the scheme, and the rank it should have; ``moved``: its score is what is odd.

    ``against``: the one other row that it does not fit with, which may be the wrong one as well.
    """

    unit: str
    expected: Decimal
    moved: bool = False
    against: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """The scheme that fits best and the rows that miss it. ``false_tie``: ties that only rounding made."""

    scheme: str
    odd: tuple[Odd, ...]
    false_tie: bool = False


def _competition(above: int, distinct: int, ties: int) -> Decimal:
    return Decimal(1 + above)


def _dense(above: int, distinct: int, ties: int) -> Decimal:
    return Decimal(1 + distinct)


def _modified(above: int, distinct: int, ties: int) -> Decimal:
    return Decimal(above + ties)


def _fractional(above: int, distinct: int, ties: int) -> Decimal:
    return Decimal(2 * above + ties + 1) / 2


SCHEMES: dict[str, Callable[[int, int, int], Decimal]] = {
    "competition": _competition,
    "dense": _dense,
    "modified": _modified,
    "fractional": _fractional,
}


def judge_order(rows: Sequence[Ranked], doubtful: frozenset[str] = frozenset()) -> Order | None:
    """Return the scheme of a full list of ranks and the odd rows; None for fewer than two rows.

    Where one row alone keeps a scheme from holding, only that row is odd, by its rank or by its score; of
    several such rows the one that is ``doubtful`` otherwise. Of places alone the
    one print is odd that keeps them from running; None where nothing tells which of several that is.
    """
    if len(rows) < 2:
        return None
    by_scheme = {name: _odd(rows, name) for name in SCHEMES}
    best = min(by_scheme, key=lambda name: len(by_scheme[name]))
    if not by_scheme[best]:
        return Order(best, ())
    if all(row.key is None for row in rows):
        wrong = _wrong_prints(rows, doubtful)
        return None if wrong is None else Order("competition", tuple(wrong))
    for name in ("competition", "dense"):
        if _holds_with_false_ties(rows, name):
            return Order(name, (), false_tie=True)
    if len(by_scheme[best]) == 1 and doubtful:
        single = _single(rows, by_scheme, doubtful)
        if single is not None and single.odd[0].unit in doubtful:
            return single
    if len(by_scheme[best]) > 1:
        single = _single(rows, by_scheme, doubtful)
        if single is not None:
            return single
        if len(by_scheme[best]) == _A_PAIR:
            # either row alone could be wrong: the one at the worse place is named, as in a quoted list
            ranks = {row.unit: row.rank for row in rows}
            odd = max(by_scheme[best], key=lambda item: (item.unit in doubtful, ranks[item.unit]))
            against = next(item.unit for item in by_scheme[best] if item is not odd)
            return Order(best, (replace(odd, against=against),))
    return Order(best, tuple(by_scheme[best]))


def _expected(rows: Sequence[Ranked], scheme: str) -> list[Decimal]:
    """Return the rank of each row under a scheme, by score, else by the printed places themselves."""
    keys = [row.key if row.key is not None else -Fraction(row.rank) for row in rows]
    order = sorted(set(keys), reverse=True)
    above: dict[Fraction, tuple[int, int, int]] = {}
    n_above = 0
    tally = {key: 0 for key in order}
    for key in keys:
        tally[key] += 1
    for distinct, key in enumerate(order):
        above[key] = (n_above, distinct, tally[key])
        n_above += tally[key]
    return [SCHEMES[scheme](*above[key]) for key in keys]


def _odd(rows: Sequence[Ranked], scheme: str) -> list[Odd]:
    expected = _expected(rows, scheme)
    return [Odd(row.unit, rank) for row, rank in zip(rows, expected, strict=True) if row.rank != rank]


def _holds_with_false_ties(rows: Sequence[Ranked], scheme: str) -> bool:
    """Return whether the ranks follow if equal printed scores may hide different ones."""
    if any(row.key is None for row in rows):
        return False
    ordered = sorted(rows, key=lambda row: (-(row.key or Fraction(0)), row.rank))
    if ordered[0].rank != 1:
        return False
    for place, (before, row) in enumerate(pairwise(ordered), start=2):
        allowed = {Decimal(place)} if scheme == "competition" else {before.rank + 1}
        if before.key == row.key:
            allowed.add(before.rank)
        if row.rank not in allowed:
            return False
    return True


def _single(
    rows: Sequence[Ranked], by_scheme: dict[str, list[Odd]], doubtful: frozenset[str]
) -> Order | None:
    """Return the one row whose rank or score keeps every scheme from holding, if there is just one such change."""
    for name, odd in sorted(by_scheme.items(), key=lambda item: len(item[1])):
        tried = (
            range(len(rows))
            if len(rows) <= _MAX_TRIED
            else [place for place, row in enumerate(rows) if row.unit in {item.unit for item in odd}][
                :_MAX_TRIED
            ]
        )
        found = [change for place in tried if (change := _change(rows, place, name)) is not None]
        surer = [change for change in found if change.unit in doubtful] or found
        places = {row.rank for row in rows if row.unit in {change.unit for change in surer}}
        # several such rows share a place: one of them is named
        if len(places) == 1:
            return Order(name, (surer[0],))
    return None


def _wrong_prints(rows: Sequence[Ranked], doubtful: frozenset[str]) -> list[Odd] | None:
    """Return the print of a place that alone keeps the list from running.

    None where several prints could be that one, or where more than one is wrong: no unit is then accused.
    """
    groups: defaultdict[object, list[Ranked]] = defaultdict(list)
    for row in rows:
        groups[row.print or row.unit].append(row)
    found = [odd for group in groups.values() if (odd := _mended(rows, group)) is not None]
    surer = [odd for odd in found if odd.unit in doubtful] or found
    return surer if len(surer) == 1 else None


def _mended(rows: Sequence[Ranked], group: Sequence[Ranked]) -> Odd | None:
    """Return the place that makes the list run if ``group`` has it: behind those before it, else the nearest."""
    units = {row.unit for row in group}
    printed = group[0].rank
    behind = Decimal(1 + sum(row.rank < printed for row in rows))
    places = map(Decimal, range(1, len(rows) + 1))
    for place in sorted(places, key=lambda place: (place != behind, abs(place - printed))):
        changed = [replace(row, rank=place) if row.unit in units else row for row in rows]
        if place != printed and not _odd(changed, "competition"):
            return Odd(group[0].unit, place)
    return None


def _change(rows: Sequence[Ranked], place: int, scheme: str) -> Odd | None:
    """Return the change of one score after which the scheme holds, None where there is none."""
    row = rows[place]
    rest = [other for other in rows if other is not row and other.key is not None]
    for key in _places_at(rest, row.rank):
        changed = [*rows[:place], replace(row, key=key), *rows[place + 1 :]]
        if not _odd(changed, scheme):
            return Odd(row.unit, _expected(rows, scheme)[place], moved=True)
    return None


def _places_at(rest: Sequence[Ranked], rank: Decimal) -> list[Fraction]:
    """Scores that would bring a row to ``rank``: those of the rows there, and between the rows around it."""
    same = [row.key for row in rest if row.rank == rank and row.key is not None]
    better = [row.key for row in rest if row.rank < rank and row.key is not None]
    worse = [row.key for row in rest if row.rank > rank and row.key is not None]
    ends = [*([min(better)] if better else []), *([max(worse)] if worse else [])]
    between = (
        [sum(ends, Fraction(0)) / 2] if len(ends) == 2 else [ends[0] + (1 if worse else -1)] if ends else []
    )
    return [*same[:1], *between]


def misplaced(rows: Sequence[Ranked]) -> list[tuple[Ranked, Ranked]]:
    """Return the rows of a quoted list out of order, each with one that it goes against."""
    left = [row for row in rows if row.key is not None]
    found: list[tuple[Ranked, Ranked]] = []
    while pairs := _inversions(left):
        tally = Counter(row for pair in pairs for row in pair)
        # of a single pair the worse place is named
        worst = max(left, key=lambda row: (tally[row], row.rank))
        against = next(other for pair in pairs if worst in pair for other in pair if other != worst)
        found.append((worst, against))
        left.remove(worst)
    return found


def _inversions(rows: Sequence[Ranked]) -> list[tuple[Ranked, Ranked]]:
    """Pairs where the better rank has the lower score."""
    ordered = sorted(rows, key=lambda row: row.rank)
    return [
        (first, second)
        for place, first in enumerate(ordered)
        for second in ordered[place + 1 :]
        if first.rank < second.rank and (first.key or Fraction(0)) < (second.key or Fraction(0))
    ]
