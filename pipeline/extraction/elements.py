"""The things that a sentence can say of a unit, and the things that only look like it.

All patterns run on normal text. A pattern that finds a change, a gap, an average or a threshold takes its
numbers out of play before scores and ranks are looked for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.tiers import find_tiers
from pipeline.vietnamese.damage import anyof, loose, phrase
from pipeline.vietnamese.numbers import NUMBER, NUMBER_WORD, parse_number, word_value

N = NUMBER.pattern
POINT = rf"(?:{phrase('điểm')}|\bđim\b|đ\b)"
_UNIT_NOUN = anyof(
    "đơn vị",
    "cơ quan",
    "sở",
    "huyện",
    "địa phương",
    "thành phố",
    "thị xã",
    "ngành",
    "xã",
    "phường",
    "tỉnh",
    "quận",
)


@dataclass(frozen=True, slots=True)
class Value:
    """One number or word of rank in a sentence: what it measures and its half-open place in the normal line.

    ``whole`` is the number behind a stroke, with its place: the maximum of a score, the number of units of a rank.
    """

    measure: str
    value: Decimal | None
    start: int
    end: int
    tier: str | None = None
    whole: tuple[Decimal, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """A finding of the scanner: ``values`` of one kind printed together, and the whole range it was found in."""

    kind: str
    start: int
    end: int
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Masked:
    """A range that says nothing of one unit: a change, a gap, an average, a maximum, a threshold."""

    kind: str
    start: int
    end: int
    numbers: tuple[tuple[int, int], ...]
    text: str


_CHANGE_WORD = anyof(
    "tăng",
    "giảm",
    "cao hơn",
    "thấp hơn",
    "nhiều hơn",
    "ít hơn",
    "vượt",
    "tụt",
    "tăng thêm",
    "giảm đi",
    "lùi",
    "thăng",
    "cải thiện",
    "lệch",
)
_MASKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("gap", re.compile(rf"(?:{anyof('chênh lệch', 'khoảng cách', 'cách biệt')})[^.;\d]{{0,220}}?(?:\b20\d\d\b[^.;\d]{{0,80}}?)?(?P<n>{N})\s*{POINT}?")),
    ("change", re.compile(
        rf"(?:{_CHANGE_WORD})\s+(?:(?:so với|với|khoảng|thêm|tới|đến|năm|cùng kỳ|trước|mức)\s+|20\d\d\s+){{0,4}}(?P<n>{N})\s*(?P<u>{POINT}|%|{anyof('bậc', 'hạng', 'lần', 'vị trí', 'điểm phần trăm')})")),
    ("change", re.compile(rf"(?:{_CHANGE_WORD})\s+(?P<n>\d+[.,]\d+)(?!\s*(?:{POINT}|%))")),
    ("average", re.compile(
        rf"(?<!mức )(?<!loại )(?<!nhóm )(?:{anyof('trung bình', 'bình quân')})[^.;%]{{0,170}}?(?P<n>{N})(?:\s*/\s*(?P<m>{N}))?\s*(?:{POINT}|%)"
        rf"|(?<!mức )(?<!loại )(?<!nhóm )(?:{anyof('trung bình', 'bình quân')})[^.;%\d]{{0,90}}?(?P<k>\d[.,]\d{{2,}})(?![\d.,]*\d)")),
    ("average", re.compile(
        rf"(?:{anyof('khối', 'nhóm', 'cấp')})\s+[^.;\d]{{2,40}}?(?:{anyof('là', 'đạt')})\s*(?P<n>{N})\s*/\s*(?P<m>{N})\s*{POINT}")),
    ("maximum", re.compile(
        rf"(?<!%)(?<!% )(?:{anyof('điểm tối đa', 'số điểm tối đa', 'tổng điểm tối đa', 'thang điểm tối đa', 'điểm chuẩn', 'thang điểm', 'tối đa')})(?:[^.;,:\d()%]{{0,60}}?\s(?:là|bằng)|\s*:)?\s*(?P<n>{N})(?:\s*{POINT})?(?!\s*%)")),
    ("threshold", re.compile(
        rf"(?:{anyof('từ', 'trên', 'dưới', 'gần', 'hơn', 'tối thiểu', 'tối thiểu đạt', 'ít nhất', 'lớn hơn hoặc bằng', 'lớn hơn', 'nhỏ hơn', 'nhỏ hơn hoặc bằng', 'khoảng', 'không dưới', 'đủ', 'xấp xỉ')}|[≥≤<>]=?)\s*(?P<n>{N})\s*(?:{POINT}|%)?(?:\s*(?:{anyof('đến', 'tới', 'đến dưới', 'đến cận', 'và nhỏ hơn', 'và dưới', 'đến hết')}|-)\s*(?:{anyof('dưới', 'cận')}\s+)?(?P<m>{N}))?\s*(?:{POINT}|%)(?:\s*{anyof('trở lên', 'trở xuống')})?"
        rf"|(?:{anyof('từ', 'trên', 'dưới', 'đạt dưới', 'đạt trên')})\s*(?P<k>\d[.,]\d+)(?![\d.,]*\d)")),
)  # fmt: skip


def masks(text: str, start: int, end: int, units: list[tuple[int, int]]) -> list[Masked]:
    """The parts of ``start:end`` that speak of no single unit, none over a unit's name."""
    found: list[Masked] = []
    for kind, pattern in _MASKS:
        for match in pattern.finditer(text, start, end):
            if any(a < match.end() and match.start() < b for a, b in units):
                continue
            if any(mask.start < match.end() and match.start() < mask.end for mask in found):
                continue
            numbers = tuple(
                match.span(name) for name in ("n", "k", "m") if name in match.groupdict() and match.group(name)
            )
            found.append(Masked(kind, match.start(), match.end(), numbers, match.group()))
    return found


_FIRST = anyof("đứng đầu", "dẫn đầu", "xếp đầu", "đầu bảng", "xếp hạng đầu tiên", "xếp hạng đầu", "hạng đầu", "xếp đầu tiên", "vị trí đầu", "vị trí đầu tiên",
               "đứng đầu tiên", "quán quân", "vị trí dẫn đầu", "giữ ngôi đầu", "đứng đầu bảng", "đứng đầu bảng xếp hạng", "dẫn đầu bảng xếp hạng", "ngôi đầu")  # fmt: skip
_LAST = anyof("cuối bảng xếp hạng", "cuối bảng", "xếp cuối", "đứng cuối", "đội sổ", "đứng chót", "xếp chót", "chót bảng", "xếp cuối cùng", "đứng cuối cùng",
              "vị trí cuối", "vị trí cuối cùng", "đứng cuối bảng", "đứng cuối bảng xếp hạng", "xếp cuối bảng xếp hạng", "xếp cuối bảng", "bét bảng", "hạng cuối", "hạng cuối cùng", "xếp hạng cuối", "xếp hạng cuối cùng")  # fmt: skip
_LEADERS = re.compile(
    rf"(?:{anyof('nhóm', 'tốp', 'top', 'người', 'các đơn vị', 'những đơn vị', 'người đứng', 'áp', 'nhóm các đơn vị', 'vai trò')})\s*$"
)
_RANK_LEAD = rf"(?:{loose('xếp')}|{anyof('xếp', 'đứng', 'hạng', 'vị trí', 'vị thứ', 'thứ hạng', 'ngôi', 'đoạt', 'về', 'đồng hạng', 'cùng hạng', 'đồng xếp hạng', 'xếp hạng', 'xếp vị trí', 'giữ vị trí', 'bậc', 'xếp ở vị trí', 'xuống', 'lên')})"
_WORD = rf"(?!năm\s*\d{{4}})(?:{NUMBER_WORD})\b(?!\s*(?:{anyof('sở', 'đơn vị', 'điểm')}))"
_ORDINAL = rf"(?:(?P<n>\d{{1,3}})(?![\d%]|[.,]\d|\s*{POINT}|\s*%|/\d+/)(?:\s*/\s*(?P<of>\d{{1,3}})(?!\d))?|(?P<w>{_WORD}))"
_RANKS = re.compile(
    rf"{_RANK_LEAD}\s*(?::|{anyof('là', 'số', 'hạng', 'vị trí', 'xếp hạng', 'ở vị trí', 'hạng thứ', 'vị trí thứ', 'vị thứ')})*\s*(?:thứ\s+|th\s+)?{_ORDINAL}(?!\s*(?:{anyof('lần', 'mục', 'bậc', 'năm liền', 'năm liên tiếp', 'năm liên tục', 'năm qua')}|/\d{{4}}))"
)
_RANK_LIST = re.compile(
    rf"(?:{anyof('vị trí', 'hạng', 'xếp', 'xếp hạng', 'thứ hạng', 'đứng', 'vị thứ')})\s*(?:thứ\s+|hạng\s+)*(?P<list>(?:{_WORD}|\d{{1,3}})(?:\s*(?:,|;|và)+\s*(?:thứ\s+|hạng\s+)?(?:{_WORD}|\d{{1,3}}))+)(?!\s*(?:{POINT}|%|[.,]\d))"
)
_BARE_RANK = re.compile(
    r"\(\s*(?:(?:đồng|cùng)?\s*(?:xếp\s+)?(?:hạng|thứ|vị trí)?\s*(?:thứ\s+)?)(?P<n>\d{1,3})(?:\s*/\s*\d{1,3})?\s*\)"
)
_SCORE_LIST = re.compile(rf"(?P<list>{N}(?:\s*(?:;|,\s|\svà\s)\s*(?:và\s+)?{N})+)\s*{POINT}")
_SCORES = re.compile(
    rf"(?P<n>{N})(?:\s*/\s*(?P<m>{N}))?\s*{POINT}"
    rf"|(?:{anyof('số điểm', 'tổng điểm', 'tổng số điểm', 'điểm số', 'điểm tổng', 'điểm', 'chỉ số')})\s*(?:{anyof('đạt được', 'đạt', 'là', 'được')}|:|=|\s)*(?P<k>{N})(?![\d.,]*\d|\s*%|/)"
    rf"|\(\s*(?P<p>\d+[.,]\d+)\s*\)|(?:{anyof('đạt', 'với', 'chỉ đạt')})\s+(?P<d>\d+[.,]\d+)(?:\s*/\s*(?P<dm>{N}))?(?!\s*(?:%|[\d/]|[a-zđ]))"
)
_PERCENT = re.compile(
    rf"(?P<list>{N}\s*%?(?:\s*(?:;|,\s|\svà\s)\s*(?:và\s+)?{N}\s*%)+)|(?P<n>{N})\s*%(?=\s*(?:$|[)\].,;…:]|-\s|{anyof('điểm tối đa', 'số điểm tối đa', 'tổng điểm', 'so với điểm tối đa', 'tổng số điểm', 'so với tổng điểm', 'so với mức tối đa', 'mức tối đa', 'điểm', 'và', 'là', 'xếp', 'số điểm', 'điểm số', 'đứng')}))"
)
_EXTREME = re.compile(
    rf"(?P<best>{anyof('điểm cao nhất', 'điểm số cao nhất', 'điểm đánh giá cao nhất', 'cao điểm nhất', 'số điểm cao nhất', 'đơn vị cao nhất', 'kết quả cao nhất', 'chỉ số cao nhất', 'cao nhất')})"
    rf"|(?P<worst>{anyof('điểm thấp nhất', 'điểm số thấp nhất', 'điểm đánh giá thấp nhất', 'thấp điểm nhất', 'số điểm thấp nhất', 'đơn vị thấp nhất', 'kết quả thấp nhất', 'thấp nhất')})"
)
_SEVERAL = re.compile(
    rf"(?:\d+|{anyof('hai', 'ba', 'bốn', 'năm', 'sáu', 'những', 'nhóm', 'một số', 'nhiều')})\s+(?:\S+\s+)?(?:{_UNIT_NOUN})\s+[^,;.]{{0,40}}$"
)
_NOBODY = re.compile(rf"(?:{anyof('không có', 'không còn', 'chưa có')})\s[^,;.]*$")
YEAR = re.compile(r"\b(20[0-3]\d)\b(?!\s*(?:/|-\s*20))")
_SPLIT = re.compile(rf"{N}")


def _word(text: str, start: int) -> Decimal | None:
    found = word_value(text)
    return None if found is None else Decimal(found)


def ranks(text: str, start: int, end: int) -> Iterator[Element]:
    """Places told by number or word: ``xếp thứ 2``, ``hạng nhất``, ``dẫn đầu``, ``cuối bảng``; last place has no value."""
    for match in _RANK_LIST.finditer(text, start, end):
        values = []
        for part in re.finditer(rf"\d{{1,3}}|{_WORD}", match.group("list")):
            number = Decimal(part.group()) if part.group().isdigit() else _word(part.group(), 0)
            at = match.start("list") + part.start()
            values.append(Value("rank", number, at, at + len(part.group())))
        yield Element("rank", match.start(), match.end(), tuple(values))
    for match in _RANKS.finditer(text, start, end):
        name = "n" if match.group("n") else "w"
        number = Decimal(match.group("n")) if name == "n" else _word(match.group("w"), 0)
        if not (match.group("w") == "năm" and re.match(r"\s*\d{4}", text[match.end() :])):
            of = (Decimal(match.group("of")), *match.span("of")) if match.group("of") else None
            yield Element(
                "rank", match.start(), match.end(), (Value("rank", number, *match.span(name), whole=of),)
            )
    for pattern, number in ((_FIRST, Decimal(1)), (_LAST, None)):
        for match in re.finditer(pattern, text[:end]):
            if match.start() >= start and not _LEADERS.search(text[start : match.start()]):
                yield Element(
                    "lead" if number else "tail", *match.span(), (Value("rank", number, *match.span()),)
                )


def bare_ranks(text: str, start: int, end: int) -> Iterator[Element]:
    """A place in brackets behind names: ``(3)``, ``(đồng hạng 5)``, ``(hạng 4/20)``."""
    for match in _BARE_RANK.finditer(text, start, end):
        yield Element("rank", *match.span(), (Value("rank", Decimal(match.group("n")), *match.span("n")),))


def scores(text: str, start: int, end: int, mark: str) -> Iterator[Element]:
    """Scores: ``53,2 điểm``, ``8,92/10 điểm``, ``số điểm 85``, ``(0,633)``, or a list ``83,2; 80,4 và 78,9 điểm``."""
    for match in _SCORE_LIST.finditer(text, start, end):
        base = match.start("list")
        values = tuple(
            Value("score", parse_number(part.group(), mark), base + part.start(), base + part.end())
            for part in _SPLIT.finditer(match.group("list"))
        )
        yield Element("score", *match.span(), values)
    for match in _SCORES.finditer(text, start, end):
        if re.search(r"\bnăm\s*$", text[start : match.start()]):  # "năm 2021 điểm số": a year
            continue
        name = next(group for group in ("n", "k", "p", "d") if match.group(group))
        top = {"n": "m", "d": "dm"}.get(name)
        whole = (
            (parse_number(match.group(top), mark), *match.span(top)) if top and match.group(top) else None
        )
        value = Value("score", parse_number(match.group(name), mark), *match.span(name), whole=whole)
        yield Element("score", *match.span(), (value,))


def percents(text: str, start: int, end: int, mark: str) -> Iterator[Element]:
    """Percentages with nothing counted behind them."""
    for match in _PERCENT.finditer(text, start, end):
        name = "list" if match.group("list") else "n"
        base = match.start(name)
        values = tuple(
            Value("pct_of_max", parse_number(part.group(), mark), base + part.start(), base + part.end())
            for part in _SPLIT.finditer(match.group(name))
        )
        yield Element("percent", *match.span(), values)


def extremes(text: str, start: int, end: int) -> Iterator[Element]:
    """``điểm cao nhất``, ``thấp nhất``: first or last place where it is said of the total."""
    for match in _EXTREME.finditer(text, start, end):
        if _SEVERAL.search(text[start : match.start()]):
            continue
        best = match.group("best") is not None
        words = re.search(r"(?:cao|thấp|thap)\s+(?:\w+\s+)?nhất|\S+\s+\S+$", match.group())
        at = match.start() + (words.start() if words else 0)
        yield Element(
            "best" if best else "worst",
            *match.span(),
            (Value("rank", Decimal(1) if best else None, at, match.end()),),
        )


def tiers(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Element]:
    """Tiers behind a lead word."""
    for hit in find_tiers(text[start:end], lexicon):
        if _NOBODY.search(text[start : start + hit.start]):
            continue
        place = (start + hit.start, start + hit.end)
        yield Element("tier", *place, (Value("tier", None, *place, tier=hit.tier.name),))
