"""Figures on the province's IT: percentages, shares of units and counts that rank nobody."""

import re
from decimal import Decimal

from pipeline.documents.model import Line
from pipeline.extraction.elements import N
from pipeline.extraction.ledger import reference_ranges
from pipeline.extraction.readings import IndicatorReading, Span, span_of, text_of
from pipeline.vietnamese.damage import anyof, phrase
from pipeline.vietnamese.normal import Normal
from pipeline.vietnamese.numbers import parse_number

_COUNTED = anyof(
    "dịch vụ", "dịch vụ công", "thủ tục", "hồ sơ", "máy tính", "máy", "tin", "tin, bài", "bài", "văn bản", "phần mềm", "hệ thống", "cán bộ", "doanh nghiệp", "lượt",
    "lần", "người", "cơ sở dữ liệu", "chữ ký số", "chứng thư", "trang", "phòng", "phòng ban", "lớp", "học viên", "hợp tác xã", "hộ", "công chức", "tài khoản",
    "điểm cầu", "tổ", "thôn", "camera", "trạm", "triệu", "tỷ", "nghìn", "đồng", "giờ", "phút", "phiếu", "ý kiến", "cuộc", "nhiệm vụ", "chỉ tiêu", "đề án", "xã",
    "cơ quan", "đơn vị", "huyện", "sở", "địa phương", "thành phố", "tỉnh", "phường", "cơ sở", "trường", "bệnh viện", "đối tượng", "mẫu", "bộ", "ngành", "ngày", "tháng", "mục",
)  # fmt: skip
_SHARE_OF_UNITS = re.compile(rf"(?P<n>\d+)\s*/\s*(?P<m>\d+)\s+(?={_COUNTED})")
_PERCENT = re.compile(rf"(?P<n>{N})\s*%")
_COUNT = re.compile(rf"(?P<n>{N})\s+(?={_COUNTED})")
_QUALIFIER = re.compile(
    rf"({anyof('trên', 'dưới', 'gần', 'khoảng', 'hơn', 'ít nhất', 'tối thiểu', 'xấp xỉ', 'đạt trên', 'không dưới')})\s*$"
)
_CLAUSE = re.compile(r"[;:.](?!\d)")
_LEADERS = re.compile(rf"^(?:{phrase('và')}|[-+*\s])+")


def read_indicators(line: Line, mark: str, used: set[tuple[int, int]]) -> list[IndicatorReading]:
    """The indicators of a line; ``used`` holds the printed ranges that already are statements or claims."""
    found: list[IndicatorReading] = []
    taken = used | set(reference_ranges(line))
    for pattern, unit in ((_SHARE_OF_UNITS, "units"), (_PERCENT, "percent"), (_COUNT, "count")):
        for match in pattern.finditer(line.normal.text):
            span = span_of(line, *match.span("n"))
            if any(a < span.end and span.start < b for a, b in taken):
                continue
            taken.add((span.start, span.end))
            found.append(_indicator(line, match, span, unit, mark))
            if unit == "units":
                whole = span_of(line, *match.span("m"))
                taken.add((whole.start, whole.end))
    return sorted(found, key=lambda indicator: indicator.span.start)


def _indicator(line: Line, match: re.Match[str], span: Span, unit: str, mark: str) -> IndicatorReading:
    value = parse_number(text_of(line, span), mark)
    parts = (int(match.group("n")), int(match.group("m"))) if unit == "units" else (None, None)
    qualifier = _QUALIFIER.search(line.normal.text[: match.start()])
    return IndicatorReading(
        name=_name(line, line.normal, match.start(), match.end()),
        value=value if unit != "units" else Decimal(parts[0] or 0),
        unit=unit,
        span=span,
        numerator=parts[0],
        denominator=parts[1],
        qualifier=qualifier.group(1) if qualifier else None,
    )


def _name(line: Line, normal: Normal, start: int, end: int) -> str:
    """The clause around the figure, as printed."""
    before = [match.end() for match in _CLAUSE.finditer(normal.text, 0, start)]
    after = _CLAUSE.search(normal.text, end)
    first = before[-1] if before else 0
    last = after.start() if after else len(normal.text)
    words = text_of(line, span_of(line, first, last))
    return _LEADERS.sub("", words).strip()[:300]
