"""What the units got: scores, ranks and tiers, printed and recomputed apart."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from schemas.table import Narrowed, table
from schemas.values import SCORE_STATUSES


@table(
    "scores",
    key=("assessment_id", "agency_id", "criterion_id"),
    vi="Điểm của từng đơn vị theo từng tiêu chí; ô thiếu có lý do, không ước lượng.",
    en="Score of each unit on each criterion; a missing one has its reason, none is imputed.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One row an assessment, agency and criterion; deduced scores have no statement, missing ones a reason."""

    assessment_id: str
    agency_id: str
    criterion_id: str
    score: Decimal | None
    pct_of_max: Decimal | None
    pct_basis: str | None
    status: Annotated[str, Narrowed(values=SCORE_STATUSES)]
    missing_reason: str | None
    statement_id: str | None


@table(
    "rankings",
    key=("assessment_id", "agency_id", "criterion_id"),
    vi="Hạng và mức: được công bố và tính lại, mỗi thứ một cột; danh sách thiếu chỉ có khoảng hạng.",
    en="Ranks and tiers, printed and recomputed apart; an incomplete list has rank intervals only.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """One row an assessment, agency and criterion with any printed score, rank or tier, or a deduced tier."""

    assessment_id: str
    agency_id: str
    criterion_id: str
    score: Decimal | None
    printed_rank: int | None
    rank_competition: int | None
    rank_dense: int | None
    rank_modified: int | None
    rank_fractional: Decimal | None
    rank_low: int | None
    rank_high: int | None
    printed_tier: Annotated[
        str | None,
        Narrowed(
            vi="Mức được công bố; not_ranked: nguồn nêu là không xếp hạng",
            en="Printed tier; not_ranked: the source says the unit is not ranked",
        ),
    ]
    recomputed_tier: Annotated[
        str | None,
        Narrowed(
            vi="Mức tính lại theo ngưỡng được công bố hoặc suy ra chắc chắn; not_ranked: dưới mức thấp nhất",
            en="Tier recomputed from the printed bands, or deduced; not_ranked: below the lowest band",
        ),
    ]
    tier_basis: str | None
    margin_to_cutoff: Decimal | None
    rank_statement_id: str | None
    tier_statement_id: str | None


@table(
    "assessment_results",
    vi="Kết quả chung của từng đơn vị kèm tên, tỉnh và nguồn; để tra cứu nhanh.",
    en="Total result of each unit with its name, province and source; the place to start.",
    is_view=True,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentResult:
    """One row an assessment and agency with a total score, rank or tier, the tier printed or deduced."""

    assessment_id: str
    province_id: str
    province: str
    year: int
    period: str
    index_id: str
    block: str
    agency_id: str
    agency: str
    agency_type: str | None
    score: Annotated[Decimal | None, Narrowed(vi="Tổng điểm được công bố", en="Printed total score")]
    max_score: Decimal | None
    pct_of_max: Decimal | None
    printed_rank: int | None
    rank_competition: int | None
    rank_low: int | None
    rank_high: int | None
    n_units: int | None
    is_complete: bool
    printed_tier: str | None
    recomputed_tier: str | None
    tier_basis: str | None
    source_id: str
    document_kind: str
    document_number: str | None
    about: str | None
