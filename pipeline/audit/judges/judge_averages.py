"""Averages: of one list, or over all lists of a topic."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pipeline.audit.arithmetic.printed import Figure
from pipeline.audit.arithmetic.rounding import (
    EXACT,
    HALF_EVEN,
    HALF_UP,
    MODELS,
    ROUNDED_INPUTS,
    around,
    holds,
    reading_of,
    rounded,
)
from pipeline.audit.evidence import Claim, Criterion, Evidence, RankedList, Verdict
from pipeline.audit.judges.judge_registry import judges_together
from schemas.messages.words import Words, joined, reading_words, say

_SOME = "of_some"
_UNITS, _BLOCKS, _ROUNDED_BLOCKS = "unit_values", "block_means", "rounded_block_means"


@dataclass(frozen=True, slots=True)
class _Mean:
    """An average worked out one way: its value, how far rounding may move it, and the arithmetic."""

    value: Fraction
    slack: Fraction
    words: Words


@judges_together("average")
def judge_averages(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    """Judge averages; those of one line by one way of rounding, those over all blocks by one kind of mean."""
    lines: defaultdict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        lines[claim.source_id, claim.line].append(claim)
    verdicts: dict[str, Verdict] = {}
    for line in lines.values():
        means = {claim.claim_id: _means(claim, evidence) for claim in line}
        judged = [claim for claim in line if means[claim.claim_id] and claim.printed_value is not None]
        model = _joint(judged, means)
        verdicts |= {claim.claim_id: Verdict.unverifiable(say("average.missing")) for claim in line}
        for claim in judged:
            verdicts[claim.claim_id] = _verdict(claim, means[claim.claim_id], model, len(judged))
    return verdicts


def _joint(claims: Sequence[Claim], means: Mapping[str, Mapping[str, _Mean]]) -> str | None:
    """Return the one way of rounding that gives every average of the line by one of its means."""
    for model in MODELS:
        if claims and all(_by(claim, means[claim.claim_id], model) for claim in claims):
            return model
    return None


def _by(claim: Claim, means: Mapping[str, _Mean], model: str) -> str | None:
    """Return the first kind of mean that gives the printed average under ``model``."""
    printed = claim.printed_value or Decimal(0)
    kinds = (
        kind
        for kind, mean in means.items()
        # what is made of rounded numbers is never exact
        if (kind, model) != (_ROUNDED_BLOCKS, EXACT) and holds(printed, claim.decimals, mean.value, model)
    )
    return next(kinds, None)


def _verdict(claim: Claim, means: Mapping[str, _Mean], model: str | None, n_claims: int) -> Verdict:
    # exact halves go either way where a machine rounds what it keeps in binary
    models = (model,) if model else (EXACT, HALF_UP, HALF_EVEN) if n_claims > 1 else MODELS
    for choice in models:
        kind = _by(claim, means, choice)
        if kind is not None:
            return _held(claim, kind, means[kind], choice)
    printed = claim.printed_value or Decimal(0)
    for kind, mean in means.items():
        if reading_of(printed, claim.decimals, mean.value, mean.slack) == ROUNDED_INPUTS:
            return _held(claim, kind, mean, ROUNDED_INPUTS)
    if claim.wording == _SOME:
        return Verdict.unverifiable(say("average.of_some"))
    worked_out = joined([mean.words for mean in means.values()], "; ")
    words = say("arithmetic.differs", worked_out=worked_out, printed=printed)
    first = next(iter(means.values()))
    return Verdict.contradicted(words, *around(first.value, first.slack))


def _held(claim: Claim, kind: str, mean: _Mean, model: str) -> Verdict:
    name = EXACT if kind != _ROUNDED_BLOCKS and claim.exact == mean.value else model
    reading = name if kind == _UNITS else f"{kind}+{name}"
    words = say(
        "arithmetic.holds", worked_out=mean.words, printed=claim.exact, reading=reading_words(reading)
    )
    return Verdict.held(words, reading, *around(mean.value, mean.slack))


def _means(claim: Claim, evidence: Evidence) -> dict[str, _Mean]:
    """Return the averages that the claim can mean, the plainest first; empty where figures are missing."""
    criterion = evidence.criterion_of(claim)
    about = evidence.list_of(claim)
    if about is not None:
        figures = _figures(claim, about, criterion)
        return {_UNITS: _mean(figures)} if figures else {}
    blocks = [
        _figures(claim, item, item.total) for item in evidence.lists_of(claim) if item.total is not None
    ]
    if not blocks or not all(blocks):
        return {}
    of_all = _mean([figure for figures in blocks for figure in figures])
    means = [_mean(figures).value for figures in blocks]
    shown = [rounded(mean, claim.decimals, HALF_UP) for mean in means]
    return {
        _UNITS: of_all,
        _BLOCKS: _over_blocks(means, of_all.slack),
        _ROUNDED_BLOCKS: _over_blocks(shown, Fraction(0)),
    }


def _figures(claim: Claim, about: RankedList, criterion: Criterion | None) -> list[Figure]:
    """Return what an average is of: the percents of all units where it is one and they are printed, else the scores.

    Empty where some are not printed.
    """
    if criterion is None or not about.is_complete:
        return []
    percents, scores = list(criterion.percents.values()), list(criterion.scores.values())
    figures = percents if claim.unit == "percent" and percents else scores
    return figures if len(figures) == about.n_units else []


def _mean(figures: Sequence[Figure]) -> _Mean:
    total = sum((figure.exact for figure in figures), Fraction(0))
    slack = sum((figure.slack for figure in figures), Fraction(0)) / len(figures)
    mean = total / len(figures)
    return _Mean(mean, slack, say("average.mean", total=total, n=len(figures), mean=mean))


def _over_blocks(means: Sequence[Fraction], slack: Fraction) -> _Mean:
    mean = sum(means, Fraction(0)) / len(means)
    words = say("average.mean_of_means", means=joined(means, " + "), n=len(means), mean=mean)
    return _Mean(mean, slack, words)
