"""Where the units stand that a report omits, worked out by hand."""

from decimal import Decimal

from pipeline.deduction.omitted import bound_omitted
from pipeline.deduction.problem import (
    Fact,
    LastPlace,
    LastRank,
    Printed,
    Problem,
    ProblemCriterion,
    UnitCount,
)

TOTAL = "x/total"


def problem(*facts: Fact, complete: bool = False) -> Problem:
    return Problem(("a", "b", "y", "z"), complete, (ProblemCriterion(TOTAL, "points"),), (), facts)


def printed(unit: str, quantity: str, value: str) -> Printed:
    return Printed(unit, TOTAL, quantity, Decimal(value), 1, (f"{unit}-{quantity}",))


QUOTED: tuple[Fact, ...] = (
    printed("a", "rank", "1"), printed("a", "score", "90.5"),
    printed("b", "rank", "2"), printed("b", "score", "88.0"),
    printed("z", "score", "40.0"), LastPlace("z", TOTAL, ("z-rank",)),
    UnitCount(Decimal(19), ("n",)),
)  # fmt: skip


def ends(about: Problem, doubtful: frozenset[str] = frozenset()) -> dict[str, tuple[Decimal, ...]]:
    return {
        found.quantity: (found.low or Decimal(0), found.high or Decimal(0))
        for found in bound_omitted(about, doubtful)
    }


def test_places_and_scores_lie_between_the_quoted_ends() -> None:
    assert ends(problem(*QUOTED)) == {
        "rank": (Decimal(3), Decimal(18)), "score": (Decimal("40.0"), Decimal("88.0")),
    }  # fmt: skip


def test_the_proof_names_what_was_used() -> None:
    rank, score = bound_omitted(problem(*QUOTED), frozenset())
    assert rank.statement_ids == ("a-rank", "b-rank", "n", "z-rank")
    assert score.statement_ids == ("b-rank", "b-score", "z-rank", "z-score")
    assert (score.rounding_slack, score.unit) == (Decimal("0.05"), None)


def test_one_place_left_is_deduced() -> None:
    (found, *_) = bound_omitted(problem(*QUOTED[:-1], UnitCount(Decimal(4), ("n",))), frozenset())
    assert (found.low, found.high, found.status) == (Decimal(3), Decimal(3), "deduced")


def test_nothing_follows_without_a_count_in_a_full_list_or_from_doubtful_numbers() -> None:
    assert not ends(problem(*QUOTED[:-1]))
    assert not ends(problem(*QUOTED, complete=True))
    assert ends(problem(*QUOTED), frozenset(["b-rank"]))["rank"] == (Decimal(2), Decimal(18))


def test_the_last_rank_ends_the_places_where_the_number_of_units_is_unknown() -> None:
    facts = (*QUOTED[:-2], printed("z", "rank", "19"), LastRank(TOTAL, Decimal(19), ("l",)))
    assert ends(problem(*facts)) == {
        "rank": (Decimal(3), Decimal(18)), "score": (Decimal("40.0"), Decimal("88.0")),
    }  # fmt: skip
    assert not ends(problem(*facts), frozenset(["l"]))
