"""The rows of tables in DuckDB as the dataclasses that declare them."""

from typing import Any

import duckdb
import pyarrow as pa

from schemas.table import Row, table_of


def read_rows(con: duckdb.DuckDBPyConnection, row: type[Row], from_clause: str) -> list[Row]:
    """Return what ``from_clause`` (FROM, WHERE, ORDER BY) yields, all columns of the table of ``row``."""
    names = [column.name for column in table_of(row).columns]
    listed = ", ".join(f'"{name}"' for name in names)
    # through Arrow: it keeps DECIMAL exact and costs a fifth of fetching row by row
    arrow = con.execute(f"SELECT {listed} {from_clause}").to_arrow_table()
    columns = (_values(column) for column in arrow.columns)
    return [row(**dict(zip(names, values, strict=True))) for values in zip(*columns, strict=True)]


def _values(column: pa.ChunkedArray) -> list[object]:
    """Return the values of ``column``; a list is a tuple, as in the rows."""
    values: list[Any] = column.to_pylist()
    return list(map(tuple, values)) if pa.types.is_list(column.type) else values
