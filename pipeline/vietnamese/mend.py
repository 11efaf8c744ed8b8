"""Putting back letters that an old font conversion dropped, where the neighbouring word proves which.

A pair of words that no known phrase has, but that one known pair becomes by losing marked vowels
(``công ngh`` of ``công nghệ``, ``kthuật`` of ``kỹ thuật``), is read as that pair.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from pipeline.vietnamese.damage import dropped
from pipeline.vietnamese.normal import normalise

_WORD = re.compile(r"([^\W\d_]+)")


class Mender:
    """Repairs words by the pairs of words that known phrases have."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._known: set[str] = set()
        # What a pair looks like with letters missing, as "left right" or run together → the pairs it may be.
        self._forms: dict[str, set[tuple[str, str]]] = {}
        for text in phrases:
            words = _WORD.findall(normalise(text).text)
            self._known.update(words)
            for pair in pairwise(words):
                self._learn(pair)

    def _learn(self, pair: tuple[str, str]) -> None:
        first, second = pair
        for left in (first, *dropped(first, 1)):
            for right in (second, *dropped(second, 1)):
                if (left, right) != pair:
                    self._forms.setdefault(f"{left} {right}", set()).add(pair)
            if left != first and first.startswith(left):
                self._forms.setdefault(left + second, set()).add(pair)

    def mend(self, text: str) -> str:
        """``text`` with the damaged words that known pairs explain put right; all else as it was."""
        parts = _WORD.split(text)  # words at the odd places, what stands between them at the even ones
        for index in range(1, len(parts), 2):
            if normalise(parts[index]).text in self._known:
                continue
            if not (self._mend_pair(parts, index) or self._mend_pair(parts, index - 2)):
                self._part(parts, index)
        return "".join(parts)

    def _meant(self, form: str) -> tuple[str, str] | None:
        """Return the only pair that ``form`` can be."""
        found = self._forms.get(form, set())
        return next(iter(found)) if len(found) == 1 else None

    def _mend_pair(self, parts: list[str], first: int) -> bool:
        """Put right the word at ``first`` and the next one, if only white space stands between them."""
        second = first + 2
        if first < 0 or second >= len(parts) or parts[second - 1].strip():
            return False
        pair = self._meant(f"{normalise(parts[first]).text} {normalise(parts[second]).text}")
        if pair is None:
            return False
        parts[first], parts[second] = _cased(parts[first], pair[0]), _cased(parts[second], pair[1])
        return True

    def _part(self, parts: list[str], index: int) -> None:
        """Put right a word that is two run together."""
        pair = self._meant(normalise(parts[index]).text)
        if pair is not None:
            parts[index] = f"{_cased(parts[index], pair[0])} {pair[1]}"


def _cased(printed: str, known: str) -> str:
    if normalise(printed).text == known:
        return printed
    return known[:1].upper() + known[1:] if printed[:1].isupper() else known
