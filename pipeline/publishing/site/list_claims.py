"""The claims of one list by verdict: what a reader must see first, and what is told in numbers and folded."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.publishing.site.claim_views import ClaimView, DiscrepancyView, shorten
from pipeline.publishing.site.site_model import group_by
from schemas.claim_types import claim_type
from schemas.values import VERDICTS

# The verdicts that what is printed bears out, or does not speak against.
_BORNE_OUT = ("confirmed", "rounded", "consistent")


@dataclass(frozen=True, slots=True)
class Unverifiable:
    """Claims that cannot be checked for the same reason, which one of them tells."""

    claims: list[ClaimView]

    @property
    def example(self) -> ClaimView:
        """A claim with the reason of all."""
        return self.claims[0]


@dataclass(frozen=True, slots=True)
class Accused:
    """A claim that does not fit, with the discrepancy that it is the first statement of, if it is."""

    claim: ClaimView
    discrepancy: DiscrepancyView | None


@dataclass(frozen=True, slots=True)
class ListClaims:
    """Claims in the order of the document, by what became of them."""

    accused: list[Accused]
    pending: list[ClaimView]
    unverifiable: list[Unverifiable]
    borne_out: list[ClaimView]
    counts: list[tuple[str | None, int]]
    between_years: bool

    @property
    def n(self) -> int:
        """How many there are."""
        return sum(n for _, n in self.counts)


def list_claims(claims: Sequence[ClaimView], discrepancies: Sequence[DiscrepancyView]) -> ListClaims:
    """Return the claims of a list, parted by what became of them."""
    first = {found.row.claim_id: found for found in discrepancies}
    accused = [shown for shown in claims if shown.claim.verdict == "contradicted"]
    known = {shown.claim.claim_id for shown in accused}
    accused += [found.claim for key, found in first.items() if key not in known]
    unverifiable = [shorten(shown) for shown in claims if shown.claim.verdict == "unverifiable"]
    reasons = group_by(unverifiable, lambda shown: shown.claim.explanation)
    counts = Counter(shown.claim.verdict for shown in claims)
    order = ("contradicted", None, "unverifiable", *_BORNE_OUT)
    assert set(order) - {None} == set(VERDICTS)
    return ListClaims(
        accused=[Accused(shown, first.get(shown.claim.claim_id)) for shown in accused],
        pending=[shown for shown in claims if shown.claim.verdict is None],
        unverifiable=[Unverifiable(group) for group in reasons.values()],
        borne_out=[shown for shown in claims if shown.claim.verdict in _BORNE_OUT],
        counts=[(verdict, counts[verdict]) for verdict in order if counts[verdict]],
        between_years=any(claim_type(shown.claim.claim_type).is_change for shown in claims),
    )
