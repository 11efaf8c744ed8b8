"""What follows from the printed values, and which of them cannot all be true."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from schemas.table import Narrowed, table
from schemas.values import CONFLICT_QUANTITIES, DEDUCTION_STATUSES, QUANTITIES


@table(
    "deductions",
    key=("deduction_id",),
    vi="Giá trị hoặc khoảng suy ra chắc chắn từ các giá trị được công bố, kèm chứng minh.",
    en="Values and intervals that follow from the printed ones, with their proof.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """One row a value or an interval with its proof."""

    deduction_id: str
    assessment_id: str
    agency_id: str | None
    criterion_id: str | None
    quantity: Annotated[str, Narrowed(values=QUANTITIES)]
    low: Decimal | None
    high: Decimal | None
    tier: Annotated[str | None, Narrowed(vi="Mức suy ra", en="Tier that follows")]
    rounding_slack: Decimal | None
    status: Annotated[str, Narrowed(values=DEDUCTION_STATUSES)]
    holds_if: str | None
    rule: str
    inputs: tuple[str, ...]


@table(
    "conflict_sets",
    key=("conflict_id",),
    vi="Những nhóm nhỏ nhất các số công bố không thể cùng đúng.",
    en="Smallest groups of printed numbers that cannot all be true.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictSet:
    """One row a group; its facts are left out of the deductions."""

    conflict_id: str
    assessment_id: str
    agency_id: str | None
    criterion_id: str | None
    quantity: Annotated[str, Narrowed(values=CONFLICT_QUANTITIES)]
    low: Annotated[
        Decimal,
        Narrowed(vi="Theo quy tắc phải từ giá trị này", en="By the rule it must be at least this"),
    ]
    high: Annotated[Decimal, Narrowed(vi="… và không quá giá trị này", en="… and at most this")]
    rule: str
    inputs: tuple[str, ...]
    hypotheses: tuple[str, ...]
