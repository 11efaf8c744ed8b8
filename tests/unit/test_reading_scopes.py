"""What a sentence says of a criterion or an index, and which unit is meant where none is named."""

import pytest

from tests.unit.reports import YEAR, Extract, said

Told = tuple[str | None, str, str, str]


def told(extract: Extract, *lines: str) -> list[Told]:
    """Agency, measure, criterion and value of each statement of a unit in an article of Lào Cai."""
    title = f"Công bố kết quả xếp hạng chuyển đổi số các sở, ban, ngành tỉnh Lào Cai năm {YEAR}"
    rows = said(extract("\n\n".join([title, *lines])))
    return [(row.agency, row.measure, row.criterion, row.value) for row in rows if row.agency]


def test_a_criterion_behind_the_whole_holds_for_its_unit_alone(extract: Extract) -> None:
    assert told(
        extract,
        "Sở Y tế dẫn đầu với 85,5 điểm, trong đó chỉ số Tính chủ động đạt 7,25 điểm. Sở Nội vụ đạt 80,5 điểm.",
    ) == [
        ("Sở Y tế", "rank", "total", "1"),
        ("Sở Y tế", "score", "total", "85.5"),
        ("Sở Y tế", "score", "Tính chủ động", "7.25"),
        ("Sở Nội vụ", "score", "total", "80.5"),
    ]


@pytest.mark.parametrize(
    ("sentence", "criterion"),
    [
        ('Ở chỉ số "Không gây phiền hà", Sở Y tế đạt 7,1 điểm, cao nhất các sở.', "Không gây phiền hà"),
        ("Nhân lực số (tối đa 10 điểm): Sở Y tế đạt 7,1 điểm.", "Nhân lực số"),
        (
            "Tại nội dung Công khai, minh bạch thông tin, Sở Y tế đạt 7,1 điểm.",
            "Công khai, minh bạch thông tin",
        ),
        ("Tiêu chí Vai trò người đứng đầu, Sở Y tế đạt 7,1 điểm.", "Vai trò người đứng đầu"),
    ],
)
def test_words_of_a_criterion_say_nothing_else(sentence: str, criterion: str, extract: Extract) -> None:
    assert told(extract, sentence) == [("Sở Y tế", "score", criterion, "7.1")]


def test_first_of_a_criterion_is_a_rank_of_it(extract: Extract) -> None:
    assert told(
        extract, "Về nhân lực số, Sở Y tế đứng đầu (8,5 điểm), Sở Nội vụ đứng thứ hai (8,1 điểm)."
    ) == [
        ("Sở Y tế", "rank", "Nhân lực số", "1"),
        ("Sở Y tế", "score", "Nhân lực số", "8.5"),
        ("Sở Nội vụ", "rank", "Nhân lực số", "2"),
        ("Sở Nội vụ", "score", "Nhân lực số", "8.1"),
    ]


def test_a_total_is_of_the_whole_behind_a_criterion(extract: Extract) -> None:
    assert told(extract, "Sở Y tế được 31,5 điểm về nhân lực số, tổng điểm 61,5.") == [
        ("Sở Y tế", "score", "Nhân lực số", "31.5"),
        ("Sở Y tế", "score", "total", "61.5"),
    ]


def test_a_name_behind_its_preposition_is_a_criterion_where_it_is_written_as_one(extract: Extract) -> None:
    line = "Về Tiếp nhận hồ sơ qua cổng thông tin điện tử, Sở Y tế đứng đầu với 98,5 điểm."
    criterion = "Tiếp nhận hồ sơ qua cổng thông tin điện tử"
    assert told(extract, line) == [
        ("Sở Y tế", "rank", criterion, "1"),
        ("Sở Y tế", "score", criterion, "98.5"),
    ]


def test_the_criterion_named_last_is_meant_by_this_one(extract: Extract) -> None:
    known = ["Nội dung Thanh toán không tiền mặt còn thấp.", "Sở Y tế xếp thứ 2 ở nội dung này."]
    assert told(extract, *known) == [("Sở Y tế", "rank", "Thanh toán không tiền mặt", "2")]
    assert told(extract, known[1]) == []


def test_a_province_is_the_subject_of_its_criteria_and_of_further_indices(extract: Extract) -> None:
    province = "UBND tỉnh Lào Cai"
    assert told(
        extract,
        "Lào Cai đạt 0,61 điểm, xếp thứ 12/63 tỉnh, thành phố.",
        "Xét theo từng trụ cột, Chính quyền số của tỉnh đạt 0,65 điểm, xếp thứ 9; Kinh tế số đạt 0,58 điểm.",
        "Đối với Chỉ số năng lực cạnh tranh cấp tỉnh (PCI), tỉnh đạt 66,2 điểm.",
    ) == [
        (province, "score", "total", "0.61"),
        (province, "rank", "total", "12"),
        (province, "score", "Chính quyền số", "0.65"),
        (province, "rank", "Chính quyền số", "9"),
        (province, "score", "Kinh tế số", "0.58"),
        (province, "score", "total", "66.2"),
    ]


def test_criteria_of_nobody_named_are_no_statements(extract: Extract) -> None:
    assert told(
        extract, "Sở Y tế xếp thứ 2.", "Nội dung Hạ tầng số đạt 7,5 điểm; Nhân lực số đạt 6,5 điểm."
    ) == [("Sở Y tế", "rank", "total", "2")]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Tỉnh đạt 0,61 điểm, xếp thứ 12/63 tỉnh, thành phố.", ["0.61", "12"]),
        ("Chỉ số của tỉnh đạt 0,61 điểm, xếp thứ 12 cả nước.", ["0.61", "12"]),
        ("Tỉnh đạt 0,61 điểm.", []),
    ],
)
def test_the_province_of_the_paper_is_meant_where_the_country_is(
    sentence: str, values: list[str], extract: Extract
) -> None:
    title = f"Báo cáo kết quả chuyển đổi số tỉnh Lào Cai năm {YEAR}"
    rows = [row for row in said(extract(f"{title}\n\n{sentence}")) if row.agency]
    assert [(row.agency, row.value) for row in rows] == [("UBND tỉnh Lào Cai", value) for value in values]


def test_a_sentence_without_subject_goes_on_with_the_province_of_its_section(extract: Extract) -> None:
    lines = [
        f"Báo cáo kết quả các chỉ số PCI, SIPAS năm {YEAR} của tỉnh Lào Cai",
        "1. Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)",
        "PCI của tỉnh đạt 66,2 điểm, xếp hạng 19/63. Cụ thể:",
        "- Hỗ trợ doanh nghiệp: đạt 7,5 điểm, xếp hạng 11.",
        "2. Chỉ số hài lòng của người dân (SIPAS)",
        "Đạt 84,2%, xếp hạng 21/63.",
    ]
    rows = extract("\n".join(lines)).statements
    assert [(row.index_id, row.criterion, str(row.value)) for row in rows if row.agency] == [
        ("pci", "total", "66.2"),
        ("pci", "total", "19"),
        ("pci", "Hỗ trợ doanh nghiệp", "7.5"),
        ("pci", "Hỗ trợ doanh nghiệp", "11"),
        ("service", "total", "84.2"),
        ("service", "total", "21"),
    ]


def test_a_name_ends_the_criterion_before_it(extract: Extract) -> None:
    assert told(
        extract, "Ở chỉ tiêu thanh toán trực tuyến, Tân Lập chỉ đạt 18,5 điểm, Sở Y tế đạt 82,5 điểm."
    ) == [("Sở Y tế", "score", "Thanh toán trực tuyến", "82.5")]


def test_a_subject_that_is_not_known_is_no_province_left_out(extract: Extract) -> None:
    lines = [
        "Lào Cai đạt 0,61 điểm, xếp thứ 12/63 tỉnh, thành phố.",
        "Trong khi đó, Hoàng Liên có chỉ số kinh tế số đạt 0,72 điểm.",
    ]
    assert [value for *_, value in told(extract, *lines)] == ["0.61", "12"]


def test_a_line_that_leads_itself_with_a_criterion_may_name_the_next(extract: Extract) -> None:
    line = (
        "Trụ cột Kinh tế số: Sở Y tế dẫn đầu (28,5 điểm). Trụ cột Xã hội số: Sở Nội vụ dẫn đầu (26,5 điểm)."
    )
    assert [row for row in told(extract, line) if row[1] == "score"] == [
        ("Sở Y tế", "score", "Kinh tế số", "28.5"),
        ("Sở Nội vụ", "score", "Xã hội số", "26.5"),
    ]


def test_all_points_of_a_maximum_are_a_score(extract: Extract) -> None:
    assert told(extract, "Về cải cách thể chế, Sở Y tế đạt điểm tối đa 10/10 điểm.") == [
        ("Sở Y tế", "score", "Cải cách thể chế", "10")
    ]


def test_a_criterion_does_not_hold_for_the_next_paragraph(extract: Extract) -> None:
    lines = ["Ở chỉ số Tính minh bạch, Sở Y tế đạt 9,1 điểm.", "Sở Nội vụ và Sở Tư pháp cùng đạt 80,5 điểm."]
    assert [row[2] for row in told(extract, *lines)] == ["Tính minh bạch", "total", "total"]


def test_a_place_in_something_that_is_no_criterion_is_none_of_the_list(extract: Extract) -> None:
    assert told(extract, "Sở Y tế giải quyết hồ sơ nhanh, đứng đầu các sở về việc này.") == []
    assert told(extract, "Sở Y tế đứng đầu về chuyển đổi số; thứ hai thuộc về Sở Nội vụ.") == [
        ("Sở Y tế", "rank", "total", "1"),
        ("Sở Nội vụ", "rank", "total", "2"),
    ]
