"""Source documents, one row each."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import PUBLISH_TEXTS


class Sources(TableModel, key=("source_id",)):
    """One row a source document that was read; staged and published alike."""

    source_id: Cell = column()
    publication_id: Cell = column()
    province_id: Cell = column(references="provinces.province_id")
    year: Cell = column()
    period: Cell = column()
    title: Cell = column()
    document_number: Cell = column(nullable=True)
    document_type: Cell = column()
    issuer: Cell = column()
    decided_on: Cell = column(nullable=True)
    published_on: Cell = column(nullable=True)
    publisher: Cell = column(nullable=True)
    criteria_document: Cell = column(nullable=True)
    licence: Cell = column()
    publish_text: Cell = column(
        values=PUBLISH_TEXTS,
        vi="full: đăng cả văn bản; quotes: chỉ các dòng được trích",
        en="full: the whole text is republished; quotes: only quoted lines",
    )
    path: Cell = column()
    media_type: Cell = column()
    sha256: Cell = column()
    n_numbers: Cell = column()
    n_unaccounted: Cell = column()
    n_by_hand: Cell = column()
    recognised: Cell = column()
    state: Cell = column(
        vi="stale: nguồn hiện không đọc được, các dòng là của lần đọc tốt cuối cùng",
        en="stale: the source cannot be read now and its rows are of the last good reading",
    )


TABLE = Table.of(
    "sources",
    Sources,
    vi="Tài liệu nguồn: ai ban hành, khi nào, và bao nhiêu con số đã được xếp chỗ.",
    en="Source documents: who issued them, when, and how many of their numbers are accounted for.",
)
