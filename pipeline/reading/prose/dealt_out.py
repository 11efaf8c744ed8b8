"""Values of one unit, dealt out to years or criteria: ``lần lượt xếp thứ 9 và thứ 5 trong các năm …``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, takewhile

from pipeline.reading.prose.spoken_criteria import Spoken
from pipeline.reading.prose.tokens import LISTED, Token
from pipeline.reading.prose.value_criteria import criteria_behind
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.numbers import parse_number

# A list of values, by the kinds of its tokens; years behind it, and at the front of its clause.
_ROW = re.compile(r"[rsq](?:[,;&x]+[rsq])+|R(?:[,;&]+R)+|S(?:[,;&]+S)+|Q(?:[,;&]+Q)+")
_YEARS_BEHIND = re.compile(r"[xg(w]*(Y(?:[,;&x]+Y)+)")
_YEARS_AHEAD = re.compile(r"(?:^|[.;])[xgw]*(Y(?:[,;&x]+Y)+),?[Uu][xhy]*j[xhy]*$")
_TO_YEARS = pattern(r"( |,|\(|{within|at|of|year_link|plural|year_word}|{point}|%)*")
# "… trong các năm 2017, 2018 ở tiêu chí hạ tầng số": places in that
_IN_SOMETHING = pattern(r" ?\)? ({at|about|toward}|{criterion_noun}) ")
_BETWEEN = pattern(r"( |,|;|{and|year_word})*")
# "14 (năm 2017), 10 (năm 2018), 6 (năm 2019)"
_OF_YEAR = pattern(r"(?<![\d.,/]){n:number} ?{point}? ?\( ?({year_word} ?)?{year:year} ?\)")
_NEXT = pattern(r" ?([,;]|{and}|, {and}) ?")
_RANKS = pattern("{rank_noun|rank_title|ordinal|rank_verb|ranking}")
_SCORES = pattern("{score_noun|score_word|index_word}")
_CLAUSE_BREAK = re.compile(r"[,;.]")
_LEAST = 2


def dealt_out(sentence: Sentence, tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens; the values of a list that one unit has get the years or criteria told for them, one each.

    They must be as many; no other unit may be told of in the clause.
    """
    found = list(tokens)
    kinds = "".join(token.kind for token in found)
    for row in _ROW.finditer(kinds):
        places = [at for at in range(*row.span()) if kinds[at] in LISTED + "RSQ"]
        subject = next((token for token in reversed(found[: row.start()]) if token.kind in "UuaAdn"), None)
        if subject is None or subject.kind not in "Uu" or len(subject.units) > 1:
            continue
        years = _years(sentence, found, kinds, row)
        if len(years) == len(places):
            for at, year in zip(places, years, strict=True):
                found[at] = replace(found[at], kind=kinds[at].upper(), year=year)
            continue
        start, end, names = criteria_behind(sentence, found[row.end() - 1].end)
        if len(names) == len(places):
            for at, name in zip(places, names, strict=True):
                found[at] = replace(found[at], kind=kinds[at].upper(), spoken=Spoken(start, end, name))
    return found


def _years(sentence: Sentence, tokens: Sequence[Token], kinds: str, row: re.Match[str]) -> list[int]:
    """Return the years that stand right behind a list of values, or that its clause opens with."""
    text = sentence.text
    behind = _YEARS_BEHIND.match(kinds, row.end())
    ahead = _YEARS_AHEAD.search(kinds[: row.start()])
    match = behind or ahead
    if match is None:
        return []
    told = [token for token in tokens[slice(*match.span(1))] if token.kind == "Y"]
    gaps = [_BETWEEN.fullmatch(text, a.end, b.start) for a, b in pairwise(told)]
    linked = not behind or _TO_YEARS.fullmatch(text, tokens[row.end() - 1].end, told[0].start)
    if _IN_SOMETHING.match(text, told[-1].end if behind else tokens[row.end() - 1].end):
        return []
    return [token.number or 0 for token in told] if linked and all(gaps) else []


def find_yearly(sentence: Sentence, mark: str) -> Iterator[Token]:
    """Yield the values of a row that has its year behind each; what they are is said ahead of the first."""
    for row in _rows(list(_OF_YEAR.finditer(sentence.text, sentence.start, sentence.end)), sentence.text):
        lead = _CLAUSE_BREAK.split(sentence.before(row[0].start("n")))[-1]
        is_rank, is_score = _RANKS.search(lead) is not None, _SCORES.search(lead) is not None
        numbers = [parse_number(match["n"], mark) for match in row]
        if len(row) < _LEAST or is_rank == is_score or (is_rank and any(one % 1 for one in numbers)):
            continue
        for match, number in zip(row, numbers, strict=True):
            span = match.span("n")
            yield Token("R" if is_rank else "S", *span, span, Decimal(number), year=int(match["year"]))


def _rows(found: Sequence[re.Match[str]], text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the matches in rows of which nothing but a comma or "và" parts two."""
    rest = list(found)
    while rest:
        joined = takewhile(lambda pair: _NEXT.fullmatch(text, pair[0].end(), pair[1].start()), pairwise(rest))
        size = 1 + len(list(joined))
        yield rest[:size]
        rest = rest[size:]
