"""Which province or agency follows which."""

from schemas.table import Cell, Table, TableModel, column


class Successions(TableModel, key=("old_id", "new_id")):
    """One row a link from a province or agency that ended to the one that follows it."""

    old_id: Cell = column(
        vi="Mã tỉnh hoặc cơ quan đã kết thúc (provinces.province_id hoặc agencies.agency_id)",
        en="Id of the province or agency that ended (provinces.province_id or agencies.agency_id)",
    )
    new_id: Cell = column(
        vi="Mã tỉnh hoặc cơ quan nối tiếp, cùng bảng với mã cũ",
        en="Id of the province or agency that follows it, of the same table as the old one",
    )
    valid_from: Cell = column(
        vi="Ngày có hiệu lực; với cơ quan là ngày chung của cả nước, từng tỉnh có thể chênh vài ngày",
        en="Date on which it took effect; for agencies that of the country, provinces may differ by days",
    )
    kind: Cell = column(
        vi="Giữ nguyên, đổi tên hay hợp nhất (có thể kèm chuyển bớt nhiệm vụ sang cơ quan khác)",
        en="Continued, renamed or merged (some tasks may have gone to other agencies)",
    )


TABLE = Table.of(
    "successions",
    Successions,
    vi="Tỉnh nào, cơ quan nào nối tiếp tỉnh nào, cơ quan nào. Cơ quan chỉ có dòng khi nguồn nêu tên cả hai "
    "và việc nối tiếp là chung cho các tỉnh; không có dòng là chưa rõ, hoặc không có cơ quan nối tiếp.",
    en="Which province or agency follows which. An agency has a row only where sources name both and all "
    "provinces did so; without a row the heir is not certain, or there is none.",
)
