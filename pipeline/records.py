"""Statements as ``xephang extract`` prints them: one record a statement, on stdout."""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from pipeline.extraction.lexicon import provinces
from pipeline.resolution.rows import StagedRows, StatementRow


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
    slugs = {province.province_id: province.slug for province in provinces()}
    for row in rows.statements:
        yield Record(
            row.locator, row.line, row.quote, slugs[row.province_id], row.year, row.index_id, row.block,
            row.agency or "", row.subject_text or "", row.measure, row.criterion, value_of(row),
            row.value_text, row.unit, row.origin,
        )  # fmt: skip


def write(rows: StagedRows, how: str) -> None:
    """Print the records of ``rows``, and nothing else, on stdout; ``how`` is table, jsonl or csv."""
    names = [field.name for field in fields(Record)]
    found = [[getattr(record, name) for name in names] for record in records(rows)]
    match how:
        case "jsonl":
            for values in found:
                print(json.dumps(dict(zip(names, values, strict=True)), ensure_ascii=False))
        case "csv":
            csv.writer(sys.stdout, lineterminator="\n").writerows([names, *found])
        case "table":
            _write_table(names, found)


def account(rows: StagedRows) -> Iterator[str]:
    """Yield the lines that tell how surely a document was read: repairs, unknown names, lost numbers."""
    for repair in dict.fromkeys(row.repair for row in rows.statements if row.repair):
        yield f"repaired: {repair}"
    for name in rows.unresolved:
        near = f"; nearest: {name.candidates}" if name.candidates else ""
        yield f"unknown name in line {name.line}: {name.subject_text}{near}"
    lost = [entry for entry in rows.number_ledger if entry.fate == "unaccounted"]
    for entry in lost:
        yield f"unaccounted number in line {entry.line}: {entry.token}"
    for fault in rows.quarantine:
        yield f"{fault.path}, {fault.place}: {fault.reason}. Cure: {fault.cure}"
    fates = Counter(entry.fate for entry in rows.number_ledger)
    told = ", ".join(f"{count} {fate}" for fate, count in sorted(fates.items(), key=lambda pair: -pair[1]))
    yield f"{len(rows.statements)} statements, {len(rows.claims)} claims; numbers: {told or 'none'}"


def _write_table(names: Sequence[str], found: Sequence[Sequence[object]]) -> None:
    """Print aligned columns, without quote and locator, which the line number leads to."""
    shown = [position for position, name in enumerate(names) if name not in ("locator", "quote")]
    table = [[names[position] for position in shown]]
    table += [[str(values[position]) for position in shown] for values in found]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for cells in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())


def value_of(row: StatementRow) -> str:
    """Return the value as printed, with its decimals; a tier's is its name."""
    if row.value is None:
        return row.tier or ""
    return f"{row.value:.{row.decimals or 0}f}"
