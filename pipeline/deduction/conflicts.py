"""Facts that cannot all be true: the smallest groups of them, and the misprints that would explain each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from pipeline.deduction.bounds import HIGH, LOW, Clash, outward
from pipeline.deduction.frame import Frame, with_number
from pipeline.deduction.model import Model
from pipeline.deduction.problem import MAX_DECIMALS, Fact, Gap, Printed, named_units, number_of
from pipeline.deduction.proofs import Proofs, mask_of, numbers
from pipeline.deduction.propagation import is_contradictory, propagate
from pipeline.deduction.result import Conflict, Repair

# Beyond these a group is left larger than it need be, waits for the next pass, or has no hypotheses.
MAX_CHECKS = 300
MAX_GROUPS = 60
MAX_SHARING = 20
MAX_GROUP = 4
# So many misprints that would do are no hypothesis.
MAX_REPAIRS = 12
COUNTED = ("rank", "tier", "n_units", "tier_count", "level_count")

Check = Callable[[Sequence[int]], bool]


def groups(frame: Frame, model: Model) -> list[tuple[int, ...]]:
    """Disjoint smallest groups of contradictory facts, those of few facts before those of many."""
    proofs = Proofs(frame.facts)
    cores = sorted(
        {proofs.facts((clash.low, clash.high)) for clash in model.bounds.clashes.values()},
        key=lambda core: (core.bit_count(), numbers(core)),
    )
    if not cores[0]:
        raise ValueError("the structure of the assessment contradicts itself")
    found: list[int] = []
    # first what shares no fact with a group found before, which hardly is the same error
    for is_apart, most in ((True, MAX_GROUPS), (False, MAX_SHARING)):
        for core in cores:
            # what follows from a group found before is no news; the clashes after the first few come again
            is_news = all(group & core == 0 if is_apart else group & ~core for group in found)
            if len(found) < most and is_news:
                found.append(mask_of(_smallest(frame, numbers(core), sorted(model.active))))
    disjoint: list[tuple[int, ...]] = []
    for group in sorted(map(tuple, map(numbers, found)), key=lambda group: (len(group), group)):
        if all(set(group).isdisjoint(other) for other in disjoint):
            disjoint.append(group)
    return disjoint


def _smallest(frame: Frame, core: list[int], active: list[int]) -> tuple[int, ...]:
    """Return a group none of whose facts can be spared (QuickXplain)."""
    # usually the units that the facts name are enough to see it, which is quick
    all_units = not is_contradictory(frame, core)
    if all_units and not is_contradictory(frame, core, all_units=True):
        core = active  # an end that moved too often stands elsewhere with fewer facts
    checks = 0

    def check(facts: Sequence[int]) -> bool:
        nonlocal checks
        checks += 1
        return checks <= MAX_CHECKS and is_contradictory(frame, facts, all_units=all_units)

    return tuple(sorted(_explain(check, [], False, core)))


def _explain(check: Check, background: list[int], is_new: bool, candidates: list[int]) -> list[int]:
    """Return the candidates that, with the background, contradict each other; as few as can be."""
    if is_new and check(background):
        return []
    if len(candidates) == 1:
        return candidates
    middle = len(candidates) // 2
    first, second = candidates[:middle], candidates[middle:]
    of_second = _explain(check, background + first, True, second)
    return of_second + _explain(check, background + of_second, bool(of_second), first)


def agree_rounded(frame: Frame, group: Sequence[int]) -> bool:
    """Return whether the facts of a group agree where its printed numbers are rounded half up."""
    all_units = not is_contradictory(frame, group)
    return not is_contradictory(frame, group, is_rounded=True, all_units=all_units)


def dependents(frame: Frame, group: Sequence[int]) -> set[int]:
    """Return the figures that the report computed from scores of a group: their percents, and gaps that they end."""
    computed = [
        (index, fact)
        for index, fact in enumerate(frame.facts)
        if isinstance(fact, Gap) or (isinstance(fact, Printed) and fact.quantity == "pct_of_max")
    ]
    if not computed:
        return set()
    doubtful = [fact for index in group if _is_score(fact := frame.facts[index])]
    cells = {(fact.unit, fact.criterion) for fact in doubtful if isinstance(fact, Printed)}
    ends = set()
    for criterion in {criterion for _, criterion in cells}:
        scores = {
            fact.value: fact.unit
            for fact in frame.facts
            if isinstance(fact, Printed) and _is_score(fact) and fact.criterion == criterion
        }
        if {(scores[max(scores)], criterion), (scores[min(scores)], criterion)} & cells:
            ends.add(criterion)
    return {
        index
        for index, fact in computed
        if (isinstance(fact, Printed) and (fact.unit, fact.criterion) in cells)
        or (isinstance(fact, Gap) and fact.criterion in ends)
    }


def _is_score(fact: Fact) -> bool:
    return isinstance(fact, Printed) and fact.quantity == "score"


def describe(frame: Frame, group: tuple[int, ...], believed: frozenset[int]) -> Conflict:
    """Return the conflict of a group as a row; `believed`: the facts that are in no group."""
    all_units = not is_contradictory(frame, group)
    model = propagate(frame, group, all_units=all_units)
    clash = min(model.bounds.clashes.values(), key=lambda clash: max(clash.low.serial, clash.high.serial))
    quantity, criterion, unit = model.where(clash.variable)
    low, high = _printed_ends(model, clash, quantity, criterion)
    last = clash.low if clash.low.serial > clash.high.serial else clash.high
    return Conflict(
        None if unit is None or unit == model.rest else model.units[unit],
        None if criterion is None else model.criteria[criterion].criterion,
        quantity,
        low,
        high,
        last.rule,
        statement_ids(frame, group),
        tuple(_repairs(frame, group, believed)) if len(group) <= MAX_GROUP else (),
    )


def statement_ids(frame: Frame, facts: Sequence[int]) -> tuple[str, ...]:
    """Return the ids of the facts, each once, in the order of the facts."""
    return tuple(dict.fromkeys(name for index in sorted(facts) for name in frame.facts[index].ids))


def _printed_ends(
    model: Model, clash: Clash, quantity: str, criterion: int | None
) -> tuple[Decimal, Decimal]:
    low, high = clash.low.value, clash.high.value
    if quantity == "tier" and criterion is not None:
        best = model.frame.tiers[criterion][0].level
        return Decimal(best + low), Decimal(best + high)
    if quantity in COUNTED:
        return Decimal(low), Decimal(high)
    return outward(low, LOW), outward(high, HIGH)


def _repairs(frame: Frame, group: tuple[int, ...], believed: frozenset[int]) -> Iterator[Repair]:
    """Single misprints with which the group agrees, also with what is believed of its units and criteria."""
    units = {unit for index in group for unit in named_units(frame.facts[index])}
    of_units = [index for index in sorted(believed) if not units.isdisjoint(named_units(frame.facts[index]))]
    around: dict[object, list[int]] = {}
    for index in sorted(believed):
        around.setdefault(getattr(frame.facts[index], "criterion", None), []).append(index)
    found = []
    for index in group:
        fact = frame.facts[index]
        value = number_of(fact)
        if value is None:
            continue
        for repaired in misprints(value, getattr(fact, "decimals", 0)):
            if not _is_possible(fact, repaired):
                continue
            mended = with_number(frame, index, repaired)
            if not any(is_contradictory(mended, [*others, *group]) for others in ((), of_units)):
                found.append((index, repaired))
    # the dear test last: another number can clash with those of its criterion too
    flat = replace(frame, problem=replace(frame.problem, sums=())) if found else frame
    for index, repaired in found if len(found) <= MAX_REPAIRS else ():
        fact = frame.facts[index]
        of_criterion = around.get(getattr(fact, "criterion", None), [])
        if not is_contradictory(with_number(flat, index, repaired), [*of_criterion, *group]):
            yield Repair(fact.ids, number_of(fact) or Decimal(0), repaired)


def _is_possible(fact: Fact, value: Decimal) -> bool:
    if isinstance(fact, Printed) and fact.quantity != "rank":
        return True
    if isinstance(fact, Printed):
        return value >= 1 and value % 1 == 0
    return value % 1 == 0 or hasattr(fact, "decimals")


def misprints(value: Decimal, decimals: int) -> list[Decimal]:
    """Return what one wrong digit, two swapped digits or a moved decimal mark make of a printed number."""
    digits = str(int(abs(value) * 10**decimals)).rjust(decimals + 1, "0")
    sign = -1 if value < 0 else 1
    whole = len(digits) - decimals
    texts = [
        (digits[:index] + digit + digits[index + 1 :], whole)
        for index in range(len(digits))
        for digit in "0123456789"
    ]
    texts += [
        (digits[:a] + digits[b] + digits[a + 1 : b] + digits[a] + digits[b + 1 :], whole)
        for a, b in combinations(range(len(digits)), 2)
    ]
    texts += [(digits, index) for index in range(1, len(digits) + 1)]
    found = []
    for text, mark in texts:
        # a number is not printed with an idle zero in front, nor finer than what is stored
        if (mark > 1 and text[0] == "0") or len(text) - mark > MAX_DECIMALS:
            continue
        number = sign * Decimal(int(text)).scaleb(mark - len(text))
        if number != value and number not in found:
            found.append(number)
    return found
