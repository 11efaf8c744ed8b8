"""Each list is of the place whose units it names, whatever province the paper is of."""

import pytest

from pipeline.documents.document import Line
from pipeline.reading.prose.unit_names import find_units
from pipeline.reading.vocabulary.gazetteer import gazetteer_for
from pipeline.reading.vocabulary.name_entries import provinces
from tests.unit.reports import Extract

TITLE = "Kết quả xếp hạng mức độ ứng dụng CNTT năm 2019"


def table(names: list[str], title: str = TITLE) -> str:
    rows = [f"{at}\t{name}\t{90 - at},5\t{at}" for at, name in enumerate(names, start=1)]
    return "\n".join([title, "", "STT\tTên đơn vị\tTổng điểm\tXếp hạng", *rows])


def homes(text: str, extract: Extract) -> set[tuple[str, str, str | None]]:
    """Province, block and unit of all ranks read."""
    return {
        (row.province_id, row.block, row.agency) for row in extract(text).statements if row.measure == "rank"
    }


def test_a_list_of_provinces_is_national_in_the_paper_of_a_province(extract: Extract) -> None:
    assert homes(table(["Quảng Ninh", "Đà Nẵng", "Lào Cai", "TP. Hà Nội"]), extract) == {
        ("viet-nam", "provinces", "UBND tỉnh Quảng Ninh"),
        ("viet-nam", "provinces", "UBND thành phố Đà Nẵng"),
        ("viet-nam", "provinces", "UBND tỉnh Lào Cai"),
        ("viet-nam", "provinces", "UBND thành phố Hà Nội"),
    }


def test_a_list_of_ministries_is_national(extract: Extract) -> None:
    found = homes(table(["Bộ Tài chính", "Bộ Y tế", "Bộ Nội vụ"]), extract)
    assert {(place, block) for place, block, _ in found} == {("viet-nam", "ministries")}


def test_names_that_ministries_have_too_are_departments_in_the_paper_of_a_province(extract: Extract) -> None:
    found = homes(table(["Tài chính", "Giao thông vận tải", "Nội vụ"]), extract)
    assert found == {
        ("lao-cai", "departments", f"Sở {name}") for name in ("Tài chính", "Giao thông vận tải", "Nội vụ")
    }


def test_a_list_of_the_districts_of_another_province_is_of_that_province(extract: Extract) -> None:
    found = homes(table(["UBND huyện Mộc Châu", "UBND huyện Mai Sơn", "UBND huyện Yên Châu"]), extract)
    assert found == {
        ("son-la", "districts", f"UBND huyện {name}") for name in ("Mộc Châu", "Mai Sơn", "Yên Châu")
    }


def test_a_bare_name_of_a_city_and_a_province_goes_with_its_list(extract: Extract) -> None:
    assert homes(table(["Bát Xát", "Lào Cai", "Sa Pa"]), extract) == {
        ("lao-cai", "districts", "UBND huyện Bát Xát"),
        ("lao-cai", "districts", "UBND thành phố Lào Cai"),
        ("lao-cai", "districts", "UBND huyện Sa Pa"),
    }


def test_one_name_of_another_province_is_a_doubt_and_the_rest_is_read(extract: Extract) -> None:
    rows = extract(table(["Huyện Bát Xát", "Huyện Mộc Châu", "Huyện Bảo Yên"]))
    assert {row.agency for row in rows.statements} == {"UBND huyện Bát Xát", "UBND huyện Bảo Yên"}
    (doubt,) = rows.doubts
    assert (doubt.kind, doubt.subject) == ("province", "Huyện Mộc Châu")
    assert (doubt.reading_a, doubt.reading_b) == ("danh sách của Lào Cai", "danh sách của Sơn La")
    assert {row.fate for row in rows.number_ledger if row.line == doubt.line and row.token != "2"} == {
        "unaccounted"
    }


def test_names_that_two_other_provinces_have_are_a_doubt(extract: Extract) -> None:
    rows = extract(table(["Huyện Châu Thành", "Huyện Tân Hiệp", "Huyện Giồng Riềng"]))
    assert {row.province_id for row in rows.statements} == {"kien-giang"}
    assert {row.agency for row in extract(table(["Sở Nội vụ", "Huyện Châu Thành"])).statements} == {
        "Sở Nội vụ"
    }


@pytest.mark.parametrize(
    ("sentence", "agency", "province"),
    [
        ("Huyện Mộc Châu (Sơn La) đạt 88,5 điểm.", "UBND huyện Mộc Châu", "son-la"),
        ("Sở Nội vụ tỉnh Yên Bái đạt 88,5 điểm.", "Sở Nội vụ", "yen-bai"),
        ("Sở Nội vụ tỉnh Lào Cai đạt 88,5 điểm.", "Sở Nội vụ", "lao-cai"),
        ("Cả nước có Hà Nam đạt 88,5 điểm.", "UBND tỉnh Hà Nam", "viet-nam"),
    ],
)
def test_the_province_behind_a_name_is_its_home(
    sentence: str, agency: str, province: str, extract: Extract
) -> None:
    rows = extract(f"{TITLE}\n{sentence}").statements
    assert {(row.agency, row.province_id) for row in rows} == {(agency, province)}


@pytest.mark.parametrize(
    ("words", "units"),
    [
        (
            "phường Kim Tân; các xã Bảo Yên, Văn Bàn và Nậm Chày; các phường Cốc Lếu, Xuân Tăng.",
            [
                "phường Kim Tân",
                "xã Bảo Yên",
                "xã Văn Bàn",
                "xã Nậm Chày",
                "phường Cốc Lếu",
                "phường Xuân Tăng",
            ],
        ),
        (
            "các huyện Bát Xát, Bảo Yên và thị xã Sa Pa",
            ["huyện Bát Xát", "UBND huyện Bảo Yên", "thị xã Sa Pa"],
        ),
        ("Các bộ: Y tế, Tài chính và Nội vụ", ["Bộ Y tế", "Bộ Tài chính", "Bộ Nội vụ"]),
        (
            "Các tỉnh: Hà Nam, Thái Bình và Ninh Bình",
            [f"UBND tỉnh {n}" for n in ("Hà Nam", "Thái Bình", "Ninh Bình")],
        ),
    ],
)
def test_a_list_lends_its_kind_to_every_name(words: str, units: list[str]) -> None:
    line = Line(1, words)
    gazetteer = gazetteer_for(next(one for one in provinces() if one.province_id == "lao-cai"))
    found = find_units(line, 0, len(line.normal.text), gazetteer)
    assert [f"{unit.mention.head} {unit.mention.text}".strip() for unit in found] == units


def test_a_kind_that_its_list_lends_is_part_of_the_name_of_a_commune(extract: Extract) -> None:
    rows = extract(f"{TITLE}\nCác xã Bảo Yên, Nậm Chày xếp loại Tốt.").statements
    assert {(row.agency, row.subject_text) for row in rows} == {
        ("UBND xã Bảo Yên", "Bảo Yên"),
        ("UBND xã Nậm Chày", "Nậm Chày"),
    }


@pytest.mark.parametrize(
    ("names", "block"),
    [
        (
            ["Trung tâm Y tế huyện Văn Bàn", "Bệnh viện Đa khoa tỉnh", "Bệnh viện Sản Nhi tỉnh"],
            "public_units",
        ),
        (["Sở Y tế", "Bảo hiểm xã hội tỉnh", "Sở Nội vụ", "Trung tâm Lưu trữ ảnh"], "departments"),
    ],
)
def test_one_table_ranks_its_units_in_one_list(names: list[str], block: str, extract: Extract) -> None:
    assert {(found, name) for _, found, name in homes(table(names), extract)} == {
        (block, name) for name in names
    }


def test_in_a_list_of_communes_a_bare_name_is_one_as_printed(extract: Extract) -> None:
    title = "Kết quả xếp hạng mức độ ứng dụng CNTT của UBND các xã, phường tỉnh Lào Cai năm 2019"
    found = homes(table(["Bát Xát", "Nậm Chày", "Cam Đường", "Bảo Yên"], title), extract)
    assert {(block, name) for _, block, name in found} == {
        ("communes", name) for name in ("Bát Xát", "Nậm Chày", "Cam Đường", "Bảo Yên")
    }


def test_among_communes_with_their_kinds_a_bare_name_may_be_the_rest_of_one(extract: Extract) -> None:
    title = "Kết quả xếp hạng mức độ ứng dụng CNTT của UBND các xã, phường tỉnh Lào Cai năm 2019"
    rows = extract(table(["Xã Bát Xát", "Nậm Chày", "Phường Cam Đường", "Xã Bảo Yên"], title))
    assert [row.subject_text for row in rows.unresolved_names] == ["Nậm Chày"]
