"""What sets a source aside after its reading: results without a unit, numbers without a fate."""

from collections.abc import Sequence

from pipeline.documents.errors import SourceError
from pipeline.resolution.by_hand import open_numbers
from pipeline.resolution.check_origin import refuse_other_origin
from pipeline.resolution.session import SourceSession
from pipeline.resolution.staged_rows import StagedRows
from pipeline.vietnamese.numbers import decimals
from schemas.tables.documents import LedgerEntry

# Of the numbers that stand where no result can be lost, this share (one in …) may ship unaccounted, or this many.
_ONE_IN, _LEAST = 50, 3
# So many of the figures of sentences may be in doubt for one that is read (one in …), or so many.
_DOUBTED_IN, _LEAST_DOUBTED = 8, 4
# The largest value of a result or a claim, and the most decimals of one that the tables hold.
_MOST, _DECIMALS = 1_000_000, 6
# A message names at most this many lines.
_SHOWN = 30


def refuse_readings(session: SourceSession) -> None:
    """Raise SourceError for the first thing that could not be read, or is of another year or province."""
    path, readings = session.document.path, session.readings
    refuse_other_origin(session.source, path, readings.origin_doubts)
    for issue in readings.issues:
        raise SourceError(path, f"line {issue.line}", issue.reason, issue.cure)


def refusals(session: SourceSession, rows: StagedRows) -> list[SourceError]:
    """Return what sets a source aside, each with all its places."""
    found = [*_nameless(session, rows), *_unread_units(session), *_unaccounted(session, rows)]
    return [*found, *_immense(session, rows)]


def _immense(session: SourceSession, rows: StagedRows) -> list[SourceError]:
    """Return the values that no ranking has: to compute with them would stop the build."""
    values = [(row.line, row.value) for row in rows.statements]
    values += [(row.line, row.printed_value) for row in rows.claims if row.claim_type != "date"]
    values += [(row.line, bound) for row in rows.tier_bands for bound in (row.min_score, row.max_score)]
    return [
        SourceError(
            session.document.path,
            f"line {line}",
            f"{value:f} is no value of a ranking: more than {_MOST:,}, or more than {_DECIMALS} decimals",
            "correct the document's copy if it is damaged; else report the layout",
        )
        for line, value in values
        if value is not None and (abs(value) > _MOST or decimals(value) > _DECIMALS)
    ]


def _nameless(session: SourceSession, rows: StagedRows) -> list[SourceError]:
    """Return the units that results are printed of and that nobody knows."""
    results = {(at.span.line, at.text) for reading in session.readings.values if (at := reading.mention)}
    names = [row for row in rows.unresolved_names if (row.line, row.subject_text) in results]
    if not names:
        return []
    named = [
        f"line {row.line}: '{row.subject_text}' (nearest: {'; '.join(row.candidates) or 'none is near'})"
        for row in names
    ]
    return [
        SourceError(
            session.document.path,
            f"line {names[0].line}",
            f"nobody knows {_units(len(names))} that results are printed of: {_listed(named)}",
            f"say who is meant by a line in corrections.yaml: line: {names[0].line}, "
            f"before: '{names[0].subject_text}', after, reason",
        )
    ]


def _unread_units(session: SourceSession) -> list[SourceError]:
    """Return the units of tables that were read of which nothing was."""
    lost = [unit.mention for unit in session.readings.units if unit.is_loss]
    if not lost:
        return []
    named = _listed([f"line {mention.span.line}: '{mention.text}'" for mention in lost])
    return [
        SourceError(
            session.document.path,
            f"line {lost[0].span.line}",
            f"nothing is read of {_units(len(lost))} of a table: {named}",
            "write the rule that reads its row, or correct the row by a line in corrections.yaml",
        )
    ]


def _units(count: int) -> str:
    return "the unit" if count == 1 else f"the {count} units"


def _unaccounted(session: SourceSession, rows: StagedRows) -> list[SourceError]:
    """Return the numbers without a fate, where they may be results or are too many.

    What is in doubt is told by its doubt, and sets nothing aside but where sentences are hardly read at all.
    """
    numbers, unread = session.readings.numbers, set(session.readings.unread)
    left = [row.fate == "unaccounted" and row.target_id is None for row in rows.number_ledger]
    too_many = sum(left) > max(_LEAST, len(left) // _ONE_IN)
    named = [
        row
        for number, row, is_left in zip(numbers, rows.number_ledger, left, strict=True)
        if (number.span in unread and row.target_id is None) or (is_left and (number.is_loss or too_many))
    ]
    named += _doubted_in_prose(session, rows)
    return [open_numbers(session.document.path, named)] if named else []


def _doubted_in_prose(session: SourceSession, rows: StagedRows) -> list[LedgerEntry]:
    """Return the numbers of sentences in doubt, where they are too many beside those that are read."""
    doubts = (doubt for doubt in session.readings.doubts if doubt.kind == "sentence")
    spans = {(span.line, span.start) for doubt in doubts for span in doubt.spans}
    doubted = [row for row in rows.number_ledger if (row.line, row.col_start) in spans]
    n_read = sum(row.fate == "statement" for row in rows.number_ledger)
    return doubted if len(doubted) > max(_LEAST_DOUBTED, n_read // _DOUBTED_IN) else []


def _listed(named: Sequence[str]) -> str:
    rest = f"; and {len(named) - _SHOWN} more lines" if len(named) > _SHOWN else ""
    return "; ".join(named[:_SHOWN]) + rest
