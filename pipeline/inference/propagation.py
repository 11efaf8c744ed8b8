"""Run the rules until nothing tightens any more."""

from collections.abc import Callable, Iterable

from pipeline.inference import rules_counts, rules_extremes, rules_order, rules_scores, rules_tiers
from pipeline.inference.frame import Frame
from pipeline.inference.model import Model

Rule = Callable[[Model, int], None]
BY_SCORE: tuple[Rule, ...] = (
    rules_scores.percent_of_maximum,
    rules_scores.maximum,
    rules_extremes.level_counts,
    rules_extremes.extremes,
    rules_tiers.bands,
    rules_tiers.tier_order,
    rules_tiers.tier_counts,
)
RANKED: tuple[Rule, ...] = (rules_order.places, rules_order.last_place, rules_counts.rank_counts)
RANKED_BY_POINTS: tuple[Rule, ...] = (rules_order.order, rules_counts.scores_by_count)


def propagate(
    frame: Frame, active: Iterable[int], *, is_rounded: bool = False, all_units: bool = False
) -> Model:
    """The closed bounds under the active facts. `all_units`: also units that these facts do not name.

    Ends in bounded time: every end moves inward at most `bounds.MAX_MOVES` times.
    """
    model = Model(frame, active, is_rounded=is_rounded, all_units=all_units)
    sums = [
        (frame.numbers[total.total], [frame.numbers[part] for part in total.parts])
        for total in frame.problem.sums
    ]
    criteria = set(range(len(model.criteria)))
    cells = {(criterion, unit) for criterion in criteria for unit in model.members()}
    model.bounds.changed.clear()
    while criteria or cells:
        for total, parts in sums:
            touched = {unit for criterion, unit in cells if criterion == total or criterion in parts}
            for unit in sorted(touched):
                rules_scores.sum_of_parts(
                    model, model.score(total, unit), [model.score(part, unit) for part in parts]
                )
        criteria |= _criteria_of(model, model.bounds.changed)
        for criterion in sorted(criteria):
            for rule in _rules(model, criterion):
                rule(model, criterion)
        for total, parts in sums:
            rules_scores.sum_of_parts(model, model.maxima[total], [model.maxima[part] for part in parts])
        changed, model.bounds.changed = model.bounds.changed, set()
        criteria, cells = _criteria_of(model, changed), _cells_of(model, changed)
    return model


def _rules(model: Model, criterion: int) -> tuple[Rule, ...]:
    match model.criteria[criterion].ranked_by:
        case None:
            return BY_SCORE
        case "points":
            return (*BY_SCORE, *RANKED, *RANKED_BY_POINTS)
        case _:
            return (*BY_SCORE, *RANKED)


def _criteria_of(model: Model, variables: Iterable[int]) -> set[int]:
    found = set()
    for variable in variables:
        criterion = model.where(variable)[1]
        if criterion is None:
            return set(range(len(model.criteria)))
        found.add(criterion)
    return found


def _cells_of(model: Model, variables: Iterable[int]) -> set[tuple[int, int]]:
    found = set()
    for variable in variables:
        quantity, criterion, unit = model.where(variable)
        if quantity == "score" and criterion is not None and unit is not None:
            found.add((criterion, unit))
    return found
