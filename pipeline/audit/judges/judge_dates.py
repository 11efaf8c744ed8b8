"""Years and dates within one document."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pipeline.audit.evidence import Claim, Evidence, Verdict
from pipeline.audit.judges.judge_registry import judges_together
from schemas.messages.words import say
from schemas.tables.documents import Source

_YEAR = "year"
# So many other places must agree before one that differs is contradicted.
_MIN_AGREEING = 2


@judges_together("date")
def judge_dates(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    """Judge years assessed against the day of the decision; days of one document against each other.

    What a document says of itself again is consistent, and confirmed by nothing else. A day is the number
    YYYYMMDD, ``subject`` is the document's number, empty for the document itself.
    """
    verdicts = {}
    days: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.unit != _YEAR:
            days[claim.source_id, _of_document(claim, evidence)].append(claim)
    for claim in claims:
        facts = evidence.sources[claim.source_id]
        if claim.unit == _YEAR:
            verdicts[claim.claim_id] = _judge_year(claim, claims, facts)
        else:
            same = days[claim.source_id, _of_document(claim, evidence)]
            verdicts[claim.claim_id] = _judge_day(claim, same, facts, evidence)
    return verdicts


def _of_document(claim: Claim, evidence: Evidence) -> str:
    """Return the number of the document whose day it is; that of the source itself where none is named."""
    return claim.subject or evidence.sources[claim.source_id].number or ""


def _judge_year(claim: Claim, claims: Sequence[Claim], facts: Source) -> Verdict:
    printed, year, value = str(int(claim.exact)), str(facts.year), Fraction(facts.year)
    if facts.day is not None and claim.exact > facts.day.year:
        words = say("date.year_to_come", day=facts.day, printed=printed)
        return Verdict.contradicted(words, value)
    if claim.exact == facts.year:
        return Verdict.consistent(say("date.year_assessed", year=year), "exact", value)
    agreeing = sum(
        other.printed_value == facts.year
        for other in claims
        if other.source_id == claim.source_id and other.unit == _YEAR
    )
    words = say("date.other_years", n=agreeing, year=year, printed=printed)
    if agreeing >= _MIN_AGREEING:
        return Verdict.contradicted(words, value)
    return Verdict.unverifiable(words)


def _as_date(value: Decimal | None) -> date:
    number = int(value or 0)
    return date(number // 10000, number // 100 % 100, number % 100)


def _judge_day(claim: Claim, same: Sequence[Claim], facts: Source, evidence: Evidence) -> Verdict:
    printed = _as_date(claim.printed_value)
    number = _of_document(claim, evidence)
    year = _year_in(number)
    if year is not None and year != printed.year:
        return Verdict.contradicted(say("date.number_differs", number=number, year=str(year), day=printed))
    is_own = facts.number is not None and number == facts.number
    if not is_own and facts.day is not None and printed > facts.day:
        return Verdict.contradicted(say("date.referred_later", day=printed, own=facts.day))
    tally = Counter(other.printed_value for other in same)
    n_same = tally[claim.printed_value]
    common, most = max(tally.items(), key=lambda item: (item[1], item[0] or Decimal(0)))
    words = say("date.places", n=n_same, all=len(same), day=printed)
    if len(tally) > 1 and n_same < most and most >= _MIN_AGREEING and common is not None:
        return Verdict.contradicted(say("date.others_say", places=words, other=_as_date(common)))
    if is_own and facts.day is not None:
        words = say("date.of_document", places=words, own=facts.day)
        if printed == facts.day:
            return Verdict.consistent(words, "exact")
        is_printed = any(_as_date(other.printed_value) == facts.day for other in same)
        # an annex without number has a day of its own
        return Verdict.contradicted(words) if claim.subject and is_printed else Verdict.unverifiable(words)
    if len(tally) == 1 and (n_same > 1 or year is not None):
        return Verdict.consistent(words, "exact")
    return Verdict.unverifiable(say("date.no_other_place", places=words))


def _year_in(number: str) -> int | None:
    """Return the year in a document's number (``64/2007/NĐ-CP``)."""
    parts = number.split("/")
    years = [int(part) for part in parts[1:] if part.isdigit() and len(part) == 4]
    return years[0] if years else None
