"""Ids of what the audit finds, from natural keys."""

import hashlib

from pipeline.audit.evidence import Finding


def row_id(*parts: object) -> str:
    """Return a stable id from natural keys, as ids of staged rows are made."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def finding_id(finding: Finding) -> str:
    """Return the id of a structural check as a claim."""
    location = finding.location
    key = (finding.criterion.criterion_id, finding.agency_id, finding.verdict.kind)
    return row_id(*location.key, finding.claim_type, *key)
