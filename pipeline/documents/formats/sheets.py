"""Spreadsheets (.xlsx, .xls, .ods), read with python-calamine: values as last calculated, merged ranges kept.

Hidden sheets are working paper, not publication, and are left out. A number is written with a decimal
comma as its cell shows it; what the cell hides of it is not published either. Where the format of a cell
is not stated (.xls, .ods) it is written with the decimals that it has.
"""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

import python_calamine as calamine

from pipeline.documents.archives import check_zip
from pipeline.documents.document import Line
from pipeline.documents.errors import SourceError
from pipeline.documents.formats.cell_formats import Formats, NumberFormat, number_formats
from pipeline.documents.rendering import MAX_CELLS, Rendering, flat, too_many_cells

_CELL_ADDRESS = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_GENERIC = ("sheet", "trang tính", "trang_tính", "bảng tính", "feuille")
Value = int | float | str | bool | time | date | datetime | timedelta


def read_lines(path: str, data: bytes) -> tuple[Line, ...]:
    """Return the visible sheets of a workbook, row by row; raises SourceError where it cannot be opened."""
    if not path.lower().endswith(".xls"):
        check_zip(path, data)
    try:
        book = calamine.load_workbook(io.BytesIO(data))
    except calamine.PasswordError as error:
        raise SourceError(path, "", "password-protected", "save it without password") from error
    except Exception as error:  # calamine's errors have no common base class
        cure = "open it and save it again"
        raise SourceError(path, "", "damaged: not a readable workbook", cure) from error
    if path.lower().endswith(".xlsx"):
        _check_extent(path, data)
    formats = number_formats(data) if path.lower().endswith(".xlsx") else {}
    out = Rendering(path)
    for sheet in book.sheets_metadata:
        if (
            sheet.visible == calamine.SheetVisibleEnum.Visible
            and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ):
            _sheet(out, book, sheet.name, path, formats.get(sheet.name, {}))
    return out.lines()


def _check_extent(path: str, data: bytes) -> None:
    """Raise SourceError for a sheet too wide and long: calamine makes all cells up to the outermost."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            cells = _CELL_ADDRESS.findall(book.read(name))
            columns = max((len(letters) * 26 ** (len(letters) - 1) for letters, _ in cells), default=0)
            rows = max((int(row) for _, row in cells), default=0)
            if rows * columns > MAX_CELLS:
                raise too_many_cells(path)


def _sheet(out: Rendering, book: calamine.CalamineWorkbook, name: str, path: str, formats: Formats) -> None:
    """Add a sheet; ``formats`` say how its cells show their numbers."""
    sheet = book.get_sheet_by_name(name)
    if sheet.height * sheet.width > MAX_CELLS:
        cure = "delete the empty rows and columns"
        raise SourceError(path, f"sheet {name}", f"{sheet.height} × {sheet.width} cells", cure)
    rows = [
        [_text(value, formats.get((index, column))) for column, value in enumerate(row)]
        for index, row in enumerate(sheet.to_python(skip_empty_area=False))
    ]
    for (top, left), (bottom, right) in _merged(book, name):
        for row in rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = rows[top][left]
    used = sorted({column for row in rows for column, text in enumerate(row) if text})
    if not used:
        return
    out.blank()
    if not name.lower().startswith(_GENERIC):
        out.paragraph(f"{flat(name)}:")
    for row in rows:
        out.row(row[used[0] : used[-1] + 1])
    out.blank()


def _merged(book: calamine.CalamineWorkbook, name: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the merged ranges of a sheet; none where the format does not state them."""
    try:
        return list(book.get_sheet_by_name(name).merged_cell_ranges or [])
    except (calamine.CalamineError, AttributeError):
        return []


def _text(value: Value, shown: NumberFormat | None) -> str:
    """Return a value as text, as its cell shows it."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return _number(value, shown)
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    return flat(str(value))


def _number(value: float, shown: NumberFormat | None) -> str:
    if shown is None:
        return str(int(value)) if float(value).is_integer() else repr(round(value, 10)).replace(".", ",")
    exact = Decimal(repr(value)) * (100 if shown.percent else 1)
    rounded = exact.quantize(Decimal(1).scaleb(-shown.most), ROUND_HALF_UP)
    whole, _, decimals = f"{rounded:f}".partition(".")
    decimals = decimals[: shown.least] + decimals[shown.least :].rstrip("0")
    return f"{whole}{',' if decimals else ''}{decimals}{'%' if shown.percent else ''}"
