"""The rows that one source yields: what resolution hands to the warehouse.

Each dataclass is a row of the staged table of the same name; field names and meaning are those of
the Pandera models in ``schemas`` (a test holds the two against each other).
"""

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SourceRow:
    source_id: str
    publication_id: str
    province_id: str
    year: int
    period: str
    title: str
    document_number: str | None
    document_kind: str
    about: str | None
    issuer: str
    decided_on: date | None
    published_on: date | None
    publisher: str | None
    url: str | None
    retrieved_on: date | None
    note: str | None
    criteria_document: str | None
    amends: str | None
    licence: str
    publish_text: str
    path: str
    media_type: str
    sha256: str
    n_numbers: int
    n_unaccounted: int
    n_by_hand: int
    recognised: bool
    state: str


@dataclass(frozen=True, slots=True)
class LineRow:
    source_id: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    statement_id: str
    source_id: str
    province_id: str
    year: int
    index_id: str
    block: str
    agency_id: str | None
    agency: str | None
    subject_text: str | None
    criterion: str
    measure: str
    value: Decimal | None
    tier: str | None
    value_text: str
    decimals: int | None
    unit: str
    origin: str
    locator: str
    line: int
    col_start: int
    col_end: int
    quote: str
    repair: str | None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A checkable sentence; ``whole`` is the printed base of a share (18/30: 30).

    ``direction`` and ``wording`` are words of `schemas.values`; ``n_listed``: so many items the sentence
    lists.
    """

    claim_id: str
    source_id: str
    province_id: str
    year: int
    index_id: str | None
    block: str | None
    claim_type: str
    subject: str
    criterion: str | None
    tier: str | None
    printed_value: Decimal | None
    whole: Decimal | None
    unit: str
    direction: str | None
    wording: str | None
    n_listed: int | None
    line: int
    col_start: int
    col_end: int
    quote: str


@dataclass(frozen=True, slots=True)
class BandRow:
    """A printed tier band. ``block`` is None where the band holds for every block of the index."""

    source_id: str
    province_id: str
    year: int
    index_id: str
    block: str | None
    criterion: str
    tier: str
    level: int
    min_score: Decimal | None
    min_inclusive: bool
    max_score: Decimal | None
    unit: str
    line: int


@dataclass(frozen=True, slots=True)
class AgencyRow:
    agency_id: str
    province_id: str
    name: str
    block: str
    agency_type: str | None
    admin_code: str | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class AgencyNameRow:
    agency_id: str
    source_id: str
    subject_text: str
    line: int
    match: str
    similarity: Decimal


@dataclass(frozen=True, slots=True)
class UnitStateRow:
    """A unit that a source names as not assessed or not ranked, with the printed reason."""

    source_id: str
    province_id: str
    year: int
    index_id: str
    block: str
    agency_id: str
    status: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class IndicatorRow:
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
    quote: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    source_id: str
    locator: str
    before: str
    after: str
    reason: str
    applied: bool


@dataclass(frozen=True, slots=True)
class LedgerRow:
    source_id: str
    line: int
    col_start: int
    col_end: int
    token: str
    fate: str
    target_id: str | None


@dataclass(frozen=True, slots=True)
class UnresolvedRow:
    """A printed name that resolution did not place, with its nearest known names."""

    source_id: str
    subject_text: str
    line: int
    candidates: str


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """A source that could not be read: where, why, and what cures it."""

    path: str
    place: str
    reason: str
    cure: str


@dataclass(slots=True)
class StagedRows:
    """All rows of one or several sources, one list a staged table."""

    sources: list[SourceRow] = field(default_factory=list)
    source_lines: list[LineRow] = field(default_factory=list)
    statements: list[StatementRow] = field(default_factory=list)
    claims: list[ClaimRow] = field(default_factory=list)
    tier_bands: list[BandRow] = field(default_factory=list)
    agencies: list[AgencyRow] = field(default_factory=list)
    agency_names: list[AgencyNameRow] = field(default_factory=list)
    unit_states: list[UnitStateRow] = field(default_factory=list)
    indicators: list[IndicatorRow] = field(default_factory=list)
    corrections: list[CorrectionRow] = field(default_factory=list)
    number_ledger: list[LedgerRow] = field(default_factory=list)
    unresolved: list[UnresolvedRow] = field(default_factory=list)
    quarantine: list[QuarantineRow] = field(default_factory=list)

    def of_source(self, source_id: str) -> "StagedRows":
        """Return the rows of one source; agencies and quarantine, which belong to no single one, are left out."""
        chosen = StagedRows()
        for table in fields(self):
            rows = getattr(self, table.name)
            kept = [row for row in rows if getattr(row, "source_id", None) == source_id]
            setattr(chosen, table.name, kept)
        return chosen

    def extend(self, other: "StagedRows") -> None:
        """Append the rows of ``other``, table by table."""
        for table in fields(self):
            getattr(self, table.name).extend(getattr(other, table.name))
