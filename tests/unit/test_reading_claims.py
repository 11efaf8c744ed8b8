"""Checkable sentences of the real reports, with the values and lines that a reader finds there."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from pipeline.intake import read_province
from schemas.tables.claims import StagedClaim
from tests.unit.reports import Extract

RAW = Path(__file__).resolve().parents[2] / "raw"
TITLE = "Kết quả đánh giá, xếp hạng mức độ ứng dụng CNTT tỉnh Lào Cai năm 2019\n1. Khối các sở, ban, ngành:\n"


@lru_cache
def claims(province: str) -> list[StagedClaim]:
    """The claims of the first source of a province; further ones are copies of it."""
    rows = read_province(RAW, province)
    return rows.of_source(rows.sources[0].source_id).claims


def of_type(province: str, claim_type: str) -> Iterator[StagedClaim]:
    return (claim for claim in claims(province) if claim.claim_type == claim_type)


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def block_of(letter: str) -> str | None:
    return {"s": "departments", "h": "districts", "": None}[letter]


# line, block (s: sở, h: huyện), printed average, its base
AVERAGES = [
    (123, "s", "68"), (289, "h", "56"), (2181, "s", "61"), (2349, "h", "50"), (2485, "", "62"),
    (2485, "s", "68"), (2485, "h", "56"), (2533, "", "55"), (2533, "s", "61"), (2533, "h", "50"),
]  # fmt: skip


def test_averages_of_son_la() -> None:
    found = [
        (claim.line, claim.block, claim.printed_value, claim.whole) for claim in of_type("son-la", "average")
    ]
    assert found == [(line, block_of(block), Decimal(value), Decimal(100)) for line, block, value in AVERAGES]


# line, index, block, tier, percent: over the groups of the four tables, and in the two tables of shares
SHARES = [
    (135, "ict", "s", "Khá", 67), (233, "ict", "s", "Trung bình", 28), (275, "ict", "s", "Yếu", 5),
    (301, "ict", "h", "Khá", 8), (311, "ict", "h", "Trung bình", 59), (369, "ict", "h", "Yếu", 33),
    (2193, "website", "s", "Tốt", 5), (2203, "website", "s", "Khá", 45),
    (2269, "website", "s", "Trung bình", 28), (2311, "website", "s", "Yếu", 22),
    (2361, "website", "h", "Khá", 33), (2395, "website", "h", "Trung bình", 17),
    (2413, "website", "h", "Yếu", 50),
    (2497, "ict", "s", "Tốt", 0), (2499, "ict", "h", "Tốt", 0), (2503, "ict", "s", "Khá", 67),
    (2505, "ict", "h", "Khá", 8), (2509, "ict", "s", "Trung bình", 28), (2511, "ict", "h", "Trung bình", 59),
    (2515, "ict", "s", "Yếu", 5), (2517, "ict", "h", "Yếu", 33),
    (2545, "website", "s", "Tốt", 5), (2547, "website", "h", "Tốt", 0), (2551, "website", "s", "Khá", 45),
    (2553, "website", "h", "Khá", 33), (2557, "website", "s", "Trung bình", 28),
    (2559, "website", "h", "Trung bình", 17), (2563, "website", "s", "Yếu", 22),
    (2565, "website", "h", "Yếu", 50), (2569, "website", "h", "Yếu", 50),
]  # fmt: skip


def test_shares_of_the_tiers_of_son_la() -> None:
    found = [
        (claim.line, claim.index_id, claim.block, claim.tier, claim.printed_value)
        for claim in of_type("son-la", "tier_share")
    ]
    assert found == [
        (line, index, block_of(block), tier, Decimal(share)) for line, index, block, tier, share in SHARES
    ]
    assert {claim.unit for claim in of_type("son-la", "tier_share")} == {"percent"}


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        (15, [("I", 0), ("II", 5), ("III", 7), ("IV", 7), ("not_ranked", 1)]),
        (63, [("II", 1), ("not_ranked", 9)]),
    ],
)
def test_counts_of_the_tiers_of_cao_bang(line: int, counts: list[tuple[str, int]]) -> None:
    found = [
        (claim.tier, claim.printed_value) for claim in of_type("cao-bang", "tier_count") if claim.line == line
    ]
    assert found == [(tier, Decimal(count)) for tier, count in counts]


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        # "30/30 cơ quan, đơn vị bao gồm 18/18 cơ quan chuyên môn … và 12/12 huyện, thành phố", twice
        (71, [("", 30, 30), ("s", 18, 18), ("h", 12, 12), ("", 30, 30), ("s", 18, 18), ("h", 12, 12)]),
        # "30 cơ quan, đơn vị (18 cơ quan chuyên môn thuộc UBND tỉnh và 12 huyện, thành phố …)"
        (79, [("", 30, None), ("s", 18, None), ("h", 12, None)]),
        (123, [("s", 18, 18), ("s", 18, None)]),
        (289, [("h", 12, 12), ("h", 12, None)]),
        (2181, [("s", 18, 18), ("s", 18, None)]),
        (2349, [("h", 12, 12), ("h", 12, None)]),
    ],
)
def test_counts_of_the_units_of_son_la(line: int, counts: list[tuple[str, int, int | None]]) -> None:
    found = [
        (claim.block, claim.printed_value, claim.whole)
        for claim in of_type("son-la", "unit_count")
        # "03 cơ quan này": a count of those just named, of no list
        if claim.line == line and claim.printed_value != 3
    ]
    wanted = [(block_of(block), Decimal(part), whole and Decimal(whole)) for block, part, whole in counts]
    assert found == wanted


# line, the criterion is the total, printed gap
GAPS = [
    (19, True, "21"), (27, False, "6.0"), (31, False, "4"), (35, False, "10"), (39, False, "3.8"),
    (43, False, "3.0"), (49, False, "3.0"), (65, True, "47.31"), (71, False, "22.82"), (77, False, "12.65"),
    (81, False, "3.83"), (83, False, "5.0"), (87, False, "23.58"), (91, False, "16.0"), (95, False, "12.05"),
    (99, False, "3.0"),
]  # fmt: skip


def test_gaps_of_cao_bang() -> None:
    found = [
        (claim.line, claim.criterion == "total", str(claim.printed_value))
        for claim in of_type("cao-bang", "gap")
    ]
    assert found == GAPS
    blocks = {claim.line: claim.block for claim in of_type("cao-bang", "gap")}
    assert {line: block for line, block in blocks.items() if block == "departments"} == dict.fromkeys(
        (19, 27, 31, 35, 39, 43, 49), "departments"
    )


@pytest.mark.parametrize(
    ("province", "line", "thresholds"),
    [
        ("cao-bang", 9, [("I", "54"), ("II", "48"), ("III", "42"), ("IV", "36")]),
        ("cao-bang", 59, [("I", "108"), ("II", "100.4"), ("III", "93.05"), ("IV", "85.7")]),
        ("son-la", 113, [("Tốt", "85")]),
        ("son-la", 115, [("Khá", "70"), ("Khá", "85")]),
        ("son-la", 117, [("Trung bình", "50"), ("Trung bình", "70")]),
        ("son-la", 119, [("Yếu", "50")]),
        ("son-la", 2173, [("Khá", "65"), ("Khá", "80")]),  # "lớn hơn hoặc bng 65 và nhỏ hơn 80"
        ("binh-dinh", 26, [("Trung bình", "60")]),
    ],
)
def test_thresholds_of_the_tiers(province: str, line: int, thresholds: list[tuple[str, str]]) -> None:
    found = [
        (claim.tier, str(claim.printed_value))
        for claim in of_type(province, "tier_threshold")
        if claim.line == line
    ]
    assert found == thresholds


def test_bands_run_from_the_best_tier_down() -> None:
    bands = read_province(RAW, "son-la").tier_bands
    website = [
        (band.tier, band.level, band.min_score, band.max_score)
        for band in bands
        if band.index_id == "website"
    ]
    assert website == [
        ("Tốt", 1, 80, None), ("Khá", 2, 65, 80), ("Trung bình", 3, 50, 65), ("Yếu", 4, None, 50),
    ]  # fmt: skip
    assert {band.block for band in bands} == {None}
    egov = [band for band in read_province(RAW, "cao-bang").tier_bands if band.index_id == "egov"]
    assert [(band.tier, band.level, str(band.min_score), band.block) for band in egov] == [
        ("I", 1, "108", "districts"), ("II", 2, "100.4", "districts"), ("III", 3, "93.05", "districts"),
        ("IV", 4, "85.7", "districts"),
    ]  # fmt: skip


def test_changes_told_by_binh_dinh() -> None:
    changes = [
        (claim.claim_type, claim.line, claim.block, str(claim.printed_value), claim.unit)
        for claim in claims("binh-dinh")
        if claim.claim_type in ("share_change", "rank_change")
    ]
    # An Lão moves by 5 places in 2019, and by words alone from the second place to the first in 2020
    assert changes == [
        ("share_change", 14, "departments", "33.3", "percent"),
        ("share_change", 14, "districts", "54.9", "percent"),
        ("rank_change", 16, "districts", "5", "ranks"),
        ("rank_change", 16, "districts", "None", "ranks"),
    ]


def test_percentages_of_the_maximum_told_by_cao_bang() -> None:
    found = [(claim.line, str(claim.printed_value)) for claim in of_type("cao-bang", "pct_of_max")]
    assert found == [
        (25, "100"), (25, "25"), (31, "100"), (31, "75"), (35, "95"), (35, "45"), (39, "67"), (39, "3.0"),
        (43, "100"), (43, "40"), (47, "100"), (47, "40"), (63, "88"), (63, "48.8"), (71, "93"), (71, "36"),
        (75, "88.7"), (75, "36"), (81, "98"), (81, "40"), (83, "100"), (83, "28.6"), (87, "87"), (87, "51"),
        (91, "95"), (91, "53"), (95, "99.8"), (95, "60"), (99, "36"), (99, "2.9"), (103, "33.3"),
    ]  # fmt: skip


# line, printed maximum of the section's hạng mục; line 1495 has "điểm ti đa"
MAXIMA = [
    (421, 10), (581, 25), (741, 35), (901, 10), (1061, 10), (1221, 10),
    (1383, 5), (1495, 25), (1607, 30), (1719, 15), (1831, 5), (1943, 10), (2055, 10),
]  # fmt: skip


def test_maxima_of_the_criteria_of_son_la() -> None:
    found = [(claim.line, str(claim.printed_value)) for claim in of_type("son-la", "max_of_criterion")]
    assert [claim for claim in found if claim[1] != "100"] == [
        (line, str(maximum)) for line, maximum in MAXIMA
    ]
    totals = [claim.line for claim in of_type("son-la", "max_of_criterion") if claim.criterion == "total"]
    # each average is told with the maximum behind a stroke
    assert totals == [123, 289, 2181, 2349, 2485, 2485, 2485, 2533, 2533, 2533]


def test_runs_of_years_told_by_cao_bang() -> None:
    runs = [
        (claim.claim_type, claim.line, str(claim.printed_value))
        for claim in claims("cao-bang")
        if claim.unit == "years"
    ]
    # Sở Giáo dục first 04 years, Sở Xây dựng last 02 years; "vị trí thứ 12 năm 2021" is no run of years
    assert runs == [
        ("top", 17, "4"), ("bottom", 17, "2"), ("bottom", 25, "2"), ("bottom", 39, "2"),
    ]  # fmt: skip


def test_highest_and_lowest_on_a_criterion_are_claims() -> None:
    ends = Counter(
        (claim.line, claim.claim_type, claim.subject)
        for claim in claims("cao-bang")
        if claim.unit == "ranks" and claim.line in (35, 71, 95)
    )
    assert ends[35, "bottom", "Sở Giao thông Vận tải, Thanh tra tỉnh, Ban Quản lý Khu kinh tế tỉnh"] == 1
    assert ends[71, "top", "UBND thành phố"] == ends[71, "bottom", "UBND huyện Thạch An"] == 1
    assert ends[95, "top", "UBND huyện Bảo Lâm"] == ends[95, "bottom", "UBND huyện Hạ Lang"] == 1


@pytest.mark.parametrize(
    ("sentence", "claim_type", "value", "whole", "tier"),
    [
        ("Điểm trung bình của 20 sở, ngành là 71,25/100 điểm.", "average", "71.25", "100", None),
        ("Điểm bình quân của khối là 71,25 điểm.", "average", "71.25", None, None),
        ("Có 05 đơn vị xếp loại Tốt.", "tier_count", "5", None, "Tốt"),
        ("Không có đơn vị xếp loại Yếu.", "tier_count", "0", None, "Yếu"),
        ("05 đơn vị đạt mức Khá (25%).", "tier_share", "25", None, "Khá"),
        ("Đánh giá được thực hiện tại 19/20 sở, ngành.", "unit_count", "19", "20", None),
        ("Chênh lệch giữa đơn vị đứng đầu và đơn vị đứng cuối là 12,5 điểm.", "gap", "12.5", None, None),
        ("Sở Y tế tăng 3 bậc so với năm 2018.", "rank_change", "3", None, None),
        ("Sở Y tế giảm 3 hạng so với năm 2018.", "rank_change", "3", None, None),
        ("Tỷ lệ đơn vị đạt mức Tốt tăng 12,5% so với năm 2018.", "share_change", "12.5", None, "Tốt"),
        ("Mức Tốt: tổng điểm đạt từ 90 điểm trở lên.", "tier_threshold", "90", None, "Tốt"),
        ("Điểm tối đa của tiêu chí này là 20 điểm.", "max_of_criterion", "20", None, None),
    ],
)
def test_claims_of_other_reports(
    sentence: str, claim_type: str, value: str, whole: str | None, tier: str | None, extract: Extract
) -> None:
    found = [
        (claim.printed_value, claim.whole, claim.tier)
        for claim in extract(TITLE + sentence).claims
        if claim.claim_type == claim_type
    ]
    assert (Decimal(value), number(whole), tier) in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Y tế xếp thứ 12 năm 2019, Sở Nội vụ xếp thứ 13.",
        "Sở Y tế đạt 71,5 điểm.",
        "Quyết định số 12/QĐ-UBND ngày 20/12/2019.",
        "Tỉnh có 119 dịch vụ công trực tuyến mức độ 3.",
    ],
)
def test_sentences_without_a_claim(sentence: str, extract: Extract) -> None:
    assert [claim for claim in extract(TITLE + sentence).claims if claim.claim_type != "date"] == []


@pytest.mark.parametrize("sign", ["", ":", " ("])
def test_a_tier_called_average_is_no_average(sign: str, extract: Extract) -> None:
    scale = f"Thang xếp loại: Tốt{sign} từ 80 điểm trở lên; Trung bình{sign} từ 50 đến dưới 80 điểm."
    assert {claim.claim_type for claim in extract(TITLE + scale).claims} == {"date", "tier_threshold"}


@pytest.mark.parametrize(
    ("items", "n_listed"),
    [
        (["- Hạ tầng số.", "- Nhân lực số."], 2),
        (["- Hạ tầng số;", "- Nhân lực số."], 2),
        # a line that goes on, and what may go on behind another line, is no proof that all is listed
        (["- Hạ tầng số của các cơ quan,", "- Nhân lực số."], None),
        (["- Hạ tầng số.", "- Nhân lực số.", "gồm cả cấp xã.", "- Dữ liệu số."], None),
        # results under a count of criteria are not what it counts
        (["- Sở Y tế: 71,5 điểm.", "- Sở Nội vụ: 70,5 điểm."], None),
    ],
)
def test_a_list_of_bullets_behind_a_count_tells_how_many(
    items: list[str], n_listed: int | None, extract: Extract
) -> None:
    rows = extract(TITLE + "Đánh giá theo 3 tiêu chí chính:\n" + "\n".join(items) + "\nKết quả như sau.\n")
    assert [claim.n_listed for claim in rows.claims if claim.unit == "criteria"] == [n_listed]


def test_a_move_goes_as_the_sentence_of_its_later_place_says(extract: Extract) -> None:
    rows = extract(
        "Kết quả xếp hạng chuyển đổi số các huyện tỉnh Lào Cai năm 2019\n"
        "Năm 2018, huyện Bát Xát đứng thứ 4, tăng 5 bậc so với năm 2017. "
        "Năm 2019, huyện Bát Xát giảm xuống vị trí thứ 6.\n"
    )
    moves = [(one.printed_value, one.direction) for one in rows.claims if one.claim_type == "rank_change"]
    assert moves == [(5, "rise"), (None, "fall")]


def test_a_maximum_in_brackets_is_of_the_criterion_before_it(extract: Extract) -> None:
    rows = extract(
        "Kết quả xếp hạng chuyển đổi số các huyện tỉnh Lào Cai năm 2019\n"
        "Hạ tầng số (tối đa 60 điểm): cao nhất là huyện Bát Xát với 51,5 điểm.\n"
    )
    assert [(row.criterion, str(row.value)) for row in rows.statements if row.measure == "max_score"] == [
        ("Hạ tầng số", "60")
    ]


def test_an_average_at_the_foot_is_of_the_year_and_in_the_unit_of_its_column(extract: Extract) -> None:
    rows = extract(
        "Kết quả xếp hạng chuyển đổi số các huyện tỉnh Lào Cai năm 2019\n"
        "TT\tĐơn vị\tTổng điểm năm 2019\tXếp hạng năm 2019\tTổng điểm năm 2018\n"
        "1\tHuyện Bát Xát\t80,5\t1\t70,5\n"
        "2\tHuyện Bảo Thắng\t70,5\t2\t75,5\n"
        "3\tHuyện Văn Bàn\t65,0\t3\t71,0\n"
        "\tĐiểm trung bình\t72,0\t2\t72,33\n"
    )
    told = [
        (claim.claim_type, claim.year, str(claim.printed_value)) for claim in rows.claims if claim.line == 6
    ]
    assert told == [("average", 2019, "72.0"), ("other", 2019, "2"), ("average", 2018, "72.33")]


def test_a_lead_over_a_unit_with_its_place_in_brackets_is_told(extract: Extract) -> None:
    rows = extract(
        "Kết quả xếp hạng chuyển đổi số các huyện tỉnh Lào Cai năm 2019\n"
        "Huyện Bát Xát xếp thứ hai (83,05 điểm), chỉ hơn huyện Văn Bàn (thứ ba) 0,12 điểm.\n"
    )
    assert {row.fate for row in rows.number_ledger if row.token == "0,12"} == {"claim"}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Điểm số tại tiêu chí này vẫn không thay đổi.", ["unchanged"]),
        ("Điểm của các huyện giữ nguyên so với năm 2018.", ["unchanged"]),
        ("Các đơn vị dẫn đầu về điểm số giữ vững vị trí.", []),  # a place is kept, not a score
        ("Điểm tối đa là 10, cách đánh giá không thay đổi.", []),
    ],
)
def test_scores_that_are_what_they_were(extract: Extract, sentence: str, told: list[str]) -> None:
    found = extract(TITLE + sentence).claims
    assert [claim.direction for claim in found if claim.claim_type == "share_change"] == told


@pytest.mark.parametrize(
    ("run", "n"),
    [
        ("04 năm liên tiếp (2018, 2019, 2020, 2021)", 4),
        ("02 năm liền (2019, 2069)", 1),
        ("02 năm liên tiếp (2017, 2019)", 2),  # of a ranking made every second year
        ("03 năm liên tiếp (2017, 2018, 2020)", 2),
        ("trong 2 năm (2017, 2069)", 2),  # no run: the years are counted
    ],
)
def test_years_of_a_run_follow_each_other(extract: Extract, run: str, n: int) -> None:
    found = extract(TITLE + f"Sở Y tế đạt 90 điểm, là đơn vị xếp thứ nhất {run}.").claims
    assert [claim.n_listed for claim in found if claim.unit == "years"] == [n]


@pytest.mark.parametrize(("has_first", "blocks"), [(True, ["departments", "districts"]), (False, [None])])
def test_an_average_at_the_foot_of_a_group_is_of_its_block_and_one_for_all_of_none(
    has_first: bool, blocks: list[str | None], extract: Extract
) -> None:
    lines = [
        "Kết quả xếp hạng ứng dụng CNTT năm 2019", "", "TT\tĐơn vị\tĐiểm\tXếp hạng",
        "I\tKhối sở, ban, ngành", "1\tSở Y tế\t80,0\t1", "2\tSở Tư pháp\t70,0\t2",
        *(["\tGiá trị trung bình\t75,0\t"] if has_first else []),
        "II\tKhối huyện, thành phố", "1\tHuyện Bát Xát\t64,0\t1", "2\tHuyện Văn Bàn\t60,0\t2",
        "\tGiá trị trung bình\t62,0\t",
    ]  # fmt: skip
    averages = [claim for claim in extract("\n".join(lines)).claims if claim.claim_type == "average"]
    assert [claim.block for claim in averages] == blocks


def test_an_average_of_more_units_than_the_document_names_is_one_of_some(extract: Extract) -> None:
    title = "Kết quả xếp hạng tỉnh Lào Cai năm 2019"
    text = f"{title}\n\nSở Y tế đạt 90 điểm, xếp thứ 1. Sở Nội vụ đạt 80 điểm, xếp thứ 2.\n\n"
    for number, wording in (("20", "of_some"), ("2", None)):
        rows = extract(f"{text}Điểm trung bình của {number} đơn vị là 71,25 điểm.\n")
        assert [row.wording for row in rows.claims if row.claim_type == "average"] == [wording]


def test_results_of_a_unit_behind_a_number_of_criteria_do_not_list_them(extract: Extract) -> None:
    text = (
        "Kết quả xếp hạng tỉnh Lào Cai năm 2019\n\nCụ thể trên 8 lĩnh vực, Sở Y tế có: Cải cách thể chế đạt 8,12 điểm, "
        "xếp hạng 3; Cải cách tài chính công đạt 9,05 điểm, xếp hạng 2.\n"
    )
    rows = extract(text)
    assert [row.n_listed for row in rows.claims if row.unit == "criteria"] == [None]
