"""How a table is described: a Pandera model whose columns draw type, unit and words from ``columns.py``."""

from dataclasses import dataclass
from inspect import get_annotations
from typing import Annotated, Any

import pandas as pd
import pandera.pandas as pa
import pyarrow as arrow

from schemas.columns import COLUMNS

# In a model a column is declared by its name alone; the type is that of the name in columns.py.
Cell = Any


class TableModel(pa.DataFrameModel):
    """Base of all models: exactly these columns, in this order, typed as Arrow."""

    class Config:
        """Pandera's settings."""

        strict = True
        ordered = True

    def __init_subclass__(cls, *, key: tuple[str, ...] = (), **kwargs: Any) -> None:
        """Give each declared column the type of its name; ``key`` tells a row from all others."""
        cls.__annotations__ = {
            name: Annotated[pd.ArrowDtype, COLUMNS[name].kind.arrow_type] for name in get_annotations(cls)
        }
        if key:
            cls.Config = type("Config", (cls.Config,), {"unique": list(key)})  # type: ignore[assignment, misc]
        super().__init_subclass__(**kwargs)  # type: ignore[no-untyped-call]


def column(
    *,
    nullable: bool = False,
    values: tuple[str, ...] = (),
    references: str | None = None,
    vi: str | None = None,
    en: str | None = None,
) -> Any:
    """Declare a column of a model.

    ``values`` are all that it may hold, ``references`` is the ``table.column`` where each value must stand,
    ``vi`` and ``en`` are what it says in this table where that is narrower than in general.
    """
    words = {"references": references, "vi": vi, "en": en}
    return pa.Field(nullable=nullable, isin=list(values) or None, metadata={"words": words, "values": values})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one table, everything told. ``foreign_key`` is ``table.column`` or None."""

    name: str
    duckdb_type: str
    arrow_type: arrow.DataType
    nullable: bool
    unit: str | None
    description_vi: str
    description_en: str
    allowed: tuple[str, ...]
    foreign_key: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view of the dataset. ``primary_key`` is empty where rows may repeat."""

    name: str
    model: type[TableModel]
    description_vi: str
    description_en: str
    primary_key: tuple[str, ...]
    columns: tuple[Column, ...]
    is_view: bool = False

    @classmethod
    def of(cls, name: str, model: type[TableModel], *, vi: str, en: str, is_view: bool = False) -> "Table":
        """Describe ``model`` as the table ``name``."""
        schema = model.to_schema()
        columns = tuple(_column(field, spec) for field, spec in schema.columns.items())
        return cls(name, model, vi, en, tuple(schema.unique or ()), columns, is_view)


def _column(name: str, spec: Any) -> Column:
    """Join what the model says of a column with what its name means everywhere."""
    meaning = COLUMNS[name]
    words = spec.metadata["words"]
    return Column(
        name,
        meaning.kind.duckdb_type,
        meaning.kind.arrow_type,
        bool(spec.nullable),
        meaning.unit,
        words["vi"] or meaning.vi,
        words["en"] or meaning.en,
        spec.metadata["values"],
        words["references"],
    )
