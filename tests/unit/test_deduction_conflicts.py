"""Facts that contradict each other: which are found, how they are told, and what still follows."""

from decimal import Decimal

import pytest

from pipeline.deduction.closure import compute_closure
from pipeline.deduction.conflicts import misprints
from pipeline.deduction.frame import frame_of
from pipeline.deduction.problem import (
    Fact,
    Gap,
    LastPlace,
    Maximum,
    Printed,
    PrintedTier,
    TierCount,
    UnitCount,
)
from pipeline.deduction.propagation import propagate
from tests.unit.test_deduction_rules import bands, interval, problem, rank, score


def test_a_total_that_its_parts_do_not_make() -> None:
    facts: list[Fact] = [
        score("A", "35.2", "s1"),
        score("A", "20", "s2", "x"),
        score("A", "13.2", "s3", "y"),
        score("B", "30", "s4"),
        score("B", "20", "s5", "x"),
    ]
    closure = compute_closure(problem("AB", facts, parts=("x", "y")))
    (conflict,) = closure.conflicts
    assert (conflict.unit, conflict.criterion, conflict.rule) == ("A", "total", "sum_of_parts")
    assert (conflict.low, conflict.high) in {
        (Decimal("33.2"), Decimal("35.2")),
        (Decimal("35.2"), Decimal("33.2")),
    }
    assert conflict.statement_ids == ("s1", "s2", "s3")
    assert {(repair.ids[0], str(repair.repaired)) for repair in conflict.repairs} == {
        ("s1", "33.2"), ("s2", "22"), ("s3", "15.2"),
    }  # fmt: skip
    # B is untouched
    (row,) = (row for row in closure.deductions if row.quantity == "score")
    assert (row.unit, row.criterion, interval(row)) == ("B", "y", ("10", "10"))


def test_a_sum_that_only_rounding_disturbs_is_no_conflict_and_its_numbers_are_intervals() -> None:
    facts: list[Fact] = [
        score("A", "33.3", "s1"),
        score("A", "20.04", "s2", "x"),
        score("A", "13.22", "s3", "y"),
        Printed("A", "total", "pct_of_max", Decimal(50), 0, ("p1",)),
    ]
    closure = compute_closure(problem("A", facts, parts=("x", "y")))
    assert closure.conflicts == ()
    # the total is at least 33.25 and at most 20.045 + 13.225 = 33.27; that is 49.5 to 51 % of the maximum
    (row,) = (row for row in closure.deductions if (row.quantity, row.criterion) == ("max_score", "total"))
    assert interval(row) == ("65.196078", "67.212122")


def test_what_the_report_computed_from_a_doubtful_number_leaves_with_it() -> None:
    """37,11 + 69,74 = 106,85, printed 105,86; its percent and a gap that it ends say 105,86 once more."""
    facts: list[Fact] = [
        score("A", "105.86", "s1"),
        score("A", "37.11", "s2", "x"),
        score("A", "69.74", "s3", "y"),
        score("B", "58.55", "s4"),
        Maximum("total", Decimal(120), 0, ("m1",)),
        Printed("A", "total", "pct_of_max", Decimal(88), 0, ("p1",)),
        Gap("total", Decimal("47.31"), 2, ("g1",)),
    ]
    (conflict,) = compute_closure(problem("AB", facts, parts=("x", "y"))).conflicts
    assert conflict.statement_ids == ("s1", "s2", "s3")
    swapped = [(repair.ids[0], str(repair.repaired)) for repair in conflict.repairs]
    assert ("s1", "106.85") in swapped


def test_a_score_above_the_maximum_leaves_both_out() -> None:
    facts: list[Fact] = [
        Maximum("total", Decimal(100), 0, ("m1",)),
        score("A", "178", "s1"),
        rank("A", 1, "r1"),
        rank("B", 2, "r2"),
    ]
    closure = compute_closure(problem("AB", facts, scheme="competition"))
    (conflict,) = closure.conflicts
    assert (conflict.statement_ids, conflict.rule) == (("m1", "s1"), "maximum")
    assert (conflict.low, conflict.high) == (Decimal(178), Decimal(100))
    assert Decimal("17.8") in {repair.repaired for repair in conflict.repairs}
    assert not [row for row in closure.deductions if row.quantity == "score"]


def test_a_rank_against_its_score() -> None:
    facts: list[Fact] = [
        *(
            score(unit, value, f"s{unit}")
            for unit, value in zip("ABCD", ("90", "85", "80", "70"), strict=True)
        ),
        *(rank(unit, place, f"r{unit}") for unit, place in zip("ABCD", (1, 2, 4, 4), strict=True)),
    ]
    closure = compute_closure(problem("ABCD", facts, scheme="competition", is_complete=True))
    (conflict,) = closure.conflicts
    assert "rC" in conflict.statement_ids
    assert ("rC", Decimal(3)) in {(repair.ids[0], repair.repaired) for repair in conflict.repairs}


def test_two_conflicts_are_two_groups() -> None:
    facts: list[Fact] = [
        *(score("A", value, f"a{value}", name) for value, name in (("19", "total"), ("5", "x"), ("3", "y"))),
        *(score("B", value, f"b{value}", name) for value, name in (("17", "total"), ("5", "x"), ("1", "y"))),
        score("C", "6", "c6"),
        score("C", "2", "c2", "x"),
    ]
    closure = compute_closure(problem("ABC", facts, parts=("x", "y")))
    assert [conflict.statement_ids for conflict in closure.conflicts] == [
        ("a19", "a5", "a3"),
        ("b17", "b5", "b1"),
    ]
    assert [interval(row) for row in closure.deductions if row.quantity == "score"] == [("4", "4")]


def test_counts_that_do_not_add_up_to_the_units() -> None:
    counts = [TierCount("total", name, Decimal(n), (name,)) for name, n in (("I", 2), ("II", 5), ("III", 7))]
    facts: list[Fact] = [*bands(worst_foot=None), *counts, UnitCount(Decimal(15), ("n",))]
    (conflict,) = compute_closure(problem("A", facts)).conflicts
    assert (conflict.statement_ids, conflict.rule) == (("I", "II", "III", "n"), "tier_count")
    assert {(repair.ids[0], int(repair.repaired)) for repair in conflict.repairs} == {
        ("I", 3), ("II", 6), ("III", 8), ("n", 14),
    }  # fmt: skip


def test_a_tier_outside_its_band() -> None:
    facts: list[Fact] = [*bands(), score("A", "54.3", "s1"), PrintedTier("A", "total", "II", ("t1",))]
    (conflict,) = compute_closure(problem("A", facts)).conflicts
    assert set(conflict.statement_ids) == {"b1", "s1", "t1"}
    # 54 may have been 53.6
    rounded: list[Fact] = [*bands(), score("A", "54", "s1"), PrintedTier("A", "total", "II", ("t1",))]
    assert not compute_closure(problem("A", rounded)).conflicts


def test_a_place_beyond_the_number_of_units() -> None:
    facts: list[Fact] = [rank("A", 12, "r1"), UnitCount(Decimal(10), ("n",))]
    closure = compute_closure(problem("AB", facts))
    assert closure.conflicts[0].statement_ids == ("r1", "n")
    assert not [row for row in closure.deductions if row.quantity == "rank"]


def test_the_same_cell_told_twice() -> None:
    (conflict,) = compute_closure(
        problem("A", [score("A", "53.2", "s1"), score("A", "52.3", "s2")])
    ).conflicts
    assert (conflict.rule, conflict.statement_ids) == ("printed", ("s1", "s2"))
    assert ("s1", "52.3") in {(repair.ids[0], str(repair.repaired)) for repair in conflict.repairs}


def test_a_gap_against_the_last_place() -> None:
    facts: list[Fact] = [
        score("A", "53.2", "s1"),
        rank("A", 1, "r1"),
        LastPlace("Z", "total", ("l",)),
        score("Z", "32", "s2"),
        Gap("total", Decimal("12.2"), 1, ("g",)),
    ]
    (conflict,) = compute_closure(problem("AZ", facts)).conflicts
    assert "g" in conflict.statement_ids
    assert ("g", Decimal("21.2")) in {(repair.ids[0], repair.repaired) for repair in conflict.repairs}


def test_ranks_that_are_printed_twice_are_a_tie_and_no_conflict() -> None:
    facts: list[Fact] = [
        rank("A", 2, "r1"),
        rank("B", 2, "r2"),
        score("A", "85", "s1"),
        score("B", "85", "s2"),
    ]
    assert not compute_closure(problem("AB", facts, scheme="competition")).conflicts


@pytest.mark.parametrize(
    ("value", "decimals", "included", "excluded"),
    [
        ("53.2", 1, ["52.2", "35.2", "52.3", "53.9", "5.32", "532"], ["53.2", "3.2", "532.0"]),
        ("7", 0, ["0", "1", "9"], ["7", "17"]),
        ("10", 0, ["11", "90", "1"], ["0", "10"]),
        ("0.5", 1, ["0.6", "9.5", "5"], ["0.5"]),
    ],
)
def test_misprints(value: str, decimals: int, included: list[str], excluded: list[str]) -> None:
    found = [f"{number.normalize():f}" for number in misprints(Decimal(value), decimals)]
    assert len(found) == len(set(found))
    assert set(included) <= set(found)
    assert not set(excluded) & set(found)


def test_no_misprint_is_finer_than_what_can_be_stored() -> None:
    assert all(number == round(number, 6) for number in misprints(Decimal("1.234567"), 6))


def test_printed_cells_are_never_deduced() -> None:
    facts: list[Fact] = [
        score("A", "178", "s1"),
        Maximum("total", Decimal(100), 0, ("m1",)),
        rank("A", 1, "r1"),
    ]
    closure = compute_closure(problem("A", facts, is_complete=True))
    assert not closure.deductions


def test_equal_scores_at_different_places_may_differ_where_they_were_rounded() -> None:
    facts: list[Fact] = [
        *(rank(unit, place, f"r{unit}") for unit, place in (("A", 1), ("B", 2))),
        *(score(unit, "85", f"s{unit}") for unit in "AB"),
    ]
    assert not compute_closure(problem("AB", facts, scheme="competition")).conflicts
    assert not compute_closure(problem("AB", facts)).conflicts
    swapped: list[Fact] = [*facts[:2], score("A", "84", "sA"), score("B", "85.5", "sB")]
    assert compute_closure(problem("AB", swapped, scheme="competition")).conflicts


def test_a_printed_tie_stays_one_where_not_all_its_facts_are_looked_at() -> None:
    facts: list[Fact] = [rank("A", 2, "r1"), UnitCount(Decimal(2), ("n",)), rank("B", 2, "r2")]
    model = propagate(frame_of(problem("AB", facts, scheme="modified")), (0, 1))
    assert model.units == ("A",)
    assert model.bounds.high(model.rank(0, model.rest)) == 2
