"""What stands over a line or a table says of which index, block, criterion and year it is."""

import pytest

from pipeline.documents.document import Document, Line
from pipeline.documents.formats.plain_text import read_lines
from pipeline.reading.readings import Context, Span
from pipeline.reading.tables.table import Row, Table
from pipeline.reading.text.cells import Cell, split_cells
from pipeline.reading.text.standing import Standing
from tests.unit.reports import Extract

TITLE = "Kết quả đánh giá mức độ chuyển đổi số của các cơ quan tỉnh Đắk Nông năm 2022"
# A line of a table, which the tests mark so.
ROW = "1\tSở Xây dựng\t71,25\t1"


def document(*lines: str) -> Document:
    return Document("a.txt", "text/plain", "", read_lines("a.txt", "\n".join(lines).encode()))


def standing(*lines: str, year: int = 2022) -> tuple[Standing, list[tuple[int, int]]]:
    """Return what stands over ``lines``, and where their tables are: runs of lines with a tab."""
    tables: list[tuple[int, int]] = []
    for number, line in enumerate(lines, start=1):
        if "\t" in line:
            joined = tables and tables[-1][1] == number - 1
            tables[-1:] = [(tables[-1][0], number)] if joined else [*tables[-1:], (number, number)]
    return Standing(document(*lines), year, tables), tables


def contexts(*lines: str, year: int = 2022) -> list[Context]:
    """Return the context of each table of ``lines``."""
    found, tables = standing(*lines, year=year)
    return [found.context_of(found.witnesses_over(*table)) for table in tables]


def criteria(*lines: str) -> list[str | None]:
    return [context.criterion for context in contexts(TITLE, *lines)]


@pytest.mark.parametrize(
    ("over", "criterion"),
    [
        ("Phụ lục II. Mức độ sẵn sàng của cán bộ", "Mức độ sẵn sàng của cán bộ"),
        ("Phụ lục 03: Hạ tầng số", "Hạ tầng số"),
        ("PHỤ LỤC IV\n(Kèm theo Quyết định số 18/QĐ-UBND)\nNHÂN LỰC SỐ", "NHÂN LỰC SỐ"),
        ("Bảng 2. Nhận thức số", "Nhận thức số"),
        ("Bảng 2.1. Xếp hạng hạng mục Thể chế số của các sở", "Thể chế số"),
        ("Hạ tầng số", "Hạ tầng số"),
        ("1. Tiêu chí Môi trường làm việc", "Môi trường làm việc"),
        ("Kết quả xếp hạng chung", None),
        ("Phụ lục I. Bảng tổng hợp điểm", None),
        ("Bảng 1. Kết quả xếp hạng mức độ chuyển đổi số", None),
        ("Kết quả xếp hạng năm 2022", None),
        ("PHỤ LỤC\n(Kèm theo Quyết định số 18/QĐ-UBND ngày 02/3/2023)", None),
        ("Danh sách các đơn vị", None),
        ("Nguyễn Thị Minh", None),
        ("Phụ lục: Danh sách xếp hạng các sở, ban, ngành", None),
    ],
)
def test_a_title_over_a_table_names_its_criterion_or_the_whole(over: str, criterion: str | None) -> None:
    assert criteria(*over.split("\n"), "", ROW) == [criterion]


def test_a_section_gives_its_criterion_to_the_blocks_under_it() -> None:
    assert [
        (context.criterion, context.block)
        for context in contexts(
            TITLE,
            "II. Hạng mục Dữ liệu dùng chung",
            "1. Khối các sở, ban, ngành",
            ROW,
            "2. Khối huyện, thành phố",
            ROW,
            "III. Kết quả chung",
            "1. Khối các sở, ban, ngành",
            ROW,
        )
    ] == [
        ("Dữ liệu dùng chung", "departments"),
        ("Dữ liệu dùng chung", "districts"),
        (None, "departments"),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ("1. Hạ tầng số", "2. Nhân lực số"),
        ("a) Hạ tầng số:", "b) Nhân lực số:"),
        ("HẠ TẦNG SỐ", "NHÂN LỰC SỐ"),
        ("Bảng 1: Hạ tầng số", "Bảng 2: Nhân lực số"),
        ("Biểu số 1. Hạ tầng số", "Biểu số 2. Nhân lực số"),
        ("- Chỉ số Hạ tầng số:", "- Chỉ số Nhân lực số:"),
    ],
)
def test_headings_of_any_form_follow_each_other(heads: tuple[str, str]) -> None:
    found = criteria(heads[0], "", ROW, "", heads[1], "", ROW)
    assert [name and name.casefold()[-11:].strip() for name in found] == ["hạ tầng số", "nhân lực số"]


def test_captions_under_their_tables_are_told_by_those_that_can_be_nothing_else() -> None:
    assert criteria(
        "Kết quả chi tiết được trình bày ở các bảng.",
        ROW,
        "Bảng 1. Xếp hạng tiêu chí Thể chế số",
        ROW,
        "Bảng 2. Xếp hạng tiêu chí An toàn thông tin mạng",
    ) == ["Thể chế số", "An toàn thông tin mạng"]


def test_a_table_that_goes_on_has_the_caption_of_its_first_part() -> None:
    assert criteria("Bảng 4. Nhân lực số", ROW, "", ROW) == ["Nhân lực số", "Nhân lực số"]


def test_each_table_is_of_the_year_over_it() -> None:
    assert [
        context.year
        for context in contexts(
            "Điểm chuyển đổi số của các sở tỉnh Đắk Nông",
            "Kết quả xếp hạng năm 2022",
            ROW,
            "Kết quả xếp hạng năm 2021",
            ROW,
            "Kết quả xếp hạng so với năm 2019",
            ROW,
            "Xếp hạng (Quyết định ngày 12 tháng 3 năm 2018)",
            ROW,
            "2020:",
            ROW,
        )
    ] == [None, 2021, None, None, 2020]


def test_two_indices_of_one_document_hold_in_their_own_parts() -> None:
    assert [
        (context.index, context.block)
        for context in contexts(
            "Công bố Chỉ số cải cách hành chính và Chỉ số hài lòng tỉnh Đắk Nông năm 2022",
            "I. CHỈ SỐ CẢI CÁCH HÀNH CHÍNH",
            "1. Các sở, ban, ngành",
            ROW,
            "2. UBND các huyện, thành phố",
            ROW,
            "II. CHỈ SỐ HÀI LÒNG",
            ROW,
        )
    ] == [("par", "departments"), ("par", "districts"), ("service", None)]


@pytest.mark.parametrize(
    ("over", "block"),
    [
        ("Phụ lục 02: UBND các huyện, thành phố", "districts"),
        ("I. Khối sở, ban, ngành", "departments"),
        ("Khối các xã, phường", "communes"),
        ("Xếp hạng các bộ, ngành", "ministries"),
        ("Xếp hạng các tỉnh, thành phố", "provinces"),
        ("Kết quả của các sở, ban, ngành và UBND các huyện", None),
    ],
)
def test_a_block_stands_over_its_list(over: str, block: str | None) -> None:
    assert contexts(TITLE, over, ROW)[0].block == block


def test_what_is_overridden_stays_as_a_witness() -> None:
    found, tables = standing(TITLE, "1. Hạng mục Hạ tầng số", "Bảng 1. Mức hiện diện của trang", ROW)
    told = [one for one in found.witnesses_over(*tables[0]) if one.field == "criterion"]
    assert [one.value for one in told] == ["Hạ tầng số", "Mức hiện diện của trang"]
    assert told[0].weight > told[1].weight > 0


def test_a_cell_over_the_whole_table_is_its_title() -> None:
    title, header, row = "Bảng 3. Hạ tầng số - khối huyện", "Đơn vị\tĐiểm", "Huyện Tuy Đức\t14,5"
    found, _ = standing(TITLE, f"{title}\t{title}", header, row)

    def cells(text: str, line: int) -> tuple[Cell | None, ...]:
        return tuple(split_cells(Line(line, text)))

    wide = Cell(title, Span(2, 0, len(title)))
    table = Table(((wide, wide), cells(header, 3)), (Row(cells(row, 4)),), (), (0,), 2, 4, 1)
    placed = found.place(table)
    assert (placed.context.criterion, placed.context.block) == ("Hạ tầng số", "districts")


def test_unit_of_measure_and_maximum_are_told() -> None:
    found, tables = standing(TITLE, "1. Hạng mục Hạ tầng số (tối đa 15 điểm)", "(Đơn vị tính: %)", ROW)
    told = {one.field: str(one.value) for one in found.witnesses_over(*tables[0])}
    assert (told["percent"], told["maximum"]) == ("1", "15")


def test_a_criterion_before_a_colon_holds_for_its_line_only() -> None:
    found, _ = standing(
        TITLE,
        "Kết quả ở hai trụ cột như sau:",
        "1.  Chỉ số Chính quyền số:",
        "Sở Xây dựng đạt 0,61 điểm.",
        "2. Kinh tế số: Sở Xây dựng đạt 0,52 điểm.",
        "Xã hội số: Sở Xây dựng đạt 0,43 điểm.",
        "II. Nhiệm vụ thời gian tới",
        "Các sở duy trì kết quả.",
    )
    assert [found.context_at(line).criterion for line in range(4, 9)] == [
        "Chỉ số Chính quyền số",
        "Kinh tế số",
        "Xã hội số",
        None,
        None,
    ]


def test_a_sentence_that_names_the_ranking_of_the_index_is_of_the_whole() -> None:
    found, _ = standing(
        TITLE,
        "1. Hạ tầng số:",
        "Nhiều đơn vị đầu tư.",
        "2. Nhân lực số:",
        "Nhiều đơn vị đào tạo.",
        "Theo xếp hạng chuyển đổi số, Sở Xây dựng đứng đầu với 88,5 điểm.",
    )
    assert found.context_at(5).criterion == "Nhân lực số"
    assert found.context_at(6).criterion is None


def test_the_names_of_sheets_say_year_block_and_criterion() -> None:
    told = contexts(
        "CĐS 2021:",
        "Kết quả chuyển đổi số",
        ROW,
        "",
        "Huyện:",
        "Kết quả chuyển đổi số năm 2022",
        ROW,
        "",
        "Hạ tầng số:",
        ROW,
    )
    assert [(one.year, one.block, one.criterion) for one in told] == [
        (2021, None, None),
        (None, "districts", None),
        (None, None, "Hạ tầng số"),
    ]


def test_a_lettered_heading_of_a_block_keeps_the_criterion_over_it_and_a_list_of_units_is_none() -> None:
    found = contexts(TITLE, "2.1. Nhân lực số", "a) Khối sở", ROW, "b) Các huyện: Tuy Đức, Cư Jút", ROW)
    assert [(one.block, one.criterion) for one in found] == [("departments", "Nhân lực số")] * 2


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Kết quả Chỉ số PAPI năm 2022", ("Công khai, minh bạch", "Quản trị môi trường")),
        ("Kết quả Chỉ số PCI năm 2022", ("Gia nhập thị trường", "Tiếp cận đất đai")),
        ("Kết quả Chỉ số cải cách hành chính năm 2022", ("Cải cách thể chế", "Cải cách tài chính công")),
    ],
)
def test_numbered_sections_of_usual_criteria_follow_the_whole(title: str, names: tuple[str, str]) -> None:
    heads = ("1. Kết quả chung", f"2. {names[0]}", f"3. {names[1]}", "4. Nhiệm vụ")
    found, _ = standing(title, *(line for head in heads for line in (head, "Nhiều mặt có tiến bộ.")))
    assert [found.context_at(line).criterion for line in (3, 5, 7, 9)] == [None, *names, None]


def test_a_heading_that_ranks_by_one_group_of_criteria_names_it() -> None:
    assert criteria(
        "1. Xếp hạng chung", ROW, "2. Xếp hạng theo nhóm tiêu chí Nhân lực (tối đa 30 điểm)", ROW
    ) == [
        None,
        "Nhân lực",
    ]
    assert criteria("2. Xếp hạng UBND cấp huyện theo hạng mục Chính sách", ROW) == ["Chính sách"]
    assert criteria("2. Kết quả theo nhóm tiêu chí", ROW) == [None]


def test_a_caption_of_the_first_and_the_last_names_no_criterion() -> None:
    assert criteria("Bảng 2. Nhóm 5 đơn vị dẫn đầu và nhóm 5 đơn vị cuối bảng", ROW) == [None]


def test_what_is_measured_of_units_is_no_result_of_their_ranking(extract: Extract) -> None:
    ranked = "1. Sở Y tế: 93,5 điểm\n2. Sở Nội vụ: 92,1 điểm\n3. Sở Xây dựng: 91,2 điểm\n"
    for head, sign in (("Điểm thưởng", ""), ("Tỷ lệ hồ sơ trễ hạn", "%"), ("Kinh phí (tỷ đồng)", "")):
        listed = f"{head}:\nSở Y tế: 3,5{sign}\nSở Nội vụ: 2,1{sign}\nSở Xây dựng: 1,2{sign}\n"
        behind = "Sở Y tế tiếp tục đạt 93,5 điểm.\n"
        rows = extract(
            f"Kết quả xếp hạng cải cách hành chính các sở tỉnh Lào Cai năm 2023\n\n{ranked}\n{listed}\n{behind}"
        )
        scores = {
            (row.line, str(row.value), row.criterion) for row in rows.statements if row.measure == "score"
        }
        assert scores == {(n, v, "total") for n, v in ((3, "93.5"), (4, "92.1"), (5, "91.2"), (12, "93.5"))}
        told = [
            (claim.subject, str(claim.printed_value)) for claim in rows.claims if claim.line in (8, 9, 10)
        ]
        assert told == [(f"{head}: {unit}", value) for unit, value in
                        (("Sở Y tế", "3.5"), ("Sở Nội vụ", "2.1"), ("Sở Xây dựng", "1.2"))]  # fmt: skip
        assert rows.doubts == [] and {row.fate for row in rows.number_ledger} <= {
            "statement",
            "claim",
            "reference",
        }
