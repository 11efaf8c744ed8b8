"""What the site reads of a release: each published table once."""

from pathlib import Path
from typing import Any

import duckdb

from pipeline.publishing.site.gate import read_gate
from pipeline.warehouse.typed_rows import read_rows
from schemas.contract import PUBLISHED
from schemas.table import Row, Table, table_of
from schemas.tables.agencies import Agency, AgencyName, Province, UnresolvedName
from schemas.tables.assessments import Criterion, TierBand
from schemas.tables.claims import Discrepancy, Doubt, JudgedClaim
from schemas.tables.editions import Code
from schemas.tables.statements import Indicator, Statement

# The order in which pages show rows, where it is not that of the key: as they stand in a document, or by name.
_ORDERS = {
    table_of(row).name: order
    for row, order in {
        Province: "name COLLATE vi, province_id",
        Agency: "name COLLATE vi, agency_id",
        AgencyName: "source_id, line, subject_text, agency_id",
        Criterion: "assessment_id, position, criterion_id",
        TierBand: "assessment_id, criterion_id, level",
        Statement: "source_id, line, col_start, statement_id",
        JudgedClaim: "source_id, line, claim_id",
        Discrepancy: "source_id, line, discrepancy_id",
        Doubt: "source_id, line, doubt_id",
        Indicator: "source_id, line, indicator_id",
        Code: "list, name_vi COLLATE vi, code",
        UnresolvedName: "source_id, line, subject_text",
    }.items()
}


class Tables:
    """The rows of every published table, in the order in which pages show them, and the gate between lists."""

    def __init__(self, database: Path) -> None:
        """Read the release ``database``; raises duckdb.Error where a table is missing."""
        with duckdb.connect(str(database), read_only=True) as con:
            self._rows: dict[str, list[Any]] = {
                table.name: read_rows(con, table.row, f"FROM main.{table.name} ORDER BY {_order(table)}")
                for table in PUBLISHED
            }
            self.gate = read_gate(con)

    def of(self, row: type[Row]) -> list[Row]:
        """Return the rows of the table that ``row`` is declared to be a row of."""
        return self._rows[table_of(row).name]

    def counted(self) -> list[tuple[Table, int]]:
        """Return the tables by name, each with how many rows it has."""
        return [(table, len(self._rows[table.name])) for table in sorted(PUBLISHED, key=lambda t: t.name)]


def _order(table: Table) -> str:
    return _ORDERS.get(table.name) or ", ".join(table.primary_key) or "ALL"
