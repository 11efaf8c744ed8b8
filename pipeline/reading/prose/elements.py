"""The things that a sentence can say of a unit: scores, percentages, tiers (and places: `ranks`).

All patterns run on normal text; ``start:end`` is the range of a sentence in it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.reading.text.cells import split_cells
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.tier_words import cell_tier, find_tiers
from pipeline.reading.vocabulary.words import POINT, N
from pipeline.vietnamese.damage import anyof
from pipeline.vietnamese.numbers import parse_number


@dataclass(frozen=True, slots=True)
class Value:
    """One number or word of rank in a sentence: what it measures and its half-open place in the normal line.

    ``whole`` is the number behind a stroke, with its place: the maximum of a score, the number of units of
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
_PARTED = r"\s*(?:;|,\s|\svà\s)\s*(?:và\s+)?"
_SCORE_LIST = re.compile(rf"(?P<list>{N}(?:{_PARTED}{N})+)\s*{POINT}")
_LED_LIST = re.compile(
    rf"(?:{anyof('số điểm|tổng điểm|điểm số|số điểm lần lượt là|lần lượt là|lần lượt đạt')})\s+"
    rf"(?P<list>{N}(?:{_PARTED}{N})+)(?!\s*(?:{POINT}|%|[\d/]))"
)
_DEALT_LIST = re.compile(
    rf"{anyof('lần lượt|tương ứng')}[^;.\d]{{0,40}}?(?P<list>{N}\s*{POINT}(?:{_PARTED}{N}\s*{POINT})+)"
)
# năm 2022 là 0,834
_OF_YEAR = rf"(?:{anyof('năm')})\s+20\d\d\s*(?::|{anyof('là|đạt')})"
_SCORES = re.compile(
    # 8,92/10 điểm
    rf"(?P<n>{N})(?:\s*/\s*(?P<m>{N}))?\s*{POINT}"
    # số điểm đạt được: 85
    rf"|(?<!bộ )(?<!bo )"
    rf"(?:{anyof('số điểm|tổng điểm|tổng số điểm|điểm số|điểm tổng|điểm|chỉ số|giá trị')})\s*"
    rf"(?:{anyof('đạt được|đạt|là|được')}|:|=|\s)*(?P<k>{N})(?![\d.,]*\d|\s*%|/)"
    # (0,633)
    r"|\(\s*(?P<p>\d+[.,]\d+)\s*\)"
    # đạt 8,92/10
    rf"|(?:{anyof('đạt|với|chỉ đạt')}|{_OF_YEAR})\s+(?P<d>\d+[.,]\d+)(?:\s*/\s*(?P<dm>{N}))?"
    r"(?!\s*(?:%|[\d/]|[a-zđ]))"
)
# The groups of a score with their maxima.
_TOPS = {"n": "m", "k": None, "p": None, "d": "dm"}
_YEAR_BEFORE = re.compile(r"\bnăm\s*$")
# What may stand behind a percentage of the maximum; behind a share stands what is counted.
_PERCENT_OF = anyof(
    "điểm|số điểm|điểm số|điểm tối đa|số điểm tối đa|tổng điểm|tổng số điểm|mức tối đa",
    "so với điểm tối đa|so với tổng điểm|so với mức tối đa|và|là|xếp|đứng",
)
_PERCENT_LIST = re.compile(rf"(?P<n>{N}\s*%?(?:{_PARTED}{N}\s*%)+)")
_PERCENT = re.compile(
    rf"(?P<n>{N})\s*%(?=\s*(?:$|[)\].,;…:]|-\s|\(\s*(?:hạng|xếp|thứ|đồng|\d)|{_PERCENT_OF}))"
)
# "tỷ lệ phiếu hợp lệ đạt": the share of something counted, not a result of the unit before it.
_SHARE_OF = re.compile(
    rf"(?:{anyof('tỷ lệ|tỉ lệ')})\s+(?:"
    + anyof("phiếu|hồ sơ|văn bản|cán bộ|dịch vụ|thủ tục|người|doanh nghiệp|phản hồi|thanh toán|nộp")
    + r")[^;.,]*$"
)
_NUMBER = re.compile(N)
_MIN_CELLS = 3
# Nobody is said to be at a tier.
_NOBODY = re.compile(rf"(?:{anyof('không có|không còn|chưa có')})\s[^,;.]*$")


def _listed(match: re.Match[str], group: str, measure: str, mark: str) -> tuple[Value, ...]:
    """Return the numbers of a group of a match, each at its place."""
    base = match.start(group)
    return tuple(
        Value(measure, parse_number(part.group(), mark), base + part.start(), base + part.end())
        for part in _NUMBER.finditer(match.group(group))
    )


def scores(text: str, start: int, end: int, mark: str) -> Iterator[Element]:
    """Scores: ``53,2 điểm``, ``8,92/10 điểm``, ``số điểm 85``, ``(0,633)``, ``83,2; 80,4 và 78,9 điểm``."""
    for pattern in (_DEALT_LIST, _SCORE_LIST, _LED_LIST):
        for match in pattern.finditer(text, start, end):
            yield Element("score", *match.span("list"), _listed(match, "list", "score", mark))
    for match in _SCORES.finditer(text, start, end):
        if _YEAR_BEFORE.search(text[start : match.start()]):  # "năm 2021 điểm số": a year
            continue
        name = next(group for group in _TOPS if match.group(group))
        top = _TOPS[name]
        whole = (parse_number(match.group(top), mark), *match.span(top)) if top and match.group(top) else None
        value = Value("score", parse_number(match.group(name), mark), *match.span(name), whole=whole)
        yield Element("score", *match.span(), (value,))


def percents(text: str, start: int, end: int, mark: str) -> Iterator[Element]:
    """Percentages with nothing counted behind them."""
    for pattern in (_PERCENT_LIST, _PERCENT):  # where a list does not hold, its parts may
        for match in pattern.finditer(text, start, end):
            if not _SHARE_OF.search(text[start : match.start()]):
                yield Element("percent", *match.span(), _listed(match, "n", "pct_of_max", mark))


def tier_cells(sentence: Sentence) -> Iterator[Element]:
    """Bare tier words that stand in a column of their own, on a line set with blanks or tabs."""
    cells = split_cells(sentence.line)
    if len(cells) < _MIN_CELLS:
        return
    for cell in cells[1:]:
        hit = cell_tier(cell.words)
        at = bisect_left(sentence.line.normal.offsets, cell.span.start)
        if hit and hit.tier.family == "quality" and sentence.start <= at < sentence.end:
            place = (at + hit.start, at + hit.end)
            yield Element("tier", *place, (Value("tier", None, *place, tier=hit.tier.name),))


def tiers(text: str, start: int, end: int) -> Iterator[Element]:
    """Tiers behind a lead word."""
    for hit in find_tiers(text[start:end]):
        if _NOBODY.search(text[start : start + hit.start]):
            continue
        place = (start + hit.start, start + hit.end)
        yield Element("tier", *place, (Value("tier", None, *place, tier=hit.tier.name),))
