"""Checkable sentences with figures: averages, shares, gaps, changes, runs of years (and counts: `counts`)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.documents.document import Line
from pipeline.reading.claims.counts import clause_context, read_counts
from pipeline.reading.claims.dates import read_dates
from pipeline.reading.claims.exemplars import read_exemplars
from pipeline.reading.claims.extremes import read_extremes
from pipeline.reading.claims.masks import Masked, find_masks
from pipeline.reading.claims.orders import read_orders
from pipeline.reading.claims.tier_counts import read_tier_counts
from pipeline.reading.prose.spoken_criteria import clause, find_criteria
from pipeline.reading.readings import (
    ClaimReading,
    Context,
    Readings,
    Span,
    printed,
    span_of,
)
from pipeline.reading.scope import Scope, Setting
from pipeline.reading.text.listings import years_after
from pipeline.reading.text.maximum_in_prose import maximum_in_prose
from pipeline.reading.text.sentences import Sentence, sentences
from pipeline.reading.vocabulary.directions import direction_of, since
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import find_tiers

# xếp thứ nhất 04 năm liên tiếp
_RUN = pattern(r"(?<!\d)(?P<n>\d{1,2}) ?({running:years_running}|{year_word})")
_LAST_OR_FIRST = pattern("{superlative|front|end|least|most}")
# Said of each criterion, none of which is named: "điểm chỉ số thành phần tính theo thang điểm 10".
_EACH = pattern("{sub_index|each_criterion|the_criteria}[^;.]*$")
_LAST = pattern("{end|least}")
_HIGHEST = pattern("{most|lead}")
# An average of these is not that of the list.
_SOME = pattern("{lead|most|least|foot|group|top_group|remaining|than|except}")
# How far before and after a run its rank may stand.
_RUN_REACH = (60, 40)
# After a tier: chiếm 50 %
_SHARE = pattern(r"[\"')\s]*(({make_up|is|reach}|[(:]) ?)+{n:number} ?%")
# tăng nhiều so với năm 2020
_TREND = pattern(r"{increase|decrease|unchanged}( {how_much|much})? (?={against} ({year_word} )?{year})")
# điểm số tại tiêu chí này vẫn không thay đổi; a place that is kept is told of ranks
_SAME_SCORES = pattern(r"{score_word|points}[^.;:,()]*?(?P<way>{unchanged})(?= ?(?:[.;,]|{against}|$))")
# giữ nguyên hạng 4 như năm trước, tụt hạng so với năm 2020: no number says by how much
_KEPT_OR_LEFT = pattern(
    r"(?P<way>{rise|fall|unchanged})( {how_much|much})?( {to})? {rank_noun}( ?({ordinal} )?({number}|{number_word}))?"
    r"(?= ?({against} |{like|as_before} {year_word} ({year:year}|{year_before})))"
)
_FROM_PLACE = pattern("{from} [^.;:,()]*$")
# Before the years of a run that is not called one.
_WITHIN = pattern("{within} $")
_OF_RANK = pattern("{step|steps_english|rank_word}$")
_PERCENT, _PERCENT_BEHIND = pattern("%"), pattern(" ?%")
# By how much something differs from an earlier year, or a unit from another.
_MEASURED = ("change", "lead")


def read_claims(line: Line, context: Context, stated: set[Span], setting: Setting) -> Readings:
    """Return the claims of a line of prose, and the maxima that it prints.

    ``stated`` are the places of the values of named units.
    """
    out = Readings()
    for sentence in sentences(line):
        scope = Scope(sentence, context, setting)
        out.claims += (claim for claim in _shares(scope) if claim.span not in stated)
        exemplars = list(read_exemplars(scope))
        out.claims += exemplars
        marks = {claim.span for claim in exemplars}
        for mask in find_masks(sentence.text, sentence.start, sentence.end, []):
            # the mark that named units meet bounds no tier
            if mask.kind != "tier_threshold" or not any(map(_figure_span(scope, mask).overlaps, marks)):
                _read_mask(out, scope, mask)
        counts = read_counts(scope, {claim.span for claim in out.claims})
        out.claims += [*counts, *read_tier_counts(scope, counts)]
        out.claims += [*_runs(scope), *_trends(scope), *_places(scope), *read_extremes(sentence, context)]
    out.claims += [*read_orders(line, context, setting), *read_dates(line, context)]
    return out


def _figure_span(scope: Scope, mask: Masked) -> Span:
    return span_of(scope.sentence.line, *mask.numbers[0])


def _read_mask(out: Readings, scope: Scope, mask: Masked) -> None:
    """Add the claim that a masked range makes; a maximum, or the base of an average, is a reading too."""
    sentence, line = scope.sentence, scope.sentence.line
    context = clause_context(sentence, mask.numbers[0][0], scope.context)
    if mask.kind == "max_of_criterion" and context.criterion is None:
        before = [one for one in find_criteria(sentence, (), False) if one.end <= mask.start]
        context = replace(context, criterion=before[-1].name if before else None)
    figures = [scope.figure(*number) for number in mask.numbers]
    claim = _claim_of_mask(scope, mask, context, *figures[0])
    if claim.claim_type == "tier_threshold" and claim.unit == "percent":
        return  # a share that is only bounded is an indicator
    more = figures[1] if len(figures) > 1 else None
    if more and mask.kind == "average":
        claim = replace(claim, whole=more[1])
    out.claims.append(claim)
    if more and mask.kind == "tier_threshold":
        out.claims.append(replace(claim, span=more[0], value=more[1]))
    elif mask.kind == "max_of_criterion":
        is_of_each = context.criterion is None and _EACH.search(sentence.before(mask.start))
        if not is_of_each:
            out.values.append(maximum_in_prose(line, *figures[0], context))
    elif more and mask.kind == "average" and context.block is not None:
        out.values.append(maximum_in_prose(line, *more, context))
    elif more and mask.kind == "average":
        out.claims.append(_base_of_average(claim, *more))


def _base_of_average(claim: ClaimReading, span: Span, value: Decimal) -> ClaimReading:
    """Return the claim that the number after the stroke of an average makes."""
    return ClaimReading(
        claim_type="max_of_criterion",
        subject=claim.subject,
        unit=claim.unit,
        span=span,
        context=claim.context,
        value=value,
        criterion="total",
    )


def _claim_of_mask(scope: Scope, mask: Masked, context: Context, span: Span, value: Decimal) -> ClaimReading:
    """Return the claim that the first figure of a masked range makes."""
    sentence = scope.sentence
    kind, unit = _kind(mask, sentence)
    if mask.kind in _MEASURED:
        subject = clause(sentence.line, sentence.start, mask.end)
        tier = _last_tier(subject) if unit == "percent" else None
    else:
        subject, tier = printed(sentence.line, mask.start, mask.numbers[0][0]), None
    claim = ClaimReading(
        claim_type=kind,
        subject=subject,
        unit=unit,
        span=span,
        context=context,
        value=value,
        criterion=context.criterion or "total",
        tier=tier,
        wording=_wording(mask),
    )
    return _directed(claim, sentence, mask.start, mask.end) if mask.kind == "change" else claim


def _last_tier(words: str) -> str | None:
    tiers = find_tiers(words.lower())
    return tiers[-1].tier.name if tiers else None


def _directed(claim: ClaimReading, sentence: Sentence, start: int, end: int) -> ClaimReading:
    """Return the claim on a change that ``start:end`` of the line tells, with its direction and its first year."""
    direction = direction_of(sentence.text[start:end], sentence.before(start))
    return replace(claim, direction=direction, since=since(sentence, start, end).year)


def _wording(mask: Masked) -> str | None:
    """Return what the words of a gap or an average say of its units: the two ends, or only some."""
    if mask.kind == "gap":
        ends = _HIGHEST.search(mask.text) and _LAST.search(mask.text)
        return "highest_to_lowest" if ends else None
    return "of_some" if mask.kind == "average" and _SOME.search(mask.text) else None


def _kind(mask: Masked, sentence: Sentence) -> tuple[str, str]:
    """Claim type and unit of a masked range; changes of ranks and of percentages have types of their own."""
    if mask.kind not in _MEASURED:
        percent = _PERCENT.search(mask.text) or _PERCENT_BEHIND.match(sentence.text, mask.end)
        return mask.kind, "percent" if percent else "points"
    changed = mask.kind == "change" and since(sentence, mask.start, mask.end).is_year
    if _OF_RANK.search(mask.text):
        return ("rank_change" if changed else "other"), "ranks"
    if _PERCENT.search(mask.text):
        return ("share_change" if changed else "other"), "percent"
    return "other", "points"


def _shares(scope: Scope) -> Iterator[ClaimReading]:
    """Yield ``mức yếu chiếm 50%``, ``05 đơn vị đạt Mức A (26,3%)``: the share of the units at a tier."""
    sentence = scope.sentence
    for hit in find_tiers(sentence.words):
        match = _SHARE.match(sentence.text, sentence.start + hit.end)
        if match is not None:
            span, value = scope.figure(*match.span("n"))
            yield ClaimReading(
                claim_type="tier_share",
                subject=clause(sentence.line, sentence.start, match.end()),
                unit="percent",
                span=span,
                context=clause_context(sentence, match.start(), scope.context),
                value=value,
                criterion="total",
                tier=hit.tier.name,
            )


def _runs(scope: Scope) -> Iterator[ClaimReading]:
    """Yield ``xếp thứ nhất 04 năm liên tiếp``: a claim on all years of the run."""
    sentence, text = scope.sentence, scope.sentence.text
    for match in _RUN.finditer(text, sentence.start, sentence.end):
        before = text[max(sentence.start, match.start() - _RUN_REACH[0]) : match.start()]
        if not match.group("running") and not _WITHIN.search(before):
            continue  # "hạng 12 năm 2019" speaks of one year, "trong 2 năm 2019, 2020" of a run
        after = text[match.end() : min(sentence.end, match.end() + _RUN_REACH[1])]
        words = _LAST_OR_FIRST.findall(before) or _LAST_OR_FIRST.findall(after)
        if words:
            yield ClaimReading(
                claim_type="bottom" if _LAST.fullmatch(words[-1]) else "top",
                subject=clause(sentence.line, sentence.start, match.end()),
                unit="years",
                span=span_of(sentence.line, *match.span("n")),
                context=scope.context,
                value=Decimal(match.group("n")),
                criterion=scope.context.criterion,
                n_listed=years_after(text, match.end(), running=bool(match.group("running"))),
            )


def _trends(scope: Scope) -> Iterator[ClaimReading]:
    """Yield ``giảm nhẹ so với năm 2020``: a change that words alone tell, or that scores are what they were."""
    sentence = scope.sentence
    found = [match.span() for match in _TREND.finditer(sentence.text, sentence.start, sentence.end)]
    same = _SAME_SCORES.finditer(sentence.text, sentence.start, sentence.end)
    found += [match.span("way") for match in same if match.start("way") not in dict(found)]
    for start, end in found:
        subject = clause(sentence.line, sentence.start, end)
        claim = ClaimReading(
            claim_type="share_change",
            subject=subject,
            unit="points",
            span=span_of(sentence.line, start, end),
            context=scope.context,
            criterion=scope.context.criterion or "total",
            tier=_last_tier(subject),
        )
        yield _directed(claim, sentence, start, end)


def _places(scope: Scope) -> Iterator[ClaimReading]:
    """Yield ``giữ nguyên hạng 4 như năm trước``: a place that is told to be kept, or left without saying by how much.

    Between two places that are told ("từ hạng 6 lên hạng 2") it is the move of their statements.
    """
    sentence = scope.sentence
    for match in _KEPT_OR_LEFT.finditer(sentence.text, sentence.start, sentence.end):
        first, last = match.span()
        # the unit stands in the clause, else the sentence tells who is meant
        named = clause(sentence.line, sentence.start, first).strip()
        subject = clause(sentence.line, sentence.start, last) if named else None
        if not since(sentence, first, last).is_year or _FROM_PLACE.search(sentence.before(first)):
            continue
        claim = ClaimReading(
            claim_type="rank_change",
            subject=subject or printed(sentence.line, sentence.start, last),
            unit="ranks",
            span=span_of(sentence.line, *match.span("way")),
            context=scope.context,
            criterion=scope.context.criterion or "total",
        )
        claim = _directed(claim, sentence, first, last)
        if claim.direction is not None:
            yield replace(claim, since=int(match["year"])) if match["year"] else claim
