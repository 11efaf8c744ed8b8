"""The closed bounds as rows: what is not printed and follows from what is."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from pipeline.deduction.bounds import HIGH, LOW, Step, facts_behind, outward, plain
from pipeline.deduction.conflicts import statement_ids
from pipeline.deduction.model import Model
from pipeline.deduction.problem import Maximum, Printed, PrintedTier, UnitCount
from pipeline.deduction.result import Deduction

SIXTH = Decimal("0.000001")
Ends = tuple[Decimal | None, Decimal | None]


def deductions(exact: Model, rounded: Model) -> Iterator[Deduction]:
    """Yield all that follows, by criterion and unit; `rounded` tells how far the ends move."""
    printed = _printed(exact)
    yield from _sizes(exact, rounded)
    for criterion in range(len(exact.criteria)):
        yield from _maxima(exact, rounded, criterion)
        for unit, name in enumerate(exact.units):
            said = printed.get((name, exact.criteria[criterion].criterion), frozenset())
            yield from _cell(exact, rounded, criterion, unit, said)


def _printed(model: Model) -> dict[tuple[str, str], frozenset[str]]:
    """Return what is printed of each cell, believed or not."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for fact in model.frame.facts:
        if isinstance(fact, Printed | PrintedTier):
            quantity = fact.quantity if isinstance(fact, Printed) else "tier"
            cell = (fact.unit, fact.criterion)
            found[cell] = found.get(cell, frozenset()) | {quantity}
    return found


def _cell(
    exact: Model, rounded: Model, criterion: int, unit: int, printed: frozenset[str]
) -> Iterator[Deduction]:
    score, rank, tier = (
        exact.score(criterion, unit), exact.rank(criterion, unit), exact.tier(criterion, unit),
    )  # fmt: skip
    ranking = exact.criteria[criterion].ranked_by
    score_says = "score" in printed or _says(exact, _steps(exact, score))
    if "score" not in printed and score_says:
        yield _row(exact, rounded, score, "score")
    if "rank" not in printed and ranking is not None:
        is_sized = exact.bounds.high(exact.size) is not None
        if is_sized or _says(exact, _steps(exact, rank)):
            yield _row(exact, rounded, rank, "rank")
    tiers = exact.frame.tiers.get(criterion, ())
    if "tier" not in printed and tiers:
        ends = (exact.bounds.low(tier), exact.bounds.high(tier))
        if ends != (0, len(tiers) - 1):
            yield _row(exact, rounded, tier, "tier")
    if "pct_of_max" not in printed and score_says:
        yield from _percent(exact, rounded, criterion, unit, is_score_printed="score" in printed)


def _sizes(exact: Model, rounded: Model) -> Iterator[Deduction]:
    if any(isinstance(fact, UnitCount) for fact in exact.frame.facts):
        return
    if exact.frame.problem.is_complete or any(_steps(exact, exact.size)):
        yield _row(exact, rounded, exact.size, "n_units")


def _maxima(exact: Model, rounded: Model, criterion: int) -> Iterator[Deduction]:
    name = exact.criteria[criterion].criterion
    told = any(
        isinstance(fact, Maximum) and fact.criterion == name and fact.unit is None
        for fact in exact.frame.facts
    )
    if not told and any(_steps(exact, exact.maxima[criterion])):
        yield _row(exact, rounded, exact.maxima[criterion], "max_score")


def _says(model: Model, steps: Sequence[Step | None]) -> bool:
    """Return whether more than the maximum speaks."""
    facts = model.frame.facts
    return any(not isinstance(facts[index], Maximum) for index in facts_behind(steps))


def _steps(model: Model, variable: int) -> tuple[Step | None, Step | None]:
    return model.bounds.steps[LOW][variable], model.bounds.steps[HIGH][variable]


def _row(exact: Model, rounded: Model, variable: int, quantity: str) -> Deduction:
    ends, moved = _ends(exact, variable, quantity), _ends(rounded, variable, quantity)
    tier = None
    if quantity == "tier" and ends[LOW] == ends[HIGH]:
        _, criterion, _ = exact.where(variable)
        number = exact.bounds.low(variable)
        if criterion is not None and number is not None:
            tier = exact.frame.tiers[criterion][number].name
    return _deduction(exact, variable, quantity, (ends, moved), _steps(exact, variable), tier)


def _deduction(
    model: Model,
    variable: int,
    quantity: str,
    ends: tuple[Ends, Ends],
    steps: Sequence[Step | None],
    tier: str | None = None,
    rule: str | None = None,
) -> Deduction:
    """Return a row; `ends`: the exact ones and those under rounding."""
    (low, high), (low_moved, high_moved) = ends
    _, criterion, unit = model.where(variable)
    last = max((step for step in steps if step is not None), key=lambda step: step.serial, default=None)
    return Deduction(
        None if unit is None else model.units[unit],
        None if criterion is None else model.criteria[criterion].criterion,
        quantity,
        low,
        high,
        _slack((low, low_moved), (high, high_moved)),
        "deduced" if low is not None and low == high else "bounded",
        rule or ("unit_count" if last is None else last.rule),
        statement_ids(model.frame, tuple(facts_behind(steps))),
        tier,
    )


def _slack(*ends: tuple[Decimal | None, Decimal | None]) -> Decimal | None:
    """Return the larger of the moves of both ends; None where rounding leaves an end open."""
    moves = [Decimal(0)]
    for end, moved in ends:
        if end is not None and moved is None:
            return None
        if end is not None and moved is not None:
            moves.append(abs(end - moved))
    return plain(max(moves))


def _ends(model: Model, variable: int, quantity: str) -> Ends:
    low, high = model.bounds.low(variable), model.bounds.high(variable)
    if quantity in ("score", "max_score"):
        return None if low is None else outward(low, LOW), None if high is None else outward(high, HIGH)
    if quantity == "tier":
        _, criterion, _ = model.where(variable)
        tiers = () if criterion is None else model.frame.tiers[criterion]
        low, high = ((None if end is None else tiers[end].level) for end in (low, high))
    return None if low is None else Decimal(low), None if high is None else Decimal(high)


def _percent(
    exact: Model, rounded: Model, criterion: int, unit: int, *, is_score_printed: bool
) -> Iterator[Deduction]:
    """Yield the percent of the maximum; of a printed score under a printed maximum it is a mere recomputation."""
    most = exact.maximum_of(criterion, unit)
    if most is None:
        return
    steps = _steps(exact, most)
    if is_score_printed and all(step is not None and step.rule == "maximum" for step in steps):
        return
    ends, moved = (_percent_ends(model, model.score(criterion, unit), most) for model in (exact, rounded))
    if ends != (None, None):
        score = exact.score(criterion, unit)
        proof = (*_steps(exact, score), *steps)
        yield _deduction(exact, score, "pct_of_max", (ends, moved), proof, rule="pct_of_max")


def _percent_ends(model: Model, score: int, most: int) -> Ends:
    """In percent: half up where there is one value, outward where there is an interval."""
    bounds = model.bounds
    low, high = bounds.low(score), bounds.high(score)
    least, largest = bounds.low(most), bounds.high(most)
    is_fixed = low == high and least == largest
    found: list[Decimal | None] = []
    for end, divisor, mode in ((low, largest, ROUND_FLOOR), (high, least, ROUND_CEILING)):
        if end is None or not divisor:
            found.append(None)
            continue
        percent = Decimal(100 * end) / Decimal(divisor)
        rounded = percent.quantize(SIXTH, ROUND_HALF_UP if is_fixed else mode)
        found.append(plain(rounded))
    return found[0], found[1]
