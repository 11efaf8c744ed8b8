"""The things that a sentence can say of a unit: scores, percentages, tiers (and ranks: `rank_words`).

All patterns run on normal text; ``start:end`` is the range of a sentence in it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.reading.text.cells import split_cells
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import TierHit, cell_tier, find_tiers
from pipeline.vietnamese.numbers import parse_number


@dataclass(frozen=True, slots=True)
class Value:
    """One number or word of rank in a sentence: what it measures and its half-open range in the normal line.

    ``whole`` is the number after a stroke, with its range: the maximum of a score, the number of units of
    a rank.
    """

    measure: str
    value: Decimal | None
    start: int
    end: int
    tier: str | None = None
    whole: tuple[Decimal, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """A finding: ``values`` of one kind printed together, and the whole range they were found in.

    ``kind``: score, percent, tier, rank; lead and tail for ``dẫn đầu`` and ``cuối bảng``; best and worst
    for ``cao nhất`` and ``thấp nhất``.
    """

    kind: str
    start: int
    end: int
    values: tuple[Value, ...]


# What parts the numbers of a list; each may have its unit where they are dealt out.
_PARTED = r" ?(;|,\s|\s{and}\s) ?({and} )?"
_SCORE_LIST = pattern("(?P<list>{number}({parted}{number})+) ?{point}", parted=_PARTED)
_LED_LIST = pattern(
    "{score_word|total_points|in_turn_is|in_turn_reach} (?P<list>{number}({parted}{number})+)"
    r"(?! ?({point}|%|[\d/]))",
    parted=_PARTED,
)
_DEALT_LIST = pattern(
    r"{in_turn|respectively}[^;.\d]{0,40}?(?P<list>{number} ?{point}({parted}{number} ?{point})+)",
    parted=_PARTED,
)
_SCORES = pattern(
    # 8,92/10 điểm
    "{n:number}( ?/ ?{m:number})? ?{point}"
    # số điểm đạt được: 85
    r"|{!ministry}{score_noun|score_name|value|index_word} ?({achieve|reach|is|auxiliary}|:|=|\s)*"
    r"{k:number}(?![\d.,]*\d| ?%|/)"
    # (0,633)
    r"|\( ?(?P<p>\d+[.,]\d+) ?\)"
    # đạt 8,92/10, năm 2022 là 0,834
    r"|({reach|with|only_reach}|{year_word} {year} ?(:|{is|reach})) (?P<d>\d+[.,]\d+)"
    r"( ?/ ?{dm:number})?(?! ?(%|[\d/]|{letter}))"
)
# The groups of a score with their maxima.
_TOPS = {"n": "m", "k": None, "p": None, "d": "dm"}
_YEAR_BEFORE = pattern("{year_word} ?$")
_PERCENT_LIST = pattern("(?P<n>{number} ?%?({parted}{number} ?%)+)", parted=_PARTED)
# After a percentage may stand what it is of, or a rank; after a share stands what is counted.
_PERCENT = pattern(
    r"{n:number} ?%(?= ?($|[)\].,;…:]|-\s|\( ?({rank|place_verb|ordinal|dong}|\d)"
    "|{score_noun|maximum|full_score|percent_of|and|is|rank_verb}))"
)
# "tỷ lệ phiếu hợp lệ đạt": the share of something counted, not a result of the unit before it.
_SHARE_OF = pattern("{share_word} {ballot|service|document|staff|people|share_of}[^;.,]*$")
_NUMBER = pattern("{number}")
_MIN_CELLS = 3
# Nobody is said to be at a tier.
_NOBODY = pattern(r"{none|none_left}\s[^,;.]*$")


def _listed(match: re.Match[str], group: str, measure: str, mark: str) -> tuple[Value, ...]:
    """Return the numbers of a group of a match, each with its range."""
    base = match.start(group)
    return tuple(
        Value(measure, parse_number(part.group(), mark), base + part.start(), base + part.end())
        for part in _NUMBER.finditer(match.group(group))
    )


def find_scores(text: str, start: int, end: int, mark: str) -> Iterator[Element]:
    """Scores: ``53,2 điểm``, ``8,92/10 điểm``, ``số điểm 85``, ``(0,633)``, ``83,2; 80,4 và 78,9 điểm``."""
    for regex in (_DEALT_LIST, _SCORE_LIST, _LED_LIST):
        for match in regex.finditer(text, start, end):
            yield Element("score", *match.span("list"), _listed(match, "list", "score", mark))
    for match in _SCORES.finditer(text, start, end):
        if _YEAR_BEFORE.search(text[start : match.start()]):  # "năm 2021 điểm số": a year
            continue
        name = next(group for group in _TOPS if match.group(group))
        top = _TOPS[name]
        whole = (parse_number(match.group(top), mark), *match.span(top)) if top and match.group(top) else None
        value = Value("score", parse_number(match.group(name), mark), *match.span(name), whole=whole)
        yield Element("score", *match.span(), (value,))


def find_percents(text: str, start: int, end: int, mark: str) -> Iterator[Element]:
    """Percentages with nothing counted after them."""
    for regex in (_PERCENT_LIST, _PERCENT):  # where a list does not hold, its parts may
        for match in regex.finditer(text, start, end):
            if not _SHARE_OF.search(text[start : match.start()]):
                yield Element("percent", *match.span(), _listed(match, "n", "pct_of_max", mark))


def find_tier_cells(sentence: Sentence) -> Iterator[Element]:
    """Bare tier words that stand in a column of their own, on a line set with blanks or tabs."""
    cells = split_cells(sentence.line)
    if len(cells) < _MIN_CELLS:
        return
    for cell in cells[1:]:
        hit = cell_tier(cell.words)
        at = bisect_left(sentence.line.normal.offsets, cell.span.start)
        if hit and hit.tier.family == "quality" and sentence.start <= at < sentence.end:
            yield _tier(hit, at)


def find_tier_words(text: str, start: int, end: int) -> Iterator[Element]:
    """Tiers after a lead word."""
    for hit in find_tiers(text[start:end]):
        if not _NOBODY.search(text[start : start + hit.start]):
            yield _tier(hit, start)


def _tier(hit: TierHit, offset: int) -> Element:
    ends = (offset + hit.start, offset + hit.end)
    return Element("tier", *ends, (Value("tier", None, *ends, tier=hit.tier.name),))
