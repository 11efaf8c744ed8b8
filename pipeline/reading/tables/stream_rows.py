"""A stream of cells laid over rows of one width, with what may stand between the rows and in them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from pipeline.reading.readings import Span
from pipeline.reading.tables.cell_types import (
    FIGURE,
    LETTERED,
    NAME,
    Kind,
    Typed,
    alike,
    heads_block,
    type_cell,
)
from pipeline.reading.tables.splitters import Row, is_page_counter, ways_to_lay
from pipeline.reading.text.cells import FOOT_ROW, MAX_ROW, Cell, join_cells
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.numbers import parse_number

_MIN_ROWS = 2
# So many cells before the first row may be a header, and so many between two rows a group or a page counter.
MAX_HEAD = 60
_MAX_BETWEEN = 4
# So many cells before the name: counter, code, rank.
MAX_BEFORE = 3
# A row may have so many cells too many.
_MAX_OVER = 2
# So far may a mean be from that of the printed figures.
_ROUNDED = Decimal("0.01")
_VOID = Typed(Cell("", Span(0, 0, 0)), Kind.EMPTY)
_OPEN_END = pattern(r"([,/(-]|{and}) ?$")


class StreamRows:
    """Lays a stream over rows of one width, from one start on; a row of one cell stands between others."""

    def __init__(
        self, cells: Sequence[Typed], classes: Sequence[int], start: int, width: int, gazetteer: Gazetteer
    ) -> None:
        self._cells, self._classes, self._width, self._gazetteer = cells, classes, width, gazetteer
        self.start = self.end = start
        self.rows: list[Row] = []
        self.broken: list[Cell] = []
        self.left = 0
        self._begins: set[int] = set()
        self._template: list[int] = []
        self._name = 0
        self._counts = False

    def run(self, most: int | None = None) -> bool:
        """Find the rows, ``most`` at most; returns False where fewer than two begin here as rows do."""
        if not (self._template or self._set_template()):
            return False
        self._take_rows(most)
        return sum(len(row) > 1 for row in self.rows) >= _MIN_ROWS

    def turned(self, count: int) -> "StreamRows | None":
        """Return rows that begin ``count`` cells earlier, with what ended each row in front of the next instead."""
        start = self.start - count
        template = self._template[-count:] + self._template[:-count]
        if self._name or start < 0 or not all(map(alike, self._classes[start : self.start], template)):
            return None
        rows = StreamRows(self._cells, self._classes, start, self._width, self._gazetteer)
        rows._template, rows._name = template, count
        number, after = self._cells[start].count, self.rows[0][-count].count
        rows._counts = number is not None and after == number + 1
        return rows

    def take_beginning(self, floor: int) -> None:
        """Take the cell before the first row for the beginning of its name, where that is so."""
        if self._name or self.start <= floor or len(self.rows[0]) == 1:
            return
        parts = self._cells[self.start - 1], self.rows[0][0]
        if parts[0].is_lettered and self._is_one(parts):
            whole = type_cell(join_cells([part.cell for part in parts]), self._gazetteer)
            self.rows[0] = (whole, *self.rows[0][1:])
            self.start -= 1

    def _take_rows(self, most: int | None) -> None:
        while most is None or len(self.rows) < most:
            if not (self._whole() or self._wrapped() or self._between() or self._short() or self._foot()):
                break

    def go_on(self, floor: int) -> None:
        """Find the rows behind those of a trial, and what stands before its first."""
        self._take_rows(None)
        self.extend_back(floor)
        self.take_beginning(floor)

    def extend_back(self, floor: int, most: int | None = None) -> None:
        """Begin at an earlier row, from which the rows follow, where a group row or a short row parts them."""
        for at in range(
            self.start - self._width, max(floor, self.start - 2 * self._width - _MAX_BETWEEN) - 1, -1
        ):
            earlier = StreamRows(self._cells, self._classes, at, self._width, self._gazetteer)
            earlier._template, earlier._name, earlier._counts = self._template, self._name, self._counts
            if not (earlier._whole() or earlier._wrapped()):
                continue
            earlier._take_rows(most)
            if earlier._begins & self._begins:
                earlier.extend_back(floor, most)
                self.start, self.end, self.rows = earlier.start, earlier.end, earlier.rows
                self.broken, self.left = earlier.broken, earlier.left
                return

    def _set_template(self) -> bool:
        """Take the classes of the columns from the first two rows."""
        width, start = self._width, self.start
        one, other = self._classes[start : start + width], self._classes[start + width : start + 2 * width]
        if len(other) < width or not all(map(alike, one, other)):
            return False
        self._template = list(map(max, one, other))
        if NAME not in self._template[: MAX_BEFORE + 1]:
            return False
        self._name = self._template.index(NAME)
        first, second = (self._cells[start + at].count for at in (0, width))
        self._counts = self._name > 0 and first is not None and second == first + 1
        return True

    def _fits(self, at: int, classes: Sequence[int] | None = None) -> bool:
        """Return True where the cells from ``at`` on are a row."""
        found = self._classes[at : at + self._width] if classes is None else classes
        if (
            len(found) < self._width
            or found[self._name] != NAME
            or not all(map(alike, found, self._template))
        ):
            return False
        return FIGURE not in self._template or any(one != NAME for one in found)

    def _whole(self) -> bool:
        """Take a whole row."""
        if not self._fits(self.end) or self._is_lone() or self._takes_next():
            return False
        self._take(self._cells[self.end : self.end + self._width], self._width)
        return True

    def _takes_next(self) -> bool:
        """Return True where a row of this width would end with the number that counts the next one."""
        row = self._cells[self.end : self.end + self._width + 1]
        if not self._counts or len(row) <= self._width or row[-1].kind != Kind.UNIT:
            return False
        return row[-2].count == (row[0].count or 0) + 1

    def _is_lone(self) -> bool:
        """Return True where the cell here is none of a row: the next begins one whose number goes on."""
        before = self._last_count()
        if before is None or self._cells[self.end].count in (before + 1, before):
            return False
        return self._fits(self.end + 1) and self._cells[self.end + 1].count == before + 1

    def _last_count(self) -> int | None:
        """Return the number of the last whole row, where rows are counted."""
        if not self._counts:
            return None
        return next((row[0].count for row in reversed(self.rows) if len(row) > 1), None)

    def _take(self, cells: Sequence[Typed], taken: int) -> None:
        self._begins.add(self.end)
        self.rows.append(tuple(cells))
        self.end += taken

    def _wrapped(self) -> bool:
        """Take a row of which one cell goes on in the next line or two."""
        before = self._last_count() if self._template.count(NAME) == 1 else None
        for extra in (1, 2):
            end = self.end + self._width + extra
            cells, classes = self._cells[self.end : end], self._classes[self.end : end]
            for column, kind in enumerate(self._template):
                parts = cells[column : column + extra + 1]
                joined = [*classes[:column], NAME, *classes[column + extra + 1 :]]
                if kind != NAME or len(parts) <= extra or not self._fits(self.end, joined):
                    continue
                is_counted = before is not None and column == self._name and cells[0].count == before + 1
                if not self._is_one(parts, is_counted):
                    continue
                whole = type_cell(join_cells([part.cell for part in parts]), self._gazetteer)
                self._take([*cells[:column], whole, *cells[column + extra + 1 :]], end - self.end)
                return True
        return False

    def _is_one(self, parts: Sequence[Typed], is_counted: bool = False) -> bool:
        """Return True for cells that are the lines of one; ``is_counted``: nothing but one name can stand there."""
        if any(part.kind not in (*LETTERED, Kind.TIER) or heads_block(part.cell) for part in parts):
            return False
        if is_counted:
            return True
        goes_on = (
            after.cell.text[:1].islower()
            or after.cell.text[:1] in "(&"
            or _OPEN_END.search(before.cell.words)
            for before, after in pairwise(parts)
        )
        whole = type_cell(join_cells([part.cell for part in parts]), self._gazetteer)
        if all(goes_on):
            return whole.weight == 1 or parts[-1].weight < 1
        if parts[0].kind == Kind.UNIT and all(part.kind != Kind.UNIT for part in parts[1:]):
            return True  # no unit names a group
        return whole.weight > max(part.weight for part in parts) or (whole.weight == 1 > parts[0].weight)

    def _between(self) -> bool:
        """Take what stands between two rows: a group row, a page counter, a header that a new page repeats."""
        if not self.rows:
            return False
        for count in range(1, _MAX_BETWEEN + self._width + 1):
            last = self._cells[self.end + count - 1 : self.end + count]
            if not last or (last[0].is_figure and not is_page_counter(last[0].cell.words)):
                return False
            if self._fits(self.end + count) and not self._begins_wrapped(count):
                return self._skip(count)
        return False

    def _skip(self, count: int) -> bool:
        """Step over cells that are no row; False where they are too many to be groups, and repeat no header."""
        skipped = self._cells[self.end : self.end + count]
        lone = [cell for cell in skipped if not cell.is_figure]
        if len(skipped) - len(lone) > 1:
            return False
        self.left += len(skipped) - len(lone)
        repeated = self._repeated(lone)
        others = sum(cell.kind != Kind.EMPTY for cell in lone) - repeated
        if others > (0 if repeated else _MAX_BETWEEN):
            return False  # what stands over a header heads the next table
        if not repeated:
            self.rows += [(cell,) for cell in lone if cell.kind != Kind.EMPTY]
        self.end += count
        return True

    def _begins_wrapped(self, count: int) -> bool:
        """Return True where the last cell before a row is the beginning of its name."""
        at = self.end + count
        return self._name == 0 and self._is_one(self._cells[at - 1 : at + 1])

    def _repeated(self, cells: Sequence[Typed]) -> int:
        """Return how many cells the header holds too, where that is a header again."""
        above = {cell.cell.words for cell in self._cells[max(0, self.start - MAX_HEAD) : self.start]}
        count = sum(cell.cell.words in above for cell in cells)
        return count if count >= min(self._width - 1, 3) and 2 * count > len(cells) else 0

    def _short(self) -> bool:
        """Take a row that lacks cells or has too many: the next one begins before or behind its end."""
        name = self.end + self._name
        front = self._classes[self.end : name + 1]
        if not self.rows or len(front) <= self._name or not all(map(alike, front, self._template)):
            return False
        before = self._last_count()
        for length in range(self._name + 2, self._width + _MAX_OVER + 1):
            cells = self._cells[self.end : self.end + length]
            behind = self._cells[self.end + length : self.end + length + 1]
            if len(cells) < length or any(cell.is_lettered for cell in cells[self._name + 1 :]):
                return False
            fits = self._fits(self.end + length)
            if fits and before is not None and behind[0].count not in (before + 2, before + 1):
                continue
            if fits or not behind or (behind[0].is_lettered and self._name > 0):
                return self._lay(cells)
        return False

    def _foot(self) -> bool:
        """Take a row of averages or sums, which no number counts, where its figures fit the columns in one way."""
        label, *rest = self._cells[self.end : self.end + self._width] or [_VOID]
        if not self.rows or not FOOT_ROW.match(label.cell.words):
            return False
        figures = list(takewhile(lambda cell: cell.is_figure, rest))
        # "Trung bình" is no tier here
        cells = [*[_VOID] * self._name, Typed(label.cell, Kind.WORDS), *figures]
        ways = ways_to_lay(cells, self.rows, self._width, self._name)
        if len(ways) != 1 and len(figures) == 1:
            ways = [(*range(self._name + 1), at) for at in self._averaged(figures[0])][-1:]
        if not figures or len(ways) != 1 or not self._lay(cells, ways):
            return False
        self.end -= self._name
        return True

    def _averaged(self, mean: Typed) -> Iterator[int]:
        """Yield the columns of which a figure is the mean."""
        for at in range(self._name + 1, self._width):
            told = [parse_number(row[at].cell.number or "0") for row in self.rows if len(row) > 1]
            if abs(sum(told, Decimal()) / len(told) - parse_number(mean.cell.number or "0")) < _ROUNDED:
                yield at

    def _lay(self, cells: Sequence[Typed], ways: Sequence[tuple[int, ...]] | None = None) -> bool:
        """Lay a row of other length over the columns, where that can be done in one way only."""
        label = cells[self._name].cell
        ways = ways_to_lay(cells, self.rows, self._width, self._name) if ways is None else ways
        self.end += len(cells)
        if len(ways) == 1:
            blank = Typed(Cell("", Span(label.span.line, 0, 0)), Kind.EMPTY)
            laid = dict(zip(ways[0], cells, strict=True))
            self.rows.append(tuple(laid.get(at, blank) for at in range(self._width)))
        elif not (MAX_ROW.match(label.words) or FOOT_ROW.match(label.words)):
            self.broken.append(label)
            self.left += len(cells) - self._name - 1
        return True
