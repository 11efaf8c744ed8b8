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
    # it did not change, which the line says too
    assert rows == [
        ("other", "points"), ("pct_of_max", "percent"), ("share_change", "points"), ("unit_count", "units"),
    ]  # fmt: skip


def test_criteria_that_are_only_named_exist_and_are_linked(audited: duckdb.DuckDBPyConnection) -> None:
    # Điện Biên line 4 names three, of both lists; Sơn La line 83 the eleven of the websites
    query = "SELECT name, dimension_id, dimension_link, named_at FROM criteria WHERE assessment_id = ? AND position > 0"
    line = "dien-bien-2018-bao-chi-xep-hang-cntt#line=4"
    for block in ("departments", "districts"):
        rows = audited.execute(f"{query} ORDER BY position", [f"dien-bien-2018-ict-{block}"]).fetchall()
        assert rows == [
            ("Hạ tầng kỹ thuật", "infrastructure", "exact", line),
            ("Ứng dụng công nghệ thông tin trong các cơ quan nhà nước", "internal_use", "close", line),
            ("Nguồn nhân lực công nghệ thông tin", "human_resources", "exact", line),
        ]
        rows = audited.execute(f"{query} ORDER BY position", [f"son-la-2017-website-{block}"]).fetchall()
        assert [(name, dimension, link) for name, dimension, link, _ in rows] == [
            ("Thông tin, giới thiệu", "website", "narrower"),
            ("Tin tức, sự kiện", "website", "narrower"),
            (
                "Thông tin tuyên truyền, phổ biến, hướng dẫn thực hiện pháp luật, chế độ, chính sách",
                "website",
                "narrower",
            ),
            ("Thông tin chỉ đạo điều hành", "website", "narrower"),
            ("Thông tin chiến lược, định hướng, quy hoạch, kế hoạch phát triển", "website", "narrower"),
            ("Văn bản quy phạm pháp luật", "website", "narrower"),
            ("Thông tin về dự án, hạng mục đầu tư, đấu thầu mua sắm công", "website", "narrower"),
            ("Cung cấp dịch vụ công trực tuyến", "public_services", "exact"),
            ("Lấy ý kiến, góp ý của tổ chức, cá nhân", "interaction", "narrower"),
            ("Chức năng hỗ trợ trên trang TTĐT", "website", "narrower"),
            ("Đảm bảo quy định khác", None, "none"),
        ]
        assert {place for *_, place in rows} == {"son-la-2017-quyet-dinh-3247#line=83"}


def test_a_list_with_results_of_criteria_has_no_other(audited: duckdb.DuckDBPyConnection) -> None:
    # Sơn La line 81 names the six under which the tables of the ICT lists give points
    named = audited.execute(
        "SELECT DISTINCT assessment_id FROM criteria WHERE named_at IS NOT NULL ORDER BY ALL"
    ).fetchall()
    assert [row[0].partition("-2")[0] for row in named] == ["dien-bien", "dien-bien", "son-la", "son-la"]
