"""Printed ranks against scores: which scheme they follow, and the rows that miss it (METHOD 2)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from pipeline.audit.arithmetic.rank_runs import Ranked, count_changes, find_missing_rank

# Changes are tried on each of so many rows; beyond, only on rows that are odd as they stand.
_MAX_TRIED = 60
_A_PAIR = 2


# The rank of a row of which so many are above it, with so many distinct scores, and so many share its own.
SCHEMES: dict[str, Callable[[int, int, int], Decimal]] = {
    "competition": lambda above, distinct, ties: Decimal(1 + above),
    "dense": lambda above, distinct, ties: Decimal(1 + distinct),
    "modified": lambda above, distinct, ties: Decimal(above + ties),
    "fractional": lambda above, distinct, ties: Decimal(2 * above + ties + 1) / 2,
}


@dataclass(frozen=True, slots=True)
class Outlier:
    """A row that misses the scheme, and the rank it should have; ``by_score``: its score is what is odd.

    ``conflicts_with``: the one other row that it does not fit with, which may be the wrong one as well.
    """

    unit: str
    expected: Decimal
    by_score: bool = False
    conflicts_with: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """The scheme that fits best and the rows that miss it. ``false_tie``: ties that only rounding made."""

    scheme: str
    outliers: tuple[Outlier, ...]
    false_tie: bool = False


def judge_order(rows: Sequence[Ranked], doubtful: frozenset[str] = frozenset()) -> Order | None:
    """Return the scheme of a full list of ranks and the odd rows; None for fewer than two rows.

    Which scheme a list follows is decided in sql/core/rank_schemes.sql; here it is searched which smallest change
    would let one hold, and that asks for the ranks under every scheme of lists that nobody printed.

    Where one row alone keeps a scheme from holding, only that row is odd, by its rank or by its score; of
    several such rows the one that is ``doubtful`` otherwise. Of ranks alone the one print is odd that keeps
    them from running; None where nothing shows which of several that is.
    """
    if len(rows) < 2:
        return None
    by_scheme = {name: _outliers(rows, name) for name in SCHEMES}
    scheme = min(by_scheme, key=lambda name: len(by_scheme[name]))
    odd = by_scheme[scheme]
    if not odd:
        return Order(scheme, ())
    if all(row.key is None for row in rows):
        wrong = _wrong_prints(rows, doubtful)
        return None if wrong is None else Order("competition", tuple(wrong))
    return (
        _false_ties(rows)
        or _single(rows, by_scheme, doubtful, must_be_doubtful=len(odd) == 1)
        or _worse_of_pair(rows, Order(scheme, tuple(odd)), doubtful)
    )


def _worse_of_pair(rows: Sequence[Ranked], order: Order, doubtful: frozenset[str]) -> Order:
    """Name one of two odd rows of which either could be wrong: that at the worse rank, as in a quoted list."""
    if len(order.outliers) != _A_PAIR:
        return order
    ranks = {row.unit: row.rank for row in rows}
    odd = max(order.outliers, key=lambda item: (item.unit in doubtful, ranks[item.unit]))
    other = next(item.unit for item in order.outliers if item is not odd)
    return Order(order.scheme, (replace(odd, conflicts_with=other),))


def _expected(rows: Sequence[Ranked], scheme: str) -> list[Decimal]:
    """Return the rank of each row under a scheme, by score, else by the printed ranks themselves."""
    keys = [row.key if row.key is not None else -Fraction(row.rank) for row in rows]
    ranks: dict[Fraction, Decimal] = {}
    n_above = 0
    for distinct, (key, n_ties) in enumerate(sorted(Counter(keys).items(), reverse=True)):
        ranks[key] = SCHEMES[scheme](n_above, distinct, n_ties)
        n_above += n_ties
    return [ranks[key] for key in keys]


def _outliers(rows: Sequence[Ranked], scheme: str) -> list[Outlier]:
    expected = _expected(rows, scheme)
    return [Outlier(row.unit, rank) for row, rank in zip(rows, expected, strict=True) if row.rank != rank]


def find_hole(rows: Sequence[Ranked]) -> Decimal | None:
    """Return the one rank that nobody holds, where a unit left out explains the ranks better than misprints do."""
    hole = find_missing_rank([row.rank for row in rows])
    if hole is None or any(row.key is not None for row in rows):
        return hole
    filled = [*rows, Ranked("", None, hole)]
    n_odd = min(count_changes(filled), *(len(_outliers(filled, scheme)) for scheme in SCHEMES))
    return hole if n_odd < count_changes(rows) else None


def _false_ties(rows: Sequence[Ranked]) -> Order | None:
    """Return the order that the ranks follow if equal printed scores may hide different ones."""
    if any(row.key is None for row in rows):
        return None
    ordered = sorted(rows, key=lambda row: (-(row.key or Fraction(0)), row.rank))
    if ordered[0].rank != 1:
        return None
    for scheme in ("competition", "dense"):
        if all(
            row.rank == (index if scheme == "competition" else before.rank + 1)
            or (before.key == row.key and row.rank == before.rank)
            for index, (before, row) in enumerate(pairwise(ordered), start=2)
        ):
            return Order(scheme, (), false_tie=True)
    return None


def _single(
    rows: Sequence[Ranked],
    by_scheme: dict[str, list[Outlier]],
    doubtful: frozenset[str],
    *,
    must_be_doubtful: bool,
) -> Order | None:
    """Return the one row whose rank or score keeps every scheme from holding, if there is just one such change."""
    if must_be_doubtful and not doubtful:
        return None
    for name, odd in sorted(by_scheme.items(), key=lambda item: len(item[1])):
        named = {item.unit for item in odd}
        tried = [n for n, row in enumerate(rows) if len(rows) <= _MAX_TRIED or row.unit in named]
        found = [change for n in tried[:_MAX_TRIED] if (change := _change(rows, n, name)) is not None]
        surer = [change for change in found if change.unit in doubtful] or found
        ranks = {row.rank for row in rows if row.unit in {change.unit for change in surer}}
        # several such rows share a rank: one of them is named
        if len(ranks) == 1:
            return Order(name, (surer[0],)) if surer[0].unit in doubtful or not must_be_doubtful else None
    return None


def _wrong_prints(rows: Sequence[Ranked], doubtful: frozenset[str]) -> list[Outlier] | None:
    """Return the print of a rank that alone keeps the list from running.

    None where several prints could be that one, or where more than one is wrong: no unit is then accused.
    """
    groups: defaultdict[object, list[Ranked]] = defaultdict(list)
    for row in rows:
        groups[row.print or row.unit].append(row)
    found = [odd for group in groups.values() if (odd := _mended(rows, group)) is not None]
    surer = [odd for odd in found if odd.unit in doubtful] or found
    return surer if len(surer) == 1 else None


def _mended(rows: Sequence[Ranked], group: Sequence[Ranked]) -> Outlier | None:
    """Return the rank that makes the list run if ``group`` has it: next to those before it, else the nearest."""
    units = {row.unit for row in group}
    printed = group[0].rank
    next_rank = Decimal(1 + sum(row.rank < printed for row in rows))
    ranks = map(Decimal, range(1, len(rows) + 1))
    for rank in sorted(ranks, key=lambda rank: (rank != next_rank, abs(rank - printed))):
        changed = [replace(row, rank=rank) if row.unit in units else row for row in rows]
        if rank != printed and not _outliers(changed, "competition"):
            return Outlier(group[0].unit, rank)
    return None


def _change(rows: Sequence[Ranked], index: int, scheme: str) -> Outlier | None:
    """Return the change of one score after which the scheme holds, None where there is none."""
    row = rows[index]
    rest = [other for other in rows if other is not row and other.key is not None]
    for key in _scores_at(rest, row.rank):
        if not _outliers([*rows[:index], replace(row, key=key), *rows[index + 1 :]], scheme):
            return Outlier(row.unit, _expected(rows, scheme)[index], by_score=True)
    return None


def _scores_at(rest: Sequence[Ranked], rank: Decimal) -> list[Fraction]:
    """Return scores that would bring a row to ``rank``: that of the rows there, and one between those around it."""
    same = [row.key for row in rest if row.rank == rank and row.key is not None]
    better = min((row.key for row in rest if row.rank < rank and row.key is not None), default=None)
    worse = max((row.key for row in rest if row.rank > rank and row.key is not None), default=None)
    if better is not None and worse is not None:
        return [*same[:1], (better + worse) / 2]
    if worse is not None:
        return [*same[:1], worse + 1]
    return [*same[:1], *([] if better is None else [better - 1])]


def find_inversions(rows: Sequence[Ranked]) -> list[tuple[Ranked, Ranked]]:
    """Return the rows of a quoted list out of order, each with one that it goes against."""
    left = [row for row in rows if row.key is not None]
    found: list[tuple[Ranked, Ranked]] = []
    while pairs := _inversions(left):
        tally = Counter(row for pair in pairs for row in pair)
        # of a single pair the worse rank is named
        worst = max(left, key=lambda row: (tally[row], row.rank))
        other = next(row for pair in pairs if worst in pair for row in pair if row != worst)
        found.append((worst, other))
        left.remove(worst)
    return found


def _inversions(rows: Sequence[Ranked]) -> list[tuple[Ranked, Ranked]]:
    """Pairs where the better rank has the lower score."""
    ordered = sorted(rows, key=lambda row: row.rank)
    return [
        (first, second)
        for index, first in enumerate(ordered)
        for second in ordered[index + 1 :]
        if first.rank < second.rank and (first.key or Fraction(0)) < (second.key or Fraction(0))
    ]
