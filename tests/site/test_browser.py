"""The site in a real browser: narrow and wide, light and dark, by keyboard, without scripts, from file://."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request

from pipeline.vietnamese.normal import normalise
from tests.site.release import Release
from tests.site.rows import ARTICLE, COMPLETE, PLACES, QUOTED

pytestmark = pytest.mark.browser

NARROW = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 900}
PAGES = (
    "index.html",
    f"assessments/{COMPLETE}.html",
    f"assessments/{PLACES}.html",
    f"en/assessments/{QUOTED}.html",
    "agency-types/so-y-te.html",
    "agency-types/so-y-te/ict.html",
    "dimensions.html",
    "compare.html",
    "dimensions/infrastructure/departments.html",
    "provinces/thu-nhat.html",
    f"sources/{ARTICLE.replace('/', '-')}.html",
    "method.html",
    "data.html",
    "errata.html",
)
FOLDED = ("Đắk Thử", "\u00d0ắk Thử", "đa\u0306\u0301k thu\u031b\u0309", "SỞ Y TẾ", "Hoà Bình", "Hòa Bình")


class _Quiet(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The address of a folder while it is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def release_address(release: Release) -> Iterator[str]:
    # with the files beside it, which the page "explore" reads
    with served(release.site.parent) as address:
        yield f"{address}site/"


def _failed(request: Request) -> bool:
    """Whether it failed by itself; the browser gives up the icon of a page that it leaves."""
    return request.failure != "net::ERR_ABORTED" or not request.url.endswith("/static/icon.svg")


@contextmanager
def opened(browser: Browser, url: str, **options: Any) -> Iterator[Page]:
    """The page at ``url``; any error that it reports and any request that leaves its root fails the test."""
    context = browser.new_context(**{"viewport": WIDE, **options})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "requestfailed", lambda request: faults.append(f"failed: {request.url}") if _failed(request) else None
    )
    root = url if url.startswith("file:") else url.split("/", 3)[2]
    page.on(
        "request", lambda request: None if root.split("/")[0] in request.url else faults.append(request.url)
    )
    page.goto(url)
    yield page
    assert not faults
    context.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_fault(browser: Browser, address: str, name: str, scheme: str) -> None:
    with opened(browser, address + name, color_scheme=scheme) as page:
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_narrow_screen(browser: Browser, address: str, name: str) -> None:
    with opened(browser, address + name, viewport=NARROW) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_no_chart_label_is_cut_on_a_narrow_screen(browser: Browser, address: str) -> None:
    overflowing = "li => li.scrollWidth > li.clientWidth + 1"
    with opened(browser, f"{address}assessments/{COMPLETE}.html", viewport=NARROW) as page:
        assert not page.evaluate(f"[...document.querySelectorAll('.names li')].some({overflowing})")


def test_sorting_by_keyboard_is_told(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}assessments/{COMPLETE}.html") as page:
        head = page.locator("#units ~ .scroll thead th").nth(1)
        head.locator("button").focus()
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "ascending"
        scores = page.locator("#units ~ .scroll tbody tr td:nth-child(2)").all_inner_texts()
        assert scores[:5] == ["41,3", "70,2", "85,0", "85,0", "90,5 ≠"], "by number, not by text"
        page.keyboard.press("Space")
        assert head.get_attribute("aria-sort") == "descending"
        scores = page.locator("#units ~ .scroll tbody tr td:nth-child(2)").all_inner_texts()
        assert scores[-1] == "–", "a missing number stays last in both directions"
        told = page.locator("#units ~ [role=status]").first.inner_text()
        assert "giảm dần" in told


@pytest.mark.parametrize("asked", ["dak thu", "Đắk", "\u00d0ắk", "đa\u0306\u0301k"])
def test_search_finds_the_province_first(browser: Browser, address: str, asked: str) -> None:
    with opened(browser, f"{address}index.html") as page:
        page.locator("#search input").fill(asked)
        first = page.locator("#search li a").first
        assert "Đắk Thử" in first.inner_text()
        assert str(first.get_attribute("href")).endswith("provinces/dak-thu.html")


@pytest.mark.parametrize(
    ("asked", "found"),
    [("nhan luc", "human_resources"), ("an ninh thong tin", "security"), ("human res", "human_resources")],
)
def test_search_finds_a_dimension(browser: Browser, release_address: str, asked: str, found: str) -> None:
    root = "en/" if asked.startswith("human") else ""
    with opened(browser, f"{release_address}{root}index.html") as page:
        page.locator("#search input").fill(asked)
        links = page.locator("#search li a").evaluate_all("links => links.map(link => link.href)")
        assert links[0].endswith(f"{root}dimensions/{found}.html")


def test_search_by_keyboard_opens_the_agency(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}method.html") as page:
        page.locator("#search input").fill("so y te dak")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/units/dak-thu/so-y-te.html")


@pytest.mark.parametrize("text", FOLDED)
def test_both_languages_fold_alike(browser: Browser, address: str, text: str) -> None:
    with opened(browser, f"{address}index.html") as page:
        assert page.evaluate("text => window.fold(text)", text) == normalise(text).folded


def test_without_scripts_nothing_dead_is_shown(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}assessments/{COMPLETE}.html", java_script_enabled=False) as page:
        assert page.locator("button, input").count() == 0
        assert page.locator("#units ~ .scroll tbody tr").count() == 6
        assert page.locator(".dots circle").count() == 5


def test_the_site_works_from_a_folder(browser: Browser, site: Path) -> None:
    with opened(browser, (site / "index.html").resolve().as_uri()) as page:
        page.locator("#search input").fill("thu nhat")
        page.locator("#search li a").first.click()
        page.wait_for_url("**/provinces/thu-nhat.html")
        page.locator(".switch").click()
        page.wait_for_url("**/en/provinces/thu-nhat.html")
        assert page.locator("html").get_attribute("lang") == "en"


def test_the_font_is_our_own(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}index.html") as page:
        assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Noto Sans\"'))")
        assert page.evaluate("[...document.fonts].some(font => font.status === 'loaded')")


def test_print_shows_whole_tables(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}provinces/thu-nhat.html") as page:
        page.emulate_media(media="print")
        assert page.locator("nav").is_hidden()
        assert page.locator(".scroll").first.evaluate("part => getComputedStyle(part).overflowX") == "visible"


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
def test_the_real_pages_have_targets_large_enough(
    browser: Browser, release: Release, release_address: str, viewport: dict[str, int]
) -> None:
    """On a page of each kind; the other rules run on the invented release."""
    rules = {"runOnly": {"type": "tag", "values": ["wcag22aa"]}}
    firsts = {page.folder or page.path: page.path for page in release.pages if page.lang == "vi"}
    for path in firsts.values():
        with opened(browser, release_address + path, viewport=viewport) as page:
            page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
            found = Axe().run(page, options=rules)
            assert found.violations_count == 0, (path, found.generate_report())


@pytest.mark.parametrize(("viewport", "most"), [(WIDE, 5000), (NARROW, 10000)], ids=["wide", "narrow"])
def test_no_list_is_longer_than_a_reader_scrolls(
    browser: Browser, release: Release, release_address: str, viewport: dict[str, int], most: int
) -> None:
    """Neither in our font nor, where it comes late, in those of the system."""
    for found in release.of("assessments"):
        with opened(browser, release_address + found.path, viewport=viewport) as page:
            for left_out in ("nothing", '"Noto Sans", '):
                page.evaluate(
                    "(left) => document.body.style.fontFamily"
                    " = getComputedStyle(document.body).fontFamily.replace(left, '')",
                    left_out,
                )
                assert page.evaluate("document.documentElement.scrollHeight") <= most, found.path
                assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], found.path


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_link_to_a_folded_claim_opens_it(browser: Browser, address: str, scripts: bool) -> None:
    url = f"{address}assessments/{QUOTED}.html#claim-c2"
    with opened(browser, url, java_script_enabled=scripts) as page:
        row = page.locator("#claim-c2")
        assert row.is_visible()
        place = row.bounding_box()
        assert place and 0 <= place["y"] < WIDE["height"], "the reader is taken there"


def test_a_link_on_the_page_opens_what_it_leads_to(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}assessments/{QUOTED}.html") as page:
        assert not page.locator("#claim-c2").is_visible()
        page.evaluate("location.hash = '#claim-c2'")
        page.wait_for_function("document.getElementById('claim-c2').closest('details').open")
        assert page.locator("#claim-c2").is_visible()


def test_what_follows_is_told_by_one_click(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}assessments/{QUOTED}.html") as page:
        cell = page.locator("[id='dak-thu.thanh-tra'] .why")
        assert not cell.locator("ul").is_visible()
        cell.locator("summary").press("Enter")
        assert cell.locator("ul a").is_visible()


def test_a_downloaded_table_has_what_is_shown_and_not_what_is_folded(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}assessments/{QUOTED}.html") as page:
        with page.expect_download() as started:
            page.locator("#units ~ .download").click()
        rows = started.value.path().read_text(encoding="utf-8").splitlines()
    (row,) = (row for row in rows if row.startswith('"Thanh tra'))
    assert '"2–18"' in row, row
    assert "dòng" not in row, row


@pytest.mark.parametrize(
    ("path", "anchor", "cited"),
    [
        (f"assessments/{COMPLETE}.html", "thu-nhat.so-y-te", ": Sở Y tế”"),
        (f"en/assessments/{COMPLETE}.html", "thu-nhat.so-y-te", ": Sở Y tế”"),
        ("units/thu-nhat/so-y-te.html", COMPLETE, "“Sở Y tế, Thử Nhất: "),
    ],
)
def test_a_row_is_cited_with_its_name_and_address(
    browser: Browser, address: str, path: str, anchor: str, cited: str
) -> None:
    with opened(browser, address + path) as page:
        citation = page.locator("#cite-row")
        assert "¶" in citation.inner_text(), "how a row is cited"
        page.locator(f"[id='{anchor}'] a.self").click()
        assert page.url == f"{address}{path}#{anchor}"
        assert citation.is_visible()
        place = citation.bounding_box()
        assert place and place["y"] < WIDE["height"], "beside the row"
        shown = citation.inner_text()
        assert cited in shown and shown.endswith(f"{path}#{anchor}.")
    with opened(browser, f"{address}{path}#{anchor}") as page:
        assert page.locator("#cite-row").inner_text() == shown, "also for those who follow the address"


def test_without_scripts_the_page_says_how_a_row_is_cited(browser: Browser, address: str) -> None:
    url = f"{address}assessments/{COMPLETE}.html"
    with opened(browser, url, java_script_enabled=False) as page:
        assert "¶" in page.locator("footer").inner_text()
        rows = page.locator("#units ~ .scroll tbody tr").all()
        assert rows
        for row in rows:
            assert row.locator("a.self").get_attribute("href") == f"#{row.get_attribute('id')}"
