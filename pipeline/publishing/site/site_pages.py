"""Which pages there are: those of one province, and those that all provinces share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.publishing.site.links import (
    assessment_page,
    findings_page,
    robustness_page,
    source_page,
    unit_page,
)
from pipeline.publishing.site.pages.agency_type_pages import agency_types
from pipeline.publishing.site.pages.assessment_page import (
    AssessmentView,
    ListHeading,
    assessment_view,
    headings,
)
from pipeline.publishing.site.pages.findings_page import findings_view, province_findings
from pipeline.publishing.site.pages.home_page import documents_view, errata_view, home_view
from pipeline.publishing.site.pages.page import Found, Page
from pipeline.publishing.site.pages.profile_pages import heir_views, province_view
from pipeline.publishing.site.pages.questions_page import questions
from pipeline.publishing.site.pages.robustness_page import robustness_view
from pipeline.publishing.site.pages.selftest_table import read_selftest
from pipeline.publishing.site.pages.source_page import source_views
from pipeline.publishing.site.pages.unit_page import UnitView, unit_views
from pipeline.publishing.site.site_model import Model
from pipeline.publishing.site.site_tables import Tables
from pipeline.publishing.site.texts import Language
from pipeline.publishing.site.unit_rows import UnitRow
from schemas.tables.documents import Source

# The cases of the last self-test that was kept.
SELFTEST = Path(__file__).parents[3] / "site" / "selftest.csv"
# A statement for each question that analysts ask.
QUESTIONS = Path(__file__).parents[3] / "site" / "content" / "questions"
# How many units the example of the method page shows.
_EXAMPLE = 4
# The first complete list in which units share a place.
_TIE = """
SELECT lists.province_id, lists.assessment_id
FROM main.rankings AS places
JOIN main.assessments AS lists USING (assessment_id)
WHERE lists.is_complete AND places.score IS NOT NULL AND places.criterion_id = lists.assessment_id || '/total'
    AND places.rank_competition <> places.rank_modified
ORDER BY lists.assessment_id, places.agency_id
LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Example:
    """Units of one list around a tie."""

    heading: ListHeading
    units: list[UnitRow]


@dataclass(frozen=True, slots=True)
class Languages:
    """The two languages that names are told in."""

    vi: Language
    en: Language


def provinces_shown(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the ids of the provinces that a document or a list is of."""
    query = "SELECT province_id FROM main.sources UNION SELECT province_id FROM main.assessments ORDER BY 1"
    return [row[0] for row in con.execute(query).fetchall()]


def province_pages(model: Model, province_id: str, languages: Languages) -> Iterator[Page]:
    """Yield the pages of a province: itself, its lists, its units and its documents."""
    told = headings(model)
    own = [heading for heading in told if heading.assessment.province_id == province_id]
    views = [assessment_view(model, heading, told) for heading in own]
    name = model.provinces[province_id].name
    yield Page(
        f"provinces/{province_id}.html",
        "province.html.j2",
        {"view": province_view(model, province_id, own)},
        (Found("province", name, name, "", f"provinces/{province_id}.html"),),
    )
    for view in views:
        firm = robustness_view(model, view)
        yield Page(
            assessment_page(view.heading.page_id),
            "assessment.html.j2",
            {"view": view, "is_weighed": firm is not None},
            (_list(view, languages),),
        )
        if firm:
            yield Page(robustness_page(view.heading.page_id), "robustness.html.j2", {"view": firm})
    for unit in unit_views(model, province_id, views):
        yield Page(
            unit_page(unit.agency.agency_id), "unit.html.j2", {"view": unit}, (_unit(unit, languages),)
        )
    findings = province_findings(model, province_id)
    if findings:
        yield Page(findings_page(province_id), "findings.html.j2", {"view": findings})
    for source in source_views(model, province_id, told):
        path = source_page(source.source.source_id)
        yield Page(path, "source.html.j2", {"view": source}, tuple(_document(source.source, name, path)))


def _list(view: AssessmentView, languages: Languages) -> Found:
    row = view.heading.assessment
    vi, en = (
        f"{said.name('indices', row.index_id)} – {said.name('blocks', row.block)}"
        for said in (languages.vi, languages.en)
    )
    context = f"{view.heading.province.name} {row.year}"
    return Found("assessment", vi, en, context, assessment_page(view.heading.page_id))


def _unit(view: UnitView, languages: Languages) -> Found:
    agency = view.agency
    english = languages.en.name("agency_types", agency.agency_type) if agency.agency_type else ""
    return Found(
        "agency",
        agency.name,
        agency.name,
        view.province.name,
        unit_page(agency.agency_id),
        tuple(filter(None, (english, *view.names))),
        agency.agency_type,
    )


def _document(source: Source, province: str, path: str) -> Iterator[Found]:
    if source.number:
        yield Found("source", source.number, source.number, province, path)


def shared_pages(model: Model, con: duckdb.DuckDBPyConnection, languages: Languages) -> Iterator[Page]:
    """Yield the pages that are of no single province."""
    lists = headings(model)
    types = agency_types(model, con)
    provinces = provinces_shown(con)
    findings = findings_view(model, con)
    yield Page("index.html", "index.html.j2", {"home": home_view(model, lists, types, provinces, findings)})
    yield Page("documents.html", "documents.html.j2", {"view": documents_view(model)})
    yield Page("data.html", "data.html.j2", {"sizes": model.tables.sizes()})
    yield Page(findings_page(), "findings.html.j2", {"view": findings})
    yield Page("explore.html", "explore.html.j2", {"sizes": model.tables.sizes()})
    yield Page("questions.html", "questions.html.j2", {"questions": questions(con, QUESTIONS)})
    yield Page("about.html", "about.html.j2", {})
    yield Page("errata.html", "errata.html.j2", {"errata": errata_view(model, con)})
    for heir in heir_views(model, provinces):
        path, name = f"provinces/{heir.province.province_id}.html", heir.province.name
        found = Found("province", name, name, "", path)
        yield Page(path, "heir.html.j2", {"view": heir}, (found,))
    yield Page(
        "method.html", "method.html.j2", {"example": _example(con), "selftest": read_selftest(SELFTEST)}
    )


def _example(con: duckdb.DuckDBPyConnection) -> Example | None:
    """Return the first tie of a complete list with scores, with its neighbours."""
    tie = con.execute(_TIE).fetchone()
    if tie is None:
        return None
    province_id, assessment_id = tie
    model = Model(Tables(con, province_id))
    heading = next(heading for heading in headings(model) if heading.page_id == assessment_id)
    units = _scored(assessment_view(model, heading, []).units)
    for index, unit in enumerate(units):
        if unit.ranking and unit.ranking.rank_competition != unit.ranking.rank_modified:
            start = max(0, index - 1)
            return Example(heading, units[start : start + _EXAMPLE])
    return None


def _scored(units: Sequence[UnitRow]) -> list[UnitRow]:
    ranked = (unit for unit in units if unit.ranking and unit.ranking.rank_competition is not None)
    return [unit for unit in ranked if unit.total.score]
