"""Tier words wherever they stand: in a cell, in a band row, in a sentence."""

import re
from dataclasses import dataclass

from pipeline.extraction.cells import LOOSE_TIER_LEAD, TIER_LEAD, unnumbered
from pipeline.extraction.lexicon import Lexicon, Tier
from pipeline.vietnamese.damage import anyof
from pipeline.vietnamese.normal import normalise
from pipeline.vietnamese.numbers import roman_value

_CODE = r"(?:[ivx]{1,4}|[a-eđ]|[1-5])(?![^\W_])"
# In running text a digit behind "mức" is the level of an online service, not a tier.
_RUNNING_CODE = r"(?:[ivx]{1,4}|[a-eđ])(?![^\W_])"
_AFTER = r"(?=\s*(?:$|[(:,;.\"']|-|từ|là))"


@dataclass(frozen=True, slots=True)
class TierHit:
    """A tier found in a normal text: the tier, and the range of its name there without the lead word."""

    tier: Tier
    start: int
    end: int


def code_tier(code: str) -> Tier | None:
    """The tier that a roman numeral, a letter or a digit stands for."""
    roman = roman_value(code)
    if roman:
        return Tier("roman", code.upper(), roman)
    if code.isdigit():
        return Tier("numbered", code, int(code))
    letters = "abcde"
    return Tier("letters", code.upper(), letters.index(code) + 1) if code in letters else None


def find_tiers(text: str, lexicon: Lexicon) -> list[TierHit]:
    """All tiers in a normal text that stand behind a lead word (``mức "Tốt"``, ``loại khá``, ``mức II``)."""
    hits: list[TierHit] = []
    quoted = r"\s*:?\s*[\"']?\s*"
    pattern = rf"(?:{LOOSE_TIER_LEAD}{quoted}(?P<word>{lexicon.loose_tier_word})|{TIER_LEAD}{quoted}(?P<code>{_RUNNING_CODE}))"
    for match in re.finditer(pattern, text):
        group = "word" if match.group("word") else "code"
        name = match.group(group)
        tier = lexicon.tier(name) if group == "word" else code_tier(name)
        if tier and not (group == "code" and match.group().startswith(("hạng", "hang"))):
            hits.append(TierHit(tier, match.start(group), match.end(group)))
    return hits


def cell_tier(words: str, lexicon: Lexicon) -> TierHit | None:
    """The tier that a whole cell names, with or without lead word."""
    text = normalise(words).text
    lead = re.match(rf"\s*(?:{LOOSE_TIER_LEAD}\s*:?\s*)?[\"']?\s*", text)
    start = lead.end() if lead else 0
    name = text[start:].strip(" \"'.")
    tier = lexicon.tier(name) or (code_tier(name) if re.fullmatch(_CODE, name) else None)
    return TierHit(tier, start, start + len(name)) if tier else None


def band_row(words: str, lexicon: Lexicon) -> TierHit | None:
    """The tier of a row that heads a group of units: ``B. Mức khá (45%)``, ``II. Nhóm Tốt``, ``Khá``."""
    text = normalise(words).text
    bare = unnumbered(text)
    offset = text.find(bare)
    match = re.match(
        rf"(?:(?:{anyof('xếp', 'đạt', 'các đơn vị', 'đơn vị')})\s*)*"
        rf"(?:{LOOSE_TIER_LEAD}\s*:?\s*[\"']?\s*(?:(?P<w>{lexicon.loose_tier_word})|(?P<c>{_CODE}))|(?P<b>{lexicon.tier_word})){_AFTER}",
        bare,
    )
    if not match:
        return None
    group = "w" if match.group("w") else "c" if match.group("c") else "b"
    if group == "b" and not re.fullmatch(r"[\"']?\s*(?:\(.*\))?\s*:?", bare[match.end() :].strip()):
        return None
    tier = lexicon.tier(match.group(group)) if group != "c" else code_tier(match.group(group))
    return TierHit(tier, offset + match.start(group), offset + match.end(group)) if tier else None
