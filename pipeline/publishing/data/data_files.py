"""The published tables as Parquet, CSV and a DuckDB file. Same rows, same bytes, but for the DuckDB file."""

import base64
import os
from pathlib import Path

import duckdb

from pipeline.warehouse.models import functions
from schemas.contract import (
    PUBLISHED,
    VIEWS,
    Column,
    Table,
    comments,
    create_table,
    described_schema,
    foreign_keys,
)
from schemas.ddl import target

# Tables of some hundred rows: blocks of the usual 256 KB would be mostly air.
_BLOCK_SIZE = 16384
# What a CSV file begins with: without it Excel reads UTF-8 as the code page of its country.
_MARK = "\ufeff"


def connect(
    database: Path | None = None, *folders: Path, read_only: bool = False
) -> duckdb.DuckDBPyConnection:
    """Open ``database``, or one in memory, whose SQL reaches no file outside ``folders``, no network and no extension.

    What a row or a model says can then neither read nor write anything else, whatever it says.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        # thousands of rows: handing them to more threads costs more than it saves
        "threads": 1,
    }
    con = duckdb.connect(str(database or ":memory:"), read_only=read_only, config=config)
    # a relative path is only reached through a relative folder
    reached = ", ".join(text(path) for folder in folders for path in (folder, folder.resolve()))
    con.execute(f"SET allowed_directories = [{reached}]; SET enable_external_access = false")
    return con


def name(identifier: str) -> str:
    """Return ``identifier`` quoted for SQL."""
    return '"' + identifier.replace('"', '""') + '"'


def text(value: str | Path) -> str:
    """Return ``value`` as an SQL string literal."""
    return "'" + str(value).replace("'", "''") + "'"


def select(table: Table, schema: str = "main") -> str:
    """Return the query for all rows of ``table`` in ``schema``, columns and rows in published order."""
    columns = [column.name for column in table.columns]
    rest = [column for column in columns if column not in table.primary_key]
    order = ", ".join(name(column) for column in (*table.primary_key, *rest))
    listed = ", ".join(name(column) for column in columns)
    return f"SELECT {listed} FROM {schema}.{name(table.name)} ORDER BY {order}"


def write_parquet(con: duckdb.DuckDBPyConnection, table: Table, folder: Path) -> Path:
    """Write ``table`` to ``folder``/<table>.parquet, with what its columns mean, and return the path.

    The meaning stands where Arrow looks for the metadata of fields: pandas, polars, R and Arrow itself show it.
    """
    path = folder / f"{table.name}.parquet"
    told = base64.b64encode(described_schema(table).serialize().to_pybytes()).decode()
    described = f"KV_METADATA {{'ARROW:schema': {text(told)}, 'description': {text(table.description_en)}}}"
    con.execute(f"COPY ({select(table)}) TO {text(path)} (FORMAT parquet, COMPRESSION zstd, {described})")
    return path


def write_csv(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write every table to ``folder``/<table>.csv: UTF-8 with its mark, comma, header, plain numbers, lists in JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in PUBLISHED:
        first = table.columns[0].name
        listed = ", ".join(
            f"{_csv_value(column)} AS {name(_MARK * (column.name == first) + column.name)}"
            for column in table.columns
        )
        query = f"SELECT {listed} FROM ({select(table)})"
        path = folder / f"{table.name}.csv"
        con.execute(f"COPY ({query}) TO {text(path)} (FORMAT csv, HEADER)")


def _csv_value(column: Column) -> str:
    """Return the expression of ``column``; lists are JSON, decimals lose trailing zeros (92.35, not 92.350000)."""
    quoted = name(column.name)
    if column.duckdb_type.endswith("[]"):
        return f"to_json({quoted})"
    if not column.duckdb_type.startswith("DECIMAL"):
        return quoted
    return f"rtrim(rtrim(CAST({quoted} AS VARCHAR), '0'), '.')"


def write_database(con: duckdb.DuckDBPyConnection, path: Path, *, keys: bool = True) -> None:
    """Copy the published tables and views from the memory of ``con`` to a new database at ``path``.

    It takes its place whole: whoever looks while it is written, or after a build was killed, finds the last. Without
    ``keys``, tables that do not hold to theirs can be kept too.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}")
    for left in (beside, beside.with_name(f"{beside.name}.wal")):
        left.unlink(missing_ok=True)
    con.execute(f"ATTACH {text(beside)} AS published (BLOCK_SIZE {_BLOCK_SIZE}); USE published; BEGIN")
    tables = {table.name: table for table in PUBLISHED}
    for table_name, declared in foreign_keys(PUBLISHED).items():
        table = tables[table_name]
        con.execute(";".join([create_table(table, declared if keys else None), *comments(table)]))
        _fill(con, table, [column for column in declared if keys and target(column)[0] == table_name])
    for function in functions().values():
        con.execute(function)
    for view in VIEWS:
        con.execute(";".join([_definition(con, view), *comments(view)]))
    con.execute("COMMIT; USE memory; DETACH published")
    os.replace(beside, path)


def _fill(con: duckdb.DuckDBPyConnection, table: Table, own: list[Column]) -> None:
    """Copy the rows of ``table`` from memory; where ``own`` point into itself, each behind those it points at."""
    filled = f"INSERT INTO {name(table.name)} FROM ({select(table, 'memory.main')}) AS row"
    if not own:
        con.execute(filled)
        return
    (key,) = table.primary_key
    there = f"SELECT {name(key)} FROM {name(table.name)}"
    ready = [f"({name(column.name)} IS NULL OR {name(column.name)} IN ({there}))" for column in own]
    condition = " AND ".join([*ready, f"{name(key)} NOT IN ({there})"])
    while con.execute(f"{filled} WHERE {condition}").fetchone() != (0,):
        pass


def _definition(con: duckdb.DuckDBPyConnection, view: Table) -> str:
    """Return the CREATE VIEW statement of ``view`` in the memory of ``con``."""
    query = "SELECT sql FROM duckdb_views() WHERE database_name = 'memory' AND view_name = ?"
    row = con.execute(query, [view.name]).fetchone()
    if row is None:
        raise LookupError(f"the view {view.name} was not built; add sql/marts/{view.name}.sql")
    return str(row[0]).rstrip().rstrip(";")
