"""An invented list as a document, in each of the forms that reports come in."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from html import escape

import docx
import xlsxwriter

from pipeline.synth.made_lists import MadeList, MadeUnit
from schemas.messages import read_messages

_WORDS = read_messages("synth")
_SENTENCES = [_WORDS[f"sentences.{at}"] for at in ("first", "second", "third")]
_APART = "   "


@dataclass(frozen=True, slots=True)
class Value:
    """What a document says of a unit; of a tier, ``value`` is its name."""

    agency: str
    measure: str
    criterion: str
    value: str


@dataclass(frozen=True, slots=True)
class Form:
    """A way to print a list: the ending of the file, and the function that writes its bytes."""

    ending: str
    write: Callable[[MadeList], bytes]
    is_prose: bool = False


def values(made: MadeList, form: Form) -> list[Value]:
    """Return every value that the document of ``made`` in ``form`` states, in the order of the units."""
    found = []
    for unit in made.units:
        found.append(Value(unit.name, "score", "total", str(unit.total)))
        found.append(Value(unit.name, "rank", "total", str(unit.rank)))
        if not form.is_prose:
            found.append(Value(unit.name, "tier", "total", unit.tier))
            found += [
                Value(unit.name, "score", name, str(part))
                for name, part in zip(made.criteria, unit.parts, strict=True)
            ]
    return found


def _number(value: Decimal) -> str:
    return str(value).replace(".", ",")


def _filled(name: str, made: MadeList) -> str:
    return _WORDS[name].format(
        index=made.index_words, block=made.block_words, place=made.place, year=made.year
    )


def _opening(made: MadeList, title: str) -> list[str]:
    return [_filled(f"titles.{title}", made), "", _filled("headings.results", made), ""]


def _header(made: MadeList) -> list[str]:
    counter, name, total, rank, tier = (
        _WORDS[f"headers.{one}"] for one in ("counter", "name", "total", "rank", "tier")
    )
    return [counter, name, *made.criteria, total, rank, tier]


def _row(at: int, unit: MadeUnit) -> list[str]:
    figures = map(_number, (*unit.parts, unit.total))
    return [str(at), unit.name, *figures, str(unit.rank), unit.tier]


def _grid(made: MadeList) -> list[list[str]]:
    return [_header(made), *(_row(at, unit) for at, unit in enumerate(made.units, 1))]


def _text(lines: Sequence[str]) -> bytes:
    return "\n".join([*lines, ""]).encode()


def _pipes(made: MadeList) -> bytes:
    rows = [f"| {' | '.join(row)} |" for row in _grid(made)]
    return _text([*_opening(made, "plain"), *rows])


def _tabs(made: MadeList) -> bytes:
    return _text([*_opening(made, "table"), *map("\t".join, _grid(made))])


def _blanks(made: MadeList) -> bytes:
    grid = _grid(made)
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    rows = [
        _APART.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in grid
    ]
    return _text([*_opening(made, "capitals"), *rows])


def _cells(made: MadeList) -> bytes:
    """One cell a line, as a page loses its frame when it is copied."""
    return _text([*_opening(made, "table"), *(cell for row in _grid(made) for cell in row)])


def _prose(made: MadeList) -> bytes:
    pattern = _SENTENCES[made.year % len(_SENTENCES)]
    lines = [
        pattern.format(unit=unit.name, score=_number(unit.total), rank=unit.rank, of=len(made.units))
        for unit in made.units
    ]
    return _text([*_opening(made, "plain"), *lines])


def _separated(separator: str) -> Callable[[MadeList], bytes]:
    def write(made: MadeList) -> bytes:
        out = io.StringIO()
        rows = csv.writer(out, delimiter=separator, lineterminator="\n")
        rows.writerows([[line] for line in _opening(made, "plain") if line])
        rows.writerows(_grid(made))
        return out.getvalue().encode()

    return write


def _web_page(made: MadeList) -> bytes:
    title, _, heading, _ = map(escape, _opening(made, "table"))
    rows = "\n".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in _grid(made))
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head>\n'
        f"<body><h1>{title}</h1>\n<p>{heading}</p>\n<table>\n{rows}\n</table></body></html>\n"
    ).encode()


def _word(made: MadeList) -> bytes:
    document = docx.Document()
    title, _, heading, _ = _opening(made, "plain")
    document.add_heading(title, 1)
    document.add_paragraph(heading)
    grid = _grid(made)
    table = document.add_table(len(grid), len(grid[0]))
    # asked for one by one, each cell costs a walk through the table
    for cell, text in zip(table._cells, (text for row in grid for text in row), strict=True):
        cell.text = text
    saved = io.BytesIO()
    document.save(saved)
    return _without_time(saved)


def _without_time(saved: io.BytesIO) -> bytes:
    """Return an archive without the time of day that its files were written at."""
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in archive.namelist():
            kept.writestr(zipfile.ZipInfo(name), archive.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _workbook(made: MadeList) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2020, 1, 1)})
        sheet = book.add_worksheet()
        title, _, heading, _ = _opening(made, "plain")
        sheet.write(0, 0, title)
        sheet.write(1, 0, heading)
        sheet.write_row(3, 0, _header(made))
        for at, unit in enumerate(made.units, 1):
            figures = map(float, (*unit.parts, unit.total))
            sheet.write_row(3 + at, 0, [at, unit.name, *figures, unit.rank, unit.tier])
    return out.getvalue()


FORMS = (
    Form("txt", _pipes),
    Form("txt", _tabs),
    Form("xlsx", _workbook),
    Form("txt", _blanks),
    Form("csv", _separated(";")),
    Form("txt", _cells),
    Form("html", _web_page),
    Form("txt", _prose, is_prose=True),
    Form("docx", _word),
    Form("csv", _separated("|")),
)
