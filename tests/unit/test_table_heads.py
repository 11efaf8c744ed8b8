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
