"""The order of a ranking: ranks that are taken, the last rank, scores that fall as ranks rise."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from pipeline.deduction.bounds import HIGH, LOW, less_than, more_than
from pipeline.deduction.model import Model
from pipeline.deduction.problem import SCHEMES


def ranks(model: Model, criterion: int) -> None:
    """Tighten ranks: a rank is at most the number of units, and one that is said of a unit is held by it alone.

    Units printed at the same rank share it: a printed tie.
    """
    bounds = model.bounds
    taken = model.taken.get(criterion, {})
    members = model.members()
    for unit in model.columns():
        rank, anchor = model.rank(criterion, unit), model.anchor(unit)
        size = bounds.high(model.size)
        if size is not None:
            bounds.tighten(HIGH, rank, size, "unit_count", (), (model.size_step(HIGH), anchor))
        lowest = bounds.low(rank)
        if lowest is not None and unit in members:
            bounds.tighten(LOW, model.size, lowest, "unit_count", (), (bounds.steps[LOW][rank], anchor))
        for side, step in ((LOW, 1), (HIGH, -1)) if taken else ():
            end, facts = bounds.ends[side][rank], []
            while end is not None and end in taken and not _may_hold(model, criterion, end, unit):
                facts.append(taken[end])
                end += step
            if facts and end is not None:
                parents = (bounds.steps[side][rank], anchor)
                bounds.tighten(side, rank, end, "place_taken", tuple(facts), parents)


def _may_hold(model: Model, criterion: int, rank: int, unit: int) -> bool:
    """Return whether a unit is printed at the rank; the column of the others may stand for one that is."""
    holders = model.frame.holders[criterion][rank]
    if unit == model.rest:
        return not holders.issubset(model.unit_numbers)
    return model.units[unit] in holders


def last_place(model: Model, criterion: int) -> None:
    """Tighten by the last rank: all others are before the unit that is called the last."""
    names = model.frame.last.get(criterion, frozenset())
    bounds = model.bounds
    members = model.members()
    others = [unit for unit in model.columns() if unit == model.rest or model.units[unit] not in names]
    if not names.issubset(model.unit_numbers) and model.rest in others:
        others.remove(model.rest)
    for last, index in model.last.get(criterion, ()):
        rank = model.rank(criterion, last)
        for unit in others:
            other, anchor = model.rank(criterion, unit), model.anchor(unit)
            end = bounds.high(rank)
            if end is not None:
                bounds.tighten(
                    HIGH, other, end - 1, "last_place", (index,), (bounds.steps[HIGH][rank], anchor)
                )
            end = bounds.low(other)
            if end is not None and unit in members:
                bounds.tighten(LOW, rank, end + 1, "last_place", (index,), (bounds.steps[LOW][other], anchor))
        if model.criteria[criterion].ranked_by == "points":
            _lowest_score(model, criterion, last, index)
        _number_of_last(model, criterion, rank, index, len(names))


def _lowest_score(model: Model, criterion: int, last: int, index: int) -> None:
    bounds = model.bounds
    lowest = model.score(criterion, last)
    members = model.members()
    for unit in model.columns():
        score, anchor = model.score(criterion, unit), model.anchor(unit)
        for side, source, target in ((LOW, lowest, score), (HIGH, score, lowest)):
            end = bounds.ends[side][source]
            if end is not None and (side == LOW or unit in members):
                bounds.tighten(
                    side, target, end, "last_place", (index,), (bounds.steps[side][source], anchor)
                )


def last_rank(model: Model, criterion: int) -> None:
    """Tighten by the number of the last rank: none is behind it, and there are as many units at least."""
    bounds = model.bounds
    for index, value in model.last_ranks.get(criterion, ()):
        for unit in model.columns():
            bounds.tighten(HIGH, model.rank(criterion, unit), value, "last_place", (index,))
        bounds.tighten(LOW, model.size, value, "last_place", (index,))
        if model.criteria[criterion].scheme == "modified":
            bounds.tighten(HIGH, model.size, value, "last_place", (index,))
        for unit, told in model.last.get(criterion, ()):
            bounds.fix(model.rank(criterion, unit), value, value, "last_place", (index, told))
        _who_is_last(model, criterion, index, value)


def _who_is_last(model: Model, criterion: int, index: int, value: int) -> None:
    """Whoever has the lowest score is at the last rank, and the other way round; one unit is."""
    bounds = model.bounds
    by_points = model.criteria[criterion].ranked_by == "points"
    bottom, candidates, excluded = model.bottoms[criterion], [], []
    for unit in model.columns():
        rank, score = model.rank(criterion, unit), model.score(criterion, unit)
        end, lowest = bounds.high(score), bounds.low(bottom)
        if by_points and end is not None and lowest is not None and end <= lowest:
            steps = (bounds.steps[HIGH][score], bounds.steps[LOW][bottom], model.anchor(unit))
            bounds.tighten(LOW, rank, value, "last_place", (index,), steps)
        if by_points and bounds.low(rank) == value:
            bounds.equate(
                score, bottom, "last_place", (index,), (bounds.steps[LOW][rank], model.anchor(unit))
            )
        last = bounds.high(rank)
        if last is None or last >= value:
            candidates.append(unit)
        else:
            excluded.append(bounds.steps[HIGH][rank])
    if model.rest not in model.columns():
        excluded.append(model.size_step(HIGH))
    if len(candidates) == 1 and candidates[0] == model.rest:
        bounds.tighten(LOW, model.size, model.rest + 1, "last_place", (index,), excluded)
    elif len(candidates) == 1:
        bounds.tighten(LOW, model.rank(criterion, candidates[0]), value, "last_place", (index,), excluded)


def _number_of_last(model: Model, criterion: int, rank: int, index: int, n_last: int) -> None:
    """Tie the number of the last rank to that of the units, or of those before where several share it."""
    scheme = model.criteria[criterion].scheme
    if scheme not in ("competition", "modified"):
        return
    shared = n_last - 1 if scheme == "competition" else 0
    bounds = model.bounds
    size, end = bounds.low(model.size), bounds.high(rank)
    if size is not None:
        bounds.tighten(LOW, rank, size - shared, "last_place", (index,), (model.size_step(LOW),))
    if end is not None:
        bounds.tighten(HIGH, model.size, end + shared, "last_place", (index,), (bounds.steps[HIGH][rank],))


def order(model: Model, criterion: int) -> None:
    """Tighten by order: a better rank has no lower score, and a higher score a better rank."""
    is_strict = model.criteria[criterion].scheme in SCHEMES

    def place_of(unit: int) -> int:
        return model.rank(criterion, unit)

    def score_of(unit: int) -> int:
        return model.score(criterion, unit)

    def beside_score(end: int, side: int) -> int:
        if not is_strict:
            return end
        return less_than(end) if side == HIGH else more_than(end)

    for side in (LOW, HIGH):
        sweep(model, place_of, score_of, side, side, beside_score)
        sweep(model, score_of, place_of, side, side, lambda end, side: end - 1 if side == HIGH else end + 1)
    _shared_places(model, criterion)


def percent_order(model: Model, criterion: int) -> None:
    """Tighten by order: a better rank has a higher percent, and a higher percent no worse rank: it may be rounded."""
    is_strict = model.criteria[criterion].scheme in SCHEMES

    def place_of(unit: int) -> int:
        return model.rank(criterion, unit)

    def percent_of(unit: int) -> int:
        return model.percent(criterion, unit)

    def beside(end: int, side: int) -> int:
        if not is_strict:
            return end
        return less_than(end) if side == HIGH else more_than(end)

    for side in (LOW, HIGH):
        sweep(model, place_of, percent_of, side, side, beside)
        sweep(model, percent_of, place_of, side, side, lambda end, _: end)


def sweep(
    model: Model,
    key_of: Callable[[int], int],
    value_of: Callable[[int], int],
    key_side: int,
    value_side: int,
    beside: Callable[[int, int], int],
) -> None:
    """Bound each unit's value by the tightest one among the units whose key is surely beyond its own.

    On key side HIGH these are the units with a smaller key, on LOW those with a larger one. `beside` turns
    their end on the value side into the end of the unit.
    """
    bounds = model.bounds
    ends, steps = bounds.ends, bounds.steps
    for target, source in _tightest(model, key_of, value_of, key_side, value_side):
        end = ends[value_side][value_of(source)]
        if end is None:
            continue
        moved = beside(end, value_side)
        if bounds.improves(value_side, value_of(target), moved):
            parents = (
                steps[key_side][key_of(source)],
                steps[1 - key_side][key_of(target)],
                steps[value_side][value_of(source)],
                model.anchor(source),
                model.anchor(target),
            )
            bounds.tighten(value_side, value_of(target), moved, "rank_order", (), parents)


def _tightest(
    model: Model,
    key_of: Callable[[int], int],
    value_of: Callable[[int], int],
    key_side: int,
    value_side: int,
) -> Iterator[tuple[int, int]]:
    """Pairs of a unit and the one that bounds it, found in one pass over both in the order of their keys."""
    ends = model.bounds.ends
    sign = 1 if key_side == HIGH else -1
    value_sign = 1 if value_side == HIGH else -1
    sources, targets = [], []
    members = model.members()
    for unit in model.columns():
        near, far = ends[key_side][key_of(unit)], ends[1 - key_side][key_of(unit)]
        value = ends[value_side][value_of(unit)]
        if near is not None and value is not None and unit in members:
            sources.append((sign * near, value_sign * value, unit))
        if far is not None:
            targets.append((sign * far, unit))
    sources.sort()
    targets.sort()
    best: tuple[int, int] | None = None
    passed = 0
    for key, target in targets:
        while passed < len(sources) and sources[passed][0] < key:
            candidate = sources[passed][1:]
            best = candidate if best is None or candidate < best else best
            passed += 1
        if best is not None:
            yield target, best[1]


def _shared_places(model: Model, criterion: int) -> None:
    """Units at the same rank have the same score."""
    bounds = model.bounds
    holders: dict[int, list[int]] = {}
    for unit in range(model.rest):
        rank = model.rank(criterion, unit)
        end = bounds.low(rank)
        if end is not None and end == bounds.high(rank):
            holders.setdefault(end, []).append(unit)
    for units in holders.values():
        for one, other in pairwise(units):
            steps = [
                bounds.steps[side][model.rank(criterion, unit)]
                for unit in (one, other)
                for side in (LOW, HIGH)
            ]
            bounds.equate(
                model.score(criterion, one), model.score(criterion, other), "rank_order", (), tuple(steps)
            )
