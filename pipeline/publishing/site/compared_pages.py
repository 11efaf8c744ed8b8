"""The pages that set lists of several provinces side by side, and the data of the one on which they are chosen."""

from collections.abc import Iterator
from functools import partial

import duckdb

from pipeline.publishing.site.compare_data import Told, choices_script, dimension_script, type_script
from pipeline.publishing.site.links import agency_type_page, compare_data, dimension_page
from pipeline.publishing.site.pages.agency_type_pages import (
    AgencyType,
    AgencyTypeView,
    agency_type_views,
    agency_types,
)
from pipeline.publishing.site.pages.dimension_pages import (
    Dimension,
    DimensionBlockView,
    dimension_block_views,
    dimensions,
)
from pipeline.publishing.site.pages.page import Found, Page, Script
from pipeline.publishing.site.site_model import Model
from pipeline.publishing.site.site_pages import Languages, provinces_shown
from pipeline.publishing.site.texts import Language
from schemas.codelists import read_list


def compared_pages(
    model: Model, con: duckdb.DuckDBPyConnection, languages: Languages
) -> Iterator[Page | Script]:
    """Yield the pages of types of agencies, those of dimensions, and the one on which provinces are chosen."""
    types, found = agency_types(model, con), dimensions(model, con)
    yield from _type_pages(model, con, languages, types)
    yield from _dimension_pages(model, con, languages, found)
    provinces = [(row.province_id, row.name) for row in model.provinces_by_name(set(provinces_shown(con)))]
    codes = [kind.code for kind in types], [one.code.code for one in found]
    yield Script(compare_data("choices"), lambda language: choices_script(*codes, provinces, language))
    yield Page("compare.html", "compare.html.j2", {})


def _type_pages(
    model: Model, con: duckdb.DuckDBPyConnection, languages: Languages, types: list[AgencyType]
) -> Iterator[Page | Script]:
    for kind in agency_type_views(con, types):
        code = kind.type.code
        vi, en = (said.name("agency_types", code) for said in (languages.vi, languages.en))
        found = Found("agency_type", vi, en, "", agency_type_page(code), (), code)
        yield Page(agency_type_page(code), "agency_type.html.j2", {"view": kind}, (found,))
        for view in kind.indices:
            for shown in (view, *view.of_years):
                path = agency_type_page(code, view.index_id, shown.year)
                yield Page(path, "agency_type_index.html.j2", {"view": shown})
        yield Script(
            compare_data(f"type-{code}"),
            partial(_type_text, kind, model),
        )


def _dimension_pages(
    model: Model, con: duckdb.DuckDBPyConnection, languages: Languages, found: list[Dimension]
) -> Iterator[Page | Script]:
    usual = [row for row in read_list("dimension_links") if row["link"] == "exact"]
    yield Page("dimensions.html", "dimensions.html.j2", {"dimensions": found})
    for one in found:
        code = one.code.code
        vi, en = (said.name("dimensions", code) for said in (languages.vi, languages.en))
        others = tuple(row["phrase"] for row in usual if row["dimension_id"] == code and row["phrase"] != vi)
        name = Found("dimension", vi, en, "", dimension_page(code), others)
        yield Page(dimension_page(code), "dimension.html.j2", {"view": one}, (name,))
        wholes = []
        for view in dimension_block_views(con, one):
            path = dimension_page(code, view.block, view.year)
            yield Page(path, "dimension_block.html.j2", {"view": view})
            if view.year is None:
                wholes.append(view)
        yield Script(
            compare_data(f"dimension-{code}"),
            partial(_dimension_text, code, wholes, model),
        )


def _type_text(view: AgencyTypeView, model: Model, language: Language) -> str:
    return type_script(view, Told(language, model.contested))


def _dimension_text(code: str, views: list[DimensionBlockView], model: Model, language: Language) -> str:
    return dimension_script(code, views, Told(language, model.contested))
