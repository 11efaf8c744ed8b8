"""Ranks against scores: the scheme, the odd rows, and the smallest change that explains them."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.arithmetic.rank_order import SCHEMES, find_hole, find_inversions, judge_order
from pipeline.audit.arithmetic.rank_runs import Ranked, count_changes, find_missing_rank


def ranked(ranks: str, scores: str = "") -> list[Ranked]:
    keys: list[Fraction | None] = [Fraction(score) for score in scores.split()]
    keys = keys or [None] * len(ranks.split())
    return [
        Ranked(f"U{place}", key, Decimal(rank))
        for place, (rank, key) in enumerate(zip(ranks.split(), keys, strict=True), start=1)
    ]


def printed_once(rows: list[Ranked]) -> list[Ranked]:
    """The rows with each tie printed once, as prose does: ``A, B (cùng hạng 5)``."""
    return [replace(row, print=(1, int(row.rank))) for row in rows]


def odd_of(rows: list[Ranked]) -> dict[str, str]:
    order = judge_order(rows)
    assert order is not None
    return {odd.unit: str(odd.expected) for odd in order.outliers}


@pytest.mark.parametrize(
    ("ranks", "scheme"),
    [
        ("1 2 2 4", "competition"),
        ("1 2 2 3", "dense"),
        ("1 3 3 4", "modified"),
        ("1 2.5 2.5 4", "fractional"),
    ],
)
def test_every_scheme_is_recognised(ranks: str, scheme: str) -> None:
    order = judge_order(ranked(ranks, "90 85 85 80"))
    assert order is not None and (order.scheme, order.outliers) == (scheme, ())


def test_a_single_row_has_no_order() -> None:
    assert judge_order(ranked("5", "90")) is None


def test_a_moved_rank_is_the_one_odd_row() -> None:
    assert odd_of(ranked("1 2 2 3 7 5", "90 85 85 80 75 70")) == {"U5": "4"}
    assert odd_of(ranked("1 2 3 9 5 6", "90 85 84 80 75 70")) == {"U4": "4"}


def test_a_wrong_score_is_named_instead_of_all_the_ranks_it_shifts() -> None:
    order = judge_order(ranked("1 2 3 4 5 6", "90 85 34 80 75 70"))
    assert order is not None
    assert [(odd.unit, odd.by_score) for odd in order.outliers] == [("U3", True)]


def test_a_wrong_score_is_named_in_a_list_whose_last_unit_has_none() -> None:
    order = judge_order([*ranked("1 2 3 4 5", "90 85 34 80 75"), Ranked("U6", None, Decimal(6))])
    assert order is not None
    assert [(odd.unit, odd.by_score) for odd in order.outliers] == [("U3", True)]


def test_of_two_scores_that_could_be_wrong_the_doubtful_one_is_named() -> None:
    rows = ranked("1 2 2 3 3 4", "10 8 7 7 7 6")
    order = judge_order(rows, frozenset({"U3"}))
    assert order is not None and [odd.unit for odd in order.outliers] == ["U3"]


def test_equal_printed_scores_may_hide_different_ones() -> None:
    order = judge_order(ranked("1 2 3 4", "90 85.5 85.5 80"))
    assert order is not None and order.outliers == () and order.false_tie
    order = judge_order(ranked("1 2 2 4", "90 85.5 85.5 80"))
    assert order is not None and order.outliers == () and not order.false_tie


def test_places_alone_are_held_to_the_fewest_changes() -> None:
    # two share 10, so the next is 12
    rows = ranked("1 1 3 4 5 5 7 7 7 10 10 11 13 13 15 15 17 18 19 20 21")
    assert count_changes(rows) == 1
    assert odd_of(printed_once(rows)) == {"U12": "12"}
    # in a table one of those at 10 could as well be at 11: nobody is named
    assert judge_order(rows) is None
    assert count_changes(ranked("1 2 3 4 19 6 7 8 9 10")) == 1
    assert odd_of(ranked("1 2 3 4 19 6 7 8 9 10")) == {"U5": "5"}


@pytest.mark.parametrize(
    ("ranks", "missing"),
    [
        ("1 2 4 5", "3"),
        # two share the first place, so the third is next, and 4 is missing
        ("1 1 3 5", "4"),
        ("1 2 2 4", None),
        ("1 3 3 4", None),
        ("1 2 5 6", None),
        ("1 3 4 6", None),
        ("2 3 5", None),
        ("1 2.5 2.5 4 6", None),
        ("", None),
    ],
)
def test_the_one_place_that_nobody_holds(ranks: str, missing: str | None) -> None:
    found = find_missing_rank([Decimal(rank) for rank in ranks.split()])
    assert found == (None if missing is None else Decimal(missing))


def test_of_two_misprinted_places_neither_is_named() -> None:
    rows = printed_once(ranked("1 1 3 9 5 5 7 7 7 10 10 11 13 13 15 15 17 18 19 20 21"))
    assert count_changes(rows) == 2
    assert judge_order(rows) is None


def test_a_tie_printed_once_is_one_print() -> None:
    # "cùng hạng 6" misprinted as 3: that the fifth should be the seventh would explain it as well
    rows = printed_once(ranked("1 1 3 3 5 6 6 8 9 10 11"))
    wrong = [replace(row, rank=Decimal(3)) if row.rank == 6 else row for row in rows]
    assert judge_order(wrong) is None
    order = judge_order(wrong, frozenset(["U6"]))
    assert order is not None and [odd.unit for odd in order.outliers] == ["U6"]


def test_a_quoted_list_names_the_row_against_most_others() -> None:
    rows = ranked("1 2 4 18 19", "84.9 184 166.5 114.9 114.5")
    assert [worst.unit for worst, _ in find_inversions(rows)] == ["U1"]
    assert find_inversions(ranked("1 2 18", "184.9 184 114.9")) == []


@given(st.lists(st.integers(0, 12), min_size=2, max_size=14), st.sampled_from(sorted(SCHEMES)))
def test_ranks_made_by_a_scheme_have_no_odd_row(scores: list[int], scheme: str) -> None:
    rows = []
    for place, score in enumerate(scores):
        above = sum(other > score for other in scores)
        distinct = len({other for other in scores if other > score})
        rank = SCHEMES[scheme](above, distinct, scores.count(score))
        rows.append(Ranked(f"U{place}", Fraction(score), rank))
    order = judge_order(rows)
    assert order is not None and order.outliers == ()


@given(st.permutations(range(1, 13)), st.integers(0, 11), st.integers(1, 40))
def test_one_changed_rank_accuses_no_other_row(places: list[int], changed: int, rank: int) -> None:
    rows = [Ranked(f"U{place}", Fraction(100 - place), Decimal(place)) for place in places]
    rows[changed] = Ranked(rows[changed].unit, rows[changed].key, Decimal(rank))
    order = judge_order(rows)
    assert order is not None
    wanted = [] if rank == places[changed] else [rows[changed].unit]
    assert [odd.unit for odd in order.outliers] == wanted


def test_of_two_rows_of_which_either_may_be_wrong_one_is_named_with_the_other() -> None:
    order = judge_order(ranked("1 2 3 4", "90 84 85 80"))
    assert order is not None
    (odd,) = order.outliers
    assert (odd.unit, odd.conflicts_with) == ("U3", "U2")


@pytest.mark.parametrize(
    ("ranks", "missing"),
    [
        ("1 2 3 4 5 6 8 9 10", "7"),
        ("1 2 2 4 5 5 7 8", None),  # ties of the usual kind
        ("1 2 2 3 4 5", None),
        ("1 3 3 4", None),
        ("1 2.5 2.5 4", None),
        ("1 2 2 5 6", "4"),  # two share 2, so 3 is theirs
        ("1 2 3 8 9 10", None),  # a list quoted in part
        ("1 2 4 5 7 8", None),
        ("5 6 8 9", None),
    ],
)
def test_a_rank_that_nobody_holds_is_a_hole_that_no_tie_explains(ranks: str, missing: str | None) -> None:
    found = find_missing_rank([Decimal(rank) for rank in ranks.split()])
    assert (None if found is None else str(found)) == missing


@pytest.mark.parametrize(
    ("ranks", "missing"),
    [
        ("1 2 3 4 5 6 8 9 10", "7"),
        # a unit at 5 left out would leave 7 behind two at 6, where 5 in its place leaves nothing odd
        ("1 1 3 3 7 6 6 8 9 10 11", None),
        # the same figures under dense ranks: nothing but 4 is missing
        ("1 2 2 3 5 6 7 8", "4"),
    ],
)
def test_a_hole_is_told_where_a_unit_left_out_explains_more_than_a_misprint(
    ranks: str, missing: str | None
) -> None:
    found = find_hole(ranked(ranks))
    assert (None if found is None else str(found)) == missing


def outliers(ranks: str, scores: str, doubtful: str = "") -> list[tuple[str, str, bool]]:
    """Unit, expected rank and whether its score is what is odd, of each row that is named."""
    order = judge_order(ranked(ranks, scores), frozenset(doubtful.split()))
    assert order is not None
    return [(odd.unit, str(odd.expected), odd.by_score) for odd in order.outliers]


@pytest.mark.parametrize(
    ("ranks", "scores", "named"),
    [
        # a wrong score at the top, at the bottom, and of a tie that it is the first or the second of
        ("1 2 3 4 5", "50 85 80 75 70", ("U1", "5", True)),
        ("1 2 3 4 5", "90 85 80 75 99", ("U5", "1", True)),
        ("1 2 2 4 5", "90 86 60 80 70", ("U3", "5", True)),
        ("1 2 2 4 5", "90 60 86 80 70", ("U2", "5", True)),
        # a wrong rank moves no other row
        ("1 2 3 9 5 6", "90 85 84 80 75 70", ("U4", "4", False)),
    ],
)
def test_one_wrong_score_or_rank_is_named_wherever_it_stands(
    ranks: str, scores: str, named: tuple[str, str, bool]
) -> None:
    assert outliers(ranks, scores) == [named]


def test_a_wrong_score_of_a_long_list_is_named() -> None:
    scores = [200 - place for place in range(61)]
    scores[29] = 1
    assert outliers(" ".join(map(str, range(1, 62))), " ".join(map(str, scores))) == [("U30", "61", True)]


def test_of_two_rows_that_are_odd_the_worse_rank_is_named_with_the_other() -> None:
    # two rows changed places: either score may be the wrong one
    order = judge_order(ranked("1 3 2 4", "90 85 80 75"))
    assert order is not None
    assert [(odd.unit, odd.conflicts_with) for odd in order.outliers] == [("U2", "U3")]
    # two ranks that have nothing to do with each other: the doubtful one, else the worse
    ranks, scores = "1 2 3 9 5 6 7 20", "90 85 80 75 70 65 60 55"
    assert [unit for unit, _, _ in outliers(ranks, scores)] == ["U8"]
    assert [unit for unit, _, _ in outliers(ranks, scores, "U4")] == ["U4"]


def test_one_odd_rank_is_laid_on_the_score_only_where_that_is_doubtful() -> None:
    ranks, scores = "1 2 2 4", "90 85 80 75"
    assert outliers(ranks, scores) == [("U3", "3", False)]
    assert outliers(ranks, scores, "U3") == [("U3", "3", True)]
    assert outliers(ranks, scores, "U1") == [("U3", "3", False)]


def test_a_row_without_a_score_hides_no_tie() -> None:
    rows = ranked("1 2 3 4", "90 85.5 85.5 80")
    order = judge_order([*rows[:3], replace(rows[3], key=None)])
    assert order is not None and not order.false_tie


def test_of_two_at_one_rank_the_doubtful_one_has_the_wrong_score() -> None:
    assert outliers("1 2 2 3", "90 85 84 80", "U3") == [("U3", "3", True)]
    assert outliers("1 2 2 3", "90 85 84 80", "U1") == outliers("1 2 2 3", "90 85 84 80")


def test_false_ties_are_seen_under_dense_ranks_too_and_from_the_first_rank_on() -> None:
    order = judge_order(ranked("1 2 2 3 4 5", "90 85 85 80 80 70"))
    assert order is not None
    assert (order.scheme, order.outliers, order.false_tie) == ("dense", (), True)
    order = judge_order(ranked("2 3 4 5", "90 85.5 85.5 80"))
    assert order is not None and not order.false_tie
    # a score of zero is the last
    order = judge_order(ranked("1 2 3 4", "90 90 0.5 0"))
    assert order is not None and order.false_tie and order.scheme == "competition"


def test_ranks_alone_are_mended_at_both_ends() -> None:
    assert odd_of(ranked("9 2 3 4 5")) == {"U1": "1"}
    assert odd_of(ranked("1 2 3 4 9")) == {"U5": "5"}


@pytest.mark.parametrize(
    ("ranks", "scores", "pairs"),
    [
        ("1 2 4 18 19", "84.9 184 166.5 114.9 114.5", [("U1", "U2")]),
        # of a single pair the worse rank is named
        ("1 2 3", "80 85 70", [("U2", "U1")]),
        # ties of rank or score, and zeros, are in order
        ("1 2 2", "90 80 85", []),
        ("1 2", "80 80", []),
        ("1 2", "0 0", []),
        ("1 2", "0 0.5", [("U2", "U1")]),
    ],
)
def test_rows_out_of_order_are_named_with_one_that_they_go_against(
    ranks: str, scores: str, pairs: list[tuple[str, str]]
) -> None:
    assert [(worst.unit, other.unit) for worst, other in find_inversions(ranked(ranks, scores))] == pairs
