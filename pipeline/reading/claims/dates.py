"""Years and days that a document prints of itself and of others: the year assessed, the days of decisions."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pipeline.documents.document import Line
from pipeline.reading.readings import ClaimReading, Context, printed, span_of
from pipeline.vietnamese.damage import anyof

_DAY = (
    r"(?P<date>(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4})"
    r"|(?P<y3>(?:19|20)\d\d)\s*[/.-]\s*(?P<m3>\d{1,2})\s*[/.-]\s*(?P<d3>\d{1,2})(?!\d)"
    rf"|(?P<d2>\d{{1,2}})\s+{anyof('tháng')}\s+(?P<m2>\d{{1,2}})\s+{anyof('năm')}\s+(?P<y2>\d\d\d\d))"
)
_NUMBER = r"(?P<number>\d{1,6}(?:/(?:19|20)\d\d)?/[^\W\d_][\w-]*(?:[-/][^\W\d_][\w-]*)*)"
_ISSUED = anyof("ban hành|ký ban hành|có báo cáo|có quyết định|công bố")
_DOCUMENT = anyof(
    "quyết định|báo cáo|nghị định|thông tư|công văn|văn bản|tờ trình|thông báo|chỉ thị|nghị quyết|kế hoạch"
)
# Quyết định số 3426/QĐ-UBND ngày 18/12/2017
_NUMBER_THEN_DAY = re.compile(rf"{_NUMBER},?\s+(?:{anyof('ký|ban hành')}\s+)?{anyof('ngày')}\s+{_DAY}")
# Ngày 18/12/2017, … ban hành Quyết định số 3426/QĐ-UBND
_DAY_THEN_NUMBER = re.compile(
    rf"(?:^\s*|[.;]\s+){anyof('ngày')}\s+{_DAY},?[^.;:\d]{{0,120}}?(?:{_ISSUED})\s+(?:{_DOCUMENT})"
    rf"\s+{anyof('số')}\s*:?\s*{_NUMBER}"
)
# <tỉnh>, ngày 20 tháng 12 năm 2017 · Ngày ban hành 20/12/2017
_OWN_DAY = re.compile(
    rf"^\s*(?:[^\d,:;]{{2,40}},\s*{anyof('ngày')}|{anyof('ngày ban hành|ngày ký')}\s*:?)\s*{_DAY}\s*$"
)
# kết quả đánh giá, xếp hạng … năm 2018: the results told, not those that are planned
_YEAR = re.compile(
    rf"(?:{anyof('kết quả|theo')})\s+(?:{anyof('đánh giá|xếp hạng')})"
    rf"(?P<between>[^.;:\d()]{{0,160}}?)\s{anyof('năm')}\s+(?P<y>20\d\d)(?![\d/])"
)
_OTHER_YEAR = re.compile(anyof("so với|kế hoạch|phấn đấu|mục tiêu|giai đoạn|nhiệm vụ|đến năm|từ năm|hơn năm"))
_PERIOD = re.compile(r"\s*(?:-|–|đến|và)\s*(?:năm\s+)?20\d\d")


def read_dates(line: Line, context: Context) -> Iterator[ClaimReading]:
    """Yield the days of numbered documents, the document's own day, and the years said to be assessed.

    A day is the number YYYYMMDD with the document's number as subject, empty for the document itself.
    """
    text = line.normal.text
    for pattern in (_NUMBER_THEN_DAY, _DAY_THEN_NUMBER, _OWN_DAY):
        for match in pattern.finditer(text):
            value = _day(match)
            if value is None:
                continue
            groups = match.groupdict()
            subject = printed(line, *match.span("number")) if groups.get("number") else ""
            span = span_of(line, *match.span("date"))
            yield ClaimReading("date", subject, value, "date", span, context)
    for match in _YEAR.finditer(text):
        if _OTHER_YEAR.search(match.group("between")) or _PERIOD.match(text, match.end()):
            continue
        subject = printed(line, *match.span())
        span = span_of(line, *match.span("y"))
        yield ClaimReading("date", subject, Decimal(match.group("y")), "year", span, context)


def _day(match: re.Match[str]) -> Decimal | None:
    """Return the day of a match as YYYYMMDD; None where the calendar has no such day."""
    groups = match.groupdict()
    day, month, year = (
        int(groups[name] or groups[f"{name}2"] or groups[f"{name}3"]) for name in ("d", "m", "y")
    )
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Decimal(year * 10000 + month * 100 + day)
