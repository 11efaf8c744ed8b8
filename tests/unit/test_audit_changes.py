"""Changes against the year before: which way a rank or a share went is part of the claim."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.audit.evidence import Claim, RankedList, Verdict
from pipeline.audit.judge import judge
from schemas.tables.claims import StagedClaim
from tests.unit.made_evidence import BANDS, claim, criterion, evidence, ranked_list
from tests.unit.reports import Extract

TITLE = "Kết quả xếp hạng mức độ ứng dụng CNTT của các sở, ban, ngành tỉnh Lào Cai năm 2019\n\n"


def listed(year: int, ranks: str = "", tiers: str = "", *, n_units: int | None = None) -> RankedList:
    """A full list of a year, or one of ``n_units`` that quotes some; unit n of it stands in line 10 + n."""
    block = f"departments-{year}"
    units = criterion(ranks=ranks, tiers=tiers, block=block)
    return replace(
        ranked_list(units, block=block, n_units=n_units, complete=n_units is None),
        year=year,
        block="departments",
    )


def verdict(told: Claim, *lists: RankedList) -> Verdict:
    return judge(evidence(lists, [told])).verdicts[told.claim_id]


def move(
    printed: str | None, direction: str | None, *, agencies: str = "U1", about: RankedList, line: int = 3
) -> Claim:
    return claim(
        "rank_change", printed, "ranks", about=about, direction=direction, agencies=agencies, line=line
    )


# U1: from 1 to 3; U2: from 3 to 1; U3 stays
BEFORE, NOW = listed(2019, "1 3 2 4"), listed(2020, "3 1 2 4")
NOW_FALLS = move("2", "fall", about=NOW)


@pytest.mark.parametrize(
    ("unit", "printed", "direction", "wanted"),
    [
        ("U1", "2", "rise", "contradicted"),
        ("U1", "2", "fall", "confirmed"),
        ("U1", "2", None, "confirmed"),
        ("U1", "1", "fall", "contradicted"),
        ("U2", "2", "rise", "confirmed"),
        ("U2", "2", "fall", "contradicted"),
        ("U2", None, "rise", "confirmed"),
        ("U2", None, "fall", "contradicted"),
        ("U2", None, "unchanged", "contradicted"),
        ("U3", None, "unchanged", "confirmed"),
        ("U3", None, "rise", "contradicted"),
        ("U3", None, None, "unverifiable"),
        ("U9", "2", "rise", "unverifiable"),
    ],
)
def test_the_way_a_rank_went_is_part_of_the_claim(
    unit: str, printed: str | None, direction: str | None, wanted: str
) -> None:
    found = verdict(move(printed, direction, agencies=unit, about=NOW), BEFORE, NOW)
    assert found.verdict == wanted
    assert (found.value is None) == (wanted == "unverifiable")


def test_a_move_is_told_with_both_places_in_both_languages() -> None:
    found = verdict(move("2", "rise", about=NOW), BEFORE, NOW)
    assert found.words.vi == "Từ hạng 1 sang hạng 3; câu viết là tăng 2."
    assert found.words.en == "From place 1 to place 3; the sentence says a rise of 2."
    assert found.value == -2


def test_words_that_only_repeat_the_places_beside_them_are_consistent() -> None:
    """Nothing else was held against ``từ thứ 3 lên thứ 1``; a number of ranks is arithmetic."""
    told = move(None, "rise", agencies="U2", about=NOW, line=12)
    assert verdict(told, BEFORE, NOW).verdict == "consistent"
    assert verdict(replace(told, printed_value=Decimal(2)), BEFORE, NOW).verdict == "confirmed"
    assert verdict(replace(told, direction="fall"), BEFORE, NOW).verdict == "contradicted"


def test_another_unit_that_the_words_name_may_be_meant() -> None:
    assert verdict(move("2", "rise", agencies="U2 U1", about=NOW), BEFORE, NOW).verdict == "unverifiable"
    assert verdict(move("2", "rise", agencies="U1 U3", about=NOW), BEFORE, NOW).verdict == "contradicted"


def test_a_last_place_without_number_has_a_way_only_against_a_place_that_is_not_last() -> None:
    before = listed(2019, "last -", n_units=4)
    now = listed(2020, "2 1", n_units=4)
    assert verdict(move(None, "rise", about=now), before, now).verdict == "confirmed"
    assert verdict(move(None, "fall", about=now), before, now).verdict == "contradicted"
    assert verdict(move("2", "rise", about=now), before, now).verdict == "unverifiable"
    last = listed(2020, "4 1", n_units=4)
    assert verdict(move(None, "unchanged", about=last), before, last).verdict == "unverifiable"


def test_a_move_of_no_unit_or_in_no_list_is_open() -> None:
    for told in (move("2", "fall", agencies="", about=NOW), replace(NOW_FALLS, assessment_id=None)):
        assert verdict(told, BEFORE, NOW).verdict == "unverifiable"


def test_two_lists_of_one_year_leave_open_which_is_meant() -> None:
    again = replace(BEFORE, assessment_id="x-departments-2019q2")
    assert verdict(move("2", "rise", about=NOW), BEFORE, again, NOW).verdict == "unverifiable"


# Tốt: 1 of 4, then 3 of 4: 50 points more, or 200 % more
FEW, MANY = listed(2019, tiers="Tốt Khá Khá Khá"), listed(2020, tiers="Tốt Tốt Tốt Khá")


def share(printed: str | None, direction: str | None, about: RankedList, tier: str | None = "Tốt") -> Claim:
    return claim("share_change", printed, "percent", about=about, direction=direction, tier=tier)


@pytest.mark.parametrize(
    ("printed", "direction", "wanted", "reading"),
    [
        ("50", "rise", "confirmed", "percentage_points+exact"),
        ("200", "rise", "confirmed", "relative+exact"),
        ("51", "rise", "rounded", "percentage_points+rounded_inputs"),
        ("50", "fall", "contradicted", None),
        ("200", "fall", "contradicted", None),
        ("50", None, "confirmed", "percentage_points+exact"),
        ("33.3", "rise", "contradicted", None),
        (None, "rise", "confirmed", "percentage_points"),
        (None, "fall", "contradicted", None),
    ],
)
def test_the_way_a_share_went_is_part_of_the_claim(
    printed: str | None, direction: str, wanted: str, reading: str | None
) -> None:
    found = verdict(share(printed, direction, MANY), FEW, MANY)
    assert (found.verdict, found.reading) == (wanted, reading)


def test_a_share_that_went_the_other_way_shows_its_arithmetic_in_both_languages() -> None:
    found = verdict(share("33.3", "fall", MANY), FEW, MANY)
    assert found.words.vi == "75 % so với 25 %; câu viết là giảm 33,3."
    assert found.words.en == "75 % against 25 %; the sentence says a fall of 33.3."
    held = verdict(share("50", "rise", MANY), FEW, MANY)
    assert held.words.en == "75 % against 25 % (percentage points); the sentence says a rise of 50."


@pytest.mark.parametrize(("printed", "wanted"), [("50", "confirmed"), ("100", "contradicted")])
def test_a_share_that_was_zero_grows_by_points_only(printed: str, wanted: str) -> None:
    # from 0 of 2 to 1 of 2
    none = replace(listed(2019, tiers="Khá Khá"), bands=BANDS)
    one = replace(listed(2020, tiers="Tốt Khá"), bands=BANDS)
    found = verdict(share(printed, "rise", one), none, one)
    assert found.verdict == wanted and found.value == 50


def test_a_share_is_not_judged_without_both_full_years_its_tier_and_the_total() -> None:
    quoted = listed(2019, tiers="Tốt", n_units=4)
    part = replace(share("50", "fall", MANY), criterion_id="x-departments-2020/a")
    for told, *lists in (
        (share("50", "fall", MANY), MANY),
        (share("50", "fall", MANY), quoted, MANY),
        (share("50", "fall", MANY, tier=None), FEW, MANY),
        (part, FEW, MANY),
    ):
        assert verdict(told, *lists).verdict == "unverifiable"


def test_more_units_but_a_smaller_share_is_no_contradiction_of_either_word() -> None:
    half, third = listed(2019, tiers="Tốt Khá"), listed(2020, tiers="Tốt Tốt Khá Khá Khá Khá")
    assert verdict(share(None, "rise", third), half, third).verdict == "unverifiable"
    assert verdict(share(None, "fall", third), half, third).verdict == "confirmed"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Sở Y tế xếp thứ 3, tăng 2 bậc so với năm 2018.", [("rank_change", "rise", "2")]),
        ("Sở Y tế xếp thứ 3, giảm 2 bậc.", [("rank_change", "fall", "2")]),
        ("So với năm trước, Sở Y tế tụt 2 bậc.", [("rank_change", "fall", "2")]),
        ("Sở Y tế cao hơn năm 2018 2 bậc.", [("rank_change", "rise", "2")]),
        ("Sở Y tế lệch 2 bậc so với năm 2018.", [("rank_change", None, "2")]),
        ("Sở Y tế không tăng 2 bậc so với năm 2018.", [("rank_change", None, "2")]),
        # against another year than the one before, or against another unit
        ("Sở Y tế xếp thứ 3, tăng 2 bậc so với năm 2016.", [("other", "rise", "2")]),
        ("Sở Y tế xếp thứ 3, cao hơn 2 bậc so với Sở Nội vụ.", [("other", "rise", "2")]),
        ("Sở Y tế cao hơn Sở Nội vụ 2 bậc.", [("other", None, "2")]),
        ("Tỷ lệ đơn vị đạt mức Tốt giảm 12,5% so với năm 2018.", [("share_change", "fall", "12.5")]),
        ("Tỷ lệ đơn vị đạt mức Tốt tăng 12,5% so với mức chung.", [("other", "rise", "12.5")]),
        ("Kết quả của các đơn vị không thay đổi so với năm 2018.", [("share_change", "unchanged", "None")]),
        ("Số đơn vị đạt mức Tốt không giảm so với năm 2018.", [("share_change", None, "None")]),
        (
            "Sở Y tế năm 2018 xếp thứ 3, giữ nguyên vị trí thứ 3 trong năm 2019.",
            [("rank_change", "unchanged", "None")],
        ),
    ],
)
def test_changes_are_read_with_their_way_and_what_they_are_measured_from(
    sentence: str, told: list[tuple[str, str | None, str]], extract: Extract
) -> None:
    changes: Sequence[StagedClaim] = [row for row in extract(TITLE + sentence).claims if row.unit != "year"]
    assert [(row.claim_type, row.direction, str(row.printed_value)) for row in changes] == told
