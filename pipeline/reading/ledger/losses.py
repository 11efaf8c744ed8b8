"""Where a number that nothing explains may be a result that was not read.

That is in a table that was read, in a run of figures, and in a sentence that names a unit or speaks of a
result. Elsewhere such a number may ship as ``unaccounted``.
"""

import re
from collections.abc import Iterable, Sequence

from pipeline.documents.document import Document, Line
from pipeline.reading.ledger.numbering import heading_end, is_figure
from pipeline.reading.prose.unit_names import Spotter
from pipeline.reading.readings import Span, span_of, text_of
from pipeline.reading.tables.grids import is_unit
from pipeline.reading.text.cells import Cell, split_cells
from pipeline.reading.text.sentences import sentence_at
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.words import ASSESSED
from pipeline.vietnamese.damage import anyof
from pipeline.vietnamese.numbers import NUMBER

_RESULT = re.compile(
    anyof(
        ASSESSED,
        "điểm|hạng|xếp|xếp loại|xếp thứ|thứ hạng|thứ bậc|vị trí|đứng|đạt|bậc|loại|nhóm|mức|chỉ số",
        "dẫn đầu|cao nhất|thấp nhất|tốt|khá|trung bình|yếu|kém|xuất sắc",
    )
)
# What a list of units may be the order of.
_RANKING = re.compile(
    anyof("xếp hạng|thứ hạng|thứ tự|bảng xếp hạng|xếp loại|xếp thứ|từ cao đến thấp|dẫn đầu")
)
_MARK = re.compile(r"\s*[:;,(.]|\s-\s")
# So many lines that are not blank lie at most between two figures of one run.
_RUN_REACH = 4


def losses(
    document: Document, places: Iterable[Span], tables: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> list[Span]:
    """Return the places that may hold results; ``tables`` are the first and last lines of tables that were read."""
    runs = _runs(document.lines)
    spotter = Spotter(gazetteer)
    return [
        place
        for place in places
        if place.line in runs
        or any(first <= place.line <= last for first, last in tables)
        or _says_result(document.lines[place.line - 1], place, spotter, gazetteer)
    ]


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


def _says_result(line: Line, place: Span, spotter: Spotter, gazetteer: Gazetteer) -> bool:
    """Return True where the sentence around a number names a unit or speaks of a result."""
    around = sentence_at(line, place)
    if _RESULT.search(around.words) or spotter.spot(line, around.start, around.end):
        return True
    return any(is_unit(cell, gazetteer) for cell in split_cells(line))


def unread_lists(document: Document, read: set[int], gazetteer: Gazetteer) -> list[Span]:
    """Return the numbers before units in numbered lists under a line that speaks of a ranking; ``read``: lines read.

    Such a number may be the rank itself.
    """
    found: list[Span] = []
    ranks = False
    for line in document.lines:
        start = heading_end(line)
        if line.is_blank:
            continue
        if start is None:
            ranks = _RANKING.search(line.normal.text) is not None
        elif ranks and line.number not in read and _names_unit(line, start, gazetteer):
            match = NUMBER.search(line.text)
            found += [Span(line.number, *match.span())] if match else []
    return found


def _names_unit(line: Line, start: int, gazetteer: Gazetteer) -> bool:
    """Return True where the words from ``start`` of the normal text to the next mark are the name of a unit."""
    behind = _MARK.search(line.normal.text, start)
    span = span_of(line, start, behind.start() if behind else len(line.normal.text))
    return span.start < span.end and is_unit(Cell(text_of(line, span), span), gazetteer)
