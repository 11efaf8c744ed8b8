"""Averages: of one list, or over all lists of a topic."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pipeline.audit.arithmetic.rounding import (
    EXACT,
    HALF_UP,
    MODELS,
    ROUNDED_INPUTS,
    around,
    holds,
    reading_of,
    rounded,
)
from pipeline.audit.evidence import Claim, Criterion, Evidence, Verdict
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
    models = (model,) if model else (EXACT, HALF_UP) if n_claims > 1 else MODELS
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
    """Return the averages that the claim can mean, the plainest first; empty where scores are missing."""
    criterion = evidence.criterion_of(claim)
    about = evidence.list_of(claim)
    if about is not None:
        return {_UNITS: _mean([criterion])} if criterion and about.scores_all(criterion) else {}
    lists = evidence.lists_of(claim)
    totals = [item.total for item in lists if item.total is not None and item.scores_all(item.total)]
    if not totals or len(totals) < len(lists):
        return {}
    means = [_mean([total]).value for total in totals]
    shown = [rounded(mean, claim.decimals, HALF_UP) for mean in means]
    return {
        _UNITS: _mean(totals),
        _BLOCKS: _over_blocks(means, _mean(totals).slack),
        _ROUNDED_BLOCKS: _over_blocks(shown, Fraction(0)),
    }


def _mean(criteria: Sequence[Criterion]) -> _Mean:
    figures = [figure for item in criteria for figure in item.scores.values()]
    total = sum((figure.exact for figure in figures), Fraction(0))
    slack = sum((figure.slack for figure in figures), Fraction(0)) / len(figures)
    mean = total / len(figures)
    return _Mean(mean, slack, say("average.mean", total=total, n=len(figures), mean=mean))


def _over_blocks(means: Sequence[Fraction], slack: Fraction) -> _Mean:
    mean = sum(means, Fraction(0)) / len(means)
    words = say("average.mean_of_means", means=joined(means, " + "), n=len(means), mean=mean)
    return _Mean(mean, slack, words)
