"""Totals and parts, maxima, percents of a maximum."""

from collections.abc import Sequence

from pipeline.deduction.bounds import HIGH, LOW, TICKS, Step, ticks
from pipeline.deduction.model import Model
from pipeline.deduction.problem import Printed


def sum_of_parts(model: Model, total: int, parts: Sequence[int]) -> None:
    """Tighten by sums: the total is the sum of its parts: each is bounded by the others."""
    bounds = model.bounds
    for side in (LOW, HIGH):
        ends, steps = bounds.ends[side], bounds.steps[side]
        values = [ends[part] for part in parts]
        n_open = values.count(None)
        known = sum(value for value in values if value is not None)
        if n_open == 0:
            if bounds.improves(side, total, known):
                bounds.tighten(side, total, known, "sum_of_parts", (), [steps[part] for part in parts])
            known = sum(value for part in parts if (value := ends[part]) is not None)
        opposite = bounds.ends[1 - side][total]
        if n_open > 1 or opposite is None:
            continue
        for part in parts:
            value = ends[part]
            if n_open == 1 and value is not None:
                continue
            left = opposite - (known - (value or 0))
            if bounds.improves(1 - side, part, left):
                parents = [steps[other] for other in parts if other != part]
                parents.append(bounds.steps[1 - side][total])
                bounds.tighten(1 - side, part, left, "sum_of_parts", (), parents)


def maximum(model: Model, criterion: int) -> None:
    """No score is above the maximum, the unit's own one or that of the criterion."""
    bounds = model.bounds
    for unit in model.members():
        score = model.score(criterion, unit)
        reached, variable = bounds.low(score), model.maximum_of(criterion, unit)
        if reached is not None and variable is not None:
            parents = (bounds.steps[LOW][score], model.anchor(unit))
            bounds.tighten(LOW, variable, reached, "maximum", (), parents)
    most = bounds.high(model.maxima[criterion])
    if most is not None:
        step = bounds.steps[HIGH][model.maxima[criterion]]
        for unit in model.columns():
            parents = (step, model.anchor(unit))
            bounds.tighten(HIGH, model.score(criterion, unit), most, "maximum", (), parents)
    for (criterion_of, unit), variable in model.unit_maxima.items():
        own = bounds.high(variable)
        if criterion_of == criterion and own is not None:
            step = bounds.steps[HIGH][variable]
            bounds.tighten(HIGH, model.score(criterion, unit), own, "maximum", (), (step,))


def percent_of_maximum(model: Model, criterion: int) -> None:
    """Tighten by percents: a printed one ties the score to the maximum."""
    for index, fact, unit in model.percents.get(criterion, ()):
        variable = model.maximum_of(criterion, unit)
        if variable is not None:
            _percent(model, index, percent_range(fact), model.score(criterion, unit), variable)


def percent_range(fact: Printed) -> tuple[int, int]:
    """Return what a printed percent stands for: rounded or cut off at its decimals, as percents always are."""
    unit = TICKS // 10**fact.decimals
    return max(0, ticks(fact.value) - unit // 2), ticks(fact.value) + unit


def _percent(model: Model, index: int, percent: tuple[int, int], score: int, most: int) -> None:
    bounds = model.bounds
    whole = 100 * TICKS
    for side in (LOW, HIGH):
        of_maximum, of_score = bounds.ends[side][most], bounds.ends[side][score]
        step: Step | None
        if of_maximum is not None:
            value = percent[side] * of_maximum
            step = bounds.steps[side][most]
            bounds.tighten(side, score, _divide(value, whole, side), "pct_of_max", (index,), (step,))
        if of_score is not None and percent[1 - side] > 0:
            value = _divide(of_score * whole, percent[1 - side], side)
            step = bounds.steps[side][score]
            bounds.tighten(side, most, value, "pct_of_max", (index,), (step,))


def _divide(dividend: int, divisor: int, side: int) -> int:
    """Return the quotient, rounded outward."""
    return dividend // divisor if side == LOW else -(-dividend // divisor)
