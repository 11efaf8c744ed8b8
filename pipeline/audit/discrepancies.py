"""The rows of ``discrepancies``: one an error of a publication, however often it is told."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.audit.arithmetic.printed import Location
from pipeline.audit.evidence import CONTRADICTED, Claim, Evidence, Finding, Verdict
from pipeline.audit.weights import weight_of
from schemas.claim_types import claim_type
from schemas.codelists import read_list
from schemas.messages.words import number
from schemas.row_ids import row_id
from schemas.tables.claims import Discrepancy


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """A contradicted claim or check at one location."""

    claim_id: str
    kind: str
    assessment_id: str | None
    criterion_id: str | None
    agency_id: str | None
    identity: tuple[object, ...]
    printed: str
    unit: str
    location: Location
    verdict: Verdict


def discrepancies_of(
    evidence: Evidence, verdicts: Mapping[str, Verdict], findings: Mapping[str, Finding]
) -> tuple[list[Discrepancy], dict[str, str]]:
    """Return the errors that stand, and the error that each contradicted claim or check (by id) tells of."""
    errors: defaultdict[str, list[_Occurrence]] = defaultdict(list)
    for occurrence in (*_of_claims(evidence, verdicts), *_of_findings(findings)):
        source = evidence.sources[occurrence.location.source_id]
        cell = (occurrence.kind, occurrence.assessment_id, occurrence.criterion_id, occurrence.agency_id)
        errors[row_id(source.publication_id, *cell, *occurrence.identity)].append(occurrence)
    states = {row["discrepancy_id"]: row["status"] for row in read_list("discrepancy_states")}
    rows = [
        _row(found, occurrences, evidence, states.get(found, "open"))
        for found, occurrences in sorted(errors.items())
    ]
    return rows, {
        occurrence.claim_id: found for found, occurrences in errors.items() for occurrence in occurrences
    }


def _of_claims(evidence: Evidence, verdicts: Mapping[str, Verdict]) -> Iterator[_Occurrence]:
    """Yield the sentences that are contradicted."""
    for claim in evidence.claims:
        verdict = verdicts[claim.claim_id]
        if verdict.verdict != CONTRADICTED:
            continue
        criterion = evidence.criterion_of(claim)
        yield _Occurrence(
            claim.claim_id,
            verdict.kind or claim_type(claim.claim_type).discrepancy(claim.unit),
            claim.assessment_id,
            criterion.criterion_id if criterion else None,
            claim.agencies[0] if len(claim.agencies) == 1 else None,
            claim.identity,
            _printed(claim),
            claim.unit,
            claim.location,
            verdict,
        )


def _of_findings(findings: Mapping[str, Finding]) -> Iterator[_Occurrence]:
    """Yield the checks of the layout that fail."""
    for claim_id, finding in findings.items():
        verdict = finding.verdict
        if verdict.verdict != CONTRADICTED:
            continue
        named = finding.tier or finding.subject
        yield _Occurrence(
            claim_id,
            verdict.kind or claim_type(finding.claim_type).discrepancy(finding.unit),
            finding.about.assessment_id,
            finding.criterion.criterion_id,
            finding.agency_id,
            (finding.claim_type, finding.printed, finding.tier, finding.unit),
            number(finding.printed).vi if finding.printed is not None else named,
            finding.unit,
            finding.location,
            verdict,
        )


def _row(discrepancy_id: str, occurrences: list[_Occurrence], evidence: Evidence, status: str) -> Discrepancy:
    """One error, told first where the document itself tells it and not a copy that was typed from it."""
    first = min(
        occurrences,
        key=lambda occurrence: (
            evidence.sources[occurrence.location.source_id].is_transcript,
            occurrence.location.source_id,
            occurrence.location.line,
            occurrence.location.start,
            occurrence.claim_id,
        ),
    )
    verdict = first.verdict
    return Discrepancy(
        discrepancy_id=discrepancy_id,
        publication_id=evidence.sources[first.location.source_id].publication_id,
        source_id=first.location.source_id,
        assessment_id=first.assessment_id,
        claim_id=first.claim_id,
        kind=first.kind,
        agency_id=first.agency_id,
        criterion_id=first.criterion_id,
        printed=first.printed,
        recomputed=number(verdict.value).vi if verdict.value is not None else None,
        unit=first.unit,
        weight=weight_of(
            first.kind,
            first.unit,
            first.agency_id,
            verdict.value,
            evidence.column(first.assessment_id, first.criterion_id),
        ),
        n_tellings=sum(
            not evidence.sources[occurrence.location.source_id].is_transcript for occurrence in occurrences
        ),
        explanation=verdict.words.vi,
        explanation_en=verdict.words.en,
        line=first.location.line,
        quote=first.location.quote,
        status=status,
    )


def _printed(claim: Claim) -> str:
    """Return what a claim prints, in the way of its language; words where it prints no number."""
    if claim.printed_value is None:
        return claim.subject
    if claim.unit == "date":
        day = f"{claim.printed_value:f}"[:8]
        return f"{day[6:8]}/{day[4:6]}/{day[:4]}"
    return number(claim.printed_value).vi
