"""Totals and parts, maxima, percents of a maximum."""

from collections.abc import Sequence

from pipeline.deduction.bounds import HIGH, LOW, TICKS, Step, scaled
from pipeline.deduction.model import Model

WHOLE = 100 * TICKS


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
    """No score is above the maximum: that of the unit where it has its own, else that of the criterion."""
    bounds = model.bounds
    members = model.members()
    for unit in model.columns():
        score, variable = model.score(criterion, unit), model.maximum_of(criterion, unit)
        if variable is None:
            continue
        anchor = model.anchor(unit)
        reached, most = bounds.low(score), bounds.high(variable)
        if reached is not None and unit in members:
            bounds.tighten(LOW, variable, reached, "maximum", (), (bounds.steps[LOW][score], anchor))
        if most is not None:
            bounds.tighten(HIGH, score, most, "maximum", (), (bounds.steps[HIGH][variable], anchor))


def percent_of_maximum(model: Model, criterion: int) -> None:
    """Tighten by percents: each ties a score to its maximum."""
    if not model.has_percents(criterion):
        return
    members = model.members()
    for unit in model.columns():
        variable = model.whole_of(criterion, unit)
        if variable is not None:
            tied = model.percent(criterion, unit), model.score(criterion, unit), variable
            for side in (LOW, HIGH):
                _of_maximum(model, tied, model.anchor(unit), side)
                _of_score(model, tied, model.anchor(unit), side, is_member=unit in members)


def _of_maximum(model: Model, tied: tuple[int, int, int], anchor: Step | None, side: int) -> None:
    """Tighten the score: so many percent of the maximum."""
    percent, score, most = tied
    ends, steps = model.bounds.ends, model.bounds.steps
    share = ends[side][percent]
    # of less than nothing the other end of the maximum is the outer one
    factor_side = side if share is None or share >= 0 else 1 - side
    factor = ends[factor_side][most]
    if share is not None and factor is not None:
        value = scaled(share, factor, WHOLE, side)
        if model.bounds.improves(side, score, value):
            parents = (steps[side][percent], steps[factor_side][most], anchor)
            model.bounds.tighten(side, score, value, "pct_of_max", (), parents)


def _of_score(
    model: Model, tied: tuple[int, int, int], anchor: Step | None, side: int, *, is_member: bool
) -> None:
    """Tighten the percent, and the maximum: the score is so many of so many."""
    percent, score, most = tied
    bounds = model.bounds
    ends, steps = bounds.ends, bounds.steps
    points = ends[side][score]
    if points is None or points < 0:
        return
    divisor, share = ends[1 - side][most], ends[1 - side][percent]
    if points == 0:
        bounds.tighten(side, percent, 0, "pct_of_max", (), (steps[side][score], anchor))
    elif divisor:
        value = scaled(points, WHOLE, divisor, side)
        if bounds.improves(side, percent, value):
            parents = (steps[side][score], steps[1 - side][most], anchor)
            bounds.tighten(side, percent, value, "pct_of_max", (), parents)
    if share is not None and share > 0 and is_member:
        value = scaled(points, WHOLE, share, side)
        if bounds.improves(side, most, value):
            parents = (steps[side][score], steps[1 - side][percent], anchor)
            bounds.tighten(side, most, value, "pct_of_max", (), parents)
