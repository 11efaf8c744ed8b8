"""A large release, composed of one document of the real one: copied for each province and year, under ids of its own.

It shows how pages and files grow; its figures say nothing of anybody.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from pipeline.warehouse.models import functions
from schemas.contract import PUBLISHED, VIEWS, Column, Table, create_table

# Ids that are hashes of a row: each copy has its own.
_HASHES = {
    "statement_id", "fact_id", "claim_id", "deduction_id", "conflict_id", "discrepancy_id", "doubt_id", "band_id",
    "target_id", "rank_statement_id", "tier_statement_id",
}  # fmt: skip
# Tables that are of no document.
_WHOLE = {"provinces", "successions", "code_lists", "release"}
_PAIRS = """
INSERT INTO main.comparability
SELECT a.assessment_id, b.assessment_id, step, [], 'Bậc ' || step, 'Step ' || step
FROM main.assessments AS a
JOIN main.assessments AS b ON a.assessment_id < b.assessment_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN a.index_id <> b.index_id THEN 'E' WHEN a.block <> b.block THEN 'D'
        WHEN a.province_id = b.province_id THEN 'B' ELSE 'D' END AS step
) AS stepped
"""


def compose(given: Path, out: Path, source_id: str, provinces: Sequence[str], years: Sequence[int]) -> None:
    """Write the release `out`: the document `source_id` of the release `given`, once for each province and year."""
    with duckdb.connect(str(out)) as con:
        con.execute(f"ATTACH '{given}' AS given (READ_ONLY)")
        con.execute("CREATE TEMP TABLE copies (province VARCHAR, year INTEGER)")
        con.executemany("INSERT INTO copies VALUES (?, ?)", [(p, y) for p in provinces for y in years])
        found = con.execute(
            "SELECT province_id, year FROM given.sources WHERE source_id = ?", [source_id]
        ).fetchone()
        assert found is not None, f"{source_id}: no document of this release"
        for table in PUBLISHED:
            # keys are left off: a copy that broke one would show in the pages
            con.execute(create_table(table))
            if table.name in _WHOLE:
                con.execute(f"INSERT INTO main.{table.name} FROM given.{table.name}")
            elif table.name != "comparability":
                con.execute(_copied(table, source_id, *found))
        con.execute(_PAIRS)
        for function in functions().values():
            con.execute(function)
        for view in VIEWS:
            con.execute(_definition(con, view))


def _definition(con: duckdb.DuckDBPyConnection, view: Table) -> str:
    """Return the CREATE VIEW statement of a view as the given release has it."""
    query = "SELECT sql FROM duckdb_views() WHERE database_name = 'given' AND view_name = ?"
    found = con.execute(query, [view.name]).fetchone()
    assert found is not None, f"{view.name}: no view of this release"
    return str(found[0])


def _copied(table: Table, source_id: str, province: str, year: int) -> str:
    """Return the statement that copies the rows of a table that belong to the document."""
    values = ", ".join(_value(column, province, year) for column in table.columns)
    # units stay what they are from year to year
    copies = "(SELECT DISTINCT province, 0 AS year FROM copies)" if table.name == "agencies" else "copies"
    return (
        f"INSERT INTO main.{table.name} SELECT {values} FROM given.{table.name} AS given_rows "
        f"CROSS JOIN {copies} AS copies WHERE {_belongs(table, source_id, province)}"
    )


def _value(column: Column, province: str, year: int) -> str:
    """Return how a column of a copy is worked out."""
    own, suffix = f'given_rows."{column.name}"', "'-' || copies.province || copies.year"
    if column.name == "year":
        return "copies.year"
    if column.name == "province_id":
        return "copies.province"
    if column.name == "inputs":
        return f"list_transform({own}, one -> one || {suffix})"
    if column.name in _HASHES:
        return f"{own} || {suffix}"
    if "_id" in column.name and column.duckdb_type == "VARCHAR":
        dated = f"replace({own}, '{province}-{year}', copies.province || '-' || copies.year)"
        return f"replace({dated}, '{province}/', copies.province || '/')"
    return own


def _belongs(table: Table, source_id: str, province: str) -> str:
    """Return the condition on a row to belong to the document or one of its lists."""
    names = {column.name for column in table.columns}
    lists = f"(SELECT assessment_id FROM given.assessments WHERE source_id = '{source_id}')"
    if "source_id" in names:
        return f"given_rows.source_id = '{source_id}'"
    if "assessment_id" in names:
        return f"given_rows.assessment_id IN {lists}"
    if "agency_id" in names:
        return f"given_rows.agency_id LIKE '{province}/%'"
    return "false"
