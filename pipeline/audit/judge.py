"""The audit of a release: a verdict for every claim, and the findings of the layout itself (METHOD 6)."""

from collections import defaultdict
from collections.abc import Sequence

from pipeline.audit.evidence import Claim, Evidence, Judged, Verdict
from pipeline.audit.findings.count_findings import count_findings
from pipeline.audit.findings.structure import structural_findings
from pipeline.audit.judges import judge_of


def judge(evidence: Evidence) -> Judged:
    """Judge every claim and the layout itself."""
    findings = [*structural_findings(evidence), *count_findings(evidence)]
    return Judged(judge_claims(evidence.claims, evidence), findings)


def judge_claims(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    """Return the verdicts of ``claims``; what nothing printed can check is unverifiable and says what is missing."""
    by_type: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda item: (item.source_id, item.line, item.col_start)):
        by_type[claim.claim_type].append(claim)
    found: dict[str, Verdict] = {}
    for kind, of_kind in sorted(by_type.items()):
        found |= judge_of(kind)(of_kind, evidence)
    return found
