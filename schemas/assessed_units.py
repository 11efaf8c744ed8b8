"""Who was assessed, and who was left out."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import UNIT_STATUSES


class AssessedUnits(TableModel, key=("assessment_id", "agency_id")):
    """One row an assessment and agency."""

    assessment_id: Cell = column(references="assessments.assessment_id")
    agency_id: Cell = column(references="agencies.agency_id")
    status: Cell = column(
        values=UNIT_STATUSES,
        vi="ranked: có trong xếp hạng chung; not_ranked, không có lý do: dưới mức thấp nhất; "
        "not_quoted: chỉ được nêu ở tiêu chí",
        en="ranked: stated in the total ranking; not_ranked without a reason: below the lowest band; "
        "not_quoted: named for a criterion only",
    )
    reason: Cell = column(nullable=True, vi="Lý do như nguyên văn", en="Reason as printed")


TABLE = Table.of(
    "assessed_units",
    AssessedUnits,
    vi="Đơn vị nào được đánh giá, đơn vị nào bị để ngoài và vì sao.",
    en="Which units were assessed, which were left out, and why.",
)
