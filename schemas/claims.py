"""Checkable sentences."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import (
    BLOCKS,
    CLAIM_TYPES,
    CLAIM_UNITS,
    DIRECTIONS,
    RECOMPUTED_UNITS,
    VERDICTS,
    WORDINGS,
)


class StagedClaims(TableModel, key=("claim_id",)):
    """One row a checkable sentence, before it is judged."""

    claim_id: Cell = column()
    source_id: Cell = column(references="sources.source_id")
    province_id: Cell = column(references="provinces.province_id")
    year: Cell = column()
    index_id: Cell = column(nullable=True)
    block: Cell = column(nullable=True, values=BLOCKS)
    claim_type: Cell = column(values=CLAIM_TYPES)
    subject: Cell = column()
    criterion: Cell = column(nullable=True)
    tier: Cell = column(nullable=True, vi="Mức mà nhận định nói tới", en="Tier that the claim is about")
    printed_value: Cell = column(nullable=True)
    whole: Cell = column(nullable=True)
    unit: Cell = column(values=CLAIM_UNITS)
    direction: Cell = column(nullable=True, values=DIRECTIONS)
    wording: Cell = column(nullable=True, values=WORDINGS)
    n_listed: Cell = column(nullable=True)
    line: Cell = column()
    col_start: Cell = column()
    col_end: Cell = column()
    quote: Cell = column()


class Claims(StagedClaims):
    """The same with the assessment it is about and the verdict."""

    assessment_id: Cell = column(nullable=True, references="assessments.assessment_id")
    recomputed_value: Cell = column(nullable=True)
    recomputed_unit: Cell = column(nullable=True, values=RECOMPUTED_UNITS)
    low: Cell = column(nullable=True)
    high: Cell = column(nullable=True)
    verdict: Cell = column(nullable=True, values=VERDICTS)
    reading: Cell = column(nullable=True)
    explanation: Cell = column(nullable=True)
    explanation_en: Cell = column(nullable=True)
    discrepancy_id: Cell = column(nullable=True, references="discrepancies.discrepancy_id")


STAGED = Table.of("claims", StagedClaims, vi="Nhận định kiểm tra được.", en="Checkable sentences.")
TABLE = Table.of(
    "claims",
    Claims,
    vi="Nhận định trong báo cáo và kết quả kiểm tra bằng chính các giá trị được công bố.",
    en="Sentences of the reports that can be checked, and what the printed values say of them.",
)
