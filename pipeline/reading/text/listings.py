"""The items that a sentence lists behind a number: ``gồm 06 hạng mục: (1) …; (2) …``."""

import re
from collections.abc import Sequence

from pipeline.documents.document import Line
from pipeline.vietnamese.damage import anyof

_NUMBERED = re.compile(r"\(\s*(\d{1,2})\s*\)")
_INTRODUCED = re.compile(rf":|\b(?:{anyof('gồm|bao gồm|gồm có')})\b")
_ASIDE = re.compile(r"\([^()]*\)")
# A clause behind a semicolon that is no item but says more of one.
_GOES_ON = re.compile(anyof("trong đó|cụ thể|với|điểm|tổng|các|mỗi|ngoài ra|đồng thời|và các"))
_BULLET = re.compile(r"\s*[-+•*–]\s*\S")
_YEARS = re.compile(r"[\s(:,]*(?:năm\s+)?(20[0-3]\d)((?:\s*(?:,|và|;|-)\s*(?:năm\s+)?20[0-3]\d)+)")
_YEAR = re.compile(r"20[0-3]\d")
_RANGE = re.compile(r"\s*-\s*")
_AND = re.compile(rf",|\b(?:{anyof('và')})\b")


def items_behind(text: str, place: int, end: int, of_tiers: bool) -> int | None:
    """Return how many items the normal text lists between ``place`` and ``end``; None where that is not sure.

    Items are numbered, or parted by semicolons; commas part only tiers, for other names may hold commas.
    """
    lead = _INTRODUCED.search(text, place, end)
    if lead is None:
        return None
    told = text[lead.end() : end]
    numbers = [int(number) for number in _NUMBERED.findall(told)]
    if len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)):
        return len(numbers)
    told = _ASIDE.sub("", told)
    if ";" in told:
        items = [item.strip() for item in told.split(";") if item.strip(" .")]
        return None if any(_GOES_ON.match(item) for item in items[1:]) else len(items)
    if of_tiers and "," in told:
        return len([item for item in _AND.split(told.split(".")[0]) if item.strip()])
    return None


def years_behind(text: str, place: int) -> int | None:
    """Return how many years are listed right at ``place`` of a normal text, one by one; None where none are."""
    match = _YEARS.match(text, place)
    if match is None or _RANGE.match(match.group(2)):
        return None
    return len(_YEAR.findall(match.group()))


def bullets_behind(lines: Sequence[Line], line: Line) -> int | None:
    """Return how many lines with the same bullet follow a line that ends in a colon; None where none do."""
    if not line.text.rstrip().endswith(":"):
        return None
    found = 0
    mark: str | None = None
    for other in lines[line.number :]:
        if other.is_blank:
            continue
        if not _BULLET.match(other.text) or other.text.lstrip()[0] != (mark or other.text.lstrip()[0]):
            break
        mark = other.text.lstrip()[0]
        found += 1
    return found or None
