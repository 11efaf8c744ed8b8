"""From grids to readings: which column says what of the units."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.extraction.cells import Cell, ranked_out
from pipeline.extraction.columns import (
    CHANGE,
    CONVERTED,
    COUNTER,
    MAXIMUM,
    NAME,
    NOTE,
    OTHER,
    PERCENT,
    RANK,
    SCORE,
    TIER,
)
from pipeline.extraction.criteria import clean_criterion
from pipeline.extraction.grids import Grid, Row
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.readings import ClaimReading, Context, Doubt, Mention, Reading, Readings, Span
from pipeline.extraction.sections import blocks_in
from pipeline.extraction.tiers import band_row, cell_tier
from pipeline.vietnamese.normal import normalise
from pipeline.vietnamese.numbers import NUMBER, parse_number, roman_value
from pipeline.vietnamese.phrases import tokens

_SCORES = (SCORE, OTHER, CONVERTED)
_COUNTER_CELL = re.compile(r"\(?(?:\d{1,3}|[ivx]{1,5}|[a-z])[.)]?\)?")


@dataclass(frozen=True, slots=True)
class _Plan:
    """For each column its measure and criterion (None: the criterion of the section, or the total)."""

    measures: tuple[tuple[str, str | None] | None, ...]


def _number(cell: Cell | None, mark: str) -> Decimal | None:
    token = cell.number if cell else None
    return parse_number(token, mark) if token else None


def _order_faults(grid: Grid, score: int, rank: int, mark: str) -> int:
    """How many neighbouring pairs stand against the order of the printed ranks."""
    pairs = sorted(
        (r, s)
        for row in grid.rows
        if (r := _number(row.cells[rank], mark)) is not None
        and (s := _number(row.cells[score], mark)) is not None
    )
    return sum(s1 < s2 for (r1, s1), (r2, s2) in zip(pairs, pairs[1:], strict=False) if r1 < r2)


def total_column(grid: Grid, mark: str) -> int | None:
    """The column that the ranking goes by: of several score columns the one that the ranks follow best."""
    filled = [
        place
        for place, column in enumerate(grid.columns)
        if column.role in _SCORES and any(_number(row.cells[place], mark) is not None for row in grid.rows)
    ]
    points = [place for place in filled if not _in_percent(grid, place)]
    if any(grid.columns[place].says_total for place in points):
        filled = points
    if not filled:
        return None
    rank = grid.column(RANK)
    latest = max((grid.columns[place].year or 0 for place in filled), default=0)

    def badness(place: int) -> tuple[int, int, int, int, int]:
        column = grid.columns[place]
        faults = _order_faults(grid, place, rank, mark) if rank is not None else 0
        old = column.year is not None and column.year < latest
        return (old, faults, not column.says_total, column.role != CONVERTED, -place)

    return min(filled, key=badness)


def _in_percent(grid: Grid, place: int) -> bool:
    """True for a column of percentages."""
    cells = [cell for row in grid.rows if (cell := row.cells[place]) is not None]
    return grid.in_percent or "%" in grid.columns[place].header or any("%" in cell.text for cell in cells)


def _plan(grid: Grid, context: Context, mark: str) -> _Plan:
    total = total_column(grid, mark)
    scores = [place for place, column in enumerate(grid.columns) if column.role in _SCORES]
    measures: list[tuple[str, str | None] | None] = []
    for place, column in enumerate(grid.columns):
        if column.role in (COUNTER, NAME, CHANGE, NOTE):
            measures.append(None)
        elif column.role in (RANK, TIER, MAXIMUM):
            measure = {RANK: "rank", TIER: "tier", MAXIMUM: "max_score"}[column.role]
            measures.append((measure, None))
        elif column.role == PERCENT:
            measures.append(("pct_of_max", None))
        elif place == total or column.year is not None or (column.says_total and _in_percent(grid, place)):
            measures.append(("score", None))
        else:
            measures.append(("score", clean_criterion(column.header) or column.header))
    if len(scores) > 1 and sum(column.role == RANK for column in grid.columns) > 1:
        _pair_ranks(grid, measures)
    return _Plan(tuple(measures))


def _pair_ranks(grid: Grid, measures: list[tuple[str, str | None] | None]) -> None:
    """A rank right behind a criterion's score is the rank on that criterion."""
    for place, column in enumerate(grid.columns):
        before = measures[place - 1] if place else None
        if column.role == RANK and column.year is None and before and before[0] == "score":
            measures[place] = ("rank", before[1])


def read_grid(grid: Grid, context: Context, lexicon: Lexicon, mark: str) -> Readings:
    """Every reading of a table; ``context`` is what the headings and the caption say of it."""
    out = Readings()
    for line, reason in grid.broken:
        out.doubts.append(
            Doubt(
                line,
                reason,
                "restore the missing cell by a line in corrections.yaml, or fix the file's conversion",
            )
        )
    if not grid.columns:
        return out
    plan = _plan(grid, context, mark)
    for number, row in enumerate(grid.rows, start=1):
        _read_row(out, grid, plan, row, number, _block_of(row, context, lexicon), lexicon, mark)
    _read_maxima(out, grid, plan, context, mark)
    for row in grid.foot_rows:
        _read_foot(out, row, plan, context, mark)
    _read_bands(out, grid, context, lexicon, mark)
    return out


def _block_of(row: Row, context: Context, lexicon: Lexicon) -> Context:
    if row.band is not None:
        found = blocks_in(row.band.words, lexicon)
        if len(found) == 1:
            return replace(context, block=found[0])
    return context


def mention_of(cell: Cell, lexicon: Lexicon) -> Mention:
    """The unit that a whole cell names, a ranking number or a remark in brackets behind it left out."""
    normal = normalise(cell.text)
    found = tokens(normal)
    hit = lexicon.names.longest(normal, found, 0)
    entries = tuple(hit[1]) if hit and hit[0] == len(found) else ()
    return Mention(cell.text, cell.span, entries)


def _locator(grid: Grid, row: int | str, column: int) -> str:
    return f"table={grid.number};row={row};col={column + 1}"


def _read_row(
    out: Readings,
    grid: Grid,
    plan: _Plan,
    row: Row,
    number: int,
    context: Context,
    lexicon: Lexicon,
    mark: str,
) -> None:
    name = grid.column(NAME)
    cell = row.cells[name] if name is not None else None
    if cell is None:
        return
    unit = mention_of(cell, lexicon)
    for place, (column, planned) in enumerate(zip(grid.columns, plan.measures, strict=True)):
        found = row.cells[place]
        if found is None or not found.text:
            continue
        if planned is None:
            if column.role == COUNTER or found.is_number:
                _note(out, column.role, found, context)
            continue
        reading = _cell_reading(found, planned, unit, context, _locator(grid, number, place), lexicon, mark)
        if reading is not None:
            if reading.measure == "score" and _in_percent(grid, place):
                reading = replace(reading, measure="pct_of_max", unit="percent")
            out.values.append(replace(reading, year=column.year))
        elif not found.is_void and not ranked_out(found.words):
            said = f"'{found.text}' in the column '{column.header}' is no {planned[0]}"
            out.doubts.append(
                Doubt(found.span.line, said, "correct the column by a line in corrections.yaml")
            )
    if (
        row.band is not None
        and (hit := band_row(row.band.words, lexicon))
        and "tier" not in {p[0] for p in plan.measures if p}
    ):
        out.values.append(
            _tier_reading(
                row.band,
                hit.start,
                hit.end,
                hit.tier.name,
                unit,
                context,
                f"table={grid.number};row={number};band",
            )
        )


def _note(out: Readings, role: str, cell: Cell, context: Context) -> None:
    if role == CHANGE:
        out.claims.append(ClaimReading("other", cell.text, None, "points", cell.span, context))
    else:
        out.structure.append(cell.span)


def _cell_reading(
    cell: Cell,
    planned: tuple[str, str | None],
    unit: Mention | None,
    context: Context,
    locator: str,
    lexicon: Lexicon,
    mark: str,
) -> Reading | None:
    measure, criterion = planned
    if measure == "tier":
        hit = cell_tier(cell.words, lexicon)
        if hit is None:
            return None
        return _tier_reading(cell, hit.start, hit.end, hit.tier.name, unit, context, locator)
    if measure == "rank" and (roman := roman_value(cell.words)):
        return Reading(
            unit, "rank", criterion, Decimal(roman), cell.text, cell.span, "rank", "table", locator, context
        )
    match = re.match(rf"\s*({NUMBER.pattern})\s*(?:/\s*\d+|%|điểm)?\s*$", cell.normal.text)
    if match is None:
        return None
    first, last = cell.normal.original(match.start(1), match.end(1))
    span = Span(cell.span.line, cell.span.start + first, cell.span.start + last)
    value = parse_number(match.group(1), mark)
    if measure == "rank" and value != value.to_integral_value():
        return None
    units = {"rank": "rank", "pct_of_max": "percent"}
    return Reading(
        unit,
        measure,
        criterion,
        value,
        cell.text[first:last],
        span,
        units.get(measure, "points"),
        "table",
        locator,
        context,
    )


def _tier_reading(
    cell: Cell, start: int, end: int, tier: str, unit: Mention | None, context: Context, locator: str
) -> Reading:
    normal = normalise(cell.text)
    shift = len(normal.text) - len(normal.text.lstrip())
    first, last = normal.original(start + shift, end + shift)
    span = Span(cell.span.line, cell.span.start + first, cell.span.start + last)
    return Reading(
        unit, "tier", None, None, cell.text[first:last], span, "tier", "table", locator, context, tier=tier
    )


def _read_maxima(out: Readings, grid: Grid, plan: _Plan, context: Context, mark: str) -> None:
    for place, (column, planned) in enumerate(zip(grid.columns, plan.measures, strict=True)):
        if column.maximum and planned and planned[0] == "score":
            value, token, span = column.maximum
            out.values.append(
                Reading(
                    None,
                    "max_score",
                    planned[1],
                    value,
                    token,
                    span,
                    "points",
                    "table",
                    _locator(grid, "header", place),
                    context,
                )
            )
    for row in grid.max_rows:
        for place, planned in enumerate(plan.measures):
            cell = row.cells[place]
            value = _number(cell, mark)
            if cell is None or value is None:
                continue
            if planned and planned[0] == "score":
                text = cell.number or cell.text
                out.values.append(
                    Reading(
                        None,
                        "max_score",
                        planned[1],
                        value,
                        text,
                        cell.span,
                        "points",
                        "table",
                        _locator(grid, "max", place),
                        context,
                    )
                )
            else:
                out.structure.append(cell.span)


def _read_foot(out: Readings, row: Row, plan: _Plan, context: Context, mark: str) -> None:
    label = next((cell.text for cell in row.cells if cell and cell.has_letters), "")
    for cell, planned in zip(row.cells, plan.measures, strict=True):
        value = _number(cell, mark)
        if cell is not None and value is not None:
            kind = "average" if "bình" in normalise(label).text else "other"
            criterion = planned[1] if planned else None
            out.claims.append(
                ClaimReading(kind, label, value, "points", cell.span, context, criterion=criterion or "total")
            )


def _read_bands(out: Readings, grid: Grid, context: Context, lexicon: Lexicon, mark: str) -> None:
    """Shares printed in group rows (``A. Mức khá (67%)``) are claims on the rows under them."""
    for cell in grid.bands:
        hit = band_row(cell.words, lexicon)
        for match in re.finditer(rf"({NUMBER.pattern})\s*(%|(?:đơn vị|cơ quan|sở|huyện))", cell.normal.text):
            first, last = cell.normal.original(match.start(1), match.end(1))
            span = Span(cell.span.line, cell.span.start + first, cell.span.start + last)
            kind, unit = ("tier_share", "percent") if match.group(2) == "%" else ("tier_count", "units")
            tier = hit.tier.name if hit else None
            out.claims.append(
                ClaimReading(
                    kind, cell.text, parse_number(match.group(1), mark), unit, span, context, "total", tier
                )
            )
