"""Rows whose cells only single blanks part: a name, and behind it figures and tiers.

What ends a line is cut off word by word as long as it is a figure, a tier or a dash; what is left is the name,
with a number before it or none. Lines that end alike are rows of one table. Where a name takes several lines, its
figures stand behind the last of them, or in a line of their own between them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.documents.document import Line
from pipeline.reading.readings import Span
from pipeline.reading.tables.cell_types import FIGURES, RESULTS, Kind, Typed, type_cell
from pipeline.reading.tables.column_heads import COUNTER, NAME, NOTE, RANK, SCORE, TIER
from pipeline.reading.tables.heads import role_of_head
from pipeline.reading.tables.splitters import Row, is_page_counter, is_sentence
from pipeline.reading.tables.streams import Flow
from pipeline.reading.text.cells import Cell, is_aside, join_cells, split_cells
from pipeline.reading.vocabulary.gazetteer import Gazetteer

_WORD = re.compile(r"\S+")
_COUNTER = re.compile(r"\(?\d{1,3}[.)]?")
_NAME_END = re.compile(r"[:;,.=(/]$")
_MAX_TIER_WORDS = 5
_MAX_GAP = 2
_MAX_LONE = 3
_MAX_HEAD = 24
_MIN_ROWS = 2
# So many figures in a line of nothing else are those of a row whose name stands around it.
_MIN_BARE = 2
# A line of so few words is no header of several columns.
_MIN_HEAD = 3
# A tail of one cell is a table only where so many rows have one.
_MIN_ROWS_OF_ONE = 4


@dataclass(frozen=True, slots=True)
class _Tailed:
    """A line cut into a number or None, a name, and what stands behind it; of figures alone all are the tail."""

    counter: Typed | None
    name: Typed | None
    tail: tuple[Typed, ...]

    @property
    def is_aside(self) -> bool:
        """True for averages, maxima and the like."""
        return self.name is not None and is_aside(self.name.cell.words)

    def row(self, counted: bool, length: int, gazetteer: Gazetteer) -> Row | None:
        """Return the row with ``length`` cells behind the name, None where there are fewer."""
        if len(self.tail) < length or self.name is None:
            return None
        line = self.name.cell.span.line
        front = (self.counter or _empty(line),) if counted else ()
        more = len(self.tail) - length
        name = self.name if not more else _longer(self.name, self.tail[more - 1].cell, gazetteer)
        return (*front, name, *self.tail[more:])


def _empty(line: int) -> Typed:
    return Typed(Cell("", Span(line, 0, 0)), Kind.EMPTY)


def _longer(name: Typed, last: Cell, gazetteer: Gazetteer) -> Typed:
    """Return a name that goes on to the end of ``last`` in its line."""
    gap = " " * (last.span.start - name.cell.span.end)
    span = Span(last.span.line, name.cell.span.start, last.span.end)
    return type_cell(Cell(f"{name.cell.text}{gap}{last.text}", span), gazetteer)


def find_tailed(lines: Sequence[Line], gazetteer: Gazetteer) -> Iterator[Flow]:
    """Yield the runs of lines that end alike, with the lines before each as its header."""
    run: list[tuple[int, _Tailed | None]] = []
    gap = 0
    for index, line in enumerate(lines):
        if line.is_blank:
            gap += 1
            continue
        if run and _heads_again(lines, index, run[0][0]) and _ends_page(lines, run):
            continue  # the header again, on a new page
        # a header may end with a figure: "Hạng năm 2017"
        aside = is_sentence(line) or is_page_counter(line.normal.text.strip()) or _begins_header(line)
        found = None if aside else _cut(line, gazetteer)
        lone = len(list(_lone_end(run)))
        is_lone = found is None and run and not is_sentence(line) and gap <= _MAX_GAP and lone < _MAX_LONE
        if is_lone and len(split_cells(line)) == 1 and not _begins_header(line):
            run.append((index, None))
        elif found is not None and found.name is None and not run and index and not lines[index - 1].is_blank:
            run = [(index - 1, None), (index, found)]
        elif found is None or gap > _MAX_GAP:
            yield from _flow(lines, run, gazetteer)
            run = [(index, found)] if found else []
        else:
            run.append((index, found))
        gap = 0
    yield from _flow(lines, run, gazetteer)


def _heads_again(lines: Sequence[Line], index: int, first: int) -> bool:
    """Return True for a line that begins a header and stands right above line index ``first``, too."""
    above = (line.text.strip() for line in lines[max(0, first - _MAX_LONE) : first])
    return lines[index].text.strip() in above and _begins_header(lines[index])


def _ends_page(lines: Sequence[Line], run: Sequence[tuple[int, _Tailed | None]]) -> bool:
    """Return True where nothing but a page counter stands behind the last row."""
    return all(is_page_counter(lines[index].normal.text.strip()) for index in _lone_end(run))


def _begins_header(line: Line) -> bool:
    """Return True for a line whose first words head a counter, or its first names and its last a result."""
    words = line.text.split()
    fronts, ends = (
        {role_of_head(" ".join(part)) for part in parts}
        for parts in ((words[:1], words[:2]), (words[-1:], words[-2:]))
    )
    is_headed = COUNTER in fronts or (NAME in fronts and not ends.isdisjoint((RANK, TIER, SCORE, NOTE)))
    return is_headed and len(words) > _MIN_HEAD


def _lone_end(run: Sequence[tuple[int, _Tailed | None]]) -> Iterator[int]:
    for index, found in reversed(run):
        if found is not None:
            return
        yield index


def _flow(
    lines: Sequence[Line], run: list[tuple[int, _Tailed | None]], gazetteer: Gazetteer
) -> Iterator[Flow]:
    """Yield the table of a run of lines, if it is one."""
    tailed = [found for _, found in run if found is not None and found.name is not None]
    lengths = Counter(len(found.tail) for found in tailed)
    if len(tailed) < _MIN_ROWS:
        return
    length = max(lengths, key=lambda one: (lengths[one], one))
    if lengths[length] < (_MIN_ROWS if length > 1 else _MIN_ROWS_OF_ONE):
        return
    counted = 2 * sum(found.counter is not None for found in tailed) > len(tailed)
    run = list(_mended(lines, run, length + counted, gazetteer)) if counted else run
    run = run[_first_full(run, length) : len(run) - _first_full(run[::-1], length)]
    rows: list[Row] = []
    broken: list[Cell] = []
    for index, found in run:
        row = found.row(counted, length, gazetteer) if found is not None else None
        if row is not None:
            rows.append(row)
        elif found is not None and found.name is not None and found.is_aside:
            line = found.name.cell.span.line
            padding = [_empty(line)] * (length - len(found.tail))
            rows.append((*([_empty(line)] if counted else []), found.name, *found.tail, *padding))
        elif found is not None:
            broken += [found.name.cell] if found.name is not None else []
        elif not is_page_counter(lines[index].normal.text.strip()):
            rows.append((type_cell(_whole(lines[index]), gazetteer),))
    yield Flow(tuple(_heads(lines, run[0][0], gazetteer)), tuple(rows), tuple(broken), 0, True)


def _mended(
    lines: Sequence[Line], run: Sequence[tuple[int, _Tailed | None]], width: int, gazetteer: Gazetteer
) -> Iterator[tuple[int, _Tailed | None]]:
    """Yield the lines of a run with names put together that take several lines, before their figures or around them.

    ``width`` is how many figures a line of nothing else has, the number of its row included.
    """
    at = 0
    while at < len(run):
        index, found = run[at]
        before = _whole(lines[index]) if found is None and at + 1 < len(run) else None
        after = run[at + 1][1] if before is not None else None
        if before is None or after is None:
            yield index, found
        elif after.name is not None:
            begun = _begun(index, before, after, gazetteer)
            yield from begun or [(index, found)]
            at += begun is not None
        elif len(after.tail) == width:
            behind = at + 2 < len(run) and run[at + 2][1] is None
            parts = [before, *([_whole(lines[run[at + 2][0]])] if behind else [])]
            if (
                behind
                and type_cell(before, gazetteer).weight == 1 > type_cell(join_cells(parts), gazetteer).weight
            ):
                parts = parts[:1]
            yield index, _Tailed(after.tail[0], type_cell(join_cells(parts), gazetteer), after.tail[1:])
            at += len(parts)
        else:
            yield index, found
        at += 1


def _begun(
    index: int, before: Cell, row: _Tailed, gazetteer: Gazetteer
) -> list[tuple[int, _Tailed | None]] | None:
    """Return the row whose number and first words stand in the line before, None where none begins there."""
    number, _, words = before.text.partition(" ")
    if row.counter is not None or row.name is None or not (_COUNTER.fullmatch(number) and words):
        return None
    span = before.span
    first = Cell(number, Span(span.line, span.start, span.start + len(number)))
    name = Cell(words, Span(span.line, span.end - len(words), span.end))
    whole = type_cell(join_cells([name, row.name.cell]), gazetteer)
    return [(index, _Tailed(type_cell(first, gazetteer), whole, row.tail))]


def _first_full(run: Sequence[tuple[int, _Tailed | None]], length: int) -> int:
    """Return the place of the first line with ``length`` cells behind its name, or of averages and the like."""
    return next(
        at
        for at, (_, found) in enumerate(run)
        if found is not None and (len(found.tail) >= length or (found.is_aside and len(found.tail) > 1))
    )


def _heads(lines: Sequence[Line], first: int, gazetteer: Gazetteer) -> list[Typed]:
    """Return the lines right above the first row, each as one cell."""
    heads: list[Typed] = []
    for line in reversed(lines[max(0, first - 2 * _MAX_HEAD) : first]):
        if line.is_blank:
            continue
        if _is_row(line, gazetteer):
            break
        is_head = len(heads) <= _MAX_LONE and not line.text.rstrip().endswith((".", ":", ";", "/"))
        if (is_sentence(line) and not is_head) or len(heads) == _MAX_HEAD:
            break
        aside = _cut(line, gazetteer)
        if aside is not None and aside.name is not None and aside.is_aside:
            heads[:0] = (aside.name, *aside.tail)
        else:
            heads.insert(0, type_cell(_whole(line), gazetteer))
    return heads


def _is_row(line: Line, gazetteer: Gazetteer) -> bool:
    """Return True for a line that tells the figure of a unit, wide blanks between them."""
    kinds = [type_cell(cell, gazetteer).kind for cell in split_cells(line)]
    return Kind.UNIT in kinds and any(kind in FIGURES for kind in kinds)


def _whole(line: Line) -> Cell:
    text = line.text.strip()
    start = len(line.text) - len(line.text.lstrip())
    return Cell(text, Span(line.number, start, start + len(text)))


def _cut(line: Line, gazetteer: Gazetteer) -> _Tailed | None:
    """Return a line cut behind its name, None where nothing typed ends it or no name is left."""
    if "\t" in line.text or not (line.text.rstrip()[-1:].isalnum() or line.text.rstrip()[-1:] in "%)-*"):
        return None
    words = [match.span() for match in _WORD.finditer(line.text)]
    first = 1 if len(words) > 2 and _COUNTER.fullmatch(line.text[slice(*words[0])]) else 0
    tail: list[Typed] = []
    end = len(words)
    while end > first + 1:
        cell = _last_cell(line, words[first + 1 : end], gazetteer)
        if cell is None:
            break
        tail.insert(0, cell[0])
        end -= cell[1]
    name = _part(line, words[first][0], words[end - 1][1])
    if not name.has_letters and end - first == 1 and type_cell(name, gazetteer).is_figure:
        front = [type_cell(_part(line, *span), gazetteer) for span in words[: first + 1]]
        return _Tailed(None, None, (*front, *tail)) if len(tail) >= _MIN_BARE else None
    # what goes on in brackets or behind a semicolon is no name
    is_open = name.text.count("(") > name.text.count(")") or ";" in name.text
    if not tail or is_open or not name.has_letters or _NAME_END.search(name.text):
        return None
    unit = type_cell(name, gazetteer)
    if unit.kind != Kind.UNIT and not any(cell.kind in RESULTS for cell in tail):
        return None
    counter = type_cell(_part(line, *words[0]), gazetteer) if first else None
    return _Tailed(counter, unit, tuple(tail))


def _last_cell(
    line: Line, words: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> tuple[Typed, int] | None:
    """Return the figure, tier or dash that ends some words, the longest, with the number of its words."""
    for count in range(min(_MAX_TIER_WORDS, len(words)), 0, -1):
        cell = type_cell(_part(line, words[-count][0], words[-1][1]), gazetteer)
        if cell.kind == Kind.TIER or (cell.is_figure and (count == 1 or cell.kind == Kind.PAIR)):
            return cell, count
        if count == 1 and cell.kind == Kind.EMPTY:
            return cell, count
        if cell.is_figure and count == 2 and not line.text[words[-1][0]].isdigit():
            return cell, count
    return None


def _part(line: Line, start: int, end: int) -> Cell:
    return Cell(line.text[start:end], Span(line.number, start, end))
