"""The closure excludes nothing that can be, and finds nearly all that follows."""

import pytest

from tests.completeness.measure import Figures, measure

N_TABLES = 20
# Shares that 300 tables hold to as well.
LEAST_TIGHT, LEAST_FOUND = 0.97, 0.95


@pytest.fixture(scope="module")
def figures() -> Figures:
    return measure(range(N_TABLES))


def test_no_row_excludes_what_can_be(figures: Figures) -> None:
    assert not figures.wrong


def test_most_of_what_follows_is_found(figures: Figures) -> None:
    assert figures.share_tight >= LEAST_TIGHT, figures
    assert figures.share_found >= LEAST_FOUND, figures
