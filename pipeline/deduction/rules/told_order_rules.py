"""Two units that are told to be one ahead of the other, or one right ahead of it."""

from collections.abc import Callable

from pipeline.deduction.bounds import HIGH, LOW, less_than, more_than
from pipeline.deduction.model import Model
from pipeline.deduction.problem import SCHEMES, Order

_RULE = "told_order"


def told_orders(model: Model, criterion: int) -> None:
    """Tighten by told orders: who is ahead has the better place, and more points where equal points share a place."""
    is_strict = model.criteria[criterion].scheme in SCHEMES
    bounds = model.bounds
    for index, fact in model.orders.get(criterion, ()):
        ahead, behind = model.unit_numbers[fact.ahead], model.unit_numbers[fact.behind]
        first, second = model.rank(criterion, ahead), model.rank(criterion, behind)
        more, less = model.score(criterion, ahead), model.score(criterion, behind)
        if (end := bounds.low(first)) is not None:
            bounds.tighten(LOW, second, end + 1, _RULE, (index,), (bounds.steps[LOW][first],))
        if (end := bounds.high(second)) is not None:
            bounds.tighten(HIGH, first, end - 1, _RULE, (index,), (bounds.steps[HIGH][second],))
        if (end := bounds.low(less)) is not None:
            end = more_than(end) if is_strict else end
            bounds.tighten(LOW, more, end, _RULE, (index,), (bounds.steps[LOW][less],))
        if (end := bounds.high(more)) is not None:
            end = less_than(end) if is_strict else end
            bounds.tighten(HIGH, less, end, _RULE, (index,), (bounds.steps[HIGH][more],))
        _apart(model, criterion, (index, fact), first, second)
        if fact.is_next:
            _nobody_between(model, index, first, second, lambda unit: model.rank(criterion, unit))
            if is_strict:
                # what is between two scores is between their places
                _nobody_between(model, index, less, more, lambda unit: model.score(criterion, unit))


def _nobody_between(model: Model, index: int, low: int, high: int, value_of: Callable[[int], int]) -> None:
    """Tighten by that no unit lies between two variables: what is beyond the one is at or beyond the other."""
    bounds, members = model.bounds, model.members()
    for unit in model.columns():
        own, anchor = value_of(unit), model.anchor(unit)
        if own in (low, high):
            continue
        for side, near, far in ((LOW, low, high), (HIGH, high, low)):
            inner, beyond = bounds.ends[side][own], bounds.ends[1 - side][near]
            if inner is None or beyond is None or (inner <= beyond if side == LOW else inner >= beyond):
                continue
            sure = (bounds.steps[side][own], bounds.steps[1 - side][near], anchor)
            if (end := bounds.ends[side][far]) is not None:
                bounds.tighten(side, own, end, _RULE, (index,), (*sure, bounds.steps[side][far]))
            if (end := bounds.ends[1 - side][own]) is not None and unit in members:
                bounds.tighten(1 - side, far, end, _RULE, (index,), (*sure, bounds.steps[1 - side][own]))


def _apart(model: Model, criterion: int, fact: tuple[int, Order], first: int, second: int) -> None:
    """Tighten two places by who shares the one that a scheme counts all holders of; neighbours have no others between.

    From a place that is shared to the next one (competition), or to it from the one before (modified), there are as
    many steps as units share it.
    """
    bounds, scheme = model.bounds, model.criteria[criterion].scheme
    index, order = fact
    if scheme == "dense" and order.is_next:
        _within(model, (first, second), 1, (index,))
    shared = {"competition": first, "modified": second}.get(scheme or "")
    place = bounds.low(shared) if shared is not None else None
    if shared is None or place is None or place != bounds.high(shared):
        return
    ranks = [model.rank(criterion, unit) for unit in range(model.rest)]
    alike = [rank for rank in ranks if bounds.low(rank) == place == bounds.high(rank)]
    steps = [bounds.steps[side][rank] for rank in alike for side in (LOW, HIGH)]
    if scheme == "competition":
        bounds.tighten(LOW, second, place + len(alike), _RULE, (index,), steps)
    else:
        bounds.tighten(HIGH, first, place - len(alike), _RULE, (index,), steps)
    taken = model.taken.get(criterion, {})
    if order.is_next and place in taken:
        # nobody else can share a place that is printed
        n_sharing = len(model.frame.holders[criterion][place])
        _within(model, (first, second), n_sharing, (index, taken[place]))


def _within(model: Model, places: tuple[int, int], most: int, facts: tuple[int, ...]) -> None:
    """Tighten two places that are at most so far apart."""
    bounds = model.bounds
    for side, source, target, by in ((HIGH, *places, most), (LOW, *reversed(places), -most)):
        end = bounds.ends[side][source]
        if end is not None:
            bounds.tighten(side, target, end + by, _RULE, facts, (bounds.steps[side][source],))
