"""Lists: what a line in front says of the units in the lines below it, and cards of one unit each."""

import pytest

from pipeline.resolution.staged_rows import StagedRows
from tests.unit.reports import Extract, said

TITLE = "Kết quả đánh giá, xếp hạng mức độ ứng dụng CNTT tỉnh Lào Cai năm 2019"


def told(rows: StagedRows) -> list[str]:
    return [f"{row.agency} {row.measure} {row.value}" for row in said(rows) if row.agency]


@pytest.mark.parametrize(
    "lines",
    [
        ["Nhóm A (từ 80 điểm trở lên), 02 đơn vị:", "Sở Y tế (88,5 điểm);", "Sở Tư pháp (80,25 điểm)."],
        ["- Xếp loại A (02 đơn vị):", "  + Sở Y tế: 88,5 điểm.", "  + Sở Tư pháp: 80,25 điểm."],
        ["a) Loại A: 2 đơn vị, gồm: Sở Y tế - 88,5 điểm, Sở Tư pháp - 80,25 điểm."],
        ["Có 02 đơn vị đạt loại A:", "- Sở Y tế - 88,5 điểm;", "- Sở Tư pháp - 80,25 điểm."],
        ["Danh sách các đơn vị đạt loại A", "1. Sở Y tế (88,5 điểm)", "2. Sở Tư pháp (80,25 điểm)"],
        ["Loại A:", "", "1. Sở Y tế đạt 88,5 điểm", "2. Sở Tư pháp đạt 80,25 điểm"],
    ],
)  # fmt: skip
def test_a_tier_in_front_of_a_list_is_that_of_its_units(lines: list[str], extract: Extract) -> None:
    found = told(extract("\n".join([TITLE, "", "1. Khối sở, ban, ngành", "", *lines])))
    assert sorted(found) == [
        "Sở Tư pháp score 80.25", "Sở Tư pháp tier A", "Sở Y tế score 88.5", "Sở Y tế tier A",
    ]  # fmt: skip


def test_a_bare_tier_leads_a_list_but_an_average_none(extract: Extract) -> None:
    lines = ["Khá (1 đơn vị): Sở Y tế.", "Trung bình: Sở Tư pháp 80,5 điểm."]
    assert "Sở Y tế tier Khá" in (found := told(extract("\n".join([TITLE, "", *lines]))))
    assert not any("Sở Tư pháp tier" in one for one in found)


def test_lines_between_blank_ones_are_the_card_of_a_unit(extract: Extract) -> None:
    cards = [
        ["🥇 01", "SỞ Y TẾ", "88,5/100 điểm", "Xếp loại: Tốt", "▲3 bậc", ""],
        ["02", "SỞ TƯ PHÁP", "80,25/100 điểm", "Xếp loại: Tốt", "giữ hạng", ""],
        ["03", "SỞ NỘI VỤ", "70/100 điểm", "Xếp loại: Khá", "▼1 bậc", ""],
    ]
    rows = extract("\n".join([TITLE, "", "SỞ, BAN, NGÀNH", "", *(line for card in cards for line in card)]))
    assert told(rows)[:4] == [
        "Sở Y tế rank 1", "Sở Y tế score 88.5", "Sở Y tế tier Tốt", "Sở Tư pháp rank 2",
    ]  # fmt: skip
    assert len(told(rows)) == 9 and not rows.doubts


def test_a_label_without_a_colon_stands_over_the_figures_of_cards(extract: Extract) -> None:
    cards = [f"{unit}\nHạng {place}/20\n{score} điểm\nChi tiết\n" for unit, place, score in [
        ("Sở Y tế", 4, "88,5"), ("Sở Tư pháp", 9, "80,25"),
    ]]  # fmt: skip
    assert told(extract("\n".join([TITLE, "", "Khối sở, ban, ngành", "", *cards]))) == [
        "Sở Y tế rank 4", "Sở Y tế score 88.5", "Sở Tư pháp rank 9", "Sở Tư pháp score 80.25",
    ]  # fmt: skip


LISTED = ["1. Sở Y tế: 88,5 điểm (Tốt)", "2. Sở Tư pháp: 80,25 điểm (Tốt)", "3. Sở Nội vụ: 70 điểm (Khá)"]


@pytest.mark.parametrize(
    ("lead", "items", "has_ranks"),
    [
        ("Xếp hạng các sở như sau:", LISTED, True),
        ("Các sở đạt kết quả như sau:", LISTED, False),
        ("Các sở xếp hạng thấp nhất:", LISTED[::-1], False),
        ("Xếp hạng năm 2019 của 3 sở:", LISTED, True),
        ("Khối sở:", [f"#{item.replace('.', ' ', 1)}" for item in LISTED], True),
    ],
)
def test_numbers_of_a_list_are_ranks_where_it_says_so(
    lead: str, items: list[str], has_ranks: bool, extract: Extract
) -> None:
    found = told(extract("\n".join([TITLE, "", "I. Khối sở, ban, ngành", "", lead, *items])))
    assert ("Sở Tư pháp rank 2" in found) == has_ranks and "Sở Tư pháp tier Tốt" in found
    assert len(found) == (9 if has_ranks else 6)


@pytest.mark.parametrize(
    "unit", ["Sở Văn hóa, Thông tin, Thể thao và Du lịch", "Văn phòng Đoàn ĐBQH, HĐND và UBND tỉnh"]
)
def test_a_name_with_commas_is_not_cut_to_that_of_another_unit(unit: str, extract: Extract) -> None:
    items = [f"- {unit}: 9,78 điểm, xếp thứ 1.", "- Sở Y tế: 9,5 điểm, xếp thứ 2."]
    found = told(extract("\n".join([TITLE, "", "I. Khối sở, ban, ngành", *items])))
    assert found == [f"{unit} score 9.78", f"{unit} rank 1", "Sở Y tế score 9.5", "Sở Y tế rank 2"]


def test_a_bullet_of_any_form_heads_a_criterion(extract: Extract) -> None:
    lines = ["● Hạ tầng số", "   Sở Y tế: 17,5 điểm", "● Mức độ hài lòng", "   Sở Tư pháp: 9,5 điểm"]
    rows = extract("\n".join([TITLE, "", "I. Khối sở, ban, ngành", *lines])).statements
    assert [row.criterion for row in rows if row.agency] == ["Hạ tầng số", "Mức độ hài lòng"]


def test_english_pages_name_units_columns_and_tiers(extract: Extract) -> None:
    rows = extract(
        "\n".join(
            [
                "Table 1: ICT Index of departments, 2019", "", "Rank\tDepartment\tScore\tGroup",
                "1\tDepartment of Health\t88.5\tGood", "2\tDepartment of Justice\t80.25\tFairly good",
                "3\tDepartment of Finance\t70.75\tFairly good", "",
                "The ranking of localities is as follows:", "1. Van Ban District: 66.4 points",
                "2. Sa Pa Town: 61.35 points", "3. Lao Cai City: 60.2 points",
            ]
        )
    )  # fmt: skip
    found = told(rows)
    assert found[:6] == [
        "Sở Y tế rank 1", "Sở Y tế score 88.5", "Sở Y tế tier Good",
        "Sở Tư pháp rank 2", "Sở Tư pháp score 80.25", "Sở Tư pháp tier Fairly good",
    ]  # fmt: skip
    assert found[9:] == [
        "UBND huyện Văn Bàn rank 1", "UBND huyện Văn Bàn score 66.4", "UBND thị xã Sa Pa rank 2",
        "UBND thị xã Sa Pa score 61.35", "UBND thành phố Lào Cai rank 3", "UBND thành phố Lào Cai score 60.2",
    ]  # fmt: skip
    assert not rows.doubts


def test_a_sign_before_a_tier_is_no_part_of_it(extract: Extract) -> None:
    cards = [line for unit in ("Sở Y tế", "Sở Tư pháp") for line in (unit, "★ Tốt", "")]
    assert told(extract("\n".join([TITLE, "", "Khối sở, ban, ngành", "", *cards]))) == [
        "Sở Y tế tier Tốt", "Sở Tư pháp tier Tốt",
    ]  # fmt: skip


def test_what_stands_above_a_list_in_capitals_or_in_wide_blanks_is_no_header_of_it(extract: Extract) -> None:
    lines = [
        "▼ ĐƠN VỊ CÓ ĐIỂM THẤP",
        "",
        "Sở Xây dựng  55,2 điểm  (hạng 19/20)",
        "Sở Du lịch  54,9 điểm  (hạng 20/20)",
    ]
    lines += [
        "",
        "◆ KHỐI CƠ QUAN CẤP TỈNH",
        "",
        *(f" {at} ─ {one[0]} ─ {one[1]}" for at, one in enumerate(CARDS, 1)),
    ]
    rows = extract("\n".join([TITLE, "", *lines]))
    assert {row.criterion for row in said(rows)} == {"total"}
    assert told(rows)[:2] == ["Sở Xây dựng score 55.2", "Sở Xây dựng rank 19"]
    assert "Sở Tư pháp score 88" in told(rows)


CARDS = [("Sở Y tế", "95,2", "1"), ("Sở Tư pháp", "88", "2"), ("Sở Nội vụ", "79,5", "3")]


@pytest.mark.parametrize(
    "form",
    [
        "{0}\nTổng điểm: {1}\nXếp hạng: {2}",
        "Đơn vị: {0}\nXếp hạng: {2}\nTổng điểm: {1}\n",
        "{0}\n- Điểm: {1}\n- Thứ hạng: {2}/20",
        "Hạng {2}: {0} - {1} điểm",
        "Top {2} – {0} – {1} điểm",
        "{0} | Hạng {2} | {1} điểm",
        "{0}\nHạng {2}/20\n{1}/100 điểm",
        "\n▪ HẠNG {2}\n{0}\nTổng điểm: {1}",
        "#0{2}\n{0}\nICT Index {1}\n",
        "Hạng {2} ─ {0} ─ {1} điểm",
        "{0}  {1} điểm  (hạng {2}/20)",
        "{2}/20  {0}  {1} điểm",
    ],
)
def test_cards_in_any_form(form: str, extract: Extract) -> None:
    cards = [form.format(*card) for card in CARDS]
    found = told(extract("\n".join([TITLE, "", "I. Khối sở, ban, ngành", *cards])))
    expected = [
        f"{unit} {said}"
        for unit, score, rank in CARDS
        for said in (f"score {score.replace(',', '.')}", f"rank {rank}")
    ]
    assert sorted(found) == sorted(expected)


def test_a_heading_without_a_colon_names_the_tier_of_its_list(extract: Extract) -> None:
    lines = [
        "NHÓM A (từ 80 điểm)",
        "1. Sở Y tế (88,5 điểm)",
        "2. Sở Tư pháp (81 điểm)",
        "Nhóm B (1 đơn vị)",
        "- Sở Nội vụ.",
    ]
    found = told(extract("\n".join([TITLE, "", "I. Khối sở, ban, ngành", *lines])))
    assert [one for one in found if "tier" in one] == [
        "Sở Y tế tier A",
        "Sở Tư pháp tier A",
        "Sở Nội vụ tier B",
    ]


def test_a_rank_in_front_of_a_unit_is_no_tier(extract: Extract) -> None:
    lines = ["Hạng 1: Sở Y tế.", "Hạng 2: Sở Tư pháp."]
    assert told(extract("\n".join([TITLE, "", "I. Khối sở, ban, ngành", *lines]))) == [
        "Sở Y tế rank 1", "Sở Tư pháp rank 2",
    ]  # fmt: skip


def test_whole_points_without_a_header_are_scores(extract: Extract) -> None:
    lines = ["Hạ tầng số:", "- Sở Y tế: 18 điểm", "- Sở Tư pháp: 16 điểm"]
    found = extract("\n".join([TITLE, "", *lines])).statements
    assert [row.measure for row in found if row.agency] == ["score", "score"]


def test_a_whole_list_in_falling_order_is_ranked_where_the_text_before_it_ranks(extract: Extract) -> None:
    for head, ranks in (("SỞ, BAN, NGÀNH (3 đơn vị)", 3), ("MỘT SỐ SỞ, BAN, NGÀNH", 0)):
        found = told(extract("\n".join([TITLE, "", head, "", *LISTED])))
        assert sum("rank" in one for one in found) == ranks


def test_a_list_of_changes_has_no_scores(extract: Extract) -> None:
    lines = ["Các sở tăng điểm so với năm 2018:", "- Sở Y tế: 2,5 điểm", "- Sở Tư pháp: 1,25 điểm"]
    assert not told(extract("\n".join([TITLE, "", *lines])))


def test_how_a_result_changed_stands_behind_it(extract: Extract) -> None:
    items = ["1. Sở Y tế: 88,5 điểm (tăng 2 bậc)", "2. Sở Tư pháp: 81,5 điểm (giảm 1 bậc)"]
    found = told(extract("\n".join([TITLE, "", "Bảng xếp hạng các sở", *items])))
    assert found == [
        "Sở Y tế rank 1", "Sở Y tế score 88.5", "Sở Tư pháp rank 2", "Sở Tư pháp score 81.5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lead",
    [
        "Các đơn vị chưa đạt loại Tốt:",
        "Phấn đấu năm sau các đơn vị đạt loại Tốt:",
        "Các đơn vị tụt từ loại Tốt xuống loại Khá:",
    ],
)
def test_a_tier_that_units_are_not_said_to_have_is_none(lead: str, extract: Extract) -> None:
    for items in (["- Sở Y tế", "- Sở Tư pháp"], ["- Sở Y tế: 88,5 điểm", "- Sở Tư pháp: 80,5 điểm"]):
        assert not any("tier" in one for one in told(extract("\n".join([TITLE, "", lead, *items]))))


def test_a_commune_with_a_number_that_nobody_knows_has_its_card(extract: Extract) -> None:
    names = ["Phường Cam Đường", "Xã Nậm Chày 2", "Xã Bảo Hà"]
    cards = [f"#0{n}\n{name}\nDTI 8{5 - n}5,5\nHạ tầng số: 35{n},2/400\n" for n, name in enumerate(names, 1)]
    rows = extract("\n".join(["Kết quả xếp hạng DTI các xã, phường tỉnh Lào Cai năm 2025\n", *cards]))
    ranks = {row.subject_text: str(row.value) for row in rows.statements if row.measure == "rank"}
    assert ranks == {name: str(n) for n, name in enumerate(names, 1)}
    assert "unaccounted" not in {row.fate for row in rows.number_ledger}
