"""The pages that set provinces side by side, on the real release: what they show is what the tables hold."""

import re

import pytest

from pipeline.publishing.site.links import agency_type_page, assessment_page
from tests.site.release import RealPage, Release, text

RESULTS = """
SELECT agencies.agency_type, lists.index_id, lists.assessment_id, lists.year, units.agency_id, provinces.name,
    results.rank, lists.n_units, results.pct_of_max, units.reason
FROM assessed_units AS units
JOIN agencies USING (agency_id)
JOIN assessments AS lists USING (assessment_id)
JOIN provinces ON provinces.province_id = lists.province_id
LEFT JOIN results ON results.agency_id = units.agency_id AND results.criterion_id = units.assessment_id || '/total'
WHERE agencies.agency_type IS NOT NULL
ORDER BY provinces.name COLLATE vi, lists.year, lists.index_id, lists.block, agencies.name COLLATE vi
"""
PAIRS = """
SELECT a.province_id = b.province_id AS is_within, comparison(a.assessment_id, b.assessment_id).step AS step,
    count(*) AS n
FROM assessments AS a JOIN assessments AS b ON a.assessment_id < b.assessment_id
WHERE a.assessment_id IN ({lists}) AND b.assessment_id IN ({lists})
GROUP BY ALL
ORDER BY is_within DESC, step
"""


@pytest.fixture(scope="session")
def paths(release: Release) -> dict[str, RealPage]:
    """All pages by path."""
    return {page.path: page for page in release.pages}


def _shown(page: RealPage) -> list[list[str]]:
    """The rows of the results: province, year and what follows, and where the year leads."""
    rows = page.find("//table[.//caption[starts-with(@id,'results-')]]/tbody/tr")
    return [
        [text(row.xpath("th/a")[0]), *(text(cell) for cell in row.xpath("td")), row.xpath("td[1]/a/@href")[0]]
        for row in rows
    ]


@pytest.mark.parametrize("root", ["", "en/"])
def test_a_type_and_an_index_have_one_row_a_unit_and_year(
    release: Release, paths: dict[str, RealPage], root: str
) -> None:
    results: dict[str, list[dict[str, object]]] = {}
    for row in release.rows(RESULTS):
        path = root + agency_type_page(str(row["agency_type"]), str(row["index_id"]))
        results.setdefault(path, []).append(row)
    assert results.keys() == {path for path in paths if re.match(f"{root}agency-types/.+/", path)}
    for path, rows in results.items():
        shown = _shown(paths[path])
        assert [[line[0], line[1]] for line in shown] == [[row["name"], str(row["year"])] for row in rows], (
            path
        )
        for line, row in zip(shown, rows, strict=True):
            assert f"{assessment_page(str(row['assessment_id']))}#" in line[-1]
            if row["reason"]:
                assert str(row["reason"]) in line[2]
                continue
            of = f" / {row['n_units']}" if row["n_units"] else ""
            if row["rank"] is not None:
                assert re.sub(" ≠", "", line[2]) == f"{row['rank']}{of}", (path, line)
            assert ("%" in line[6]) is (row["pct_of_max"] is not None), (path, line)


def test_what_the_ladder_says_is_told_once(release: Release, paths: dict[str, RealPage]) -> None:
    steps = set()
    for path, page in paths.items():
        if not re.match("agency-types/.+/", path):
            continue
        lists = {line[-1].rpartition("/")[2].partition(".html")[0] for line in _shown(page)}
        quoted = ", ".join(f"'{listed}'" for listed in sorted(lists))
        told = [
            (text(line.xpath("b")[0]), int(re.findall(r": (\d+)\)", text(line))[0]))
            for line in page.find("//aside//li[contains(@class,'gate')]")
        ]
        assert told == [(row["step"], row["n"]) for row in release.rows(PAIRS.format(lists=quoted))], path
        steps |= {step for step, _ in told}
        assert not page.find("//*[contains(@class,'sortable')]"), f"{path} sorts lists of several scales"
    assert "D" in steps


def test_lists_without_the_agency_are_named(release: Release, paths: dict[str, RealPage]) -> None:
    page = paths[agency_type_page("so-y-te", "ict")]
    named = [
        link.rpartition("/")[2] for link in page.find("//section[@aria-labelledby='without']//td/a/@href")
    ]
    lacking = release.rows("""
        SELECT assessment_id FROM assessments
        WHERE index_id = 'ict' AND block = 'departments' AND assessment_id NOT IN (
            SELECT assessment_id FROM assessed_units JOIN agencies USING (agency_id) WHERE agency_type = 'so-y-te'
        )""")
    assert lacking
    assert sorted(named) == sorted(f"{row['assessment_id']}.html" for row in lacking)
