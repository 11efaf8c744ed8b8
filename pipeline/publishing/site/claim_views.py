"""Claims and discrepancies with the words and rows that they are about."""

import re
from dataclasses import dataclass

from schemas.tables.assessments import Assessment
from schemas.tables.claims import Discrepancy, JudgedClaim
from schemas.tables.documents import Source

# How many characters of a line are shown on either side of what a claim turns on.
_AROUND = 90
# … and of one in a long list.
_FEW = 32
# … and of a unit that a sentence speaks of, which has no figure that says what it is about.
_SPOKEN = 260


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words with some of their line around them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with the words it turns on."""

    claim: JudgedClaim
    excerpt: Excerpt

    @property
    def decimals(self) -> int | None:
        """How many decimals the words have, None where they are no number."""
        number = re.fullmatch(r"\d+(?:[.,](\d+))?", self.excerpt.words)
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


def excerpt(line: str, start: int, end: int) -> Excerpt:
    """Return the words between two columns of a line, and what stands around them."""
    return Excerpt(_tail(line[:start], _AROUND), line[start:end], _head(line[end:], _AROUND))


def spoken(line: str, start: int, end: int) -> Excerpt:
    """Return a name in a line with as much around it as tells what is said."""
    return Excerpt(_tail(line[:start], _SPOKEN), line[start:end], _head(line[end:], _SPOKEN))


def claim_view(claim: JudgedClaim, line: str) -> ClaimView:
    """Return a claim with its words in their line."""
    return ClaimView(claim, excerpt(line, claim.col_start, claim.col_end))


def shorten(shown: ClaimView) -> ClaimView:
    """Return a claim with fewer words around it."""
    found = shown.excerpt
    return ClaimView(shown.claim, Excerpt(_tail(found.before, _FEW), found.words, _head(found.after, _FEW)))


def _head(text: str, most: int) -> str:
    """Return the first words of a text."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + " …"


def _tail(text: str, most: int) -> str:
    """Return the last words of a text."""
    return text if len(text) <= most else "… " + text[-most:].partition(" ")[2]
