"""Printed bounds: maxima and cut-offs of tiers, each verdict worked out by hand."""

from dataclasses import replace

import pytest

from pipeline.audit.evidence import Claim, RankedList, Verdict
from pipeline.audit.judge import judge
from schemas.tables.assessments import TierBand
from tests.unit.made_evidence import BANDS, band, claim, criterion, evidence, ranked_list


def verdict(told: Claim, *lists: RankedList) -> Verdict:
    return judge(evidence(lists, [told])).verdicts[told.claim_id]


def maximum(printed: str | None, about: RankedList | None = None, name: str = "total") -> Claim:
    return claim("max_of_criterion", printed, about=about, name=name)


# 90 = 55 + 35, 80 = 50 + 30, 70 = 45 + 25, and of the maxima 100 = 60 + 40
SUMMED = ranked_list(
    criterion(scores="90 80 70", maximum="100"),
    criterion("a", "55 50 45", maximum="60", position=1),
    criterion("b", "35 30 25", maximum="40", position=2),
)


@pytest.mark.parametrize(
    ("name", "printed", "wanted", "value"),
    [
        ("total", "100", "confirmed", 100),
        ("a", "60", "confirmed", 60),
        # no score is above them, but 60 + 40 is 100
        ("total", "95", "contradicted", 100),
        ("b", "45", "contradicted", 40),
        # two of three scores of the part are above it
        ("b", "29", "contradicted", None),
        ("total", None, "unverifiable", None),
        ("gone", "60", "unverifiable", None),
    ],
)
def test_a_maximum_is_what_the_maxima_of_the_parts_make(
    name: str, printed: str | None, wanted: str, value: int | None
) -> None:
    found = verdict(maximum(printed, SUMMED, name), SUMMED)
    assert found.verdict == wanted and found.value == value


def test_a_maximum_outside_every_sum_is_held_against_the_scores_only() -> None:
    # 60 + 40 = 100, and nothing says what the 25 is a part of
    tree = ranked_list(
        criterion(scores="90", maximum="100"),
        criterion("a", "55", maximum="60", position=1),
        criterion("b", "35", maximum="40", position=2),
        criterion("c", "20", maximum="25", position=3, parent="b"),
        n_units=9,
        complete=False,
    )
    assert verdict(maximum("25", tree, "c"), tree).verdict == "consistent"
    # the scores add up, but no maximum of b is printed
    parts = {**SUMMED.criteria, "x-departments/b": replace(SUMMED.criteria["x-departments/b"], maximum=None)}
    about = replace(SUMMED, criteria=parts)
    assert verdict(maximum("60", about, "a"), about).verdict == "consistent"


def test_a_maximum_without_scores_is_open() -> None:
    about = ranked_list(criterion(scores="90 80"), criterion("a", ranks="1 2", maximum="10", position=1))
    assert verdict(maximum("10", about, "a"), about).verdict == "unverifiable"


def test_a_maximum_that_as_many_places_print_as_another_is_open() -> None:
    about = ranked_list(criterion(scores="81 70", maximum="100"))
    told = [replace(maximum(text, about), claim_id=f"at {line}", line=line)
            for line, text in enumerate(["100", "700", "100", "700"], 3)]  # fmt: skip
    found = judge(evidence([about], told)).verdicts
    wanted = ["consistent", "unverifiable", "consistent", "unverifiable"]
    assert [found[item.claim_id].verdict for item in told] == wanted


def test_a_maximum_of_all_blocks_is_that_of_each() -> None:
    bare = ranked_list(criterion(scores="40 30", maximum="100", block="districts"), block="districts")
    # the parts make it in one list of two
    assert verdict(maximum("100"), SUMMED).verdict == "confirmed"
    assert verdict(maximum("100"), SUMMED, bare).verdict == "consistent"
    assert verdict(maximum("90"), SUMMED, bare).verdict == "unverifiable"
    unknown = ranked_list(criterion(scores="40 30"))
    assert verdict(maximum("100"), unknown).verdict == "unverifiable"


FULL = ranked_list(criterion(scores="85 70 50"), bands=BANDS)


def cutoff(printed: str | None, tier: str, about: RankedList, line: int = 3) -> Verdict:
    return verdict(claim("tier_threshold", printed, about=about, tier=tier, line=line), about)


@pytest.mark.parametrize(
    ("tier", "printed", "wanted", "value"),
    [
        # Tốt from 80; Khá from 65 to 80; Yếu below 65
        ("Tốt", "80", "consistent", 80),
        ("Khá", "65", "consistent", 65),
        ("Khá", "80", "consistent", 80),
        ("Khá", "79", "contradicted", 80),
        ("Yếu", "65", "consistent", 65),
        ("Yếu", "64", "contradicted", 65),
        # nothing is above the best tier, and no such tier is known
        ("Tốt", "100", "unverifiable", None),
        ("Giỏi", "80", "unverifiable", None),
        ("Khá", None, "unverifiable", None),
    ],
)
def test_a_cut_off_meets_that_of_the_next_tier(
    tier: str, printed: str | None, wanted: str, value: int | None
) -> None:
    found = cutoff(printed, tier, FULL)
    assert found.verdict == wanted and found.value == value


@pytest.mark.parametrize(
    ("bands", "tier", "printed", "value"),
    [
        # a worse tier that begins where the better one does, or above it
        ((band("Tốt", 1, 80), band("Khá", 2, 80)), "Khá", "80", 80),
        ((band("Tốt", 1, 80), band("Khá", 2, 85)), "Tốt", "80", 85),
        # a gap from 60 to 65
        ((band("Tốt", 1, 65), band("Yếu", 2, None, 60)), "Tốt", "65", 60),
    ],
)
def test_a_lower_bound_lies_between_those_of_its_neighbours(
    bands: tuple[TierBand, ...], tier: str, printed: str, value: int
) -> None:
    found = cutoff(printed, tier, replace(FULL, bands=bands))
    assert found.verdict == "contradicted" and found.value == value


def test_the_upper_bound_under_a_tier_without_a_lower_one_is_open() -> None:
    about = replace(FULL, bands=(band("Tốt", 1, None), band("Khá", 2, 65, 80)))
    assert cutoff("80", "Khá", about).verdict == "unverifiable"


@pytest.mark.parametrize(("tier", "wanted"), [("Tốt", "unverifiable"), ("Yếu", "contradicted")])
def test_the_earlier_of_two_bounds_is_wrong_only_where_the_tier_of_a_unit_says_so(
    tier: str, wanted: str
) -> None:
    # 85 is Tốt by the bands as printed; the other bound stands in line 9, after the claim
    bands = (band("Tốt", 1, 65), replace(band("Yếu", 2, None, 60), line=9))
    about = ranked_list(criterion(scores="85", tiers=tier), bands=bands)
    assert cutoff("65", "Tốt", about, line=3).verdict == wanted
    # said after the other bound it is held against that
    assert cutoff("65", "Tốt", about, line=9).verdict == "contradicted"


@pytest.mark.parametrize(
    ("printed", "unit", "line", "wanted"),
    [
        # U1 has 40 % and stands in line 11
        ("50", "percent", 11, "consistent"),
        ("40", "percent", 11, "unverifiable"),
        ("50", "percent", 12, "unverifiable"),
        ("50", "points", 11, "unverifiable"),
    ],
)
def test_a_cut_off_without_bands_is_held_against_the_percentages_of_its_line(
    printed: str, unit: str, line: int, wanted: str
) -> None:
    about = ranked_list(criterion(percents="40"))
    told = claim("tier_threshold", printed, unit, about=about, tier="Yếu", line=line)
    assert verdict(told, about).verdict == wanted
    assert verdict(replace(told, assessment_id=None, criterion_id=None), about).verdict == "unverifiable"


def test_bands_with_a_tier_between_them_need_not_meet() -> None:
    bands = (band("Xuất sắc", 1, 90), band("Trung bình", 2, None, 75))
    about = replace(FULL, bands=bands, stated_tiers=())
    assert cutoff("75", "Trung bình", about, line=9).verdict == "contradicted"
    assert (
        cutoff("75", "Trung bình", replace(about, stated_tiers=(("Tốt", 13),)), line=9).verdict
        == "unverifiable"
    )
    assert (
        cutoff("75", "Trung bình", replace(about, stated_tiers=(("Yếu", 2),)), line=9).verdict
        == "contradicted"
    )
