"""The statements of all assessments, with those that count in their lists."""

from dataclasses import dataclass
from decimal import Decimal

import duckdb

from pipeline.audit.arithmetic.printed import Figure, Place

_STATEMENTS = """
SELECT st.criterion_id, st.agency_id, st.measure, st.value, st.decimals, st.tier, st.origin, st.subject_text,
    st.source_id, st.line, st.col_start, st.col_end, st.quote, st.assessment_id, st.agency,
    st.is_counted, split_part(st.locator, ';', 1) AS part
FROM core.statements AS st
WHERE st.assessment_id IS NOT NULL
ORDER BY st.source_id, st.line, st.col_start, st.statement_id
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """A row of ``statements`` that belongs to an assessment."""

    criterion_id: str
    agency_id: str | None
    measure: str
    value: Decimal | None
    decimals: int | None
    tier: str | None
    origin: str
    subject_text: str | None
    source_id: str
    line: int
    col_start: int
    col_end: int
    quote: str
    assessment_id: str
    name: str | None
    is_counted: bool
    part: str

    @property
    def place(self) -> Place:
        """Where it is printed."""
        return Place(self.source_id, self.line, self.col_start, self.col_end, self.quote, self.part)

    @property
    def figure(self) -> Figure:
        """Its number; nought where only words tell it."""
        return Figure(self.value or Decimal(0), self.decimals or 0, self.place)


def read_statements(con: duckdb.DuckDBPyConnection) -> list[Statement]:
    """Return the statements that belong to an assessment, in the order of their places."""
    return [Statement(*row) for row in con.execute(_STATEMENTS).fetchall()]
