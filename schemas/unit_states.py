"""Units that a source names as left out (staged only; published in assessed_units)."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import BLOCKS, UNIT_STATES


class UnitStates(TableModel):
    """One row a unit named as not assessed or not ranked."""

    source_id: Cell = column()
    province_id: Cell = column()
    year: Cell = column()
    index_id: Cell = column()
    block: Cell = column(values=BLOCKS)
    agency_id: Cell = column()
    status: Cell = column(values=UNIT_STATES)
    reason: Cell = column()
    line: Cell = column()


STAGED = Table.of("unit_states", UnitStates, vi="Đơn vị được nêu là để ngoài.", en="Units named as left out.")
