"""What the rows of a table say, once it is known what its columns mean."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.reading.readings import Context, Mention, Readings
from pipeline.reading.scope import Setting
from pipeline.reading.tables.assignment import Assigned
from pipeline.reading.tables.cell_values import CellOrigin, maximum, read_cell, tier_reading
from pipeline.reading.tables.column_cells import number_in
from pipeline.reading.tables.column_heads import CHANGE, CONVERTED, COUNTER, MAXIMUM, NOTE, SCORE, TIER
from pipeline.reading.tables.columns import LABEL, PAIR, YEAR, Columns, Meaning
from pipeline.reading.tables.laid_rows import numbers_columns
from pipeline.reading.tables.owners import NOBODY
from pipeline.reading.tables.table import Row, Table
from pipeline.reading.tables.table_claims import (
    foot_claims,
    group_row_claims,
    remark_claims,
    share_claims,
)
from pipeline.reading.tables.table_doubts import doubt_of_cell
from pipeline.reading.text.cells import MAX_ROW, TOTAL_ROW, Cell, is_unranked_marker
from pipeline.reading.text.witnesses import PlacedTable
from pipeline.reading.vocabulary.criterion_names import clean_criterion, names_dimension
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import cell_tier, group_row_tier
from pipeline.reading.vocabulary.topics import block_in, index_named
from pipeline.reading.vocabulary.unit_cells import mention_of, numbers_in_name
from pipeline.vietnamese.normal import normalise

_COUNT = re.compile(r"\W*\d{1,6}\W*")
_YEAR = pattern(r"\b{year}\b")
_CRITERION = pattern("^{criterion_lead} ")
_LEAST_TIERS = 2


@dataclass(frozen=True)
class TableReading:
    """A table, what its columns mean, and the unit that stands over one without names."""

    placed: PlacedTable
    columns: Columns
    assigned: Sequence[Assigned]
    subject: Mention | None = None

    @property
    def table(self) -> Table:
        """The table itself."""
        return self.placed.table

    @cached_property
    def meanings(self) -> list[Meaning]:
        """What the columns mean; those in doubt say nothing."""
        return [Meaning(NOTE) if one.rival else one.meaning for one in self.assigned]

    @cached_property
    def is_converted(self) -> bool:
        """True where of the whole only converted points are printed, so that a unit's own maximum is of nothing."""
        wholes = {meaning.kind for meaning in self.meanings if meaning.criterion is None}
        return CONVERTED in wholes and SCORE not in wholes

    @cached_property
    def lists_indices(self) -> bool:
        """True where the rows of one unit are each of an index, not of a criterion."""
        at = next((at for at, meaning in enumerate(self.meanings) if meaning.kind == LABEL), None)
        labels = [] if at is None else [cell.words for row in self.table.rows if (cell := row.cells[at])]
        return len(labels) > 1 and all(map(index_named, labels))

    def column_name(self, at: int) -> str:
        """Return how a reader finds a column: the number of its table and its header."""
        return f"{self.table.number}: {self.columns.headings[at].own or at + 1}"


def read_rows(reading: TableReading, setting: Setting) -> Readings:
    """Return all that a table says."""
    out = Readings()
    table, context = reading.table, reading.placed.context
    out.structure += [cell.span for row in table.header for cell in row if cell is not None]
    first = _row_context(table.rows[0].groups, context)
    if (label := tier_labels(table)) is not None:
        for row in table.rows:
            out.claims += share_claims(row, label, reading.columns.headings, context, setting.mark)
        return out
    contexts = _contexts(table, context)
    for number, row in enumerate(table.rows, start=1):
        _read_row(out, reading, number, contexts[row.groups], setting)
    _read_header_maxima(out, reading, first)
    for row in table.others:
        _read_other(out, reading, row, _other_context(row, table, first), setting.mark)
    for cell in dict.fromkeys(cell for row in table.rows for cell in row.groups):
        out.claims += group_row_claims(cell, context, setting.mark)
    return out


def tier_labels(table: Table) -> int | None:
    """Return the column of tiers in a table of their shares: a row for each tier, one for all may follow; no names."""
    if table.names:
        return None
    labels = [
        [cell for row in table.rows if (cell := row.cells[at]) is not None] for at in range(table.width)
    ]
    for at, cells in enumerate(labels):
        tiers = cells[:-1] if len(cells) > _LEAST_TIERS and TOTAL_ROW.match(cells[-1].words) else cells
        if tiers and all(map(_is_tier, tiers)):
            return at
    return None


def _is_tier(cell: Cell) -> bool:
    return cell_tier(cell.words) is not None and not cell.is_number


def _row_context(groups: Sequence[Cell], context: Context) -> Context:
    """Return the context under group rows: the nearest that names a block tells it."""
    said = [block for cell in reversed(groups) if (block := block_in(cell.words))]
    return replace(context, block=said[0]) if said else context


def _other_context(row: Row, table: Table, first: Context) -> Context:
    """Return the context of a row without a unit: that of the group that it stands in; ``first``: of the first rows.

    Where each block has a row of its label, each is of its own block. Else one under the last block may be of all
    of them: then it is of none.
    """
    here = _row_context(row.groups, first)
    if here.block == first.block or table.rows[-1].groups != row.groups:
        return here
    alike = [other for other in table.others if _words_of(other.label) == _words_of(row.label)]
    blocks, labelled = (
        {_row_context(groups, first).block for groups in {other.groups for other in rows}}
        for rows in (table.rows, alike)
    )
    return here if blocks <= labelled else replace(first, block=None)


def _words_of(label: Cell | None) -> str:
    return label.words if label else ""


def _contexts(table: Table, context: Context) -> dict[tuple[Cell, ...], Context]:
    """Return what holds under the group rows of a table.

    Where the same units stand under several of them, they name years or criteria; elsewhere a criterion only
    where its words are those of one.
    """
    named = Counter(
        cell.words for row in table.rows for at in table.names[:1] if (cell := row.cells[at]) is not None
    )
    repeated = bool(named) and sum(named.values()) >= 2 * len(named)
    found: dict[tuple[Cell, ...], Context] = {}
    for groups in dict.fromkeys(row.groups for row in table.rows):
        here = _row_context(groups, context)
        nearest = groups[-1].words if groups and named else ""
        years = _YEAR.findall(nearest)
        if repeated and years:
            here = replace(here, year=int(years[-1]))
        elif nearest and group_row_tier(nearest) is None and block_in(nearest) is None:
            told = repeated or names_dimension(nearest) or _CRITERION.match(nearest)
            if told and not TOTAL_ROW.match(nearest):
                here = replace(here, criterion=clean_criterion(groups[-1].text))
        found[groups] = here
    return found


def _read_row(out: Readings, reading: TableReading, number: int, context: Context, setting: Setting) -> None:
    """Read the values of the row ``number`` (from 1)."""
    table, columns = reading.table, reading.columns
    row = table.rows[number - 1]
    units = _units(out, reading, row, setting)
    label, year = _label(reading, row, setting.mark)
    if label is not None and reading.lists_indices:
        label, context = None, replace(context, index=index_named(normalise(label).text))
    for at, meaning in enumerate(reading.meanings):
        cell = row.cells[at]
        if cell is None or cell.is_void or reading.assigned[at].rival:
            continue
        if not meaning.measures:
            said = columns.headings[at].role == NOTE
            _read_silent(out, meaning.kind, said, cell, context, setting.mark)
            continue
        if meaning.criterion is None and label is not None:
            meaning = replace(meaning, criterion=label)
        unit = units.get(columns.owners[at])
        locator = f"table={table.number};row={number};col={at + 1}"
        origin = CellOrigin(unit, locator, context, year)
        if meaning.kind == MAXIMUM and reading.is_converted:
            out.claims += remark_claims(cell, context, setting.mark)
        elif unit is not None:
            if not read_cell(out, cell, meaning, origin, setting.mark) and not is_unranked_marker(cell.words):
                out.doubts.append(doubt_of_cell(cell, meaning, reading.column_name(at)))
        elif not table.names and meaning.kind == MAXIMUM and (value := number_in(cell, setting.mark)):
            out.values.append(
                maximum(meaning.criterion, value, (cell.number or cell.text, cell.span), origin)
            )
    if any(meaning.kind == TIER for meaning in reading.meanings):
        return
    group = next((cell for cell in reversed(row.groups) if group_row_tier(cell.words)), None)
    hit = group_row_tier(group.words) if group else None
    if group is not None and hit is not None:
        locator = f"table={table.number};row={number};band"
        out.values += [
            tier_reading(group, hit, Meaning(TIER), CellOrigin(unit, locator, context, year))
            for unit in units.values()
        ]


def _units(out: Readings, reading: TableReading, row: Row, setting: Setting) -> dict[int, Mention]:
    """Return the units of a row by the column that names them."""
    if not reading.table.names:
        return {} if reading.subject is None else {NOBODY: reading.subject}
    found: dict[int, Mention] = {}
    for at in reading.table.names:
        cell = row.cells[at]
        if cell is not None and cell.has_letters:
            # a number in a name is part of it, also where nothing is said of the unit
            out.structure += numbers_in_name(cell)
            if at in reading.columns.owners:
                found[at] = mention_of(cell, setting.gazetteer)
    return found


def _label(reading: TableReading, row: Row, mark: str) -> tuple[str | None, int | None]:
    """Return the criterion and the year that a row is of, in a table with a row for each of them."""
    criterion: str | None = None
    year: int | None = None
    for meaning, cell in zip(reading.meanings, row.cells, strict=True):
        if cell is None:
            continue
        if meaning.kind == LABEL and criterion is None and cell.has_letters:
            if not TOTAL_ROW.match(cell.words):
                criterion = clean_criterion(cell.text) or cell.text
        elif meaning.kind == YEAR and (value := number_in(cell, mark)) is not None:
            year = int(value)
    return criterion, year


def _read_silent(out: Readings, kind: str, said: bool, cell: Cell, context: Context, mark: str) -> None:
    """Read a cell of a column that measures nothing: changes and remarks are claims, counters structure.

    A figure in a column that is only taken for one of remarks, ``said`` by no header, has no fate: it may be a result.
    """
    if kind == NOTE and not said and cell.is_number:
        return
    if kind == CHANGE or (kind == NOTE and not _COUNT.fullmatch(cell.words)):
        out.claims += remark_claims(cell, context, mark)
    elif kind in (COUNTER, NOTE, YEAR) and _COUNT.fullmatch(cell.words):
        out.structure.append(cell.span)
    elif kind == LABEL:
        out.structure += numbers_in_name(cell)


def _read_header_maxima(out: Readings, reading: TableReading, context: Context) -> None:
    """Read the maxima that the header prints."""
    for at, (heading, meaning) in enumerate(zip(reading.columns.headings, reading.meanings, strict=True)):
        found = heading.maximum
        if found and meaning.kind in (SCORE, CONVERTED, PAIR):
            origin = CellOrigin(None, f"table={reading.table.number};row=header;col={at + 1}", context)
            out.values.append(maximum(meaning.criterion, found.value, (found.token, found.span), origin))


def _read_other(out: Readings, reading: TableReading, row: Row, context: Context, mark: str) -> None:
    """Read a row without a unit: numbers of columns, maxima, weights, averages, sums, extremes."""
    cells = [cell for cell in row.cells if cell is not None and not cell.is_void]
    if numbers_columns(cells):
        out.structure += [cell.span for cell in cells]
        return
    if not (any(MAX_ROW.match(cell.words) for cell in cells) or _bounds_all(reading, row, mark)):
        out.claims += foot_claims(row, reading.meanings, context, mark)
        return
    for at, (cell, meaning) in enumerate(zip(row.cells, reading.meanings, strict=True)):
        value = number_in(cell, mark)
        if cell is None or value is None:
            continue
        if meaning.kind not in (SCORE, CONVERTED, PAIR) or meaning.percent:
            out.structure.append(cell.span)
            continue
        origin = CellOrigin(None, f"table={reading.table.number};row=max;col={at + 1}", context)
        out.values.append(maximum(meaning.criterion, value, (cell.number or cell.text, cell.span), origin))


def _bounds_all(reading: TableReading, row: Row, mark: str) -> bool:
    """Return True for whole numbers without a label that no figure of their columns is above: maxima."""
    if any(cell is not None and cell.has_letters for cell in row.cells):
        return False
    tops = {at: value for at, cell in enumerate(row.cells) if (value := number_in(cell, mark)) is not None}
    below = [
        value <= top == top.to_integral_value()
        for at, top in tops.items()
        for other in reading.table.rows
        if (value := number_in(other.cells[at], mark)) is not None
    ]
    return len(tops) > 1 and bool(below) and all(below)
