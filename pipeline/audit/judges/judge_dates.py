"""Years and dates within one document."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pipeline.audit.evidence import (
    CONSISTENT,
    CONTRADICTED,
    Claim,
    Evidence,
    Verdict,
    unverifiable,
)
from pipeline.audit.explain import Words, say
from pipeline.audit.judges.judge_registry import judges_together
from schemas.tables.documents import Source

_YEAR = "year"
# So many other places must agree before one that differs is contradicted.
_MIN_AGREEING = 2


@judges_together("date")
def judge_dates(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    """Years assessed against the day of the decision; days of one document against each other.

    What a document says of itself again is consistent, and confirmed by nothing else.

    A day is told as the number YYYYMMDD, ``subject`` is the document's number, empty for the document itself.
    """
    verdicts = {}
    days: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.unit != _YEAR:
            days[claim.source_id, _of_document(claim, evidence)].append(claim)
    for claim in claims:
        facts = evidence.sources[claim.source_id]
        if claim.unit == _YEAR:
            verdicts[claim.claim_id] = _year(claim, claims, facts)
        else:
            same = days[claim.source_id, _of_document(claim, evidence)]
            verdicts[claim.claim_id] = _day(claim, same, facts, evidence)
    return verdicts


def _of_document(claim: Claim, evidence: Evidence) -> str:
    """Return the number of the document whose day it is; that of the source itself where none is named."""
    return claim.subject or evidence.sources[claim.source_id].number or ""


def _year(claim: Claim, claims: Sequence[Claim], facts: Source) -> Verdict:
    said = int(claim.printed or 0)
    value = Fraction(facts.year)
    if facts.day is not None and said > facts.day.year:
        words = say(
            "Văn bản ban hành ngày {day} không thể phê duyệt kết quả của năm {said} chưa bắt đầu.",
            "A document of {day} cannot tell the results of {said}, a year that had not begun.",
            day=_day_words(facts.day),
            said=str(said),
        )
        return Verdict(CONTRADICTED, words, None, value)
    if said == facts.year:
        words = say(
            "Khớp với năm được đánh giá ({year}).", "It is the year assessed ({year}).", year=str(facts.year)
        )
        return Verdict(CONSISTENT, words, "exact", value)
    others = [other for other in claims if other.source_id == claim.source_id and other.unit == _YEAR]
    agreeing = sum(other.printed == facts.year for other in others)
    words = say(
        "{n} chỗ khác trong văn bản ghi năm {year}, chỗ này ghi {said}.",
        "{n} other places of the document say {year}, this one {said}.",
        n=agreeing,
        year=str(facts.year),
        said=str(said),
    )
    if agreeing >= _MIN_AGREEING:
        return Verdict(CONTRADICTED, words, None, value)
    return unverifiable(words)


def _day_words(day: date) -> Words:
    return Words(f"{day.day}/{day.month}/{day.year}", day.isoformat())


def _as_date(value: Decimal) -> date:
    number = int(value)
    return date(number // 10000, number // 100 % 100, number % 100)


def _day(claim: Claim, same: Sequence[Claim], facts: Source, evidence: Evidence) -> Verdict:
    said = _as_date(claim.printed or Decimal(0))
    number = _of_document(claim, evidence)
    year = _year_in(number)
    if year is not None and year != said.year:
        words = say(
            "Số hiệu {number} ghi năm {year}, ngày nêu là {day}.",
            "The number {number} says {year}, the day printed is {day}.",
            number=number,
            year=str(year),
            day=_day_words(said),
        )
        return Verdict(CONTRADICTED, words)
    own = facts.number is not None and number == facts.number
    if not own and facts.day is not None and said > facts.day:
        words = say(
            "Văn bản được dẫn ngày {day} lại sau ngày của chính văn bản này ({own}).",
            "The document referred to is of {day}, after this document's own day ({own}).",
            day=_day_words(said),
            own=_day_words(facts.day),
        )
        return Verdict(CONTRADICTED, words)
    tally = Counter(other.printed for other in same)
    n_same = tally[claim.printed]
    common, most = max(tally.items(), key=lambda item: (item[1], item[0] or Decimal(0)))
    words = say(
        "{n} trên {all} chỗ ghi ngày {day}.",
        "{n} of {all} places say {day}.",
        n=n_same,
        all=len(same),
        day=_day_words(said),
    )
    if len(tally) > 1 and n_same < most and most >= _MIN_AGREEING and common is not None:
        return Verdict(
            CONTRADICTED,
            words + say(" Các chỗ khác ghi {d}.", " The others say {d}.", d=_day_words(_as_date(common))),
        )
    if own and facts.day is not None:
        words = words + say(
            " Văn bản ban hành ngày {d}.", " The document is of {d}.", d=_day_words(facts.day)
        )
        if said == facts.day:
            return Verdict(CONSISTENT, words, "exact")
        told = any(_as_date(other.printed or Decimal(0)) == facts.day for other in same)
        # an annex without number has a day of its own
        return Verdict(CONTRADICTED, words) if claim.subject and told else unverifiable(words)
    if len(tally) == 1 and (n_same > 1 or year is not None):
        return Verdict(CONSISTENT, words, "exact")
    return unverifiable(
        words + say(" Không có chỗ khác để đối chiếu.", " There is no other place to compare.")
    )


def _year_in(number: str) -> int | None:
    """Return the year in a document's number (``64/2007/NĐ-CP``)."""
    parts = number.split("/")
    years = [int(part) for part in parts[1:] if part.isdigit() and len(part) == 4]
    return years[0] if years else None
