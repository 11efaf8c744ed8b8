"""What every page holds to: well formed, its links resolve, nothing from outside, nothing typed by hand."""

import re
from pathlib import Path

import duckdb
import pytest

from pipeline.publishing.site.pages.selftest_table import read_selftest
from pipeline.publishing.site.render import render_site
from pipeline.publishing.site.site_pages import SELFTEST
from pipeline.workspace import ROOT
from schemas.contract import PUBLISHED
from tests.site.pages import Page, broken_links
from tests.site.rows import ARTICLE, COMPLETE, DECISION, EARLIER, PLACES, QUOTED


def page(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def row_of(html: str, anchor: str) -> str:
    found = re.search(rf'<tr id="{re.escape(anchor)}">.*?</tr>', html, re.S)
    assert found, f"no row {anchor}"
    return found.group()


def test_pages_are_well_formed(pages: list[Page]) -> None:
    faults = [(page.path.name, fault) for page in pages for fault in page.faults]
    assert not faults


def test_ids_are_unique_on_a_page(pages: list[Page]) -> None:
    for page in pages:
        assert len(page.ids) == len(set(page.ids)), page.path


def test_links_and_fragments_resolve(site: Path, pages: list[Page]) -> None:
    assert broken_links(site, pages) == []


def test_nothing_is_fetched_from_outside(site: Path, pages: list[Page]) -> None:
    for page in pages:
        for name in page.fetched:
            assert (page.path.parent / name).resolve().is_relative_to(site.resolve()), (page.path, name)
    for sheet in site.rglob("*.css"):
        assert not re.search(r"https?:|@import|data:", sheet.read_text(encoding="utf-8")), sheet


def test_pages_hold_to_their_content_security_policy(pages: list[Page]) -> None:
    for page in pages:
        for tag, attributes in page.tags:
            assert tag != "style", page.path
            is_data = attributes.get("type") == "application/ld+json"
            assert tag != "script" or attributes.get("src") or is_data, page.path
            assert "style" not in attributes, (page.path, tag)
            assert not any(name.startswith("on") for name in attributes), (page.path, tag)


def test_tables_are_captioned_and_in_a_region(pages: list[Page]) -> None:
    for page in pages:
        tags = [tag for tag, _ in page.tags]
        assert tags.count("table") == tags.count("caption"), page.path
        regions = [a for tag, a in page.tags if a.get("role") == "region"]
        assert len(regions) == tags.count("table"), page.path
        assert all(region.get("aria-labelledby") in page.ids for region in regions), page.path


def test_each_page_says_its_language_and_leads_to_the_other(site: Path, pages: list[Page]) -> None:
    for page in pages:
        code = "en" if page.path.relative_to(site).parts[0] == "en" else "vi"
        assert ("html", {"lang": code}) in page.tags
        mirror = next(a for tag, a in page.tags if tag == "a" and a.get("hreflang"))
        assert (page.path.parent / str(mirror["href"])).resolve().is_file()


def test_every_number_comes_from_the_database(database: Path, site: Path, pages: list[Page]) -> None:
    """Whatever number is read on a page stands in a row, is a count of rows, or follows from a stored one.

    The self-test is no part of a release: its numbers come from its own file.
    """
    kept = read_selftest(SELFTEST)
    stored = [*_stored(database), str(kept), *(str(row.recall) for row in kept.rows)]
    known = {number.lstrip("0") for number in re.findall(r"\d+", " ".join(stored))}
    for page in pages:
        shown = {number.lstrip("0") for number in re.findall(r"\d+", " ".join(page.text))}
        # Numbers of table groups and counts of what is on one page are smaller than any list here.
        assert not {number for number in shown - known if int(number) > 20}, page.path


def _stored(database: Path) -> list[str]:
    """All cells, the sizes of the tables, and what the comments of the database say."""
    with duckdb.connect(str(database), read_only=True) as con:
        tables = [con.execute(f'SELECT * FROM "{table.name}"').fetchall() for table in PUBLISHED]
        comments = con.execute("SELECT comment, data_type FROM duckdb_columns()").fetchall()
    rows = [row for table in (*tables, comments) for row in table]
    cells = [str(value) for row in rows for value in row if value is not None]
    shortened = [re.sub(r"\.?0+$", "", cell) for cell in cells if re.fullmatch(r"-?\d+\.\d+", cell)]
    return [*cells, *shortened, *(str(len(table)) for table in tables)]


def test_the_start_page_counts_the_tables(database: Path, site: Path) -> None:
    html = page(site, "index.html")
    with duckdb.connect(str(database), read_only=True) as con:
        for table in ("sources", "assessments", "agencies", "facts", "claims"):
            row = con.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert row is not None
            assert f"<dd>{row[0]}</dd>" in html, table


def test_a_printed_score_leads_to_its_line(site: Path) -> None:
    row = row_of(page(site, f"assessments/{COMPLETE}.html"), "thu-nhat.so-y-te")
    found = re.search(r'href="\.\./(sources/[^"#]+)#((L\d+)-c\d+)"[^>]*>90,5</a>', row)
    assert found, row
    source = page(site, found.group(1))
    line = re.search(rf'<div id="{found.group(3)}".*?</div>', source)
    assert line
    assert re.search(rf'<a id="{found.group(2)}"[^>]*>90\.5</a>', line.group())


def test_printed_and_recomputed_ranks_stand_apart(site: Path) -> None:
    row = row_of(page(site, f"assessments/{COMPLETE}.html"), "thu-nhat.thanh-tra")
    assert re.search(r">4</a>", row)
    assert re.search(r"<em[^>]*>5</em> <span class=\"differs\">", row)
    agreeing = row_of(page(site, f"assessments/{COMPLETE}.html"), "thu-nhat.so-y-te")
    assert "differs" not in agreeing


def test_english_numbers_have_a_point(site: Path) -> None:
    assert ">90.5</a>" in row_of(page(site, f"en/assessments/{COMPLETE}.html"), "thu-nhat.so-y-te")


def test_a_place_in_words_is_shown_in_words(site: Path) -> None:
    assert "không thuộc diện đánh giá" in row_of(
        page(site, f"assessments/{COMPLETE}.html"), "thu-nhat.ban-dan-toc"
    )


@pytest.mark.parametrize(
    ("listed", "drawn"), [(COMPLETE, "chart"), (PLACES, "chart"), (QUOTED, "chart ranges"), (EARLIER, None)]
)
def test_incomplete_lists_have_their_ranges_drawn(site: Path, listed: str, drawn: str | None) -> None:
    found = re.search(r'<figure class="(chart[^"]*)"', page(site, f"assessments/{listed}.html"))
    assert (found.group(1) if found else None) == drawn


def test_only_incomplete_lists_show_an_interval(site: Path) -> None:
    assert "Khoảng hạng" not in page(site, f"assessments/{COMPLETE}.html")
    assert "Khoảng hạng" in page(site, f"assessments/{QUOTED}.html")


def test_percent_of_maximum_needs_a_maximum(site: Path) -> None:
    assert "% điểm tối đa" in page(site, f"assessments/{COMPLETE}.html")
    assert 'scope="col" class="n">% điểm tối đa' not in page(site, f"assessments/{QUOTED}.html")


def test_what_compares_provinces_is_not_sortable_and_names_the_step(site: Path) -> None:
    html = page(site, "agency-types/so-y-te/ict.html")
    assert "sortable" not in html
    assert "lý do D" in html, "what forbids comparing stands beside the results"
    assert "lý do E" not in html, "another topic has a page of its own"


def test_an_article_shows_only_its_published_lines(site: Path) -> None:
    html = page(site, f"sources/{ARTICLE.replace('/', '-')}.html")
    assert 'id="L4"' in html
    assert 'id="L3"' not in html


def test_an_open_number_is_named_on_the_page_of_its_document(site: Path) -> None:
    told = text_of(page(site, f"sources/{ARTICLE.replace('/', '-')}.html"))
    assert "4517 (dòng 12)." in told[told.index("Những con số chưa rõ:") :]


def test_every_line_of_a_document_has_its_anchor(database: Path, site: Path) -> None:
    html = page(site, f"sources/{DECISION.replace('/', '-')}.html")
    with duckdb.connect(str(database), read_only=True) as con:
        lines = con.execute("SELECT line FROM source_lines WHERE source_id = ?", [DECISION]).fetchall()
    assert all(f'id="L{line}"' in html for (line,) in lines)


def test_text_of_a_document_is_escaped(site: Path) -> None:
    html = page(site, f"sources/{DECISION.replace('/', '-')}.html")
    assert "&lt;đạt&gt;" in html
    assert "<đạt>" not in html


def test_claims_lead_back_to_the_page_that_shows_them(site: Path) -> None:
    source = page(site, f"sources/{ARTICLE.replace('/', '-')}.html")
    assert f'href="../assessments/{QUOTED}.html#claim-c2"' in source
    assert 'id="claim-c1"' in source
    assert "chờ kiểm tra" in source


def test_errata_show_what_is_wrong(site: Path) -> None:
    text = text_of(page(site, "errata.html"))
    for told in ("S Y tế", "mất chữ", "raw/dak-thu/c.txt", "mend the file"):
        assert told in text


def test_the_dictionary_speaks_the_language_of_the_page(site: Path) -> None:
    assert "Printed score" in page(site, "en/data.html")
    assert "Điểm được công bố" in page(site, "data.html")


def test_the_same_release_gives_the_same_bytes(database: Path, site: Path, tmp_path: Path) -> None:
    render_site(database, tmp_path)
    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    second = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert first == second


def test_rendering_writes_nothing_beside_its_templates(database: Path, tmp_path: Path) -> None:
    compiled = ROOT / "site" / "templates" / "__pycache__"
    if compiled.exists():
        compiled.rename(tmp_path / "of an earlier release")
    render_site(database, tmp_path / "site")
    assert not compiled.exists()


def test_numbers_at_odds_are_shown_with_their_hypotheses(site: Path) -> None:
    row = row_of(page(site, f"en/assessments/{COMPLETE}.html"), "conflict-k1")
    assert "total equals its parts" in row
    assert "misprinted digit, not verified: 90 → 91" in row
    assert row.count("#L") == 2, "a statement and a band, each with its line"


def test_two_claims_of_one_line_are_one_proof(site: Path) -> None:
    row = row_of(page(site, f"en/assessments/{QUOTED}.html"), "dak-thu.thanh-tra")
    assert row.count("#L") == 1


def test_what_follows_names_rule_tiers_and_proof_in_its_cell(site: Path) -> None:
    row = row_of(page(site, f"en/assessments/{COMPLETE}.html"), "thu-nhat.ban-dan-toc")
    folded = row[row.index("<details") :]
    assert re.search(r"Tốt\s*–\s*Khá", text_of(folded[: folded.index("</summary>")]))
    assert "number of units in each tier" in folded
    assert "#L" in folded


@pytest.mark.parametrize("name", ["errata.html", "en/errata.html"])
def test_a_doubt_names_both_readings_on_the_errata_and_its_document(site: Path, name: str) -> None:
    english = name.startswith("en/")
    told = (
        "criterion total another criterion It differs from the table before in every row"
        if english
        else "tiêu chí total tiêu chí khác Bảng này khác bảng trước ở mọi dòng"
    )
    html = page(site, name)
    assert told in text_of(html)
    source = html.partition("doubts-caption")[2].partition('href="')[2].partition("#")[0].partition('"')[0]
    assert told in text_of(page(site, f"{'en/' if english else ''}{source}"))


def test_findings_are_cards_with_their_document_and_state(site: Path) -> None:
    card = page(site, "en/findings.html").partition('<article class="card')[2]
    assert "12/QĐ-UBND" in text_of(card)
    assert "not yet sent to the issuer" in card
    assert "Hạng 4 in hai lần" in text_of(page(site, "findings.html"))


@pytest.mark.parametrize(
    ("name", "mark", "all_kinds"), [("method.html", ",", "Tất cả"), ("en/method.html", ".", "All")]
)
def test_the_method_page_shows_the_kept_self_test(site: Path, name: str, mark: str, all_kinds: str) -> None:
    everything = read_selftest(SELFTEST).rows[-1]
    told = text_of(page(site, name))
    numbers = (
        everything.n_planted,
        everything.n_apart,
        everything.n_revealable,
        everything.n_found,
        everything.n_doubted,
    )
    recall = str(everything.recall).replace(".", mark)
    assert " ".join([all_kinds, *map(str, numbers), f"{recall} %", str(everything.n_alarms)]) in told
