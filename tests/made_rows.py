"""Rows by name: a fixture states what its test is about, and every column that it does not name is filled in."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from schemas.columns import COLUMNS
from schemas.contract import PUBLISHED

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")

_TABLES = {table.name: table for table in PUBLISHED}
_DAY = date(2020, 1, 1)
# What stands in a column that must not be empty and that nobody names; in others the least number it may hold.
_PLAIN: dict[object, object] = {
    "VARCHAR": "-",
    "BOOLEAN": False,
    "DATE": _DAY,
    "VARCHAR[]": [],
    str: "-",
    bool: False,
    date: _DAY,
}


def made(row: type[Row], **named: object) -> Row:
    """Return a row of the class ``row``; a field that is not named is empty, or plain where it must not be."""
    hints = get_type_hints(row)
    rest = {
        field.name: _empty(field.name, hints[field.name]) for field in fields(row) if field.name not in named
    }
    return row(**rest, **named)


def _empty(name: str, hint: Any) -> object:
    if get_origin(hint) is tuple:
        return ()
    return None if type(None) in get_args(hint) else _plain(name, hint)


def _plain(name: str, kind: object) -> object:
    least = COLUMNS[name].low if name in COLUMNS else None
    return _PLAIN.get(kind, least or 0)


def filled(table: str, **named: object) -> dict[str, object]:
    """Return a row of a published table by column, what is not named filled in as in `made`."""
    columns = _TABLES[table].columns
    unknown = named.keys() - {column.name for column in columns}
    assert not unknown, f"{table} has no column {sorted(unknown)}"
    rest = {
        column.name: next(iter(column.allowed), _plain(column.name, column.duckdb_type))
        for column in columns
        if not column.nullable
    }
    return rest | named


def insert(table: str, **named: object) -> str:
    """Return the SQL that inserts such a row."""
    row = filled(table, **named)
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(map(_literal, row.values()))})"


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool | int | float | Decimal):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]::VARCHAR[]"
    return "'" + str(value).replace("'", "''") + "'"
