"""Highest and lowest scores of a criterion, the gap between them, counts of units at one score."""

from pipeline.deduction.bounds import HIGH, LOW, Step, less_than, more_than
from pipeline.deduction.model import Model


def extremes(model: Model, criterion: int) -> None:
    """Tighten the top and the bottom of the scores, who holds them, and the gap between them."""
    told = [
        (index, fact) for index, fact in model.extremes if model.frame.numbers[fact.criterion] == criterion
    ]
    gaps = [(index, fact) for index, fact in model.gaps if model.frame.numbers[fact.criterion] == criterion]
    for index, fact in told:
        extreme = (model.tops if fact.highest else model.bottoms)[criterion]
        if fact.value is not None:
            low, high = model.printed_range(index, fact.value, fact.decimals)
            model.bounds.fix(extreme, low, high, "criterion_extreme", (index,))
        for unit in fact.units:
            score = model.score(criterion, model.unit_numbers[unit])
            model.bounds.equate(score, extreme, "criterion_extreme", (index,), ())
    for extreme, side in ((model.tops[criterion], HIGH), (model.bottoms[criterion], LOW)):
        _outermost(model, criterion, extreme, side)
        _holder_by_rank(model, criterion, extreme, side)
    for index, gap in gaps:
        _gap(model, criterion, index, model.printed_range(index, gap.value, gap.decimals))


def _outermost(model: Model, criterion: int, extreme: int, side: int) -> None:
    """Tighten by an extreme: it lies on `side` of every score, and one unit has it."""
    bounds = model.bounds
    ends, steps = bounds.ends[side], bounds.steps[side]
    inner, inner_steps = bounds.ends[1 - side], bounds.steps[1 - side]
    members = model.members()
    columns = [(unit, model.score(criterion, unit)) for unit in model.columns()]
    for unit, score in columns:
        limit, reached = ends[extreme], inner[score]
        if limit is not None:
            parents = (steps[extreme], model.anchor(unit))
            bounds.tighten(side, score, limit, "criterion_extreme", (), parents)
        if reached is not None and unit in members:
            parents = (inner_steps[score], model.anchor(unit))
            bounds.tighten(1 - side, extreme, reached, "criterion_extreme", (), parents)
    others = (model.size_step(HIGH),) if model.rest not in model.columns() else ()
    furthest = _furthest(model, criterion, side)
    if furthest is not None and bounds.improves(side, extreme, furthest):
        parents = (*(steps[score] for _, score in columns), *others)
        bounds.tighten(side, extreme, furthest, "criterion_extreme", (), parents)
    _only_candidate(model, columns, extreme, side, others)


def _furthest(model: Model, criterion: int, side: int) -> int | None:
    ends = [model.bounds.ends[side][model.score(criterion, unit)] for unit in model.columns()]
    known = [end for end in ends if end is not None]
    if len(known) < len(ends) or not known:
        return None
    return max(known) if side == HIGH else min(known)


def _only_candidate(
    model: Model, columns: list[tuple[int, int]], extreme: int, side: int, others: tuple[Step | None, ...]
) -> None:
    """Give the extreme to a unit where only that one can have it."""
    bounds = model.bounds
    reached = bounds.ends[1 - side][extreme]
    if reached is None:
        return
    candidates = []
    for unit, score in columns:
        end = bounds.ends[side][score]
        if end is None or (end >= reached if side == HIGH else end <= reached):
            candidates.append((unit, score))
    if len(candidates) != 1:
        return
    unit, score = candidates[0]
    if unit == model.rest:
        if bounds.improves(LOW, model.size, model.rest + 1):
            excluded = [bounds.steps[side][other] for _, other in columns if other != score]
            parents = (bounds.steps[1 - side][extreme], *excluded)
            bounds.tighten(LOW, model.size, model.rest + 1, "criterion_extreme", (), parents)
        return
    if bounds.improves(1 - side, score, reached):
        excluded = [bounds.steps[side][other] for _, other in columns if other != score]
        parents = (bounds.steps[1 - side][extreme], *excluded, *others)
        bounds.tighten(1 - side, score, reached, "criterion_extreme", (), parents)


def _holder_by_rank(model: Model, criterion: int, extreme: int, side: int) -> None:
    """Tie ranks to extremes: the first has the highest score; the one numbered as the units are many the lowest."""
    if model.criteria[criterion].ranked_by != "points":
        return
    bounds = model.bounds
    size = bounds.high(model.size)
    for unit in range(model.rest):
        rank, score = model.rank(criterion, unit), model.score(criterion, unit)
        if side == HIGH and bounds.high(rank) == 1:
            bounds.equate(score, extreme, "rank_order", (), (bounds.steps[HIGH][rank],))
        elif side == LOW and size is not None and bounds.low(rank) == size:
            parents = (bounds.steps[LOW][rank], model.size_step(HIGH))
            bounds.equate(score, extreme, "rank_order", (), parents)
    for unit, index in model.last.get(criterion, ()) if side == LOW else ():
        bounds.equate(model.score(criterion, unit), extreme, "rank_order", (index,), ())


def _gap(model: Model, criterion: int, index: int, gap: tuple[int, int]) -> None:
    bounds = model.bounds
    top, bottom = model.tops[criterion], model.bottoms[criterion]
    for side in (LOW, HIGH):
        lowest, highest = bounds.ends[side][bottom], bounds.ends[side][top]
        if lowest is not None:
            step = bounds.steps[side][bottom]
            bounds.tighten(side, top, lowest + gap[side], "gap", (index,), (step,))
        if highest is not None:
            step = bounds.steps[side][top]
            bounds.tighten(side, bottom, highest - gap[1 - side], "gap", (index,), (step,))


def level_counts(model: Model, criterion: int) -> None:
    """So many units at one score: the named ones are, and once all are found the others are not."""
    for index, fact, count in model.level_counts:
        if model.frame.numbers[fact.criterion] == criterion:
            level = model.printed_range(index, fact.level, fact.decimals)
            for unit in fact.units:
                score = model.score(criterion, model.unit_numbers[unit])
                model.bounds.fix(score, *level, "level_count", (index,))
            _count_level(model, criterion, count, level)


def _count_level(model: Model, criterion: int, count: int, level: tuple[int, int]) -> None:
    bounds = model.bounds
    low, high = bounds.ends
    at: list[int] = []
    perhaps: list[int] = []
    apart: list[Step | None] = []
    for unit in range(model.rest):
        score = model.score(criterion, unit)
        least, most = low[score], high[score]
        if least is not None and least > level[HIGH]:
            apart.append(bounds.steps[LOW][score])
        elif most is not None and most < level[LOW]:
            apart.append(bounds.steps[HIGH][score])
        elif least is not None and most is not None and level[LOW] <= least and most <= level[HIGH]:
            at.append(score)
        else:
            perhaps.append(score)
    found = [bounds.steps[side][score] for score in at for side in (LOW, HIGH)]
    bounds.tighten(LOW, count, len(at), "level_count", (), found)
    rest = model.score(criterion, model.rest)
    if (limit := bounds.high(count)) is not None and low[rest] == high[rest] == level[LOW] == level[HIGH]:
        # whoever has no name is at the level: there are no more than it has
        parents = (*found, bounds.steps[HIGH][count], bounds.steps[LOW][rest], bounds.steps[HIGH][rest])
        bounds.tighten(
            HIGH, model.size, max(model.rest + limit - len(at), model.rest - 1), "level_count", (), parents
        )
    n_rest = model.n_rest(HIGH)
    if n_rest is not None:
        most = len(at) + len(perhaps) + n_rest
        bounds.tighten(HIGH, count, most, "level_count", (), (*apart, model.size_step(HIGH)))
    counted = (bounds.steps[LOW][count], bounds.steps[HIGH][count])
    missing = (bounds.low(count) or 0) - len(at) - len(perhaps)
    if missing > 0:
        bounds.tighten(LOW, model.size, model.rest + missing, "level_count", (), (*apart, *counted))
    if bounds.high(count) == len(at):
        for score in perhaps:
            _away(model, score, level, (*found, *counted))
        if model.rest in model.columns():
            _away(model, model.score(criterion, model.rest), level, (*found, *counted, model.size_step(LOW)))
    elif n_rest == 0 and bounds.low(count) == len(at) + len(perhaps):
        for score in perhaps:
            parents = (*apart, *counted, model.size_step(HIGH))
            bounds.fix(score, *level, "level_count", (), parents)


def _away(model: Model, score: int, level: tuple[int, int], parents: tuple[Step | None, ...]) -> None:
    bounds = model.bounds
    least, most = bounds.low(score), bounds.high(score)
    if level[LOW] < level[HIGH]:
        return  # under rounding a score beside the level may be meant by it or not
    if least is not None and level[LOW] <= least <= level[HIGH]:
        limit = more_than(level[HIGH])
        bounds.tighten(LOW, score, limit, "level_count", (), (*parents, bounds.steps[LOW][score]))
    if most is not None and level[LOW] <= most <= level[HIGH]:
        limit = less_than(level[LOW])
        bounds.tighten(HIGH, score, limit, "level_count", (), (*parents, bounds.steps[HIGH][score]))
