"""Findings of the layout: totals against parts, tiers against bands, retold values, sums of maxima."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from pipeline.audit.arithmetic.parts import sums_of
from pipeline.audit.arithmetic.printed import Figure, PrintedTier, Reprint
from pipeline.audit.evidence import Finding, RankedList
from pipeline.audit.findings.sum_findings import adds_up
from pipeline.audit.judge import judge
from tests.unit.made_evidence import BANDS, claim, criterion, evidence, figure, location, ranked_list


def findings(about: RankedList, verdict: str = "contradicted") -> list[Finding]:
    return [item for item in judge(evidence([about])).findings if item.verdict.verdict == verdict]


def told(about: RankedList) -> list[tuple[str, str, int]]:
    return [(item.claim_type, item.subject, item.location.line) for item in findings(about)]


def parts_of(about: RankedList, whole: str) -> list[str]:
    sums = {item.whole.name: [part.name for part in item.parts] for item in sums_of(about)}
    return sums.get(whole, [])


def test_a_list_is_said_to_follow_no_scheme_that_the_tables_cannot_tell() -> None:
    total = replace(criterion("total", "90 85 80", "1 2 3"), n_odd=0, scheme="not_identifiable")
    (found,) = findings(ranked_list(total), "confirmed")
    assert (found.verdict.verdict, found.verdict.reading) == ("confirmed", "not_identifiable")


def test_a_total_that_is_not_the_sum_of_its_parts() -> None:
    about = ranked_list(
        criterion(scores="15.0 13.0 12.0 19.0"),
        criterion("a", "9.0 8.0 7.0 6.0", position=1),
        criterion("b", "6.0 5.0 5.0 4.0", position=2),
    )
    # 6.0 + 4.0 = 10.0; the other three show that the parts add up
    (found,) = findings(about)
    assert told(about) == [("sum", "U4", 14)]
    assert found.verdict.value == 10 and found.verdict.kind == "sum_differs"
    assert "6 + 4 = 10; công bố 19, lệch 9" in found.verdict.words.vi


def test_a_total_within_the_rounding_of_its_parts_is_rounded() -> None:
    about = ranked_list(
        criterion(scores="14.29 15.00 13.00"),
        criterion("a", "8.64 10.00 9.00", position=1),
        criterion("b", "5.64 5.00 4.00", position=2),
    )
    assert told(about) == []
    assert [item.subject for item in findings(about, "rounded")] == ["U1"]


def twenty(off: str, *, n_off: int = 1) -> RankedList:
    """Twenty rows of three parts that add up, but for the last ``n_off`` totals, which are ``off``."""
    totals = [f"{30 + n}.5" for n in range(20 - n_off)] + [off] * n_off
    return ranked_list(
        criterion(scores=" ".join(totals)),
        criterion("a", " ".join(f"{20 + n}.2" for n in range(20)), position=1),
        criterion("b", " ".join(["6.2"] * 20), position=2),
        criterion("c", " ".join(["4.1"] * 20), position=3),
    )


def test_a_last_digit_is_told_where_nearly_all_rows_add_up_to_it() -> None:
    # 39.2 + 6.2 + 4.1 = 49.5
    (found,) = findings(twenty("49.6"))
    assert (found.subject, found.verdict.kind, found.verdict.value) == ("U20", "sum_odd", Fraction(99, 2))
    assert found.verdict.words.vi == (
        "39,2 + 6,2 + 4,1 = 49,5; công bố 49,6 (trong sai số làm tròn của các số công bố). "
        "19 dòng khác của bảng cộng đúng đến chữ số cuối."
    )
    assert "19 other rows of the table add up to the last digit." in found.verdict.words.en
    assert findings(twenty("49.6"), "rounded") == []


def test_a_last_digit_is_rounding_where_several_rows_or_a_short_table_miss_it() -> None:
    several = twenty("49.6", n_off=4)
    assert {item.verdict.kind for item in findings(several)} <= {"sum_differs"}
    assert [item.subject for item in findings(several, "rounded")] == ["U20"]
    assert not adds_up(3, 16, 1) and adds_up(3, 17, 1)
    # two parts hide three errors in four
    assert adds_up(2, 18, 0) and not adds_up(2, 18, 1)


@pytest.mark.parametrize(
    ("n_parts", "chance"), [(2, Fraction(3, 4)), (3, Fraction(2, 3)), (4, Fraction(115, 192))]
)
def test_rounded_parts_meet_their_total_by_chance(n_parts: int, chance: Fraction) -> None:
    # by hand: the area where the sum of so many errors of less than half a unit stays below half a unit
    n_rows = next(n for n in range(1, 40) if chance**n < Fraction(1, 100))
    assert adds_up(n_parts, n_rows, 0) and not adds_up(n_parts, n_rows - 1, 0)


TWO_PARTS = ranked_list(
    criterion(scores="15.0 13.0 12.0"),
    criterion("a", "9.0 8.0 7.0", position=1),
    criterion("b", "6.0 5.0 5.0", position=2),
)


def three_parts(third: str, totals: str = "17.0 15.0 13.0") -> RankedList:
    """A list of districts: parts of 9 8 7, 6 5 5 and ``third``."""
    block = "districts"
    return ranked_list(
        criterion(scores=totals, block=block),
        criterion("a", "9.0 8.0 7.0", position=1, block=block),
        criterion("b", "6.0 5.0 5.0", position=2, block=block),
        criterion("c", third, position=3, block=block),
        block=block,
    )


def counted(n_told: str, *lists: RankedList) -> list[Finding]:
    told = [claim("other", n_told, "criteria", line=line) for line in (3, 5)]
    found = judge(evidence(lists, told)).findings
    return [item for item in found if item.verdict.kind == "count_differs"]


def test_a_number_of_criteria_told_for_all_lists_is_held_against_each_of_them() -> None:
    districts = three_parts("2.0 2.0 1.0")
    (found,) = counted("2", TWO_PARTS, districts)
    assert found.about is districts and found.location.line == 3
    assert (found.printed, found.verdict.value) == (Decimal(2), Fraction(3))
    assert (
        "danh sách này có 3: cả 3 mục cộng lại thành tổng điểm, không có 2 mục nào" in found.verdict.words.vi
    )
    assert "(lines 3, 5)" in found.verdict.words.en


def test_a_number_of_criteria_is_not_contradicted_where_it_may_count_other_things() -> None:
    # two of three make the total; the total is made by none; no list has as many, so they may be groups
    assert counted("2", TWO_PARTS, three_parts("0.0 0.0 0.0", "15.0 13.0 12.0")) == []
    assert counted("2", TWO_PARTS, three_parts("2.0 2.0 1.0", "30.0 20.0 10.0")) == []
    assert counted("2", three_parts("2.0 2.0 1.0")) == []
    assert counted("2", TWO_PARTS, replace(three_parts("2.0 2.0 1.0"), is_complete=False)) == []


def test_the_sums_are_those_of_the_tree_whose_maxima_add_up() -> None:
    tree = {
        "ready": ("40", "total"),
        "net": ("24", "ready"),
        "staff": ("16", "ready"),
        "results": ("80", "total"),
        "shown": ("50", "results"),
        "used": ("20", "results"),
    }
    about = ranked_list(
        criterion(scores="60", maximum="120"),
        *(
            criterion(name, "1", maximum=most, parent=parent, position=location)
            for location, (name, (most, parent)) in enumerate(tree.items(), 1)
        ),
    )
    assert parts_of(about, "total") == ["ready", "results"]
    assert parts_of(about, "ready") == ["net", "staff"]
    # 50 + 20 stays below 80: a part is missing, so nothing is summed
    assert parts_of(about, "results") == []


def test_criteria_without_a_sign_of_adding_up_are_not_summed() -> None:
    about = ranked_list(
        criterion(scores="15 13 12"), criterion("a", "9 8 7", position=1), criterion("b", "1 1 1", position=2)
    )
    assert sums_of(about) == []


@pytest.mark.parametrize(
    ("totals", "first", "second", "adds"),
    [
        ("15.0 13.0 12.0", "9.0 8.0 7.0", "6.0 5.0 5.0", True),
        # two units are too few, and half of them no majority
        ("15.0 13.0", "9.0 8.0", "6.0 5.0", False),
        ("15.0 13.0 12.0 11.0", "9.0 8.0 7.0 6.0", "6.0 5.0 9.0 9.0", False),
        ("15.0 13.0 12.0", "9.0 8.0 7.0", "6.0 9.0 9.0", False),
        # 9.0 + 5.4 = 14.4 is as far from 15 as half a point and two halves of a tenth
        ("15 15 15", "9.0 9.0 9.0", "5.4 5.4 5.4", True),
        ("15.0 13.0 12.0", "9.0 8.0 7.0", "5.5 4.5 4.5", False),
    ],
)
def test_parts_add_up_where_most_of_three_units_or_more_show_it(
    totals: str, first: str, second: str, adds: bool
) -> None:
    parts = (criterion("a", first, position=1), criterion("b", second, position=2))
    assert bool(sums_of(ranked_list(criterion(scores=totals), *parts))) is adds


def test_parts_add_up_where_as_many_are_told_of_and_no_maximum_speaks_against_it() -> None:
    parts = (criterion("a", "9 8 7", position=1, maximum="12"), criterion("b", "- 5 -", position=2))
    for maximum, told, adds in ((None, 2, True), (None, 3, False), ("20", 2, True), ("12", 2, False)):
        about = ranked_list(criterion(scores="15 13 12", maximum=maximum), *parts, stated_criteria=told)
        assert bool(sums_of(about)) is adds
    assert sums_of(ranked_list(*parts, stated_criteria=2)) == []


def test_maxima_that_do_not_add_up_are_one_finding_at_the_total() -> None:
    about = ranked_list(
        criterion(scores="15 13 12", maximum="100"),
        criterion("a", "9 8 7", maximum="60", position=1),
        criterion("b", "6 5 5", maximum="50", position=2),
    )
    (found,) = findings(about)
    assert told(about) == [("sum", "total", 5)] and found.verdict.value == 110
    # which of the three is wrong stays open
    part = claim("max_of_criterion", "60", about=about, name="a")
    assert judge(evidence([about], [part])).verdicts[part.claim_id].verdict == "unverifiable"


def test_a_tier_against_its_band_and_one_over_a_rounded_cut_off() -> None:
    about = ranked_list(
        criterion(scores="83.8 80 65.0 64", ranks="1 2 3 4", tiers="Khá Khá Khá Khá"), bands=BANDS
    )
    # 80 without decimals may be 79.6; 64 may not be 65
    assert told(about) == [("tier_threshold", "U1", 11), ("tier_threshold", "U4", 14)]


def test_tiers_without_scores_follow_the_ranks() -> None:
    about = ranked_list(criterion(ranks="1 2 3 4 5 6", tiers="Tốt Tốt Khá Tốt Khá Khá"))
    assert told(about) == []
    about = ranked_list(criterion(ranks="1 2 3 4 5 6", tiers="Tốt Tốt Tốt Khá Khá Tốt"))
    assert told(about) == [("tier_threshold", "U6", 16)]


def test_a_score_above_its_maximum() -> None:
    about = ranked_list(criterion(scores="20 15 12"), criterion("a", "9 11 7", maximum="10", position=1))
    assert told(about) == [("max_of_criterion", "U2", 12)]


def test_a_value_told_twice_must_be_the_same_but_for_rounding() -> None:
    total = criterion(scores="83.8 77.2")
    counted = total.results["U1"].score
    assert counted is not None
    reprints = tuple(
        Reprint("U1", "U1", "score", figure(text, line), counted) for text, line in (("84", 3), ("38.8", 4))
    )
    about = ranked_list(replace(total, reprints=reprints))
    assert told(about) == [("other", "U1", 4)]


def test_a_score_of_a_criterion_told_twice_is_named_and_not_the_rows_that_it_shifts() -> None:
    reprint = Reprint("U3", "U3", "score", figure("7.0", 40), figure("7.6", 23))
    part = criterion("a", "9.0 8.0 7.6 7.0", ranks="1 2 3 3", position=1)
    about = ranked_list(criterion(ranks="1 2 3 4"), replace(part, reprints=(reprint,)))
    # 7.6 in place of 7.0 parts the tie; the other printing says which of the two tied rows is wrong
    assert {item.agency_id for item in findings(about)} == {"U3"}
    assert {item.verdict.kind for item in findings(about)} == {"told_differently", "tie_scheme"}


def test_units_that_share_a_rank_may_be_told_in_turn() -> None:
    total = criterion(scores="83.8 77.2 77.2 70", ranks="1 2 2 4")
    counted = total.results["U3"].rank
    assert counted is not None
    reprints = tuple(
        Reprint("U3", "U3", "rank", figure(text, line), counted) for text, line in (("3", 30), ("4", 31))
    )
    found = findings(ranked_list(replace(total, reprints=reprints)))
    assert [item.location.line for item in found if item.verdict.kind == "told_differently"] == [31]


def test_a_tier_told_twice_must_be_the_same() -> None:
    total = criterion(scores="83.8 72.5", tiers="Khá Khá")
    reprints = (
        Reprint("U1", "U1", "tier", PrintedTier("Khá", location(40)), PrintedTier("Khá", location(11))),
        Reprint("U2", "U2", "tier", PrintedTier("Yếu", location(41)), PrintedTier("Khá", location(12))),
    )
    (found,) = findings(ranked_list(replace(total, reprints=reprints)))
    assert (found.agency_id, found.location.line, found.verdict.kind) == ("U2", 41, "told_differently")


def test_maxima_are_never_rounded_and_scores_tell_which_add_up() -> None:
    def about(maximum: str) -> RankedList:
        return ranked_list(
            criterion(scores="60 50 40", maximum="100"),
            criterion("a", "30 20 20", maximum=maximum, position=1),
            criterion("b", "20 20 15", maximum="35", position=2),
            criterion("c", "10 10 5", maximum="10", position=3),
        )

    assert told(about("55")) == []
    # off by one, which rounding would hide; 65 + 35 = 100 is chance, the scores say that all three add up
    assert [kind for kind, _, _ in told(about("56"))] == ["sum"]
    assert [kind for kind, _, _ in told(about("65"))] == ["sum"]


def test_a_rank_that_no_unit_of_a_table_holds_is_a_finding() -> None:
    def table(ranks: str, n_units: int | None = None) -> RankedList:
        total = criterion(ranks=ranks)
        in_table = {
            unit: replace(row, rank=replace(row.rank, location=replace(row.rank.location, part="table=1")))
            for unit, row in total.results.items()
            if row.rank is not None
        }
        about = ranked_list(replace(total, results=in_table), complete=False)
        return replace(about, n_units=n_units)

    (found,) = findings(table("1 2 3 4 5 6 8 9 10"))
    assert (found.verdict.kind, found.subject) == ("rank_missing", "6, 8")
    assert found.verdict.value is None and "7" in found.verdict.words.en
    assert "No unit holds rank 7" in found.verdict.words.en and found.agency_id is None
    assert [item.verdict.kind for item in findings(table("1 2 3 4 5 6 8 9 10", 10))] == ["rank_missing"]
    assert findings(table("1 2 3 4 5 6 8 9 10", 63)) == []
    assert findings(table("1 2 3 5")) == []
    assert findings(table("1 2 2 4 5 6 7 8 9")) == []


def in_table(text: str, line: int, part: str = "table=2") -> Figure:
    printed = figure(text, line)
    return replace(printed, location=replace(printed.location, part=part))


@pytest.mark.parametrize(
    ("again", "n_found"),
    [
        (in_table("80", 20), 1),
        (in_table("80", 20, "table=3"), 0),  # another table tells it again
        (in_table("80", 12), 0),  # one line: one row
        (figure("80", 20), 0),  # a sentence
    ],
)
def test_a_unit_with_two_rows_in_one_table(again: Figure, n_found: int) -> None:
    total = replace(
        criterion(scores="90 80 70"), reprints=(Reprint("U2", "U2", "score", again, in_table("80", 12)),)
    )
    found = findings(ranked_list(total))
    assert [(item.agency_id, item.verdict.kind) for item in found] == [("U2", "row_twice")] * n_found
    assert all("lines 12, 20" in item.verdict.words.en for item in found)
