"""Tier words wherever they stand: in a cell, in a band row, in a sentence."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.reading.text.cells import unnumbered
from pipeline.vietnamese.damage import anyof, anyof_loose, loose
from pipeline.vietnamese.normal import fold, normalise
from pipeline.vietnamese.numbers import NUMBER_WORD, roman_value
from schemas.codelists import read_list


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier word: its family, its canonical spelling, and its place in the family (1 is best)."""

    family: str
    name: str
    level: int


@dataclass(frozen=True, slots=True)
class TierHit:
    """A tier found in a normal text: the tier, and the range of its name there without the lead word."""

    tier: Tier
    start: int
    end: int


# Tier words of the quality family by their normal spelling; letters and numerals need a lead word.
_TIERS = {
    normalise(row["tier"]).text: Tier(row["family"], row["tier"], int(row["level"]))
    for row in read_list("tiers")
    if row["family"] == "quality"
}
_LOOSE_TIERS = [(fold(word), re.compile(loose(word)), tier) for word, tier in _TIERS.items()]
TIER_WORD = anyof(*_TIERS)
_LOOSE_WORD = anyof_loose(*_TIERS)

# What stands before the name of a tier; a damaged lead word is enough only before a tier word.
_LEAD = anyof("mức|loại|nhóm|xếp loại|xếp mức|hạng|nhóm xếp loại|mức độ")
_LOOSE_LEAD = anyof_loose("mức độ|xếp loại|xếp mức|nhóm|loại|mức|hạng")
_CODE = r"(?:[ivx]{1,4}|[a-eđ]|[1-5])(?![^\W_])"
# In running text a digit behind "mức" is the level of an online service, not a tier.
_RUNNING_CODE = r"(?:[ivx]{1,4}|[a-eđ])(?![^\W_])"
_QUOTED = r"\s*:?\s*[\"']?\s*"
# "mức thấp nhất" and "tụt hạng khá sâu" are no tiers.
_NO_DEGREE = r"(?!\s+(?:nhất|nhat|sâu|cao|xa|hơn|nhiều|mạnh|đáng)\b)"
# Nor is what stands behind these: "thứ hạng thấp", "tăng hạng khá".
_NO_MOVE = r"(?<!thứ )(?<!tụt )(?<!tăng )(?<!thăng )(?<!giảm )(?<!xuống )"
_AFTER = r"(?=\s*(?:$|[(:,;.\"']|-|từ|là))"

_RUNNING = re.compile(
    rf"{_NO_MOVE}(?:{_LOOSE_LEAD}{_QUOTED}(?P<word>{_LOOSE_WORD}){_NO_DEGREE}|{_LEAD}{_QUOTED}(?P<code>{_RUNNING_CODE}))"
)
_CELL_LEAD = re.compile(rf"\s*(?:{_LOOSE_LEAD}\s*:?\s*)?[\"']?\s*")
_BAND_ROW = re.compile(
    rf"(?:(?:\d{{1,2}}|{NUMBER_WORD})\s+)?(?:(?:{anyof('xếp|đạt|các đơn vị|đơn vị')})\s*)*"
    rf"(?:{_LOOSE_LEAD}\s*:?\s*[\"']?\s*(?:(?P<w>{_LOOSE_WORD})|(?P<c>{_CODE}))|(?P<b>{TIER_WORD})){_AFTER}"
)
# All that may follow a tier word that heads a group without a lead word.
_BARE_BAND_ROW_END = re.compile(r"[\"']?\s*(?:\(.*\))?\s*:?")


@lru_cache(maxsize=4096)
def tier_of(words: str) -> Tier | None:
    """Return the tier of the quality family that ``words`` name, damaged or not."""
    normal = normalise(words).text.strip()
    if normal in _TIERS:
        return _TIERS[normal]
    folded = fold(normal)
    for known, pattern, tier in _LOOSE_TIERS:
        if known == folded or pattern.fullmatch(normal):
            return tier
    return None


def code_tier(code: str) -> Tier | None:
    """Return the tier that a roman numeral, a letter or a digit in lower case stands for."""
    roman = roman_value(code)
    if roman:
        return Tier("roman", code.upper(), roman)
    if code.isdigit():
        return Tier("numbered", code, int(code))
    letters = "abcde"
    return Tier("letters", code.upper(), letters.index(code) + 1) if code in letters else None


def find_tiers(text: str) -> list[TierHit]:
    """Return all tiers in a normal text that stand behind a lead word (``mức "Tốt"``, ``loại khá``, ``mức II``)."""
    hits: list[TierHit] = []
    for match in _RUNNING.finditer(text):
        group = "word" if match.group("word") else "code"
        name = match.group(group)
        tier = tier_of(name) if group == "word" else code_tier(name)
        if tier and not (group == "code" and match.group().startswith(("hạng", "hang"))):
            hits.append(TierHit(tier, match.start(group), match.end(group)))
    return hits


def cell_tier(words: str) -> TierHit | None:
    """Return the tier that a whole cell names, with or without lead word."""
    text = normalise(words).text
    lead = _CELL_LEAD.match(text)
    start = lead.end() if lead else 0
    name = text[start:].strip(" \"'.")
    tier = tier_of(name) or (code_tier(name) if re.fullmatch(_CODE, name) else None)
    return TierHit(tier, start, start + len(name)) if tier else None


def band_row(words: str) -> TierHit | None:
    """Return the tier of a row that heads a group of units: ``B. Mức khá (45%)``, ``II. Nhóm Tốt``, ``Khá``."""
    text = normalise(words).text
    bare = unnumbered(text)
    match = _BAND_ROW.match(bare)
    if not match:
        return None
    group = "w" if match.group("w") else "c" if match.group("c") else "b"
    if group == "b" and not _BARE_BAND_ROW_END.fullmatch(bare[match.end() :].strip()):
        return None
    tier = tier_of(match.group(group)) if group != "c" else code_tier(match.group(group))
    offset = text.find(bare)
    return TierHit(tier, offset + match.start(group), offset + match.end(group)) if tier else None
