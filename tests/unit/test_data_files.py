"""The files of a release tell their own structure: keys in the DuckDB file, meanings in the Parquet files."""

import csv
import json
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipeline.publishing.data.data_files import connect, write_csv, write_database, write_parquet
from pipeline.publishing.data.datapackage import write_datapackage
from pipeline.warehouse.models import SQL, functions
from schemas.contract import PUBLISHED, VIEWS, create_table, foreign_keys
from schemas.ddl import target
from tests.made_rows import insert

LISTED = "ha-noi-2020-ict-departments"
# A list, and a criterion that comes before the one it is part of by name.
ROWS = {
    "provinces": [{"province_id": "ha-noi"}],
    "sources": [{"source_id": "ha-noi/1", "province_id": "ha-noi"}],
    "assessments": [{"assessment_id": LISTED, "source_id": "ha-noi/1", "province_id": "ha-noi"}],
    "criteria": [
        {"criterion_id": f"{LISTED}/a", "assessment_id": LISTED, "parent_criterion_id": f"{LISTED}/b"},
        {"criterion_id": f"{LISTED}/b", "assessment_id": LISTED, "parent_criterion_id": f"{LISTED}/total"},
        {"criterion_id": f"{LISTED}/total", "assessment_id": LISTED},
    ],
}


@pytest.fixture
def memory() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    for table in PUBLISHED:
        con.execute(create_table(table))
    for table_name, rows in ROWS.items():
        for row in rows:
            con.execute(insert(table_name, **row))
    for function in functions().values():
        con.execute(function)
    for view in VIEWS:
        con.execute(f"CREATE VIEW {view.name} AS {(SQL / 'marts' / f'{view.name}.sql').read_text('utf-8')}")
    return con


def keys(database: Path, kind: str) -> set[tuple[str, ...]]:
    with connect(database, read_only=True) as con:
        query = (
            "SELECT table_name, constraint_column_names FROM duckdb_constraints() WHERE constraint_type = ?"
        )
        return {(name, *columns) for name, columns in con.execute(query, [kind]).fetchall()}


def test_the_database_declares_the_keys_of_the_contract(
    memory: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    database = tmp_path / "x.duckdb"
    write_database(memory, database)
    assert keys(database, "PRIMARY KEY") == {
        (table.name, *table.primary_key) for table in PUBLISHED if table.primary_key
    }
    pointing = {
        (table.name, column.name) for table in PUBLISHED for column in table.columns if column.foreign_key
    }
    # a claim names the error it is counted in, the error its first claim: one of the two cannot be declared
    assert keys(database, "FOREIGN KEY") == pointing - {("claims", "discrepancy_id")}
    with connect(database, read_only=True) as con:
        assert con.execute("SELECT count(*) FROM criteria").fetchone() == (3,)


def test_a_key_points_at_a_table_that_is_there_already() -> None:
    made: set[str] = set()
    for table, columns in foreign_keys(PUBLISHED).items():
        assert {target(column)[0] for column in columns} <= made | {table}
        made.add(table)


def test_rows_that_break_their_keys_can_be_kept_to_be_looked_into(
    memory: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    memory.execute(insert("scores", assessment_id="of none", agency_id="of none", criterion_id="of none"))
    with pytest.raises(duckdb.ConstraintException):
        write_database(memory, tmp_path / "broken.duckdb")
    memory.execute("ROLLBACK; USE memory; DETACH published")
    write_database(memory, tmp_path / "kept.duckdb", keys=False)
    with connect(tmp_path / "kept.duckdb", read_only=True) as con:
        assert con.execute("SELECT count(*) FROM scores").fetchone() == (1,)


def test_the_database_is_of_small_blocks(memory: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write_database(memory, tmp_path / "x.duckdb")
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{tmp_path / 'x.duckdb'}' AS it (READ_ONLY)")
        size = "SELECT block_size FROM pragma_database_size() WHERE database_name = 'it'"
        assert con.execute(size).fetchone() == (16384,)


def test_the_columns_of_a_parquet_file_carry_their_meaning(
    memory: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    for table in PUBLISHED:
        schema = pq.read_schema(write_parquet(memory, table, tmp_path))
        told = [
            (
                field.name,
                field.type,
                field.metadata[b"description"].decode(),
                field.metadata[b"description_vi"],
            )
            for field in schema
        ]
        assert told == [
            (column.name, column.arrow_type, column.description_en, column.description_vi.encode())
            for column in table.columns
        ]
        assert schema.metadata[b"description_vi"].decode() == table.description_vi
    units = {field.name: field.metadata.get(b"unit") for field in pq.read_schema(tmp_path / "scores.parquet")}
    assert units["score"] == b"points" and units["agency_id"] is None


def test_a_csv_file_opens_in_excel_and_reads_the_same_elsewhere(
    memory: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Excel knows UTF-8 by the mark alone; the standard library of Python and DuckDB take it off."""
    memory.execute(insert("source_lines", source_id="ha-noi/1", line=1, text="Sở Y tế"))
    write_csv(memory, tmp_path)
    file = tmp_path / "source_lines.csv"
    assert file.read_bytes().startswith(b"\xef\xbb\xbfsource_id,line,")
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in tmp_path.iterdir())
    (row,) = csv.DictReader(file.open(encoding="utf-8-sig"))
    assert row["source_id"] == "ha-noi/1" and row["text"] == "Sở Y tế"
    read = duckdb.sql(f"SELECT source_id, text FROM read_csv('{file}')")
    assert read.fetchall() == [("ha-noi/1", "Sở Y tế")]


def test_no_empty_text_is_a_missing_value_that_the_package_demands(
    memory: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    memory.execute(insert("source_lines", source_id="ha-noi/1", line=1, text=""))
    write_csv(memory, tmp_path / "csv")
    write_datapackage(tmp_path, "0")
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = (one for one in package["resources"] if one["name"] == "source_lines")
    required = {
        field["name"]
        for field in resource["schema"]["fields"]
        if field.get("constraints", {}).get("required")
    }
    (row,) = csv.DictReader((tmp_path / resource["path"]).open(encoding="utf-8-sig"))
    assert "source_id" in required and not [name for name in required if row[name] == ""]


def test_sql_reaches_the_given_folders_and_nothing_else(tmp_path: Path) -> None:
    """Whatever a row or a model says: no other file, also not by a link, no network, no extension."""
    inside, outside = tmp_path / "inside", tmp_path / "outside.csv"
    inside.mkdir()
    outside.write_text("x\n1\n")
    (inside / "link.csv").symlink_to(outside)
    with connect(None, inside) as con:
        con.execute(f"COPY (SELECT 1 AS x) TO '{inside}/a.csv'")
        assert con.execute(f"FROM '{inside}/a.csv'").fetchall() == [(1,)]
        for sql in (
            f"FROM read_text('{outside}')",
            f"FROM read_csv('{inside}/../outside.csv')",
            f"FROM read_csv('{inside}/link.csv')",
            f"COPY (SELECT 1) TO '{tmp_path}/b.csv'",
            f"ATTACH '{tmp_path}/c.duckdb'",
            "FROM 'https://127.0.0.1/x.parquet'",
            "INSTALL httpfs",
            "SET enable_external_access = true",
        ):
            with pytest.raises(duckdb.Error, match=r"disabled|Cannot enable|httpfs"):
                con.execute(sql)
    assert not (tmp_path / "b.csv").exists() and not (tmp_path / "c.duckdb").exists()
