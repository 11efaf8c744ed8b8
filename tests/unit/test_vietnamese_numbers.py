"""Numbers as printed: both decimal marks, groups of thousands, number words, roman numerals."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vietnamese.numbers import (
    NUMBER,
    NUMBER_WORD,
    decimal_mark,
    decimals,
    parse_number,
    roman_value,
    word_value,
)


@pytest.mark.parametrize(
    ("token", "mark", "value"),
    [
        ("53,2", ",", "53.2"),
        ("184.9", ".", "184.9"),
        ("81,0", ",", "81.0"),
        ("05", ",", "5"),
        ("184", ".", "184"),
        ("100,4", ",", "100.4"),
        ("93,05", ",", "93.05"),
        ("0,633", ",", "0.633"),
        ("0,633", ".", "0.633"),  # a leading zero is no group of thousands
        ("1.234", ",", "1234"),
        ("1.234", ".", "1.234"),
        ("1,234", ".", "1234"),
        ("1.234,5", ",", "1234.5"),
        ("12.893.176", ",", "12893176"),
        ("12,893,176", ",", "12893176"),
        ("9.85", ",", "9.85"),
        ("9,85", ".", "9.85"),
    ],
)
def test_a_printed_number_has_one_value(token: str, mark: str, value: str) -> None:
    assert str(parse_number(token, mark)) == value


@given(
    st.integers(0, 10**9),
    st.text(alphabet="0123456789", max_size=4),
    st.sampled_from([",", "."]),
    st.booleans(),
)
def test_a_number_printed_is_read_back_to_the_last_zero(
    whole: int, fraction: str, mark: str, grouped: bool
) -> None:
    group = "." if mark == "," else ","
    token = f"{whole:,}".replace(",", group) if grouped else str(whole)
    value = Decimal(whole)
    if fraction:
        token, value = f"{token}{mark}{fraction}", Decimal(f"{whole}.{fraction}")
    read = parse_number(token, mark)
    assert (read, decimals(read)) == (value, len(fraction))
    assert NUMBER.fullmatch(token)


@pytest.mark.parametrize(
    ("lines", "mark"),
    [
        (["Sở Y tế (184.9 điểm)", "114.5 điểm", "năm 2018"], "."),
        (["83,8", "77,2", "1.234 hồ sơ"], ","),
        (["ngày 18.12.2017", "mục 1.2.", "đạt 53,2 điểm"], ","),
        (["đạt 53 điểm"], ","),
        (["Quyết định số 12.5/2017", "đạt 9,5 điểm"], ","),
        # six numbers of three digits behind a point, all below 130: no thousands
        (["81.125 79.250 66.500", "90.375 55.125 129.875"], "."),
        (["81.125 79.250 66.500", "90.375 55.125"], ","),
        (["81.125 79.250 66.500", "90.375 55.125 130.875"], ","),
        (["81.125 79.250 66.500", "90.375 55.125 129.875", "tỷ lệ 53,2%"], ","),
    ],
)
def test_the_mark_of_a_document_is_the_one_its_decimals_use(lines: list[str], mark: str) -> None:
    assert decimal_mark(lines) == mark


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("nhất", 1), ("Nhì", 2), ("ba", 3), ("tư", 4), ("năm", 5), ("mười", 10), ("mười hai", 12),
        ("mười lăm", 15), ("hai mươi", 20), ("hai mươi mốt", 21), ("ba mươi tư", 34), ("chín mươi chín", 99),
        ("bẩy", 7), ("sở", None), ("mười sở", None), ("hai ba", None),
    ],
)  # fmt: skip
def test_number_words(words: str, value: int | None) -> None:
    assert word_value(words) == value


def test_a_number_word_is_found_whole_in_a_text() -> None:
    found = [
        match.group() for match in re.finditer(NUMBER_WORD, "hai mươi mốt sở, mười hai huyện, nhất tỉnh")
    ]
    assert found == ["hai mươi mốt", "mười hai", "nhất"]


def test_a_number_without_decimals_has_none() -> None:
    assert [decimals(Decimal(text)) for text in ("5", "5.0", "1E2")] == [0, 1, 0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I", 1), ("ii", 2), ("IV", 4), ("VI", 6), ("IX", 9), ("XIV", 14), ("XXXIX", 39),
        ("", None), ("IIII", None), ("VX", None), ("Khá", None),
    ],
)  # fmt: skip
def test_roman_numerals(text: str, value: int | None) -> None:
    assert roman_value(text) == value
