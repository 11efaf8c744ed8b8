"""Orders of units that a sentence tells, as facts for the deductive closure."""

from collections.abc import Iterator

from pipeline.audit.arithmetic.printed import Result
from pipeline.audit.evidence import Claim, Criterion
from pipeline.deduction.problem import Order
from schemas.values import BEHIND, LEVEL, RIGHT_AHEAD


def told_orders(claim: Claim, criterion: Criterion) -> Iterator[Order]:
    """Yield the order of each two units that a claim tells and the printed places and scores leave open.

    Where both are printed they say it themselves, unless that nobody stands between is news. What they tell otherwise,
    or as level, is no fact: words may not put printed numbers in doubt.
    """
    first, *others = claim.agencies
    is_next = claim.wording == RIGHT_AHEAD
    for other in others if claim.wording != LEVEL else ():
        pair = (other, first) if claim.wording == BEHIND else (first, other)
        told = list(_printed(*(criterion.results.get(unit) for unit in pair)))
        if all(told) and (is_next or not told):
            yield Order(criterion.criterion_id, *pair, is_next, (claim.claim_id,))


def _printed(ahead: Result | None, behind: Result | None) -> Iterator[bool]:
    """Yield for places and for scores that are printed of both whether they are in the order of the units."""
    if ahead is None or behind is None:
        return
    if ahead.rank is not None and behind.rank is not None:
        yield ahead.rank.value < behind.rank.value
    if ahead.score is not None and behind.score is not None:
        yield ahead.score.value > behind.score.value
