"""A workbook to fill in, for results that are kept by hand; it is read back like any other workbook.

What it prints where it always stands (title, header, names) is worded as reading understands it, so the reader
needs no branch for it. Lists to choose from lie on a hidden sheet, which the reader leaves out.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from pipeline.documents.errors import SourceError
from pipeline.reading.tables.column_heads import OTHER, SCORE, role_of
from pipeline.reading.vocabulary.gazetteer import gazetteer_for
from pipeline.reading.vocabulary.topics import block_in, index_in
from pipeline.vietnamese.normal import normalise
from schemas.codelists import read_list
from schemas.messages import read_messages
from schemas.tables.agencies import Province
from schemas.values import YEARS

Value = str | int | float | None
# A unit and what is entered for it, in the order of the columns after its name.
Entry = tuple[str, Sequence[Value]]

_WORDS = read_messages("workbook")
# These rank provinces or ministries; no list of one province has them.
_NATIONAL = ("ministries", "provinces")
# The one block whose units no code list holds.
_UNLISTED = "communes"
# Empty rows: for the units of a block without a list, and after the listed ones.
_UNLISTED_ROWS, _SPARE_ROWS = 200, 10
_LONGEST = 80
_TITLE_ROW, _PROVINCE_ROW, _BLOCK_ROW, _HEADER_ROW, _MAXIMUM_ROW, _FIRST_ROW = 0, 1, 2, 4, 5, 6
_SHEETS = ("table", "guide", "lists")
_LISTS = _WORDS["sheets.lists"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a workbook is for: one ranking of one block of units; ``criteria`` stand before the total."""

    province: Province
    year: int
    index: str
    block: str
    criteria: tuple[str, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """The header row."""
        counter, name, total, rank, tier = (
            _WORDS[f"headers.{column}"] for column in ("counter", "name", "total", "rank", "tier")
        )
        return (counter, name, *self.criteria, total, rank, tier)

    @property
    def title(self) -> tuple[str, str, str]:
        """The lines over the table: the index and the year, the province, the block."""
        index = _wording("indices", "index_id", "phrase", self.index, index_in)
        block = _wording("blocks", "block", "phrases", self.block, block_in)
        home = _WORDS["title.province" if self.province.kind == "province" else "title.city"]
        ranking = _WORDS["title.ranking"].format(index=index, year=self.year)
        return (ranking, home.format(name=self.province.name), block)


def criteria_of(names: str) -> tuple[str, ...]:
    """Return the criteria of a list separated by semicolons; empty where there is none."""
    return tuple(name.strip() for name in names.split(";")) if names.strip() else ()


def write_template(path: Path, sheet: Sheet) -> int:
    """Write the workbook to ``path``, which must not exist, and return how many units it names.

    Raises SourceError where the sheet cannot be: unknown index or block, a province or units that did not
    exist in the year, a criterion that would not be read as a score.
    """
    if path.suffix.lower() != ".xlsx":
        raise SourceError(str(path), "", "the template is a workbook", "give a name that ends in .xlsx")
    _check(path, sheet)
    units = _units(path, sheet)
    blank = [None] * (len(sheet.headers) - 2)
    content = workbook(sheet, [(unit, blank) for unit in units])
    try:
        with path.open("xb") as file:  # it may be filled in already
            file.write(content)
    except FileExistsError:
        raise SourceError(str(path), "", "exists already", "give another name") from None
    return len(units)


def _check(path: Path, sheet: Sheet) -> None:
    """Raise SourceError for the first thing that a sheet cannot be about."""
    indices = [row["index_id"] for row in read_list("indices")]
    blocks = [row["block"] for row in read_list("blocks") if row["block"] not in _NATIONAL]
    if sheet.index not in indices:
        reason, cure = f"'{sheet.index}' is no index", f"use one of {', '.join(indices)}"
        raise SourceError(str(path), "--index", reason, cure)
    if sheet.block not in blocks:
        reason, cure = f"'{sheet.block}' is no block of a province", f"use one of {', '.join(blocks)}"
        raise SourceError(str(path), "--block", reason, cure)
    began = sheet.province.valid_from
    if sheet.year not in YEARS or (began and began.year > sheet.year):
        since = f"{sheet.province.province_id} exists since {began}; " if began else ""
        reason, cure = f"'{sheet.year}'", f"{since}say the assessed year, such as 2019"
        raise SourceError(str(path), "--year", reason, cure)
    for index, name in enumerate(sheet.criteria):
        if fault := _fault(name, sheet.criteria[:index]):
            cure = "say the names as the document has them, as in 'Hạ tầng kỹ thuật;Nhân lực'"
            raise SourceError(str(path), "--criteria", f"'{name}' {fault}", cure)


def _fault(name: str, before: Sequence[str]) -> str | None:
    """Why a criterion cannot head a column of scores, None where it can."""
    if not any(char.isalpha() for char in name):
        return "is no name"
    if len(name) > _LONGEST:
        return f"is longer than {_LONGEST} characters"
    if name.lower() in {other.lower() for other in (*before, _WORDS["headers.total"])}:
        return "is told twice"
    return None if role_of(normalise(name).text) in (SCORE, OTHER) else "would not be read as a score"


def _units(path: Path, sheet: Sheet) -> list[str]:
    """Return the units of the block that stood in the year, in the order of the code lists."""
    listed = [
        spelling.entry
        for spelling in gazetteer_for(sheet.province).entries
        if spelling.entry.block == sheet.block
    ]
    units = list(dict.fromkeys(entry.canonical for entry in listed if entry.valid_in(sheet.year)))
    if not units and sheet.block != _UNLISTED:
        reason = f"{sheet.province.province_id} had none of these in {sheet.year}"
        raise SourceError(str(path), f"--block {sheet.block}", reason, "correct the year or the block")
    return units


def _wording(codes: str, key: str, phrases: str, code: str, understood: Callable[[str], str | None]) -> str:
    """Return the first wording of a code (its name, then its phrases) that is understood as it, in capitals."""
    row = next(row for row in read_list(codes) if row[key] == code)
    wordings = (normalise(words).text for words in (row["name_vi"], *row[phrases].split(";")))
    return next(words for words in wordings if understood(words) == code).upper()


def workbook(sheet: Sheet, entries: Sequence[Entry], maxima: Sequence[Value] = ()) -> bytes:
    """Return the bytes of the workbook with ``entries`` in its rows; equal input gives equal bytes.

    ``maxima`` are the maximum scores of the criteria and of the total.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        # a constant, so that the same template gives the same bytes
        book.set_properties({"title": sheet.title[0], "created": datetime(2000, 1, 1)})
        table, guide, lists = (book.add_worksheet(_WORDS[f"sheets.{name}"]) for name in _SHEETS)
        bold = book.add_format({"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"})
        head = book.add_format(
            {"bold": True, "text_wrap": True, "align": "center", "border": 1, "bg_color": "#DDEBF7"}
        )
        cell = book.add_format({"border": 1})
        rows = [*entries, *[("", ())] * (_SPARE_ROWS if entries else _UNLISTED_ROWS)]
        _write_head(table, sheet, maxima, bold, head)
        _write_rows(table, rows, len(sheet.headers), cell)
        _validate(table, sheet, _FIRST_ROW + len(rows) - 1, len(entries))
        guide.set_column(0, 0, 110)
        guide.write_column(0, 0, [words for key, words in _WORDS.items() if key.startswith("guide.")])
        lists.write_column(0, 0, [unit for unit, _ in entries])
        lists.write_column(0, 1, _tiers())
        lists.hide()
    return out.getvalue()


def _tiers() -> list[str]:
    """Return the usual tier words, best first; those of other families can be typed."""
    return [row["tier"] for row in read_list("tiers") if row["family"] == "quality"]


def _write_head(table: Worksheet, sheet: Sheet, maxima: Sequence[Value], bold: Format, head: Format) -> None:
    last = len(sheet.headers) - 1
    for row, text in zip((_TITLE_ROW, _PROVINCE_ROW, _BLOCK_ROW), sheet.title, strict=True):
        table.merge_range(row, 0, row, last, text, bold)
    table.write_row(_HEADER_ROW, 0, sheet.headers, head)
    table.write_row(_MAXIMUM_ROW, 0, ["", _WORDS["headers.maximum"], *[""] * (last - 1)], head)
    for column, value in enumerate(maxima, start=2):
        table.write(_MAXIMUM_ROW, column, value, head)
    table.set_column(0, 0, 6)
    table.set_column(1, 1, 48)
    table.set_column(2, last, 14)
    table.freeze_panes(_FIRST_ROW, 2)
    table.repeat_rows(_HEADER_ROW, _MAXIMUM_ROW)
    table.set_landscape()
    table.fit_to_pages(1, 0)


def _write_rows(table: Worksheet, rows: Sequence[Entry], width: int, cell: Format) -> None:
    """Write the rows of units; the running number shows where there is a name."""
    for at, (unit, values) in enumerate(rows, start=_FIRST_ROW):
        name = xl_rowcol_to_cell(at, 1)
        counter = f'=IF({name}="","",ROW()-{_FIRST_ROW})'
        table.write_formula(at, 0, counter, cell, at - _FIRST_ROW + 1 if unit else "")
        filled = [*values, *[None] * (width - 2 - len(values))]
        table.write_row(at, 1, [unit or None, *filled], cell)


def _validate(table: Worksheet, sheet: Sheet, last: int, n_units: int) -> None:
    """Add lists to choose from, where other words may be typed, and checks of the numbers."""
    score, rank, tier = 2, len(sheet.headers) - 2, len(sheet.headers) - 1
    if n_units:
        source = f"='{_LISTS}'!{xl_range_abs(0, 0, n_units - 1, 0)}"
        table.data_validation(_FIRST_ROW, 1, last, 1, _choice(source, "name"))
    source = f"='{_LISTS}'!{xl_range_abs(0, 1, len(_tiers()) - 1, 1)}"
    table.data_validation(_FIRST_ROW, tier, last, tier, _choice(source, "tier"))
    whole = _number("integer", ">=", 1, "rank")
    table.data_validation(_FIRST_ROW, rank, last, rank, whole)
    positive = _number("decimal", ">", 0, "maximum")
    table.data_validation(_MAXIMUM_ROW, score, _MAXIMUM_ROW, rank - 1, positive)
    limit = xl_rowcol_to_cell(_MAXIMUM_ROW, score, row_abs=True)
    check = _number("decimal", "between", 0, "score")
    table.data_validation(
        _FIRST_ROW, score, last, rank - 1, {**check, "maximum": f"=IF(ISNUMBER({limit}),{limit},10^9)"}
    )


def _choice(source: str, refusal: str) -> dict[str, object]:
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": _WORDS["refusals.choice"],
        "error_message": _WORDS[f"refusals.{refusal}"],
    }


def _number(kind: str, criteria: str, least: int, refusal: str) -> dict[str, object]:
    limit = "minimum" if criteria == "between" else "value"
    return {
        "validate": kind,
        "criteria": criteria,
        limit: least,
        "error_title": _WORDS["refusals.number"],
        "error_message": _WORDS[f"refusals.{refusal}"],
    }
