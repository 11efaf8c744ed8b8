"""The audit of a release: a verdict for every claim, and the findings of the layout itself (METHOD 6)."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from pipeline.audit.evidence import Claim, Evidence, Judged, Verdict, unverifiable
from pipeline.audit.explain import say
from pipeline.audit.findings.count_findings import count_findings
from pipeline.audit.findings.structure import structural_findings
from pipeline.audit.judges.judge_averages import judge_averages
from pipeline.audit.judges.judge_bands import judge_bands
from pipeline.audit.judges.judge_changes import judge_moves, judge_share_changes
from pipeline.audit.judges.judge_counts import judge_other_counts, judge_unit_counts
from pipeline.audit.judges.judge_dates import judge_dates
from pipeline.audit.judges.judge_extremes import judge_extremes
from pipeline.audit.judges.judge_maxima import judge_maxima
from pipeline.audit.judges.judge_scores import judge_gaps, judge_percents
from pipeline.audit.judges.judge_shares import judge_shares, judge_tier_counts
from pipeline.audit.judges.judge_wordings import judge_wordings

_Judge = Callable[[Sequence[Claim], Evidence], dict[str, Verdict]]

_JUDGES: dict[str, _Judge] = {
    "average": judge_averages,
    "tier_share": judge_shares,
    "tier_count": judge_tier_counts,
    "unit_count": judge_unit_counts,
    "gap": judge_gaps,
    "pct_of_max": judge_percents,
    "max_of_criterion": judge_maxima,
    "top": judge_extremes,
    "bottom": judge_extremes,
    "tier_threshold": judge_bands,
    "rank_change": judge_moves,
    "share_change": judge_share_changes,
    "date": judge_dates,
    "counts": judge_other_counts,
    "wordings": judge_wordings,
}
_ALL_ABOVE = "all_above_average"


def judge(evidence: Evidence) -> Judged:
    """Judge every claim and the layout itself."""
    findings = [*structural_findings(evidence), *count_findings(evidence)]
    return Judged(judge_claims(evidence.claims, evidence), findings)


def judge_claims(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
    """Return the verdicts of ``claims``; what nothing printed can check is unverifiable and says what is missing."""
    by_type: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda item: (item.source_id, item.place.line, item.place.start)):
        by_type[_judged_as(claim)].append(claim)
    found: dict[str, Verdict] = {}
    for kind, of_kind in sorted(by_type.items()):
        verdicts = _JUDGES[kind](of_kind, evidence) if kind in _JUDGES else {}
        found |= {claim.claim_id: verdicts.get(claim.claim_id, _NO_DEFINITION) for claim in of_kind}
    return found


_NO_DEFINITION = unverifiable(
    say(
        "Không nêu được định nghĩa chính xác, hoặc không có số nào được công bố để đối chiếu.",
        "No exact definition can be stated, or nothing printed can be compared.",
    )
)


def _judged_as(claim: Claim) -> str:
    """Return the judge of a claim: its type, but for the kinds that ``other`` holds."""
    if claim.claim_type != "other":
        return claim.claim_type
    if claim.wording == _ALL_ABOVE:
        return "wordings"
    return "counts" if claim.unit in ("criteria", "tiers") else "other"
