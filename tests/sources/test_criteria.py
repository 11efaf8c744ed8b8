"""The criteria of the sources, read from their lines."""

import duckdb

EGOV = "cao-bang-2021-egov-districts"
READY = "Điều kiện sẵn sàng ứng dụng CNTT, xây dựng chính quyền điện tử"
RESULTS = "Kết quả Chính quyền điện tử"


def test_the_criteria_keep_their_levels(audited: duckdb.DuckDBPyConnection) -> None:
    # Cao Bằng lines 55, 57 and 69 to 101: two groups of criteria, of three and of four
    rows = audited.execute(
        "SELECT parent.name, part.name FROM criteria AS part "
        "LEFT JOIN criteria AS parent ON parent.criterion_id = part.parent_criterion_id "
        "WHERE part.assessment_id = ? ORDER BY part.position",
        [EGOV],
    ).fetchall()
    assert rows == [
        (None, "total"),
        ("total", READY),
        (READY, "Cơ sở hạ tầng thông tin"),
        (READY, "Nhân lực CNTT"),
        (READY, "Cơ chế, chính sách, quy định, báo cáo CNTT"),
        ("total", RESULTS),
        (RESULTS, "Mức độ hiện diện"),
        (RESULTS, "Mức độ tương tác"),
        (RESULTS, "Mức độ giao dịch"),
        (RESULTS, "Mức độ chuyển đổi"),
    ]


def test_a_criterion_told_of_unnamed_units_has_no_statement(audited: duckdb.DuckDBPyConnection) -> None:
    # line 103: ten districts have 1,0 points, and none is named
    told = audited.execute("SELECT count(*) FROM statements WHERE criterion = 'Mức độ chuyển đổi'").fetchone()
    assert told == (0,)
    rows = audited.execute(
        "SELECT claim_type, unit FROM claims WHERE criterion = 'Mức độ chuyển đổi' AND line = 103 "
        "ORDER BY ALL"
    ).fetchall()
    assert rows == [("other", "points"), ("pct_of_max", "percent"), ("unit_count", "units")]
