"""Ranking lists."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import BLOCKS, MAXIMUM_BASES, RANK_SCHEMES, RANKED_BY, UNIT_COUNT_BASES


class Assessments(TableModel, key=("assessment_id",)):
    """One row a list that ranks the units of one block on one index in one period."""

    assessment_id: Cell = column()
    source_id: Cell = column(
        references="sources.source_id",
        vi="Nguồn của danh sách; với năm trước là nguồn nhắc lại",
        en="Source of the list; for an earlier year the source that reports it",
    )
    province_id: Cell = column(references="provinces.province_id")
    year: Cell = column()
    period: Cell = column()
    index_id: Cell = column()
    block: Cell = column(values=BLOCKS)
    n_units: Cell = column(nullable=True)
    n_units_basis: Cell = column(
        nullable=True,
        values=UNIT_COUNT_BASES,
        vi="listed: đếm danh sách đủ; printed: số đã nêu; tier_counts: cộng các mức",
        en="listed: counted in a full list; printed; tier_counts: tiers added",
    )
    n_quoted: Cell = column()
    n_named: Cell = column()
    n_unnamed: Cell = column(nullable=True)
    max_score: Cell = column(nullable=True)
    max_score_basis: Cell = column(
        nullable=True,
        values=MAXIMUM_BASES,
        vi="implied: số nguyên duy nhất hợp mọi cặp điểm và phần trăm đã nêu; implied_once: chỉ một cặp",
        en="implied: the only whole number that every pair of score and percent allows; _once: one pair",
    )
    ranked_by: Cell = column(nullable=True, values=RANKED_BY)
    rank_scheme: Cell = column(nullable=True, values=RANK_SCHEMES)
    n_odd_ranks: Cell = column(nullable=True)
    is_complete: Cell = column()


TABLE = Table.of(
    "assessments",
    Assessments,
    vi="Các danh sách xếp hạng: tỉnh, kỳ, chỉ số, khối, số đơn vị, cách xếp.",
    en="Ranking lists: province, period, index, block, number of units, way of ranking.",
)
