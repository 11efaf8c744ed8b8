"""One table laid over its columns, which white space alone parts.

White space that runs down through all rows parts columns. A line of words only belongs to the row that it is
nearest to, because a name too long for its column goes on above or below the numbers.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from pipeline.documents.page.layout import Columns, PageTable, Row, TextLine, Word, join_words

_CROSSED = 0.06  # the gap between two columns may be crossed by this share of the rows
_RATHER_FAR = 1.2  # widths of a letter
_UNEVEN = 0.25  # widths of a letter: gaps between lines that differ by less are alike
_COVERED = 0.3  # of the width of a column: a header cell that covers more stands over it
_MAXIMA = re.compile(r"(?:tổng )?điểm (?:tối đa|chuẩn)|thang điểm|tối đa", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:[IVX]{1,4}|[A-H])\s*[.):-]")
_HEADS = re.compile(rf"{_NUMBERED.pattern}|(?:Mức|MỨC|Nhóm|NHÓM|Loại|LOẠI)\s+\S")


class LaidTable:
    """The lines of one table laid over its columns; ``known`` are those of the page before."""

    def __init__(self, lines: Sequence[TextLine], known: Columns | None = None) -> None:
        self._lines = list(lines)
        self._rows = [index for index, line in enumerate(lines) if line.is_row]
        self._cells = {index: self._split_line(index) for index in range(len(lines))}
        self._rows = self._without_header(self._rows)
        self._cuts = list(known.cuts) if known else self._find_cuts()
        self._extents = list(known.extents) if known else self._find_extents()

    def _split_line(self, index: int) -> list[Word]:
        line = self._lines[index]
        pieces = line.segments()
        return [part for piece in pieces for part in line.parts(piece)] if index in self._rows else pieces

    def _without_header(self, rows: list[int]) -> list[int]:
        """Return the rows without header lines that hold a number (``120 điểm)``, ``2011``).

        They stand above the first row that begins where most rows do; there only a line full of numbers or
        one of maxima is a row.
        """
        second = median(self._cells[index][1].left for index in rows)
        first = next(index for index in rows if self._cells[index][0].right <= second)
        figures = {index: sum(cell.is_figure for cell in self._cells[index]) for index in rows}
        usual = max(figures[index] - self._cells[index][0].is_figure for index in rows)
        return [
            index
            for index in rows
            if index >= first
            or 2 * figures[index] > usual
            or any(_MAXIMA.fullmatch(cell.text) for cell in self._cells[index])
        ]

    def _find_cuts(self) -> list[float]:
        """Return the middles of the white gaps that run through all rows, a few aside, from left to right."""
        boxes = [(part.left, part.right) for index in self._rows for part in self._cells[index]]
        edges = sorted({edge for box in boxes for edge in box})
        most = _CROSSED * len(self._rows)
        free: list[tuple[float, float]] = []
        for left, right in pairwise(edges):
            if sum(box[0] < right and left < box[1] for box in boxes) > most:
                continue
            if free and free[-1][1] == left:
                free[-1] = (free[-1][0], right)
            else:
                free.append((left, right))
        letter = min(self._lines[index].letter for index in self._rows)
        cuts = [(left + right) / 2 for left, right in free if right - left > 0.5 * letter]
        end = max(right for _, right in boxes)
        after = [
            cell.left for index in range(min(self._rows)) for cell in self._cells[index] if cell.left > end
        ]
        return [*cuts, min(after)] if after else cuts  # a column that holds nothing but its header

    def table(self) -> PageTable | None:
        """Return the table, None where its columns do not show."""
        if not self._cuts:
            return None
        tails = self._continuations()
        first = min(self._rows)
        head = [index for index in range(first) if index not in tails]
        groups: list[int] = []
        while len(head) > 1 and self._heads_group(head[-1]):
            groups.insert(0, head.pop())
        rows = [*self._header(head), *(self._row(self._cells[index]) for index in groups)]
        for index in range(len(self._lines)):
            if index in self._rows:
                parts = sorted([index, *(part for part, row in tails.items() if row == index)])
                rows.append(self._row([cell for part in parts for cell in self._cells[part]]))
            elif index >= first and index not in tails:
                rows.append(self._row(self._cells[index]))
        return PageTable(tuple(rows), self._lines[0].top, Columns(tuple(self._cuts), tuple(self._extents)))

    def _column(self, cell: Word) -> int:
        return sum(cut < cell.middle for cut in self._cuts)

    def _find_extents(self) -> list[tuple[float, float]]:
        """Return how far to the left and right what stands in the rows of each column reaches."""
        boxes: list[list[Word]] = [[] for _ in range(len(self._cuts) + 1)]
        for index in self._rows:
            for cell in self._cells[index]:
                boxes[self._column(cell)].append(cell)
        return [
            (min((box.left for box in column), default=0), max((box.right for box in column), default=0))
            for column in boxes
        ]

    def _columns(self, cell: Word) -> list[int]:
        """Return the columns that a cell stands over: those whose rows it covers by a good part, or the nearest."""
        covered = [
            column
            for column, (left, right) in enumerate(self._extents)
            if min(right, cell.right) - max(left, cell.left) > _COVERED * (right - left)
        ]
        return covered or [self._column(cell)]

    def _row(self, cells: Sequence[Word]) -> Row:
        texts: list[list[str]] = [[] for _ in range(len(self._cuts) + 1)]
        for cell in cells:
            texts[self._column(cell)].append(cell.text)
        return tuple(" ".join(text) for text in texts)

    def _heads_group(self, index: int) -> bool:
        """Return True for a line that names a group of rows: nothing next to it, numbered or set over the counter."""
        cells = self._cells[index]
        if len(cells) != 1:
            return False
        counted = 2 * sum(self._cells[row][0].is_figure for row in self._rows) > len(self._rows)
        several = " " in cells[0].text and self._columns(cells[0])[0] == 0 and cells[0].text[0].isupper()
        return _HEADS.match(cells[0].text) is not None or (counted and several)

    def _goes_on(self, index: int) -> bool:
        """Return True for a line on which cells of words go on; false for a group row or a header."""
        cells = self._cells[index]
        if self._heads_group(index) or _NUMBERED.match(cells[0].text) or cells[0].text.isupper():
            return False
        columns = [self._columns(cell) for cell in cells]
        return all(len(over) == 1 and self._holds_words(over[0]) for over in columns)

    def _holds_words(self, column: int) -> bool:
        """Return True for a column with fewer numbers than half of the rows."""
        figures = sum(
            cell.is_figure for row in self._rows for cell in self._cells[row] if self._column(cell) == column
        )
        return figures * 2 <= len(self._rows)

    def _continuations(self) -> dict[int, int]:
        """For each line of words on which a cell goes on, the row that it belongs to."""
        tails: dict[int, int] = {}
        for before, row in zip([None, *self._rows], self._rows, strict=False):
            between = range(0 if before is None else before + 1, row)
            parts = [index for index in between if self._goes_on(index)]
            if before is None:
                parts = self._above_first(row)
                tails.update(dict.fromkeys(parts, row))
            elif parts and len(parts) == len(between):
                upper = self._boundary(before, row)
                tails.update({index: before if index < upper else row for index in parts})
            else:
                tails.update({index: self._nearer(index, before, row) for index in parts})
        return tails

    def _above_first(self, row: int) -> list[int]:
        """Return the lines right above the first row that are the beginning of its name and no header."""
        parts: list[int] = []
        for index in range(row - 1, 0, -1):
            if not self._goes_on(index):
                break
            row_cells = self._row(self._cells[row])
            empty = all(not row_cells[self._column(cell)] for cell in self._cells[index])
            if not empty and self._gap(index - 1) <= 1.25 * self._gap(index):
                break
            parts.append(index)
            if empty:
                break
        return parts

    def _gap(self, index: int) -> float:
        """Return the white space between a line and the next."""
        return self._lines[index + 1].top - self._lines[index].bottom

    def _boundary(self, before: int, row: int) -> int:
        """Return the first line between two rows that belongs to the lower: that after the widest gap.

        Of evenly spaced lines a lower row without a name takes the lower half, one with a name none.
        """
        gaps = {index + 1: self._gap(index) for index in range(before, row)}
        if max(gaps.values()) - min(gaps.values()) >= _UNEVEN * self._lines[row].letter:
            return max(gaps, key=lambda index: (gaps[index], index))
        n_between = row - before - 1
        return row if self._has_name(row) else before + 1 + n_between // 2

    def _has_name(self, row: int) -> bool:
        return any(any(map(str.isalpha, cell.text)) for cell in self._cells[row])

    def _nearer(self, index: int, before: int, row: int) -> int:
        above = self._lines[index].top - self._lines[before].bottom
        below = self._lines[row].top - self._lines[index].bottom
        return before if above <= below else row

    def _cut_cell(self, index: int, cell: Word) -> list[Word]:
        """Return a header cell cut where two words of it stand rather far apart and a gap between columns runs."""
        line = self._lines[index]
        parts: list[Word] = []
        for word in (word for word in line.words if cell.left <= word.left and word.right <= cell.right):
            before = parts[-1] if parts else None
            wide = before is not None and word.left - before.right > _RATHER_FAR * line.letter
            if before is None or (wide and any(before.right < cut < word.left for cut in self._cuts)):
                parts.append(word)
            else:
                parts[-1] = join_words(before, word)
        return parts

    def _header(self, head: Sequence[int]) -> Iterator[Row]:
        """Yield the header as two rows: cells over several columns, repeated in each, and all others."""
        spanning: list[tuple[set[int], list[str]]] = []
        single: list[Word] = []
        for index in head:
            for cell in (part for whole in self._cells[index] for part in self._cut_cell(index, whole)):
                columns = set(self._columns(cell))
                if len(columns) == 1:
                    single.append(cell)
                    continue
                same = next((entry for entry in spanning if entry[0] & columns), None)
                if same is None:
                    spanning.append((columns, [cell.text]))
                else:
                    same[0].update(columns)
                    same[1].append(cell.text)
        if spanning:
            over = {column: " ".join(texts) for columns, texts in spanning for column in columns}
            yield tuple(over.get(column, "") for column in range(len(self._cuts) + 1))
        if single:
            yield self._row(single)
