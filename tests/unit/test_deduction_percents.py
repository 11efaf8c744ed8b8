"""Percents of the maximum as quantities of their own: bands, places, maxima of single units."""

from decimal import Decimal

from pipeline.deduction.closure import compute_closure
from pipeline.deduction.problem import (
    Band,
    Fact,
    LastRank,
    LevelCount,
    Maximum,
    Printed,
    PrintedTier,
    Problem,
    ProblemCriterion,
    UnitCount,
)
from pipeline.deduction.result import Deduction

Cell = tuple[str | None, str | None, str]


def rows(
    units: str, facts: list[Fact], ranked_by: str = "points", scheme: str | None = "competition"
) -> dict[Cell, Deduction]:
    told = Problem(tuple(units), True, (ProblemCriterion("total", ranked_by, scheme),), (), tuple(facts))
    closure = compute_closure(told)
    assert not closure.conflicts
    return {(row.unit, row.criterion, row.quantity): row for row in closure.deductions}


def ends(row: Deduction) -> tuple[str, str]:
    return str(row.low), str(row.high)


def percent(unit: str, value: str, name: str) -> Printed:
    return Printed(unit, "total", "pct_of_max", Decimal(value), 0, (name,))


def rank(unit: str, value: int) -> Printed:
    return Printed(unit, "total", "rank", Decimal(value), 0, (f"r{unit}",))


def score(unit: str, value: str) -> Printed:
    return Printed(unit, "total", "score", Decimal(value), 0, (f"s{unit}",))


BANDS: list[Fact] = [
    Band("total", "I", 1, Decimal(80), True, None, "percent", ("b1",)),
    Band("total", "II", 2, Decimal(60), True, None, "percent", ("b2",)),
]


def test_a_tier_of_percents_bounds_the_percent_under_an_unknown_maximum() -> None:
    found = rows("A", [*BANDS, PrintedTier("A", "total", "II", ("t",))])
    row = found["A", "total", "pct_of_max"]
    # from 60 to below 80 percent
    assert (ends(row), row.statement_ids) == (("60", "80"), ("b1", "b2", "t"))


def test_a_percent_gives_the_tier_under_an_unknown_maximum() -> None:
    found = rows("AB", [*BANDS, percent("A", "85", "pA"), percent("B", "70", "pB")])
    assert (found["A", "total", "tier"].tier, found["B", "total", "tier"].tier) == ("I", "II")


def test_places_by_percent_bound_the_percents_between() -> None:
    facts: list[Fact] = [*(rank(unit, place) for place, unit in enumerate("ABC", start=1))]
    found = rows("ABC", [*facts, percent("A", "90", "pA"), percent("C", "70", "pC")], "percent")
    row = found["B", "total", "pct_of_max"]
    # printed percents are rounded or cut off: 70 is at least 69.5, 90 at most 91
    assert (ends(row), row.statement_ids) == (("69.5", "91"), ("rA", "rB", "rC", "pA", "pC"))


def test_a_percent_is_one_of_the_maximum_of_the_unit() -> None:
    facts: list[Fact] = [
        Maximum("total", Decimal(100), 0, ("m",)),
        Maximum("total", Decimal(80), 0, ("mA",), "A"),
        Printed("A", "total", "pct_of_max", Decimal("50.00"), 2, ("pA",)),
        score("B", "50"),
    ]
    found = rows("AB", facts, "converted")
    # 49.995 to 50.01 percent of 80
    assert ends(found["A", "total", "score"]) == ("39.996", "40.008")


def test_places_against_points_leave_percents_and_a_common_maximum_apart() -> None:
    facts: list[Fact] = [
        Maximum("total", Decimal(100), 0, ("m",)),
        rank("A", 1),
        rank("B", 2),
        score("A", "70"),
        score("B", "90"),
    ]
    # A has more percent of a maximum of its own that nobody tells
    assert not {cell for cell in rows("AB", facts, "percent") if cell[2] == "pct_of_max"}


def test_the_scheme_of_one_criterion_says_nothing_of_another() -> None:
    facts: list[Fact] = [
        UnitCount(Decimal(2), ("n",)),
        LastRank("total", Decimal(2), ("l",)),
        LevelCount("total", Decimal(6), 0, ("A", "B"), Decimal(2), ("six",)),
        LevelCount("part", Decimal(5), 0, ("A", "B"), Decimal(2), ("five",)),
    ]
    criteria = tuple(ProblemCriterion(name, "points") for name in ("total", "part"))
    closure = compute_closure(Problem(("A", "B"), False, criteria, (), tuple(facts)))
    found = {(row.criterion, row.holds_if): row for row in closure.deductions if row.quantity == "rank"}
    # two that are tied at the second and last place: modified; but of the part nobody tells a place
    assert ends(found["total", None]) == ("2", "2")
    assert ("part", None) not in found and ends(found["part", "modified"]) == ("2", "2")
