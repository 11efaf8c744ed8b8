"""verify.sql: what a release says it computed, computed again from its printed values and compared."""

from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from pipeline.publishing.data.data_files import connect
from pipeline.warehouse.models import SQL

VERIFY = "verify.sql"


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
    sql = (SQL / VERIFY).read_text(encoding="utf-8")
    (folder / VERIFY).write_text(f"-- release {release_id}\n{sql}", encoding="utf-8")


def verify(folder: Path) -> Verification:
    """Run the verify.sql of the release in ``folder``, as it was shipped, on the Parquet files beside it.

    Raises FileNotFoundError where the release has none, and duckdb.Error where a table or column is missing.
    """
    sql = (folder / VERIFY).read_text(encoding="utf-8")
    # the paths in the file are those inside a release
    with connect() as con, chdir(folder):
        comparisons = con.execute(sql).fetchall()
        differences = con.execute("FROM differences").fetchall()
    return Verification(
        tuple(Comparison(*row) for row in comparisons), tuple(Difference(*row) for row in differences)
    )
