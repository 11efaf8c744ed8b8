"""Ids of what the audit finds, from natural keys."""

from pipeline.audit.evidence import Finding
from schemas.row_ids import row_id


def finding_id(finding: Finding) -> str:
    """Return the id of a structural check as a claim."""
    location = finding.location
    key = (finding.criterion.criterion_id, finding.agency_id, finding.verdict.kind)
    return row_id(*location.key, finding.claim_type, *key)
