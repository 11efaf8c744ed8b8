"""A number of criteria stated for all lists, compared with each list by itself (METHOD 6)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from math import comb

from pipeline.audit.arithmetic.parts import Sum, shown, sums_of
from pipeline.audit.evidence import Claim, Criterion, Evidence, Finding, RankedList, Verdict
from schemas.messages.words import say

# So many choices of parts are tried at most; beyond, nothing is stated.
_MAX_TRIED = 5000


def count_findings(evidence: Evidence) -> Iterator[Finding]:
    """Yield complete lists with another number of criteria than is stated for all, each once, at the first statement.

    A number counts things of this kind only where another list of the index has as many of them: "2 nhóm" may
    be groups of criteria, "40 tiêu chí" parts of them.
    """
    stated: defaultdict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in evidence.claims:
        if claim.unit != "criteria" or claim.block is not None or claim.printed_value is None:
            continue
        for about in _unlike(claim, evidence):
            stated[about.assessment_id, int(claim.printed_value)].append(claim)
    for (assessment_id, n_stated), claims in sorted(stated.items()):
        about = evidence.lists[assessment_id]
        if about.total is not None and _only_all_make_the_total(about, n_stated):
            yield _finding(about, about.total, n_stated, claims)


def _unlike(claim: Claim, evidence: Evidence) -> Iterator[RankedList]:
    """Yield the complete lists of a claim with another number of criteria, where one of the same index has it."""
    if not claim.is_of_total:
        return
    lists = [item for item in evidence.lists_of(claim) if item.is_complete and item.parts]
    fitting = {item.index_id for item in lists if len(item.parts) == claim.printed_value}
    for item in lists:
        if item.index_id in fitting and len(item.parts) != claim.printed_value:
            yield item


def _only_all_make_the_total(about: RankedList, n_stated: int) -> bool:
    """Return whether all parts of a list make its total, and no choice of ``n_stated`` of them does."""
    total, parts = about.total, about.parts
    if total is None or comb(len(parts), n_stated) > _MAX_TRIED:
        return False
    made_by_all = any(found.whole is total and len(found.parts) == len(parts) for found in sums_of(about))
    chosen = (Sum(total, some) for some in combinations(parts, n_stated))
    return made_by_all and shown(Sum(total, tuple(parts))) and not any(shown(some) for some in chosen)


def _finding(about: RankedList, total: Criterion, n_stated: int, claims: Sequence[Claim]) -> Finding:
    first = min(claims, key=lambda claim: (claim.line, claim.col_start))
    lines = sorted({claim.line for claim in claims})
    words = say(
        "item_count.for_all_lists", printed=n_stated, n=len(about.parts), lines=", ".join(map(str, lines))
    )
    value = Fraction(len(about.parts))
    verdict = Verdict.contradicted(words, value, kind="count_differs")
    return Finding(
        "other", about, total, first.subject, first.location, first.unit, verdict, None, first.printed_value
    )
