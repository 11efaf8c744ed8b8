"""Where every name of a unit went: in the tables that were read, and in sentences that speak of results."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from pipeline.documents.document import Document, Line
from pipeline.reading.ledger.losses import table_extents
from pipeline.reading.prose.unit_names import find_units
from pipeline.reading.readings import Context, Mention, Readings, Span, UnitReading
from pipeline.reading.text.cells import split_cells
from pipeline.reading.text.furniture import is_furniture
from pipeline.reading.text.sentences import Sentence, sentences
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import cell_tier
from pipeline.reading.vocabulary.unit_cells import mention_of, unit_weight

_RESULT = pattern("{result_sign|lead}")
# What stands around a name that tells of results, is one of those who judge, is compared with, or says where.
_MEMBER_BEFORE = pattern(r"{judges_group}.{0,160}$")
_ANNOUNCER_BEFORE = pattern("{by|announce|representative} ({of} )?$")
_ANNOUNCER_BEHIND = pattern(" ({auxiliary|already|surge} )*{announce}")
_COMPARED_BEFORE = pattern("{against|than|after|before|except|like} ?$")
_PLACE_BEFORE = pattern("{at|belong|within|of} ?$")
# Claims that count units or set them side by side.
_COMPARING = ("gap", "rank_change", "rank_order", "order", "share_change")
# A cell that is surely a name.
_SURE = 0.9


def account_units(document: Document, readings: Readings, gazetteer: Gazetteer) -> Iterator[UnitReading]:
    """Yield the names of units of a document with what became of each, in order."""
    account = _Account(readings, gazetteer)
    for line in document.lines:
        if not line.is_blank and not is_furniture(line):
            yield from account.of_line(line)


class _Account:
    """What was read of a document, by line."""

    def __init__(self, readings: Readings, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._results: defaultdict[int, dict[Span, UnitReading]] = defaultdict(dict)
        told = [(value.mention, value.context) for value in readings.values if value.mention is not None]
        told += [(state.mention, state.context) for state in readings.states]
        for mention, context in told:
            result = UnitReading(mention, context, "result")
            self._results[mention.span.line].setdefault(mention.span, result)
        self._claims: defaultdict[int, list[tuple[Span, str]]] = defaultdict(list)
        for claim in readings.claims:
            if claim.claim_type != "date":
                self._claims[claim.span.line].append((claim.span, claim.claim_type))
        self._doubted = [span for doubt in readings.doubts for span in doubt.spans]
        self._extents = sorted(table_extents(readings.values))

    def of_line(self, line: Line) -> Iterator[UnitReading]:
        """Yield the units of a line in order, none inside another."""
        found = self._results[line.number]
        others = self._in_cells(line) if self._is_in_table(line) else self._in_sentences(line)
        for unit in list(others):
            if not any(unit.mention.span.overlaps(span) for span in found):
                found[unit.mention.span] = unit
        yield from (found[span] for span in sorted(found))

    def _is_in_table(self, line: Line) -> bool:
        at = bisect_right(self._extents, (line.number, len(self._extents) + line.number)) - 1
        return at >= 0 and self._extents[at][1] >= line.number

    def _in_cells(self, line: Line) -> Iterator[UnitReading]:
        """Yield the names in the cells of a table of which nothing is said.

        A second name says where the first lies, and one in a row of nothing else where the units below it do.
        """
        cells = split_cells(line)
        for at, cell in enumerate(cells):
            if unit_weight(cell, self._gazetteer) >= _SURE:
                # what stands before a name only counts it
                is_row = any(other.is_number or cell_tier(other.words) for other in cells[at + 1 :])
                is_group = len(cells) > 1 and not any(other.text for other in cells[at + 1 :])
                fate = "place" if is_group or self._results[line.number] else "unexplained"
                is_loss = fate == "unexplained" and is_row and not any(map(cell.span.overlaps, self._doubted))
                yield UnitReading(mention_of(cell, self._gazetteer), Context(), fate, is_loss)

    def _in_sentences(self, line: Line) -> Iterator[UnitReading]:
        """Yield the units of the sentences of a line that speak of results."""
        results, claims = self._results[line.number], self._claims[line.number]
        for sentence in sentences(line):
            first, last = line.normal.original(sentence.start, sentence.end)
            around = Span(line.number, first, last)
            told = {kind for span, kind in claims if span.overlaps(around)}
            if not (told or any(map(around.overlaps, results)) or _RESULT.search(sentence.words)):
                continue
            for unit in find_units(line, sentence.start, sentence.end, self._gazetteer):
                fate = _fate(sentence, unit.mention, unit.start, unit.end, told)
                yield UnitReading(unit.mention, Context(), fate)


def _fate(sentence: Sentence, mention: Mention, start: int, end: int, told: set[str]) -> str:
    """Return what a unit is in a sentence on results that says no value of it."""
    before = sentence.before(start)
    if _MEMBER_BEFORE.search(before):
        return "member"
    if _ANNOUNCER_BEHIND.match(sentence.text, end) or _ANNOUNCER_BEFORE.search(before):
        return "announcer"
    if _COMPARED_BEFORE.search(before) or told & set(_COMPARING):
        return "compared"
    if mention.home is None and _PLACE_BEFORE.search(before):
        return "place"
    return "counted" if told else "unexplained"
