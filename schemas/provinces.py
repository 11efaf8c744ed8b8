"""Provinces with the time they existed."""

from schemas.table import Cell, Table, TableModel, column


class Provinces(TableModel, key=("province_id",)):
    """One row a province: the 63 until 2025-07-01 and the 34 since."""

    province_id: Cell = column()
    code: Cell = column(
        vi="Mã hành chính chính thức; được dùng lại từ năm 2025",
        en="Official code; codes are used again from 2025",
    )
    slug: Cell = column()
    name: Cell = column()
    kind: Cell = column(vi="Tỉnh hay thành phố trực thuộc trung ương", en="Province or centrally run city")
    valid_from: Cell = column(nullable=True)
    valid_to: Cell = column(nullable=True)


TABLE = Table.of(
    "provinces",
    Provinces,
    vi="Các tỉnh, thành phố và thời gian tồn tại.",
    en="Provinces and when they existed.",
)
