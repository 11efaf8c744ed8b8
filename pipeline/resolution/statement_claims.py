"""Claims that statements make: percentages next to scores, maxima, first and last places in words, moves."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.reading.readings import ClaimReading, Context, Readings, Span
from schemas.tables.claims import StagedClaim
from schemas.tables.statements import StagedStatement


def statement_claims(statements: Sequence[StagedStatement], readings: Readings) -> Iterator[ClaimReading]:
    """Yield the claims that the statements of a source make."""
    yield from _percentages(statements)
    yield from _maxima(statements)
    yield from _common_maxima(statements, readings)
    yield from _places(statements, readings)
    yield from _moves(statements, readings)


def _claim(kind: str, rows: Sequence[StagedStatement], unit: str) -> ClaimReading:
    """Return the claim of statements that one figure makes, without the figure; its subject are their units."""
    first = rows[0]
    return ClaimReading(
        claim_type=kind,
        subject=", ".join(row.subject_text or "" for row in rows),
        unit=unit,
        span=span_of_row(first),
        context=Context(first.index_id, first.block, first.criterion, first.year),
        criterion=first.criterion,
    )


def span_of_row(row: StagedStatement | StagedClaim) -> Span:
    """Return where the value of a row is printed."""
    return Span(row.line, row.col_start, row.col_end)


def _by_figure(rows: Iterator[StagedStatement]) -> list[list[StagedStatement]]:
    """Return the rows of each figure."""
    figures: defaultdict[tuple[int, int], list[StagedStatement]] = defaultdict(list)
    for row in rows:
        figures[row.line, row.col_start].append(row)
    return list(figures.values())


def _percentages(statements: Sequence[StagedStatement]) -> Iterator[ClaimReading]:
    """Yield each printed percentage of the maximum next to a score of the same unit, once a figure."""
    scored = {_cell(row) for row in statements if row.measure == "score"}
    scored_too = (
        row for row in statements if row.measure == "pct_of_max" and row.agency_id and _cell(row) in scored
    )
    for rows in _by_figure(scored_too):
        yield replace(_claim("pct_of_max", rows, "percent"), value=rows[0].value)


def _cell(row: StagedStatement) -> tuple[int, str | None, str, int]:
    """Return what a score and a percentage of one line must share to be of the same thing."""
    return row.line, row.agency_id, row.criterion, row.year


def _maxima(statements: Sequence[StagedStatement]) -> Iterator[ClaimReading]:
    """Yield each printed maximum: a claim on all scores under it."""
    for row in statements:
        if row.measure == "max_score" and row.agency_id is None:
            claim = _claim("max_of_criterion", [row], "points")
            yield replace(claim, subject=row.criterion, value=row.value)


def _common_maxima(statements: Sequence[StagedStatement], readings: Readings) -> Iterator[ClaimReading]:
    """Yield each maximum that is printed once for several lists, and so is a statement of none."""
    told = {span_of_row(row) for row in statements} | {claim.span for claim in readings.claims}
    for value in readings.values:
        if value.measure == "max_score" and value.mention is None and value.span not in told:
            criterion = value.criterion or value.context.criterion or "total"
            yield ClaimReading(
                claim_type="max_of_criterion",
                subject=criterion,
                unit="points",
                span=value.span,
                context=value.context,
                value=value.value,
                criterion=criterion,
            )


def _places(statements: Sequence[StagedStatement], readings: Readings) -> Iterator[ClaimReading]:
    """Yield the first and last places that words of a sentence tell: a claim on all units of the list."""
    in_words = {value.span for value in readings.values if value.origin == "prose" and value.is_in_words}
    newest = {row.line: row.year for row in sorted(statements, key=lambda row: row.year)}
    ranks = (
        row
        for row in statements
        if row.measure == "rank"
        and row.agency_id
        and row.year == newest[row.line]
        and span_of_row(row) in in_words
    )
    for rows in _by_figure(ranks):
        ends = [row for row in rows if row.value in (None, 1)]
        if ends:
            yield _claim("bottom" if ends[0].value is None else "top", ends, "ranks")


def _moves(statements: Sequence[StagedStatement], readings: Readings) -> Iterator[ClaimReading]:
    """Yield the moves that words tell from the rank of one year to that of the next."""
    directions = {(move.before, move.after): move.direction for move in readings.moves}
    ranks: defaultdict[tuple[int, str, str], list[StagedStatement]] = defaultdict(list)
    for row in statements:
        if row.measure == "rank" and row.origin == "prose" and row.agency_id:
            ranks[row.line, row.agency_id, row.block].append(row)
    for rows in ranks.values():
        for before, now in pairwise(sorted(rows, key=lambda row: (row.col_start, row.year))):
            direction = directions.get((span_of_row(before), span_of_row(now)))
            if direction is not None and before.year == now.year - 1:
                yield replace(_claim("rank_change", [now], "ranks"), direction=direction)
