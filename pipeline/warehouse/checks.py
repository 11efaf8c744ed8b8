"""The checks of the published tables: each is SQL that returns the failing rows.

Those of sql/checks are written by hand, the others follow from the models. They read published tables alone,
so they hold for any release.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from pipeline.warehouse.models import SQL, WarehouseError
from schemas.contract import PUBLISHED, generated_checks

_SAMPLE = 5
_HEADER = re.compile(r"-- (?P<table>\w+): (?P<message>[^\n]*(?:\n--[^\n]*)*Cure: [^\n]+(?:\n--[^\n]*)*)")
_GENERATED = (
    "The rows hold to the contract in schemas/. Cure: mend the row at its source, or its model in sql/."
)


@dataclass(frozen=True, slots=True)
class Check:
    """A query for failing rows of ``table``; ``message`` says what must hold and the cure."""

    table: str
    name: str
    message: str
    sql: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found; ``sample`` shows the first failing rows as ``column=value`` texts."""

    table: str
    name: str
    n_failing: int
    sample: tuple[str, ...]
    message: str

    @property
    def passed(self) -> bool:
        """Whether no row fails."""
        return self.n_failing == 0


def all_checks() -> list[Check]:
    """Return the checks of sql/checks by name, then those that follow from the models."""
    files = sorted((SQL / "checks").glob("*.sql"))
    written = [read_check(file.stem, file.read_text(encoding="utf-8")) for file in files]
    for table in PUBLISHED:
        written += [Check(table.name, name, _GENERATED, sql) for name, sql in generated_checks(table)]
    return written


def read_check(name: str, sql: str) -> Check:
    """Read a file of sql/checks: its leading comment names the table, what must hold and the cure."""
    header = _HEADER.match(sql)
    if not header:
        cure = "begin it with '-- <table>: <what must hold>. Cure: <cure>'"
        raise WarehouseError(f"sql/checks/{name}.sql: its comment does not say what it checks; {cure}")
    message = " ".join(line.removeprefix("--").strip() for line in header["message"].splitlines())
    return Check(header["table"], name, message, sql)


def run_checks(con: duckdb.DuckDBPyConnection) -> list[CheckResult]:
    """Run every check on the published tables of ``con``."""
    return [run_check(con, check) for check in all_checks()]


def run_check(con: duckdb.DuckDBPyConnection, check: Check) -> CheckResult:
    """Run one check."""
    try:
        cursor = con.execute(check.sql)
    except duckdb.Error as error:
        raise WarehouseError(f"check {check.name}: {str(error).splitlines()[0]}; repair the check") from error
    names = [column[0] for column in cursor.description or ()]
    rows = cursor.fetchall()
    sample = tuple(_show(names, row) for row in rows[:_SAMPLE])
    return CheckResult(check.table, check.name, len(rows), sample, check.message)


def _show(names: Sequence[str], row: Sequence[object]) -> str:
    """Return a row in one line."""
    return ", ".join(f"{name}={value}" for name, value in zip(names, row, strict=True) if value is not None)
