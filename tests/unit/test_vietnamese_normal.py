"""Copies for matching: one spelling for what is written in many ways, and the way back to the print."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vietnamese.normal import fold, key, normalise, slug

TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="aoeuyđĐÐðòóảãạà hH\u0301\u0323\u0302\u00a0\u200b\u00ad–—-“”,.0123", max_size=60),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Văn hóa", "Sở Văn hoá"),
        ("CỘNG HÒA", "CỘNG HOÀ"),
        ("Ủy ban", "Uỷ ban"),
        ("tùy chọn", "tuỳ chọn"),
        ("khỏe", "khoẻ"),
        ("GD&ÐT", "GD&ĐT"),  # U+00D0, as Báo Bình Định prints it
        ("LÐ-TB&XH", "LĐ-TB&XH"),
        ("Lao động – Thương binh", "Lao động - Thương binh"),
        ("Lao động — Thương binh", "Lao động ‐ Thương binh"),
        ("Mức “Tốt”", 'Mức "Tốt"'),
        ("Điểm\u00a0số", "điểm số"),
        ("Đ\u200biểm số", "điểm số"),
        ("\ufeffSở Y tế", "Sở Y tế"),
        (unicodedata.normalize("NFD", "Đường Nguyễn Huệ"), "Đường Nguyễn Huệ"),
    ],
)
def test_spellings_of_one_word_have_one_normal_copy(one: str, other: str) -> None:
    assert one != other
    assert normalise(one).text == normalise(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quý", "qúy"),  # the u of qu is no vowel: its mark is never moved
        ("hoàn", "hòan"),  # a closed rime keeps its mark
        ("là", "La"),
        ("năm", "nắm"),
        ("Khá", "Khả"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert normalise(one).text != normalise(other).text


def test_a_mark_moves_within_an_open_rime_only() -> None:
    assert normalise("hoà hoàn quý thuỷ thuyền").text == "hòa hoàn quý thủy thuyền"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch", "so van hoa, the thao va du lich"),
        ("ĐIỆN BIÊN ĐÔNG", "dien bien dong"),
        ("KH&ÐT", "kh&dt"),
        ("Krông Pắc", "krong pac"),
        ("ỨNG DỤNG", "ung dung"),
    ],
)
def test_folding_strips_every_mark(text: str, folded: str) -> None:
    assert normalise(text).folded == folded


@given(TEXTS)
def test_every_character_of_a_copy_leads_back_to_the_print(text: str) -> None:
    normal = normalise(text)
    assert len(normal.folded) == len(normal.text)
    assert len(normal.offsets) == len(normal.text) + 1
    assert list(normal.offsets) == sorted(normal.offsets)
    assert normal.offsets[-1] == len(text)
    assert all(0 <= place <= len(text) for place in normal.offsets)


@given(TEXTS, st.data())
def test_the_print_that_a_word_came_from_has_the_same_copy(text: str, data: st.DataObject) -> None:
    normal = normalise(text)
    bounds = [
        place
        for place in range(len(normal.text) + 1)
        if place in (0, len(normal.text)) or normal.offsets[place] != normal.offsets[place - 1]
    ]
    # a rime is open or closed by what stands around it, so a word is cut at its ends alone
    ends = [
        p
        for p in bounds
        if p in (0, len(normal.text)) or not (normal.text[p - 1].isalpha() and normal.text[p].isalpha())
    ]
    first, last = sorted((data.draw(st.sampled_from(ends)), data.draw(st.sampled_from(ends))))
    start, end = normal.original(first, last)
    assert normalise(text[start:end]).text == normal.text[first:last]


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    folded = normalise(text).folded
    assert fold(folded) == folded
    assert normalise(folded).folded == folded or not folded.isascii()


@given(st.text(alphabet="aăâeêioôơuưyđbchnt \u0301\u0300\u0309\u0303\u0323", max_size=40))
def test_the_form_of_unicode_does_not_matter(text: str) -> None:
    composed, split = (normalise(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert composed.text == split.text


def test_a_lost_blank_is_seen_at_the_capital() -> None:
    assert normalise("SởThông tin").humps == {2}
    assert normalise("Sở Thông tin").humps == frozenset()
    assert normalise("UBND").humps == frozenset()


def test_a_name_has_one_key_however_it_is_punctuated() -> None:
    names = (
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Văn hoá Thể thao & Du lịch",
        "SỞ VĂN HÓA - THỂ THAO VÀ DU LỊCH",
    )
    assert {key(name) for name in names} == {"so van hoa the thao du lich"}
    assert key("Phường 4") == "phuong 4"


def test_an_id_is_plain_ascii() -> None:
    assert slug("UBND thị xã Hoài Nhơn") == "ubnd-thi-xa-hoai-nhon"
    assert slug("LÐ-TB&XH (2020)") == "ld-tb-xh-2020"


@given(st.text(max_size=40))
def test_an_id_never_holds_anything_else(text: str) -> None:
    made = slug(text)
    assert made == "" or all(part.isascii() and part.isalnum() for part in made.split("-"))


def test_what_has_thousands_of_digits_is_no_number() -> None:
    normal = normalise("Sở Y tế đạt " + "9" * 5000 + " điểm, xếp thứ 3")
    assert re.findall("[0-9]+", normal.text) == ["3"]
    assert len(normal.text) == len("Sở Y tế đạt  điểm, xếp thứ 3") + 5000
    assert normalise("1.234.567.890,5 đồng").text == "1.234.567.890,5 đồng"


def test_a_decimal_alone_has_no_blank_behind_its_mark() -> None:
    copy = normalise("61, 67")
    assert (copy.text, copy.original(0, 5), copy.original(3, 5)) == ("61,67", (0, 6), (4, 6))
    for text in ("61, 6", "Điều 61, 67", "3, 5, 12", "2019, 20"):
        assert normalise(text).text == text.lower()
