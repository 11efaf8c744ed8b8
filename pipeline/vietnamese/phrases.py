"""Finding known phrases in running text, token by token.

Punctuation, ``và`` and ``&`` between the words of a phrase do not count, so that a name with commas
is found however it is punctuated. The longest phrase wins.
"""

import re
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pipeline.vietnamese.normal import Normal, normalise

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
# What may stand between two words of one name; anything else ends it.
_GLUE = re.compile(r"[\s,&/.-]*(?:và\s+|va\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a normal text: its folded form and its half-open place there."""

    folded: str
    start: int
    end: int


def tokens(normal: Normal) -> list[Token]:
    """The words of a normal text without ``và``."""
    return [
        Token(match.group(), match.start(), match.end())
        for match in _TOKEN.finditer(normal.folded)
        if match.group() != "va"
    ]


T = TypeVar("T")


@dataclass(slots=True)
class _Node(Generic[T]):
    children: dict[str, "_Node[T]"] = field(default_factory=dict)
    values: list[T] = field(default_factory=list)


class PhraseIndex(Generic[T]):
    """A trie of phrases, each with the values that it stands for."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, phrase: str, value: T) -> None:
        """Register ``value`` under ``phrase``."""
        node = self._root
        for token in tokens(normalise(phrase)):
            node = node.children.setdefault(token.folded, _Node())
        if value not in node.values:
            node.values.append(value)

    def longest(self, normal: Normal, found: list[Token], at: int) -> tuple[int, list[T]] | None:
        """The longest phrase starting at token ``at``: the index behind its last token, and its values."""
        node, best = self._root, None
        for place in range(at, len(found)):
            if place > at and not _GLUE.fullmatch(normal.text, found[place - 1].end, found[place].start):
                break
            child = node.children.get(found[place].folded)
            if child is None:
                break
            node = child
            if node.values:
                best = (place + 1, node.values)
        return best
