"""verify.sql: what a release says it computed, computed again from its printed values and compared.

The parts in sql/verify rebuild tables under their published names; how each is compared follows from the contract.
"""

from collections.abc import Iterator
from contextlib import chdir, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.publishing.data.data_files import connect
from pipeline.warehouse.models import SQL
from schemas.contract import PUBLISHED, STAGED, Table

VERIFY = "verify.sql"

# The tables that are rebuilt, each with the columns that are decided by more than numbers and taken as given. So are
# all columns that are as read, but for what counts other rows.
REBUILT = {
    "statements": {"assessment_id", "criterion_id"},
    "criteria": {
        "assessment_id",
        "name",
        "position",
        "dimension_id",
        "dimension_link",
        "dimension_reason",
        "dimension_reason_en",
        "named_at",
    },
    "assessments": {"source_id", "province_id", "year", "period", "index_id", "block", "n_units_basis"},
    "scores": {"assessment_id"},
    "assessed_units": {"reason"},
    "rankings": {"assessment_id"},
    "comparability": {"reason", "reason_en"},
    "dominance": set[str](),
    # the weights are the witnesses that the ends are held against
    "rank_ranges": {"best_weights", "worst_weights"},
    "drop_one_ranks": set[str](),
    "criterion_weights": set[str](),
    "rank_correlations": set[str](),
    "band_exchange": set[str](),
    "sources": set[str](),
}
_COUNTS = {"sources": {"n_numbers", "n_unaccounted", "n_by_hand"}}

# Releases made before it ended with an error leave the same table.
_CHECKS = """
SELECT
    "check",
    count(*) FILTER (WHERE published IS NOT NULL OR rebuilt IS NOT NULL),
    count(*) FILTER (WHERE published IS DISTINCT FROM rebuilt)
FROM compared GROUP BY "check" ORDER BY "check"
"""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One check: how many values were compared, and how many of them differ."""

    check: str
    n_compared: int
    n_differing: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs: the check, the key of its row, and the value as published and as rebuilt."""

    check: str
    row: str
    published: str | None
    rebuilt: str | None


@dataclass(frozen=True, slots=True)
class Verification:
    """What verify.sql found in a release, in order of check and row."""

    comparisons: tuple[Comparison, ...]
    differences: tuple[Difference, ...]


def write_verification(folder: Path, release_id: str) -> None:
    """Put verify.sql, which names its release, into the release in ``folder``."""
    *parts, outcome = (path.read_text(encoding="utf-8") for path in sorted((SQL / "verify").glob("*.sql")))
    compared = (compare(table) for table in PUBLISHED if table.name in REBUILT)
    sql = "\n".join((*parts, *compared, outcome))
    (folder / VERIFY).write_text(f"-- release {release_id}\n{sql}", encoding="utf-8")


def row_key(table: Table) -> tuple[str, ...]:
    """Return the columns that tell a row of ``table``; the id of a criterion begins with that of its list."""
    spared = {"assessment_id"} if "criterion_id" in table.primary_key else set()
    return tuple(name for name in table.primary_key if name not in spared)


def compare(table: Table) -> str:
    """Return the statement that compares ``table`` with what was rebuilt of it, row by row and column by column."""
    key = row_key(table)
    row = " || ' ' || ".join(f"coalesce(p.{name}, r.{name})" for name in key)
    cells = [f"{{'check': '{table.name}', 'published': p.{key[0]}, 'rebuilt': r.{key[0]}}}"]
    cells += [
        f"{{'check': '{table.name}.{name}', 'published': p.{name}::VARCHAR, 'rebuilt': r.{name}::{kind}::VARCHAR}}"
        for name, kind in _compared_columns(table)
    ]
    listed = ",\n        ".join(cells)
    return f"""INSERT INTO compared
SELECT cell."check", "row", cell.published, cell.rebuilt
FROM (
    SELECT {row} AS "row", unnest([
        {listed}
    ]) AS cell
    FROM 'parquet/{table.name}.parquet' AS p
    FULL JOIN rebuilt_{table.name} AS r ON {" AND ".join(f"r.{name} = p.{name}" for name in key)}
);
"""


def _compared_columns(table: Table) -> Iterator[tuple[str, str]]:
    """Yield name and type of each computed column of ``table``."""
    as_read = {column.name for staged in STAGED if staged.name == table.name for column in staged.columns}
    given = {*row_key(table), *REBUILT[table.name], *(as_read - _COUNTS.get(table.name, set()))}
    for column in table.columns:
        if column.name not in given:
            yield column.name, column.duckdb_type


def verify(folder: Path) -> Verification:
    """Run the verify.sql of the release in ``folder``, as it was shipped, on the Parquet files beside it.

    Raises FileNotFoundError where the release has none, and duckdb.Error where a table or column is missing.
    """
    sql = (folder / VERIFY).read_text(encoding="utf-8")
    # the paths in the file are those inside a release
    with chdir(folder), connect(None, Path("parquet")) as con:
        # it ends with this error where values differ, once all are compared
        with suppress(duckdb.InvalidInputException):
            con.execute(sql)
        comparisons = con.execute(_CHECKS).fetchall()
        differences = con.execute("FROM differences").fetchall()
    return Verification(
        tuple(Comparison(*row) for row in comparisons), tuple(Difference(*row) for row in differences)
    )
