"""Years and days that a document prints of itself and of others: the year assessed, the days of decisions."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pipeline.documents.document import Line
from pipeline.reading.readings import ClaimReading, Context, printed, span_of
from pipeline.reading.vocabulary.lexicon import pattern

_DATE = (
    r"(?P<date>(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4})"
    r"|(?P<y3>(19|20)\d\d) ?[/.-] ?(?P<m3>\d{1,2}) ?[/.-] ?(?P<d3>\d{1,2})(?!\d)"
    r"|(?P<d2>\d{1,2}) {month_word} (?P<m2>\d{1,2}) {year_word} (?P<y2>\d\d\d\d))"
)
_CODE = r"(?P<number>\d{1,6}(/(19|20)\d\d)?/[^\W\d_][\w-]*([-/][^\W\d_][\w-]*)*)"
# Quyết định số 3426/QĐ-UBND ngày 18/12/2017
_NUMBER_THEN_DAY = pattern("{code},? ({sign|issue} )?{day} {date}", date=_DATE, code=_CODE)
# Ngày 18/12/2017, … ban hành Quyết định số 3426/QĐ-UBND
_DAY_THEN_NUMBER = pattern(
    r"(^ ?|[.;] ){day} {date},?[^.;:\d]{0,120}?{issue|issued} {document|document_kind|plan} {number_of}"
    " ?:? ?{code}",
    date=_DATE,
    code=_CODE,
)
# <tỉnh>, ngày 20 tháng 12 năm 2017 · Ngày ban hành 20/12/2017
_OWN_DAY = pattern(r"^ ?([^\d,:;]{2,40}, ?{day}|{day_of_issue} ?:?) ?{date} ?$", date=_DATE)
# kết quả đánh giá, xếp hạng … năm 2018: the results, not those that are planned
_YEAR = pattern(r"{result|by} {assessed}(?P<between>[^.;:\d()]{0,160}?)\s{year_word} {y:year}(?![\d/])")
_OTHER_YEAR = pattern("{against|plan|task|planned|other_period}")
_PERIOD = pattern(r" ?(-|–|{to}|{and}) ?({year_word} )?{year}")


def read_dates(line: Line, context: Context) -> Iterator[ClaimReading]:
    """Yield the days of numbered documents, the document's own day, and the years said to be assessed.

    A day is the number YYYYMMDD with the document's number as subject, empty for the document itself.
    """
    text = line.normal.text
    for regex in (_NUMBER_THEN_DAY, _DAY_THEN_NUMBER, _OWN_DAY):
        for match in regex.finditer(text):
            value = _day(match)
            if value is None:
                continue
            groups = match.groupdict()
            subject = printed(line, *match.span("number")) if groups.get("number") else ""
            span = span_of(line, *match.span("date"))
            yield ClaimReading(
                claim_type="date",
                subject=subject,
                value=value,
                unit="date",
                span=span,
                context=context,
            )
    for match in _YEAR.finditer(text):
        if _OTHER_YEAR.search(match.group("between")) or _PERIOD.match(text, match.end()):
            continue
        subject = printed(line, *match.span())
        span = span_of(line, *match.span("y"))
        yield ClaimReading(
            claim_type="date",
            subject=subject,
            value=Decimal(match.group("y")),
            unit="year",
            span=span,
            context=context,
        )


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
