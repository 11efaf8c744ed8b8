"""Where every number of every source went."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import FATES


class NumberLedger(TableModel, key=("source_id", "line", "col_start")):
    """One row a number of a source; staged and published alike."""

    source_id: Cell = column(references="sources.source_id")
    line: Cell = column()
    col_start: Cell = column()
    col_end: Cell = column()
    token: Cell = column()
    fate: Cell = column(values=FATES)
    target_id: Cell = column(nullable=True)


TABLE = Table.of(
    "number_ledger",
    NumberLedger,
    vi="Sổ con số: mỗi con số trong nguồn đã được xếp vào đâu.",
    en="Number ledger: where every number of every source went.",
)
