"""What ``xephang extract`` shows a reader: statements on stdout, everything else on stderr."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline import intake
from pipeline.commands import cli, extract_view
from pipeline.documents.document import Document
from pipeline.reading.read import read
from pipeline.reading.readings import Origin, ReadingDoubt, Readings
from pipeline.workers import reading
from schemas.messages.words import say
from schemas.values import FATES, UNIT_FATES

DAMAGED = """\
KẾT QUẢ XẾP HẠNG MỨC ĐỘ ỨNG DỤNG CNTT CÁC SỞ, BAN, NGÀNH TỈNH LÀO CAI NĂM 2019
Trong kỳ, đoàn kiểm tra đã làm việc suốt nhiều tuần liền và 77 nơi đã được ghi nhận là còn tồn tại.
STT\tĐơn vị\tHạ tầng\tTổng điểm\tXếp hạng
1\tSở Nội vụ\t20,5\t81,5\t1
2\tSở Y tê\t18\t66,0\t2
3\tSở Ngoại vụ\tn/a?\t55,5\t3
4\tUBND huyện Mường Lạ\t17\t50\t4
5\tSở \x1b[31mTư pháp [/bold]\t17\t40\t5
"""


def extract(path: Path, *words: str) -> Result:
    result = CliRunner().invoke(cli.app, ["extract", str(path), *words])
    assert result.exit_code == 0, result.stderr
    return result


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    return path


def cells(text: str, first: str) -> list[list[str]]:
    """The rows of the printed tables that begin with ``first``, cell by cell."""
    lines = (line for line in text.splitlines() if line.strip().startswith(first))
    return [[cell.strip() for cell in line.split("   ") if cell.strip()] for line in lines]


def test_statements_stand_in_one_table_an_assessment(damaged: Path) -> None:
    out = extract(damaged).stdout
    assert "lao-cai 2019 · ict · departments: " in out
    assert cells(out, "4 ") == [
        ["4", "Sở Nội vụ", "Hạ tầng", "score", "20.5", "20,5", "table"],
        ["4", "Sở Nội vụ", "total", "score", "81.5", "81,5", "table"],
        ["4", "Sở Nội vụ", "total", "rank", "1", "1", "table"],
    ]


def test_the_account_tells_what_was_read_and_how_surely(damaged: Path) -> None:
    err = extract(damaged).stderr
    told = [line for line in err.splitlines() if line.startswith(("province", "year"))]
    assert told == [
        "province  Lào Cai (lao-cai) – 100% of what the text names",
        "year      2019 – 100% of what the text names",
    ]
    assert "format    txt, 8 lines" in err
    assert "title     KẾT QUẢ XẾP HẠNG MỨC ĐỘ ỨNG DỤNG CNTT" in err
    assert ["5", "Sở Y tê → Sở Y tế"] in cells(err, "5 ")
    lost = "… tra đã làm việc suốt nhiều tuần liền và ‹77› nơi đã được ghi nhận là còn tồn tại."
    assert cells(err, "2 ") == [["2", "77", lost]]
    assert ["6", "1: Hạ tầng", "the score: Hạ tầng", "no result", "The cell says ‘n/a?’."] in cells(err, "6 ")
    assert "corrections.yaml" in err


def test_the_account_says_how_sure_the_province_and_the_year_are(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\nTỉnh Lào Cai và tỉnh Yên Bái\nSở Y tế đạt 50 điểm.\n",
        encoding="utf-8",
    )
    err = extract(path, "--province", "yen-bai", "--year", "2019").stderr
    assert (
        "(lao-cai) – 80% of what the text names, next yen-bai with 20%; --province yen-bai is left aside"
        in err
    )
    path.write_text("Xếp hạng ứng dụng CNTT\nSở Y tế đạt 50 điểm.\n", encoding="utf-8")
    err = extract(path, "--province", "yen-bai", "--year", "2019").stderr
    assert "Yên Bái (yen-bai) – by --province: the text names none" in err
    assert "2019 – by --year: the text names none" in err


def test_claims_and_doubts_are_shown_with_both_readings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_doubt(document: Document, origin: Origin) -> Readings:
        readings = read(document, origin)
        doubted = readings.values.pop()
        words = say("doubt.other_quantity"), say("doubt.another"), say("doubt.all_lists")
        readings.doubts.append(ReadingDoubt((doubted.span,), "sentence", "Sở Nội vụ", *words))
        return readings

    monkeypatch.setattr("pipeline.intake.read", with_doubt)
    monkeypatch.setattr(reading, "extract", intake.extract)  # in no worker, which has its own code
    path = tmp_path / "report.txt"
    path.write_text(
        "Xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\nSở Y tế đạt 50 điểm; Sở Nội vụ đạt 41,5 điểm.\n"
        "Điểm trung bình của các sở là 45,75 điểm.\n",
        encoding="utf-8",
    )
    result = extract(path, "--format", "jsonl")
    assert cells(result.stderr, "3 ")[0][:2] == ["3", "average"] and "45.75" in result.stderr
    doubt = ["2", "Sở Nội vụ", "another list, index or region", "another criterion, column, year or unit"]
    assert doubt in [row[:4] for row in cells(result.stderr, "2 ")]
    assert "‹41,5›" not in result.stderr
    assert [json.loads(line)["value"] for line in result.stdout.splitlines()] == ["50"]


def test_an_unknown_name_is_told_with_its_neighbours(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\nTT\tĐơn vị\tĐiểm\n1\tSở Y tế\t50\n2\tSở Ngội vụ\t40\n",
        encoding="utf-8",
    )
    result = extract(path)
    line, name, near = cells(result.stderr, "4 ")[0]
    assert (line, name) == ("4", "Sở Ngội vụ") and "Sở Ngoại vụ; Sở Nội vụ" in near


def test_the_ledger_adds_up(damaged: Path) -> None:
    account = extract(damaged).stderr.partition(" unit names in the document")[0]
    table = account.partition("numbers in the document")
    rows = [line.split() for line in table[2].splitlines() if " % " in line]
    assert sum(int(row[0]) for row in rows) == int(table[0].split()[-1])
    assert {row[3] for row in rows} >= {"statement", "structure", "reference", "unaccounted"}


def test_every_fate_is_explained_in_the_order_in_which_they_apply() -> None:
    assert (tuple(extract_view._FATES), tuple(extract_view._UNIT_FATES)) == (FATES, UNIT_FATES)


def test_the_unit_ledger_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\nSở Nội vụ công bố kết quả: Sở Y tế đạt 50 điểm.\n",
        encoding="utf-8",
    )
    found = extract(path).stderr.partition("unit names in the document")[2]
    assert {line.split()[3] for line in found.splitlines() if " % " in line} == {"announcer", "result"}


def test_a_document_neither_steers_the_terminal_nor_speaks_in_markup(damaged: Path) -> None:
    result = extract(damaged)
    assert "\x1b" not in result.stdout + result.stderr
    assert "[/bold]" in result.stdout


def test_no_line_is_filled_up_with_blanks_or_wider_than_a_page(damaged: Path) -> None:
    result = extract(damaged)
    lines = (result.stdout + result.stderr).splitlines()
    assert all(line == line.rstrip() and len(line) <= 160 for line in lines)


def test_records_for_machines_stand_alone_on_stdout(damaged: Path) -> None:
    told = [json.loads(line) for line in extract(damaged, "--format", "jsonl").stdout.splitlines()]
    rows = list(csv.DictReader(io.StringIO(extract(damaged, "--format", "csv").stdout)))
    assert [{name: str(value) for name, value in record.items()} for record in told] == rows
    assert (rows[0]["agency"], rows[0]["value"], rows[0]["quote"]) == (
        "Sở Nội vụ", "20.5", "1\tSở Nội vụ\t20,5\t81,5\t1",
    )  # fmt: skip
