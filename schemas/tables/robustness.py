"""How firm the ranks of complete tables are, how rankings agree, and what other thresholds would say (METHOD 7, 3)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from schemas.table import Narrowed, table
from schemas.values import SUPPOSED_TIERS, WEIGHT_BASES, WEIGHT_RANGES

_RANK_VI = "Hạng theo tổng điểm các tiêu chí (1 2 2 4), mọi trọng số như công bố"
_RANK_EN = "Rank by the sum of the criteria (1 2 2 4), all weights as printed"


@table(
    "dominance",
    key=("assessment_id", "agency_id", "dominated_agency_id"),
    vi="Đơn vị không thua đơn vị kia ở tiêu chí nào: hơn dù trọng số thế nào.",
    en="Units that are behind another in no criterion: ahead of it whatever the weights.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Dominance:
    """One row a pair of units of a complete table; equal units dominate each other in neither direction."""

    assessment_id: str
    agency_id: str
    dominated_agency_id: str
    n_criteria: int
    n_better: int


@table(
    "rank_ranges",
    key=("assessment_id", "agency_id", "weight_range"),
    vi="Hạng tốt nhất và kém nhất của mỗi đơn vị khi trọng số thay đổi, kèm trọng số dẫn tới hạng đó.",
    en="Best and worst rank of each unit over a range of weights, with weights that lead to it.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RankRange:
    """One row a unit of a complete table and a range of weights."""

    assessment_id: str
    agency_id: str
    weight_range: Annotated[str, Narrowed(values=WEIGHT_RANGES)]
    rank_competition: Annotated[int, Narrowed(vi=_RANK_VI, en=_RANK_EN)]
    rank_best: int
    rank_worst: int
    range_basis: Annotated[str, Narrowed(values=WEIGHT_BASES)]
    best_weights: tuple[str, ...]
    worst_weights: tuple[str, ...]


@table(
    "drop_one_ranks",
    key=("criterion_id", "agency_id"),
    vi="Hạng của mỗi đơn vị khi bỏ một tiêu chí.",
    en="Ranks of the units with one criterion left out.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class DropOneRank:
    """One row a criterion of a complete table that is left out, and a unit."""

    assessment_id: str
    criterion_id: Annotated[str, Narrowed(vi="Tiêu chí bị bỏ", en="Criterion that is left out")]
    agency_id: str
    score: Annotated[Decimal, Narrowed(vi="Tổng điểm các tiêu chí còn lại", en="Sum of the others")]
    rank_competition: Annotated[int, Narrowed(vi=_RANK_VI, en=_RANK_EN)]
    rank_without: int


@table(
    "criterion_weights",
    key=("criterion_id",),
    vi="Trọng số danh nghĩa và trọng số thực tế của mỗi tiêu chí trong bảng đủ.",
    en="Nominal and effective weight of each criterion of a complete table.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionWeight:
    """One row a criterion of a complete table."""

    criterion_id: str
    assessment_id: str
    nominal_weight: Decimal | None
    effective_weight: Decimal | None
    n_units: int


@table(
    "rank_correlations",
    key=("criterion_id_a", "criterion_id_b"),
    vi="Hai cách xếp cùng những đơn vị giống nhau đến đâu; danh sách thiếu chỉ có cận.",
    en="How far two rankings of the same units agree; partial lists have bounds only.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RankCorrelation:
    """One row two rankings with two units or more in common: totals of two lists, or a criterion and its total."""

    criterion_id_a: str
    criterion_id_b: str
    assessment_id_a: str
    assessment_id_b: str
    n_common: int
    n_pairs: int
    n_concordant: int
    n_discordant: int
    n_tied: int
    n_unknown: int
    tau_b: Decimal | None
    rho: Decimal | None
    tau_low: Decimal
    tau_high: Decimal


@table(
    "band_exchange",
    key=("assessment_id", "agency_id", "bands_assessment_id"),
    vi="Giả định: phần trăm điểm tối đa của đơn vị đọc theo ngưỡng của một danh sách khác cùng chỉ số.",
    en="Counterfactual: a unit's percent of the maximum read under the bands of another list of the index.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class BandExchange:
    """One row a unit and a list whose bands it was never read under."""

    assessment_id: str
    agency_id: str
    bands_assessment_id: str
    pct_of_max: Decimal
    pct_basis: str
    recomputed_tier: str | None
    counterfactual_tier: str | None
    counterfactual_level: int | None
    status: Annotated[
        str,
        Narrowed(
            values=SUPPOSED_TIERS,
            vi="counterfactual: mức giả định, không văn bản nào công bố",
            en="counterfactual: no document says so",
        ),
    ]
