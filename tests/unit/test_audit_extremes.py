"""The highest and lowest, percentages of a maximum, days and wordings: each verdict worked out by hand."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.audit.evidence import Claim, RankedList, Verdict
from pipeline.audit.judge import judge
from tests.unit.made_evidence import BANDS, claim, criterion, evidence, ranked_list


def verdict(told: Claim, *lists: RankedList, others: Sequence[Claim] = ()) -> Verdict:
    return judge(evidence(lists, [told, *others])).verdicts[told.claim_id]


def extreme(kind: str, agencies: str, about: RankedList) -> Verdict:
    return verdict(claim(kind, None, "ranks", about=about, agencies=agencies), about)


def quoted(scores: str, ranks: str = "", n_units: int = 9) -> RankedList:
    return ranked_list(criterion(scores=scores, ranks=ranks), n_units=n_units, complete=False)


def test_units_of_no_list_are_neither_highest_nor_lowest() -> None:
    about = quoted("90 80")
    assert extreme("top", "U9", about).verdict == "unverifiable"
    assert extreme("top", "", about).verdict == "unverifiable"


def test_several_highest_are_passed_by_a_score_above_one_of_them() -> None:
    assert extreme("top", "U1 U2", quoted("83 - 70")).verdict == "unverifiable"
    found = extreme("top", "U1 U2", quoted("83 - 90"))
    assert found.verdict == "contradicted" and found.value == 90


@pytest.mark.parametrize(
    ("kind", "unit", "scores", "ranks"),
    [
        # the first by its rank, below the second or the last by its score
        ("top", "U1", "70 80 60", "1 2 3"),
        ("top", "U1", "70 80 60", "1 last 2"),
        # the last by its rank, or by words, above the one before it
        ("bottom", "U3", "80 60 70", "1 2 3"),
        ("bottom", "U3", "80 60 70", "1 2 last"),
    ],
)
@pytest.mark.parametrize("complete", [True, False])
def test_a_score_that_its_rank_goes_against_neither_confirms_nor_refutes_an_extreme(
    kind: str, unit: str, scores: str, ranks: str, complete: bool
) -> None:
    about = ranked_list(criterion(scores=scores, ranks=ranks), n_units=3, complete=complete)
    assert extreme(kind, unit, about).verdict == "unverifiable"


def test_the_last_that_the_bands_leave_unranked_is_read_as_of_the_points() -> None:
    bands = [replace(band, level=n) for n, band in enumerate(BANDS[:2], start=1)]
    about = ranked_list(criterion(scores="90 80 58"), bands=bands)
    assert "không được xếp hạng" not in extreme("bottom", "U3", about).words.vi
    found = extreme("bottom", "U3", replace(about, stated_tiers=(("not_ranked", 1),)))
    assert found.verdict == "confirmed"
    assert found.words.en.endswith("leave U3 unranked, so the words are read as being of the points.")
    assert "U3 không được xếp hạng" in found.words.vi


def test_a_next_rank_without_a_score_proves_nothing() -> None:
    assert extreme("top", "U1", quoted("90 80", "1 2")).reading == "next_rank"
    assert extreme("bottom", "U2", quoted("80 70", "8 9")).reading == "next_rank"
    assert extreme("top", "U1", quoted("90 -", "1 2")).verdict == "unverifiable"
    assert extreme("bottom", "U2", quoted("- 70", "8 9")).verdict == "unverifiable"


@pytest.mark.parametrize(
    ("kind", "tiers", "wanted"),
    [
        # 70 is Khá: the only one there, with none at Tốt, or with none at Yếu
        ("top", {"Khá": 1, "Yếu": 8}, "confirmed"),
        ("top", {"Tốt": 1, "Khá": 1, "Yếu": 7}, "unverifiable"),
        ("top", {"Khá": 2, "Yếu": 7}, "unverifiable"),
        ("bottom", {"Tốt": 8, "Khá": 1}, "confirmed"),
        ("bottom", {"Tốt": 7, "Khá": 1, "Yếu": 1}, "unverifiable"),
    ],
)
def test_the_only_unit_at_the_best_or_worst_tier(kind: str, tiers: dict[str, int], wanted: str) -> None:
    about = ranked_list(criterion(scores="70"), n_units=9, complete=False, bands=BANDS, stated_tiers=tiers)
    assert extreme(kind, "U1", about).verdict == wanted


def percent(printed: str | None, about: RankedList) -> Verdict:
    return verdict(claim("pct_of_max", printed, "percent", about=about, agencies="U1"), about)


@pytest.mark.parametrize(
    ("score", "printed", "wanted"),
    [
        # 8.0 as 100 % is of 7.91 to 8.09, where 8 is the only whole number
        ("8.0", "100", "confirmed"),
        # 50 as 50 % is of 98.02 to 102.02
        ("50", "50", "unverifiable"),
        # 0 % is of any maximum, and no score is a share of any
        ("50", "0", "unverifiable"),
        ("0", "50", "unverifiable"),
        ("50", None, "unverifiable"),
    ],
)
def test_a_percentage_of_a_maximum_that_is_not_printed(score: str, printed: str | None, wanted: str) -> None:
    assert percent(printed, quoted(score)).verdict == wanted


def test_a_percentage_restates_the_points_before_it() -> None:
    points = claim("other", "45.0", about=None, start=0)
    told = claim("pct_of_max", "90", "percent", start=9)
    # 45.0 as 90 % is of 49.67 to 50.33
    assert verdict(told, others=[points]).verdict == "confirmed"
    assert verdict(told, others=[replace(points, col_start=20)]).verdict == "unverifiable"
    assert verdict(told, others=[replace(points, line=4)]).verdict == "unverifiable"


def year(printed: str, line: int = 3) -> Claim:
    return claim("date", printed, "year", line=line)


@pytest.mark.parametrize(
    ("n_agreeing", "wanted", "value"), [(2, "contradicted", 2020), (1, "unverifiable", None)]
)
def test_an_earlier_year_is_wrong_where_two_places_have_the_year_assessed(
    n_agreeing: int, wanted: str, value: int | None
) -> None:
    others = [year("2020", line=5 + n) for n in range(n_agreeing)]
    found = verdict(year("2019"), others=others)
    assert found.verdict == wanted and found.value == value


def days(subject: str, *printed: str) -> list[str]:
    told = [claim("date", text, "date", subject=subject, line=line) for line, text in enumerate(printed, 3)]
    found = judge(evidence([], told)).verdicts
    return [found[item.claim_id].verdict for item in told]


def test_a_day_of_another_document_is_wrong_where_two_places_have_another_one() -> None:
    assert days("99/QĐ-TTg", "20190101", "20190101", "20190110") == [*["unverifiable"] * 2, "contradicted"]
    assert days("99/QĐ-TTg", "20190101", "20190110") == ["unverifiable", "unverifiable"]
    assert days("99/QĐ-TTg", "20190101", "20190101") == ["consistent", "consistent"]


def test_a_day_of_the_document_by_its_number_is_the_day_of_its_head() -> None:
    assert days("12/QĐ-UBND", "20201220", "20201219") == ["consistent", "contradicted"]
    # which of two is meant is open where the head prints neither, or no number is named
    assert days("12/QĐ-UBND", "20201219") == ["unverifiable"]
    assert days("", "20201220", "20201219") == ["consistent", "unverifiable"]


# 15 = 9 + 6, 10 = 5 + 5, 8 = 4 + 4
PARTS = ranked_list(
    criterion(scores="15 10 8"),
    criterion("a", "9 5 4", position=1),
    criterion("b", "6 5 4", position=2),
)


def above_all(unit: str, about: RankedList) -> Verdict:
    words = claim("other", None, "criteria", about=about, agencies=unit, wording="all_above_average")
    return verdict(words, about)


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [
        # 9 and 6 are above 4.5 and 4.5
        ("U1", "confirmed"),
        # 5 is below (9 + 4) / 2, but above one of the two others
        ("U2", "unverifiable"),
        # 4 is below 7, and both others are above it
        ("U3", "contradicted"),
    ],
)
def test_above_the_others_on_every_criterion(unit: str, wanted: str) -> None:
    assert above_all(unit, PARTS).verdict == wanted


def test_above_the_others_is_open_without_the_unit_or_the_criteria() -> None:
    assert above_all("", PARTS).verdict == "unverifiable"
    assert above_all("U1", ranked_list(criterion(scores="15 10 8"))).verdict == "unverifiable"
    # of two criteria that the unit lacks the total leaves no one score
    parts = {
        name: replace(item, results={unit: row for unit, row in item.results.items() if unit != "U1"})
        for name, item in PARTS.criteria.items()
        if name != "x-departments/total"
    }
    about = replace(PARTS, criteria={**PARTS.criteria, **parts}, stated_criteria=frozenset({2}))
    assert above_all("U1", about).verdict == "unverifiable"


def test_words_without_a_definition_are_open() -> None:
    assert verdict(claim("other", None, "points", about=PARTS), PARTS).verdict == "unverifiable"


def test_a_list_that_holds_lists_of_its_own_has_no_one_end() -> None:
    mixed = quoted("91 87 88 85 61 44", "1 1 2 2 - -")
    assert extreme("bottom", "U5", mixed).verdict == "unverifiable"
    assert extreme("top", "U2", mixed).verdict == "unverifiable"
    assert extreme("top", "U2", quoted("91 87 88", "1 1 2")).verdict == "contradicted"
