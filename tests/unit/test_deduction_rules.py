"""Each rule of the closure on a small example, with the numbers worked out by hand."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from pipeline.deduction.closure import compute_closure
from pipeline.deduction.problem import (
    Band,
    Extreme,
    Fact,
    Gap,
    LastPlace,
    LevelCount,
    Maximum,
    Printed,
    PrintedTier,
    Problem,
    ProblemCriterion,
    Sum,
    TierCount,
    UnitCount,
)
from pipeline.deduction.result import Deduction

Row = tuple[str | None, str | None]


def score(unit: str, value: str, name: str, criterion: str = "total") -> Printed:
    decimals = len(value.partition(".")[2])
    return Printed(unit, criterion, "score", Decimal(value), decimals, (name,))


def rank(unit: str, value: int, name: str) -> Printed:
    return Printed(unit, "total", "rank", Decimal(value), 0, (name,))


def problem(
    units: str,
    facts: Sequence[Fact],
    *,
    scheme: str | None = None,
    parts: Sequence[str] = (),
    is_complete: bool = False,
) -> Problem:
    """Units of one letter each; `parts` make up the total."""
    criteria = (ProblemCriterion("total", "points", scheme), *(ProblemCriterion(part) for part in parts))
    sums = (Sum("total", tuple(parts)),) if parts else ()
    return Problem(tuple(units), is_complete, criteria, sums, tuple(facts))


def rows(asked: Problem) -> dict[tuple[str | None, str | None, str], Deduction]:
    closure = compute_closure(asked)
    assert not closure.conflicts
    return {
        (row.unit, row.criterion, row.quantity): row for row in closure.deductions if row.holds_if is None
    }


def interval(row: Deduction) -> Row:
    return (None if row.low is None else str(row.low), None if row.high is None else str(row.high))


def bands(*, worst_foot: Decimal | None = Decimal(36)) -> list[Band]:
    """I from 54, II from 48, III from `worst_foot`."""
    return [
        Band("total", "I", 1, Decimal(54), True, None, "points", ("b1",)),
        Band("total", "II", 2, Decimal(48), True, Decimal(54), "points", ("b2",)),
        Band("total", "III", 3, worst_foot, True, Decimal(48), "points", ("b3",)),
    ]


def test_a_part_is_what_the_others_leave_of_the_total() -> None:
    facts: list[Fact] = [
        score("A", "53.2", "s1"),
        score("A", "20", "s2", "x"),
        score("A", "13.25", "s3", "y"),
    ]
    row = rows(problem("A", facts, parts=("x", "y", "z")))["A", "z", "score"]
    assert (interval(row), row.status, row.rule) == (("19.95", "19.95"), "deduced", "sum_of_parts")
    assert row.statement_ids == ("s1", "s2", "s3")
    # 53.2 is within 0.05, 20 within 0.5, 13.25 within 0.005
    assert row.rounding_slack == Decimal("0.555")


def test_the_total_lies_between_what_its_parts_allow() -> None:
    facts: list[Fact] = [
        score("A", "20", "s1", "x"),
        Maximum("y", Decimal(10), 0, ("m1",)),
    ]
    row = rows(problem("A", facts, parts=("x", "y")))["A", "total", "score"]
    assert (interval(row), row.status) == (("20", "30"), "bounded")
    assert row.statement_ids == ("s1", "m1")


def test_bounds_by_maxima_alone_are_no_deduction() -> None:
    facts: list[Fact] = [Maximum("x", Decimal(10), 0, ("m1",)), Maximum("y", Decimal(10), 0, ("m2",))]
    found = rows(problem("A", facts, parts=("x", "y")))
    assert [key[2] for key in found] == ["max_score"]
    assert interval(found[None, "total", "max_score"]) == ("20", "20")


def test_the_last_maximum_follows_from_the_others() -> None:
    facts: list[Fact] = [
        Maximum("total", Decimal(80), 0, ("m0",)),
        Maximum("x", Decimal(38), 0, ("m1",)),
        Maximum("y", Decimal(30), 0, ("m2",)),
    ]
    row = rows(problem("A", facts, parts=("x", "y", "z")))[None, "z", "max_score"]
    assert (interval(row), row.status, row.statement_ids) == (("12", "12"), "deduced", ("m0", "m1", "m2"))


def test_a_percent_bounds_the_score_as_far_as_it_may_be_rounded() -> None:
    facts: list[Fact] = [
        Maximum("total", Decimal(40), 0, ("m1",)),
        Printed("A", "total", "pct_of_max", Decimal(93), 0, ("p1",)),
    ]
    row = rows(problem("A", facts))["A", "total", "score"]
    # 92.5 % (half up) to 94 % (cut off) of 40
    assert (interval(row), row.rule, row.rounding_slack) == (("37", "37.6"), "pct_of_max", Decimal(0))


def test_a_percent_of_the_units_own_maximum_is_not_read_under_that_of_the_criterion() -> None:
    facts: list[Fact] = [
        Maximum("total", Decimal(100), 0, ("m1",)),
        Maximum("total", Decimal(80), 0, ("m2",), "A"),
        Printed("A", "total", "pct_of_max", Decimal("50.00"), 2, ("p1",)),
    ]
    row = rows(problem("A", facts))["A", "total", "score"]
    assert (interval(row), row.statement_ids) == (("39.996", "40.008"), ("m2", "p1"))


def test_a_deduced_score_has_a_percent() -> None:
    facts: list[Fact] = [
        Maximum("z", Decimal(30), 0, ("m1",)),
        score("A", "30", "s1"),
        score("A", "20", "s2", "x"),
    ]
    row = rows(problem("A", facts, parts=("x", "z")))["A", "z", "pct_of_max"]
    assert (interval(row), row.status) == (("33.333333", "33.333333"), "deduced")


def test_units_that_are_left_out_lie_between_the_top_and_the_bottom() -> None:
    facts: list[Fact] = [
        *(rank(unit, place, f"r{place}") for unit, place in (("A", 1), ("B", 2), ("Y", 9), ("Z", 10))),
        score("B", "80", "s2"),
        score("Y", "40", "s9"),
        UnitCount(Decimal(10), ("n",)),
    ]
    found = rows(problem("ABMYZ", facts))
    place, points = found["M", "total", "rank"], found["M", "total", "score"]
    assert (interval(place), place.rule, place.status) == (("3", "8"), "place_taken", "bounded")
    assert place.statement_ids == ("r1", "r2", "r9", "r10", "n")
    assert (interval(points), points.rule) == (("40", "80"), "rank_order")
    assert set(points.statement_ids) == {"r1", "r2", "r9", "r10", "n", "s2", "s9"}
    assert interval(found["A", "total", "score"]) == ("80", None)
    assert interval(found["Z", "total", "score"]) == ("0", "40")


def test_scores_narrow_the_place() -> None:
    facts: list[Fact] = [
        score("A", "90", "s1"),
        score("B", "80", "s2"),
        score("C", "70", "s3"),
        rank("A", 1, "r1"),
    ]
    found = rows(problem("ABC", [*facts, UnitCount(Decimal(5), ("n",))], scheme="competition"))
    assert interval(found["B", "total", "rank"]) == ("2", "4")
    assert interval(found["C", "total", "rank"]) == ("3", "5")


@pytest.mark.parametrize(
    ("scheme", "places"),
    [
        ("competition", ["1", "2", "2", "4"]),
        ("dense", ["1", "2", "2", "3"]),
        ("modified", ["1", "3", "3", "4"]),
    ],
)
def test_a_complete_list_of_scores_has_its_places(scheme: str, places: list[str]) -> None:
    facts: list[Fact] = [
        score(unit, value, unit) for unit, value in zip("ABCD", ("90", "85", "85", "80"), strict=True)
    ]
    found = rows(problem("ABCD", facts, scheme=scheme, is_complete=True))
    assert [interval(found[unit, "total", "rank"]) for unit in "ABCD"] == [(place, place) for place in places]


def test_without_a_scheme_the_place_holds_in_all_of_them() -> None:
    facts: list[Fact] = [
        score(unit, value, unit) for unit, value in zip("ABCD", ("90", "85", "85", "80"), strict=True)
    ]
    found = rows(problem("ABCD", facts, is_complete=True))
    assert [interval(found[unit, "total", "rank"]) for unit in "ABCD"] == [
        ("1", "1"), ("2", "3"), ("2", "3"), ("3", "4"),
    ]  # fmt: skip


def test_a_printed_tie_gives_the_score() -> None:
    facts: list[Fact] = [rank("A", 2, "r1"), rank("B", 2, "r2"), score("A", "85", "s1")]
    row = rows(problem("AB", facts))["B", "total", "score"]
    assert (interval(row), row.rule, row.statement_ids) == (("85", "85"), "rank_order", ("r1", "r2", "s1"))


def test_a_place_says_how_many_are_above() -> None:
    # two of A, B and D are above C, so at least one of A and B is, and none of them has more than 90
    facts: list[Fact] = [score("A", "90", "s1"), score("B", "80", "s2"), rank("C", 3, "r3")]
    row = rows(problem("ABCD", facts, scheme="competition", is_complete=True))["C", "total", "score"]
    assert (interval(row), row.rule) == (("0", "90"), "rank_count")
    assert row.statement_ids == ("s1", "s2", "r3")


def test_ranks_by_something_else_than_points_say_nothing_of_scores() -> None:
    facts = (rank("A", 1, "r1"), rank("B", 2, "r2"), score("A", "70", "s1"), score("B", "90", "s2"))
    asked = Problem(
        ("A", "B", "C"), True, (ProblemCriterion("total", "converted", "competition"),), (), facts
    )
    found = rows(asked)
    assert interval(found["C", "total", "rank"]) == ("3", "3")
    assert ("C", "total", "score") not in found


def test_the_last_place_has_the_number_of_units() -> None:
    facts: list[Fact] = [
        LastPlace("Z", "total", ("l",)),
        UnitCount(Decimal(19), ("n",)),
        score("Z", "30", "s1"),
    ]
    row = rows(problem("AZ", facts, scheme="competition"))["Z", "total", "rank"]
    assert (interval(row), row.rule, row.statement_ids) == (("19", "19"), "last_place", ("l", "n"))
    # dense places may be fewer than units
    loose = rows(problem("AZ", facts))
    assert interval(loose["Z", "total", "rank"]) == ("2", "19")
    assert interval(loose["A", "total", "rank"]) == ("1", "18")
    assert interval(loose["A", "total", "score"]) == ("30", None)


def test_the_number_of_units_follows_from_the_last_place_with_its_number() -> None:
    facts: list[Fact] = [LastPlace("Z", "total", ("l",)), rank("Z", 19, "r")]
    row = rows(problem("AZ", facts, scheme="modified"))[None, None, "n_units"]
    assert (interval(row), row.status, row.statement_ids) == (("19", "19"), "deduced", ("l", "r"))


def test_nobody_is_above_the_highest_or_below_the_lowest() -> None:
    facts: list[Fact] = [
        Extreme("x", True, ("A",), Decimal("8.82"), 2, ("c1",)),
        Extreme("x", False, ("B",), Decimal("4.99"), 2, ("c2",)),
    ]
    found = rows(problem("ABC", facts, parts=("x",)))
    assert interval(found["A", "x", "score"]) == ("8.82", "8.82")
    row = found["C", "x", "score"]
    assert (interval(row), row.rule, row.statement_ids) == (
        ("4.99", "8.82"),
        "criterion_extreme",
        ("c1", "c2"),
    )
    assert row.rounding_slack == Decimal("0.005")


def test_the_gap_gives_the_lowest_from_the_highest() -> None:
    facts: list[Fact] = [
        Extreme("x", True, ("A",), Decimal("8.82"), 2, ("c1",)),
        Extreme("x", False, ("B",), None, 0, ("c2",)),
        Gap("x", Decimal("3.83"), 2, ("g",)),
    ]
    found = rows(problem("ABC", facts, parts=("x",)))
    row = found["B", "x", "score"]
    assert (interval(row), row.statement_ids) == (("4.99", "4.99"), ("c1", "c2", "g"))
    assert interval(found["C", "x", "score"]) == ("4.99", "8.82")
    assert row.rounding_slack == Decimal("0.01")


def test_the_only_one_who_can_have_the_extreme_has_it() -> None:
    facts: list[Fact] = [score("A", "5", "s1", "x"), Extreme("x", True, (), Decimal(9), 0, ("c1",))]
    row = rows(problem("AB", facts, parts=("x",), is_complete=True))["B", "x", "score"]
    assert (interval(row), row.statement_ids) == (("9", "9"), ("s1", "c1"))


def test_those_who_are_not_named_are_not_at_the_level() -> None:
    facts: list[Fact] = [
        LevelCount("x", Decimal(7), 0, ("A", "B"), Decimal(2), ("c1",)),
        Extreme("x", True, ("A", "B"), Decimal(7), 0, ("c2",)),
        TierCount("x", "top", Decimal(2), ("c3",)),
        Band("x", "top", 1, Decimal(7), True, None, "points", ("b1",)),
        Band("x", "rest", 2, None, True, Decimal(7), "points", ("b2",)),
    ]
    found = rows(problem("ABC", facts, parts=("x",)))
    assert interval(found["A", "x", "score"]) == ("7", "7")
    assert found["C", "x", "tier"].tier == "rest"


def test_all_that_can_be_at_the_level_are() -> None:
    facts: list[Fact] = [score("A", "3", "s1", "x"), LevelCount("x", Decimal(7), 0, (), Decimal(2), ("c1",))]
    row = rows(problem("ABC", facts, parts=("x",), is_complete=True))["B", "x", "score"]
    assert (interval(row), row.rule, row.statement_ids) == (("7", "7"), "level_count", ("s1", "c1"))


@pytest.mark.parametrize(("value", "tier", "level"), [("54", "I", 1), ("53.99", "II", 2), ("48", "II", 2)])
def test_a_score_has_the_tier_of_its_band(value: str, tier: str, level: int) -> None:
    row = rows(problem("A", [*bands(), score("A", value, "s1")]))["A", "total", "tier"]
    assert (row.tier, row.low, row.status, row.rule) == (tier, Decimal(level), "deduced", "tier_band")


def test_below_the_lowest_band_is_a_state_only_where_it_is_told() -> None:
    low: list[Fact] = [*bands(), score("A", "35.9", "s1")]
    row = rows(problem("A", low))["A", "total", "tier"]
    assert (row.tier, row.low, row.high) == (None, Decimal(4), Decimal(4))
    told: list[Fact] = [*low, TierCount("total", "not_ranked", Decimal(1), ("c1",))]
    assert rows(problem("A", told))["A", "total", "tier"].tier == "not_ranked"
    assert rows(problem("A", [*bands(worst_foot=None), low[-1]]))["A", "total", "tier"].tier == "III"


def test_a_tier_bounds_the_score() -> None:
    row = rows(problem("A", [*bands(), PrintedTier("A", "total", "II", ("t1",))]))["A", "total", "score"]
    assert (interval(row), row.rule) == (("48", "54"), "tier_band")
    assert set(row.statement_ids) == {"t1", "b1", "b2"}


def test_bands_in_percent_need_the_maximum() -> None:
    band = Band("total", "I", 1, Decimal(90), True, None, "percent", ("b1",))
    facts: list[Fact] = [band, PrintedTier("A", "total", "I", ("t1",))]
    assert ("A", "total", "score") not in rows(problem("A", facts))
    facts.append(Maximum("total", Decimal(60), 0, ("m1",)))
    assert interval(rows(problem("A", facts))["A", "total", "score"]) == ("54", "60")


def test_a_rank_and_the_counts_force_the_tier() -> None:
    counts = [TierCount("total", name, Decimal(n), (name,)) for name, n in (("I", 0), ("II", 5), ("III", 7))]
    facts: list[Fact] = [
        *bands(),
        *counts,
        rank("E", 5, "r5"),
        rank("F", 6, "r6"),
        UnitCount(Decimal(20), ("n",)),
    ]
    found = rows(problem("EF", facts, scheme="competition"))
    fifth, sixth = found["E", "total", "tier"], found["F", "total", "tier"]
    assert (fifth.tier, fifth.rule, set(fifth.statement_ids)) == ("II", "tier_count", {"I", "II", "r5"})
    assert (sixth.tier, set(sixth.statement_ids)) == ("III", {"I", "II", "III", "r6"})
    assert interval(found["E", "total", "score"]) == ("48", "54")


def test_the_counts_of_all_tiers_are_all_units() -> None:
    counts = [TierCount("total", name, Decimal(n), (name,)) for name, n in (("I", 2), ("II", 5), ("III", 7))]
    row = rows(problem("A", [*bands(worst_foot=None), *counts]))[None, None, "n_units"]
    assert (interval(row), row.statement_ids) == (("14", "14"), ("I", "II", "III"))


def test_a_full_tier_takes_nobody_else() -> None:
    facts: list[Fact] = [
        *bands(worst_foot=None),
        score("A", "60", "s1"),
        TierCount("total", "I", Decimal(1), ("c1",)),
    ]
    row = rows(problem("AB", facts))["B", "total", "tier"]
    assert (row.low, row.high, row.rule) == (Decimal(2), Decimal(3), "tier_count")


def test_the_size_of_a_complete_list_is_no_deduction() -> None:
    assert not rows(problem("ABC", [], is_complete=True))
    places: list[Fact] = [rank("A", 1, "r1"), rank("B", 2, "r2")]
    row = rows(problem("ABC", places, is_complete=True))["C", "total", "rank"]
    assert (interval(row), row.statement_ids) == (("3", "3"), ("r1", "r2"))


@pytest.mark.parametrize(
    "facts",
    [
        [score("Q", "1", "s1")],
        [score("A", "1", "s1", "unheard")],
        [score("A", "1.1234567", "s1")],
        [PrintedTier("A", "total", "I", ("t1",))],
        [Printed("A", "total", "rank", Decimal("2.5"), 1, ("r1",))],
    ],
)
def test_facts_must_fit_the_structure(facts: list[Fact]) -> None:
    with pytest.raises(ValueError, match="1"):
        problem("A", facts)


def test_the_structure_must_fit_itself() -> None:
    with pytest.raises(ValueError, match="scheme"):
        problem("A", [], scheme="ordinal")
    with pytest.raises(ValueError, match="sum"):
        Problem(("A",), True, (ProblemCriterion("total"),), (Sum("total", ("x",)),), ())
