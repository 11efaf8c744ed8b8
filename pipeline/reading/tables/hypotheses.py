"""What a sheet of cells says: which columns name units, which rows are of units, and how much that explains."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.tables.cell_types import FIGURES, LETTERED, RESULTS, Kind
from pipeline.reading.tables.column_heads import COUNTER, CRITERION, NAME, NOTE, RANK, SCORE
from pipeline.reading.tables.heads import ColumnKind, role_of_head, score_heads
from pipeline.reading.tables.laid_rows import Sheet, column_kinds
from pipeline.reading.tables.row_reader import RowReader
from pipeline.reading.tables.splitters import Row as TypedRow
from pipeline.reading.tables.table import Table
from pipeline.reading.tables.turning import turn, unfold
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.vietnamese.numbers import parse_number

_MIN_ROWS = 2
# So many rows in the order of their scores are a ranking.
_MIN_SORTED = 4
# Less than this says nothing.
_MIN_SCORE = 1.0
_MAX_HEAD_SCORE, _HEAD_SHARE = 4.0, 0.5
# Where two phases of a stream are alike, the one whose columns all have a header is likelier.
_BARE_COST = 0.1
# What a name counts beside a figure, and what speaks against a table: its width, and lines that name no group.
_NAME_SHARE, _WIDTH_COST, _LONE_COST = 0.5, 0.1, 0.5
# What a figure of a row without a unit counts, and a first column that counts the rows.
_OTHER_SHARE, _COUNTER_SHARE = 0.5, 0.25
# Words that stand over a column, in no row.
_HEADING = (COUNTER, NAME, RANK, SCORE)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A table and how much of its lines it explains: figures in rows less cells left over and of the wrong kind."""

    table: Table
    score: float


def interpret(sheet: Sheet, gazetteer: Gazetteer) -> Hypothesis | None:
    """Return the table that a sheet is, None where it says nothing of anything."""
    kinds = column_kinds(sheet.rows, sheet.width)
    names = name_columns(sheet, kinds)
    turned = turn(sheet, gazetteer) if not names else unfold(sheet, kinds, names)
    if turned is not None:
        sheet, kinds = turned, column_kinds(turned.rows, turned.width)
        names = name_columns(sheet, kinds)
    reader = RowReader(sheet, kinds, names, gazetteer)
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
    fits = score_heads(sheet.head, kinds)
    fits = fits if sheet.head_score is None else min(fits, sheet.head_score)
    score = _score(reader, kinds, names) - sheet.left - len(sheet.broken)
    score += min(max(fits, 0.0), _MAX_HEAD_SCORE) + _HEAD_SHARE * bool(sheet.head)
    score -= _BARE_COST * _bare_columns(sheet)
    return Hypothesis(table, score) if score >= _MIN_SCORE else None


def _bare_columns(sheet: Sheet) -> int:
    """Return the number of columns that nothing stands over, beside others with a header."""
    if not sheet.head:
        return 0
    return sum(all(row[at] is None for row in sheet.head) for at in range(sheet.width))


def _score(reader: RowReader, kinds: Sequence[ColumnKind], names: Sequence[int]) -> float:
    """Return the figures explained, less the cells that are not of the kind of their column."""
    explained = 0.0
    for _, row in reader.rows:
        explained += sum(cell.kind in RESULTS for cell in row)
        explained += _NAME_SHARE * max((row[name].weight for name in names), default=0.0)
        explained -= sum(
            _is_impure(row, index, kinds[index].kind, index in names) for index in range(len(row))
        )
    explained -= _shifted([row for _, row in reader.rows])
    told = sum(cell is not None and cell.is_number for row in reader.others for cell in row.cells)
    explained += reader.tiers + _OTHER_SHARE * told + _COUNTER_SHARE * kinds[0].counts
    return explained - _WIDTH_COST * len(kinds) - _LONE_COST * reader.lone


def _shifted(rows: Sequence[TypedRow]) -> int:
    """Return the rows where most numbers that count the rows stand in the row before or behind the one they count.

    So they do from the first: behind a row that is printed twice all others are one too low.
    """
    front = [row[0].count == at for at, row in enumerate(rows[1:], start=1)]
    back = [row[-1].count == at for at, row in enumerate(rows[:-1], start=2)]
    is_shifted = any(found[:1] == [True] and sum(found) >= len(rows) / 2 for found in (front, back))
    return len(rows) if is_shifted else 0


def _is_impure(row: TypedRow, index: int, kind: Kind | None, named: bool) -> bool:
    """Return True for a cell that hardly belongs to its column: of another kind, a header, the rest of a name."""
    cell = row[index]
    if cell.kind in RESULTS:
        return kind in LETTERED or (kind == Kind.TIER) != (cell.kind == Kind.TIER)
    if cell.is_lettered and index and row[index - 1].is_lettered and cell.cell.text[:1].islower():
        return cell.cell.span.line != row[index - 1].cell.span.line
    if cell.kind == Kind.WORDS and not named and role_of_head(cell.cell.text) in _HEADING:
        return True
    return cell.is_lettered and kind in FIGURES


def name_columns(sheet: Sheet, kinds: Sequence[ColumnKind]) -> list[int]:
    """Return the columns that name units, by what stands in them; else the one whose header says that it does."""
    names = [index for index, kind in enumerate(kinds) if kind.names and not _heads(sheet, index, NOTE)]
    figures = [index for index, kind in enumerate(kinds) if kind.kind in RESULTS]
    while len(names) > 1 and not any(index > names[-1] for index in figures):
        names.pop()  # a remark: nothing is printed of these names
    if names:
        return _alike(sheet, kinds, names)
    words = [index for index, kind in enumerate(kinds) if kind.kind in (Kind.WORDS, Kind.UNIT)]
    headed = [index for index in words if _heads(sheet, index, NAME)]
    if headed:
        return _alike(sheet, kinds, headed[:1])
    if words and not any(_heads(sheet, index, CRITERION) for index in words) and _ranks(sheet, kinds):
        return words[:1]
    return []


def _alike(sheet: Sheet, kinds: Sequence[ColumnKind], names: Sequence[int]) -> list[int]:
    """Return columns of names, and those of words under the same header of names."""
    over = [
        {cell.words for row in sheet.head if (cell := row[index]) is not None} for index in range(sheet.width)
    ]
    words = set().union(*(over[index] for index in names))
    return [
        index
        for index, kind in enumerate(kinds)
        if index in names
        or (kind.kind in LETTERED and not words.isdisjoint(over[index]) and _heads(sheet, index, NAME))
    ]


def _heads(sheet: Sheet, index: int, role: str) -> bool:
    """Return True where a header cell over a column is one of a role."""
    return any(
        cell is not None and role_of_head(cell.text) == role for cell in (row[index] for row in sheet.head)
    )


def _ranks(sheet: Sheet, kinds: Sequence[ColumnKind]) -> bool:
    """Return True where a column behind the first ranks the rows from 1 on, or they are sorted by their scores."""
    rows = [row for row in sheet.rows if len(row) == sheet.width]
    for index, kind in enumerate(kinds):
        counts = [row[index].count for row in rows]
        if (
            index
            and kind.kind == Kind.WHOLE
            and sorted(filter(None, counts)) == list(range(1, len(counts) + 1))
        ):
            return len(counts) > _MIN_ROWS
        scores = [row[index].cell.number for row in rows if row[index].kind in (Kind.DECIMAL, Kind.PERCENT)]
        values = [parse_number(score) for score in scores if score is not None]
        if len(values) == len(rows) >= _MIN_SORTED and sorted(values, reverse=True) == values:
            return True
    return False
