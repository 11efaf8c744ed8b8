"""What stands over the columns of a table: titles that are no header, groups right under it, words of many kinds."""

from tests.unit.reports import Extract, said

TITLE = "Kết quả xếp hạng mức độ ứng dụng CNTT các sở của tỉnh Lào Cai năm 2019"


def told(
    rows: list[list[str]], extract: Extract, over: list[list[str]] | None = None
) -> set[tuple[str, str, str]]:
    """Unit, criterion (with the measure) and printed value of all that is read of a table with tabs."""
    lines = ["\t".join(row) for row in [*(over or []), *rows]]
    found = said(extract("\n".join([TITLE, "", *lines])))
    return {(str(row.agency), f"{row.measure} {row.criterion}", row.value_text) for row in found}


HEAD = ["TT", "Đơn vị", "Hạ tầng", "Nhân lực", "Tổng điểm", "Hạng"]
ROWS = [
    ["1", "Sở Y tế", "40", "35", "75", "1"],
    ["2", "Sở Nội vụ", "38", "30", "68", "2"],
    ["3", "Sở Tư pháp", "30", "31", "61", "3"],
]
WANTED = {
    (name, measure, value)
    for _, name, *values in ROWS
    for measure, value in zip(
        ("score Hạ tầng", "score Nhân lực", "score total", "rank total"), values, strict=True
    )
}


def test_the_letterhead_and_the_title_of_a_sheet_are_no_header(extract: Extract) -> None:
    blank = ["", "", "", "", "", ""]
    over = [
        ["UBND TỈNH LÀO CAI", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", ""],
        ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "", "", "Độc lập - Tự do - Hạnh phúc", "", ""],
        blank,
        ["", "BẢNG ĐIỂM CÁC SỞ NĂM 2019", "", "", "", ""],
        blank,
    ]
    assert told([HEAD, *ROWS], extract, over) == WANTED


def test_a_group_right_under_the_header_is_no_part_of_it(extract: Extract) -> None:
    merged = ["A", *["CÁC SỞ, BAN, NGÀNH"] * 5]
    assert told([HEAD, merged, *ROWS], extract) == WANTED
    assert told([HEAD, ["I", "Khối sở, ngành", "", "", "", ""], *ROWS], extract) == WANTED


def test_an_index_in_percent_is_the_whole(extract: Extract) -> None:
    rows = [["1", "Sở Y tế", "93,5", "1"], ["2", "Sở Nội vụ", "91,25", "2"], ["3", "Sở Tư pháp", "90", "3"]]
    found = told([["TT", "Đơn vị", "Chỉ số (%)", "Xếp hạng"], *rows], extract)
    assert {what for _, what, _ in found} == {"pct_of_max total", "rank total"}


def test_a_maximum_in_a_header_is_no_part_of_the_name(extract: Extract) -> None:
    for printed in ("({}đ)", "({} đ)", "[{}]", "({} điểm)", "(tối đa {}đ)", "- {} điểm", "/{}đ"):
        head = [*HEAD[:2], f"Hạ tầng {printed.format(50)}", f"Nhân lực {printed.format(40)}", *HEAD[4:]]
        found = told([head, *ROWS], extract)
        assert {one for one in found if not one[1].startswith("max_score")} == WANTED, printed


def test_communes_with_their_kinds_cut_short_under_their_districts(extract: Extract) -> None:
    rows = [
        "Chuyển đổi số các xã, phường, thị trấn của tỉnh Lào Cai năm 2023",
        "TT\tXã, phường, thị trấn\tĐiểm\tHạng",
        "I\tHUYỆN BÁT XÁT\t\t",
        "1\tTT Bát Xát\t80,5\t1",
        "2\tX. Cốc San\t70,5\t3",
        "II\tTHÀNH PHỐ LÀO CAI\t\t",
        "1\tP. Kim Tân\t75,5\t2",
        "2\tTT. Phong Hải\t60,5\t4",
    ]
    found = extract("\n".join(rows))
    ranks = {(row.agency, str(row.value)) for row in found.statements if row.measure == "rank"}
    assert ranks == {
        ("UBND thị trấn Bát Xát", "1"),
        ("UBND phường Kim Tân", "2"),
        ("UBND xã Cốc San", "3"),
        ("UBND thị trấn Phong Hải", "4"),
    }
    assert not [entry for entry in found.unit_ledger if entry.fate == "unexplained" and entry.line > 4]


def test_a_topic_over_one_column_is_no_part_of_its_name(extract: Extract) -> None:
    over = ["TT", "Đơn vị", "Nhóm nền tảng", "Nhóm nền tảng", "Nhóm kết quả", "Tổng điểm", "Hạng"]
    head = ["TT", "Đơn vị", "Hạ tầng", "Nhân lực", "Dịch vụ công", "Tổng điểm", "Hạng"]
    rows = [
        ["1", "Sở Y tế", "40", "35", "10", "85", "1"],
        ["2", "Sở Nội vụ", "38", "30", "9", "77", "2"],
        ["3", "Sở Tư pháp", "30", "31", "8", "69", "3"],
    ]
    criteria = {what for _, what, _ in told([over, head, *rows], extract)}
    assert criteria == {
        "score Hạ tầng", "score Nhân lực", "score Dịch vụ công", "score total", "rank total"
    }  # fmt: skip


def test_a_header_that_holds_a_word_of_another_kind_names_a_criterion(extract: Extract) -> None:
    for name in ("Giảm thiểu ô nhiễm", "Trách nhiệm giải trình", "Tỷ lệ hồ sơ nộp trực tuyến"):
        found = told([[*HEAD[:2], name, *HEAD[3:]], *ROWS], extract)
        wanted = {(unit, what.replace("Hạ tầng", name), value) for unit, what, value in WANTED}
        assert found == wanted, name


def test_scores_that_are_all_the_same_are_no_maxima(extract: Extract) -> None:
    for same in ("0", "1", "0,00"):
        rows = [[*row[:3], same, *row[4:]] for row in ROWS]
        assert {one for one in told([HEAD, *rows], extract) if one[1] == "score Nhân lực"} == {
            (row[1], "score Nhân lực", same) for row in ROWS
        }


def test_a_column_without_a_year_beside_its_like_of_another_is_of_the_year_of_the_paper(
    extract: Extract,
) -> None:
    lines = ["\t".join([*row, str(at)]) for at, row in enumerate(ROWS, start=2)]
    head = "\t".join([*HEAD, "Hạng năm 2018"])
    rows = extract("\n".join([TITLE, "", head, *lines])).statements
    ranks = {(row.year, str(row.agency), row.value_text) for row in rows if row.measure == "rank"}
    assert ranks == {(2019, row[1], row[5]) for row in ROWS} | {
        (2018, row[1], str(at)) for at, row in enumerate(ROWS, start=2)
    }


def test_a_row_for_each_criterion_under_rows_that_describe_the_file(extract: Extract) -> None:
    over = [
        ["Bộ dữ liệu", "Kết quả xếp hạng", "", "", "", ""],
        ["Cơ quan cung cấp", "Sở Y tế tỉnh Lào Cai", "", "", "", ""],
    ]
    head = ["Mã đơn vị", "Tên đơn vị", "Tên chỉ số", "Điểm tối đa", "Điểm đạt", "Thứ hạng"]
    rows = [
        [f"LC-{at}", row[1], name, top, value, row[5] if name == "Tổng điểm" else ""]
        for at, row in enumerate(ROWS, start=1)
        for name, top, value in zip(HEAD[2:5], ("50", "50", "100"), row[2:5], strict=True)
    ]
    found = {one for one in told([head, *rows], extract, over) if not one[1].startswith("max_score")}
    assert found == WANTED


def test_the_index_by_its_short_name_and_its_level_is_the_whole(extract: Extract) -> None:
    for printed in ("DTI cấp tỉnh", "Chỉ số DTI cấp tỉnh 2019", "DTI"):
        assert told([[*HEAD[:4], printed, HEAD[5]], *ROWS], extract) == WANTED, printed
