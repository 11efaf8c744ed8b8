"""What sets a source aside behind its reading: results without a unit, numbers without a fate."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.documents.errors import SourceError
from pipeline.reading.ledger.losses import losses, unread_lists
from pipeline.reading.readings import Readings, Span
from pipeline.resolution.by_hand import open_numbers
from pipeline.resolution.session import Book
from pipeline.resolution.staged_rows import StagedRows
from schemas.tables.statements import StagedStatement

# Of the numbers that stand where no result can be lost, one in so many may ship unaccounted, or so many.
_ONE_IN, _LEAST = 50, 3
# A message names at most so many places.
_SHOWN = 30


def refusals(book: Book, readings: Readings, rows: StagedRows) -> list[SourceError]:
    """Return what sets a source aside, each with all its places."""
    return [*_nameless(book, readings, rows), *_unaccounted(book, rows)]


def _nameless(book: Book, readings: Readings, rows: StagedRows) -> list[SourceError]:
    """Return the units that results are printed of and that nobody knows."""
    results = {(at.span.line, at.text) for reading in readings.values if (at := reading.mention)}
    names = [row for row in rows.unresolved_names if (row.line, row.subject_text) in results]
    if not names:
        return []
    told = [
        f"line {row.line}: '{row.subject_text}' (nearest: {row.candidates or 'none is near'})"
        for row in names
    ]
    return [
        SourceError(
            book.document.path,
            f"line {names[0].line}",
            f"nobody knows {_units(len(names))} that results are printed of: {_listed(told)}",
            f"say who is meant by a line in corrections.yaml: line: {names[0].line}, "
            f"before: '{names[0].subject_text}', after, reason",
        )
    ]


def _units(count: int) -> str:
    return "the unit" if count == 1 else f"the {count} units"


def _unaccounted(book: Book, rows: StagedRows) -> list[SourceError]:
    """Return the numbers without a fate, where they may be results or are too many."""
    by_place = {Span(row.line, row.col_start, row.col_end): row for row in rows.number_ledger}
    left = [place for place, row in by_place.items() if row.fate == "unaccounted"]
    lost = losses(book.document, left, _tables(rows.statements), book.gazetteer)
    lost += unread_lists(book.document, _read_lines(rows), book.gazetteer)
    if len(left) > max(_LEAST, len(by_place) // _ONE_IN):
        lost += left
    named = [by_place[place] for place in sorted(set(lost))]
    return [open_numbers(book.document.path, named)] if named else []


def _read_lines(rows: StagedRows) -> set[int]:
    """Return the lines that something was read of."""
    return {row.line for part in (rows.statements, rows.claims, rows.agency_names) for row in part}


def _tables(statements: Iterable[StagedStatement]) -> Sequence[tuple[int, int]]:
    """Return the first and last line of each table that was read."""
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for row in statements:
        table, parted, _ = row.locator.partition(";")
        if parted and table.startswith("table="):
            lines[table].append(row.line)
    return [(min(found), max(found)) for found in lines.values()]


def _listed(told: Sequence[str]) -> str:
    rest = f"; and {len(told) - _SHOWN} more lines" if len(told) > _SHOWN else ""
    return "; ".join(told[:_SHOWN]) + rest
