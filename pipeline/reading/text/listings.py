"""The items that a sentence lists behind a number: ``gồm 06 hạng mục: (1) …; (2) …``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipeline.documents.document import Line
from pipeline.reading.vocabulary.lexicon import pattern

_NUMBERED = re.compile(r"\(\s*(\d{1,2})\s*\)")
_INTRODUCED = pattern(":|{comprise}")
_ASIDE = re.compile(r"\([^()]*\)")
# A clause behind a semicolon that is no item but says more of one.
_GOES_ON = pattern("{aside_lead}")
_BULLET = re.compile(r"\s*[-+•*–]\s*\S")
_YEARS = pattern(r"[\s(:,]*({year_word} )?{year}(?P<more>( ?([,;-]|{and}) ?({year_word} )?{year})+)")
_YEAR = pattern("{year}")
_RANGE = re.compile(r"\s*-\s*")
_AND = pattern(",|{and}")
# How the items of a list end.
_ENDS = re.compile(r"[.;]+\.")
# So near behind a list another bullet may still be of it.
_LINES_BEYOND = 2


def items_after(text: str, offset: int, end: int, of_tiers: bool) -> int | None:
    """Return how many items the normal text lists between ``offset`` and ``end``; None where that is not sure.

    Items are numbered, or parted by semicolons; commas part only tiers, for other names may hold commas.
    """
    lead = _INTRODUCED.search(text, offset, end)
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


# Two years at least follow each other; rankings are made every so many years.
_MIN_YEARS = 2
_MAX_STEP = 3


def years_after(text: str, offset: int, running: bool) -> int | None:
    """Return how many years are listed right at ``offset`` of a normal text, one by one; None where none are.

    ``running``: they are said to follow each other, and only those count that do, from the first on.
    """
    match = _YEARS.match(text, offset)
    if match is None or _RANGE.match(match["more"]):
        return None
    years = [int(year) for year in _YEAR.findall(match.group())]
    if not running or len(years) < _MIN_YEARS:
        return len(years)
    step = years[1] - years[0]
    if not 0 < abs(step) <= _MAX_STEP:
        return 1
    expected = range(years[0], years[0] + step * len(years), step)
    wrong = [n for n, pair in enumerate(zip(years, expected, strict=True)) if len(set(pair)) > 1]
    return min(wrong, default=len(years))


@dataclass(frozen=True, slots=True)
class Bullets:
    """Lines with the same bullet behind a line that ends in a colon, by number.

    ``whole``: each ends as an item does and none opens a list of its own, so that they are all that is listed.
    """

    lines: tuple[int, ...]
    whole: bool


def bullets_behind(lines: Sequence[Line], line: Line) -> Bullets | None:
    """Return the lines with the same bullet that follow a line that ends in a colon; None where none do."""
    if not line.text.rstrip().endswith(":"):
        return None
    behind = [other for other in lines[line.number :] if not other.is_blank]
    mark = behind[0].text.strip()[0] if behind else ""
    items = list(takewhile(lambda one: _BULLET.match(one.text) and one.text.strip()[0] == mark, behind))
    if not items:
        return None
    ends = "".join(one.text.strip()[-1] for one in items)
    beyond = behind[len(items) : len(items) + _LINES_BEYOND]
    whole = len(items) > 1 and _ENDS.fullmatch(ends) and not any(_BULLET.match(one.text) for one in beyond)
    return Bullets(tuple(one.number for one in items), bool(whole))
