"""Rounding models: what each gives, which one is named, and tables that only one model explains."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.arithmetic.rounding import (
    LARGEST_REMAINDER,
    ROUNDINGS,
    Cell,
    around,
    half_unit,
    holds,
    joint_reading,
    reading_of,
    rounded,
    table_reading,
)


def cells(printed: str, counts: list[int], whole: int = 0) -> list[Cell]:
    return [
        (Decimal(text), len(text.partition(".")[2]), Fraction(100 * count, whole or sum(counts)))
        for text, count in zip(printed.split(), counts, strict=True)
    ]


@pytest.mark.parametrize(
    ("model", "value", "decimals", "result"),
    [
        ("half_up", Fraction(5, 2), 0, "3"),
        ("half_even", Fraction(5, 2), 0, "2"),
        ("truncated", Fraction(29, 10), 0, "2"),
        ("ceiling", Fraction(21, 10), 0, "3"),
        ("half_up", Fraction(2445, 1000), 1, "2.4"),
        ("half_up", Fraction(2, 3), 3, "0.667"),
        ("half_up", Fraction(1, 2), 0, "1"),
        ("half_up", Fraction(-5, 2), 0, "-3"),
        ("half_up", Fraction(-11, 5), 0, "-2"),
        ("half_even", Fraction(-5, 2), 0, "-2"),
        ("truncated", Fraction(-29, 10), 0, "-2"),
    ],
)
def test_models(model: str, value: Fraction, decimals: int, result: str) -> None:
    assert rounded(value, decimals, model) == Decimal(result)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        # 2,445 is 2,45 at two digits and 2,5 at one; at once, or by way of three digits, it is 2,4
        ("2.445", {"2.4", "2.5"}),
        # 2,4497 is 2,45 at two digits and 2,450 at three: 2,5 by either way
        ("2.4497", {"2.5"}),
        ("2.4449", {"2.4"}),
    ],
)
def test_a_number_may_be_rounded_twice(value: str, printed: set[str]) -> None:
    held = {
        text for text in ("2.3", "2.4", "2.5") if holds(Decimal(text), 1, Fraction(value), "rounded_twice")
    }
    assert held == printed


def test_a_printed_number_stands_for_half_a_unit_of_its_last_digit_to_both_sides() -> None:
    assert [half_unit(0), half_unit(1), half_unit(3)] == [Fraction(1, 2), Fraction(1, 20), Fraction(1, 2000)]
    assert around(Fraction(5), Fraction(1, 2)) == (Fraction(5), Fraction(9, 2), Fraction(11, 2))
    assert around(Fraction(5)) == (Fraction(5), Fraction(5), Fraction(5))


@pytest.mark.parametrize(
    ("printed", "decimals", "value", "slack", "reading"),
    [
        ("5.18", 2, Fraction(518, 100), 0, "exact"),
        ("67", 0, Fraction(200, 3), 0, "half_up"),
        ("66", 0, Fraction(200, 3), 0, "truncated"),
        ("59", 0, Fraction(175, 3), 0, "ceiling"),
        # 0,2 of 6 points: 3,33 %, but 0,18 of 6 is 3,0 %
        ("3.0", 1, Fraction(10, 3), Fraction(5, 6), "rounded_inputs"),
        ("3.83", 2, Fraction(518, 100), Fraction(1, 100), None),
        # as far off as the slack and half a unit reach, and no further
        ("3", 0, Fraction(5), Fraction(3, 2), "rounded_inputs"),
        ("3", 0, Fraction(501, 100), Fraction(1, 2), None),
        # 1 of the last digit off, and nothing in it is rounded
        ("5.3", 1, Fraction(518, 100), 0, None),
    ],
)
def test_the_plainest_reading_is_named(
    printed: str, decimals: int, value: Fraction, slack: Fraction, reading: str | None
) -> None:
    assert reading_of(Decimal(printed), decimals, value, Fraction(slack)) == reading


@pytest.mark.parametrize(
    ("printed", "counts", "reading"),
    [
        ("67 28 6", [12, 5, 1], "half_up"),
        ("67 28 5", [12, 5, 1], LARGEST_REMAINDER),
        # three equal remainders: the spare point may go to any
        ("8 59 33", [1, 7, 4], LARGEST_REMAINDER),
        ("66 27 5", [12, 5, 1], "truncated"),
        ("5 45 28 22", [1, 8, 5, 4], None),
        ("66.7 27.8 5.6", [12, 5, 1], "half_up"),
        # 66.67 27.78 5.56: the tenths lack two, which go to the .78 and the .67 of a tenth
        ("66.7 27.8 5.5", [12, 5, 1], LARGEST_REMAINDER),
        ("8.3 58.4 33.3", [1, 7, 4], LARGEST_REMAINDER),
        ("66.6 27.7 5.5", [12, 5, 1], "truncated"),
        ("66.67 27.78 5.55", [12, 5, 1], LARGEST_REMAINDER),
        ("66.7 27.7 5.6", [12, 5, 1], None),
        ("66.7 27.8 5.4", [12, 5, 1], None),
        ("66.8 27.7 5.5", [12, 5, 1], None),
        ("33.3 33.3 33.4 0.0", [1, 1, 1, 0], LARGEST_REMAINDER),
        ("33.3 33.3 33.3 0.1", [1, 1, 1, 0], None),
        # not all to the same digit
        ("67.0 28.0 5", [12, 5, 1], None),
    ],
)
def test_one_model_holds_for_a_table(printed: str, counts: list[int], reading: str | None) -> None:
    assert joint_reading(cells(printed, counts), 100) == reading


def test_nothing_is_given_to_shares_that_are_more_than_the_whole_or_lack_nothing() -> None:
    # 66,67 + 27,78 + 11,11 % are more than all
    assert joint_reading(cells("66 28 11", [12, 5, 2], whole=18), 100) is None
    # a half to the point, in a table of which other shares are not seen
    assert joint_reading(cells("51", [2], whole=4), 100) is None
    assert joint_reading(cells("50", [2], whole=4), 100) == "exact"


def test_the_call_without_a_slack_has_none() -> None:
    assert reading_of(Decimal("5.3"), 1, Fraction(518, 100)) is None


@pytest.mark.parametrize(
    ("printed", "counts", "model", "odd", "doubtful"),
    [
        ("8 59 53", [1, 7, 4], LARGEST_REMAINDER, [2], []),
        ("5 45 28 22", [1, 8, 5, 4], None, [0, 1], []),
        # a nought of a table made to sum to 100: its neighbour 5 (of 5.56) is right
        ("67 28 5 1", [12, 5, 1, 0], LARGEST_REMAINDER, [3], []),
        ("67 28 5 0", [12, 5, 1, 0], LARGEST_REMAINDER, [], []),
        ("66.7 27.8 5.5 0.1", [12, 5, 1, 0], LARGEST_REMAINDER, [3], []),
        ("66.7 27.8 9.5", [12, 5, 1], "half_up", [2], []),
        ("66.7 27.8 5.6 0.1", [12, 5, 1, 0], "half_up", [3], []),
        ("67 29 5", [12, 5, 1], LARGEST_REMAINDER, [1], []),
        # 27 of a table made to sum to 100, or 67 of one that is cut: 5 is right in both
        ("67 27 5", [12, 5, 1], None, [], [1, 2]),
        # either 59 or 34 got the point that was missing
        ("8 59 34", [1, 7, 4], None, [], [1, 2]),
        ("60 50", [3, 2], None, [1], []),
    ],
)
def test_a_cell_is_not_accused_for_its_neighbour(
    printed: str, counts: list[int], model: str | None, odd: list[int], doubtful: list[int]
) -> None:
    found = table_reading(cells(printed, counts), 100)
    assert (found.model, sorted(found.odd), sorted(found.open)) == (model, odd, doubtful)


def test_shares_of_a_table_that_is_not_seen_whole_may_be_made_to_sum_up() -> None:
    assert table_reading(cells("67 5", [12, 1], whole=18), 100).model == LARGEST_REMAINDER
    assert table_reading(cells("67 4", [12, 1], whole=18), 100).odd == {1}


@given(
    st.fractions(min_value=0, max_value=1000, max_denominator=997),
    st.integers(0, 3),
    st.sampled_from(sorted(ROUNDINGS)),
)
def test_what_a_model_gives_is_within_one_unit_and_is_read_back(
    value: Fraction, decimals: int, model: str
) -> None:
    exact = rounded(value, decimals, model)
    printed = Decimal(int(exact * 10**decimals)).scaleb(-decimals)
    assert abs(exact - value) < Fraction(1, 10**decimals)
    assert reading_of(printed, decimals, value) is not None


@given(st.lists(st.integers(0, 30), min_size=2, max_size=6).filter(any))
def test_shares_given_by_largest_remainder_are_never_accused(counts: list[int]) -> None:
    whole = sum(counts)
    floors = [100 * count // whole for count in counts]
    order = sorted(range(len(counts)), key=lambda place: -(100 * counts[place] % whole))
    for place in order[: 100 - sum(floors)]:
        floors[place] += 1
    assert joint_reading(cells(" ".join(map(str, floors)), counts), 100) is not None
