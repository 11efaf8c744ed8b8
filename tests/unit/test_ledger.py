"""Every number of a document has one fate, the first that applies."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.document import Document
from pipeline.documents.formats.plain_text import read_lines
from pipeline.intake import read_province
from pipeline.reading.ledger.account import account
from pipeline.reading.read import read
from pipeline.reading.readings import Origin, Span
from pipeline.reading.vocabulary.name_entries import provinces
from pipeline.resolution.resolve_ledger import Placed, place_numbers
from pipeline.vietnamese.numbers import NUMBER
from schemas.tables.documents import LedgerEntry
from tests.unit.reports import Extract


def document(text: str) -> Document:
    return Document("a.txt", "text/plain", "", read_lines("a.txt", text.encode()))


def ledger(text: str, placed: list[Placed]) -> list[LedgerEntry]:
    return place_numbers("source", account(document(text), []), placed)


def fates(text: str, placed: list[Placed] | None = None) -> list[tuple[str, str]]:
    return [(row.token, row.fate) for row in ledger(text, placed or [])]


# what may be a place in a year is no time that passed
UNSAID = [("12", "unaccounted"), ("12", "unaccounted"), ("2019", "reference")]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("1. Hiện trạng hạ tầng công nghệ thông tin:", [("1", "structure")]),
        ("1.1. Hạng mục Hạ tầng kỹ thuật", [("1.1", "structure")]),
        ("- Đối tượng 1: Khối các sở", [("1", "structure")]),
        ("Bảng 4. Xếp hạng Trang TTĐT", [("4", "structure")]),
        ("gồm (1) Tin tức, sự kiện; (2) Thông tin", [("1", "structure"), ("2", "structure")]),
        ("Điều 2. Chánh Văn phòng", [("2", "structure")]),
        ("17", [("17", "unaccounted")]),
        ("số 3426/QĐ-UBND ngày 18/12/2017", [(n, "reference") for n in ("3426", "18", "12", "2017")]),
        ("số 43/2011/NĐ-CP ngày 13/6", [(n, "reference") for n in ("43", "2011", "13", "6")]),
        ("Ngày 30 tháng 12 năm 2021", [(n, "reference") for n in ("30", "12", "2021")]),
        ("dịch vụ công trực tuyến mức độ 3, 4", [("3", "reference"), ("4", "reference")]),
        ("(1) (2) (3) (4)", [(n, "structure") for n in "1234"]),
        ("Chia sẻ 214  Thích 1,1K", [("214", "furniture"), ("1,1", "furniture")]),
        ("Sáng 28.4, tỉnh họp", [("28.4", "reference")]),
        ("đạt 28.4 điểm", [("28.4", "unaccounted")]),
        ("lập lúc 2019-12-20T08:30:00", [(n, "reference") for n in ("2019", "12", "20", "08", "30", "00")]),
        ("lập 2019/12/20, sửa 5-1-2020", [(n, "reference") for n in ("2019", "12", "20", "5", "1", "2020")]),
        ("lập 20.12.2019, sửa 2020.1.5", [("20.12.2019", "reference"), ("2020.1.5", "reference")]),
        (
            "mã 2019-13-20 và 2019-12-2",
            [
                ("2019", "reference"),
                ("13", "unaccounted"),
                ("20", "unaccounted"),
                ("2019", "reference"),
                ("12", "reference"),
                ("2", "reference"),
            ],
        ),
        ("lưu tháng: 2021-09 xong", [("2021", "reference"), ("09", "reference")]),
        ("đăng 2021-09 điểm", [("2021", "reference"), ("09", "unaccounted")]),
        ("họp trong hai ngày 5-7/12", [(n, "reference") for n in ("5", "7", "12")]),
        ("kỷ niệm 75 năm ngày thành lập", [("75", "reference")]),
        ("sau 12 năm mới trở lại", [("12", "reference")]),
        ("hạng 12 năm nay; 12 năm 2019", UNSAID),
        ("Sở Y tế 5 năm trước còn đứng cuối", [("5", "reference")]),
        ("hạng 5 năm trước còn thấp, từ 6 năm trước lên 3", [(n, "unaccounted") for n in "563"]),
        ('mô hình “6 biết” và "4 sẵn sàng"', [("6", "reference"), ("4", "reference")]),
        ("được “15 điểm” theo lời ông", [("15", "unaccounted")]),
        ("giai đoạn 2016 - 2020", [("2016", "reference"), ("2020", "reference")]),
        ("hoàn thành trước quý IV/2018", [("2018", "reference")]),
        ("vào nhóm top 20 cả nước", [("20", "reference")]),
        ("giá trị từ 0 đến 10", [("0", "reference"), ("10", "reference")]),
        ("làm tròn 03 chữ số thập phân", [("03", "reference")]),
        ("Điểm = điểm đạt x 100/điểm tối đa", [("100", "reference")]),
        ("= điểm đạt x 7 điểm", [("7", "unaccounted")]),
        ("xem cột (4), cột (5)", [("4", "structure"), ("5", "structure")]),
        ("9571 Go top", [("9571", "furniture")]),
        ("Tổng số phiếu: 1344", [("1344", "furniture")]),
        ("    • Tổng lượt truy cập: Tổng lượt truy cập: 12893176", [("12893176", "furniture")]),
        ("nằm ở 77 nơi", [("77", "unaccounted")]),
        ("xuất hiện 12,5 khi đó", [("12,5", "unaccounted")]),
    ],
)
def test_a_number_that_says_nothing_of_a_unit(line: str, found: list[tuple[str, str]]) -> None:
    assert fates(line) == found


def test_the_first_row_that_holds_a_number_decides() -> None:
    placed = [Placed(Span(1, 10, 14), "statement", "s1"), Placed(Span(1, 10, 14), "claim", "c1")]
    assert fates("năm 2019: 53,2 điểm", placed) == [("2019", "reference"), ("53,2", "statement")]
    row = ledger("năm 2019: 53,2 điểm", placed)[1]
    assert (row.target_id, row.line, row.col_start, row.col_end) == ("s1", 1, 10, 14)


def test_a_row_on_another_line_holds_nothing_here() -> None:
    placed = [Placed(Span(2, 0, 2), "statement", "s1")]
    assert fates("77 nơi xa\n78 nơi xa", placed)[1] == ("78", "statement")
    assert fates("ở 77 nơi", placed) == [("77", "unaccounted")]


@given(st.text(alphabet="0123456789.,/-() %abđmứcngày\n\u00a0", min_size=1).filter(str.strip))
def test_every_number_is_entered_once_and_letter_for_letter(text: str) -> None:
    entries = account(document(text), [])
    lines = text.removesuffix("\n").split("\n")
    assert [entry.token for entry in entries] == [token for line in lines for token in NUMBER.findall(line)]
    for entry in entries:
        assert lines[entry.span.line - 1][entry.span.start : entry.span.end] == entry.token
        assert entry.fate in ("structure", "reference", "furniture", "unaccounted")
    assert len({(entry.span.line, entry.span.start) for entry in entries}) == len(entries)


@pytest.mark.parametrize("province", ["binh-dinh", "cao-bang", "dien-bien", "phu-tho", "son-la"])
def test_every_row_with_a_number_is_the_fate_of_that_number(province: str, raw: Path) -> None:
    rows = read_province(raw, province)
    assert [(row.source_id, row.n_unaccounted, row.n_by_hand) for row in rows.sources] == [
        (row.source_id, 0, 0) for row in rows.sources
    ]
    held = {row.target_id for row in rows.number_ledger if row.target_id}
    assert held <= {
        *(row.statement_id for row in rows.statements),
        *(row.claim_id for row in rows.claims),
        *(row.indicator_id for row in rows.indicators),
    }
    by_place = {(row.source_id, row.line, row.col_start): row for row in rows.number_ledger}
    for row in rows.statements:
        if row.value_text[:1].isdigit():
            assert by_place[row.source_id, row.line, row.col_start].fate == "statement", row
    assert {row.fate for row in rows.number_ledger if row.target_id} <= {"statement", "claim", "indicator"}


# line, token, fate: read in the documents
FATES = {
    "phu-tho": [
        (11, "100", "indicator"), (21, "38", "indicator"), (21, "39", "indicator"), (27, "547", "indicator"),
        (27, "3", "reference"), (47, "22", "indicator"), (51, "923", "statement"), (51, "2017", "reference"),
        (69, "9571", "furniture"), (74, "1180", "furniture"), (83, "12893176", "furniture"),
    ],
    "dien-bien": [
        (7, "184.9", "statement"), (7, "02", "statement"), (13, "100", "indicator"), (15, "119", "indicator"),
        (15, "9", "indicator"), (15, "4", "reference"), (9, "2", "structure"),
    ],
    "binh-dinh": [
        (14, "33,3", "claim"), (16, "5", "claim"), (16, "2018", "reference"), (26, "60", "claim"),
        (26, "13", "statement"), (28, "6", "claim"), (8, "3", "reference"), (18, "100", "indicator"),
    ],
    "cao-bang": [
        (3, "3714", "reference"), (9, "54", "claim"), (15, "05", "claim"), (17, "53,2", "statement"),
        (17, "04", "claim"), (19, "21", "claim"), (25, "8,0", "statement"), (103, "10", "claim"),
        (111, "358", "furniture"),
    ],
    "son-la": [
        (16, "3247", "reference"), (71, "30", "claim"), (123, "68", "claim"), (123, "83,8", "statement"),
        (135, "67", "claim"), (137, "1", "structure"), (141, "83,8", "statement"), (143, "1", "statement"),
        (421, "7", "claim"), (2361, "33", "claim"), (2503, "67", "claim"), (2594, "5", "furniture"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("province", FATES)
def test_fates_of_numbers_of_the_real_reports(province: str, raw: Path) -> None:
    rows = read_province(raw, province).number_ledger
    for line, token, fate in FATES[province]:
        found = {row.fate for row in rows if row.line == line and row.token == token}
        assert fate in found, (line, token, found)


def test_a_running_number_counts_nothing_of_the_cell_behind_it(extract: Extract) -> None:
    rows = extract("Xếp hạng năm 2019\nSTT\tĐơn vị\tĐiểm\n16\tSở Nội vụ\t81,5\n17\tSở Y tế\t66,0\n")
    assert rows.indicators == []
    assert {row.fate for row in rows.number_ledger if row.token in ("16", "17")} == {"structure"}


def test_a_count_at_home_in_the_report_is_an_indicator(extract: Extract) -> None:
    rows = extract(
        "Kết quả xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\n"
        "Đến nay, 35/39 cơ quan đã ban hành kế hoạch; gần 98% máy tính có phần mềm diệt virus.\n"
    )
    assert [(row.numerator, row.denominator, row.unit) for row in rows.indicators if row.numerator] == [
        (35, 39, "units")
    ]
    share = next(row for row in rows.indicators if row.unit == "percent")
    assert (str(share.value), share.qualifier) == ("98", "gần")
    assert {row.fate for row in rows.number_ledger if row.line == 2} == {"indicator"}


def test_what_is_counted_by_its_kind_is_a_count(extract: Extract) -> None:
    rows = extract(
        "Kết quả Chỉ số DTI tỉnh Lào Cai năm 2019\n"
        "Công bố Chỉ số của 17 sở, ngành, 3 quận, 08 UBND huyện, thị xã và 2 Ủy ban nhân dân thành phố.\n"
        "Mô hình chính quyền 3 cấp; hơn 70% số hồ sơ của Sở Y tế đạt yêu cầu.\n"
    )
    found = {row.token: row.fate for row in rows.number_ledger}
    assert {found[token] for token in ("17", "3", "08", "2", "70")} <= {"claim", "indicator"}


def test_a_figure_before_the_name_of_one_committee_counts_nothing(extract: Extract) -> None:
    rows = extract("Kết quả xếp hạng tỉnh Lào Cai năm 2019\nCông bố 3 UBND huyện Văn Bàn.\n")
    assert [row.fate for row in rows.number_ledger if row.token == "3"] == ["unaccounted"]


def test_what_a_result_is_of_goes_with_it(extract: Extract) -> None:
    rows = extract(
        "Kết quả xếp hạng mức độ ứng dụng CNTT tỉnh Lào Cai năm 2019\n"
        "Cơ quan ấy đứng ở vị trí 29/63, giảm 3 bậc. Lĩnh vực hạ tầng đạt 12,05/14 điểm, xếp thứ 18.\n"
    )
    assert {row.fate for row in rows.number_ledger if row.token in ("29", "63", "12,05", "14")} == {"claim"}


@pytest.mark.parametrize("mark", ["", "\f"])
def test_the_number_of_a_page_is_no_cell(mark: str, extract: Extract) -> None:
    header = "STT Đơn vị Điểm đạt Thứ hạng"
    rows = [f"{n} {name} {90 - n},5 {n}" for n, name in enumerate(["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"], 1)]
    filler = [f"Cơ quan {letter} đã gửi báo cáo." for letter in "ABCDEGHIK"]
    text = "\n".join(
        ["Kết quả xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019", *filler, header, *rows, "7", mark + header,
         "4 Sở Xây dựng 80,5 4", "5 Sở Tài chính 79,5 5", *filler[:4], "", "8"]
    )  # fmt: skip
    ledger = extract(text).number_ledger
    assert {row.fate for row in ledger if row.token in ("7", "8")} == {"furniture"}


def test_the_last_figure_of_a_document_is_no_page_where_no_sentence_ends_before_it(extract: Extract) -> None:
    rows = extract("Kết quả xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\nThứ hạng của Sở Y tế\n6\n")
    assert [row.fate for row in rows.number_ledger if row.token == "6"] == ["unaccounted"]


def test_the_number_of_a_tier_is_a_part_of_its_band(extract: Extract) -> None:
    rows = extract(
        "Kết quả xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\nMức 3: từ 75 điểm; Mức 2: từ 55 điểm.\n"
    )
    assert {row.fate for row in rows.number_ledger if row.line == 2} == {"structure", "claim"}
    bands = {row.tier: row.level for row in rows.tier_bands}
    assert bands["3"] < bands["2"]


def test_bands_are_told_by_two_bounds_without_a_word(extract: Extract) -> None:
    rows = extract(
        "Kết quả xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\nKhá: 60 - dưới 80; Tốt: 80 - 100 điểm.\n"
    )
    assert {row.fate for row in rows.number_ledger if row.line == 2} == {"claim"}
    bounds = [(row.tier, str(row.min_score), str(row.max_score)) for row in rows.tier_bands]
    assert sorted(bounds) == [("Khá", "60", "80"), ("Tốt", "80", "100")]


def test_averages_of_several_lists_in_one_sentence(extract: Extract) -> None:
    rows = extract(
        "Kết quả xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\n"
        "Điểm trung bình của 17 sở, ngành là 71,25; của khối huyện, thị xã là 64,5.\n"
    )
    assert [(row.printed_value, row.block) for row in rows.claims if row.claim_type == "average"] == [
        (Decimal("71.25"), "departments"), (Decimal("64.5"), "districts"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("Có 5 website xếp loại Tốt, 3 loại Khá và 6 loại Yếu.", [3, 6]),
        ("Tổng số: 45 xã, phường; loại A: 9; loại B: 10; loại C: 26.", [9, 10, 26]),
        ("Trong 45 xã, phường: loại A: 9; loại B: 10.", []),
        (
            "Khối sở có 6 đơn vị loại Tốt, 4 đơn vị loại Khá; khối huyện tương ứng là 2 và 7.",
            [6, 4, 2, 7],
        ),
        ("Khối sở có 6 đơn vị loại Tốt, 4 đơn vị loại Khá; khối huyện tương ứng là 2.", [6, 4]),
    ],
)
def test_counts_of_tiers_in_short(sentence: str, counts: list[int], extract: Extract) -> None:
    rows = extract(f"Kết quả xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\n{sentence}\n")
    found = [claim for claim in rows.claims if claim.claim_type == "tier_count"]
    assert [(str(claim.printed_value), claim.unit) for claim in found] == [(str(n), "units") for n in counts]


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("Ở mức Tốt có 7 cơ quan và ở mức Khá có 2 cơ quan.", [("7", "Tốt"), ("2", "Khá")]),
        ("Loại Khá: 7 đơn vị, loại Yếu (2 đơn vị).", [("7", "Khá"), ("2", "Yếu")]),
        ("Sở Y tế xếp loại Tốt; 7 nơi còn lại xếp loại Khá.", [("7", "Khá")]),
        ("Kết quả 19 đơn vị: Xuất sắc 3, Tốt 6, Khá 8 và Yếu 2.",
         [("3", "Xuất sắc"), ("6", "Tốt"), ("8", "Khá"), ("2", "Yếu")]),
        ("Phân loại 9 huyện: Tốt 6 | Khá 3", [("6", "Tốt"), ("3", "Khá")]),
        ("Phân loại 9 huyện: Tốt 6 | Khá 2", []),
        ("Kết quả được chia thành 4 mức.", [("4", None)]),
        ("Sở Y tế đứng đầu ở 2 trên 5 tiêu chí.", [("2", None)]),
        ("Mức điểm tối đa là 95 (các huyện là 98,5).", [("95", None), ("98.5", None)]),
    ],
)  # fmt: skip
def test_what_is_counted_of_whom(
    sentence: str, counts: list[tuple[str, str | None]], extract: Extract
) -> None:
    rows = extract(f"Kết quả xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\n{sentence}\n")
    found = [claim for claim in rows.claims if claim.claim_type in ("tier_count", "other")]
    assert [(str(claim.printed_value), claim.tier) for claim in found] == counts
    assert {row.measure for row in rows.statements} <= {"tier"}


def test_a_figure_beside_a_unit_that_no_header_explains_orders_nothing(extract: Extract) -> None:
    rows = extract(
        "Kết quả xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\nKinh phí (triệu đồng):\n"
        "- Sở Y tế: 350\n- Sở Nội vụ: 210\n- Sở Xây dựng: 120\n"
    )
    assert {row.fate for row in rows.number_ledger if row.line > 2} == {"unaccounted"}


def test_the_number_before_a_name_that_goes_on_below_is_read_with_it() -> None:
    lines = [
        "Xếp hạng mức độ ứng dụng CNTT các xã, phường tỉnh Lào Cai năm 2019",
        "TT Đơn vị Hạ tầng Nhân lực Tổng điểm Xếp hạng",
        "1 Phường Cốc Lếu 30,5 20,0 50,5 1",
        "2 Xã Nậm Chày –",
        "Thải Giàng 20,5 20,0 40,5 2",
        "3 Xã Tả Phời 10,5 20,0 30,5 3",
    ]
    province = next(one for one in provinces() if one.province_id == "lao-cai")
    readings = read(document("\n".join(lines)), Origin(province, 2019))
    assert [value.value_text for value in readings.values if value.measure == "rank"] == ["1", "2", "3"]
    assert readings.unread == []


def test_the_number_of_a_commune_ends_a_sentence_too(extract: Extract) -> None:
    rows = extract(
        "Kết quả xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\nNhóm Tốt: Xã Bản Vược, Xã Cam Cọn 2.\n"
    )
    assert [row.subject_text for row in rows.statements] == ["Xã Bản Vược", "Xã Cam Cọn 2"]


@pytest.mark.parametrize(
    ("sentence", "token", "fate"),
    [
        ("Ở hành lang tầng 2 Sở Y tế, màn hình tra cứu được bật suốt giờ hành chính.", "2", "indicator"),
        ("Người dân đến Sở Y tế trước kia phải đi 5 bận mới xong một bộ hồ sơ xin phép.", "5", "indicator"),
        (
            "Hơn 3.250 đại biểu của các sở và các địa phương dự hội nghị sáng nay tại Lào Cai.",
            "3.250",
            "indicator",
        ),
        ("Chị Lan, tổ dân phố 3, phường Cốc Lếu, đến Sở Y tế làm thủ tục.", "3", "indicator"),
        ("Dịp này, Sở Y tế trao bằng khen cho 6 tập thể.", "6", "indicator"),
        ("Sở Y tế xếp sau Sở Nội vụ và ở vị trí 5, trên Sở Tư pháp.", "5", "unaccounted"),
        ("Xếp hạng năm nay của Sở Y tế là 5 trong bảng xếp hạng chung của cả khối sở.", "5", "unaccounted"),
        ("Các sở tiếp theo trong bảng xếp hạng của tỉnh là Sở Nội vụ 7 và Sở Y tế.", "7", "unaccounted"),
    ],
)
def test_a_whole_number_between_plain_words_is_no_result(
    sentence: str, token: str, fate: str, extract: Extract
) -> None:
    found = [row for row in extract(sentence).number_ledger if row.token == token]
    assert [row.fate for row in found] == [fate] or found[0].fate == "statement" != fate == "unaccounted"


def test_the_maxima_of_parts_in_brackets_are_no_results(extract: Extract) -> None:
    rows = extract("Các sở (điểm tối đa 90 điểm, trong đó thẩm định 65, điều tra xã hội học 25)")
    assert {(row.token, row.fate) for row in rows.number_ledger} == {
        ("90", "statement"),
        ("65", "claim"),
        ("25", "claim"),
    }


@pytest.mark.parametrize(
    "line",
    [
        "(Điểm tối đa: Hạ tầng số 30; Nhân lực số 20; Dữ liệu 17,5)",
        "Điểm chuẩn của từng tiêu chí: hạ tầng số 30 điểm, nhân lực số 20 điểm và dữ liệu 17,5 điểm.",
    ],
)
def test_maxima_listed_behind_their_name_are_of_the_criteria(line: str, extract: Extract) -> None:
    rows = extract(f"Kết quả đánh giá các sở tỉnh Lào Cai năm 2019\n\n{line}\n")
    maxima = [
        (claim.criterion, str(claim.printed_value))
        for claim in rows.claims
        if claim.claim_type == "max_of_criterion"
    ]
    assert maxima == [("Hạ tầng số", "30"), ("Nhân lực số", "20"), ("Dữ liệu", "17.5")]


def test_all_of_a_number_just_told_count_something(extract: Extract) -> None:
    text = "Lãnh đạo phường cho hay phường có 14 tổ dân phố thì cả 14 đều có nhóm Zalo để trả lời câu hỏi của dân.\n"
    rows = extract(f"Kết quả đánh giá các sở tỉnh Lào Cai năm 2019\n\n{text}")
    assert [row.fate for row in rows.number_ledger if row.token == "14"] == ["indicator", "indicator"]


def test_a_figure_between_rows_that_count_on_is_the_number_of_a_page(extract: Extract) -> None:
    units = ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Sở Công Thương", "Sở Xây dựng"]
    rows = [f"  {at}   {unit:<20}   {90 - at},5   {at}" for at, unit in enumerate(units, start=1)]
    head = [
        "Kết quả xếp hạng ứng dụng CNTT các sở tỉnh Lào Cai năm 2019",
        "",
        "  TT   Đơn vị   Tổng điểm   Hạng",
    ]
    found = extract("\n".join([*head, *rows[:4], "", " " * 40 + "7", "", *rows[4:], ""]))
    assert {row.fate for row in found.number_ledger if row.line == 9} == {"furniture"}
    skipped = extract("\n".join([*head, *rows[:3], "", " " * 40 + "7", "", *rows[4:], ""]))
    assert {row.fate for row in skipped.number_ledger if row.line == 8} == {"unaccounted"}


def test_a_formula_with_a_fraction_is_a_reference(extract: Extract) -> None:
    rows = extract(
        "Kết quả xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\n"
        "Điểm quy đổi = Tổng điểm x 100/85; hệ số = Điểm đạt x 10 / 8.\n"
    )
    assert {row.fate for row in rows.number_ledger if row.line == 2} == {"reference"}


def test_the_numbers_of_pages_count_on_among_cells_one_a_line(extract: Extract) -> None:
    units = ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Sở Công Thương", "Sở Xây dựng"]
    rows = [f"{at}\n{unit}\n{45 - at},50\n{45 - at},25\n{at}" for at, unit in enumerate(units, start=1)]
    head = "STT\nTên đơn vị\nHạ tầng số\nTổng điểm\nXếp hạng"
    title = "Kết quả xếp hạng ứng dụng CNTT các sở tỉnh Lào Cai năm 2019"

    def fates(second: str) -> set[str]:
        text = "\n".join([title, head, *rows[:3], "2", "", head, *rows[3:], second, "", "Ghi chú: không có."])
        return {row.fate for row in extract(text).number_ledger if row.line in (22, 44)}

    assert fates("3") == {"furniture"}
    assert fates("7") == {"unaccounted"}
