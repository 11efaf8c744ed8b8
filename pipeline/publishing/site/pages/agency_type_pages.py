"""One type of agency over the provinces: a page for each index that ranks it, and one that leads to these.

Rows stand by province and year, never by a result: what the ladder allows is said once of all of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import duckdb

from pipeline.publishing.site.gate import LadderTold, read_ladder
from pipeline.publishing.site.national import NationalPlace, read_national_places
from pipeline.publishing.site.pages.assessment_page import ListHeading, headings, newest_lists
from pipeline.publishing.site.pages.profile_pages import ProfileRow, profile_rows
from pipeline.publishing.site.site_model import Model, group_by
from pipeline.publishing.site.site_tables import Only, Tables
from schemas.tables.agencies import Province
from schemas.tables.documents import Source

_TYPES = """
SELECT agencies.agency_type, count(DISTINCT agencies.agency_id), list(DISTINCT lists.province_id)
FROM main.assessed_units AS units
JOIN main.agencies USING (agency_id)
JOIN main.assessments AS lists USING (assessment_id)
JOIN main.code_lists AS codes ON codes.list = 'agency_types' AND codes.code = agencies.agency_type
GROUP BY agencies.agency_type, codes.name_vi
ORDER BY codes.name_vi COLLATE vi, agencies.agency_type
"""
_OF_TYPE = (
    "CREATE OR REPLACE TEMP TABLE only_agencies AS"
    " SELECT agency_id FROM main.agencies WHERE agency_type = $type",
    "CREATE OR REPLACE TEMP TABLE only_lists AS"
    " SELECT DISTINCT assessment_id FROM main.assessed_units WHERE agency_id IN (FROM only_agencies)",
)
_ONLY = (
    Only(
        frozenset({"agency_id", "criterion_id"}),
        "agency_id IN (FROM only_agencies)"
        " AND criterion_id IN (SELECT assessment_id || '/total' FROM only_lists)",
    ),
    Only(frozenset({"agency_id"}), "agency_id IN (FROM only_agencies)"),
    Only(frozenset({"assessment_id"}), "assessment_id IN (FROM only_lists)"),
)
# The other lists of the topics and blocks in which agencies of the type stand.
_WITHOUT = """
SELECT DISTINCT lists.index_id, lists.province_id, lists.year, lists.assessment_id, lists.is_complete
FROM main.assessments AS lists
JOIN main.assessments AS own ON own.index_id = lists.index_id AND own.block = lists.block
WHERE own.assessment_id IN (FROM only_lists) AND lists.assessment_id NOT IN (FROM only_lists)
ORDER BY lists.year, lists.assessment_id
"""
# A page of more results than this shows the newest of each province, and leaves each year to a page of its own.
MANY_ROWS = 300


@dataclass(frozen=True, slots=True)
class AgencyType:
    """A type of which an agency stands in a list, by its code, and the provinces of these lists."""

    code: str
    n_agencies: int
    provinces: list[Province]


@dataclass(frozen=True, slots=True)
class TypeResult:
    """An agency in one list; ``source`` is where its place or its score is printed, else that of the list.

    ``national``: the places of its province itself, where the ladder lets them stand beside the list.
    """

    heading: ListHeading
    row: ProfileRow
    source: Source
    national: list[NationalPlace]


@dataclass(frozen=True, slots=True)
class ListLink:
    """A list by its year."""

    year: int
    assessment_id: str


@dataclass(frozen=True, slots=True)
class Without:
    """The lists of a province in which no agency of the type stands.

    ``complete`` name all their units, ``incomplete`` do not.
    """

    province: Province
    complete: list[ListLink]
    incomplete: list[ListLink]
    has_others: bool


@dataclass(frozen=True, slots=True)
class TypeIndexView:
    """The page of a type and an index, of all years or of one.

    ``tables`` hold all its results, in more than one where some lists are barred from others, ``shown`` those that the
    page shows; where it is not all of them, each of the ``years`` has a page of its own.
    """

    code: str
    index_id: str
    tables: list[list[TypeResult]]
    shown: list[list[TypeResult]]
    ladder: LadderTold
    without: list[Without]
    provinces: list[Province]
    years: list[int]
    year: int | None = None

    @property
    def n_rows(self) -> int:
        """How many results the page shows."""
        return sum(map(len, self.tables))

    @property
    def has_national(self) -> bool:
        """Whether the place of a province itself stands beside a result."""
        return any(one.national for table in self.shown for one in table)

    @property
    def is_split(self) -> bool:
        """Whether each year has a page of its own."""
        return self.year is None and self.n_rows > MANY_ROWS

    @property
    def of_years(self) -> "Iterator[TypeIndexView]":
        """The pages of single years."""
        for year in self.years if self.is_split else ():
            shown = _kept(self.tables, partial(_is_of, year))
            yield replace(self, shown=shown, without=[], year=year)


@dataclass(frozen=True, slots=True)
class AgencyTypeView:
    """The page of a type: its indices."""

    type: AgencyType
    indices: list[TypeIndexView]


def agency_types(model: Model, con: duckdb.DuckDBPyConnection) -> list[AgencyType]:
    """Return the types of which an agency stands in a list, by name."""
    return [
        AgencyType(code, n_agencies, model.provinces_by_name(set(province_ids)))
        for code, n_agencies, province_ids in con.execute(_TYPES).fetchall()
    ]


def agency_type_views(con: duckdb.DuckDBPyConnection, types: list[AgencyType]) -> Iterator[AgencyTypeView]:
    """Yield the pages of each type; no more than one type is held at a time."""
    for kind in types:
        for statement in _OF_TYPE:
            con.execute(statement, {"type": kind.code} if "$type" in statement else None)
        yield AgencyTypeView(kind, _indices(Model(Tables(con, None, _ONLY)), con, kind.code))


def _indices(model: Model, con: duckdb.DuckDBPyConnection, code: str) -> list[TypeIndexView]:
    ladders = read_ladder(con, "only_lists")
    places = read_national_places(con, "beside.assessment_id IN (FROM only_lists)")
    without = group_by(con.execute(_WITHOUT).fetchall(), lambda row: row[0])
    lists = group_by(headings(model), lambda heading: heading.assessment.index_id)
    views = []
    for index_id in sorted(lists):
        ladder = ladders.get(index_id, LadderTold([], [], set()))
        own = lists[index_id]
        parts = ladder.part([heading.page_id for heading in own])
        tables = [_results(model, [one for one in own if one.page_id in part], places) for part in parts]
        newest = newest_lists(heading.assessment for heading in own)
        is_many = sum(map(len, tables)) > MANY_ROWS
        shown = {heading.assessment.province_id for heading in own}
        views.append(
            TypeIndexView(
                code=code,
                index_id=index_id,
                tables=tables,
                shown=_kept(tables, partial(_is_in, newest)) if is_many else tables,
                ladder=ladder,
                without=_without(model, without.get(index_id, []), shown),
                provinces=model.provinces_by_name(shown),
                years=sorted({heading.assessment.year for heading in own}),
            )
        )
    return views


def _is_of(year: int, one: TypeResult) -> bool:
    return one.heading.assessment.year == year


def _is_in(listed: set[str], one: TypeResult) -> bool:
    return one.heading.page_id in listed


def _kept(tables: list[list[TypeResult]], keeps: Callable[[TypeResult], bool]) -> list[list[TypeResult]]:
    """Return the tables with those of their results that are kept."""
    kept = ([one for one in table if keeps(one)] for table in tables)
    return [table for table in kept if table]


def _results(
    model: Model, lists: list[ListHeading], places: dict[str, list[NationalPlace]]
) -> list[TypeResult]:
    return [
        TypeResult(heading, row, _source(model, heading, row), places.get(heading.page_id, []))
        for heading in lists
        for row in profile_rows(model, heading)
    ]


def _source(model: Model, heading: ListHeading, row: ProfileRow) -> Source:
    printed = row.rank or row.score or row.tier
    return model.sources[printed.source_id] if printed else heading.source


def _without(model: Model, rows: list[tuple[str, str, int, str, bool]], shown: set[str]) -> list[Without]:
    lists = group_by(rows, lambda row: row[1])
    return [
        Without(
            province,
            [ListLink(year, listed) for *_, year, listed, whole in lists[province.province_id] if whole],
            [ListLink(year, listed) for *_, year, listed, whole in lists[province.province_id] if not whole],
            province.province_id in shown,
        )
        for province in model.provinces_by_name(lists.keys())
    ]
