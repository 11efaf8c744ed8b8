"""Numbers and shares of units, and averages: each verdict worked out by hand."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.audit.evidence import Claim, RankedList, Verdict
from pipeline.audit.judge import judge
from tests.unit.made_evidence import BANDS, claim, criterion, evidence, ranked_list

FOUR = ranked_list(
    criterion(scores="83.8 72.5 70.2 59.1", ranks="1 2 3 4", tiers="Tốt Khá Khá Yếu"), bands=BANDS
)
QUOTED = ranked_list(criterion(scores="70.0 - 50.0", ranks="1 - last"), complete=False, bands=BANDS)


def verdict(told: Claim, *lists: RankedList, others: Sequence[Claim] = ()) -> Verdict:
    return judge(evidence(lists, [told, *others])).verdicts[told.claim_id]


def units(printed: str | None, about: RankedList | None = FOUR, line: int = 3, start: int = 0) -> Claim:
    return claim("unit_count", printed, "units", about=about, line=line, start=start)


def test_a_number_of_units_that_is_not_that_of_the_list_is_wrong_where_its_average_follows() -> None:
    average = claim("average", "71.4", about=FOUR, start=9)
    found = verdict(units("3"), FOUR, others=[average])
    assert found.verdict == "contradicted" and found.value == 4
    for elsewhere in (replace(average, line=4), replace(units("3", start=12), claim_type="gap")):
        assert verdict(units("3"), FOUR, others=[elsewhere]).verdict == "unverifiable"
    # an average before it is of something else
    assert verdict(units("3", start=20), FOUR, others=[average]).verdict == "unverifiable"


@pytest.mark.parametrize(
    ("printed", "n_agreeing", "wanted"),
    [("5", 2, "contradicted"), ("5", 1, "unverifiable"), ("3", 2, "unverifiable")],
)
def test_more_units_than_the_list_has_are_wrong_where_two_other_places_agree_with_it(
    printed: str, n_agreeing: int, wanted: str
) -> None:
    agreeing = [units("4", line=20 + n) for n in range(n_agreeing)]
    assert verdict(units(printed), FOUR, others=agreeing).verdict == wanted


def test_a_number_out_of_as_many_as_are_not_in_the_list_is_of_other_units() -> None:
    average = claim("average", "71.4", about=FOUR, start=9)
    other = claim("unit_count", "3", "units", about=FOUR, whole="3")
    assert verdict(other, FOUR, others=[average]).verdict == "unverifiable"
    assert verdict(replace(other, whole=Decimal(4)), FOUR, others=[average]).verdict == "contradicted"


@pytest.mark.parametrize(
    ("printed", "whole", "agreeing", "wanted"),
    [
        ("4", "5", "4/4 4/4", "contradicted"),
        (
            "4",
            "5",
            "4/4",
            "confirmed",
        ),  # four of five may be assessed, and one count of four agrees with the list
        ("4", "4", "4/4 4/4", "confirmed"),
        ("4", "5", "3/4 4/5", "confirmed"),
    ],
)
def test_another_base_than_other_counts_of_the_same_units_have_is_wrong(
    printed: str, whole: str, agreeing: str, wanted: str
) -> None:
    others = []
    for line, told in enumerate(agreeing.split(), start=20):
        n, _, base = told.partition("/")
        others.append(claim("unit_count", n, "units", about=FOUR, line=line, whole=base))
    found = verdict(claim("unit_count", printed, "units", about=FOUR, whole=whole), FOUR, others=others)
    assert found.verdict == wanted
    assert wanted != "contradicted" or "4 of 4 (lines 20, 21)" in found.words.en


def test_units_that_are_not_ranked_may_be_counted_too() -> None:
    about = replace(FOUR, not_ranked=frozenset({"U5"}))
    assert verdict(units("5", about), about).reading == "with_not_ranked"
    assert verdict(units("4", about), about).reading == "listed"
    # nothing says whether a third one is left out
    assert verdict(units("6", about), about).verdict == "unverifiable"


def test_a_number_of_units_needs_a_number_one_index_and_the_size_of_the_list() -> None:
    other = replace(FOUR, assessment_id="x-other", index_id="egov", n_units=5)
    assert verdict(units(None), FOUR).verdict == "unverifiable"
    assert verdict(replace(units("4", None), index_id=None), FOUR, other).verdict == "unverifiable"
    assert verdict(units("3", QUOTED), QUOTED).verdict == "unverifiable"


@pytest.mark.parametrize("unit", ["criteria", "tiers"])
def test_a_count_of_items_needs_a_number(unit: str) -> None:
    assert verdict(claim("other", None, unit, about=FOUR), FOUR).verdict == "unverifiable"


@pytest.mark.parametrize(
    ("printed", "n_listed", "name", "wanted", "reading"),
    [
        # one unit is at that tier; the sentence names three
        ("3", 3, "total", "confirmed", "units_named"),
        ("1", None, "total", "confirmed", "count"),
        ("3", None, "total", "contradicted", None),
        ("1", None, "a", "unverifiable", None),
        ("3", 4, "a", "contradicted", None),  # more are named than are counted
        ("5", 4, "a", "unverifiable", None),  # not all may be named
        ("1", 4, "total", "confirmed", "count"),  # the list bears the count out
        (None, None, "total", "unverifiable", None),
    ],
)
def test_units_at_a_tier_are_those_named_or_those_of_the_list(
    printed: str | None, n_listed: int | None, name: str, wanted: str, reading: str | None
) -> None:
    told = claim("tier_count", printed, "units", about=FOUR, tier="Tốt", name=name, n_listed=n_listed)
    found = verdict(told, FOUR)
    assert (found.verdict, found.reading) == (wanted, reading)


def share(printed: str | None, tier: str, about: RankedList, line: int = 3) -> Claim:
    return claim("tier_share", printed, "percent", about=about, tier=tier, line=line)


@pytest.mark.parametrize(
    ("printed", "tier", "wanted", "value"),
    [
        ("25", "Tốt", "confirmed", 25),
        ("30", "Tốt", "contradicted", 25),
        # every unit has a tier, none this one
        ("0", "Kém", "confirmed", 0),
        ("10", "Kém", "contradicted", 0),
        (None, "Tốt", "unverifiable", None),
    ],
)
def test_a_share_of_a_full_list(printed: str | None, tier: str, wanted: str, value: int | None) -> None:
    found = verdict(share(printed, tier, FOUR), FOUR)
    assert found.verdict == wanted and found.value == value


def test_a_share_of_a_tier_that_some_unit_may_have_is_open() -> None:
    about = ranked_list(criterion(ranks="1 2", tiers="Tốt -"))
    assert verdict(share("0", "Kém", about), about).verdict == "unverifiable"


# of ten units the first is Khá, the last Yếu: 1 to 9 are Khá, so 10 to 90 %
TEN = replace(QUOTED, n_units=10)


@pytest.mark.parametrize(
    ("printed", "stated", "wanted"),
    [
        ("50", None, "unverifiable"),
        ("90", None, "unverifiable"),
        ("91", None, "contradicted"),
        ("5", None, "contradicted"),
        # the source says how many
        ("50", "5", "confirmed"),
        ("60", "5", "contradicted"),
        # but ten of ten is more than can be
        ("50", "10", "unverifiable"),
    ],
)
def test_a_share_of_a_quoted_list_lies_in_its_bounds_or_is_that_of_the_number_stated(
    printed: str, stated: str | None, wanted: str
) -> None:
    counts = [claim("tier_count", stated, "units", about=TEN, tier="Khá", line=7)] if stated else []
    assert verdict(share(printed, "Khá", TEN), TEN, others=counts).verdict == wanted


def test_shares_of_which_either_may_be_odd_accuse_none() -> None:
    # thirds, 33.3 % each: rounded up but for the 33, or cut, and one of the two 34 given what is missing
    about = ranked_list(criterion(scores="83 72 50", tiers="Tốt Khá Yếu"))
    told = [
        share(text, tier, about, line)
        for line, (text, tier) in enumerate([("33", "Tốt"), ("34", "Khá"), ("34", "Yếu")], 3)
    ]
    found = judge(evidence([about], told)).verdicts
    wanted = ["rounded", "unverifiable", "unverifiable"]
    assert [found[item.claim_id].verdict for item in told] == wanted


THIRDS = ranked_list(criterion(scores="83 72 50", tiers="Tốt Khá Yếu"))


@pytest.mark.parametrize(
    ("again", "wanted"),
    [
        # of the two that may be off, one is printed the same in a table that holds
        ("33 34 33", ["rounded", "rounded", "contradicted"]),
        # both are printed otherwise there: the two tables were rounded apart
        ("34 33 33", ["rounded", "unverifiable", "unverifiable"]),
        # one that does not hold tells nothing
        ("33 34 34", ["rounded", "unverifiable", "unverifiable"]),
        # nor does one of more decimals
        ("33.3 33.3 33.3", ["rounded", "unverifiable", "unverifiable"]),
    ],
)
def test_which_of_several_shares_is_off_another_table_tells_that_holds(again: str, wanted: list[str]) -> None:
    rows = [("33 34 34", 3), (again, 30)]
    told = [
        share(text, tier, THIRDS, first + place)
        for texts, first in rows
        for place, (text, tier) in enumerate(zip(texts.split(), ("Tốt", "Khá", "Yếu"), strict=True))
    ]
    found = judge(evidence([THIRDS], told)).verdicts
    assert [found[item.claim_id].verdict for item in told[:3]] == wanted


def test_an_average_of_rounded_scores_may_be_off_by_their_rounding() -> None:
    # (80 + 71) / 2 = 75.5, and each score may be half a point more or less
    about = ranked_list(criterion(scores="80 71"))
    found = verdict(claim("average", "75.9", about=about), about)
    assert (found.verdict, found.reading) == ("rounded", "rounded_inputs")
    assert found.low == 75 and found.high == 76
    assert verdict(claim("average", "76.2", about=about), about).verdict == "contradicted"


def test_an_average_over_all_lists_needs_the_scores_of_each() -> None:
    told = claim("average", "71.4")
    districts = ranked_list(
        criterion(scores="60.0 -", block="districts"), n_units=2, complete=False, block="districts"
    )
    assert verdict(told, FOUR).verdict == "confirmed"
    assert verdict(told, FOUR, districts).verdict == "unverifiable"
    assert verdict(replace(told, printed_value=None), FOUR).verdict == "unverifiable"
