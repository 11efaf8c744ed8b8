"""Lists in which each unit has a line, or a few lines of its own, with labelled or typed values.

``Sở A - Tổng điểm: 78,9; Hạng: 1`` is a row of a table whose header are the labels; so are ``1. Sở A: 78,9 điểm
(Tốt)``, and the lines of a card that stand between blank ones or from one name to the next.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pipeline.documents.document import Line
from pipeline.reading.readings import span_of, text_of
from pipeline.reading.tables.cell_types import RESULTS, SURE, Kind, type_cell
from pipeline.reading.tables.column_heads import (
    CONVERTED,
    COUNTER,
    NAME,
    NOTE,
    OTHER,
    PERCENT,
    RANK,
    RANK_SIGN,
    SCORE,
    TIER,
    role_of,
)
from pipeline.reading.tables.table import Row, Table
from pipeline.reading.text.cells import Cell, split_cells
from pipeline.reading.text.headings import level_of
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import group_row_tier
from pipeline.reading.vocabulary.unit_cells import unit_weight
from pipeline.vietnamese.numbers import parse_number

# Where the next label begins; a comma counts only before a word.
_PARTS = re.compile(r"\s*[;|]\s*|,\s+(?=[^\W\d_])")
# The same between values without labels.
_PIECES = re.compile(r"\s*[()]\s*|\s+-\s+")
_LABELLED = re.compile(r"(?P<label>[^:\d](?:(?!\.\s)[^:]){1,89}?)\s*:\s*(?P<value>\S.*?)\s*[.]?\s*")
# "Hạng 1/65": words that head a column, and a figure.
_HEADED = re.compile(r"(?P<label>[^\W\d_][^:\d]{1,40}?)\s+(?P<value>\d\S*(?: \S+)?)\s*[.]?\s*")
# What stands before the unit: a bullet, or a number with or without a sign.
_FRONT = pattern(
    r" ?([-+*•▼▲●◆] ?|{letter}\) ?)?"
    r"((\(|#|[^\w\s(]+ ?|(?P<rank>{rank_word|rank_title|top_group}) ?({ordinal|number_of} ?)?)?"
    r"(?P<n>\d{1,3})( ?/ ?\d{1,3})?( ?[.):/]| -(?= )| |$))? ?"
)
# From the name to its first value.
_DIVIDER = re.compile(r"\s+-\s+|\s*(?:[:|(]|,(?!\d))\s*")
_ENDS = re.compile(r"[.;,]\s*$")
_RANKED = pattern("{rank_header}")
_UPWARD = pattern("{least|last|low}")
# What stands where a result does.
_TOLD = RESULTS | {Kind.EMPTY}
_MAX_LINE, _MAX_LINES = 300, 30
# What a label says of a result.
_RESULT_HEADS = (RANK, TIER, SCORE, PERCENT, CONVERTED)
_MIN_CARDS, _MIN_RANKED = 2, 3


@dataclass(frozen=True, slots=True)
class _Field:
    """A value with its label, if any."""

    label: Cell | None
    value: Cell
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Card:
    """A unit and its values; ``number`` is what stands before it."""

    unit: Cell
    number: _Field | None
    fields: tuple[_Field, ...]

    @property
    def form(self) -> tuple[object, ...]:
        """What the cards of a list have in common: labels, and where results stand."""
        kinds = (field.label.words if field.label else field.kind in _TOLD for field in self.fields)
        return (self.number is None, *kinds)

    @property
    def is_labelled(self) -> bool:
        """True where all values have labels."""
        return all(field.label for field in self.fields)


def find_cards(lines: Sequence[Line], gazetteer: Gazetteer) -> Iterator[Table]:
    """Yield the lists of a document; one goes on as long as its cards are alike."""
    by_line = [_of_line(line, gazetteer) for line in lines if not line.is_blank]
    by_stanza = [
        _of_stanza(list(stanza), gazetteer)
        for is_blank, stanza in groupby(lines, key=lambda line: line.is_blank)
        if not is_blank
    ]
    by_name = [_of_stanza(stanza, gazetteer) for stanza in _from_name_to_name(lines, gazetteer)]
    labelled = [card if card and any(field.label for field in card.fields) else None for card in by_name]
    for found in (by_line, by_stanza, labelled):
        for _, run in groupby(found, key=lambda card: card and card.form):
            cards = [card for card in run if card is not None]
            if cards and (table := _table(lines, cards)) is not None:
                yield table


def _table(lines: Sequence[Line], cards: Sequence[_Card]) -> Table | None:
    """Return a list as a table; the line right above it may name a tier for all, or say that it ranks them."""
    first = cards[0]
    if len(cards) < _MIN_CARDS and not (first.is_labelled and len(first.fields) >= _MIN_CARDS):
        return None
    start = min(cell.span.line for cell in (first.unit, first.number and first.number.value) if cell)
    above = next((line for line in reversed(lines[: start - 1]) if not line.is_blank), None)
    group = _group_row(above)
    rank = _rank_label(cards, above)
    if not first.fields and not (rank and len(cards) >= _MIN_RANKED):
        return None
    front = (rank,) if rank else ()
    rows = tuple(
        Row(
            (
                *((card.number.value,) if rank and card.number else ()),
                card.unit,
                *(field.value for field in card.fields),
            ),
            (group,) if group else (),
        )
        for card in cards
    )
    end = max(cell.span.line for cell in rows[-1].cells if cell)
    return Table(
        ((*front, None, *(field.label for field in first.fields)),), rows, (), (len(front),), start, end
    )


def _rank_label(cards: Sequence[_Card], above: Line | None) -> Cell | None:
    """Return what says that the numbers before the units are ranks: a sign of one, or the line right above."""
    numbers = [card.number for card in cards if card.number is not None]
    if len(numbers) < len(cards):
        return None
    label = next((number.label for number in numbers if number.label), None)
    if label is not None or above is None:
        return label
    said = _RANKED.search(above.normal.text)
    if said is None or _UPWARD.search(above.normal.text) or not _descend(cards):
        return None
    return _cell(above, *said.span())


def _descend(cards: Sequence[_Card]) -> bool:
    """Return True where no card has a higher first figure than the one before it."""
    figures = [
        parse_number(field.value.number)
        for card in cards
        for field in card.fields[:1]
        if field.value.number is not None
    ]
    return all(before >= after for before, after in pairwise(figures))


def _group_row(above: Line | None) -> Cell | None:
    """Return the line right above a list that names a tier for it."""
    if above is None or _ENDS.search(above.normal.text):
        return None
    cell = _cell(above, 0, len(above.normal.text))
    return cell if group_row_tier(cell.words) else None


def _of_line(line: Line, gazetteer: Gazetteer) -> _Card | None:
    """Return the card that a line holds, if any."""
    text = line.normal.text
    if len(text) > _MAX_LINE or "\t" in line.text:
        return None
    number, start = _front(line)
    dividers = [divider.span() for divider in _DIVIDER.finditer(text, start)]
    dividers.append((len(text), len(text)))
    first, after = max(dividers, key=lambda one: unit_weight(_name(line, start, one[0]), gazetteer))
    unit = _name(line, start, first)
    if not _names(unit, gazetteer):
        return None
    fields = tuple(_field(line, *piece, gazetteer) for piece in _pieces(text, after))
    if any(field.label is None and field.kind not in RESULTS for field in fields):
        return None
    is_table = "|" in text and not any(field.label for field in fields)
    return None if is_table else _Card(unit, number, fields)


def _names(unit: Cell, gazetteer: Gazetteer) -> bool:
    """Return True for the name of a unit; one with a number must be known."""
    weight = unit_weight(unit, gazetteer)
    return weight == 1 or (weight >= SURE and not any(char.isdigit() for char in unit.text))


def _of_stanza(lines: Sequence[Line], gazetteer: Gazetteer) -> _Card | None:
    """Return the card that lines between blank ones are: a unit in the first or second, a value in each other."""
    if len(lines) < _MIN_CARDS or any(len(split_cells(line)) > 1 for line in lines):
        return None
    number = _number_alone(lines[0])
    at = 0 if number is None else 1
    unit = _unit(lines[at], gazetteer)
    if unit is None:
        return None
    fields = tuple(_field(line, _start(line), len(line.normal.text), gazetteer) for line in lines[at + 1 :])
    return _Card(unit[1], number or unit[0], fields) if any(map(_tells, fields)) else None


def _from_name_to_name(lines: Sequence[Line], gazetteer: Gazetteer) -> Iterator[list[Line]]:
    """Yield the lines from each that is a name, or the number before one, up to the next; behind the last as many."""
    filled = [line for line in lines if not line.is_blank]
    names = [at for at, line in enumerate(filled) if _unit(line, gazetteer) is not None]
    starts = [at - 1 if at and _number_alone(filled[at - 1]) is not None else at for at in names]
    length = 0
    for start, after in pairwise([*starts, len(filled)]):
        length = after - start if after < len(filled) else length
        yield filled[start : start + length] if length <= _MAX_LINES else []


def _number_alone(line: Line) -> _Field | None:
    """Return the number that is all of a line."""
    number, start = _front(line)
    return number if not line.normal.text[start:].strip() else None


def _unit(line: Line, gazetteer: Gazetteer) -> tuple[_Field | None, Cell] | None:
    """Return the unit that a line names and nothing else, with the number before it."""
    text = line.normal.text
    if len(text) > _MAX_LINE:
        return None
    number, start = _front(line)
    labelled = _LABELLED.fullmatch(text)
    if labelled is not None and role_of(labelled["label"]) == NAME:
        start = labelled.start("value")
    cell = _name(line, start, len(text))
    return (number, cell) if _names(cell, gazetteer) else None


def _start(line: Line) -> int:
    """Return where the words of a line begin behind its numbering."""
    level = level_of(line)
    return level[1] if level else 0


def _tells(field: _Field) -> bool:
    """Return True for a value that is said to be a result, or reads as one."""
    if field.label is not None:
        return role_of(field.label.words) in _RESULT_HEADS
    return field.kind in _TOLD - {Kind.EMPTY, Kind.WHOLE}


def _front(line: Line) -> tuple[_Field | None, int]:
    """Return the number before a unit, labelled where a sign says that it is a rank, and where the name begins."""
    match = _FRONT.match(line.normal.text)
    if match is None:
        return None, 0
    if match["n"] is None:
        return None, match.end()
    whole = _cell(line, match.start("rank") if match["rank"] else 0, match.end())
    is_rank = match["rank"] or RANK_SIGN.match(whole.words)
    return _Field(whole if is_rank else None, _cell(line, *match.span("n")), Kind.WHOLE), match.end()


def _field(line: Line, start: int, end: int, gazetteer: Gazetteer) -> _Field:
    """Return the value that a piece of a line is."""
    text = line.normal.text
    labelled = _LABELLED.fullmatch(text, start, end)
    if labelled is None and (headed := _HEADED.fullmatch(text, start, end)) is not None:
        labelled = headed if role_of(headed["label"]) not in (OTHER, COUNTER, NOTE) else None
    if labelled is not None:
        value = _cell(line, *labelled.span("value"))
        return _Field(_cell(line, *labelled.span("label")), value, type_cell(value, gazetteer).kind)
    value = _name(line, start, end)
    return _Field(None, value, type_cell(value, gazetteer).kind)


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
    return _cell(line, start, start + len(line.normal.text[start:end].rstrip(" .;,")))


def _cell(line: Line, start: int, end: int) -> Cell:
    span = span_of(line, start, end)
    return Cell(text_of(line, span), span)
