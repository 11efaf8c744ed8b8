"""Checkable sentences with figures: averages, shares, gaps, changes, runs of years (and counts: `counts`)."""

from dataclasses import replace
from decimal import Decimal

from pipeline.documents.document import Line
from pipeline.reading.claims.counts import clause_context, read_counts
from pipeline.reading.claims.dates import read_dates
from pipeline.reading.claims.extremes import read_extremes
from pipeline.reading.claims.masks import Masked, masks
from pipeline.reading.prose.clauses import clause, inline_criterion
from pipeline.reading.prose.unit_names import Spotter
from pipeline.reading.readings import (
    ClaimReading,
    Context,
    Readings,
    Span,
    maximum_in_prose,
    printed,
    span_of,
    text_of,
)
from pipeline.reading.text.listings import years_behind
from pipeline.reading.text.sentences import Sentence, sentences
from pipeline.reading.vocabulary.directions import direction_of, since
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import find_tiers
from pipeline.vietnamese.numbers import parse_number

# xếp thứ nhất 04 năm liên tiếp
_RUN = pattern(r"(?<!\d)(?P<n>\d{1,2}) ?({running:years_running}|{year_word})")
_LAST_OR_FIRST = pattern("{superlative|front|end|least|most}")
# Said of each criterion, none of which is named: "điểm chỉ số thành phần tính theo thang điểm 10".
_EACH = pattern("{sub_index|each_criterion|the_criteria}[^;.]*$")
_LAST = pattern("{end|least}")
_HIGHEST = pattern("{most|lead}")
# An average of these is not that of the list.
_SOME = pattern("{lead|most|least|foot|group|top_group|remaining|than|except}")
# How far before and behind a run its place is told.
_RUN_REACH = (60, 40)
# Behind a tier: chiếm 50 %
_SHARE = pattern(r"[\"')\s]*(({make_up|is|reach}|[(:]) ?)+{n:number} ?%")
# tăng nhiều so với năm 2020
_TREND = pattern(r"{increase|decrease|unchanged}( {how_much|much})? (?={against} ({year_word} )?20\d\d)")
_OF_RANK = pattern("{step|rank_word}$")
# By how much something differs from an earlier year, or a unit from another.
_MEASURED = ("change", "lead")


def read_claims(line: Line, context: Context, mark: str, said: set[Span], spotter: Spotter) -> Readings:
    """Return the claims of a line of prose, and the maxima that it prints.

    ``mark`` is the decimal mark; ``said`` are the places of the values of named units.
    """
    out = Readings()
    for sentence in sentences(line):
        _shares(out, sentence, context, mark, said)
        for mask in masks(sentence.text, sentence.start, sentence.end, []):
            _masked(out, sentence, mask, context, mark, said)
        out.claims += read_counts(sentence, context, mark, {claim.span for claim in out.claims}, spotter)
        _runs(out, sentence, context)
        _trends(out, sentence, context)
        out.claims += read_extremes(sentence, context)
    out.claims += read_dates(line, context)
    return out


def _masked(
    out: Readings, sentence: Sentence, mask: Masked, context: Context, mark: str, said: set[Span]
) -> None:
    """Add the claim that a masked range makes; a maximum, or the base of an average, is a reading too."""
    line = sentence.line
    first = mask.numbers[0][0]
    scoped = clause_context(sentence, first, context)
    if mask.kind == "max_of_criterion" and scoped.criterion is None:
        scoped = replace(scoped, criterion=inline_criterion(line, sentence.start, mask.start, False))
    spans = [span_of(line, *numbers) for numbers in mask.numbers]
    values = [parse_number(text_of(line, span), mark) for span in spans]
    kind, unit = _kind(mask, sentence)
    if mask.kind == "tier_threshold" and unit == "percent":
        return  # a share that is only bounded is an indicator
    tier = None
    base = since(sentence, mask.start, mask.end)
    if mask.kind in _MEASURED:
        subject = clause(line, sentence.start, mask.end)
        tiers = find_tiers(subject.lower())
        tier = tiers[-1].tier.name if tiers and unit == "percent" else None
    else:
        subject = printed(line, mask.start, first)
    criterion = scoped.criterion or "total"
    whole = values[1] if len(values) > 1 and mask.kind == "average" else None
    told = ClaimReading(kind, subject, values[0], unit, spans[0], scoped, criterion, tier, whole)
    if mask.kind == "change":
        direction = direction_of(mask.text, sentence.before(mask.start))
        told = replace(told, direction=direction, since=base.year)
    out.claims.append(replace(told, wording=_wording(mask)))
    if mask.kind == "tier_threshold" and len(spans) > 1:
        out.claims.append(ClaimReading(kind, subject, values[1], unit, spans[1], scoped, criterion))
    if mask.kind == "max_of_criterion" and not (
        scoped.criterion is None and _EACH.search(sentence.before(mask.start))
    ):
        out.values.append(maximum_in_prose(line, spans[0], values[0], scoped))
    elif whole is not None and scoped.block is not None:
        out.values.append(maximum_in_prose(line, spans[1], whole, scoped))
    elif whole is not None:
        out.claims.append(ClaimReading("max_of_criterion", subject, whole, unit, spans[1], scoped, "total"))


def _wording(mask: Masked) -> str | None:
    """Return what the words of a gap or an average say of its units: the two ends, or only some."""
    if mask.kind == "gap":
        ends = _HIGHEST.search(mask.text) and _LAST.search(mask.text)
        return "highest_to_lowest" if ends else None
    return "of_some" if mask.kind == "average" and _SOME.search(mask.text) else None


def _kind(mask: Masked, sentence: Sentence) -> tuple[str, str]:
    """Claim type and unit of a masked range; changes of places and of percentages have types of their own."""
    if mask.kind not in _MEASURED:
        percent = "%" in sentence.text[mask.start : mask.end + 2]
        return mask.kind, "percent" if percent else "points"
    changed = mask.kind == "change" and since(sentence, mask.start, mask.end).is_year
    if _OF_RANK.search(mask.text):
        return ("rank_change" if changed else "other"), "ranks"
    if mask.text.endswith("%"):
        return ("share_change" if changed else "other"), "percent"
    return "other", "points"


def _shares(out: Readings, sentence: Sentence, context: Context, mark: str, said: set[Span]) -> None:
    """``mức yếu chiếm 50%``, ``05 đơn vị đạt Mức A (26,3%)``: the share of the units at a tier."""
    line = sentence.line
    for hit in find_tiers(sentence.words):
        match = _SHARE.match(sentence.text, sentence.start + hit.end)
        if match is None:
            continue
        span = span_of(line, *match.span("n"))
        if span in said:
            continue
        scoped = clause_context(sentence, match.start(), context)
        value = parse_number(match.group("n"), mark)
        subject = clause(line, sentence.start, match.end())
        out.claims.append(
            ClaimReading("tier_share", subject, value, "percent", span, scoped, "total", hit.tier.name)
        )


def _runs(out: Readings, sentence: Sentence, context: Context) -> None:
    """``xếp thứ nhất 04 năm liên tiếp``: a claim on all years of the run."""
    line, text = sentence.line, sentence.text
    for match in _RUN.finditer(text, sentence.start, sentence.end):
        before = text[max(sentence.start, match.start() - _RUN_REACH[0]) : match.start()]
        if not match.group("running") and not before.endswith("trong "):
            continue  # "hạng 12 năm 2019" speaks of one year, "trong 2 năm 2019, 2020" of a run
        behind = text[match.end() : min(sentence.end, match.end() + _RUN_REACH[1])]
        words = _LAST_OR_FIRST.findall(before) or _LAST_OR_FIRST.findall(behind)
        if not words:
            continue
        kind = "bottom" if _LAST.fullmatch(words[-1]) else "top"
        span = span_of(line, *match.span("n"))
        subject = clause(line, sentence.start, match.end())
        reading = ClaimReading(
            kind, subject, Decimal(match.group("n")), "years", span, context, context.criterion
        )
        out.claims.append(replace(reading, n_listed=years_behind(text, match.end())))


def _trends(out: Readings, sentence: Sentence, context: Context) -> None:
    """``giảm nhẹ so với năm 2020``: a change that words alone tell."""
    for match in _TREND.finditer(sentence.text, sentence.start, sentence.end):
        span = span_of(sentence.line, *match.span())
        subject = clause(sentence.line, sentence.start, match.end())
        criterion = context.criterion or "total"
        tiers = find_tiers(subject.lower())
        tier = tiers[-1].tier.name if tiers else None
        told = ClaimReading("share_change", subject, None, "points", span, context, criterion, tier)
        direction = direction_of(match.group(), sentence.before(match.start()))
        base = since(sentence, *match.span())
        out.claims.append(replace(told, direction=direction, since=base.year))
