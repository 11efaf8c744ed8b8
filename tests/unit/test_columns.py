"""What the columns of a table mean is told by their headers and by their cells together, or is a doubt."""

import pytest

from pipeline.reading.text.witnesses import Witness
from tests.unit.made_tables import Told, placed, read, table, told

DEPARTMENTS = ("Sở Y tế", "Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính")


def columns(header: str, *rows: str, names: tuple[int, ...] = (1,), others: str = "") -> list[Told]:
    """Return what is told of the first unit, and of all units together."""
    (out,) = read(placed(table(header, "\n".join(rows), names, others)))
    assert not out.doubts
    return told(out)


def of_first(found: list[Told]) -> list[tuple[str, str, int | None, str]]:
    units = [unit for unit, *_ in found if unit]
    return [
        (measure, criterion, year, value)
        for unit, measure, criterion, year, value in found
        if unit == units[0]
    ]


def doubts(header: str, *rows: str, names: tuple[int, ...] = (1,)) -> list[str]:
    (out,) = read(placed(table(header, "\n".join(rows), names)))
    return [f"{doubt.subject}: {doubt.reading_a.en} | {doubt.reading_b.en}" for doubt in out.doubts]


def test_the_sum_of_the_others_is_the_total_whatever_its_header() -> None:
    found = columns(
        "STT|Đơn vị|Hạ tầng|Nhân lực|Kết luận",
        "1|Sở Y tế|8,5|6,5|15,0",
        "2|Sở Nội vụ|5,5|7,5|13,0",
        "3|Sở Tư pháp|4,5|2,5|7,0",
    )
    assert of_first(found) == [
        ("score", "Hạ tầng", None, "8.5"), ("score", "Nhân lực", None, "6.5"), ("score", "total", None, "15.0"),
    ]  # fmt: skip


def test_what_the_ranks_go_by_is_the_total_and_what_a_unit_gives_itself_is_not() -> None:
    found = columns(
        "STT|Đơn vị|Điểm tự chấm|Điểm thẩm định|Hạng",
        "1|Sở Y tế|88,5|85,0|1",
        "2|Sở Nội vụ|92,0|81,5|2",
        "3|Sở Tư pháp|90,5|80,0|3",
        "4|Sở Tài chính|70,0|65,5|4",
    )
    assert ("score", "total", None, "85.0") in of_first(found)
    assert [criterion for _, criterion, *_ in of_first(found)] == ["Tự chấm", "total", "total"]


def test_each_rank_is_that_of_the_scores_that_it_follows() -> None:
    found = columns(
        "Đơn vị|Hạ tầng|Hạng|Nhân lực|Hạng|Tổng|Hạng",
        "Sở Y tế|9|1|5|3|14|1",
        "Sở Nội vụ|7|2|6|2|13|2",
        "Sở Tư pháp|4|3|7|1|11|3",
        "Sở Tài chính|3|4|4|4|7|4",
        names=(0,),
    )
    assert of_first(found) == [
        ("score", "Hạ tầng", None, "9"), ("rank", "Hạ tầng", None, "1"), ("score", "Nhân lực", None, "5"),
        ("rank", "Nhân lực", None, "3"), ("score", "total", None, "14"), ("rank", "total", None, "1"),
    ]  # fmt: skip


def test_levels_in_roman_numerals_that_repeat_are_tiers_under_a_header_of_ranks() -> None:
    found = columns(
        "Đơn vị|Điểm|Xếp hạng", "Sở Y tế|46,5|I", "Sở Nội vụ|45,5|I", "Sở Tư pháp|41|II", names=(0,)
    )
    assert of_first(found)[1] == ("tier", "total", None, "I")


def test_ranks_in_roman_numerals_stay_ranks() -> None:
    found = columns(
        "Đơn vị|Điểm|Xếp hạng", "Sở Y tế|46,5|I", "Sở Nội vụ|45,5|II", "Sở Tư pháp|41|III", names=(0,)
    )
    assert of_first(found)[1] == ("rank", "total", None, "1")


def test_a_running_number_with_ties_ranks() -> None:
    found = columns(
        "TT|Đơn vị|Điểm", "1|Sở Y tế|46,5", "2|Sở Nội vụ|45,5", "2|Sở Tư pháp|45,5", "4|Sở Tài chính|41"
    )
    assert of_first(found)[0] == ("rank", "total", None, "1")


def test_words_of_a_scale_that_no_list_knows_are_tiers() -> None:
    found = columns(
        "Đơn vị|Điểm|Nhóm",
        "Sở Y tế|86|Vượt trội", "Sở Nội vụ|85|Vượt trội", "Sở Tư pháp|71|Đạt chuẩn", "Sở Tài chính|70|Đạt chuẩn",
        names=(0,),
    )  # fmt: skip
    assert of_first(found)[1] == ("tier", "total", None, "Vượt trội")


@pytest.mark.parametrize("header", ["Số phiếu", "Số hồ sơ tiếp nhận", "Số tin bài", "Mã", "Ghi chú"])
def test_whole_numbers_that_are_no_results_are_none(header: str) -> None:
    found = columns(
        f"Đơn vị|{header}|Chi phí thời gian|Tính minh bạch|Điểm tổng hợp",
        "Sở Y tế|51|7,4|8,05|78,2", "Sở Nội vụ|48|7,1|7,66|74,15", "Sở Tư pháp|66|6,35|7,02|68,9",
        names=(0,),
    )  # fmt: skip
    assert [criterion for _, criterion, *_ in of_first(found)] == [
        "Chi phí thời gian",
        "Tính minh bạch",
        "total",
    ]


def test_a_header_in_two_languages_names_its_criteria_in_vietnamese() -> None:
    rows = ("Sở Y tế|5,5|44,5", "Sở Nội vụ|4,5|40,5", "Sở Tư pháp|4|39")
    header = "Đơn vị|Tính minh bạch|Tổng điểm"
    assert (
        columns(header, *rows, names=(0,))
        == columns(f"{header}\nAgency|1. Transparency|Total score", *rows, names=(0,))
        == columns("Đơn vị/Agency|Tính minh bạch/Transparency|Tổng điểm (Total score)", *rows, names=(0,))
    )


def test_points_converted_to_the_full_scale_are_the_total_and_the_maximum_is_not_theirs() -> None:
    found = columns(
        "Đơn vị|Hạ tầng|Nhân lực|Điểm tối đa|Điểm quy đổi|Xếp hạng",
        "Sở Y tế|19,5|13|35|92,86|1", "Sở Nội vụ|19|14|40|82,50|2", "Sở Tư pháp|17|14,5|40|78,75|3",
        names=(0,),
    )  # fmt: skip
    assert of_first(found)[2:] == [
        ("score", "total", None, "92.86"), ("rank", "total", None, "1"),
    ]  # fmt: skip


def test_two_years_side_by_side_and_the_change_between_them() -> None:
    found = columns(
        "Đơn vị|Năm 2020|Năm 2021|Tăng/giảm", "Sở Y tế|70,5|80,5|+10", "Sở Nội vụ|60,5|55,5|-5", names=(0,)
    )
    assert of_first(found) == [("score", "total", 2020, "70.5"), ("score", "total", None, "80.5")]


def test_a_place_of_so_many_and_a_place_shared() -> None:
    (out,) = read(
        placed(table("Đơn vị|Điểm|Hạng", "Sở Y tế|9,5/10|1/3\nSở Nội vụ|9/10|2-3\nSở Tư pháp|9/10|2-3", (0,)))
    )
    assert [(value.measure, str(value.value), value.value_text) for value in out.values if value.measure == "rank"] == [
        ("rank", "1", "1"), ("rank", "2", "2-3"), ("rank", "2", "2-3"),
    ]  # fmt: skip
    assert {str(value.value) for value in out.values if value.measure == "max_score"} == {"10"}
    assert [str(claim.value) for claim in out.claims] == ["3"]


def test_two_columns_that_may_both_be_the_total_are_a_doubt_and_the_rest_is_read() -> None:
    header, rows = (
        "Đơn vị|Nhân lực|Tổng điểm|Tổng điểm",
        ("Sở Y tế|9|81|85", "Sở Nội vụ|8|80|86", "Sở Tư pháp|7|70|79"),
    )
    (out,) = read(placed(table(header, "\n".join(rows), (0,))))
    assert [doubt.subject for doubt in out.doubts] == ["1: Tổng điểm", "1: Tổng điểm"]
    assert {criterion for _, _, criterion, *_ in told(out)} == {"Nhân lực"}


YEARS = (
    Witness("year", 2021, 0.9, 1),
    Witness("year", 2020, 0.6, 1),
)


def test_two_tables_of_the_same_units_take_the_next_witness_where_they_would_say_the_same_twice() -> None:
    first = placed(table("Đơn vị|Điểm", "Sở Y tế|9,5\nSở Nội vụ|9\nSở Tư pháp|8,5", (0,)), year=2021)
    again = table("Đơn vị|Điểm", "Sở Y tế|7,5\nSở Nội vụ|7\nSở Tư pháp|6,5", (0,), number=2, first=9)
    one, two = read(first, placed(again, *YEARS, year=2021))
    assert [value.context.year for value in (*one.values, *two.values)] == [2021] * 3 + [2020] * 3


def test_two_tables_that_nothing_tells_apart_are_a_doubt() -> None:
    rows = "Sở Y tế|9,5\nSở Nội vụ|9\nSở Tư pháp|8,5", "Sở Y tế|7,5\nSở Nội vụ|7\nSở Tư pháp|6,5"
    one, two = read(
        *(
            placed(table("Đơn vị|Điểm", text, (0,), number=at, first=9 * at), year=2021)
            for at, text in enumerate(rows, 1)
        )
    )
    assert not one.values and not two.values
    assert one.doubts[0].reading_b.en.endswith("line 18, with other figures") and len(two.doubts) == 1


def test_a_table_told_again_is_no_other_table() -> None:
    rows = "Sở Y tế|9,5\nSở Nội vụ|9\nSở Tư pháp|8,5"
    one, two = read(
        *(placed(table("Đơn vị|Điểm", rows, (0,), number=at, first=9 * at), year=2021) for at in (1, 2))
    )
    assert told(one) == told(two) != []


def test_units_under_group_rows_of_criteria_or_years() -> None:
    (out,) = read(
        placed(
            table(
                "Đơn vị|Điểm",
                ">Hạ tầng số\nSở Y tế|9,5\nSở Nội vụ|9\n>Năm 2020\nSở Y tế|7,5\nSở Nội vụ|7",
                (0,),
            )
        )
    )
    assert [(value.context.criterion, value.context.year) for value in out.values] == [
        ("Hạ tầng số", None), ("Hạ tầng số", None), (None, 2020), (None, 2020),
    ]  # fmt: skip


def test_shares_of_tiers_are_claims_and_maxima_of_criteria_are_read_without_a_unit() -> None:
    (shares,) = read(placed(table("Mức|Các sở, ngành|Các huyện", "Tốt|20%|30%\nKhá|80%|70%", ())))
    assert [(claim.tier, claim.context.block, str(claim.value)) for claim in shares.claims] == [
        ("Tốt", "departments", "20"), ("Tốt", None, "30"), ("Khá", "departments", "80"), ("Khá", None, "70"),
    ]  # fmt: skip
    (maxima,) = read(placed(table("TT|Nội dung|Điểm tối đa", "1|Hạ tầng kỹ thuật|40\n2|Nhân lực|60", ())))
    assert told(maxima) == [
        ("", "max_score", "Hạ tầng kỹ thuật", None, "40"), ("", "max_score", "Nhân lực", None, "60"),
    ]  # fmt: skip


def test_a_second_column_of_ranks_that_the_scores_follow_less_is_no_result() -> None:
    found = columns(
        "Đơn vị|Tổng điểm|Xếp hạng|Xếp hạng đã công bố",
        "Sở Y tế|84,4|1|1", "Sở Nội vụ|81,25|2|2", "Sở Tư pháp|79,1|3|3", "Sở Tài chính|76,5|4|4",
        "Sở Xây dựng|73,5|5|7", "Sở Công Thương|70,8|6|5", "Thanh tra tỉnh|69,25|7|6", "Ban Dân tộc|65,9|8|8",
        names=(0,),
    )  # fmt: skip
    assert of_first(found) == [("score", "total", None, "84.4"), ("rank", "total", None, "1")]


def test_percentages_of_one_maximum_are_of_the_whole_that_they_go_with() -> None:
    found = columns(
        "Hạng|Đơn vị|Nhận thức số|Hạ tầng số|Nhân lực số|Tổng (500)|Tỷ lệ đạt",
        "1|Sở Y tế|40,00|41,00|336,75|417,75|83,55%", "2|Sở Nội vụ|40,50|45,25|328,50|414,25|82,85%",
        "3|Sở Tư pháp|43,50|38,50|327,00|409,00|81,80%", "4|Sở Tài chính|35,00|35,25|322,50|392,75|78,55%",
        names=(1,),
    )  # fmt: skip
    assert of_first(found)[-1] == ("pct_of_max", "total", None, "83.55")


def test_words_that_name_the_blocks_of_the_units_are_no_tiers() -> None:
    found = columns(
        "Nhóm|Cơ quan|Nhận thức số|Thể chế số|Tổng điểm",
        "Cấp sở|Sở Y tế|40,00|41,00|81,00", "Cấp sở|Sở Nội vụ|38,50|40,25|78,75",
        "Cấp huyện|UBND huyện Bát Xát|43,50|38,50|82,00", "Cấp huyện|UBND huyện Bảo Yên|35,00|35,25|70,25",
        names=(1,),
    )  # fmt: skip
    assert [measure for measure, *_ in of_first(found)] == ["score", "score", "score"]


def test_a_total_and_its_place_in_one_cell_parted_by_a_mark() -> None:
    found = columns(
        "TT|Đơn vị|Công khai|Tiến độ|Tổng điểm; hạng",
        "1|Sở Y tế|17,4|19,8|94,8; 1", "2|Sở Nội vụ|17,1|20,0|93,4; 2", "3|Sở Tư pháp|17,8|19,5|92,8; 3",
        names=(1,),
    )  # fmt: skip
    assert of_first(found)[2:] == [("rank", "total", None, "1"), ("score", "total", None, "94.8")]
