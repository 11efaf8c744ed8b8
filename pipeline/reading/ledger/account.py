"""Every number of a document, and what it is where it is no result, claim or indicator.

The patterns here find numbers that only structure the text, refer to something, or belong to the page
around it. What nothing explains is ``unaccounted``.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from pipeline.documents.document import Document, Line
from pipeline.reading.ledger.numbering import numbering, page_numbers
from pipeline.reading.readings import NumberReading, Span
from pipeline.reading.text.furniture import is_furniture
from pipeline.reading.vocabulary.words import POINT
from pipeline.vietnamese.damage import anyof, loose
from pipeline.vietnamese.numbers import NUMBER

# Words before a number that only orders: parts of a document, tables, rounds, pages.
_ORDERED = anyof(
    "bảng|biểu|biểu số|hình|cột|phụ lục|phụ lục số|trang|phần|chương|mục|điều|khoản|bước",
    "đợt|lần thứ|kỳ|quý|đối tượng|tiêu chí|tiêu chí số",
)
_PART = r"\d{1,2}(?:\.[1-3]?\d)*(?![\d.,]*\d)"
_STRUCTURE = (
    re.compile(
        rf"(?:{_ORDERED})\s*(?:số\s*)?{_PART}(?:\s*(?:,|và|-|đến)\s*{_PART})*(?!\s*(?:%|{POINT}))",
    ),
    re.compile(rf"^\s*(?:{loose('điều')})\s+\d+"),
)
# Behind a digit these make "mức độ 3" a count, not the level of an online service.
_COUNTED = anyof("dịch vụ|thủ tục|đơn vị|cơ quan|hồ sơ|điểm")
# A level is that of a service or of a system where the words before speak of one.
_LEVELLED = re.compile(anyof("dịch vụ|dịch vụ công|dvc|dvctt|trực tuyến|hồ sơ|thủ tục|an toàn|hệ thống"))
_LEVEL_REACH = 150
_LEVEL = re.compile(  # dịch vụ công mức độ 3, 4
    rf"(?:{anyof('mức độ|mức|cấp độ')})\s+\d"
    rf"(?:\s*(?:,|và|-|/)\s*(?:(?:{anyof('mức độ|mức')})\s+)?\d(?!\s+{_COUNTED}))*(?![\d.,%]*\d|\s*%)"
)
_YEARS = r"(?:19|20)\d{2}(?:\s*(?:-|,|và|đến|/)\s*(?:19|20)\d{2})*"
_REFERENCE = (
    # 12/QĐ-UBND, 43/2011/NĐ-CP, số 12/BC
    re.compile(r"\d+(?:/\d{4})?\s?/\s?[a-zđ]+\d*(?:-[a-zđ0-9]+)+|\d+/\d{4}/[a-zđ]+"),
    re.compile(rf"(?:{anyof('số')})\s*:?\s*\d+\s?/\s?[a-zđ]{{2,}}\b"),
    # 20/12/2017, 5/2018, 2017-12-20
    re.compile(
        r"(?<![\d.,/-])(?:19|20)\d\d\s*([/.-])\s*(?:0?[1-9]|1[0-2])\s*\1\s*(?:0?[1-9]|[12]\d|3[01])"
        r"(?![\d/-]|[.,]\d)"
        r"|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|(?<![\d/])(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}(?!\d)"
    ),
    re.compile(  # ngày 5/12
        rf"(?:{anyof('ngày|sáng|chiều|tối|hôm|trước|sau|cuối tháng|dịp|nay|lễ')})"
        r"\s*\(?\d{1,2}[/-]\d{1,2}(?![\d/])"
    ),
    # 8h30, 08:30:00
    re.compile(r"(?<![\d.,])(?:[01]?\d|2[0-3])(?::|\s?h\s?|\s?giờ\s?)[0-5]\d(?::[0-5]\d)?(?![\d.,]*\d)"),
    re.compile(
        rf"(?:{anyof('ngày|tháng|quý|từ ngày|đến ngày')})\s+\d{{1,2}}(?:\s*(?:-|đến|,|và)\s*\d{{1,2}})*"
    ),
    # 2016, 2017-2020
    re.compile(
        rf"(?:{anyof('năm')}\s+{_YEARS}"
        rf"|(?<![\d.,/]){_YEARS}(?!\s*{anyof('điểm|phiếu|hồ sơ|lượt|dịch vụ|văn bản')}))"
        r"(?![\d.,]*\d|\s*%)"
    ),
    re.compile(
        r"(?<!hạng )(?<!trí )(?<!xếp )(?<!đứng )(?<!ngôi )"
        rf"(?:{anyof('số|văn bản số|công văn số|tờ trình số')})\s+\d+(?![\d.,]*\d|\s*/\s*\d|\s*(?:%|{POINT}))"
    ),
    re.compile(rf"^\s*-?\s*(?:{anyof('lưu')})\s*:.*$"),  # "Lưu: VT, CNTT (5)."
    re.compile(
        rf"(?:{anyof('khóa|nhiệm kỳ|lần thứ|năm thứ|thế kỷ|đợt|kỳ họp thứ|phiên bản|windows|tuổi')})"
        r"\s+\d+(?:\.\d+)*"
    ),
    re.compile(r"(?<!\d)0\d{2,3}[ .-]\d{3,4}[ .-]\d{3,4}(?!\d)"),  # a telephone number
    re.compile(r"gmt\s*[+-]\s*\d+"),
    re.compile(
        r"\b(?:iso|office|covid)[\s-]?\d+(?:[:.]\d+)*|\b(?:web|cpđt|ipv|version)[\s-]?\d(?:\.\d)*(?![\d.,]*\d)"
    ),
    re.compile(r"\b(?:v\d(?:\.\d+)*|[2-6]g)\b"),
)


# What a page counts is whole.
_COUNTER = re.compile(r"\d+|\d{1,3}(?:[.,]\d{3})+")


def _inside(patterns: tuple[re.Pattern[str], ...], line: Line) -> list[tuple[int, int]]:
    """Return the printed ranges that patterns find in a line."""
    return [
        line.normal.original(*match.span())
        for pattern in patterns
        for match in pattern.finditer(line.normal.text)
        if match.group()
    ]


@lru_cache(maxsize=4096)
def _structure_ranges(line: Line) -> list[tuple[int, int]]:
    return _inside(_STRUCTURE, line)


@lru_cache(maxsize=4096)
def reference_ranges(line: Line) -> frozenset[tuple[int, int]]:
    """Return the printed ranges of a line that refer to something: dates, document numbers, service levels."""
    text = line.normal.text
    levels = [
        line.normal.original(*match.span())
        for match in _LEVEL.finditer(text)
        if _LEVELLED.search(text, max(0, match.start() - _LEVEL_REACH), match.start())
    ]
    return frozenset([*_inside(_REFERENCE, line), *levels])


def account(document: Document, structure: Iterable[Span]) -> list[NumberReading]:
    """Return every number of a document with the fate that it has where no row holds it.

    ``structure`` are places that only order the document.
    """
    placed: defaultdict[int, list[tuple[Span, str]]] = defaultdict(list)
    for fate, spans in (
        ("structure", structure),
        ("structure", sorted(numbering(document.lines))),
        ("furniture", sorted(page_numbers(document.lines))),
    ):
        for span in spans:
            placed[span.line].append((span, fate))
    return [
        _number(line, match, placed[line.number])
        for line in document.lines
        for match in NUMBER.finditer(line.text)
    ]


def _number(line: Line, match: re.Match[str], placed: list[tuple[Span, str]]) -> NumberReading:
    span = Span(line.number, *match.span())
    fate = next((fate for place, fate in placed if place.overlaps(span)), None)
    return NumberReading(span, match.group(), fate or _fate(line, span))


def _fate(line: Line, span: Span) -> str:
    """Return the fate of a number that no numbering holds."""
    for fate, ranges in (("structure", _structure_ranges(line)), ("reference", reference_ranges(line))):
        if any(start <= span.start and span.end <= end for start, end in ranges):
            return fate
    counter = _COUNTER.fullmatch(line.text, span.start, span.end)
    return "furniture" if counter and is_furniture(line) else "unaccounted"
