"""Cells that name units: how surely, and which known units a cell may stand for."""

from functools import lru_cache

from pipeline.reading.readings import Mention, Span
from pipeline.reading.text.cells import MAX_ROW, Cell
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.name_entries import NameEntry
from pipeline.reading.vocabulary.name_forms import COMMUNE_SHORT
from pipeline.vietnamese.phrases import tokens

# What heads a column of names.
NAME_HEADER = (
    r"^{~name_header}.*|^{units_header}(?!.*{points})"
    r"|^({committee} )?{unit_noun}( ?([,/&-]|{and}) ?{unit_noun|board})+ ?$|^{kind_header} ?($|[,/(])"
)
_NAME_HEADER = pattern(NAME_HEADER)
_UNIT_HEAD = pattern(
    r"^{unit_head|branch_head|committee|committee_in_full|district_kind|city_short|town_short|province|special_zone"
    r"|ministry}[\s.]"
)
_COMMUNE_HEAD = pattern(r"({committee} )?{commune_kind|special_zone} (?=\S)")
_NUMBERED_WARD = pattern(r"({committee} )?{ward|urban_district|quarter} \d{1,2}")
_MAX_NAME = 160
_MAX_NAME_HEADER = 6
# A number that is part of a name.
_NAME_NUMBER = pattern(r"(?<![\d.,(/])(?<!\(\s)(?P<n>\d{1,3})(?![\d.,]*\d| ?(%|/|{point}))")
# How surely a cell is a unit: its whole is a known name; a commune by its kind and a capital; a first word of
# units and a name after it. Of another cell it is the part that a known name covers, from the first word on.
_KNOWN, _COMMUNE, _HEADED = 1.0, 0.9, 0.6
# From this weight on a cell is read as a unit.
_UNIT = 0.5


def known_name(cell: Cell, gazetteer: Gazetteer) -> tuple[int, int, list[NameEntry]]:
    """Return the known name that a cell begins with.

    Returns its number of words (0: none), that of the cell, and what the name stands for.
    """
    words = tokens(cell.normal)
    after, entries = gazetteer.longest(cell.normal, words, 0) or (0, [])
    return after, len(words), entries


def unit_weight(cell: Cell, gazetteer: Gazetteer) -> float:
    """Return how surely a whole cell is the name of a unit, from 0 to 1 (a known name)."""
    return _weight_of(cell.text, gazetteer)


@lru_cache(maxsize=16384)
def _weight_of(text: str, gazetteer: Gazetteer) -> float:
    cell = Cell(text, Span(0, 0, len(text)))
    words = cell.words
    if not cell.has_letters or len(words) > _MAX_NAME or MAX_ROW.match(words):
        return 0.0
    known, total, _ = known_name(cell, gazetteer)
    if (known and known >= total) or _NUMBERED_WARD.fullmatch(words):
        return _KNOWN
    commune = _COMMUNE_HEAD.match(words)
    if commune and cell.text[cell.normal.offsets[cell.normal.text.index(words) + commune.end()]].isupper():
        return _COMMUNE
    if known <= 1 and total <= _MAX_NAME_HEADER and _NAME_HEADER.search(words):
        return 0.0
    if cell.text[:1].isupper() and COMMUNE_SHORT.match(words):
        return _HEADED
    covered = known / total if total else 0.0
    is_named = any(char.isupper() for word in cell.text.split()[1:] for char in word)
    return max(covered, _HEADED) if is_named and _UNIT_HEAD.match(words) else covered


def is_unit(cell: Cell, gazetteer: Gazetteer) -> bool:
    """Return True where a whole cell reads as the name of a unit."""
    return unit_weight(cell, gazetteer) >= _UNIT


def is_commune(cell: Cell) -> bool:
    """Return True for the name of a commune or a ward."""
    return _COMMUNE_HEAD.match(cell.words) is not None or _NUMBERED_WARD.fullmatch(cell.words) is not None


def mention_of(cell: Cell, gazetteer: Gazetteer) -> Mention:
    """Return the unit that a cell names; known only where the name fills the whole cell."""
    known, total, entries = known_name(cell, gazetteer)
    return Mention(cell.text, cell.span, tuple(entries) if known == total else ())


def numbers_in_name(cell: Cell | None) -> list[Span]:
    """Return where the numbers of a name stand (``Phường 4``): whole ones that no points or percent follow."""
    if cell is None:
        return []
    return [cell.part(*match.span("n"))[1] for match in _NAME_NUMBER.finditer(cell.normal.text)]
