"""What each fact says of the variables of a model."""

from typing import TYPE_CHECKING

from pipeline.deduction.bounds import percent_range, ticks
from pipeline.deduction.problem import (
    Band,
    Extreme,
    Gap,
    LastPlace,
    LastRank,
    LevelCount,
    Maximum,
    MovedPlace,
    Order,
    Printed,
    PrintedTier,
    TierCount,
    UnitCount,
)

if TYPE_CHECKING:
    from pipeline.deduction.model import Model


def believe(model: "Model", index: int) -> None:
    """Narrow the variables of a model to what one fact says, or keep the fact for the rules."""
    fact = model.frame.facts[index]
    if isinstance(fact, UnitCount):
        model.bounds.fix(model.size, int(fact.value), int(fact.value), "unit_count", (index,))
        return
    criterion = model.frame.numbers[fact.criterion]
    match fact:
        case Printed():
            _believe_cell(model, index, fact, criterion)
        case PrintedTier():
            tier = _tier_number(model, criterion, fact.tier)
            variable = model.tier(criterion, model.unit_numbers[fact.unit])
            model.bounds.fix(variable, tier, tier, "printed", (index,))
        case LastPlace():
            model.last.setdefault(criterion, []).append((model.unit_numbers[fact.unit], index))
        case MovedPlace():
            variable = model.rank(criterion, model.unit_numbers[fact.unit])
            model.bounds.fix(variable, fact.place, fact.place, "told_move", (index,))
        case Order():
            model.orders.setdefault(criterion, []).append((index, fact))
        case Maximum():
            _believe_maximum(model, index, fact, criterion)
        case Extreme():
            model.extremes.append((index, fact))
        case Gap():
            model.gaps.append((index, fact))
        case TierCount():
            variable = model.tier_counts[criterion, _tier_number(model, criterion, fact.tier)]
            model.bounds.fix(variable, int(fact.value), int(fact.value), "tier_count", (index,))
        case LevelCount():
            variable = model.bounds.add(0)
            model.labels[variable] = ("level_count", criterion, None)
            model.bounds.fix(variable, int(fact.value), int(fact.value), "level_count", (index,))
            model.level_counts.append((index, fact, variable))
        case LastRank():
            model.last_ranks.setdefault(criterion, []).append((index, int(fact.value)))
        case Band():
            pass  # the edges of the frame name the bands


def _believe_cell(model: "Model", index: int, fact: Printed, criterion: int) -> None:
    unit = model.unit_numbers[fact.unit]
    if fact.quantity == "score":
        model.bounds.fix(
            model.score(criterion, unit),
            *model.printed_range(index, fact.value, fact.decimals),
            "printed",
            (index,),
        )
    elif fact.quantity == "rank":
        rank = int(fact.value)
        model.bounds.fix(model.rank(criterion, unit), rank, rank, "printed", (index,))
        model.taken.setdefault(criterion, {}).setdefault(rank, index)
    else:
        told = percent_range(fact.value, fact.decimals)
        model.bounds.fix(model.percent(criterion, unit), *told, "pct_of_max", (index,))


def _believe_maximum(model: "Model", index: int, fact: Maximum, criterion: int) -> None:
    variable = model.maxima[criterion]
    if fact.unit is not None:
        unit = model.unit_numbers[fact.unit]
        variable = model.unit_maxima[criterion, unit] = model.bounds.add(0)
        model.labels[variable] = ("max_score", criterion, unit)
    model.bounds.fix(variable, ticks(fact.value), ticks(fact.value), "maximum", (index,))


def _tier_number(model: "Model", criterion: int, name: str) -> int:
    names = [tier.name for tier in model.frame.tiers[criterion]]
    return names.index(name)
