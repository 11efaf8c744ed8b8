"""What a sentence leaves out because it was said before: the criterion of a value, and the unit of one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.reading.prose.grammar import Said
from pipeline.reading.prose.name_rules import Named
from pipeline.reading.prose.scanning import Scan
from pipeline.reading.prose.spoken_criteria import Spoken
from pipeline.reading.prose.tokens import VALUES, Token
from pipeline.reading.readings import Mention, span_of

_UNITS = "Uuadngk"


def spoken_of(said: Sequence[Said], criteria: Sequence[Spoken]) -> dict[tuple[int, int], Spoken]:
    """Return the criterion that each value is at, by its figure: the one right at it, or the last one before it.

    Where a unit has a value of the whole first, what is named behind that (``Sở A đạt 90 điểm, trong đó hạ tầng
    số đạt 20 điểm``) holds for this unit alone.
    """
    own = {one for one in criteria if _is_aside(one, said)}
    found: dict[tuple[int, int], Spoken] = {}
    for one in said:
        before = (other for other in reversed(criteria) if other.end <= one.value.start and other not in own)
        spoken = one.value.spoken or next(before, None)
        if spoken is not None:
            found[one.value.figure] = spoken
    return found


def _is_aside(spoken: Spoken, said: Sequence[Said]) -> bool:
    """Return True for a criterion that a unit is said to be at behind a value of something else."""
    groups = {
        one.group.start for one in said if one.value.spoken is spoken and one.group.start < spoken.start
    }
    return any(
        one.group.start in groups and one.value.spoken is not spoken and one.value.start < spoken.start
        for one in said
    )


def elided(tokens: Sequence[Token], found: Scan, mention: Mention) -> Iterator[Token]:
    """Yield the tokens with ``mention`` as the subject of a sentence that says of criteria alone what they reach."""
    first = next((token for token in tokens if token.kind in VALUES), None)
    spoken = first.spoken if first else None
    names = [token for token in tokens if token.kind in _UNITS]
    line = found.sentence.line
    for token in tokens:
        if spoken is not None and token.end > spoken.start and not names:
            unit = replace(mention, span=span_of(line, spoken.start, spoken.end))
            yield Token("u", spoken.start, spoken.start, units=(Named(unit, spoken.start, spoken.start),))
            spoken = None
        yield token
