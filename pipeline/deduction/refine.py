"""What follows case by case: under each rank scheme that may be meant, with a column for every unit there is.

A case whose facts clash is none. What holds in all that are left holds; its proof names the facts of every case.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from pipeline.deduction.bounds import HIGH, Step
from pipeline.deduction.frame import MAX_CELLS, Frame
from pipeline.deduction.model import Model
from pipeline.deduction.probing import Reached, probe
from pipeline.deduction.problem import SCHEMES, LastPlace, LastRank, MovedPlace, Printed
from pipeline.deduction.propagation import propagate
from pipeline.deduction.supposition import NO_CASE, Case
from pipeline.deduction.view import View, hull, view

# With more cases than this no scheme, or no number of units, is supposed.
MAX_CASES = 27
# So many units without a name have a column each.
MAX_UNNAMED = 4
MAX_SUPPOSED = 2


@dataclass(frozen=True, slots=True)
class Refined:
    """What holds in any case, and what holds under one scheme: by criterion and scheme."""

    whole: View
    under: Mapping[tuple[int, str], View]


def refine(frame: Frame, active: frozenset[int], base: Model, *, is_rounded: bool = False) -> Refined:
    """Return what follows from the believed facts, by cases; `base`: what follows without any."""
    schemes, sizes = list(_schemes(base, active)), list(_sizes(base))
    if len(schemes) * len(sizes) > MAX_CASES:
        sizes = [Case()]
    closed: list[tuple[Mapping[int, str], View]] = []
    dropped: list[Step | None] = []
    reached = Reached()
    for alike, size in product(schemes, reversed(sizes)):
        for chosen in alike:
            case = Case(chosen, size.n_unnamed, size.size, size.is_open)
            model = _closed(frame, active, base, case, is_rounded=is_rounded)
            if not is_rounded and not model.bounds.clashes:
                probe(model, reached)
            if model.bounds.clashes:
                clash = next(iter(model.bounds.clashes.values()))
                dropped += [clash.low, clash.high]
                break
            closed.append((chosen, view(model)))
    if not closed:
        return Refined(view(base), {})
    return Refined(hull([found for _, found in closed], dropped), _under(closed, dropped))


def _closed(frame: Frame, active: frozenset[int], base: Model, case: Case, *, is_rounded: bool) -> Model:
    if case == NO_CASE:
        return base.copy()
    return propagate(frame, active, is_rounded=is_rounded, all_units=True, case=case)


def _under(
    closed: list[tuple[Mapping[int, str], View]], dropped: list[Step | None]
) -> dict[tuple[int, str], View]:
    made = {}
    for criterion, scheme in sorted({pair for chosen, _ in closed for pair in chosen.items()}):
        views = [found for chosen, found in closed if chosen[criterion] == scheme]
        made[criterion, scheme] = hull(views, dropped)
    return made


def _sizes(base: Model) -> Iterator[Case]:
    """Yield the numbers of units to be supposed: the known one, or the first few that there may be, and more."""
    known, least, most = base.rest, base.bounds.low(base.size) or 0, base.bounds.high(base.size)
    parents = (base.size_step(0), base.size_step(HIGH))
    if len(base.criteria) * (known + 1) > MAX_CELLS:
        yield Case()
        return
    if least == most:
        n_unnamed = least - known
        is_few = 0 < n_unnamed <= MAX_UNNAMED
        yield Case({}, n_unnamed, Step(least, "unit_count", (), parents, 0)) if is_few else Case()
        return
    for size in range(
        least, known + MAX_SUPPOSED + 1 if most is None else min(most, known + MAX_SUPPOSED) + 1
    ):
        yield Case({}, size - known, Step(size, "unit_count", (), parents, 0))
    first = max(least, known + MAX_SUPPOSED + 1)
    if most is None or first <= most:
        columns = min(first - known, MAX_UNNAMED)
        yield Case({}, columns, Step(first, "unit_count", (), parents, 0), is_open=True)


def _schemes(base: Model, active: Iterable[int]) -> Iterator[list[dict[int, str]]]:
    """Yield the schemes to be supposed, those together that clash with the same facts.

    Where no place is told of a criterion its scheme clashes with nothing: such criteria have one scheme together,
    and each beside each of the others.
    """
    facts = base.frame.facts
    unknown = [
        index
        for index, criterion in enumerate(base.criteria)
        if criterion.ranked_by is not None and criterion.scheme is None
    ]
    told = {
        base.frame.numbers[fact.criterion]
        for index in active
        if isinstance(fact := facts[index], LastPlace | LastRank | MovedPlace)
        or (isinstance(fact, Printed) and fact.quantity == "rank")
    }
    bound = [index for index in unknown if index in told]
    free = [index for index in unknown if index not in told]
    n_cases = len(SCHEMES) ** len(bound)
    if not unknown or n_cases > MAX_CASES or len(base.criteria) * base.rest > MAX_CELLS:
        yield [{}]
        return
    has_free = free and n_cases * len(SCHEMES) <= MAX_CASES
    for chosen in product(SCHEMES, repeat=len(bound)):
        supposed = dict(zip(bound, chosen, strict=True))
        yield [supposed | dict.fromkeys(free, scheme) for scheme in SCHEMES] if has_free else [supposed]
