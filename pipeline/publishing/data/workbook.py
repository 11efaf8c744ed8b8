"""The published tables as one workbook, for those who work in a spreadsheet."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pipeline.publishing.data.data_files import select
from schemas.contract import PUBLISHED, Table

# Limits of the format: rows of a sheet below its header, characters of a cell.
MAX_ROWS = 1_048_575
MAX_CHARACTERS = 32_767

# Evidence by line and number is for machines; it would be most of the workbook.
_LEFT_OUT = ("source_lines", "number_ledger", "unit_ledger")
SHEETS = tuple(table for table in PUBLISHED if table.name not in _LEFT_OUT)

_WIDEST = 60
_SAMPLED = 200

Cell = str | int | bool | Decimal | date | list[str] | None


def write_workbook(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write ``path``: a sheet that describes tables and columns, then one sheet a table.

    What the format cannot hold (rows or characters above its limits) is counted on the first sheet.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        # a constant, so that the same rows give the same bytes
        book.set_properties({"title": "xephang", "created": datetime(2000, 1, 1)})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        guide = book.add_worksheet("xephang")
        cuts = {table.name: _write_table(book, con, table, bold, day) for table in SHEETS}
        _write_guide(guide, cuts, bold)


def _write_table(
    book: xlsxwriter.Workbook, con: duckdb.DuckDBPyConnection, table: Table, bold: object, day: object
) -> str:
    """Add the sheet of ``table`` and return a note of what did not fit, empty where all did."""
    sheet = book.add_worksheet(table.name)
    columns = [column.name for column in table.columns]
    sheet.write_row(0, 0, columns, bold)
    sheet.freeze_panes(1, 0)
    rows = con.execute(select(table)).fetchall()
    cut_cells = 0
    for number, row in enumerate(rows[:MAX_ROWS], start=1):
        for position, value in enumerate(row):
            cut_cells += _write_cell(sheet, number, position, value, day)
    sheet.autofilter(0, 0, max(len(rows[:MAX_ROWS]), 1), len(columns) - 1)
    for position, column in enumerate(columns):
        lengths = [len(str(row[position])) for row in rows[:_SAMPLED] if row[position] is not None]
        sheet.set_column(position, position, min(max([len(column), *lengths]) + 2, _WIDEST))
    notes = []
    if len(rows) > MAX_ROWS:
        notes.append(f"{len(rows) - MAX_ROWS} rows are only in the CSV and Parquet files")
    if cut_cells:
        notes.append(f"{cut_cells} cells are cut at {MAX_CHARACTERS} characters")
    return "; ".join(notes)


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


def _write_guide(sheet: Worksheet, cuts: dict[str, str], bold: object) -> None:
    """Fill the first sheet: every table and column in both languages."""
    sheet.write_row(
        0, 0, ["bảng / table", "cột / column", "mô tả", "description", "đơn vị / unit", "note"], bold
    )
    sheet.freeze_panes(1, 0)
    row = 1
    for table in SHEETS:
        sheet.write_row(
            row, 0, [table.name, "", table.description_vi, table.description_en, "", cuts[table.name]], bold
        )
        row += 1
        for column in table.columns:
            told = [table.name, column.name, column.description_vi, column.description_en, column.unit or ""]
            sheet.write_row(row, 0, told)
            row += 1
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, 3, _WIDEST)
    sheet.set_column(4, 5, 16)
