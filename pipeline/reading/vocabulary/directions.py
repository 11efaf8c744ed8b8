"""Changes in words: which way they go and since when. The one list of such words."""

import re
from dataclasses import dataclass

from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern
from schemas.values import FALL, RISE, UNCHANGED

_WAYS = tuple(
    (way, pattern(text, how_far="({up|down} )?({number}|{number_word} {step}|{from} )"))
    for way, text in (
        (RISE, "{rise}|{climb}(?= ?{how_far})"),
        (FALL, "{fall}|{sink}(?= ?{how_far})"),
        (UNCHANGED, "{unchanged}"),
    )
)
_NOT = pattern(r"{not} ({auxiliary|have} )*$")
_AGAINST = pattern(r"{against}|(?<={than}\s)(?={year_word}\s)")
_A_YEAR = pattern(r"( ?{compared_thing})* ?({year:year}\b|(?<={year_word}\s){year_before})")
# What a figure is compared with stands behind it no farther than to here.
_STOP = re.compile(r"[;.]")


@dataclass(frozen=True, slots=True)
class Since:
    """What a change is measured from: an earlier year (None: the year before) or no year but another unit."""

    is_year: bool = True
    year: int | None = None


def direction_of(words: str, before: str = "") -> str | None:
    """Return the way that normal ``words`` tell behind those ``before`` them.

    None where they tell of none, of more than one, or that it is not so.
    """
    found = [(way, match.start()) for way, pattern in _WAYS if (match := pattern.search(words))]
    if len(found) != 1 or _NOT.search(before + words[: found[0][1]]):
        return None
    return found[0][0]


def words_of(words: str, direction: str) -> tuple[int, int] | None:
    """Return the range of normal ``words`` that tells a direction, from its first such word to its last."""
    pattern = dict(_WAYS)[direction]
    places = [match.span() for match in pattern.finditer(words)]
    return (places[0][0], places[-1][1]) if places else None


def since(sentence: Sentence, start: int, end: int) -> Since:
    """Return what the change told at ``start:end`` of the line is measured from.

    It is told in the words themselves, behind them, or where the sentence begins; else it is the year before.
    """
    stop = _STOP.search(sentence.text, end, sentence.end)
    places = ((start, end), (end, stop.start() if stop else sentence.end), (sentence.start, start))
    for first, last in places:
        lead = _AGAINST.search(sentence.text, first, last)
        if lead is not None:
            told = _A_YEAR.match(sentence.text, lead.end())
            return Since(told is not None, int(told["year"]) if told and told["year"] else None)
    return Since()
