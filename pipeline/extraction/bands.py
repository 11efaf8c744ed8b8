"""Printed tier bands: ``Mức Khá: từ 70 điểm đến dưới 85 điểm``, ``Mức I (điểm tối thiểu đạt 54)``."""

import re

from pipeline.documents.model import Line
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.readings import BandReading, ClaimReading, Context, Readings, span_of, text_of
from pipeline.extraction.sentences import sentences
from pipeline.extraction.tiers import TierHit, code_tier, find_tiers
from pipeline.vietnamese.damage import anyof, phrase
from pipeline.vietnamese.numbers import NUMBER, parse_number

_N = NUMBER.pattern
_POINT = rf"(?:\s*(?:{phrase('điểm')}|%))?"
_LOW = rf"(?:(?P<above>{anyof('lớn hơn', 'trên', 'cao hơn')}(?!\s+hoặc)|>(?!=))|{anyof('lớn hơn hoặc bằng', 'từ', 'tối thiểu', 'tối thiểu đạt', 'tối thiểu là', 'đạt từ', 'không dưới', 'bằng hoặc lớn hơn')}|≥|>=)\s*(?P<low>{_N}){_POINT}"
_TO = rf"(?:\s*(?:{anyof('đến', 'tới', 'và')}|-))?\s*(?P<open>{anyof('dưới', 'nhỏ hơn', 'cận dưới', 'đến dưới')}|<(?!=))?\s*(?:{anyof('nhỏ hơn hoặc bằng')}|≤)?\s*(?P<high>{_N})"
_HIGH_ONLY = rf"(?:{anyof('dưới', 'nhỏ hơn', 'không đạt')}|<)\s*(?P<under>{_N})"
_INTERVAL = re.compile(rf"{_LOW}(?:{_TO}(?![\d.,]*\d))?|{_HIGH_ONLY}{_POINT}")
_MAX_DISTANCE = 75


def _bare_tiers(text: str, lexicon: Lexicon) -> list[TierHit]:
    """Tier words that open a clause without a lead word: ``Tốt từ 80 điểm trở lên; Khá từ …``."""
    pattern = rf"(?:^|[;:,(.]\s*|-\s+)(?P<word>{lexicon.tier_word})\s*(?=\(?\s*(?:[:(]|{anyof('từ', 'dưới', 'trên', 'đạt từ')}))"
    hits = []
    for match in re.finditer(pattern, text):
        tier = lexicon.tier(match.group("word"))
        if tier:
            hits.append(TierHit(tier, *match.span("word")))
    return hits


def read_bands(line: Line, context: Context, lexicon: Lexicon, mark: str) -> Readings:
    """The tier bands of a line; the numbers of each are claims of type ``tier_threshold`` at their place."""
    out = Readings()
    text = line.normal.text
    for start, end in sentences(line):
        hits = {hit.start: hit for hit in find_tiers(text[start:end], lexicon)}
        hits = {hit.start: hit for hit in _bare_tiers(text[start:end], lexicon)} | hits
        tiers = sorted(hits.values(), key=lambda hit: hit.start)
        for place, hit in enumerate(tiers):
            stop = tiers[place + 1].start if place + 1 < len(tiers) else end - start
            match = _INTERVAL.search(text, start + hit.end, start + stop)
            if (
                match is None
                or match.start() - start - hit.end > _MAX_DISTANCE
                or _counts(text[start + hit.end : match.start()])
            ):
                continue
            _band(out, line, hit, match, context, mark, start)
    return out


def _counts(between: str) -> bool:
    """True where other numbers or a new clause stand between the tier and the interval."""
    return re.search(r"\d|;|\.\s", between) is not None


def _band(
    out: Readings, line: Line, hit: TierHit, match: re.Match[str], context: Context, mark: str, start: int
) -> None:
    def number(name: str) -> str | None:
        return match.group(name)

    low, high = number("low"), number("high") or number("under")
    unit = "percent" if "%" in line.normal.text[match.start() : match.end() + 2] else "points"
    span = span_of(line, *match.span("low" if low else "under"))
    printed = text_of(line, span_of(line, start + hit.start, start + hit.end))
    tier = code_tier(hit.tier.name.lower()) or hit.tier
    out.bands.append(
        BandReading(
            tier.name,
            tier.level,
            parse_number(low, mark) if low else None,
            number("above") is None,
            parse_number(high, mark) if high else None,
            unit,
            span,
            context,
        )
    )
    for name in ("low", "high", "under"):
        token = number(name)
        if token:
            place = span_of(line, *match.span(name))
            out.claims.append(
                ClaimReading(
                    "tier_threshold",
                    printed,
                    parse_number(token, mark),
                    unit,
                    place,
                    context,
                    "total",
                    tier.name,
                )
            )
