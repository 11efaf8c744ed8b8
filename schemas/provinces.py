"""Provinces with the time they existed."""

from schemas.table import Cell, Table, TableModel, column


class Provinces(TableModel, key=("province_id",)):
    """One row a province: the 63 until 2025-07-01, the 34 since, and the country of the national lists."""

    province_id: Cell = column()
    code: Cell = column(
        vi="Mã hành chính chính thức; được dùng lại từ năm 2025",
        en="Official code; codes are used again from 2025",
    )
    slug: Cell = column()
    name: Cell = column()
    kind: Cell = column(
        vi="Tỉnh, thành phố trực thuộc trung ương, hay cả nước", en="Province, centrally run city, or country"
    )
    valid_from: Cell = column(nullable=True)
    valid_to: Cell = column(nullable=True)


TABLE = Table.of(
    "provinces",
    Provinces,
    vi="Các tỉnh, thành phố và thời gian tồn tại.",
    en="Provinces and when they existed.",
)
