"""How the cells of an .xlsx workbook show their numbers: decimals, and fractions shown as percentages.

python-calamine gives values without their number format; 0.856 and 85.6 %, 72 and 72.0 are the same to it.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DIGITS = re.compile(r"[#0?,]*[0#?](?:\.([0#?]*))?")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is shown: as a percentage or not, and with how many decimals at least and at most."""

    percent: bool
    least: int
    most: int


# The formats that Excel knows by number alone.
_BUILT_IN = {
    1: NumberFormat(percent=False, least=0, most=0),
    2: NumberFormat(percent=False, least=2, most=2),
    3: NumberFormat(percent=False, least=0, most=0),
    4: NumberFormat(percent=False, least=2, most=2),
    9: NumberFormat(percent=True, least=0, most=0),
    10: NumberFormat(percent=True, least=2, most=2),
}
Formats = dict[tuple[int, int], NumberFormat]


def number_formats(data: bytes) -> dict[str, Formats]:
    """Return the formats of cells by (row, column), from 0, for each sheet by its name; general ones are left out.

    A workbook whose parts do not fit together has none.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        try:
            styles = _styles(book)
            return (
                {name: _styled(book, path, styles) for name, path in _sheets(book).items()} if styles else {}
            )
        except (KeyError, etree.XMLSyntaxError, ValueError):
            return {}


def _parse(book: zipfile.ZipFile, path: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(book.read(path), parser)


def _format(code: str) -> NumberFormat | None:
    """Return what a format code does to a positive number, None for dates, texts and the general format."""
    bare = _LITERAL.sub("", code.partition(";")[0])
    match = _DIGITS.search(bare)
    if match is None or re.search(r"[a-zA-Z@/]", bare):
        return None
    decimals = match.group(1) or ""
    return NumberFormat(percent="%" in bare, least=decimals.count("0"), most=len(decimals))


def _styles(book: zipfile.ZipFile) -> dict[int, NumberFormat]:
    """Return the number format of each cell style that has one."""
    root = _parse(book, "xl/styles.xml")
    own = {
        int(form.get("numFmtId", "0")): found
        for form in root.iter(f"{_MAIN}numFmt")
        if (found := _format(form.get("formatCode", "")))
    }
    known = {**_BUILT_IN, **own}
    cells = root.find(f"{_MAIN}cellXfs")
    forms = [int(style.get("numFmtId", "0")) for style in cells] if cells is not None else []
    return {index: known[form] for index, form in enumerate(forms) if form in known}


def _sheets(book: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by its name."""
    relations = {
        relation.get("Id"): relation.get("Target", "")
        for relation in _parse(book, "xl/_rels/workbook.xml.rels")
    }
    found: dict[str, str] = {}
    for sheet in _parse(book, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
        target = relations[sheet.get(_RELATION)]
        found[sheet.get("name", "")] = (
            target[1:] if target.startswith("/") else str(PurePosixPath("xl") / target)
        )
    return found


def _styled(book: zipfile.ZipFile, path: str, styles: dict[int, NumberFormat]) -> Formats:
    formats: Formats = {}
    for cell in _parse(book, path).iter(f"{_MAIN}c"):
        match = _ADDRESS.fullmatch(cell.get("r", ""))
        found = styles.get(int(cell.get("s", "0")))
        if match and found:
            formats[int(match.group(2)) - 1, _column(match.group(1))] = found
    return formats


def _column(letters: str) -> int:
    """Return the number, from 0, of a column named by letters."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
