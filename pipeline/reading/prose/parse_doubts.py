"""Values of which a second parse of the sentence, as near as the first, says something else."""

from collections.abc import Iterator, Sequence

from pipeline.documents.document import Line
from pipeline.reading.prose.grammar import NEAR, Parse, Said
from pipeline.reading.prose.scanning import Scan
from pipeline.reading.prose.tokens import Token
from pipeline.reading.readings import ReadingDoubt, printed, span_of
from pipeline.reading.text.sentences import Sentence
from schemas.messages.words import Words, say

# Where a value is printed.
Figure = tuple[int, int]


def find_doubts(parses: Sequence[Parse], sentence: Sentence) -> Iterator[tuple[set[Figure], ReadingDoubt]]:
    """Yield the values that a near parse says of other units than the best one, with both readings."""
    best, *others = parses
    of_best = _units(best.said)
    for other in others:
        of_other = _units(other.said)
        apart = {figure for figure in of_best | of_other if of_best.get(figure) != of_other.get(figure)}
        if not apart or best.weight - other.weight > NEAR:
            continue
        shown = min(apart)
        yield (
            apart,
            doubt_of(
                sentence,
                apart,
                _said_of(best.said, shown, sentence.line),
                _said_of(other.said, shown, sentence.line),
            ),
        )


def unread(found: Scan, lost: Sequence[Token]) -> Iterator[ReadingDoubt]:
    """Yield the doubt of values that no production gives to a unit: said of the nearest one, or something else."""
    groups = [token for token in found.tokens if token.kind in "UuAa" and token.units]
    if not lost or not groups:
        return
    first, sentence = lost[0], found.sentence
    nearest = min(groups, key=lambda group: (group.start > first.start, abs(group.start - first.start)))
    value = printed(sentence.line, *first.figure)
    yield doubt_of(
        sentence,
        {token.figure for token in lost},
        say("doubt.said_of", value=value, units=", ".join(unit.mention.text for unit in nearest.units)),
        say("doubt.said_of_else", value=value),
        say("doubt.unread"),
    )


def doubt_of(
    sentence: Sentence, figures: set[Figure], reading_a: Words, reading_b: Words, reason: Words | None = None
) -> ReadingDoubt:
    """Return the doubt of a sentence, of which ``figures`` are read in two ways."""
    words = printed(sentence.line, sentence.start, sentence.end)
    return ReadingDoubt(
        spans=tuple(sorted(span_of(sentence.line, *figure) for figure in figures)),
        kind="sentence",
        subject=words,
        reading_a=reading_a,
        reading_b=reading_b,
        reason=reason or say("doubt.two_parses"),
    )


def _units(said: Sequence[Said]) -> dict[Figure, tuple[int, ...]]:
    """Return where the units stand that each value is said of."""
    found: dict[Figure, tuple[int, ...]] = {}
    for one in said:
        starts = (*found.get(one.value.figure, ()), *(unit.start for unit in one.group.units))
        found[one.value.figure] = tuple(sorted(starts))
    return found


def _said_of(said: Sequence[Said], figure: Figure, line: Line) -> Words:
    names = [unit.mention.text for one in said if one.value.figure == figure for unit in one.group.units]
    value = printed(line, *figure)
    return (
        say("doubt.said_of", value=value, units=", ".join(names))
        if names
        else say("doubt.said_of_none", value=value)
    )
