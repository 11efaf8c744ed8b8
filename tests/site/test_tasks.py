"""What readers come for, done on the real release in a real browser, within two clicks."""

import re
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


def _search(page: Page, typed: str) -> None:
    page.locator("#search input").fill(typed)
    page.locator("#search li a").first.click()


def test_a_type_of_agency_is_found_everywhere(browser: Browser, address: str, release: Release) -> None:
    stands = release.rows(
        "SELECT DISTINCT province, year FROM results WHERE agency_type = 'so-y-te' AND index_id = 'ict' ORDER BY ALL"
    )
    with opened(browser, f"{address}index.html") as page:
        _search(page, "so y te")
        expect(page).to_have_url(f"{address}agency-types/so-y-te.html")
        page.locator("main table tbody th a[href$='so-y-te/ict.html']").click()
        rows = page.locator("table:has(caption[id^=results-]) tbody tr")
        told = [
            (row.locator("th a").first.inner_text(), row.locator("td").first.inner_text())
            for row in rows.all()
        ]
        assert sorted(told) == sorted((row["province"], str(row["year"])) for row in stands)


def test_the_weightiest_error_is_on_the_start_page_and_leads_to_its_words(
    browser: Browser, address: str
) -> None:
    with opened(browser, f"{address}index.html") as page:
        card = page.locator(".card").first
        words = card.locator("mark").inner_text()
        card.locator(".origin a[href*='#L']").click()
        assert (
            page.locator(":target").inner_text().strip() in words
            or words in page.locator(":target").inner_text()
        )


def test_what_a_document_says_of_an_office_stands_on_its_page(browser: Browser, address: str) -> None:
    """Three offices without public services were assessed by a rule of their own, as line 71 says."""
    with opened(browser, f"{address}index.html") as page:
        _search(page, "so ngoai vu son la")
        expect(page.locator("section:has(#said)")).to_contain_text("có quy định về cách tính điểm riêng")
        page.locator("section:has(#said) a[href$='#L71']").click()
        expect(page.locator(":target")).to_contain_text("do không có thủ tục hành chính công")


def test_a_topic_is_followed_across_provinces(browser: Browser, address: str, release: Release) -> None:
    found = release.rows(
        "SELECT count(DISTINCT province_id) AS n FROM criteria JOIN assessments USING (assessment_id)"
        " WHERE dimension_id = 'human_resources' AND block = 'departments'"
    )
    with opened(browser, f"{address}index.html") as page:
        _search(page, "nhan luc")
        expect(page).to_have_url(f"{address}dimensions/human_resources.html")
        page.locator("main table tbody th a[href$='departments.html']").click()
        rows = page.locator("table:has(caption[id^=criteria-]) tbody tr th").all()
        assert len({row.inner_text() for row in rows}) == found[0]["n"]


def test_years_of_an_office_stand_in_one_table(browser: Browser, address: str, release: Release) -> None:
    years = release.rows(
        "SELECT DISTINCT year FROM results WHERE agency_id = 'cao-bang/so-y-te' AND criterion = 'total' ORDER BY ALL"
    )
    with opened(browser, f"{address}index.html") as page:
        _search(page, "so y te cao bang")
        told = page.locator("table:has(#results-caption) tbody tr td:first-child").all_inner_texts()
        assert sorted(told) == [str(row["year"]) for row in years]


def test_who_was_left_out_is_counted_on_top_of_a_list(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}assessments/cao-bang-2021-ict-departments.html") as page:
        told = page.locator("li.coverage")
        expect(told).to_contain_text("4")
        box = told.bounding_box()
        assert box and box["y"] + box["height"] < 900, "on the first screen"


def test_every_page_says_how_to_cite_it(browser: Browser, address: str, release: Release) -> None:
    (version,) = release.rows("SELECT release_id FROM release")
    with opened(browser, f"{address}units/cao-bang/so-y-te.html") as page:
        cited = page.locator("footer").inner_text()
        assert "Sở Y tế, Cao Bằng" in cited and str(version["release_id"]) in cited


def test_a_table_is_found_with_its_columns(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}index.html") as page:
        page.locator("nav a[href$='data.html']").click()
        page.locator("a[href='#results']").first.click()
        section = page.locator("table:has(#caption-results)")
        for column in ("agency", "province", "rank_low", "tier_high", "document", "line"):
            expect(section.locator(f"th code:text-is('{column}')")).to_have_count(1)


def test_the_start_page_shows_where_there_is_data(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}index.html") as page:
        expect(page.locator("p.lead").nth(1)).to_contain_text("5")
        expect(page.locator("p.lead").nth(1)).to_contain_text("63")
        page.locator(".grid a, .tiles a").first.click()
        expect(page).to_have_url(re.compile(r"/provinces/[a-z-]+\.html$"))


def test_a_table_is_previewed_filtered_and_sorted(browser: Browser, release: Release) -> None:
    found = release.rows(
        "SELECT score FROM results WHERE province = 'Sơn La' AND year = 2017 AND score IS NOT NULL ORDER BY score DESC"
    )
    everything = release.rows("SELECT count(*) AS n FROM results")
    with (
        served(release.site.parent) as address,
        opened(browser, f"{address}site/explore.html?table=results&sort=-score&q=son+la+2017") as page,
    ):
        expect(page.locator("#rows tbody tr").first).to_be_visible()  # the file is read
        scores = page.locator("#rows thead th").all_inner_texts().index("score")
        first = page.locator("#rows tbody tr").first.locator("td").nth(scores)
        expect(first).to_have_text(f"{found[0]['score'].normalize():f}")
        page.locator("#explore input").fill("")
        expect(page.locator("#explore [role=status]")).to_contain_text(f"/ {everything[0]['n']}")
        page.locator("#rows thead button", has_text="province").first.click()
        expect(page.locator("#rows thead [aria-sort=ascending]")).to_have_count(1)
        assert "sort=province" in page.url


def test_without_a_server_the_preview_says_so(browser: Browser, release: Release) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"file://{release.site}/explore.html")
    expect(page.locator("#explore [role=status]")).to_contain_text("make serve")


def test_each_question_has_its_answer(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}data.html") as page:
        page.locator("main a[href='questions.html']").click()
        expect(page.locator("main section pre")).to_have_count(10)
        expect(page.locator("main section table")).to_have_count(9)
        expect(page.locator("main section:has(#zero_points)")).to_contain_text("Không có dòng nào")


def test_print_shows_what_is_folded(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}assessments/cao-bang-2021-ict-departments.html") as page:
        folded = page.locator("details:not([open])").count()
        assert folded
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details:not([open])").count() == 0
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert page.locator("details:not([open])").count() == folded


def test_an_english_page_says_what_an_office_is(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}en/units/cao-bang/so-y-te.html") as page:
        expect(page.locator("p.gloss")).to_have_text("Department of Health, Cao Bằng")
        page.wait_for_load_state("networkidle")
        page.locator("p.crumbs a").first.click()
        row = page.locator("tr:has(a[href$='cao-bang/so-y-te.html']) th").first
        expect(row.locator("small")).to_have_text("Department of Health")
