"""Checkable sentences with figures: averages, shares, counts, gaps, changes, moves."""

import re
from decimal import Decimal

from pipeline.documents.model import Line
from pipeline.extraction.clauses import clause
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
_CRITERIA = anyof(
    "tiêu chí",
    "hạng mục",
    "nhóm tiêu chí",
    "chỉ số",
    "lĩnh vực",
    "nội dung",
    "tiêu chí thành phần",
    "tiêu chí lớn",
    "hạng mục chính",
    "chỉ tiêu",
    "chỉ số thành phần",
    "trụ cột",
    "nhóm",
    "chỉ số chính",
)
_COUNT = re.compile(
    rf"(?P<n>{N})(?:\s*/\s*(?P<m>{N}))?\s+(?:(?:{anyof('số', 'nhóm', 'cặp', 'loại', 'mục', 'chính')})\s+)?(?P<noun>{_UNITS}|{_CRITERIA}|{anyof('mức', 'mức độ', 'nhóm đối tượng', 'bậc', 'đối tượng')})(?!\s*(?:điểm|%))"
)
_ON_RANKING = re.compile(
    anyof("đánh giá", "xếp hạng", "xếp loại", "điểm", "ranking", "đứng", "bảng xếp hạng")
)
_RUN = re.compile(
    rf"(?<!thứ )(?<!hạng )(?P<n>\d{{1,2}})\s*(?:{anyof('năm liên tiếp', 'năm liền', 'năm liên tục', 'năm')})"
)
_SHARE = re.compile(rf"[\"')\s]*(?:(?:{anyof('chiếm', 'là', 'đạt', 'chiếm tỷ lệ', 'với tỷ lệ')}|[(:])\s*)+(?P<n>{N})\s*%")
_LAST_OR_FIRST = re.compile(anyof("nhất", "đầu", "cuối", "chót", "thấp nhất", "cao nhất"))
NOT_RANKED = "not_ranked"
_UNRANKED = re.compile(
    anyof(
        "không được xếp hạng", "không xếp hạng", "không đạt điểm", "không được xếp mức", "không được xếp loại"
    )
)
_NONE_AT = re.compile(
    rf"(?P<none>{anyof('không có', 'chưa có')})\s+(?:{_UNITS})\s+(?:{anyof('nào')}\s+)?(?:{anyof('đạt', 'xếp', 'ở', 'xếp loại', 'thuộc')})\s+[^,;.\d]{{3,25}}"
)
_KINDS = {
    "gap": "gap",
    "average": "average",
    "change": "other",
    "maximum": "max_of_criterion",
    "threshold": "tier_threshold",
}


def read_claims(line: Line, context: Context, lexicon: Lexicon, mark: str, said: set[Span]) -> Readings:
    """The claims of a line of prose, and the maxima that it prints; ``said`` are the values of named units."""
    out = Readings()
    for start, end in sentences(line):
        _shares(out, line, start, end, context, lexicon, mark, said)
        _masked(out, line, start, end, context, lexicon, mark)
        _counts(out, line, start, end, context, lexicon, mark)
        _runs(out, line, start, end, context)
    return out


def _clause_context(
    line: Line, start: int, end: int, place: int, context: Context, lexicon: Lexicon
) -> Context:
    """The block that the clause around a figure names, else the one of the section, else the one of the sentence."""
    text = line.normal.text
    left = max(text.rfind(mark, start, place) for mark in (";", "(", ".", "/ "))
    clause = blocks_in(text[max(left, start) : place], lexicon)
    found = clause or blocks_in(text[start:end], lexicon)
    block = found[0] if len(found) == 1 else context.block
    return Context(context.index, block, context.criterion, context.year)


def _masked(
    out: Readings, line: Line, start: int, end: int, context: Context, lexicon: Lexicon, mark: str
) -> None:
    text = line.normal.text
    for mask in masks(text, start, end, []):
        scoped = _clause_context(line, start, end, mask.numbers[0][0], context, lexicon)
        spans = [span_of(line, *numbers) for numbers in mask.numbers]
        values = [parse_number(text_of(line, span), mark) for span in spans]
        unit = "percent" if "%" in text[mask.start : mask.end + 2] else "points"
        kind = _KINDS[mask.kind]
        if mask.kind == "threshold" and unit == "percent":
            continue  # a share that is only bounded is an indicator
        whole = values[1] if len(values) > 1 and mask.kind == "average" else None
        if mask.kind == "change":
            kind, unit = _change(mask.text)
        subject = text_of(line, span_of(line, mask.start, mask.numbers[0][0]))
        out.claims.append(
            ClaimReading(
                kind, subject, values[0], unit, spans[0], scoped, scoped.criterion or "total", None, whole
            )
        )
        if mask.kind == "threshold" and len(spans) > 1:
            out.claims.append(
                ClaimReading(kind, subject, values[1], unit, spans[1], scoped, scoped.criterion or "total")
            )
        if mask.kind == "maximum" or whole is not None:
            place, value = (spans[1], whole) if whole is not None else (spans[0], values[0])
            if mask.kind == "maximum" or scoped.block is not None:
                out.values.append(_maximum(line, place, value, scoped))
            else:
                out.claims.append(ClaimReading("other", subject, value, unit, place, scoped, "total"))


def _maximum(line: Line, span: Span, value: object, context: Context) -> Reading:
    printed = text_of(line, span)
    return Reading(
        None, "max_score", None, value, printed, span, "points", "prose", f"line={line.number}", context
    )  # type: ignore[arg-type]


def _change(words: str) -> tuple[str, str]:
    """Claim type and unit of a change: places are rank_change, percentages share_change."""
    if re.search(anyof("bậc", "hạng", "vị trí") + r"$", words):
        return "rank_change", "ranks"
    return ("share_change", "percent") if words.endswith("%") else ("other", "points")


def _counts(
    out: Readings, line: Line, start: int, end: int, context: Context, lexicon: Lexicon, mark: str
) -> None:
    text = line.normal.text
    tiers = find_tiers(text[start:end], lexicon)
    said = {claim.span for claim in out.claims}
    for match in _COUNT.finditer(text, start, end):
        if re.search(r"[\d/.,]$", text[start : match.start()]) or span_of(line, *match.span("n")) in said:
            continue
        scoped = _clause_context(line, start, end, match.end(), context, lexicon)
        criteria = re.fullmatch(_CRITERIA, match.group("noun")) is not None
        near = _tier_of_count(tiers, match, text, start)
        if not near and not criteria and not _ON_RANKING.search(text[start:end]):
            continue  # a count of units that nobody ranked is an indicator
        subject = text_of(line, span_of(line, match.start("noun"), _clause_end(text, match.end(), end)))
        tier = near.tier.name if near else NOT_RANKED if _UNRANKED.search(subject.lower()) else None
        counted = re.fullmatch(_UNITS, match.group("noun")) is not None
        kind = "tier_count" if tier else "unit_count" if counted else "other"
        unit = "criteria" if criteria else "units" if counted else "tiers"
        value = parse_number(match.group("n"), mark)
        whole = parse_number(match.group("m"), mark) if match.group("m") else None
        span = span_of(line, match.start("n"), match.end("m") if match.group("m") else match.end("n"))
        out.claims.append(
            ClaimReading(kind, subject, value, unit, span, scoped, scoped.criterion, tier, whole)
        )
    for match in _NONE_AT.finditer(text, start, end):
        for hit in find_tiers(match.group(), lexicon):
            span = span_of(line, *match.span("none"))
            scoped = _clause_context(line, start, end, match.end(), context, lexicon)
            out.claims.append(
                ClaimReading(
                    "tier_count",
                    text_of(line, span_of(line, *match.span())),
                    Decimal(0),
                    "units",
                    span,
                    scoped,
                    scoped.criterion,
                    hit.tier.name,
                )
            )


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


def _shares(
    out: Readings, line: Line, start: int, end: int, context: Context, lexicon: Lexicon, mark: str, said: set[Span]
) -> None:
    """``mức yếu chiếm 50%``, ``05 đơn vị đạt Mức A (26,3%)``: the share of the units at a tier."""
    text = line.normal.text
    for hit in find_tiers(text[start:end], lexicon):
        match = _SHARE.match(text, start + hit.end)
        span = span_of(line, *match.span("n")) if match else None
        if match is None or span is None or span in said:
            continue
        scoped = _clause_context(line, start, end, match.start(), context, lexicon)
        value = parse_number(match.group("n"), mark)
        subject = clause(line, start, match.end())
        out.claims.append(ClaimReading("tier_share", subject, value, "percent", span, scoped, "total", hit.tier.name))


def _runs(out: Readings, line: Line, start: int, end: int, context: Context) -> None:
    """``xếp thứ nhất 04 năm liên tiếp``: a claim on all years of the run."""
    text = line.normal.text
    for match in _RUN.finditer(text, start, end):
        around = (
            text[max(start, match.start() - 60) : match.start()],
            text[match.end() : min(end, match.end() + 40)],
        )
        words = list(_LAST_OR_FIRST.finditer(around[0])) or list(_LAST_OR_FIRST.finditer(around[1]))
        if not words or "năm" not in match.group():
            continue
        kind = "bottom" if re.fullmatch(anyof("cuối", "chót", "thấp nhất"), words[-1].group()) else "top"
        span = span_of(line, *match.span("n"))
        subject = clause(line, start, match.end())
        out.claims.append(
            ClaimReading(
                kind, subject, parse_number(match.group("n")), "years", span, context, context.criterion
            )
        )
