"""Counts of the units at several tiers that a sentence tells in short: after the tiers, or dealt out behind them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.reading.claims.counts import clause_context
from pipeline.reading.readings import ClaimReading, printed, span_of
from pipeline.reading.scope import Scope
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import TIER_WORD, TierHit, find_tiers, tier_of

# loại A: 9; loại B: 10, Tốt 9 | Khá 10, Tốt (9), Khá (10)
_BEHIND_TIER = pattern(
    r"[\"']? ?[:(-]? ?(?P<n>\d+)(?![.,]\d)( {unit_noun})? ?\)?(?= ?([;,.|(]|{and} |$))",
)
_BARE_TIER = pattern(r"\b{word}\b", word=TIER_WORD)
# khối huyện tương ứng là 2, 7, 8, 1
_DEALT = pattern(
    r"({respectively|in_turn} ({is} )?|{in_turn_is} )(?P<all>\d+(( ?[,;] ?| {and} )\d+)+)(?! ?[\d/%]| ?{point})"
)
_NUMBER = pattern(r"\d+")


def read_tier_counts(scope: Scope, counts: Sequence[ClaimReading]) -> Iterator[ClaimReading]:
    """Yield the counts of a sentence that no noun follows; ``counts`` are those that one does."""
    yield from _listed(scope)
    tiers = [claim.tier for claim in counts if claim.claim_type == "tier_count"]
    match = _DEALT.search(scope.sentence.text, scope.sentence.start, scope.sentence.end)
    places = [found.span() for found in _NUMBER.finditer(match["all"])] if match else []
    if match is not None and len(tiers) == len(places) == len(set(tiers)):
        shift = match.start("all")
        for tier, (start, end) in zip(tiers, places, strict=True):
            yield _claim(scope, tier, shift + start, shift + end, match.start())


def _listed(scope: Scope) -> Iterator[ClaimReading]:
    """Yield the numbers behind tiers, where they add up to one before them: that of all units."""
    sentence = scope.sentence
    words = sentence.words
    hits = {hit.start: hit for hit in find_tiers(words)}
    for bare in _BARE_TIER.finditer(words):
        if (tier := tier_of(bare.group())) is not None:
            hits.setdefault(bare.start(), TierHit(tier, *bare.span()))
    found = [
        (hit, match)
        for _, hit in sorted(hits.items())
        if (match := _BEHIND_TIER.match(sentence.text, sentence.start + hit.end, sentence.end))
    ]
    before = sentence.before(sentence.start + found[0][0].start) if len(found) > 1 else ""
    if sum(int(match["n"]) for _, match in found) in map(int, _NUMBER.findall(before)):
        for hit, match in found:
            yield _claim(scope, hit.tier.name, *match.span("n"), sentence.start + hit.start)


def _claim(scope: Scope, tier: str | None, start: int, end: int, first: int) -> ClaimReading:
    """Return the count at ``start:end`` of the line, whose words begin at ``first``."""
    line, context = scope.sentence.line, clause_context(scope.sentence, first, scope.context)
    return ClaimReading(
        claim_type="tier_count",
        subject=printed(line, first, end),
        unit="units",
        span=span_of(line, start, end),
        context=context,
        value=Decimal(line.normal.text[start:end]),
        criterion=context.criterion,
        tier=tier,
    )
