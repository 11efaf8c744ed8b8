"""What does not fit in the sources."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import CLAIM_UNITS, DISCREPANCY_KINDS, DISCREPANCY_STATES


class Discrepancies(TableModel, key=("discrepancy_id",)):
    """One row an error of a publication; claim and line are those of its first telling."""

    discrepancy_id: Cell = column()
    publication_id: Cell = column()
    source_id: Cell = column(references="sources.source_id")
    assessment_id: Cell = column(nullable=True, references="assessments.assessment_id")
    claim_id: Cell = column(references="claims.claim_id")
    kind: Cell = column(values=DISCREPANCY_KINDS)
    agency_id: Cell = column(nullable=True, references="agencies.agency_id")
    criterion_id: Cell = column(nullable=True, references="criteria.criterion_id")
    printed: Cell = column(nullable=True)
    recomputed: Cell = column(nullable=True)
    unit: Cell = column(values=CLAIM_UNITS)
    n_tellings: Cell = column(
        vi="Số chỗ nêu lỗi này, không kể bản nhập lại",
        en="Places that state this error, transcripts left out",
    )
    explanation: Cell = column()
    explanation_en: Cell = column()
    line: Cell = column(nullable=True)
    quote: Cell = column(nullable=True)
    status: Cell = column(values=DISCREPANCY_STATES)


TABLE = Table.of(
    "discrepancies",
    Discrepancies,
    vi="Những chỗ trong nguồn không khớp nhau.",
    en="Places where the sources do not fit.",
)
