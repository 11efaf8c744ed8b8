"""The published tables on documents and what stands in them: one dataclass a table."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from schemas.tables.documents import ARTICLES, TRANSCRIPT

# Claims on how far apart two values are.
_DIFFERENCES = ("rank_change", "gap")


@dataclass(frozen=True, slots=True)
class Source:
    """A document; ``state`` says whether its last good version stands in for a broken one."""

    source_id: str
    publication_id: str
    province_id: str
    year: int
    title: str
    document_number: str | None
    document_kind: str
    about: str | None
    issuer: str
    publisher: str | None
    url: str | None
    retrieved_on: date | None
    note: str | None
    decided_on: date | None
    published_on: date | None
    licence: str
    publish_text: str
    path: str
    media_type: str
    sha256: str
    n_numbers: int
    n_unaccounted: int
    n_by_hand: int
    state: str

    @property
    def day(self) -> date | None:
        """The day that it is known by: of the decision, or of publication."""
        return self.decided_on or self.published_on

    @property
    def is_article(self) -> bool:
        """Whether it tells of a document and is none itself."""
        return self.document_kind in ARTICLES

    @property
    def is_transcript(self) -> bool:
        """Whether it is our copy of a document and none itself."""
        return self.document_kind == TRANSCRIPT


@dataclass(frozen=True, slots=True)
class AgencyName:
    """How a source writes the name of an agency."""

    agency_id: str
    source_id: str
    subject_text: str
    line: int
    match: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable sentence; ``verdict`` is None until it has been judged."""

    claim_id: str
    source_id: str
    assessment_id: str | None
    claim_type: str
    subject: str
    criterion: str | None
    tier: str | None
    printed_value: Decimal | None
    recomputed_value: Decimal | None
    recomputed_unit: str | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    verdict: str | None
    explanation: str | None
    explanation_en: str | None
    line: int
    col_start: int
    col_end: int

    @property
    def is_place(self) -> bool:
        """Whether its ranks are places in a list and no difference of places."""
        return self.claim_type not in _DIFFERENCES


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Something in a source that does not fit."""

    discrepancy_id: str
    source_id: str
    assessment_id: str | None
    claim_id: str
    kind: str
    agency_id: str | None
    criterion_id: str | None
    n_tellings: int
    explanation: str
    explanation_en: str
    line: int | None
    status: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What two readings fit, and was set aside."""

    doubt_id: str
    source_id: str
    line: int
    reading_a: str
    reading_a_en: str
    reading_b: str
    reading_b_en: str
    reason: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure on the province's information technology."""

    source_id: str
    province_id: str
    year: int
    indicator_id: str
    name: str
    value: Decimal
    unit: str
    numerator: int | None
    denominator: int | None
    qualifier: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A repair of a source, made by a person."""

    source_id: str
    locator: str
    before: str
    after: str
    reason: str
    applied: bool


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """The fate of one number of a source."""

    source_id: str
    line: int
    col_start: int
    col_end: int
    token: str
    fate: str
    target_id: str | None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a source that may be shown."""

    source_id: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class UnresolvedName:
    """A printed name that could not be placed, with the known names nearest to it."""

    source_id: str
    subject_text: str
    line: int
    candidates: str


@dataclass(frozen=True, slots=True)
class Quarantine:
    """A source that could not be read."""

    path: str
    place: str
    reason: str
    cure: str
