"""Where a number that nothing explains may be a result that was not read.

That is in a table that was read, in a run of figures, and in a sentence that names a unit or speaks of a
result. Elsewhere such a number may ship as ``unaccounted``.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.documents.document import Document, Line
from pipeline.reading.ledger.numbering import heading_end, is_figure
from pipeline.reading.prose.unit_names import find_units
from pipeline.reading.readings import NumberReading, Reading, Readings, Span, span_of, text_of
from pipeline.reading.text.cells import Cell, split_cells
from pipeline.reading.text.sentences import sentence_at
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.unit_cells import is_unit
from pipeline.vietnamese.numbers import NUMBER

_RESULT = pattern("{result_sign}")
# What a list of units may be the order of.
_RANKING = pattern("{ranking|rank_title|order|ranking_table|classed|rank_order|high_to_low|lead}")
# Words of a sentence that results are printed in, in which no figure orders the text.
_TELLS_RESULT = pattern("{points|rank|rank_verb|reach}")
# What bounds results is none: "từ 600 đến dưới 800 điểm", "dưới 50".
_BOUND = pattern(
    "({from} ({above} )?{number} ?({point}|%)? ?({to} ({below|near_bound} )?|{up_to} )|{above|below|at_least} ){number}"
    "|{from} {number} ({step}|{rank}) {and_beyond}"
    "|{bound_english} ({number} ?({point}|%)? {and_english} )?{number}"
)
_LETTER = pattern(r"[^\W\d_]")
_MARK = pattern(r" ?[:;,(.]|\s-\s")
# At most this many lines that are not blank lie between two figures of one run.
_RUN_REACH = 4


def weigh(
    numbers: Sequence[NumberReading], document: Document, readings: Readings, gazetteer: Gazetteer
) -> list[NumberReading]:
    """Return the numbers of a document, those that nothing explains with what their surroundings say.

    Where a value or a claim holds one that resolution finds no place for, it is a result that is lost.
    """
    held: defaultdict[int, list[Span]] = defaultdict(list)
    for span in [*readings.held(), *(indicator.span for indicator in readings.indicators)]:
        held[span.line].append(span)
    surroundings = _Surroundings(document, readings, gazetteer)
    weighed: list[NumberReading] = []
    for number in numbers:
        if any(map(number.span.overlaps, held[number.span.line])):
            number = replace(number, is_among_results=True, is_loss=True)
        elif number.fate == "unaccounted":
            number = surroundings.weigh(number)
        weighed.append(number)
    return weighed


class _Surroundings:
    """What stands around the numbers of a document."""

    def __init__(self, document: Document, readings: Readings, gazetteer: Gazetteer) -> None:
        self._lines, self._gazetteer = document.lines, gazetteer
        self._runs = _runs(document.lines)
        self._tables = table_extents(readings.values)
        self._names = {
            name.text
            for name in gazetteer.entries
            if gazetteer.is_national or name.entry.block != "provinces"
        }
        self._worded = [line.number for line in document.lines if _LETTER.search(line.text)]
        self._units: dict[int, str | None] = {}

    def weigh(self, number: NumberReading) -> NumberReading:
        """Return a number that nothing explains with the unit next to it, and whether it may be a result."""
        span = number.span
        line = self._lines[span.line - 1]
        around = sentence_at(line, span)
        bounds = (span_of(line, *match.span()) for match in _BOUND.finditer(line.normal.text))
        is_loss = not any(map(span.overlaps, bounds)) and (
            span.line in self._runs
            or any(first <= span.line <= last for first, last in self._tables)
            or _RESULT.search(around.words) is not None
            or bool(find_units(line, around.start, around.end, self._gazetteer))
            or any(is_unit(cell, self._gazetteer) for cell in split_cells(line))
        )
        units = (unit for near in self._row(line) if (unit := self._unit(near)))
        is_among_results = _TELLS_RESULT.search(around.words) is not None
        return replace(number, unit=next(units, None), is_among_results=is_among_results, is_loss=is_loss)

    def _row(self, line: Line) -> Iterator[Line]:
        """Yield the lines that one row of a table may stand in.

        They are the line itself, and around a figure alone in its line the nearest lines with words before and after.
        """
        yield line
        at = bisect_left(self._worded, line.number)
        if self._worded[at : at + 1] != [line.number]:
            yield from (self._lines[number - 1] for number in self._worded[max(at - 1, 0) : at + 1])

    def _unit(self, line: Line) -> str | None:
        """Return the unit that a line names in running text, or as all of a cell."""
        if line.number not in self._units:
            found = find_units(line, 0, len(line.normal.text), self._gazetteer)
            cells = (cell for part in line.text.split("\t") if (cell := part.strip()) in self._names)
            self._units[line.number] = found[0].mention.text if found else next(cells, None)
        return self._units[line.number]


def table_extents(values: Iterable[Reading]) -> list[tuple[int, int]]:
    """Return the first and last line of each table that was read."""
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for reading in values:
        table, parted, _ = reading.locator.partition(";")
        if parted and table.startswith("table="):
            lines[table].append(reading.span.line)
    return [(min(found), max(found)) for found in lines.values()]


def _runs(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines whose figures stand in a run: alone on near lines, or in several cells."""
    filled = [line for line in lines if not line.is_blank]
    alone = [at for at, line in enumerate(filled) if is_figure(line)]
    near = {
        filled[at].number
        for at, before, after in zip(alone, [None, *alone], [*alone[1:], None], strict=False)
        if (before is not None and at - before <= _RUN_REACH)
        or (after is not None and after - at <= _RUN_REACH)
    }
    in_cells = {line.number for line in filled if len(split_cells(line)) > 1 and NUMBER.search(line.text)}
    return near | in_cells


def read_unread_lists(document: Document, readings: Readings, gazetteer: Gazetteer) -> Iterator[Span]:
    """Yield the numbers before units in numbered lists of which nothing is read, under a line on a ranking.

    Such a number may be the rank itself.
    """
    read = {reading.span.line for part in (readings.values, readings.claims) for reading in part}
    read |= {at.span.line for value in readings.values if (at := value.mention) is not None}
    read |= {state.mention.span.line for state in readings.states}
    ranks = False
    for line in document.lines:
        start = heading_end(line)
        if line.is_blank:
            continue
        if start is None:
            ranks = _RANKING.search(line.normal.text) is not None
        elif ranks and line.number not in read and _names_unit(line, start, gazetteer):
            match = NUMBER.search(line.text)
            if match is not None:
                yield Span(line.number, *match.span())


def _names_unit(line: Line, start: int, gazetteer: Gazetteer) -> bool:
    """Return True where the words from ``start`` of the normal text to the next mark are the name of a unit."""
    after = _MARK.search(line.normal.text, start)
    span = span_of(line, start, after.start() if after else len(line.normal.text))
    return span.start < span.end and is_unit(Cell(text_of(line, span), span), gazetteer)
