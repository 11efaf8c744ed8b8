"""Claims that statements make or complete: percentages, maxima, places, moves, the highest and lowest."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.reading.readings import ClaimReading
from pipeline.reading.vocabulary.directions import direction_of
from pipeline.resolution.session import Book, row_id
from pipeline.vietnamese.normal import normalise
from schemas.tables.claims import StagedClaim
from schemas.tables.statements import StagedStatement

_TOTAL = "total"
_DIGIT = re.compile(r"\d")


def statement_claims(book: Book, statements: Sequence[StagedStatement]) -> Iterator[StagedClaim]:
    """Yield the claims that statements make: percentages beside scores, maxima, first and last places, moves."""
    for make in (_of_maximum, _maxima, _places):
        yield from make(statements)
    yield from _moves(book, statements)


def _claim(kind: str, first: StagedStatement, subject: str, unit: str) -> StagedClaim:
    """Return the claim at the place of a statement, without a figure."""
    return StagedClaim(
        claim_id=row_id(first.source_id, first.line, first.col_start, kind),
        source_id=first.source_id,
        province_id=first.province_id,
        year=first.year,
        index_id=first.index_id,
        block=first.block,
        claim_type=kind,
        subject=subject,
        criterion=first.criterion,
        tier=None,
        printed_value=None,
        whole=None,
        unit=unit,
        direction=None,
        wording=None,
        n_listed=None,
        line=first.line,
        col_start=first.col_start,
        col_end=first.col_end,
        quote=first.quote,
    )


def _named(rows: Iterable[StagedStatement]) -> str:
    return ", ".join(row.subject_text or "" for row in rows)


def _of_maximum(statements: Sequence[StagedStatement]) -> Iterator[StagedClaim]:
    """Yield each printed percentage of the maximum beside a score of the same unit is a claim, once a figure."""
    scored = {_cell(row) for row in statements if row.measure == "score"}
    figures: defaultdict[tuple[int, int], list[StagedStatement]] = defaultdict(list)
    for row in statements:
        if row.measure == "pct_of_max" and row.agency_id and _cell(row) in scored:
            figures[row.line, row.col_start].append(row)
    for rows in figures.values():
        claim = _claim("pct_of_max", rows[0], _named(rows), "percent")
        yield replace(claim, printed_value=rows[0].value)


def _cell(row: StagedStatement) -> tuple[int, str | None, str, int]:
    """Return what a score and a percentage of one line must share to be of the same thing."""
    return row.line, row.agency_id, row.criterion, row.year


def _maxima(statements: Sequence[StagedStatement]) -> Iterator[StagedClaim]:
    """Yield each printed maximum is a claim on all scores under it."""
    for row in statements:
        if row.measure == "max_score" and row.agency_id is None:
            claim = _claim("max_of_criterion", row, row.criterion, "points")
            yield replace(claim, printed_value=row.value)


def _places(statements: Sequence[StagedStatement]) -> Iterator[StagedClaim]:
    """First and last places that words tell in a sentence: a claim on all units of the list."""
    figures: defaultdict[tuple[int, int], list[StagedStatement]] = defaultdict(list)
    newest = {row.line: row.year for row in sorted(statements, key=lambda row: row.year)}
    for row in statements:
        told_in_words = row.origin == "prose" and not _DIGIT.search(row.value_text)
        if row.measure == "rank" and told_in_words and row.agency_id and row.year == newest[row.line]:
            figures[row.line, row.col_start].append(row)
    for rows in figures.values():
        if rows[0].value in (None, 1):
            yield _claim("bottom" if rows[0].value is None else "top", rows[0], _named(rows), "ranks")


def _moves(book: Book, statements: Sequence[StagedStatement]) -> Iterator[StagedClaim]:
    """``từ vị trí thứ 6 năm 2020 lên vị trí thứ 2 năm 2021``: a move that words tell between two places."""
    told: defaultdict[tuple[int, str, str], list[StagedStatement]] = defaultdict(list)
    for row in statements:
        if row.measure == "rank" and row.origin == "prose" and row.agency_id:
            told[row.line, row.agency_id, row.block].append(row)
    for rows in told.values():
        for before, now in pairwise(sorted(rows, key=lambda row: (row.col_start, row.year))):
            if before.col_start == now.col_start or before.year != now.year - 1:
                continue
            text = book.document.lines[now.line - 1].text[before.col_end : now.col_start]
            direction = direction_of(normalise(text).text)
            if direction is not None:
                claim = _claim("rank_change", now, now.subject_text or "", "ranks")
                yield replace(claim, direction=direction)


def attached(claims: Sequence[ClaimReading], statements: Sequence[StagedStatement]) -> Iterator[ClaimReading]:
    """Yield the claims with their units named, where words alone called them the highest or lowest of a criterion.

    Such words are said of the units that the next score is told of; where no score follows, or another claim
    names the units, they are no claims.
    """
    spoken = [claim for claim in claims if claim.claim_type in ("top", "bottom") and claim.unit == "ranks"]
    named = {
        (claim.span.line, claim.claim_type, claim.criterion)
        for claim in spoken
        if any(
            row.line == claim.span.line and row.subject_text == claim.subject.split(", ")[0]
            for row in statements
        )
    }
    starts = sorted((claim.span.line, claim.span.start) for claim in spoken)
    for claim in claims:
        if claim not in spoken or _says_who(claim, statements):
            yield claim
            continue
        key = (claim.span.line, claim.claim_type, claim.criterion)
        rows = _scored_behind(claim, statements, starts)
        if rows and key not in named:
            yield replace(claim, subject=_named(rows))


def _says_who(claim: ClaimReading, statements: Sequence[StagedStatement]) -> bool:
    """Return whether the subject of a claim is a unit of its line."""
    first = claim.subject.split(", ")[0]
    return any(
        row.line == claim.span.line and (row.subject_text or "").startswith(first) for row in statements
    )


def _scored_behind(
    claim: ClaimReading, statements: Sequence[StagedStatement], starts: Sequence[tuple[int, int]]
) -> list[StagedStatement]:
    """Return the rows of the next score behind the claim, before the next such claim of the line."""
    here = (claim.span.line, claim.span.start)
    stop = next((start for line, start in starts if (line, start) > here and line == here[0]), None)
    behind = [
        row
        for row in statements
        if row.line == here[0]
        and row.measure == "score"
        and row.criterion != _TOTAL
        and row.col_start > here[1]
        and (stop is None or row.col_start < stop)
    ]
    first = min((row.col_start for row in behind), default=None)
    return [row for row in behind if row.col_start == first]
