"""What follows from a unit that is told to be ahead of another, by hand."""

from decimal import Decimal

import pytest

from pipeline.deduction.closure import compute_closure
from pipeline.deduction.problem import Fact, Order, UnitCount
from tests.unit.test_deduction_rules import interval, problem, rank, rows, score

N_UNITS = UnitCount(Decimal(5), ("n",))


def order(ahead: str, behind: str, *, is_next: bool = False) -> Order:
    return Order("total", ahead, behind, is_next, ("claim",))


def test_the_unit_behind_has_a_worse_place_and_fewer_points() -> None:
    found = rows(problem("AB", [rank("A", 2, "a2"), score("A", "80", "a"), order("A", "B"), N_UNITS]))
    assert interval(found["B", "total", "rank"]) == ("3", "5")
    assert interval(found["B", "total", "score"]) == ("0", "80")
    assert "claim" in found["B", "total", "rank"].statement_ids


def test_the_unit_ahead_has_a_better_place() -> None:
    row = rows(problem("AB", [rank("B", 2, "b2"), order("A", "B"), N_UNITS]))["A", "total", "rank"]
    assert (interval(row), row.status, row.rule) == (("1", "1"), "deduced", "told_order")
    assert set(row.statement_ids) == {"b2", "claim"}


@pytest.mark.parametrize(
    ("scheme", "wanted"),
    # in the last one B may share a worse place with units that have no name
    [("competition", ("3", "3")), ("dense", ("3", "3")), ("modified", ("3", "5")), (None, ("3", "5"))],
)
def test_a_unit_right_behind_one_that_has_its_place_alone_has_the_next(
    scheme: str | None, wanted: tuple[str, str]
) -> None:
    told: list[Fact] = [rank("A", 2, "a2"), N_UNITS]
    plain = problem("AB", [*told, order("A", "B")], scheme=scheme)
    assert interval(rows(plain)["B", "total", "rank"]) == ("3", "5")
    close = problem("AB", [*told, order("A", "B", is_next=True)], scheme=scheme)
    assert interval(rows(close)["B", "total", "rank"]) == wanted


@pytest.mark.parametrize(("scheme", "wanted"), [("competition", "4"), ("dense", "3")])
def test_behind_units_that_share_a_place_the_scheme_says_which_is_next(scheme: str, wanted: str) -> None:
    told: list[Fact] = [rank("A", 2, "a2"), rank("C", 2, "c2"), order("A", "B", is_next=True), N_UNITS]
    found = rows(problem("ABC", told, scheme=scheme))
    assert interval(found["B", "total", "rank"]) == (wanted, wanted)


def test_the_unit_right_ahead_of_one_that_has_its_place_alone_has_the_place_before() -> None:
    told: list[Fact] = [rank("B", 4, "b4"), order("A", "B", is_next=True), N_UNITS]
    assert interval(rows(problem("AB", told, scheme="modified"))["A", "total", "rank"]) == ("3", "3")


def test_no_score_is_between_those_of_neighbours() -> None:
    told: list[Fact] = [score("A", "80", "a"), score("C", "70", "c"), order("A", "B", is_next=True), N_UNITS]
    found = rows(problem("ABC", told, scheme="competition"))["B", "total", "score"]
    assert (interval(found), found.status) == (("70", "80"), "bounded")


def test_nobody_is_between_two_neighbours() -> None:
    told: list[Fact] = [order("A", "B", is_next=True), rank("C", 3, "c3"), rank("A", 2, "a2"), N_UNITS]
    closure = compute_closure(problem("ABC", told))
    (conflict,) = closure.conflicts
    assert {"claim", "a2", "c3"} == set(conflict.statement_ids)


@pytest.mark.parametrize("is_next", [False, True])
def test_an_order_against_printed_places_is_a_conflict_without_a_misprint_of_words(is_next: bool) -> None:
    told: list[Fact] = [rank("A", 3, "a3"), rank("B", 2, "b2"), order("A", "B", is_next=is_next), N_UNITS]
    (conflict,) = compute_closure(problem("AB", told)).conflicts
    assert set(conflict.statement_ids) == {"a3", "b2", "claim"}
    assert {repair.ids for repair in conflict.repairs} <= {("a3",), ("b2",)}


def test_behind_two_units_nobody_is_better_than_the_third() -> None:
    told: list[Fact] = [order("A", "C"), order("B", "C"), N_UNITS]
    found = rows(problem("ABC", told, scheme="competition"))
    assert interval(found["C", "total", "rank"]) == ("3", "5")
    told = [order("A", "B"), order("A", "C"), N_UNITS]
    found = rows(problem("ABC", told, scheme="competition"))
    assert interval(found["A", "total", "rank"]) == ("1", "3")
