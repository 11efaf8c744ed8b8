"""The difference of two releases: which rows came, went and changed, by the key of each table."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.publishing.files import connect, name, text
from schemas.contract import PUBLISHED, Table


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs. ``kind``: added, removed or changed; ``detail``: the columns, old → new."""

    table: str
    kind: str
    key: str
    detail: str


def diff(old: Path, new: Path) -> Iterator[Change]:
    """Yield the changes from release folder ``old`` to ``new``, in order of table and key.

    The table ``release`` names the release itself and is left out. A table or column that only one of the
    two has is told as one change.
    """
    with connect(Path(":memory:")) as con:
        for table in PUBLISHED:
            if table.name != "release":
                yield from _table_changes(con, table, old, new)


def _table_changes(con: duckdb.DuckDBPyConnection, table: Table, old: Path, new: Path) -> Iterator[Change]:
    """Yield the changes of one table."""
    files = [folder / "parquet" / f"{table.name}.parquet" for folder in (old, new)]
    present = [file.is_file() for file in files]
    if not all(present):
        if any(present):
            yield Change(table.name, "added" if present[1] else "removed", "", "the whole table")
        return
    before, after = (_columns(con, file) for file in files)
    for column in sorted(before ^ after):
        yield Change(table.name, "added" if column in after else "removed", "", f"the column {column}")
    key = list(table.primary_key)
    if not set(key) <= before & after:
        return
    others = [c.name for c in table.columns if c.name in before & after and c.name not in key]
    for kind, *values in con.execute(_query(key, others, files)).fetchall():
        told = dict(zip([*key, *(f"{side}{c}" for c in others for side in "<>")], values, strict=True))
        yield Change(
            table.name,
            kind,
            ", ".join(str(told[column]) for column in key),
            _detail(told, others) if kind == "changed" else "",
        )


def _columns(con: duckdb.DuckDBPyConnection, file: Path) -> set[str]:
    """Return the column names of a Parquet file."""
    return {row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {text(file)}").fetchall()}


def _query(key: list[str], others: list[str], files: list[Path]) -> str:
    """Return the query for the differing rows: kind, key, then old and new value of every other column."""
    keys = ", ".join(f"coalesce(o.{name(c)}, n.{name(c)}) AS {name(c)}" for c in key)
    values = "".join(f", o.{name(c)}, n.{name(c)}" for c in others)
    same = " AND ".join(f"o.{name(c)} IS NOT DISTINCT FROM n.{name(c)}" for c in key)
    differs = " OR ".join(f"o.{name(c)} IS DISTINCT FROM n.{name(c)}" for c in others) or "false"
    order = ", ".join(name(c) for c in key)
    return f"""
        SELECT
            CASE WHEN o._there IS NULL THEN 'added' WHEN n._there IS NULL THEN 'removed' ELSE 'changed' END,
            {keys}{values}
        FROM (SELECT *, true AS _there FROM {text(files[0])}) AS o
        FULL JOIN (SELECT *, true AS _there FROM {text(files[1])}) AS n ON {same}
        WHERE o._there IS NULL OR n._there IS NULL OR {differs}
        ORDER BY {order}"""


def _detail(told: dict[str, object], columns: list[str]) -> str:
    """Return ``column: old → new`` for each column that changed."""
    pairs = [(column, told[f"<{column}"], told[f">{column}"]) for column in columns]
    return "; ".join(f"{column}: {old} → {new}" for column, old, new in pairs if old != new)
