"""Sentences: which value is said of which unit, in the words that reports use."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.reports import YEAR, Extract, department_names, district_names, former_provinces, said

Told = tuple[str | None, str, str, str]


def told(extract: Extract, text: str) -> list[Told]:
    """Agency, measure, value and printed words of each statement."""
    return [(row.agency, row.measure, row.value, row.value_text) for row in said(extract(text))]


def report(*lines: str, block: str = "các sở, ban, ngành") -> str:
    title = f"Kết quả đánh giá, xếp hạng mức độ ứng dụng CNTT tỉnh Lào Cai năm {YEAR}"
    return "\n".join([title, "", f"1. Khối {block}:", *lines])


# Each template: a sentence about units {0}, {1} with scores {a}, {b}, and what it says of them.
TEMPLATES: tuple[tuple[str, tuple[tuple[int, str, str, str], ...]], ...] = (
    (
        "{0} đạt {a} điểm, xếp thứ 3; {1} đạt {b} điểm, xếp thứ 4.",
        ((0, "score", "a", "a"), (0, "rank", "3", "3"), (1, "score", "b", "b"), (1, "rank", "4", "4")),
    ),
    (
        "Đơn vị có tổng số điểm cao nhất là {0} ({a} điểm), xếp hạng thứ 02 là {1} ({b} điểm).",
        (
            (0, "rank", "1", "cao nhất"), (0, "score", "a", "a"),
            (1, "rank", "2", "02"), (1, "score", "b", "b"),
        ),
    ),
    (
        "Đơn vị có tổng số điểm thấp nhất là {1} ({b} điểm).",
        ((1, "rank", "", "thấp nhất"), (1, "score", "b", "b")),
    ),
    (
        "{0} dẫn đầu với {a} điểm; {1} xếp cuối bảng với {b} điểm.",
        (
            (0, "rank", "1", "dẫn đầu"), (0, "score", "a", "a"),
            (1, "rank", "", "xếp cuối bảng"), (1, "score", "b", "b"),
        ),
    ),
    (
        "Mức Tốt: {0} (1); Mức Khá: {1} (2).",
        ((0, "tier", "Tốt", "Tốt"), (0, "rank", "1", "1"), (1, "tier", "Khá", "Khá"), (1, "rank", "2", "2")),
    ),
    (
        "Mức Tốt: {0}, {1} (đồng hạng 5).",
        ((0, "tier", "Tốt", "Tốt"), (0, "rank", "5", "5"), (1, "tier", "Tốt", "Tốt"), (1, "rank", "5", "5")),
    ),
    (
        "{0} và {1} cùng đạt {a} điểm.",
        ((0, "score", "a", "a"), (1, "score", "a", "a")),
    ),
    (
        "Xếp thứ nhất là {0} với {a} điểm, tiếp đến là {1} đạt {b} điểm – xếp thứ hai.",
        ((0, "rank", "1", "nhất"), (0, "score", "a", "a"), (1, "score", "b", "b"), (1, "rank", "2", "hai")),
    ),
)  # fmt: skip


@settings(max_examples=150)
@given(data=st.data())
def test_a_sentence_gives_each_unit_its_own_values(data: st.DataObject, extract: Extract) -> None:
    province = data.draw(st.sampled_from(former_provinces()))
    districts = district_names(province)
    block, known = data.draw(
        st.sampled_from(
            [
                ("các sở, ban, ngành", department_names(province.kind)),
                ("UBND các huyện, thị xã, thành phố", districts),
            ]
        )
    )
    template, facts = data.draw(st.sampled_from(TEMPLATES))
    units = data.draw(st.permutations(known))[:2]
    mark = data.draw(st.sampled_from(",."))
    numbers = sorted(data.draw(st.sets(st.integers(100, 1900), min_size=2, max_size=2)), reverse=True)
    scores = dict(zip("ab", (Decimal(number).scaleb(-1) for number in numbers), strict=True))
    texts = {name: str(score).replace(".", mark) for name, score in scores.items()}
    text = "\n".join(
        [
            f"Kết quả đánh giá, xếp hạng mức độ ứng dụng CNTT {province.place} năm {YEAR}",
            f"1. Khối {block}:",
            template.format(*units, **texts),
        ]
    )
    wanted = Counter(
        (units[unit], measure, str(scores.get(value, value)), texts.get(words, words))
        for unit, measure, value, words in facts
    )
    rows = extract(text)
    assert wanted == Counter((r.agency, r.measure, r.value, r.value_text) for r in said(rows))
    assert {row.line for row in rows.statements} == {3}
    for row in rows.statements:
        assert text.splitlines()[2][row.col_start : row.col_end] == row.value_text
    assert not [row for row in rows.number_ledger if row.fate == "unaccounted"]


def test_a_head_word_is_lent_to_the_names_behind_it(extract: Extract) -> None:
    line = "Mức Tốt: Sở KH&CN, Nội vụ, GTVT (đồng hạng 7); GD&ÐT, TN&MT (đồng hạng 10); LÐ-TB&XH (17)."
    text = report(line)
    assert [(agency, value) for agency, measure, value, _ in told(extract, text) if measure == "rank"] == [
        ("Sở Khoa học và Công nghệ", "7"),
        ("Sở Nội vụ", "7"),
        ("Sở Giao thông vận tải", "7"),
        ("Sở Giáo dục và Đào tạo", "10"),
        ("Sở Tài nguyên và Môi trường", "10"),
        ("Sở Lao động - Thương binh và Xã hội", "17"),
    ]


def test_bare_district_names_in_a_list_are_districts(extract: Extract) -> None:
    text = report(
        "Mức Tốt: Lào Cai, Bảo Thắng (đồng hạng 1); Sa Pa (3). Mức Khá: Si Ma Cai (4).",
        block="UBND các huyện, thị xã, thành phố",
    )
    assert [(agency, value) for agency, measure, value, _ in told(extract, text) if measure == "rank"] == [
        ("UBND thành phố Lào Cai", "1"),
        ("UBND huyện Bảo Thắng", "1"),
        ("UBND huyện Sa Pa", "3"),
        ("UBND huyện Si Ma Cai", "4"),
    ]


def test_values_of_earlier_years_belong_to_those_years(extract: Extract) -> None:
    text = report("Sở Y tế từ vị trí thứ 6 năm 2018 lên vị trí thứ 2 năm 2019 (51,6 điểm).")
    rows = extract(text).statements
    assert [(row.year, row.measure, str(row.value)) for row in rows] == [
        (2018, "rank", "6"), (2019, "rank", "2"), (2019, "score", "51.6"),
    ]  # fmt: skip


def test_a_run_of_years_is_a_rank_in_each(extract: Extract) -> None:
    text = report("Sở Y tế là đơn vị xếp thứ nhất 03 năm liên tiếp (2017, 2018, 2019).")
    rows = extract(text).statements
    assert sorted((row.year, str(row.value), row.agency) for row in rows) == [
        (2017, "1", "Sở Y tế"), (2018, "1", "Sở Y tế"), (2019, "1", "Sở Y tế"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "Điểm trung bình của 18 sở, ngành là 68/100 điểm.",
        "Chênh lệch giữa đơn vị có điểm số cao nhất và đơn vị có điểm số thấp nhất là 21 điểm.",
        "Sở Y tế tăng 5 bậc so với năm 2018.",
        "Sở Y tế tăng 12,5 điểm so với năm 2018.",
        "Mức Tốt: từ 80 điểm trở lên.",
        "Có 05 cơ quan đạt Mức II, 07 cơ quan đạt Mức III.",
        "Sở Y tế ban hành Quyết định số 12/QĐ-SYT ngày 20/12/2019.",
        "Sở Y tế cung cấp 119 dịch vụ công trực tuyến mức độ 3 và 9 dịch vụ công trực tuyến mức độ 4.",
        "100% cán bộ của Sở Y tế được trang bị máy tính.",
        "Đề nghị Sở Y tế hoàn thành trước ngày 30/6/2020.",
    ],
)
def test_averages_changes_thresholds_counts_and_references_are_no_statements(
    sentence: str, extract: Extract
) -> None:
    rows = extract(report(sentence))
    assert [row for row in rows.statements if row.measure != "max_score"] == []
    assert not [row for row in rows.number_ledger if row.fate == "unaccounted"]


def test_highest_on_a_criterion_is_a_claim_and_its_score_a_statement(extract: Extract) -> None:
    text = report(
        "- Tiêu chí Hạ tầng kỹ thuật CNTT",
        "Đơn vị có điểm cao nhất tiêu chí Hạ tầng kỹ thuật CNTT là Sở Y tế đạt 8,0 điểm (100% điểm tối đa).",
    )
    rows = extract(text)
    assert [(row.measure, row.criterion, str(row.value)) for row in rows.statements] == [
        ("score", "Hạ tầng kỹ thuật CNTT", "8.0"), ("pct_of_max", "Hạ tầng kỹ thuật CNTT", "100"),
    ]  # fmt: skip
    assert {claim.claim_type for claim in rows.claims} == {"top", "pct_of_max", "date"}


def test_a_score_over_its_maximum_gives_both(extract: Extract) -> None:
    text = report("Sở Y tế đạt 83,5/100 điểm.")
    assert ("Sở Y tế", "score", "83.5", "83,5") in told(extract, text)
    assert [value for _, measure, value, _ in told(extract, text) if measure == "max_score"] == ["100"]


@pytest.mark.parametrize(
    ("criterion", "subject"),
    [
        ("Hạ tầng kỹ thuật CNTT", "- Tiêu chí Hạ tầng kỹ thuật CNTT"),
        ("Nhân lực cho ứng dụng CNTT", "+ Nhóm tiêu chí Nhân lực cho ứng dụng CNTT:"),
        ("Ứng dụng CNTT nội bộ", "1.2. Hạng mục Ứng dụng CNTT nội bộ của các sở, ngành"),
        ("An toàn thông tin", "b) Tiêu chí về an toàn thông tin:"),
        ("An toàn thông tin", "1.2. An toàn thông tin"),
    ],
)
def test_a_heading_names_the_criterion_without_its_lead_words(
    criterion: str, subject: str, extract: Extract
) -> None:
    rows = extract(report(subject, "Sở Y tế đạt 8,0 điểm; Sở Nội vụ đạt 7,5 điểm.")).statements
    assert [(row.agency, row.criterion) for row in rows] == [("Sở Y tế", criterion), ("Sở Nội vụ", criterion)]


def test_two_indices_of_one_document_are_kept_apart(extract: Extract) -> None:
    text = "\n".join(
        [
            "Kết quả đánh giá, xếp hạng tỉnh Lào Cai năm 2019",
            "1. Mức độ ứng dụng công nghệ thông tin của các sở, ban, ngành",
            "Sở Y tế xếp thứ 2 với 71,5 điểm.",
            "2. Mức độ chính quyền điện tử của UBND các huyện, thành phố",
            "UBND huyện Bát Xát xếp thứ 3 với 105,86 điểm.",
            "3. Trang thông tin điện tử của các sở, ban, ngành",
            "Sở Y tế xếp thứ 5 với 60 điểm.",
        ]
    )
    rows = extract(text).statements
    assert [(row.index_id, row.block, row.measure, str(row.value)) for row in rows] == [
        ("ict", "departments", "rank", "2"), ("ict", "departments", "score", "71.5"),
        ("egov", "districts", "rank", "3"), ("egov", "districts", "score", "105.86"),
        ("website", "departments", "rank", "5"), ("website", "departments", "score", "60"),
    ]  # fmt: skip


def test_a_unit_left_out_is_a_state_and_no_statement(extract: Extract) -> None:
    rows = extract(
        report("Việc đánh giá được thực hiện tại 18/18 cơ quan chuyên môn (trừ Văn phòng UBND tỉnh).")
    )
    assert [(row.agency_id, row.status) for row in rows.unit_states] == [
        ("lao-cai/van-phong-ubnd-tinh", "excluded")
    ]
    assert [row for row in rows.statements if row.agency] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Nội vụ tụt hạng khá sâu so với năm trước.",
        "Sở Nội vụ thuộc nhóm các đơn vị có thứ hạng thấp.",
        "Sở Nội vụ cũng tăng hạng khá.",
    ],
)
def test_how_far_a_unit_moved_is_no_tier(sentence: str, extract: Extract) -> None:
    lines = ["Kết quả xếp hạng chuyển đổi số các sở tỉnh Lào Cai năm 2019", "", sentence]
    assert [row.tier for row in extract("\n".join(lines)).statements if row.measure == "tier"] == []


def test_the_end_of_a_heading_is_no_commune(extract: Extract) -> None:
    """``thị xã`` ends the heading, and what the next line begins with is the name of nothing."""
    lines = [
        "Kết quả xếp hạng chuyển đổi số tỉnh Lào Cai năm 2019", "",
        "II. Kết quả của UBND các huyện, thành phố, thị xã", "Điểm trung bình: 64,65/100 điểm.",
    ]  # fmt: skip
    assert [row.agency for row in extract("\n".join(lines)).statements if row.measure == "score"] == []
