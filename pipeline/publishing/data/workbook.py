"""The published tables that a person opens, as one workbook; all others are in CSV and Parquet.

It is for reading: the wide table `results` first, then what explains it. What `results` already joins (scores,
rankings, statements) and what is evidence for programs (ledgers, lines, pairs of lists) would be most of its cells.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path

import duckdb
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pipeline.publishing.data.data_files import select
from pipeline.publishing.data.licence import TITLE, citation
from schemas.contract import PUBLISHED, Table

# Limits of the format: rows of a sheet below its header, characters of a cell.
MAX_ROWS = 1_048_575
MAX_CHARACTERS = 32_767

_NAMES = (
    "results", "assessments", "sources", "discrepancies", "claims", "deductions", "agencies", "criteria", "tier_bands",
    "indicators", "provinces", "doubts", "corrections", "quarantine", "code_lists",
)  # fmt: skip
SHEETS = tuple(next(table for table in PUBLISHED if table.name == name) for name in _NAMES)
# The sheet that opens, and the one on what each column means.
FIRST, COLUMNS = "Đọc trước", "columns"
_LEAD = (
    "Mỗi trang tính là một bảng của bộ dữ liệu; bắt đầu từ trang results: mỗi dòng là một đơn vị ở một tiêu chí.",
    "status: số được công bố (printed), suy ra (deduced), chỉ biết khoảng (bounded) hay còn thiếu (missing).",
    "document và line chỉ ra văn bản và dòng nêu số ấy; contested là số chưa khớp với số khác trong văn bản.",
    "Không có bảng xếp hạng chung giữa các tỉnh: mỗi danh sách có thang điểm riêng.",
    "Each sheet is a table of the dataset; start with results: a row is a unit on a criterion.",
    "status tells whether a value is printed, deduced, bounded or missing; document and line lead to its words.",
    "There is no joint ranking of provinces: each list has a scale of its own.",
)
_HEAD = ("trang tính / sheet", "số dòng / rows", "nội dung", "content", "ghi chú / note")
_COLUMN_HEAD = ("bảng / table", "cột / column", "mô tả", "description", "đơn vị / unit")

_WIDEST = 60
_SAMPLED = 200

Cell = str | int | bool | Decimal | date | list[str] | None


def write_workbook(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write ``path``: a sheet to read first, then one sheet a table, then what each column means.

    What the format cannot hold (rows or characters above its limits) is counted on the first sheet. Rows are written
    as they come: a large table takes no more memory than a small one.
    """
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        # a constant, so that the same rows give the same bytes
        book.set_properties({"title": "xephang", "created": datetime(2000, 1, 1)})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        guide = book.add_worksheet(FIRST)
        told = [(table, *_write_table(book, con, table, bold, day)) for table in SHEETS]
        _write_columns(book.add_worksheet(COLUMNS), bold)
        _write_guide(guide, con, told, bold)


def _write_table(
    book: xlsxwriter.Workbook, con: duckdb.DuckDBPyConnection, table: Table, bold: object, day: object
) -> tuple[int, str]:
    """Add the sheet of ``table``; return its number of rows, and a note of what did not fit, empty where all did."""
    sheet = book.add_worksheet(table.name)
    columns = [column.name for column in table.columns]
    answer = con.execute(select(table))
    first = answer.fetchmany(_SAMPLED)
    for position, column in enumerate(columns):
        lengths = [len(str(row[position])) for row in first if row[position] is not None]
        sheet.set_column(position, position, min(max([len(column), *lengths]) + 2, _WIDEST))
    sheet.write_row(0, 0, columns, bold)
    sheet.freeze_panes(1, 0)
    n_rows = cut_cells = 0
    for row in chain(first, _rest(answer)):
        n_rows += 1
        if n_rows <= MAX_ROWS:
            for position, value in enumerate(row):
                cut_cells += _write_cell(sheet, n_rows, position, value, day)
    sheet.autofilter(0, 0, max(min(n_rows, MAX_ROWS), 1), len(columns) - 1)
    notes = []
    if n_rows > MAX_ROWS:
        notes.append(f"{n_rows - MAX_ROWS} rows are only in the CSV and Parquet files")
    if cut_cells:
        notes.append(f"{cut_cells} cells are cut at {MAX_CHARACTERS} characters")
    return n_rows, "; ".join(notes)


def _rest(answer: duckdb.DuckDBPyConnection) -> Iterator[tuple[Cell, ...]]:
    while rows := answer.fetchmany(10_000):
        yield from rows


def _write_cell(sheet: Worksheet, row: int, column: int, value: Cell, day: object) -> bool:
    """Write one value with its type and return whether it had to be cut."""
    match value:
        case None:
            return False
        case bool():
            sheet.write_boolean(row, column, value)
        case int() | Decimal():
            sheet.write_number(row, column, value)
        case date():
            sheet.write_datetime(row, column, value, day)
        case list():
            return _write_cell(sheet, row, column, "; ".join(value), day)
        case _:
            sheet.write_string(row, column, value[:MAX_CHARACTERS])
            return len(value) > MAX_CHARACTERS
    return False


def _write_guide(
    sheet: Worksheet, con: duckdb.DuckDBPyConnection, told: list[tuple[Table, int, str]], bold: object
) -> None:
    """Fill the first sheet: what this is, how to read it, and which sheets there are."""
    (release,) = con.execute("SELECT release_id FROM release").fetchall() or [("",)]
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 16)
    sheet.set_column(2, 4, _WIDEST)
    lines = (TITLE, citation(str(release[0])), "", *_LEAD, "")
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, *([bold] if row == 0 else []))
    sheet.write_row(len(lines), 0, _HEAD, bold)
    for row, (table, n_rows, note) in enumerate(told, start=len(lines) + 1):
        sheet.write_row(row, 0, [table.name, n_rows, table.description_vi, table.description_en, note])
    others = sorted({table.name for table in PUBLISHED} - {table.name for table in SHEETS})
    rest = f"Chỉ có trong CSV và Parquet / only in CSV and Parquet: {', '.join(others)}"
    sheet.write_string(len(lines) + len(told) + 2, 0, rest)


def _write_columns(sheet: Worksheet, bold: object) -> None:
    """Fill the sheet on columns: what each means, in both languages."""
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, 3, _WIDEST)
    sheet.set_column(4, 4, 16)
    sheet.write_row(0, 0, _COLUMN_HEAD, bold)
    sheet.freeze_panes(1, 0)
    columns = ((table, column) for table in SHEETS for column in table.columns)
    for row, (table, column) in enumerate(columns, start=1):
        told = [table.name, column.name, column.description_vi, column.description_en, column.unit or ""]
        sheet.write_row(row, 0, told)
