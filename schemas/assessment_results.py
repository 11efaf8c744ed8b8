"""The analyst's view: results with names."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import BLOCKS


class AssessmentResults(TableModel):
    """One row an assessment and agency with a total score, rank or tier."""

    assessment_id: Cell = column()
    province_id: Cell = column()
    province: Cell = column()
    year: Cell = column()
    period: Cell = column()
    index_id: Cell = column()
    block: Cell = column(values=BLOCKS)
    agency_id: Cell = column()
    agency: Cell = column()
    agency_type: Cell = column(nullable=True)
    score: Cell = column(nullable=True, vi="Tổng điểm được công bố", en="Printed total score")
    max_score: Cell = column(nullable=True)
    pct_of_max: Cell = column(nullable=True)
    printed_rank: Cell = column(nullable=True)
    rank_competition: Cell = column(nullable=True)
    rank_low: Cell = column(nullable=True)
    rank_high: Cell = column(nullable=True)
    n_units: Cell = column(nullable=True)
    is_complete: Cell = column()
    printed_tier: Cell = column(nullable=True)
    recomputed_tier: Cell = column(nullable=True)
    source_id: Cell = column()
    document_kind: Cell = column()
    document_number: Cell = column(nullable=True)
    about: Cell = column(nullable=True)


TABLE = Table.of(
    "assessment_results",
    AssessmentResults,
    vi="Kết quả chung của từng đơn vị kèm tên, tỉnh và nguồn; để tra cứu nhanh.",
    en="Total result of each unit with its name, province and source; the place to start.",
    is_view=True,
)
