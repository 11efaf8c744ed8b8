"""Figures on the province's information technology."""

from schemas.table import Cell, Table, TableModel, column


class Indicators(TableModel):
    """One row a figure; staged and published alike. One name may be told several times."""

    source_id: Cell = column(references="sources.source_id")
    province_id: Cell = column(references="provinces.province_id")
    year: Cell = column()
    indicator_id: Cell = column()
    name: Cell = column(vi="Chỉ tiêu như nguyên văn", en="The figure as printed")
    value: Cell = column(vi="Giá trị", en="Value")
    unit: Cell = column()
    numerator: Cell = column(nullable=True)
    denominator: Cell = column(nullable=True)
    qualifier: Cell = column(nullable=True)
    line: Cell = column()
    quote: Cell = column()


TABLE = Table.of(
    "indicators",
    Indicators,
    vi="Số liệu về công nghệ thông tin của tỉnh, không phải điểm hay hạng.",
    en="Figures on the province's information technology that are neither score nor rank.",
)
