"""Lists in which each unit has a line of its own with labelled values: ``Sở A - Tổng điểm: 78,9; Hạng: 1``.

The labels are the header of a table whose rows are the lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.documents.document import Line
from pipeline.reading.readings import span_of, text_of
from pipeline.reading.tables.table import Row, Table
from pipeline.reading.text.cells import Cell
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import group_row_tier
from pipeline.reading.vocabulary.unit_cells import is_unit

# Where the next label begins; a comma counts only before a word.
_PARTS = re.compile(r"\s*[;|]\s*|,\s+(?=[^\W\d_])")
_LABELLED = re.compile(r"(?P<label>[^:\d](?:(?!\.\s)[^:]){1,89}?)\s*:\s*(?P<value>\S.*?)\s*[.]?\s*$")
_NUMBERING = pattern(r" ?([-+*•]|\(?\d{1,2}[.)]|{letter}\))? ?")
# From the name to its first label.
_DIVIDER = re.compile(r"\s+-\s+|\s*[:,|(]\s*")
_MIN_VALUES = 2


@dataclass(frozen=True, slots=True)
class _Card:
    """A unit and its labelled values."""

    unit: Cell
    labels: tuple[Cell, ...]
    values: tuple[Cell, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The labels as normal words."""
        return tuple(label.words for label in self.labels)


def find_cards(lines: Sequence[Line], gazetteer: Gazetteer) -> Iterator[Table]:
    """Yield the lists of a document; one goes on as long as lines have the same labels.

    A tier named right above it holds for all.
    """
    cards: list[_Card] = []
    start = 0
    for index, line in enumerate(lines):
        if line.is_blank:
            continue
        card = _card(line, gazetteer)
        if cards and (card is None or card.header != cards[0].header):
            yield _table(lines, start, cards)
            cards = []
        if card is not None:
            start = start if cards else index
            cards.append(card)
    if cards:
        yield _table(lines, start, cards)


def _table(lines: Sequence[Line], start: int, cards: Sequence[_Card]) -> Table:
    group = _group_row_above(lines, start)
    rows = tuple(Row((card.unit, *card.values), (group,) if group else ()) for card in cards)
    first, last = cards[0].unit.span.line, cards[-1].unit.span.line
    return Table(((None, *cards[0].labels),), rows, (), (0,), first, last)


def _group_row_above(lines: Sequence[Line], start: int) -> Cell | None:
    """Return the line right above that names a tier for the list."""
    above = next((line for line in reversed(lines[:start]) if not line.is_blank), None)
    if above is None or not above.normal.text.rstrip().endswith(":"):
        return None
    cell = _cell(above, 0, len(above.normal.text))
    return cell if group_row_tier(cell.words) else None


def _card(line: Line, gazetteer: Gazetteer) -> _Card | None:
    """Return the card that a line holds, if any."""
    text = line.normal.text
    if text.count(":") < _MIN_VALUES:
        return None
    numbering = _NUMBERING.match(text)
    at = numbering.end() if numbering else 0
    unit: Cell | None = None
    for divider in _DIVIDER.finditer(text, at):
        candidate = _cell(line, at, divider.start())
        if is_unit(candidate, gazetteer):
            unit, at = candidate, divider.end()
            break
    if unit is None:
        return None
    pairs = [_LABELLED.fullmatch(text, first, last) for first, last in _pieces(text, at)]
    found = [pair for pair in pairs if pair is not None]
    if len(found) < _MIN_VALUES or len(found) != len(pairs):
        return None
    labels = tuple(_cell(line, *pair.span("label")) for pair in found)
    return _Card(unit, labels, tuple(_cell(line, *pair.span("value")) for pair in found))


def _pieces(text: str, start: int) -> list[tuple[int, int]]:
    """Return the parts of a line from ``start`` on, one a label."""
    cuts = [match.span() for match in _PARTS.finditer(text, start)]
    edges = [start, *(edge for cut in cuts for edge in cut), len(text.rstrip(" .)"))]
    return [(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True) if first < last]


def _cell(line: Line, start: int, end: int) -> Cell:
    span = span_of(line, start, end)
    return Cell(text_of(line, span), span)
