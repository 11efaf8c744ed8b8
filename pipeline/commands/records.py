"""Statements as records: one a statement, as ``xephang extract`` prints them for machines."""

import csv
import json
import sys
from collections.abc import Iterable

from pipeline.resolution.staged_rows import StagedRows
from schemas.tables.statements import StagedStatement

_FIELDS = (
    *("locator", "line", "quote", "province", "year", "index", "block", "agency", "subject_text"),
    *("measure", "criterion", "value", "value_text", "unit", "origin"),
)
# The columns that a record names otherwise.
_COLUMNS = {"province": "province_id", "index": "index_id"}


def printed_value(row: StagedStatement) -> str:
    """Return the value with its printed decimals; a tier's is its name."""
    if row.value is None:
        return row.tier or ""
    return f"{row.value:.{row.decimals or 0}f}"


def as_record(row: StagedStatement, names: Iterable[str] = _FIELDS) -> dict[str, object]:
    """Return a statement by the fields of a record; one without an entry is an empty text."""
    entries = {name: getattr(row, _COLUMNS.get(name, name)) for name in names}
    return {name: "" if entry is None else entry for name, entry in entries.items()} | {
        "value": printed_value(row)
    }


def write(rows: StagedRows, how: str) -> None:
    """Print the records of ``rows``, and nothing else, on stdout; ``how`` is jsonl or csv."""
    found = map(as_record, rows.statements)
    if how == "csv":
        writer = csv.DictWriter(sys.stdout, _FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
        return
    for record in found:
        print(json.dumps(record, ensure_ascii=False))
