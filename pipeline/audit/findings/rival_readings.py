"""Other readings of the same words: a list, criterion or cell that a contradicted claim or value fits."""

from dataclasses import replace
from itertools import product

from pipeline.audit.evidence import CONFIRMED, ROUNDED, Claim, Criterion, Evidence, Finding
from pipeline.audit.judge import judge_claims
from pipeline.vietnamese.numbers import is_slip
from schemas.claim_types import claim_type
from schemas.messages.words import Words, number, say

# What an average may be one of, whatever unit it is printed in.
_MEASURES = {"average": ("points", "percent")}


def scope_that_holds(claim: Claim, evidence: Evidence) -> tuple[Words, Words] | None:
    """Return the list and criterion of a claim, and those of the same source that it holds of, if any.

    One that is read of all lists may be meant of any, and holds there also where rounding explains it.
    """
    criterion = evidence.criterion_of(claim)
    is_scoped = claim_type(claim.claim_type).is_scoped
    if not is_scoped or (claim.assessment_id is not None and criterion is None):
        return None
    holding = (CONFIRMED, ROUNDED) if claim.assessment_id is None else (CONFIRMED,)
    for _, about in sorted(evidence.lists.items()):
        if about.source_id != claim.source_id:
            continue
        for other, unit in product(about.criteria.values(), _MEASURES.get(claim.claim_type, (claim.unit,))):
            if other is criterion and unit == claim.unit:
                continue
            scope = replace(
                claim, assessment_id=about.assessment_id, criterion_id=other.criterion_id, year=about.year,
                index_id=about.index_id, block=about.block, unit=unit,
            )  # fmt: skip
            if judge_claims([scope], evidence)[claim.claim_id].verdict in holding:
                return _named(criterion) if criterion else say("doubt.all_lists"), _named(other)
    return None


def other_quantity(finding: Finding) -> tuple[Words, Words] | None:
    """Return what a value told again in a sentence is read as, where it is no slip of the other.

    Anything but a slip is more likely said of something else: a location within a region, a score on another index.
    """
    counted, printed = finding.verdict.value, finding.printed
    if printed is None or not finding.location.part.startswith("line="):
        return None
    if finding.unit == "ranks" and printed > (finding.about.n_units or printed):
        return _named(finding.criterion), say("doubt.other_quantity")
    if counted is None or finding.against is None:
        return None
    texts = [number(value).en.replace(".", "") for value in (counted, printed)]
    if is_slip(*texts):
        return None
    return _named(finding.criterion), say("doubt.other_quantity")


def figure_passed(claim: Claim, evidence: Evidence, many: int) -> tuple[Words, Words] | None:
    """Return as what else a maximum is read that ``many`` printed scores pass: more likely it is none of theirs."""
    criterion = evidence.criterion_of(claim)
    if claim.claim_type != "max_of_criterion" or criterion is None or claim.printed_value is None:
        return None
    over = [figure for figure in criterion.scores.values() if figure.value > claim.printed_value]
    return (_named(criterion), say("doubt.other_maximum")) if len(over) >= many else None


def cell_that_holds(finding: Finding, evidence: Evidence) -> tuple[Words, Words] | None:
    """Return the criterion of a value told twice, and another one of the same unit that prints the value, if any.

    Or the unit that the value belongs to, where the same line names another one that has it.
    """
    unit, here = finding.agency_id or "", finding.criterion
    if finding.against is None:
        return None
    line = (finding.location.source_id, finding.location.line)
    for reprint in here.reprints:
        is_beside = (reprint.again.location.source_id, reprint.again.location.line) == line
        if is_beside and reprint.agency_id != unit and reprint.counted.value == finding.printed:
            return Words(finding.subject, finding.subject), Words(reprint.name, reprint.name)
    for _, about in sorted(evidence.lists.items()):
        for other in about.criteria.values():
            row = other.results.get(unit)
            if other.criterion_id == here.criterion_id or row is None:
                continue
            if finding.printed is not None and finding.printed in row.printed(finding.unit):
                return _named(here), _named(other)
    return None


def _named(criterion: Criterion) -> Words:
    return Words(criterion.criterion_id, criterion.criterion_id)
