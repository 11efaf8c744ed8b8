"""The contract of the dataset: its tables, and the Arrow tables and checks of rows that follow from them."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
import pandera.pandas as pa
import pyarrow as arrow

from schemas.ddl import comments, create_table, foreign_keys, generated_checks
from schemas.table import Column, Table, table_of
from schemas.tables.agencies import Agency, AgencyName, Province, Succession, UnresolvedName
from schemas.tables.assessments import (
    AssessedUnit,
    Assessment,
    Comparability,
    Criterion,
    ListedCriterion,
    StagedTierBand,
    TierBand,
    UnitState,
)
from schemas.tables.claims import (
    ClaimUnit,
    ClaimVerdict,
    Discrepancy,
    Doubt,
    JudgedClaim,
    LayoutClaim,
    StagedClaim,
)
from schemas.tables.deductions import ConflictSet, Deduction
from schemas.tables.documents import Correction, LedgerEntry, QuarantinedSource, Source, SourceLine, UnitEntry
from schemas.tables.editions import Code, Release
from schemas.tables.results import Ranking, Result, ResultBesideProvince, ResultNow, ResultThen, Score
from schemas.tables.robustness import (
    BandExchange,
    CriterionWeight,
    Dominance,
    DropOneRank,
    RankCorrelation,
    RankRange,
)
from schemas.tables.statements import Fact, Indicator, StagedStatement, Statement
from schemas.words import list_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = [
    "AUDITED",
    "PUBLISHED",
    "STAGED",
    "VIEWS",
    "Column",
    "ContractError",
    "Table",
    "comments",
    "create_table",
    "described_schema",
    "foreign_keys",
    "generated_checks",
    "table_of",
    "to_arrow",
    "validate",
]

PUBLISHED: tuple[Table, ...] = tuple(
    table_of(row)
    for row in (
        Source,
        Province,
        Succession,
        Agency,
        AgencyName,
        Assessment,
        AssessedUnit,
        Criterion,
        TierBand,
        Statement,
        Fact,
        Score,
        Ranking,
        Result,
        Deduction,
        ConflictSet,
        JudgedClaim,
        ClaimUnit,
        Discrepancy,
        Doubt,
        Indicator,
        Correction,
        Comparability,
        Dominance,
        RankRange,
        DropOneRank,
        CriterionWeight,
        RankCorrelation,
        BandExchange,
        LedgerEntry,
        UnitEntry,
        SourceLine,
        Code,
        QuarantinedSource,
        UnresolvedName,
        Release,
    )
)

VIEWS: tuple[Table, ...] = (table_of(ResultThen), table_of(ResultNow), table_of(ResultBesideProvince))

STAGED: tuple[Table, ...] = (
    table_of(Source),
    table_of(SourceLine),
    table_of(StagedStatement),
    table_of(StagedClaim),
    table_of(StagedTierBand),
    table_of(ListedCriterion),
    # several sources name one agency, and a source may name it several times in a line
    replace(table_of(Agency), primary_key=()),
    replace(table_of(AgencyName), primary_key=()),
    table_of(UnitState),
    table_of(Indicator),
    table_of(Correction),
    table_of(LedgerEntry),
    table_of(UnitEntry),
    table_of(UnresolvedName),
    # those of reading; the audit adds its own
    table_of(Doubt),
    table_of(QuarantinedSource),
)

# What the audit makes of the core tables; the first two are joined in the published claims.
AUDITED: tuple[Table, ...] = tuple(
    table_of(row)
    for row in (ClaimVerdict, LayoutClaim, ClaimUnit, Discrepancy, Doubt, Deduction, ConflictSet, RankRange)
)

_MOST_CASES = 5


class ContractError(ValueError):
    """Rows that do not hold to the contract; the message names table, column and values in one line."""


def to_arrow(table: Table, rows: "Sequence[DataclassInstance]") -> arrow.Table:
    """Return ``rows``, dataclasses with the columns of ``table`` as fields, as an Arrow table of exact types.

    Raises ContractError where a value does not fit its type.
    """
    arrays = []
    for column in table.columns:
        values = [getattr(row, column.name) for row in rows]
        try:
            arrays.append(arrow.array(values, column.arrow_type))
        except (arrow.ArrowInvalid, arrow.ArrowTypeError, OverflowError, UnicodeError) as error:
            cure = f"give {column.arrow_type} in the row, or change the column's type in schemas/columns.py"
            raise ContractError(f"{table.name}.{column.name}: {error}; {cure}") from error
    return arrow.Table.from_arrays(arrays, schema=_arrow_schema(table))


def validate(table: Table, rows: arrow.Table) -> None:
    """Hold an Arrow table against the model of ``table``; raises ContractError with the failing cases."""
    frame = rows.to_pandas(types_mapper=pd.ArrowDtype)
    try:
        _model(table).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        raise ContractError(f"{table.name}: {_cases(error.failure_cases)}") from error


@cache
def _model(table: Table) -> pa.DataFrameSchema:
    """Return the Pandera model of ``table``: exactly these columns, in this order, typed as Arrow."""
    columns = {
        column.name: pa.Column(
            pd.ArrowDtype(column.arrow_type),
            _checks(column),
            nullable=column.nullable,
        )
        for column in table.columns
    }
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=list(table.primary_key) or None)


def _checks(column: Column) -> list[pa.Check]:
    """Return what Pandera holds the values of ``column`` against."""
    allowed = [pa.Check.isin(column.allowed)] if column.allowed else []
    low = [pa.Check.ge(column.low)] if column.low is not None else []
    high = [pa.Check.le(column.high)] if column.high is not None else []
    return [*allowed, *low, *high]


def _arrow_schema(table: Table) -> arrow.Schema:
    """Return the Arrow schema of ``table``."""
    return arrow.schema([(column.name, column.arrow_type) for column in table.columns])


def described_schema(table: Table) -> arrow.Schema:
    """Return the Arrow schema of ``table``, in which table and columns carry their meaning in both languages."""
    fields = []
    for column in table.columns:
        told = {"description": column.description_en, "description_vi": column.description_vi}
        told |= {"unit": column.unit} if column.unit else {}
        listed = list_of(table.name, column.name)
        told |= {"code_list": listed} if listed else {}
        fields.append(arrow.field(column.name, column.arrow_type, metadata=told))
    return arrow.schema(fields, {"description": table.description_en, "description_vi": table.description_vi})


def _cases(cases: pd.DataFrame) -> str:
    """Return the first failing cases of a Pandera report in one line."""
    first = cases[["column", "failure_case", "check", "index"]].head(_MOST_CASES).itertuples(index=False)
    named = [f"{column} {_value(value)} fails {check} in row {row}" for column, value, check, row in first]
    more = f"; and {len(cases) - _MOST_CASES} more" if len(cases) > _MOST_CASES else ""
    return "; ".join(named) + more


def _value(value: object) -> str:
    """Return a failing value as printed."""
    return str(value) if isinstance(value, Decimal) else repr(value)
