"""How sure a printed value is: corroborated where another printed figure bears it out, plain where none does."""

from pathlib import Path

import pytest

from tests.pipeline.made_sources import built

UNITS = ("Sở Nội vụ", "Sở Y tế", "Sở Tài chính", "Sở Tư pháp")
SCORES = ("91,50", "88,25", "80,00", "75,50")


def lines(*columns: tuple[str, ...]) -> str:
    return "\n".join("\t".join(row) for row in zip(*columns, strict=True))


def certainty(folder: Path, text: str) -> dict[tuple[str, str, str], str]:
    """How sure each value of a document is, by unit, measure and criterion."""
    with built(folder, text) as con:
        rows = con.execute("SELECT agency, measure, criterion, certainty FROM statements").fetchall()
    return {(agency, measure, criterion): found for agency, measure, criterion, found in rows}


def test_scores_alone_are_plain(tmp_path: Path) -> None:
    found = certainty(tmp_path, f"Tên đơn vị\tTổng điểm\n{lines(UNITS, SCORES)}")
    assert len(found) == len(UNITS) and set(found.values()) == {"plain"}


@pytest.mark.parametrize("n_others", [0, 1])
def test_a_place_bears_out_its_score_and_the_score_its_place(n_others: int, tmp_path: Path) -> None:
    ranks = ("1", "2", "3", "4")
    text = f"Tên đơn vị\tTổng điểm\tXếp hạng\n{lines(UNITS, SCORES, ranks)}"
    found = certainty(tmp_path, text + "\nCó 60 đơn vị được xếp hạng.\n" * n_others)
    assert len(found) == 2 * len(UNITS) and set(found.values()) == {"corroborated"}


def test_a_place_that_is_not_that_of_its_score_bears_out_nothing(tmp_path: Path) -> None:
    units = (*UNITS, "Sở Xây dựng", "Sở Công Thương", "Thanh tra tỉnh", "Ban Dân tộc")
    scores = (*SCORES, "70,00", "69,50", "61,00", "60,00")
    ranks = ("1", "2", "4", "4", "5", "6", "7", "8")
    found = certainty(tmp_path, f"Tên đơn vị\tTổng điểm\tXếp hạng\n{lines(units, scores, ranks)}")
    plain = {key[:2] for key, sure in found.items() if sure == "plain"}
    assert plain == {("Sở Tài chính", "rank"), ("Sở Tài chính", "score")}


def test_a_value_that_is_told_again_is_sure(tmp_path: Path) -> None:
    text = f"Tên đơn vị\tTổng điểm\n{lines(UNITS, SCORES)}\n\nSở Y tế đạt 88,25 điểm; Sở Tư pháp đạt 75,05 điểm.\n"
    found = certainty(tmp_path, text)
    assert {agency for (agency, *_), sure in found.items() if sure == "corroborated"} == {"Sở Y tế"}


def test_parts_bear_out_their_total_and_it_them(tmp_path: Path) -> None:
    first = ("50,00", "48,25", "40,00", "35,50")
    second = ("41,50", "40,00", "40,00", "41,00")
    header = "Tên đơn vị\tHạ tầng kỹ thuật\tNguồn nhân lực\tTổng điểm"
    found = certainty(tmp_path, f"{header}\n{lines(UNITS, first, second, SCORES)}")
    plain = {key[0] for key, sure in found.items() if sure == "plain"}
    assert plain == {"Sở Tư pháp"} and len(found) == 3 * len(UNITS)


def test_a_tier_is_borne_out_by_printed_bands_or_by_a_confirmed_count(tmp_path: Path) -> None:
    tiers = ("Tốt", "Khá", "Khá", "Khá")
    table = (
        f"Tên đơn vị\tTổng điểm\tXếp hạng\tXếp loại\n{lines(UNITS, SCORES, ('1', '2', '3', '4'), tiers)}\n"
    )

    def sure(sentence: str) -> set[str]:
        found = certainty(tmp_path / sentence[:14], f"I. Khối các sở, ban, ngành\n\n{sentence}\n\n{table}")
        return {
            unit for (unit, measure, _), how in found.items() if (measure, how) == ("tier", "corroborated")
        }

    assert sure("") == set()
    assert sure("Có 3 đơn vị xếp loại Khá.") == set(UNITS[1:])
    assert sure("Có 2 đơn vị xếp loại Khá.") == set()
    bands = "Loại Tốt: từ 90 điểm trở lên; loại Khá: từ 65 đến dưới 80 điểm."
    assert sure(bands) == set(UNITS) - {"Sở Y tế"}  # between the two bands
