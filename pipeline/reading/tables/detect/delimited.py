"""Tables whose rows stand in lines: pipes, tabs, or columns set with blanks."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.documents.document import Line
from pipeline.reading.scope import Setting
from pipeline.reading.tables.boards import unfold_halves
from pipeline.reading.tables.columns import COUNTER, MAXIMUM, NAME, PERCENT, RANK, SCORE, TIER, header_role
from pipeline.reading.tables.grids import Grid, Row, has_required_columns
from pipeline.reading.tables.headers import max_row, stacked_columns
from pipeline.reading.tables.offsets import align_to_columns
from pipeline.reading.text.cells import FOOT_ROW, MAX_ROW, RANK_AND_SCORE, Cell, is_rule, split_cells
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import group_row_tier
from pipeline.reading.vocabulary.topics import block_in
from pipeline.reading.vocabulary.unit_cells import is_unit

_MAX_HEADER_ROWS = 4
_MAX_GROUP = 120
_MIN_WIDTH = 2
_YEAR = pattern("{year}")
# The row of what each column counts for.
_WEIGHTS = pattern("{weight}")
_NUMERAL = pattern(r"({roman}|[a-h]|\d{1,2})[.)]?")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the rows are laid over: the widest row of the header, and which of its columns names the units.

    ``padded``: empty cells are printed (pipes, tabs), so that a row is only short at its end.
    """

    headers: list[Cell]
    name: int
    padded: bool

    def align(self, cells: list[Cell]) -> tuple[Cell | None, ...] | None:
        """Return the cells of a row by column; None where there are too many."""
        missing = len(self.headers) - len(cells)
        if missing < 0:
            return None
        if missing and not self.padded:
            return _nearest(cells, self.headers)
        return (*cells, *[None] * missing)


def _nearest(cells: list[Cell], headers: list[Cell]) -> tuple[Cell | None, ...]:
    """Cells of a row set with blanks, each under the header that it stands nearest to."""
    placed: list[Cell | None] = [None] * len(headers)
    for cell in cells:
        distance = [
            (
                max(0, cell.span.start - header.span.end, header.span.start - cell.span.end),
                abs(cell.span.start - header.span.start),
                index,
            )
            for index, header in enumerate(headers)
            if placed[index] is None
        ]
        if distance:
            placed[min(distance)[2]] = cell
    return tuple(placed)


def read_delimited(lines: Sequence[Line], start: int, setting: Setting) -> Grid | None:
    """Return the table whose first row is line index ``start``, or None where none begins there."""
    if len(split_cells(lines[start])) < 2:
        return None
    rows = _run(lines, start)
    name = _name_column(rows)
    if len(rows) < 2 or name is None:
        return None
    at = _first_unit(rows, name, setting.gazetteer)
    if at is None or at == 0 or at > _MAX_HEADER_ROWS + 1:
        return None
    padded = "\t" in lines[start].text or lines[start].text.count("|") >= 2
    heads = _heads(rows[:at])
    if not padded and len(heads) > 1:
        rows = align_to_columns(rows, at)
        padded = len({len(row) for row in rows if len(row) > 1}) == 1
        heads = _heads(rows[:at])
        name = _name_column(rows)
    if not heads or name is None:
        return None
    frame = _Frame(max(heads, key=len), name, padded)
    columns = stacked_columns(_stacked(heads, frame), setting.mark)
    if not has_required_columns(columns):
        return None
    grid = Grid(columns, [], lines[start].number, rows[-1][-1].span.line)
    grid.head = [cell for row in heads for cell in row]
    _fill_head(grid, rows[:at], frame)
    _fill(grid, rows[at:], frame, setting.gazetteer)
    if not _measures(grid):
        return None
    return unfold_halves(grid, _stacked(heads, frame)[0])


def _heads(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows of the header among those above the first unit."""
    return [row for row in rows if len(row) > 1 and not _is_max_row(row) and _group_of(row) is None]


def _measures(grid: Grid) -> bool:
    """Return True where a header names a measure, or figures stand under one of unknown words: no letterhead."""
    known = any(column.role in (SCORE, RANK, TIER, PERCENT, MAXIMUM) for column in grid.columns)
    cells = [cell for row in grid.rows for cell in row.cells[1:] if cell is not None]
    return known or any(cell.is_number or RANK_AND_SCORE.match(cell.normal.text) for cell in cells)


def _run(lines: Sequence[Line], start: int) -> list[list[Cell]]:
    """Return the rows from line index ``start`` on, with the frames, blanks and group rows between them."""
    rows: list[list[Cell]] = []
    blanks = 0
    for at, line in enumerate(lines[start:], start=start):
        if line.is_blank or is_rule(line):
            blanks += line.is_blank
            if blanks > 1:
                break
            continue
        cells = split_cells(line)
        single = [cell for cell in cells if cell.text]
        if len(single) == 1 and (
            group_row_tier(single[0].words) or (rows and _heads_rows(single[0], lines, at))
        ):
            rows.append(single)
        elif len(cells) < 2 or (len(rows) > 1 and blanks and _is_header(cells)):
            break
        else:
            rows.append(cells)
        blanks = 0
    return rows


def _heads_rows(cell: Cell, lines: Sequence[Line], at: int) -> bool:
    """Return True for a short line of its own that rows of the same table follow: the name of a group of units."""
    if len(cell.words) > _MAX_GROUP or cell.words.endswith((".", ":", ";")) or not cell.has_letters:
        return False
    following = [split_cells(line) for line in lines[at + 1 : at + 5] if not line.is_blank]
    row = next((cells for cells in following if sum(bool(cell.text) for cell in cells) > 1), [])
    return len(row) >= _MIN_WIDTH and any(map(_is_figure, row)) and not _is_header(row)


def _is_figure(cell: Cell) -> bool:
    """Return True for a cell that begins with a number."""
    return cell.text[:1].isdigit()


def _is_header(cells: list[Cell]) -> bool:
    """Return True for the header row of a table."""
    roles = [header_role(cell) for cell in cells]
    return NAME in roles and any(role in (COUNTER, RANK, SCORE, TIER) for role in roles)


def _name_column(rows: list[list[Cell]]) -> int | None:
    """Return the index of the header cell that stands over the units."""
    for row in rows[:_MAX_HEADER_ROWS]:
        for index, cell in enumerate(row):
            if len(row) > 1 and header_role(cell) == NAME:
                return index
    return None


def _first_unit(rows: list[list[Cell]], name: int, gazetteer: Gazetteer) -> int | None:
    """Return the index of the first row of a unit; units that nobody knows may stand before the first known."""
    long = [index for index, row in enumerate(rows) if len(row) > max(name, 1)]
    known = next((index for index in long if is_unit(rows[index][name], gazetteer)), None)
    if known is None:
        return None
    return next((index for index in long if 0 < index < known and _has_results(rows[index], name)), known)


def _has_results(row: list[Cell], name: int) -> bool:
    """Return True for words with figures behind them that are no years: no header, nor what is under it."""
    if _is_max_row(row) or _WEIGHTS.match(row[name].words) or header_role(row[name]) == NAME:
        return False
    figures = [cell.number for cell in row[name + 1 :] if cell.number is not None]
    return row[name].has_letters and any(not _YEAR.fullmatch(number) for number in figures)


def _is_max_row(row: list[Cell]) -> bool:
    """Return True for a row of maxima; a header may speak of a maximum too, but holds no figures."""
    return any(MAX_ROW.match(cell.words) for cell in row) and any(cell.is_number for cell in row)


def _group_of(row: list[Cell]) -> Cell | None:
    """Return the cell that names a group of units, where a row holds nothing else but a numeral before it."""
    texts = [cell for cell in row if cell.text]
    if len(texts) > 1 and _NUMERAL.fullmatch(texts[0].words):
        texts = texts[1:]
    if not texts or any(cell.text != texts[0].text for cell in texts) or not texts[0].has_letters:
        return None
    words = texts[0].words
    return texts[0] if len(row) == 1 or block_in(words) or group_row_tier(words) else None


def _stacked(heads: list[list[Cell]], frame: _Frame) -> list[tuple[Cell | None, ...]]:
    """Return the header rows, each laid over the columns."""
    return [aligned for row in heads if (aligned := frame.align(row)) is not None]


def _fill_head(grid: Grid, rows: list[list[Cell]], frame: _Frame) -> None:
    """Maxima and group rows that stand above the first unit."""
    for cells in rows:
        if _is_max_row(cells) and (placed := _align_maxima(grid, cells, frame)):
            grid.max_rows.append(Row(placed, None))
        elif (group := _group_of(cells)) is not None:
            grid.group_rows.append(group)


def _align_maxima(grid: Grid, cells: list[Cell], frame: _Frame) -> tuple[Cell | None, ...] | None:
    """Return a row of maxima by column; set with blanks, its figures stand in the order of the score columns."""
    ordered = [] if frame.padded else max_row(grid.columns, cells)
    return ordered[0].cells if ordered else frame.align(cells)


def _fill(grid: Grid, rows: list[list[Cell]], frame: _Frame, gazetteer: Gazetteer) -> None:
    """Collect the rows from the first unit on; one with too many cells is reported."""
    group_row = grid.group_rows[-1] if grid.group_rows else None
    block = next((cell for cell in grid.group_rows if group_row_tier(cell.words) is None), None)
    for cells in rows:
        group = _group_among(cells, gazetteer)
        if group is not None:
            group_row, block = group, block if group_row_tier(group.words) else group
            grid.group_rows.append(group)
            continue
        placed = frame.align(cells)
        if placed is None:
            reason = f"the row has {len(cells)} cells, the table {len(frame.headers)} columns"
            grid.broken.append((cells[0].span.line, reason))
            continue
        tiers = [column.role == TIER for column in grid.columns]
        front = [
            cell.words for index, cell in enumerate(placed[: frame.name + 1]) if cell and not tiers[index]
        ]
        unit = placed[frame.name]
        if any(map(FOOT_ROW.match, front)):
            grid.foot_rows.append(Row(placed, None))
        elif any(map(MAX_ROW.match, front)):
            grid.max_rows.append(Row(placed, None))
        elif unit is not None and unit.has_letters:
            grid.rows.append(Row(placed, group_row, block))


def _group_among(cells: list[Cell], gazetteer: Gazetteer) -> Cell | None:
    """Return the cell that names a group of units among the rows; a name with figures is that of a unit."""
    group = _group_of(cells)
    if group is not None and not is_unit(group, gazetteer) and not _is_aside([group]):
        return group
    texts = [cell for cell in cells if cell.text]
    named = [cell for cell in texts if cell.has_letters]
    alone = len(named) == 1 and len(texts) <= 2
    return named[0] if alone and not is_unit(named[0], gazetteer) and not _is_aside(texts) else None


def _is_aside(texts: list[Cell]) -> bool:
    """Return True for a foot or maximum row, and for a name with a figure: no group row."""
    return any(FOOT_ROW.match(cell.words) or MAX_ROW.match(cell.words) for cell in texts) or (
        len(texts) > 1 and texts[-1].is_number
    )
