"""The leader of each of several criteria: ``Dẫn đầu các lĩnh vực: thể chế - Sở A; tài chính công - Sở B``."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.prose.spoken_criteria import Spoken
from pipeline.reading.prose.tokens import Token
from pipeline.reading.readings import printed
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.criterion_names import clean_criterion
from pipeline.reading.vocabulary.lexicon import pattern

# The kinds of the tokens up to the first item, and what may end a list.
_LEAD = re.compile(r"(?:^|(?<=[.;]))[ndgxh]*F[gnxehw]*=?:")
_OF_EACH = pattern(" [^:]*({criterion_noun|index_word})[^:,]{0,30}: ?$")
_ITEM = pattern(r"\)? ?([;,]|{and})? ?({and} )?({at|about} )?(?P<c>[^,;:()\d]{4,80}?) ?(-|:|\() ?")
_LEAST = 2


def led_fields(sentence: Sentence, tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens; the first place in several criteria that are listed with their leaders is one in each.

    All units behind the colon must have the name of a criterion ahead of them.
    """
    kinds = "".join(token.kind for token in tokens)
    lead = _LEAD.search(kinds)
    if lead is None:
        return list(tokens)
    place, colon = tokens[kinds.index("F", lead.start())], tokens[lead.end() - 1]
    units = [token for token in tokens[lead.end() :] if token.kind in "Uu"]
    if not units:
        return list(tokens)
    ends = [colon.end, *(unit.end for unit in units[:-1])]
    items = [_item(sentence, place, *gap) for gap in zip(ends, (unit.start for unit in units), strict=True)]
    firsts = [item for item in items if item is not None]
    is_each = _OF_EACH.fullmatch(sentence.text, place.end, colon.end) is not None
    if not is_each or len(firsts) < max(_LEAST, len(units)) or any(len(unit.units) > 1 for unit in units):
        return list(tokens)
    kept = [
        replace(token, kind="x") if token is place else token
        for token in tokens
        if not any(first.start <= token.start < first.end for first in firsts)
    ]
    return sorted([*kept, *firsts], key=lambda token: token.start)


def _item(sentence: Sentence, place: Token, start: int, end: int) -> Token | None:
    """Return the place in the criterion that stands between two units, None where none does."""
    # what closes the bracket of the unit before, or is said of it, ends with a semicolon or a comma
    parted = max(sentence.text.rfind(mark, start, end) for mark in ";,")
    item = _ITEM.fullmatch(sentence.text, max(start, parted), end)
    name = clean_criterion(printed(sentence.line, *item.span("c"))) if item else None
    if item is None or name is None:
        return None
    return replace(place, start=item.start("c"), end=item.end("c"), spoken=Spoken(*item.span("c"), name))
