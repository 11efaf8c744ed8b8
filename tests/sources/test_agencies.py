"""How long the agencies of the sources stood."""

import duckdb


def test_agencies_end_with_a_province_that_was_merged_and_go_on_with_one_that_was_not(
    audited: duckdb.DuckDBPyConnection,
) -> None:
    rows = audited.execute(
        "SELECT province_id, count(*) FILTER (WHERE agencies.valid_to IS NULL) > 0, "
        "max(agencies.valid_to)::VARCHAR FROM agencies "
        "WHERE block = 'departments' "
        "AND province_id IN ('cao-bang', 'dien-bien', 'son-la', 'phu-tho', 'binh-dinh') "
        "GROUP BY province_id ORDER BY province_id"
    ).fetchall()
    # Bình Định and Phú Thọ were merged with others on 1 July 2025; a health department of Cao Bằng still stands
    assert rows == [
        ("binh-dinh", False, "2025-07-01"),
        ("cao-bang", True, "2025-03-01"),
        ("dien-bien", True, "2025-03-01"),
        ("phu-tho", False, "2025-03-01"),
        ("son-la", True, "2025-03-01"),
    ]


def test_departments_that_were_merged_have_heirs(audited: duckdb.DuckDBPyConnection) -> None:
    rows = audited.execute(
        "SELECT old_id, new_id FROM successions WHERE valid_from = '2025-03-01' AND kind = 'merged' "
        "AND split_part(old_id, '/', 1) IN ('binh-dinh', 'cao-bang', 'dien-bien', 'phu-tho', 'son-la') "
        "ORDER BY ALL"
    ).fetchall()
    transport, labour = "so-giao-thong-van-tai", "so-lao-dong-thuong-binh-va-xa-hoi"
    planning, information = "so-ke-hoach-va-dau-tu", "so-thong-tin-va-truyen-thong"
    # where no source names the department that follows, as for science in 04, there is no row
    assert rows == [
        ("binh-dinh/" + transport, "binh-dinh/so-xay-dung"),
        ("binh-dinh/" + planning, "binh-dinh/so-tai-chinh"),
        ("binh-dinh/" + labour, "binh-dinh/so-noi-vu"),
        ("binh-dinh/" + information, "binh-dinh/so-khoa-hoc-va-cong-nghe"),
        ("cao-bang/" + transport, "cao-bang/so-xay-dung"),
        ("cao-bang/" + labour, "cao-bang/so-noi-vu"),
        ("son-la/" + transport, "son-la/so-xay-dung"),
        ("son-la/" + planning, "son-la/so-tai-chinh"),
        ("son-la/" + labour, "son-la/so-noi-vu"),
        ("son-la/" + information, "son-la/so-khoa-hoc-va-cong-nghe"),
    ]
