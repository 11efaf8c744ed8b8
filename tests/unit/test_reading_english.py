"""English press and English pages of portals are read by the rules that Vietnamese prose is read by."""

from pathlib import Path

import pytest

from pipeline.intake import Hints, extract_file
from pipeline.resolution.staged_rows import StagedRows
from tests.unit.reports import said

PLAN, HEALTH, JUSTICE = "Sở Kế hoạch và Đầu tư", "Sở Y tế", "Sở Tư pháp"
SA_PA, BAC_HA, VAN_BAN = "UBND thị xã Sa Pa", "UBND huyện Bắc Hà", "UBND huyện Văn Bàn"
QUANG_NINH, HAI_PHONG, HUE = "UBND tỉnh Quảng Ninh", "UBND thành phố Hải Phòng", "UBND tỉnh Thừa Thiên Huế"


def read(folder: Path, text: str, province: str = "lao-cai") -> StagedRows:
    path = folder / "page.txt"
    path.write_text(f"The index of 2021\n\n{text}\n", encoding="utf-8")
    return extract_file(path, Hints(province=province, year=2021, index="par"))


def told(rows: StagedRows) -> list[tuple[str | None, str, str]]:
    return [(one.agency, one.measure, one.value) for one in said(rows)]


def open_numbers(rows: StagedRows) -> list[str]:
    return [entry.token for entry in rows.number_ledger if entry.fate == "unaccounted"]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "The Department of Planning and Investment ranked first with 89.25 points.",
            [(PLAN, "rank", "1"), (PLAN, "score", "89.25")],
        ),
        (
            "In terms of the human resources criterion, the Department of Health got only 13.5 points.",
            [(HEALTH, "score", "13.5")],
        ),
        (
            "On the transparency sub-index, Sa Pa ranked first with 8.41 points.",
            [(SA_PA, "rank", "1"), (SA_PA, "score", "8.41")],
        ),
        (
            "In the district category, Sa Pa topped the list with 76.81 points.",
            [(SA_PA, "rank", "1"), (SA_PA, "score", "76.81")],
        ),
        (
            "The Department of Health was third with 79.6 points, up from fifth in 2020.",
            [(HEALTH, "rank", "3"), (HEALTH, "score", "79.6"), (HEALTH, "rank", "5")],
        ),
        (
            "Sa Pa town (88.7 points), Bac Ha district (87.9 points) and Van Ban district (86.5 points) ranked fourth, "
            "fifth and sixth respectively.",
            [
                (SA_PA, "score", "88.7"), (BAC_HA, "score", "87.9"), (VAN_BAN, "score", "86.5"),
                (SA_PA, "rank", "4"), (BAC_HA, "rank", "5"), (VAN_BAN, "rank", "6"),
            ],
        ),
        (
            "Sa Pa took the lead with 95.2 points.",
            [(SA_PA, "rank", "1"), (SA_PA, "score", "95.2")],
        ),
        (
            "Sa Pa town took second place with 72.5 points out of 100.",
            [(SA_PA, "rank", "2"), (SA_PA, "score", "72.5"), (None, "max_score", "100")],
        ),
        (
            "The Health Department came 12th out of 20, scoring 71.25.",
            [(HEALTH, "rank", "12"), (HEALTH, "score", "71.25")],
        ),
        (
            "The Department of Health and the Department of Justice came fourth and fifth with 87.5 and 85.75 points"
            " respectively.",
            [(HEALTH, "rank", "4"), (JUSTICE, "rank", "5"), (HEALTH, "score", "87.5"), (JUSTICE, "score", "85.75")],
        ),
        (
            "Sa Pa town topped the list, followed by Bac Ha district (70.1 points) and Van Ban district (69.5 points).",
            [
                (SA_PA, "rank", "1"),
                (BAC_HA, "rank", "2"),
                (VAN_BAN, "rank", "3"),
                (BAC_HA, "score", "70.1"),
                (VAN_BAN, "score", "69.5"),
            ],
        ),
        # only scores, as behind "tiếp theo là Sở A với 90 điểm và Sở B với 89 điểm"
        (
            "Sa Pa town topped the list, followed by Bac Ha district with 70.1 points and Van Ban district with 69.5"
            " points.",
            [(SA_PA, "rank", "1"), (BAC_HA, "score", "70.1"), (VAN_BAN, "score", "69.5")],
        ),
        ("Second place went to the Department of Health.", [(HEALTH, "rank", "2")]),
        ("First is the Department of Health with 90.5 points.", [(HEALTH, "rank", "1"), (HEALTH, "score", "90.5")]),
        ("The Department of Health ranks last with 60.5 points.", [(HEALTH, "rank", ""), (HEALTH, "score", "60.5")]),
        (
            "Muong Hum commune and Tan Lap Ward's PC were at the top, both with 93.5 points.",
            [("UBND xã Muong Hum", "score", "93.5"), ("UBND phường Tan Lap", "score", "93.5")],
        ),
        (
            "The Department of Health reached 91.5 points, up from 69.25 points, and fell from 2nd to 3rd.",
            [(HEALTH, "score", "91.5"), (HEALTH, "rank", "2"), (HEALTH, "rank", "3")],
        ),
        (
            "Sa Pa town scored 80.5 points. It ranked third.",
            [(SA_PA, "score", "80.5"), (SA_PA, "rank", "3")],
        ),
        (
            "Sa Pa town took over the first place from Bac Ha district, which scored 80.5 points.",
            [(SA_PA, "rank", "1"), (BAC_HA, "score", "80.5")],
        ),
    ],
)  # fmt: skip
def test_a_sentence_is_read(tmp_path: Path, text: str, stated: list[tuple[str | None, str, str]]) -> None:
    rows = read(tmp_path, text)
    assert told(rows) == stated
    assert not open_numbers(rows)


@pytest.mark.parametrize(
    "text",
    [
        "The Department of Health was first ranked in 2013.",
        "The Department of Health ranked first in transparency.",
        "The Department of Health ranked first in the component on land access.",
        "The Department of Health gained most (+1.5 points).",
        "The Department of Health ranks 14 agencies.",
        "The growth rate of Sa Pa town reached 13.5 percent.",
        "Sa Pa town and Bac Ha district improved. It ranked third.",
        "The Department of Health ranked last year.",
        "The Department of Health aims to reach 90.5 points.",
        "The Department of Health did not reach 70 points.",
        "The Department of Health led the province in rice output with 35.5 points.",
        "Sa Pa town took first place in Something New (20.5 points), followed by Bac Ha district with 19.5 points.",
        "For training of staff, the Department of Health topped the list with 18.25 points.",
        "Sa Pa town handled 98.5 percent, a first in the province.",
        "Sa Pa town lost first place.",
        "Sa Pa town is 5.5 points behind Bac Ha district.",
    ],
)
def test_what_is_no_result_is_none(tmp_path: Path, text: str) -> None:
    assert not told(read(tmp_path, text))


def test_a_year_goes_with_its_place(tmp_path: Path) -> None:
    rows = read(tmp_path, "The Department of Health, which ranked 14th in 2020, climbed to the 9th place.")
    assert [(one.year, str(one.value)) for one in rows.statements] == [(2020, "14"), (2021, "9")]


def test_provinces_are_read_without_marks(tmp_path: Path) -> None:
    text = (
        "Three localities passed 90 percent: Hai Phong (91.5 percent), which ranked first, and Quang Ninh (91.1%).\n"
        "\nThe top 10 also include Thua Thien - Hue (6th)."
    )
    assert told(read(tmp_path, text, "viet-nam")) == [
        (HAI_PHONG, "pct_of_max", "91.5"),
        (HAI_PHONG, "rank", "1"),
        (QUANG_NINH, "pct_of_max", "91.1"),
        (HUE, "rank", "6"),
    ]


def test_counts_days_and_changes_have_a_fate(tmp_path: Path) -> None:
    text = (
        "On May 25 the province sent out 4,000 questionnaires to firms; nearly 1,800 foreign firms answered the 13th"
        " survey.\n\nThe total rose by 0.5 points, 3.5 points more than on 12 June, a jump of 29 ranks."
    )
    assert not open_numbers(read(tmp_path, text))


def test_a_criterion_named_by_its_noun_is_that_of_the_clause(tmp_path: Path) -> None:
    rows = read(
        tmp_path, "In terms of the online services criterion, the Department of Health got 13.5 points."
    )
    assert [(row.agency, row.criterion, row.value_text) for row in rows.statements] == [
        (HEALTH, "Online services", "13.5")
    ]


def test_a_known_name_is_no_end_of_a_longer_one(tmp_path: Path) -> None:
    rows = read(tmp_path, "The Ethnic and Religious Affairs Board ranked last with 60.5 points.")
    assert rows.statements == []
    assert [row.subject_text for row in rows.unresolved_names] == ["Ethnic and Religious Affairs Board"]
