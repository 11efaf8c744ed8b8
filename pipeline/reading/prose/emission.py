"""What is said of units becomes readings, and what is said of nobody claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.documents.document import Line
from pipeline.reading.prose.grammar import Said
from pipeline.reading.prose.parse_doubts import Figure, doubt_of, unread
from pipeline.reading.prose.scanning import Scan
from pipeline.reading.prose.spoken_criteria import clause
from pipeline.reading.prose.tokens import EXTREMES, Token
from pipeline.reading.prose.years import Years
from pipeline.reading.readings import (
    ClaimReading,
    Context,
    Reading,
    ReadingDoubt,
    Readings,
    Span,
    span_of,
    text_of,
)
from pipeline.reading.text.maximum_in_prose import maximum_in_prose
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern
from schemas.messages.words import Words, say
from schemas.values import UNIT_OF_MEASURE

# A number of units and the word that they are alike: "10 huyện có cùng".
_ALIKE = pattern(r"\d ([^\s.;:\d]+ ){1,6}({together}|{all_alike}) ")
_OF_MAXIMUM = pattern(" ?% ?({against|number_of|of} )*{maximum|full_score|total_points}")
# What a figure that is no unit's result counts, a word of `schemas.values.CLAIM_UNITS`.
_CLAIM_UNITS = {"score": "points", "rank": "ranks", "pct_of_max": "percent"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of a group of units in its context; ``years`` are empty where none is told."""

    group: Token
    value: Token
    years: Years
    context: Context


def emit(out: Readings, line: Line, fact: Fact) -> None:
    """Read a value of the units of a group."""
    value, context = fact.value, fact.context
    if value.kind in EXTREMES and value.kind != "F" and context.criterion is not None:
        span = span_of(line, value.start, value.end)
        subject = ", ".join(unit.mention.text for unit in fact.group.units)
        out.claims.append(_claim(EXTREMES[value.kind], subject, "ranks", span, context))
        return
    span = span_of(line, *value.figure)
    for unit in fact.group.units:
        for year in fact.years or (None,):
            out.values.append(
                Reading(
                    mention=unit.mention,
                    measure=value.measure,
                    criterion=None,
                    value=value.value,
                    value_text=text_of(line, span),
                    span=span,
                    unit=UNIT_OF_MEASURE[value.measure],
                    origin="prose",
                    locator=f"line={line.number}",
                    context=context,
                    tier=value.tier,
                    year=year,
                )
            )
    if value.whole is not None:
        number, start, end = value.whole
        span, subject = span_of(line, start, end), fact.group.units[0].mention.text
        if value.measure == "rank":
            out.claims.append(_claim("unit_count", subject, "units", span, context, number))
        else:
            out.values.append(maximum_in_prose(line, span, number, context))


def two_places(facts: Sequence[Fact], sentence: Sentence) -> Iterator[tuple[set[Figure], ReadingDoubt]]:
    """Yield the places of a unit of which a sentence tells two for one year and criterion: one is of something else."""
    told: dict[tuple[str, Years, str | None], Fact] = {}
    for fact in facts:
        if fact.value.measure != "rank" or fact.value.value is None:
            continue
        for unit in fact.group.units:
            other = told.setdefault((unit.mention.text, fact.years, fact.context.criterion), fact)
            if other.value.value != fact.value.value:
                figures = {other.value.figure, fact.value.figure}
                first, second = (_has_place(unit.mention.text, one) for one in (other, fact))
                yield figures, doubt_of(sentence, figures, first, second, say("doubt.two_places"))


def _has_place(unit: str, fact: Fact) -> Words:
    return say("doubt.next_place", unit=unit, place=fact.value.value or 0)


def doubt_of_place(sentence: Sentence, one: Said, place: Decimal, holders: int) -> Iterator[ReadingDoubt]:
    """Yield the doubt of the places behind one that several units share: the next number, or that of the next unit."""
    if one.place != 1:
        return
    unit = one.group.units[0].mention.text
    dense, shared = (
        say("doubt.next_place", unit=unit, place=next_one) for next_one in (place + 1, place + holders)
    )
    yield doubt_of(sentence, {one.value.figure}, dense, shared)


def _claim(
    kind: str, subject: str, unit: str, span: Span, context: Context, value: Decimal | None = None
) -> ClaimReading:
    return ClaimReading(
        claim_type=kind,
        subject=subject,
        unit=unit,
        span=span,
        context=context,
        value=value,
        criterion=context.criterion,
    )


def left_over(out: Readings, found: Scan, context: Context, said_of_nobody: Sequence[Token]) -> None:
    """Read a figure that is said of nobody named, or in a clause without a unit: a claim on unnamed ones.

    Next to a unit, such a figure may be its result or say something else, which is in doubt.
    """
    line, sentence = found.sentence.line, found.sentence
    read = {reading.span for reading in out.values} | {span for doubt in out.doubts for span in doubt.spans}
    lost: list[Token] = []
    named = [token.start for token in found.tokens if token.kind in "Uu"]
    void = {token.figure[0] for token in said_of_nobody}
    for token in found.tokens:
        span = span_of(line, *token.figure)
        if token.value is None or token.kind in EXTREMES or any(map(span.overlaps, read)):
            continue
        if token.kind != "Z" and token.figure[0] not in void and _in_clause(sentence, token.figure[0], named):
            lost.append(token)
            continue
        of_maximum = _OF_MAXIMUM.match(line.normal.text, token.figure[1]) is not None
        if token.measure == "pct_of_max" and not of_maximum and token.figure[0] not in void:
            continue
        kind = "pct_of_max" if token.measure == "pct_of_max" and of_maximum else "other"
        subject = clause(line, sentence.start, token.figure[0])
        claim = _claim(kind, subject, _CLAIM_UNITS[token.measure], span, context, token.value)
        is_same = token.measure == "score" and _ALIKE.search(
            line.normal.text, sentence.start, token.figure[0]
        )
        out.claims.append(replace(claim, wording="same_score") if is_same else claim)
    out.doubts += unread(found, lost)


def _in_clause(sentence: Sentence, offset: int, named: Sequence[int]) -> bool:
    """Return True where one of the offsets ``named`` stands in the clause around ``offset``, between semicolons."""
    first = max(sentence.start, sentence.text.rfind(";", sentence.start, offset))
    last = sentence.text.find(";", offset, sentence.end)
    return any(first <= at < (last if last >= 0 else sentence.end) for at in named)
