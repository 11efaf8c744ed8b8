"""A release that is too much for one page of a kind: rendered of the real one, with lower limits."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipeline.publishing.site import site_model
from pipeline.publishing.site.pages import agency_type_pages, dimension_pages, findings_page, profile_pages
from pipeline.publishing.site.render import render_site
from tests.site.pages import broken_links, read_pages
from tests.site.release import Release, read_release, text


@pytest.fixture(scope="module")
def split(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    """The site of the release, on pages of few rows."""
    folder = tmp_path_factory.mktemp("split")
    # one process cannot open one file in two ways, and the release is open
    database = Path(shutil.copy(release.site.parent / "xephang.duckdb", folder))
    out = folder / "site"
    with pytest.MonkeyPatch.context() as patch:
        for module in (agency_type_pages, dimension_pages, profile_pages):
            patch.setattr(module, "MANY_ROWS", 5)
        for module in (site_model, findings_page):
            patch.setattr(module, "MANY_FINDINGS", 5)
        render_site(database, out)
    with duckdb.connect(str(database), read_only=True) as con:
        yield read_release(out, con)


def test_every_page_is_reached(split: Release) -> None:
    pages = read_pages(split.site)
    assert broken_links(split.site, pages) == []
    led_to = {(page.path.parent / link.partition("#")[0]).resolve() for page in pages for link in page.links}
    alone = [page.path for page in pages if page.path.resolve() not in led_to]
    assert alone == []


def test_each_finding_stands_on_the_page_of_its_province(split: Release) -> None:
    found = split.rows(
        "SELECT discrepancy_id, province_id, weight FROM discrepancies JOIN sources USING (source_id)"
    )
    assert len(found) > 5
    pages = {page.path: page for page in split.pages}
    for row in found:
        cards = pages[f"findings/{row['province_id']}.html"].find("//article/@id")
        assert cards.count(f"discrepancy-{row['discrepancy_id']}") == 1
    weights = ["changes_rank", "changes_tier", "none"]
    heaviest = sorted(weights.index(str(row["weight"])) for row in found)[:5]
    shown = {f"discrepancy-{row['discrepancy_id']}": weights.index(str(row["weight"])) for row in found}
    assert [shown[card] for card in pages["findings.html"].find("//article/@id")] == heaviest


def test_a_list_leads_to_the_card_of_its_error(split: Release) -> None:
    for page in split.of("assessments"):
        for link in page.find("//a[contains(@href,'#discrepancy-')]/@href"):
            target, _, card = link.partition("#")
            path = (split.site / page.path).parent / target
            assert f'id="{card}"' in path.read_text(encoding="utf-8"), (page.path, link)


def test_results_of_earlier_years_stand_on_the_pages_of_their_years(split: Release, release: Release) -> None:
    whole = {page.path: page for page in release.pages}
    n_split = 0
    for page in split.pages:
        folder, _, name = page.path.rpartition("/")
        if not folder.startswith("agency-types/") or folder.count("/") != 1 or f"{page.path}" not in whole:
            continue
        rows = whole[page.path].find("//table[.//caption[starts-with(@id,'results-')]]/tbody/tr")
        if len(rows) <= 5:
            continue
        n_split += 1
        years = [one for one in split.pages if one.path.startswith(f"{folder}/{name.removesuffix('.html')}/")]
        told = [
            text(row)
            for one in years
            for row in one.find("//table[.//caption[starts-with(@id,'results-')]]/tbody/tr")
        ]
        assert sorted(told) == sorted(text(row) for row in rows), page.path
    assert n_split


def test_a_province_shows_its_newest_lists(split: Release) -> None:
    lists = split.rows("SELECT assessment_id, province_id, index_id, block, year FROM assessments")
    newest: dict[tuple[object, object, object], int] = {}
    for row in lists:
        key = row["province_id"], row["index_id"], row["block"]
        newest[key] = max(row["year"], newest.get(key, 0))
    for page in split.of("provinces"):
        shown = {
            link.rpartition("/")[2].removesuffix(".html")
            for link in page.find(
                "//table[@class='profile']//tr[@class='head']//a[contains(@href,'assessments/')]/@href"
            )
        }
        own = [row for row in lists if page.path.endswith(f"provinces/{row['province_id']}.html")]
        expected = {
            str(row["assessment_id"])
            for row in own
            if newest[row["province_id"], row["index_id"], row["block"]] == row["year"]
        }
        assert not own or shown & {str(row["assessment_id"]) for row in own} == expected, page.path
