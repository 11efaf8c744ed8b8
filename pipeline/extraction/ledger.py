"""The number ledger: what became of every number of a document.

Statements, claims and indicators come with their places; the patterns here find numbers that only
structure the text, refer to something, or belong to the page around it. What nothing explains is
``unaccounted``.
"""

import re
from dataclasses import dataclass

from pipeline.documents.model import Document, Line
from pipeline.extraction.furniture import is_furniture
from pipeline.extraction.readings import Span
from pipeline.vietnamese.damage import anyof, loose
from pipeline.vietnamese.numbers import NUMBER

_STRUCTURE = (
    re.compile(r"^\s*[([]?\d{1,2}(?:\.\d{1,2})*[.):/\]]*\s*(?=[^\W\d]|\(|\"|$)"),
    re.compile(r"^\s*[-+*•(]\s*\d{1,2}(?:\.\d{1,2})*[.)]\s"),
    re.compile(r"(?<![\d/])\(\d{1,2}\)\s*(?=[^\W\d])"),
    re.compile(rf"(?:{anyof('bảng', 'biểu', 'biểu số', 'phụ lục', 'phụ lục số', 'điều', 'khoản', 'điểm', 'mục', 'chương', 'hình', 'đối tượng', 'nhóm', 'tiêu chí số', 'tiêu chí', 'cột', 'phần', 'bước', 'đợt', 'lần', 'lần thứ', 'kỳ', 'quý', 'trang')})\s*(?:số\s*)?\d+(?:\.\d+)*(?:\s*(?:,|và|-|đến)\s*\d+(?:\.\d+)*)*"),
    re.compile(r"^\s*\(?\d{1,2}\)?\s*$"),
    re.compile(rf"^\s*(?:{loose('điều')})\s+\d+"),
)  # fmt: skip
_REFERENCE = (
    re.compile(r"\d+(?:\.\d+)?(?:/\d{4})?\s?/\s?(?:[a-zđ]{1,}(?:-[a-zđ0-9]+)*|[a-zđ]+\d*)"),
    re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|(?<![\d/])(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}(?!\d)"),
    re.compile(
        rf"(?:{anyof('ngày', 'sáng', 'chiều', 'tối', 'hôm', 'từ', 'đến', 'trước', 'sau', 'cuối tháng')})\s*\(?\d{{1,2}}[/-]\d{{1,2}}(?![\d/])"
    ),
    re.compile(r"\d{1,2}\s*(?::|h|giờ)\s*\d{2}(?!\d)"),
    re.compile(rf"(?:{anyof('ngày', 'tháng', 'quý', 'từ ngày', 'đến ngày')})\s+\d{{1,2}}(?:\s*(?:-|đến|,|và)\s*\d{{1,2}})*"),
    re.compile(r"(?<![\d.,/])(?:19|20)\d{2}(?:\s*(?:-|,|và|đến|/)\s*(?:19|20)\d{2})*(?![\d.,]*\d|\s*%)"),
    re.compile(rf"(?:{anyof('mức độ', 'mức', 'cấp độ')})\s+\d(?:\s*(?:,|và|-|/)\s*(?:(?:{anyof('mức độ', 'mức')})\s+)?\d(?!\s+{anyof('dịch vụ', 'thủ tục', 'đơn vị', 'cơ quan', 'hồ sơ', 'điểm')}))*(?![\d.,%]*\d|\s*%)"),
    re.compile(rf"(?:{anyof('số', 'văn bản số', 'công văn số', 'tờ trình số')})\s+\d+(?!\d*\s*/\s*\d)"),
    re.compile(rf"^\s*-?\s*(?:{anyof('lưu')})\b.*$"),
    re.compile(rf"(?:{anyof('khóa', 'nhiệm kỳ', 'lần thứ', 'năm thứ', 'thế kỷ', 'đợt', 'kỳ họp thứ', 'phiên bản', 'windows', 'tuổi')})\s+\d+(?:\.\d+)*"),
    re.compile(r"gmt\s*[+-]\s*\d+"),
    re.compile(r"\b(?:iso|office|covid|g|web|cpđt|ipv|version|v)[\s-]?\d+(?:\.\d+)*"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placed:
    """A printed range that is accounted for: its fate, and the id of the row that holds it."""

    span: Span
    fate: str
    target: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One number and its fate."""

    span: Span
    token: str
    fate: str
    target: str | None


def _inside(patterns: tuple[re.Pattern[str], ...], line: Line) -> list[tuple[int, int]]:
    return [
        line.normal.original(*match.span())
        for pattern in patterns
        for match in pattern.finditer(line.normal.text)
        if match.group()
    ]


def reference_ranges(line: Line) -> list[tuple[int, int]]:
    """The printed ranges of a line that refer to something: dates, document numbers, service levels."""
    return _inside(_REFERENCE, line)


def account(document: Document, placed: list[Placed]) -> list[Entry]:
    """The fate of every number; of several rows that claim one number the first in ``placed`` counts."""
    by_line: dict[int, list[Placed]] = {}
    for entry in placed:
        by_line.setdefault(entry.span.line, []).append(entry)
    return [entry for line in document.lines for entry in _account_line(line, by_line.get(line.number, []))]


def _account_line(line: Line, placed: list[Placed]) -> list[Entry]:
    furniture = is_furniture(line)
    structure, reference = _inside(_STRUCTURE, line), reference_ranges(line)
    entries: list[Entry] = []
    for match in NUMBER.finditer(line.text):
        span = Span(line.number, *match.span())
        holder = next(
            (entry for entry in placed if entry.span.start < span.end and span.start < entry.span.end), None
        )
        if holder is not None:
            entries.append(Entry(span, match.group(), holder.fate, holder.target))
            continue
        fate = "unaccounted"
        for name, ranges in (("structure", structure), ("reference", reference)):
            if any(start <= span.start and span.end <= end for start, end in ranges):
                fate = name
                break
        entries.append(
            Entry(span, match.group(), "furniture" if furniture and fate == "unaccounted" else fate, None)
        )
    return entries
