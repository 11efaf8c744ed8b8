"""Rows of a sheet told apart: those of units, groups over them, and those of neither."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.tables.block_sheets import NUMERAL
from pipeline.reading.tables.cell_types import FIGURES, RESULTS, Kind, Typed, type_cell
from pipeline.reading.tables.heads import ColumnKind
from pipeline.reading.tables.laid_rows import Sheet, empty, numbers_columns
from pipeline.reading.tables.splitters import Row as TypedRow
from pipeline.reading.tables.table import Row
from pipeline.reading.text.cells import Cell, is_aside, join_cells, strip_numbering
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import group_row_tier
from pipeline.reading.vocabulary.topics import block_in
from pipeline.vietnamese.phrases import tokens

_OPEN_END = pattern(r"([,/(-]|{and}) ?$")
_MAX_GROUPS = 3
_MAX_REST = 4


class RowReader:
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
        self.lone = self.tiers = 0

    def run(self) -> None:
        """Go through the rows."""
        self.others += [Row(_printed(row)) for row in self._sheet.above]
        rows = list(self._sheet.rows)
        for index, row in enumerate(rows):
            if index + 1 < len(rows) and self._begins_next(row, rows[index + 1]):
                rows[index + 1] = _joined(row, rows[index + 1])
            else:
                self._take(row)

    def _begins_next(self, row: TypedRow, after: TypedRow) -> bool:
        """Return True for a row with nothing but the beginning of the name that the row after it lacks or ends."""
        if len(self._names) != 1 or len(row) == 1 or len(after) == 1:
            return False
        name = self._names[0]
        filled = [index for index, cell in enumerate(row) if cell.cell.text]
        if filled != [name] or not row[name].is_lettered or not any(cell.kind in RESULTS for cell in after):
            return False
        if not after[name].cell.text:
            return not self._goes_on(row)
        rest = after[name].cell.text
        is_unit = row[name].kind == Kind.UNIT and block_in(row[name].cell.words) is None
        return rest[:1].islower() and (is_unit or self._completes(row[name].cell, after[name]))

    def _take(self, row: TypedRow) -> None:
        group = self._group_of(row)
        if len(row) == 1 and self._ends_name(row[0]):
            name = self._names[0]
            self._join((*[_blank(row[0])] * name, row[0], *[_blank(row[0])] * (self._sheet.width - name - 1)))
        elif group is not None:
            self.lone += bool(self.rows) and not group_kind(group) and block_in(group.words) is None
            self.tiers += group_kind(group) == "tier"
            self._enter(group)
        elif len(row) == 1 or tuple(cell.cell.words for cell in row if cell.cell.text) in self._heads:
            return
        elif numbers_columns(cell.cell for cell in row) and not self._is_named(row):
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
        if not self._names or row[self._names[0]].kind == Kind.UNIT:
            return False
        front = [cell for cell in row[: self._names[0] + 1] if cell.is_lettered or cell.kind == Kind.TIER]
        return any(is_aside(strip_numbering(cell.cell.words)) for cell in front) and any(
            cell.kind in RESULTS for cell in row
        )

    def _group_of(self, row: TypedRow) -> Cell | None:
        """Return the cell that names a group of units, where a row holds nothing else but a numeral before it."""
        filled = [cell for cell in row if cell.cell.text]
        if len(filled) > 1 and (NUMERAL.fullmatch(filled[0].cell.words) or filled[0].kind in FIGURES):
            filled = filled[1:]
        if not filled or len({cell.cell.text for cell in filled}) > 1:
            return None
        cell = filled[0].cell
        is_unit = len(row) > 1 and len(filled) == 1 and filled[0].kind == Kind.UNIT
        if not cell.has_letters or is_unit or is_aside(cell.words):
            return None
        if len(row) > 1 and len(filled) == 1 and self._goes_on(row):
            return None
        return cell

    def _enter(self, group: Cell) -> None:
        """Put a group over the rows that follow: in the place of one of its kind, else under the last."""
        kinds = [group_kind(cell) for cell in self._groups]
        kind = group_kind(group)
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
        if self._is_rest_of_name(row):
            return True
        above = self.rows[-1][1]
        if any(index in self._names and self._is_whole(above[index], cell) for index, cell in filled):
            return False
        return all(
            above[index].cell.text
            and (
                cell.cell.text[:1].islower()
                or cell.cell.text[:1] in "(&"
                or self._completes(above[index].cell, cell)
            )
            for index, cell in filled
        )

    def _ends_name(self, cell: Typed) -> bool:
        """Return True for a cell alone in the line right below a name that it completes."""
        above = self.rows[-1][1][self._names[0]] if self.rows and len(self._names) == 1 else None
        if above is None or not above.is_lettered or cell.cell.span.line != above.cell.last_line + 1:
            return False
        return cell.cell.text[:1].islower() or self._completes(above.cell, cell)

    def _is_rest_of_name(self, row: TypedRow) -> bool:
        """Return True for a few words in the column of names that no number counts, where rows are counted."""
        filled = [index for index, cell in enumerate(row) if cell.cell.text]
        if len(filled) != 1 or filled != self._names or not self._kinds[0].counts or filled == [0]:
            return False
        cell = row[filled[0]]
        words = cell.cell.words
        named = (group_row_tier(words) is not None and len(words) > 1) or block_in(words) is not None
        above = self.rows[-1][1][filled[0]]
        is_apart = cell.cell.span.line > above.cell.last_line + 1 and self._is_whole(above, cell)
        is_new = (cell.kind == Kind.UNIT and above.kind == Kind.UNIT) or is_apart
        return not is_new and not named and len(tokens(cell.cell.normal)) <= _MAX_REST

    def _is_whole(self, name: Typed, after: Typed) -> bool:
        """Return True for a known name that would be none with the words of the next row."""
        return name.weight == 1 and type_cell(join_cells([name.cell, after.cell]), self._gazetteer).weight < 1

    def _completes(self, before: Cell, after: Typed) -> bool:
        if _OPEN_END.search(before.words):
            return True
        whole = type_cell(join_cells([before, after.cell]), self._gazetteer)
        own = type_cell(before, self._gazetteer).weight
        return (after.kind != Kind.UNIT or own < whole.weight == 1) and whole.weight > own

    def _join(self, row: TypedRow) -> None:
        old, above = self.rows[-1]
        cells = tuple(
            type_cell(cell.cell, self._gazetteer) if at in self._names else cell
            for at, cell in enumerate(_joined(above, row))
        )
        self.rows[-1] = (Row(_printed(cells), old.groups), cells)


def _blank(beside: Typed) -> Typed:
    return empty(beside.cell.span.line)


def _joined(above: TypedRow, below: TypedRow) -> TypedRow:
    """Return two rows as one, cell by cell."""
    return tuple(
        one
        if not other.cell.text
        else other
        if not one.cell.text
        else replace(one, cell=join_cells([one.cell, other.cell]))
        for one, other in zip(above, below, strict=True)
    )


def group_kind(cell: Cell) -> str:
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
