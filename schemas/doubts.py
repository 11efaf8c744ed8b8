"""What two readings fit."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import DOUBT_KINDS


class Doubts(TableModel, key=("doubt_id",)):
    """One row a table, list or sentence that was set aside because another reading of it comes near."""

    doubt_id: Cell = column()
    source_id: Cell = column(references="sources.source_id")
    line: Cell = column()
    kind: Cell = column(
        values=DOUBT_KINDS,
        vi="Loại mâu thuẫn hoặc cách đọc khác",
        en="Kind of contradiction, or of other reading",
    )
    subject: Cell = column(
        vi="Bảng, danh sách hoặc đơn vị còn nghi vấn", en="The table, list or unit in doubt"
    )
    reading_a: Cell = column()
    reading_a_en: Cell = column()
    reading_b: Cell = column()
    reading_b_en: Cell = column()
    reason: Cell = column()
    reason_en: Cell = column()


TABLE = Table.of(
    "doubts",
    Doubts,
    vi="Những chỗ có hai cách đọc: không đưa vào số liệu, không quy lỗi cho nguồn.",
    en="What two readings fit: no statement is made of it, and no source is accused.",
)
