"""A place that a told move carries from another list: what it says in its own, by hand."""

from decimal import Decimal

from pipeline.deduction.closure import compute_closure
from pipeline.deduction.problem import Fact, MovedPlace, UnitCount
from tests.unit.test_deduction_rules import interval, problem, rank, rows, score

MOVED = MovedPlace("B", "total", 2, ("claim", "now"))
N_UNITS = UnitCount(Decimal(4), ("n",))


def test_it_is_a_place_of_its_unit_with_its_proof() -> None:
    row = rows(problem("AB", [rank("A", 1, "a1"), MOVED, N_UNITS]))["B", "total", "rank"]
    assert (interval(row), row.status, row.rule) == (("2", "2"), "deduced", "told_move")
    assert row.statement_ids == ("claim", "now")


def test_others_may_share_it_unlike_a_printed_one() -> None:
    def others(fact: Fact) -> tuple[str | None, str | None]:
        return interval(rows(problem("AB", [rank("A", 1, "a1"), fact, N_UNITS]))[None, "total", "rank"])

    assert others(rank("B", 2, "b2")) == ("3", "4")
    assert others(MOVED) == ("2", "4")


def test_it_orders_the_scores() -> None:
    told: list[Fact] = [score("A", "90", "a"), MOVED, rank("C", 3, "c3"), score("B", "70", "b"), N_UNITS]
    row = rows(problem("ABC", told))["C", "total", "score"]
    assert interval(row) == ("0", "70") and {"claim", "now"} <= set(row.statement_ids)


def test_it_clashes_with_the_place_of_another_and_no_misprint_of_it_is_supposed() -> None:
    closure = compute_closure(problem("AB", [rank("A", 2, "a2"), MOVED, N_UNITS]))
    (conflict,) = closure.conflicts
    assert set(conflict.statement_ids) == {"a2", "claim", "now"}
    assert {repair.ids for repair in conflict.repairs} == {("a2",)}
