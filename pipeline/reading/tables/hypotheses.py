"""What a sheet of cells says: which columns name units, which rows are of units, and how much that explains."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.reading.tables.cell_types import FIGURES, RESULTS, Kind, Typed, type_cell
from pipeline.reading.tables.columns import CRITERION, NAME, NOTE
from pipeline.reading.tables.heads import ColumnKind, role_of_head, score_heads
from pipeline.reading.tables.laid_rows import Sheet, column_kinds, is_aside, numbers_columns
from pipeline.reading.tables.splitters import Row as TypedRow
from pipeline.reading.tables.table import Row, Table
from pipeline.reading.text.cells import Cell, join_cells, strip_numbering
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import group_row_tier
from pipeline.reading.vocabulary.topics import block_in
from pipeline.vietnamese.phrases import tokens

_OPEN_END = pattern(r"([,/(-]|{and}) ?$")
_NUMERAL = pattern(r"({roman}|[a-h]|\d{1,2})[.)]?")
_MAX_GROUPS = 3
_MAX_REST = 4
_MIN_ROWS = 2
# Less than this says nothing.
_MIN_SCORE = 1.0
_MAX_HEAD_SCORE = 4.0
# What a name counts beside a figure, and what speaks against a table: its width, and lines that name no group.
_NAME_SHARE, _WIDTH_COST, _LONE_COST = 0.5, 0.1, 0.5


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A table and how much of its lines it explains: figures in rows less cells left over and of the wrong kind."""

    table: Table
    score: float

    @property
    def pairs(self) -> frozenset[tuple[object, object]]:
        """Which figure is whose: the span of a name with that of a cell."""
        return frozenset(
            (row.cells[name].span, cell.span)  # type: ignore[union-attr]
            for row in self.table.rows
            for name in self.table.names[:1]
            if row.cells[name] is not None
            for at, cell in enumerate(row.cells)
            if cell is not None and at != name
        )


def interpret(sheet: Sheet, gazetteer: Gazetteer) -> Hypothesis | None:
    """Return the table that a sheet is, None where it says nothing of anything."""
    kinds = column_kinds(sheet.rows, sheet.width)
    names = name_columns(sheet, kinds)
    reader = _Rows(sheet, kinds, names, gazetteer)
    reader.run()
    if len(reader.rows) < (1 if names and sheet.head else _MIN_ROWS):
        return None
    rows = [row for row, _ in reader.rows]
    cells = [cell for row in (*rows, *reader.others) for cell in row.cells if cell is not None]
    lines = [line for cell in cells for line in (cell.span.line, cell.last_line)]
    heads = [cell.span.line for row in sheet.head for cell in row if cell is not None]
    table = Table(
        header=sheet.head,
        rows=tuple(rows),
        others=tuple(reader.others),
        names=tuple(names),
        first_line=min([*lines, *heads]),
        last_line=max([*lines, *(cell.last_line for row in sheet.head for cell in row if cell is not None)]),
        broken=sheet.broken,
    )
    score = (
        _score(reader, kinds, names)
        - sheet.left
        - len(sheet.broken)
        + min(score_heads(sheet.head, kinds), _MAX_HEAD_SCORE)
    )
    return Hypothesis(table, score) if score >= _MIN_SCORE else None


def _score(reader: "_Rows", kinds: Sequence[ColumnKind], names: Sequence[int]) -> float:
    """Return the figures explained, less the cells that are not of the kind of their column."""
    explained, impure = 0.0, 0
    for _, typed in reader.rows:
        for index, cell in enumerate(typed):
            if cell.kind not in RESULTS:
                impure += cell.is_lettered and kinds[index].kind in FIGURES
                continue
            kind = kinds[index].kind
            explained += 1
            impure += kind in (Kind.UNIT, Kind.WORDS) or (kind == Kind.TIER) != (cell.kind == Kind.TIER)
        explained += _NAME_SHARE * max((typed[name].weight for name in names), default=0.0)
    return explained - impure - _WIDTH_COST * len(kinds) - _LONE_COST * reader.lone


def name_columns(sheet: Sheet, kinds: Sequence[ColumnKind]) -> list[int]:
    """Return the columns that name units, by what stands in them; else the one whose header says that it does."""
    names = [index for index, kind in enumerate(kinds) if kind.names and not _heads(sheet, index, NOTE)]
    figures = [index for index, kind in enumerate(kinds) if kind.kind in RESULTS and not kind.counts]
    while len(names) > 1 and not any(index > names[-1] for index in figures):
        names.pop()  # a remark: nothing is printed of these names
    if names:
        return names
    words = [index for index, kind in enumerate(kinds) if kind.kind in (Kind.WORDS, Kind.UNIT)]
    headed = [index for index in words if _heads(sheet, index, NAME)]
    if headed:
        return headed[:1]
    if words and not any(_heads(sheet, index, CRITERION) for index in words) and _ranks(sheet, kinds):
        return words[:1]
    return []


def _heads(sheet: Sheet, index: int, role: str) -> bool:
    """Return True where a header cell over a column is one of a role."""
    return any(
        cell is not None and role_of_head(cell.text) == role for cell in (row[index] for row in sheet.head)
    )


def _ranks(sheet: Sheet, kinds: Sequence[ColumnKind]) -> bool:
    """Return True where a column behind the first ranks the rows from 1 on."""
    for index, kind in enumerate(kinds):
        counts = [row[index].count for row in sheet.rows if len(row) == sheet.width]
        if (
            index
            and kind.kind == Kind.WHOLE
            and sorted(filter(None, counts)) == list(range(1, len(counts) + 1))
        ):
            return len(counts) > _MIN_ROWS
    return False


class _Rows:
    """Tells rows of units, groups, and rows of neither apart."""

    def __init__(
        self, sheet: Sheet, kinds: Sequence[ColumnKind], names: Sequence[int], gazetteer: Gazetteer
    ) -> None:
        self._sheet, self._kinds, self._names, self._gazetteer = sheet, kinds, names, gazetteer
        self._heads = {tuple(cell.words for cell in row if cell) for row in sheet.head}
        self._groups: list[Cell] = []
        self._fresh = False
        self.rows: list[tuple[Row, TypedRow]] = []
        self.others: list[Row] = []
        self.lone = 0

    def run(self) -> None:
        """Go through the rows."""
        self.others += [Row(_printed(row)) for row in self._sheet.above]
        for row in self._sheet.rows:
            self._take(row)

    def _take(self, row: TypedRow) -> None:
        group = self._group_of(row)
        if group is not None:
            self.lone += len(row) == 1 and not _group_kind(group) and block_in(group.words) is None
            self._enter(group)
        elif len(row) == 1 or tuple(cell.cell.words for cell in row if cell.cell.text) in self._heads:
            return
        elif numbers_columns(row) and not self._is_named(row):
            self.others.append(Row(_printed(row)))
        elif self._is_aside(row):
            self.others.append(Row(_printed(row), tuple(self._groups)))
        elif self._goes_on(row):
            self._join(row)
        elif self._is_named(row) or not self._names:
            self._add(row)
        elif any(cell.kind in RESULTS for cell in row):
            self._unnamed(row)

    def _is_named(self, row: TypedRow) -> bool:
        return any(row[name].is_lettered for name in self._names)

    def _add(self, row: TypedRow) -> None:
        if not self._names and not any(cell.kind in RESULTS for cell in row):
            return
        self.rows.append((Row(_printed(row), tuple(self._groups)), row))
        self._fresh = False

    def _unnamed(self, row: TypedRow) -> None:
        """Take a row without a name: of the unit above where it tells a criterion, else of no unit."""
        name = self._names[0]
        label = [cell for index, cell in enumerate(row) if index != name and cell.is_lettered]
        if label and self.rows and len(self._names) == 1:
            above = self.rows[-1][1][name]
            self._add((*row[:name], above, *row[name + 1 :]))
        else:
            self.others.append(Row(_printed(row), tuple(self._groups)))

    def _is_aside(self, row: TypedRow) -> bool:
        """Return True for maxima, averages and the like, by a label in front of the figures."""
        if not self._names:
            return False
        front = [cell for cell in row[: self._names[0] + 1] if cell.is_lettered or cell.kind == Kind.TIER]
        return any(is_aside(strip_numbering(cell.cell.words)) for cell in front) and any(
            cell.kind in RESULTS for cell in row
        )

    def _group_of(self, row: TypedRow) -> Cell | None:
        """Return the cell that names a group of units, where a row holds nothing else but a numeral before it."""
        filled = [cell for cell in row if cell.cell.text]
        if len(filled) > 1 and (_NUMERAL.fullmatch(filled[0].cell.words) or filled[0].kind in FIGURES):
            filled = filled[1:]
        if not filled or len({cell.cell.text for cell in filled}) > 1:
            return None
        cell = filled[0].cell
        if not cell.has_letters or (len(row) > 1 and filled[0].kind == Kind.UNIT) or is_aside(cell.words):
            return None
        if len(row) > 1 and len(filled) == 1 and self._goes_on(row):
            return None
        return cell

    def _enter(self, group: Cell) -> None:
        """Put a group over the rows that follow: in the place of one of its kind, else under the last."""
        kinds = [_group_kind(cell) for cell in self._groups]
        kind = _group_kind(group)
        if kind in kinds:
            del self._groups[kinds.index(kind) :]
        elif not self._fresh and not group_row_tier(group.words):
            self._groups = []
        self._groups = [*self._groups, group][-_MAX_GROUPS:]
        self._fresh = True

    def _goes_on(self, row: TypedRow) -> bool:
        """Return True for a row of words on which cells of the row above go on."""
        filled = [(index, cell) for index, cell in enumerate(row) if cell.cell.text]
        if not self.rows or not filled or any(cell.is_figure for _, cell in filled):
            return False
        above = self.rows[-1][1]
        return all(
            above[index].cell.text
            and (
                cell.cell.text[:1].islower()
                or cell.cell.text[:1] in "(&"
                or self._completes(above[index].cell, cell)
            )
            for index, cell in filled
        )

    def _is_rest_of_name(self, row: TypedRow) -> bool:
        """Return True for a few words in the column of names that no number counts, where rows are counted."""
        filled = [index for index, cell in enumerate(row) if cell.cell.text]
        if len(filled) != 1 or filled != self._names or not self._kinds[0].counts or filled == [0]:
            return False
        cell = row[filled[0]]
        words = cell.cell.words
        named = (group_row_tier(words) is not None and len(words) > 1) or block_in(words) is not None
        return cell.kind != Kind.UNIT and not named and len(tokens(cell.cell.normal)) <= _MAX_REST

    def _completes(self, before: Cell, after: Typed) -> bool:
        if _OPEN_END.search(before.words):
            return True
        whole = type_cell(join_cells([before, after.cell]), self._gazetteer)
        own = type_cell(before, self._gazetteer).weight
        return after.kind != Kind.UNIT and whole.weight > own and len(tokens(before.normal)) > 1

    def _join(self, row: TypedRow) -> None:
        old, above = self.rows[-1]
        cells = list(above)
        for index, cell in enumerate(row):
            if cell.cell.text:
                cells[index] = replace(above[index], cell=join_cells([above[index].cell, cell.cell]))
        self.rows[-1] = (Row(_printed(cells), old.groups), tuple(cells))


def _group_kind(cell: Cell) -> str:
    """Return what groups of one level have in common: tiers, or the way they are numbered."""
    if group_row_tier(cell.words):
        return "tier"
    words = cell.words
    numbering = words[: len(words) - len(strip_numbering(words))].strip()
    if not numbering:
        return ""
    return "digit" if numbering[0].isdigit() else "roman" if numbering[0] in "ivx" else "letter"


def _printed(row: Sequence[Typed]) -> tuple[Cell | None, ...]:
    """Return the cells of a row, None where nothing is printed."""
    return tuple(cell.cell if cell.cell.text else None for cell in row)
