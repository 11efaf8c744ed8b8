"""The page on which a reader chooses provinces, in a browser: what is chosen, what is shown, what the address holds."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.site.release import Release
from tests.site.test_browser import NARROW, opened, served

CHOSEN = "compare.html#type=so-y-te&provinces=cao-bang,phu-tho,son-la"


@pytest.fixture(scope="module")
def address(release: Release) -> Iterator[str]:
    with served(release.site) as address:
        yield address


def _data(release: Release, key: str, root: str = "") -> dict[str, Any]:
    text = (release.site / root / "compare" / f"{key}.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.partition("] = ")[2].rstrip(";\n"))
    return found


@pytest.mark.parametrize("root", ["", "en/"])
def test_every_result_of_a_type_and_every_criterion_of_a_dimension_can_be_chosen(
    release: Release, root: str
) -> None:
    types = release.rows(
        "SELECT agency_type AS code, count(*) AS n FROM assessed_units JOIN agencies USING (agency_id) "
        "WHERE agency_type IS NOT NULL GROUP BY ALL"
    )
    linked = release.rows(
        "SELECT dimension_id AS code, count(*) AS n FROM criteria "
        "WHERE dimension_id IS NOT NULL AND named_at IS NULL GROUP BY ALL"
    )
    for kind, rows in (("type", types), ("dimension", linked)):
        assert rows
        for row in rows:
            data = _data(release, f"{kind}-{row['code']}", root)
            found = [one for group in data["groups"] for one in group["rows"]]
            assert len(found) == row["n"], (kind, row)
            assert all(len(one["values"]) == len(data["labels"]) for one in found)
    files = {path.stem for path in (release.site / root / "compare").iterdir()}
    assert files == {
        "choices",
        *(f"type-{row['code']}" for row in types),
        *(f"dimension-{row['code']}" for row in linked),
    }


def test_printed_values_lead_to_their_lines(release: Release) -> None:
    data = _data(release, "type-so-y-te")
    lines = {
        f"{row['source_id'].replace('/', '-')}.html#L{row['line']}" for row in release.rows("FROM statements")
    }
    links = [
        value[2] for group in data["groups"] for row in group["rows"] for value in row["values"] if value[2:]
    ]
    assert links
    assert {re.sub(r"^sources/|-c\d+$", "", link) for link in links} <= lines


@pytest.mark.browser
def test_what_is_chosen_stands_in_the_address(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}compare.html") as page:
        assert page.locator("#compare section").count() == 0
        page.locator("#compare select").select_option("type=so-y-te")
        for province in ("son-la", "cao-bang", "phu-tho"):
            page.locator(f"input[value={province}]").check()
        page.wait_for_url(f"**/{CHOSEN}")
        assert page.locator("#compare .card h3").all_inner_texts() == ["Cao Bằng", "Sơn La", "Sơn La"]
        shown = page.locator("#compare").inner_text()
        page.wait_for_load_state("networkidle")
        page.reload()
        page.locator("#compare .card").first.wait_for()
        assert page.locator("#compare").inner_text() == shown


@pytest.mark.browser
@pytest.mark.parametrize("root", ["", "en/"])
def test_provinces_stand_in_their_order_with_the_step_and_those_without_are_named(
    browser: Browser, address: str, root: str
) -> None:
    with opened(browser, f"{address}{root}{CHOSEN}") as page:
        first = page.locator("#compare > div > section").first
        first.wait_for()
        assert first.locator("h3").all_inner_texts() == ["Cao Bằng", "Sơn La"]
        assert set(first.locator(".gate b").all_inner_texts()) == {"D"}
        assert "72,8 / 100" in first.inner_text() or "72.8 / 100" in first.inner_text()
        assert "Phú Thọ" in page.locator(".lacking").inner_text()
        first.locator("a.p").first.click()
        page.wait_for_url("**/sources/**")


@pytest.mark.browser
def test_it_works_from_a_folder(browser: Browser, release: Release) -> None:
    url = (release.site / "compare.html").resolve().as_uri()
    with opened(browser, f"{url}#dimension=human_resources&provinces=son-la") as page:
        page.locator("#compare .card").first.wait_for()
        assert page.locator("#compare .card h3").all_inner_texts() == ["Sơn La", "Sơn La"]
        page.locator("input[value=cao-bang]").check()
        assert "provinces=cao-bang,son-la" in page.url
        assert "Cao Bằng" in page.locator("#compare .card h3").all_inner_texts()


@pytest.mark.browser
def test_an_unknown_choice_shows_nothing(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}compare.html#type=../x&provinces=son-la,nowhere") as page:
        assert page.locator("#compare section").count() == 0
        assert page.locator("#compare input:checked").count() == 1


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_narrow_and_without_scripts(
    browser: Browser, address: str, scheme: str
) -> None:
    with opened(browser, address + CHOSEN, viewport=NARROW, color_scheme=scheme) as page:
        page.locator("#compare .card").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    with opened(browser, f"{address}compare.html", java_script_enabled=False) as page:
        assert page.locator("noscript a").count() == 2 or page.get_by_text("JavaScript").count()
        assert page.locator("button, input, select").count() == 0
