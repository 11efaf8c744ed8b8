"""Tiers: the bands of scores, the order they share with the ranking, and how many units each has."""

from collections.abc import Callable

from pipeline.deduction.bounds import HIGH, LOW, Step
from pipeline.deduction.frame import Tier, beyond
from pipeline.deduction.model import Model
from pipeline.deduction.rules.count_rules import Positions
from pipeline.deduction.rules.order_rules import sweep


def bands(model: Model, criterion: int) -> None:
    """Tighten by bands: a score lies within the band of its tier, a tier is one whose band the score can reach."""
    tiers = model.frame.tiers.get(criterion, ())
    if not tiers:
        return
    for unit in model.columns():
        _score_by_tier(model, criterion, unit, tiers)
        for side in (LOW, HIGH):
            _tier_by_score(model, criterion, unit, tiers, side)


def _edge(model: Model, tier: Tier, side: int) -> tuple[int, tuple[int, ...]] | None:
    """Return an end of the tier, in points or percent, with the fact that tells it; None where unknown."""
    edge = (tier.low, tier.high)[side]
    if edge is None or edge.fact not in model.active:
        return None
    return beyond(edge, upward=side == LOW), (edge.fact,)


def _value(model: Model, criterion: int, unit: int, tier: Tier) -> int:
    """Return the variable that the ends of a tier are of."""
    return model.percent(criterion, unit) if tier.is_percent else model.score(criterion, unit)


def _score_by_tier(model: Model, criterion: int, unit: int, tiers: tuple[Tier, ...]) -> None:
    """Tighten by the foot of the bands: the worst possible tier has the lowest scores, the best one the highest."""
    bounds = model.bounds
    variable = model.tier(criterion, unit)
    for side in (LOW, HIGH):
        number = bounds.ends[1 - side][variable]
        edge = None if number is None else _edge(model, tiers[number], side)
        if number is not None and edge is not None:
            value, facts = edge
            parents = (bounds.steps[1 - side][variable], model.anchor(unit))
            of = _value(model, criterion, unit, tiers[number])
            bounds.tighten(side, of, value, "tier_band", facts, parents)


def _tier_by_score(model: Model, criterion: int, unit: int, tiers: tuple[Tier, ...], side: int) -> None:
    """Drop the best tiers, whose band begins above the score (side LOW), or the worst, that end below it."""
    bounds = model.bounds
    variable = model.tier(criterion, unit)
    number = bounds.ends[side][variable]
    facts: list[int] = []
    parents = [bounds.steps[side][variable], model.anchor(unit)]
    start = number
    while number is not None and 0 <= number < len(tiers):
        of = _value(model, criterion, unit, tiers[number])
        edge, reached = _edge(model, tiers[number], side), bounds.ends[1 - side][of]
        if edge is None or reached is None or (edge[0] <= reached if side == LOW else edge[0] >= reached):
            break
        facts.extend(edge[1])
        parents.append(bounds.steps[1 - side][of])
        number += 1 if side == LOW else -1
    if number is not None and number != start:
        bounds.tighten(side, variable, number, "tier_band", tuple(facts), parents)


def tier_order(model: Model, criterion: int) -> None:
    """Tighten by order: a better rank, and a higher score or percent, has no worse tier."""
    value_of = _order_of(model, criterion)
    if value_of is None:
        return

    def tier_of(unit: int) -> int:
        return model.tier(criterion, unit)

    for side in (LOW, HIGH):
        if _follow_ranks(model, criterion):
            sweep(
                model, lambda unit: model.rank(criterion, unit), tier_of, side, 1 - side, lambda end, _: end
            )
        sweep(model, lambda unit: value_of(criterion, unit), tier_of, side, side, lambda end, _: end)


def _has_own(model: Model, criterion: int) -> bool:
    return any(other == criterion for other, _ in model.frame.unit_maxima)


def _order_of(model: Model, criterion: int) -> Callable[[int, int], int] | None:
    """Return the variables that tiers rise with: points, or percents where maxima differ; None where it is neither."""
    tiers = model.frame.tiers.get(criterion, ())
    in_percent = {tier.is_percent for tier in tiers}
    if not tiers or (len(in_percent) > 1 and _has_own(model, criterion)):
        return None
    return model.percent if True in in_percent and _has_own(model, criterion) else model.score


def _follow_ranks(model: Model, criterion: int) -> bool:
    """Return whether tiers rise with the places: not where one goes by points and the other by unlike percents."""
    by_points = model.criteria[criterion].ranked_by in (None, "points")
    return not _has_own(model, criterion) or by_points == (_order_of(model, criterion) == model.score)


def tier_counts(model: Model, criterion: int) -> None:
    """Tighten by counts: each unit is in one tier, and each tier has as many units as it is said to have."""
    tiers = model.frame.tiers.get(criterion, ())
    counts = [model.tier_counts[criterion, number] for number in range(len(tiers))]
    for number, count in enumerate(counts):
        _count_tier(model, criterion, number, count)
    if counts:
        _sum_of_counts(model, counts)
        is_ordered = _order_of(model, criterion) is not None and _follow_ranks(model, criterion)
        if model.criteria[criterion].ranked_by == "points" and is_ordered:
            _places_of_tiers(model, criterion, counts)


def _count_tier(model: Model, criterion: int, number: int, count: int) -> None:
    bounds = model.bounds
    low, high = bounds.ends
    inside: list[int] = []
    perhaps: list[int] = []
    outside: list[Step | None] = []
    for unit in range(model.rest):
        variable = model.tier(criterion, unit)
        best, worst = low[variable], high[variable]
        if best is None or worst is None or best <= number <= worst:
            (inside if best == worst else perhaps).append(variable)
        else:
            side = LOW if best > number else HIGH
            outside.append(bounds.steps[side][variable])
    found = [bounds.steps[side][variable] for variable in inside for side in (LOW, HIGH)]
    bounds.tighten(LOW, count, len(inside), "tier_count", (), found)
    rest = model.tier(criterion, model.rest)
    if (limit := bounds.high(count)) is not None and low[rest] == high[rest] == number:
        parents = (*found, bounds.steps[HIGH][count], bounds.steps[LOW][rest], bounds.steps[HIGH][rest])
        bounds.tighten(
            HIGH, model.size, max(model.rest + limit - len(inside), model.rest - 1), "tier_count", (), parents
        )
    n_rest = model.n_rest(HIGH)
    if n_rest is not None:
        most = len(inside) + len(perhaps) + n_rest
        bounds.tighten(HIGH, count, most, "tier_count", (), (*outside, model.size_step(HIGH)))
    counted = (bounds.steps[LOW][count], bounds.steps[HIGH][count])
    missing = (bounds.low(count) or 0) - len(inside) - len(perhaps)
    if missing > 0:
        bounds.tighten(LOW, model.size, model.rest + missing, "tier_count", (), (*outside, *counted))
    if bounds.high(count) == len(inside):
        for variable in perhaps:
            _leave(model, variable, number, (*found, *counted))
        if model.rest in model.columns():
            variable = model.tier(criterion, model.rest)
            _leave(model, variable, number, (*found, *counted, model.size_step(LOW)))
    elif n_rest == 0 and bounds.low(count) == len(inside) + len(perhaps):
        for variable in perhaps:
            parents = (*outside, *counted, model.size_step(HIGH))
            bounds.fix(variable, number, number, "tier_count", (), parents)


def _leave(model: Model, variable: int, number: int, parents: tuple[Step | None, ...]) -> None:
    """Exclude a tier that is full: the unit is in a worse or a better one."""
    bounds = model.bounds
    for side, value in ((LOW, number + 1), (HIGH, number - 1)):
        if bounds.ends[side][variable] == number:
            step = bounds.steps[side][variable]
            bounds.tighten(side, variable, value, "tier_count", (), (*parents, step))


def _sum_of_counts(model: Model, counts: list[int]) -> None:
    """Tie counts: the units of all tiers are all units."""
    bounds = model.bounds
    for side in (LOW, HIGH):
        ends, steps = bounds.ends[side], bounds.steps[side]
        values = [ends[count] for count in counts]
        known = sum(value for value in values if value is not None)
        if None not in values:
            parents = [steps[count] for count in counts]
            bounds.tighten(side, model.size, known, "tier_count", (), parents)
        size = bounds.ends[1 - side][model.size]
        for count, value in zip(counts, values, strict=True):
            if size is not None and values.count(None) == (value is None):
                parents = [steps[other] for other in counts if other != count]
                parents.append(model.size_step(1 - side))
                left = size - known + (value or 0)
                bounds.tighten(1 - side, count, left, "tier_count", (), parents)


def _places_of_tiers(model: Model, criterion: int, counts: list[int]) -> None:
    """With n units in the tiers down to one, the first n ranks are theirs, and no rank after."""
    bounds = model.bounds
    scheme = model.criteria[criterion].scheme
    positions = Positions(model, criterion)
    for number in range(len(counts) - 1):
        least, least_steps = _down_to(model, counts, number, LOW)
        most, most_steps = _down_to(model, counts, number, HIGH)
        for unit in model.columns():
            rank, tier = model.rank(criterion, unit), model.tier(criterion, unit)
            anchor = model.anchor(unit)
            best, worst, first = bounds.low(tier), bounds.high(tier), bounds.low(rank)
            if most is not None and first is not None and first > most:
                parents = (*most_steps, bounds.steps[LOW][rank], anchor)
                bounds.tighten(LOW, tier, number + 1, "tier_count", (), parents)
            if least and bounds.improves(HIGH, tier, number):
                before = _before(model, criterion, positions, unit)
                if before is not None and before < least:
                    parents = (*least_steps, *_proof(model, criterion, positions, unit), anchor)
                    bounds.tighten(HIGH, tier, number, "tier_count", (), parents)
            if most is not None and worst is not None and worst <= number:
                parents = (*most_steps, bounds.steps[HIGH][tier], anchor)
                bounds.tighten(HIGH, rank, most, "tier_count", (), parents)
            if least and best is not None and best > number:
                ahead = least if scheme in ("competition", "modified") else 1
                parents = (*least_steps, bounds.steps[LOW][tier], anchor)
                bounds.tighten(LOW, rank, ahead + 1, "tier_count", (), parents)


def _before(model: Model, criterion: int, positions: Positions, unit: int) -> int | None:
    """At most so many units are before one."""
    if model.criteria[criterion].scheme in ("competition", "modified"):
        last = model.bounds.high(model.rank(criterion, unit))
        return None if last is None else last - 1
    return positions.perhaps_before(unit, tied=False)


def _proof(model: Model, criterion: int, positions: Positions, unit: int) -> list[Step | None]:
    if model.criteria[criterion].scheme in ("competition", "modified"):
        return [model.bounds.steps[HIGH][model.rank(criterion, unit)]]
    return positions.proof_of_behind(unit, tied=False)


def _down_to(model: Model, counts: list[int], number: int, side: int) -> tuple[int | None, list[Step | None]]:
    """At least (LOW) or at most (HIGH) so many units in the tiers from the best to this one."""
    ends, steps = model.bounds.ends[side], model.bounds.steps[side]
    values = [ends[count] for count in counts[: number + 1]]
    if None in values:
        return None, []
    return sum(value for value in values if value is not None), [
        steps[count] for count in counts[: number + 1]
    ]
