"""What the layout claims and where it claims nothing: ranks, tiers and numbers of criteria of made lists."""

from dataclasses import replace

import pytest

from pipeline.audit.evidence import Criterion, Finding, RankedList
from pipeline.audit.judge import judge
from tests.unit.made_evidence import band, claim, criterion, evidence, ranked_list


def findings(about: RankedList) -> list[Finding]:
    return [item for item in judge(evidence([about])).findings if item.verdict.is_contradicted]


def printed_in(found: Criterion, *parts: str) -> Criterion:
    """The criterion with its ranks printed in these tables or lines, in turn."""
    results = {}
    for n, (unit, row) in enumerate(found.results.items()):
        assert row.rank is not None
        location = replace(row.rank.location, part=parts[n % len(parts)])
        results[unit] = replace(row, rank=replace(row.rank, location=location))
    return replace(found, results=results)


@pytest.mark.parametrize(
    ("parts", "n_found"), [(["table=1"], 1), (["line=1"], 0), (["table=1", "table=2"], 0)]
)
def test_a_rank_that_nobody_holds_is_missed_in_one_table_only(parts: list[str], n_found: int) -> None:
    total = printed_in(criterion(ranks="1 2 3 4 5 6 8 9 10"), *parts)
    about = ranked_list(total, n_units=10, complete=False)
    assert [item.verdict.kind for item in findings(about)] == ["rank_missing"] * n_found


def test_a_list_of_one_unit_has_no_order_to_miss() -> None:
    assert judge(evidence([ranked_list(criterion(scores="80", ranks="1"))])).findings == []


def test_of_a_quoted_list_the_unit_against_its_scores_is_named_with_the_other() -> None:
    # the second has more points than the first, and the last, whose rank has no number, more than both
    about = ranked_list(criterion(scores="80.0 85.0 70.0", ranks="1 2 3"), n_units=9, complete=False)
    (found,) = findings(about)
    assert (found.subject, found.location.line, found.verdict.kind) == ("U2", 12, "rank_order")
    about = ranked_list(criterion(scores="80.0 75.0 90.0", ranks="1 2 last"), n_units=9, complete=False)
    (found,) = findings(about)
    assert (found.subject, found.location.line, found.printed) == ("U3", 13, None)


def test_a_score_between_two_bands_is_at_no_tier() -> None:
    # 70 lies between 65 and 80; 60 is Yếu
    bands = (band("Tốt", 1, 80), band("Yếu", 2, None, 65))
    about = ranked_list(criterion(scores="70 60", tiers="Tốt Tốt"), bands=bands)
    (found,) = findings(about)
    assert (found.subject, found.verdict.kind) == ("U2", "tier_band")


def test_bands_that_contradict_themselves_accuse_no_unit() -> None:
    # Khá from 90 to below 85: a threshold is wrong, and which tier 70 has is not known
    bands = (band("Tốt", 1, 85), band("Khá", 2, 90, 85), band("Trung bình", 3, 50, 70))
    assert findings(ranked_list(criterion(scores="70 60", tiers="Khá Tốt"), bands=bands)) == []
    mended = (bands[0], band("Khá", 2, 70, 85), bands[2])
    (found,) = findings(ranked_list(criterion(scores="70 60", tiers="Khá Tốt"), bands=mended))
    assert (found.subject, found.verdict.kind) == ("U2", "tier_band")


def summed(n_parts: int, block: str) -> RankedList:
    """A list of three units with one point on each of ``n_parts`` criteria, which make its total."""
    parts = [criterion(f"p{n}", "1.0 1.0 1.0", position=n, block=block) for n in range(1, n_parts + 1)]
    return ranked_list(criterion(scores=" ".join([f"{n_parts}.0"] * 3), block=block), *parts, block=block)


@pytest.mark.parametrize(("n_stated", "n_parts", "n_found"), [(2, 3, 1), (7, 8, 1), (7, 15, 0)])
def test_a_number_of_criteria_is_tried_on_the_parts_of_a_list_while_they_are_few(
    n_stated: int, n_parts: int, n_found: int
) -> None:
    # seven of eight parts can be chosen in 8 ways, seven of fifteen in 6435: too many to try
    lists = [summed(n_stated, "departments"), summed(n_parts, "districts")]
    told = claim("other", str(n_stated), "criteria")
    assert (
        len([item for item in judge(evidence(lists, [told])).findings if item.unit == "criteria"]) == n_found
    )
    # a number of the parts of one criterion says nothing of the lists
    of_part = replace(told, criterion_id="x-districts/p1")
    found = judge(evidence(lists, [of_part])).findings
    assert not any(item.unit == "criteria" for item in found)


@pytest.mark.parametrize(("ranked_by", "n_found"), [("points", 1), ("percent", 0)])
def test_points_accuse_nobody_of_a_quoted_list_that_is_ordered_by_percents(
    ranked_by: str, n_found: int
) -> None:
    # 62.3 of 70, 53 of 60 and 61.2 of 70 points
    total = criterion(ranks="1 2 3", scores="62.3 53 61.2", percents="89 88.3 87.4")
    about = replace(ranked_list(total, n_units=20, complete=False), ranked_by=ranked_by)
    assert len(findings(about)) == n_found
