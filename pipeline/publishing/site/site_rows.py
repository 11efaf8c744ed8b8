"""The published tables on rankings, as the site reads them: one dataclass a table."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Province:
    """A province with the time it was valid in."""

    province_id: str
    code: str
    name: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of a unit: ``kind`` is ``continued``, ``merged`` or another way."""

    old_id: str
    new_id: str
    valid_from: date
    kind: str


@dataclass(frozen=True, slots=True)
class Agency:
    """An assessed unit; ``agency_type`` links the same function across provinces."""

    agency_id: str
    province_id: str
    name: str
    block: str
    agency_type: str | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """One ranking list."""

    assessment_id: str
    source_id: str
    province_id: str
    year: int
    index_id: str
    block: str
    n_units: int | None
    n_units_basis: str | None
    max_score: Decimal | None
    max_score_basis: str | None
    ranked_by: str | None
    rank_scheme: str | None
    is_complete: bool
    n_quoted: int
    n_named: int
    n_unnamed: int | None


@dataclass(frozen=True, slots=True)
class AssessedUnit:
    """The state of a unit in a list."""

    assessment_id: str
    agency_id: str
    status: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A column of an assessment; the one whose id ends in ``/total`` is what the ranking goes by."""

    criterion_id: str
    assessment_id: str
    name: str
    parent_criterion_id: str | None
    position: int
    max_score: Decimal | None
    max_score_basis: str | None
    dimension_id: str | None
    dimension_link: str

    @property
    def is_total(self) -> bool:
        """Whether the ranking of the assessment goes by this column."""
        return self.criterion_id == f"{self.assessment_id}/total"


@dataclass(frozen=True, slots=True)
class Band:
    """A printed tier band."""

    assessment_id: str
    criterion_id: str
    tier: str
    level: int
    min_score: Decimal | None
    min_inclusive: bool
    max_score: Decimal | None
    unit: str
    source_id: str
    line: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A printed value, its place, and the list and criterion it belongs to."""

    statement_id: str
    source_id: str
    assessment_id: str | None
    criterion_id: str | None
    agency_id: str | None
    measure: str
    value: Decimal | None
    tier: str | None
    value_text: str
    decimals: int | None
    unit: str
    origin: str
    line: int
    col_start: int
    col_end: int
    repair: str | None
    is_counted: bool


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a unit on a criterion, or why there is none."""

    assessment_id: str
    agency_id: str
    criterion_id: str
    score: Decimal | None
    pct_of_max: Decimal | None
    pct_basis: str | None
    status: str
    missing_reason: str | None
    statement_id: str | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Printed and recomputed rank and tier of a unit on a criterion."""

    assessment_id: str
    agency_id: str
    criterion_id: str
    printed_rank: int | None
    rank_competition: int | None
    rank_dense: int | None
    rank_modified: int | None
    rank_fractional: Decimal | None
    rank_low: int | None
    rank_high: int | None
    printed_tier: str | None
    recomputed_tier: str | None
    margin_to_cutoff: Decimal | None
    rank_statement_id: str | None
    tier_statement_id: str | None


@dataclass(frozen=True, slots=True)
class Deduction:
    """A value or an interval that follows from printed numbers."""

    deduction_id: str
    assessment_id: str
    agency_id: str | None
    criterion_id: str | None
    quantity: str
    low: Decimal | None
    high: Decimal | None
    tier: str | None
    status: str
    rule: str
    statement_ids: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Printed values that cannot all be true; ``low`` and ``high`` are the ends that pass each other."""

    conflict_id: str
    assessment_id: str
    agency_id: str | None
    criterion_id: str | None
    quantity: str
    low: Decimal
    high: Decimal
    rule: str
    statement_ids: str
    within_rounding: bool
    hypotheses: str | None


@dataclass(frozen=True, slots=True)
class Comparability:
    """The ladder's entry for a pair of assessments."""

    assessment_id_a: str
    assessment_id_b: str
    step: str
    reason: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of a code list."""

    list: str
    code: str
    name_vi: str
    name_en: str | None


@dataclass(frozen=True, slots=True)
class Release:
    """What this edition is called and how it is licensed."""

    release_id: str
    licence: str
    cite_as: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a published table as its comment describes it."""

    table_name: str
    column_name: str
    data_type: str
    is_nullable: bool
    comment: str | None


@dataclass(frozen=True, slots=True)
class TableNote:
    """A published table: its comment and how many rows it has."""

    table_name: str
    comment: str | None
    n_rows: int
