"""Fill a DuckDB file: ``staged``, ``codes``, ``core`` and ``audited`` hold the work, ``main`` what is published."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.warehouse.models import Model, WarehouseError, code_lists, functions, models
from schemas.contract import AUDITED, PUBLISHED, STAGED, VIEWS, Table, comments, create_table, to_arrow
from schemas.table import Row, table_of
from schemas.tables.editions import Code
from schemas.words import codes

CODELISTS = Path(__file__).resolve().parents[2] / "schemas" / "codelists"
# The code list that is no file: the words of coded columns.
_WORDS = "words"


def load(con: duckdb.DuckDBPyConnection, folders: Sequence[Path], codelists: Path = CODELISTS) -> None:
    """Load the staged tables of ``folders``, one a province, and the code lists that models read, as text.

    What an earlier load left is replaced. Raises WarehouseError where a file does not hold what it should.
    """
    # on thousands of rows a second thread costs a third more and gains nothing
    con.execute("SET threads = 1")
    with _transaction(con):
        for schema in ("staged", "codes", "core", "audited"):
            con.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}")
        for table in AUDITED:
            con.execute(_create("audited", table))
        for table in STAGED:
            files = [folder / f"{table.name}.parquet" for folder in sorted(folders)]
            _load_staged(con, table, [file for file in files if file.is_file()])
        for name in code_lists(models()):
            if name == _WORDS:
                con.register("words", to_arrow(table_of(Code), tuple(codes())))
                con.execute(f"CREATE TABLE codes.{_WORDS} AS FROM words")
                con.unregister("words")
            else:
                _load_codes(con, name, codelists / f"{name}.csv")


def restage(con: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> None:
    """Put ``tables``, one a staged table, in place of the staged rows that ``load`` left in ``con``."""
    with _transaction(con):
        for table in STAGED:
            con.register("fresh", tables[table.name])
            con.execute(f"DELETE FROM staged.{table.name}")
            con.execute(f"INSERT INTO staged.{table.name} SELECT {_names(table)} FROM fresh")
            con.unregister("fresh")


def build_core(con: duckdb.DuckDBPyConnection) -> None:
    """Run sql/core on what ``load`` or ``restage`` left in ``con``.

    Raises WarehouseError where a model fails.
    """
    with _transaction(con):
        for model in models():
            if model.schema == "core":
                _run(con, model)


def write_audited(con: duckdb.DuckDBPyConnection, row: type[Row], rows: Sequence[Row]) -> None:
    """Put ``rows`` into ``audited`` as the table of ``row``, one of AUDITED, in place of what is there."""
    table = table_of(row)
    con.register("found", to_arrow(table, rows))
    con.execute(f"DELETE FROM audited.{table.name}")
    con.execute(f"INSERT INTO audited.{table.name} FROM found")
    con.unregister("found")


def build_marts(con: duckdb.DuckDBPyConnection) -> None:
    """Run sql/marts on what sql/core and the audit left in ``con``; published tables without a model stay empty.

    Raises WarehouseError where a model fails.
    """
    with _transaction(con):
        for table in PUBLISHED:
            con.execute(f"DROP TABLE IF EXISTS main.{table.name}")
            con.execute(";".join([create_table(table), *comments(table)]))
        for function in functions().values():
            con.execute(function)
        for model in models():
            if model.schema == "main":
                _run(con, model)


def _run(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Make the table or view of ``model``."""
    tables = {table.name: table for table in (*PUBLISHED, *VIEWS)}
    try:
        if model.schema == "core":
            con.execute(f"CREATE OR REPLACE TABLE core.{model.name} AS {model.sql}")
        elif tables[model.name].is_view:
            con.execute(f"CREATE OR REPLACE VIEW main.{model.name} AS {model.sql}")
            con.execute(";".join(comments(tables[model.name])))
        else:
            con.execute(_insert(tables[model.name], model))
    except KeyError:
        cure = "add the table to schemas/contract.py, or move the file to sql/core"
        raise WarehouseError(f"{model.path}: no published table of this name; {cure}") from None
    except duckdb.Error as error:
        raise WarehouseError(f"{model.path}: {_line(error)}; repair the model or its input") from error


@contextmanager
def _transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Keep all or nothing of what is done within."""
    con.begin()
    try:
        yield
    except BaseException:
        con.rollback()
        raise
    con.commit()


def _load_codes(con: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """Load one code list."""
    try:
        con.execute(
            f"CREATE TABLE codes.{name} AS FROM read_csv(?, header = true, all_varchar = true, delim = ',', "
            "quote = '\"', escape = '\"', nullstr = '')",
            [str(path)],
        )
    except duckdb.Error as error:
        raise WarehouseError(f"schemas/codelists/{path.name}: {_line(error)}; repair the file") from error


def _load_staged(con: duckdb.DuckDBPyConnection, table: Table, files: list[Path]) -> None:
    """Create the staged ``table`` from its files; without any it is empty."""
    con.execute(_create("staged", table))
    if not files:
        return
    try:
        con.execute(
            f"INSERT INTO staged.{table.name} SELECT {_names(table)} FROM read_parquet(?)",
            [[str(file) for file in files]],
        )
    except duckdb.Error as error:
        cure = "delete build/staged and build again"
        raise WarehouseError(f"build/staged/*/{table.name}.parquet: {_line(error)}; {cure}") from error


def _create(schema: str, table: Table) -> str:
    """Return the DDL of ``table`` in ``schema``."""
    return create_table(table).replace("CREATE TABLE ", f"CREATE TABLE {schema}.", 1)


def _insert(table: Table, model: Model) -> str:
    """Return the INSERT that fills ``table`` in the order of its key."""
    order = ", ".join(f'"{name}"' for name in table.primary_key) or "ALL"
    return f"INSERT INTO main.{table.name} SELECT {_names(table)} FROM ({model.sql}) ORDER BY {order}"


def _names(table: Table) -> str:
    """Return the quoted column names of ``table``."""
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _line(error: duckdb.Error) -> str:
    """Return the first line of an error of DuckDB."""
    return str(error).splitlines()[0]
