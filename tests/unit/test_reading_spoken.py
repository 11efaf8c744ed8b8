"""Claims told by words: listed items, the highest and lowest, moves, trends, days and years."""

import pytest

from schemas.tables.claims import StagedClaim
from tests.unit.reports import Extract

TITLE = "Kết quả xếp hạng mức độ ứng dụng CNTT của các sở, ban, ngành tỉnh Lào Cai năm 2019\n\n"


def found(extract: Extract, text: str, *kinds: str) -> list[StagedClaim]:
    return [claim for claim in extract(TITLE + text).claims if claim.claim_type in kinds]


@pytest.mark.parametrize(
    ("sentence", "n_listed"),
    [
        ("Chấm điểm đối với 3 nhóm tiêu chí, gồm: Hạ tầng; Nhân lực, đào tạo; Chính sách.", 3),
        ("Đánh giá dựa trên 02 hạng mục chính gồm: (1) Hạ tầng kỹ thuật; (2) Nhân lực.", 2),
        ("Việc xếp hạng được chia làm 4 mức: Tốt, Khá, Trung bình và Yếu.", 4),
        ("Đánh giá theo 3 tiêu chí: Hạ tầng, Nhân lực, đào tạo.", None),
        ("Chấm điểm với 2 nhóm tiêu chí chính:\n\n- Hạ tầng;\n\n- Nhân lực.\n\nKết quả như sau.", 2),
    ],
)
def test_items_that_a_sentence_lists(sentence: str, n_listed: int | None, extract: Extract) -> None:
    (claim,) = found(extract, sentence, "other")
    assert claim.n_listed == n_listed


@pytest.mark.parametrize(
    ("sentence", "n_listed"),
    [
        ("Sở Y tế, Sở Nội vụ, Sở Tư pháp không xếp hạng (có cách tính riêng cho 03 cơ quan này).", 3),
        ("Sở Y tế, Sở Nội vụ không xếp hạng (có cách tính riêng cho 03 cơ quan này).", None),
        ("Sở Y tế, Sở Nội vụ được xếp hạng cùng 02 cơ quan khác.", None),
    ],
)
def test_units_that_a_count_points_back_to(sentence: str, n_listed: int | None, extract: Extract) -> None:
    found_counts = found(extract, sentence, "unit_count", "tier_count")
    assert [claim.n_listed for claim in found_counts] == [n_listed]


def test_first_and_last_places_told_in_words_are_claims(extract: Extract) -> None:
    text = "Sở Y tế đứng đầu bảng với 83,8 điểm; Sở Nội vụ xếp cuối với 41,3 điểm; Sở Tư pháp xếp thứ 2."
    assert [(claim.claim_type, claim.subject) for claim in found(extract, text, "top", "bottom")] == [
        ("top", "Sở Y tế"), ("bottom", "Sở Nội vụ"),
    ]  # fmt: skip


def test_units_that_words_call_the_highest_of_a_criterion(extract: Extract) -> None:
    text = (
        "- Tiêu chí Hạ tầng kỹ thuật CNTT\n\n"
        "Các đơn vị có điểm đánh giá cao nhất ở tiêu chí này gồm: Sở Y tế, Sở Nội vụ đều đạt 8,0 điểm; "
        "có 01 đơn vị đạt điểm thấp nhất là Sở Tư pháp với 2,0 điểm. "
        "Chênh lệch giữa đơn vị có điểm số cao nhất và đơn vị có điểm số thấp nhất là 6,0 điểm."
    )
    ends = {(claim.claim_type, claim.subject) for claim in found(extract, text, "top", "bottom")}
    assert ends == {("top", "Sở Y tế, Sở Nội vụ"), ("bottom", "Sở Tư pháp")}


def test_moves_and_trends_have_a_direction(extract: Extract) -> None:
    text = (
        "Sở Y tế từ vị trí thứ 6 năm 2018 lên vị trí thứ 2 năm 2019. "
        "Kết quả xếp hạng của các đơn vị giảm nhẹ so với năm 2018."
    )
    told = [
        (claim.claim_type, claim.direction) for claim in found(extract, text, "rank_change", "share_change")
    ]
    assert told == [("rank_change", "rise"), ("share_change", "fall")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Quyết định số 3426/QĐ-UBND ngày 18/12/2019 của UBND tỉnh.", [("3426/QĐ-UBND", "20191218")]),
        ("Nghị định số 64/2007/NĐ-CP ngày 10/4/2007 của Chính phủ.", [("64/2007/NĐ-CP", "20070410")]),
        (
            "Ngày 20/12/2019, UBND tỉnh ban hành Quyết định số 77/QĐ-UBND về kết quả xếp hạng.",
            [("77/QĐ-UBND", "20191220")],
        ),
        ("Lào Cai, ngày 20 tháng 12 năm 2019", [("", "20191220")]),
        ("Hạn nộp hồ sơ là ngày 20/12/2019.", []),
        ("Quyết định số 12/QĐ-UBND ngày 30/02/2019.", []),
    ],
)
def test_days_of_documents(text: str, told: list[tuple[str, str]], extract: Extract) -> None:
    days = [claim for claim in found(extract, text, "date") if claim.unit == "date"]
    assert [(claim.subject, str(claim.printed_value)) for claim in days] == told


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Theo kết quả đánh giá mức độ ứng dụng CNTT năm 2019, các sở có tiến bộ.", [2019]),
        # another year's results, and what is only planned
        ("Kết quả xếp hạng năm 2018 cao hơn.", []),
        ("Theo xếp hạng, kế hoạch năm 2020 là nâng điểm.", []),
    ],
)
def test_years_assessed(text: str, years: list[int], extract: Extract) -> None:
    told = [claim for claim in found(extract, text, "date") if claim.unit == "year" and claim.line > 1]
    assert [int(claim.printed_value or 0) for claim in told] == years


def test_the_numbers_of_a_date_stay_references(extract: Extract) -> None:
    rows = extract(TITLE + "Quyết định số 3426/QĐ-UBND ngày 18/12/2019 của UBND tỉnh.").number_ledger
    assert {row.fate for row in rows} == {"reference"}


def test_an_average_is_the_first_figure_behind_its_word(extract: Extract) -> None:
    text = "Giá trị trung bình của khối sở, ban, ngành là 0,6173, cao hơn năm trước 0,0541 điểm."
    assert [str(claim.printed_value) for claim in found(extract, text, "average")] == ["0.6173"]
