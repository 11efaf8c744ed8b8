"""What can reveal a planted error, worked out by hand on small numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest

from pipeline.selftest.constraints import Constraint, broken_by
from pipeline.selftest.constraints_lists import Values
from pipeline.selftest.facts import Key, PrintedToken
from pipeline.selftest.oracle_numbers import misplaced_rows, missing_shares, near, same


def printed(text: str) -> PrintedToken:
    return PrintedToken(Decimal(text), -int(Decimal(text).as_tuple().exponent))


def rows(scores: str, ranks: str) -> list[tuple[Fraction, Fraction]]:
    return [(Fraction(s), Fraction(r)) for s, r in zip(scores.split(), ranks.split(), strict=True)]


@pytest.mark.parametrize(
    ("scores", "ranks", "n_odd"),
    [
        ("90 85 85 80", "1 2 2 4", 0),
        ("90 85 85 80", "1 2 2 3", 0),
        ("90 85 85 80", "1 3 3 4", 0),
        ("90 85 85 80", "1 2.5 2.5 4", 0),
        ("90 85 85 80", "1 2 3 4", 0),  # the tie may be one of rounding only
        ("90 85 84 80", "1 3 2 4", 2),
        ("90 85 84 80", "1 2 3 5", 1),
    ],
)
def test_ranks_are_held_to_the_scheme_that_fits_best(scores: str, ranks: str, n_odd: int) -> None:
    assert misplaced_rows(rows(scores, ranks)) == n_odd


@pytest.mark.parametrize(
    ("shares", "counts", "n_wrong"),
    [
        ("67 28 5", "12 5 1", 0),  # cut, the rest given to the largest remainders
        ("67 28 6", "12 5 1", 0),  # half up
        ("66 27 5", "12 5 1", 0),  # cut
        ("68 28 5", "12 5 1", 2),  # no one way: half up gives 67 and 6
        ("5 45 28 22", "1 8 5 4", 2),
    ],
)
def test_a_table_of_shares_is_held_to_one_way_of_rounding(shares: str, counts: str, n_wrong: int) -> None:
    units = [int(count) for count in counts.split()]
    cells = [
        (printed(share), Fraction(100 * count, sum(units)))
        for share, count in zip(shares.split(), units, strict=True)
    ]
    assert missing_shares(cells) == n_wrong


def test_rounding_hides_less_than_one_digit() -> None:
    assert near(printed("88"), Fraction("88.9")) and near(printed("89"), Fraction("88.1"))
    assert not near(printed("87"), Fraction(88))
    assert near(printed("21"), Fraction("21.06"), slack=Fraction(1, 10))


def test_a_value_told_twice_may_lose_decimals() -> None:
    assert same(printed("70"), printed("70.4"))
    assert not same(printed("70"), printed("71.0"))
    assert not same(printed("70.4"), printed("70.5"))


ONE: Key = ("s", 1, 0)
TWO: Key = ("s", 2, 0)
VALUES = {ONE: printed("3"), TWO: printed("3")}


def differ(values: Values) -> int:
    return int(values[ONE].value != values[TWO].value)


def always(values: Values) -> int:
    return 1


@pytest.mark.parametrize(
    ("constraints", "token", "reason"),
    [
        ([Constraint("retold", frozenset({ONE, TWO}), differ, 0)], "4", ""),
        ([Constraint("retold", frozenset({ONE, TWO}), differ, 0)], "3.0", "consistent"),
        ([Constraint("retold", frozenset({TWO}), differ, 0)], "4", "unconstrained"),
        ([Constraint("sum", frozenset({ONE}), always, 1)], "4", "already_violated"),
    ],
)
def test_what_no_relation_reveals_is_told_apart(
    constraints: list[Constraint], token: str, reason: str
) -> None:
    assert broken_by(VALUES, constraints, ONE, printed(token)).reason == reason
