"""All code lists in one table."""

from schemas.table import Cell, Table, TableModel, column


class CodeLists(TableModel, key=("list", "code")):
    """One row a code of a list."""

    list: Cell = column()
    code: Cell = column()
    name_vi: Cell = column()
    name_en: Cell = column(nullable=True)
    definition: Cell = column(nullable=True)


TABLE = Table.of(
    "code_lists",
    CodeLists,
    vi="Các danh mục: chỉ số, khối, loại cơ quan, loại tài liệu, mức, chiều chung, bậc so sánh.",
    en="Code lists: indices, blocks, agency types, kinds of documents, tiers, dimensions, comparison ladder.",
)
