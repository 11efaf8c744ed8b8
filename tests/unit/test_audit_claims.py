"""Verdicts on sentences, each example worked out by hand."""

from dataclasses import replace

import pytest

from pipeline.audit.evidence import Claim, RankedList, Verdict
from pipeline.audit.judge import judge
from tests.unit.made_evidence import BANDS, claim, criterion, evidence, ranked_list

# mean 285.6 / 4 = 71.4
FOUR = ranked_list(
    criterion(scores="83.8 72.5 70.2 59.1", ranks="1 2 3 4", tiers="Tốt Khá Khá Yếu"), bands=BANDS
)
# mean 101 / 2 = 50.5
TWO = ranked_list(criterion(scores="60.0 41.0", block="districts"), block="districts")
QUOTED = ranked_list(
    criterion(scores="53.2 51.6 - 32.2", ranks="1 2 12 last", maximum="60", basis="implied"),
    n_units=20,
    complete=False,
)

ENDS = "highest_to_lowest"


def verdict(told: Claim, *lists: RankedList) -> Verdict:
    return judge(evidence(lists, [told])).verdicts[told.claim_id]


def verdicts(told: list[Claim], *lists: RankedList) -> list[tuple[str, str | None]]:
    found = judge(evidence(lists, told)).verdicts
    return [(found[item.claim_id].verdict, found[item.claim_id].reading) for item in told]


@pytest.mark.parametrize(
    ("printed", "wanted", "reading"),
    [
        ("71.4", "confirmed", "exact"),
        ("71", "rounded", "half_up"),
        ("72", "rounded", "ceiling"),
        ("17", "contradicted", None),
    ],
)
def test_average_of_a_list(printed: str, wanted: str, reading: str | None) -> None:
    found = verdict(claim("average", printed, about=FOUR), FOUR)
    assert (found.verdict, found.reading) == (wanted, reading)
    assert "285,6/4 = 71,4" in found.words.vi and "285.6/4 = 71.4" in found.words.en


def test_an_average_in_percent_is_of_the_percents() -> None:
    # points: 140 / 2 = 70; percents: (87.5 + 60) / 2 = 73.75
    about = ranked_list(criterion(scores="80.0 60.0", percents="87.5 60.0"))
    for printed, unit, wanted in (
        ("73.75", "percent", "confirmed"), ("70", "points", "confirmed"), ("37.75", "percent", "contradicted"),
    ):  # fmt: skip
        assert verdict(claim("average", printed, unit, about=about), about).verdict == wanted


def test_average_over_all_may_be_the_mean_of_the_block_means() -> None:
    # units: 386.6 / 6 = 64.43; blocks: (71.4 + 50.5) / 2 = 60.95
    assert verdict(claim("average", "61"), FOUR, TWO).reading == "block_means+half_up"
    assert verdict(claim("average", "64"), FOUR, TWO).reading == "half_up"
    assert verdict(claim("average", "58"), FOUR, TWO).verdict == "contradicted"


def test_average_needs_all_scores() -> None:
    found = verdict(claim("average", "40", about=QUOTED), QUOTED)
    assert found.verdict == "unverifiable" and "Thiếu" in found.words.vi


def test_one_line_of_averages_is_rounded_in_one_way() -> None:
    # 71.4 -> 72 only rounded up, 50.5 -> 49 in no way: no one way, and half up gives neither 72 nor 49
    told = [claim("average", "72", about=FOUR), claim("average", "49", about=TWO, start=9)]
    assert [found for found, _ in verdicts(told, FOUR, TWO)] == ["contradicted", "contradicted"]
    # no one way gives both, and an exact half goes either way
    told = [claim("average", "51", about=TWO), claim("average", "50", about=TWO, start=9)]
    assert [found for found, _ in verdicts(told, FOUR, TWO)] == ["rounded", "rounded"]


def test_shares_of_a_table() -> None:
    told = [
        claim("tier_share", text, "percent", about=FOUR, tier=tier, line=line)
        for text, tier, line in (("25", "Tốt", 3), ("50", "Khá", 4), ("52", "Yếu", 5))
    ]
    assert [found for found, _ in verdicts(told, FOUR)] == ["confirmed", "confirmed", "contradicted"]


@pytest.mark.parametrize(
    ("tier", "printed", "wanted"),
    [
        ("Khá", "2", "confirmed"),
        ("Khá", "3", "confirmed"),
        ("Yếu", "3", "contradicted"),
        ("Khá", "5", "contradicted"),
    ],
)
def test_counts_of_a_tier(tier: str, printed: str, wanted: str) -> None:
    found = verdict(claim("tier_count", printed, "units", about=FOUR, tier=tier), FOUR)
    assert found.verdict == wanted


def test_counts_of_a_quoted_list_have_bounds() -> None:
    about = ranked_list(
        criterion(scores="70.0 - 50.0", ranks="1 - last"), n_units=10, complete=False, bands=BANDS
    )
    assert verdict(claim("tier_count", "0", "units", about=about, tier="Tốt"), about).verdict == "confirmed"
    found = verdict(claim("tier_count", "4", "units", about=about, tier="Khá"), about)
    assert found.verdict == "unverifiable"
    assert [found.low, found.high] == [1, 9]
    assert (
        verdict(claim("tier_count", "10", "units", about=about, tier="Khá"), about).verdict == "contradicted"
    )


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [("21", "confirmed"), ("21.0", "confirmed"), ("21.1", "rounded"), ("12", "contradicted")],
)
def test_gap_between_the_first_and_the_last(printed: str, wanted: str) -> None:
    # 53,2 - 32,2; one decimal each, so 20,9 to 21,1
    assert verdict(claim("gap", printed, about=QUOTED, wording=ENDS), QUOTED).verdict == wanted


def test_a_gap_wider_than_the_quoted_scores_is_open_where_the_ends_are_not_told() -> None:
    about = ranked_list(criterion(scores="80.0 70.0"), n_units=9, complete=False)
    assert verdict(claim("gap", "25", about=about, wording=ENDS), about).verdict == "unverifiable"
    assert verdict(claim("gap", "5", about=about, wording=ENDS), about).verdict == "contradicted"


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [("88.7", "rounded"), ("89", "rounded"), ("53.2", "contradicted"), ("78.7", "contradicted")],
)
def test_percent_of_the_maximum(printed: str, wanted: str) -> None:
    # 53.2 / 60 = 88.667
    told = claim("pct_of_max", printed, "percent", about=QUOTED, agencies="U1")
    assert verdict(told, QUOTED).verdict == wanted


def test_a_pair_that_allows_no_whole_maximum_is_wrong_by_itself() -> None:
    # 8.0 is 100 % of 8; 2.0 as 52 % would be of 3.8
    about = ranked_list(criterion(scores="8.0 2.0", percents="100 52"), n_units=20, complete=False)
    first, second = (claim("pct_of_max", text, "percent", about=about, agencies=unit, start=start)
                     for text, unit, start in (("100", "U1", 0), ("52", "U2", 9)))  # fmt: skip
    assert [found for found, _ in verdicts([first, second], about)] == ["unverifiable", "contradicted"]


def test_a_percent_is_of_the_own_maximum_of_a_unit() -> None:
    # 45.3 / 62.5 = 72.48; of 100 the others
    about = ranked_list(
        criterion(scores="90.5 80.1 45.3", percents="90.5 80.1 72.48", own_maxima="100 100 62.5")
    )
    for printed, wanted in (("72.48", "confirmed"), ("74.28", "contradicted")):
        assert (
            verdict(claim("pct_of_max", printed, "percent", about=about, agencies="U3"), about).verdict
            == wanted
        )


def test_where_the_maximum_may_differ_by_unit_no_percent_is_wrong() -> None:
    # of 100, of 96 and of 62.5: the last is no whole number
    about = ranked_list(criterion(scores="90.5 72.0 45.3", percents="90.5 75.0 72.48"))
    told = claim("pct_of_max", "72.48", "percent", about=about, agencies="U3")
    assert verdict(told, about).verdict == "unverifiable"


def test_highest_and_lowest() -> None:
    def ask(kind: str, units: str, about: RankedList) -> str:
        return verdict(claim(kind, None, "ranks", about=about, agencies=units), about).verdict

    assert ask("top", "U1", FOUR) == "confirmed"
    unordered = ranked_list(criterion(scores="83.8 72.5 70.2 59.1"))
    assert ask("top", "U2", unordered) == "contradicted"
    assert ask("bottom", "U3", unordered) == "contradicted"
    # next to the second rank, the first is proved; that the last is the lowest is not
    assert ask("top", "U1", QUOTED) == "confirmed"
    assert ask("bottom", "U4", QUOTED) == "unverifiable"


def test_gaps_and_averages_of_some_units_are_not_held_to_the_list() -> None:
    assert verdict(claim("gap", "1.6", about=QUOTED), QUOTED).verdict == "unverifiable"
    assert verdict(claim("average", "80", about=FOUR, wording="of_some"), FOUR).verdict == "unverifiable"


def test_runs_of_years_are_counted() -> None:
    assert verdict(claim("top", "4", "years", about=QUOTED, n_listed=4), QUOTED).verdict == "consistent"
    assert verdict(claim("top", "4", "years", about=QUOTED, n_listed=3), QUOTED).verdict == "contradicted"
    assert verdict(claim("top", "4", "years", about=QUOTED), QUOTED).verdict == "unverifiable"


@pytest.mark.parametrize(
    ("unit", "printed", "n_listed", "wanted"),
    [
        ("criteria", "6", 6, "confirmed"),
        ("criteria", "6", 7, "contradicted"),
        ("criteria", "6", None, "unverifiable"),
        ("tiers", "3", None, "confirmed"),
        # a band may be worded so that it is not read
        ("tiers", "4", None, "unverifiable"),
    ],
)
def test_counts_of_what_is_listed(unit: str, printed: str, n_listed: int | None, wanted: str) -> None:
    told = claim("other", printed, unit, about=FOUR, subject="hạng mục", n_listed=n_listed)
    assert verdict(told, FOUR).verdict == wanted


def test_a_count_of_some_units_is_not_held_to_the_list() -> None:
    assert verdict(claim("unit_count", "4", "units", about=FOUR), FOUR).verdict == "confirmed"
    assert verdict(claim("unit_count", "3", "units", about=FOUR), FOUR).verdict == "unverifiable"
    assert verdict(claim("unit_count", "81", "units", about=FOUR, whole="18"), FOUR).verdict == "contradicted"


@pytest.mark.parametrize(
    ("printed", "unit", "subject", "wanted"),
    [
        ("2020", "year", "", "consistent"),
        ("2021", "year", "", "contradicted"),
        ("20201220", "date", "", "consistent"),
        # an annex has a day of its own
        ("20201219", "date", "", "unverifiable"),
        ("20070410", "date", "64/2007/NĐ-CP", "consistent"),
        ("20170410", "date", "64/2007/NĐ-CP", "contradicted"),
        ("20210101", "date", "99/QĐ-TTg", "contradicted"),
        ("20190101", "date", "99/QĐ-TTg", "unverifiable"),
    ],
)
def test_years_and_days(printed: str, unit: str, subject: str, wanted: str) -> None:
    assert verdict(claim("date", printed, unit, subject=subject), FOUR).verdict == wanted


def test_all_above_the_others_needs_the_mean_and_the_median_to_fail() -> None:
    total = criterion(scores="13.2", ranks="1")
    first = criterion("a", "8.0 5.0 5.0", position=1)
    # what the total leaves for the second part is 0.2, the lowest score there
    second = criterion("b", "- 5.0 4.0 0.2", lowest="U4", position=2)
    third = criterion("c", "5.0 5.0 5.0 5.0", position=3)
    about = ranked_list(total, first, second, third, n_units=5, complete=False, stated_criteria=3)
    words = claim("other", None, "criteria", about=about, agencies="U1", wording="all_above_average")
    found = judge(evidence([about], [words])).verdicts[words.claim_id]
    assert found.verdict == "contradicted" and "13,2 − (8 + 5) = 0,2" in found.words.vi
    # without the third part the median reading may hold
    open_list = ranked_list(total, first, second, n_units=5, complete=False)
    told = claim("other", None, "criteria", about=open_list, agencies="U1", wording="all_above_average")
    assert verdict(told, open_list).verdict == "unverifiable"


def test_bounds_of_bands_meet() -> None:
    told = [
        claim("tier_threshold", text, about=FOUR, tier="Khá", start=start)
        for text, start in (("65", 0), ("80", 9))
    ]
    assert [found for found, _ in verdicts(told, FOUR)] == ["consistent", "consistent"]
    assert verdict(claim("tier_threshold", "85", about=FOUR, tier="Khá"), FOUR).verdict == "contradicted"


def test_every_claim_gets_a_verdict_in_both_languages() -> None:
    found = verdict(claim("other", "3"), FOUR)
    assert found.verdict == "unverifiable" and found.words.vi and found.words.en


def test_a_maximum_told_otherwise_is_held_to_the_places_that_agree() -> None:
    about = ranked_list(criterion(scores="81 70", maximum="100"))
    told = [
        claim("max_of_criterion", text, about=about, line=n)
        for n, text in enumerate(["100", "700", "100"], 3)
    ]
    found = judge(evidence([about], told)).verdicts
    assert [found[item.claim_id].verdict for item in told] == ["consistent", "contradicted", "consistent"]
    # one against one: told differently, said at the later place
    found = judge(evidence([about], told[:2])).verdicts
    assert [found[item.claim_id].verdict for item in told[:2]] == ["consistent", "contradicted"]
    assert found[told[1].claim_id].kind == "told_differently"


@pytest.mark.parametrize(
    ("percent", "wanted"), [("25", "confirmed"), ("22", "contradicted"), ("24", "rounded")]
)
def test_two_percents_that_no_whole_maximum_gives(percent: str, wanted: str) -> None:
    # 8.0 as 100 % and 2.0 as 22 %: 8 against 8.5 to 9.7; as 24 % of 8 it may be 1.95
    basis = "implied" if wanted == "confirmed" else None
    about = ranked_list(
        criterion(
            "a", "8.0 2.0", percents=f"100 {percent}", maximum="8" if basis else None, basis=basis or ""
        )
    )
    told = claim("pct_of_max", percent, "percent", about=about, name="a", line=12, agencies="U2")
    assert verdict(told, about).verdict == wanted


def test_a_score_at_its_maximum_is_the_highest_without_words() -> None:
    part = criterion("a", "7.0 2.0", maximum="7", lowest="U2")
    about = ranked_list(part, n_units=10, complete=False)
    assert verdict(claim("gap", "5.0", about=about, name="a", wording=ENDS), about).verdict == "confirmed"
    assert verdict(claim("gap", "5.4", about=about, name="a", wording=ENDS), about).verdict == "contradicted"


@pytest.mark.parametrize(
    ("printed", "wrong"), [("6 4 2", None), ("7 4 2", 0), ("6 3 2", 1), ("6 4 1", 2), ("7 3 2", None)]
)
def test_a_number_of_all_units_is_that_of_the_blocks_behind_it(printed: str, wrong: int | None) -> None:
    told = [
        claim("unit_count", text, "units", about=about, start=start)
        for start, (text, about) in enumerate(zip(printed.split(), (None, FOUR, TWO), strict=True))
    ]
    found = [wanted for wanted, _ in verdicts(told, FOUR, TWO)]
    assert [n for n, wanted in enumerate(found) if wanted == "contradicted"] == (
        [] if wrong is None else [wrong]
    )


def test_more_units_than_the_tiers_add_up_to() -> None:
    about = replace(QUOTED, n_units=10, n_units_basis="tier_counts", stated_tiers=(("Tốt", 1), ("Yếu", 9)))
    found = verdict(claim("unit_count", "12", "units", about=about), about)
    assert found.verdict == "contradicted" and "1 + 9 = 10" in found.words.vi
    assert verdict(claim("unit_count", "8", "units", about=about), about).verdict == "unverifiable"


def test_a_number_of_tiers_right_before_the_bands() -> None:
    about = ranked_list(criterion(scores="83.8 72.5"), bands=BANDS)
    line = min(band.line for band in BANDS)
    assert verdict(claim("other", f"{len(BANDS)}", "tiers", line=line - 2), about).verdict == "confirmed"
    assert verdict(claim("other", "9", "tiers", line=line - 2), about).verdict == "contradicted"
    assert verdict(claim("other", "9", "tiers", line=line + 2), about).verdict == "unverifiable"


@pytest.mark.parametrize(("percent", "wanted"), [("81.33", "unverifiable"), ("86.83", "contradicted")])
def test_the_maximum_of_others_accuses_no_pair_that_has_one_of_its_own(percent: str, wanted: str) -> None:
    # 68.32 of 84 is 81.33 %; of what whole or half number it is 86.83 % nobody knows
    about = ranked_list(criterion(scores="92.83 91.86 68.32", percents=f"92.83 91.86 {percent}", basis=None))
    told = claim("pct_of_max", percent, "percent", about=about, agencies="U3")
    assert verdict(told, about).verdict == wanted
