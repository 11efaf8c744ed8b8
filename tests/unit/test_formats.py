"""One ranking in every format says the same: what was printed counts, not the file that it was saved in."""

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest

from pipeline.documents.read_document import read_document
from pipeline.intake import Hints, extract_file
from pipeline.resolution.staged_rows import StagedRows
from tests.unit.made_files import (
    Cell,
    Report,
    open_document,
    pdf,
    plain,
    separated,
    web_page,
    windows_1258,
    word,
    xls,
    xlsx,
)
from tests.unit.made_pdf import BOTTOM, HEIGHT, LEFT, Page, write_pdf

Told = tuple[int, str, str, str | None, str, str, Decimal | str | None]

TITLE = "Kết quả đánh giá, xếp hạng mức độ ứng dụng CNTT tỉnh Nam Định năm 2021"
HEADING = "1. Đối với các sở, ngành"
PARTS = ("Hạ tầng kỹ thuật CNTT", "Nhân lực CNTT")
# Unit, tier, a score for each part, the total, the ranks of 2021 and 2020.
UNITS = (
    ("Sở Nội vụ", "Tốt", "19,5", "9,25", "88,75", "1", "3"),
    ("Sở Y tế", "Tốt", "18,125", "8,375", "81,5", "2", "1"),
    ("Sở Tài chính", "Khá", "15,25", "7", "70,25", "3", "2"),
    ("Sở Tư pháp", "Khá", "14", "6,75", "66", "4", "5"),
    ("Sở Công Thương", "Khá", "12,5", "5", "61,5", "5", "4"),
)
MEANS = ("15,85", "7,3", "73,6")
RANKS = [Cell("Xếp hạng năm 2021", 1, 2), Cell("Xếp hạng năm 2020", 1, 2)]
HEAD = (
    [Cell("TT", 1, 2), Cell("Tên đơn vị", 1, 2), Cell("Điểm thành phần", 2), Cell("Tổng điểm", 1, 2), *RANKS],
    [Cell(part) for part in PARTS],
)


def ranking() -> Report:
    """Two tiers with a blank row between them, and a row of averages at the foot."""
    table: list[list[Cell]] = [*HEAD]
    for at, (tier, units) in enumerate(groupby(UNITS, key=lambda unit: unit[1])):
        table += [[]] * bool(at) + [[Cell(f"{'AB'[at]}. Mức {tier.lower()}", 7)]]
        for unit in units:
            figures = [Cell(figure) for figure in unit[2:]]
            table.append([Cell(str(UNITS.index(unit) + 1)), Cell(unit[0]), *figures])
    table.append([Cell("Trung bình", 2), *map(Cell, MEANS), Cell(""), Cell("")])
    return Report(TITLE, HEADING, table, ["Ghi chú: đơn vị không gửi báo cáo không có trong bảng."])


RANKING = ranking()
ONE_HEADER = replace(
    RANKING,
    table=[[replace(cell, rows=1) for cell in (*HEAD[0][:2], *HEAD[1], *HEAD[0][3:])], *RANKING.table[2:]],
)
DRAFT = replace(
    RANKING, table=[*HEAD, [Cell("1"), Cell("Sở Xây dựng"), *map(Cell, ("1", "2", "3", "1", "2"))]]
)


def decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def wanted() -> Counter[Told]:
    """What every file below must say, each cell once."""
    found: Counter[Told] = Counter()
    for unit, tier, *figures in UNITS:
        found[2021, "ict", "departments", unit, "tier", "total", tier] += 1
        columns = [("score", part) for part in (*PARTS, "total")] + [("rank", "total")] * 2
        for (measure, criterion), figure, year in zip(columns, figures, [2021] * 4 + [2020], strict=True):
            found[year, "ict", "departments", unit, measure, criterion, decimal(figure)] += 1
    return found


def told(rows: StagedRows) -> Counter[Told]:
    return Counter(
        (row.year, row.index_id, row.block, row.agency, row.measure, row.criterion, row.tier or row.value)
        for row in rows.statements
    )


def extracted(folder: Path, name: str, data: bytes) -> StagedRows:
    path = folder / name
    path.write_bytes(data)
    return extract_file(path, Hints())


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "workbook": ("a.xlsx", lambda: xlsx(RANKING, DRAFT)),
    "workbook, other figures as text": ("a.xlsx", lambda: xlsx(RANKING, DRAFT, (1, 3, 6))),
    "old workbook": ("a.xls", lambda: xls(RANKING)),
    "OpenDocument": ("a.ods", lambda: open_document(RANKING)),
    "Word": ("a.docx", lambda: word(RANKING)),
    "web page": ("a.html", lambda: web_page(RANKING)),
    "web page with a short suffix": ("a.htm", lambda: web_page(RANKING)),
    "semicolons with BOM": ("a.csv", lambda: b"\xef\xbb\xbf" + separated(RANKING).encode()),
    "commas, cells in quotes": ("a.csv", lambda: separated(RANKING, ",").encode()),
    "separator named": ("a.csv", lambda: ("sep=|\r\n" + separated(RANKING, "|")).encode()),
    "tabs in UTF-16": ("a.tsv", lambda: separated(RANKING, "\t").encode("utf-16")),
    "tabs in UTF-16 named csv": ("a.csv", lambda: separated(RANKING, "\t").encode("utf-16")),
    "semicolons in Windows-1258": ("a.csv", lambda: windows_1258(separated(RANKING))),
    "UTF-8": ("a.txt", lambda: plain(RANKING).encode()),
    "UTF-8 with BOM": ("a.txt", lambda: b"\xef\xbb\xbf" + plain(RANKING).encode()),
    "UTF-16": ("a.txt", lambda: plain(RANKING).encode("utf-16")),
    "UTF-16 without BOM": ("a.txt", lambda: plain(RANKING).encode("utf-16-le")),
    "Windows-1258": ("a.txt", lambda: windows_1258(plain(RANKING))),
    "PDF of one page": ("a.pdf", lambda: pdf(ONE_HEADER, 20)),
    "PDF, the table over two pages": ("a.pdf", lambda: pdf(ONE_HEADER, 4)),
    "PDF, the table over four pages": ("a.pdf", lambda: pdf(ONE_HEADER, 2)),
}


@pytest.mark.parametrize("form", FILES)
def test_every_format_says_the_same(form: str, tmp_path: Path) -> None:
    name, made = FILES[form]
    rows = extracted(tmp_path, name, made())
    assert told(rows) == wanted()
    averages = [claim for claim in rows.claims if claim.claim_type != "date"]
    assert [(claim.claim_type, claim.criterion, claim.printed_value) for claim in averages] == [
        ("average", criterion, decimal(mean))
        for criterion, mean in zip((*PARTS, "total"), MEANS, strict=True)
    ]
    assert rows.quarantine == [] and rows.unresolved_names == []
    assert {row.province_id for row in rows.statements} == {"nam-dinh"}
    assert not [row for row in rows.number_ledger if row.fate == "unaccounted"]


UNMERGED: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    "csv as a spreadsheet saves it": ("a.csv", lambda report: separated(report, repeated=False).encode()),
    "pdf": ("a.pdf", lambda report: pdf(report, 20)),
}


@pytest.mark.parametrize("form", UNMERGED)
def test_a_header_over_columns_that_is_printed_once_says_the_same(form: str, tmp_path: Path) -> None:
    name, made = UNMERGED[form]
    assert told(extracted(tmp_path, name, made(RANKING))) == wanted()


def test_decomposed_letters_say_the_same(tmp_path: Path) -> None:
    data = unicodedata.normalize("NFD", plain(RANKING)).encode()
    assert told(extracted(tmp_path, "a.txt", data)) == wanted()


def test_a_header_of_two_rows_that_a_pdf_repeats_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(RANKING, 3))
    lines = [line.text for line in read_document(tmp_path / "a.pdf").lines]
    assert sum(PARTS[1] in line for line in lines) == 1


def test_page_numbers_over_the_table_do_not_part_it(tmp_path: Path) -> None:
    assert told(extracted(tmp_path, "a.pdf", pdf(ONE_HEADER, 4, HEIGHT - 12))) == wanted()


# Score and rank on each of two criteria; two units share the cell of their rank.
BOTH = Report(
    TITLE,
    HEADING,
    [
        [Cell("STT", 1, 2), Cell("Cơ quan", 1, 2), Cell(PARTS[0], 2), Cell(PARTS[1], 2),
         Cell("Tổng điểm", 1, 2), Cell("Xếp hạng", 1, 2)],
        [Cell("Điểm"), Cell("Xếp hạng")] * 2,
        [Cell("1"), Cell("Sở Nội vụ"), *map(Cell, ("19,5", "1", "7,25", "2", "88,75", "1"))],
        [Cell("2"), Cell("Sở Y tế"), *map(Cell, ("18", "2", "8,5", "1", "81,5")), Cell("2", 1, 2)],
        [Cell("3"), Cell("Sở Tài chính"), *map(Cell, ("15,25", "3", "7", "3", "81,5"))],
    ],
)  # fmt: skip
MERGED: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    "workbook": ("a.xlsx", lambda report: xlsx(report, DRAFT, (0, 2, 3))),
    "OpenDocument": ("a.ods", open_document),
    "Word": ("a.docx", word),
    "web page": ("a.html", web_page),
    "cells repeated": ("a.csv", lambda report: separated(report).encode()),
    "pipes": ("a.txt", lambda report: plain(report).encode()),
}


@pytest.mark.parametrize("form", MERGED)
def test_a_criterion_over_score_and_rank_gives_both_on_it(form: str, tmp_path: Path) -> None:
    name, made = MERGED[form]
    measures = [(measure, part) for part in (*PARTS, "total") for measure in ("score", "rank")]
    assert told(extracted(tmp_path, name, made(BOTH))) == Counter(
        (2021, "ict", "departments", row[1], measure, criterion, decimal(cell))
        for row in BOTH.grid()[2:]
        for (measure, criterion), cell in zip(measures, row[2:], strict=True)
    )


def test_a_small_table_in_a_table_of_the_layout_is_read_by_itself(tmp_path: Path) -> None:
    inner = "<table><tr><th>Sở</th><th>Điểm</th></tr><tr><td>Y tế</td><td>81,5</td></tr></table>"
    page = f"<table><tr><td>Menu</td><td>Tin tức</td></tr><tr><td>{inner}</td><td>Hết</td></tr></table>"
    (tmp_path / "a.html").write_bytes(page.encode())
    lines = [line.text for line in read_document(tmp_path / "a.html").lines if not line.is_blank]
    assert lines == ["Menu", "Tin tức", "Sở\tĐiểm", "Y tế\t81,5", "Hết"]


def texts(folder: Path, pages: list[Page]) -> list[str]:
    (folder / "a.pdf").write_bytes(write_pdf(pages))
    return [line.text for line in read_document(folder / "a.pdf").lines]


def test_the_lines_of_a_pdf_keep_their_columns_and_lose_page_numbers(tmp_path: Path) -> None:
    first, second = Page(), Page()
    first.text(LEFT, 500, "Ranking of 2021")
    first.text(300, 480, "81,5")
    first.text(LEFT, 480, "Health")
    first.text(LEFT, 460, "12")
    first.text(LEFT, 440, "units were ranked")
    first.text(400, BOTTOM, "1")
    second.text(400, HEIGHT - 20, "2")
    second.text(LEFT, 500, "The end.")
    health, *others = texts(tmp_path, [first, second])[1:]
    assert health.split("  ")[0] == "Health" and health.endswith("   81,5")
    assert others == ["12", "units were ranked", "The end."]


def test_lines_that_stand_apart_in_the_file_are_read_from_top_to_bottom(tmp_path: Path) -> None:
    page = Page()
    for y, text in ((400, "third"), (500, "first"), (450, "second")):
        page.text(LEFT, y, text)
    assert texts(tmp_path, [page]) == ["first", "second", "third"]
