"""The audit: evidence out of the built tables, verdicts of its judges back into them."""

from pipeline.audit.deduce import deduce
from pipeline.audit.verdicts import audit

__all__ = ["READS", "WRITES", "audit", "deduce"]

# The published tables that the audit reads, and those that it completes.
READS = (
    "agencies", "assessed_units", "assessments", "criteria", "source_lines", "sources", "statements",
    "tier_bands",
)  # fmt: skip
WRITES = ("claims", "conflict_sets", "deductions", "discrepancies", "doubts")
