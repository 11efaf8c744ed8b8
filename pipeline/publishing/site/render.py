"""The site: static pages in Vietnamese, mirrored in English under ``en/``, of the published tables alone.

Pages need no script, no server and nothing from outside; they work from ``file://``. A job renders the pages of one
province, or those that all share: no more than one province is held at a time.
"""

import shutil
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import escape

from pipeline.publishing.data.data_files import connect
from pipeline.publishing.site.compared_pages import compared_pages
from pipeline.publishing.site.dataset_card import dataset_card
from pipeline.publishing.site.html_cells import Cells
from pipeline.publishing.site.links import (
    agency_type_page,
    anchor,
    assessment_page,
    dimension_page,
    line_link,
    robustness_page,
    source_page,
)
from pipeline.publishing.site.pages.page import Found, Page, Script
from pipeline.publishing.site.search import names_script
from pipeline.publishing.site.settings import Settings, read_settings
from pipeline.publishing.site.site_model import Model
from pipeline.publishing.site.site_pages import (
    Languages,
    province_pages,
    provinces_shown,
    shared_pages,
)
from pipeline.publishing.site.site_tables import Tables
from pipeline.publishing.site.texts import LANGUAGES, Language
from schemas.tables.editions import Code, Release
from schemas.values import DIMENSION_LINKS, MISSING_REASONS

_SITE = Path(__file__).parents[3] / "site"
# The release folder that holds csv/, parquet/ and the other files, seen from the root of the site.
_FILES = "../"
# From so many provinces on, starting processes costs less than it saves.
MANY = 8


@dataclass(frozen=True, slots=True)
class Job:
    """The pages of a province, or with None those that all share: those that compare provinces, or the others."""

    province_id: str | None
    compares: bool = False


def render_site(database: Path, out: Path) -> None:
    """Write the site of the release ``database`` into the folder ``out``, which is made where it is missing.

    Raises SettingsError where nobody answers for the site, duckdb.Error where a table is missing, TextError where a
    string or a code's name is.
    """
    settings = read_settings(_SITE / "settings.yaml")
    with connect(database, read_only=True) as con:
        provinces = provinces_shown(con)
    shutil.copytree(_SITE / "static", out / "static", dirs_exist_ok=True)
    jobs = [Job(None), Job(None, compares=True), *(Job(province_id) for province_id in provinces)]
    found = [name for names in _results(partial(_run, database, out, settings), jobs) for name in names]
    for code in LANGUAGES:
        _write(_root(out, code) / "names.js", names_script(found, code))
    if settings.address:
        _write(out / "sitemap.xml", _sitemap(out, settings))


def _results(run: "partial[list[Found]]", jobs: list[Job]) -> Iterable[list[Found]]:
    """Yield what each job returns, in their order; many are spread over processes."""
    if len(jobs) <= MANY:
        yield from map(run, jobs)
        return
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from pool.map(run, jobs)


def _run(database: Path, out: Path, settings: Settings, job: Job) -> list[Found]:
    """Write the pages of a job and return the names that find them."""
    found: list[Found] = []
    with connect(database, read_only=True) as con:
        model = Model(Tables(con, job.province_id))
        languages = Languages(
            *(Language.read(_SITE / "content", code, model.tables.of(Code)) for code in LANGUAGES)
        )
        environment = _environment(model, settings)
        for page in _pages(job, model, con, languages):
            if isinstance(page, Script):
                for language in (languages.vi, languages.en):
                    _write(_root(out, language.code) / page.path, page.text(language))
                continue
            found += page.found
            for language, other in ((languages.vi, languages.en), (languages.en, languages.vi)):
                html = environment.get_template(page.template).render(
                    **page.context, **_frame(page, language, other, settings, model)
                )
                _write(_root(out, language.code) / page.path, html)
    return found


def _pages(
    job: Job, model: Model, con: duckdb.DuckDBPyConnection, languages: Languages
) -> Iterable[Page | Script]:
    if job.province_id is not None:
        return province_pages(model, job.province_id, languages)
    return (compared_pages if job.compares else shared_pages)(model, con, languages)


def _sitemap(out: Path, settings: Settings) -> str:
    """Return the addresses of all pages, as search engines read them."""
    paths = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.html"))
    rows = "".join(f"<url><loc>{escape(settings.url(path) or '')}</loc></url>\n" for path in paths)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</urlset>\n"


def _root(out: Path, code: str) -> Path:
    return out if code == LANGUAGES[0] else out / code


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _environment(model: Model, settings: Settings) -> Environment:
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
        agency_type_page=agency_type_page,
        dimension_page=dimension_page,
        findings_page=model.findings_page,
        robustness_page=robustness_page,
        dimension_links=[link for link in DIMENSION_LINKS if link != "none"],
        line_link=line_link,
        claim_link=model.claim_link,
        percent_of=_percent_of,
        source_of=lambda source_id: model.sources[source_id],
        agency_name=model.agency_name,
        province_name=lambda province_id: model.provinces[province_id].name,
        anchor=anchor,
        missing_reasons=MISSING_REASONS,
        release=model.tables.of(Release)[0],
        release_day=model.tables.newest_day,
        settings=settings,
        dataset_card=partial(dataset_card, model, settings),
    )
    return environment


def _percent_of(part: int, whole: int) -> Decimal:
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"))


def _address(page: Page, language: Language) -> str:
    """Return the path of a page from the root of the site."""
    return page.path if language.code == LANGUAGES[0] else f"{language.code}/{page.path}"


def _frame(
    page: Page, language: Language, other: Language, settings: Settings, model: Model
) -> dict[str, Any]:
    """Return what every page is given: its language and the ways to the roots, relative so that file:// works."""
    here = "../" * page.path.count("/")
    base = here if language.code == LANGUAGES[0] else f"../{here}"
    address = _address(page, language)
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
        "cells": Cells(language, here, model.contested, model.agency_types),
        "other_href": f"{mirror}{page.path}",
        "url": settings.url(address),
        "address": settings.url(address) or address,
        "other_url": settings.url(_address(page, other)),
    }
