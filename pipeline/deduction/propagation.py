"""Run the rules until nothing tightens any more."""

from collections.abc import Callable, Iterable

from pipeline.deduction.frame import Frame
from pipeline.deduction.model import Model
from pipeline.deduction.rules import count_rules as rules_counts
from pipeline.deduction.rules import extreme_rules as rules_extremes
from pipeline.deduction.rules import order_rules as rules_order
from pipeline.deduction.rules import score_rules as rules_scores
from pipeline.deduction.rules import tier_rules as rules_tiers
from pipeline.deduction.rules import told_order_rules as rules_told
from pipeline.deduction.supposition import NO_CASE, Case

Rule = Callable[[Model, int], None]
BY_SCORE: tuple[Rule, ...] = (
    rules_scores.maximum,
    rules_scores.percent_of_maximum,
    rules_extremes.level_counts,
    rules_extremes.extremes,
    rules_tiers.bands,
    rules_tiers.tier_order,
    rules_tiers.tier_counts,
)
RANKED: tuple[Rule, ...] = (
    rules_order.ranks,
    rules_order.last_place,
    rules_order.last_rank,
    rules_counts.rank_counts,
)
RANKED_BY_POINTS: tuple[Rule, ...] = (
    rules_told.told_orders,
    rules_order.order,
    rules_counts.scores_by_count,
)


def propagate(
    frame: Frame,
    active: Iterable[int],
    *,
    is_rounded: bool = False,
    all_units: bool = False,
    case: Case = NO_CASE,
) -> Model:
    """Return the closed bounds under the active facts, with proofs. `all_units`: also units that no fact names.

    Ends in bounded time: every end moves inward at most `bounds.MAX_MOVES` times.
    """
    model = Model(
        frame, active, is_rounded=is_rounded, all_units=all_units, is_proving=not is_rounded, case=case
    )
    while _round(model):
        pass
    return model


def close(model: Model) -> bool:
    """Run the rules on what changed, up to the first clash; return whether there is one."""
    while not model.bounds.clashes and _round(model, is_check=True):
        pass
    return bool(model.bounds.clashes)


def is_contradictory(
    frame: Frame, active: Iterable[int], *, is_rounded: bool = False, all_units: bool = False
) -> bool:
    """Return whether the active facts are seen to contradict each other; looks no further than the first clash."""
    model = Model(frame, active, is_rounded=is_rounded, all_units=all_units, is_proving=False)
    return close(model)


def _round(model: Model, *, is_check: bool = False) -> bool:
    """Run every rule once, where anything changed in the round before; return whether anything does now.

    `is_check`: no further than the sums where they clash.
    """
    changed, model.bounds.changed = model.bounds.changed, set()
    criteria, cells = _criteria_of(model, changed), _cells_of(model, changed)
    for total in model.frame.problem.sums:
        numbers = [model.frame.numbers[name] for name in (total.total, *total.parts)]
        maxima = [model.maxima[number] for number in numbers]
        rules_scores.sum_of_parts(model, maxima[0], maxima[1:])
        columns = model.columns()
        for unit in sorted({unit for criterion, unit in cells if criterion in numbers and unit in columns}):
            scores = [model.score(number, unit) for number in numbers]
            rules_scores.sum_of_parts(model, scores[0], scores[1:])
    if is_check:
        model.settle()
        if model.bounds.clashes:
            return False
    for criterion in sorted(criteria | _criteria_of(model, model.bounds.changed)):
        for rule in _rules(model, criterion):
            rule(model, criterion)
    model.settle()
    return bool(model.bounds.changed)


def _rules(model: Model, criterion: int) -> tuple[Rule, ...]:
    if model.is_quick and criterion not in model.told:
        # among a few facts points are held by sums and maxima alone
        return (rules_scores.maximum,)
    match model.criteria[criterion].ranked_by:
        case None:
            return BY_SCORE
        case "points":
            if model.is_long and criterion not in model.placed:
                # places that follow from points alone tell nothing of points
                return (*BY_SCORE, rules_order.ranks, rules_counts.ranks_by_score)
            return (*BY_SCORE, *RANKED, *RANKED_BY_POINTS)
        case "converted" | "percent":
            return (*BY_SCORE, *RANKED, rules_order.percent_order)
        case unknown:
            raise ValueError(f"no rules for a ranking by {unknown}")


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
