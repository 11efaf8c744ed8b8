"""From grids to readings: what the cells say of the units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.reading.readings import ClaimReading, Context, Mention, ParseIssue, Reading, Readings, Span
from pipeline.reading.scope import Setting
from pipeline.reading.tables.boards import owners, plan_boards
from pipeline.reading.tables.columns import CHANGE, COUNTER, CRITERION, NAME, NOTE
from pipeline.reading.tables.grids import Grid, Row
from pipeline.reading.tables.plans import Plan, Planned, number_in, plan_columns
from pipeline.reading.tables.table_claims import cell_claim, foot_claims, group_row_claims, remark_claims
from pipeline.reading.text.cells import RANK_AND_SCORE, TOTAL_ROW, Cell, is_unranked_marker
from pipeline.reading.vocabulary.criterion_names import clean_criterion
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import TierHit, cell_tier, group_row_tier
from pipeline.reading.vocabulary.topics import block_in
from pipeline.reading.vocabulary.unit_cells import mention_of, numbers_in_name
from pipeline.vietnamese.numbers import parse_number, roman_value
from schemas.values import UNIT_OF_MEASURE

_FIGURE = pattern(r" ?{n:number} ?(/ ?\d+|%|{points})? ?$")
_OF_WHOLE = pattern(r" ?{number} ?/ ?{n:number} ?{points}? ?")
# The running number of a row.
_COUNTER = re.compile(r"\W*\d{1,4}\W*")


@dataclass(frozen=True, slots=True)
class _CellOrigin:
    """Where a value stands: its unit, its locator, the context of its row, the year of its column."""

    unit: Mention
    locator: str
    context: Context
    year: int | None = None


def read_grid(grid: Grid, context: Context, setting: Setting) -> Readings:
    """Return every reading of a table; ``context`` is what the headings and the caption say of it."""
    out = Readings()
    for line, reason in grid.broken:
        cure = "restore the missing cell by a line in corrections.yaml, or fix the file's conversion"
        out.issues.append(ParseIssue(line, reason, cure))
    if not grid.columns:
        return out
    owner = owners(grid, setting.gazetteer)
    if owner is None:
        out.issues.append(_side_by_side(grid))
        return out
    plan = plan_boards(grid, plan_columns(grid, setting.mark), owner)
    for number, row in enumerate(grid.rows, start=1):
        _read_row(out, grid, plan, owner, number, _row_context(row, context), setting)
    out.structure += [cell.span for cell in grid.head]
    first = _row_context(grid.rows[0], context) if grid.rows else context
    _read_header_maxima(out, grid, plan, first)
    _read_max_rows(out, grid, plan, first, setting.mark)
    for row in grid.foot_rows:
        out.claims += foot_claims(row, plan, context, setting.mark)
    for cell in grid.group_rows:
        out.claims += group_row_claims(cell, context, setting.mark)
    return out


def _side_by_side(grid: Grid) -> ParseIssue:
    """Why a table with several columns of names is not read."""
    return ParseIssue(
        grid.first_line,
        f"table {grid.number} has several columns of names, and nothing shows whose the figures of a row are",
        "split the file into one table for each column of names",
    )


def _row_context(row: Row, context: Context) -> Context:
    """Return the context of a row: a group row over it may name its block."""
    said = [block for cell in (row.group_row, row.block) if cell and (block := block_in(cell.words))]
    return replace(context, block=said[0]) if said else context


def _locator(grid: Grid, row: int | str, column: int) -> str:
    return f"table={grid.number};row={row};col={column + 1}"


def _read_row(
    out: Readings,
    grid: Grid,
    plan: Plan,
    owner: Sequence[int],
    number: int,
    context: Context,
    setting: Setting,
) -> None:
    """Read the values of the row ``number`` (from 1); ``owner`` tells whose the figures of each column are."""
    row = grid.rows[number - 1]
    units = {
        name: mention_of(cell, setting.gazetteer)
        for name in set(owner)
        if (cell := row.cells[name]) is not None and cell.has_letters
    }
    if grid.column(NAME) is None or not units:
        return
    for name in units:
        # a number in a name is part of it, also where nothing is said of the unit
        out.structure += numbers_in_name(row.cells[name])
    named = grid.column(CRITERION)
    for index, planned in enumerate(plan):
        found, column = row.cells[index], grid.columns[index]
        if planned is not None and named is not None:
            planned = _of_row(planned, row.cells[named])
        if found is None or not found.text:
            continue
        if planned is None:
            before = grid.rows[number - 2] if number > 1 else None
            if not (column.role == COUNTER and before is not None and _ties(row, before, index)):
                _note(out, column.role, found, context, setting.mark)
            continue
        unit = units.get(owner[index])
        if unit is None:  # a figure without a name stays open
            continue
        origin = _CellOrigin(unit, _locator(grid, number, index), context, column.year)
        readings = list(_values(found, planned, origin, setting.mark))
        out.values += readings
        _whole(out, found, planned, origin, setting.mark)
        if not readings and not found.is_void and not is_unranked_marker(found.words):
            reason = f"'{found.text}' in the column '{column.header}' is no {planned.measure}"
            cure = "correct the column by a line in corrections.yaml"
            out.issues.append(ParseIssue(found.span.line, reason, cure))
    tiered = any(planned is not None and planned.measure == "tier" for planned in plan)
    if row.group_row is not None and not tiered and (hit := group_row_tier(row.group_row.words)):
        locator = f"table={grid.number};row={number};band"
        out.values += [
            _tier_reading(row.group_row, hit, _CellOrigin(unit, locator, context)) for unit in units.values()
        ]


def _whole(out: Readings, cell: Cell, planned: Planned, origin: _CellOrigin, mark: str) -> None:
    """Read the number after a stroke: how many are ranked (``3/12``), or the maximum of a score (``8,5/10``)."""
    match = _OF_WHOLE.fullmatch(cell.normal.text)
    if match is None or planned.measure not in ("rank", "score"):
        return
    value, (text, span) = parse_number(match["n"], mark), cell.part(*match.span("n"))
    if planned.measure == "rank":
        subject = origin.unit.text
        out.claims.append(
            ClaimReading(
                claim_type="unit_count",
                subject=subject,
                value=value,
                unit="units",
                span=span,
                context=origin.context,
                criterion=planned.criterion,
            )
        )
    else:
        out.values.append(_maximum(planned, value, text, span, origin.locator, origin.context))


def _maximum(
    planned: Planned, value: Decimal, text: str, span: Span, locator: str, context: Context
) -> Reading:
    """Return the maximum of what a column measures."""
    return Reading(
        mention=None,
        measure="max_score",
        criterion=planned.criterion,
        value=value,
        value_text=text,
        span=span,
        unit="points",
        origin="table",
        locator=locator,
        context=context,
    )


def _of_row(planned: Planned, named: Cell | None) -> Planned:
    """Return what a column measures in a table with a row for each criterion, which ``named`` names."""
    if planned.criterion is not None or named is None or not named.has_letters:
        return planned
    if TOTAL_ROW.match(named.words):
        return planned
    return replace(planned, criterion=clean_criterion(named.text) or named.text)


def _note(out: Readings, role: str, cell: Cell, context: Context, mark: str) -> None:
    """Read a cell of a column that measures nothing: changes and remarks are claims, other numbers structure."""
    if role == NOTE and not cell.is_number:
        out.claims += remark_claims(cell, context, mark)
    elif role == CHANGE and cell.is_number:
        out.claims.append(cell_claim(cell, cell.span, context))
    elif role in (COUNTER, NOTE) and _COUNTER.fullmatch(cell.words):
        out.structure.append(cell.span)


def _ties(row: Row, before: Row, index: int) -> bool:
    """Return True where two rows of a group share a number: it counts no rows, it ranks them."""
    cell, other = row.cells[index], before.cells[index]
    same = cell is not None and other is not None and cell.is_number and cell.words == other.words
    return same and row.group_row == before.group_row


def _values(cell: Cell, planned: Planned, origin: _CellOrigin, mark: str) -> Iterator[Reading]:
    """Yield the value of a cell, or the two of a cell that holds rank and score (``17 (0,633)``)."""
    both = RANK_AND_SCORE.match(cell.normal.text)
    if both and planned.measure in ("score", "rank"):
        rank, score = ("a", "b") if planned.rank_first else ("b", "a")
        for measure, name in (("rank", rank), ("score", score)):
            value = parse_number(both.group(name), mark)
            told = replace(planned, measure=measure, percent=planned.percent and measure == "score")
            yield _reading(told, value, cell.part(*both.span(name)), origin)
        return
    single = _value(cell, planned, origin, mark)
    if single is not None:
        yield single


def _value(cell: Cell, planned: Planned, origin: _CellOrigin, mark: str) -> Reading | None:
    """Return the value of a cell, None where it holds nothing of what its column measures."""
    if planned.measure == "tier":
        hit = cell_tier(cell.words)
        return replace(_tier_reading(cell, hit, origin), criterion=planned.criterion) if hit else None
    if planned.measure == "rank" and (roman := roman_value(cell.words)):
        return _reading(planned, Decimal(roman), (cell.text, cell.span), origin)
    match = _FIGURE.match(cell.normal.text)
    if match is None:
        return None
    value = parse_number(match["n"], mark)
    if planned.measure == "rank" and value != value.to_integral_value():
        return None
    return _reading(planned, value, cell.part(*match.span("n")), origin)


def _reading(planned: Planned, value: Decimal, printed: tuple[str, Span], origin: _CellOrigin) -> Reading:
    text, span = printed
    measure = "pct_of_max" if planned.percent else planned.measure
    return Reading(
        mention=origin.unit,
        measure=measure,
        criterion=planned.criterion,
        value=value,
        value_text=text,
        span=span,
        unit=UNIT_OF_MEASURE[measure],
        origin="table",
        locator=origin.locator,
        context=origin.context,
        year=origin.year,
    )


def _tier_reading(cell: Cell, hit: TierHit, origin: _CellOrigin) -> Reading:
    shift = len(cell.normal.text) - len(cell.normal.text.lstrip())
    text, span = cell.part(hit.start + shift, hit.end + shift)
    return Reading(
        mention=origin.unit,
        measure="tier",
        criterion=None,
        value=None,
        value_text=text,
        span=span,
        unit="tier",
        origin="table",
        locator=origin.locator,
        context=origin.context,
        tier=hit.tier.name,
        year=origin.year,
    )


def _read_header_maxima(out: Readings, grid: Grid, plan: Plan, context: Context) -> None:
    """Read the maxima that the header prints."""
    for index, (column, planned) in enumerate(zip(grid.columns, plan, strict=True)):
        if column.maximum and planned and planned.measure == "score":
            found = column.maximum
            locator = _locator(grid, "header", index)
            out.values.append(_maximum(planned, found.value, found.token, found.span, locator, context))


def _read_max_rows(out: Readings, grid: Grid, plan: Plan, context: Context, mark: str) -> None:
    """Read the maxima that rows of their own print; a number over another column is structure."""
    for row in grid.max_rows:
        for index, planned in enumerate(plan):
            cell = row.cells[index]
            value = number_in(cell, mark)
            if cell is None or value is None:
                continue
            if planned is None or planned.measure != "score":
                out.structure.append(cell.span)
                continue
            text, locator = cell.number or cell.text, _locator(grid, "max", index)
            out.values.append(_maximum(planned, value, text, cell.span, locator, context))
