"""The number ledger: what became of every number of a document.

Statements, claims and indicators come with their places; the patterns here find numbers that only
structure the text, refer to something, or belong to the page around it. What nothing explains is
``unaccounted``.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipeline.documents.document import Document, Line
from pipeline.reading.ledger.numbering import numbering, page_numbers
from pipeline.reading.readings import Span
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


@dataclass(frozen=True, slots=True)
class Placed:
    """A printed range that is accounted for: its fate, and the id of the row that holds it."""

    span: Span
    fate: str
    target: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One number and its fate, a word of `schemas.values.FATES`."""

    span: Span
    token: str
    fate: str
    target: str | None


def _inside(patterns: tuple[re.Pattern[str], ...], line: Line) -> list[tuple[int, int]]:
    """Return the printed ranges that patterns find in a line."""
    return [
        line.normal.original(*match.span())
        for pattern in patterns
        for match in pattern.finditer(line.normal.text)
        if match.group()
    ]


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


def account(document: Document, placed: Iterable[Placed]) -> list[Entry]:
    """Return the fate of every number; of several rows that claim one number the first in ``placed`` counts."""
    by_line: defaultdict[int, list[Placed]] = defaultdict(list)
    for entry in [
        *placed,
        *(Placed(span, "structure", None) for span in sorted(numbering(document.lines))),
        *(Placed(span, "furniture", None) for span in sorted(page_numbers(document.lines))),
    ]:
        by_line[entry.span.line].append(entry)
    return [entry for line in document.lines for entry in _account_line(line, by_line[line.number])]


def _account_line(line: Line, placed: list[Placed]) -> list[Entry]:
    entries: list[Entry] = []
    for match in NUMBER.finditer(line.text):
        span = Span(line.number, *match.span())
        holder = next(
            (entry for entry in placed if entry.span.start < span.end and span.start < entry.span.end), None
        )
        fate, target = (holder.fate, holder.target) if holder else (_fate(line, span), None)
        entries.append(Entry(span, match.group(), fate, target))
    return entries


def _fate(line: Line, span: Span) -> str:
    """Return the fate of a number that no row and no numbering holds."""
    for fate, ranges in (("structure", _inside(_STRUCTURE, line)), ("reference", reference_ranges(line))):
        if any(start <= span.start and span.end <= end for start, end in ranges):
            return fate
    counter = _COUNTER.fullmatch(line.text, span.start, span.end)
    return "furniture" if counter and is_furniture(line) else "unaccounted"
