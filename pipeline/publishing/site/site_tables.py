"""What the site reads of a release: the published tables, whole or of one province, each when it is first asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from pipeline.publishing.site.contested import find_contested
from pipeline.publishing.site.gate import Elsewhere, Gate, read_elsewhere, read_gate
from pipeline.publishing.site.national import NationalPlace, read_national_places
from pipeline.warehouse.typed_rows import read_rows
from schemas.contract import PUBLISHED
from schemas.table import Row, Table, table_of
from schemas.tables.agencies import Agency, AgencyName, Province, UnresolvedName
from schemas.tables.assessments import Criterion, TierBand
from schemas.tables.claims import Discrepancy, Doubt, JudgedClaim
from schemas.tables.editions import Code
from schemas.tables.results import Result
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
        Result: "agency_id, year, assessment_id, criterion_id",
        Code: "list, name_vi COLLATE vi, code",
        UnresolvedName: "source_id, line, subject_text",
    }.items()
}

# What belongs to a province: its lists and documents, the lists that its documents tell of, and whatever these rest on.
_LISTS = """
CREATE OR REPLACE TEMP TABLE scope_lists AS
SELECT assessment_id FROM main.assessments WHERE province_id = $province
UNION
SELECT said.assessment_id
FROM main.statements AS said
JOIN main.sources USING (source_id)
WHERE sources.province_id = $province AND said.assessment_id IS NOT NULL
"""
_SOURCES = """
CREATE OR REPLACE TEMP TABLE scope_sources AS
SELECT source_id FROM main.sources WHERE province_id = $province
UNION SELECT source_id FROM main.assessments WHERE assessment_id IN (FROM scope_lists)
UNION SELECT source_id FROM main.statements WHERE assessment_id IN (FROM scope_lists)
UNION SELECT source_id FROM main.claims WHERE assessment_id IN (FROM scope_lists)
UNION SELECT source_id FROM main.tier_bands WHERE assessment_id IN (FROM scope_lists)
"""
_AGENCIES = """
CREATE OR REPLACE TEMP TABLE scope_agencies AS
SELECT agency_id FROM main.agencies WHERE province_id = $province
UNION SELECT agency_id FROM main.assessed_units WHERE assessment_id IN (FROM scope_lists)
UNION SELECT agency_id FROM main.statements WHERE source_id IN (FROM scope_sources) AND agency_id IS NOT NULL
UNION SELECT agency_id FROM main.discrepancies WHERE source_id IN (FROM scope_sources) AND agency_id IS NOT NULL
"""
_IN_SCOPE = {
    "assessment_id": "assessment_id IN (FROM scope_lists)",
    "source_id": "source_id IN (FROM scope_sources)",
}
_OF_AGENCIES = "agency_id IN (FROM scope_agencies)"
_OF_SUCCESSION = (
    "old_id IN (FROM scope_agencies) OR new_id IN (FROM scope_agencies)"
    " OR old_id IN (SELECT province_id FROM main.provinces)"
)


@dataclass(frozen=True, slots=True)
class Only:
    """A condition on the rows of the tables that have certain columns."""

    columns: frozenset[str]
    condition: str


@dataclass(frozen=True, slots=True)
class TableSize:
    """A published table and how many rows it has; its files have so many bytes, None where they do not lie there."""

    table: Table
    n_rows: int
    n_csv: int | None
    n_parquet: int | None


class Tables:
    """The rows of the published tables in the order in which pages show them, and the gate between lists."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, province_id: str | None = None, only: Sequence[Only] = ()
    ) -> None:
        """Read from the open release `con`, of one province where it is named; its scope is one of the connection.

        Or read no more than `only` says: its first entry whose columns a table has all of.
        """
        self._con = con
        self._only = only
        self._is_scoped = province_id is not None
        self._rows: dict[str, list[Any]] = {}
        for statement in (_LISTS, _SOURCES, _AGENCIES) if province_id is not None else ():
            con.execute(statement, {"province": province_id})

    @cached_property
    def contested(self) -> set[str]:
        """The ids of contested statements and contradicted claims, in scope or not."""
        return find_contested(self._con)

    @cached_property
    def national_places(self) -> dict[str, list[NationalPlace]]:
        """The national places of the provinces beside the lists in scope."""
        condition = "beside.assessment_id IN (FROM scope_lists)" if self._is_scoped else "true"
        return read_national_places(self._con, condition)

    @cached_property
    def gate(self) -> Gate:
        """The answers of the ladder for the lists in scope."""
        return read_gate(self._con, "assessment_id IN (FROM scope_lists)" if self._is_scoped else "true")

    @cached_property
    def newest_day(self) -> date | None:
        """The newest day that a document of the release bears: the same in every build of the same documents."""
        found = self._con.execute(
            "SELECT max(greatest(decided_on, published_on, retrieved_on)) FROM main.sources"
        ).fetchone()
        return found[0] if found else None

    @cached_property
    def elsewhere(self) -> dict[str, list[Elsewhere]]:
        """How the lists in scope compare with those of other provinces, which are counted only."""
        return read_elsewhere(self._con, "assessment_id IN (FROM scope_lists)") if self._is_scoped else {}

    def of(self, row: type[Row]) -> list[Row]:
        """Return the rows of the table that ``row`` is declared to be a row of; duckdb.Error where there is none."""
        table = table_of(row)
        if table.name not in self._rows:
            clause = f"FROM main.{table.name} WHERE {self._where(table)} ORDER BY {_order(table)}"
            self._rows[table.name] = read_rows(self._con, table.row, clause)
        return self._rows[table.name]

    def sizes(self) -> list[TableSize]:
        """Return all published tables by name, each with how many rows it has."""
        (path,) = self._con.execute("SELECT path FROM duckdb_databases() WHERE NOT internal").fetchall()[0]
        return [
            TableSize(
                table,
                self.count(table),
                _bytes(Path(path).parent / "csv" / f"{table.name}.csv"),
                _bytes(Path(path).parent / "parquet" / f"{table.name}.parquet"),
            )
            for table in sorted(PUBLISHED, key=lambda t: t.name)
        ]

    def count(self, table: Table, condition: str = "true") -> int:
        """Return how many rows of a table a condition holds for, in scope or not."""
        found = self._con.execute(f"SELECT count(*) FROM main.{table.name} WHERE {condition}").fetchone()
        assert found is not None
        return int(found[0])

    def _where(self, table: Table) -> str:
        names = {column.name for column in table.columns}
        for only in self._only:
            if names.issuperset(only.columns):
                return only.condition
        if not self._is_scoped:
            return "true"
        if table.name == "successions":
            return _OF_SUCCESSION
        conditions = [condition for name, condition in _IN_SCOPE.items() if name in names]
        if not conditions and "agency_id" in names:
            conditions = [_OF_AGENCIES]
        return " OR ".join(conditions) or "true"


def _bytes(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None


def _order(table: Table) -> str:
    return _ORDERS.get(table.name) or ", ".join(table.primary_key) or "ALL"
