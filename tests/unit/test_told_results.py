"""Results as newspapers and portals tell them, each sentence with all that it states."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.unit.reports import YEAR, Extract

TOLD = yaml.safe_load((Path(__file__).parent / "told_results.yaml").read_text(encoding="utf-8"))
TITLE = f"Kết quả đánh giá, xếp hạng mức độ ứng dụng CNTT tỉnh Lào Cai năm {YEAR}\n\n"


def stated(says: str) -> Counter[tuple[str, ...]]:
    """Agency, measure with value, year and criterion of each line."""
    rows = [[part.strip() for part in line.split("|")] for line in says.splitlines()]
    return Counter((*row, *(str(YEAR), "total")[len(row) - 2 :]) for row in rows)


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told["text"][:60])
def test_a_sentence_states_no_more_and_no_less(told: dict[str, str], extract: Extract) -> None:
    rows = extract(TITLE + told["text"]).statements
    found = Counter(
        (
            row.agency or row.subject_text,
            f"{row.measure} {row.tier or ('' if row.value is None else row.value)}".strip(),
            str(row.year),
            row.criterion,
        )
        for row in rows
        if row.measure != "max_score"
    )
    assert found == stated(told["says"])


def test_places_behind_one_that_two_units_share_are_in_doubt(extract: Extract) -> None:
    text = "Sở Y tế và Sở Tư pháp cùng xếp thứ nhất; 2 vị trí tiếp theo lần lượt thuộc về Sở Nội vụ, Sở Tài chính."
    rows = extract(TITLE + text)
    assert [(row.agency, str(row.value)) for row in rows.statements] == [
        ("Sở Y tế", "1"),
        ("Sở Tư pháp", "1"),
    ]
    assert [(doubt.kind, doubt.reading_a, doubt.reading_b) for doubt in rows.doubts] == [
        ("sentence", "Sở Nội vụ xếp thứ 2", "Sở Nội vụ xếp thứ 3"),
    ]  # fmt: skip


def test_a_place_and_a_score_that_both_speak_against_what_was_told_are_in_doubt(extract: Extract) -> None:
    text = "Sở Y tế đạt 90 điểm, xếp thứ 3.\n\nSở Y tế đạt 70 điểm, xếp thứ 9.\n"
    rows = extract(TITLE + text)
    assert [(row.agency, str(row.value)) for row in rows.statements] == [("Sở Y tế", "90"), ("Sở Y tế", "3")]
    assert [doubt.subject for doubt in rows.doubts] == ["Sở Y tế đạt 70 điểm, xếp thứ 9."]


def test_other_news_at_the_end_of_a_page_is_no_result(extract: Extract) -> None:
    text = "Sở Y tế đạt 90 điểm, xếp thứ 3.\n\nTin liên quan\n\nLào Cai đứng thứ 3 cả nước về PCI\n\n87 dự án mới\n"
    rows = extract(TITLE + text)
    assert [(row.agency, str(row.value)) for row in rows.statements] == [("Sở Y tế", "90"), ("Sở Y tế", "3")]
    assert {row.token: row.fate for row in rows.number_ledger if row.line > 4} == {
        "3": "furniture",
        "87": "furniture",
    }


def test_an_item_beside_one_that_names_a_criterion_names_one_too(extract: Extract) -> None:
    text = (
        "a) Kết quả chung: Sở Y tế đạt 93,5 điểm, xếp thứ nhất.\n\n"
        "b) Hạ tầng kỹ thuật công nghệ thông tin: Sở Tư pháp dẫn đầu.\n\n"
        "c) Ứng dụng công nghệ thông tin trong nội bộ: Sở Tư pháp xếp thứ nhất, đạt 98,0% số điểm tối đa.\n"
    )
    rows = extract(TITLE + text).statements
    assert [row.criterion for row in rows if row.agency == "Sở Tư pháp"] == [
        "Hạ tầng kỹ thuật công nghệ thông tin",
        "Ứng dụng công nghệ thông tin trong nội bộ",
        "Ứng dụng công nghệ thông tin trong nội bộ",
    ]
