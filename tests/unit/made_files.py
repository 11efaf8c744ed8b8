"""Small reports with tables, written in every format that is read; names are real, all numbers made up."""

import csv
import io
import struct
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

import docx
import xlsxwriter

from tests.unit.made_pdf import BOTTOM, LEFT, ROW, TOP, WIDTH, Page, write_pdf


@dataclass(frozen=True)
class Cell:
    """A cell of a table and how many columns and rows it is merged over."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Report:
    """A title, a heading, one table (a row without cells is a blank row) and the notes under it."""

    title: str
    heading: str
    table: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()

    @property
    def width(self) -> int:
        return sum(cell.columns for cell in self.table[0])

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """Every cell with the row and the column of its upper left corner."""
        taken: set[tuple[int, int]] = set()
        for at, row in enumerate(self.table):
            place = 0
            for cell in row:
                while (at, place) in taken:
                    place += 1
                yield at, place, cell
                taken |= {(at + y, place + x) for y in range(cell.rows) for x in range(cell.columns)}
                place += cell.columns

    def grid(self, repeated: bool = True) -> list[list[str]]:
        """The texts place by place; a merged cell stands in all its places or only in the first."""
        grid = [[""] * self.width for _ in self.table]
        for at, place, cell in self.placed():
            for y in range(cell.rows if repeated else 1):
                for x in range(cell.columns if repeated else 1):
                    grid[at + y][place + x] = cell.text
        return grid

    def without_blank_rows(self) -> "Report":
        return Report(self.title, self.heading, [row for row in self.table if row], self.notes)


def _number(text: str) -> float | None:
    return float(text.replace(",", ".")) if text.replace(",", "", 1).isdigit() else None


def xlsx(report: Report, hidden: Report, numeric: Sequence[int] = (0, 2, 4, 5)) -> bytes:
    """A workbook with a hidden sheet; figures of the columns ``numeric`` are numbers, others comma text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2020, 1, 1)})
        shown, draft = book.add_worksheet("Kết quả"), book.add_worksheet("Nháp")
        draft.hide()
        _sheet(shown, report, numeric)
        _sheet(draft, hidden, numeric)
    return out.getvalue()


def _sheet(sheet: xlsxwriter.worksheet.Worksheet, report: Report, numeric: Sequence[int]) -> None:
    sheet.merge_range(1, 1, 1, report.width, report.title)
    sheet.write(3, 1, report.heading)
    first = 5
    for at, place, cell in report.placed():
        row, column, value = first + at, 1 + place, _number(cell.text)
        if cell.columns * cell.rows > 1:
            sheet.merge_range(row, column, row + cell.rows - 1, column + cell.columns - 1, cell.text)
        elif value is not None and place in numeric:
            sheet.write_number(row, column, value)
        else:
            sheet.write_string(row, column, cell.text)
    for at, note in enumerate(report.notes):
        sheet.write(first + len(report.table) + 1 + at, 1, note)


def xls(report: Report) -> bytes:
    """An old workbook (BIFF8 in an OLE container) with one sheet of texts, merged cells included."""
    first = 2
    placed = [(first + at, place, cell) for at, place, cell in report.placed()]
    merged = [
        struct.pack("<4H", row, row + cell.rows - 1, column, column + cell.columns - 1)
        for row, column, cell in placed
        if cell.columns * cell.rows > 1
    ]
    texts = [(0, 0, report.title), (1, 0, report.heading)]
    texts += [(row, column, cell.text) for row, column, cell in placed]
    texts += [(first + len(report.table) + 1 + at, 0, note) for at, note in enumerate(report.notes)]
    labels = b"".join(
        _record(0x0204, struct.pack("<3HHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))
        for row, column, text in texts
        if text
    )
    sheet = _record(0x0809, struct.pack("<2H12x", 0x0600, 0x0010)) + labels
    sheet += _record(0x00E5, struct.pack("<H", len(merged)) + b"".join(merged)) + _record(0x000A, b"")
    name = "Kết quả"
    at_name = struct.pack("<HBB", 0, len(name), 1) + name.encode("utf-16-le")
    head = _record(0x0809, struct.pack("<2H12x", 0x0600, 0x0005))
    n_before = len(head) + 4 + 4 + len(at_name) + 4
    book = head + _record(0x0085, struct.pack("<I", n_before) + at_name) + _record(0x000A, b"")
    return _container("Workbook", book + sheet)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<2H", kind, len(data)) + data


def _container(name: str, stream: bytes) -> bytes:
    """An OLE container of one stream: a header, a sector table, a directory, and the sectors of the stream."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    stream += bytes(max(4096 - len(stream), -len(stream) % 512))
    n_sectors = len(stream) // 512
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    sectors = [table, end, *range(3, 2 + n_sectors), end]
    entries = [("Root Entry", 5, 1, end, 0), (name, 2, free, 2, len(stream))]
    directory = b""
    for entry, kind, child, start, size in entries:
        text = entry.encode("utf-16-le") + bytes(2)
        directory += text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text), kind, 1, free, free, child)
        directory += bytes(36) + struct.pack("<IQ", start, size)
    fat = struct.pack("<128I", *sectors, *[free] * (128 - len(sectors)))
    return header + fat + directory.ljust(512, b"\0") + stream


def word(report: Report) -> bytes:
    """A Word document whose merged cells are merged in its markup."""
    document = docx.Document()
    document.add_heading(report.title, 1)
    document.add_paragraph(report.heading)
    made = report.without_blank_rows()
    table = [row.cells for row in document.add_table(len(made.table), made.width).rows]
    for at, place, cell in made.placed():
        corner = table[at][place]
        if cell.columns * cell.rows > 1:
            corner = corner.merge(table[at + cell.rows - 1][place + cell.columns - 1])
        corner.text = cell.text
    for note in report.notes:
        document.add_paragraph(note)
    out = io.BytesIO()
    document.save(out)
    return zipped(unzipped(out.getvalue()))  # the library writes the time of day into the archive


def web_page(report: Report) -> bytes:
    """A page whose data table lies in a table that only lays out the page; letters partly as entities."""

    def marked(cell: Cell, tag: str) -> str:
        spans = f' colspan="{cell.columns}"' * (cell.columns > 1) + f' rowspan="{cell.rows}"' * (
            cell.rows > 1
        )
        text = "".join(f"&#{ord(c)};" if c > "\u1eff" or c in "Đđ" else c for c in escape(cell.text))
        return f"<{tag}{spans}><p>{text.replace('ô', '&ocirc;')}</p></{tag}>"

    rows = [
        f"<tr>{''.join(marked(cell, 'th' if at < 2 else 'td') for cell in row)}</tr>\n"
        for at, row in enumerate(report.table)
    ]
    notes = "<br>".join(map(escape, report.notes))
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Sở Giao thông vận tải 99,9 điểm</title>
<script>document.write("<p>Sở Ngoại vụ đạt 98,7 điểm</p>");</script></head>
<body><table class="layout"><tr><td><ul><li>Trang chủ</li></ul></td></tr>
<tr><td><h1>{report.title}</h1><p>{report.heading}</p>
<!-- <p>Sở Ngoại vụ đạt 97,6 điểm</p> --><table>{"".join(rows)}</table>
<p>{notes}</p></td></tr></table>
<script>var t = "Sở Ngoại vụ đạt 96,5 điểm";</script><style>td {{ width: 95.4px }}</style></body></html>
""".encode()


def separated(report: Report, separator: str = ";", repeated: bool = True) -> str:
    """Separated values as a spreadsheet saves them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    blank = [""] * report.width
    writer.writerows([[report.title, *blank[1:]], blank, [report.heading, *blank[1:]], blank])
    writer.writerows(report.grid(repeated))
    writer.writerows([blank, *([note, *blank[1:]] for note in report.notes)])
    return out.getvalue()


def plain(report: Report) -> str:
    """A text whose table is drawn with pipes."""
    rows = []
    for cells, row in zip(report.grid(), report.table, strict=True):
        alone = len(row) == 1 and row[0].columns == report.width
        rows.append(row[0].text if alone else "| " + " | ".join(cells) + " |" if row else "")
    return "\n".join([report.title, "", report.heading, "", *rows, "", *report.notes, ""])


def open_document(report: Report) -> bytes:
    """The same sheet as an OpenDocument spreadsheet, with the least markup that is one."""

    def cell(made: Cell) -> str:
        value = _number(made.text)
        typed = 'office:value-type="string"'
        if value is not None:
            typed = f'office:value-type="float" office:value="{value}"'
        spans = f'table:number-columns-spanned="{made.columns}" table:number-rows-spanned="{made.rows}"'
        shown = f"<text:p>{escape(made.text)}</text:p>" if made.text else ""
        return f"<table:table-cell {typed} {spans}>{shown}</table:table-cell>"

    rows = [[Cell(report.title)], [], [Cell(report.heading)], []]
    rows += [[Cell(text) for text in texts] for texts in report.grid()]
    rows += [[], *([Cell(note)] for note in report.notes)]
    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="Kết quả">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    files = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}
    return zipped({name: text.encode() for name, text in files.items()})


def pdf(report: Report, rows_a_page: int = 4, number_at: int = BOTTOM) -> bytes:
    """A PDF with a ruled table that goes on over pages, its header repeated, and numbered pages."""
    made = report.without_blank_rows()
    height = made.table[0][0].rows
    head, body = list(made.table[:height]), list(made.table[height:])
    pages: list[Page] = []
    for start in range(0, len(body), rows_a_page):
        page, at = Page(), TOP
        if not pages:
            page.text(LEFT, at, made.title)
            page.text(LEFT, at - 2 * ROW, made.heading)
            at -= 4 * ROW
        shown = Report("", "", [*head, *body[start : start + rows_a_page]])
        for row, place, cell in shown.placed():
            page.cell(place, at - row * ROW, cell.columns, cell.rows, cell.text)
        pages.append(page)
        page.text(WIDTH / 2, number_at, str(len(pages)))
    for above, note in enumerate(reversed(made.notes), start=2):
        pages[-1].text(LEFT, BOTTOM + above * ROW, note)
    return write_pdf(pages)


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive, the same bytes on every run."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def windows_1258(text: str) -> bytes:
    """The bytes that Windows writes: letters with their hook or hat, tones behind them."""
    out = b""
    for char in unicodedata.normalize("NFC", text):
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", char)
            tone = next(mark for mark in apart if mark in _TONES)
            letter = unicodedata.normalize("NFC", apart.replace(tone, ""))
            out += letter.encode("cp1258") + tone.encode("cp1258")
    return out


_TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "a1a2a3a4a5a6a7a8a9aaabacadaeb5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5d6d7"
            "d8dcdddedfe1e2e3e4e5e6e7e8e9eaebecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe"
        ),
        strict=True,
    )
)
_TONES = "\u0301\u0300\u0309\u0303\u0323"
# What stands behind a letter in VNI: its tone; with a hat or a breve the two together.
_VNI = {
    "": dict(zip(_TONES, "ùøûõï", strict=True)),
    "\u0302": dict(zip(_TONES, "áàåãä", strict=True)) | {"": "â"},
    "\u0306": dict(zip(_TONES, "éèúüë", strict=True)) | {"": "ê"},
}
_VNI_ALONE = dict(zip("đĐíìỉĩịỵ", "ñÑíìæóòî", strict=True))
_VNI_HORNED = dict(zip("ouOU", "ôöÔÖ", strict=True))


def tcvn3(text: str) -> bytes:
    """The bytes of a text set in a TCVN3 (ABC) font; capitals with a tone are set in a font of capitals."""
    found = (_TCVN3.get(char) or _TCVN3.get(char.lower()) or ord(char) for char in text)
    return bytes(found)


def vni(text: str) -> bytes:
    """The bytes of a text set in a VNI font: the mark of a letter is a letter of its own behind it."""
    return "".join(map(_vni, text)).encode("cp1252")


def _vni(char: str) -> str:
    if char in _VNI_ALONE:
        return _VNI_ALONE[char]
    base, *marks = list(unicodedata.normalize("NFD", char))
    tone = next((mark for mark in marks if mark in _TONES), "")
    hat = next((mark for mark in marks if mark in _VNI), "")
    return (_VNI_HORNED[base] if "\u031b" in marks else base) + _VNI[hat].get(tone, "")
