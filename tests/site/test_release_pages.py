"""Every page of the real release says only what is so: what it shows is held against the tables."""

import json
import re
from collections import defaultdict
from decimal import Decimal

import pytest
from lxml import html

from pipeline.publishing.site.links import word_anchor
from pipeline.publishing.site.texts import coded_words, read_strings
from pipeline.workspace import ROOT
from schemas.contract import PUBLISHED
from schemas.messages import read_messages
from tests.site.pages import broken_links, read_pages
from tests.site.release import Release, own_words, text, unfolded

STRINGS = {
    code: read_strings(ROOT / "site" / "content" / f"{code}.yaml") | coded_words(code)
    for code in ("vi", "en")
}
NUMBER = re.compile(r"[−\d][\d.,]*")
# The Vietnamese word for putting on paper
IN = re.compile(r"\b[Ii]n\b")
# What stands before the number of a place.
PLACE = {"vi": "hạng", "en": "rank"}
# The kinds of documents that tell of another.
ARTICLES = {"portal_article", "press"}


def number(shown: str, lang: str) -> Decimal:
    """A number as a page of ``lang`` writes it."""
    plain = shown.replace("−", "-")
    return Decimal(plain.replace(".", "").replace(",", ".") if lang == "vi" else plain.replace(",", ""))


def test_every_value_of_a_claim_has_its_own_unit(release: Release) -> None:
    claims = {f"claim-{row['claim_id']}": row for row in release.rows("FROM claims")}
    seen, places = set(), set()
    for page in release.pages:
        units = {key: STRINGS[page.lang][f"terms.unit.{key}"] for key in {"year", "date", *_units(claims)}}
        for row in page.find("//tr[starts-with(@id,'claim-')]"):
            claim = claims[row.get("id")]
            seen.add(claim["claim_id"])
            shown = text(row.xpath("td[4]")[0])
            if claim["recomputed_value"] is None:
                continue
            value, unit = claim["recomputed_value"], claim["recomputed_unit"]
            if unit in ("year", "date"):
                assert shown == str(int(value)), (page.path, shown)
                continue
            found = NUMBER.match(shown)
            told = f"{found.group()} {units[unit]}" if found else None
            if unit == "ranks" and claim["claim_type"] != "rank_change":
                found = NUMBER.search(shown)
                told = f"{PLACE[page.lang]} {found.group()}" if found else None
                places.add(shown)
            assert found and shown == told, (page.path, shown, unit)
            assert abs(number(found.group(), page.lang) - value) < Decimal("0.001"), (page.path, shown)
    assert seen == {row["claim_id"] for row in claims.values()}, "every claim stands on a page"
    assert places, "some claim is on a place"
    for page in (page for page in release.pages if page.path.endswith("findings.html")):
        for row in page.find("//article[starts-with(@id,'discrepancy-')]"):
            if claims[f"claim-{_discrepant(row)}"]["claim_type"] == "rank_order":
                cells = [text(cell) for cell in row.xpath("dl/div/dd")]
                assert all(re.fullmatch(rf"{PLACE[page.lang]} \d+", cell) for cell in cells), cells


def _discrepant(row: html.HtmlElement) -> str:
    """The id of the claim that a card leads to."""
    return str(row.xpath("h2/a/@href")[0]).partition("#claim-")[2]


def test_links_and_fragments_resolve(release: Release) -> None:
    assert broken_links(release.site, read_pages(release.site)) == []


def test_no_page_says_a_code(release: Release) -> None:
    """A tier that is a code of ours is shown by its term."""
    for page in release.pages:
        if page.folder in ("assessments", "provinces", "agency-types", "sources") or "errata" in page.path:
            assert "not_ranked" not in text(page.tree.find("body")), page.path
    deduced = release.rows("SELECT DISTINCT assessment_id FROM deductions WHERE tier = 'not_ranked'")
    pages = {page.path: page for page in release.pages}
    for row in deduced:
        for root, lang in (("", "vi"), ("en/", "en")):
            page = pages[f"{root}assessments/{row['assessment_id']}.html"]
            told = [text(value) for value in page.find("//table//*[@class='deduced']")]
            assert STRINGS[lang]["terms.status.not_ranked"] in told, page.path
    assert deduced


def test_every_number_of_a_conflict_is_marked(release: Release) -> None:
    numbers = release.rows("""
        SELECT s.assessment_id, s.source_id, s.line, s.value_text FROM conflict_sets AS c
        JOIN statements AS s ON list_contains(c.inputs, s.statement_id)
        WHERE s.agency_id IS NOT NULL""")
    assert len(numbers) > 1
    pages = {page.path: page for page in release.pages}
    for row in numbers:
        for root in ("", "en/"):
            place = f"contains(@href,'{row['source_id']}.html#L{row['line']}')"
            words = f"contains(@title,'“{row['value_text']}”')"
            listed = pages[f"{root}assessments/{row['assessment_id']}.html"]
            shown = listed.find(f"//a[@class='p'][{place}][{words}]")
            assert shown, row
            for link in shown:
                assert link.getnext() is not None and link.getnext().get("class") == "odd", row
            source = pages[f"{root}sources/{row['source_id']}.html"]
            marked = source.find(f"//*[@id='L{row['line']}']//*[contains(@class,'contested')]")
            assert row["value_text"] in [text(mark) for mark in marked], row


def test_what_our_transcripts_say_is_not_told_of_the_document(release: Release) -> None:
    """It is shown on the page of the transcript alone, and counted nowhere."""
    claims = release.rows(
        "SELECT claim_id, source_id, assessment_id FROM claims JOIN sources USING (source_id) "
        "WHERE document_kind = 'transcript'"
    )
    assert [row for row in claims if row["assessment_id"]]
    shown = {(page.path, row.get("id")) for page in release.pages for row in page.find("//tr[@id]")}
    for row in claims:
        of = {path for path, key in shown if key == f"claim-{row['claim_id']}"}
        assert of == {f"{root}sources/{row['source_id']}.html" for root in ("", "en/")}, row


def test_the_start_page_counts_nothing_twice(release: Release) -> None:
    documents = "FROM sources WHERE document_kind <> 'transcript'"
    counts = {
        "sources": f"SELECT count(*) AS n {documents}",
        "facts": "SELECT count(*) AS n FROM facts",
        "claims": f"SELECT count(*) AS n FROM claims WHERE source_id IN (SELECT source_id {documents})",
    }
    for page in release.pages:
        if page.path.endswith("index.html"):
            for key, query in counts.items():
                label = STRINGS[page.lang][f"home.n_{key}"]
                shown = text(page.find(f"//dt[.='{label}']/following-sibling::dd")[0])
                assert number(shown, page.lang) == release.rows(query)[0]["n"], (page.path, key)


def test_no_page_says_that_a_retold_list_was_published_there(release: Release) -> None:
    assert release.rows(
        "SELECT a.year FROM assessments AS a JOIN sources AS s USING (source_id) WHERE a.year <> s.year"
    )
    denied = {"vi": "do một tỉnh công bố", "en": "published by one province"}
    retold = {"vi": "thuật lại danh sách ấy", "en": "publishes that list or retells it"}
    for page in release.pages:
        if page.path.endswith("index.html") or page.folder == "provinces":
            words = own_words(page)
            assert denied[page.lang] not in words, page.path
            if page.find("//*[@id='catalogue-caption' or @id='assessments-caption']"):
                assert retold[page.lang] in words, page.path


def _units(claims: dict[str, dict[str, object]]) -> set[str]:
    return {str(row["recomputed_unit"]) for row in claims.values() if row["recomputed_unit"]}


def test_percents_are_shown_as_percents_and_points_as_points(release: Release) -> None:
    units = defaultdict(set)
    for row in release.rows("SELECT source_id, line, value_text, unit FROM statements"):
        units[row["source_id"], row["line"], row["value_text"]].add(row["unit"])
    n_percents = 0
    for page in (*release.of("assessments"), *release.of("agency-types"), *release.of("provinces")):
        for link in page.find("//table//a[@class='p'][@title]"):
            place = re.search(r"sources/(.+)\.html#L(\d+)(?:-c\d+)?$", link.get("href"))
            words = re.search(r"[“](.*)[”]", link.get("title"))
            assert place and words, link.get("href")
            of = units[place.group(1), int(place.group(2)), words.group(1)]
            if len(of) == 1:
                n_percents += of == {"percent"}
                assert text(link).endswith(" %") is (of == {"percent"}), (page.path, text(link))
    assert n_percents
    for page in release.pages:
        column = STRINGS[page.lang]["column.pct"]
        for table in page.find("//table[thead]"):
            heads = [text(head) for head in table.xpath("thead//th")]
            if column in heads:
                for row in table.xpath("tbody/tr[not(@class)][count(*[@colspan])=0]"):
                    cell = unfolded(row.xpath(f"*[{heads.index(column) + 1}]")[0])
                    assert cell == "–" or cell.removesuffix(" ≠").endswith(" %"), (page.path, cell)


def test_the_units_told_of_add_up(release: Release) -> None:
    lists = {row["assessment_id"]: row for row in release.rows("FROM assessments")}
    named = {
        row["assessment_id"]: row["n"]
        for row in release.rows(
            "SELECT assessment_id, count(*) AS n FROM assessed_units WHERE status <> 'excluded' GROUP BY ALL"
        )
    }
    keys = ("quoted", "named", "unnamed")
    n_unnamed = 0
    for page in release.of("assessments"):
        row = lists[page.path.rpartition("/")[2].removesuffix(".html")]
        told = text(page.find("//li[@class='coverage']")[0]).partition(": ")[2]
        counts = {}
        for key in keys:
            pattern = re.escape(STRINGS[page.lang][f"assessment.told_{key}"]).replace(r"\{n\}", r"(\d+)")
            found = re.search(rf"(?:^|; ){pattern}", told)
            counts[key] = int(found.group(1)) if found else 0
        assert counts["quoted"] == row["n_quoted"], (page.path, told)
        assert counts["quoted"] + counts["named"] == named[row["assessment_id"]], (page.path, told)
        n_unnamed += counts["unnamed"]
        if row["n_units"] is None:
            assert STRINGS[page.lang]["assessment.told_unknown"] in told, (page.path, told)
        else:
            assert sum(counts.values()) == row["n_units"], (page.path, told)
    assert n_unnamed, "some list leaves units unnamed"


def test_the_last_place_is_the_end_of_the_places_and_not_the_number_of_units(release: Release) -> None:
    query = """
        SELECT found.quantity, found.low, found.high
        FROM deductions AS found JOIN assessments USING (assessment_id)
        WHERE assessments.n_units IS NULL AND found.agency_id IS NULL
            AND assessment_id = 'dien-bien-2018-ict-departments' ORDER BY found.quantity"""
    rows = {row["quantity"]: (row["low"], row["high"]) for row in release.rows(query)}
    assert rows == {
        "n_units": (19, None), "rank": (3, 17), "score": (Decimal("114.9"), Decimal(184)),
        "max_score": (Decimal("184.9"), None),
    }  # fmt: skip


def test_a_printed_place_is_shown_whatever_the_state_of_its_unit(release: Release) -> None:
    shown = set()
    for page in release.of("provinces"):
        for row in page.find("//table[@class='profile']//tr[not(@class)]"):
            for link in row.xpath("td[1]//a[@class='p']/@href"):
                line = re.sub(r"-c\d+$", "", link.rpartition("sources/")[2])
                shown.add((page.lang, text(row.xpath("th/a")[0]), line))
    places = release.rows(
        "SELECT DISTINCT units.status, names.name, places.source_id, places.line "
        "FROM assessed_units AS units JOIN agencies AS names ON names.agency_id = units.agency_id "
        "JOIN statements AS places ON places.criterion_id = units.assessment_id || '/total' "
        "AND places.agency_id = units.agency_id AND places.measure = 'rank' AND places.is_counted"
    )
    assert "not_ranked" in {row["status"] for row in places}
    for row in places:
        for lang in STRINGS:
            link = f"{row['source_id']}.html#L{row['line']}"
            assert (lang, row["name"], link) in shown, row


def _in_order(release: Release, names: list[str]) -> bool:
    if len(names) < 2:
        return True
    rows = release.con.execute("SELECT n FROM (SELECT unnest(?) AS n) ORDER BY n COLLATE vi", [names])
    return names == [row[0] for row in rows.fetchall()]


def test_names_stand_in_vietnamese_order(release: Release) -> None:
    for page in (*release.of("agency-types"), *release.of("provinces")):
        for part in page.find("//table[@class='profile']/tbody"):
            names = [text(name) for name in part.xpath("tr[not(@class)]/th")]
            assert _in_order(release, names), (page.path, names)
    for page in release.of("assessments"):
        bare = [
            text(row.xpath("th")[0])
            for row in page.find("//section[@aria-labelledby='units']//tbody/tr[@id]")
            if not row.xpath("td//a[@class='p']") and not row.xpath("th/small")
        ]
        assert _in_order(release, bare), (page.path, bare)
    for page in release.pages:
        if page.path == "index.html":
            for columns in page.find("//ul[@class='columns']"):
                names = [text(name) for name in columns.xpath("li/a")]
                assert _in_order(release, names), names


def test_vietnamese_pages_never_say_in_for_published(release: Release) -> None:
    """``in`` reads as sent to a printer: a value is công bố, a text nêu."""
    said = re.compile(
        r"\b(?:[Ss]ố|[Đđ]iểm|[Hh]ạng|[Mm]ức|[Cc]hữ|[Tt]ên|được|như|không|tổng|đã|trị|chỗ) in\b|, in \d"
    )
    for page in release.pages:
        if page.lang == "vi":
            found = said.search(own_words(page))
            assert not found, (page.path, found)
    for key, words in STRINGS["vi"].items():
        if key != "site.language_label":
            assert not IN.search(str(words)), key


def test_no_vietnamese_explanation_says_in_for_published(release: Release) -> None:
    """No sentence of the audit, told in this release or not; no description of a table or column."""
    for table in ("claims", "discrepancies"):
        for row in release.rows(f"SELECT explanation FROM {table} WHERE explanation IS NOT NULL"):
            assert not IN.search(str(row["explanation"])), row
    for described in PUBLISHED:
        words = (described.description_vi, *(column.description_vi for column in described.columns))
        assert not [text for text in words if IN.search(text)], described.name
    assert not [key for key, words in read_messages("vi").items() if IN.search(words)]


@pytest.mark.parametrize(
    "phrase", ["không suy diễn", "không suy ra được; vì thế", "no inference for", "nor implied"]
)
def test_no_page_denies_what_it_does(release: Release, phrase: str) -> None:
    assert not [page.path for page in release.pages if phrase in own_words(page)]


def test_one_interval_of_ranks_on_all_pages(release: Release) -> None:
    """The bounds of a place in a table are those that the deductions of the same release give."""
    deduced = {
        (row["assessment_id"], row["agency_id"].replace("/", ".")): row
        for row in release.rows(
            "FROM deductions WHERE quantity = 'rank' AND agency_id IS NOT NULL AND holds_if IS NULL "
            "AND criterion_id = assessment_id || '/total'"
        )
    }
    assert deduced
    seen = set()
    for page in release.of("assessments"):
        listed = page.path.rpartition("/")[2].removesuffix(".html")
        heads = [
            text(head) for head in page.find("(//section[@aria-labelledby='units']//table)[1]/thead//th")
        ]
        label = STRINGS[page.lang]["column.interval"]
        for row in page.find("(//section[@aria-labelledby='units']//table)[1]/tbody/tr[@id]"):
            key = (listed, row.get("id"))
            if key in deduced and label in heads:
                low, high = deduced[key]["low"], deduced[key]["high"]
                span = unfolded(row.xpath(f"*[{heads.index(label) + 1}]")[0])
                open_end = STRINGS[page.lang]["cell.from_low"].format(low=int(low or 1))
                assert span == (f"{int(low or 1)}–{int(high)}" if high is not None else open_end), (key, span)
                seen.add(key)
    assert seen == set(deduced)


def test_what_a_document_says_of_a_criterion_is_not_called_unquoted(release: Release) -> None:
    said = release.rows(
        "SELECT DISTINCT assessment_id, agency_id, criteria.name FROM statements JOIN criteria "
        "USING (assessment_id, criterion_id) WHERE agency_id IS NOT NULL AND position > 0"
    )
    names = {row["agency_id"]: row["name"] for row in release.rows("FROM agencies")}
    assert any(True for row in said)
    for page in release.of("assessments"):
        listed = page.path.rpartition("/")[2].removesuffix(".html")
        for table in page.find("//table[@class='matrix']"):
            heads = _criteria_heads(table)
            rows = {text(row.xpath("th")[0]): row for row in table.xpath("tbody/tr")}
            for row in (row for row in said if row["assessment_id"] == listed):
                cell = rows[names[row["agency_id"]]].xpath(f"*[{heads.index(row['name']) + 1}]")[0]
                assert cell.xpath(".//a[@class='p']"), (page.path, row)
                assert not cell.xpath(".//abbr[@class='miss']"), (page.path, row)


def _criteria_heads(table: html.HtmlElement) -> list[str]:
    """The criterion of each column: one with parts has the first of those below its name."""
    heads = []
    below = iter(table.xpath("thead/tr[2]/th"))
    for head in table.xpath("thead/tr[1]/th"):
        name = head.text_content() if head.find("small") is None else head.text_content().partition("(")[0]
        parts = [next(below) for _ in range(int(head.get("colspan", "0")))]
        heads += [name.strip(), *(part.text_content().partition("(")[0].strip() for part in parts[1:])]
    return heads


def test_contested_numbers_are_marked_wherever_they_stand(release: Release) -> None:
    contested = release.rows("""
        SELECT DISTINCT s.assessment_id, s.agency_id, s.measure, s.source_id, s.line, s.value_text, p.province_id
        FROM discrepancies JOIN claims AS c USING (claim_id)
        JOIN statements AS s ON s.source_id = c.source_id AND s.line = c.line
            AND s.col_start < c.col_end AND c.col_start < s.col_end
        JOIN provinces AS p ON p.province_id = s.province_id
        WHERE s.agency_id IS NOT NULL""")
    assert contested
    pages = {page.path: page for page in release.pages}
    for row in contested:
        title = f"contains(@title,'“{row['value_text']}”')"
        link = f"//a[@class='p'][contains(@href,'{row['source_id']}.html#L{row['line']}')][{title}]"
        for root in ("", "en/"):
            for name in (f"assessments/{row['assessment_id']}.html", f"provinces/{row['province_id']}.html"):
                found = pages[root + name].find(link)
                assert found, (name, row)
                for shown in found:
                    assert (shown.getnext() is not None) and shown.getnext().get("class") == "odd", (
                        name,
                        row,
                    )
            source = pages[f"{root}sources/{row['source_id']}.html"]
            marked = source.find(f"//*[@id='L{row['line']}']//*[contains(@class,'contested')]")
            assert row["value_text"] in [text(mark) for mark in marked], row
    for claim in release.rows("SELECT c.* FROM discrepancies JOIN claims AS c USING (claim_id)"):
        source = pages[f"sources/{claim['source_id']}.html"]
        marked = source.find(f"//*[@id='L{claim['line']}']//*[contains(@class,'contested')]")
        assert marked or claim["printed_value"] is None, claim


def test_what_is_computed_from_a_contested_score_is_marked_too(release: Release) -> None:
    n_marked = 0
    for page in release.of("assessments"):
        heads = page.find("(//section[@aria-labelledby='units']//table)[1]/thead//th")
        if text(heads[1]) != STRINGS[page.lang]["column.score"]:
            continue
        for row in page.find("(//section[@aria-labelledby='units']//table)[1]/tbody/tr[@id]"):
            scores = row.xpath("td[1]//a[@class='p']")
            if scores and row.xpath("td[1]//abbr[@class='odd']"):
                for cell in row.xpath("td[.//em]"):
                    n_marked += 1
                    assert cell.xpath(".//abbr[@class='odd']"), (page.path, text(cell))
    assert n_marked


def test_every_link_to_a_document_says_its_kind(release: Release) -> None:
    kinds = {row["source_id"]: row["document_kind"] for row in release.rows("FROM sources")}
    seen = set()
    for page in release.pages:
        for link in page.find(
            "//a[contains(@href,'sources/')][not(contains(@href,'dimensions/') or contains(@href,'#'))]"
        ):
            source = link.get("href").rpartition("/")[2].removesuffix(".html")
            if link.get("class") == "switch":
                continue
            beside = link.getnext()
            badge = (
                beside if beside is not None else link.xpath("ancestor::tr[1]//*[contains(@class,'kind')]")[0]
            )
            assert badge.get("class") == f"kind k-{kinds[source]}", (page.path, source)
            seen.add(source)
    assert seen == set(kinds)


def test_pages_that_rest_on_an_article_say_so(release: Release) -> None:
    articles = {row["source_id"] for row in release.rows("FROM sources") if row["document_kind"] in ARTICLES}
    lists = {row["assessment_id"]: row["source_id"] for row in release.rows("FROM assessments")}
    unchecked = {"vi": "chưa đối chiếu bản ký", "en": "not checked against the signed copy"}
    for page in release.of("assessments"):
        source = lists[page.path.rpartition("/")[2].removesuffix(".html")]
        limits = text(page.find("//aside[@class='limits']")[0])
        assert (unchecked[page.lang] in limits) is (source in articles), page.path
    for page in release.of("sources"):
        source = page.path.rpartition("/")[2].removesuffix(".html")
        assert (unchecked[page.lang] in text(page.find("//aside[@class='limits']")[0])) is (
            source in articles
        )
    for page in release.pages:
        for row in page.find("//tr[starts-with(@id,'discrepancy-')]"):
            of_article = bool(
                row.xpath(".//*[contains(@class,'k-portal_article') or contains(@class,'k-press')]")
            )
            assert (unchecked[page.lang] in text(row)) is of_article, (page.path, text(row))


def test_english_pages_write_no_decimal_comma(release: Release) -> None:
    for page in release.pages:
        if page.lang == "en":
            found = re.search(r"\d,(?:\d{1,2}|\d{4,})(?!\d).{0,40}", own_words(page))
            assert not found, (page.path, found)


def test_a_tie_is_told_of_all_who_tie(release: Release) -> None:
    n_ties = 0
    for page in release.of("assessments"):
        captions = page.find("//figure[@class='chart']/figcaption")
        if captions:
            listed = page.path.rpartition("/")[2].removesuffix(".html")
            ends = release.rows(f"""
                SELECT name, rank_low, rank_high,
                    min(rank_low) OVER () AS first, max(rank_high) OVER () AS last
                FROM rankings JOIN agencies USING (agency_id)
                WHERE criterion_id = '{listed}/total' AND rank_low IS NOT NULL""")
            named = [r["name"] for r in ends if r["rank_low"] == r["first"] or r["rank_high"] == r["last"]]
            n_ties += len(named) > 2
            assert all(name in text(captions[0]) for name in named), (page.path, named)
    assert n_ties, "some list has a tie at an end"


def test_what_became_of_a_province_is_told_as_it_is(release: Release) -> None:
    became = {row["old_id"]: row for row in release.rows("FROM successions")}
    provinces = {row["province_id"]: row for row in release.rows("FROM provinces")}
    pages = {page.path: page for page in release.pages}
    kinds = set()
    for key in {row["province_id"] for row in release.rows("FROM sources")}:
        row, kind = became[key], became[key]["kind"]
        kinds.add(kind)
        for root in ("", "en/"):
            page = pages[f"{root}provinces/{key}.html"]
            told = page.find(f"//dt[.='{STRINGS[page.lang]['province.validity']}']/following-sibling::dd")[0]
            merged = STRINGS[page.lang]["province.merged"].partition("{date}")[2]
            heir = provinces[row["new_id"]]
            assert (merged in text(told)) is (kind == "merged"), (page.path, text(told))
            assert [text(link) for link in told.xpath("a")] == ([heir["name"]] if kind == "merged" else [])
            if kind == "merged":
                assert f"{root}provinces/{heir['province_id']}.html" in pages
    assert kinds == {"continued", "merged"}


def test_errata_count_errors(release: Release) -> None:
    (findings,) = (page for page in release.pages if page.path == "findings.html")
    assert len(findings.find("//article[@class]")) == len(release.rows("FROM discrepancies"))
    (page,) = (page for page in release.pages if page.path == "errata.html")
    misprinted = release.rows(
        "SELECT count(*) AS n FROM agency_names WHERE match IN ('repaired', 'fuzzy', 'curated')"
    )
    counted = [int(text(cell)) for cell in page.find("//table[caption[@id='names-caption']]/tbody/tr/td")]
    assert sum(counted) == misprinted[0]["n"]


def test_no_deduction_says_nothing(release: Release) -> None:
    for page in release.of("assessments"):
        for cell in page.find("//*[@class='deduced']"):
            assert text(cell) and "…" not in text(cell), (page.path, text(cell))
            assert not re.fullmatch(r"(?:từ|from) 0", text(cell)), page.path


def test_the_list_of_sources_says_how_much_of_each_is_published(release: Release) -> None:
    words = {"full": "full", "quotes": "quoted lines only"}
    table = re.findall(r"^\| `(.+?)` \|.*\| (.+?) \|$", (ROOT / "raw/README.md").read_text("utf-8"), re.M)
    said = {folder.replace("/", "-", 1): told for folder, told in table}
    assert said == {row["source_id"]: words[row["publish_text"]] for row in release.rows("FROM sources")}


def test_no_page_shows_a_difference_of_lists_that_may_not_be_subtracted(release: Release) -> None:
    query = """
        FROM claims
        WHERE compared_assessment_id IS NOT NULL
            AND NOT comparison(assessment_id, compared_assessment_id).subtract
    """
    gated = {f"claim-{row['claim_id']}": row for row in release.rows(query)}
    assert gated, "the reports speak of changes between years whose criteria nobody names"
    assert all(row["recomputed_value"] is row["low"] is row["high"] is None for row in gated.values())
    for page in release.pages:
        for row in page.find("//tr[starts-with(@id,'claim-')]"):
            if row.get("id") in gated and gated[row.get("id")]["verdict"] != "unverifiable":
                shown = row.xpath("td[4]")[0]
                assert shown.get("data-v") == "" and not NUMBER.search(text(shown)), page.path
                assert shown.xpath(".//abbr/@title") == [STRINGS[page.lang]["assessment.not_subtracted"]]
        assert not re.search("[▲▼△▽↑↓]", text(page.tree.find("body"))), f"{page.path} draws a change"
        for row in page.find("//tr[starts-with(@id,'discrepancy-')]"):
            if f"claim-{_discrepant(row)}" in gated:
                assert not NUMBER.search(text(row.xpath("td[3]")[0])), page.path


def test_lists_of_one_table_may_stand_side_by_side(release: Release) -> None:
    """Every two lists that a profile page sets into one table are let through by the gate."""
    barred = {
        frozenset((row["one"], row["other"]))
        for row in release.rows(
            "SELECT a.assessment_id AS one, b.assessment_id AS other FROM assessments AS a, assessments AS b "
            "WHERE NOT comparison(a.assessment_id, b.assessment_id).side_by_side"
        )
    }
    assert barred
    n_pairs = 0
    for page in (*release.of("provinces"), *release.of("agency-types")):
        # a list that stands with others says at which step it does
        for table in page.find("//table[.//small[contains(@class,'gate')]]"):
            links = table.xpath(".//a[contains(@href,'assessments/')]/@href")
            listed = sorted({href.rpartition("/")[2].partition(".html")[0] for href in links})
            pairs = {frozenset((a, b)) for a in listed for b in listed if a != b}
            n_pairs += len(pairs)
            assert not pairs & barred, (page.path, pairs & barred)
    assert n_pairs


def test_a_link_to_words_leads_to_the_words_themselves(release: Release) -> None:
    pages = {page.path: page for page in release.pages}
    words = release.rows("SELECT source_id, line, col_start, value_text FROM statements")
    assert words
    for row in words:
        source = pages[f"sources/{row['source_id']}.html"]
        (place,) = source.find(f"//*[@id='{word_anchor(row['line'], row['col_start'])}']")
        told = text(place) or text(place.getparent())
        assert row["value_text"].strip()[:20] in told or told in row["value_text"], row


def test_the_start_page_covers_each_province_and_year(release: Release) -> None:
    (home,) = (page for page in release.pages if page.path == "index.html")
    tiles = home.find("(//ol[@class='tiles'])[1]/li")
    assert len(tiles) == 63 + 2, "the provinces before the mergers and two archipelagos"
    assert len(home.find("(//ol[@class='tiles'])[2]/li")) == 34 + 2
    listed = dict(release.con.execute("SELECT province_id, count(*) FROM assessments GROUP BY 1").fetchall())
    told = {
        str(tile.xpath("a/@href")[0]): int(text(tile.xpath("a/b")[0])) for tile in tiles if tile.xpath("a")
    }
    assert told == {f"provinces/{province_id}.html": n for province_id, n in listed.items()}
    cells = home.find("//table[caption[@id='matrix-caption']]/tbody/tr/td")
    assert sum(int(text(cell)) for cell in cells if text(cell).isdigit()) == sum(listed.values())


def test_the_dataset_is_described_to_search_engines(release: Release) -> None:
    for page in (
        page for page in release.pages if page.path.endswith(("index.html", "data.html")) and not page.folder
    ):
        (card,) = page.find("//script[@type='application/ld+json']")
        told = json.loads(card.text)
        assert told["@type"] == "Dataset"
        assert told["inLanguage"] == page.lang
        assert told["version"] == release.rows("FROM release")[0]["release_id"]


def test_every_page_says_what_it_is_and_how_to_cite_it(release: Release) -> None:
    for page in release.pages:
        (title,) = page.find("//meta[@property='og:title']/@content")
        assert title and title in text(page.find("//footer")[0]), page.path
        (description,) = page.find("//meta[@name='description']/@content")
        assert description.strip(), page.path


def test_a_hypothesis_is_told_as_numbers_are_printed(release: Release) -> None:
    told = [
        text for row in release.rows("SELECT hypotheses FROM conflict_sets") for text in row["hypotheses"]
    ]
    assert told
    for hypothesis in told:
        printed, repaired = (Decimal(number) for number in hypothesis.split(" → "))
        assert printed.as_tuple().exponent == repaired.as_tuple().exponent, hypothesis
    shown = {
        lang: " ".join(text(page.tree) for page in release.pages if page.lang == lang) for lang in STRINGS
    }
    assert all(hypothesis in shown["en"] for hypothesis in told)
    assert all(hypothesis.replace(".", ",") in shown["vi"] for hypothesis in told)
