"""Rounding models: what each gives, which one is named, and tables that only one model explains."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inference.rounding import (
    LARGEST_REMAINDER,
    MODELS,
    holds,
    joint_reading,
    nearest_reading,
    reading_of,
    rounded,
)


def cells(printed: str, counts: list[int]) -> list[tuple[Decimal, int, Fraction]]:
    whole = sum(counts)
    return [
        (Decimal(text), 0, Fraction(100 * count, whole))
        for text, count in zip(printed.split(), counts, strict=True)
    ]


@pytest.mark.parametrize(
    ("model", "value", "decimals", "result"),
    [
        ("half_up", Fraction(5, 2), 0, "3"),
        ("half_even", Fraction(5, 2), 0, "2"),
        ("truncated", Fraction(29, 10), 0, "2"),
        ("ceiling", Fraction(21, 10), 0, "3"),
        # 2,445 is 2,45 at two digits and 2,5 at one; at once it is 2,4
        ("rounded_twice", Fraction(2445, 1000), 1, "2.5"),
        ("half_up", Fraction(2445, 1000), 1, "2.4"),
        ("half_up", Fraction(2, 3), 3, "0.667"),
    ],
)
def test_models(model: str, value: Fraction, decimals: int, result: str) -> None:
    if model == "rounded_twice":
        assert holds(Decimal(result), decimals, value, model)
    else:
        assert rounded(value, decimals, model) == Decimal(result)


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
    ],
)
def test_one_model_holds_for_a_table(printed: str, counts: list[int], reading: str | None) -> None:
    assert joint_reading(cells(printed, counts), 100) == reading


def test_a_single_odd_cell_does_not_unmake_the_model_of_the_others() -> None:
    assert joint_reading(cells("8 59 53", [1, 7, 4]), 100) is None
    assert nearest_reading(cells("8 59 53", [1, 7, 4]), 100) == LARGEST_REMAINDER
    assert nearest_reading(cells("5 45 28 22", [1, 8, 5, 4]), 100) is None


@given(
    st.fractions(min_value=0, max_value=1000, max_denominator=997),
    st.integers(0, 3),
    st.sampled_from(MODELS[1:]),
)
def test_what_a_model_gives_is_within_one_unit_and_is_read_back(
    value: Fraction, decimals: int, model: str
) -> None:
    printed = rounded(value, decimals, model)
    assert abs(Fraction(printed) - value) < Fraction(1, 10**decimals)
    assert reading_of(printed, decimals, value) is not None


@given(st.lists(st.integers(0, 30), min_size=2, max_size=6).filter(any))
def test_shares_given_by_largest_remainder_are_never_accused(counts: list[int]) -> None:
    whole = sum(counts)
    floors = [100 * count // whole for count in counts]
    order = sorted(range(len(counts)), key=lambda place: -(100 * counts[place] % whole))
    for place in order[: 100 - sum(floors)]:
        floors[place] += 1
    assert joint_reading(cells(" ".join(map(str, floors)), counts), 100) is not None


def test_a_model_that_no_single_cell_misses_holds_for_no_table() -> None:
    # 8.33 58.33 33.33: rounded up 59 and 34 would leave 8 odd, which is right by itself
    assert nearest_reading(cells("8 59 34", [1, 7, 4]), 100) is None
