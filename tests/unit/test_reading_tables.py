"""Tables made up for any province come back cell by cell, in every form that reports print them."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.rankings import Table, band, printed_flat, tables
from tests.unit.reports import YEAR, Extract, flattened, said


@settings(max_examples=150)
@given(table=tables(), blank=st.booleans(), before=st.booleans())
def test_a_table_that_lost_its_frame_comes_back_exactly(
    table: Table, blank: bool, before: bool, extract: Extract
) -> None:
    caption = [table.caption, ""]
    lines = [*table.opening(), *(caption if before else []), *printed_flat(table, blank)]
    lines += ["", *([] if before else caption), "Nơi nhận: như trên."]
    rows = extract("\n".join(lines))
    assert Counter(said(rows)) == Counter(table.expected(lines, len(table.opening())))
    assert rows.quarantine == []
    assert {(row.year, row.index_id) for row in rows.statements} == {(YEAR, "ict")}
    assert {row.block for row in rows.statements} == {
        "districts" if table.units[0].startswith("UBND ") else "departments"
    }
    shares = [(claim.line, claim.tier, str(claim.printed_value)) for claim in rows.claims]
    for number, tier in enumerate(table.bands.values()):
        line = lines.index(band(number, tier)) + 1
        assert (line, tier, str(20 + number)) in shares
    assert not [row for row in rows.number_ledger if row.fate == "unaccounted"]


@settings(max_examples=60)
@given(table=tables(parts=True), blank=st.booleans())
def test_scores_by_criterion_come_back_under_their_criterion(
    table: Table, blank: bool, extract: Extract
) -> None:
    lines = [*table.opening(), *printed_flat(table, blank), "", table.caption]
    rows = extract("\n".join(lines))
    assert Counter(said(rows)) == Counter(table.expected(lines, len(table.opening())))


@settings(max_examples=60)
@given(table=tables(parts=True), cut=st.sampled_from(["|", "\t"]))
def test_a_table_with_rows_in_lines_says_the_same(table: Table, cut: str, extract: Extract) -> None:
    def joined(cells: list[str]) -> str:
        return f"| {' | '.join(cells)} |" if cut == "|" else "\t".join(cells)

    flat = [*table.opening(), *printed_flat(table, blank=False), "", table.caption]
    wanted = Counter(
        (row.agency, row.measure, row.criterion, row.value, row.value_text)
        for row in table.expected(flat, len(table.opening()))
    )
    lines = [*table.opening(), joined(table.header()), *map(joined, table.rows()), ""]
    found = said(extract("\n".join(lines)))
    assert wanted == Counter(
        (row.agency, row.measure, row.criterion, row.value, row.value_text) for row in found
    )
    first = len(table.opening()) + 2
    assert {row.agency: row.line for row in found} == {
        unit: first + at for at, unit in enumerate(table.units)
    }


TITLE = f"Kết quả xếp hạng mức độ ứng dụng công nghệ thông tin tỉnh Lào Cai năm {YEAR}"


def table_of(header: list[str], *rows: str, heading: str = "1. Đối với các sở, ngành") -> str:
    cells = [*header, *(cell for row in rows for cell in row.split("|"))]
    return "\n".join([TITLE, "", heading, "", *flattened(cells)])


def told(extract: Extract, text: str, measure: str, criterion: str = "total") -> list[tuple[str | None, str]]:
    found = said(extract(text))
    return [(row.agency, row.value) for row in found if (row.measure, row.criterion) == (measure, criterion)]


def test_damaged_tier_rows_head_the_units_below_them(extract: Extract) -> None:
    # "B. Mc khá (45%)" and "Mức trung bình" without letter stand so in the Sơn La decision
    text = table_of(
        ["STT", "Tên cơ quan", "Tổng điểm", "Xếp hạng"],
        "A. Mức tốt (5%)|1|Sở Nội vụ|81,0|1|B. Mc khá (45%)|2|Ban Dân tộc|79,7|2|3|Sở Xây dựng|70,5|3",
        "4|Sở Ngoại vụ|70,0|4|Mức trung bình (17%)|5|Sở Y tế|50,5|5|6|Sở Tư pháp|50,4|6",
        "D. Nhóm yếu|7|Sở Tài chính|34,5|7|8|Sở Du lịch|30,0|8",
    )
    assert told(extract, text, "tier") == [
        ("Sở Nội vụ", "Tốt"), ("Ban Dân tộc", "Khá"), ("Sở Xây dựng", "Khá"), ("Sở Ngoại vụ", "Khá"),
        ("Sở Y tế", "Trung bình"), ("Sở Tư pháp", "Trung bình"), ("Sở Tài chính", "Yếu"),
        ("Sở Du lịch", "Yếu"),
    ]  # fmt: skip
    assert {(r.measure, r.value_text) for r in said(extract(text)) if r.agency == "Ban Dân tộc"} == {
        ("tier", "khá"), ("score", "79,7"), ("rank", "2"),
    }  # fmt: skip


def test_a_name_with_an_apostrophe_keeps_its_row(extract: Extract) -> None:
    cells = ["Tên cơ quan", "Tổng điểm", "Xếp hạng", "UBND huyện Đắk Tô", "70,5", "1"]
    cells += ["UBND huyện Ia H'Drai", "60,5", "2", "UBND huyện Đắk Glei", "50,5", "3"]
    title = f"Kết quả xếp hạng mức độ ứng dụng CNTT của UBND các huyện tỉnh Kon Tum năm {YEAR}"
    assert told(extract, "\n".join([title, "", *flattened(cells)]), "score") == [
        ("UBND huyện Đăk Tô", "70.5"), ("UBND huyện Ia H'Drai", "60.5"), ("UBND huyện Đăk Glei", "50.5"),
    ]  # fmt: skip


def test_a_table_of_one_unit_a_group_is_read_too(extract: Extract) -> None:
    text = table_of(
        ["STT", "Tên cơ quan", "Tổng điểm", "Xếp hạng"],
        "A. Mức tốt|1|Sở Nội vụ|81,0|1|B. Mức khá|2|Ban Dân tộc|79,7|2",
        "C. Mức trung bình|3|Sở Y tế|50,5|3|D. Mức yếu|4|Sở Tài chính|34,5|4",
    )
    assert told(extract, text, "tier") == [
        ("Sở Nội vụ", "Tốt"), ("Ban Dân tộc", "Khá"), ("Sở Y tế", "Trung bình"), ("Sở Tài chính", "Yếu"),
    ]  # fmt: skip
    assert [value for _, value in told(extract, text, "rank")] == ["1", "2", "3", "4"]


def test_a_tier_column_is_read_cell_by_cell(extract: Extract) -> None:
    text = table_of(
        ["TT", "Đơn vị", "Điểm", "Thứ hạng", "Xếp loại"],
        "1|Sở Nội vụ|81,0|1|Tốt",
        "2|Sở Y tế|66,5|2|Trung bình khá",
        "3|Sở Tài chính|34,5|3|Yếu",
    )
    assert told(extract, text, "tier") == [
        ("Sở Nội vụ", "Tốt"), ("Sở Y tế", "Trung bình khá"), ("Sở Tài chính", "Yếu"),
    ]  # fmt: skip
    assert told(extract, text, "rank") == [("Sở Nội vụ", "1"), ("Sở Y tế", "2"), ("Sở Tài chính", "3")]


def test_a_maximum_in_the_header_is_a_maximum_of_all_units(extract: Extract) -> None:
    text = table_of(
        ["STT", "Đơn vị", "Hạ tầng kỹ thuật (20)", "Nhân lực (tối đa 10 điểm)", "Tổng điểm (100)", "Hạng"],
        "1|Sở Nội vụ|18,5|9|81,0|1",
        "2|Sở Y tế|10|8,5|66,5|2",
        "3|Sở Tài chính|5|7|34,5|3",
    )
    maxima = {(r.agency, r.criterion, r.value) for r in said(extract(text)) if r.measure == "max_score"}
    assert maxima == {(None, "Hạ tầng kỹ thuật", "20"), (None, "Nhân lực", "10"), (None, "total", "100")}
    assert told(extract, text, "score", "Nhân lực") == [
        ("Sở Nội vụ", "9"), ("Sở Y tế", "8.5"), ("Sở Tài chính", "7"),
    ]  # fmt: skip


def test_an_earlier_year_in_a_column_belongs_to_that_year(extract: Extract) -> None:
    text = table_of(
        ["STT", "Tên cơ quan", "Tổng điểm", "Xếp hạng 2019", "Xếp hạng 2018"],
        "1|Sở Nội vụ|81,0|1|3",
        "2|Sở Y tế|66,5|2|1",
        "3|Sở Tài chính|34,5|3|2",
    )
    rows = [row for row in extract(text).statements if row.measure == "rank"]
    assert [(row.agency, row.year, str(row.value)) for row in rows] == [
        ("Sở Nội vụ", 2019, "1"), ("Sở Nội vụ", 2018, "3"), ("Sở Y tế", 2019, "2"),
        ("Sở Y tế", 2018, "1"), ("Sở Tài chính", 2019, "3"), ("Sở Tài chính", 2018, "2"),
    ]  # fmt: skip


def test_a_change_against_last_year_is_no_statement(extract: Extract) -> None:
    text = table_of(
        ["STT", "Tên cơ quan", "Tổng điểm", "Xếp hạng", "Tăng/giảm so với 2018"],
        "1|Sở Nội vụ|81,0|1|3",
        "2|Sở Y tế|66,5|2|5",
        "3|Sở Tài chính|34,5|3|4",
    )
    assert [r.value for r in said(extract(text))] == ["81.0", "1", "66.5", "2", "34.5", "3"]


def test_a_row_of_averages_is_no_unit(extract: Extract) -> None:
    text = table_of(
        ["STT", "Tên cơ quan", "Tổng điểm", "Xếp hạng"],
        "1|Sở Nội vụ|81,0|1",
        "2|Sở Y tế|66,5|2",
        "3|Sở Tài chính|34,5|3",
    )
    text += "\nTrung bình\n\n60,7\n"
    assert [r.value for r in said(extract(text)) if r.measure == "score"] == ["81.0", "66.5", "34.5"]


def test_two_tables_of_one_document_do_not_mix(extract: Extract) -> None:
    first = table_of(
        ["STT", "Tên cơ quan", "Điểm", "Xếp hạng"],
        "1|Sở Nội vụ|81,0|1",
        "2|Sở Y tế|66,5|2",
        "3|Sở Xây dựng|5,0|3",
    )
    second = table_of(
        ["STT", "Tên đơn vị", "Điểm", "Xếp hạng"],
        "1|UBND huyện Bát Xát|70,0|1",
        "2|UBND thành phố Lào Cai|60,0|2",
        "3|UBND huyện Văn Bàn|50,5|3",
        heading="2. Đối với UBND các huyện, thị xã, thành phố",
    )
    rows = extract(f"{first}\n{second}").statements
    assert [(row.block, row.agency) for row in rows if row.measure == "score"] == [
        ("departments", "Sở Nội vụ"), ("departments", "Sở Y tế"), ("departments", "Sở Xây dựng"),
        ("districts", "UBND huyện Bát Xát"), ("districts", "UBND thành phố Lào Cai"),
        ("districts", "UBND huyện Văn Bàn"),
    ]  # fmt: skip
    assert {row.locator.split(";")[0] for row in rows} == {"table=1", "table=2"}


def test_a_locator_names_row_and_column(extract: Extract) -> None:
    text = table_of(
        ["STT", "Tên cơ quan", "Tổng điểm", "Xếp hạng"],
        "1|Sở Nội vụ|81,0|1",
        "2|Sở Y tế|66,5|2",
        "3|Sở Tài chính|34,5|3",
    )
    rows = extract(text).statements
    assert [row.locator for row in rows[:4]] == [
        "table=1;row=1;col=3", "table=1;row=1;col=4", "table=1;row=2;col=3", "table=1;row=2;col=4",
    ]  # fmt: skip
    assert {row.origin for row in rows} == {"table"}


def test_in_a_short_table_a_row_that_lacks_a_cell_has_those_of_its_kinds(extract: Extract) -> None:
    text = table_of(
        ["STT", "Tên cơ quan", "Tổng điểm", "Xếp hạng"],
        "1|Sở Nội vụ|81,0|1",
        "2|Sở Y tế|2",
        "3|Sở Tài chính|34,5|3",
    )
    rows = extract(text)
    assert rows.quarantine == []
    assert [(r.measure, r.value) for r in said(rows)] == [
        ("score", "81.0"), ("rank", "1"), ("rank", "2"), ("score", "34.5"), ("rank", "3"),
    ]  # fmt: skip


@pytest.mark.parametrize("missing", ["66,5", "2"])
def test_a_missing_cell_never_shifts_the_rows(missing: str, extract: Extract) -> None:
    text = table_of(
        ["STT", "Tên cơ quan", "Tổng điểm", "Xếp hạng"],
        "1|Sở Nội vụ|81,0|1",
        "2|Sở Y tế|66,5|2",
        "3|Sở Tài chính|34,5|3",
        "4|Sở Xây dựng|30,5|4",
    )
    head, _, rest = text.partition("Sở Y tế\n")
    rows = extract(head + "Sở Y tế\n" + rest.replace(f"\n{missing}\n", "\n", 1))
    assert [(r.agency, r.value) for r in said(rows) if r.agency != "Sở Y tế"] == [
        ("Sở Nội vụ", "81.0"), ("Sở Nội vụ", "1"), ("Sở Tài chính", "34.5"), ("Sở Tài chính", "3"),
        ("Sở Xây dựng", "30.5"), ("Sở Xây dựng", "4"),
    ]  # fmt: skip
    left = {"66,5": ("rank", "2"), "2": ("score", "66.5")}[missing]
    assert [(r.measure, r.value) for r in said(rows) if r.agency == "Sở Y tế"] == [left]


CRITERIA = ("Hạ tầng kỹ thuật", "Nguồn nhân lực", "Quy chế")
OF_CRITERIA = (("Sở Nội vụ", 8, 6, 3), ("Sở Y tế", 5, 7, 4), ("Sở Tài chính", 4, 2, 9))


@pytest.mark.parametrize("last", ["none", "sum", "ranked"])
def test_a_criterion_is_the_total_only_where_something_says_so(last: str, extract: Extract) -> None:
    """A sum of the others is, and what the ranks go by; the last of several criteria is not."""
    more = {"none": "", "sum": "\tChung", "ranked": "\tXếp hạng"}[last]
    ranks = ("3", "2", "1")
    lines = ["Kết quả ứng dụng CNTT của các sở tỉnh Lào Cai năm 2019", ""]
    lines.append("STT\tTên đơn vị\t" + "\t".join(CRITERIA) + more)
    for number, (unit, *scores) in enumerate(OF_CRITERIA):
        cells = [str(number + 1), unit, *(f"{score},50" for score in scores)]
        cells += [f"{sum(scores) + 1},50"] if last == "sum" else [ranks[number]] if last == "ranked" else []
        lines.append("\t".join(cells))
    rows = extract("\n".join([*lines, "", "Hết."]))
    names = {row.criterion for row in rows.statements if row.measure == "score"}
    totals = {"none": set[str](), "sum": {"total"}, "ranked": {"total"}}[last]
    assert names - set(CRITERIA) == totals
    assert len(names) == len(CRITERIA) + (last == "sum")


HEADED = "Kết quả xếp hạng ứng dụng CNTT các sở, ngành tỉnh Lào Cai năm 2019"


def open_numbers(text: str, extract: Extract) -> list[str]:
    return [row.token for row in extract(text).number_ledger if row.fate == "unaccounted"]


def test_figures_that_no_header_says_the_meaning_of_have_no_fate(extract: Extract) -> None:
    parts = [
        ("47,25", "34,25", "81,50"),
        ("33,5", "37,0", "70,5"),
        ("39,75", "20,75", "60,5"),
        ("30,0", "20,2", "50,2"),
    ]
    names = ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp", "Sở Xây dựng"]
    rows = [
        f"{at}\t{name}\t{a}\t{b}\t{c}\t{at}"
        for at, (name, (a, b, c)) in enumerate(zip(names, parts, strict=True), 1)
    ]
    found = open_numbers("\n".join([HEADED, *rows]), extract)
    assert [token for token in found if "," in token] == [figure for a, b, _ in parts for figure in (a, b)]


def test_a_row_whose_name_is_lost_is_no_sum(extract: Extract) -> None:
    rows = ["1\tSở Y tế\t81,5\t1", "2\t\t70,5\t2", "3\tSở Tư pháp\t60,5\t3", "4\tSở Nội vụ\t50,5\t4"]
    text = "\n".join([HEADED, "STT\tĐơn vị\tTổng điểm\tXếp hạng", *rows, "\tTrung bình\t65,75\t"])
    assert open_numbers(text, extract) == ["2", "70,5", "2"]


def test_maxima_need_no_label_over_all_they_bound(extract: Extract) -> None:
    rows = ["1\tSở Y tế\t30,5\t51,0\t81,5\t1", "2\tSở Nội vụ\t20,5\t50,0\t70,5\t2"]
    head = "STT\tĐơn vị\tHạ tầng kỹ thuật\tNhân lực\tTổng điểm\tXếp hạng"
    text = "\n".join([HEADED, head, "\t\t(40)\t(60)\t(100)\t", *rows, "3\tSở Tư pháp\t20\t30,5\t50,5\t3"])
    found = extract(text)
    maxima = [str(row.value) for row in found.statements if row.measure == "max_score"]
    assert (maxima, open_numbers(text, extract)) == (["40", "60", "100"], [])


def test_a_maximum_of_converted_points_is_no_maximum_of_what_they_became(extract: Extract) -> None:
    rows = [
        "1\tSở Y tế\t60,0\t75\t80,00\t1",
        "2\tSở Nội vụ\t70,0\t100\t70,00\t2",
        "3\tSở Tư pháp\t30,0\t75\t40,00\t3",
    ]
    head = "STT\tCơ quan\tHạ tầng\tĐiểm tối đa\tĐiểm quy đổi\tXếp hạng"
    found = extract("\n".join([HEADED, head, *rows]))
    assert {row.measure for row in found.statements} == {"score", "rank"}
    assert open_numbers("\n".join([HEADED, head, *rows]), extract) == []


def test_a_table_of_lists_tells_the_maximum_of_each(extract: Extract) -> None:
    text = "Kết quả xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\nKhối\tSố tiêu chí\tĐiểm tối đa\n"
    found = extract(f"{text}Các sở, ngành\t5\t200\nUBND cấp huyện\t4\t150\n")
    assert [(row.block, row.measure, row.criterion, str(row.value)) for row in found.statements] == [
        ("departments", "max_score", "total", "200"),
        ("districts", "max_score", "total", "150"),
    ]
    assert {row.fate for row in found.number_ledger if row.line > 2} == {"statement", "claim"}


def test_who_signs_below_a_table_is_no_rest_of_its_last_name(extract: Extract) -> None:
    rows = [
        f"{n}\tUBND huyện {name}\t{90 - n},5\t{n}"
        for n, name in enumerate(("Bát Xát", "Văn Bàn", "Bắc Hà"), 1)
    ]
    lines = [
        "Kết quả đánh giá năm 2019",
        "",
        "STT\tĐơn vị\tTổng điểm\tXếp hạng",
        *rows,
        "",
        "\tNgười lập biểu\t\t",
    ]
    found = {row.agency for row in extract("\n".join(lines)).statements}
    assert found == {"UBND huyện Bát Xát", "UBND huyện Văn Bàn", "UBND huyện Bắc Hà"}


def test_a_column_that_counts_procedures_holds_no_scores(extract: Extract) -> None:
    rows = [
        f"{n};Sở {name};{30 * n};{90 - n},5;{n}" for n, name in enumerate(("Y tế", "Nội vụ", "Tư pháp"), 1)
    ]
    text = "\n".join(["STT;Đơn vị;Số TTHC trực tuyến;Tổng điểm;Xếp hạng", *rows])
    assert {row.measure for row in extract(text).statements if row.criterion != "total"} == set()


TOTALS = (
    "Đơn vị\tĐiểm thẩm định\tĐiểm điều tra\tTổng điểm\tHạng\tXếp loại\n"
    "Sở Y tế\t61,5\t28,5\t90,0\t1\tTốt\n"
    "Sở Nội vụ\t60,25\t27,5\t87,75\t2\tTốt\n"
    "Sở Tư pháp\t55,5\t24,0\t79,5\t3\tKhá\n"
    "Thanh tra tỉnh\t52,0\t22,5\t74,5\t4\tKhá\n"
)


def test_a_table_of_tiers_with_their_sums_says_nothing_of_the_unit_above(extract: Extract) -> None:
    rows = extract(
        f"Kết quả đánh giá các sở tỉnh Lào Cai năm 2019\n\n{TOTALS}\n"
        "Xếp loại\tSở, ban, ngành\tHuyện, thành phố\tCộng\nTốt\t2\t1\t3\nKhá\t2\t5\t7\nTổng số\t4\t6\t10\n"
    )
    assert not rows.doubts
    assert len([row for row in rows.statements if row.measure == "score" and row.criterion == "total"]) == 4
    counts = [
        (claim.block, claim.tier, str(claim.printed_value))
        for claim in rows.claims
        if claim.claim_type == "tier_count"
    ]
    assert counts == [
        ("departments", "Tốt", "2"), ("districts", "Tốt", "1"), ("departments", "Khá", "2"), ("districts", "Khá", "5"),
    ]  # fmt: skip
    assert all(row.fate != "unaccounted" for row in rows.number_ledger)


def test_a_whole_that_an_earlier_table_has_as_a_criterion_is_that_criterion(extract: Extract) -> None:
    rows = extract(
        f"Kết quả đánh giá các sở tỉnh Lào Cai năm 2019\n\n{TOTALS}\n"
        "Điểm theo từng lĩnh vực\n\nĐơn vị\tThể chế\tThủ tục\tCộng\n"
        "Sở Y tế\t31,0\t30,5\t61,5\nSở Nội vụ\t30,0\t30,25\t60,25\n"
        "Sở Tư pháp\t28,0\t27,5\t55,5\nThanh tra tỉnh\t26,0\t26,0\t52,0\n"
    )
    assert not rows.doubts
    scores = [
        (row.criterion, str(row.value))
        for row in rows.statements
        if row.agency == "Sở Y tế" and row.measure == "score"
    ]
    assert scores == [
        ("Thẩm định", "61.5"), ("Điều tra", "28.5"), ("total", "90.0"),
        ("Thể chế", "31.0"), ("Thủ tục", "30.5"), ("Thẩm định", "61.5"),
    ]  # fmt: skip
