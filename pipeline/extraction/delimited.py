"""Tables whose rows stand in lines: pipes, tabs, or columns set with blanks."""

from collections.abc import Sequence

from pipeline.documents.model import Line
from pipeline.extraction.cells import FOOT_ROW, MAX_ROW, Cell, is_rule, split_cells
from pipeline.extraction.columns import header_role
from pipeline.extraction.grids import Grid, Row, build_columns, is_unit, told_apart
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.tiers import band_row

_MAX_HEADER_ROWS = 4


def _run(lines: Sequence[Line], start: int, lexicon: Lexicon) -> list[list[Cell]]:
    """The rows of cells from line ``start`` on: lines of several cells, with frames, blanks and group rows between."""
    rows: list[list[Cell]] = []
    blanks = 0
    for line in lines[start:]:
        if line.is_blank or is_rule(line):
            blanks += line.is_blank
            if blanks > 1:
                break
            continue
        cells = split_cells(line)
        single = [cell for cell in cells if cell.text]
        if len(single) == 1 and band_row(single[0].words, lexicon):
            rows.append(single)
        elif len(cells) < 2:
            break
        else:
            rows.append(cells)
        blanks = 0
    return rows


def _place(cells: list[Cell], headers: list[Cell]) -> list[Cell | None]:
    """Cells of a row set with blanks, each under the header that it stands nearest to."""
    placed: list[Cell | None] = [None] * len(headers)
    for cell in cells:
        distance = [
            (
                max(0, cell.span.start - header.span.end, header.span.start - cell.span.end),
                abs(cell.span.start - header.span.start),
                place,
            )
            for place, header in enumerate(headers)
            if placed[place] is None
        ]
        if distance:
            placed[min(distance)[2]] = cell
    return placed


def _aligned(cells: list[Cell], headers: list[Cell], padded: bool) -> list[Cell | None] | None:
    if len(cells) == len(headers):
        return list(cells)
    if padded:
        return [*cells, *[None] * (len(headers) - len(cells))] if len(cells) < len(headers) else None
    return _place(cells, headers) if len(cells) < len(headers) else None


def read_delimited(lines: Sequence[Line], start: int, lexicon: Lexicon, mark: str) -> Grid | None:
    """The table whose first row is line index ``start``, or None where none begins there."""
    if len(split_cells(lines[start])) < 2:
        return None
    rows = _run(lines, start, lexicon)
    if len(rows) < 2:
        return None
    padded = "\t" in lines[start].text or lines[start].text.count("|") >= 2
    name = _name_column(rows, lexicon)
    if name is None:
        return None
    at = next(
        (
            place
            for place, row in enumerate(rows)
            if len(row) > name and len(row) > 1 and is_unit(row[name], lexicon)
        ),
        None,
    )
    if at is None or at == 0 or at > _MAX_HEADER_ROWS + 1:
        return None
    heads = [row for row in rows[:at] if len(row) > 1 and not any(MAX_ROW.match(cell.words) for cell in row)]
    if not heads:
        return None
    widest = max(heads, key=len)
    over: list[list[Cell]] = [[] for _ in widest]
    for row in heads:
        for place, cell in enumerate(_aligned(row, widest, padded) or []):
            if cell is not None and cell.text and not cell.is_number:
                over[place].append(cell)
    columns = build_columns(over, mark)
    if not told_apart(columns):
        return None
    grid = Grid(columns, [], lines[start].number, rows[-1][-1].span.line)
    _fill(grid, rows[:at], rows[at:], widest, padded, name, lexicon)
    return grid


def _name_column(rows: list[list[Cell]], lexicon: Lexicon) -> int | None:
    for row in rows[:_MAX_HEADER_ROWS]:
        for place, cell in enumerate(row):
            if len(row) > 1 and header_role(cell) == "name":
                return place
    return None


def _fill(
    grid: Grid,
    heads: list[list[Cell]],
    rows: list[list[Cell]],
    headers: list[Cell],
    padded: bool,
    name: int,
    lexicon: Lexicon,
) -> None:
    band: Cell | None = None
    for cells in heads:
        if any(MAX_ROW.match(cell.words) for cell in cells) and (placed := _aligned(cells, headers, padded)):
            grid.max_rows.append(Row(tuple(placed), None))
        elif len(cells) == 1:
            band = cells[0]
            grid.bands.append(band)
    for cells in rows:
        texts = [cell for cell in cells if cell.text]
        if len(texts) == 1 and texts[0].has_letters and not is_unit(texts[0], lexicon):
            band = texts[0]
            grid.bands.append(band)
            continue
        placed = _aligned(cells, headers, padded)
        if placed is None:
            grid.broken.append(
                (cells[0].span.line, f"the row has {len(cells)} cells, the table {len(headers)} columns")
            )
        elif any(cell and FOOT_ROW.match(cell.words) for cell in placed[: name + 1]):
            grid.foot_rows.append(Row(tuple(placed), None))
        elif any(cell and MAX_ROW.match(cell.words) for cell in placed[: name + 1]):
            grid.max_rows.append(Row(tuple(placed), None))
        elif (unit := placed[name]) is not None and unit.has_letters:
            grid.rows.append(Row(tuple(placed), band))
