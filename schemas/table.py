"""How a table is declared: a frozen dataclass is its row, and all else that describes it follows from that.

The annotations are plain Python types; ``| None`` says that a value may be missing. Kind, unit, words, codes
and reference of a column are those of its name in ``columns.py``; ``Annotated[..., Narrowed(...)]`` says where
the name means something narrower in this table.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

import pyarrow as arrow

from schemas.columns import COLUMNS

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one table, everything stated.

    ``foreign_key`` is ``table.column`` or None; ``low`` and ``high`` are the least and the greatest number.
    """

    name: str
    duckdb_type: str
    arrow_type: arrow.DataType
    nullable: bool
    unit: str | None
    description_vi: str
    description_en: str
    allowed: tuple[str, ...]
    foreign_key: str | None
    low: int | None
    high: int | None

    @property
    def comment_en(self) -> str:
        """What it says in English, with its unit."""
        return f"{self.description_en} ({self.unit})" if self.unit else self.description_en


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view of the dataset. ``primary_key`` is empty where rows may repeat."""

    name: str
    row: "type[DataclassInstance]"
    description_vi: str
    description_en: str
    primary_key: tuple[str, ...]
    columns: tuple[Column, ...]
    is_view: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """The words and the codes of a column in one table; None and empty where they are as in general."""

    vi: str | None = None
    en: str | None = None
    values: tuple[str, ...] = ()


_TABLES: dict[type, Table] = {}


def table(
    name: str, *, vi: str, en: str, key: tuple[str, ...] = (), is_view: bool = False
) -> Callable[[type[Row]], type[Row]]:
    """Declare that the decorated dataclass is the row of the table ``name``.

    ``key`` tells a row from all others. The columns of the key come first, the others as declared.
    """

    def declare(row: type[Row]) -> type[Row]:
        hints = get_type_hints(row, include_extras=True)
        names = [*key, *(field.name for field in fields(row) if field.name not in key)]
        columns = tuple(_column(name, column, hints[column]) for column in names)
        _TABLES[row] = Table(name, row, vi, en, key, columns, is_view)
        return row

    return declare


def table_of(row: "type[DataclassInstance]") -> Table:
    """Return the table that ``row``, or the class it extends, was declared to be a row of."""
    return next(_TABLES[base] for base in row.__mro__ if base in _TABLES)


def values_of(row: "DataclassInstance") -> dict[str, Any]:
    """Return the values of ``row`` by field, as they are."""
    return {field.name: getattr(row, field.name) for field in fields(row)}


def _column(table_name: str, name: str, hint: Any) -> Column:
    """Join what the annotation says of a column with what its name means everywhere."""
    own = next(
        (extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, Narrowed)), Narrowed()
    )
    plain = hint.__origin__ if hasattr(hint, "__metadata__") else hint
    options = {get_origin(plain)} if get_origin(plain) is tuple else set(get_args(plain)) or {plain}
    meaning = COLUMNS[name]
    if options - {NoneType} != {meaning.kind.python_type}:
        raise TypeError(
            f"{table_name}.{name} is annotated {plain}; schemas/columns.py says {meaning.kind.name}"
        )
    is_itself = meaning.references == f"{table_name}.{name}"
    return Column(
        name=name,
        duckdb_type=meaning.kind.duckdb_type,
        arrow_type=meaning.kind.arrow_type,
        nullable=NoneType in options,
        unit=meaning.unit,
        description_vi=own.vi or meaning.vi,
        description_en=own.en or meaning.en,
        allowed=own.values or meaning.values,
        foreign_key=None if is_itself else meaning.references,
        low=meaning.low,
        high=meaning.high,
    )
