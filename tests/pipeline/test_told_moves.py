"""A place in one list and a told move make the place in that of the year before: composed lists, by hand."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from pipeline import warehouse
from pipeline.publishing.data.data_files import write_parquet
from pipeline.publishing.data.verification import verify, write_verification
from schemas.contract import PUBLISHED
from tests.pipeline.made_sources import tables_of

# what the list of the year before prints: twenty units, four of which are named
BEFORE = """\
Có 20 sở, ban, ngành được đánh giá.
Sở Nội vụ xếp thứ 1 với 90,5 điểm. Sở Y tế xếp thứ 2 với 88 điểm. Sở Tư pháp đạt 70 điểm.
Sở Xây dựng xếp thứ 12.
"""
Place = tuple[int, str, int]


def built(folder: Path, texts: Mapping[int, str]) -> duckdb.DuckDBPyConnection:
    """The published tables of one document a year."""
    for year, text in texts.items():
        source = folder / "raw" / "lao-cai" / f"{year}-bao-cao"
        source.mkdir(parents=True)
        data = (
            f"Kết quả xếp hạng mức độ ứng dụng CNTT của các sở tỉnh Lào Cai năm {year}\n\n{text}\n".encode()
        )
        (source / "document.txt").write_bytes(data)
        (source / "source.yaml").write_text(
            f"province: lao-cai\nyear: {year}\ntitle: Kết quả {year}\nissuer: UBND tỉnh Lào Cai\nindex: ict\n"
            "document_kind: signed\nlicence: public\npublish_text: full\nfile: document.txt\n"
            f"decided: {year}-12-20\nsha256: {sha256(data).hexdigest()}\n",
            encoding="utf-8",
        )
    return tables_of(folder)


def moved(con: duckdb.DuckDBPyConnection) -> list[Place]:
    """The places that moves made: year, unit and place; whatever they made, every check holds and nothing clashes."""
    assert not [result.name for result in warehouse.run_checks(con) if result.n_failing]
    assert con.execute("SELECT * FROM conflict_sets").fetchall() == []
    found = con.execute(
        "SELECT lists.year, agencies.name, found.low::INTEGER FROM deductions AS found "
        "JOIN assessments AS lists USING (assessment_id) JOIN agencies USING (agency_id) "
        "WHERE found.rule = 'told_move' AND found.quantity = 'rank' AND found.status = 'deduced' "
        "AND found.holds_if IS NULL ORDER BY ALL"
    ).fetchall()
    return [(int(year), str(name), int(place)) for year, name, place in found]


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ("Sở Tư pháp xếp thứ 3, tăng 5 bậc so với năm 2019.", [(2019, "Sở Tư pháp", 8)]),
        ("Sở Tư pháp xếp thứ 10, giảm 2 bậc so với năm trước.", [(2019, "Sở Tư pháp", 8)]),
        ("Sở Tư pháp giữ vững vị trí thứ 4 so với năm trước.", [(2019, "Sở Tư pháp", 4)]),
        # a unit that the list before does not name
        ("Sở Tài chính xếp thứ 4, giảm 1 bậc so với năm 2019.", [(2019, "Sở Tài chính", 3)]),
        # the other way: the place of the year before is printed, that of this year is not
        ("Sở Xây dựng đạt 75 điểm, tăng 2 bậc so với năm 2019.", [(2020, "Sở Xây dựng", 10)]),
        # there is no such place, or another unit has it
        ("Sở Tư pháp xếp thứ 3, tăng 18 bậc so với năm 2019.", []),
        ("Sở Tư pháp xếp thứ 3, giảm 4 bậc so với năm 2019.", []),
        ("Sở Tư pháp xếp thứ 3, tăng 9 bậc so với năm 2019.", []),
        ("Sở Tài chính xếp thứ 3, tăng 9 bậc so với năm 2019.", []),
        # by the points of the others it is behind the second
        ("Sở Tư pháp xếp thứ 3, giảm 2 bậc so với năm 2019.", []),
        # two units come to one place
        (
            "Sở Tư pháp xếp thứ 3, tăng 5 bậc so với năm 2019. Sở Tài chính xếp thứ 4, tăng 4 bậc so với năm 2019.",
            [],
        ),
        # no way, no number, another year
        ("Sở Tư pháp xếp thứ 3, lệch 5 bậc so với năm 2019.", []),
        ("Sở Tư pháp xếp thứ 3, tăng hạng so với năm 2019.", []),
        ("Sở Tư pháp xếp thứ 3, tăng 5 bậc so với năm 2017.", []),
        # what is told twice and differs
        (
            "Sở Tư pháp xếp thứ 3, tăng 5 bậc so với năm 2019.\nSở Tư pháp xếp thứ 3, tăng 4 bậc so với năm 2019.",
            [],
        ),
        ("Sở Tư pháp xếp thứ 3, tăng 5 bậc so với năm 2019.\nSở Tư pháp xếp thứ 5.", []),
    ],
)
def test_a_move_carries_a_place_to_the_other_year_or_says_nothing(
    now: str, wanted: list[Place], tmp_path: Path
) -> None:
    with built(tmp_path, {2019: BEFORE, 2020: f"Trong khối các sở:\n{now}\n"}) as con:
        assert moved(con) == wanted


def test_the_place_is_used_in_its_list_and_proved(tmp_path: Path) -> None:
    now = "Trong khối các sở:\nSở Tư pháp xếp thứ 3, tăng 5 bậc so với năm 2019.\n"
    with built(tmp_path, {2019: BEFORE, 2020: now}) as con:
        told = con.execute(
            "SELECT rank_low, rank_high, printed_rank FROM rankings "
            "WHERE assessment_id LIKE '%2019%' AND agency_id = 'lao-cai/so-tu-phap'"
        ).fetchall()
        assert told == [(8, 8, None)]
        # twelfth is behind the eighth, who has 70 points
        score = con.execute(
            "SELECT high::INTEGER, inputs FROM deductions WHERE quantity = 'score' AND agency_id LIKE '%xay-dung'"
        ).fetchall()
        (claim,) = con.execute("SELECT claim_id FROM claims WHERE claim_type = 'rank_change'").fetchall()
        assert [high for high, _ in score] == [70] and claim[0] in score[0][1]
        (tmp_path / "parquet").mkdir()
        for table in PUBLISHED:
            write_parquet(con, table, tmp_path / "parquet")
    write_verification(tmp_path, "moves")
    assert verify(tmp_path).differences == ()


def test_a_unit_that_is_not_named_changes_nothing_else_in_the_list(tmp_path: Path) -> None:
    rest = "SELECT * FROM deductions WHERE rule <> 'told_move' AND assessment_id LIKE '%2019%' ORDER BY ALL"
    with built(
        tmp_path / "alone", {2019: BEFORE, 2020: "Trong khối các sở:\nSở Tài chính xếp thứ 4.\n"}
    ) as con:
        alone = con.execute(rest).fetchall()
    now = "Trong khối các sở:\nSở Tài chính xếp thứ 4, giảm 1 bậc so với năm 2019.\n"
    with built(tmp_path / "told", {2019: BEFORE, 2020: now}) as con:
        assert moved(con) == [(2019, "Sở Tài chính", 3)]
        assert [row[1:] for row in con.execute(rest).fetchall()] == [row[1:] for row in alone]


def test_places_are_carried_on_from_year_to_year(tmp_path: Path) -> None:
    texts = {
        2019: BEFORE,
        2020: "Trong khối các sở:\nSở Tư pháp đạt 75 điểm, tăng 1 bậc so với năm 2019.\n",
        2021: "Trong khối các sở:\nSở Tư pháp xếp thứ 3, tăng 2 bậc so với năm 2020.\n",
    }
    with built(tmp_path, texts) as con:
        assert moved(con) == [(2019, "Sở Tư pháp", 6), (2020, "Sở Tư pháp", 5)]


def test_nothing_is_carried_to_a_year_of_which_no_list_is_known(tmp_path: Path) -> None:
    with built(
        tmp_path, {2020: "Trong khối các sở:\nSở Tư pháp xếp thứ 3, tăng 2 bậc so với năm 2019.\n"}
    ) as con:
        assert moved(con) == []
        assert con.execute("SELECT DISTINCT year FROM assessments").fetchall() == [(2020,)]


def test_a_whole_list_has_no_room_for_another_unit(tmp_path: Path) -> None:
    table = "Tên đơn vị\tTổng điểm\tXếp hạng\nSở Nội vụ\t90,5\t1\nSở Y tế\t88\t2\nSở Xây dựng\t70\t3\n"
    now = "Trong khối các sở:\nSở Tài chính xếp thứ 4, giảm 1 bậc so với năm 2019.\n"
    with built(tmp_path, {2019: table, 2020: now}) as con:
        assert moved(con) == []
