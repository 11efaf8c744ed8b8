"""Printed tier bands as a whole: from which end numbered tiers count, and bands that cannot hold together.

Those of one scale that contradict each other become a doubt: none of them is published, nor are their cut-offs claims.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from pipeline.reading.readings import BandReading, ClaimReading, ReadingDoubt, Readings, Span
from pipeline.reading.vocabulary.criterion_names import criterion_key
from pipeline.reading.vocabulary.tier_words import counts_on
from schemas.messages.words import Words, joined, say

_CUTOFF = "tier_threshold"


def settle_bands(readings: Readings, index: str | None) -> None:
    """Set the levels of bands as their bounds show; take out bands of one scale that contradict, as a doubt.

    ``index`` is the one that the source is described by.
    """
    scales: defaultdict[tuple[str | None, str | None, str], list[BandReading]] = defaultdict(list)
    for band in readings.bands:
        context = band.context
        key = context.index or index, context.block, criterion_key(context.criterion or "total")
        scales[key].append(band)
    readings.bands = []
    for found in scales.values():
        bands = _levelled(found)
        # of several printings of a tier the first counts
        if _clash(list({band.tier: band for band in reversed(bands)}.values())):
            spans = _cutoffs(readings.claims, bands)
            readings.doubts.append(_doubt(bands, spans))
            readings.claims = [
                claim for claim in readings.claims if claim.claim_type != _CUTOFF or claim.span not in spans
            ]
        else:
            readings.bands += bands


def _cutoffs(claims: Sequence[ClaimReading], bands: Sequence[BandReading]) -> tuple[Span, ...]:
    """Return the places of the bounds of bands."""
    places = {(band.span.line, band.tier) for band in bands}
    bounds = (
        claim.span
        for claim in claims
        if claim.claim_type == _CUTOFF and (claim.span.line, claim.tier) in places
    )
    return tuple(dict.fromkeys([*(band.span for band in bands), *bounds]))


def _levelled(bands: Sequence[BandReading]) -> list[BandReading]:
    """Return bands of which numbered ones count from the end that their bounds show."""
    numbered = sorted((band for band in bands if counts_on(band.tier)), key=lambda band: band.level)
    if not numbered or _start(numbered[0]) >= _start(numbered[-1]):
        return list(bands)
    last = numbered[-1].level
    return [
        replace(band, level=last - band.level + numbered[0].level) if band in numbered else band
        for band in bands
    ]


def _start(band: BandReading) -> Decimal:
    return band.low or Decimal(0)


def _clash(bands: Sequence[BandReading]) -> bool:
    """Return True where two tiers share a level, a better one begins no higher, or a band ends below its start."""
    ends = any(band.low is not None and band.high is not None and band.high < band.low for band in bands)
    return ends or any(
        one.tier != other.tier
        and (
            one.level == other.level
            or (one.level < other.level and None not in (one.low, other.low) and _start(one) <= _start(other))
        )
        for one, other in permutations(bands, 2)
    )


def _doubt(bands: Sequence[BandReading], spans: tuple[Span, ...]) -> ReadingDoubt:
    told = joined(list(_told(bands)), "; ")
    tiers = ", ".join(dict.fromkeys(band.tier for band in bands))
    readings = say("doubt.bands", bands=told), say("doubt.other_bands")
    return ReadingDoubt(spans, _CUTOFF, tiers, *readings, say("doubt.bands_clash"))


def _told(bands: Sequence[BandReading]) -> Iterator[Words]:
    """Yield each band with the ends that it has."""
    for band in bands:
        ends = [say("doubt.band_start", value=band.low)] if band.low is not None else []
        ends += [say("doubt.band_end", value=band.high)] if band.high is not None else []
        yield say("doubt.band", tier=band.tier, ends=joined(ends, " "))
