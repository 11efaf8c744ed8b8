"""Scores."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import MAXIMUM_BASES, MISSING_REASONS, SCORE_STATUSES


class Scores(TableModel, key=("assessment_id", "agency_id", "criterion_id")):
    """One row an assessment, agency and criterion; missing scores have a reason."""

    assessment_id: Cell = column(references="assessments.assessment_id")
    agency_id: Cell = column(references="agencies.agency_id")
    criterion_id: Cell = column(references="criteria.criterion_id")
    score: Cell = column(nullable=True)
    pct_of_max: Cell = column(nullable=True)
    pct_basis: Cell = column(
        nullable=True,
        values=MAXIMUM_BASES,
        vi="Căn cứ của điểm tối đa đã dùng; printed: tối đa hoặc chính phần trăm được công bố",
        en="Basis of the maximum used; printed: the maximum, or the percent itself, is printed",
    )
    status: Cell = column(values=SCORE_STATUSES)
    missing_reason: Cell = column(nullable=True, values=MISSING_REASONS)
    statement_id: Cell = column(nullable=True, references="statements.statement_id")


TABLE = Table.of(
    "scores",
    Scores,
    vi="Điểm của từng đơn vị theo từng tiêu chí; ô thiếu có lý do, không ước lượng.",
    en="Score of each unit on each criterion; a missing one has its reason, none is imputed.",
)
