"""Smallest groups of printed numbers that cannot all be true."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import CONFLICT_QUANTITIES, DEDUCTION_RULES


class ConflictSets(TableModel, key=("conflict_id",)):
    """One row a group; its facts are left out of the deductions."""

    conflict_id: Cell = column()
    assessment_id: Cell = column(references="assessments.assessment_id")
    agency_id: Cell = column(nullable=True, references="agencies.agency_id")
    criterion_id: Cell = column(nullable=True, references="criteria.criterion_id")
    quantity: Cell = column(values=CONFLICT_QUANTITIES)
    low: Cell = column(vi="Theo quy tắc phải từ giá trị này", en="By the rule it must be at least this")
    high: Cell = column(vi="… và không quá giá trị này", en="… and at most this")
    rule: Cell = column(values=DEDUCTION_RULES)
    statement_ids: Cell = column(
        vi="Các giá trị công bố và nhận định đã dùng, cách nhau dấu cách; nguồn#line=dòng với thang mức; "
        "danh sách#n_units với số đơn vị",
        en="Ids of the printed values and claims used, by spaces; source#line=n for bands, "
        "assessment#n_units for the number of units",
    )
    within_rounding: Cell = column()
    hypotheses: Cell = column(nullable=True)


TABLE = Table.of(
    "conflict_sets",
    ConflictSets,
    vi="Những nhóm nhỏ nhất các số công bố không thể cùng đúng.",
    en="Smallest groups of printed numbers that cannot all be true.",
)
