"""The statements of all assessments, the telling that counts before the others."""

from dataclasses import dataclass
from decimal import Decimal

import duckdb

from pipeline.inference.printed import Figure, Place

_STATEMENTS = """
SELECT st.criterion_id, st.agency_id, st.measure, st.value, st.decimals, st.tier, st.origin, st.subject_text,
    st.source_id, st.line, st.col_start, st.col_end, st.quote, st.assessment_id, agencies.name,
    st.source_id = lists.source_id AS is_own, split_part(st.locator, ';', 1) AS part
FROM statements AS st
JOIN assessments AS lists ON lists.assessment_id = st.assessment_id
LEFT JOIN agencies ON agencies.agency_id = st.agency_id
ORDER BY is_own DESC, st.origin = 'table' DESC, st.decimals DESC NULLS LAST, st.source_id, st.line,
    st.col_start, st.statement_id
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
    is_own: bool
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
    """The statements that belong to an assessment: own source, table, most decimals first."""
    return [Statement(*row) for row in con.execute(_STATEMENTS).fetchall()]
