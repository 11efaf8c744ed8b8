"""Which assessments may be compared."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import LADDER_STEPS


class Comparability(TableModel, key=("assessment_id_a", "assessment_id_b")):
    """One row an unordered pair of assessments, the lesser id first."""

    assessment_id_a: Cell = column(references="assessments.assessment_id")
    assessment_id_b: Cell = column(references="assessments.assessment_id")
    step: Cell = column(values=LADDER_STEPS)
    reason: Cell = column(vi="Lý do, tiếng Việt", en="Reason, in Vietnamese")
    reason_en: Cell = column()


TABLE = Table.of(
    "comparability",
    Comparability,
    vi="Cặp kỳ đánh giá nào so sánh được, đến bậc nào và vì sao.",
    en="Which pairs of assessments may be compared, how far, and why.",
)
