"""The SQL that follows from the contract: DDL with comments and keys, and the checks of tables."""

from collections.abc import Iterable, Mapping, Sequence
from graphlib import TopologicalSorter

from schemas.table import Column, Table
from schemas.words import list_of


def create_table(table: Table, keys: Iterable[Column] | None = None) -> str:
    """Return the DDL of ``table``, its name unqualified.

    With ``keys``, foreign keys of its own, it declares these and the primary key.
    """
    parts = [
        f'"{column.name}" {column.duckdb_type}' + ("" if column.nullable else " NOT NULL")
        for column in table.columns
    ]
    if keys is not None and table.primary_key:
        parts.append(f"PRIMARY KEY ({', '.join(_quoted(name) for name in table.primary_key)})")
    for column in keys or ():
        other, field = target(column)
        parts.append(f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {_quoted(other)} ({_quoted(field)})")
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)})'


def foreign_keys(tables: Sequence[Table]) -> dict[str, tuple[Column, ...]]:
    """Return the foreign keys of ``tables`` that can be declared, by table, each behind those it points into.

    One that points forward in ``tables`` and closes a circle is left out: only the checks hold it.
    """
    names = [table.name for table in tables]
    pointing = [(table.name, column) for table in tables for column in table.columns if column.foreign_key]
    backward = [(name, key) for name, key in pointing if names.index(target(key)[0]) <= names.index(name)]
    before: dict[str, set[str]] = {name: set() for name in names}
    declared: dict[str, tuple[Column, ...]] = dict.fromkeys(names, ())
    for name, key in [*backward, *(both for both in pointing if both not in backward)]:
        other, _ = target(key)
        if other == name or name not in _reached(other, before):
            before[name] |= {other} - {name}
            declared[name] += (key,)
    return {name: declared[name] for name in TopologicalSorter(before).static_order()}


def _reached(name: str, before: Mapping[str, set[str]]) -> set[str]:
    """Return ``name`` and all tables that it points into, at whatever distance."""
    return {name}.union(*(_reached(other, before) for other in before[name]))


def target(column: Column) -> tuple[str, str]:
    """Return table and column that the foreign key ``column`` points at."""
    table, _, field = str(column.foreign_key).partition(".")
    return table, field


def comments(table: Table) -> list[str]:
    """Return the COMMENT statements of ``table`` and its columns: English, Vietnamese, the list of a coded column."""
    kind = "VIEW" if table.is_view else "TABLE"
    made = [f'COMMENT ON {kind} "{table.name}" IS {_both(table.description_en, table.description_vi)}']
    for column in table.columns:
        listed = list_of(table.name, column.name)
        coded = f" / code_lists.list = '{listed}'" if listed else ""
        told = _both(column.comment_en, column.description_vi + coded)
        made.append(f'COMMENT ON COLUMN "{table.name}"."{column.name}" IS {told}')
    return made


def generated_checks(table: Table) -> list[tuple[str, str]]:
    """Return name and SQL of the checks that follow from the model; each query returns the failing rows."""
    checks = []
    required = [column.name for column in table.columns if not column.nullable]
    if required:
        missing = " OR ".join(f'"{name}" IS NULL' for name in required)
        checks.append((f"{table.name}: not null", f'SELECT * FROM "{table.name}" WHERE {missing}'))
    bounds = [bound for column in table.columns for bound in _bounds(column)]
    if bounds:
        query = f'SELECT * FROM "{table.name}" WHERE {" OR ".join(bounds)}'
        checks.append((f"{table.name}: ranges", query))
    for column in table.columns:
        if column.allowed:
            listed = ", ".join(_literal(value) for value in column.allowed)
            query = f'SELECT * FROM "{table.name}" WHERE "{column.name}" NOT IN ({listed})'
            checks.append((f"{table.name}.{column.name}: allowed values", query))
        if column.foreign_key:
            checks.append((f"{table.name}.{column.name}: foreign key", _orphans(table.name, column)))
    if table.primary_key:
        key = ", ".join(f'"{name}"' for name in table.primary_key)
        query = f'SELECT {key}, count(*) AS n_rows FROM "{table.name}" GROUP BY ALL HAVING count(*) > 1'
        checks.append((f"{table.name}: key", query))
    return checks


def _bounds(column: Column) -> list[str]:
    """Return the SQL conditions of values that are out of the range of ``column``."""
    low = [f'"{column.name}" < {column.low}'] if column.low is not None else []
    high = [f'"{column.name}" > {column.high}'] if column.high is not None else []
    return [*low, *high]


def _orphans(table: str, column: Column) -> str:
    """Return the SQL for rows whose foreign key points nowhere."""
    other, field = target(column)
    found = f'SELECT 1 FROM "{other}" AS there WHERE there."{field}" = here."{column.name}"'
    return f'SELECT * FROM "{table}" AS here WHERE "{column.name}" IS NOT NULL AND NOT EXISTS ({found})'


def _quoted(identifier: str) -> str:
    """Return ``identifier`` quoted for SQL."""
    return f'"{identifier}"'


def _both(english: str, vietnamese: str) -> str:
    """Return the SQL literal of a text in both languages."""
    return _literal(f"{english} / {vietnamese}")


def _literal(text: str) -> str:
    """Return ``text`` as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"
