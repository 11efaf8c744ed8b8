"""Printed values."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import BLOCKS, MEASURES, ORIGINS, STATEMENT_UNITS


class StagedStatements(TableModel, key=("statement_id",)):
    """One row a printed value of a named unit, or a printed maximum; told again is a row again."""

    statement_id: Cell = column()
    source_id: Cell = column(references="sources.source_id")
    province_id: Cell = column(references="provinces.province_id")
    year: Cell = column(vi="Năm mà giá trị thuộc về", en="Year that the value belongs to")
    index_id: Cell = column()
    block: Cell = column(values=BLOCKS)
    agency_id: Cell = column(nullable=True, references="agencies.agency_id")
    agency: Cell = column(nullable=True)
    subject_text: Cell = column(nullable=True)
    criterion: Cell = column()
    measure: Cell = column(values=MEASURES)
    value: Cell = column(nullable=True)
    tier: Cell = column(nullable=True)
    value_text: Cell = column()
    decimals: Cell = column(nullable=True)
    unit: Cell = column(values=STATEMENT_UNITS)
    origin: Cell = column(values=ORIGINS)
    locator: Cell = column()
    line: Cell = column()
    col_start: Cell = column()
    col_end: Cell = column()
    quote: Cell = column()
    repair: Cell = column(nullable=True)


class Statements(StagedStatements):
    """The same with the assessment and the criterion that the value belongs to."""

    assessment_id: Cell = column(nullable=True, references="assessments.assessment_id")
    criterion_id: Cell = column(nullable=True, references="criteria.criterion_id")
    is_counted: Cell = column()


STAGED = Table.of("statements", StagedStatements, vi="Giá trị được công bố.", en="Printed values.")
TABLE = Table.of(
    "statements",
    Statements,
    vi="Mọi giá trị được công bố: của đơn vị nào, ở đâu, nguyên văn ra sao.",
    en="Every printed value: of which unit, where it stands, and its very words.",
)
