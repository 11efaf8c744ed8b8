"""Sentences of a line, as ranges of its normal text."""

import re
from dataclasses import dataclass

from pipeline.documents.document import Line
from pipeline.reading.readings import Span
from pipeline.reading.vocabulary.lexicon import pattern

_END = re.compile(r"[.!?…]+[\"')]*\s+")
_ABBREVIATED = pattern(r"(^|[\s(])({=abbreviation}|{letter}|{roman})\.$|^ ?\d{1,2}\.$")
# "… thuộc mức I." ends one
_TIER_END = pattern(r"\S {tier_level|tier_kind|group|level|rank} ({letter}|{roman})\.$")
_ITEM = re.compile(r"(?P<mark>[:;,])\s?(?P<n>\d{1,2})\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The half-open range ``start:end`` of a line's normal text.

    Places in a sentence are places in the line, so that the words around it stay in reach.
    """

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The normal text of the whole line, which ``start`` and ``end`` count in."""
        return self.line.normal.text

    @property
    def words(self) -> str:
        """The normal text of the sentence alone."""
        return self.text[self.start : self.end]

    def before(self, offset: int) -> str:
        """Return the normal text of the sentence up to ``offset`` of the line."""
        return self.text[self.start : offset]


def sentences(line: Line) -> list[Sentence]:
    """Return the sentences of a line in order; an abbreviation or a decimal point ends none."""
    text = line.normal.text
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        head = text[start : match.start() + 1]
        offset = line.normal.offsets[match.end()]
        follows = line.text[offset : offset + 1]
        if (
            (_ABBREVIATED.search(head) and not _TIER_END.search(head))
            or _is_item(head, text[match.end() :])
            or not (follows.isupper() or follows.isdigit() or follows in "\"“'(-+")
        ):
            continue
        found.append(Sentence(line, start, match.end()))
        start = match.end()
    if text[start:].strip():
        found.append(Sentence(line, start, len(text)))
    return found


def _is_item(head: str, behind: str) -> bool:
    """Return True where a text ends in the number of an item of a list that goes on: "gồm: 1. …; 2. …"."""
    item = _ITEM.search(head)
    if item is None:
        return False
    number = int(item["n"])
    if item["mark"] == ",":
        return re.search(rf"[:,] ?{number - 1}\. ", head) is not None
    return item["mark"] == ";" or number == 1 or re.search(rf"; ?{number + 1}\. ", behind) is not None


def sentence_at(line: Line, span: Span) -> Sentence:
    """Return the sentence of a line in which a span stands; the line where it stands in none."""
    for sentence in sentences(line):
        first, last = line.normal.original(sentence.start, sentence.end)
        if first <= span.start < last:
            return sentence
    return Sentence(line, 0, len(line.normal.text))
