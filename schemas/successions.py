"""Which province follows which."""

from schemas.table import Cell, Table, TableModel, column


class Successions(TableModel, key=("old_id", "new_id")):
    """One row a link from a province that ended to the one that follows it."""

    old_id: Cell = column(references="provinces.province_id")
    new_id: Cell = column(references="provinces.province_id")
    valid_from: Cell = column(vi="Ngày có hiệu lực", en="Date on which it took effect")
    kind: Cell = column(vi="Giữ nguyên hay hợp nhất", en="Continued or merged")


TABLE = Table.of(
    "successions",
    Successions,
    vi="Tỉnh nào nối tiếp tỉnh nào sau sắp xếp.",
    en="Which province follows which after the mergers.",
)
