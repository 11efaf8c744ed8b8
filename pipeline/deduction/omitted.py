"""The units that a report omits: where they can stand if the end of the ranks is known (METHOD 5)."""

from collections.abc import Iterator
from decimal import Decimal

from pipeline.deduction.problem import (
    Fact,
    LastPlace,
    LastRank,
    Printed,
    Problem,
    ProblemCriterion,
    UnitCount,
)
from pipeline.deduction.result import Deduction

_Ranks = dict[int, list[Printed | LastPlace]]


def bound_omitted(problem: Problem, doubtful: frozenset[str]) -> Iterator[Deduction]:
    """Yield what holds for every unit that is ranked by a criterion and not quoted: its rank, and its score.

    Ranks from the first that is not told to the last; a score between those of the quoted units on both
    sides, where the order follows scores. Facts with an id of ``doubtful`` are not used. ``unit`` is None.
    """
    facts = [fact for fact in problem.facts if doubtful.isdisjoint(fact.ids)]
    if problem.is_complete:
        return
    for criterion in problem.criteria:
        ends = [
            fact
            for fact in facts
            if isinstance(fact, UnitCount)
            or (isinstance(fact, LastRank) and fact.criterion == criterion.criterion)
        ]
        if criterion.ranked_by is not None and len(ends) == 1:
            yield from _of_criterion(criterion, ends[0], _ranks(facts, criterion.criterion, ends[0]), facts)


def _ranks(facts: list[Fact], criterion: str, end: UnitCount | LastRank) -> _Ranks:
    """Return the units told at each rank of a ranking."""
    ranks: _Ranks = {}
    for fact in facts:
        if isinstance(fact, Printed) and fact.criterion == criterion and fact.quantity == "rank":
            ranks.setdefault(int(fact.value), []).append(fact)
        elif isinstance(fact, LastPlace) and fact.criterion == criterion:
            ranks.setdefault(int(end.value), []).append(fact)
    return ranks


def _of_criterion(
    criterion: ProblemCriterion, end: UnitCount | LastRank, ranks: _Ranks, facts: list[Fact]
) -> Iterator[Deduction]:
    n_told = sum(map(len, ranks.values()))
    if not ranks or n_told >= end.value:
        return
    first, last = 1, int(end.value)
    while first in ranks:
        first += 1
    while last in ranks:
        last -= 1
    if first > last:
        return
    outer = [fact for rank, told in ranks.items() if rank < first or rank > last for fact in told]
    if outer:
        ids = tuple(sorted({name for fact in (*outer, end) for name in fact.ids}))
        status = "deduced" if first == last else "bounded"
        rank = Decimal(first), Decimal(last)
        yield Deduction(None, criterion.criterion, "rank", *rank, Decimal(0), status, "omitted_places", ids)
    if criterion.ranked_by == "points":
        yield from _between(criterion.criterion, ranks, (first, last), facts)


def _between(criterion: str, ranks: _Ranks, free: tuple[int, int], facts: list[Fact]) -> Iterator[Deduction]:
    """Yield the scores between the quoted units above and below the free ranks."""
    scores = {
        fact.unit: fact
        for fact in facts
        if isinstance(fact, Printed) and fact.criterion == criterion and fact.quantity == "score"
    }
    above = [
        (scores[fact.unit], fact)
        for rank, told in ranks.items()
        if rank < free[0]
        for fact in told
        if fact.unit in scores
    ]
    below = [
        (scores[fact.unit], fact)
        for rank, told in ranks.items()
        if rank > free[1]
        for fact in told
        if fact.unit in scores
    ]
    high = min(above, key=lambda pair: pair[0].value, default=None)
    low = max(below, key=lambda pair: pair[0].value, default=None)
    if high is None or low is None or low[0].value > high[0].value:
        return
    ids = tuple(sorted({name for pair in (low, high) for fact in pair for name in fact.ids}))
    slack = max(Decimal(5).scaleb(-pair[0].decimals - 1) for pair in (low, high))
    ends = low[0].value, high[0].value
    status = "deduced" if ends[0] == ends[1] else "bounded"
    yield Deduction(None, criterion, "score", *ends, slack, status, "omitted_between", ids)
