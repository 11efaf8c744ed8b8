"""Words that lost letters on the way are found, and put right where their neighbours prove them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vietnamese.damage import anyof, dropped, exactly, loose, phrase
from pipeline.vietnamese.mend import Mender
from pipeline.vietnamese.normal import fold, normalise
from pipeline.vietnamese.phrases import PhraseIndex, tokens
from pipeline.vietnamese.syllables import is_syllable
from tests.unit.reports import department_names, marked_vowels, without

PHRASES = (
    "điểm tối đa", "số điểm trung bình", "hạng mục", "kết quả", "đứng đầu bảng", "mức độ", "xếp hạng",
    "cơ quan nhà nước", "số liệu", "tài liệu kiểm chứng", "tổng thể", "công nghệ thông tin", "thấp nhất",
)  # fmt: skip


def finds(words: str, text: str) -> bool:
    return re.search(phrase(words), normalise(text).text) is not None


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("điểm tối đa", "điểm ti đa của hạng mục này là 25 điểm"),
        ("số điểm trung bình", "đạt mức trung bình khá với sđiểm trung bình là 62/100 điểm"),
        ("mức khá", "B. Mc khá (45%)"),
        ("kết quả", "I. KT QUẢ CHUNG"),
        ("hạng mục", "1.1. Hng mục Hạ tầng kỹ thuật CNTT"),
        ("tổng thể", "Bảng 1. Xếp hạng tng th mức độ ứng dụng CNTT"),
        ("số liệu", "Trên cơ sở sliệu báo cáo"),
        ("điểm tối đa", "DIEM TOI DA: 100"),
        ("Ủy ban nhân dân", "Uỷ ban nhân dân"),
    ],
)
def test_a_phrase_is_found_in_the_damaged_lines_of_real_reports(words: str, text: str) -> None:
    assert finds(words, text)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("điểm", "đim"),  # a word alone with a letter missing could be another
        ("năm", "nm"),
        ("hạng mục", "hạng mức"),
        ("xếp hạng", "xếp hạngg"),
        ("đứng đầu", "đứng đâu đó"),
    ],
)
def test_another_word_is_not_taken_for_the_phrase(words: str, text: str) -> None:
    assert not finds(words, text)


@given(st.sampled_from(PHRASES), st.data())
def test_a_phrase_is_found_with_any_one_of_its_marked_vowels_gone(words: str, data: st.DataObject) -> None:
    # a last syllable of two letters would leave one, which any word may begin with
    last = len(words) - 2 if words[-3] == " " else len(words)
    place = data.draw(st.sampled_from([place for place in marked_vowels(words) if place < last]))
    before, after = data.draw(st.sampled_from(["", "Về "])), data.draw(st.sampled_from(["", " này", "."]))
    assert finds(words, before + without(words, place) + after)


@given(st.sampled_from(PHRASES), st.sampled_from([str.upper, str.title, str.lower, fold]))
def test_a_phrase_is_found_in_any_case_and_without_marks(words: str, change: object) -> None:
    assert callable(change)
    assert finds(words, str(change(words)))


def test_the_longest_alternative_is_found_first() -> None:
    found = re.search(anyof("điểm", "điểm tối đa|thang điểm"), "tổng điểm tối đa")
    assert found is not None and found.group() == "điểm tối đa"


def test_a_short_word_can_be_asked_for_in_its_own_letters_only() -> None:
    assert re.search(exactly("là"), "đơn vị là sở")
    assert not re.search(exactly("là"), "tỉnh sơn la")


def test_a_lone_word_is_mended_only_where_asked() -> None:
    assert re.fullmatch(loose("mức"), "mc")
    assert not re.fullmatch(phrase("mức"), "mc")
    assert dropped("mức") == ["mc"]
    assert dropped("la") == []


@pytest.mark.parametrize("word", ["nghiep", "thuong", "quy", "uy", "o", "giao", "khoe"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["sng", "ththao", "dng", "hng", "ubnd", "zoo"])
def test_what_no_syllable_can_be(word: str) -> None:
    assert not is_syllable(word)


MENDER = Mender(["Công nghệ thông tin", "Hạ tầng kỹ thuật", "Nguồn nhân lực", "Cơ chế, chính sách", "cơ sở"])


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Công ngh thông tin", "Công nghệ thông tin"),
        ("Hạ tầng kthuật CNTT", "Hạ tầng kỹ thuật CNTT"),
        ("HẠ TẦNG", "HẠ TẦNG"),
        ("Nguồn nhân lực", "Nguồn nhân lực"),
        ("Cơ chế, chnh sách", "Cơ chế, chính sách"),
        ("Cơ chế, chính sch", "Cơ chế, chính sách"),
        ("Ngun nhân lực", "Nguồn nhân lực"),
        ("Đào tạo cán bộ", "Đào tạo cán bộ"),
    ],
)
def test_a_damaged_word_is_put_right_by_its_neighbour(printed: str, meant: str) -> None:
    assert MENDER.mend(printed) == meant


@given(st.text(max_size=40))
def test_mending_touches_no_digit_and_no_mark_between_words(text: str) -> None:
    mended = MENDER.mend(text)
    assert [char for char in mended if char.isdigit()] == [char for char in text if char.isdigit()]


def names_index() -> PhraseIndex[str]:
    index: PhraseIndex[str] = PhraseIndex()
    for name in department_names():
        index.add([name], name)
    return index


INDEX = names_index()


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Sở Văn hóa Ththao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở Văn hoá, Thể thao & Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở Lao động-Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở Lao động – Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "Sở Tài nguyên và Môi trường"),
        ("SởThông tin và Truyền thông", "Sở Thông tin và Truyền thông"),
        ("So Khoa hoc va Cong nghe", "Sở Khoa học và Công nghệ"),
        ("Sở Nông nghiệp và phát triển nông thôn", "Sở Nông nghiệp và Phát triển nông thôn"),
    ],
)
def test_a_name_is_found_however_it_is_written(printed: str, meant: str) -> None:
    normal = normalise(printed)
    found = tokens(normal)
    hit = INDEX.longest(normal, found, 0)
    assert hit == (len(found), [meant])


@pytest.mark.parametrize("text", ["Sở Y; tế", "Sở Nội: vụ", "Sở (Y tế)", "Sở Giáo viên", "Thanh niên", "Sở"])
def test_a_name_ends_where_something_else_stands_between_its_words(text: str) -> None:
    normal = normalise(text)
    assert INDEX.longest(normal, tokens(normal), 0) is None


def test_a_damaged_word_that_two_names_explain_is_neither() -> None:
    index: PhraseIndex[str] = PhraseIndex()
    normal = normalise("Sở Dng")
    index.add(["Sở Dung"], "Dung")
    assert index.longest(normal, tokens(normal), 0) == (2, ["Dung"])
    index = PhraseIndex()
    index.add(["Sở Dung"], "Dung")
    index.add(["Sở Dong"], "Dong")
    assert index.longest(normal, tokens(normal), 0) is None


@given(st.sampled_from(department_names()), st.data())
def test_a_damaged_name_is_found_as_itself_or_not_at_all(name: str, data: st.DataObject) -> None:
    normal = normalise(without(name, data.draw(st.sampled_from(marked_vowels(name)))))
    found = tokens(normal)
    hit = INDEX.longest(normal, found, 0)
    assert hit is None or hit[0] < len(found) or hit[1] == [name]
