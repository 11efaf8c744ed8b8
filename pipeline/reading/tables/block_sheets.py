"""Blocks of lines as sheets: which of their rows are titles, a header, groups, and rows of units."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.reading.tables.cell_types import RESULTS, Kind, is_year, type_cell
from pipeline.reading.tables.column_heads import COUNTER, NAME
from pipeline.reading.tables.heads import ColumnKind, HeadRow, lay_heads, role_of_head, spread
from pipeline.reading.tables.laid_rows import Sheet, column_kinds, empty, is_group, numbers_columns
from pipeline.reading.tables.offsets import align_to_columns
from pipeline.reading.tables.splitters import Block, Row
from pipeline.reading.text.cells import Cell, is_aside, join_cells
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.numbers import roman_value

NUMERAL = pattern(r"({roman}|[a-h]|\d{1,2})[.)]?")
_MAX_HEADER_ROWS = 6
# So many cells of a header row begin under those above, so exactly, where they go on from them.
_WRAPPED, _SLACK = 0.75, 1
# A row of fewer cells that stands apart is no row of a header.
_MIN_HEADS = 3


def sheets_of_block(block: Block, gazetteer: Gazetteer) -> Iterator[Sheet]:
    """Yield the sheet of a block of lines: the rows above the first of a unit are its header."""
    rows = list(block.rows)
    if not block.is_padded:
        rows = _align(rows, gazetteer)
    rows, broken = _even(rows, block.is_padded)
    if not rows:
        return
    rows = _without_void(rows)
    width = max(map(len, rows))
    first = _first_row(rows, width)
    if first is None:
        return
    head: list[Row] = []
    above: list[Row] = []
    groups: list[Row] = []
    for row in _under_titles(rows[:first]):
        group = _group_in_head(row, width, bool(head))
        if group is not None:
            groups.append(group)
        elif numbers_columns(cell.cell for cell in row) or (
            any(is_aside(cell.cell.words) for cell in row) and _figures(row)
        ):
            above.append(row)
        else:
            head.append(row)
            groups = []
    again = {_words(row) for row in head}
    body = [row for row in rows[first:] if len(row) == 1 or _words(row) not in again]
    if not block.is_padded:
        head = _unwrapped(_over_years(head))
    printed = _printed_head(head, column_kinds(body, width), block.is_padded)
    yield Sheet(printed, tuple(above), (*groups, *body), width, tuple(broken))


def _under_titles(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows above the first of a unit without the titles and the letterhead over the header."""
    rows = [row for row in rows if _distinct(row)]
    for at in range(len(rows) - 2, -1, -1):
        words, below = _distinct(rows[at]), _distinct(rows[at + 1])
        apart = rows[at + 1][0].cell.span.line - rows[at][-1].cell.span.line > 1
        is_left = any(cell.cell.text for cell in rows[at][:2])
        over = [
            lower.cell.text for cell, lower in zip(rows[at], rows[at + 1], strict=False) if cell.cell.text
        ]
        if 2 * len(words) < len(below) and (
            (apart and len(words) < _MIN_HEADS)
            or (is_left and (len(words) == 1 or (len(words) < _MIN_HEADS and all(over))))
        ):
            return rows[at + 1 :]
    return rows


def _group_in_head(row: Row, width: int, is_under_heads: bool) -> Row | None:
    """Return the cell of a row above the first unit that names a group of units, None where it heads columns."""
    filled = [cell for cell in row if cell.cell.text]
    if len(row) < width or (len(filled) == 1 and is_group(filled[0])):
        return tuple(filled)
    labels = [cell for cell in filled if not NUMERAL.fullmatch(cell.cell.words)]
    is_numbered = len(labels) < len(filled) and filled[0] not in labels
    spans = len(labels) >= max(width - 1, _MIN_HEADS)
    is_one = len({cell.cell.text for cell in labels}) == 1
    return (labels[0],) if is_one and is_under_heads and (is_numbered or spans) else None


def _words(row: Row) -> tuple[str, ...]:
    return tuple(cell.cell.words for cell in row)


def _distinct(row: Row) -> set[str]:
    return {cell.cell.text for cell in row if cell.cell.text}


def _printed_head(rows: Sequence[Row], kinds: Sequence[ColumnKind], is_padded: bool) -> tuple[HeadRow, ...]:
    """Return the rows of a header; where empty cells were left out of them, they are laid over the columns."""
    head = spread([tuple(cell.cell if cell.cell.text else None for cell in row) for row in rows])
    filled = [cell for row in rows for cell in row if cell.cell.text]
    firsts = {row[0].cell.words for row in rows}
    is_ragged = "" not in firsts and len(firsts) > 1 and any(not row[-1].cell.text for row in rows)
    laid = lay_heads(filled, kinds) if is_padded and is_ragged else None
    if laid is not None and laid.taken == len(filled):
        return laid.rows
    return head


def _over_years(head: Sequence[Row]) -> list[Row]:
    """Return header rows set with blanks with a cell over each of the years that stand side by side under it."""
    found = list(head)
    for at, below in enumerate(head[1:]):
        row = [*found[at]]
        for column in range(1, len(row)):
            years = is_year(below[column - 1].cell) and is_year(below[column].cell)
            if years and not row[column].cell.text:
                row[column] = row[column - 1]
        found[at] = tuple(row)
    return found


def _unwrapped(head: Sequence[Row]) -> list[Row]:
    """Return header rows set with blanks with the lines of a cell as one: each stands right above the next."""
    found: list[Row] = []
    for row in head:
        if found and _goes_on(found[-1], row):
            found[-1] = tuple(
                replace(upper, cell=join_cells([cell.cell for cell in (upper, lower) if cell.cell.text]))
                if upper.cell.text or lower.cell.text
                else upper
                for upper, lower in zip(found[-1], row, strict=True)
            )
        else:
            found.append(row)
    return found


def _goes_on(above: Row, below: Row) -> bool:
    """Return True where the cells of a header row go on from those above, in small letters or beside no others."""
    pairs = [(upper.cell, lower.cell) for upper, lower in zip(above, below, strict=True) if lower.cell.text]
    under = [(upper, lower) for upper, lower in pairs if upper.text]
    set_alike = sum(_is_under(upper, lower) for upper, lower in under)
    alone = [lower for upper, lower in pairs if not upper.text]
    fronts = all(role_of_head(cell.text) in (COUNTER, NAME) for cell in alone)
    small = sum(lower.text[:1].islower() for _, lower in under)
    return len(under) > 1 and _WRAPPED * len(under) <= set_alike and (fronts or 2 * small >= len(under))


def _is_under(upper: Cell, lower: Cell) -> bool:
    """Return True for cells that begin or end at one offset, or have one middle."""
    last = upper.more[-1] if upper.more else upper.span
    return (
        abs(last.start - lower.span.start) <= _SLACK
        or abs(last.end - lower.span.end) <= _SLACK
        or abs(last.start + last.end - lower.span.start - lower.span.end) <= 2 * _SLACK
    )


def _figures(row: Row) -> int:
    return sum(cell.is_figure for cell in row)


def _align(rows: list[Row], gazetteer: Gazetteer) -> list[Row]:
    """Return rows set with blanks by column."""
    first = next((index for index, row in enumerate(rows) if _is_full(row)), None)
    if first is None:
        return rows
    aligned = align_to_columns([[cell.cell for cell in row] for row in rows], first)
    return [tuple(type_cell(cell, gazetteer) for cell in row) for row in aligned]


def _is_full(row: Row) -> bool:
    """Return True for a row with words and figures behind them that are no years."""
    figures = [cell for cell in row if cell.kind in RESULTS]
    if not figures or all(is_year(cell.cell) for cell in figures):
        return False
    return any(cell.is_lettered for cell in row) and row[-1].kind in RESULTS


def _even(rows: Sequence[Row], is_padded: bool) -> tuple[list[Row], list[Cell]]:
    """Return the rows brought to one width, lone cells aside, and the names of those that cannot be."""
    headed = [
        len(_trim(row))
        for row in rows
        if sum(cell.is_lettered for cell in row) >= _MIN_HEADS and not _figures(row)
    ]
    lengths = Counter(len(_trim(row)) for row in rows if _is_full(_trim(row)) or _figures(row))
    whole = [len(_trim(row)) for row in rows if len(row) > 1]
    if not whole:
        return [], []
    usual = max(lengths, key=lambda length: (lengths[length], length), default=max(whole))
    width = max(
        length
        for length in whole
        if length <= usual
        or lengths[length] * 10 > sum(lengths.values())
        or not lengths[length]
        or (is_padded and length in headed)
    )
    broken: list[Cell] = []
    found: list[Row] = []
    for row in rows:
        if len(row) == 1:
            found.append(row)
        elif len(_trim(row)) > width:
            broken += [cell.cell for cell in row if cell.is_lettered][:1]
        else:
            found.append((*row[:width], *[empty(row[0].cell.span.line)] * (width - len(row))))
    return found, broken


def _without_void(rows: Sequence[Row]) -> list[Row]:
    """Return rows of one width without the columns in which nothing stands at all, rows of one cell as they are."""
    whole = [row for row in rows if len(row) > 1]
    kept = [at for at in range(len(whole[0])) if any(row[at].cell.text for row in whole)]
    return [row if len(row) == 1 else tuple(row[at] for at in kept) for row in rows]


def _trim(row: Row) -> Row:
    """Return a row without the empty cells at its end."""
    length = len(row)
    while length and row[length - 1].kind == Kind.EMPTY and not row[length - 1].cell.text:
        length -= 1
    return row[:length]


def _first_row(rows: Sequence[Row], width: int) -> int | None:
    """Return the index of the first row that says something of a unit, or of whatever the rows are of."""
    kinds = column_kinds(rows[len(rows) // 2 :], width)
    results = [index for index, kind in enumerate(kinds) if kind.kind in RESULTS]
    known = next(
        (index for index, row in enumerate(rows) if len(row) == width and _is_body(row, results, True)), None
    )
    for index, row in enumerate(rows):
        if known is not None and index >= known:
            return known
        if len(row) == width and _is_body(row, results, False) and index <= _MAX_HEADER_ROWS:
            return index
    return known


def _is_body(row: Row, results: Sequence[int], known: bool) -> bool:
    """Return True for a row with results where the columns hold them, and a label beside; ``known``: it is a unit."""
    if any(is_aside(cell.cell.words) for cell in row if cell.is_lettered) or numbers_columns(
        cell.cell for cell in row
    ):
        return False
    words = sum(row[index].is_lettered for index in results)
    found = [row[index] for index in results if row[index].kind in RESULTS]
    labels = [cell for index, cell in enumerate(row) if index not in results and cell.is_lettered]
    if known:
        is_named = any(cell.kind == Kind.UNIT for cell in labels)
        return is_named and 2 * words <= len(results) and (bool(found) or not results)
    if words or not found or all(is_year(cell.cell) or roman_value(cell.cell.words) for cell in found):
        return False
    if row[0].count == 1 or any(cell.kind == Kind.DECIMAL for cell in found):
        return bool(labels) or len(found) > 1
    return all(role_of_head(cell.cell.text) != NAME for cell in labels) and (bool(labels) or len(found) > 1)
