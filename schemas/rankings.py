"""Ranks and tiers, printed and recomputed."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import TIER_BASES


class Rankings(TableModel, key=("assessment_id", "agency_id", "criterion_id")):
    """One row an assessment, agency and criterion with any printed score, rank or tier."""

    assessment_id: Cell = column(references="assessments.assessment_id")
    agency_id: Cell = column(references="agencies.agency_id")
    criterion_id: Cell = column(references="criteria.criterion_id")
    score: Cell = column(nullable=True)
    printed_rank: Cell = column(nullable=True)
    rank_competition: Cell = column(nullable=True)
    rank_dense: Cell = column(nullable=True)
    rank_modified: Cell = column(nullable=True)
    rank_fractional: Cell = column(nullable=True)
    rank_low: Cell = column(nullable=True)
    rank_high: Cell = column(nullable=True)
    printed_tier: Cell = column(
        nullable=True,
        vi="Mức được công bố; not_ranked: nguồn nêu là không xếp hạng",
        en="Printed tier; not_ranked: the source says the unit is not ranked",
    )
    recomputed_tier: Cell = column(
        nullable=True,
        vi="Mức tính lại theo ngưỡng được công bố; not_ranked: dưới mức thấp nhất",
        en="Tier recomputed from the printed bands; not_ranked: below the lowest band",
    )
    tier_basis: Cell = column(nullable=True, values=TIER_BASES)
    margin_to_cutoff: Cell = column(nullable=True)
    rank_statement_id: Cell = column(
        nullable=True,
        references="statements.statement_id",
        vi="Lần nêu thứ hạng được lấy, bằng số hoặc bằng lời (cuối bảng)",
        en="Statement of the rank that counts, in numbers or in words (last)",
    )
    tier_statement_id: Cell = column(
        nullable=True,
        references="statements.statement_id",
        vi="Lần nêu mức được lấy",
        en="Statement of the tier that counts",
    )


TABLE = Table.of(
    "rankings",
    Rankings,
    vi="Hạng và mức: được công bố và tính lại, mỗi thứ một cột; danh sách thiếu chỉ có khoảng hạng.",
    en="Ranks and tiers, printed and recomputed apart; an incomplete list has rank intervals only.",
)
