"""What a column name can be defined as: its kind, unit, words, codes and the table it points into."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

import pyarrow as arrow


class Kind(Enum):
    """A column type, as Python, DuckDB and Arrow spell it."""

    TEXT = (str, "VARCHAR", arrow.string())
    INTEGER = (int, "INTEGER", arrow.int32())
    DECIMAL = (Decimal, "DECIMAL(18,6)", arrow.decimal128(18, 6))
    HALVES = (Decimal, "DECIMAL(10,1)", arrow.decimal128(10, 1))
    DATE = (date, "DATE", arrow.date32())
    BOOLEAN = (bool, "BOOLEAN", arrow.bool_())
    LIST = (tuple, "VARCHAR[]", arrow.list_(arrow.string()))

    def __init__(self, python_type: type, duckdb_type: str, arrow_type: arrow.DataType) -> None:
        self.python_type = python_type
        self.duckdb_type = duckdb_type
        self.arrow_type = arrow_type


@dataclass(frozen=True, slots=True)
class Definition:
    """What one column name means everywhere.

    ``unit`` is None where the column counts or measures nothing, ``values`` are all that it may hold,
    ``references`` is the ``table.column`` where each of its values must stand, and ``low`` and ``high`` are the
    least and the greatest number.
    """

    kind: Kind
    vi: str
    en: str
    unit: str | None = None
    values: tuple[str, ...] = ()
    references: str | None = None
    low: int | None = None
    high: int | None = None


def text(vi: str, en: str, *, values: tuple[str, ...] = ()) -> Definition:
    """Define a column of text; ``values`` are all that it may hold, where they are few."""
    return Definition(Kind.TEXT, vi, en, values=values)


def link(vi: str, en: str, references: str) -> Definition:
    """Define a column of ids, each of which stands in the column ``references``, a ``table.column``."""
    return Definition(Kind.TEXT, vi, en, references=references)


def whole(vi: str, en: str, unit: str | None = None, *, low: int = 0, high: int | None = None) -> Definition:
    """Define a column of whole numbers, none below ``low`` or above ``high``."""
    return Definition(Kind.INTEGER, vi, en, unit, low=low, high=high)


def number(
    vi: str, en: str, unit: str | None = None, *, low: int | None = None, high: int | None = None
) -> Definition:
    """Define a column of decimal numbers, none below ``low`` or above ``high``."""
    return Definition(Kind.DECIMAL, vi, en, unit, low=low, high=high)


def day(vi: str, en: str) -> Definition:
    """Define a column of dates."""
    return Definition(Kind.DATE, vi, en)


def flag(vi: str, en: str) -> Definition:
    """Define a column of truth values."""
    return Definition(Kind.BOOLEAN, vi, en)


def texts(vi: str, en: str) -> Definition:
    """Define a column of lists of texts, empty where there is none."""
    return Definition(Kind.LIST, vi, en)
