"""Tables made for one test: rows of cells parted by strokes, as the layout hands them on."""

from decimal import Decimal

from pipeline.reading.readings import Context, Readings, Span
from pipeline.reading.scope import Setting
from pipeline.reading.tables.read_tables import read_tables
from pipeline.reading.tables.table import Row, Table
from pipeline.reading.text.cells import Cell
from pipeline.reading.text.witnesses import PlacedTable, Witness
from pipeline.reading.vocabulary.gazetteer import gazetteer_for
from pipeline.reading.vocabulary.name_entries import provinces

LAO_CAI = Setting(gazetteer_for(next(one for one in provinces() if one.province_id == "lao-cai")), ",")


def cells_of(text: str, line: int) -> tuple[Cell | None, ...]:
    """Return the cells of a row, None where nothing stands."""
    cells: list[Cell | None] = []
    start = 0
    for part in text.split("|"):
        cells.append(Cell(part, Span(line, start, start + len(part))) if part else None)
        start += len(part) + 1
    return tuple(cells)


def table(
    header: str, rows: str, names: tuple[int, ...] = (1,), others: str = "", number: int = 1, first: int = 1
) -> Table:
    """Return a table of rows, a line each; ``>`` opens a group row."""
    heads = header.splitlines()
    line = first + len(heads)
    groups: tuple[Cell, ...] = ()
    found: list[Row] = []
    for text in rows.splitlines():
        if text.startswith(">"):
            groups = (Cell(text[1:], Span(line, 0, len(text) - 1)),)
        else:
            found.append(Row(cells_of(text, line), groups))
        line += 1
    foot = tuple(Row(cells_of(text, line + at)) for at, text in enumerate(others.splitlines()))
    header_rows = tuple(cells_of(text, first + at) for at, text in enumerate(heads))
    return Table(header_rows, tuple(found), foot, names, first, line + len(foot), number)


def placed(of: Table, *witnesses: Witness, **context: str | int) -> PlacedTable:
    """Return a table with what stands over it."""
    return PlacedTable(of, witnesses, Context(**context))  # type: ignore[arg-type]


def read(*tables: PlacedTable) -> list[Readings]:
    """Return what tables of one document say."""
    return read_tables(tables, [], LAO_CAI)


Told = tuple[str, str, str, int | None, str]


def told(out: Readings) -> list[Told]:
    """Return unit, measure, criterion (of the section or the whole: ``total``), year and value of each reading."""
    return [
        (
            value.mention.text if value.mention else "",
            value.measure,
            value.criterion or "total",
            value.year,
            value.tier or _plain(value.value),
        )
        for value in out.values
    ]


def _plain(value: Decimal | None) -> str:
    return "" if value is None else str(value)
