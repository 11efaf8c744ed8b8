"""The source documents: what was read, what was repaired, and what could not be read."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from schemas.table import Narrowed, table
from schemas.values import UNIT_FATES

# The kinds of documents that report on another and are not it.
ARTICLES = ("portal_article", "press")
# The kind of document that is our copy of another.
TRANSCRIPT = "transcript"


@table(
    "sources",
    key=("source_id",),
    vi="Tài liệu nguồn: ai ban hành, khi nào, và bao nhiêu con số đã được xếp chỗ.",
    en="Source documents: who issued them, when, and how many of their numbers are accounted for.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One row a source document that was read; staged and published alike."""

    source_id: str
    publication_id: str
    province_id: str
    year: int
    period: str
    title: str
    document_number: str | None
    document_kind: Annotated[
        str,
        Narrowed(
            vi="portal_article, press: bài viết về kết quả, không phải văn bản; "
            "transcript: bản chúng tôi gõ lại",
            en="portal_article, press: an article that reports the results; transcript: typed by us",
        ),
    ]
    about: str | None
    issuer: str
    decided_on: date | None
    published_on: date | None
    publisher: str | None
    url: str | None
    retrieved_on: date | None
    note: str | None
    criteria_document: str | None
    parent_document: str | None
    amends: str | None
    licence: str
    publish_text: str
    path: str
    media_type: str
    sha256: str
    n_numbers: int
    n_unaccounted: int
    n_by_hand: int
    recognised: bool
    state: str
    stale_since: date | None
    stale_reason: str | None

    @property
    def day(self) -> date | None:
        """The day that it is known by: of the decision, or of publication."""
        return self.decided_on or self.published_on

    @property
    def number(self) -> str | None:
        """The number of the document that it is or reports on."""
        return self.document_number or self.about

    @property
    def is_article(self) -> bool:
        """Whether it reports on a document and is none itself."""
        return self.document_kind in ARTICLES

    @property
    def is_transcript(self) -> bool:
        """Whether it is our copy of a document and none itself."""
        return self.document_kind == TRANSCRIPT


@table(
    "source_lines",
    key=("source_id", "line"),
    vi="Các dòng của tài liệu nguồn; với bài báo chỉ các dòng được trích.",
    en="Lines of the sources; of press articles only the quoted ones.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One row a line of a source; staged and published alike."""

    source_id: str
    line: int
    text: str


@table(
    "number_ledger",
    key=("source_id", "line", "col_start"),
    vi="Sổ con số: mỗi con số trong nguồn đã được xếp vào đâu.",
    en="Number ledger: where every number of every source went.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One row a number of a source; staged and published alike."""

    source_id: str
    line: int
    col_start: int
    col_end: int
    token: str
    fate: str
    target_id: str | None


@table(
    "unit_ledger",
    key=("source_id", "line", "col_start"),
    vi="Sổ tên: mỗi tên cơ quan trong bảng hoặc trong câu nói về kết quả đã được xếp vào đâu.",
    en="Unit ledger: where every name of a unit went that stands in a table or in a sentence on results.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEntry:
    """One row a name of a unit where results are told; staged and published alike."""

    source_id: str
    line: int
    col_start: int
    col_end: int
    text: Annotated[str, Narrowed(vi="Tên như nguyên văn", en="The name as printed")]
    agency_id: Annotated[
        str | None,
        Narrowed(
            vi="Mã cơ quan; trống nếu bộ dữ liệu không có kết quả nào của cơ quan này",
            en="Agency id; empty where the dataset holds no result of this unit",
        ),
    ]
    fate: Annotated[
        str,
        Narrowed(
            vi="Tên ấy là gì: có kết quả, được đếm, được so sánh, nơi công bố, thành viên, địa điểm, chưa rõ",
            en="What the name is: has a result, is counted, compared, announces, judges, says where, unexplained",
            values=UNIT_FATES,
        ),
    ]


@table(
    "corrections",
    vi="Chỗ đã sửa trong nguồn: tên, chữ hoặc cột, không bao giờ là con số được công bố.",
    en="Repairs of the sources: a name, a letter or a column, never a printed number.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One row a repair of a name, a letter or a column; staged and published alike."""

    source_id: str
    locator: str
    before: str
    after: str
    reason: Annotated[str, Narrowed(vi="Vì sao sửa", en="Why it was repaired")]
    applied: bool


@table(
    "quarantine",
    vi="Nguồn không đọc được: ở đâu, vì sao, khắc phục thế nào.",
    en="Sources that could not be read: where, why, and what cures it.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinedSource:
    """One row a source that was set aside; staged and published alike."""

    path: str
    place: str
    reason: Annotated[str, Narrowed(vi="Vì sao không đọc được", en="Why it could not be read")]
    cure: str
    since: date | None
