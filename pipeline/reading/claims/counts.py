"""Counts told in a sentence: of the units ranked, of those at a tier, of the criteria."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.reading.prose.unit_names import Spotter, begins_name
from pipeline.reading.readings import ClaimReading, Context, Span, printed, span_of
from pipeline.reading.text.listings import items_behind
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.tier_words import TierHit, find_tiers
from pipeline.reading.vocabulary.topics import block_in, blocks_in
from pipeline.reading.vocabulary.words import ASSESSED, CRITERION_NOUNS, UNIT_NOUNS, N
from pipeline.vietnamese.damage import anyof
from pipeline.vietnamese.numbers import parse_number

_UNITS = anyof(
    UNIT_NOUNS,
    "cơ quan, đơn vị|cơ quan chuyên môn|đơn vị cấp huyện|sở, ngành|sở, ban, ngành|ban|khối|ubnd",
)
_CRITERIA = anyof(CRITERION_NOUNS, "tiêu chí lớn|hạng mục chính|chỉ số|chỉ số chính|chỉ tiêu|nhóm")
_OTHERS = anyof("mức|mức độ|nhóm đối tượng|bậc|đối tượng")
_UNIT = re.compile(_UNITS)
_CRITERION = re.compile(_CRITERIA)
_COUNT = re.compile(
    rf"(?P<n>{N})(?:\s*/\s*(?P<m>{N}))?\s+(?:(?:{anyof('số|nhóm|cặp|loại|mục|chính')})\s+)?"
    rf"(?P<noun>{_UNITS}|{_CRITERIA}|{_OTHERS})(?!\s*(?:điểm|%))"
)
_NUMBER_GOES_ON = re.compile(r"[\d/.,]$")
_ON_RANKING = re.compile(anyof(ASSESSED, "xếp loại|điểm|ranking|đứng|bảng xếp hạng"))
# What a count without tier is the count of, where the units got none.
_NOT_RANKED = "not_ranked"
_UNRANKED = re.compile(
    anyof("không được xếp hạng|không xếp hạng|không đạt điểm|không được xếp mức|không được xếp loại")
)
# không có đơn vị nào đạt mức Tốt
_NONE_AT = re.compile(
    rf"(?P<none>{anyof('không có|chưa có')})\s+(?:{_UNITS})\s+(?:{anyof('nào')}\s+)?"
    rf"(?:{anyof('đạt|xếp|ở|xếp loại|thuộc')})\s+[^,;.\d]{{3,25}}"
)
_OTHER_CLAUSE = re.compile(r"[,;:.]|\d|không")
_NEXT_COUNT = re.compile(r"\d|[;:()]|\.\s")
_CLAUSE_END = re.compile(r"[,;:.()]")
# Said of units that were named before.
_THESE = re.compile(rf"\s+(?:{anyof('này|nói trên|nêu trên|kể trên')})")
_ASIDE = re.compile(r"\([^()]*\)")


def clause_context(sentence: Sentence, place: int, context: Context) -> Context:
    """Return the context of a figure at ``place`` of the normal line.

    Its block is the one that the clause before it names, else that of the sentence, else of ``context``.
    """
    left = max(sentence.text.rfind(mark, sentence.start, place) for mark in (";", "(", ".", "/ "))
    in_clause = sentence.text[max(left, sentence.start) : place]
    found = blocks_in(in_clause) or blocks_in(sentence.words)
    return replace(context, block=found[0]) if len(found) == 1 else context


def read_counts(
    sentence: Sentence, context: Context, mark: str, said: set[Span], spotter: Spotter
) -> list[ClaimReading]:
    """Return the counts of a sentence as claims; numbers at ``said`` are claims already."""
    tiers = find_tiers(sentence.words)
    found: list[ClaimReading] = []
    for match in _COUNT.finditer(sentence.text, sentence.start, sentence.end):
        if _NUMBER_GOES_ON.search(sentence.before(match.start())):
            continue
        number = span_of(sentence.line, *match.span("n"))
        if number not in said and not begins_name(sentence.line.text, number.end):
            made = _count(sentence, match, _tier_of_count(tiers, match, sentence), context, mark)
            found += (replace(claim, n_listed=_n_named(sentence, match, claim, spotter)) for claim in made)
    return [*found, *_none_at(sentence, context)]


def _count(
    sentence: Sentence, match: re.Match[str], near: TierHit | None, context: Context, mark: str
) -> Iterator[ClaimReading]:
    line = sentence.line
    criteria = _CRITERION.fullmatch(match.group("noun")) is not None
    if not near and not criteria and not _ON_RANKING.search(sentence.words):
        return  # a count of units that nobody ranked is an indicator
    stop = _CLAUSE_END.search(sentence.text, match.end(), sentence.end)
    subject = printed(line, match.start("noun"), stop.start() if stop else sentence.end)
    tier = near.tier.name if near else _NOT_RANKED if _UNRANKED.search(subject.lower()) else None
    counted = _UNIT.fullmatch(match.group("noun")) is not None
    scoped = _counted_context(sentence, match, context)
    value = parse_number(match.group("n"), mark)
    listed = None if counted else items_behind(sentence.text, match.end(), sentence.end, not criteria)
    if not criteria and listed != value:
        listed = None  # commas part more than tiers
    yield ClaimReading(
        claim_type="tier_count" if tier else "unit_count" if counted else "other",
        subject=subject,
        value=value,
        unit="criteria" if criteria else "units" if counted else "tiers",
        span=span_of(line, match.start("n"), match.end("m" if match.group("m") else "n")),
        context=scoped,
        criterion=scoped.criterion,
        tier=tier,
        whole=parse_number(match.group("m"), mark) if match.group("m") else None,
        n_listed=listed,
    )


def _n_named(sentence: Sentence, match: re.Match[str], claim: ClaimReading, spotter: Spotter) -> int | None:
    """Return what the sentence of a count lists: "03 cơ quan này" are the units that it names before, if as many."""
    if claim.unit != "units" or not _THESE.match(sentence.text, match.end()):
        return claim.n_listed
    named = {unit.mention.text for unit in spotter.spot(sentence.line, sentence.start, match.start())}
    return len(named) if len(named) == claim.value else claim.n_listed


def _counted_context(sentence: Sentence, match: re.Match[str], context: Context) -> Context:
    """Return the context of a count: its block is what is counted, up to the next count, else that of the clause."""
    stop = _NEXT_COUNT.search(sentence.text, match.end(), sentence.end)
    block = block_in(sentence.text[match.end("n") : stop.start() if stop else sentence.end])
    return replace(context, block=block) if block else clause_context(sentence, match.end(), context)


def _none_at(sentence: Sentence, context: Context) -> Iterator[ClaimReading]:
    """Tiers that no unit is said to have: a count of nought."""
    line = sentence.line
    for match in _NONE_AT.finditer(sentence.text, sentence.start, sentence.end):
        scoped = clause_context(sentence, match.end(), context)
        for hit in find_tiers(match.group()):
            yield ClaimReading(
                claim_type="tier_count",
                subject=printed(line, *match.span()),
                value=Decimal(0),
                unit="units",
                span=span_of(line, *match.span("none")),
                context=scoped,
                criterion=scoped.criterion,
                tier=hit.tier.name,
            )


def _tier_of_count(tiers: list[TierHit], match: re.Match[str], sentence: Sentence) -> TierHit | None:
    """Return the tier that a count is about: the next one in the same clause, names in brackets apart."""
    for hit in tiers:
        place = sentence.start + hit.start
        between = _ASIDE.sub("", sentence.text[match.end() : place])
        if place > match.end() and not _OTHER_CLAUSE.search(between):
            return hit
    return None
