"""A table by columns, and what a column may mean."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.reading.tables.column_cells import Content, contents_of, segments_of, units_of
from pipeline.reading.tables.column_heads import (
    CHANGE,
    CONVERTED,
    MAXIMUM,
    RANK,
    SCORE,
    TIER,
    Heading,
    headings_of,
)
from pipeline.reading.tables.table import Table

NAME, PAIR, LABEL, YEAR = "name", "pair", "label", "year"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds: its kind, and of a result the criterion (None: the whole), the year, the scale.

    ``rank_first``: of the two numbers of a cell the first is the rank.
    """

    kind: str
    criterion: str | None = None
    year: int | None = None
    percent: bool = False
    rank_first: bool = True

    @property
    def measures(self) -> tuple[str, ...]:
        """What is stated of a unit by this: words of `schemas.values`."""
        score = "pct_of_max" if self.percent else "score"
        return {
            RANK: ("rank",),
            TIER: ("tier",),
            SCORE: (score,),
            CONVERTED: (score,),
            PAIR: ("rank", score),
            MAXIMUM: ("max_score",),
        }.get(self.kind, ())


@dataclass(frozen=True)
class Columns:
    """A table by columns: headings, contents, whose each is (the column of its names), groups of rows."""

    headings: Sequence[Heading]
    contents: Sequence[Content]
    owners: Sequence[int]
    segments: Sequence[Hashable]
    units: Sequence[Hashable]
    names: tuple[int, ...]
    year: int | None
    percent: bool

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.headings)

    @cached_property
    def is_long(self) -> bool:
        """True where rows are criteria or years: of one unit, or of several that have more than one row each."""
        return not self.names or len(set(self.units)) * 2 <= len(self.units)

    def year_of(self, column: int) -> int | None:
        """Return the year of a column, None for that of the table."""
        year = self.headings[column].year
        return None if year == self.year else year

    def in_percent(self, column: int) -> bool:
        """Return True for a column of percentages."""
        return self.percent or self.headings[column].percent or self.contents[column].in_percent


def columns_of(table: Table, owners: Sequence[int], mark: str, year: int | None, percent: bool) -> Columns:
    """Return a table by columns; ``year`` is that of the table, ``percent`` whether all of it is in percent."""
    headings = headings_of(table)
    own = _latest_year(headings) if year is None else year
    return Columns(
        headings,
        contents_of(table, mark),
        owners,
        segments_of(table),
        units_of(table),
        table.names,
        own,
        percent,
    )


def _latest_year(headings: Sequence[Heading]) -> int | None:
    """Return the year that columns without one are of too; None where one stands beside its like of that year."""
    told = {heading.year for heading in headings if heading.year is not None and heading.role != CHANGE}
    year = max(told, default=None)
    silent, dated = (
        {(heading.role, heading.criterion) for heading in headings if heading.year == one}
        for one in (None, year)
    )
    return None if silent & dated else year
