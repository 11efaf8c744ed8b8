"""What readers come for, done on the real release in a real browser, within two clicks."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.release import Release
from tests.site.test_browser import opened, served

pytestmark = pytest.mark.browser

# What is typed, and the page that the best hit leads to.
SEARCHES = (
    ("so y te cao bang", "units/cao-bang/so-y-te.html"),
    ("ubnd tp cao bang", "units/cao-bang/ubnd-thanh-pho-cao-bang.html"),
    ("so tttt son la", "units/son-la/so-thong-tin-va-truyen-thong.html"),
    ("gd&dt cao bang", "units/cao-bang/so-giao-duc-va-dao-tao.html"),
    ("ldtbxh son la", "units/son-la/so-lao-dong-thuong-binh-va-xa-hoi.html"),
    ("3714", "sources/cao-bang-2021-bao-cao-3714.html"),
    ("gia lai", "provinces/gia-lai-2025.html"),
    ("dien bien", "provinces/dien-bien.html"),
)


@pytest.fixture(scope="module")
def address(release: Release) -> Iterator[str]:
    with served(release.site) as address:
        yield address


@pytest.fixture(scope="module")
def start(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, f"{address}index.html") as page:
        yield page


@pytest.mark.parametrize(("typed", "path"), SEARCHES)
def test_a_search_lands_on_what_is_meant(start: Page, typed: str, path: str) -> None:
    start.locator("#search input").fill(typed)
    assert start.locator("#search li a").first.get_attribute("href") == path


def test_an_omitted_office_finds_its_bounds_on_its_page_at_once(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}index.html", viewport={"width": 360, "height": 740}) as page:
        page.locator("#search input").fill("so noi vu cao bang")
        page.locator("#search li a").first.click()
        sentence = page.locator("p.lead")
        expect(sentence).to_contain_text("hạng trong khoảng 3–19 trên 20")
        expect(sentence).to_contain_text("II–IV")
        box = sentence.bounding_box()
        assert box and box["y"] + box["height"] < 740, "on the first screen of a phone"


def test_a_finding_leads_to_its_words(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}findings.html") as page:
        page.locator(".card .origin a[href*='#L']").first.click()
        marked = page.locator(":target")
        expect(marked).to_have_count(1)
        assert marked.evaluate("part => part.closest('.ln') !== null")


def test_the_choice_of_findings_stands_in_the_address(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}findings.html") as page:
        everything = page.locator(".card").count()
        page.locator("select[name=province]").select_option("son-la")
        shown = page.locator(".card:visible").count()
        assert 0 < shown < everything
        assert page.url.endswith("?province=son-la")
        chosen = page.url
    with opened(browser, chosen) as page:
        assert page.locator(".card:visible").count() == shown


def test_a_table_is_downloaded_as_it_is_shown(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}units/son-la/so-y-te.html") as page:
        with page.expect_download() as waiting:
            page.locator("button.download").first.click()
        content = waiting.value.path().read_bytes()
        assert content.startswith(b"\xef\xbb\xbf"), "a spreadsheet must see that it is UTF-8"
        lines = content.decode("utf-8-sig").splitlines()
        table = page.locator("table.sortable").first
        assert len(lines) == table.locator("tr").count()
        assert lines[0].startswith('"Năm","Nội dung đánh giá"')


def test_what_would_be_a_formula_is_text_in_a_download(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}units/son-la/so-y-te.html") as page:
        page.evaluate("document.querySelector('table.sortable tbody td').textContent = '=HYPERLINK(1)'")
        with page.expect_download() as waiting:
            page.locator("button.download").first.click()
        assert '"\'=HYPERLINK(1)"' in waiting.value.path().read_text(encoding="utf-8-sig")
