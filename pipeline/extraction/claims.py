"""Checkable sentences with figures: averages, shares, counts, gaps, changes, moves."""

import re

from pipeline.documents.model import Line
from pipeline.extraction.elements import N, masks
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.readings import ClaimReading, Context, Reading, Readings, Span, span_of, text_of
from pipeline.extraction.sections import blocks_in
from pipeline.extraction.sentences import sentences
from pipeline.extraction.tiers import TierHit, find_tiers
from pipeline.vietnamese.damage import anyof
from pipeline.vietnamese.numbers import parse_number

_UNITS = anyof("đơn vị", "cơ quan", "cơ quan, đơn vị", "sở", "huyện", "địa phương", "thành phố", "thị xã", "ngành", "xã", "phường", "ubnd", "quận", "tỉnh",
               "sở, ban, ngành", "cơ quan chuyên môn", "đơn vị cấp huyện", "sở, ngành", "ban", "khối")  # fmt: skip
_CRITERIA = anyof("tiêu chí", "hạng mục", "nhóm tiêu chí", "chỉ số", "lĩnh vực", "nội dung", "tiêu chí thành phần", "tiêu chí lớn", "hạng mục chính", "chỉ tiêu", "chỉ số thành phần", "trụ cột", "nhóm", "chỉ số chính")
_COUNT = re.compile(rf"(?P<n>{N})(?:\s*/\s*(?P<m>{N}))?\s+(?:(?:{anyof('số', 'nhóm', 'cặp', 'loại', 'mục', 'chính')})\s+)?(?P<noun>{_UNITS}|{_CRITERIA}|{anyof('mức', 'mức độ', 'nhóm đối tượng', 'bậc', 'đối tượng')})(?!\s*(?:điểm|%))")
_ON_RANKING = re.compile(anyof("đánh giá", "xếp hạng", "xếp loại", "điểm", "ranking", "đứng", "bảng xếp hạng"))
_RUN = re.compile(rf"(?P<n>\d{{1,2}})\s*(?:{anyof('năm liên tiếp', 'năm liền', 'năm liên tục', 'năm')})")
_LAST_OR_FIRST = re.compile(anyof("nhất", "đầu", "cuối", "chót", "thấp nhất", "cao nhất"))
_KINDS = {"gap": "gap", "average": "average", "change": "other", "maximum": "other", "threshold": "tier_threshold"}


def read_claims(line: Line, context: Context, lexicon: Lexicon, mark: str) -> Readings:
    """The claims of a line of prose, and the maxima that it prints."""
    out = Readings()
    for start, end in sentences(line):
        _masked(out, line, start, end, context, lexicon, mark)
        _counts(out, line, start, end, context, lexicon, mark)
        _runs(out, line, start, end, context)
    return out


def _clause_context(line: Line, start: int, end: int, place: int, context: Context, lexicon: Lexicon) -> Context:
    """The block that the clause around a figure names, else the one of the section, else the one of the sentence."""
    text = line.normal.text
    left = max(text.rfind(mark, start, place) for mark in (";", "(", ".", "/ "))
    clause = blocks_in(text[max(left, start) : place], lexicon)
    found = clause or blocks_in(text[start:end], lexicon)
    block = found[0] if len(found) == 1 else context.block
    return Context(context.index, block, context.criterion, context.year)


def _masked(out: Readings, line: Line, start: int, end: int, context: Context, lexicon: Lexicon, mark: str) -> None:
    text = line.normal.text
    for mask in masks(text, start, end, []):
        scoped = _clause_context(line, start, end, mask.numbers[0][0], context, lexicon)
        spans = [span_of(line, *numbers) for numbers in mask.numbers]
        values = [parse_number(text_of(line, span), mark) for span in spans]
        unit = "percent" if "%" in text[mask.start : mask.end + 2] else "points"
        kind = _KINDS[mask.kind]
        whole = values[1] if len(values) > 1 and mask.kind == "average" else None
        if mask.kind == "change":
            kind, unit = _change(mask.text)
        subject = text_of(line, span_of(line, mask.start, mask.numbers[0][0]))
        out.claims.append(ClaimReading(kind, subject, values[0], unit, spans[0], scoped, scoped.criterion or "total", None, whole))
        if mask.kind == "threshold" and len(spans) > 1:
            out.claims.append(ClaimReading(kind, subject, values[1], unit, spans[1], scoped, scoped.criterion or "total"))
        if mask.kind == "maximum" or whole is not None:
            place, value = (spans[1], whole) if whole is not None else (spans[0], values[0])
            if mask.kind == "maximum" or scoped.block is not None:
                out.values.append(_maximum(line, place, value, scoped))
            else:
                out.claims.append(ClaimReading("other", subject, value, unit, place, scoped, "total"))


def _maximum(line: Line, span: Span, value: object, context: Context) -> Reading:
    printed = text_of(line, span)
    return Reading(None, "max_score", None, value, printed, span, "points", "prose", f"line={line.number}", context)  # type: ignore[arg-type]


def _change(words: str) -> tuple[str, str]:
    """Claim type and unit of a change: places are rank_change, percentages share_change."""
    if re.search(anyof("bậc", "hạng", "vị trí") + r"$", words):
        return "rank_change", "ranks"
    return ("share_change", "percent") if words.endswith("%") else ("other", "points")


def _counts(out: Readings, line: Line, start: int, end: int, context: Context, lexicon: Lexicon, mark: str) -> None:
    text = line.normal.text
    tiers = find_tiers(text[start:end], lexicon)
    for match in _COUNT.finditer(text, start, end):
        if re.search(r"[\d/.,]$", text[start : match.start()]):
            continue
        scoped = _clause_context(line, start, end, match.end(), context, lexicon)
        criteria = re.fullmatch(_CRITERIA, match.group("noun")) is not None
        near = _tier_of_count(tiers, match, text, start)
        if not near and not criteria and not _ON_RANKING.search(text[start:end]):
            continue  # a count of units that nobody ranked is an indicator
        kind = "tier_count" if near else "other" if criteria or not re.fullmatch(_UNITS, match.group("noun")) else "unit_count"
        unit = "criteria" if criteria else "units" if kind != "other" else "tiers"
        spans = [span_of(line, *match.span(name)) for name in ("n", "m") if match.group(name)]
        values = [parse_number(text_of(line, span), mark) for span in spans]
        subject = text_of(line, span_of(line, match.start("noun"), _clause_end(text, match.end(), end)))
        whole = values[1] if len(values) > 1 else None
        out.claims.append(ClaimReading(kind, subject, values[0], unit, spans[0], scoped, scoped.criterion, near.tier.name if near else _unranked(subject), whole))
        if len(spans) > 1:
            out.claims.append(ClaimReading(kind, subject, whole, unit, spans[1], scoped, scoped.criterion, near.tier.name if near else None))


def _unranked(subject: str) -> str | None:
    return "not_ranked" if re.search(anyof("không được xếp hạng", "không xếp hạng", "không đạt điểm"), subject.lower()) else None


def _tier_of_count(tiers: list[TierHit], match: re.Match[str], text: str, start: int) -> TierHit | None:
    """The tier that a count is about: the next one in the same clause."""
    for hit in tiers:
        between = text[match.end() : start + hit.start]
        if hit.start + start > match.end() and not re.search(r"[,;:.]|\d|không", between):
            return hit
    return None


def _clause_end(text: str, place: int, end: int) -> int:
    stop = re.compile(r"[,;:.()]").search(text, place, end)
    return stop.start() if stop else end


def _runs(out: Readings, line: Line, start: int, end: int, context: Context) -> None:
    """``xếp thứ nhất 04 năm liên tiếp``: a claim on all years of the run."""
    text = line.normal.text
    for match in _RUN.finditer(text, start, end):
        around = (text[max(start, match.start() - 60) : match.start()], text[match.end() : min(end, match.end() + 40)])
        words = list(_LAST_OR_FIRST.finditer(around[0])) or list(_LAST_OR_FIRST.finditer(around[1]))
        if not words or "năm" not in match.group():
            continue
        kind = "bottom" if re.fullmatch(anyof("cuối", "chót", "thấp nhất"), words[-1].group()) else "top"
        span = span_of(line, *match.span("n"))
        subject = text_of(line, span_of(line, max(start, match.start() - 60), match.end()))
        out.claims.append(ClaimReading(kind, subject, parse_number(match.group("n")), "years", span, context, context.criterion))
