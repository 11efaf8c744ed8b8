"""What follows from the sources, worked out by hand from their lines."""

from decimal import Decimal

import duckdb

EGOV = "cao-bang-2021-egov-districts"
ICT = "cao-bang-2021-ict-departments"


def test_one_district_reaches_a_tier_and_the_other_nine_are_not_ranked(
    audited: duckdb.DuckDBPyConnection,
) -> None:
    # line 63: one unit at level II, nine below IV; the first has 88 % of the maximum, line 103: ten units, of
    # which one is not named
    rows = audited.execute(
        "SELECT tier, count(*) FROM deductions WHERE assessment_id = ? AND quantity = 'tier' "
        "AND status = 'deduced' GROUP BY tier ORDER BY tier",
        [EGOV],
    ).fetchall()
    assert rows == [("II", 1), ("not_ranked", 9)]


def test_who_is_below_the_lowest_band_is_not_ranked_and_still_counts(
    audited: duckdb.DuckDBPyConnection,
) -> None:
    # lines 9, 17, 59, 63: the last ones have 32,2 and 58,55 points, Mức IV begins at 36 and at 85,7
    rows = audited.execute(
        "SELECT assessment_id, agency_id, reason FROM assessed_units WHERE status = 'not_ranked' ORDER BY ALL"
    ).fetchall()
    assert rows == [(EGOV, "cao-bang/ubnd-huyen-thach-an", None), (ICT, "cao-bang/thanh-tra-tinh", None)]
    # the closure keeps them: whoever is not quoted has a better place, and no fewer points
    bounds = audited.execute(
        "SELECT assessment_id, quantity, CASE quantity WHEN 'rank' THEN high ELSE low END FROM deductions "
        "WHERE agency_id IS NULL AND holds_if IS NULL AND criterion_id LIKE '%/total' "
        "AND quantity IN ('rank', 'score') AND assessment_id IN (?, ?) ORDER BY ALL",
        [EGOV, ICT],
    ).fetchall()
    assert bounds == [
        (EGOV, "rank", Decimal(9)),
        (EGOV, "score", Decimal("58.55")),
        (ICT, "rank", Decimal(19)),
        # line 15: one unit alone is below Mức IV, and that is the last one
        (ICT, "score", Decimal(36)),
    ]


def test_the_total_that_its_parts_do_not_make_is_in_a_conflict(audited: duckdb.DuckDBPyConnection) -> None:
    # lines 63, 71, 87: 37,11 + 69,74 = 106,85, printed 105,86
    rows = audited.execute(
        "SELECT low, high, rule, inputs FROM conflict_sets "
        "WHERE assessment_id = ? "
        "AND agency_id = 'cao-bang/ubnd-thanh-pho-cao-bang' AND rule = 'sum_of_parts'",
        [EGOV],
    ).fetchall()
    assert [row[:3] for row in rows] == [(Decimal("106.85"), Decimal("105.86"), "sum_of_parts")]
    lines = audited.execute(
        "SELECT line FROM statements WHERE list_contains(?, statement_id) ORDER BY line",
        [rows[0][3]],
    ).fetchall()
    assert lines == [(63,), (71,), (87,)]


def test_units_that_are_not_quoted_stand_between_the_quoted_ones(audited: duckdb.DuckDBPyConnection) -> None:
    # Điện Biên line 5: of the departments 1, 2 and the last two are quoted with their scores
    rows = audited.execute(
        "SELECT assessment_id, quantity, low, high FROM deductions "
        "WHERE agency_id IS NULL AND holds_if IS NULL ORDER BY ALL"
    ).fetchall()
    assert ("dien-bien-2018-ict-departments", "rank", Decimal(3), Decimal(17)) in rows
    assert ("dien-bien-2018-ict-departments", "score", Decimal("114.9"), Decimal(184)) in rows
    assert (ICT, "rank", Decimal(3), Decimal(19)) in rows


def test_no_deduction_speaks_against_a_printed_value(audited: duckdb.DuckDBPyConnection) -> None:
    rows = audited.execute(
        "SELECT d.deduction_id, st.value FROM deductions AS d JOIN statements AS st "
        "ON st.criterion_id = d.criterion_id AND st.agency_id = d.agency_id AND st.measure = d.quantity "
        "WHERE st.value IS NOT NULL AND st.value NOT BETWEEN coalesce(d.low, st.value) "
        "AND coalesce(d.high, st.value) AND NOT EXISTS (SELECT 1 FROM conflict_sets AS c "
        "WHERE list_contains(c.inputs, st.statement_id))"
    ).fetchall()
    assert not rows


def test_what_the_audit_works_out_the_closure_works_out_too(audited: duckdb.DuckDBPyConnection) -> None:
    """Six criteria are told of and six are known, so they make the total in both: one score is left over."""
    # lines 7, 17, 25 to 45: 53,2 − (8 + 16 + 19 + 5 + 5) = 0,2
    words = audited.execute(
        "SELECT explanation FROM claims WHERE wording = 'all_above_average' AND assessment_id = ?", [ICT]
    ).fetchall()
    assert ["= 0,2;" in text for (text,) in words] == [True]
    rows = audited.execute(
        "SELECT low, high, status, rule FROM deductions WHERE assessment_id = ? AND quantity = 'score' "
        "AND criterion_id LIKE '%/cung-cap-dich-vu-cong-truc-tuyen' AND agency_id = ?",
        [ICT, "cao-bang/so-giao-duc-va-dao-tao"],
    ).fetchall()
    assert rows == [(Decimal("0.2"), Decimal("0.2"), "deduced", "sum_of_parts")]


def test_one_score_told_of_all_units_is_that_of_each(audited: duckdb.DuckDBPyConnection) -> None:
    # line 103: ten districts have the same 1,0 points; nine of them are named elsewhere
    rows = audited.execute(
        "SELECT count(*), count(agency_id), min(low), max(high), max(len(inputs)) FROM deductions "
        "WHERE criterion_id = ? AND quantity = 'score'",
        [f"{EGOV}/muc-do-chuyen-doi"],
    ).fetchall()
    assert rows == [(10, 9, 1, 1, 4)]  # two claims of line 103, two counts of tiers of line 63 that make ten


def test_places_on_a_criterion_follow_from_its_highest_and_lowest(audited: duckdb.DuckDBPyConnection) -> None:
    # line 43: seven have 5,0 points, the most; "03 đơn vị đạt điểm thấp nhất" are named, of 20 units
    rows = audited.execute(
        "SELECT holds_if, low, high FROM deductions WHERE quantity = 'rank' AND agency_id = 'cao-bang/ban-dan-toc' "
        "AND criterion_id = ? ORDER BY ALL",
        [f"{ICT}/nhan-luc-cho-ung-dung-cntt"],
    ).fetchall()
    # between the highest and the lowest ten units can have at most ten different scores
    assert rows == [("competition", 18, 18), ("dense", 2, 12), ("modified", 20, 20), (None, 2, 20)]


def test_only_what_rounding_does_not_explain_is_a_conflict(audited: duckdb.DuckDBPyConnection) -> None:
    """One total that its parts do not make, and the swap of digits that explains it."""
    rows = audited.execute(
        "SELECT assessment_id, agency_id, hypotheses FROM conflict_sets ORDER BY ALL"
    ).fetchall()
    # lines 63, 71, 87; line 71 has 8,64 + 3,64 + 2,0 = 14,28 and 14,29 too, line 39 has 0,2 as 3,0 % of 6
    assert rows == [(EGOV, "cao-bang/ubnd-thanh-pho-cao-bang", ["105.86 → 106.85"])]
