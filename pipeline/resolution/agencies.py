"""Who is meant by a printed name.

A name is resolved where exactly one known unit fits: by its known names, by its letters where some were
damaged, by the list that it stands in. Where two fit, nobody is chosen.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from pipeline.extraction.lexicon import Lexicon, NameEntry
from pipeline.extraction.readings import Mention
from pipeline.vietnamese.damage import anyof
from pipeline.vietnamese.normal import key, normalise, slug

_NEAR = 90.0
_MARGIN = 3.0
_NEIGHBOUR = 86.0
_HEADS = re.compile(
    r"^(?:" + anyof("ban quản lý", "bql", "trung tâm", "chi cục", "cục", "sở", "ban", "trường", "đài", "công ty", "tổng công ty", "viện", "bệnh viện", "quỹ",
                    "hội", "văn phòng", "ubnd xã", "ubnd phường", "ubnd thị trấn", "xã", "phường", "thị trấn", "đặc khu", "ubnd đặc khu", "liên minh",
                    "bảo hiểm xã hội", "kho bạc", "ngân hàng", "tòa án", "bộ chỉ huy", "công an", "báo", "học viện", "điện lực", "bưu điện", "vườn quốc gia") + r")\s"
)  # fmt: skip
_COMMUNE = re.compile(
    r"^(?:"
    + anyof("ubnd xã", "ubnd phường", "ubnd thị trấn", "ubnd đặc khu", "xã", "phường", "thị trấn", "đặc khu")
    + r")\s"
)


@dataclass(frozen=True, slots=True)
class Agency:
    """A unit: the natural key of the table ``agencies`` and how the printed name led to it."""

    slug: str
    name: str
    block: str
    agency_type: str | None
    admin_code: str | None
    valid_from: date | None
    valid_to: date | None
    match: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name that fits no unit or several; the nearest known names, best first."""

    candidates: tuple[str, ...]


def _agency(entry: NameEntry, match: str, similarity: float) -> Agency:
    return Agency(
        slug(entry.canonical),
        entry.canonical,
        entry.block,
        entry.agency_type,
        entry.admin_code,
        entry.valid_from,
        entry.valid_to,
        match,
        similarity,
    )


def _same(entries: Iterable[NameEntry]) -> bool:
    return len({(entry.canonical, entry.valid_from) for entry in entries}) == 1


def _narrow(
    entries: tuple[NameEntry, ...], mention: Mention, block: str | None, year: int
) -> list[NameEntry]:
    """The entries that fit best: in force in the year, of the lent head, of the block; each step only if it leaves one."""
    left = list(dict.fromkeys(entries))
    for fits in (
        lambda entry: entry.valid_in(year),
        lambda entry: not mention.head or entry.head == mention.head,
        lambda entry: block is None or entry.block == block,
        lambda entry: entry.kind == "canonical",
        lambda entry: entry.valid_to is None or entry.valid_to > date(year, 12, 31),
        lambda entry: entry.valid_from is None or entry.valid_from <= date(year, 12, 31),
    ):
        kept = [entry for entry in left if fits(entry)]
        left = kept or left
    return left


def _how(text: str, entry: NameEntry, lexicon: Lexicon) -> str:
    """``exact``, ``alias``, or ``repaired`` where the letters of the printed name had to be read otherwise."""
    printed = _letters(text)
    if printed == _letters(entry.canonical) and entry.kind != "short":
        return "exact"
    if set(printed.split()) <= set(_letters(entry.canonical).split()):
        return "alias"  # words of the name, no other: "UBND thành phố", or "huyện" for the one just named
    known = {_letters(name) for name, other in lexicon.entries if other.canonical == entry.canonical}
    return "alias" if printed in known else "repaired"


def _letters(text: str) -> str:
    return " ".join(word for word in re.findall(r"[^\W_]+", normalise(text).text) if word != "và")


def resolve(mention: Mention, block: str | None, year: int, lexicon: Lexicon) -> Agency | Unresolved:
    """The unit that a mention names in a list of ``block`` for ``year``."""
    entries = mention.entries
    if entries:
        left = _narrow(entries, mention, block, year)
        if _same(left) or len({entry.agency_type or entry.admin_code for entry in left}) == 1:
            return _agency(left[0], _how(mention.text, left[0], lexicon), 100.0)
        return Unresolved(tuple(sorted({entry.canonical for entry in left})))
    return _by_letters(mention, block, year, lexicon)


def _by_letters(mention: Mention, block: str | None, year: int, lexicon: Lexicon) -> Agency | Unresolved:
    if _COMMUNE.match(normalise(mention.text).text):  # communes are known by their printed names only
        return _as_printed(mention, block)
    printed = key(mention.text if not mention.head else f"{mention.head} {mention.text}")
    pool = [
        (key(name), entry)
        for name, entry in lexicon.entries
        if entry.kind != "short" and entry.valid_in(year)
    ]
    hits = process.extract(
        printed, [name for name, _ in pool], scorer=fuzz.ratio, limit=12, score_cutoff=60.0
    )
    ranked = sorted(((score, place) for _, score, place in hits), key=lambda hit: (-hit[0], hit[1]))
    candidates = tuple(dict.fromkeys(pool[place][1].canonical for _, place in ranked))[:5]
    if (
        ranked
        and ranked[0][0] >= _NEAR
        and re.findall(r"\d+", printed) == re.findall(r"\d+", pool[ranked[0][1]][0])
    ):
        best, at = ranked[0]
        entry = pool[at][1]
        others = [score for score, place in ranked if pool[place][1].canonical != entry.canonical]
        if not others or best - others[0] >= _MARGIN:
            return _agency(entry, "repaired" if _dropped(printed, pool[at][0]) else "fuzzy", round(best, 1))
        return Unresolved(candidates)
    if _HEADS.match(normalise(mention.text).text) and not (ranked and ranked[0][0] >= _NEIGHBOUR):
        return _as_printed(mention, block)
    return Unresolved(candidates)


def _dropped(printed: str, known: str) -> bool:
    """True where the printed letters are those of the known name with up to three missing."""
    letters = iter(known.replace(" ", ""))
    short = printed.replace(" ", "")
    return len(known) - len(printed) <= 4 and all(char in letters for char in short)


def _as_printed(mention: Mention, block: str | None) -> Agency:
    name = re.sub(r"\s+", " ", mention.text).strip(" .,;:")
    name = re.sub(r"\s*[–—]\s*", " - ", re.sub(r"^BQL\b", "Ban Quản lý", name))
    commune = _COMMUNE.match(normalise(name).text) is not None
    if commune and not normalise(name).text.startswith("ubnd"):
        name = f"UBND {name[:1].lower()}{name[1:]}"
    return Agency(
        slug(name),
        name,
        "communes" if commune else block or "departments",
        None,
        None,
        None,
        None,
        "printed",
        100.0,
    )


def block_of(agency: Agency, said: str | None) -> str:
    """The list that ranks a unit: its own kind for departments, districts and communes; central branches and
    others are ranked with the departments where the list says so.
    """
    if agency.block in ("departments", "districts", "communes", "provinces", "ministries"):
        return agency.block
    return said if said in ("departments", "central", "public_units", "organisations") else agency.block
