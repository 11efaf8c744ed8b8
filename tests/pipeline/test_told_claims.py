"""What sentences claim, from the words to the verdict: each document made up, each verdict worked out by hand."""

from pathlib import Path

import pytest

from pipeline.publishing.data.data_files import write_parquet
from pipeline.publishing.data.verification import verify, write_verification
from schemas.contract import PUBLISHED, table_of
from schemas.tables.claims import JudgedClaim
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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # at 80 stands a third unit: both readings of the mark hold
        (
            "Có 3 đơn vị đạt từ 80 điểm trở lên và 3 đơn vị dưới 80 điểm.",
            [("3", "confirmed"), ("3", "confirmed")],
        ),
        ("Có 2 đơn vị đạt trên 80 điểm.", [("2", "confirmed")]),
        ("Có 4 đơn vị đạt trên 80 điểm.", [("4", "contradicted")]),
        ("Có 2 đơn vị có điểm số từ 60 đến dưới 80 điểm.", [("2", "confirmed")]),
        ("Có 4/6 cơ quan không đạt 70 điểm.", [("4", "contradicted")]),
        # a mark that no result comes near is of another scale
        ("Có 4 đơn vị đạt trên 8 điểm.", [("4", "unverifiable")]),
        # some of the units may be no "sở"; told with the base, all are meant
        ("Có 3 sở đạt trên 70 điểm.", [("3", "unverifiable")]),
        ("Có 3/6 sở đạt trên 70 điểm.", [("3", "contradicted")]),
        # percents of a maximum that nobody prints
        ("Có 3 đơn vị đạt trên 80%.", [("3", "unverifiable")]),
        # counts of something else, or of what is hoped for
        ("Về hạ tầng số, có 4 đơn vị đạt trên 80 điểm.", [("4", "unverifiable")]),
        ("Tỷ lệ hồ sơ trực tuyến: 4 đơn vị đạt trên 80 điểm.", []),
        ("Phấn đấu năm sau có 5 đơn vị đạt trên 80 điểm.", []),
        ("Có 4 đơn vị xử lý trên 80 hồ sơ.", []),
    ],
)
def test_a_number_of_units_above_or_below_a_mark_is_that_of_the_list(
    text: str, wanted: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert verdicts(tmp_path, RANKED + text, "score_count") == wanted


def test_a_number_above_a_mark_in_percent_is_accused_where_its_line_bears_it_out(tmp_path: Path) -> None:
    table = RANKED.replace("Tổng điểm", "Tổng điểm (tối đa 100)")
    told = "Có 2 đơn vị đạt trên 84%, 4 đơn vị từ 60% đến dưới 84% và 1 đơn vị dưới 60%."
    wanted = [("2", "confirmed"), ("4", "contradicted"), ("1", "confirmed")]
    assert verdicts(tmp_path / "sure", table + told, "score_count") == wanted
    alone = "Có 4 đơn vị từ 60% đến dưới 84%."
    assert verdicts(tmp_path / "alone", table + alone, "score_count") == [("4", "unverifiable")]


def test_verify_counts_between_marks_by_itself(tmp_path: Path) -> None:
    told = "Có 3 đơn vị đạt từ 80 điểm trở lên, 2 đơn vị dưới 70 điểm. Có 4 đơn vị đạt trên 80 điểm."
    (tmp_path / "parquet").mkdir()
    with built(tmp_path, RANKED + told) as con:
        query = (
            "SELECT recomputed_value, verdict FROM claims WHERE claim_type = 'score_count' ORDER BY col_start"
        )
        assert con.execute(query).fetchall() == [(3, "confirmed"), (2, "confirmed"), (2, "contradicted")]
        for table in PUBLISHED:
            write_parquet(con, table, tmp_path / "parquet")
        write_verification(tmp_path, "marks")
        assert verify(tmp_path).differences == ()
        con.execute(
            "UPDATE claims SET recomputed_value = 5 WHERE claim_type = 'score_count' AND printed_value = 4"
        )
        con.execute(
            "UPDATE claims SET verdict = 'contradicted' WHERE claim_type = 'score_count' AND printed_value = 2"
        )
        write_parquet(con, table_of(JudgedClaim), tmp_path / "parquet")
    found = {found.check for found in verify(tmp_path).differences}
    assert {"claims.verdict", "claims.recomputed_value"} <= found


def test_a_mark_is_stated_with_its_unit(tmp_path: Path) -> None:
    with built(tmp_path, RANKED + "Có 2 đơn vị đạt từ 60 đến dưới 80 điểm.") as con:
        found = con.execute(
            "SELECT mark_low, mark_high, mark_unit, explanation, explanation_en FROM claims "
            "WHERE claim_type = 'score_count'"
        ).fetchall()
    assert found == [
        (
            60,
            80,
            "points",
            "Đếm theo danh sách: 2/6 đơn vị trong khoảng 60–80 điểm, đúng như công bố.",
            "Counted in the list: 2 of 6 units are between 60 and 80 points, as printed.",
        )
    ]


BANDS = "Xếp loại: Tốt từ 80 điểm trở lên; Khá từ 65 đến dưới 80 điểm; Yếu dưới 65 điểm.\n"


@pytest.mark.parametrize(
    ("bands", "shares", "wanted"),
    [
        ("", "30 45 25", ["consistent"] * 3),
        ("", "33,3 33,3 33,3", ["consistent"] * 3),  # 99,9, each rounded
        # without bands nothing says that these are all tiers
        ("", "30 45 35", ["unverifiable"] * 3),
        (BANDS, "30 45 35", ["unverifiable", "unverifiable", "contradicted"]),
        (BANDS, "30 45 23", ["unverifiable"] * 3),  # cut to whole percents they may make 98
    ],
)
def test_shares_whose_units_nobody_counts_make_a_hundred(
    bands: str, shares: str, wanted: list[str], tmp_path: Path
) -> None:
    tiers = zip(("Tốt", "Khá", "Yếu"), shares.split(), strict=True)
    told = (
        f"Khối sở: Sở Y tế đứng đầu với 90 điểm. {', '.join(f'mức {tier} chiếm {n}%' for tier, n in tiers)}."
    )
    assert [found for _, found in verdicts(tmp_path, bands + told, "tier_share")] == wanted
