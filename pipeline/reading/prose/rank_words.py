"""Places told in a sentence: by number or word, by ``dẫn đầu`` and ``cuối bảng``, by ``cao nhất``."""

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.reading.prose.elements import Element, Value
from pipeline.reading.vocabulary.words import POINT, UNIT_NOUNS
from pipeline.vietnamese.damage import anyof, loose
from pipeline.vietnamese.numbers import NUMBER_WORD, word_value

_FIRST = re.compile(
    anyof(
        "đứng đầu|đứng đầu tiên|đứng đầu bảng|đứng đầu bảng xếp hạng|dẫn đầu|dẫn đầu bảng xếp hạng|đầu bảng",
        "xếp đầu|xếp đầu tiên|xếp hạng đầu|xếp hạng đầu tiên|hạng đầu|vị trí đầu|vị trí đầu tiên",
        "vị trí dẫn đầu|giữ ngôi đầu|ngôi đầu|quán quân",
    )
)
_LAST = re.compile(
    anyof(
        "cuối bảng|cuối bảng xếp hạng|xếp cuối|xếp cuối cùng|xếp cuối bảng|xếp cuối bảng xếp hạng",
        "đứng cuối|đứng cuối cùng|đứng cuối bảng|đứng cuối bảng xếp hạng|vị trí cuối|vị trí cuối cùng",
        "hạng cuối|hạng cuối cùng|xếp hạng cuối|xếp hạng cuối cùng|đứng chót|xếp chót|chót bảng|bét bảng",
        "đội sổ",
    )
)
# "nhóm dẫn đầu", "người đứng đầu": no place of one unit.
_LEADERS = re.compile(
    rf"(?:{anyof('nhóm|tốp|top|người|các đơn vị|những đơn vị|người đứng|áp|nhóm các đơn vị|vai trò')})\s*$"
)
# A place of a year that is not told by its number.
_OF_EARLIER = re.compile(rf"\s+(?:của\s+)?{anyof('năm trước|năm ngoái|kỳ trước')}")
# "ba đơn vị cuối bảng", "hai vị trí cuối": said of several.
_SEVERAL_LAST = re.compile(
    rf"(?:(?<![\d.,])\d+\s+(?:{anyof(UNIT_NOUNS, 'vị trí')})"
    rf"|(?:{anyof('hai|ba|bốn|năm|sáu|những|các|nhóm')})(?:\s+(?:{anyof(UNIT_NOUNS, 'vị trí')}))?)"
    rf"\s+(?:(?:{anyof('ở|đứng|xếp|có')})\s*)?$"
    # a unit that another is held against
    rf"|(?:{anyof('so với|hơn|kém|giữa|cách')})\s+(?:{anyof(UNIT_NOUNS)})\s+"
    rf"(?:(?:{anyof('đứng|xếp|có|ở')})\s+)?$"
)
_RANK_NOUNS = "hạng|vị trí|thứ hạng|vị thứ"
_RANK_LEAD = (
    rf"(?:{loose('xếp')}|"
    + anyof(
        _RANK_NOUNS,
        "xếp|đứng|ngôi|đoạt|về|đồng hạng|cùng hạng|đồng xếp hạng|xếp hạng|xếp vị trí|giữ vị trí|bậc",
        "xếp ở vị trí|xuống|lên",
    )
    + ")"
)
_LINK = anyof("là|số|hạng|vị trí|xếp hạng|ở vị trí|hạng thứ|vị trí thứ|vị thứ")
# A number word that counts nothing and begins no year.
_WORD = rf"(?!năm\s*\d{{4}})(?:{NUMBER_WORD})\b(?!\s*(?:{anyof('sở|đơn vị|điểm')}))"
_ORDINAL = (
    rf"(?:(?P<n>\d{{1,3}})(?![\d%]|[.,]\d|\s*{POINT}|\s*%|/\d+/)(?:\s*/\s*(?P<of>\d{{1,3}})(?!\d))?"
    rf"|(?P<w>{_WORD}))"
)
# Behind these the number counts times, steps or years.
_NO_RANK = anyof("lần|mục|bậc|năm liền|năm liên tiếp|năm liên tục|năm qua")
_RANKS = re.compile(
    rf"{_RANK_LEAD}\s*(?::|{_LINK})*\s*(?:thứ\s+|th\s+)?{_ORDINAL}(?!\s*(?:{_NO_RANK}|/\d{{4}}))"
)
_AFTER_PLACE = anyof("với|đạt|chỉ đạt|và")
# "năm" is five only where the list goes on or ends behind it; else it is a year.
_LIST_ITEM = rf"(?!năm\b(?!\s*(?:[,;.)]|và\b|$)))(?:{_WORD}|\d{{1,3}}(?!\d))"
_RANK_LIST = re.compile(
    rf"(?:{anyof(_RANK_NOUNS, 'xếp|xếp hạng|đứng')})\s*(?:thứ\s+|hạng\s+)*"
    rf"(?P<list>{_LIST_ITEM}(?:\s*(?:,|;|và)+\s*(?:thứ\s+|hạng\s+)?{_LIST_ITEM})+)"
    rf"(?!\s*(?:{POINT}|%|[.,]\d))"
)
_COUNTED_ON = re.compile(
    rf"(?:[,;]|\bvà)\s+thứ\s+(?P<w>{_WORD}|\d{{1,3}}(?!\d))\s+(?={anyof('là|thuộc về')})"
)
_LIST_PART = re.compile(rf"\d{{1,3}}|{_WORD}")
_BARE_RANK = re.compile(
    r"\(\s*(?:(?:đồng|cùng)?\s*(?:xếp\s+)?(?:hạng|thứ|vị trí)?\s*(?:thứ\s+)?)"
    r"(?P<n>\d{1,3})(?:\s*/\s*\d{1,3})?\s*\)"
)
_PLACE_OF = re.compile(
    r"(?:\bthứ\s+|\(\s*)(?P<n>\d{1,3})\s*/\s*(?P<of>\d{1,3})(?![\d/]|[.,]\d)(?=\s*[),;.]|\s*$|\s+"
    + _AFTER_PLACE
    + ")"
)
_YEAR_BEHIND = re.compile(r"\s*\d{4}")
_BEST = anyof(
    "cao nhất|điểm cao nhất|điểm số cao nhất|số điểm cao nhất|điểm đánh giá cao nhất|cao điểm nhất",
    "đơn vị cao nhất|kết quả cao nhất|chỉ số cao nhất",
)
_WORST = anyof(
    "thấp nhất|điểm thấp nhất|điểm số thấp nhất|số điểm thấp nhất|điểm đánh giá thấp nhất|thấp điểm nhất",
    "đơn vị thấp nhất|kết quả thấp nhất",
)
_EXTREME = re.compile(rf"(?P<best>{_BEST})|(?P<worst>{_WORST})")
_EXTREME_WORDS = re.compile(r"(?:cao|thấp|thap)\s+(?:\w+\s+)?nhất|\S+\s+\S+$")
# "ba đơn vị có điểm cao nhất": said of several.
_SEVERAL = re.compile(
    rf"(?:(?<![\d.,])\d+|{anyof('hai|ba|bốn|năm|sáu|những|nhóm|một số|nhiều')})\s+"
    rf"(?:[^\s,;.]+\s+)?(?:{anyof(UNIT_NOUNS)})\s+[^,;.]{{0,40}}$"
)


def _rank(words: str) -> Decimal | None:
    """Return the place that digits or a number word tell."""
    number = int(words) if words.isdigit() else word_value(words)
    return None if number is None else Decimal(number)


def ranks(text: str, start: int, end: int) -> Iterator[Element]:
    """Places told by number or word, or as first or last (``dẫn đầu``, ``cuối bảng``); last has no value."""
    yield from _listed_ranks(text, start, end)
    for match in _RANKS.finditer(text, start, end):
        name = "n" if match.group("n") else "w"
        if match.group(name) == "năm" and _YEAR_BEHIND.match(text[match.end() :]):
            continue
        whole = (Decimal(match.group("of")), *match.span("of")) if match.group("of") else None
        value = Value("rank", _rank(match.group(name)), *match.span(name), whole=whole)
        yield Element("rank", *match.span(), (value,))
    yield from _places(text, start, end)
    yield from _counted_on(text, start, end)
    for kind, pattern, number in (("lead", _FIRST, Decimal(1)), ("tail", _LAST, None)):
        for match in pattern.finditer(text[:end]):
            before = text[start : match.start()]
            if match.start() < start or _LEADERS.search(before) or _SEVERAL_LAST.search(before):
                continue
            if not _OF_EARLIER.match(text, match.end()):
                yield Element(kind, *match.span(), (Value("rank", number, *match.span()),))


def _counted_on(text: str, start: int, end: int) -> Iterator[Element]:
    """Yield the next places of a row that was begun before: ``…, thứ nhì là Sở A``."""
    for match in _COUNTED_ON.finditer(text, start, end):
        yield Element("rank", *match.span(), (Value("rank", _rank(match.group("w")), *match.span("w")),))


def _places(text: str, start: int, end: int) -> Iterator[Element]:
    """Yield a place of so many without a lead word: ``thứ 19/20``, ``(18/20, 66,9 điểm)``."""
    for match in _PLACE_OF.finditer(text, start, end):
        number, whole = int(match.group("n")), int(match.group("of"))
        if 0 < number <= whole:
            value = Value(
                "rank", Decimal(number), *match.span("n"), whole=(Decimal(whole), *match.span("of"))
            )
            yield Element("rank", *match.span(), (value,))


def _listed_ranks(text: str, start: int, end: int) -> Iterator[Element]:
    """Several places in a row: ``xếp thứ 2, 3 và 4``."""
    for match in _RANK_LIST.finditer(text, start, end):
        base = match.start("list")
        values = tuple(
            Value("rank", _rank(part.group()), base + part.start(), base + part.end())
            for part in _LIST_PART.finditer(match.group("list"))
        )
        yield Element("rank", *match.span(), values)


def bare_ranks(text: str, start: int, end: int) -> Iterator[Element]:
    """Yield a place in brackets behind names: ``(3)``, ``(đồng hạng 5)``, ``(hạng 4/20)``."""
    for match in _BARE_RANK.finditer(text, start, end):
        yield Element("rank", *match.span(), (Value("rank", Decimal(match.group("n")), *match.span("n")),))


def extremes(text: str, start: int, end: int) -> Iterator[Element]:
    """``điểm cao nhất``, ``thấp nhất``: first or last place where it is said of the total."""
    for match in _EXTREME.finditer(text, start, end):
        if _SEVERAL.search(text[start : match.start()]):
            continue
        best = match.group("best") is not None
        words = _EXTREME_WORDS.search(match.group())
        at = match.start() + (words.start() if words else 0)
        value = Value("rank", Decimal(1) if best else None, at, match.end())
        yield Element("best" if best else "worst", *match.span(), (value,))
