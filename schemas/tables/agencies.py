"""Provinces and the units that are ranked, with the time they existed and how the sources write them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from schemas.table import Narrowed, table


@table(
    "provinces",
    key=("province_id",),
    vi="Các tỉnh, thành phố và thời gian tồn tại.",
    en="Provinces and when they existed.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """One row a province: the 63 until 2025-07-01, the 34 since, and the country of the national lists."""

    province_id: str
    code: Annotated[
        str,
        Narrowed(
            vi="Mã hành chính chính thức; được dùng lại từ năm 2025",
            en="Official code; codes are used again from 2025",
        ),
    ]
    iso_3166_2: str | None
    name: str
    kind: Annotated[
        str,
        Narrowed(
            vi="Tỉnh, thành phố trực thuộc trung ương, hay cả nước",
            en="Province, centrally run city, or country",
        ),
    ]
    valid_from: date | None
    valid_to: date | None


@table(
    "successions",
    key=("old_id", "new_id"),
    vi="Tỉnh nào, cơ quan nào nối tiếp tỉnh nào, cơ quan nào. Cơ quan chỉ có dòng khi nguồn nêu tên cả hai "
    "và việc nối tiếp là chung cho các tỉnh; không có dòng là chưa rõ, hoặc không có cơ quan nối tiếp.",
    en="Which province or agency follows which. An agency has a row only where sources name both and all "
    "provinces did so; without a row the heir is not certain, or there is none.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """One row a link from a province or agency that ended to the one that follows it."""

    old_id: str
    new_id: str
    valid_from: Annotated[
        date,
        Narrowed(
            vi="Ngày có hiệu lực; với cơ quan là ngày chung của cả nước, từng tỉnh có thể chênh vài ngày",
            en="Date on which it took effect; for agencies that of the country, provinces may differ by days",
        ),
    ]
    kind: Annotated[
        str,
        Narrowed(
            vi="Giữ nguyên, đổi tên hay hợp nhất (có thể kèm chuyển bớt nhiệm vụ sang cơ quan khác)",
            en="Continued, renamed or merged (some tasks may have gone to other agencies)",
        ),
    ]


@table(
    "agencies",
    key=("agency_id",),
    vi="Các cơ quan, đơn vị được đánh giá và thời gian tồn tại.",
    en="Assessed agencies and when they existed.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """One row an agency; staged, a row an agency and source."""

    agency_id: str
    province_id: str
    name: Annotated[str, Narrowed(vi="Tên chuẩn", en="Canonical name")]
    block: Annotated[str, Narrowed(vi="Khối của chính cơ quan", en="The agency's own kind")]
    agency_type: str | None
    admin_code: str | None
    valid_from: date | None
    valid_to: date | None


@table(
    "agency_names",
    key=("agency_id", "source_id", "subject_text", "line"),
    vi="Tên cơ quan như viết trong từng nguồn, và cách nhận ra.",
    en="Names of agencies as printed in each source, and how they were recognised.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyName:
    """One row a printed name, line and agency; staged, a name may stand twice in a line."""

    agency_id: str
    source_id: str
    subject_text: str
    line: int
    match: str
    similarity: Decimal


@table(
    "unresolved_names",
    vi="Tên được công bố mà chưa nhận ra là cơ quan nào.",
    en="Printed names that no agency was found for, with the nearest known names.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class UnresolvedName:
    """One row a printed name that no agency was found for; staged and published alike."""

    source_id: str
    subject_text: str
    line: int
    candidates: tuple[str, ...]
