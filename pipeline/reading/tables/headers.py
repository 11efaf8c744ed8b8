"""Header cells that stand one a line, laid over the columns of a table."""

import re
from itertools import pairwise

from pipeline.reading.tables.columns import (
    CHANGE,
    CONVERTED,
    COUNTER,
    MEASURED_ALONE,
    NAME,
    NOTE,
    OTHER,
    RANK,
    SCORE,
    TIER,
    Column,
    make_column,
    role_of,
)
from pipeline.reading.tables.grids import Row, has_required_columns
from pipeline.reading.text.cells import MAX_ROW, Cell
from pipeline.reading.vocabulary.lexicon import pattern

# A cell over several others, which heads no column of its own.
_SPANNER = pattern(r"^{spanning_header} ?(\(.*\))?$")
# "(1)" or "(5)=(3)+(4)" under the header.
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?|\([^()]*=[^()]*\)")
_YEAR_ALONE = pattern(r"({year_word} )?{year}\)?")
_GOES_ON = pattern(r"([,/(-]|{and}) ?$")
_SHORT = 6
_MIN_COUNTED = 2  # fewer figures count nothing
_MIN_UNDER = 2  # fewer header cells make no row of their own


def _numbers_columns(row: tuple[Cell | None, ...]) -> bool:
    """Return True for a row that only counts the columns: ``(1) | (2) | (3)``."""
    cells = [cell for cell in row if cell is not None and cell.text]
    if len(cells) < _MIN_COUNTED or not all(_COLUMN_NUMBER.fullmatch(cell.words) for cell in cells):
        return False
    numbers = [int(digits) for cell in cells if (digits := cell.words.strip("()")).isdigit()]
    return bool(numbers) and all(after - before == 1 for before, after in pairwise(numbers))


def stacked_columns(rows: list[tuple[Cell | None, ...]], mark: str) -> list[Column]:
    """Return the columns under header rows that lie one over the other; a merged cell is repeated in each column."""
    rows = _spread([row for row in rows if not _numbers_columns(row)])
    columns: list[Column] = []
    for index in range(len(rows[0])):
        over: list[Cell] = []
        topic: Cell | None = None
        for at, row in enumerate(rows):
            cell = row[index]
            if cell is None or not cell.text or cell.is_number or any(cell.text == one.text for one in over):
                continue
            below = next((lower[index] for lower in rows[at + 1 :] if lower[index] is not None), None)
            if _spans(row, index) and below is not None and below.text not in ("", cell.text):
                topic = None if _SPANNER.match(cell.words) else cell
            else:
                over.append(cell)
        columns.append(make_column(over, mark, topic))
    return columns


def _spread(rows: list[tuple[Cell | None, ...]]) -> list[tuple[Cell | None, ...]]:
    """Header rows in which a cell printed once over several columns stands over each of them.

    It does where the cell beside it is empty and both have a cell below.
    """
    spread: list[tuple[Cell | None, ...]] = []
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        cells = list(row)
        for index in range(1, len(cells)):
            empty = below is not None and not _is_printed(cells[index]) and _is_printed(cells[index - 1])
            if below is not None and empty and _is_printed(below[index]) and _is_printed(below[index - 1]):
                cells[index] = cells[index - 1]
        spread.append(tuple(cells))
    return spread


def _is_printed(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text)


def _spans(row: tuple[Cell | None, ...], index: int) -> bool:
    """Return True where a neighbour repeats the cell: it is merged over several columns."""
    cell = row[index]
    beside = (row[at] for at in (index - 1, index + 1) if 0 <= at < len(row))
    return cell is not None and any(other is not None and other.text == cell.text for other in beside)


def columns_over(
    cells: list[Cell], width: int, counted: bool, mark: str
) -> tuple[list[Column], list[Row]] | None:
    """Return the columns for ``width`` cells a row, and the row of maxima printed under the header, if any.

    ``counted``: the rows have running numbers that no header cell stands over. None where the header cells
    cannot be told apart.
    """
    maxima: list[Cell] = []
    for index, cell in enumerate(cells):
        if index and MAX_ROW.match(cell.words) and len(cells) > index + 1 and cells[index + 1].is_number:
            cells, maxima = cells[:index], cells[index + 1 :]
            break
    columns = _paired(cells, width, mark)
    if columns is not None:
        return columns, max_row(columns, maxima)
    groups = _fit_groups(cells, width)
    unheaded: list[Column] = []
    if groups is None and counted:
        groups, unheaded = _fit_groups(cells, width - 1), [Column(COUNTER, "")]
    if groups is None:
        return None
    columns = [*unheaded, *(make_column(group, mark) for group in groups)]
    return (columns, max_row(columns, maxima)) if has_required_columns(columns) else None


def _paired(cells: list[Cell], width: int, mark: str) -> list[Column] | None:
    """Return the columns of a header whose last cells, a score and a rank in turn, stand under its criteria."""
    pairs = 0
    while 2 * pairs + 2 < len(cells) and _is_pair(*cells[len(cells) - 2 * pairs - 2 :][:2]):
        pairs += 1
    upper, lower = cells[: len(cells) - 2 * pairs], cells[len(cells) - 2 * pairs :]
    roles = [role_of(cell.words) for cell in upper]
    if not pairs or len(cells) - width != pairs or NAME not in roles:
        return None
    first = roles.index(NAME) + 1
    if first < len(upper) and make_column([upper[first]], mark).is_sum:
        first += 1
    topics = upper[first : first + pairs]
    if len(topics) < pairs or any(role in (COUNTER, RANK, TIER) for role in roles[first : first + pairs]):
        return None
    return [
        *(make_column([cell], mark) for cell in upper[:first]),
        *(make_column([cell], mark, topics[index // 2]) for index, cell in enumerate(lower)),
        *(make_column([cell], mark) for cell in upper[first + pairs :]),
    ]


def _is_pair(score: Cell, rank: Cell) -> bool:
    return score.words in MEASURED_ALONE and role_of(rank.words) == RANK


def max_row(columns: list[Column], numbers: list[Cell]) -> list[Row]:
    """Return the row of maxima, its numbers laid over the columns that can have one."""
    indices = [index for index, column in enumerate(columns) if column.role in (SCORE, OTHER, CONVERTED)]
    found = [cell for cell in numbers if cell.is_number]
    if not found or len(found) != len(indices):
        return []
    cells: list[Cell | None] = [None] * len(columns)
    for index, cell in zip(indices, found, strict=True):
        cells[index] = cell
    return [Row(tuple(cells), None)]


def _fit_groups(cells: list[Cell], width: int) -> list[list[Cell]] | None:
    """Header cells, one a line, laid over ``width`` columns; None where they cannot be told apart."""
    groups = [[cell] for cell in cells if not _COLUMN_NUMBER.fullmatch(cell.words)]
    if len(groups) - width == 1:
        spanner = next(
            (index for index, group in enumerate(groups) if index and _SPANNER.match(group[0].words)), None
        )
        if spanner is not None:
            groups.pop(spanner)
            groups = _under(groups, spanner)
    while len(groups) > width:
        scores = [_continues(groups[i][-1], groups[i + 1][0]) for i in range(len(groups) - 1)]
        best = max(scores)
        if best == 0:
            return None
        index = scores.index(best)
        groups[index] += groups.pop(index + 1)
    return groups if len(groups) == width else None


def _under(groups: list[list[Cell]], spanner: int) -> list[list[Cell]]:
    """Header cells in the order of their columns, where a second row of the header stands behind the first.

    What ends the header behind its total, ranks and tiers stands under the ``spanner`` printed before.
    """
    cells = [group[0] for group in groups]
    roles = [role_of(cell.words) for cell in cells]
    ends = [
        index
        for index in range(spanner, len(groups))
        if roles[index] in (RANK, TIER) or make_column([cells[index]], ",").is_sum
    ]
    first = ends[-1] + 1 if ends else len(groups)
    while first < len(groups) and roles[first] in (NOTE, CHANGE):
        first += 1
    if len(groups) - first < _MIN_UNDER:
        return groups
    return [*groups[:spanner], *groups[first:], *groups[spanner:first]]


def _continues(before: Cell, cell: Cell) -> int:
    """Return how surely ``cell`` is the second line of the header ``before`` (0: not at all)."""
    text = cell.text.strip()
    if text[:1] in "(/%" or _YEAR_ALONE.fullmatch(cell.words):
        return 3
    if _GOES_ON.search(before.normal.text) or text[:1].islower():
        return 2
    known, other = role_of(before.words), role_of(cell.words)
    joined = role_of(f"{before.words} {cell.words}")
    if joined == known and known not in (OTHER, COUNTER) and other in (OTHER, NAME):
        return 1
    return 1 if known == OTHER and other in (SCORE, RANK, TIER) and len(before.words) <= _SHORT else 0
