"""Printed names lead to exactly one unit, or to none: a damaged name never becomes another unit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.resolution.staged_rows import StagedRows
from tests.unit.reports import (
    YEAR,
    Extract,
    Province,
    department_names,
    district_names,
    former_provinces,
    marked_vowels,
    without,
)


def listing(
    names: list[str], province: str = "tỉnh Lào Cai", block: str = "các sở, ban, ngành", year: int = YEAR
) -> str:
    """A ranking of ``names``, printed one cell a line; the counter proves each row."""
    lines = [f"Kết quả xếp hạng mức độ ứng dụng CNTT {province} năm {year}", f"1. Đối với {block}"]
    lines += ["STT", "Tên cơ quan", "Tổng điểm", "Xếp hạng"]
    for place, name in enumerate(names, start=1):
        lines += [str(place), name, f"{900 - place},5", str(place)]
    return "\n".join(lines)


def agencies(rows: StagedRows, names: list[str]) -> list[str | None]:
    """The agency of each row of a `listing`, in order."""
    found = {row.line: row.agency for row in rows.statements if row.measure == "rank"}
    assert sorted(found) == [6 + 4 * place for place in range(1, len(names) + 1)]
    return [found[6 + 4 * place] for place in range(1, len(names) + 1)]


@pytest.mark.parametrize(
    ("printed", "agency", "match"),
    [
        ("Sở Nội vụ", "Sở Nội vụ", "exact"),
        ("SỞ NỘI VỤ", "Sở Nội vụ", "exact"),
        ("Sở Công thương", "Sở Công Thương", "exact"),
        ("Sở Văn hóa Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch", "exact"),
        ("Sở Văn hoá, Thể thao & Du lịch", "Sở Văn hóa, Thể thao và Du lịch", "exact"),
        ("Sở Lao động-Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội", "exact"),
        ("Sở Lao động Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội", "exact"),
        ("Sở Văn hóa Ththao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch", "repaired"),
        ("Sở Khoa hc và Công nghệ", "Sở Khoa học và Công nghệ", "repaired"),
        ("Sở KH&ÐT", "Sở Kế hoạch và Đầu tư", "alias"),
        ("Sở LĐTB&XH", "Sở Lao động - Thương binh và Xã hội", "alias"),
        ("GTVT", "Sở Giao thông vận tải", "alias"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "Văn phòng UBND tỉnh", "alias"),
        ("Thanh tra tỉnh", "Thanh tra tỉnh", "exact"),
        ("Cục thuế tỉnh", "Cục Thuế", "alias"),
        ("UBND huyện Bát Xát", "UBND huyện Bát Xát", "exact"),
        ("Uỷ ban nhân dân huyện Bát Xát", "UBND huyện Bát Xát", "alias"),
        ("TP. Lào Cai", "UBND thành phố Lào Cai", "alias"),
        ("Huyện Si Ma Cai", "UBND huyện Si Ma Cai", "alias"),
        ("Department of Home Affairs", "Sở Nội vụ", "alias"),
        ("Sở Tư pháp tỉnh", "Sở Tư pháp", "alias"),
        ("Bat Xat District", "UBND huyện Bát Xát", "repaired"),
        ("Trung tâm Tiết kiệm năng lượng", "Trung tâm Tiết kiệm năng lượng", "printed"),
        ("Chi cục Kiểm lâm vùng cao", "Chi cục Kiểm lâm vùng cao", "printed"),
    ],
)
def test_a_printed_name_leads_to_its_unit(printed: str, agency: str, match: str, extract: Extract) -> None:
    names = [printed, "Sở Xây dựng", "Sở Tư pháp"]
    rows = extract(listing(names))
    assert agencies(rows, names)[0] == agency
    found = next(row for row in rows.agency_names if row.subject_text == printed)
    assert found.match == match
    assert found.agency_id.startswith("lao-cai/")


@pytest.mark.parametrize(
    ("printed", "year", "agency"),
    [
        ("Sở Thông tin và Truyền thông", 2019, "Sở Thông tin và Truyền thông"),
        ("Sở Nông nghiệp và Môi trường", 2025, "Sở Nông nghiệp và Môi trường"),
        ("Sở Bưu chính, Viễn thông", 2007, "Sở Bưu chính, Viễn thông"),
        ("Huyện Sa Pa", 2018, "UBND huyện Sa Pa"),
        ("Thị xã Sa Pa", 2021, "UBND thị xã Sa Pa"),
        ("Sa Pa", 2018, "UBND huyện Sa Pa"),
        ("Sa Pa", 2021, "UBND thị xã Sa Pa"),
    ],
)
def test_a_name_means_the_unit_of_its_year(printed: str, year: int, agency: str, extract: Extract) -> None:
    district = "Sa Pa" in printed
    block = "UBND các huyện, thị xã, thành phố" if district else "các sở, ban, ngành"
    names = [printed, *(["Huyện Bát Xát", "Huyện Văn Bàn"] if district else ["Sở Y tế", "Sở Tư pháp"])]
    assert agencies(extract(listing(names, block=block, year=year)), names)[0] == agency


def test_a_unit_has_one_id_whatever_it_is_called(extract: Extract) -> None:
    names = ["Sở GD&ĐT", "Sở Y tế", "Sở Xây dựng"]
    text = listing(names) + "\n\nSở Giáo dục và Đào tạo đạt 899,5 điểm. Sở GD&ÐT xếp thứ 1."
    rows = extract(text)
    asked = ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo", "Sở GD&ÐT")
    found = {row.subject_text: row.agency_id for row in rows.statements if row.subject_text in asked}
    assert found == dict.fromkeys(asked, "lao-cai/so-giao-duc-va-dao-tao")
    assert len({row.agency_id for row in rows.agencies}) == len(rows.agencies)


def test_what_was_read_otherwise_than_printed_is_told(extract: Extract) -> None:
    names = ["Sở Văn hóa Ththao và Du lịch", "Sở Y tế", "Sở Xây dựng"]
    repairs = {row.subject_text: row.repair for row in extract(listing(names)).statements}
    assert repairs == {
        "Sở Văn hóa Ththao và Du lịch": "Sở Văn hóa Ththao và Du lịch → Sở Văn hóa, Thể thao và Du lịch",
        "Sở Y tế": None,
        "Sở Xây dựng": None,
    }


def test_a_name_near_two_units_is_neither_and_told_with_both(extract: Extract) -> None:
    names = ["Sở Y tế", "Sở Ngội vụ", "Sở Xây dựng"]
    rows = extract(listing(names))
    assert agencies(rows, names) == ["Sở Y tế", None, "Sở Xây dựng"]
    assert [row.subject_text for row in rows.unresolved_names] == ["Sở Ngội vụ"]
    assert {"Sở Nội vụ", "Sở Ngoại vụ"} <= set(rows.unresolved_names[0].candidates)


DAMAGED = [
    (name, without(name, place)) for name in department_names() for place in marked_vowels(name)
]  # fmt: skip


def test_no_department_with_a_lost_vowel_becomes_another(extract: Extract) -> None:
    names = [printed for _, printed in DAMAGED]
    found = agencies(extract(listing(names)), names)
    wrong = [
        (printed, got) for (name, printed), got in zip(DAMAGED, found, strict=True) if got not in (name, None)
    ]
    assert wrong == []
    assert sum(got is not None for got in found) > 0.9 * len(found)


@settings(max_examples=20)
@given(province=st.sampled_from(former_provinces()), data=st.data())
def test_no_district_with_a_lost_vowel_becomes_another(
    province: Province, data: st.DataObject, extract: Extract
) -> None:
    meant = [name for name in district_names(province) for _ in range(2) if marked_vowels(name[5:])]
    printed = [without(name, 5 + data.draw(st.sampled_from(marked_vowels(name[5:])))) for name in meant]
    printed[0] = meant[0]  # a damaged name in the first row has a test of its own
    rows = extract(listing(printed, province.place, "UBND các huyện, thị xã, thành phố"))
    wrong = [
        (text, got)
        for text, name, got in zip(printed, meant, agencies(rows, printed), strict=True)
        if got not in (name, None)
    ]
    assert wrong == []


def test_a_damaged_name_in_the_first_row_is_no_header(extract: Extract) -> None:
    names = ["UBND thành phố HGiang", "UBND huyện Mèo Vạc", "UBND huyện Yên Minh", "UBND huyện Bắc Mê"]
    rows = extract(listing(names, "tỉnh Hà Giang", "UBND các huyện, thành phố"))
    assert agencies(rows, names) == ["UBND thành phố Hà Giang", *names[1:]]


@settings(max_examples=20)
@given(province=st.sampled_from(former_provinces()))
def test_every_district_is_known_by_its_name(province: Province, extract: Extract) -> None:
    names = district_names(province)
    rows = extract(listing(names, province.place, "UBND các huyện, thị xã, thành phố"))
    assert agencies(rows, names) == names
    assert {row.block for row in rows.statements} == {"districts"}
    assert {row.agency_id.split("/")[0] for row in rows.agencies} == {province.province_id}


def test_every_department_is_known_by_its_name(extract: Extract) -> None:
    names = department_names()
    assert agencies(extract(listing(names)), names) == names


def test_a_bare_second_name_is_a_unit_only_in_a_list_of_units(extract: Extract) -> None:
    title = "Kết quả xếp hạng mức độ ứng dụng CNTT tỉnh Lào Cai năm 2019\n1. Khối các sở, ban, ngành:\n"
    inside = extract(title + "Mức Tốt: Sở Tài chính, Du lịch, Y tế (đồng hạng 1).")
    assert {row.agency for row in inside.statements} == {"Sở Tài chính", "Sở Du lịch", "Sở Y tế"}
    outside = extract(title + "Lĩnh vực du lịch, y tế đạt 80,5 điểm trong năm.")
    assert {row.agency for row in outside.statements} <= {None}


def test_the_block_of_the_section_settles_a_name_that_is_a_city_and_a_province(extract: Extract) -> None:
    names = ["Lào Cai", "Sa Pa", "Bát Xát"]
    rows = extract(listing(names, block="UBND các huyện, thị xã, thành phố"))
    assert agencies(rows, names) == ["UBND thành phố Lào Cai", "UBND huyện Sa Pa", "UBND huyện Bát Xát"]


def test_criteria_have_one_name_an_assessment(extract: Extract) -> None:
    text = (
        "Kết quả xếp hạng mức độ ứng dụng CNTT tỉnh Lào Cai năm 2019\n1. Khối các sở, ban, ngành:\n"
        "- Tiêu chí Hạ tầng kỹ thuật CNTT\n"
        "Sở Y tế đạt 8,0 điểm.\nSở Nội vụ đạt 7,0 điểm.\n"
        "- Tiêu chí Hạ tầng kthuật CNTT\n"
        "Sở Xây dựng đạt 6,0 điểm."
    )
    assert {row.criterion for row in extract(text).statements} == {"Hạ tầng kỹ thuật CNTT"}


def test_a_name_whose_last_words_are_missing_is_the_only_unit_that_begins_so(extract: Extract) -> None:
    names = ["Sở Tài nguyên và Môi", "Sở Lao động - Thương", "Sở Xây dựng"]
    assert agencies(extract(listing(names)), names) == [
        "Sở Tài nguyên và Môi trường",
        "Sở Lao động - Thương binh và Xã hội",
        "Sở Xây dựng",
    ]


def test_an_unknown_name_in_a_column_of_known_units_is_a_unit_as_printed(extract: Extract) -> None:
    rows = "1\tSở Xây dựng\t90,5\n2\tViễn thông Lào Cai\t88,5\n3\tSở Tư pháp\t80,5"
    text = f"Kết quả xếp hạng mức độ ứng dụng CNTT năm {YEAR}\nCác sở, ban, ngành\nSTT\tTên cơ quan\tTổng điểm\n{rows}"
    found = extract(text)
    assert [row.agency for row in found.statements] == ["Sở Xây dựng", "Viễn thông Lào Cai", "Sở Tư pháp"]
    assert [row.match for row in found.agency_names if row.subject_text == "Viễn thông Lào Cai"] == [
        "printed"
    ]


@pytest.mark.parametrize(
    ("printed", "agency"),
    [
        ("BR-VT", "UBND tỉnh Bà Rịa - Vũng Tàu"),
        ("TT-Huế", "UBND tỉnh Thừa Thiên Huế"),
        ("TP.HCM", "UBND thành phố Hồ Chí Minh"),
        ("HCMC", "UBND thành phố Hồ Chí Minh"),
        ("Đăk Lăk", "UBND tỉnh Đắk Lắk"),
        ("Đắc Nông", "UBND tỉnh Đắk Nông"),
        ("Bắc Cạn", "UBND tỉnh Bắc Kạn"),
        ("HOÀ BÌNH", "UBND tỉnh Hòa Bình"),
        ("Danang", "UBND thành phố Đà Nẵng"),
    ],
)
def test_the_other_names_of_provinces(printed: str, agency: str, extract: Extract) -> None:
    names = [printed, "Yên Bái", "Hà Nam"]
    assert agencies(extract(listing(names, "", "các tỉnh, thành phố")), names)[0] == agency


@pytest.mark.parametrize(
    ("printed", "agency"),
    [
        ("H. Bát Xát", "UBND huyện Bát Xát"),
        ("UBND H. Bảo Yên", "UBND huyện Bảo Yên"),
        ("UBND TP. Lào Cai", "UBND thành phố Lào Cai"),
        ("HUYỆN VĂN BÀN", "UBND huyện Văn Bàn"),
        ("S. TTTT", "Sở Thông tin và Truyền thông"),
        ("VPUBND tỉnh", "Văn phòng UBND tỉnh"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở Nông nghiệp và Phát triển NT", "Sở Nông nghiệp và Phát triển nông thôn"),
    ],
)
def test_short_forms_of_districts_and_departments(printed: str, agency: str, extract: Extract) -> None:
    names = [printed, "Sở Xây dựng", "Sở Tư pháp"]
    assert agencies(extract(listing(names)), names)[0] == agency


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("BQL Khu du lịch, công nghiệp tỉnh", "Ban Quản lý Khu du lịch, công nghiệp tỉnh"),
        (
            "BQL KKT Bắc Hà và các KCN Lào Cai",
            "Ban Quản lý khu kinh tế Bắc Hà và các khu công nghiệp Lào Cai",
        ),
    ],
)
def test_a_board_that_no_list_knows_stands_as_printed_with_its_words_written_out(
    printed: str, unit: str, extract: Extract
) -> None:
    names = ["Sở Y tế", "Sở Nội vụ", printed, "Thanh tra tỉnh"]
    assert agencies(extract(listing(names)), names)[2] == unit


@pytest.mark.parametrize(
    ("province", "printed", "agency"),
    [
        ("thành phố Cần Thơ", "Vĩnh Thạnh | Q. Ninh Kiều | H. Phong Điền", "UBND huyện Vĩnh Thạnh"),
        ("tỉnh Bình Định", "Phù Mĩ | Tây Sơn | Hoài Ân", "UBND huyện Phù Mỹ"),
        ("tỉnh Bình Định", "TP. Qui Nhơn | Tây Sơn | Hoài Ân", "UBND thành phố Quy Nhơn"),
        ("tỉnh Kon Tum", "Đắc Tô | Sa Thầy | Ngọc Hồi", "UBND huyện Đăk Tô"),
        ("tỉnh Đắk Lắk", "MDrắk | Krông Bông | Lắk", "UBND huyện M'Drắk"),
        ("tỉnh Hà Nam", "TP Phủ Lí | Lí Nhân | Bình Lục", "UBND thành phố Phủ Lý"),
    ],
)
def test_spellings_that_sound_alike_are_one_district(
    province: str, printed: str, agency: str, extract: Extract
) -> None:
    names = printed.split(" | ")
    assert agencies(extract(listing(names, province, "UBND các huyện, thành phố")), names)[0] == agency


def test_the_rest_of_another_line_makes_no_department(extract: Extract) -> None:
    names = ["Sở Nội vụ thông", "Sở Y tế", "Sở Tài chính", "Sở Xây dựng và Nhà đất"]
    assert agencies(extract(listing(names)), names) == [None, *names[1:]]
