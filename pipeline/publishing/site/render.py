"""The site: static pages in Vietnamese, mirrored in English under ``en/``, of the published tables alone.

Pages need no script, no server and nothing from outside; they work from ``file://``.
"""

import json
import shutil
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from pipeline.publishing.site.pages.assessment_page import (
    AssessmentView,
    ListHeading,
    assessment_view,
    headings,
)
from pipeline.publishing.site.pages.profile_pages import (
    AgencyTypeView,
    HeirView,
    ProvinceView,
    agency_type_views,
    heir_views,
    province_views,
)
from pipeline.publishing.site.pages.selftest_table import read_selftest
from pipeline.publishing.site.pages.source_page import SourceView, source_views
from pipeline.publishing.site.site_model import (
    DiscrepancyView,
    Model,
    anchor,
    assessment_page,
    line_link,
    source_page,
)
from pipeline.publishing.site.site_tables import Tables
from pipeline.publishing.site.texts import LANGUAGES, Language
from pipeline.publishing.site.unit_rows import UnitRow
from schemas.tables.agencies import Agency, Province
from schemas.tables.claims import Discrepancy, Doubt, JudgedClaim
from schemas.tables.documents import Correction, QuarantinedSource, Source
from schemas.tables.editions import Code, Release
from schemas.tables.statements import Fact
from schemas.values import MISSING_REASONS

_SITE = Path(__file__).parents[3] / "site"
# The cases of the last self-test that was kept.
SELFTEST = _SITE / "selftest.csv"
# The release folder that holds csv/, parquet/ and the other files, seen from the root of the site.
_FILES = "../"
# How many units the example of the method page shows.
_EXAMPLE = 4


@dataclass(frozen=True, slots=True)
class HomeView:
    """The start page. ``counts`` say how much there is, by the name of their string."""

    counts: list[tuple[str, int]]
    first_year: int
    last_year: int
    headings: list[ListHeading]
    provinces: list[Province]
    province_names: dict[str, str]
    agency_types: list[AgencyTypeView]
    sources: list[Source]


@dataclass(frozen=True, slots=True)
class ErrataView:
    """The page of corrections, discrepancies, doubts and quarantined documents."""

    corrections: list[Correction]
    discrepancies: list[DiscrepancyView]
    doubts: list[Doubt]
    quarantine: list[QuarantinedSource]
    sources: list[SourceView]


@dataclass(frozen=True, slots=True)
class Example:
    """Units of one list around a tie."""

    heading: ListHeading
    units: list[UnitRow]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path from the root of a language, its template and what the template is given."""

    path: str
    template: str
    context: dict[str, Any]


def render_site(database: Path, out: Path) -> None:
    """Write the site of the release ``database`` into the folder ``out``, which is made where it is missing.

    Raises duckdb.Error where a table is missing, TextError where a string or a code's name is.
    """
    model = Model(Tables(database))
    pages = _pages(model)
    environment = _environment(model)
    shutil.copytree(_SITE / "static", out / "static", dirs_exist_ok=True)
    languages = [Language.read(_SITE / "content", code, model.tables.of(Code)) for code in LANGUAGES]
    for language, other in zip(languages, reversed(languages), strict=True):
        root = _root(out, language)
        _write(root / "names.js", _names_script(model, pages, language))
        for page in pages:
            html = environment.get_template(page.template).render(
                **page.context, **_frame(page, language, other)
            )
            _write(root / page.path, html)


def _root(out: Path, language: Language) -> Path:
    return out if language.code == LANGUAGES[0] else out / language.code


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _environment(model: Model) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_SITE / "templates"),
        # Compiling the templates costs as much as rendering all pages: the result is kept among temporary files.
        bytecode_cache=FileSystemBytecodeCache(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["parenthesised"] = lambda number: f"({number})"
    environment.globals.update(
        assessment_page=assessment_page,
        source_page=source_page,
        contested_ids=model.contested,
        line_link=line_link,
        claim_link=model.claim_link,
        percent_of=_percent_of,
        source_of=lambda source_id: model.sources[source_id],
        agency_name=model.agency_name,
        anchor=anchor,
        missing_reasons=MISSING_REASONS,
        release=model.tables.of(Release)[0],
    )
    return environment


def _percent_of(part: int, whole: int) -> Decimal:
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"))


def _frame(page: Page, language: Language, other: Language) -> dict[str, Any]:
    """Return what every page is given: its language and the ways to the roots, relative so that file:// works."""
    here = "../" * page.path.count("/")
    base = here if language.code == LANGUAGES[0] else f"../{here}"
    mirror = base if other.code == LANGUAGES[0] else f"{base}{other.code}/"
    return {
        "lang": language,
        "other": other,
        "t": language.say,
        "term": language.term,
        "name": language.name,
        "num": language.number,
        "count": language.count,
        "path": page.path,
        "here": here,
        "base": base,
        "files": f"{base}{_FILES}",
        "other_href": f"{mirror}{page.path}",
    }


def _pages(model: Model) -> list[Page]:
    lists = headings(model)
    views = [assessment_view(model, heading, lists) for heading in lists]
    types = agency_type_views(model, lists)
    provinces = province_views(model, lists)
    sources = source_views(model, lists)
    errata = ErrataView(
        corrections=model.tables.of(Correction),
        discrepancies=[model.discrepancy_view(row) for row in model.tables.of(Discrepancy)],
        doubts=model.tables.of(Doubt),
        quarantine=model.tables.of(QuarantinedSource),
        sources=[view for view in sources if view.n_repaired],
    )
    return [
        Page("index.html", "index.html.j2", {"home": _home(model, lists, types, provinces)}),
        Page(
            "method.html",
            "method.html.j2",
            {"example": _example(views), "selftest": read_selftest(SELFTEST)},
        ),
        Page("data.html", "data.html.j2", {"tables": model.tables.counted()}),
        Page("errata.html", "errata.html.j2", {"errata": errata}),
        *(Page(assessment_page(v.heading.page_id), "assessment.html.j2", {"view": v}) for v in views),
        *(Page(f"agency-types/{v.code}.html", "agency_type.html.j2", {"view": v}) for v in types),
        *(
            Page(f"provinces/{v.province.province_id}.html", "province.html.j2", {"view": v})
            for v in provinces
        ),
        *(
            Page(f"provinces/{v.province.province_id}.html", "heir.html.j2", {"view": v})
            for v in heir_views(model, provinces)
        ),
        *(Page(source_page(v.source.source_id), "source.html.j2", {"view": v}) for v in sources),
    ]


def _home(
    model: Model, lists: list[ListHeading], types: list[AgencyTypeView], provinces: list[ProvinceView]
) -> HomeView:
    tables = model.tables
    years = [heading.assessment.year for heading in lists]
    # What a transcript states is stated by its document: it is counted once.
    documents = {row.source_id for row in tables.of(Source) if not row.is_transcript}
    return HomeView(
        counts=[
            ("provinces", len(provinces)),
            ("sources", len(documents)),
            ("assessments", len(lists)),
            ("agencies", len(tables.of(Agency))),
            ("facts", len(tables.of(Fact))),
            ("claims", sum(row.source_id in documents for row in tables.of(JudgedClaim))),
        ],
        first_year=min(years),
        last_year=max(years),
        headings=lists,
        provinces=[view.province for view in provinces],
        province_names={view.province.province_id: view.province.name for view in provinces},
        agency_types=types,
        sources=tables.of(Source),
    )


def _example(views: list[AssessmentView]) -> Example | None:
    """Return the first tie of a complete list with scores, with its neighbours."""
    for view in views:
        units = [unit for unit in view.units if unit.ranking and unit.ranking.rank_competition is not None]
        units = [unit for unit in units if unit.total.score]
        for index, unit in enumerate(units):
            if unit.ranking and unit.ranking.rank_competition != unit.ranking.rank_modified:
                start = max(0, index - 1)
                return Example(view.heading, units[start : start + _EXAMPLE])
    return None


def _names_script(model: Model, pages: list[Page], language: Language) -> str:
    """Return the names that can be searched, as a script: pages opened from file:// may not fetch a file."""
    entries: list[tuple[str, str, str, str]] = []
    for page in pages:
        view = page.context.get("view")
        if isinstance(view, ProvinceView):
            entries.append(("province", view.province.name, "", page.path))
            entries.extend(_agency_entries(model, view, page.path))
        elif isinstance(view, HeirView):
            entries.append(("province", view.province.name, "", page.path))
        elif isinstance(view, AgencyTypeView):
            entries.append(("agency_type", language.name("agency_types", view.code), "", page.path))
        elif isinstance(view, AssessmentView):
            row = view.heading.assessment
            name = f"{language.name('indices', row.index_id)} – {language.name('blocks', row.block)}"
            entries.append(("assessment", name, f"{view.heading.province.name} {row.year}", page.path))
    return f"window.NAMES = {json.dumps(entries, ensure_ascii=False, separators=(',', ':'))};\n"


def _agency_entries(model: Model, view: ProvinceView, path: str) -> list[tuple[str, str, str, str]]:
    shown = {row.agency for table in view.tables for part in table.lists for row in part.rows}
    return [
        ("agency", agency.name, view.province.name, f"{path}#{anchor(agency.agency_id)}")
        for agency in sorted(shown, key=lambda agency: model.agency_order[agency.agency_id])
    ]
