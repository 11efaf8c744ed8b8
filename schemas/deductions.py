"""What follows from the printed values."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import DEDUCTION_RULES, DEDUCTION_STATUSES, QUANTITIES


class Deductions(TableModel, key=("deduction_id",)):
    """One row a value or an interval with its proof."""

    deduction_id: Cell = column()
    assessment_id: Cell = column(references="assessments.assessment_id")
    agency_id: Cell = column(nullable=True, references="agencies.agency_id")
    criterion_id: Cell = column(nullable=True, references="criteria.criterion_id")
    quantity: Cell = column(values=QUANTITIES)
    low: Cell = column(nullable=True)
    high: Cell = column(nullable=True)
    tier: Cell = column(nullable=True, vi="Mức suy ra", en="Tier that follows")
    rounding_slack: Cell = column(nullable=True)
    status: Cell = column(values=DEDUCTION_STATUSES)
    rule: Cell = column(values=DEDUCTION_RULES)
    statement_ids: Cell = column(
        vi="Các giá trị công bố và nhận định đã dùng, cách nhau dấu cách; nguồn#line=dòng với thang mức; "
        "danh sách#n_units với số đơn vị",
        en="Ids of the printed values and claims used, by spaces; source#line=n for bands, "
        "assessment#n_units for the number of units",
    )


TABLE = Table.of(
    "deductions",
    Deductions,
    vi="Giá trị hoặc khoảng suy ra chắc chắn từ các giá trị được công bố, kèm chứng minh.",
    en="Values and intervals that follow from the printed ones, with their proof.",
)
