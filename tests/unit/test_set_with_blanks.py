"""Tables set with blanks or with bars at the ends of lines: headers over several lines, names around their figures."""

from tests.unit.reports import Extract, said

TITLE = "Kết quả đánh giá, xếp hạng chuyển đổi số cấp huyện của tỉnh Tuyên Quang năm 2021"


def told(text: str, extract: Extract) -> set[tuple[str, str, str]]:
    """Unit, measure with criterion, and printed value of all that is read."""
    return {
        (str(row.agency), f"{row.measure} {row.criterion}", row.value_text)
        for row in said(extract(f"{TITLE}\n\n{text}"))
    }


HEAD = """\
                          Mức độ      Mức độ        Nhân      Tổng     Xếp
TT    Địa phương          sẵn         sử dụng       lực       điểm     hạng
                          sàng        nền tảng      số
"""
ROWS = """\
1     Huyện Sơn Dương     30,10       31,00         30,00     91,10    1
2     Huyện Hàm Yên       28,00       30,50         29,10     87,60    2
"""
MORE = """\
3     Huyện Na Hang       25,00       24,00         21,00     70,00    3
4     Huyện Lâm Bình      20,20       19,00         20,00     59,20    4
"""
CRITERIA = (
    "score Mức độ sẵn sàng",
    "score Mức độ sử dụng nền tảng",
    "score Nhân lực số",
    "score total",
    "rank total",
)
WANTED = {
    (f"UBND huyện {name}", measure, value)
    for line in (ROWS + MORE).splitlines()
    for name, *values in [[" ".join(line.split()[2:4]), *line.split()[4:]]]
    for measure, value in zip(CRITERIA, values, strict=True)
}


def test_words_of_a_header_stand_below_one_another(extract: Extract) -> None:
    assert told(HEAD + ROWS + MORE, extract) == WANTED


def test_a_header_of_several_lines_again_on_a_new_page(extract: Extract) -> None:
    assert told(f"{HEAD}{ROWS}\n        2\n\n{HEAD}{MORE}", extract) == WANTED


def test_a_name_longer_than_others_around_its_figures(extract: Extract) -> None:
    text = """\
  TT    Tên cơ quan, đơn vị       Thẩm định   Điều tra    Tổng điểm    Hạng
  1     Thanh tra tỉnh                65,00      34,51        99,51       1
        Ban Quản lý Khu kinh tế
  2     cửa khẩu Trà Lĩnh và các      60,00      30,00        90,00       2
        cửa khẩu khác
  3     Sở Tư pháp                    48,52      20,36        68,88       3
        Sở Văn hóa, Thể thao và Du
  4                                   43,19      23,84        67,03       4
        lịch
"""
    ranks = {(unit, value) for unit, what, value in told(text, extract) if what == "rank total"}
    assert ranks == {
        ("Thanh tra tỉnh", "1"),
        ("Ban Quản lý Khu kinh tế cửa khẩu Trà Lĩnh và các cửa khẩu khác", "2"),
        ("Sở Tư pháp", "3"),
        ("Sở Văn hóa, Thể thao và Du lịch", "4"),
    }


def test_two_panels_under_the_same_header(extract: Extract) -> None:
    text = """\
   STT  Xã, phường     Điểm    Hạng         STT  Xã, phường     Điểm    Hạng
   1    Tân Trào       96,8    1            4    Bình Yên       80,4    4
   2    Minh Thanh     96,5    2            5    Hồng Sơn       79,9    5
   3    Nà Hang        94,8    3            6    Phù Lưu        79,4    6
"""
    rows = said(extract(f"{TITLE}\n\n{text}"))
    read = {(row.measure, row.value_text) for row in rows}
    assert read == {("rank", str(place)) for place in range(1, 7)} | {
        ("score", score) for score in ("96,8", "96,5", "94,8", "80,4", "79,9", "79,4")
    }


def test_one_cell_a_line_with_a_bar_at_its_end(extract: Extract) -> None:
    cells = [
        "TT",
        "Địa phương",
        "Mức độ sẵn sàng",
        "Mức độ sử dụng nền tảng",
        "Nhân lực số",
        "Tổng điểm",
        "Hạng",
    ]
    for line in (ROWS + MORE).splitlines():
        number, kind, *rest = line.split()
        cells += [number, f"{kind} {' '.join(rest[:2])}", *rest[2:]]
    assert told("\n".join(f"{cell} |" for cell in cells), extract) == WANTED


def test_numerals_over_names_of_criteria_and_a_remark_in_one_row(extract: Extract) -> None:
    rows = [
        ["", "", "I", "II", "", "", ""],
        ["TT", "Địa phương", "Hạ tầng số", "Nhân lực số", "Tổng điểm", "Hạng", "Ghi chú"],
        ["1", "Huyện Sơn Dương", "50", "41", "91", "1"],
        ["2", "Huyện Hàm Yên", "48", "40", "88", "2", "nộp muộn"],
        ["3", "Huyện Na Hang", "30", "40", "70", "3"],
    ]
    found = told("\n".join("\t".join(row) for row in rows), extract)
    assert {what for _, what, _ in found} == {
        "score Hạ tầng số",
        "score Nhân lực số",
        "score total",
        "rank total",
    }
    assert len(found) == 12


def test_a_table_of_one_unit_over_years_and_indices(extract: Extract) -> None:
    text = """\
Kết quả các chỉ số của tỉnh Tuyên Quang giai đoạn 2020 - 2021

Chỉ số\tNăm 2020\tNăm 2020\tNăm 2021\tNăm 2021
Chỉ số\tĐiểm\tHạng\tĐiểm\tHạng
PAPI\t41,26\t43\t42,05\t38
PCI\t60,11\t51\t65,18\t44
"""
    rows = extract(text).statements
    assert {(row.year, row.index_id, row.measure, row.value_text) for row in rows} == {
        (2020, "papi", "score", "41,26"), (2020, "papi", "rank", "43"),
        (2021, "papi", "score", "42,05"), (2021, "papi", "rank", "38"),
        (2020, "pci", "score", "60,11"), (2020, "pci", "rank", "51"),
        (2021, "pci", "score", "65,18"), (2021, "pci", "rank", "44"),
    }  # fmt: skip
    assert {(row.agency, row.block) for row in rows} == {("UBND tỉnh Tuyên Quang", "provinces")}


def test_a_sum_that_another_table_calls_a_criterion(extract: Extract) -> None:
    text = """\
1. Kết quả chung
Địa phương\tĐiểm thẩm định\tĐiểm khảo sát\tTổng điểm\tTăng/giảm
Huyện Sơn Dương\t60,10\t31,00\t91,10\t-
Huyện Hàm Yên\t58,50\t29,10\t87,60\t+1
Huyện Na Hang\t49,00\t21,00\t70,00\t-1
2. Điểm thẩm định theo từng lĩnh vực
Địa phương\tHạ tầng số\tNhân lực số\tĐiểm thẩm định
Huyện Sơn Dương\t40,10\t20,00\t60,10
Huyện Hàm Yên\t38,00\t20,50\t58,50
Huyện Na Hang\t30,00\t19,00\t49,00
"""
    totals = {(unit, value) for unit, what, value in told(text, extract) if what == "score total"}
    assert totals == {
        ("UBND huyện Sơn Dương", "91,10"), ("UBND huyện Hàm Yên", "87,60"), ("UBND huyện Na Hang", "70,00")
    }  # fmt: skip


def test_header_cells_that_begin_in_other_lines(extract: Extract) -> None:
    head = """\
                         Hạ tầng               Ứng dụng      Cung cấp
TT   Đơn vị              kỹ thuật   Nhân lực   CNTT trong    thông tin    Tổng     Xếp
                         CNTT       CNTT       nội bộ        trên mạng    điểm     hạng
"""
    rows = """\
1    Huyện Sơn Dương     13,25      9,00       30,00         20,00        72,25    1
2    Huyện Hàm Yên       12,00      8,50       25,50         15,25        61,25    2
3    Huyện Na Hang       11,00      8,00       20,50         15,00        54,50    3
"""
    assert {what for _, what, _ in told(head + rows, extract)} == {
        "score Hạ tầng kỹ thuật CNTT", "score Nhân lực CNTT", "score Ứng dụng CNTT trong nội bộ",
        "score Cung cấp thông tin trên mạng", "score total", "rank total",
    }  # fmt: skip


def test_a_header_of_many_lines_over_rows_with_single_blanks(extract: Extract) -> None:
    text = """\
Hạng Đơn vị Công khai,
minh bạch
Tiến độ
giải quyết
Mức độ
hài lòng Tổng điểm Xếp loại
1 Huyện Sơn Dương 17,71 20,00 19,49 57,20 Tốt
2 Huyện Hàm Yên 17,00 19,27 19,04 55,31 Tốt
3 Huyện Na Hang 10,35 19,21 20,66 50,22 Khá
"""
    assert {what for _, what, _ in told(text, extract)} == {
        "score Công khai, minh bạch", "score Tiến độ giải quyết", "score Mức độ hài lòng",
        "score total", "rank total", "tier total",
    }  # fmt: skip


def test_panels_parted_by_an_empty_column(extract: Extract) -> None:
    rows = [
        ["Hạng", "Cơ quan", "Chỉ số", "", "Hạng", "Địa phương", "Chỉ số"],
        ["1", "Sở Nội vụ", "0,853", "", "1", "Huyện Sơn Dương", "0,813"],
        ["2", "Sở Y tế", "0,828", "", "2", "Huyện Hàm Yên", "0,683"],
        ["3", "Sở Tư pháp", "0,825", "", "", "", ""],
    ]
    found = told("\n".join("\t".join(row) for row in rows), extract)
    assert {(unit, value) for unit, what, value in found if what == "rank total"} == {
        ("Sở Nội vụ", "1"), ("Sở Y tế", "2"), ("Sở Tư pháp", "3"),
        ("UBND huyện Sơn Dương", "1"), ("UBND huyện Hàm Yên", "2"),
    }  # fmt: skip


def test_scores_with_their_maximum_in_one_cell_and_weights_behind_names(extract: Extract) -> None:
    rows = [
        ["TT", "Đơn vị", "Hạ tầng (hệ số 0,4)", "Nhân lực (hệ số 0,6)", "Điểm đạt được/Điểm tối đa", "Hạng"],
        ["1", "Huyện Sơn Dương", "90,10", "96,70", "94,06/100", "1"],
        ["2", "Huyện Hàm Yên", "75,20", "75,30", "75,26/100", "2"],
        ["3", "Huyện Na Hang", "60,10", "60,20", "60,16/100", "3"],
    ]
    found = told("\n".join("\t".join(row) for row in rows), extract)
    whats = {what for _, what, _ in found if not what.startswith("max_score")}
    assert whats == {"score Hạ tầng", "score Nhân lực", "score total", "rank total"}


def test_turned_tables_one_below_the_other(extract: Extract) -> None:
    def turned(*units: tuple[str, str, str]) -> str:
        rows = zip(("Lĩnh vực", "1. Hạ tầng số", "2. Nhân lực số"), *units, strict=True)
        return "\n".join("\t".join(row) for row in rows)

    first = turned(("Sơn Dương", "9,25", "6,75"), ("Hàm Yên", "10,75", "8,50"), ("Na Hang", "7,50", "4,50"))
    second = turned(("Lâm Bình", "12,50", "7,00"), ("Chiêm Hóa", "11,75", "6,50"))
    found = told(f"Biểu 2a. Các huyện phía Nam\n{first}\n\nBiểu 2b. Các huyện phía Bắc\n{second}", extract)
    assert {(unit, value) for unit, what, value in found if what == "score Nhân lực số"} == {
        ("UBND huyện Sơn Dương", "6,75"), ("UBND huyện Hàm Yên", "8,50"), ("UBND huyện Na Hang", "4,50"),
        ("UBND huyện Lâm Bình", "7,00"), ("UBND huyện Chiêm Hóa", "6,50"),
    }  # fmt: skip


def test_maxima_in_brackets_under_a_wrapped_header_are_no_cells_of_their_own(extract: Extract) -> None:
    text = """\
I. CÁC HUYỆN

TT    Địa phương               Dịch vụ     An toàn     Tổng     Xếp
                               công      thông tin     điểm     hạng
                               (30)        (20)        (50)
1     Huyện Sơn Dương          29,00        19,00      48,00    1
2     Huyện Hàm Yên và các     27,00        18,00      45,00    2
      xã vùng hồ
3     Huyện Na Hang            25,00        17,00      42,00    3
"""
    criteria = {what for _, what, _ in told(text, extract) if what.startswith("score")}
    assert criteria == {"score Dịch vụ công", "score An toàn thông tin", "score total"}


def test_the_last_name_of_a_table_goes_on_in_small_letters(extract: Extract) -> None:
    rows = [
        "TT    Cơ quan                            Điểm     Hạng",
        "1     Sở Nội vụ                          90,10    1",
        "2     Sở Văn hóa, Thể thao và            87,60    2",
        "      Du lịch",
        "3     Ban Quản lý các khu công           80,00    3",
    ]
    whole = told("\n".join([*rows, "      nghiệp", "", "II. CÁC HUYỆN"]), extract)
    assert ("Ban Quản lý các khu công nghiệp tỉnh", "rank total", "3") in whole
    apart = told("\n".join([*rows, "", "      nghiệp vụ do Sở Nội vụ hướng dẫn"]), extract)
    assert ("Ban Quản lý các khu công", "rank total", "3") in apart
    other = told("\n".join([*rows, "      Tổng hợp"]), extract)
    assert ("Ban Quản lý các khu công", "rank total", "3") in other
