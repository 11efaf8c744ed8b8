"""Sources that could not be read."""

from schemas.table import Cell, Table, TableModel, column


class Quarantine(TableModel):
    """One row a source that was set aside; staged and published alike."""

    path: Cell = column()
    place: Cell = column()
    reason: Cell = column(vi="Vì sao không đọc được", en="Why it could not be read")
    cure: Cell = column()


TABLE = Table.of(
    "quarantine",
    Quarantine,
    vi="Nguồn không đọc được: ở đâu, vì sao, khắc phục thế nào.",
    en="Sources that could not be read: where, why, and what cures it.",
)
