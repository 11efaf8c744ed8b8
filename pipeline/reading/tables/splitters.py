"""Where a line may be cut into cells, and the runs of lines that one way of cutting makes rows of.

Every splitter proposes, none decides: `hypotheses` weighs what each of them makes of the same lines.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.documents.document import Line
from pipeline.reading.readings import Span
from pipeline.reading.tables.cell_types import LETTERED, MAX_CELL, Kind, Typed, is_year, type_cell
from pipeline.reading.tables.column_heads import COUNTER, NAME
from pipeline.reading.tables.heads import role_of_head
from pipeline.reading.text.cells import Cell, is_rule, split_cells
from pipeline.reading.text.furniture import is_furniture
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern

_SENTENCE = re.compile(r"^.{25,}[.;:]$|\w\s+[^\W\d_]{3,}\.\s+[^\W\d_]")
# A counter of pages between two rows: "2", "- 2 -", "Trang 2/5".
_PAGE = pattern(r"(- ?)?({page_number} ?:? ?)?\d{1,3}( ?/ ?\d{1,3})?( ?-)?")
_FIELD = {mark: re.compile(rf'\s*"((?:[^"]|"")*)"\s*(?={mark}|$)|[^{mark}]*') for mark in ";,"}
# So many blank lines, and so many lines of one cell, may stand between two rows of one table.
_MAX_GAP = 2
_MAX_LONE = 5
_MIN_FIELDS = 3
# So many header cells make a row that can only be a header.
_MIN_HEADS = 2
# A row that lacks more cells is not laid over the columns.
_MAX_MISSING = 3

Row = tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of cells in neighbouring lines, some of one cell; ``is_padded``: empty cells are printed too."""

    rows: tuple[Row, ...]
    is_padded: bool


def is_sentence(line: Line) -> bool:
    """Return True for a line of running text, which is no cell of a table."""
    words = line.normal.text.strip()
    return len(words) > MAX_CELL or _SENTENCE.search(words) is not None


def is_page_counter(words: str) -> bool:
    """Return True for the number of a page that stands alone in a line."""
    return _PAGE.fullmatch(words) is not None


def _fields(line: Line, mark: str) -> list[Cell]:
    """Return the fields of a line of separated values, quotation marks aside."""
    cells: list[Cell] = []
    at = 0
    while at <= len(line.text):
        field = _FIELD[mark].match(line.text, at)
        if field is None:
            return []
        start, end = field.span(1) if field[1] is not None else field.span()
        text = line.text[start:end]
        start += len(text) - len(text.lstrip())
        cells.append(Cell(text.strip(), Span(line.number, start, start + len(text.strip()))))
        at = field.end() + 1
    return cells


def _separated(mark: str) -> Callable[[Line], list[Cell]]:
    def split(line: Line) -> list[Cell]:
        if line.text.count(mark) < _MIN_FIELDS - 1 or "\t" in line.text:
            return []
        fields = _fields(line, mark)
        spaced = sum(line.text[: field.span.start].endswith(f"{mark} ") for field in fields)
        return [] if spaced else fields  # a blank behind the mark is that of running text

    return split


# The splitters: how each cuts a line.
_SPLITTERS: tuple[Callable[[Line], list[Cell]], ...] = (split_cells, _separated(";"), _separated(","))


def find_blocks(lines: Sequence[Line], gazetteer: Gazetteer) -> Iterator[Block]:
    """Yield the blocks of rows that each splitter finds, each in the order of the lines."""
    for split in _SPLITTERS:
        finder = _BlockFinder(gazetteer, is_loose=split is not split_cells)
        for line in lines:
            if not is_rule(line):
                yield from finder.take(line, split(line))
        yield from finder.end()


class _BlockFinder:
    """Gathers the rows of one splitter; a block ends where lines stop to be rows, or a header begins the next."""

    def __init__(self, gazetteer: Gazetteer, is_loose: bool) -> None:
        self._gazetteer, self._is_loose = gazetteer, is_loose
        self._rows: list[Row] = []
        self._lone: list[Row] = []
        self._gap = 0
        self._padded = False

    def take(self, line: Line, cells: list[Cell]) -> Iterator[Block]:
        """Take the next line; yields the block that it ends, if any."""
        padded = "\t" in line.text or line.text.count("|") >= 2 or self._is_loose
        if line.is_blank and "\t" not in line.text:
            self._gap += 1
            if self._gap > _MAX_GAP:
                yield from self.end()
            return
        self._gap = 0
        if len(cells) > 1 and self._is_row(cells, padded):
            row = tuple(type_cell(cell, self._gazetteer) for cell in cells)
            if self._rows and (padded != self._padded or self._begins(row)):
                yield from self.end()
            self._rows += [*self._lone, row]
            self._lone, self._padded = [], padded
        elif not self._rows or is_sentence(line) or len(self._lone) == _MAX_LONE:
            yield from self.end()
        elif not (is_furniture(line) or is_page_counter(line.normal.text.strip())):
            self._lone.append((type_cell(_whole(line), self._gazetteer),))

    def end(self) -> Iterator[Block]:
        """Yield the block that ends here, if any."""
        if len(self._rows) > 1:
            last = self._rows[-1][0].cell.span.line
            ends = (row for row in self._lone[:1] if _is_end(row[0].cell, last))  # of the last name
            yield Block((*self._rows, *ends), self._padded)
        self._rows, self._lone, self._gap = [], [], 0

    def _is_row(self, cells: Sequence[Cell], padded: bool) -> bool:
        """Return True for cells that may be a row; separated values of running text are none."""
        if self._is_loose:
            return not self._rows or len(cells) == len(self._rows[-1]) or len(self._rows[-1]) == 1
        return padded or max(len(cell.text) for cell in cells) <= MAX_CELL

    def _begins(self, row: Row) -> bool:
        """Return True for the header of another table; one that a new page repeats is a row of this one."""
        roles = {role_of_head(cell.cell.text) for cell in row}
        first = next(old[0].cell.words for old in self._rows if len(old) > 1)
        is_headed = roles.issuperset((COUNTER, NAME)) or (row[0].is_lettered and row[0].cell.words == first)
        named = not is_headed and any(cell.kind in (Kind.UNIT, Kind.TIER) for cell in row)
        if named or any(cell.is_figure for cell in row):
            return False
        filled = [cell for cell in row if cell.is_lettered]
        if (
            not self._has_begun()
            or len(filled) < _MIN_HEADS
            or any(cell.cell.text[:1].islower() for cell in filled)
        ):
            return False
        if len({cell.cell.words for cell in filled}) < _MIN_HEADS:
            return False
        repeated = [cell.cell.words for cell in row] in (
            [cell.cell.words for cell in old] for old in self._rows
        )
        return bool(self._lone) or not repeated

    def _has_begun(self) -> bool:
        """Return True where a row with figures that are no years stands in the block."""
        return any(cell.is_figure and not is_year(cell.cell) for row in self._rows for cell in row)


def _whole(line: Line) -> Cell:
    text = line.text.strip()
    start = len(line.text) - len(line.text.lstrip())
    return Cell(text, Span(line.number, start, start + len(text)))


def _is_end(cell: Cell, above: int) -> bool:
    """Return True for a cell that goes on in small letters from the line ``above``."""
    return cell.text[:1].islower() and cell.span.line == above + 1


def ways_to_lay(cells: Sequence[Typed], laid: Sequence[Row], width: int, name: int) -> list[tuple[int, ...]]:
    """Return the ways to give the cells of a row columns in their order that hold cells of their kind.

    ``laid`` are rows of that ``width``, their units in the column ``name``.
    """
    if not 0 <= width - len(cells) <= _MAX_MISSING:
        return []
    rows = [row for row in laid if len(row) > 1]
    kinds = [{row[at].kind for row in rows} - {Kind.EMPTY} for at in range(width)]
    return [
        way
        for way in combinations(range(width), len(cells))
        if way[name] == name
        and all(
            cell.kind == Kind.EMPTY or not kinds[at] or _same(cell.kind, kinds[at])
            for at, cell in zip(way, cells, strict=True)
        )
    ]


def _same(kind: Kind, kinds: set[Kind]) -> bool:
    """Return True for a kind of those of a column; words of any kind are alike."""
    return kind in kinds or (kind in LETTERED and bool(kinds & LETTERED))
