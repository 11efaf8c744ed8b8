"""The profile of a province: its lists next to each other.

It takes their grouping from the gate, and neither ranks nor sorts by a score.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.publishing.site.charts import Strip, strip
from pipeline.publishing.site.gate import LadderEntry
from pipeline.publishing.site.national import NationalPlace
from pipeline.publishing.site.pages.assessment_page import ListHeading, newest_lists
from pipeline.publishing.site.site_model import Interval, Model
from schemas.tables.agencies import Agency, Province, Succession
from schemas.tables.assessments import AssessedUnit
from schemas.tables.documents import Source
from schemas.tables.results import Ranking, Score
from schemas.tables.statements import Indicator, Statement

# A province with more results than this shows those of its newest lists; the others are on the pages of their lists.
MANY_ROWS = 400


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One agency in one list."""

    agency: Agency
    unit: AssessedUnit
    cell: Score | None
    score: Statement | None
    rank: Statement | None
    tier: Statement | None
    ranking: Ranking | None
    interval: Interval | None
    strip: Strip | None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The lists of a table to which this one has the same step, by their numbers in it."""

    verdict: LadderEntry
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProfileList:
    """A list within a table: ``number`` names it there."""

    number: int
    heading: ListHeading
    rows: list[ProfileRow]
    neighbours: list[Neighbours]
    national: list[NationalPlace]


@dataclass(frozen=True, slots=True)
class ProfileTable:
    """Lists that the gate lets stand in one table; ``apart`` says why others stand in other tables."""

    lists: list[ProfileList]
    apart: list[LadderEntry]


@dataclass(frozen=True, slots=True)
class ProvinceView:
    """The page of a province; ``heirs`` are what became of it.

    ``tables`` show its newest lists only where all are too much for one page.
    """

    province: Province
    heirs: list[tuple[Succession, Province]]
    headings: list[ListHeading]
    sources: list[Source]
    tables: list[ProfileTable]
    is_many: bool
    indicators: list[Indicator]


@dataclass(frozen=True, slots=True)
class HeirView:
    """The page of a province that others were merged into: which of them have a page."""

    province: Province
    merged: list[tuple[Province, bool]]


def province_view(model: Model, province_id: str, headings: Sequence[ListHeading]) -> ProvinceView:
    """Return the page of a province of which a document is published; `headings`: its lists."""
    n_rows = sum(len(model.unit_states.get(heading.page_id, [])) for heading in headings)
    newest = newest_lists(heading.assessment for heading in headings)
    is_many = n_rows > MANY_ROWS
    return ProvinceView(
        province=model.provinces[province_id],
        heirs=[(row, model.provinces[row.new_id]) for row in model.successions.get(province_id, [])],
        headings=list(headings),
        sources=[row for row in model.tables.of(Source) if row.province_id == province_id],
        tables=_tables(model, [one for one in headings if not is_many or one.page_id in newest]),
        is_many=is_many,
        indicators=[row for row in model.tables.of(Indicator) if row.province_id == province_id],
    )


def heir_views(model: Model, shown: Collection[str]) -> list[HeirView]:
    """Return a view for each province that one of those shown was merged into, by name."""
    successions = [row for row in model.tables.of(Succession) if row.new_id in model.provinces]
    heirs = {row.new_id for row in successions if row.old_id in shown and row.kind == "merged"}
    return [
        HeirView(
            province,
            [
                (model.provinces[row.old_id], row.old_id in shown)
                for row in successions
                if row.new_id == province.province_id
            ],
        )
        for province in model.provinces_by_name(heirs)
    ]


def _tables(model: Model, headings: Sequence[ListHeading]) -> list[ProfileTable]:
    """Return the lists with their units, parted by the gate."""
    rows = {heading.page_id: profile_rows(model, heading) for heading in headings}
    by_id = {heading.page_id: heading for heading in headings if rows[heading.page_id]}
    parts = model.gate.groups(list(by_id))
    return [
        ProfileTable(
            [
                ProfileList(
                    number,
                    by_id[page_id],
                    rows[page_id],
                    _neighbours(model, page_id, part),
                    model.tables.national_places.get(page_id, []),
                )
                for number, page_id in enumerate(part, start=1)
            ],
            _apart(model, part, parts),
        )
        for part in parts
    ]


def _neighbours(model: Model, page_id: str, part: Sequence[str]) -> list[Neighbours]:
    numbers: dict[LadderEntry, list[int]] = {}
    for number, other in enumerate(part, start=1):
        if other != page_id:
            numbers.setdefault(model.gate.compare(page_id, other), []).append(number)
    steps = sorted(numbers, key=lambda verdict: (verdict.step or "Z", verdict.reason))
    return [Neighbours(verdict, tuple(numbers[verdict])) for verdict in steps]


def _apart(model: Model, part: Sequence[str], parts: Sequence[Sequence[str]]) -> list[LadderEntry]:
    """Return the different reasons why a table's lists do not stand next to those of the other tables."""
    others = [page_id for other in parts if other is not part for page_id in other]
    verdicts = (model.gate.compare(one, other) for one in part for other in others)
    return list(dict.fromkeys(verdict for verdict in verdicts if not verdict.side_by_side))


def profile_rows(model: Model, heading: ListHeading) -> list[ProfileRow]:
    """Return the units of a list by name."""
    total = f"{heading.page_id}/total"
    rows = []
    for unit in model.unit_states.get(heading.page_id, []):
        interval = model.interval(total, unit.agency_id)
        rows.append(
            ProfileRow(
                agency=model.agencies[unit.agency_id],
                unit=unit,
                cell=model.score(total, unit.agency_id),
                score=model.printed_score(total, unit.agency_id),
                rank=model.printed_rank(total, unit.agency_id),
                tier=model.printed_tier(total, unit.agency_id),
                ranking=model.ranking(total, unit.agency_id),
                interval=interval,
                strip=strip(interval, heading.assessment.n_units),
            )
        )
    return rows
