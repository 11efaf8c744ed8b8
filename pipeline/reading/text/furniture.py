"""Lines that belong to the page a report was copied from: counters, polls, visit statistics."""

import re
from functools import lru_cache
from itertools import takewhile

from pipeline.documents.document import Line
from pipeline.reading.vocabulary.lexicon import pattern

_FURNITURE = pattern(
    r"{page_word}|{>updated} ?\d|{telephone_short} ?:|{page_number} ?:? ?\d+ ?/ ?\d+|@|https?://|www\."
)
_RELATED = pattern(r"[^\w]*{related_news}[^\w]*")
_SENTENCE = re.compile(r"[.!?][\"”]?\s*$")
_RATING = pattern("{page_rating}")
_MAX_LENGTH = 110
# A line of more tabs is a row.
_MANY = 2
# A figure that is points or a rank: never furniture.
_RESULT = pattern(r"{number} ?{point}(?!\w)|{points|ranking|rank_noun|placed} ?:? ?{number}")
# A word of results with four more words behind it: a sentence of the report.
_SAYS_MORE = pattern(r"{points|assessed|file|online_level} \S+ \S+ \S+ \S+")


@lru_cache(maxsize=16)
def related_lines(lines: tuple[Line, ...]) -> frozenset[int]:
    """Return the numbers of the lines at the end of a page that name other news: no sentence among them ends."""
    worded = [line for line in lines if not line.is_blank]
    tail = list(takewhile(lambda line: not _SENTENCE.search(line.text), reversed(worded)))
    first = next((line.number for line in reversed(tail) if _RELATED.fullmatch(line.normal.text)), None)
    return frozenset() if first is None else frozenset(line.number for line in tail if line.number >= first)


def is_furniture(line: Line) -> bool:
    """Return True for a short line of the surrounding page, no row of a table."""
    if line.text.count("\t") >= _MANY:
        return False
    text = line.normal.text.strip()
    if len(text) <= _MAX_LENGTH and _RATING.search(text):
        return True
    if len(text) > _MAX_LENGTH or _FURNITURE.search(text) is None:
        return False
    return not (_SAYS_MORE.search(text) or _RESULT.search(text))
