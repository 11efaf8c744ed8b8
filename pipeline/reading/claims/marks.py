"""Counts of the units whose results lie above, below or between marks: ``5 đơn vị đạt từ 80 đến dưới 90 điểm``."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.reading.claims.bands import INTERVAL
from pipeline.reading.prose.spoken_criteria import clause, find_criteria
from pipeline.reading.readings import ClaimReading, Context, Marks, span_of
from pipeline.reading.scope import Scope
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.criterion_names import dimensions_in
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.topics import blocks_in
from pipeline.vietnamese.numbers import parse_number

# Between what is counted and its marks nothing may stand that could be the name of another quantity.
_LEAD = pattern(
    r"( ?[,(]? ?({administrative_level} )?({block_word|unit_noun|counted_unit|department_group|reach|only_reach|have"
    r"|have_only|result|score_noun|auxiliary|adverb|at|this|said_above})(?=\s|\())*(\s|\s?\()?"
)
_UNITS = (("percent", pattern(" ?%")), ("points", pattern(" ?{point}")))
# Counts of other things than results of the ranking, and of what is only hoped for.
_OF_OTHERS = pattern("{share_word|planned|plan|task}")
# What all units of a list are called, where "sở" may be some of them.
_ANY_UNIT = pattern("{unit|agency|locality|counted_unit|department_group}")
_ABOUT = pattern("{about|toward}")


@dataclass(frozen=True, slots=True)
class PlacedMarks:
    """Marks, the range of their numbers in the normal line, the first of them, and where their words end there."""

    marks: Marks
    numbers: tuple[int, int]
    first: Decimal
    end: int


def read_marks(scope: Scope, match: re.Match[str], context: Context) -> ClaimReading | None:
    """Return the count of units that ``match`` found if marks of their results stand behind it; else None."""
    line = scope.sentence.line
    lead = _LEAD.match(scope.sentence.text, match.end(), scope.sentence.end)
    found = marks_at(scope, lead.end()) if lead else None
    at = context_of_marks(scope.sentence, match.start(), context) if found else None
    if found is None or at is None:
        return None
    marks, end = found.marks, found.end
    return ClaimReading(
        claim_type="score_count",
        subject=clause(line, scope.sentence.start, end),
        unit="units",
        span=span_of(line, match.start("n"), match.end("m" if match["m"] else "n")),
        context=at,
        value=parse_number(match["n"], scope.setting.mark),
        criterion=at.criterion or "total",
        whole=parse_number(match["m"], scope.setting.mark) if match["m"] else None,
        wording=None if _ANY_UNIT.fullmatch(match["noun"]) else "of_some",
        marks=marks,
    )


def context_of_marks(sentence: Sentence, offset: int, context: Context) -> Context | None:
    """Return the context of the results that marks behind ``offset`` of the normal line part; None where it is open."""
    before = sentence.before(offset)
    named = [one for one in find_criteria(sentence, (), True) if one.end <= offset]
    # "Về X, có 2 đơn vị …": of what nobody knows as a criterion
    is_of_part = not named and not blocks_in(before) and (_ABOUT.search(before) or dimensions_in(before))
    if _OF_OTHERS.search(before) or is_of_part or (named and named[-1].name == ""):
        return None
    return replace(context, criterion=named[-1].name) if named else context


def marks_at(scope: Scope, offset: int) -> PlacedMarks | None:
    """Return the marks that begin at ``offset`` of the normal line."""
    text, stop = scope.sentence.text, scope.sentence.end
    found = INTERVAL.match(text, offset, stop)
    if found is None:
        return None
    values = {
        name: scope.figure(*found.span(name))[1]
        for name in ("low", "high", "under")
        if found[name] is not None
    }
    low, high = (_unit_behind(text, found.end(name)) if name in values else None for name in ("low", "high"))
    first = "under" if "under" in values else "low"
    start, end = found.span(first)
    # "trên 90 % và 2 đơn vị": what has no unit, or lies below, is no upper mark
    if high and values["high"] > values["low"] and (low is None or low[0] == high[0]):
        both = Marks(values["low"], values["high"], high[0])
        return PlacedMarks(both, (start, found.end("high")), values[first], high[1])
    only = low or _unit_behind(text, end)
    if only is None:
        return None
    return PlacedMarks(
        Marks(values.get("low"), values.get("under"), only[0]), (start, end), values[first], only[1]
    )


def _unit_behind(text: str, offset: int) -> tuple[str, int] | None:
    """Return the unit of the number that ends at ``offset``, and where it ends."""
    for unit, regex in _UNITS:
        if match := regex.match(text, offset):
            return unit, match.end()
    return None
