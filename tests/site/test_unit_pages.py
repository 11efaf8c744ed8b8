"""The page of each unit, on the real release: what its first sentence says, and that names lead to it."""

import pytest

from pipeline.publishing.site.links import unit_page
from tests.site.release import RealPage, Release, text

NEWEST = """
SELECT units.agency_id, r.rank, r.rank_low, r.rank_high, units.reason
FROM assessed_units AS units
JOIN assessments AS lists USING (assessment_id)
LEFT JOIN results AS r
    ON r.criterion_id = units.assessment_id || '/total' AND r.agency_id = units.agency_id
QUALIFY lists.year = max(lists.year) OVER (PARTITION BY units.agency_id)
"""


@pytest.fixture(scope="session")
def units(release: Release) -> dict[str, RealPage]:
    """The Vietnamese pages of units by path."""
    return {page.path: page for page in release.pages if page.path.startswith("units/")}


def test_every_unit_of_a_list_has_a_page_and_no_other_unit(
    release: Release, units: dict[str, RealPage]
) -> None:
    listed = {unit_page(row["agency_id"]) for row in release.rows("FROM assessed_units")}
    assert listed == units.keys()


def test_the_first_sentence_tells_the_place_or_its_bounds(
    release: Release, units: dict[str, RealPage]
) -> None:
    told = dict[str, list[str]]()
    for row in release.rows(NEWEST):
        low, high = row["rank_low"], row["rank_high"]
        if row["reason"]:
            place = row["reason"]
        elif row["rank"] is not None:
            place = f"hạng {row['rank']}"
        elif low is not None and low == high:
            place = f"hạng {low} (suy ra)"
        elif low is not None and high is not None:
            place = f"hạng trong khoảng {low}–{high}"
        else:
            place = "hạng"
        told.setdefault(unit_page(row["agency_id"]), []).append(place)
    assert told.keys() == units.keys()
    for path, page in units.items():
        sentence = text(page.find("//p[@class='lead']")[0])
        assert any(place in sentence for place in told[path]), (path, sentence, told[path])


def test_a_place_that_others_share_is_told_as_a_tie(release: Release, units: dict[str, RealPage]) -> None:
    tied = release.rows("""
        SELECT r.agency_id FROM results AS r JOIN assessments AS lists USING (assessment_id)
        WHERE lists.is_complete AND r.criterion_id = r.assessment_id || '/total' AND r.rank IS NOT NULL
            AND r.rank_low <> r.rank_high
            AND r.agency_id IN (SELECT agency_id FROM assessed_units GROUP BY 1 HAVING count(*) = 1)""")
    assert tied
    for row in tied:
        sentence = text(units[unit_page(row["agency_id"])].find("//p[@class='lead']")[0])
        assert "(đồng hạng)" in sentence, sentence


def test_a_name_in_a_list_leads_to_the_page_of_its_unit(release: Release) -> None:
    for folder in ("assessments", "en/assessments"):
        pages = [page for page in release.pages if page.path.startswith(f"{folder}/")]
        for page in pages:
            rows = page.find("//table[.//caption[@id='units-caption']]/tbody/tr")
            assert all(row.xpath("th/a[contains(@href,'units/')]") for row in rows), page.path
