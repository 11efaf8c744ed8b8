"""What follows for units that a report does not name, and under a rank scheme that is not known; by hand."""

from decimal import Decimal

from pipeline.deduction.closure import compute_closure
from pipeline.deduction.problem import (
    Extreme,
    Fact,
    LastPlace,
    LastRank,
    LevelCount,
    Problem,
    ProblemCriterion,
    UnitCount,
)
from pipeline.deduction.result import Deduction
from tests.unit.test_deduction_rules import Row, interval, problem, rank, rows, score

QUOTED: tuple[Fact, ...] = (
    rank("A", 1, "a1"), score("A", "90.5", "a"),
    rank("B", 2, "b2"), score("B", "88.0", "b"),
    score("Z", "40.0", "z"), LastPlace("Z", "total", ("last",)),
)  # fmt: skip
N_UNITS = UnitCount(Decimal(19), ("n",))


def unnamed(asked: Problem) -> dict[str, Deduction]:
    return {quantity: row for (unit, _, quantity), row in rows(asked).items() if unit is None}


def under(asked: Problem, unit: str | None) -> dict[str, Row]:
    return {
        row.holds_if: interval(row)
        for row in compute_closure(asked).deductions
        if row.holds_if is not None and row.unit == unit
    }


def test_places_and_scores_lie_between_the_quoted_ends() -> None:
    found = unnamed(problem("ABZ", [*QUOTED, N_UNITS]))
    assert interval(found["rank"]) == ("3", "18")
    assert interval(found["score"]) == ("40", "88")
    assert set(found["rank"].statement_ids) == {"a1", "b2", "last", "n"}


def test_one_place_left_is_deduced() -> None:
    found = unnamed(problem("ABZ", [*QUOTED, UnitCount(Decimal(4), ("n",))]))
    assert (interval(found["rank"]), found["rank"].status) == (("3", "3"), "deduced")


def test_without_a_number_of_units_nobody_else_is_among_the_first() -> None:
    found = unnamed(problem("ABZ", QUOTED))
    assert interval(found["rank"]) == ("3", None)
    assert interval(found["score"]) == ("40", "88")
    assert set(found["score"].statement_ids) >= {"b", "z"}


def test_the_last_rank_ends_the_places_where_the_number_of_units_is_unknown() -> None:
    told = [
        *QUOTED[:-2],
        rank("Z", 19, "z19"),
        score("Z", "40.0", "z"),
        LastRank("total", Decimal(19), ("l",)),
    ]
    found = unnamed(problem("ABZ", told))
    assert (interval(found["rank"]), interval(found["score"])) == (("3", "18"), ("40", "88"))
    # as many as the places at least, and no more only where ties do not share them
    assert interval(found["n_units"]) == ("19", None)


def test_a_full_list_has_no_row_for_others() -> None:
    assert "rank" not in unnamed(problem("ABZ", QUOTED, is_complete=True))


def test_who_nobody_named_has_the_extreme_is() -> None:
    told: list[Fact] = [score("A", "5", "a", "x"), Extreme("x", True, (), Decimal(9), 0, ("top",))]
    row = unnamed(problem("A", told, parts=("x",)))["n_units"]
    assert (interval(row), row.statement_ids) == (("2", None), ("a", "top"))


def test_one_score_of_all_units_is_that_of_each() -> None:
    told: list[Fact] = [
        LevelCount("x", Decimal(1), 1, (), Decimal(3), ("ten",)),
        UnitCount(Decimal(3), ("n",)),
    ]
    found = rows(problem("AB", told, parts=("x",)))
    assert [interval(found[unit, "x", "score"]) for unit in ("A", "B", None)] == [("1", "1")] * 3


def test_a_place_under_each_scheme_has_its_condition() -> None:
    told = [score(unit, value, unit) for unit, value in zip("ABCD", ("90", "85", "85", "80"), strict=True)]
    asked = problem("ABCD", told, is_complete=True)
    assert under(asked, "B") == {"competition": ("2", "2"), "dense": ("2", "2"), "modified": ("3", "3")}
    assert under(asked, "D") == {"competition": ("4", "4"), "dense": ("3", "3"), "modified": ("4", "4")}
    assert not under(asked, "A")


def test_a_scheme_that_clashes_is_none() -> None:
    # two share place 2, as competition and dense ranks say; so the fourth is no third
    told: list[Fact] = [rank("A", 1, "a"), rank("B", 2, "b"), rank("C", 2, "c")]
    asked = problem("ABCD", told, is_complete=True)
    assert interval(rows(asked)["D", "total", "rank"]) == ("3", "4")
    assert under(asked, "D") == {"competition": ("4", "4"), "dense": ("3", "3")}


def test_places_that_fit_no_scheme_suppose_none() -> None:
    told = [score("A", "90", "a"), score("B", "85", "b"), score("C", "85", "c")]
    asked = Problem(("A", "B", "C"), True, (ProblemCriterion("total", "points", "other"),), (), tuple(told))
    assert interval(rows(asked)["B", "total", "rank"]) == ("2", "3")
    assert not under(asked, "B")
