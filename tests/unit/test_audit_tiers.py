"""Tiers by bands: both edges of each, percents of a maximum, what lies below all, and lists that are not whole."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from pipeline.audit.arithmetic.tier_arithmetic import (
    TierCount,
    band_tier,
    bands_clash,
    counts,
    level_order,
    tiers_next_to,
    tiers_of,
)
from pipeline.audit.evidence import RankedList
from schemas.tables.assessments import TierBand
from schemas.values import NOT_RANKED
from tests.unit.made_evidence import BANDS, band, criterion, figure, ranked_list


def exclusive(bands: tuple[TierBand, ...]) -> tuple[TierBand, ...]:
    """The bands with "trên 80" for "từ 80"."""
    return tuple(replace(item, min_inclusive=False) for item in bands)


def percent(bands: tuple[TierBand, ...]) -> tuple[TierBand, ...]:
    return tuple(replace(item, unit="percent") for item in bands)


# Tốt from 80, Khá 65 to 80, Đạt 50 to 65; below is not ranked
FOOTED = (*BANDS[:2], band("Đạt", 3, 50, 65))
# a gap between 60 and 65
GAPPED = (*BANDS[:2], band("Đạt", 3, 50, 60))


def tier_of(score: str, bands: tuple[TierBand, ...], maximum: str | None = None) -> str | None:
    total = criterion(scores=score, maximum=maximum)
    return band_tier(Fraction(score), ranked_list(total, bands=bands), total)


@pytest.mark.parametrize(
    ("score", "tier"),
    [("101", "Tốt"), ("80", "Tốt"), ("79.9", "Khá"), ("65", "Khá"), ("64.9", "Yếu"), ("0", "Yếu")],
)
def test_an_edge_belongs_to_the_band_that_begins_there(score: str, tier: str) -> None:
    assert tier_of(score, BANDS) == tier


@pytest.mark.parametrize(
    ("score", "tier"),
    [("80.1", "Tốt"), ("80", "Khá"), ("65.1", "Khá"), ("65", "Đạt"), ("50.1", "Đạt"), ("50", "not_ranked")],
)
def test_an_edge_that_no_better_band_takes_stays_with_the_band_below(score: str, tier: str) -> None:
    assert tier_of(score, exclusive(FOOTED)) == tier


@pytest.mark.parametrize(
    ("score", "tier"),
    [
        # of 120 points: 80 % are 96, 65 % are 78, 50 % are 60
        ("96", "Tốt"),
        ("95.9", "Khá"),
        ("78", "Khá"),
        ("77.9", "Đạt"),
        ("60", "Đạt"),
        ("59.9", "not_ranked"),
        ("130", "Tốt"),
    ],
)
def test_bands_in_percent_are_of_the_maximum(score: str, tier: str) -> None:
    assert tier_of(score, percent(FOOTED), "120") == tier


def test_bands_in_percent_say_nothing_without_a_maximum() -> None:
    assert tier_of("96", percent(FOOTED)) is None
    assert tier_of("96", percent(FOOTED), "0") is None
    assert tier_of("96", FOOTED, "0") == "Tốt"


def test_a_score_between_bands_has_no_tier_and_is_not_below_all() -> None:
    assert [tier_of(score, GAPPED) for score in ("61", "60", "49")] == [None, "Đạt", "not_ranked"]
    # the best band has no upper end, whatever is printed
    assert tier_of("101", (replace(BANDS[0], max_score=Decimal(100)), *BANDS[1:])) == "Tốt"
    assert tier_of("90", ()) is None


def test_the_order_of_the_bands_is_that_of_their_levels() -> None:
    assert tier_of("101", tuple(reversed((replace(BANDS[0], max_score=Decimal(100)), *BANDS[1:])))) == "Tốt"


def test_a_score_rounded_over_an_edge_has_two_tiers() -> None:
    about = ranked_list(criterion(scores="80"), bands=FOOTED)
    total = about.total
    assert total is not None
    found = {text: tiers_of(figure(text, 1), about, total) for text in ("80", "80.0", "79.9", "80.6", "65")}
    assert found == {
        "80": {"Tốt", "Khá"},
        "80.0": {"Tốt", "Khá"},
        "79.9": {"Khá"},
        "80.6": {"Tốt"},
        "65": {"Khá", "Đạt"},
    }
    assert tiers_of(figure("61", 1), ranked_list(total, bands=GAPPED), total) == set()
    # 78.5 to 79.5, and the edge is 79.3
    upper = (replace(BANDS[0], min_score=Decimal("79.3")), replace(BANDS[1], max_score=Decimal("79.3")))
    assert tiers_of(figure("79", 1), ranked_list(total, bands=upper), total) == {"Tốt", "Khá"}
    # 64.5 to 65.5: the foot of a gap says nothing, what stands above it does
    assert tiers_of(figure("65", 1), ranked_list(total, bands=GAPPED), total) == {"Khá"}


def sizes(about: RankedList) -> dict[str, tuple[int, int]]:
    return {tier: (count.low, count.high) for tier, count in counts(about).items()}


def test_a_full_list_has_exact_counts() -> None:
    about = ranked_list(criterion(scores="90.0 85.0 70.0 40.0"), bands=FOOTED)
    assert counts(about)["Tốt"] == TierCount(2, 2)
    assert TierCount(2, 2).is_exact and not TierCount(2, 3).is_exact
    assert sizes(about) == {"Tốt": (2, 2), "Khá": (1, 1), "Đạt": (0, 0), "not_ranked": (1, 1)}


def test_a_printed_tier_counts_before_the_bands_and_a_doubtful_score_for_both() -> None:
    about = ranked_list(criterion(scores="90.0 80 40.0", tiers="Khá - Yếu"), bands=BANDS)
    # 80 is Tốt or Khá, by what it is rounded of
    assert sizes(about) == {"Tốt": (0, 1), "Khá": (1, 2), "Yếu": (1, 2)}


def test_units_that_are_not_ranked_are_below_the_bands() -> None:
    about = replace(ranked_list(criterion(scores="90.0 85.0"), bands=BANDS), not_ranked=frozenset({"U3"}))
    assert sizes(about) == {"Tốt": (2, 2), "Khá": (0, 0), "Yếu": (0, 0), "not_ranked": (1, 1)}
    # a list without bands knows the printed tiers alone
    assert sizes(ranked_list(criterion(tiers="A A B"))) == {"A": (2, 2), "B": (1, 1)}


def test_units_of_a_list_that_are_not_quoted_may_be_at_any_tier_between_the_ends() -> None:
    # ten units: the first is Khá, the last Đạt, so nobody is Tốt and nobody below the bands
    ends = ranked_list(
        criterion(scores="70.0 - 55.0", ranks="1 - last"), n_units=10, complete=False, bands=FOOTED
    )
    assert sizes(ends) == {"Tốt": (0, 0), "Khá": (1, 9), "Đạt": (1, 9), "not_ranked": (0, 0)}
    # without the ends, none is excluded; a rank of 2 is no end
    middle = ranked_list(criterion(scores="70.0 55.0", ranks="2 3"), n_units=10, complete=False, bands=FOOTED)
    assert sizes(middle) == {"Tốt": (0, 8), "Khá": (1, 9), "Đạt": (1, 9), "not_ranked": (0, 8)}
    # nothing bounds the tiers of a list without bands
    plain = ranked_list(criterion(ranks="1 -", tiers="A B"), n_units=5, complete=False)
    assert sizes(plain) == {"A": (1, 4), "B": (1, 4)}


def test_a_tier_that_the_bands_do_not_name_is_no_end() -> None:
    about = ranked_list(
        criterion(scores="70.0 55.0", ranks="1 last", tiers="A B"),
        n_units=5,
        complete=False,
        bands=BANDS,
    )
    assert sizes(about) == {
        "Tốt": (0, 3), "Khá": (0, 3), "Yếu": (0, 3), "A": (1, 1), "B": (1, 1)
    }  # fmt: skip


def test_a_list_of_unknown_size_has_no_upper_bounds() -> None:
    about = ranked_list(criterion(scores="90.0 70.0"), complete=False, bands=BANDS)
    assert sizes(about) == {"Tốt": (1, 10**6), "Khá": (1, 10**6), "Yếu": (0, 10**6)}
    # a whole list needs no size
    whole = replace(ranked_list(criterion(scores="90.0 70.0"), bands=BANDS), n_units=None)
    assert sizes(whole) == {"Tốt": (1, 1), "Khá": (1, 1), "Yếu": (0, 0)}
    nobody = replace(ranked_list(criterion(), bands=BANDS), n_units=None)
    assert sizes(nobody) == {"Tốt": (0, 0), "Khá": (0, 0), "Yếu": (0, 0)}
    # more units named than the size that is told of
    more = ranked_list(criterion(scores="90.0 80"), n_units=1, bands=BANDS)
    assert sizes(more) == {"Tốt": (1, 2), "Khá": (0, 1), "Yếu": (0, 1)}


def test_a_list_without_a_total_has_no_counts() -> None:
    assert counts(ranked_list(criterion("a", "9 8", position=1), bands=BANDS)) == {}


def test_the_level_of_a_tier_is_that_of_its_band() -> None:
    assert [level_order(BANDS, tier) for tier in ("Tốt", "Yếu", "Kém", None)] == [1, 3, None, None]


@pytest.mark.parametrize(
    ("printed", "wanted"), [("Yếu", set()), ("Đạt", {NOT_RANKED}), (NOT_RANKED, {NOT_RANKED})]
)
def test_below_the_lowest_band_a_tier_without_a_band_contradicts_nothing(
    printed: str, wanted: set[str]
) -> None:
    # "Đạt" begins at 50 points; of "Yếu" no band is printed, so that 40 points may well be "Yếu"
    total = criterion(scores="40")
    assert tiers_next_to(printed, figure("40", 11), ranked_list(total, bands=FOOTED), total) == wanted


@pytest.mark.parametrize(
    ("low", "high", "clash"), [(80, 80, False), (80, 79, False), (80, 72, True), (70, 70, False)]
)
def test_bands_that_leave_more_than_a_point_between_them_tell_nobody_a_tier(
    low: int, high: int, clash: bool
) -> None:
    bands = (band("Tốt", 1, low), band("Khá", 2, 65, high))
    assert bands_clash(ranked_list(criterion(scores=str(high)), bands=bands)) is clash
