"""Counts in a sentence: of the units ranked, of those at a tier, of the criteria."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.reading.claims.marks import read_marks
from pipeline.reading.prose.unit_names import begins_name, find_units
from pipeline.reading.readings import ClaimReading, Context, Span, printed, span_of
from pipeline.reading.scope import Scope
from pipeline.reading.text.listings import items_after
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import TIER_WORD, TierHit, find_tiers
from pipeline.reading.vocabulary.topics import block_in, blocks_in
from pipeline.vietnamese.numbers import parse_number
from schemas.values import NOT_RANKED

_UNITS = (
    "{unit_noun|counted_unit|department_group|board|block_word|committee}|{one_place}(?= {remaining|other})"
)
_CRITERIA = "{criterion_noun|counted_criterion|index_word|target|group}"
_UNIT = pattern(_UNITS)
_CRITERION = pattern(_CRITERIA)
_COUNT = pattern(
    "{n:number}( ?(/|{above}(?= {number} {criteria})) ?{m:number})? "
    "({number_of|group|tier_kind|list_item|count_noun} )?"
    "(?P<noun>{units}|{criteria}|{tier_level|level|subject_group|step|subject}"
    r"|{classed|tier_kind}(?= [\"']?{tier}))"
    "(?! ?({points}|%))",
    tier=TIER_WORD,
    criteria=_CRITERIA,
    units=_UNITS,
)
# What is claimed by a count without a tier, by what it counts.
_CLAIM_TYPES = {"units": "unit_count", "criteria": "other", "tiers": "other"}
_NUMBER_GOES_ON = pattern(r"[\d/.,]$")
_ON_RANKING = pattern("{assessed|classed|points|ranking_foreign|stand|ranking_table}")
# What results are parted into is counted, also where nothing else tells of a ranking.
_PARTED = pattern("{parted}[^.;,:]*$")
# "Loại Khá có 7 đơn vị"
_TIER_HAS = pattern(r"[\"']?( ?[:(]| {have|comprise|with|is}) ?")
_PLACE, _ACTS = pattern("{one_place}"), pattern(" ({remaining|other} )?{result_verb}")
# What a count without tier is the count of, where the units got none.
_UNRANKED = pattern("{unranked}")
# không có đơn vị nào đạt mức Tốt
_NONE_AT = pattern(
    r"{none:none} {units} ({any} )?{reach|place_verb|at|classed|belong} [^,;.\d]{3,25}", units=_UNITS
)
_OTHER_CLAUSE = pattern(r"[,;:.]|\d|{not}")
_NEXT_COUNT = pattern(r"\d|[;:()]|\.\s")
_CLAUSE_END = pattern("[,;:.()]")
# Said of units that were named before.
_THESE = pattern(" {this|said_above|named_above}")
_QUOTED = pattern(r" ?[\"']?")
_ASIDE = pattern(r"\([^()]*\)")


def clause_context(sentence: Sentence, offset: int, context: Context) -> Context:
    """Return the context of a figure at ``offset`` of the normal line.

    Its block is the one that the clause before it names, else that of the sentence, else of ``context``.
    """
    left = max(sentence.text.rfind(mark, sentence.start, offset) for mark in (";", "(", ".", "/ "))
    in_clause = sentence.text[max(left, sentence.start) : offset]
    found = blocks_in(in_clause) or blocks_in(sentence.words)
    return replace(context, block=found[0]) if len(found) == 1 else context


def read_counts(scope: Scope, claimed: set[Span]) -> list[ClaimReading]:
    """Return the counts of a sentence as claims; numbers at ``claimed`` are claims already."""
    sentence = scope.sentence
    tiers = find_tiers(sentence.words)
    found: list[ClaimReading] = []
    for match in _COUNT.finditer(sentence.text, sentence.start, sentence.end):
        if _NUMBER_GOES_ON.search(sentence.before(match.start())):
            continue
        number = span_of(sentence.line, *match.span("n"))
        if number not in claimed and not begins_name(sentence.line.text, number.end):
            near = _tier_of_count(tiers, match, sentence)
            context = _counted_context(sentence, match, scope.context)
            is_bare = near is None and _counted(match["noun"]) == "units"
            claim = read_marks(scope, match, context) if is_bare else None
            claim = claim or _count(scope, match, near)
            found += [_with_names(scope, match, claim)] if claim else []
    return [*found, *_none_at(sentence, scope.context)]


def _is_of_ranking(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return True for a count without tier in a sentence on a ranking; of places only where they do something."""
    if _PLACE.fullmatch(match["noun"]) and not _ACTS.match(sentence.text, match.end()):
        return False
    told = _ON_RANKING.search(sentence.words) or _PARTED.search(sentence.before(match.start()))
    return told is not None


def _counted(noun: str) -> str:
    """Return what a count with this noun is of, a word of `schemas.values.CLAIM_UNITS`."""
    if _CRITERION.fullmatch(noun):
        return "criteria"
    return "units" if _UNIT.fullmatch(noun) else "tiers"


def _count(scope: Scope, match: re.Match[str], near: TierHit | None) -> ClaimReading | None:
    """Return the claim of a count, None for one of units that nobody ranked: that is an indicator."""
    sentence, line, mark = scope.sentence, scope.sentence.line, scope.setting.mark
    unit = _counted(match["noun"])
    if (
        unit == "tiers"
        and near is not None
        and _QUOTED.fullmatch(sentence.text, match.end(), sentence.start + near.start)
    ):
        unit = "units"  # "3 loại Khá"
    if near is None and unit != "criteria" and not _is_of_ranking(sentence, match):
        return None
    stop = _CLAUSE_END.search(sentence.text, match.end(), sentence.end)
    subject = printed(line, match.start("noun"), stop.start() if stop else sentence.end)
    tier = near.tier.name if near else None
    if tier is None and _UNRANKED.search(subject.lower()):
        tier = NOT_RANKED
    value = parse_number(match["n"], mark)
    listed = None
    # results of units behind "trên 8 lĩnh vực, Sở A có: …" list no criteria
    of_units = find_units(line, match.end(), sentence.end, scope.setting.gazetteer)
    if unit != "units" and not (unit == "criteria" and of_units):
        listed = items_after(sentence.text, match.end(), sentence.end, unit == "tiers")
    if unit == "tiers" and listed != value:
        listed = None  # commas part more than tiers
    context = _counted_context(sentence, match, scope.context)
    return ClaimReading(
        claim_type="tier_count" if tier else _CLAIM_TYPES[unit],
        subject=subject,
        unit=unit,
        span=span_of(line, match.start("n"), match.end("m" if match["m"] else "n")),
        context=context,
        value=value,
        criterion=context.criterion,
        tier=tier,
        whole=parse_number(match["m"], mark) if match["m"] else None,
        n_listed=listed,
    )


def _with_names(scope: Scope, match: re.Match[str], claim: ClaimReading) -> ClaimReading:
    """Return a count with what its sentence lists: "03 cơ quan này" are the units named before, if as many."""
    sentence = scope.sentence
    if claim.unit != "units" or not _THESE.match(sentence.text, match.end()):
        return claim
    before = find_units(sentence.line, sentence.start, match.start(), scope.setting.gazetteer)
    named = {unit.mention.text for unit in before}
    return replace(claim, n_listed=len(named)) if len(named) == claim.value else claim


def _counted_context(sentence: Sentence, match: re.Match[str], context: Context) -> Context:
    """Return the context of a count: its block is what is counted, up to the next count, else that of the clause."""
    stop = _NEXT_COUNT.search(sentence.text, match.end(), sentence.end)
    block = block_in(sentence.text[match.end("n") : stop.start() if stop else sentence.end])
    return replace(context, block=block) if block else clause_context(sentence, match.end(), context)


def _none_at(sentence: Sentence, context: Context) -> Iterator[ClaimReading]:
    """Yield the tiers that no unit has: a count of zero."""
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
    """Return the tier that a count is about: the one that has it, or the next in the clause, brackets apart."""
    for hit in tiers:
        offset = sentence.start + hit.start
        if _TIER_HAS.fullmatch(sentence.text, sentence.start + hit.end, match.start()):
            return hit
        between = _ASIDE.sub("", sentence.text[match.end() : offset])
        if offset > match.end() and not _OTHER_CLAUSE.search(between):
            return hit
    return None
