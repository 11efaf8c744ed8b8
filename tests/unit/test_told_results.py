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
