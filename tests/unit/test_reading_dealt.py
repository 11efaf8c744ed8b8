"""Several units in one sentence: places and scores dealt out, what they share, other years and other lists."""

import pytest

from tests.unit.reports import YEAR, Extract

Told = tuple[str, int, str, str]
BEFORE = YEAR - 1
A, B, C = ("UBND huyện Bát Xát", "UBND huyện Bảo Yên", "UBND huyện Văn Bàn")


def told(extract: Extract, sentence: str) -> list[Told]:
    """Agency, year, measure and value of each statement, in order."""
    title = f"Kết quả xếp hạng mức độ chuyển đổi số UBND các huyện tỉnh Lào Cai năm {YEAR}"
    rows = extract(f"{title}\n\n{sentence}").statements
    return sorted(
        (row.agency, row.year, row.measure, row.tier or str(row.value or "")) for row in rows if row.agency
    )


def test_a_comma_or_bounds_may_part_a_tier_from_its_count(extract: Extract) -> None:
    tiers = [(A, YEAR, "score", "81.5"), (A, YEAR, "tier", "Khá"), (B, YEAR, "tier", "Khá")]
    assert told(extract, f"Xếp loại Khá: 02 đơn vị, gồm: {A} (81,5 điểm), {B}.") == tiers
    assert told(extract, f"Nhóm Khá (từ 80% trở lên), 02 đơn vị: {A} (81,5 điểm), {B}.") == tiers


def test_highest_in_order_are_first_and_second(extract: Extract) -> None:
    assert told(extract, f"Hai huyện có chỉ số cao nhất lần lượt là {A} (0,81 điểm) và {B} (0,78 điểm).") == [
        (A, YEAR, "rank", "1"), (A, YEAR, "score", "0.81"), (B, YEAR, "rank", "2"), (B, YEAR, "score", "0.78"),
    ]  # fmt: skip


@pytest.mark.parametrize("places", ["thứ 3 và thứ 4", "từ hạng 3 đến hạng 4"])
def test_scores_that_answer_to_places_are_dealt_out_too(places: str, extract: Extract) -> None:
    sentence = f"{A} và {B} lần lượt xếp {places} với số điểm tương ứng là 82,91 và 81,77."
    assert told(extract, sentence) == [
        (A, YEAR, "rank", "3"), (A, YEAR, "score", "82.91"), (B, YEAR, "rank", "4"), (B, YEAR, "score", "81.77"),
    ]  # fmt: skip


def test_a_range_of_places_is_dealt_out(extract: Extract) -> None:
    assert told(extract, f"Các vị trí từ 3 đến 4 lần lượt thuộc về {A} (82,5 điểm) và {B} (81,5 điểm).") == [
        (A, YEAR, "rank", "3"), (A, YEAR, "score", "82.5"), (B, YEAR, "rank", "4"), (B, YEAR, "score", "81.5"),
    ]  # fmt: skip


def test_what_is_next_is_a_place_where_scores_fall(extract: Extract) -> None:
    assert told(extract, f"{A} xếp thứ 2; tiếp theo là {B} (81,5 điểm) và {C} (80,5 điểm).") == [
        (A, YEAR, "rank", "2"), (B, YEAR, "rank", "3"), (B, YEAR, "score", "81.5"),
        (C, YEAR, "rank", "4"), (C, YEAR, "score", "80.5"),
    ]  # fmt: skip
    sentence = f"{A} xếp thứ 2. Các vị trí kế tiếp thuộc về {B} (81,5 điểm) và {C} (80,5 điểm)."
    assert (C, YEAR, "rank", "4") in told(extract, sentence)
    assert (C, YEAR, "rank", "4") not in told(
        extract, f"{A} xếp thứ 2; tiếp theo là {B} (80,5 điểm) và {C} (81,5 điểm)."
    )


def test_units_of_several_clauses_share_a_tier(extract: Extract) -> None:
    sentence = f"{A} xếp thứ 2 với 82,5 điểm, {B} xếp thứ 3 với 81,5 điểm, cùng thuộc nhóm Khá."
    assert [row for row in told(extract, sentence) if row[2] == "tier"] == [
        (A, YEAR, "tier", "Khá"), (B, YEAR, "tier", "Khá"),
    ]  # fmt: skip


def test_an_ordinal_in_a_list_a_bracket_or_behind_a_name_is_a_place(extract: Extract) -> None:
    sentence = f"Thứ hai là {A}, 82,5 điểm; {B} thứ ba với 81,5 điểm; {C} (80,5 điểm, thứ 4)."
    assert [row for row in told(extract, sentence) if row[2] == "rank"] == [
        (A, YEAR, "rank", "2"), (B, YEAR, "rank", "3"), (C, YEAR, "rank", "4"),
    ]  # fmt: skip
    assert told(extract, f"Thứ hai, về {A}: việc chấm điểm còn chậm.") == []


def test_a_place_that_opens_the_sentence_is_that_of_its_subject(extract: Extract) -> None:
    assert told(extract, f"Xếp thứ ba toàn tỉnh, {A} được 82,5 điểm.") == [
        (A, YEAR, "rank", "3"), (A, YEAR, "score", "82.5"),
    ]  # fmt: skip


def test_the_first_place_of_a_move_without_a_year_is_that_of_the_year_before(extract: Extract) -> None:
    assert told(extract, f"{A} từ hạng 9 nhảy vọt vào tốp 5.") == [(A, YEAR - 1, "rank", "9")]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Trong khu vực Tây Bắc, {A} đứng thứ 2, sau {B}.",
        f"So với 5 huyện vùng cao Tây Bắc, {A} đứng thứ 2.",
        f"Tại vùng Tây Bắc, {A} đứng thứ 2, {B} dẫn đầu.",
        f"{A} có mức tăng cao nhất.",
        f"Năm ngoái {A} xếp thứ 5.",
        f"{A} thuộc nhóm Khá - Cao.",
    ],
)
def test_a_place_in_a_region_or_a_year_not_told_is_none_of_the_list(sentence: str, extract: Extract) -> None:
    assert told(extract, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        (
            f"Trước đó, năm {BEFORE}, {A} đạt 82,5 điểm; {B} đạt 71,5 điểm. Năm nay, {A} xếp thứ 3.",
            ["82.5", "71.5", "3"],
        ),
        (f"{A} xếp thứ 3, tăng 2 bậc so với năm {BEFORE} (xếp thứ 5, 71,5 điểm).", ["5", "71.5", "3"]),
        (f"{A} xếp thứ 3, tăng 2 bậc so với năm {BEFORE} khi huyện ở vị trí 5.", ["5", "3"]),
        (f"Năm {YEAR}, {A} xếp thứ 3, tăng 2 bậc so với năm {BEFORE} (thứ 5).", ["5", "3"]),
        (f"{A} từ thứ 5 năm {BEFORE} lên thứ 3.", ["5", "3"]),
        (f"{A}, năm {BEFORE} chỉ xếp thứ 5, nay lên thứ 3.", ["5", "3"]),
        (f"{A} đứng thứ 5 năm {BEFORE} với 71,5 điểm, năm nay đứng thứ 3.", ["5", "71.5", "3"]),
    ],
)
def test_values_of_the_year_compared_with(sentence: str, values: list[str], extract: Extract) -> None:
    years = {BEFORE: values[:-1], YEAR: values[-1:]}
    rows = told(extract, sentence)
    assert {year: [value for _, of, _, value in rows if of == year] for year in years} == years


def test_several_at_the_front_are_not_all_first(extract: Extract) -> None:
    assert told(extract, f"{A}, {B}, {C} xếp ở 3 vị trí dẫn đầu.") == []


def test_a_unit_that_is_passed_has_not_the_place(extract: Extract) -> None:
    assert told(extract, f"{A} vượt qua {B} để giữ vị trí quán quân với 84,5 điểm.") == [
        (A, YEAR, "rank", "1"), (A, YEAR, "score", "84.5"),
    ]  # fmt: skip


def test_a_score_with_its_maximum_needs_no_word_for_points(extract: Extract) -> None:
    assert (A, YEAR, "score", "14.50") in told(extract, f"{A} được chấm 14,50/15.")


def test_those_that_remain_follow_in_order(extract: Extract) -> None:
    sentence = f"{A} xếp thứ nhất. Các đơn vị còn lại lần lượt là: {B} 81,5 điểm; {C} 80,5 điểm."
    assert [row for row in told(extract, sentence) if row[2] == "rank"] == [
        (A, YEAR, "rank", "1"), (B, YEAR, "rank", "2"), (C, YEAR, "rank", "3"),
    ]  # fmt: skip


def test_a_name_may_begin_with_a_word_that_ends_others(extract: Extract) -> None:
    rows = extract(
        f"Kết quả xếp hạng các xã tỉnh Lào Cai năm {YEAR}\n\nXã Năm Lư (81,5 điểm, thứ 2), xã Tân An (80,5 điểm)."
    ).statements
    assert [(row.subject_text, str(row.value)) for row in rows if row.subject_text] == [
        ("Xã Năm Lư", "81.5"), ("Xã Năm Lư", "2"), ("xã Tân An", "80.5"),
    ]  # fmt: skip


def test_how_much_several_units_rose_is_no_score_of_theirs(extract: Extract) -> None:
    assert told(extract, f"{A} và {B} cải thiện tốt nhất, lần lượt tăng 5,2 điểm và 4,8 điểm.") == []


def test_first_of_a_counted_tier_is_first(extract: Extract) -> None:
    sentence = f"Có 6 đơn vị đạt loại Tốt (từ 80 điểm trở lên), đứng đầu là {A} (86,5 điểm)."
    assert told(extract, sentence) == [(A, YEAR, "rank", "1"), (A, YEAR, "score", "86.5")]


def test_the_name_of_a_commune_ends_with_its_capitals(extract: Extract) -> None:
    title = f"Kết quả xếp hạng các xã tỉnh Lào Cai năm {YEAR}"
    rows = extract(
        f"{title}\n\nXã Tân An tuy ở vùng cao nhưng đạt 81,5 điểm, xã Ia Kha nhì (80,5 điểm)."
    ).statements
    assert {row.subject_text for row in rows} >= {"Xã Tân An", "xã Ia Kha"}


def test_points_that_a_unit_gives_itself_and_shares_are_no_scores(extract: Extract) -> None:
    assert told(extract, f"{A} tự chấm 96 điểm, được công nhận 92,5 điểm.") == [(A, YEAR, "score", "92.5")]
    shares = f"Tỷ lệ người dân hài lòng tại {A} là 86%, tại {B} là 81%; hồ sơ trễ hạn của {C} chiếm 3,2%."
    assert told(extract, shares) == []


def test_a_score_behind_a_place_in_a_bracket(extract: Extract) -> None:
    assert told(extract, f"Trong đó có {A} (hạng 2, 0,7655), {B} (hạng 3, 0,7543).") == [
        (A, YEAR, "rank", "2"), (A, YEAR, "score", "0.7655"), (B, YEAR, "rank", "3"), (B, YEAR, "score", "0.7543"),
    ]  # fmt: skip
