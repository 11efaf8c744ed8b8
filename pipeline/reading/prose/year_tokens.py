"""The years that a sentence names, as tokens: one each, or a row of them that its ends tell."""

import re
from collections.abc import Iterator, Sequence

from pipeline.reading.prose.tokens import Token
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.numbers import word_value

# "3 năm liền (2017 - 2019)": all of these, where they are as many
_YEAR = pattern(r"(\b{first:year} ?- ?)?\b{year:year}\b(?! ?(/|- ?20))")
_IN_A_ROW = pattern(
    r"({n:number}|{w:number_word}) {years_running}|{year_word} {ordinal} ({m:number}|{v:number_word}) {year_link}"
)
_DATE = pattern(r"(/|{month_word} \d{1,2} {year_word} |\d\.)$")
_DATE_REACH = 16


def find_years(sentence: Sentence, taken: Sequence[tuple[int, int]]) -> Iterator[Token]:
    """Yield the years of a sentence that are none of a date, outside the ranges ``taken``."""
    text = sentence.text
    for match in _YEAR.finditer(text, sentence.start, sentence.end):
        free = not any(a < match.end() and match.start() < b for a, b in taken)
        if free and not _DATE.search(text, max(0, match.start() - _DATE_REACH), match.start()):
            yield _year(sentence, match)


def _year(sentence: Sentence, match: re.Match[str]) -> Token:
    """Return a year, or those from ``year`` to it where so many in a row are told."""
    last = int(match["year"])
    row = _IN_A_ROW.search(sentence.text, sentence.start, match.start()) if match["first"] else None
    told = next((row[name] for name in "nwmv" if row[name]), None) if row else None
    first = last - (word_value(told) or 1) + 1 if told else last
    if match["first"] and first == int(match["first"]):
        return Token("Y", *match.span(), number=last, year=first)
    return Token("Y", *match.span("year"), number=last)
