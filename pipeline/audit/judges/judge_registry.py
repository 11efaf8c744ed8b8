"""The judges by type of claim: each registers itself for the types that it judges."""

from collections.abc import Callable, Sequence

from pipeline.audit.evidence import Claim, Evidence, Verdict
from schemas.claim_types import claim_type

Judge = Callable[[Claim, Evidence], Verdict]
GroupJudge = Callable[[Sequence[Claim], Evidence], dict[str, Verdict]]

_JUDGES: dict[str, GroupJudge] = {}


def judges(*types: str) -> Callable[[Judge], Judge]:
    """Register a judge of single claims."""

    def register(judge: Judge) -> Judge:
        def judge_each(claims: Sequence[Claim], evidence: Evidence) -> dict[str, Verdict]:
            return {claim.claim_id: judge(claim, evidence) for claim in claims}

        judges_together(*types)(judge_each)
        return judge

    return register


def judges_together(*types: str) -> Callable[[GroupJudge], GroupJudge]:
    """Register a judge that needs all claims of its types at once, in printed order."""

    def register(judge: GroupJudge) -> GroupJudge:
        _JUDGES.update((claim_type(name).name, judge) for name in types)
        return judge

    return register


def judge_of(name: str) -> GroupJudge:
    """Return the judge of a type; a type without one is an error that says where it is to be added."""
    if name not in _JUDGES:
        cure = f"register one with @judges({name!r}) in pipeline/audit/judges"
        raise ValueError(f"no judge for claims of type '{claim_type(name).name}': {cure}")
    return _JUDGES[name]
