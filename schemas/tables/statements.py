"""What is printed: values of units, the facts they state, and figures that are neither score nor rank."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from schemas.table import Narrowed, table
from schemas.values import STATEMENT_UNITS


@table("statements", key=("statement_id",), vi="Giá trị được công bố.", en="Printed values.")
@dataclass(frozen=True, slots=True, kw_only=True)
class StagedStatement:
    """One row a printed value of a named unit, or a printed maximum; printed again is a row again."""

    statement_id: str
    source_id: str
    province_id: str
    year: Annotated[int, Narrowed(vi="Năm mà giá trị thuộc về", en="Year that the value belongs to")]
    index_id: str
    block: str
    agency_id: str | None
    agency: str | None
    subject_text: str | None
    criterion: str
    measure: str
    value: Decimal | None
    tier: str | None
    value_text: str
    decimals: int | None
    unit: Annotated[str, Narrowed(values=STATEMENT_UNITS)]
    origin: str
    locator: str
    line: int
    col_start: int
    col_end: int
    quote: str
    repair: str | None


@table("statements", key=("statement_id",), vi="Giá trị và ô của nó.", en="Printed values and their cells.")
@dataclass(frozen=True, slots=True, kw_only=True)
class ListedStatement(StagedStatement):
    """The same with the assessment and the criterion that the value belongs to."""

    assessment_id: str | None
    criterion_id: str | None
    is_counted: bool


@table(
    "statements",
    key=("statement_id",),
    vi="Mọi giá trị được công bố: của đơn vị nào, ở đâu, nguyên văn ra sao.",
    en="Every printed value: of which unit, where it stands, and its very words.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(ListedStatement):
    """The same with how sure it is."""

    certainty: str


@table(
    "facts",
    key=("fact_id",),
    vi="Mỗi giá trị của một ấn phẩm một dòng, dù được công bố nhiều lần hay trong nhiều bản sao.",
    en="One row a value of a publication, however often and in however many copies it is printed.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row a fact of a publication; its copies and its own repetitions state the same fact."""

    fact_id: str
    publication_id: str
    assessment_id: str
    criterion_id: str | None
    agency_id: str | None
    block: str
    measure: str
    value: Decimal | None
    tier: str | None
    n_tellings: int
    n_sources: int
    statement_ids: tuple[str, ...]
    locators: tuple[str, ...]


@table(
    "indicators",
    vi="Số liệu về công nghệ thông tin của tỉnh, không phải điểm hay hạng.",
    en="Figures on the province's information technology that are neither score nor rank.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row a figure; staged and published alike. One name may be printed several times."""

    source_id: str
    province_id: str
    year: int
    indicator_id: str
    name: Annotated[str, Narrowed(vi="Chỉ tiêu như nguyên văn", en="The figure as printed")]
    value: Annotated[Decimal, Narrowed(vi="Giá trị", en="Value")]
    unit: str
    numerator: int | None
    denominator: int | None
    qualifier: str | None
    line: int
    quote: str
