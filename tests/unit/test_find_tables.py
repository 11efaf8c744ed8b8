"""Tables found by their cells: every way to print rows, whatever the header says."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import pytest

from pipeline.documents.document import Line
from pipeline.reading.scope import Setting
from pipeline.reading.tables.choice import find_tables
from pipeline.reading.tables.table import Row, Table
from pipeline.reading.vocabulary.gazetteer import gazetteer_for
from pipeline.reading.vocabulary.name_entries import provinces

UNITS = ("Sở Y tế", "Sở Tư pháp", "Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng")
SCORES = ("91,25", "88,50", "80,75", "72,00", "66,50")
TIERS = ("Tốt", "Tốt", "Khá", "Khá", "Trung bình")
HEAD = ("TT", "Tên cơ quan", "Tổng điểm", "Xếp hạng", "Xếp loại")
BODY = tuple(
    (str(number), unit, score, str(number), tier)
    for number, (unit, score, tier) in enumerate(zip(UNITS, SCORES, TIERS, strict=True), start=1)
)
PROSE = "Kết quả được công bố theo Quyết định của Ủy ban nhân dân tỉnh như sau, kèm theo danh sách."


@lru_cache
def setting() -> Setting:
    return Setting(gazetteer_for(next(p for p in provinces() if p.province_id == "lao-cai")), ",")


def find(text: str) -> list[Table]:
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    tables = find_tables(lines, setting())
    for table in tables:
        check_spans(table, lines)
    return tables


def check_spans(table: Table, lines: Sequence[Line]) -> None:
    cells = [cell for row in (*table.rows, *table.others) for cell in (*row.cells, *row.groups)]
    for cell in [*cells, *(cell for row in table.header for cell in row)]:
        if cell is None:
            continue
        spans = (cell.span, *cell.more)
        assert cell.text == " ".join(lines[span.line - 1].text[span.start : span.end] for span in spans)


def texts(row: Row) -> list[str | None]:
    return [cell.text if cell else None for cell in row.cells]


def body(table: Table) -> list[list[str | None]]:
    return [texts(row) for row in table.rows]


def head(table: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in table.header]


def only(text: str) -> Table:
    tables = find(text)
    assert len(tables) == 1, [body(table) for table in tables]
    return tables[0]


def padded(rows: Sequence[Sequence[str]], gap: int = 2) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "\n".join(
        (" " * gap).join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


WAYS: dict[str, Callable[[Sequence[Sequence[str]]], str]] = {
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "pipes": lambda rows: "\n".join(f"| {' | '.join(row)} |" for row in rows),
    "blanks": padded,
    "semicolons": lambda rows: "\n".join(";".join(row) for row in rows),
    "commas": lambda rows: "\n".join(
        ",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows
    ),
    "single blanks": lambda rows: "\n".join(" ".join(row) for row in rows),
    "one cell a line": lambda rows: "\n".join("\n".join(row) for row in rows),
    "one cell a line, blank lines between": lambda rows: "\n\n".join("\n\n".join(row) for row in rows),
    "a blank line between rows": lambda rows: "\n\n".join("\t".join(row) for row in rows),
    "rows broken in two": lambda rows: "\n".join(
        "\t".join(row[:3]) + "\n" + "\n".join(row[3:]) for row in rows
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "columns", [(0, 1, 2, 3, 4), (1, 2, 3), (1, 2, 4), (3, 1, 2), (1, 2, 3, 4), (0, 1, 2)]
)
@pytest.mark.parametrize("headed", [True, False])
def test_every_way_to_print_a_table(way: str, columns: tuple[int, ...], headed: bool) -> None:
    rows = [[row[at] for at in columns] for row in ((HEAD, *BODY) if headed else BODY)]
    table = only(f"{PROSE}\n\n{WAYS[way](rows)}\n\n{PROSE}")
    assert body(table) == rows[headed:]
    assert table.names == (columns.index(1),)
    assert head(table) == ([rows[0]] if headed else [])
    assert (table.first_line, table.rival) == (3, None)


def lines_of(rows: Sequence[Sequence[str]]) -> str:
    """Return one cell a line, an empty line for an empty cell."""
    return "\n".join("\n".join(row) for row in rows)


def test_a_first_row_that_no_list_knows_is_a_row() -> None:
    rows = [
        ("Cơ quan", "Điểm", "Hạng"),
        ("LĐTBXH-X", "9,5", "1"),
        ("Sở Y tế", "9,1", "2"),
        ("Sở Tư pháp", "8", "3"),
    ]
    assert [row[0] for row in body(only(lines_of(rows)))] == ["LĐTBXH-X", "Sở Y tế", "Sở Tư pháp"]


def test_blank_lines_are_empty_cells_where_the_rows_show_it() -> None:
    cells = ["Hạng", "Đơn vị", "Chi phí", "Minh bạch", "Năng động"]
    text = "\n\n".join(cells)
    for number, unit in enumerate(UNITS, start=1):
        text += f"\n\n{number}\n\n{unit}\n\n\u00a0\n\n{SCORES[number - 1]}\n\n\u00a0"
    table = only(text)
    assert body(table) == [
        [str(at), unit, None, score, None]
        for at, (unit, score) in enumerate(zip(UNITS, SCORES, strict=True), start=1)
    ]
    assert head(table) == [cells]


def test_groups_pages_and_repeated_headers_stand_between_rows() -> None:
    cells = [*HEAD[:4]]
    cells += ["I. Khối sở", "A. Mức tốt", *BODY[0][:4], *BODY[1][:4], "B. Mức khá", *BODY[2][:4], "2"]
    cells += [*HEAD[:4], *BODY[3][:4], "II. Khối huyện", "A. Mức tốt", "1", "UBND huyện Bát Xát", "90", "1"]
    cells += ["2", "UBND huyện Văn Bàn", "89,5", "2"]
    table = only("\n".join(cells))
    assert head(table) == [list(HEAD[:4])]
    assert [(texts(row)[1], [cell.text for cell in row.groups]) for row in table.rows] == [
        ("Sở Y tế", ["I. Khối sở", "A. Mức tốt"]), ("Sở Tư pháp", ["I. Khối sở", "A. Mức tốt"]),
        ("Sở Nội vụ", ["I. Khối sở", "B. Mức khá"]), ("Sở Tài chính", ["I. Khối sở", "B. Mức khá"]),
        ("UBND huyện Bát Xát", ["II. Khối huyện", "A. Mức tốt"]),
        ("UBND huyện Văn Bàn", ["II. Khối huyện", "A. Mức tốt"]),
    ]  # fmt: skip


def test_a_heading_and_a_header_begin_another_table() -> None:
    first = [HEAD[:4], *(row[:4] for row in BODY[:3])]
    second = [HEAD[:4], ("1", "UBND huyện Bát Xát", "90", "1"), ("2", "UBND huyện Văn Bàn", "89", "2")]
    for way in ("tabs", "blanks", "one cell a line", "single blanks"):
        tables = find(f"{WAYS[way](first)}\n2. Khối các huyện\n{WAYS[way](second)}")
        assert [len(table.rows) for table in tables] == [3, 2], way
        assert head(tables[1]) == [list(HEAD[:4])], way


def test_a_name_goes_on_in_the_next_line() -> None:
    cells = [
        "1",
        "Sở Văn hóa, Thể thao",
        "và Du lịch",
        "91",
        "1",
        "2",
        "Sở Nông nghiệp và Phát",
        "triển nông thôn",
    ]
    cells += ["90", "2", "3", "Sở Y tế", "89", "3", "4", "Sở Nội vụ", "88", "4"]
    names = ["Sở Văn hóa, Thể thao và Du lịch", "Sở Nông nghiệp và Phát triển nông thôn", "Sở Y tế"]
    assert [row[1] for row in body(only("\n".join(cells)))] == [*names, "Sở Nội vụ"]
    laid = [
        "TT   Tên cơ quan              Điểm   Hạng",
        "1    Sở Văn hóa, Thể thao     91,0   1",
        "     và Du lịch",
        "     Sở Nông nghiệp và Phát",
        "2                             90,0   2",
        "     triển nông thôn",
        "3    Sở Y tế                  89,0   3",
    ]
    table = only("\n".join(laid))
    assert [row[1] for row in body(table)] == names
    assert table.last_line == 7


def test_header_cells_one_a_line_over_columns_that_they_share() -> None:
    cells = ["TT", "Đơn vị", "Năm 2021", "Năm 2022", "Ghi chú", "Điểm", "Hạng", "Điểm", "Hạng"]
    for number, unit in enumerate(UNITS, start=1):
        cells += [str(number), unit, f"8{number},5", str(number), f"9{number},5", str(number), "x"]
    table = only("\n".join(cells))
    assert head(table) == [
        ["TT", "Đơn vị", "Năm 2021", "Năm 2021", "Năm 2022", "Năm 2022", "Ghi chú"],
        [None, None, "Điểm", "Hạng", "Điểm", "Hạng", None],
    ]
    assert len(table.rows) == 5


def test_header_cells_broken_over_lines() -> None:
    cells = ["Tên đơn vị", "Hạ tầng", "(tối đa 20)", "Nhân lực và", "đào tạo", "Tổng điểm", "Thứ hạng"]
    for number, unit in enumerate(UNITS, start=1):
        cells += [unit, f"1{number},5", f"2{number},5", f"4{number},0", str(number)]
    expected = ["Tên đơn vị", "Hạ tầng (tối đa 20)", "Nhân lực và đào tạo", "Tổng điểm", "Thứ hạng"]
    assert head(only("\n".join(cells))) == [expected]


def test_header_words_that_nobody_knows() -> None:
    rows = [("Nơi đánh giá", "Zeta", "Omega"), ("Sở Y tế", "1,5", "2,5"), ("Sở Tư pháp", "1,25", "3")]
    for way in ("tabs", "one cell a line", "blanks"):
        assert head(only(WAYS[way]([*rows, ("Sở Nội vụ", "1", "2")]))) == [list(rows[0])], way


def test_rows_of_no_unit_stand_aside() -> None:
    rows = [
        HEAD[:4],
        ("", "Điểm tối đa", "100", ""),
        *(row[:4] for row in BODY),
        ("", "Trung bình", "79,8", ""),
    ]
    for way in ("tabs", "pipes", "blanks"):
        table = only(WAYS[way](rows))
        assert len(table.rows) == 5
        assert [[cell for cell in texts(row) if cell] for row in table.others] == [
            ["Điểm tối đa", "100"], ["Trung bình", "79,8"],
        ]  # fmt: skip


def test_numbers_of_the_columns_are_no_row() -> None:
    rows = [HEAD[:4], ("(1)", "(2)", "(3)", "(4)"), *(row[:4] for row in BODY)]
    for way in ("tabs", "one cell a line", "blanks"):
        table = only(WAYS[way](rows))
        assert head(table) == [list(HEAD[:4])] and len(table.rows) == 5
        assert texts(table.others[0]) == list(rows[1])


def test_units_in_the_columns_are_turned() -> None:
    rows = [
        ("TT", "Tiêu chí", "Điểm tối đa", "Sở Y tế", "Sở Tư pháp", "Sở Nội vụ"),
        ("1", "Hạ tầng", "40", "33,5", "30", "21"),
        ("2", "Nhân lực", "60", "50", "44", "43"),
        ("", "Tổng điểm", "100", "83,5", "74", "64"),
    ]
    table = only(WAYS["tabs"](rows))
    assert table.names == (0,) and body(table)[0] == ["Sở Y tế", "33,5", "50", "83,5"]
    assert ["Tiêu chí", "Hạ tầng", "Nhân lực", "Tổng điểm"] in head(table)
    assert [texts(row) for row in table.others] == [["Điểm tối đa", "40", "60", "100"]]


def test_units_over_two_columns_each_are_turned() -> None:
    rows = [
        ("Tiêu chí", "Sở Y tế", "Sở Y tế", "Sở Tư pháp", "Sở Tư pháp"),
        ("Tiêu chí", "Điểm", "Hạng", "Điểm", "Hạng"),
        ("Hạ tầng", "33,5", "1", "30,0", "2"),
        ("Nhân lực", "50,5", "2", "54,0", "1"),
    ]
    table = only(WAYS["tabs"](rows))
    assert body(table) == [["Sở Y tế", "33,5", "1", "50,5", "2"], ["Sở Tư pháp", "30,0", "2", "54,0", "1"]]
    assert head(table)[-1] == [None, "Điểm", "Hạng", "Điểm", "Hạng"]


def test_two_halves_are_one_list() -> None:
    rows = [HEAD[:3] * 2] + [(*BODY[at][:3], *BODY[at + 2][:3]) for at in (0, 1)]
    for way in ("tabs", "blanks"):
        table = only(WAYS[way](rows))
        assert body(table) == [list(BODY[at][:3]) for at in range(4)]
        assert head(table) == [list(HEAD[:3])]


def test_an_empty_column_parts_the_halves_of_one_list() -> None:
    rows = [(*HEAD[:3], "", *HEAD[:3])] + [(*BODY[at][:3], "", *BODY[at + 2][:3]) for at in (0, 1)]
    table = only(WAYS["tabs"](rows))
    assert body(table) == [list(BODY[at][:3]) for at in range(4)]
    assert head(table) == [list(HEAD[:3])]


def test_what_stands_over_a_half_is_its_group() -> None:
    rows = [("Khối sở",) * 3 + ("Khối huyện",) * 3, HEAD[:3] * 2]
    rows += [
        (*BODY[at][:3], str(at + 1), f"UBND huyện {name}", "77,5")
        for at, name in enumerate(("Bát Xát", "Văn Bàn"))
    ]
    table = only(WAYS["tabs"](rows))
    assert [(texts(row)[1], [cell.text for cell in row.groups]) for row in table.rows] == [
        ("Sở Y tế", ["Khối sở"]), ("Sở Tư pháp", ["Khối sở"]),
        ("UBND huyện Bát Xát", ["Khối huyện"]), ("UBND huyện Văn Bàn", ["Khối huyện"]),
    ]  # fmt: skip


def test_boards_side_by_side_keep_their_columns() -> None:
    rows = [("Hạng", "Đơn vị", "Chi phí", "Đơn vị", "Minh bạch")]
    rows += [(str(at + 1), UNITS[at], "9,5", UNITS[4 - at], "8,25") for at in range(5)]
    table = only(WAYS["tabs"](rows))
    assert table.names == (1, 3) and len(table.rows) == 5


def test_one_unit_over_years_has_no_column_of_names() -> None:
    rows = [("Tiêu chí", "2021", "2021", "2022", "2022"), ("Tiêu chí", "Điểm", "Hạng", "Điểm", "Hạng")]
    rows += [("Hạ tầng số", "0,61", "30", "0,66", "27"), ("Nhân lực số", "0,52", "41", "0,58", "33")]
    table = only(WAYS["tabs"](rows))
    assert table.names == () and head(table) == [list(row) for row in rows[:2]]
    assert body(table) == [list(row) for row in rows[2:]]
    years = [
        ("Năm", "Điểm", "Hạng"),
        ("2020", "71,25", "30"),
        ("2021", "74,50", "22"),
        ("2022", "78,75", "9"),
    ]
    table = only(WAYS["tabs"](years))
    assert table.names == () and body(table) == [list(row) for row in years[1:]]


def test_a_row_for_each_criterion_of_a_unit_names_it_once() -> None:
    rows = [
        ("TT", "Đơn vị", "Nội dung", "Điểm"),
        ("1", "Sở Y tế", "Hạ tầng", "9,5"),
        ("", "", "Nhân lực", "8,5"),
    ]
    rows += [("2", "Sở Tư pháp", "Hạ tầng", "9,0"), ("", "", "Nhân lực", "8,0")]
    table = only(WAYS["tabs"](rows))
    assert [row[1:] for row in body(table)] == [
        ["Sở Y tế", "Hạ tầng", "9,5"], ["Sở Y tế", "Nhân lực", "8,5"],
        ["Sở Tư pháp", "Hạ tầng", "9,0"], ["Sở Tư pháp", "Nhân lực", "8,0"],
    ]  # fmt: skip


def test_a_row_that_lacks_a_cell_takes_the_columns_of_its_kinds_or_none() -> None:
    rows = [HEAD, BODY[0], BODY[1], ("3", "Sở Nội vụ", "80,75", "Khá"), BODY[3], BODY[4]]
    table = only(lines_of(rows))
    assert body(table)[2] == ["3", "Sở Nội vụ", "80,75", None, "Khá"]
    cells = [("Đơn vị", "Hạ tầng", "Nhân lực"), ("Sở Y tế", "1,5", "2,5"), ("Sở Tư pháp", "1,5")]
    cells += [("Sở Nội vụ", "1,5", "3,5"), ("Sở Tài chính", "1,25", "2,25")]
    table = only(lines_of(cells))
    assert [row[0] for row in body(table)] == ["Sở Y tế", "Sở Nội vụ", "Sở Tài chính"]
    assert [cell.text for cell in table.broken] == ["Sở Tư pháp"]


@pytest.mark.parametrize(
    "text",
    [
        "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH LÀO CAI          Độc lập - Tự do - Hạnh phúc\n"
        "Số: 12/QĐ-UBND          Lào Cai, ngày 3 tháng 2 năm 2021",
        "Nơi nhận:\n- Như Điều 3;\n- Sở Y tế;\n- Sở Tư pháp;\n- Lưu: VT, VX (2b).\n\nKT. CHỦ TỊCH\nTrần Văn An",
        "1. Sở Y tế đạt 91 điểm, xếp thứ 1.\n2. Sở Tư pháp đạt 90 điểm, xếp thứ 2.\n3. Sở Nội vụ đạt 89 điểm.",
        "Hôm nay\n123\nHôm qua\n456\nTuần này\n789\nTất cả\n12345",
        "- Mức Tốt: từ 80 điểm trở lên\n- Mức Khá: từ 65 đến dưới 80\n- Mức Yếu: dưới 50",
        "Căn cứ Nghị định số 64/2007/NĐ-CP ngày 10 tháng 4 năm 2007\nCăn cứ Quyết định số 18/QĐ-TTg năm 2015",
        "Năm 2020, Sở Y tế xếp thứ 2\nNăm 2021, Sở Y tế xếp thứ 1",
    ],
)
def test_what_is_no_table_is_none(text: str) -> None:
    assert find(f"{PROSE}\n{text}\n{PROSE}") == []


def test_header_words_before_a_tier_are_no_rows() -> None:
    cells = ["Xếp hạng", "Tên đơn vị", "Tổng điểm", "Mức Yếu"]
    for unit in UNITS[:4]:
        cells += ["1", unit, "0,00"]
    table = only("BẢNG TỔNG HỢP KẾT QUẢ CÁC SỞ\n\n1. Khối các sở\n\n" + "\n".join(cells))
    assert head(table) == [["Xếp hạng", "Tên đơn vị", "Tổng điểm"]]
    assert body(table) == [["1", unit, "0,00"] for unit in UNITS[:4]]


def test_the_name_of_a_block_is_no_header_of_columns() -> None:
    tiers = ["Mức Khá", "Mức Trung bình", "Mức Yếu", ""]
    cells = ["STT", "Tên đơn vị", "Chữ ký số", "Hạ tầng số", "Tổng điểm", "Xếp hạng"]
    for at, (unit, tier) in enumerate(zip(UNITS, tiers, strict=False), start=1):
        cells += [*([tier] if tier else []), str(at), unit, "1", str(4 - at), str(5 - at), str(at)]
    table = only("1. Đối với sở, ban, ngành\n\n" + "\n".join(cells) + "\n\n")
    assert head(table) == [["STT", "Tên đơn vị", "Chữ ký số", "Hạ tầng số", "Tổng điểm", "Xếp hạng"]]
    assert [row[1] for row in body(table)] == list(UNITS[:4])


def test_scores_that_fall_to_one_count_no_rows() -> None:
    cells = [
        "STT",
        "Tên đơn vị",
        "Điểm thành phần",
        "Tổng điểm",
        "Xếp hạng",
        "Chữ ký số",
        "Hạ tầng số",
        "Nhân lực số",
    ]
    for at, (unit, score) in enumerate(zip(UNITS, "2110", strict=False), start=1):
        cells += [str(at), unit, "0", "0", score, score, str(min(at, 2))]
    table = only("\n".join(cells))
    assert head(table)[1] == [None, None, "Chữ ký số", "Hạ tầng số", "Nhân lực số", None, None]


def test_a_score_with_one_step_up_counts_no_rows() -> None:
    cells = ["STT", "Tên đơn vị", "Hạ tầng số", "Nhân lực số", "Tổng điểm", "Điểm tối đa", "2", "8", "10"]
    for at, (unit, score) in enumerate(zip(UNITS, "31200", strict=False), start=1):
        cells += [str(at), unit, "0", score, score]
    (maxima,) = only("\n".join(cells)).others
    assert texts(maxima)[1:] == ["Điểm tối đa", "2", "8", "10"]


def test_the_name_of_a_block_is_no_beginning_of_a_unit() -> None:
    cells = ["Tên đơn vị", "Tổng điểm", "Xếp hạng", "I. Sở, ban, ngành"]
    cells += [text for unit in UNITS[:3] for text in (unit, "0,00", "1")]
    cells += ["II. Huyện, thị xã, thành phố"]
    districts = ["huyện Bát Xát", "thị xã Sa Pa", "huyện Văn Bàn"]
    cells += [text for unit in districts for text in (unit, "0,00", "1")]
    assert [row[0] for row in body(only("\n".join(cells)))] == [*UNITS[:3], *districts]


def test_what_stands_between_a_number_that_goes_on_and_the_figures_is_one_name() -> None:
    names = ["Sở Y tế", "Ban Quản lý Khu kinh tế\nBắc Hà", "Sở Tư pháp", "Thanh tra tỉnh"]
    cells = [f"{at}\n{name}\n{90 - at},25\n{at}" for at, name in enumerate(names, start=1)]
    rows = body(only("\n".join(["TT", "Tên đơn vị", "Tổng điểm", "Xếp hạng", *cells])))
    assert [row[1] for row in rows] == [name.replace("\n", " ") for name in names]
    bare = [f"{name}\n{90 - at},25\n{at}" for at, name in enumerate(names, start=1)]
    rows = body(only("\n".join(["Tên đơn vị", "Tổng điểm", "Xếp hạng", *bare])))
    assert "Ban Quản lý Khu kinh tế Bắc Hà" not in [row[0] for row in rows]
