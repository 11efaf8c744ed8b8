"""What an error of a source weighs, worked out by hand."""

from fractions import Fraction

import pytest

from pipeline.audit.weights import weight_of
from tests.unit.made_evidence import BANDS, criterion, ranked_list

TOTAL = criterion(scores="90 81.5 70 66")
LIST = ranked_list(TOTAL, bands=BANDS)


@pytest.mark.parametrize(
    ("value", "weight"),
    [
        ("82", "none"),  # still second, still Tốt
        ("79", "changes_tier"),  # second, but Khá, which ends at 80
        ("65", "changes_rank"),  # fourth
        ("90", "changes_rank"),  # tied with the first
    ],
)
def test_a_score_weighs_what_hangs_on_it(value: str, weight: str) -> None:
    assert weight_of("sum_differs", "points", "U2", Fraction(value), (LIST, TOTAL)) == weight


def test_a_part_has_no_band() -> None:
    part = criterion("a", "90 81.5 70", position=1)
    found = weight_of("told_differently", "points", "U2", Fraction(79), (ranked_list(TOTAL, part), part))
    assert found == "none"


@pytest.mark.parametrize(
    ("kind", "unit", "weight"),
    [
        ("rank_order", "ranks", "changes_rank"),
        ("told_differently", "ranks", "changes_rank"),
        ("tier_band", "points", "changes_tier"),
        ("told_differently", "tiers", "changes_tier"),
        ("percent_differs", "percent", "none"),
    ],
)
def test_a_place_and_a_tier_weigh_as_such(kind: str, unit: str, weight: str) -> None:
    assert weight_of(kind, unit, "U2", None, (LIST, TOTAL)) == weight


def test_what_is_told_of_no_unit_weighs_nothing() -> None:
    assert weight_of("average_differs", "points", None, Fraction(80), (LIST, TOTAL)) == "none"
    assert weight_of("share_differs", "percent", None, Fraction(80), None) == "none"
