"""Lists in which each unit has a card of its own: a line, the lines between blank ones or up to the next name.

The labels are the header of a table whose rows are the cards.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from pipeline.documents.document import Line
from pipeline.reading.tables.card_forms import (
    Card,
    card_of_line,
    card_of_stanza,
    cell_at,
    from_name_to_name,
)
from pipeline.reading.tables.cell_types import FIGURES
from pipeline.reading.tables.column_heads import CHANGE, NOTE, role_of
from pipeline.reading.tables.table import Row, Table
from pipeline.reading.text.cells import Cell
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import group_row_tier
from pipeline.vietnamese.numbers import parse_number

_ENDS = re.compile(r"[.;,]\s*$")
_RANKED = pattern("{rank_header}")
_NUMBER = re.compile(r"\d+")
_UPWARD = pattern("{least|last|low}")
_MIN_CARDS, _MIN_RANKED = 2, 3


def find_cards(lines: Sequence[Line], gazetteer: Gazetteer) -> Iterator[Table]:
    """Yield the lists of a document; one goes on as long as its cards are alike."""
    by_line = [card_of_line(line, gazetteer) for line in lines if not line.is_blank]
    by_stanza = [
        card_of_stanza(list(stanza), gazetteer)
        for is_blank, stanza in groupby(lines, key=lambda line: line.is_blank)
        if not is_blank
    ]
    by_name = [card_of_stanza(stanza, gazetteer) for stanza in from_name_to_name(lines, gazetteer)]
    labelled = [card if card and any(field.label for field in card.fields) else None for card in by_name]
    for found in (by_line, by_stanza, labelled):
        for _, run in groupby(found, key=lambda card: card and card.form):
            cards = [card for card in run if card is not None]
            if cards and (table := _table(lines, cards)) is not None:
                yield table


def _table(lines: Sequence[Line], cards: Sequence[Card]) -> Table | None:
    """Return a list as a table; the line right above it may name a tier for all, or say that it ranks them."""
    first = cards[0]
    if len(cards) < _MIN_CARDS and not (first.is_labelled and len(first.fields) >= _MIN_CARDS):
        return None
    start = min(cell.span.line for cell in (first.unit, first.number and first.number.value) if cell)
    above = next((line for line in reversed(lines[: start - 1]) if not line.is_blank), None)
    group = _group_row(above)
    rank = _rank_label(lines, cards, above)
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
    labels = [field.label or (_silent(above) if field.kind in FIGURES else None) for field in first.fields]
    return Table(((*front, None, *labels),), rows, (), (len(front),), start, end)


def _silent(above: Line | None) -> Cell | None:
    """Return the line right above a list where it says that its figures are changes or the like, no results."""
    if above is None or role_of(above.normal.text.strip(" :")) not in (CHANGE, NOTE):
        return None
    return cell_at(above, 0, len(above.normal.text))


def _rank_label(lines: Sequence[Line], cards: Sequence[Card], above: Line | None) -> Cell | None:
    """Return what says that the numbers before the units are ranks: a sign of one, or the line right above.

    A line above that counts as many units as are listed in falling order leaves it to the lines before it to say so.
    """
    numbers = [card.number for card in cards if card.number is not None]
    if len(numbers) < len(cards):
        return None
    label = next((number.label for number in numbers if number.label), None)
    if label is not None or above is None or _UPWARD.search(above.normal.text):
        return label
    counts = [number.value.number for number in numbers] == [str(at) for at in range(1, len(cards) + 1)]
    is_whole = counts and str(len(cards)) in _NUMBER.findall(above.normal.text)
    figures = _first_figures(cards)
    if is_whole and len(figures) == len(cards) and all(before > after for before, after in pairwise(figures)):
        near = lines[: above.number]
    elif all(before >= after for before, after in pairwise(figures)):
        near = [above]
    else:
        return None
    said = ((line, match) for line in reversed(near) if (match := _RANKED.search(line.normal.text)))
    return next((cell_at(line, *match.span()) for line, match in said), None)


def _first_figures(cards: Sequence[Card]) -> list[Decimal]:
    """Return the first figure of each card that has one."""
    return [
        parse_number(field.value.number)
        for card in cards
        for field in card.fields[:1]
        if field.value.number is not None
    ]


def _group_row(above: Line | None) -> Cell | None:
    """Return the line right above a list that names a tier for it."""
    if above is None or _ENDS.search(above.normal.text):
        return None
    cell = cell_at(above, 0, len(above.normal.text))
    return cell if group_row_tier(cell.words) else None
