"""Claims and discrepancies with the words and rows that they are about."""

import re
from dataclasses import dataclass

from schemas.tables.assessments import Assessment
from schemas.tables.claims import Discrepancy, JudgedClaim
from schemas.tables.documents import Source

# How many characters of a line are shown on either side of what a claim turns on.
_AROUND = 90


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with the words it turns on, and some of its line around them."""

    claim: JudgedClaim
    before: str
    words: str
    after: str

    @property
    def decimals(self) -> int | None:
        """How many decimals the words have, None where they are no number."""
        number = re.fullmatch(r"\d+(?:[.,](\d+))?", self.words)
        return len(number.group(1) or "") if number else None


@dataclass(frozen=True, slots=True)
class DiscrepancyView:
    """Something that does not fit, with the claim that says so and the document it stands in."""

    row: Discrepancy
    claim: ClaimView
    source: Source
    assessment: Assessment | None
    agency: str | None
    criterion: str | None


def claim_view(claim: JudgedClaim, line: str) -> ClaimView:
    """Return a claim with its words in their line."""
    before, words, after = (
        line[: claim.col_start],
        line[claim.col_start : claim.col_end],
        line[claim.col_end :],
    )
    return ClaimView(claim, _tail(before), words, _head(after))


def _head(text: str) -> str:
    """Return the first words of a text."""
    return text if len(text) <= _AROUND else text[:_AROUND].rpartition(" ")[0] + " …"


def _tail(text: str) -> str:
    """Return the last words of a text."""
    return text if len(text) <= _AROUND else "… " + text[-_AROUND:].partition(" ")[2]
