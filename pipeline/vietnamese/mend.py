"""Putting back letters that an old font conversion dropped, where the neighbouring word proves which.

A pair of words that no known phrase has, but that one known pair becomes by losing marked vowels
(``công ngh`` of ``công nghệ``, ``kthuật`` of ``kỹ thuật``), is read as that pair.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from pipeline.vietnamese.damage import dropped
from pipeline.vietnamese.normal import normalise

_WORD = re.compile(r"[^\W\d_]+")


class Mender:
    """Repairs words by the pairs of words that known phrases have."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._known: set[str] = set()
        self._forms: dict[str, set[tuple[str, ...]]] = {}
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
        parts = re.split(r"([^\W\d_]+)", text)
        places = list(range(1, len(parts), 2))
        for at, place in enumerate(places):
            word = normalise(parts[place]).text
            if word in self._known:
                continue
            following = places[at + 1] if at + 1 < len(places) else None
            before = places[at - 1] if at else None
            for first, second in ((place, following), (before, place)):
                if first is None or second is None or parts[second - 1].strip():
                    continue
                found = self._forms.get(
                    f"{normalise(parts[first]).text} {normalise(parts[second]).text}", set()
                )
                if len(found) == 1:
                    left, right = next(iter(found))
                    parts[first], parts[second] = _cased(parts[first], left), _cased(parts[second], right)
                    break
            else:
                fused = self._forms.get(word, set())
                if len(fused) == 1:
                    parts[place] = " ".join(
                        _cased(parts[place], each) if not i else each
                        for i, each in enumerate(next(iter(fused)))
                    )
        return "".join(parts)


def _cased(printed: str, known: str) -> str:
    if normalise(printed).text == known:
        return printed
    return known[:1].upper() + known[1:] if printed[:1].isupper() else known
