"""What the units are scored on."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import DIMENSION_LINKS, MAXIMUM_BASES, RANK_SCHEMES


class Criteria(TableModel, key=("criterion_id",)):
    """One row a criterion of an assessment; the total is one of them."""

    criterion_id: Cell = column()
    assessment_id: Cell = column(references="assessments.assessment_id")
    name: Cell = column(vi="Tên tiêu chí; total là tổng điểm", en="Name of the criterion; total: the total")
    parent_criterion_id: Cell = column(nullable=True, references="criteria.criterion_id")
    position: Cell = column()
    max_score: Cell = column(nullable=True)
    max_score_basis: Cell = column(nullable=True, values=MAXIMUM_BASES)
    dimension_id: Cell = column(nullable=True)
    dimension_link: Cell = column(values=DIMENSION_LINKS)
    rank_scheme: Cell = column(nullable=True, values=RANK_SCHEMES)
    n_odd_ranks: Cell = column(nullable=True)


TABLE = Table.of(
    "criteria",
    Criteria,
    vi="Các tiêu chí của từng kỳ đánh giá, điểm tối đa và chiều chung tương ứng.",
    en="Criteria of each assessment, their maxima and the dimension they map to.",
)
