"""Tier words wherever they stand: in a cell, in a band row, in a sentence."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.reading.text.cells import strip_numbering
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.damage import anyof, anyof_loose, loose
from pipeline.vietnamese.normal import fold, normalise
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


# The families whose tiers are letters or numbers, and are read only behind a lead word.
_COUNTED = ("roman", "numbered")
_CODES = ("letters", *_COUNTED)


def _tiers(coded: bool) -> dict[str, Tier]:
    """Return the tiers of the code list that are codes, or those that are words, by their normal spelling."""
    return {
        normalise(row["tier"]).text: Tier(row["family"], row["tier"], int(row["level"]))
        for row in read_list("tiers")
        if (row["family"] in _CODES) == coded
    }


def _code(codes: Iterable[str]) -> str:
    """Return the regular expression of codes that stand alone."""
    return rf"(?:{'|'.join(sorted(codes, key=lambda code: (-len(code), code)))})(?![^\W_])"


_TIERS, _CODE_TIERS = _tiers(coded=False), _tiers(coded=True)
_LOOSE_TIERS = [(fold(word), re.compile(loose(word)), tier) for word, tier in _TIERS.items()]
TIER_WORD = anyof(*_TIERS)
# In running text a digit behind "mức" is the level of an online service, not a tier.
_RUNNING_CODES = (code for code, tier in _CODE_TIERS.items() if tier.family != "numbered")
_FORMS = {
    "word": anyof_loose(*_TIERS),
    "bare": TIER_WORD,
    "code": _code(_CODE_TIERS),
    "running_code": _code(_RUNNING_CODES),
    "quoted": r" ?:? ?[\"']? ?",
}
_BLANK = re.compile(r"\s+")
# As many as the names of two tiers have.
_MAX_BLANKS = 3
_CODE = re.compile(_FORMS["code"])
# "mức thấp nhất" and "tụt hạng khá sâu" are no tiers, nor is what stands behind "thứ hạng", "tăng hạng"; who falls
# "xuống loại Khá" is at this one.
_RUNNING = pattern(
    r"({!ordinal|rises|falls|down}|(?={tier_kind}))("
    r"({~tier_lead}|{tier_header}|{rated}( {is})?){quoted}(?P<word>{word}( {word})?)(?! ({superlative}|{=degree|than}))"
    r"|{tier_lead}{quoted}(?P<code>{running_code}))",
    **_FORMS,
)
# "hạng II" is a rank.
_RANK = pattern("{rank}")
# "Trung bình: 80 điểm" may be an average.
_AVERAGE = pattern("{average}")
# "Trung bình (dưới 70%): 02 đơn vị": a tier, as no average is of a number of units.
_COUNTED_UNITS = pattern(r" ?(\d{1,3}|{number_word}) {unit_noun}")
# "Tốt (Sở A; Sở B), Khá (Sở C)", "Tốt: Sở A; Khá: Sở B"; a figure behind is one of the tier itself
_ITEM = pattern(
    r"(?<=[:;,.]\s)[\"']?(?P<word>{bare}( {bare})?)[\"']? ?[:(](?! ?{number}(?! ?{unit_noun}))", **_FORMS
)
# "từ Tốt năm 2018 xuống Khá năm 2019"
_MOVE = pattern(
    r"{from} (?P<lead>{~tier_lead} )?(?P<since>{bare}( {bare})?)(?P<of> {year_word} {year})?"
    r" ({up|down|drop|slip|to} )+(?P<to>{~tier_lead} )?(?P<now>{bare}( {bare})?)(?= ?([,;.)]|$| {year_word}))",
    **_FORMS,
)
_CELL_LEAD = pattern(r" ?({~tier_lead} ?:? ?)?[\"']? ?")
_BAND_ROW = pattern(
    r"({name_header} )?({have} )?((\d{1,2}|{number_word}) )?({group_lead} ?)*"
    r"({~tier_lead}{quoted}(?P<w>{word}( {word})?|{code})|(?P<b>{bare}))"
    r"(?= ?($|[(:,;.\"'-]|{from}|{is}))",
    **_FORMS,
)
# All that may follow a tier word that heads a group without a lead word.
_BARE_BAND_ROW_END = pattern(r"[\"']? ?(\(.*\))? ?:?")


@lru_cache(maxsize=4096)
def tier_of(words: str) -> Tier | None:
    """Return the tier that ``words`` name, damaged or not; a code names none by itself."""
    normal = normalise(words).text.strip()
    tier = _listed(normal)
    blanks = [match.span() for match in _BLANK.finditer(normal)]
    if tier is None and len(blanks) <= _MAX_BLANKS:
        for start, end in blanks:
            first, second = _listed(normal[:start]), _listed(normal[end:])
            if first and second:  # between two known ones, called by both: "Khá tốt"
                name = f"{first.name} {second.name.lower()}"
                return Tier(first.family, name, min(first.level, second.level))
    return tier


def _listed(normal: str) -> Tier | None:
    """Return the tier of the code list that normal words name, damaged or not."""
    if normal in _TIERS:
        return _TIERS[normal]
    folded = fold(normal)
    for known, spelling, tier in _LOOSE_TIERS:
        if known == folded or spelling.fullmatch(normal):
            return tier
    return None


def code_tier(code: str) -> Tier | None:
    """Return the tier that a roman numeral, a letter or a digit in lower case stands for."""
    return _CODE_TIERS.get(code)


def counts_on(name: str) -> bool:
    """Return True for a tier that is numbered, so that its name does not say from which end it counts."""
    tier = code_tier(name.lower())
    return tier is not None and tier.family in _COUNTED


def find_tiers(text: str) -> list[TierHit]:
    """Return all tiers in a normal text that stand behind a lead word (``mức "Tốt"``, ``loại khá``, ``mức II``)."""
    hits: list[TierHit] = []
    for match in _RUNNING.finditer(text):
        group = match.lastgroup or ""
        name = match.group(group)
        tier = tier_of(name) if group == "word" else code_tier(name)
        if tier and not (group == "code" and _RANK.match(match.group())):
            hits.append(TierHit(tier, *match.span(group)))
    return hits


def _listed_tiers(text: str, known: Container[int]) -> Iterator[TierHit]:
    """Yield tiers without a lead word that are not ``known``: those of a move, and those that open items of a list."""
    found = [match.span("word") for match in _ITEM.finditer(text)]
    # what gets from good to better need not be the unit
    moves = (match for match in _MOVE.finditer(text) if match["lead"] or match["of"] or match["to"])
    found += (match.span(name) for match in moves for name in ("since", "now"))
    for start, end in found:
        tier = tier_of(text[start:end])
        if tier and start not in known:
            yield TierHit(tier, start, end)


def tiers_in(text: str) -> list[TierHit]:
    """Return the tiers of a sentence: those behind a lead word, else one in front of a colon (``- Tốt (2 xã): …``).

    Where two or more open items of a list (``Tốt (A; B), Khá (C)``), those need no lead word.
    """
    hits = find_tiers(text)
    listed = list(_listed_tiers(text, {hit.start for hit in hits}))
    if len(listed) + len(hits) > 1:
        return sorted([*hits, *listed], key=lambda hit: hit.start)
    head, colon, behind = text.partition(":")
    first = group_row_tier(head) if colon and not hits else None
    if first is None or not _is_word(first):
        return hits
    is_average = _AVERAGE.match(first.tier.name.lower()) and not _COUNTED_UNITS.match(behind)
    return hits if is_average else [first]


def _is_word(hit: TierHit) -> bool:
    return hit.tier.family not in _CODES


def cell_tier(words: str) -> TierHit | None:
    """Return the tier that a whole cell names, with or without lead word."""
    text = normalise(words).text
    lead = _CELL_LEAD.match(text)
    start = lead.end() if lead else 0
    name = text[start:].strip(" \"'.")
    is_code = _CODE.fullmatch(name) and not _RANK.match(text.strip())
    tier = tier_of(name) or (code_tier(name) if is_code else None)
    return TierHit(tier, start, start + len(name)) if tier else None


def group_row_tier(words: str) -> TierHit | None:
    """Return the tier of a row that heads a group of units: ``B. Mức khá (45%)``, ``II. Nhóm Tốt``, ``Khá``."""
    text = normalise(words).text
    bare = strip_numbering(text.lstrip(" -+*•"))
    match = _BAND_ROW.match(bare)
    if not match or (match["b"] and not _BARE_BAND_ROW_END.fullmatch(bare[match.end() :].strip())):
        return None
    group = "b" if match["b"] else "w"
    is_rank = group == "w" and _RANK.search(bare[: match.start(group)])
    tier = tier_of(match[group]) or (None if is_rank else code_tier(match[group]))
    offset = text.find(bare)
    return TierHit(tier, offset + match.start(group), offset + match.end(group)) if tier else None
