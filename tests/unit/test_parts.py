"""Which criteria make the total: by a told number of criteria, where nothing printed speaks against it."""

from dataclasses import replace

import pytest

from pipeline.audit.arithmetic.parts import sums_of
from pipeline.audit.evidence import Criterion
from tests.unit.made_evidence import criterion, ranked_list


def parts(first: str, second: str, maxima: str = "- -") -> list[Criterion]:
    limits = [None if text == "-" else text for text in maxima.split()]
    return [
        criterion("a", first, position=1, maximum=limits[0]),
        criterion("b", second, position=2, maximum=limits[1]),
    ]


@pytest.mark.parametrize(
    ("total", "of", "is_sum"),
    [
        (criterion(scores="9 8"), parts("5 -", "- 4"), True),
        # a maximum of the total that leaves room for a part without one
        (criterion(scores="9 8", maximum="20"), parts("5 -", "- 4", "12 -"), True),
        (criterion(scores="9 8", maximum="20"), parts("5 -", "- 4", "12 8"), True),
        (criterion(scores="9 8", maximum="20"), parts("5 -", "- 4", "12 7"), False),
        (criterion(scores="9 8", maximum="20"), parts("5 -", "- 4", "20 -"), False),
        # less than one of its parts, or another than both
        (criterion(scores="9 8"), parts("10.5 -", "- 4"), False),
        (criterion(scores="9.0 8.0"), parts("5.0 -", "3.0 4.0"), False),
        # one slip among sums is that of the document
        (criterion(scores="9 8 7"), parts("5 4 4", "4 4 2"), True),
    ],
)
def test_a_told_number_of_criteria_makes_the_total_their_sum(
    total: Criterion, of: list[Criterion], is_sum: bool
) -> None:
    found = sums_of(ranked_list(total, *of, n_units=9, complete=False, stated_criteria=2))
    assert [len(item.parts) for item in found] == ([2] if is_sum else [])


def test_no_number_or_several_make_no_sum() -> None:
    total, of = criterion(scores="9 8"), parts("5 -", "- 4")
    for told in (None, 3):
        assert not sums_of(ranked_list(total, *of, n_units=9, complete=False, stated_criteria=told))
    about = ranked_list(total, *of, n_units=9, complete=False)
    assert not sums_of(replace(about, stated_criteria=frozenset({2, 5})))
