"""What the units got: scores, ranks and tiers, printed and recomputed apart."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from schemas.table import Narrowed, table
from schemas.values import RESULT_STATUSES, SCORE_STATUSES


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
    score_low: Decimal | None
    score_high: Decimal | None
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
    """One row a cell of ``scores``: ranks and tiers are NULL where nothing printed gives or bounds them."""

    assessment_id: str
    agency_id: str
    criterion_id: str
    score: Decimal | None
    printed_rank: int | None
    rank_publisher: Decimal | None
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
    tier_low: str | None
    tier_high: str | None
    tier_basis: str | None
    margin_to_cutoff: Decimal | None
    rank_statement_id: str | None
    tier_statement_id: str | None


@table(
    "results",
    key=("assessment_id", "agency_id", "criterion_id"),
    vi="Bảng rộng để tra cứu: điểm, hạng, mức của từng đơn vị theo từng tiêu chí, kèm tên, tài liệu và dòng.",
    en="The one wide table, the place to start: score, rank and tier of each unit on each criterion, with names, "
    "document and line.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One row a cell of ``scores``, with names and ids side by side and the place in its document."""

    assessment_id: str
    agency_id: str
    criterion_id: str
    province: str
    agency: str
    agency_type: str | None
    year: int
    index_id: str
    block: str
    criterion: str
    score: Annotated[Decimal | None, Narrowed(vi="Điểm, công bố hoặc suy ra", en="Score, printed or deduced")]
    score_low: Decimal | None
    score_high: Decimal | None
    max_score: Decimal | None
    pct_of_max: Decimal | None
    rank: int | None
    rank_publisher: Decimal | None
    rank_low: int | None
    rank_high: int | None
    n_units: int | None
    tier: Annotated[str | None, Narrowed(vi="Mức được công bố", en="Printed tier")]
    tier_low: str | None
    tier_high: str | None
    status: Annotated[
        str,
        Narrowed(
            values=RESULT_STATUSES,
            vi="printed: có số hoặc mức được công bố; deduced: suy ra một giá trị; bounded: chỉ có khoảng",
            en="printed: any of it is; deduced: one value follows; bounded: an interval follows",
        ),
    ]
    contested: bool
    document: str
    line: Annotated[
        int | None, Narrowed(vi="Dòng nêu điểm, hạng hoặc mức", en="Line of the score, rank or tier")
    ]
    url: str | None


@table(
    "as_then",
    vi="Kết quả theo tên và tỉnh vào lúc đánh giá, kèm thời gian tồn tại của đơn vị.",
    en="The results under the names of their time, with when each unit began and ended.",
    is_view=True,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ResultThen(Result):
    """One row a result."""

    valid_from: date | None
    valid_to: date | None


@table(
    "as_now",
    vi="Kết quả kèm đơn vị hiện nay nối tiếp; đơn vị đã kết thúc mà chưa rõ nối tiếp thì để trống.",
    en="The results beside the unit that follows today; empty where one ended without a sure heir.",
    is_view=True,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ResultNow(Result):
    """One row a result and unit that follows it; a result without an heir has one row."""

    agency_id_now: str | None
    agency_now: str | None
    province_now: str | None
    succession: str | None


@table(
    "beside_province",
    vi="Kết quả của từng đơn vị kèm kết quả của chính tỉnh trong bảng xếp hạng quốc gia cùng năm, cùng chỉ số.",
    en="The results beside what the province itself got in a national list of the same year and index; empty "
    "where no source has one.",
    is_view=True,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ResultBesideProvince(Result):
    """One row a result and national list; on scales of their own, never to be subtracted."""

    province_assessment_id: str | None
    province_score: Decimal | None
    province_rank: int | None
    province_n_units: int | None
