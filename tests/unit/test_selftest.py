"""What can reveal a planted error, worked out by hand on small numbers."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from pipeline.audit.audit_statements import ListedStatement
from pipeline.selftest.constraints import Constraint, broken_by, broken_by_rows, find_constraints
from pipeline.selftest.constraints_lists import Values
from pipeline.selftest.facts import Facts, Key, PrintedToken, key_of
from pipeline.selftest.moved_rows import Moves, moved
from pipeline.selftest.oracle_numbers import misplaced_rows, missing_shares, near, same
from pipeline.selftest.slips import other_lengths, other_marks
from tests.unit.made_evidence import criterion, ranked_list
from tests.unit.made_facts import made_facts


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
    assert broken_by(VALUES, constraints, {ONE: printed(token)}).reason == reason


def test_a_decimal_mark_is_lost_or_moved_and_a_digit_dropped_or_doubled() -> None:
    assert set(other_marks("53,2")) == {"532", "5,32", "53,2"}
    assert set(other_lengths("53,2")) == {"3,2", "5,2", "553,2", "533,2", "53,22"}


TEN = "95 90 85 80 75 70 65 60 55 50"


def ten() -> Facts:
    """One complete list of ten units, ranked by their scores."""
    ranks = " ".join(str(rank) for rank in range(1, 11))
    return made_facts([ranked_list(criterion("total", TEN, ranks))])


def rows_of(facts: Facts, *units: str) -> list[ListedStatement]:
    (about,) = facts.lists.values()
    rows = [row for told in about.printings.values() for row in told if row.agency_id in units]
    return [replace(row, statement_id=f"{row.agency_id}-{row.measure}") for row in rows]


def numbered(facts: Facts) -> Facts:
    """The same with an id for each statement."""
    (about,) = facts.lists.values()
    for told in about.printings.values():
        told[:] = [replace(row, statement_id=f"{row.agency_id}-{row.measure}") for row in told]
    return facts


def revealed(facts: Facts, moves: Moves) -> tuple[set[str], str]:
    gone = frozenset(key_of(row) for row in rows_of(facts, "U4") if moves.get(row.statement_id, row) is None)
    touched = frozenset(key_of(row) for row in rows_of(facts, "U4", "U7"))
    found = broken_by_rows(facts, find_constraints(facts), moved(facts, moves), gone, touched)
    return {one.kind for one in found.constraints}, found.reason


def test_a_lost_row_leaves_a_hole_in_the_ranks() -> None:
    facts = numbered(ten())
    assert revealed(facts, {row.statement_id: None for row in rows_of(facts, "U4")}) == ({"order"}, "")


def test_exchanged_names_of_whole_rows_break_nothing_where_each_row_is_printed_once() -> None:
    facts = numbered(ten())
    other = {"U4": "U7", "U7": "U4"}
    moves: Moves = {
        row.statement_id: replace(row, agency_id=other[row.agency_id or ""])
        for row in rows_of(facts, "U4", "U7")
    }
    assert revealed(facts, moves) == (set(), "consistent")


def test_an_exchanged_score_alone_breaks_the_order() -> None:
    facts = numbered(ten())
    other = {"U4": "U7", "U7": "U4"}
    moves: Moves = {
        row.statement_id: replace(row, agency_id=other[row.agency_id or ""])
        for row in rows_of(facts, "U4", "U7")
        if row.measure == "score"
    }
    assert revealed(facts, moves)[0] == {"order"}
