"""Repairs of sources."""

from schemas.table import Cell, Table, TableModel, column


class Corrections(TableModel):
    """One row a repair of a name, a letter or a column; staged and published alike."""

    source_id: Cell = column(references="sources.source_id")
    locator: Cell = column()
    before: Cell = column()
    after: Cell = column()
    reason: Cell = column(vi="Vì sao sửa", en="Why it was repaired")
    applied: Cell = column()


TABLE = Table.of(
    "corrections",
    Corrections,
    vi="Chỗ đã sửa trong nguồn: tên, chữ hoặc cột, không bao giờ là con số được công bố.",
    en="Repairs of the sources: a name, a letter or a column, never a printed number.",
)
