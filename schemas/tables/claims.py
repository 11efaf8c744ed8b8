"""What the sources say of their own numbers, what the audit makes of it, and what stays in doubt."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from schemas.claim_types import DISCREPANCIES, TYPES
from schemas.table import Narrowed, table
from schemas.values import CLAIM_UNITS, DISCREPANCY_STATES, READING_DOUBTS

# Contradictions of a type of claim, values printed twice, and readings that come near.
_DOUBT_KINDS = (*TYPES, "told_differently", "other_reading", "transcript", *READING_DOUBTS)

# The types of claims on how far apart two values are.
_DIFFERENCES = ("rank_change", "gap")


@table("claims", key=("claim_id",), vi="Nhận định kiểm tra được.", en="Checkable sentences.")
@dataclass(frozen=True, slots=True, kw_only=True)
class StagedClaim:
    """One row a checkable sentence, before it is judged."""

    claim_id: str
    source_id: str
    province_id: str
    year: int
    index_id: str | None
    block: str | None
    claim_type: str
    subject: str
    criterion: str | None
    tier: Annotated[str | None, Narrowed(vi="Mức mà nhận định nói tới", en="Tier that the claim is about")]
    printed_value: Decimal | None
    whole: Decimal | None
    unit: Annotated[str, Narrowed(values=CLAIM_UNITS)]
    direction: str | None
    wording: str | None
    n_listed: int | None
    mark_low: Decimal | None
    mark_high: Decimal | None
    mark_unit: str | None
    named_units: tuple[str, ...]
    line: int
    col_start: int
    col_end: int
    quote: str


@table("layout_claims", vi="Điều mà chính cách trình bày nêu.", en="What the layout itself claims.")
@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutClaim(StagedClaim):
    """The same with the assessment it is about: a total over its parts, a rank next to a score."""

    assessment_id: str | None


# without slots: a claim has two bases
@table("verdicts", vi="Kết quả kiểm tra từng nhận định.", en="What the audit says of each claim.")
@dataclass(frozen=True, kw_only=True)
class ClaimVerdict:
    """The columns of a claim that the audit decides."""

    claim_id: str
    criterion_id: str | None
    recomputed_value: Decimal | None
    recomputed_unit: str | None
    low: Decimal | None
    high: Decimal | None
    verdict: str | None
    reading: str | None
    explanation: str | None
    explanation_en: str | None
    discrepancy_id: str | None
    compared_assessment_id: str | None


@table(
    "claims",
    key=("claim_id",),
    vi="Nhận định trong báo cáo và kết quả kiểm tra bằng chính các giá trị được công bố.",
    en="Sentences of the reports that can be checked, and what the printed values say of them.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClaim(ClaimVerdict, LayoutClaim):
    """A claim or what the layout claims, with the verdict."""

    @property
    def is_position(self) -> bool:
        """Whether its ranks are positions in a list and no difference of positions."""
        return self.claim_type not in _DIFFERENCES


@table(
    "claim_units",
    key=("claim_id", "agency_id"),
    vi="Đơn vị mà từng nhận định nói tới.",
    en="The units that each claim speaks of.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimUnit:
    """One row a claim and a unit that its words, or the figure it is about, name."""

    claim_id: str
    agency_id: str


@table(
    "discrepancies",
    key=("discrepancy_id",),
    vi="Những chỗ trong nguồn không khớp nhau.",
    en="Places where the sources do not fit.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """One row an error of a publication; claim and line are those of its first statement."""

    discrepancy_id: str
    publication_id: str
    source_id: str
    assessment_id: str | None
    claim_id: str
    kind: Annotated[str, Narrowed(values=tuple(DISCREPANCIES))]
    agency_id: str | None
    criterion_id: str | None
    printed: str | None
    recomputed: str | None
    unit: Annotated[str, Narrowed(values=CLAIM_UNITS)]
    weight: str
    n_tellings: Annotated[
        int,
        Narrowed(
            vi="Số chỗ nêu lỗi này, không kể bản nhập lại",
            en="Places that state this error, transcripts left out",
        ),
    ]
    explanation: str
    explanation_en: str
    line: int | None
    quote: str | None
    status: Annotated[str, Narrowed(values=DISCREPANCY_STATES)]


@table(
    "doubts",
    key=("doubt_id",),
    vi="Những chỗ có hai cách đọc: không đưa vào số liệu, không quy lỗi cho nguồn.",
    en="What two readings fit: no statement is made of it, and no source is accused.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One row a table, list or sentence that was set aside because another reading of it comes near."""

    doubt_id: str
    source_id: str
    line: int
    kind: Annotated[
        str,
        Narrowed(
            values=_DOUBT_KINDS,
            vi="Loại mâu thuẫn hoặc cách đọc khác",
            en="Kind of contradiction, or of other reading",
        ),
    ]
    subject: Annotated[
        str,
        Narrowed(vi="Bảng, danh sách hoặc đơn vị còn nghi vấn", en="The table, list or unit in doubt"),
    ]
    reading_a: str
    reading_a_en: str
    reading_b: str
    reading_b_en: str
    reason: str
    reason_en: str
