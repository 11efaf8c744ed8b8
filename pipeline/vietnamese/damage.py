"""Patterns that still find a phrase whose letters were damaged on the way to us.

Three kinds of damage are met in published texts and nowhere fitted to one of them: all marks lost
(``diem toi da``); a marked vowel dropped by an old font conversion (``điểm ti đa``, ``hng mục``),
which takes the following space with it when it ended its syllable (``sliệu`` for ``số liệu``);
and both at once.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.vietnamese.normal import fold, normalise

_VOWELS = frozenset("aeiouy")


def dropped(syllable: str, least: int = 2) -> list[str]:
    """Return the forms of at least ``least`` letters that a syllable takes when one marked vowel is lost."""
    folded = fold(syllable)
    return [
        syllable[:index] + syllable[index + 1 :]
        for index, char in enumerate(syllable)
        if char != folded[index] and folded[index] in _VOWELS and len(syllable) > least
    ]


def _syllable(syllable: str, last: bool) -> str:
    comma = "" if not syllable.endswith(",") else ",?"
    syllable = syllable.rstrip(",")
    whole = [syllable] if fold(syllable) == syllable else [syllable, fold(syllable)]
    gap = comma if last else rf"{comma}\s+"
    inner: list[str] = []
    ending: list[str] = []
    for form in dropped(syllable):
        (ending if form == syllable[: len(form)] and not last else inner).append(form)
    if not last and len(syllable) == 2 and fold(syllable)[1] in _VOWELS and syllable[1] != fold(syllable)[1]:
        ending.append(syllable[0])
    parts = [f"(?:{'|'.join(map(re.escape, whole + inner))}){gap}"]
    parts += [rf"{re.escape(form)}\s*" for form in ending]
    return f"(?:{'|'.join(parts)})"


@lru_cache(maxsize=4096)
def phrase(words: str) -> str:
    """Regular expression source that finds ``words`` in a normal text, damaged or not.

    A phrase of one syllable is found whole or without its marks only: with a letter missing it could
    be another word.
    """
    syllables = normalise(words).text.split()
    if len(syllables) == 1:
        forms = dict.fromkeys([syllables[0], fold(syllables[0])])
        return rf"\b(?:{'|'.join(map(re.escape, forms))})\b"
    body = "".join(_syllable(word, index == len(syllables) - 1) for index, word in enumerate(syllables))
    return rf"\b{body}\b"


def loose(words: str) -> str:
    """Like `phrase`, but a phrase of one syllable may lack a letter too.

    Only for a word whose neighbours prove it.
    """
    syllables = normalise(words).text.split()
    if len(syllables) > 1:
        return phrase(words)
    forms = dict.fromkeys([syllables[0], fold(syllables[0]), *dropped(syllables[0])])
    return rf"\b(?:{'|'.join(map(re.escape, forms))})\b"


def exactly(*words: str) -> str:
    """Alternation of words in their own letters only, for those that unmarked are others (``là``, ``La``).

    Ordered and separated as in `anyof`.
    """
    forms = "|".join(re.escape(normalise(word).text) for word in _longest_first(words))
    return rf"\b(?:{forms})\b"


def anyof(*phrases: str) -> str:
    """Alternation of `phrase` patterns, longest phrase first; ``|`` in an argument separates phrases too."""
    return "(?:" + "|".join(map(phrase, _longest_first(phrases))) + ")"


def anyof_loose(*phrases: str) -> str:
    """Alternation of `loose` patterns, ordered and separated as in `anyof`."""
    return "(?:" + "|".join(map(loose, _longest_first(phrases))) + ")"


def _longest_first(phrases: Iterable[str]) -> list[str]:
    words = {word for text in phrases for word in text.split("|")}
    return sorted(words, key=lambda word: (-len(word), word))
