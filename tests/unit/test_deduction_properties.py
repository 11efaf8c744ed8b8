"""The closure against every completion of small tables."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.deduction.bounds import facts_behind
from pipeline.deduction.closure import compute_closure
from pipeline.deduction.frame import frame_of, with_number
from pipeline.deduction.problem import Fact, Maximum, Printed, Problem, ProblemCriterion, number_of
from pipeline.deduction.propagation import propagate
from pipeline.deduction.result import Deduction
from tests.unit.deduction_tables import SCHEMES, World, worlds

COMMON = settings(max_examples=60)


def contains(row: Deduction, value: Decimal | str) -> bool:
    if isinstance(value, str):
        return row.status == "bounded" or row.tier in (value, None)
    return (row.low is None or row.low <= value) and (row.high is None or value <= row.high)


def assert_sound(world: World, facts: list[Fact], rows: tuple[Deduction, ...]) -> None:
    completions = list(world.completions(facts))
    values: dict[str | None, dict[tuple[str | None, str | None, str], set[Decimal | str]]] = {
        scheme: world.values(facts, [item for item in completions if scheme in (None, item[2])])
        for scheme in (None, *SCHEMES)
    }
    for row in rows:
        for value in values[row.holds_if].get((row.unit, row.criterion, row.quantity), ()):
            assert contains(row, value) or is_same_percent(row, value), (row, value)


def is_same_percent(row: Deduction, value: Decimal | str) -> bool:
    # a single percent is rounded at six decimals
    return row.quantity == "pct_of_max" and row.low == row.high == round(Decimal(value), 6)


@COMMON
@given(worlds())
def test_no_completion_is_excluded_and_none_contradicts(world: World) -> None:
    closure = compute_closure(world.problem)
    assert not closure.conflicts
    assert_sound(world, list(world.problem.facts), closure.deductions)
    for row in closure.deductions:
        assert (row.status == "deduced") == (row.low is not None and row.low == row.high)
        if row.quantity == "max_score" and row.criterion is not None:
            assert contains(row, Decimal(world.maximum(row.criterion)))


@COMMON
@given(worlds(), st.data())
def test_a_wrong_number_poisons_nothing(world: World, data: st.DataObject) -> None:
    numbered = [
        index
        for index, fact in enumerate(world.problem.facts)
        # the completions know the maxima
        if number_of(fact) is not None and not isinstance(fact, Maximum)
    ]
    if not numbered:
        return
    index = data.draw(st.sampled_from(numbered))
    value = Decimal(data.draw(st.integers(1, 6)))
    facts = list(with_number(frame_of(world.problem), index, value).facts)
    wrong = replace(world, problem=replace(world.problem, facts=tuple(facts)))
    closure = compute_closure(wrong.problem)
    left_out: set[str] = set()
    for conflict in closure.conflicts:
        group = [fact for fact in facts if set(fact.ids) & set(conflict.statement_ids)]
        assert not left_out.intersection(conflict.statement_ids)
        left_out.update(conflict.statement_ids)
        assert next(wrong.completions(group), None) is None, group
    believed = [fact for fact in facts if not left_out.intersection(fact.ids)]
    assert_sound(wrong, believed, closure.deductions)


@given(worlds())
def test_the_facts_of_a_proof_are_enough(world: World) -> None:
    frame = frame_of(world.problem)
    whole = propagate(frame, range(len(world.problem.facts)), all_units=True)
    for side, sign in ((0, 1), (1, -1)):
        for variable, step in enumerate(whole.bounds.steps[side][: whole.size]):
            if step is not None:
                alone = propagate(frame, facts_behind([step]), all_units=True).bounds.ends[side][variable]
                assert alone is not None and sign * alone >= sign * step.value


@COMMON
@given(worlds())
def test_fewer_facts_never_tell_more(world: World) -> None:
    frame = frame_of(world.problem)
    everything = range(len(world.problem.facts))
    whole, half = (propagate(frame, active, all_units=True) for active in (everything, everything[::2]))
    rounded = propagate(frame, everything, is_rounded=True, all_units=True)
    for looser in (half, rounded):
        for variable in range(whole.score(0, 0), whole.size + 1):
            if whole.where(variable)[2] == whole.rest and whole.n_rest(1) == 0:
                continue  # of units that there are none of anything may be said
            for side, sign in ((0, 1), (1, -1)):
                loose, tight = looser.bounds.ends[side][variable], whole.bounds.ends[side][variable]
                assert loose is None or (tight is not None and sign * loose <= sign * tight)


def test_proofs_of_a_long_list_share_what_they_have_in_common() -> None:
    n_units = 200
    units = tuple(f"u{number:03}" for number in range(n_units))
    facts = tuple(
        Printed(unit, "total", "score", Decimal(number), 0, (unit,)) for number, unit in enumerate(units)
    )
    problem = Problem(units, True, (ProblemCriterion("total", "points", "competition"),), (), facts)
    model = propagate(frame_of(problem), range(n_units), all_units=True)
    links, stack = 0, [step for steps in model.bounds.steps for step in steps if step is not None]
    seen = set(stack)
    while stack:
        parents = {parent for parent in stack.pop().parents if parent is not None}
        links += len(parents)
        stack.extend(parents - seen)
        seen |= parents
    # each place rests on all units before it or behind it
    assert links < 20 * n_units
    rows = {row.unit: row for row in compute_closure(problem).deductions if row.quantity == "rank"}
    row = rows["u150"]
    assert row.low == row.high == 50
    assert set(row.statement_ids) == set(units)
