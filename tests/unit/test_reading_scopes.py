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
