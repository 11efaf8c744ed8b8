"""How firm the ranks of a complete table are, on the real release, and what the weights that a reader tries do."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from pipeline.publishing.site.links import assessment_page, robustness_page
from tests.site.release import RealPage, Release, text
from tests.site.test_browser import NARROW, opened, served

UNITS = """
SELECT ranges.*, agencies.name
FROM rank_ranges AS ranges JOIN agencies USING (agency_id)
ORDER BY assessment_id, agency_id, weight_range
"""


@pytest.fixture(scope="module")
def address(release: Release) -> Iterator[str]:
    with served(release.site) as address:
        yield address


@pytest.fixture(scope="session")
def firm(release: Release) -> dict[str, RealPage]:
    """The pages of the lists that other weights were worked out for, by list."""
    pages = {page.path: page for page in release.pages}
    lists = [row["assessment_id"] for row in release.rows("SELECT DISTINCT assessment_id FROM rank_ranges")]
    assert lists
    return {listed: pages[robustness_page(listed)] for listed in lists}


def _rows(page: RealPage, caption: str) -> dict[str, list[str]]:
    rows = page.find(f"//table[.//caption[@id='{caption}-caption']]/tbody/tr")
    return {text(row.xpath("th")[0]): [text(cell) for cell in row.xpath("td")] for row in rows}


def _span(low: int, high: int) -> str:
    return f"{low}–{high}" if low != high else str(low)


def test_ranges_are_those_of_the_tables(release: Release, firm: dict[str, RealPage]) -> None:
    for listed, page in firm.items():
        shown = _rows(page, "ranges")
        places = [row for row in release.rows(UNITS) if row["assessment_id"] == listed]
        assert {row["name"] for row in places} == shown.keys()
        for row in places:
            cell = shown[row["name"]][1 if row["weight_range"] == "quarter" else 2]
            assert cell == _span(row["rank_best"], row["rank_worst"]), row
        first = sum(row["rank_best"] == 1 and row["weight_range"] == "all" for row in places)
        told = text(page.find("//main//ul/li[strong]")[0])
        assert re.findall(r"\d+", told) == [str(first), str(len(shown))]


def test_leaving_out_a_criterion_gives_the_ranks_of_the_table(
    release: Release, firm: dict[str, RealPage]
) -> None:
    for listed, page in firm.items():
        shown = _rows(page, "without")
        dropped = release.rows(f"""
            SELECT agencies.name, list(rank_without ORDER BY position) AS ranks, any_value(rank_competition) AS place
            FROM drop_one_ranks JOIN agencies USING (agency_id) JOIN criteria USING (criterion_id, assessment_id)
            WHERE assessment_id = '{listed}' GROUP BY agencies.name""")
        assert {row["name"]: list(map(str, [row["place"], *row["ranks"]])) for row in dropped} == shown
        pairs = release.rows(f"""
            SELECT name, count(*) FILTER (WHERE pairs.agency_id = units.agency_id) AS behind,
                count(*) FILTER (WHERE dominated_agency_id = units.agency_id) AS ahead
            FROM dominance AS pairs, agencies AS units
            WHERE assessment_id = '{listed}' AND units.agency_id IN (
                SELECT agency_id FROM rank_ranges WHERE assessment_id = '{listed}'
            ) GROUP BY name""")
        counts = {row["name"]: [str(row["behind"]), str(row["ahead"])] for row in pairs}
        assert {name: cells[4:] for name, cells in _rows(page, "ranges").items()} == counts


def test_only_these_lists_have_the_page_and_lead_to_it(release: Release, firm: dict[str, RealPage]) -> None:
    for page in release.of("assessments"):
        listed = page.path.rpartition("/")[2].removesuffix(".html")
        assert bool(page.find("//a[contains(@href,'robustness.html')]")) is (listed in firm), page.path
    for listed, page in firm.items():
        assert page.find(f"//p[@class='crumbs']/a[contains(@href,'{assessment_page(listed)}')]")


def _chosen(page: Page) -> list[str]:
    return page.locator("#points td.chosen").all_inner_texts()


@pytest.mark.browser
def test_weights_can_be_tried_by_keyboard_and_the_official_order_stays(
    browser: Browser, address: str, firm: dict[str, RealPage]
) -> None:
    for listed, told in firm.items():
        official = [cells[1] for cells in _rows(told, "points").values()]
        without = [cells[1] for cells in _rows(told, "without").values()]
        with opened(browser, address + robustness_page(listed)) as page:
            assert _chosen(page) == official
            slider = page.locator(".sliders input[type=range]").first
            slider.focus()
            page.keyboard.press("Home")
            assert _chosen(page) == without, "without the first criterion, as the table has it"
            assert page.locator("#points [data-place]").all_inner_texts() == official
            moved = sum(a != b for a, b in zip(official, without, strict=True))
            assert str(moved) in page.locator(".sliders ~ [role=status]").inner_text()
            assert "#weights=0-100" in page.url
            page.wait_for_load_state("networkidle")
            page.reload()
            assert _chosen(page) == without, "the address holds the weights"
            page.locator(".sliders button").click()
            assert _chosen(page) == official
            page.locator(".sliders input[type=number]").first.fill("0")
            assert _chosen(page) == without


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_narrow_and_without_scripts(
    browser: Browser, address: str, firm: dict[str, RealPage], scheme: str
) -> None:
    url = address + robustness_page(next(iter(firm)))
    with opened(browser, url, viewport=NARROW, color_scheme=scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    with opened(browser, url, java_script_enabled=False) as page:
        assert page.locator("button, input").count() == 0
