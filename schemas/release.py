"""The release itself."""

from schemas.table import Cell, Table, TableModel, column


class Release(TableModel, key=("release_id",)):
    """One row: this release."""

    release_id: Cell = column()
    licence: Cell = column(vi="Giấy phép của bộ dữ liệu", en="Licence of the dataset")
    cite_as: Cell = column()


TABLE = Table.of(
    "release",
    Release,
    vi="Mã, giấy phép và cách trích dẫn của bản phát hành này.",
    en="Id, licence and citation of this release.",
)
