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
