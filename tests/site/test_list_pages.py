"""The page of one list, on the real release: its summary, what follows in its cells, what is folded and drawn."""

from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from lxml import html

from pipeline.publishing.site.links import assessment_page
from pipeline.workspace import ROOT
from tests.site.release import RealPage, Release, text, unfolded

# The deductions that a page shows: not those that hold under one scheme alone, nor those that say nothing.
SHOWN = "FROM deductions WHERE holds_if IS NULL AND (high IS NOT NULL OR low > 0)"
BORNE_OUT = {"confirmed", "rounded", "consistent"}
SHARE = Decimal("0.01")


def listed(page: RealPage) -> str:
    """The list that a page is of."""
    return page.path.rpartition("/")[2].removesuffix(".html")


def rows_of(page: RealPage, agency_id: str) -> list[html.HtmlElement]:
    """The rows of a unit: those that its page is linked from."""
    path = f"/{agency_id}.html"
    return [
        row
        for row in page.find("//section[@aria-labelledby='units' or @aria-labelledby='criteria']//tr")
        if any(str(link).endswith(path) for link in row.xpath("th/a/@href"))
    ]


def ends(row: dict[str, Any]) -> list[str]:
    """The ends of a deduction as a Vietnamese page writes them."""
    if row["quantity"] == "tier":
        return []
    found = []
    for end, direction in (("low", ROUND_FLOOR), ("high", ROUND_CEILING)):
        if row[end] is not None and (row["high"] == 0 or row[end] != 0):
            value = row[end] if row["low"] == row["high"] else row[end].quantize(SHARE, direction)
            if row["low"] == row["high"] and row["quantity"] == "pct_of_max":
                value = row[end].quantize(SHARE)
            found.append(f"{value.normalize():f}".replace(".", ","))
    return list(dict.fromkeys(found))


def vietnamese(release: Release) -> Iterator[RealPage]:
    return (page for page in release.of("assessments") if page.lang == "vi")


def test_every_deduction_stands_in_the_cell_that_it_is_about(release: Release) -> None:
    found = release.rows(f"{SHOWN} ORDER BY ALL")
    assert {row["quantity"] for row in found} == {
        "score",
        "rank",
        "tier",
        "pct_of_max",
        "max_score",
        "n_units",
    }
    pages = {listed(page): page for page in vietnamese(release)}
    for row in found:
        page = pages[row["assessment_id"]]
        if row["agency_id"]:
            places = rows_of(page, row["agency_id"])
        elif row["quantity"] in ("max_score", "n_units"):
            places = page.find("//dl[contains(@class,'facts')]//dd|//table[@class='tree']//tr")
        else:
            places = page.find("//tfoot/tr")
        folded = [part for place in places for part in place.xpath(".//details[@class='why']")]
        shown = [text(value) for part in folded for value in part.xpath("ul//*[@class='deduced']")]
        for end in ends(row):
            assert any(end in value for value in shown), (row, shown)
        assert folded, row
        assert all(part.xpath("ul//a[contains(@href,'#L')]") for part in folded), "each with its lines"
    for page in release.of("assessments"):
        assert not page.find("//*[@aria-labelledby='deductions']"), "no table apart from the cells"


def test_what_does_not_fit_or_cannot_be_checked_is_shown_and_the_rest_is_folded(release: Release) -> None:
    verdicts = {f"claim-{row['claim_id']}": row["verdict"] for row in release.rows("FROM claims")}
    n_folded = 0
    for page in release.of("assessments"):
        counts: Counter[str] = Counter()
        for row in page.find("//tr[starts-with(@id,'claim-')]"):
            verdict = verdicts[row.get("id")]
            counts[verdict] += 1
            folded = bool(row.xpath("ancestor::details"))
            n_folded += folded
            assert folded is (verdict in BORNE_OUT), (page.path, row.get("id"))
        told = [text(part) for part in page.find("//ul[@class='summary']/li")]
        for n in counts.values():
            assert str(n) in told[3], (page.path, told[3])
    assert n_folded


def test_every_discrepancy_of_a_list_stands_on_its_page(release: Release) -> None:
    rows = release.rows("FROM discrepancies WHERE assessment_id IS NOT NULL")
    pages = {listed(page): page for page in vietnamese(release)}
    for row in rows:
        section = pages[row["assessment_id"]].find("//section[@aria-labelledby='discrepancies']")[0]
        assert section.xpath(f".//tr[@id='claim-{row['claim_id']}']"), row
    assert rows


def test_a_list_is_summed_up_in_five_lines_and_its_sections_are_listed(release: Release) -> None:
    titles = {row["assessment_id"]: row for row in release.rows("FROM assessments")}
    for page in release.of("assessments"):
        lines = [text(line) for line in page.find("//ul[@class='summary']/li")]
        assert len(lines) == 5
        row = titles[listed(page)]
        assert str(row["year"]) in lines[0]
        if row["n_units"]:
            assert str(row["n_units"]) in lines[0]
        linked = [str(link).removeprefix("#") for link in page.find("//nav[@class='contents']//a/@href")]
        named = page.find("//main/section/@aria-labelledby")
        assert linked == [name for name in named if name in linked]
        assert set(named) - set(linked) <= {"criteria", "claims"}, (
            "only sections that hold nothing are left out"
        )


def test_who_stands_first_and_last_is_told_where_it_is_known(release: Release) -> None:
    pages = {listed(page): page for page in vietnamese(release)}
    line = text(pages["cao-bang-2021-ict-departments"].find("//ul[@class='summary']/li")[2])
    assert line == "Xếp đầu: Sở Giáo dục và Đào tạo (53,2 điểm). Xếp cuối: Thanh tra tỉnh (32,2 điểm)."
    line = text(pages["dien-bien-2018-ict-departments"].find("//ul[@class='summary']/li")[2])
    assert line.endswith("Xếp cuối: không rõ."), "how many stand below the last one named is not known"


def test_the_chart_of_an_incomplete_list_draws_every_unit_with_bounds(release: Release) -> None:
    n_drawn = 0
    for page in vietnamese(release):
        for figure in page.find("//figure[@class='chart ranges']"):
            told = {
                text(row.xpath("th/a")[0]): unfolded(row.xpath("td/*[@class='deduced']|td//summary/*")[0])
                for row in page.find("//table[contains(@class,'units')]/tbody/tr")
            }
            names = [text(name) for name in figure.xpath(".//ol[@class='names']/li")]
            n_drawn += len(names)
            assert set(told) <= set(names), page.path
            assert len(names) == len(figure.xpath(".//ol[@class='values']/li"))
            marks = figure.xpath(".//*[local-name()='circle' or @class='span']")
            assert len(marks) == len(names)
            assert figure.xpath(".//div[@aria-hidden='true']"), "the table is its text"
    assert n_drawn


def test_lists_of_other_provinces_are_counted_and_not_listed(release: Release) -> None:
    query = """
        SELECT said.step, count(*) AS n
        FROM (
            SELECT comparison('{one}', other.assessment_id) AS said
            FROM assessments AS other
            WHERE other.province_id <> (SELECT province_id FROM assessments WHERE assessment_id = '{one}')
        )
        GROUP BY ALL"""
    lists = release.rows("FROM assessments")
    homes = {assessment_page(row["assessment_id"]): row["province_id"] for row in lists}
    provinces = {row["assessment_id"]: row["province_id"] for row in lists}
    for page in vietnamese(release):
        section = page.find("//section[@aria-labelledby='compared']")[0]
        linked = {
            str(href).removeprefix("../")
            for href in section.xpath(".//a[contains(@href,'assessments/')]/@href")
        }
        home = provinces[listed(page)]
        own = {path for path, province in homes.items() if province == home} - {assessment_page(listed(page))}
        assert linked == own, page.path
        counted = {
            text(row.xpath("td[1]")[0]): int(text(row.xpath("td[2]")[0]).split()[0])
            for row in section.xpath(".//tbody[last()]/tr[not(@class)]")
        }
        assert counted == {row["step"]: row["n"] for row in release.rows(query.format(one=listed(page)))}


def test_parts_stand_below_their_criterion(release: Release) -> None:
    parts = release.rows(
        "SELECT part.assessment_id, part.name, whole.name AS whole FROM criteria AS part "
        "JOIN criteria AS whole ON whole.criterion_id = part.parent_criterion_id WHERE whole.position > 0"
    )
    assert parts
    pages = {listed(page): page for page in vietnamese(release)}
    for row in parts:
        (table,) = pages[row["assessment_id"]].find("//table[@class='matrix']")
        tops = [text(head) for head in table.xpath("thead/tr[1]/th[@scope='colgroup']")]
        assert row["whole"] in tops and row["name"] not in tops
        assert row["name"] in [
            text(head).partition(" (")[0] for head in table.xpath("thead/tr[2]/th[@class='part']")
        ]
        (tree,) = pages[row["assessment_id"]].find("//table[@class='tree']")
        assert row["name"] in [text(head) for head in tree.xpath("tbody/tr[@class='d2']/th")]


def test_no_range_starts_where_everything_does(release: Release) -> None:
    assert release.rows(f"{SHOWN} AND quantity = 'score' AND low = 0 AND high > 0")
    for page in release.of("assessments"):
        assert not [found for found in page.find("//*[@class='deduced']") if text(found).startswith("0–")], (
            page.path
        )


def test_no_empty_table_of_criteria_is_shown(release: Release) -> None:
    n_named = 0
    for page in release.of("assessments"):
        for section in page.find("//section[@aria-labelledby='criteria']"):
            n_named += bool(section.xpath(".//table[@class='tree'] and not(.//table[@class='matrix'])"))
            for table in section.xpath(".//table[@class='matrix']"):
                assert any(text(cell) != "–" for cell in table.xpath("tbody/tr/td")), page.path
    assert n_named, "some document names criteria and tells nothing of them"


def test_no_line_of_a_template_is_long() -> None:
    for path in (ROOT / "site" / "templates").glob("*.j2"):
        assert not [line for line in path.read_text("utf-8").splitlines() if len(line) > 160], path.name
