"""Tables whose cells follow one another, most often one a line: their rows show as a period in the kinds of cells.

A period gives the width and, by what it leaves over at both ends, the phase. Names that were broken over two
lines, rows that name a group, repeated headers and page counters are what may stand between and in the rows.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.documents.document import Line
from pipeline.reading.readings import Span
from pipeline.reading.tables.cell_types import (
    BLANK,
    FIGURE,
    NAME,
    RESULTS,
    TIER,
    Kind,
    Typed,
    alike,
    class_of,
    type_cell,
)
from pipeline.reading.tables.splitters import Row, is_sentence
from pipeline.reading.tables.stream_rows import MAX_BEFORE, MAX_HEAD, StreamRows
from pipeline.reading.text.cells import Cell, is_aside, is_rule, split_cells
from pipeline.reading.text.furniture import is_furniture
from pipeline.reading.text.headings import level_of
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern

_MAX_WIDTH = 24
_RANKING = pattern("{ranking|ranking_table}")
# So many rows tell which readings of a stream are worth to be gone through to their end, and so many are: those
# that explain hardly less than the best.
_TRIAL_ROWS = 12
# A number of blank lines between cells is usual where so many of them are parted by it.
_OFTEN = 0.1
# Lines of so many cells, so large a part of all, are rows.
_MIN_CELLS, _MOST = 3, 0.8
_MAX_READINGS, _MAX_BEHIND = 5, 6.0
# Hardly more rows than these may be no table: others of the same width may begin in them.
_BARS = 2


@dataclass(frozen=True, slots=True)
class Flow:
    """Rows found in a stream of cells, with the cells before the first of them; rows of one cell stand between.

    ``left`` counts the figures beside them that no row took, ``broken`` are the names of rows that lack cells.
    ``in_lines``: the cells of the header are whole lines of several cells.
    """

    head: tuple[Typed, ...]
    rows: tuple[Row, ...]
    broken: tuple[Cell, ...]
    left: int
    in_lines: bool = False


def find_flows(lines: Sequence[Line], gazetteer: Gazetteer) -> Iterator[Flow]:
    """Yield what the streams of a document may be, with blank lines as empty cells and without."""
    for first, last in _stretches(lines):
        stretch = lines[first:last]
        if _are_rows(stretch):
            continue
        usual = _usual_gap(stretch)
        streams = [_cells(stretch, gazetteer, None)]
        if any(line.text for line in stretch if line.is_blank) or len(set(_gaps(stretch))) > 1:
            streams.append(_cells(stretch, gazetteer, usual))
        for cells in streams:
            yield from _Stream(cells, gazetteer).flows()


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the runs of lines that hold cells, first and behind the last, without running text and headings."""
    first = None
    for index, line in enumerate(lines):
        if is_sentence(line) or _is_heading(line):
            if first is not None:
                yield first, index
            first = None
        elif first is None and not line.is_blank:
            first = index
    if first is not None:
        yield first, len(lines)


def _are_rows(lines: Sequence[Line]) -> bool:
    """Return True where nearly all lines have as many cells: they are rows themselves."""
    lengths = Counter(len(split_cells(line)) for line in lines if not line.is_blank)
    length = max(lengths, key=lambda one: lengths[one])
    return length >= _MIN_CELLS and lengths[length] >= _MOST * lengths.total()


def _is_heading(line: Line) -> bool:
    """Return True for a numbered line that says what is ranked under it."""
    return level_of(line) is not None and _RANKING.search(line.normal.text) is not None


def _gaps(lines: Sequence[Line]) -> list[int]:
    """Return how many blank lines stand before each line that is not blank, the first aside."""
    gaps: list[int] = []
    count = 0
    for line in lines:
        if line.is_blank:
            count += 1
        else:
            gaps.append(count)
            count = 0
    return gaps[1:]


def _usual_gap(lines: Sequence[Line]) -> int:
    """Return how many blank lines part two cells: the fewest that do so often."""
    gaps = Counter(_gaps(lines))
    return min((gap for gap in gaps if gaps[gap] >= _OFTEN * gaps.total()), default=0)


def _cells(lines: Sequence[Line], gazetteer: Gazetteer, usual: int | None) -> list[Typed]:
    """Return the cells in their order; ``usual`` blank lines part them, more are empty cells (None: none is)."""
    cells: list[Typed] = []
    blank: list[Line] = []
    for line in lines:
        if line.is_blank and "\t" not in line.text:
            blank.append(line)
            continue
        if usual is not None and cells and len(blank) > usual:
            empty = blank[usual :: usual + 1]
            cells += [Typed(Cell("", Span(gap.number, 0, 0)), Kind.EMPTY) for gap in empty]
        blank = []
        if not (is_rule(line) or is_furniture(line)):
            cells += [type_cell(cell, gazetteer) for cell in split_cells(line)]
    if usual is not None and cells:
        cells += [Typed(Cell("", Span(gap.number, 0, 0)), Kind.EMPTY) for gap in blank[usual :: usual + 1]]
    return cells


class _Stream:
    """A stream of cells; its class of cells is blank, figure, tier or name."""

    def __init__(self, cells: Sequence[Typed], gazetteer: Gazetteer) -> None:
        self._cells, self._gazetteer = cells, gazetteer
        self._classes = [class_of(cell) for cell in cells]

    def flows(self) -> Iterator[Flow]:
        """Yield the tables of the stream by width; those of other widths are other readings of the same cells."""
        starts: dict[int, list[int]] = {}
        for width in range(2, _MAX_WIDTH + 1):
            end = 0
            for at in self._runs(width):
                if at < end or any(
                    self._repeats(at, width, less) for less in starts if less < width and width % less == 0
                ):
                    continue
                starts.setdefault(width, []).append(at)
                found = list(self._readings(at, width, end))
                yield from (flow for flow, _ in found)
                end = found[0][1] if found and len(found[0][0].rows) > _BARS else end

    def _readings(self, at: int, width: int, floor: int) -> Iterator[tuple[Flow, int]]:
        """Yield the best rows of ``width`` that begin near ``at``, one or two phases, with the index behind each."""
        trials: list[tuple[float, StreamRows]] = []
        tried: set[tuple[int, ...]] = set()
        for phase in range(max(floor, at - width + 1), at + width):
            classes = tuple(
                map(
                    max,
                    self._classes[phase : phase + width],
                    self._classes[phase + width : phase + 2 * width],
                )
            )
            if classes in tried or not self._begins_line(phase):
                continue
            rows = StreamRows(self._cells, self._classes, phase, width, self._gazetteer)
            if self._tries(rows, floor, trials):
                tried.add(classes)
                for count in range(1, min(MAX_BEFORE, width - 1) + 1):
                    turned = rows.turned(count)
                    if turned is not None and turned.start >= floor and self._begins_line(turned.start):
                        self._tries(turned, floor, trials)
        least = max((score for score, _ in trials), default=0.0) - _MAX_BEHIND
        near = [trial for trial in sorted(trials, key=lambda trial: -trial[0]) if trial[0] >= least]
        for _, rows in near[:_MAX_READINGS]:
            rows.go_on(floor)
            yield self._flow(floor, rows), rows.end

    def _tries(self, rows: StreamRows, floor: int, trials: list[tuple[float, StreamRows]]) -> bool:
        """Lay the first rows; where there are some, put them among the trials with what they explain."""
        if not rows.run(_TRIAL_ROWS):
            return False
        rows.extend_back(floor, _TRIAL_ROWS)
        trials.append((_explained(self._flow(floor, rows)), rows))
        return True

    def _begins_line(self, at: int) -> bool:
        """Return True for the first cell of a line: rows begin with lines."""
        return at == 0 or self._cells[at - 1].cell.span.line != self._cells[at].cell.span.line

    def _runs(self, width: int) -> Iterator[int]:
        """Yield where two rows of ``width`` alike cells begin, the first of each stretch of them."""
        classes = self._classes
        length = 0
        for index in range(len(classes) - width):
            length = length + 1 if alike(classes[index], classes[index + width]) else 0
            if length >= width and length % width == 0 and self._is_pattern(index - width + 1, width):
                yield index - width + 1

    def _is_pattern(self, at: int, width: int) -> bool:
        """Return True for two rows in each of which a name and something said of it stand, or nothing printed."""
        rows = self._classes[at : at + width], self._classes[at + width : at + 2 * width]
        said = [any(one in row for row in rows) for one in (FIGURE, TIER)]
        return any(said) and all(NAME in row and len({FIGURE, TIER, BLANK} & set(row)) > 0 for row in rows)

    def _repeats(self, at: int, width: int, less: int) -> bool:
        """Return True where two rows of ``width`` are more rows of ``less``."""
        cells = self._classes[at : at + 2 * width]
        return all(
            one == other or BLANK in (one, other) for one, other in zip(cells, cells[less:], strict=False)
        )

    def _flow(self, floor: int, rows: StreamRows) -> Flow:
        """Return what was found, with the cells before it, and the figures left over at its ends."""
        head = self._cells[max(floor, rows.start - MAX_HEAD) : rows.start]
        before = next((at for at, cell in enumerate(reversed(head)) if cell.kind not in RESULTS), len(head))
        label = head[-before - 1 : len(head) - before]
        counts = [cell.count for cell in head[len(head) - before :]]
        if counts == list(range(1, before + 1)) or (label and is_aside(label[0].cell.words)):
            before = 0  # numbers of the columns, maxima
        behind = 0
        while rows.end + behind < len(self._cells) and self._cells[rows.end + behind].kind in RESULTS:
            behind += 1
        return Flow(tuple(head), tuple(rows.rows), tuple(rows.broken), before + behind + rows.left)


def _explained(flow: Flow) -> float:
    """Return how many figures and tiers stand in the rows, less what is left over."""
    found = sum(cell.kind in RESULTS for row in flow.rows for cell in row if len(row) > 1)
    return found - flow.left - 0.1 * len(flow.rows[0])
