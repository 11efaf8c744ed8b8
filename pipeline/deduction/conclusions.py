"""The closed bounds as rows: what is not printed and follows from what is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from pipeline.deduction.bounds import GRID, HIGH, LOW, Step, facts_behind, outward, plain
from pipeline.deduction.model import Model
from pipeline.deduction.problem import Maximum, Printed, PrintedTier, UnitCount
from pipeline.deduction.proofs import Proofs
from pipeline.deduction.refine import Refined
from pipeline.deduction.result import Deduction
from pipeline.deduction.view import Key, Span, View

SIXTH = Decimal("0.000001")
Ends = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same bounds twice: by numbers as printed, and by all that is rounded to them; with the proofs of all rows."""

    exact: View
    rounded: View
    proofs: Proofs

    @property
    def model(self) -> Model:
        """The names and the structure."""
        return self.exact.model


def deductions(exact: Refined, rounded: Refined) -> Iterator[Deduction]:
    """Yield all that follows, by criterion and unit; `rounded` tells how far the ends move."""
    pair = Pair(exact.whole, rounded.whole, Proofs(exact.whole.model.frame.facts))
    printed = _printed(pair.model)
    yield from _sizes(pair)
    for criterion, told in enumerate(pair.model.criteria):
        yield from _maxima(pair, criterion)
        for unit in (*range(pair.model.n_named), None):
            if ("score", criterion, unit) not in exact.whole.spans:
                continue
            name = None if unit is None else pair.model.units[unit]
            said = printed.get((name, told.criterion), frozenset())
            yield from _cell(pair, criterion, unit, said)
            if "rank" not in said:
                yield from _by_scheme(pair, exact, rounded, (criterion, unit))
        pair.proofs.forget()


def _printed(model: Model) -> dict[tuple[str | None, str], frozenset[str]]:
    """Return what is printed of each cell, believed or not."""
    found: dict[tuple[str | None, str], frozenset[str]] = {}
    for fact in model.frame.facts:
        if isinstance(fact, Printed | PrintedTier):
            quantity = fact.quantity if isinstance(fact, Printed) else "tier"
            cell = (fact.unit, fact.criterion)
            found[cell] = found.get(cell, frozenset()) | {quantity}
    return found


def _cell(pair: Pair, criterion: int, unit: int | None, printed: frozenset[str]) -> Iterator[Deduction]:
    model, spans = pair.model, pair.exact.spans
    score_says = "score" in printed or _score_says(pair.exact, criterion, unit)
    if "score" not in printed and score_says:
        yield _row(pair, ("score", criterion, unit))
    is_ranked = model.criteria[criterion].ranked_by is not None
    anywhere = (1, spans["n_units", None, None].high)
    if "rank" not in printed and is_ranked and spans["rank", criterion, unit].ends != anywhere:
        yield _row(pair, ("rank", criterion, unit))
    tiers = model.frame.tiers.get(criterion, ())
    if "tier" not in printed and tiers and spans["tier", criterion, unit].ends != (0, len(tiers) - 1):
        yield _row(pair, ("tier", criterion, unit))
    says_percent = score_says or ("pct_of_max", criterion, unit) in spans
    if "pct_of_max" not in printed and says_percent and unit is not None:
        yield from _percent(pair, criterion, unit, is_score_printed="score" in printed)


def _by_scheme(
    pair: Pair, exact: Refined, rounded: Refined, cell: tuple[int, int | None]
) -> Iterator[Deduction]:
    """Yield the places that are narrower under one scheme."""
    criterion, unit = cell
    key = ("rank", criterion, unit)
    for (of, scheme), found in exact.under.items():
        if of == criterion and key in found.spans and found.spans[key].ends != exact.whole.spans[key].ends:
            moved = rounded.under.get((of, scheme), rounded.whole)
            yield _row(Pair(found, moved, pair.proofs), key, scheme)


def _score_says(found: View, criterion: int, unit: int | None) -> bool:
    """Return whether more is known of a score than that it is a number of points up to the maximum."""
    span = found.spans["score", criterion, unit]
    facts = found.model.frame.facts
    if all(isinstance(facts[index], Maximum | UnitCount) for index in facts_behind(span.steps)):
        return False
    most = found.spans["max_score", criterion, None] if unit is None else found.maximum_of(criterion, unit)
    limit = None if most is None else most.high
    has_low = span.low is not None and (span.low >= GRID or found.model.frame.has_negative)
    return has_low or (span.high is not None and (limit is None or span.high < limit))


def _sizes(pair: Pair) -> Iterator[Deduction]:
    frame = pair.model.frame
    if frame.problem.is_complete or any(isinstance(fact, UnitCount) for fact in frame.facts):
        return
    key = ("n_units", None, None)
    span = pair.exact.spans[key]
    if span.high is not None or (span.low or 0) > pair.model.n_named:
        yield _row(pair, key)


def _maxima(pair: Pair, criterion: int) -> Iterator[Deduction]:
    name = pair.model.criteria[criterion].criterion
    told = any(
        isinstance(fact, Maximum) and fact.criterion == name and fact.unit is None
        for fact in pair.model.frame.facts
    )
    key = ("max_score", criterion, None)
    span = pair.exact.spans[key]
    if not told and any(span.steps):
        row = _row(pair, key)
        if row.low or row.high is not None:
            yield row


def _row(pair: Pair, key: Key, holds_if: str | None = None) -> Deduction:
    quantity, criterion, _ = key
    span, moved = pair.exact.spans[key], pair.rounded.spans.get(key, Span(None, None))
    tier = None
    if quantity == "tier" and span.low == span.high and span.low is not None and criterion is not None:
        tier = pair.model.frame.tiers[criterion][span.low].name
    ends = (_ends(pair.model, key, span), _ends(pair.model, key, moved))
    return _deduction(pair, key, ends, span.steps, tier, holds_if=holds_if)


def _deduction(
    pair: Pair,
    key: Key,
    ends: tuple[Ends, Ends],
    steps: Sequence[Step | None],
    tier: str | None = None,
    rule: str | None = None,
    holds_if: str | None = None,
) -> Deduction:
    """Return a row; `ends`: the exact ones and those under rounding."""
    (low, high), (low_moved, high_moved) = ends
    quantity, criterion, unit = key
    model = pair.model
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
        pair.proofs.ids(steps),
        tier,
        holds_if,
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


def _ends(model: Model, key: Key, span: Span) -> Ends:
    quantity, criterion, _ = key
    low, high = span.ends
    if quantity in ("score", "max_score"):
        return None if low is None else outward(low, LOW), None if high is None else outward(high, HIGH)
    if quantity == "tier":
        tiers = () if criterion is None else model.frame.tiers[criterion]
        low, high = ((None if end is None else tiers[end].level) for end in (low, high))
    return None if low is None else Decimal(low), None if high is None else Decimal(high)


def _percent(pair: Pair, criterion: int, unit: int, *, is_score_printed: bool) -> Iterator[Deduction]:
    """Yield the percent of the maximum; of a printed score under a printed maximum it is a mere recomputation."""
    key = ("pct_of_max", criterion, unit)
    most = _whole(pair.exact, criterion, unit)
    is_printed = most is not None and all(step is not None and step.rule == "maximum" for step in most.steps)
    if is_score_printed and is_printed:
        return
    ends, moved = (_percent_ends(found, criterion, unit) for found in (pair.exact, pair.rounded))
    low, high = ends
    if low or (high is not None and high < 100):
        if key in pair.exact.spans and not (most is not None and low == high):
            yield _deduction(pair, key, (ends, moved), pair.exact.spans[key].steps)
        elif most is not None:
            proof = (*pair.exact.spans["score", criterion, unit].steps, *most.steps)
            yield _deduction(pair, key, (ends, moved), proof, rule="pct_of_max")


def _whole(found: View, criterion: int, unit: int) -> Span | None:
    """Return the maximum that percents of a unit are of; None where it is not told."""
    is_known = ("own_maximum", criterion, unit) in found.spans or criterion not in found.model.frame.unlike
    return found.maximum_of(criterion, unit) if is_known else None


def _percent_ends(found: View, criterion: int, unit: int) -> Ends:
    """In percent: half up where there is one value, outward where there is an interval."""
    score, most = found.spans["score", criterion, unit], _whole(found, criterion, unit)
    told = found.spans.get(("pct_of_max", criterion, unit))
    if most is not None and most.low == most.high and score.low is not None and score.low == score.high:
        value = _share(score.low, most.low, ROUND_HALF_UP)
        return value, value
    low, high = None, None
    if told is not None:
        low = None if told.low is None else outward(told.low, LOW)
        high = None if told.high is None else outward(told.high, HIGH)
    elif most is not None:
        low, high = _share(score.low, most.high, ROUND_FLOOR), _share(score.high, most.low, ROUND_CEILING)
    frame = found.model.frame
    return (
        Decimal(0) if low is None and not frame.has_negative else low,
        Decimal(100) if high is None and not frame.has_more else high,
    )


def _share(points: int | None, whole: int | None, mode: str) -> Decimal | None:
    if points == 0:
        return Decimal(0)
    if points is None or not whole:
        return None
    return plain((Decimal(100 * points) / Decimal(whole)).quantize(SIXTH, mode))
