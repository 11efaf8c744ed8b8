"""Source documents, one row each."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import DOCUMENT_KINDS, PUBLISH_TEXTS

# The kinds of documents that tell of another and are not it.
ARTICLES = ("portal_article", "press")
# The kind of document that is our copy of another.
TRANSCRIPT = "transcript"


class Sources(TableModel, key=("source_id",)):
    """One row a source document that was read; staged and published alike."""

    source_id: Cell = column()
    publication_id: Cell = column()
    province_id: Cell = column(references="provinces.province_id")
    year: Cell = column()
    period: Cell = column()
    title: Cell = column()
    document_number: Cell = column(nullable=True)
    document_kind: Cell = column(
        values=DOCUMENT_KINDS,
        vi="portal_article, press: bài viết về kết quả, không phải văn bản; transcript: bản chúng tôi gõ lại",
        en="portal_article, press: an article that reports the results; transcript: typed by us",
    )
    about: Cell = column(nullable=True)
    issuer: Cell = column()
    decided_on: Cell = column(
        nullable=True,
        vi="Ngày quyết định; với bài viết: của văn bản mà bài nói tới",
        en="Date of the decision; of an article: of the document that it reports on",
    )
    published_on: Cell = column(nullable=True)
    publisher: Cell = column(nullable=True)
    url: Cell = column(nullable=True)
    retrieved_on: Cell = column(nullable=True)
    note: Cell = column(nullable=True)
    criteria_document: Cell = column(nullable=True)
    amends: Cell = column(nullable=True)
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
