"""The pages of dimensions, on the real release: every criterion with its link, each list on its own axis."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from pipeline.publishing.site.links import dimension_page
from pipeline.publishing.site.pages import dimension_pages
from pipeline.publishing.site.pages.dimension_pages import TopicSection, dimension_block_views, dimensions
from pipeline.publishing.site.site_model import Model
from pipeline.publishing.site.site_tables import Tables
from pipeline.publishing.site.texts import coded_words
from schemas.tables.assessments import Assessment
from tests.site.release import RealPage, Release, text

CRITERIA = """
SELECT criteria.*, lists.block, lists.year, lists.n_units, provinces.name AS province
FROM criteria JOIN assessments AS lists USING (assessment_id) JOIN provinces USING (province_id)
WHERE dimension_id IS NOT NULL
"""


@pytest.fixture(scope="session")
def blocks(release: Release) -> dict[str, RealPage]:
    """The Vietnamese pages of dimensions in a block, by path."""
    return {page.path: page for page in release.pages if re.match("dimensions/.+/", page.path)}


def test_every_linked_criterion_stands_on_the_page_of_its_dimension_with_the_reason(
    release: Release, blocks: dict[str, RealPage]
) -> None:
    words = coded_words("vi")
    told: dict[str, list[list[str]]] = {}
    for row in release.rows(CRITERIA):
        path = dimension_page(str(row["dimension_id"]), str(row["block"]))
        link = words[f"terms.dimension_link.{row['dimension_link']}"]
        cells = [row["province"], str(row["year"]), row["name"], f"{link} {row['dimension_reason']}"]
        told.setdefault(path, []).append([re.sub(r"\s+", " ", str(cell)) for cell in cells])
    assert told.keys() == blocks.keys()
    for path, rows in told.items():
        shown = []
        for line in blocks[path].find("//table[.//caption[starts-with(@id,'criteria-')]]/tbody/tr"):
            words_of = line.xpath("td[3]")[0]
            reason = text(words_of.xpath("small")[0])
            shown.append(
                [
                    text(line.xpath("th")[0]),
                    text(line.xpath("td[1]")[0]),
                    text(line.xpath("td[2]")[0]),
                    f"{text(words_of).removesuffix(reason).strip()} {reason}",
                ]
            )
        assert sorted(shown) == sorted(rows), path


def test_percents_of_units_are_those_of_the_table(release: Release, blocks: dict[str, RealPage]) -> None:
    shares: dict[str, list[Decimal]] = {}
    for row in release.rows(
        "SELECT criterion_id, pct_of_max FROM scores WHERE pct_of_max IS NOT NULL AND status = 'printed'"
    ):
        shares.setdefault(f"units-{row['criterion_id'].replace('/', '.')}", []).append(row["pct_of_max"])
    seen = 0
    for path, page in blocks.items():
        for table in page.find("//table[.//caption[starts-with(@id,'units-')]]"):
            shown = [
                Decimal(text(cell).removesuffix(" %").replace(",", "."))
                for cell in table.xpath("tbody/tr/td[2]/em")
            ]
            expected = sorted(round(share, 1) for share in shares.get(table.xpath(".//caption/@id")[0], []))
            assert sorted(shown) == expected, (path, table.xpath(".//caption/@id"))
            seen += len(shown)
    assert seen


def test_a_criterion_that_is_only_named_leads_to_its_line(
    release: Release, blocks: dict[str, RealPage]
) -> None:
    named = [row for row in release.rows(CRITERIA) if row["named_at"]]
    assert named
    for row in named:
        page = blocks[dimension_page(str(row["dimension_id"]), str(row["block"]))]
        source_id, _, line = str(row["named_at"]).partition("#line=")
        lines = page.find(f"//tr[td[normalize-space()='{row['name']}']]/td[last()]/a/@href")
        assert any(link.endswith(f"{source_id}.html#L{line}") for link in lines), row


def test_lists_of_a_dimension_are_not_sorted_together(blocks: dict[str, RealPage]) -> None:
    for path, page in blocks.items():
        assert not page.find("//*[contains(@class,'sortable')]"), path
        years = [
            (text(line.xpath("th")[0]), text(line.xpath("td[1]")[0]))
            for line in page.find("(//table[.//caption[starts-with(@id,'criteria-')]])[1]/tbody/tr")
        ]
        for (province, year), (other, later) in pairwise(years):
            assert province != other or year <= later, path


def test_what_is_too_much_for_one_page_is_left_to_the_years(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dimension_pages, "MANY_ROWS", 20)
    con = release.con.cursor()
    found = next(one for one in dimensions(Model(Tables(con)), con) if one.code.code == "human_resources")
    whole, *years = (view for view in dimension_block_views(con, found) if view.block == "departments")
    assert [view.year for view in years] == whole.years == [2017, 2018, 2020, 2021]
    assert all(view.shows_units for view in years)
    of_years = [_criteria(view.shown) for view in years]
    assert [{listed.year for listed in lists} for lists in of_years] == [{2017}, {2018}, {2020}, {2021}]
    # the page of all years shows the newest list of each province, the data to choose from hold all lists
    everything = [listed for lists in of_years for listed in lists]
    newest = {(listed.province_id, listed.index_id): listed.year for listed in everything}
    shown = {(listed.province_id, listed.index_id): listed.year for listed in _criteria(whole.shown)}
    assert shown == newest
    assert len(_criteria(whole.sections)) == len(everything)


def _criteria(sections: list[TopicSection]) -> list[Assessment]:
    """Return the list of each criterion, by year."""
    found = (one.heading.assessment for section in sections for part in section.parts for one in part)
    return sorted(found, key=lambda listed: listed.year)


def test_each_dimension_is_defined_and_counted(release: Release) -> None:
    pages = {page.path: page for page in release.pages}
    codes = {row["code"]: row for row in release.rows("FROM code_lists WHERE list = 'dimensions'")}
    counts = release.rows(
        "SELECT dimension_id, count(*) AS n FROM criteria WHERE dimension_id IS NOT NULL GROUP BY ALL"
    )
    for root, definition in (("", "definition_vi"), ("en/", "definition")):
        listed = pages[f"{root}dimensions.html"]
        for row in counts:
            code = codes[row["dimension_id"]]
            assert (
                text(pages[root + dimension_page(code["code"])].find("//p[@class='lead']")[0])
                == code[definition]
            )
            line = listed.find(f"//tr[th/a[contains(@href,'{dimension_page(code['code'])}')]]")[0]
            assert text(line.xpath("td[1]")[0]) == code[definition]
            assert text(line.xpath("td[2]")[0]) == str(row["n"])
