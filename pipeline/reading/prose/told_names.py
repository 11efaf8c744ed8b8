"""Units that a document has named with their head, where it names them without: "Bát Xát thì trội hẳn ở …"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.reading.prose.name_rules import Named
from pipeline.reading.readings import Mention, printed, span_of, text_of
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.normal import normalise

_HEAD = pattern(r"^({committee_name} )?{commune_kind|district_kind} (?=\S)")
# A name without its head is a unit where a clause begins with it, or a copula leads to it.
_OPENS = pattern(r"(^ ?|[.;:,(] ?)({and|while|but|although|within|meanwhile} )?$|{is} $")


@dataclass(slots=True)
class ToldNames:
    """The units told so far by the normal words of their names; None where two share one."""

    province: str
    _told: dict[str, Mention | None] = field(default_factory=dict)

    def with_bare(self, sentence: Sentence, named: Sequence[Named]) -> list[Named]:
        """Return the units of a sentence with those that it names without their heads, in order; take note of all."""
        taken = [(unit.start, unit.end) for unit in named]
        found = list(named)
        for bare, mention in self._told.items():
            for match in re.finditer(rf"\b{re.escape(bare)}\b", sentence.words):
                first, last = sentence.start + match.start(), sentence.start + match.end()
                is_free = not any(a < last and first < b for a, b in taken)
                if mention is not None and is_free and self._stands(sentence, first, last):
                    span = span_of(sentence.line, first, last)
                    words = text_of(sentence.line, span) if mention.entries else mention.text
                    found.append(Named(replace(mention, text=words, span=span), first, last))
                    taken.append((first, last))
        for unit in named:
            self._note(unit.mention)
        return sorted(found, key=lambda unit: unit.start)

    def _note(self, mention: Mention) -> None:
        words = normalise(mention.text).text
        bare = _HEAD.sub("", words)
        if bare in (words, self.province):
            return
        other = self._told.setdefault(bare, mention)
        if other is not None and normalise(other.text).text != words:
            self._told[bare] = None

    def _stands(self, sentence: Sentence, first: int, last: int) -> bool:
        """Return True for a name in capitals that a clause begins with, and that is no part of a longer one."""
        words = printed(sentence.line, first, last).split()
        is_name = all(word[:1].isupper() or "'" in word for word in words)
        behind = printed(sentence.line, last, sentence.end).lstrip(" ")[:1]
        return is_name and not behind.isupper() and _OPENS.search(sentence.before(first)) is not None
