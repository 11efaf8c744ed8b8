"""Layouts beside the plain table: rows of criteria, turned tables, labelled lists, groups, broken lines."""

from pathlib import Path

import pytest

from pipeline.intake import Hints, extract_file
from pipeline.resolution.staged_rows import StagedRows
from tests.unit.reports import Extract, said

Told = tuple[str | None, str, str, str]
TITLE = "Kết quả đánh giá, xếp hạng mức độ ứng dụng CNTT tỉnh Lào Cai năm 2019"
DEPARTMENTS = "1. Khối các sở, ban, ngành"


def told(rows: StagedRows) -> list[Told]:
    return [(row.agency, row.measure, row.criterion, row.value) for row in said(rows)]


def read(folder: Path, text: str, hints: Hints = Hints()) -> StagedRows:  # noqa: B008
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    return extract_file(path, hints)


def lost(rows: StagedRows) -> list[str]:
    return [entry.token for entry in rows.number_ledger if entry.fate == "unaccounted"]


def test_a_row_for_each_criterion_of_a_unit(extract: Extract) -> None:
    table = [
        "TT\tĐơn vị\tTiêu chí\tĐiểm\tXếp hạng",
        "1\tSở Y tế\t1. Hạ tầng kỹ thuật\t9,5\t",
        "1\tSở Y tế\tTổng điểm\t88,0\t1",
        "2\tSở Tư pháp\t1. Hạ tầng kỹ thuật\t8,0\t",
        "2\tSở Tư pháp\tTổng điểm\t77,0\t2",
    ]
    assert told(extract("\n".join([TITLE, DEPARTMENTS, "", *table]))) == [
        ("Sở Y tế", "score", "Hạ tầng kỹ thuật", "9.5"),
        ("Sở Y tế", "score", "total", "88.0"), ("Sở Y tế", "rank", "total", "1"),
        ("Sở Tư pháp", "score", "Hạ tầng kỹ thuật", "8.0"),
        ("Sở Tư pháp", "score", "total", "77.0"), ("Sở Tư pháp", "rank", "total", "2"),
    ]  # fmt: skip


def test_a_column_for_each_unit(extract: Extract) -> None:
    table = [
        "TT\tTiêu chí\tĐiểm tối đa\tSở Y tế\tSở Tư pháp\tSở Nội vụ",
        "1\tHạ tầng kỹ thuật\t40\t33,5\t30\t21",
        "2\tNhân lực\t60\t50\t44\t43",
        "\tTổng điểm\t100\t83,5\t74\t64",
        "\tXếp hạng\t\t1\t2\t3",
    ]
    found = told(extract("\n".join([TITLE, DEPARTMENTS, "", *table])))
    assert found[:4] == [
        ("Sở Y tế", "score", "Hạ tầng kỹ thuật", "33.5"), ("Sở Y tế", "score", "Nhân lực", "50"),
        ("Sở Y tế", "score", "total", "83.5"), ("Sở Y tế", "rank", "total", "1"),
    ]  # fmt: skip
    assert (None, "max_score", "total", "100") in found and len(found) == 15


def test_labelled_values_behind_each_unit(extract: Extract) -> None:
    lines = [
        "Hai đơn vị nhóm Tốt:",
        "- Sở Y tế - Tổng điểm: 88,5; Xếp hạng: 1; Tính minh bạch: 8,12",
        "- Sở Tư pháp - Tổng điểm: 80,25; Xếp hạng: 2; Tính minh bạch: 7,5",
    ]
    rows = extract("\n".join([TITLE, DEPARTMENTS, *lines]))
    assert told(rows)[:4] == [
        ("Sở Y tế", "score", "total", "88.5"), ("Sở Y tế", "rank", "total", "1"),
        ("Sở Y tế", "score", "Tính minh bạch", "8.12"), ("Sở Y tế", "tier", "total", "Tốt"),
    ]  # fmt: skip
    assert len(told(rows)) == 8 and not lost(rows)


def test_a_tier_row_inside_a_group_keeps_the_block_of_the_group(extract: Extract) -> None:
    table = [
        "STT\tCơ quan, đơn vị\tTổng điểm\tXếp hạng",
        "I. Khối sở, ban, ngành\t\t\t",
        "\tMức Tốt (từ 80 điểm trở lên)\t\t",
        "1\tSở Y tế\t88\t1",
        "\tMức Khá (từ 65 đến dưới 80 điểm)\t\t",
        "2\tSở Tư pháp\t70\t2",
        "II. UBND các huyện, thị xã, thành phố\t\t\t",
        "\tMức Tốt (từ 80 điểm trở lên)\t\t",
        "1\tHuyện Bát Xát\t81\t1",
    ]
    rows = extract("\n".join([TITLE, "", *table])).statements
    tiers = [(row.block, row.agency, row.tier) for row in rows if row.measure == "tier"]
    assert tiers == [
        ("departments", "Sở Y tế", "Tốt"), ("departments", "Sở Tư pháp", "Khá"),
        ("districts", "UBND huyện Bát Xát", "Tốt"),
    ]  # fmt: skip


def test_percent_over_several_columns_is_of_each(extract: Extract) -> None:
    table = [
        "TT\tĐơn vị\tMức độ hài lòng theo yếu tố (%)\tMức độ hài lòng theo yếu tố (%)\tĐánh giá",
        "TT\tĐơn vị\tTiếp cận dịch vụ\tThủ tục hành chính\tĐánh giá",
        "1\tSở Y tế\t95,4\t93,2\tTốt",
        "2\tSở Tư pháp\t87,1\t90,8\tKhá",
    ]
    found = {row.measure for row in extract("\n".join([TITLE, DEPARTMENTS, "", *table])).statements}
    assert found == {"pct_of_max", "tier"}


def test_points_before_conversion_are_the_total_too_and_their_maximum_the_units_own(extract: Extract) -> None:
    table = [
        "TT\tĐơn vị\tĐiểm tối đa\tĐiểm đạt\tĐiểm quy đổi\tXếp hạng",
        "1\tSở Y tế\t90\t81\t90\t1",
        "2\tSở Tư pháp\t100\t82\t82\t2",
    ]
    assert told(extract("\n".join([TITLE, DEPARTMENTS, "", *table])))[:4] == [
        ("Sở Y tế", "max_score", "total", "90"), ("Sở Y tế", "score", "total", "81"),
        ("Sở Y tế", "score", "total", "90"), ("Sở Y tế", "rank", "total", "1"),
    ]  # fmt: skip


def test_the_number_before_or_in_the_brackets_is_the_rank_as_the_column_shows(extract: Extract) -> None:
    table = [
        "TT\tĐơn vị\tTổng số điểm",
        "1\tSở Y tế\t50 (1)",
        "2\tSở Tư pháp\t48 (2)",
        "3\tSở Nội vụ\t47 (3)",
    ]
    assert told(extract("\n".join([TITLE, DEPARTMENTS, "", *table])))[:2] == [
        ("Sở Y tế", "rank", "total", "1"), ("Sở Y tế", "score", "total", "50"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ["TT\tNội dung\tĐiểm tối đa", "1\tHạ tầng kỹ thuật\t40", "2\tNhân lực\t60"],
        ["Tổng điểm gồm 2 nhóm tiêu chí: Hạ tầng kỹ thuật (40 điểm) và Nhân lực (60 điểm)."],
    ],
)
def test_maxima_of_criteria_alone(lines: list[str], extract: Extract) -> None:
    text = [TITLE, DEPARTMENTS, *lines, "", "Sở Y tế đạt 88 điểm."]
    assert told(extract("\n".join(text)))[:2] == [
        (None, "max_score", "Hạ tầng kỹ thuật", "40"), (None, "max_score", "Nhân lực", "60"),
    ]  # fmt: skip


def test_lines_broken_inside_sentences_are_read_as_one(extract: Extract) -> None:
    lines = [
        "Dẫn đầu khối là Sở Thông tin và Truyền thông với 93,25 điểm, tiếp theo là Sở Y tế (xếp thứ 2,",
        "91,4 điểm). Xếp cuối bảng là Sở Lao động - Thương binh và",
        "Xã hội với 50,5 điểm.",
    ]
    rows = extract("\n".join([TITLE, DEPARTMENTS, *lines])).statements
    found = [(row.line, row.agency, row.measure, row.value_text) for row in rows]
    assert found == [
        (3, "Sở Thông tin và Truyền thông", "rank", "Dẫn đầu"),
        (3, "Sở Thông tin và Truyền thông", "score", "93,25"),
        (3, "Sở Y tế", "rank", "2"), (4, "Sở Y tế", "score", "91,4"),
        (4, "Sở Lao động - Thương binh và Xã hội", "rank", "Xếp cuối bảng"),
        (5, "Sở Lao động - Thương binh và Xã hội", "score", "50,5"),
    ]  # fmt: skip


def test_a_commune_is_the_unit_and_its_district_where_it_lies(extract: Extract) -> None:
    line = (
        "Phường Cốc Lếu (thành phố Lào Cai) xếp hạng 1 với 95 điểm; xã Bản Vược, huyện Bát Xát đạt 90 điểm."
    )
    rows = extract("\n".join([TITLE, "1. Khối UBND các xã, phường, thị trấn", line])).statements
    assert [(row.block, row.agency, row.measure, str(row.value)) for row in rows] == [
        ("communes", "UBND phường Cốc Lếu", "rank", "1"), ("communes", "UBND phường Cốc Lếu", "score", "95"),
        ("communes", "UBND xã Bản Vược", "score", "90"),
    ]  # fmt: skip


def test_a_national_list_belongs_to_the_country(tmp_path: Path) -> None:
    text = (
        "Công bố Chỉ số cải cách hành chính năm 2023 của các bộ, ngành và các tỉnh, thành phố\n"
        "Bộ Tư pháp đứng đầu với 89,95 điểm. Tỉnh Quảng Ninh xếp thứ 1/63 với 92,18 điểm.\n"
    )
    rows = read(tmp_path, text).statements
    found = [(row.province_id, row.block, row.agency_id, row.measure, str(row.value)) for row in rows]
    assert found == [
        ("viet-nam", "ministries", "viet-nam/bo-tu-phap", "rank", "1"),
        ("viet-nam", "ministries", "viet-nam/bo-tu-phap", "score", "89.95"),
        ("viet-nam", "provinces", "viet-nam/ubnd-tinh-quang-ninh", "rank", "1"),
        ("viet-nam", "provinces", "viet-nam/ubnd-tinh-quang-ninh", "score", "92.18"),
    ]


def test_a_province_told_in_its_own_report_is_one_of_the_national_list(extract: Extract) -> None:
    line = "Năm 2018, tỉnh Lào Cai xếp thứ 12/63 tỉnh, thành phố cả nước về ICT Index."
    rows = extract("\n".join([TITLE, line])).statements
    found = [(row.year, row.block, row.agency, str(row.value)) for row in rows]
    assert found == [(2018, "provinces", "UBND tỉnh Lào Cai", "12")]


def test_units_of_a_city_are_the_citys(tmp_path: Path) -> None:
    text = (
        "Kết quả xếp hạng mức độ chính quyền điện tử thành phố Đà Nẵng năm 2020\n"
        "Khối sở, ban, ngành: Văn phòng UBND thành phố đạt 80,67 điểm; Thanh tra thành phố đạt 66 điểm.\n"
    )
    names = [row.agency for row in read(tmp_path, text).statements]
    assert names == ["Văn phòng UBND thành phố", "Thanh tra thành phố"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Năm 2019 Sở Y tế đứng đầu; năm 2018, sở này xếp thứ 3 với 80 điểm.", [(2018, "3"), (2018, "80")]),
        ("Sở Y tế đạt 0,8551 (năm 2018 là 0,8340).", [(2019, "0.8551"), (2018, "0.8340")]),
        ("Sở Y tế tăng từ hạng 6 năm 2018 lên hạng 2.", [(2018, "6"), (2019, "2")]),
        ("Sở Y tế đạt 0,7864, tăng 0,065 so với năm 2018 (0,7214).", [(2019, "0.7864"), (2018, "0.7214")]),
    ],
)
def test_a_value_belongs_to_the_year_of_its_part_of_the_sentence(
    sentence: str, expected: list[tuple[int, str]], extract: Extract
) -> None:
    rows = extract("\n".join([TITLE, DEPARTMENTS, sentence])).statements
    found = [(row.year, str(row.value)) for row in rows if row.value_text != "đứng đầu"]
    assert found == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sở Y tế (18/20), Sở Nội vụ (19/20, 60 điểm).", ["18", "19", "60"]),
        ("Sở Y tế, Sở Nội vụ lần lượt đạt 9,5 điểm và 8,25 điểm.", ["9.5", "8.25"]),
        ("Sở Y tế, Sở Nội vụ lần lượt xếp hạng 3, 4 với số điểm 66,4, 65,7.", ["3", "4", "66.4", "65.7"]),
        ("Xếp thứ nhất là Sở Y tế (83 điểm), thứ nhì là Sở Nội vụ (71 điểm).", ["1", "83", "2", "71"]),
        ("Ba đơn vị cuối bảng là Sở Y tế (hạng 18, 60,5 điểm) và hai đơn vị khác.", ["18", "60.5"]),
        ("Sở Y tế dẫn đầu, cao hơn Sở Nội vụ 10,86 điểm.", ["1"]),
        ("Sở Y tế, quán quân năm trước, xếp thứ 6.", ["6"]),
    ],
)  # fmt: skip
def test_places_and_lists_in_a_sentence(sentence: str, expected: list[str], extract: Extract) -> None:
    rows = extract("\n".join([TITLE, DEPARTMENTS, sentence])).statements
    assert [str(row.value) for row in rows] == expected


def test_an_index_of_its_own_begins_where_a_line_names_it(extract: Extract) -> None:
    lines = [DEPARTMENTS, "Sở Y tế đạt 80 điểm.", "Chỉ số hài lòng (SIPAS) 2019", "Sở Y tế đạt 90,5%."]
    rows = extract("\n".join([TITLE, *lines])).statements
    assert [(row.index_id, row.measure) for row in rows] == [("ict", "score"), ("service", "pct_of_max")]


def test_names_are_published_in_usual_letters(extract: Extract) -> None:
    table = [
        "TT\tTên đơn vị\tHiện đại hoá\u00a0hành chính\tTổng điểm",
        "1\tXÃ TÂN HẢI\t5\t50",
        "2\tPhường Bình Hoà\t4\t40",
    ]
    rows = extract("\n".join([TITLE, "1. Các xã, phường, thị trấn", "", *table])).statements
    assert {(row.agency, row.criterion) for row in rows} == {
        ("UBND xã Tân Hải", "Hiện đại hóa hành chính"), ("UBND xã Tân Hải", "total"),
        ("UBND phường Bình Hòa", "Hiện đại hóa hành chính"), ("UBND phường Bình Hòa", "total"),
    }  # fmt: skip


def test_a_table_set_with_blanks_under_a_header_of_two_lines(extract: Extract) -> None:
    table = [
        "TT   Tên đơn vị      Hạ tầng   Nhân   Tổng Xếp",
        "                     kỹ thuật  lực    điểm hạng",
        "1    Sở Y tế            33,5   50,0   83,5   1",
        "2    Sở Tư pháp         30,0   44,0   74,0   2",
        "3    Sở Nội vụ          21,0   43,0   64,0   3",
    ]
    found = told(extract("\n".join([TITLE, DEPARTMENTS, "", *table])))
    assert found[:4] == [
        ("Sở Y tế", "score", "Hạ tầng kỹ thuật", "33.5"), ("Sở Y tế", "score", "Nhân lực", "50.0"),
        ("Sở Y tế", "score", "total", "83.5"), ("Sở Y tế", "rank", "total", "1"),
    ]  # fmt: skip
    assert len(found) == 12


def test_a_header_beside_its_columns_stands_in_their_order(extract: Extract) -> None:
    table = [
        "                            Thông tin     Dịch vụ công    Quản trị,    Tổng     Xếp      Xếp",
        " TT   Tên cơ quan            chủ yếu       trực tuyến     kỹ thuật     điểm     hạng     loại",
        " 1    Sở Y tế               56            23           13        92        1       A",
        " 2    Sở Tư pháp            53            24           14        91        2       A",
        " 3    Sở Nội vụ             50            20           12        82        3       B",
    ]
    found = told(extract("\n".join([TITLE, DEPARTMENTS, "", *table])))
    assert found[:6] == [
        ("Sở Y tế", "score", "Thông tin chủ yếu", "56"), ("Sở Y tế", "score", "Dịch vụ công trực tuyến", "23"),
        ("Sở Y tế", "score", "Quản trị, kỹ thuật", "13"), ("Sở Y tế", "score", "total", "92"),
        ("Sở Y tế", "rank", "total", "1"), ("Sở Y tế", "tier", "total", "A"),
    ]  # fmt: skip
    assert len(found) == 18


def test_a_header_shifted_from_figures_set_to_the_right_and_printed_again(extract: Extract) -> None:
    head = [
        "                                Hạ tầng   Ứng dụng     Nguồn     Tổng",
        " TT   Tên cơ quan               kỹ thuật     CNTT     nhân lực   điểm   Xếp hạng",
        "                                  (25)       (50)       (25)     (100)",
    ]
    rows = [
        "  1   Sở Y tế                     23,50      45,75      13,50      82,75        1",
        "  2   Sở Tư pháp                  23,25      45,50      13,00      81,75        2",
        "  3   Sở Nội vụ                   21,50      44,75      13,25      79,50        3",
        "  4   Sở Xây dựng                 21,00      43,75      13,00      77,75        4",
    ]
    found = extract("\n".join([TITLE, DEPARTMENTS, "", *head, *rows[:2], "", "1", "", *head, *rows[2:]]))
    scores = [(row.criterion, row.value_text) for row in found.statements if row.agency == "Sở Xây dựng"]
    assert scores == [
        ("Hạ tầng kỹ thuật", "21,00"), ("Ứng dụng CNTT", "43,75"), ("Nguồn nhân lực", "13,00"),
        ("total", "77,75"), ("total", "4"),
    ]  # fmt: skip
    assert lost(found) == []


def test_a_word_over_the_columns_of_two_years_stands_over_both(extract: Extract) -> None:
    table = [
        "TT    Đơn vị          Hạ tầng     Tổng    Xếp hạng",
        "                      kỹ thuật    điểm    2019    2018",
        "1     Sở Y tế         0,80        0,85    1       1",
        "2     Sở Tư pháp      0,72        0,79    2       5",
        "3     Sở Nội vụ       0,75        0,74    3       3",
    ]
    found = extract("\n".join([TITLE, DEPARTMENTS, "", *table])).statements
    ranks = [(row.agency, row.year, str(row.value)) for row in found if row.measure == "rank"]
    assert ranks[2:4] == [("Sở Tư pháp", 2019, "2"), ("Sở Tư pháp", 2018, "5")]


def test_points_of_maxima_that_differ_are_the_whole_that_a_percentage_is_of(extract: Extract) -> None:
    rows = [
        "TT\tĐơn vị\tĐiểm tối đa\tĐiểm đạt được\tChỉ số (%)\tXếp hạng",
        "1\tSở Y tế\t94,10\t86,04\t91,43\t1",
        "2\tSở Tư pháp\t96,00\t87,24\t90,88\t2",
        "3\tSở Nội vụ\t100,00\t90,12\t90,12\t3",
        "4\tSở Xây dựng\t95,50\t85,61\t89,64\t4",
    ]
    found = extract("\n".join([TITLE, DEPARTMENTS, "", *rows])).statements
    points = [row.value_text for row in found if row.measure == "score" and row.criterion == "total"]
    assert points == ["86,04", "87,24", "90,12", "85,61"]


def test_a_title_and_a_block_above_one_cell_a_line_are_no_header(extract: Extract) -> None:
    title = "Kết quả đánh giá, xếp hạng DDCI tỉnh Lào Cai năm 2012"
    cells = ["Tên đơn vị", "Mức độ giao dịch", "Tổng điểm", "Xếp hạng"]
    cells += ["Sở Y tế", "4,50", "8,25", "1", "Sở Tư pháp", "4,00", "7,50", "2"]
    found = told(extract("\n".join([title, "", "1. Đối với sở, ban, ngành", "", *cells])))
    assert found[:3] == [
        ("Sở Y tế", "score", "Mức độ giao dịch", "4.50"),
        ("Sở Y tế", "score", "total", "8.25"), ("Sở Y tế", "rank", "total", "1"),
    ]  # fmt: skip
    assert len(found) == 6


def test_a_block_behind_the_number_that_would_be_next_is_no_unit(extract: Extract) -> None:
    header = ["Xếp hạng", "Tên đơn vị", "Nhân lực", "Tổng điểm"]
    rows = ["1", "Sở Y tế", "4", "9", "2", "Sở Tư pháp", "2", "3"]
    others = ["II. Huyện, thị xã, thành phố", "1", "UBND huyện Bát Xát", "3", "7"]
    found = told(extract("\n".join([TITLE, "", *header, "I. Sở, ban, ngành", *rows, *others])))
    assert found[-1] == ("UBND huyện Bát Xát", "score", "total", "7")
    assert len(found) == 9


def test_a_list_of_units_goes_on_over_the_ends_of_lines(extract: Extract) -> None:
    lines = [
        "- Nhóm Tốt (6 đơn vị): Sở Y tế, Sở Nội vụ, Sở Tư pháp, Sở Xây dựng, Sở",
        "Tài chính, Sở Công Thương.",
        "- Nhóm Khá (2 đơn vị): Sở Ngoại vụ, Thanh tra tỉnh.",
    ]
    found = told(extract("\n".join([TITLE, DEPARTMENTS, "", *lines])))
    assert [(unit, value) for unit, measure, _, value in found if measure == "tier"] == [
        *((unit, "Tốt") for unit in ("Sở Y tế", "Sở Nội vụ", "Sở Tư pháp", "Sở Xây dựng", "Sở Tài chính")),
        ("Sở Công Thương", "Tốt"), ("Sở Ngoại vụ", "Khá"), ("Thanh tra tỉnh", "Khá"),
    ]  # fmt: skip


def test_the_numbers_of_columns_one_a_line_with_a_sum_among_them(extract: Extract) -> None:
    head = ["STT", "Đơn vị", "Hạ tầng", "Nhân lực", "Tổng điểm", "Xếp hạng"]
    numbers = ["(1)", "(2)", "(3)", "(4)", "(5)=(3)+(4)", "(6)"]
    rows = ["1", "Sở Y tế", "28,5", "17,0", "45,5", "2", "2", "Sở Nội vụ", "29,0", "18,5", "47,5", "1"]
    more = ["3", "Sở Tư pháp", "25,0", "14,5", "39,5", "3", "4", "Sở Xây dựng", "21,0", "14,0", "35,0", "4"]
    found = extract("\n".join([TITLE, DEPARTMENTS, "", *head, *numbers, *rows, *more]))
    assert told(found)[:4] == [
        ("Sở Y tế", "score", "Hạ tầng", "28.5"), ("Sở Y tế", "score", "Nhân lực", "17.0"),
        ("Sở Y tế", "score", "total", "45.5"), ("Sở Y tế", "rank", "total", "2"),
    ]  # fmt: skip
    assert lost(found) == []


def test_criteria_in_letters_with_their_maxima_head_lists_of_units(extract: Extract) -> None:
    lines = [
        TITLE, "", "I. Kết quả chung", "1. Huyện Bát Xát: 88,35 điểm; xếp hạng 1/2; loại Tốt.",
        "   (năm 2018 xếp hạng 7/9)", "2. Huyện Bảo Yên: 87,90 điểm; xếp hạng 2/2; loại Tốt.", "",
        "II. Điểm theo lĩnh vực", "a) Công tác chỉ đạo (tối đa 18 điểm)", "- Huyện Bát Xát: 17,25 điểm",
        "- Huyện Bảo Yên: 17,50 điểm",
    ]  # fmt: skip
    found = [
        (row.agency, row.year, row.criterion, row.value_text) for row in extract("\n".join(lines)).statements
    ]
    assert ("UBND huyện Bảo Yên", 2019, "total", "87,90") in found
    assert ("UBND huyện Bảo Yên", 2019, "Công tác chỉ đạo", "17,50") in found


def test_of_two_phases_alike_the_one_whose_columns_all_have_a_header_is_taken(extract: Extract) -> None:
    head = ["STT", "Tên cơ quan", "Hạ tầng", "Nhân lực", "Ứng dụng", "Tổng điểm", "Xếp hạng"]
    numbers = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(3)+(4)+(5)", "(7)"]
    rows = [
        ["1", "Huyện Bát Xát", "27,0", "16,0", "37,25", "80,25", "1"],
        ["2", "Huyện Bảo Yên", "22,0", "13,5", "33,00", "68,50", "2"],
        ["3", "Huyện Bảo Thắng", "21,0", "12,0", "31,50", "64,50", "4"],
        ["4", "Huyện Văn Bàn", "20,5", "11,5", "30,25", "62,25", "5"],
        ["5", "Huyện Bắc Hà", "21,5", "13,0", "32,00", "66,50", "3"],
    ]
    lines = [
        TITLE,
        "",
        "1",
        "",
        "II. UBND CÁC HUYỆN",
        *head,
        *numbers,
        *(cell for row in rows for cell in row),
        "2",
    ]
    found = extract("\n".join(lines))
    places = [(row.agency, row.value_text) for row in found.statements if row.measure == "rank"]
    assert places == [(f"UBND h{row[1][1:]}", row[-1]) for row in rows]


def test_a_row_of_the_tier_that_is_called_like_an_average_is_that_of_its_unit(extract: Extract) -> None:
    rows = [
        ("Tốt", "1", "2", "Huyện Bát Xát", "91,20"),
        ("Khá", "2", "1", "Huyện Bảo Yên", "83,40"),
        ("Trung bình", "3", "4", "Huyện Bảo Thắng", "73,30"),
        ("Trung bình", "4", "3", "Huyện Văn Bàn", "71,05"),
    ]
    head = ("Xếp loại", "Xếp hạng năm 2019", "Xếp hạng năm 2018", "Đơn vị", "Tổng điểm")
    text = "\n".join([TITLE, "", *("\t".join(row) for row in (head, *rows))])
    found = {
        (row.agency, row.measure, row.year, row.tier or row.value_text) for row in extract(text).statements
    }
    assert found == {
        (f"UBND h{name[1:]}", measure, year, value)
        for tier, now, before, name, score in rows
        for measure, year, value in (
            ("tier", 2019, tier),
            ("rank", 2019, now),
            ("rank", 2018, before),
            ("score", 2019, score),
        )
    }


def test_the_maxima_of_a_table_are_those_of_its_units(extract: Extract) -> None:
    departments = [
        "I. Khối sở, ban, ngành",
        "STT\tĐơn vị\tHạ tầng số\tNhân lực số\tTổng điểm",
        "\tĐiểm tối đa\t40\t20\t60",
    ]
    districts = [
        "Phần thứ hai",
        "STT\tĐơn vị\tHạ tầng số\tNhân lực số\tTổng điểm",
        "\tĐiểm tối đa\t60\t40\t100",
    ]
    text = "\n".join(
        [
            *(TITLE, "", *departments, "1\tSở Y tế\t30,5\t15,5\t46\n2\tSở Tư pháp\t28,5\t11,5\t40", ""),
            *(*districts, "1\tHuyện Bát Xát\t50,5\t35,5\t86\n2\tHuyện Bảo Yên\t38,5\t31,5\t70"),
        ]
    )
    maxima = [
        row for row in extract(text).statements if row.measure == "max_score" and row.criterion == "total"
    ]
    assert [(row.block, str(row.value)) for row in maxima] == [("departments", "60"), ("districts", "100")]


def test_what_a_unit_gave_itself_stands_beside_what_was_verified(extract: Extract) -> None:
    head = [
        "TT\tĐơn vị\tHạ tầng kỹ thuật\tHạ tầng kỹ thuật\tNhân lực\tNhân lực\tTổng điểm\tTổng điểm\tXếp hạng",
        "TT\tĐơn vị\tTự chấm\tThẩm định\tTự chấm\tThẩm định\tTự đánh giá\tThẩm định\tXếp hạng",
    ]
    rows = [
        "1\tSở Y tế\t40,0\t38,5\t50,0\t50,0\t90,0\t88,5\t1",
        "2\tSở Tư pháp\t41,0\t36,0\t44,5\t44,0\t85,5\t80,0\t2",
        "3\tSở Nội vụ\t30,5\t30,5\t42,0\t40,0\t72,5\t70,5\t3",
    ]
    found = extract("\n".join([TITLE, DEPARTMENTS, "", *head, *rows]))
    assert [row for row in told(found) if row[0] == "Sở Tư pháp"] == [
        ("Sở Tư pháp", "score", "Hạ tầng kỹ thuật", "36.0"), ("Sở Tư pháp", "score", "Nhân lực", "44.0"),
        ("Sở Tư pháp", "score", "total", "80.0"), ("Sở Tư pháp", "rank", "total", "2"),
    ]  # fmt: skip
    assert not lost(found)


def test_the_mean_of_the_criteria_is_the_whole_beside_a_criterion_called_like_one(extract: Extract) -> None:
    table = [
        "TT\tĐơn vị\tTiếp cận\tKết quả\tCông chức\tChỉ số hài lòng chung\tXếp hạng",
        "1\tSở Y tế\t92,8\t92,9\t96,2\t93,97\t1",
        "2\tSở Tư pháp\t94,8\t93,1\t90,5\t92,80\t2",
        "3\tSở Nội vụ\t91,0\t93,0\t90,0\t91,33\t3",
        "4\tSở Xây dựng\t87,5\t90,9\t88,0\t88,80\t4",
    ]
    found = told(extract("\n".join([TITLE, DEPARTMENTS, "", *table])))
    assert {row[2:] for row in found if row[0] == "Sở Tư pháp"} == {
        ("Tiếp cận", "94.8"), ("Kết quả", "93.1"), ("Công chức", "90.5"), ("total", "92.80"), ("total", "2"),
    }  # fmt: skip


def test_a_row_of_maxima_may_be_called_so_in_brackets(extract: Extract) -> None:
    table = [
        "STT    Đơn vị            Hạ tầng    Nhân lực    Tổng điểm    Hạng",
        "       (điểm tối đa)     40         60          100",
        "1      Sở Y tế           35,50      55,00       90,50        1",
        "2      Sở Tư pháp        33,00      50,50       83,50        2",
    ]
    rows = extract("\n".join([TITLE, DEPARTMENTS, "", *table])).statements
    assert {row.agency for row in rows if row.measure != "max_score"} == {"Sở Y tế", "Sở Tư pháp"}
    assert [row.value_text for row in rows if row.measure == "max_score"] == ["40", "60", "100"]


def test_one_mean_at_the_foot_is_of_the_column_that_it_is_the_mean_of(extract: Extract) -> None:
    head = ["STT", "Đơn vị", "Điểm tự chấm", "Điểm thẩm định", "Điểm khảo sát", "Tổng điểm", "Hạng"]
    rows = [
        ["1", "Sở Y tế", "52,50", "51,00", "30,50", "81,50", "1"],
        ["2", "Sở Tư pháp", "51,00", "50,25", "28,25", "78,50", "2"],
        ["3", "Sở Nội vụ", "50,75", "48,50", "22,50", "71,00", "3"],
    ]
    cells = [cell for row in (head, *rows) for cell in row]
    found = extract("\n\n".join([TITLE, DEPARTMENTS, *cells, "Giá trị trung bình", "77,00"]))
    means = [(row.criterion, str(row.printed_value)) for row in found.claims if row.claim_type == "average"]
    assert means == [("total", "77.00")] and not lost(found)


def test_maxima_that_are_printed_once_for_several_lists(extract: Extract) -> None:
    text = [
        *(
            "Thang điểm đánh giá",
            "",
            "STT\tNhóm tiêu chí\tĐiểm tối đa",
            "1\tHạ tầng\t200",
            "2\tNhân lực\t300",
        ),
        *("\tTổng cộng\t500", "", "Số đơn vị được xếp hạng: 4 (2 sở, 2 huyện)", "", TITLE, ""),
        *("STT\tĐơn vị\tHạ tầng\tNhân lực\tTổng điểm", "I\tCÁC SỞ", "1\tSở Y tế\t150\t250\t400"),
        *("2\tSở Tư pháp\t140\t200\t340", "II\tCÁC HUYỆN", "1\tHuyện Bát Xát\t130\t240\t370"),
        "2\tHuyện Văn Bàn\t125\t195\t320",
    ]
    found = extract("\n".join(text))
    maxima = [str(row.printed_value) for row in found.claims if row.claim_type == "max_of_criterion"]
    assert maxima == ["200", "300", "500"] and not lost(found)


@pytest.mark.parametrize(
    "caption",
    [
        "Biểu 2. Kết quả của Ủy ban nhân dân các huyện, thành phố",
        "Bảng 2: Xếp hạng của UBND các huyện, thị xã, thành phố",
        "Phụ lục II. Kết quả của Uỷ ban nhân dân cấp huyện",
        "Biểu 2. Kết quả đối với Ủy ban nhân dân các huyện",
    ],
)
def test_a_caption_on_whose_results_follow_names_no_criterion(extract: Extract, caption: str) -> None:
    head = "TT\tĐơn vị\tHạ tầng (tối đa 40)\tNhân lực (tối đa 60)\tTổng điểm\tHạng"
    departments = ["1\tSở Y tế\t30\t50\t80\t1", "2\tSở Tư pháp\t25\t44\t69\t2"]
    districts = ["1\tUBND huyện Bát Xát\t31\t50\t81\t1", "2\tUBND huyện Văn Bàn\t22\t40\t62\t2"]
    text = [
        TITLE,
        "",
        "Biểu 1. Kết quả của các sở, ngành",
        "",
        head,
        *departments,
        "",
        caption,
        "",
        head,
        *districts,
    ]
    found = [row for row in told(extract("\n".join(text))) if row[0] == "UBND huyện Văn Bàn"]
    assert found == [
        ("UBND huyện Văn Bàn", "score", "Hạ tầng", "22"), ("UBND huyện Văn Bàn", "score", "Nhân lực", "40"),
        ("UBND huyện Văn Bàn", "score", "total", "62"), ("UBND huyện Văn Bàn", "rank", "total", "2"),
    ]  # fmt: skip


def test_a_caption_on_results_of_public_units_names_no_criterion(extract: Extract) -> None:
    rows = extract(
        f"{TITLE}\n\nBiểu 3. Kết quả của các đơn vị sự nghiệp công lập\n\nTT\tTên đơn vị\tTổng điểm\tHạng\n"
        "1\tTrường Cao đẳng Lào Cai\t81\t1\n2\tTrường Chính trị tỉnh Lào Cai\t78,5\t2\n"
    )
    assert {row[2] for row in told(rows)} == {"total"}
