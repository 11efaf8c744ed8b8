"""Cells: the smallest pieces of a table, and what kind of thing stands in one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline.documents.document import Line
from pipeline.reading.readings import Span
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.normal import Normal, normalise

_RULE = re.compile(r"[\s|:+=_-]*")
_EMPTY = re.compile(r"[\s.…/-]*")
_PREFIX = pattern(r"^({letter}|{roman}|\d{1,2})([.)]| ?[-:]) ?")
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER_ALONE = pattern(r" ?{n:number} ?(%|{point_sign})? ?")
# A rank and a score in one cell.
RANK_AND_SCORE = pattern(r" ?{a:number} ?{points}? ?[(;] ?{b:number} ?{points}? ?\)? ?$")
_UNRANKED = pattern("{unranked}")
# The first cell of a row of averages, sums or extremes under the units.
FOOT_ROW = pattern(r"^\(?({points|damaged_points|value} )?{average|median|sum|most|least|whole_province}")
# The whole, where each criterion of a unit has a row.
TOTAL_ROW = pattern(r"^{total_row}|^.*{overall}$")
# The first cell of a row that prints the maximum of each column.
MAX_ROW = pattern(r"^\(?{maximum|value_maximum}")
# That of a row of what each column counts for.
_WEIGHTS = pattern(r"^\(?{weight}")


@dataclass(frozen=True)
class Cell:
    """A piece of text with its span; an empty cell of a delimited row has an empty span.

    A cell that goes on in further lines has one blank for each break in ``text``; ``span`` is its first part,
    ``more`` are the others.
    """

    text: str
    span: Span
    more: tuple[Span, ...] = ()

    @cached_property
    def normal(self) -> Normal:
        """The copy of the text that matching works on."""
        return normalise(self.text)

    @property
    def words(self) -> str:
        """The normal text without outer blanks."""
        return self.normal.text.strip()

    def part(self, start: int, end: int) -> tuple[str, Span]:
        """Return the printed words that ``start:end`` of the normal text stands for, and where they stand."""
        first, last = self.normal.original(start, end)
        return self.text[first:last], self.printed_span(first, last)

    def printed_span(self, start: int, end: int) -> Span:
        """Return where ``start:end`` of the printed text stands; over a break between lines, its first part."""
        span = self.span
        for after in self.more:
            length = span.end - span.start
            if start <= length:
                return Span(span.line, span.start + start, span.start + min(end, length))
            start, end, span = start - length - 1, end - length - 1, after
        return Span(span.line, span.start + start, span.start + end)

    def cut(self, start: int, end: int) -> "Cell":
        """Return ``start:end`` of the printed text as a cell, with the lines that it stands in."""
        spans: list[Span] = []
        offset = 0
        for part in (self.span, *self.more):
            length = part.end - part.start
            first, last = max(start - offset, 0), min(end - offset, length)
            if first < last:
                spans.append(Span(part.line, part.start + first, part.start + last))
            offset += length + 1
        spans = spans or [self.printed_span(start, end)]
        return Cell(self.text[start:end], spans[0], tuple(spans[1:]))

    @property
    def last_line(self) -> int:
        """The number of the last line that the cell stands in."""
        return self.more[-1].line if self.more else self.span.line

    @cached_property
    def number(self) -> str | None:
        """The cell's number where it holds nothing else but a unit sign, else None."""
        match = _NUMBER_ALONE.fullmatch(self.normal.text)
        return match["n"] if match else None

    @property
    def is_number(self) -> bool:
        """True for a number, with or without a unit sign."""
        return self.number is not None

    @property
    def is_void(self) -> bool:
        """True where nothing or only a dash stands."""
        return bool(_EMPTY.fullmatch(self.normal.text))

    @cached_property
    def has_letters(self) -> bool:
        """True where at least two letters stand."""
        return len(_LETTER.findall(self.normal.text)) >= 2


def join_cells(cells: Sequence[Cell]) -> Cell:
    """Return cells that are one, broken over several lines or set apart in one, as that cell."""
    spans = [span for cell in cells for span in (cell.span, *cell.more)]
    return Cell(" ".join(cell.text for cell in cells), spans[0], tuple(spans[1:]))


def strip_numbering(words: str) -> str:
    """Return normal words without the numbering before them (``A.``, ``II -``, ``1)``)."""
    return _PREFIX.sub("", words.strip()).strip()


def split_cells(line: Line) -> list[Cell]:
    """Return the cells of a line: cut at pipes, tabs, or runs of blanks; a line of prose is one cell."""
    return list(_cells_of(line))


# Every way to find tables, and both accounts, cut the lines of a document.
@lru_cache(maxsize=4096)
def _cells_of(line: Line) -> Sequence[Cell]:
    text = line.text
    if _RULE.fullmatch(line.normal.text) and "|" in text:
        return []
    barred = text.count("|") >= 2 or text.strip()[:1] == "|" or text.strip()[-1:] == "|"
    cutter = r"\|" if barred else r"\t" if "\t" in text else r"\s{2,}|\u00a0{2,}"
    cells: list[Cell] = []
    start = 0
    for match in [*re.finditer(cutter, text), None]:
        end = match.start() if match else len(text)
        cells.append(_trim(line, start, end))
        start = match.end() if match else end
    if cutter == r"\|":
        if text.lstrip().startswith("|"):
            del cells[0]
        if text.rstrip().endswith("|") and len(cells) > 1:
            del cells[-1]
    elif cutter != r"\t":
        cells = [cell for cell in cells if cell.text not in ("", "|")]
    return cells


def _trim(line: Line, start: int, end: int) -> Cell:
    piece = line.text[start:end]
    left = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    return Cell(stripped, Span(line.number, start + left, start + left + len(stripped)))


def is_rule(line: Line) -> bool:
    """Return True for a line that only draws the frame of a table."""
    return "|" in line.text and bool(_RULE.fullmatch(line.normal.text))


def is_unranked_marker(words: str) -> bool:
    """Return True where a tier cell says that the unit got no tier."""
    return _UNRANKED.search(words) is not None


def is_aside(words: str) -> bool:
    """Return True for the label of a row that is said of no unit: maxima, weights, averages, sums, extremes."""
    return any(found.match(words) for found in (MAX_ROW, FOOT_ROW, _WEIGHTS))
