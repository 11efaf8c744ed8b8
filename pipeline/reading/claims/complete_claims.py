"""What only the whole document says of its claims: whom words call the highest, what is listed after a count."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.documents.document import Document
from pipeline.reading.readings import ClaimReading, MoveReading, Reading, Readings
from pipeline.reading.text.listings import Bullets, bullets_behind
from pipeline.reading.text.said import names_measure
from pipeline.reading.vocabulary.directions import direction_of
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.normal import normalise
from schemas.claim_types import claim_type

_SENTENCE_END = re.compile(r"\.\s")
_YEAR = pattern(r"\b{year}\b")
# "điểm trung bình của 63 tỉnh, thành phố"
_MEAN_OF = pattern(r"{average}[^.;:\d]{0,40} (?P<n>\d{1,3}) {unit_noun}")
# What is counted right before its list is named in so many words at most.
_MOST_WORDS = 4


def set_measures_aside(readings: Readings) -> None:
    """Turn what is listed under the name of a measure that is no result of the ranking into claims.

    What has a maximum in points is a criterion.
    """
    kept: list[Reading] = []
    scored = {value.context.criterion for value in readings.values if value.measure == "max_score"}
    for value in readings.values:
        named = value.context.criterion
        if named in scored:
            kept.append(value)
        elif named and named == (value.criterion or named) and value.mention and names_measure(named):
            claim = ClaimReading(
                claim_type="other",
                subject=f"{named}: {value.mention.text}",
                unit="percent" if value.unit == "percent" else "points",
                span=value.span,
                context=replace(value.context, criterion=None),
                value=value.value,
            )
            readings.claims.append(claim)
        else:
            kept.append(value)
    readings.values = kept


def complete_claims(readings: Readings, document: Document, year: int) -> Iterator[ClaimReading]:
    """Yield the claims of a document that is of ``year``, with what its other lines and readings say of them."""
    title = next((line.number for line in document.lines if not line.is_blank), 1)
    for claim in _attach_extremes(readings):
        if claim.unit == "year" and claim.span.line != title and (claim.value or 0) < year:
            continue  # the results of an earlier year, for comparison
        if claim.n_listed is None and claim.unit in ("criteria", "tiers") and claim.value is not None:
            bullets = bullets_behind(document.lines, document.lines[claim.span.line - 1])
            n_bullets = len(bullets.lines) if bullets else None
            # lines that go on, and bullets within bullets, make another number no proof
            if bullets is not None and (n_bullets == claim.value or _are_counted(claim, bullets, readings)):
                claim = replace(claim, n_listed=n_bullets)
        if claim.claim_type == "average" and claim.wording is None and _is_of_more(claim, readings):
            claim = replace(claim, wording="of_some")
        years = {int(found) for found in _YEAR.findall(claim.subject)}
        if claim_type(claim.claim_type).is_of_year and len(years) == 1:
            claim = replace(claim, context=replace(claim.context, year=years.pop()))
        yield claim


def _is_of_more(claim: ClaimReading, readings: Readings) -> bool:
    """Return True for the average of more units than the document has results of."""
    told = _MEAN_OF.search(normalise(claim.subject).text)
    named = {
        value.mention.entries[0].canonical if value.mention.entries else value.mention.text
        for value in readings.values
        if value.mention is not None and claim.context.block in (None, value.context.block)
    }
    return told is not None and int(told["n"]) > len(named)


def _are_counted(claim: ClaimReading, bullets: Bullets, readings: Readings) -> bool:
    """Return whether bullets are surely the things that are counted: the count ends its line, and none has a result."""
    told = {value.span.line for value in readings.values}
    n_words = len(claim.subject.split())
    return bullets.whole and n_words <= _MOST_WORDS and told.isdisjoint(bullets.lines)


def _attach_extremes(readings: Readings) -> Iterator[ClaimReading]:
    """Yield the claims with their units named, where words alone called them the highest or lowest of a criterion.

    Such words are said of the units of the next score; where no score follows, or another claim
    names the units, they are no claims.
    """
    values: defaultdict[int, list[Reading]] = defaultdict(list)
    for reading in readings.values:
        values[reading.span.line].append(reading)
    extremes = [claim for claim in readings.claims if _is_extreme(claim)]
    named = {
        (claim.span.line, claim.claim_type, claim.criterion)
        for claim in extremes
        if any(_unit(reading) == _first_unit(claim) for reading in values[claim.span.line])
    }
    starts = sorted((claim.span.line, claim.span.start) for claim in extremes)
    for claim in readings.claims:
        of_line = values[claim.span.line]
        if not _is_extreme(claim) or any(_unit(one).startswith(_first_unit(claim)) for one in of_line):
            yield claim
            continue
        scored = _scored_next(claim, of_line, starts)
        if scored and (claim.span.line, claim.claim_type, claim.criterion) not in named:
            yield replace(claim, subject=", ".join(map(_unit, scored)))


def _is_extreme(claim: ClaimReading) -> bool:
    return claim.claim_type in ("top", "bottom") and claim.unit == "ranks"


def _first_unit(claim: ClaimReading) -> str:
    return claim.subject.split(", ")[0]


def _unit(reading: Reading) -> str:
    return reading.mention.text if reading.mention else ""


def _scored_next(
    claim: ClaimReading, of_line: Sequence[Reading], starts: Sequence[tuple[int, int]]
) -> list[Reading]:
    """Return the next scores of a criterion after the claim, before the next such claim of the line."""
    here = (claim.span.line, claim.span.start)
    stop = next((start for line, start in starts if (line, start) > here and line == here[0]), None)
    after = [
        reading
        for reading in of_line
        if reading.measure == "score"
        and (reading.criterion or reading.context.criterion)
        and reading.span.start > here[1]
        and (stop is None or reading.span.start < stop)
    ]
    first = min((reading.span.start for reading in after), default=None)
    return [reading for reading in after if reading.span.start == first]


def read_moves(readings: Readings, document: Document) -> Iterator[MoveReading]:
    """Yield ``từ vị trí thứ 6 năm 2020 lên vị trí thứ 2``: a move that words tell between two ranks of one unit."""
    ranks: defaultdict[tuple[int, object], list[Reading]] = defaultdict(list)
    for reading in readings.values:
        if reading.measure == "rank" and reading.origin == "prose" and (mention := reading.mention):
            ranks[reading.span.line, mention.entries or mention.text].append(reading)
    for (number, _), of_unit in ranks.items():
        spans = sorted({reading.span for reading in of_unit})
        for before, after in pairwise(spans):
            words = normalise(document.lines[number - 1].text[before.end : after.start]).text
            # the sentence of the later rank says how it got there, what was before may tell of another move
            direction = direction_of(_SENTENCE_END.split(words)[-1]) or direction_of(words)
            if direction is not None:
                yield MoveReading(before, after, direction)
