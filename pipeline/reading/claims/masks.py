"""What says nothing of one unit though it looks like it: changes, gaps, averages, maxima, thresholds.

They take their numbers out of play before scores and ranks are looked for, and are claims themselves.
"""

import re
from dataclasses import dataclass

from pipeline.reading.vocabulary.words import FALLS, LESS, MAXIMUM, MORE, POINT, RISES, N
from pipeline.vietnamese.damage import anyof


@dataclass(frozen=True, slots=True)
class Masked:
    """A range ``start:end`` of a normal text, the places of its numbers there, and its words.

    ``kind`` is a type of claim, or change or lead (over another unit), whose type hangs on what is compared.
    """

    kind: str
    start: int
    end: int
    numbers: tuple[tuple[int, int], ...]
    text: str


_POINTS = rf"(?:{POINT}|%)"
_GAP = (
    rf"(?:{anyof('chênh lệch|khoảng cách|cách biệt')})"
    rf"[^.;\d]{{0,220}}?(?:\b20\d\d\b[^.;\d]{{0,80}}?)?(?P<n>{N})\s*{POINT}?"
)
_CHANGED = anyof(RISES, FALLS, MORE, LESS, "lệch")
# tăng so với năm trước 3 bậc
_CHANGE = (
    rf"(?:{_CHANGED})\s+(?:(?:so với|với|khoảng|thêm|tới|đến|năm|cùng kỳ|trước|mức)\s+|20\d\d\s+){{0,4}}"
    rf"(?P<n>{N})\s*(?P<u>{POINT}|%|{anyof('bậc|hạng|lần|vị trí|điểm phần trăm')})"
)
# cao hơn Sở A 10,5 điểm
_AHEAD = (
    rf"(?:{anyof(MORE, LESS, 'hơn|kém')})\s+[^.;,()\d]{{2,60}}?\s"
    rf"(?P<n>{N})\s*(?P<u>{POINT}|%|{anyof('bậc|điểm phần trăm')})"
)
_BARE_CHANGE = rf"(?:{_CHANGED})\s+(?P<n>\d+[.,]\d+)(?!\s*{_POINTS})"
# "Trung bình" behind a lead word is a tier.
_MEAN = rf"(?<!mức )(?<!loại )(?<!nhóm )(?:{anyof('trung bình|bình quân')})"
_AVERAGE = (
    rf"{_MEAN}[^.;%]{{0,170}}?(?P<n>{N})(?:\s*/\s*(?P<m>{N}))?\s*{_POINTS}"
    rf"|{_MEAN}[^.;%\d]{{0,90}}?(?P<k>\d[.,]\d{{2,}})(?![\d.,]*\d)"
)
# khối huyện đạt 32,1/50 điểm
_BLOCK_AVERAGE = (
    rf"(?:{anyof('khối|nhóm|cấp')})\s+[^.;\d]{{2,40}}?(?:{anyof('là|đạt')})\s*"
    rf"(?P<n>{N})\s*/\s*(?P<m>{N})\s*{POINT}"
)
_MAXIMUM = (
    rf"(?<!%)(?<!% )(?:{anyof(MAXIMUM, 'số điểm tối đa|thang điểm tối đa')})"
    rf"(?:[^.;:\d()%]{{0,60}}?\s(?:là|bằng)|\s*:)?\s*(?P<n>{N})(?:\s*{POINT})?(?!\s*%)"
)
_BOUND = anyof(
    "từ|trên|dưới|gần|hơn|tối thiểu|tối thiểu đạt|ít nhất|lớn hơn|lớn hơn hoặc bằng|nhỏ hơn",
    "nhỏ hơn hoặc bằng|khoảng|không dưới|đủ|xấp xỉ",
)
_UP_TO = anyof("đến|tới|đến dưới|đến cận|và nhỏ hơn|và dưới|đến hết")
_THRESHOLD = (
    rf"(?:{_BOUND}|[≥≤<>]=?)\s*(?P<n>{N})\s*{_POINTS}?"
    rf"(?:\s*(?:{_UP_TO}|-)\s*(?:{anyof('dưới|cận')}\s+)?(?P<m>{N}))?"
    rf"\s*{_POINTS}(?:\s*{anyof('trở lên|trở xuống')})?"
    rf"|(?:{anyof('từ|trên|dưới|đạt dưới|đạt trên')})\s*(?P<k>\d[.,]\d+)(?![\d.,]*\d)"
)
# The first that finds a range has it.
MASKS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("gap", _GAP),
        ("change", _CHANGE),
        ("lead", _AHEAD),
        ("change", _BARE_CHANGE),
        ("average", _AVERAGE),
        ("average", _BLOCK_AVERAGE),
        ("max_of_criterion", _MAXIMUM),
        ("tier_threshold", _THRESHOLD),
    )
)
_NUMBER_GROUPS = ("n", "k", "m")
_DIGIT = re.compile(r"\d")


def masks(text: str, start: int, end: int, units: list[tuple[int, int]]) -> list[Masked]:
    """Return the parts of ``start:end`` that speak of no single unit, none over the range of a unit's name."""
    found: list[Masked] = []
    if not _DIGIT.search(text, start, end):
        return found
    for kind, pattern in MASKS:
        for match in pattern.finditer(text, start, end):
            taken = [*units, *((mask.start, mask.end) for mask in found)]
            if any(first < match.end() and match.start() < last for first, last in taken):
                continue
            groups = match.groupdict()
            numbers = tuple(match.span(name) for name in _NUMBER_GROUPS if groups.get(name))
            found.append(Masked(kind, *match.span(), numbers, match.group()))
    return found
