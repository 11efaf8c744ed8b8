"""Lists: what a line in front says of the units in the lines below it, and cards of one unit each."""

import pytest

from pipeline.resolution.staged_rows import StagedRows
from tests.unit.reports import Extract, said

TITLE = "Kết quả đánh giá, xếp hạng mức độ ứng dụng CNTT tỉnh Lào Cai năm 2019"


def told(rows: StagedRows) -> list[str]:
    return [f"{row.agency} {row.measure} {row.value}" for row in said(rows) if row.agency]


@pytest.mark.parametrize(
    "lines",
    [
        ["Nhóm A (từ 80 điểm trở lên), 02 đơn vị:", "Sở Y tế (88,5 điểm);", "Sở Tư pháp (80,25 điểm)."],
        ["- Xếp loại A (02 đơn vị):", "  + Sở Y tế: 88,5 điểm.", "  + Sở Tư pháp: 80,25 điểm."],
        ["a) Loại A: 2 đơn vị, gồm: Sở Y tế - 88,5 điểm, Sở Tư pháp - 80,25 điểm."],
        ["Loại A:", "", "1. Sở Y tế đạt 88,5 điểm", "2. Sở Tư pháp đạt 80,25 điểm"],
    ],
)  # fmt: skip
def test_a_tier_in_front_of_a_list_is_that_of_its_units(lines: list[str], extract: Extract) -> None:
    found = told(extract("\n".join([TITLE, "", "1. Khối sở, ban, ngành", "", *lines])))
    assert sorted(found) == [
        "Sở Tư pháp score 80.25", "Sở Tư pháp tier A", "Sở Y tế score 88.5", "Sở Y tế tier A",
    ]  # fmt: skip


def test_a_bare_tier_leads_a_list_but_an_average_none(extract: Extract) -> None:
    lines = ["Khá (1 đơn vị): Sở Y tế.", "Trung bình: Sở Tư pháp 80,5 điểm."]
    assert "Sở Y tế tier Khá" in (found := told(extract("\n".join([TITLE, "", *lines]))))
    assert not any("Sở Tư pháp tier" in one for one in found)
