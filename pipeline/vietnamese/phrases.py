"""Finding known phrases in running text, token by token.

Punctuation, ``và`` and ``&`` between the words of a phrase do not count, so that a name with commas
is found however it is punctuated. The longest phrase wins.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

from pipeline.vietnamese.normal import Normal, normalise
from pipeline.vietnamese.syllables import is_syllable

# So many words of a name before it prove a damaged one.
_SURE = 3
_VOWELS = frozenset("aeiouy")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
# What may stand between two words of one name; anything else ends it.
_GLUE = re.compile(r"[\s,&/.'-]*(?:và\s+|va\s+)?", re.IGNORECASE)
_PLAIN_GLUE = re.compile(r"[\s.'-]*")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a normal text: its folded form and its half-open span there."""

    folded: str
    start: int
    end: int


def tokens(normal: Normal) -> list[Token]:
    """Return the words of a normal text without ``và``, in order.

    Words that lost the space between them (``SởThông``) are parted at the capital.
    """
    found: list[Token] = []
    humps = sorted(normal.humps)
    for match in _TOKEN.finditer(normal.folded):
        start, end = match.span()
        if not humps:
            found.append(Token(match.group(), start, end))
            continue
        cuts = [start, *(hump for hump in humps if start < hump < end), end]
        found += [Token(normal.folded[first:last], first, last) for first, last in pairwise(cuts)]
    return [token for token in found if token.folded != "va"]


@lru_cache(maxsize=4096)
def _words(phrase: str) -> tuple[str, ...]:
    # The names that hold for the whole country are added to the index of every province.
    return tuple(token.folded for token in tokens(normalise(phrase)))


T = TypeVar("T")


@dataclass(slots=True)
class _Node(Generic[T]):
    children: dict[str, "_Node[T]"] = field(default_factory=dict)
    values: list[T] = field(default_factory=list)
    damaged: "dict[str, list[_Node[T]]] | None" = None

    def child(self, word: str, sure: bool) -> "_Node[T] | None":
        """Return the node behind ``word``, or behind the only word (or two run together) that it can be damaged of.

        A word that could be a syllable of its own is taken for a damaged one only where the name is ``sure``.
        """
        exact = self.children.get(word)
        if exact is not None or (is_syllable(word) and not sure):
            return exact
        if self.damaged is None:
            self.damaged = self._damaged()
        found = self.damaged.get(word, [])
        return found[0] if len(found) == 1 else None

    def _damaged(self) -> "dict[str, list[_Node[T]]]":
        forms: dict[str, list[_Node[T]]] = {}
        for word, node in self.children.items():
            for form in {word[:at] + word[at + 1 :] for at, char in enumerate(word) if char in _VOWELS}:
                if form:
                    forms.setdefault(form, []).append(node)
                if word.startswith(form):  # a vowel that ended the word took the space with it
                    for following, behind in node.children.items():
                        forms.setdefault(form + following, []).append(behind)
        return forms


class PhraseIndex(Generic[T]):
    """A trie of phrases, each with the values that it stands for."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, parts: Iterable[str], value: T) -> None:
        """Register ``value`` under the phrase that ``parts`` make together."""
        node = self._root
        for part in parts:
            for word in _words(part):
                node = node.children.setdefault(word, _Node())
        if value not in node.values:
            node.values.append(value)

    def longest(
        self, normal: Normal, found: list[Token], at: int, whole: bool = False
    ) -> tuple[int, list[T]] | None:
        """Return the longest phrase starting at token ``at`` of ``found``, the words of ``normal``.

        Returns the index behind its last token and its values, None where no phrase starts there. ``whole``:
        only a phrase that lacks no letter, its words parted by blanks, dashes and points.
        """
        node, best, glue = self._root, None, _PLAIN_GLUE if whole else _GLUE
        for index in range(at, len(found)):
            if index > at and not glue.fullmatch(normal.text, found[index - 1].end, found[index].start):
                break
            word = found[index].folded
            child = node.children.get(word) if whole else node.child(word, index - at >= _SURE)
            if child is None:
                break
            node = child
            if node.values:
                best = (index + 1, node.values)
        return best
