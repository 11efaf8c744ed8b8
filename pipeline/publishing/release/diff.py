"""The difference of two releases: which rows came, went and changed, by the key of each table, and what caused it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.publishing.data.data_files import connect, name, text
from pipeline.publishing.release.causes import cause_of, find_causes
from schemas.contract import PUBLISHED, Table


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs. ``kind``: added, removed or changed; ``values``: of changed columns, the old and the new.

    ``key`` are the values of the table's key; of a table or column that one release lacks, its name. ``cause`` is one
    of `causes.CAUSES`.
    """

    table: str
    kind: str
    key: tuple[str, ...]
    values: tuple[tuple[str, object, object], ...]
    cause: str

    @property
    def detail(self) -> str:
        """What changed, in words: ``column: old → new``."""
        return "; ".join(f"{column}: {old} → {new}" for column, old, new in self.values)


def diff(old: Path, new: Path) -> Iterator[Change]:
    """Yield the changes from release folder ``old`` to ``new``, in order of table and key.

    The table ``release`` names the release itself and is left out. A table or column that only one of the
    two has is told as one change.
    """
    with connect(None, old, new) as con:
        usual = find_causes(con, old, new)
        for table in PUBLISHED:
            if table.name != "release":
                yield from _table_changes(con, table, old, new, usual)


def _table_changes(
    con: duckdb.DuckDBPyConnection, table: Table, old: Path, new: Path, usual: str
) -> Iterator[Change]:
    """Yield the changes of one table; ``usual`` is the cause where no source of a row is one."""
    files = [folder / "parquet" / f"{table.name}.parquet" for folder in (old, new)]
    present = [file.is_file() for file in files]
    if not all(present):
        if any(present):
            kind = "added" if present[1] else "removed"
            yield Change(table.name, kind, ("the whole table",), (), "code")
        return
    before, after = (_columns(con, file) for file in files)
    for column in sorted(before ^ after):
        kind = "added" if column in after else "removed"
        yield Change(table.name, kind, (f"the column {column}",), (), "code")
    common = [column.name for column in table.columns if column.name in before & after]
    # rows of a table without a key are told apart by all they hold, and by how often
    key = [column for column in table.primary_key or common if column in common]
    others = [column for column in common if column not in key]
    for kind, cause, *values in con.execute(_query(key, others, files, usual)).fetchall():
        pairs = zip(others, values[len(key) :: 2], values[len(key) + 1 :: 2], strict=True)
        changed = tuple((column, one, other) for column, one, other in pairs if one != other)
        named = tuple(str(value) for value in values[: len(key)])
        yield Change(table.name, kind, named, changed if kind == "changed" else (), cause)


def _columns(con: duckdb.DuckDBPyConnection, file: Path) -> set[str]:
    """Return the column names of a Parquet file."""
    return {row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {text(file)}").fetchall()}


def _query(key: list[str], others: list[str], files: list[Path], usual: str) -> str:
    """Return the query for the differing rows: kind, cause, key, then old and new value of every other column."""
    keys = ", ".join(f"coalesce(o.{name(c)}, n.{name(c)}) AS {name(c)}" for c in key)
    values = "".join(f", o.{name(c)}, n.{name(c)}" for c in others)
    same = " AND ".join(f"o.{name(c)} IS NOT DISTINCT FROM n.{name(c)}" for c in key)
    differs = " OR ".join(f"o.{name(c)} IS DISTINCT FROM n.{name(c)}" for c in others) or "false"
    old, new = (_numbered(key, file) for file in files)
    return f"""
        SELECT
            CASE WHEN o._nth IS NULL THEN 'added' WHEN n._nth IS NULL THEN 'removed' ELSE 'changed' END,
            {cause_of([*key, *others], usual)}, {keys}{values}
        FROM ({old}) AS o
        FULL JOIN ({new}) AS n ON {same} AND o._nth = n._nth
        WHERE o._nth IS NULL OR n._nth IS NULL OR {differs}
        ORDER BY {", ".join(name(c) for c in key)}, coalesce(o._nth, n._nth)"""


def _numbered(key: list[str], file: Path) -> str:
    """Return the query for the rows of ``file``, those of equal key numbered."""
    return f"SELECT *, row_number() OVER (PARTITION BY {', '.join(map(name, key))}) AS _nth FROM {text(file)}"
