"""What a line, or a few lines, say of one unit: its card, with labelled or typed values.

``Sở A - Tổng điểm: 78,9; Hạng: 1`` has labels, ``1. Sở A: 78,9 điểm (Tốt)`` values that show what they are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.documents.document import Line
from pipeline.reading.readings import span_of, text_of
from pipeline.reading.tables.cell_types import RESULTS, SURE, Kind, type_cell
from pipeline.reading.tables.column_heads import (
    CONVERTED,
    NAME,
    PERCENT,
    RANK,
    RANK_SIGN,
    SCORE,
    TIER,
    Heading,
    role_of,
)
from pipeline.reading.text.cells import Cell, split_cells
from pipeline.reading.text.headings import level_of
from pipeline.reading.vocabulary.directions import direction_of
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.unit_cells import is_commune, is_unit, unit_weight

# Where the next label begins; a comma counts only before a word.
_PARTS = re.compile(r"\s*[;|]\s*|,\s+(?=[^\W\d_])")
# The same between values without labels.
_PIECES = re.compile(r"\s*[()]\s*|\s+-\s+|\s{2,}")
_LABELLED = re.compile(r"(?P<label>[^:\d](?:(?!\.\s)[^:]){1,89}?)\s*:\s*(?P<value>\S.*?)\s*[.]?\s*")
# "Hạng 1/65": words that head a column, and a figure.
_HEADED = re.compile(r"(?P<label>[^\W\d_][^:\d]{1,40}?)\s+(?P<value>\d\S*(?: \S+)?)\s*[.]?\s*")
# What stands before the unit: a bullet, or a number with or without a sign.
_FRONT = pattern(
    r" ?([-+*•▼▲●◆] ?|{letter}\) ?)?"
    r"((\(|#|[^\w\s(]+ ?)?((?P<rank>{rank_word|rank_title|top_group}) ?({ordinal|number_of} ?)?)?"
    r"(?P<n>\d{1,3})( ?/ ?\d{1,3})?( ?[.):/]| -(?= )| |$))? ?"
)
# A sign before words, and what heads a list of it.
_SIGN = re.compile(r"\s*[^\w\s(\"]+ (?=[^\W\d_])")
# A commune that a number of one digit tells from others of its name.
_NUMBERED = re.compile(r"[^\W\d_] \d$")
# From the name to its first value.
_DIVIDER = re.compile(r"\s+-\s+|\s{2,}|\s*(?:[:|(]|,(?!\d))\s*")
# What stands where a result does.
_TOLD = RESULTS | {Kind.EMPTY}
_MAX_LINE, _MAX_LINES = 300, 30
# What a label says of a result.
_RESULT_HEADS = (RANK, TIER, SCORE, PERCENT, CONVERTED)
_MIN_LINES = 2
# From here on words speak of the whole and of nothing else.
_OF_WHOLE = 2.0


@dataclass(frozen=True, slots=True)
class Field:
    """A value with its label, if any."""

    label: Cell | None
    value: Cell
    kind: Kind


@dataclass(frozen=True, slots=True)
class Card:
    """A unit and its values; ``number`` is what stands before it."""

    unit: Cell
    number: Field | None
    fields: tuple[Field, ...]

    @property
    def form(self) -> tuple[object, ...]:
        """What the cards of a list have in common: labels, and where results stand."""
        kinds = (field.label.words if field.label else field.kind in _TOLD for field in self.fields)
        return (self.number is None, *kinds)

    @property
    def is_labelled(self) -> bool:
        """True where all values have labels."""
        return all(field.label for field in self.fields)


def card_of_line(line: Line, gazetteer: Gazetteer) -> Card | None:
    """Return the card that a line holds, if any; a sentence on several units is none."""
    text = line.normal.text
    if len(text) > _MAX_LINE or "\t" in line.text:
        return None
    number, start = _front(line)
    dividers = [divider.span() for divider in _DIVIDER.finditer(text, start)]
    dividers.append((len(text), len(text)))
    first, after = max(dividers, key=lambda one: _preference(_name(line, start, one[0]), gazetteer))
    unit = _name(line, start, first)
    if not _is_name(unit, gazetteer):
        return None
    fields = tuple(_field(line, *piece, gazetteer) for piece in _pieces(text, after))
    if any(field.label is None and field.kind not in RESULTS and not _is_change(field) for field in fields):
        return None
    if any(field.label is not None and is_unit(field.label, gazetteer) for field in fields):
        return None
    has_cells = "|" in text or (first < after and text[first:after].isspace())
    is_table = has_cells and not any(field.label for field in fields)
    return None if is_table else Card(unit, number, fields)


def _preference(unit: Cell, gazetteer: Gazetteer) -> tuple[float, int]:
    """Return how much speaks for a name; of known names the longest: one with commas may begin as another does."""
    weight = unit_weight(unit, gazetteer)
    return weight, len(unit.text) if weight == 1 else -len(unit.text)


def _is_change(field: Field) -> bool:
    """Return True for words that say how a result changed."""
    return direction_of(field.value.words) is not None


def _is_name(unit: Cell, gazetteer: Gazetteer) -> bool:
    """Return True for the name of a unit; one with a number must be known."""
    weight = unit_weight(unit, gazetteer)
    return weight == 1 or (weight >= SURE and not any(char.isdigit() for char in unit.text))


def card_of_stanza(lines: Sequence[Line], gazetteer: Gazetteer) -> Card | None:
    """Return the card that lines between blank ones are: a unit in the first or second, a value in each other."""
    if len(lines) < _MIN_LINES or any(len(split_cells(line)) > 1 for line in lines):
        return None
    number = _number_alone(lines[0])
    at = 0 if number is None else 1
    unit = _unit(lines[at], gazetteer, at > 0)
    if unit is None:
        return None
    fields = tuple(_field(line, _start(line), len(line.normal.text), gazetteer) for line in lines[at + 1 :])
    return Card(unit[1], number or unit[0], fields) if any(map(_tells, fields)) else None


def from_name_to_name(lines: Sequence[Line], gazetteer: Gazetteer) -> Iterator[list[Line]]:
    """Yield the lines from each that is a name, or the number before one, up to the next; behind the last as many."""
    filled = [line for line in lines if not line.is_blank]
    names = [at for at, line in enumerate(filled) if _unit(line, gazetteer) is not None]
    starts = [at - 1 if at and _number_alone(filled[at - 1]) is not None else at for at in names]
    length = 0
    for start, after in pairwise([*starts, len(filled)]):
        length = after - start if after < len(filled) else length
        yield filled[start : start + length] if length <= _MAX_LINES else []


def _number_alone(line: Line) -> Field | None:
    """Return the number that is all of a line."""
    number, start = _front(line)
    return number if not line.normal.text[start:].strip() else None


def _unit(line: Line, gazetteer: Gazetteer, is_counted: bool = False) -> tuple[Field | None, Cell] | None:
    """Return the unit that a line names and nothing else, with the number before it.

    Where the line above counts the unit, a commune that nobody knows may end in a digit ("Xã Tân Lập 2").
    """
    text = line.normal.text
    if len(text) > _MAX_LINE:
        return None
    number, start = _front(line)
    labelled = _LABELLED.fullmatch(text)
    if labelled is not None and role_of(labelled["label"]) == NAME:
        start = labelled.start("value")
    cell = _name(line, start, len(text))
    numbered = is_counted and is_commune(cell) and _NUMBERED.search(cell.text) is not None
    return (number, cell) if numbered or _is_name(cell, gazetteer) else None


def _start(line: Line) -> int:
    """Return where the words of a line begin behind its numbering."""
    level = level_of(line)
    sign = _SIGN.match(line.normal.text)
    return level[1] if level else sign.end() if sign else 0


def _tells(field: Field) -> bool:
    """Return True for a value that is said to be a result, or reads as one."""
    if field.label is not None:
        return _heads_result(field.label.words)
    return field.kind in _TOLD - {Kind.EMPTY, Kind.WHOLE}


def _heads_result(label: str) -> bool:
    """Return True for words over a result, as are those of the whole: the short name of an index."""
    return role_of(label) in _RESULT_HEADS or Heading(label).wholeness > _OF_WHOLE


def _front(line: Line) -> tuple[Field | None, int]:
    """Return the number before a unit, labelled where a sign says that it is a rank, and where the name begins."""
    match = _FRONT.match(line.normal.text)
    if match is None:
        return None, 0
    if match["n"] is None:
        return None, match.end()
    whole = cell_at(line, match.start("rank") if match["rank"] else 0, match.end())
    is_rank = match["rank"] or RANK_SIGN.match(whole.words)
    return Field(whole if is_rank else None, cell_at(line, *match.span("n")), Kind.WHOLE), match.end()


def _field(line: Line, start: int, end: int, gazetteer: Gazetteer) -> Field:
    """Return the value that a piece of a line is."""
    text = line.normal.text
    labelled = _LABELLED.fullmatch(text, start, end)
    if labelled is None and (headed := _HEADED.fullmatch(text, start, end)) is not None:
        labelled = headed if _heads_result(headed["label"]) else None
    if labelled is not None:
        value = cell_at(line, *labelled.span("value"))
        return Field(cell_at(line, *labelled.span("label")), value, type_cell(value, gazetteer).kind)
    value = _name(line, start, end)
    return Field(None, value, type_cell(value, gazetteer).kind)


def _pieces(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a line from ``start`` on, one a value."""
    end = len(text.rstrip(" .);,"))
    for first, last in _cut(text, _PARTS, start, end):
        if _LABELLED.fullmatch(text, first, last):
            yield first, last
        else:
            yield from _cut(text, _PIECES, first, last)


def _cut(text: str, at: re.Pattern[str], start: int, end: int) -> list[tuple[int, int]]:
    """Return what stands between the cuts of a range."""
    cuts = [match.span() for match in at.finditer(text, start, end)]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    return [(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True) if first < last]


def _name(line: Line, start: int, end: int) -> Cell:
    """Return a range of a line without what ends an item of a list."""
    return cell_at(line, start, start + len(line.normal.text[start:end].rstrip(" .;,")))


def cell_at(line: Line, start: int, end: int) -> Cell:
    """Return a range of the normal text of a line as a cell."""
    span = span_of(line, start, end)
    return Cell(text_of(line, span), span)
