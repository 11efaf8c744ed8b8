"""The units that are ranked."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import BLOCKS


class StagedAgencies(TableModel):
    """One row an agency and source; sources of one province name the same agencies."""

    agency_id: Cell = column()
    province_id: Cell = column(references="provinces.province_id")
    name: Cell = column(vi="Tên chuẩn", en="Canonical name")
    block: Cell = column(values=BLOCKS, vi="Khối của chính cơ quan", en="The agency's own kind")
    agency_type: Cell = column(nullable=True)
    admin_code: Cell = column(nullable=True)
    valid_from: Cell = column(nullable=True)
    valid_to: Cell = column(nullable=True)


class Agencies(StagedAgencies, key=("agency_id",)):
    """One row an agency."""


STAGED = Table.of(
    "agencies", StagedAgencies, vi="Các cơ quan mà nguồn nêu tên.", en="Agencies that the sources name."
)
TABLE = Table.of(
    "agencies",
    Agencies,
    vi="Các cơ quan, đơn vị được đánh giá và thời gian tồn tại.",
    en="Assessed agencies and when they existed.",
)
