"""Statements as records: one a statement, as ``xephang extract`` prints them for machines."""

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields

from pipeline.resolution.staged_rows import StagedRows
from schemas.tables.statements import StagedStatement


@dataclass(frozen=True, slots=True)
class Record:
    """A statement as read. ``value`` is the number as printed, with a decimal point, or a tier name."""

    locator: str
    line: int
    quote: str
    province: str
    year: int
    index: str
    block: str
    agency: str
    subject_text: str
    measure: str
    criterion: str
    value: str
    value_text: str
    unit: str
    origin: str


def records(rows: StagedRows) -> Iterator[Record]:
    """Yield the record of each statement of ``rows``."""
    for row in rows.statements:
        yield Record(
            row.locator, row.line, row.quote, row.province_id, row.year, row.index_id, row.block,
            row.agency or "", row.subject_text or "", row.measure, row.criterion, value_of(row),
            row.value_text, row.unit, row.origin,
        )  # fmt: skip


def write(rows: StagedRows, how: str) -> None:
    """Print the records of ``rows``, and nothing else, on stdout; ``how`` is jsonl or csv."""
    names = [field.name for field in fields(Record)]
    found = [[getattr(record, name) for name in names] for record in records(rows)]
    if how == "csv":
        csv.writer(sys.stdout, lineterminator="\n").writerows([names, *found])
        return
    for values in found:
        print(json.dumps(dict(zip(names, values, strict=True)), ensure_ascii=False))


def value_of(row: StagedStatement) -> str:
    """Return the value as printed, with its decimals; a tier's is its name."""
    if row.value is None:
        return row.tier or ""
    return f"{row.value:.{row.decimals or 0}f}"
