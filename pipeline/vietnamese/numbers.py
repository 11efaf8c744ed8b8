"""Numbers as reports write them: comma or point decimals, number words, English ordinals, roman numerals."""

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from rapidfuzz.distance import OSA

from pipeline.vietnamese.normal import normalise

# A number as printed, with all its marks.
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def _values(words: str) -> dict[str, int]:
    return {word: int(value) for word, value in (pair.split(":") for pair in words.split())}


# Words standing alone or before "mươi"; "nhất" and "nhì" are places only.
_UNITS = _values("một:1 nhất:1 hai:2 nhì:2 ba:3 bốn:4 tư:4 năm:5 sáu:6 bảy:7 bẩy:7 tám:8 chín:9 mười:10")
# Words behind "mười" and "mươi".
_ONES = _values("mốt:1 hai:2 ba:3 bốn:4 tư:4 lăm:5 năm:5 sáu:6 bảy:7 bẩy:7 tám:8 chín:9 một:1")
_TENS_WORD = "|".join(word for word in _UNITS if word not in ("mười", "nhất", "nhì"))
_ONES_WORD = "|".join(_ONES)
# A number word up to ninety-nine in a normal text.
NUMBER_WORD = (
    rf"(?:(?:{_TENS_WORD}) mươi(?: (?:{_ONES_WORD}))?"
    rf"|mười(?: (?:{_ONES_WORD}))?"
    rf"|{'|'.join(_UNITS)})"
)
# English ordinals, in words up to the twentieth.
_ORDINALS = _values(
    "first:1 second:2 third:3 fourth:4 fifth:5 sixth:6 seventh:7 eighth:8 ninth:9 tenth:10 eleventh:11 twelfth:12"
    " thirteenth:13 fourteenth:14 fifteenth:15 sixteenth:16 seventeenth:17 eighteenth:18 nineteenth:19 twentieth:20"
)
NTH = rf"\b(?<!-)(?:\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})\b(?!-)"
_ROMAN = re.compile(r"(?=[ivx])(?:x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}


# So many numbers of one point and three digits, and what stands before the point of all of them.
_MANY, _NO_THOUSANDS = 6, 130
# Digits, a mark, and digits that are no group of thousands: one, two or four to six, or three behind a zero.
_COMMA = re.compile(r"(?<![\d.,])(?:\d+,(?:\d{1,2}|\d{4,6})|0,\d{3})(?![\d.,]*\d)")
_POINT = re.compile(r"(?<![\d.,/])(?:\d+\.(?:\d{1,2}|\d{4,6})|0\.\d{3})(?![\d.,/]*\d)(?!\.)")


def decimal_mark(texts: Iterable[str]) -> str:
    """Return the mark before most digits of ``texts`` that are no group of thousands; a comma in doubt.

    Where all are such groups, many numbers such as ``81.125``, all below 130, are no thousands.
    """
    commas = points = thousands = small = 0
    for text in texts:
        commas += len(_COMMA.findall(text))
        points += len(_POINT.findall(text))
        for whole in re.findall(r"(?<![\d.,/])([1-9]\d{0,2})\.\d{3}(?![\d.,/]*\d)", text):
            small += int(whole) < _NO_THOUSANDS
            thousands += 1
    if not commas and not points and thousands >= _MANY:
        return "." if small == thousands else ","
    return "." if points > commas else ","


def parse_number(token: str, mark: str = ",") -> Decimal:
    """Return the exact value of a printed number, trailing zeros kept.

    ``mark`` is the decimal mark of the document. It decides only for one mark with three digits
    behind it (``1.234``), which could be either; a leading zero makes that a decimal.
    """
    marks = re.findall(r"[.,]", token)
    if not marks:
        return Decimal(token)
    last = marks[-1]
    whole, _, fraction = token.rpartition(last)
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})*", whole) is not None and len(fraction) == 3
    if marks.count(last) > 1 or (len(marks) == 1 and grouped and last != mark):
        return Decimal(re.sub(r"[.,]", "", token))
    return Decimal(re.sub(r"[.,]", "", whole) + "." + fraction)


def decimals(value: Decimal) -> int:
    """Return the number of digits printed behind the decimal mark."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def word_value(words: str) -> int | None:
    """Return the value of digits or of a Vietnamese number word up to ninety-nine (``mười hai``, ``nhì``), or None."""
    if words.isdigit():
        return int(words)
    parts = normalise(words).text.split()
    if len(parts) == 1:
        return _UNITS.get(parts[0])
    if parts[0] == "mười" and len(parts) == 2:
        return 10 + _ONES[parts[1]] if parts[1] in _ONES else None
    if len(parts) in (2, 3) and parts[1] == "mươi" and parts[0] in _UNITS:
        ones = _ONES.get(parts[2]) if len(parts) == 3 else 0
        return None if ones is None else _UNITS[parts[0]] * 10 + ones
    return None


def ordinal_value(words: str) -> int:
    """Return the value of an English ordinal (``second``, ``23rd``)."""
    return _ORDINALS[words] if words in _ORDINALS else int(words.rstrip("stndrh"))


def roman_value(text: str) -> int | None:
    """Return the value of a roman numeral up to thirty-nine, or None."""
    lowered = text.lower()
    if not lowered or not _ROMAN.fullmatch(lowered):
        return None
    digits = [_ROMAN_DIGITS[char] for char in lowered]
    return sum(-digit if digit < after else digit for digit, after in pairwise([*digits, 0]))


def is_slip(first: str, second: str) -> bool:
    """Return True for digits that a slip of the pen parts: one changed, lost or added, or two swapped (METHOD 5)."""
    return int(OSA.distance(first, second)) <= 1
