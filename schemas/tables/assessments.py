"""The ranking lists: who was assessed, on what criteria, into which tiers, and which lists compare."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from schemas.table import Narrowed, table
from schemas.values import BAND_UNITS, UNIT_STATES, UNIT_STATUSES


@table(
    "assessments",
    key=("assessment_id",),
    vi="Các danh sách xếp hạng: tỉnh, kỳ, chỉ số, khối, số đơn vị, cách xếp.",
    en="Ranking lists: province, period, index, block, number of units, way of ranking.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One row a list that ranks the units of one block on one index in one period."""

    assessment_id: str
    source_id: Annotated[
        str,
        Narrowed(
            vi="Nguồn của danh sách; với năm trước là nguồn nhắc lại",
            en="Source of the list; for an earlier year the source that reports it",
        ),
    ]
    province_id: str
    year: int
    period: str
    index_id: str
    block: str
    n_units: int | None
    n_units_basis: str | None
    n_ranked: int | None
    n_quoted: int
    n_named: int
    n_unnamed: int | None
    max_score: Decimal | None
    max_score_basis: Annotated[
        str | None,
        Narrowed(
            vi="implied: số nguyên duy nhất hợp mọi cặp điểm và phần trăm đã nêu; implied_once: chỉ một cặp",
            en="implied: the only whole number that every pair of score and percent allows; _once: one pair",
        ),
    ]
    ranked_by: str | None
    rank_scheme: str | None
    n_odd_ranks: int | None
    is_complete: bool


@table(
    "assessed_units",
    key=("assessment_id", "agency_id"),
    vi="Đơn vị nào được đánh giá, đơn vị nào bị để ngoài và vì sao.",
    en="Which units were assessed, which were left out, and why.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedUnit:
    """One row an assessment and agency."""

    assessment_id: str
    agency_id: str
    status: Annotated[
        str,
        Narrowed(
            values=UNIT_STATUSES,
            vi="ranked: có trong xếp hạng chung; not_ranked, không có lý do: dưới mức thấp nhất; "
            "not_quoted: chỉ được nêu ở tiêu chí",
            en="ranked: stated in the total ranking; not_ranked without a reason: below the lowest band; "
            "not_quoted: named for a criterion only",
        ),
    ]
    reason: Annotated[str | None, Narrowed(vi="Lý do như nguyên văn", en="Reason as printed")]
    special_rule: str | None


@table("unit_states", vi="Đơn vị được nêu là để ngoài.", en="Units named as left out.")
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitState:
    """One row a unit that a source names as not assessed or not ranked; staged, for ``assessed_units``."""

    source_id: str
    province_id: str
    year: int
    index_id: str
    block: str
    agency_id: str
    status: Annotated[str, Narrowed(values=UNIT_STATES)]
    reason: str
    line: int


@table(
    "criteria",
    key=("criterion_id",),
    vi="Các tiêu chí của từng kỳ đánh giá, điểm tối đa và chiều chung tương ứng.",
    en="Criteria of each assessment, their maxima and the dimension they map to.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One row a criterion of an assessment; the total is one of them."""

    criterion_id: str
    assessment_id: str
    name: Annotated[
        str, Narrowed(vi="Tên tiêu chí; total là tổng điểm", en="Name of the criterion; total: the total")
    ]
    parent_criterion_id: str | None
    position: int
    max_score: Decimal | None
    max_score_basis: str | None
    dimension_id: str | None
    dimension_link: str
    dimension_reason: str
    dimension_reason_en: str
    named_at: str | None
    rank_scheme: str | None
    n_odd_ranks: int | None

    @property
    def is_total(self) -> bool:
        """Whether the ranking of the assessment goes by this criterion."""
        return self.criterion_id == f"{self.assessment_id}/total"


@table("listed_criteria", vi="Tiêu chí chỉ được nêu tên.", en="Criteria that are only named.")
@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCriterion:
    """One row a criterion that a sentence names without results; without block of every block; staged."""

    source_id: str
    province_id: str
    year: int
    index_id: str
    block: str | None
    criterion: str
    position: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TierThreshold:
    """A tier and the scores it is given for, as one line of a source prints it."""

    tier: str
    level: int
    min_score: Decimal | None
    min_inclusive: bool
    max_score: Annotated[Decimal | None, Narrowed(vi="Ngưỡng trên của mức", en="Upper bound of the band")]
    unit: Annotated[str, Narrowed(values=BAND_UNITS)]
    line: int
    source_id: str


@table("tier_bands", vi="Ngưỡng xếp mức được công bố.", en="Printed tier bands.")
@dataclass(frozen=True, slots=True, kw_only=True)
class StagedTierBand(TierThreshold):
    """One row a printed band; without block it holds for every block of the index."""

    province_id: str
    year: int
    index_id: str
    block: str | None
    criterion: str


@table(
    "tier_bands",
    key=("assessment_id", "criterion_id", "tier"),
    vi="Ngưỡng của các mức xếp loại, đúng như nguồn nêu.",
    en="Bands of the tiers, as printed and never guessed.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class TierBand(TierThreshold):
    """One row a tier of a criterion of an assessment."""

    assessment_id: str
    criterion_id: str
    band_id: str

    @property
    def is_of_total(self) -> bool:
        """Whether the ranking of the assessment goes by the criterion that it is a tier of."""
        return self.criterion_id == f"{self.assessment_id}/total"


@table(
    "comparability",
    key=("assessment_id_a", "assessment_id_b"),
    vi="Cặp kỳ đánh giá nào so sánh được, đến bậc nào và vì sao.",
    en="Which pairs of assessments may be compared, how far, and why.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Comparability:
    """One row an unordered pair of assessments, the lesser id first."""

    assessment_id_a: str
    assessment_id_b: str
    step: str
    common: tuple[str, ...]
    reason: Annotated[str, Narrowed(vi="Lý do, tiếng Việt", en="Reason, in Vietnamese")]
    reason_en: str
