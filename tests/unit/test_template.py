"""The workbook to fill in: what is entered comes back by the reader of any workbook, and nothing else."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from pipeline.commands import cli
from pipeline.commands.records import printed_value
from pipeline.commands.template import Entry, Sheet, Value, criteria_of, workbook, write_template
from pipeline.documents.errors import SourceError
from pipeline.intake import Hints, extract_file, province_of
from pipeline.resolution.staged_rows import StagedRows
from tests.unit.reports import former_provinces, read_list

SHEET = Sheet(province_of("lao-cai", "", 2019), 2019, "ict", "departments", ("Hạ tầng kỹ thuật", "Nhân lực"))
LOCAL_BLOCKS = [
    row["block"] for row in read_list("blocks") if row["block"] not in ("ministries", "provinces")
]


def read_back(
    tmp_path: Path, sheet: Sheet, entries: Sequence[Entry], maxima: Sequence[Value] = ()
) -> StagedRows:
    path = tmp_path / "filled.xlsx"
    path.write_bytes(workbook(sheet, entries, maxima))
    rows = extract_file(path, Hints())
    assert [row for row in rows.number_ledger if row.fate == "unaccounted"] == []
    # the title names the year and the maxima bound the scores: claims that hold, nothing is lost
    assert (rows.quarantine, rows.indicators, rows.unresolved_names) == ([], [], [])
    assert {claim.claim_type for claim in rows.claims} <= {"date", "max_of_criterion"}
    return rows


def told(rows: StagedRows) -> list[tuple[str, str, str, str]]:
    return [
        (found.agency or "", found.measure, found.criterion, printed_value(found))
        for found in rows.statements
    ]


def test_what_is_filled_in_comes_back_exactly(tmp_path: Path) -> None:
    entries: list[Entry] = [
        ("Sở Y tế", [18.25, 9, 72.5, 2, "Khá"]),
        ("Sở Nội vụ", [None, None, None, None, None]),
        ("Sở Tài chính", ["17,50", 0, 80, 1, "Tốt"]),
        ("Thanh tra tỉnh", [None, None, None, 3, None]),
    ]
    rows = read_back(tmp_path, SHEET, entries, [20, 30.5, 100])
    first, second = SHEET.criteria
    assert told(rows) == [
        ("Sở Y tế", "score", first, "18.25"),
        ("Sở Y tế", "score", second, "9"),
        ("Sở Y tế", "score", "total", "72.5"),
        ("Sở Y tế", "rank", "total", "2"),
        ("Sở Y tế", "tier", "total", "Khá"),
        ("Sở Tài chính", "score", first, "17.50"),
        ("Sở Tài chính", "score", second, "0"),
        ("Sở Tài chính", "score", "total", "80"),
        ("Sở Tài chính", "rank", "total", "1"),
        ("Sở Tài chính", "tier", "total", "Tốt"),
        ("Thanh tra tỉnh", "rank", "total", "3"),
        ("", "max_score", first, "20"),
        ("", "max_score", second, "30.5"),
        ("", "max_score", "total", "100"),
    ]
    assert {(found.province_id, found.year, found.index_id, found.block) for found in rows.statements} == {
        ("lao-cai", 2019, "ict", "departments")
    }


@pytest.mark.parametrize(
    ("index", "block"),
    [
        *((row["index_id"], "districts") for row in read_list("indices")),
        *(("dti", block) for block in LOCAL_BLOCKS),
    ],
)
def test_title_and_heading_are_understood(index: str, block: str, tmp_path: Path) -> None:
    sheet = replace(SHEET, index=index, block=block, criteria=())
    units = names_in(tmp_path, sheet)[:2] or ["UBND xã Bản Qua", "UBND xã Bản Vược"]
    rows = read_back(
        tmp_path, sheet, [(unit, [70 - at, at, "Khá"]) for at, unit in enumerate(units, start=1)]
    )
    found = {(record.index_id, record.block, record.year, record.province_id) for record in rows.statements}
    assert found == {(index, block, 2019, "lao-cai")}


@pytest.mark.parametrize("slug", [province.province_id for province in former_provinces()][::7])
@pytest.mark.parametrize("block", ["departments", "districts"])
def test_the_units_of_a_province_are_resolved(slug: str, block: str, tmp_path: Path) -> None:
    sheet = replace(SHEET, province=province_of(slug, "", 2019), block=block)
    units = names_in(tmp_path, sheet)
    rows = read_back(
        tmp_path, sheet, [(unit, [None, None, 100 - place, None]) for place, unit in enumerate(units)]
    )
    assert [(found.province_id, found.agency) for found in rows.statements] == [
        (slug, unit) for unit in units
    ]


def names_in(tmp_path: Path, sheet: Sheet) -> list[str]:
    """The units that an empty template lists; it holds no statement."""
    path = tmp_path / "empty.xlsx"
    n_units = write_template(path, sheet)
    rows = extract_file(path, Hints())
    assert rows.statements == []
    assert {row.fate for row in rows.number_ledger} <= {"structure", "reference"}
    names = [line.text.split("\t")[1] for line in rows.source_lines if re.match(r"\d+\t", line.text)]
    assert len(names) == n_units
    return names


def test_the_units_are_those_of_the_year(tmp_path: Path) -> None:
    old = names_in(tmp_path, SHEET)
    (tmp_path / "empty.xlsx").unlink()
    new = names_in(tmp_path, replace(SHEET, province=province_of("lao-cai-2025", "", 2026), year=2026))
    assert "Sở Thông tin và Truyền thông" in old and "Sở Thông tin và Truyền thông" not in new
    assert "Sở Nông nghiệp và Môi trường" in new and "Sở Nông nghiệp và Môi trường" not in old


def test_communes_are_typed_into_empty_rows(tmp_path: Path) -> None:
    sheet = replace(SHEET, block="communes", criteria=())
    assert names_in(tmp_path, sheet) == []
    rows = read_back(tmp_path, sheet, [("UBND xã Bản Qua", [70.5, 1, "Khá"]), ("UBND phường 4", [60, 2, ""])])
    assert [(found.subject_text, printed_value(found)) for found in rows.statements] == [
        ("UBND xã Bản Qua", "70.5"),
        ("UBND xã Bản Qua", "1"),
        ("UBND xã Bản Qua", "Khá"),
        ("UBND phường 4", "60"),
        ("UBND phường 4", "2"),
    ]


def test_names_tiers_and_numbers_are_checked_while_they_are_typed() -> None:
    content = workbook(SHEET, [("Sở Y tế", ()), ("Sở Nội vụ", ())])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    space = {"m": sheet.nsmap[None]}
    n_tiers = sum(row["family"] == "quality" for row in read_list("tiers"))
    checks = {
        check.get("sqref"): (check.get("type"), check.findtext("m:formula1", namespaces=space))
        for check in sheet.iterfind(".//m:dataValidation", space)
    }
    assert checks == {
        "B7:B18": ("list", "'Danh mục'!$A$1:$A$2"),
        "G7:G18": ("list", f"'Danh mục'!$B$1:$B${n_tiers}"),
        "F7:F18": ("whole", "1"),
        "C6:E6": ("decimal", "0"),
        "C7:E18": ("decimal", "0"),
    }


def test_the_same_template_is_the_same_bytes() -> None:
    entries: list[Entry] = [("Sở Y tế", [1, 2, 3, 4, "Khá"])]
    content = workbook(SHEET, entries)
    assert content == workbook(SHEET, entries)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert {part.date_time for part in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("sheet", "name", "told"),
    [
        (SHEET, "x.xls", "ends in .xlsx"),
        (SHEET, "taken.xlsx", "exists already"),
        (replace(SHEET, index="gdp"), "x.xlsx", "--index: 'gdp' is no index. Cure: use one of"),
        (replace(SHEET, block="ministries"), "x.xlsx", "--block: 'ministries' is no block of a province"),
        (replace(SHEET, year=19), "x.xlsx", "--year: '19'"),
        (replace(SHEET, province=province_of("lao-cai-2025", "", 2026)), "x.xlsx", "exists since 2025-07-01"),
        (replace(SHEET, year=2026, block="districts"), "x.xlsx", "had none of these in 2026"),
        (replace(SHEET, criteria=("Nhân lực", "nhân lực")), "x.xlsx", "is told twice"),
        (replace(SHEET, criteria=("Tổng điểm",)), "x.xlsx", "is told twice"),
        (replace(SHEET, criteria=("Nhân lực", "")), "x.xlsx", "is no name"),
        (replace(SHEET, criteria=("Xếp hạng năm trước",)), "x.xlsx", "would not be read as a score"),
        (replace(SHEET, criteria=("Hạ tầng " * 20,)), "x.xlsx", "longer than"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(sheet: Sheet, name: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "taken.xlsx").write_bytes(b"filled in already")
    with pytest.raises(SourceError, match=re.escape(told)) as caught:
        write_template(tmp_path / name, sheet)
    assert "\n" not in str(caught.value) and "Cure: " in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["taken.xlsx"]
    assert (tmp_path / "taken.xlsx").read_bytes() == b"filled in already"


def test_criteria_are_parted_by_semicolons() -> None:
    assert criteria_of(" Hạ tầng ; Nhân lực (tối đa 20)") == ("Hạ tầng", "Nhân lực (tối đa 20)")
    assert criteria_of("") == ()


def test_the_command_writes_a_workbook_that_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "mẫu.xlsx"
    told = ["--province", "lao-cai", "--year", "2019", "--criteria", "Nhân lực;Hạ tầng", "--index", "dti"]
    result = CliRunner().invoke(cli.app, ["template", str(path), *told])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "fill it in, then: xephang extract" in result.stderr
    lines = [row.text for row in extract_file(path, Hints()).source_lines]
    assert lines[0] == "KẾT QUẢ XẾP HẠNG CHUYỂN ĐỔI SỐ NĂM 2019"
    assert "STT\tTên đơn vị\tNhân lực\tHạ tầng\tTổng điểm\tXếp hạng\tXếp loại" in lines


def test_the_command_refuses_in_one_line(tmp_path: Path) -> None:
    told = ["template", str(tmp_path / "a.xlsx"), "--province", "lao-cay", "--year", "2019"]
    result = CliRunner().invoke(cli.app, told)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert "'lao-cay' is no province. Cure: use one of" in result.stderr
