"""What sentences claim, from the words to the verdict: each document made up, each verdict worked out by hand."""

from pathlib import Path

import pytest

from tests.pipeline.made_sources import built


def verdicts(folder: Path, text: str, claim_type: str) -> list[tuple[str, str]]:
    """The printed figure of each claim of a type, in the order of the text, with its verdict."""
    with built(folder, text) as con:
        query = "SELECT printed_value, verdict FROM claims WHERE claim_type = ? ORDER BY line, col_start"
        return [
            (str(printed or "").rstrip("0").rstrip("."), found)
            for printed, found in con.execute(query, [claim_type]).fetchall()
        ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Có 2 đơn vị (Sở Y tế, Sở Nội vụ, Sở Tư pháp) ở mức Khá.", [("2", "contradicted")]),
        ("Có 3 đơn vị (Sở Y tế, Sở Nội vụ, Sở Tư pháp) ở mức Khá.", [("3", "confirmed")]),
        # not all of five need be named, and units of another tier are not those counted
        ("Có 5 đơn vị (Sở Y tế, Sở Nội vụ, Sở Tư pháp) ở mức Khá.", [("5", "unverifiable")]),
        ("Có 2 đơn vị mức Tốt. Các sở: Sở Y tế, Sở Nội vụ, Sở Tư pháp ở mức Khá.", [("2", "unverifiable")]),
    ],
)
def test_a_sentence_that_names_more_units_at_a_tier_than_it_counts_is_wrong(
    text: str, wanted: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert verdicts(tmp_path, text, "tier_count") == wanted


RANKED = """\
Tên đơn vị\tTổng điểm\tXếp hạng
Sở Y tế\t90,5\t1
Sở Nội vụ\t85,0\t2
Sở Tư pháp\t80,0\t3
Sở Xây dựng\t72,5\t4
Sở Tài chính\t65,0\t5
Thanh tra tỉnh\t58,0\t6

"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sở Tư pháp giữ nguyên hạng 3 như năm 2018.", ["confirmed"]),
        ("Sở Tư pháp giữ vững vị trí thứ 3 so với năm trước. Năm 2018, Sở Tư pháp xếp thứ 3.", ["confirmed"]),
        ("Sở Tư pháp giữ nguyên hạng 3 so với năm 2018. Năm 2018, Sở Tư pháp xếp thứ 5.", ["contradicted"]),
        ("Sở Y tế đứng thứ nhất, tăng hạng so với năm 2018. Năm 2018, Sở Y tế xếp thứ 4.", ["confirmed"]),
        ("Sở Y tế đứng thứ nhất, tụt hạng so với năm 2018. Năm 2018, Sở Y tế xếp thứ 4.", ["contradicted"]),
        # nothing is told of the year before
        ("Sở Tư pháp giữ vững vị trí thứ 3 so với năm trước.", ["unverifiable"]),
        # nor is a place that is kept without saying since when, or against another unit, a move
        ("Sở Tư pháp giữ vững vị trí thứ 3.", []),
        ("Sở Y tế không tụt hạng so với năm 2018, vẫn đứng thứ nhất.", []),
    ],
)
def test_a_place_that_is_told_to_be_kept_or_left_is_held_against_both_years(
    text: str, wanted: list[str], tmp_path: Path
) -> None:
    assert [found for _, found in verdicts(tmp_path, RANKED + text, "rank_change")] == wanted
