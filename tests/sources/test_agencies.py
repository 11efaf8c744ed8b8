"""How long the agencies of the sources stood."""

import duckdb


def test_agencies_end_with_a_province_that_was_merged_and_go_on_with_one_that_was_not(
    audited: duckdb.DuckDBPyConnection,
) -> None:
    rows = audited.execute(
        "SELECT province_id, count(*) FILTER (WHERE agencies.valid_to IS NULL) > 0, "
        "max(agencies.valid_to)::VARCHAR FROM agencies "
        "WHERE block = 'departments' AND province_id IN ('04', '11', '14', '25', '52') "
        "AND province_id IN ('04', '11', '14', '25', '52') "
        "GROUP BY province_id ORDER BY province_id"
    ).fetchall()
    # 25 and 52 were merged with others on 1 July 2025; a health department of 04 still stands
    assert rows == [
        ("04", True, "2025-03-01"),
        ("11", True, "2025-03-01"),
        ("14", True, "2025-03-01"),
        ("25", False, "2025-03-01"),
        ("52", False, "2025-07-01"),
    ]
