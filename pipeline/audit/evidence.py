"""What is known of the assessments of a release when its claims are judged: plain data, no text, no SQL.

Scores are in points, shares in percent of the units, ranks count from 1 (best), levels of tiers too.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from pipeline.audit.arithmetic.printed import Figure, Location, Reprint, Result
from schemas.messages.words import Words
from schemas.tables.assessments import Assessment, TierBand
from schemas.tables.claims import LayoutClaim
from schemas.tables.documents import Source

CONFIRMED, ROUNDED, CONTRADICTED, UNVERIFIABLE = "confirmed", "rounded", "contradicted", "unverifiable"
# Held only against what the document says in the same breath: a definition, a number beside what it counts.
CONSISTENT = "consistent"
# So many places that units of different scores share are no slip.
_SHARED_PLACES = 2


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of a list, its results by unit, and the units that are called its highest or lowest.

    ``parent_id``: the criterion that it is part of, None where nothing shows it.
    ``scheme``: how the publisher numbers ties as the tables say, `not_identifiable` where nothing shows it.
    ``n_odd``: printed ranks that miss the best basis of order and scheme, None where there is no full list.
    """

    criterion_id: str
    name: str
    position: int
    maximum: Decimal | None
    maximum_figure: Figure | None
    results: Mapping[str, Result]
    highest: frozenset[str] = frozenset()
    lowest: frozenset[str] = frozenset()
    reprints: tuple[Reprint, ...] = ()
    n_odd: int | None = None
    scheme: str | None = None
    parent_id: str | None = None

    @property
    def scores(self) -> dict[str, Figure]:
        """The printed scores by unit."""
        return {unit: row.score for unit, row in self.results.items() if row.score is not None}

    @property
    def is_mixed(self) -> bool:
        """Whether units of different scores share several places: there are lists of their own in this one."""
        by_place: defaultdict[Decimal, list[Figure]] = defaultdict(list)
        for row in self.results.values():
            if row.rank is not None and row.score is not None:
                by_place[row.rank.value].append(row.score)
        ordered = [sorted(scores, key=lambda score: score.value) for scores in by_place.values()]
        apart = [one[-1].exact - one[0].exact > one[-1].slack + one[0].slack for one in ordered]
        return sum(apart) >= _SHARED_PLACES

    @property
    def percents(self) -> dict[str, Figure]:
        """The printed percents of the maximum by unit."""
        return {unit: row.percent for unit, row in self.results.items() if row.percent is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedList(Assessment):
    """One assessment with its criteria and the bands of its total; ``criterion_bands`` are those of each criterion.

    ``stated_tiers`` are the numbers of units that its source tells of each tier, ``stated_criteria`` the numbers
    of criteria that it tells of the list.
    """

    criteria: Mapping[str, Criterion]
    bands: tuple[TierBand, ...] = ()
    criterion_bands: Mapping[str, tuple[TierBand, ...]] = field(default_factory=dict)
    not_ranked: frozenset[str] = frozenset()
    stated_tiers: tuple[tuple[str, int], ...] = ()
    stated_criteria: frozenset[int] = frozenset()

    @property
    def total(self) -> Criterion | None:
        """The criterion that the ranking goes by."""
        return self.criteria.get(f"{self.assessment_id}/total")

    def scores_all(self, criterion: Criterion) -> bool:
        """Return whether every unit of a full list has a printed score on a criterion."""
        return self.is_complete and 0 < len(criterion.scores) == self.n_units

    @property
    def parts(self) -> list[Criterion]:
        """The other criteria in printed order."""
        total = self.total
        rest = (item for item in self.criteria.values() if item is not total)
        return sorted(rest, key=lambda item: item.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(LayoutClaim):
    """A claim with the units and the criterion it speaks of. ``decimals`` are those of the printed value."""

    decimals: int
    criterion_id: str | None
    agencies: tuple[str, ...] = ()

    @property
    def location(self) -> Location:
        """Where it is printed."""
        return Location(self.source_id, self.line, self.col_start, self.col_end, self.quote)

    @property
    def is_of_total(self) -> bool:
        """Whether it speaks of the list itself and of none of its criteria."""
        return self.criterion_id in (None, f"{self.assessment_id}/total")

    @property
    def exact(self) -> Fraction:
        """The printed number as a fraction; zero where words alone state it."""
        return Fraction(self.printed_value or 0)

    @property
    def identity(self) -> tuple[object, ...]:
        """What it states of its list, the same wherever it is stated."""
        named = self.subject if self.printed_value is None and not self.agencies else None
        return (self.claim_type, self.tier, self.wording, self.unit, self.printed_value, self.agencies, named)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All of a release."""

    sources: Mapping[str, Source]
    lists: Mapping[str, RankedList]
    claims: Sequence[Claim]

    def list_of(self, claim: Claim) -> RankedList | None:
        """Return the list that a claim is about."""
        return self.lists.get(claim.assessment_id or "")

    def criterion_of(self, claim: Claim) -> Criterion | None:
        """Return the criterion that a claim is about; the total where it names none."""
        about = self.list_of(claim)
        if about is None:
            return None
        return about.criteria.get(claim.criterion_id) if claim.criterion_id else about.total

    def column(
        self, assessment_id: str | None, criterion_id: str | None
    ) -> tuple[RankedList, Criterion] | None:
        """Return a list and a criterion of it by their ids, None where nothing is printed of them."""
        about = self.lists.get(assessment_id or "")
        criterion = about.criteria.get(criterion_id or "") if about else None
        return (about, criterion) if about and criterion else None

    def lists_of(self, claim: Claim) -> list[RankedList]:
        """Return all lists that a claim without a block is about: those of its source, year and index."""
        return [
            item
            for item in sorted(self.lists.values(), key=lambda item: item.assessment_id)
            if item.source_id == claim.source_id
            and item.year == claim.year
            and claim.index_id in (None, item.index_id)
            and claim.block in (None, item.block)
        ]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the printed values say of a claim; ``low`` and ``high`` bound the recomputed value.

    ``unit`` is that of ``value`` where it is not the unit of the claim itself; ``compared`` is the list of another
    year that ``value`` is a difference to.
    """

    verdict: str
    words: Words
    reading: str | None = None
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    kind: str | None = None
    unit: str | None = None
    compared: str | None = None

    @property
    def is_contradicted(self) -> bool:
        """Whether the printed values speak against it."""
        return self.verdict == CONTRADICTED

    @classmethod
    def contradicted(
        cls,
        words: Words,
        value: Fraction | None = None,
        low: Fraction | None = None,
        high: Fraction | None = None,
        kind: str | None = None,
    ) -> "Verdict":
        """Return the verdict where no reading holds; ``kind``: of discrepancy, where it is not that of the type."""
        return cls(CONTRADICTED, words, None, value, low, high, kind)

    @classmethod
    def confirmed(cls, words: Words, reading: str | None, *values: Fraction | None) -> "Verdict":
        """Return the verdict where a reading holds; ``values``: what was worked out, with its bounds."""
        return cls._of(CONFIRMED, words, reading, values)

    @classmethod
    def consistent(cls, words: Words, reading: str, *values: Fraction | None) -> "Verdict":
        """Return the verdict where the words hold only against what they stand with."""
        return cls._of(CONSISTENT, words, reading, values)

    @classmethod
    def held(cls, words: Words, reading: str, *values: Fraction | None) -> "Verdict":
        """Return the verdict of a way of rounding that holds: confirmed if exact, else rounded."""
        return cls._of(CONFIRMED if reading.split("+")[-1] == "exact" else ROUNDED, words, reading, values)

    @classmethod
    def unverifiable(cls, words: Words, reading: str | None = None, *values: Fraction | None) -> "Verdict":
        """Return the verdict where something is missing; ``words`` say what."""
        return cls._of(UNVERIFIABLE, words, reading, values)

    @classmethod
    def _of(
        cls, verdict: str, words: Words, reading: str | None, values: tuple[Fraction | None, ...]
    ) -> "Verdict":
        value, low, high = (*values, None, None, None)[:3]
        return cls(verdict, words, reading, value, low, high)


@dataclass(frozen=True, slots=True)
class Finding:
    """A structural check: a claim made by the layout itself, at the location of the printed figure.

    ``against``: the other printing of a value told twice. ``n_rows``: how many rows do not fit.
    """

    claim_type: str
    about: RankedList
    criterion: Criterion
    subject: str
    location: Location
    unit: str
    verdict: Verdict
    agency_id: str | None = None
    printed: Decimal | None = None
    tier: str | None = None
    against: Location | None = None
    n_rows: int = 1


@dataclass(slots=True)
class Judged:
    """Verdicts by claim, and the structural findings."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
