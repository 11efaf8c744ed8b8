"""Figures on the province's IT: percentages, shares of units and counts that rank nobody."""

import re
from decimal import Decimal

from pipeline.documents.document import Line
from pipeline.reading.ledger.account import reference_ranges
from pipeline.reading.prose.unit_names import begins_name
from pipeline.reading.readings import IndicatorReading, Span, printed, span_of, text_of
from pipeline.reading.vocabulary.words import N
from pipeline.vietnamese.damage import anyof, phrase
from pipeline.vietnamese.numbers import parse_number

_COUNTED = anyof(
    # services and papers
    "dịch vụ|dịch vụ công|thủ tục|hồ sơ|văn bản|phiếu|ý kiến|tin|tin, bài|bài|đề án|nhiệm vụ|chỉ tiêu|mục",
    "mẫu",
    # machines, systems and signatures
    "máy tính|máy|phần mềm|hệ thống|cơ sở dữ liệu|chữ ký số|chứng thư|tài khoản|trang|camera|trạm|điểm cầu",
    # people, courses and businesses
    "cán bộ|công chức|người|học viên|lớp|cuộc|đối tượng|hộ|doanh nghiệp|hợp tác xã|lượt|lần",
    # offices and places
    "cơ quan|đơn vị|bộ|sở|ngành|phòng|phòng ban|tổ|cơ sở|trường|bệnh viện",
    "địa phương|tỉnh|huyện|thành phố|xã|phường|thôn",
    # money and time
    "triệu|tỷ|nghìn|đồng|ngày|tháng|giờ|phút",
)
_SHARE_OF_UNITS = re.compile(rf"(?P<n>\d+)\s*/\s*(?P<m>\d+)\s+(?={_COUNTED})")
_PERCENT = re.compile(rf"(?P<n>{N})\s*%")
_COUNT = re.compile(rf"(?P<n>{N})\s+(?={_COUNTED})")
# The first that finds a number has it.
_KINDS = ((_SHARE_OF_UNITS, "units"), (_PERCENT, "percent"), (_COUNT, "count"))
_QUALIFIER = re.compile(
    "(" + anyof("trên|dưới|gần|khoảng|hơn|ít nhất|tối thiểu|xấp xỉ|đạt trên|không dưới") + r")\s*$"
)
_CLAUSE = re.compile(r"[;:.](?!\d)")
_LEADERS = re.compile(rf"^(?:{phrase('và')}|[-+*\s])+")
_MAX_NAME = 300


def read_indicators(line: Line, mark: str, used: set[tuple[int, int]]) -> list[IndicatorReading]:
    """Return the indicators of a line, in order.

    ``mark`` is the decimal mark; ``used`` holds the printed ranges that already are statements or claims.
    """
    found: list[IndicatorReading] = []
    taken = used | reference_ranges(line)
    for pattern, unit in _KINDS:
        for match in pattern.finditer(line.normal.text):
            span = span_of(line, *match.span("n"))
            if any(start < span.end and span.start < end for start, end in taken):
                continue
            if begins_name(line.text, span.end) or line.text[span.end :].lstrip(" ").startswith("\t"):
                continue  # the number or the value of a unit: "16 Sở Y tế", "16 | Sở Y tế"
            taken.add((span.start, span.end))
            found.append(_indicator(line, match, span, unit, mark))
            if unit == "units":
                whole = span_of(line, *match.span("m"))
                taken.add((whole.start, whole.end))
    return sorted(found, key=lambda indicator: indicator.span.start)


def _indicator(line: Line, match: re.Match[str], span: Span, unit: str, mark: str) -> IndicatorReading:
    qualifier = _QUALIFIER.search(line.normal.text[: match.start()])
    counted = unit == "units"
    return IndicatorReading(
        name=_name(line, match),
        value=Decimal(int(match.group("n"))) if counted else parse_number(text_of(line, span), mark),
        unit=unit,
        span=span,
        numerator=int(match.group("n")) if counted else None,
        denominator=int(match.group("m")) if counted else None,
        qualifier=qualifier.group(1) if qualifier else None,
    )


def _name(line: Line, match: re.Match[str]) -> str:
    """Return the clause around the figure, as printed."""
    text = line.normal.text
    before = [found.end() for found in _CLAUSE.finditer(text, 0, match.start())]
    after = _CLAUSE.search(text, match.end())
    words = printed(line, before[-1] if before else 0, after.start() if after else len(text))
    return _LEADERS.sub("", words).strip()[:_MAX_NAME]
