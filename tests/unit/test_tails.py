"""Rows set with single blanks: names over several lines, headers again on a new page, rows of averages."""

from tests.unit.reports import Extract, said

TITLE = "Kết quả xếp hạng mức độ chuyển đổi số các sở của tỉnh Hà Giang năm 2022"
HEAD = "STT Đơn vị Hạ tầng số (40) Nhân lực số (30) Chính sách (30) Tổng điểm Hạng Xếp loại"
ROWS = [
    ("Sở Y tế", "39,10", "25,00", "28,00", "92,10", "1", "Tốt"),
    ("Sở Nông nghiệp và Phát triển nông thôn", "35,00", "26,40", "27,10", "88,50", "2", "Tốt"),
    ("Sở Lao động - Thương binh và Xã hội", "30,15", "20,00", "22,00", "72,15", "3", "Khá"),
    ("Sở Nội vụ", "28,00", "21,00", "20,00", "69,00", "4", "Khá"),
    ("Sở Tư pháp", "25,00", "14,00", "11,50", "50,50", "5", "Trung bình"),
]
MEASURES = (
    "score Hạ tầng số",
    "score Nhân lực số",
    "score Chính sách",
    "score total",
    "rank total",
    "tier total",
)
WANTED = {
    (name, measure, value) for name, *values in ROWS for measure, value in zip(MEASURES, values, strict=True)
}


def told(lines: list[str], extract: Extract) -> set[tuple[str, str, str]]:
    """Unit, measure with criterion, and printed value of all that is read of units."""
    found = said(extract("\n".join([TITLE, "", *lines])))
    rows = {(str(row.agency), f"{row.measure} {row.criterion}", row.value_text) for row in found}
    return {row for row in rows if not row[1].startswith("max_score")}


def lines_of(*broken: list[str]) -> list[str]:
    """The rows as lines, but for those that are given as several lines."""
    lines = [[" ".join((str(number), *row))] for number, row in enumerate(ROWS, start=1)]
    for number, given in enumerate(broken, start=2):
        lines[number - 1] = given
    return [line for row in lines for line in row]


def test_figures_stand_between_the_lines_of_their_name(extract: Extract) -> None:
    second = ["2 Sở Nông nghiệp và", "Phát triển nông thôn 35,00 26,40 27,10 88,50 2 Tốt"]
    third = ["Sở Lao động - Thương", "3 30,15 20,00 22,00 72,15 3 Khá", "binh và Xã hội"]
    assert told([HEAD, *lines_of(second, third)], extract) == WANTED


def test_a_header_again_on_a_new_page_and_averages_at_the_foot(extract: Extract) -> None:
    lines = lines_of()
    foot = "Trung bình 31,45 21,28 21,72 74,45"
    found = told([HEAD, *lines[:3], "", "2", HEAD, *lines[3:], foot], extract)
    assert found == WANTED


def test_maxima_in_a_line_between_header_and_rows(extract: Extract) -> None:
    head = "STT Đơn vị Hạ tầng số Nhân lực số Chính sách Tổng điểm Hạng Xếp loại"
    rows = extract("\n".join([TITLE, "", head, "Điểm tối đa 40 30 30 100", *lines_of()]))
    maxima = {(row.criterion, row.value_text) for row in rows.statements if row.measure == "max_score"}
    assert maxima == {("Hạ tầng số", "40"), ("Nhân lực số", "30"), ("Chính sách", "30"), ("total", "100")}
    assert told([head, "Điểm tối đa 40 30 30 100", *lines_of()], extract) == WANTED


def test_bounds_under_a_list_are_none_of_its_rows(extract: Extract) -> None:
    rows = extract(
        "Kết quả xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\n\n"
        "1 ─ Sở Y tế ─ 97,02\n2 ─ Sở Nội vụ ─ 96,66\n3 ─ Sở Tư pháp ─ 74,85\n\n"
        "Thang điểm: Tốt từ 90; Khá từ 70 đến dưới 90; Yếu dưới 70\n"
    )
    bounds = [(claim.tier, str(claim.printed_value)) for claim in rows.claims if claim.line == 7]
    assert bounds == [("Tốt", "90"), ("Khá", "70"), ("Khá", "90"), ("Yếu", "70")]


def test_a_heading_that_is_left_open_does_not_run_into_the_table(extract: Extract) -> None:
    text = [
        "Kết quả xếp hạng chuyển đổi số các sở, ban, ngành, năm 2019 (kèm theo Quyết định của tỉnh)",
        "STT Cơ quan, đơn vị Điểm",
        "số",
        "1 Sở Y tế 88,5",
        "2 Sở Nội vụ 84,5",
        "3 Sở Tư pháp 80,5",
        "4 Sở Xây dựng 70,5",
    ]
    found = extract("\n".join(text))
    assert [row.value_text for row in found.statements] == ["88,5", "84,5", "80,5", "70,5"]


def test_the_number_of_a_page_and_maxima_of_a_header_broken_over_lines(extract: Extract) -> None:
    text = [
        "Kết quả xếp hạng chính quyền điện tử các sở tỉnh Lào Cai năm 2019",
        "",
        "STT Đơn vị Hạ tầng",
        "(20) Ứng dụng",
        "(30) Tổng điểm",
        "(50) Xếp",
        "hạng",
        "1 Sở Y tế 20 25 45 1",
        "2 Sở Nội vụ 15 23 38 2",
        "Trang 5",
        "3 Sở Tư pháp 12 18 30 3",
        "4 Sở Xây dựng 11 17 28 4",
    ]
    found = extract("\n".join(text))
    assert found.quarantine == []
    maxima = [(row.line, row.value_text) for row in found.statements if row.measure == "max_score"]
    assert maxima == [(4, "20"), (5, "30"), (6, "50")]
    assert sum(row.measure == "rank" for row in found.statements) == 4


def test_a_hundred_percent_among_maxima_is_none_of_the_points(extract: Extract) -> None:
    text = [
        "Kết quả xếp hạng cải cách hành chính các sở tỉnh Lào Cai năm 2019",
        "",
        "TT Tên đơn vị Điểm thẩm định Điểm điều tra Tổng điểm Chỉ số (%) Xếp hạng",
        "Điểm tối đa 58 32 90 100%",
        "1 Sở Y tế 51,50 30,25 81,75 90,83% 1",
        "2 Sở Nội vụ 50,75 30,00 80,75 89,72% 2",
        "3 Sở Tư pháp 49,75 30,00 79,75 88,61% 3",
    ]
    rows = extract("\n".join(text)).statements
    assert [row.value_text for row in rows if row.measure == "max_score"] == ["58", "32", "90"]


def test_an_abbreviation_ends_the_names_of_a_header_and_begins_none(extract: Extract) -> None:
    text = [
        "Kết quả xếp hạng ứng dụng CNTT các sở tỉnh Lào Cai năm 2019",
        "",
        "TT Tên cơ quan Nhân lực CNTT An toàn CNTT Trang thông tin điện tử Tổng điểm Xếp hạng",
        "1 Sở Y tế 17,0 39,0 23,5 79,5 1",
        "2 Sở Nội vụ 18,0 34,5 23,5 76,0 2",
        "3 Sở Tư pháp 17,5 33,5 20,0 71,0 3",
    ]
    first = [(row.criterion, row.value_text) for row in said(extract("\n".join(text))) if row.line == 4]
    assert first == [
        ("Nhân lực CNTT", "17,0"),
        ("An toàn CNTT", "39,0"),
        ("Trang thông tin điện tử", "23,5"),
        ("total", "79,5"),
        ("total", "1"),
    ]


def test_a_header_that_ends_with_a_year_heads_the_second_list_too(extract: Extract) -> None:
    head = "STT Đơn vị Điểm thẩm định Điểm điều tra Tổng điểm Hạng năm 2022 Hạng năm 2021"
    first = [
        "1 Sở Y tế 61,10 28,00 89,10 1 2",
        "2 Sở Nội vụ 60,15 27,00 87,15 2 1",
        "3 Sở Tư pháp 50,00 21,50 71,50 3 3",
    ]
    second = ["1 Huyện Mèo Vạc 58,10 26,00 84,10 1 1", "2 Huyện Yên Minh 57,15 25,00 82,15 2 3"]
    lines = [
        "I. CẤP SỞ",
        head,
        *first,
        "Trung bình khối 82,58",
        "",
        "II. CẤP HUYỆN",
        head,
        *second,
        "Trung bình khối 83,13",
    ]
    rows = extract("\n".join([TITLE, "", *lines]))
    assert not rows.quarantine
    ranks = {(row.agency, row.year, str(row.value)) for row in rows.statements if row.measure == "rank"}
    assert len(ranks) == 10
    assert {("Sở Nội vụ", 2021, "1"), ("Sở Nội vụ", 2022, "2")} <= ranks
    assert {row.fate for row in rows.number_ledger if row.token in ("82,58", "83,13")} == {"claim"}
