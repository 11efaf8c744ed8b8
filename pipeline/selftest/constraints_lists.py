"""Relations of a list: ranks and scores, sums, percents, maxima, tiers and bands, values told twice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import combinations

from pipeline.selftest.facts import Bound, Facts, Key, ListFacts, PrintedToken, key_of
from pipeline.selftest.oracle_numbers import exact, misplaced_rows, near, same, step

Values = Mapping[Key, PrintedToken]
Violations = Callable[[Values], int]
# Kind, keys, number of rows, how many of them miss.
ConstraintSpec = tuple[str, set[Key], int, Violations]
_LAST = Fraction(10**9)
# Parts are taken for those of a whole if so many rows show it, and no more than so many (two that a slip exchanged)
# do not.
_MIN_SHOWN = 2
_MAX_ODD = 2
# So many ranks make a run.
_MIN_RUN = 8
# A sum of maxima has a total and so many parts at least.
_MIN_MAXIMA = 3


def list_constraints(facts: Facts) -> Iterator[ConstraintSpec]:
    """Yield the constraints within each list."""
    for about in facts.lists.values():
        for criterion in about.criteria:
            yield from _orders(about, criterion)
            yield from _percents(about, criterion)
            yield from _maximum(about, criterion)
        yield from _retold(about)
        yield from _sums(facts, about)
        yield from _sum_of_maxima(about)
        yield from _bands(about)
        yield from _tier_rows(facts, about)


def keys_of(about: ListFacts, criterion: str, measure: str) -> dict[str, Key]:
    """Return the key of the first printing of a measure by unit."""
    return {unit: key_of(row) for unit, row in about.column(criterion, measure).items()}


def _orders(about: ListFacts, criterion: str) -> Iterator[ConstraintSpec]:
    """Ranks against scores; without scores, or where one row is lost, a run of ranks against itself."""
    ranks, scores = keys_of(about, criterion, "rank"), keys_of(about, criterion, "score")
    if about.is_complete and len(ranks) >= max(_MIN_RUN, (about.n_units or 0) - 1):
        runs = list(ranks.values())
        yield "order", set(runs), len(runs), partial(_misplaced, [(key, key) for key in runs])
    full = about.is_complete and len(ranks) == about.n_units
    both = [(scores[unit], rank) for unit, rank in ranks.items() if unit in scores]
    if full and len(both) == len(ranks):
        yield "order", {key for pair in both for key in pair}, len(both), partial(_misplaced, both)
    elif not full or both:
        last = [(scores[unit], None) for unit in about.column(criterion, "last") if unit in scores]
        rows = [*both, *((score, rank) for score, rank in last if score not in dict(both))]
        if len(rows) > 1:
            yield "order", {key for row in rows for key in row if key}, len(rows), partial(_n_inverted, rows)


def _misplaced(rows: Sequence[tuple[Key, Key]], values: Values) -> int:
    """Return the rows (score, rank) that miss the best scheme; a rank that is its own score orders by itself."""
    return misplaced_rows(
        [
            (exact(values[score]) if score != rank else -exact(values[rank]), exact(values[rank]))
            for score, rank in rows
        ]
    )


def _n_inverted(rows: Sequence[tuple[Key, Key | None]], values: Values) -> int:
    told = [(exact(values[score]), exact(values[rank]) if rank else _LAST) for score, rank in rows]
    return sum(_inverted(first, second) for first, second in combinations(told, 2))


def _inverted(first: tuple[Fraction, Fraction], second: tuple[Fraction, Fraction]) -> bool:
    """Return whether a better rank has a lower score, or one rank two scores; words put a last unit behind all."""
    (score, rank), (other, other_rank) = first, second
    if rank == other_rank:
        return score != other and rank != _LAST
    return (score - other) * (other_rank - rank) < 0


def _retold(about: ListFacts) -> Iterator[ConstraintSpec]:
    """Yield a value or tier of a unit printed several times."""
    for rows in about.printings.values():
        keys = list(dict.fromkeys(key_of(row) for row in rows if row.value is not None or row.tier))
        for first, second in combinations(keys, 2):
            yield "retold", {first, second}, 1, partial(_differ, first, second)


def _differ(first: Key, second: Key, values: Values) -> int:
    if values[first].tier or values[second].tier:
        return int(values[first].tier != values[second].tier)
    return int(not same(values[first], values[second]))


def _percents(about: ListFacts, criterion: str) -> Iterator[ConstraintSpec]:
    """Scores and percents of the maximum: the pairs that the best whole maximum does not explain."""
    scores, percents = keys_of(about, criterion, "score"), keys_of(about, criterion, "pct_of_max")
    pairs = sorted({(scores[unit], percents[unit]) for unit in percents if unit in scores})
    maxima = [key_of(row) for row in about.maxima.get(criterion, [])]
    if pairs:
        keys = {key for pair in pairs for key in pair} | set(maxima)
        yield "percent", keys, len(pairs), partial(_unexplained, pairs, maxima)


def _unexplained(pairs: Sequence[tuple[Key, Key]], maxima: Sequence[Key], values: Values) -> int:
    told = [(values[score], values[percent]) for score, percent in pairs]
    low = max(1, max(exact(score) for score, _ in told).__ceil__())
    high = max((exact(s) + step(s)) * 100 / max(exact(p) - step(p), step(p)) for s, p in told)
    tried = [exact(values[key]) for key in maxima] or [Fraction(n) for n in range(low, int(high) + 1)]
    return min(
        (
            sum(not near(p, exact(s) * 100 / most, step(s) * 50 / most) for s, p in told)
            for most in tried
            if most
        ),
        default=len(told),
    )


def _maximum(about: ListFacts, criterion: str) -> Iterator[ConstraintSpec]:
    """Scores against a printed maximum, and those that print it against each other."""
    maxima = list(dict.fromkeys(key_of(row) for row in about.maxima.get(criterion, [])))
    scores = list(keys_of(about, criterion, "score").values())
    for key in maxima:
        yield "maximum", {key, *scores}, 1, partial(_n_above, key, scores)
    for first, second in combinations(maxima, 2):
        yield "maximum", {first, second}, 1, partial(_differ, first, second)


def _n_above(limit: Key, keys: Sequence[Key], values: Values) -> int:
    return sum(values[key].value > values[limit].value for key in keys)


def _sums(facts: Facts, about: ListFacts) -> Iterator[ConstraintSpec]:
    """Yield a whole and the criteria that add up to it: of the total all others, else a group immediately after it."""
    order = [criterion for criterion in about.criteria if criterion != about.total]
    groups = [(about.total, order)] if len(order) >= _MIN_SHOWN else []
    for index, head in enumerate(order):
        groups += [(head, order[index + 1 : end]) for end in range(index + 3, len(order) + 1)]
    for whole, parts in groups:
        rows = _sum_rows(about, whole, parts)
        fits = sum(not _off(row, facts.values) for row in rows)
        if fits >= _MIN_SHOWN and fits >= len(rows) - _MAX_ODD:
            for row in rows:
                yield "sum", set(row), 1, partial(_off, row)


def _sum_rows(about: ListFacts, whole: str, parts: Sequence[str]) -> list[tuple[Key, ...]]:
    """Return the keys of the whole and of all parts, of each unit that has all printed."""
    columns = [keys_of(about, criterion, "score") for criterion in (whole, *parts)]
    units = [unit for unit in columns[0] if all(unit in column for column in columns)]
    return [tuple(column[unit] for column in columns) for unit in units]


def _off(row: Sequence[Key], values: Values) -> int:
    whole, *parts = (values[key] for key in row)
    slack = sum((step(item) for item in (whole, *parts)), Fraction(0)) / 2
    return int(abs(exact(whole) - sum(exact(part) for part in parts)) > slack)


def _sum_of_maxima(about: ListFacts) -> Iterator[ConstraintSpec]:
    """Yield the printed maxima of the parts against that of the total; they are set, and so exact."""
    keys = [key_of(about.maxima[criterion][0]) for criterion in about.criteria if about.maxima.get(criterion)]
    if not about.maxima.get(about.total) or len(keys) < max(_MIN_MAXIMA, len(about.criteria)):
        return
    whole = key_of(about.maxima[about.total][0])
    parts = [key for key in keys if key != whole]
    yield "maximum", set(keys), 1, partial(_not_total, whole, parts)


def _not_total(whole: Key, parts: Sequence[Key], values: Values) -> int:
    return int(sum(values[key].value for key in parts) != values[whole].value)


def _bands(about: ListFacts) -> Iterator[ConstraintSpec]:
    """Cut-offs in order, the upper end of a band the lower one of the next better."""
    for first, second in combinations(about.bounds, 2):
        if first.key != second.key:
            yield "bands", {first.key, second.key}, 1, partial(_crossed, first, second)


def _crossed(first: Bound, second: Bound, values: Values) -> int:
    """Return whether two ends are in the wrong order, or not equal where two bands meet."""
    low, high = values[first.key].value, values[second.key].value
    if first.above == second.above:
        return int(low != high)
    return int((low - high) * (second.above - first.above) <= 0)


def _tier_rows(facts: Facts, about: ListFacts) -> Iterator[ConstraintSpec]:
    """Yield printed tiers against bands and scores; tiers against ranks where there are no scores."""
    tiers, scores, ranks = (keys_of(about, about.total, measure) for measure in ("tier", "score", "rank"))
    points = [bound for bound in about.bounds if bound.unit == "points"]
    for unit, tier in tiers.items():
        if unit in scores and points:
            keys = {tier, scores[unit], *(bound.key for bound in points)}
            yield "tier", keys, 1, partial(_out_of_band, facts.levels, points, tier, scores[unit])
    ranked = [(tiers[unit], ranks[unit]) for unit in tiers if unit in ranks and unit not in scores]
    for first, second in combinations(ranked, 2):
        if first[0] != second[0]:
            yield "tier", {*first, *second}, 1, partial(_tier_inverted, facts.levels, first, second)


def _out_of_band(
    levels: Mapping[str, int], bounds: Sequence[Bound], tier: Key, score: Key, values: Values
) -> int:
    """Return whether neither a score nor any that is printed like it lies within the ends of its tier."""
    level = levels.get(values[tier].tier or "")
    if level is None:
        return 0
    reach, own = step(values[score]) / 2, exact(values[score])
    cuts = [(bound.above, exact(values[bound.key])) for bound in bounds]
    return int(any(own + reach < cut if level <= above else own - reach >= cut for above, cut in cuts))


def _tier_inverted(
    levels: Mapping[str, int], first: tuple[Key, Key], second: tuple[Key, Key], values: Values
) -> int:
    """Return whether the better of two ranks has the worse tier."""
    better, worse = (levels.get(values[tier].tier or "") for tier, _ in (first, second))
    if better is None or worse is None:
        return 0
    return int((values[first[1]].value - values[second[1]].value) * (better - worse) < 0)
