"""Printed tier bands."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import BAND_UNITS, BLOCKS


class StagedTierBands(TableModel):
    """One row a printed band; without block it holds for every block of the index."""

    source_id: Cell = column()
    province_id: Cell = column()
    year: Cell = column()
    index_id: Cell = column()
    block: Cell = column(nullable=True, values=BLOCKS)
    criterion: Cell = column()
    tier: Cell = column()
    level: Cell = column()
    min_score: Cell = column(nullable=True)
    min_inclusive: Cell = column()
    max_score: Cell = column(nullable=True, vi="Ngưỡng trên của mức", en="Upper bound of the band")
    unit: Cell = column(values=BAND_UNITS)
    line: Cell = column()


class TierBands(TableModel, key=("assessment_id", "criterion_id", "tier")):
    """One row a tier of a criterion of an assessment."""

    assessment_id: Cell = column(references="assessments.assessment_id")
    criterion_id: Cell = column(references="criteria.criterion_id")
    tier: Cell = column()
    level: Cell = column()
    min_score: Cell = column(nullable=True)
    min_inclusive: Cell = column()
    max_score: Cell = column(nullable=True, vi="Ngưỡng trên của mức", en="Upper bound of the band")
    unit: Cell = column(values=BAND_UNITS)
    line: Cell = column()
    source_id: Cell = column(references="sources.source_id")


STAGED = Table.of("tier_bands", StagedTierBands, vi="Ngưỡng xếp mức được công bố.", en="Printed tier bands.")
TABLE = Table.of(
    "tier_bands",
    TierBands,
    vi="Ngưỡng của các mức xếp loại, đúng như nguồn nêu.",
    en="Bands of the tiers, as printed and never guessed.",
)
