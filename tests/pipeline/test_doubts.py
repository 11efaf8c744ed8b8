"""Documents that the reader takes for something else contradict themselves: nothing of it is published."""

from pathlib import Path

import duckdb
import pytest

from pipeline.documents.document import Document
from pipeline.orchestration.build_summary import summarise
from pipeline.publishing.data.data_files import write_database
from pipeline.reading.read import read
from pipeline.reading.readings import Origin, ReadingDoubt, Readings
from pipeline.warehouse.checks import run_checks
from schemas.messages.words import say
from tests.pipeline.made_sources import built, count

# Each criterion has a table of its own under a caption that names it; two of them, and a table of totals.
UNITS = ("Sở Nội vụ", "Sở Y tế", "Sở Tài chính", "Sở Tư pháp", "Sở Công Thương", "Sở Xây dựng")
FIRST = ("46,50", "45,75", "41,20", "36,80", "35,10", "30,00")
SECOND = ("88,10", "79,35", "70,60", "69,95", "60,20", "81,40")


def table(caption: str, scores: tuple[str, ...]) -> str:
    ordered = sorted(zip(scores, UNITS, strict=True), reverse=True)
    rows = [f"{place}\t{unit}\t{score}" for place, (score, unit) in enumerate(ordered, start=1)]
    return "\n".join([caption, "", "STT\tTên đơn vị\tĐiểm", *rows, ""])


CRITERIA = ("Hạ tầng kỹ thuật", "Nguồn nhân lực", "Mức độ hiện diện", "Quy chế")


def parts_of_units() -> dict[str, list[int]]:
    """The whole points of each unit on each criterion; half a point more is printed."""
    return {
        unit: [5 + (3 * at + 7 * of) % 11 for of in range(len(CRITERIA))] for at, unit in enumerate(UNITS)
    }


def consistent(layout: str) -> str:
    """A decision in which everything fits: units, scores of criteria, totals, in one of the usual layouts."""
    parts = {
        unit: [5 + (3 * at + 7 * of) % 11 for of in range(len(CRITERIA))] for at, unit in enumerate(UNITS)
    }
    totals = {unit: sum(found) for unit, found in parts.items()}

    def scores(of: int) -> tuple[str, ...]:
        return tuple(f"{parts[unit][of]},50" for unit in UNITS)

    whole = tuple(f"{totals[unit] + 2},00" for unit in UNITS)
    if layout == "captions":
        return "\n".join(table(f"Bảng {name.lower()}", scores(of)) for of, name in enumerate(CRITERIA))
    if layout == "numbered":
        return "\n".join(table(f"{of + 1}. {name}", scores(of)) for of, name in enumerate(CRITERIA))
    if layout == "annexes":
        annexes = [table(f"Phụ lục {of + 1}: {name}", scores(of)) for of, name in enumerate(CRITERIA)]
        return "\n".join([table("Kết quả chung", whole), *annexes])
    if layout == "two years":
        before = tuple(f"{totals[unit] + at % 3},00" for at, unit in enumerate(UNITS))
        return "\n".join([table("I. Tổng hợp", whole), table("II. Kết quả năm 2018", before)])
    names = "\t".join(CRITERIA)
    rows = [
        "\t".join([unit, *(f"{part},50" for part in parts[unit]), f"{totals[unit] + 2},00"]) for unit in UNITS
    ]
    return "\n".join([f"Tên đơn vị\t{names}\tTổng điểm", *rows, ""])


@pytest.fixture
def misread(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    """Two tables of criteria whose captions nothing reads: both are taken for the total."""
    first = table("Bảng thứ nhất nói về mức hiện diện", FIRST)
    second = table("Bảng thứ hai nói về mức giao dịch", SECOND)
    return built(tmp_path, f"{first}\n{second}")


def test_tables_taken_for_the_same_are_set_aside(misread: duckdb.DuckDBPyConnection) -> None:
    assert count(misread, "discrepancies") == 0
    assert count(misread, "claims WHERE verdict = 'contradicted'") == 0
    assert count(misread, "statements") == 0
    assert count(misread, "agencies") == 0
    found = misread.execute("SELECT kind, reading_b_en FROM doubts ORDER BY line").fetchall()
    assert [kind for kind, _ in found] == ["table", "table"]
    assert all(reading.startswith("the same as the table in line") for _, reading in found)


def test_what_is_set_aside_is_told_by_the_ledger(misread: duckdb.DuckDBPyConnection) -> None:
    open_numbers = "number_ledger JOIN doubts ON doubts.doubt_id = target_id WHERE fate = 'unaccounted'"
    # the counters and the scores of both tables
    assert count(misread, open_numbers) == 4 * len(UNITS)
    assert misread.execute("SELECT n_unaccounted FROM sources").fetchall() == [(4 * len(UNITS),)]
    assert not [result.name for result in run_checks(misread) if not result.passed]


def test_one_table_alone_is_believed(tmp_path: Path) -> None:
    with built(tmp_path, table("Bảng thứ nhất nói về mức hiện diện", FIRST)) as con:
        assert count(con, "statements WHERE measure = 'score'") == len(UNITS)
        assert count(con, "doubts") == 0


def test_a_table_told_again_with_one_slip_accuses_the_slip(tmp_path: Path) -> None:
    slip = ("46,50", "45,75", "41,20", "36,80", "35,10", "31,00")
    again = "\n".join([table("Bảng điểm", FIRST), table("Bảng điểm, in lại", slip)])
    with built(tmp_path, again) as con:
        assert con.execute("SELECT kind, printed, recomputed FROM discrepancies").fetchall() == [
            ("told_differently", "31", "30")
        ]
        assert count(con, "doubts") == 0


@pytest.fixture
def half_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> duckdb.DuckDBPyConnection:
    """Two tables, of which reading takes the second for either of two things, and reads nothing of it."""

    def with_doubt(document: Document, origin: Origin) -> Readings:
        readings = read(document, origin)
        second = [value for value in readings.values if value.locator.startswith("table=2")]
        readings.values = [value for value in readings.values if value not in second]
        named = {value.mention for value in second}
        readings.units = [unit for unit in readings.units if unit.mention not in named]
        other, another = say("doubt.other_quantity"), say("doubt.another")
        spans = tuple(value.span for value in second)
        readings.doubts.append(ReadingDoubt(spans, "table", "Bảng 2", other, another, say("doubt.all_lists")))
        return readings

    monkeypatch.setattr("pipeline.intake.read", with_doubt)
    first = table("Bảng 1. Hạ tầng kỹ thuật", FIRST)
    return built(tmp_path, f"{first}\n{table('Bảng 2. Nguồn nhân lực', SECOND)}")


def test_what_reading_is_in_doubt_of_is_told_and_the_rest_is_read(
    half_read: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    doubts = half_read.execute("SELECT kind, subject, line, reading_a_en, reading_b FROM doubts").fetchall()
    (line,) = half_read.execute("SELECT min(line) FROM number_ledger WHERE token = '88,10'").fetchall()[0]
    wanted = ("another list, index or region", "tiêu chí, cột, năm hoặc đơn vị khác")
    assert doubts == [("table", "Bảng 2", line, *wanted)]
    assert count(half_read, "statements WHERE measure = 'score'") == len(UNITS)
    ledger = half_read.execute(
        "SELECT token FROM number_ledger JOIN doubts ON doubt_id = target_id WHERE fate = 'unaccounted'"
    ).fetchall()
    assert sorted(token for (token,) in ledger) == sorted(SECOND)
    assert half_read.execute("SELECT n_unaccounted FROM sources").fetchall() == [(len(SECOND),)]
    assert not [result.name for result in run_checks(half_read) if not result.passed]
    write_database(half_read, tmp_path / "tables.duckdb")
    (told,) = summarise(tmp_path / "tables.duckdb").doubts
    assert f"line {line}: Bảng 2 is another list, index or region or another criterion" in told


@pytest.mark.parametrize("layout", ["captions", "numbered", "annexes", "two years", "columns"])
def test_a_consistent_decision_is_accused_of_nothing(layout: str, tmp_path: Path) -> None:
    with built(tmp_path, consistent(layout)) as con:
        assert con.execute("SELECT kind, line, explanation_en FROM discrepancies").fetchall() == []
        assert not [result.name for result in run_checks(con) if not result.passed]
        told = con.execute(
            "SELECT agency, value FROM statements "
            "WHERE measure = 'score' AND criterion = 'total' AND year = 2019 ORDER BY agency"
        ).fetchall()
        right = {unit: sum(found) + 2 for unit, found in parts_of_units().items()}
        assert [row for row in told if right[row[0]] != row[1]] == []


def test_a_place_that_nobody_holds_is_told_and_passes_the_checks(tmp_path: Path) -> None:
    units = (*UNITS, "Sở Tài nguyên và Môi trường", "Thanh tra tỉnh", "Ban Dân tộc")
    rows = [f"{unit}\t{place}" for unit, place in zip(units, (1, 2, 3, 4, 5, 6, 8, 9, 10), strict=True)]
    with built(tmp_path, "\n".join(["Tên đơn vị\tXếp hạng", *rows, ""])) as con:
        assert con.execute("SELECT kind FROM discrepancies").fetchall() == [("rank_missing",)]
        assert not [result.name for result in run_checks(con) if not result.passed]


def test_a_maximum_that_most_scores_pass_is_none(tmp_path: Path) -> None:
    rows = "1\tSở Nội vụ\t46,50\n2\tSở Y tế\t45,75\n3\tSở Tư pháp\t41,20\n"
    con = built(tmp_path, f"STT\tTên đơn vị\tĐiểm (tối đa 45)\n{rows}")
    assert count(con, "statements WHERE measure = 'max_score'") == 1
    assert count(con, "criteria WHERE max_score IS NOT NULL") == 0
    assert [result.message for result in run_checks(con) if not result.passed] == []


BANDS = (
    "Xếp loại: Tốt từ 70 điểm trở lên; Khá từ 75 đến dưới 80 điểm; Trung bình dưới 50 điểm.",
    "Xếp loại: Tốt từ 80 điểm trở lên; Khá từ 65 đến dưới 60 điểm; Trung bình dưới 50 điểm.",
    "Xếp loại Tốt: từ 80 điểm; xếp loại Good: từ 85 điểm; xếp loại Khá: từ 50 đến dưới 80 điểm.",
    "Loại Khá là từ 80 điểm.\n\nLoại Tốt là từ 65 đến dưới 80 điểm.\n\nLoại Trung bình là dưới 65 điểm.",
)


@pytest.mark.parametrize("bands", BANDS)
def test_bands_that_contradict_each_other_stop_no_build(tmp_path: Path, bands: str) -> None:
    con = built(tmp_path, f"{table('Kết quả chung', FIRST)}\n{bands}")
    assert [result.name for result in run_checks(con) if not result.passed] == []
    assert count(con, "tier_bands") == 0
    assert count(con, "claims WHERE claim_type = 'tier_threshold'") == 0
    assert count(con, "doubts WHERE kind = 'tier_threshold'") == 1
    assert count(con, "statements WHERE measure = 'score'") == len(UNITS)


@pytest.mark.parametrize("mark", ["; ", ".\n\n"])
@pytest.mark.parametrize("tiers", [("IV", "III", "II", "I"), ("I", "II", "III", "IV"), ("4", "3", "2", "1")])
def test_numbered_tiers_count_from_the_end_that_their_bands_show(
    tmp_path: Path, tiers: tuple[str, ...], mark: str
) -> None:
    bounds = ("từ 85 điểm", "từ 70 đến dưới 85 điểm", "từ 50 đến dưới 70 điểm", "dưới 50 điểm")
    bands = mark.join(f"Mức {tier}: {bound}" for tier, bound in zip(tiers, bounds, strict=True))
    con = built(tmp_path, f"{table('Kết quả chung', FIRST)}\n{bands}.")
    assert [result.name for result in run_checks(con) if not result.passed] == []
    found = con.execute("SELECT tier, level FROM tier_bands ORDER BY level").fetchall()
    assert found == list(zip(tiers, range(1, 5), strict=True))
