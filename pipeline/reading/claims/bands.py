"""Printed tier bands: ``Mức Khá: từ 70 điểm đến dưới 85 điểm``, ``Mức I (điểm tối thiểu đạt 54)``."""

import re

from pipeline.documents.document import Line
from pipeline.reading.readings import BandReading, ClaimReading, Context, Readings, printed, span_of
from pipeline.reading.scope import Scope, Setting
from pipeline.reading.text.sentences import Sentence, sentences
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import TIER_WORD, TierHit, code_tier, find_tiers, tier_of

_SIGN = "( ?({points}|%))?"
INTERVAL = pattern(
    r"({above:beyond}|{from|at_least|at_least_is|reach_from}|≥|>=) ?{low:number}{sign}"
    r"(( ?({to|as_far|and}|-))? ?{open:short_of}? ?({at_most}|≤)? ?{high:number}(?![\d.,]*\d))?"
    "|({below|smaller|fails}|<) ?{under:number}{sign}",
    beyond="{greater|above|more}(?! {or})|>(?!=)",
    short_of="{below|smaller|near_below|up_to}|<(?!=)",
    sign=_SIGN,
)
# "Khá: 65 - dưới 80"
_BETWEEN = pattern(
    r"[\s:(=]*{low:number}{sign} ?({to}|-) ?{open:short_of}? ?{high:number}(?![\d.,]*\d| ?{unit_noun})",
    short_of="{below|smaller|near_below}|<(?!=)",
    sign=_SIGN,
)
# The bound that a name of the patterns' groups gives.
_BOUNDS = ("low", "high", "under")
# A tier word that opens a clause without a lead word ("Tốt từ 80 điểm trở lên; Khá từ …"), or the number of one.
_BARE_TIER = pattern(
    r"(^|[;:,(.] ?|- )({word:tier_word}|{tier_lead} {code}) ?(?=\(? ?([:(]|{from|below|above|reach_from}))",
    tier_word=TIER_WORD,
    code=r"(?P<code>[1-5])",
)
# Where levels are those of services.
_OF_SERVICES = pattern("{service|public_service|online}")
# Other numbers or a new clause between a tier and an interval: the interval is of something else.
_APART = pattern(r"\d|;|\.\s")
_MAX_DISTANCE = 75


def read_bands(line: Line, context: Context, setting: Setting) -> Readings:
    """Return the tier bands of a line; the numbers of each are claims of type ``tier_threshold`` where they stand."""
    out = Readings()
    for sentence in sentences(line):
        tiers = _tiers(sentence)
        for index, hit in enumerate(tiers, start=1):
            stop = tiers[index].start if index < len(tiers) else sentence.end
            text = sentence.text
            match = _BETWEEN.match(text, hit.end, stop) or INTERVAL.search(text, hit.end, stop)
            if match is None or match.start() - hit.end > _MAX_DISTANCE:
                continue
            if not _APART.search(sentence.text[hit.end : match.start()]):
                out.extend(_band(Scope(sentence, context, setting), hit, match))
    return out


def _tiers(sentence: Sentence) -> list[TierHit]:
    """Return the tiers that a sentence names with or without a lead word, in order, with their ranges in the line."""
    words = sentence.words
    hits: dict[int, TierHit] = {}
    for match in _BARE_TIER.finditer(words):
        group = match.lastgroup or ""
        tier = tier_of(match[group]) if group == "word" else code_tier(match[group])
        if tier and (group == "word" or not _OF_SERVICES.search(words)):
            hits[match.start(group)] = TierHit(tier, *match.span(group))
    hits |= {hit.start: hit for hit in find_tiers(words)}
    shift = sentence.start
    return [TierHit(hit.tier, hit.start + shift, hit.end + shift) for _, hit in sorted(hits.items())]


def _band(scope: Scope, hit: TierHit, match: re.Match[str]) -> Readings:
    """Return the band of a tier, and a claim for each of its bounds."""
    line = scope.sentence.line
    unit = "percent" if "%" in line.normal.text[match.start() : match.end() + 2] else "points"
    tier = code_tier(hit.tier.name.lower()) or hit.tier
    groups = match.groupdict()
    bounds = {name: scope.figure(*match.span(name)) for name in _BOUNDS if groups.get(name)}
    low, high = bounds.get("low"), bounds.get("high") or bounds.get("under")
    band = BandReading(
        tier=tier.name,
        level=tier.level,
        low=low[1] if low else None,
        low_inclusive=groups.get("above") is None,
        high=high[1] if high else None,
        unit=unit,
        span=span_of(line, *match.span("low" if low else "under")),
        context=scope.context,
    )
    claims = [
        ClaimReading(
            claim_type="tier_threshold",
            subject=printed(line, hit.start, hit.end),
            unit=unit,
            span=span,
            context=scope.context,
            value=value,
            criterion="total",
            tier=tier.name,
        )
        for span, value in bounds.values()
    ]
    # the figure of "Mức 4" is a part of its name
    return Readings(bands=[band], claims=claims, structure=[span_of(line, hit.start, hit.end)])
