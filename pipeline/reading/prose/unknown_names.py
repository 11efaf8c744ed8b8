"""Words that may name a unit that no list knows: what is said behind them is not said of the unit before them."""

import re

from pipeline.reading.prose.name_rules import AFTER
from pipeline.reading.readings import printed
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern

# Where a subject may begin; the first word of a clause is in capitals anyway.
_FRONT = pattern("(?P<clause>[;:.]|^)[ \"']*$|(,|{and}) ?$")
_REACH = 6
_WORD = re.compile(r"[^\W\d_]+('[^\W\d_]+)*")
_NEXT = re.compile(r"[ -]?(?=[^\W\d_])")


def unknown_name(sentence: Sentence, start: int, end: int) -> int | None:
    """Return where the name that may begin at ``start`` of the normal line ends, before ``end``.

    That is two words in capitals where a subject may begin, or one where the sentence goes on as behind a name.
    """
    text = sentence.text
    lead = text[max(sentence.start, start - _REACH) : start]
    front = _FRONT.search(lead)
    if front is None:
        return None
    last, count = start, 0
    word = _WORD.match(text, start, end)
    while word is not None and _is_written_as_name(sentence, word):
        last, count = word.end(), count + 1
        link = _NEXT.match(text, last, end)
        word = _WORD.match(text, link.end(), end) if link else None
    alone = front["clause"] is None or "'" in text[start:last]
    if count > 1 or (count == 1 and alone and AFTER.match(text, last)):
        return last
    return None


def _is_written_as_name(sentence: Sentence, word: re.Match[str]) -> bool:
    """Return True for a word with one capital, its first letter; an abbreviation is no name of a place."""
    shown = printed(sentence.line, *word.span())
    return shown[:1].isupper() and (len(shown) == 1 or not shown.isupper())
