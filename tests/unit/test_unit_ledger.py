"""Every name of a unit where results are told has a fate; one beside figures of which nothing is read is a loss."""

import pytest

from tests.unit.reports import Extract

TITLE = "Kết quả xếp hạng mức độ ứng dụng CNTT tỉnh Lào Cai năm 2019\n"


def fates(text: str, extract: Extract) -> dict[str, str]:
    return {entry.text: entry.fate for entry in extract(TITLE + text).unit_ledger}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sở Y tế đạt 88,5 điểm.", {"Sở Y tế": "result"}),
        (
            "Sở Y tế đạt 88,5 điểm, cao hơn Sở Tư pháp.",
            {"Sở Y tế": "result", "Sở Tư pháp": "compared"},
        ),
        (
            "Theo Sở Nội vụ, Sở Y tế đạt 88,5 điểm.",
            {"Sở Nội vụ": "announcer", "Sở Y tế": "result"},
        ),
        (
            "Kết quả chấm điểm của tổ công tác gồm Sở Nội vụ và Sở Tài chính.",
            {"Sở Nội vụ": "member", "Sở Tài chính": "member"},
        ),
        ("Điểm số đã gửi đến Sở Y tế.", {"Sở Y tế": "unexplained"}),
        ("Sở Y tế họp bàn về kế hoạch.", {}),
    ],
)
def test_the_fate_of_a_name_in_a_sentence(sentence: str, expected: dict[str, str], extract: Extract) -> None:
    assert fates(sentence, extract) == expected


def test_names_in_a_table_have_a_result_or_say_where(extract: Extract) -> None:
    table = (
        "Tên đơn vị\tHuyện\tTổng điểm\nXã Cốc San\tHuyện Bát Xát\t88,5\nXã Lùng Vai\tHuyện Mường Khương\t87,5"
    )
    assert fates(table, extract) == {
        "Xã Cốc San": "result",
        "Huyện Bát Xát": "place",
        "Xã Lùng Vai": "result",
        "Huyện Mường Khương": "place",
    }


def test_a_result_names_the_unit_that_its_statements_are_of(extract: Extract) -> None:
    rows = extract(f"{TITLE}Sở Y tế đạt 88,5 điểm, hơn Sở Tư pháp.")
    assert {entry.text: entry.agency_id for entry in rows.unit_ledger} == {
        "Sở Y tế": rows.statements[0].agency_id,
        "Sở Tư pháp": None,
    }
