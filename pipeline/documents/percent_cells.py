"""Which cells of an .xlsx workbook show a fraction as a percentage.

python-calamine gives values without their number format; 0.856 and 85.6 % are the same value to it.
"""

import io
import re
import zipfile
from pathlib import PurePosixPath

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BUILT_IN = {9, 10}  # 0% and 0.00%
_PLACE = re.compile(r"([A-Z]{1,3})(\d+)")


def percent_cells(data: bytes) -> dict[str, set[tuple[int, int]]]:
    """The (row, column) places, from 0, of percentage cells by the name of their sheet.

    A workbook whose parts do not fit together has none told.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        try:
            styles = _percent_styles(book)
            return (
                {name: _styled(book, path, styles) for name, path in _sheets(book).items()} if styles else {}
            )
        except (KeyError, etree.XMLSyntaxError, ValueError):
            return {}


def _parse(book: zipfile.ZipFile, path: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(book.read(path), parser)


def _percent_styles(book: zipfile.ZipFile) -> set[int]:
    """The numbers of the cell styles that show percentages."""
    root = _parse(book, "xl/styles.xml")
    own = {
        int(form.get("numFmtId", "0"))
        for form in root.iter(f"{_MAIN}numFmt")
        if "%" in re.sub(r'"[^"]*"|\\.', "", form.get("formatCode", ""))
    }
    cells = root.find(f"{_MAIN}cellXfs")
    forms = [int(style.get("numFmtId", "0")) for style in cells] if cells is not None else []
    return {place for place, form in enumerate(forms) if form in own | _BUILT_IN}


def _sheets(book: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet by its name."""
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


def _styled(book: zipfile.ZipFile, path: str, styles: set[int]) -> set[tuple[int, int]]:
    places: set[tuple[int, int]] = set()
    for cell in _parse(book, path).iter(f"{_MAIN}c"):
        match = _PLACE.fullmatch(cell.get("r", ""))
        if match and int(cell.get("s", "0")) in styles:
            places.add((int(match.group(2)) - 1, _column(match.group(1))))
    return places


def _column(letters: str) -> int:
    """The number, from 0, of a column named by letters."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
