"""The statements of all assessments, with those that count in their lists."""

from dataclasses import dataclass
from decimal import Decimal

import duckdb

from pipeline.audit.arithmetic.printed import Figure, Location
from pipeline.warehouse.typed_rows import read_rows
from schemas.tables import statements as tables


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedStatement(tables.ListedStatement):
    """A row of ``statements`` that belongs to an assessment."""

    assessment_id: str
    criterion_id: str

    @property
    def location(self) -> Location:
        """Where it is printed."""
        part = self.locator.partition(";")[0]
        return Location(self.source_id, self.line, self.col_start, self.col_end, self.quote, part)

    @property
    def figure(self) -> Figure:
        """Its number; zero where only words state it."""
        return Figure(self.value or Decimal(0), self.decimals or 0, self.location)


def read_statements(con: duckdb.DuckDBPyConnection) -> list[ListedStatement]:
    """Return the statements that belong to an assessment, in the order of their locations."""
    return read_rows(
        con,
        ListedStatement,
        "FROM core.statements WHERE assessment_id IS NOT NULL ORDER BY source_id, line, col_start, statement_id",
    )
