"""Who is meant by a printed name.

A name is resolved where exactly one known unit fits: by its known names, by its letters where some were
damaged, by the list that it stands in. Where two fit, nobody is chosen.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from rapidfuzz import fuzz, process

from pipeline.reading.readings import Mention
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.name_entries import COMMITTEE, DEPARTMENT, MINISTRY, OPEN_BLOCKS, NameEntry
from pipeline.reading.vocabulary.name_forms import (
    begins_as_unit,
    clean_name,
    commune_of,
    figures_of,
    letters_of,
    may_go_on,
)
from pipeline.vietnamese.normal import key, normalise, slug, sound

# Similarity of folded names, 0 to 100: from which on a name is the known one, how far the next known name
# must be after it, and from which on a name is too near to a known one to be a unit of its own.
_NEAR = 90.0
_MARGIN = 3.0
_NEIGHBOUR = 86.0
_FAR = 78.0  # the same for a name that only its column shows to be that of a unit
_LEAST = 60.0
_MIN_CUT = 3  # words of a name that is cut short
_MIN_KNOWN = 3  # words of a known name that a longer one may begin with
# Words that are less alike are others; with this many others a name is that of another unit.
_ALIKE = 70.0
_LONGER = 2
_SAME = Decimal(1)
_MAX_HITS = 12
_MAX_CANDIDATES = 5
# The lists that only hold their own kind.
_CLOSED_BLOCKS = ("departments", "districts", "communes", "provinces", "ministries")


@dataclass(frozen=True, slots=True)
class ResolvedAgency:
    """A unit: the natural key of the table ``agencies`` and how the printed name led to it.

    ``match`` is a word of `schemas.values.NAME_MATCHES`, ``similarity`` goes from 0 to 1.
    """

    slug: str
    name: str
    block: str
    agency_type: str | None
    admin_code: str | None
    valid_from: date | None
    valid_to: date | None
    match: str
    similarity: Decimal


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name that fits no unit or several; the nearest known names, best first."""

    candidates: tuple[str, ...]


def _agency(entry: NameEntry, match: str, similarity: Decimal = _SAME) -> ResolvedAgency:
    return ResolvedAgency(
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


class _Directory:
    """The names of a gazetteer, made ready for comparison by letters."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._keys: list[tuple[str, NameEntry]] | None = None
        self._pools: dict[int, tuple[list[str], list[NameEntry]]] = {}
        self._spellings: defaultdict[str, set[str]] = defaultdict(set)
        self._sounds: defaultdict[str, list[NameEntry]] = defaultdict(list)
        for spelling in gazetteer.entries:
            self._spellings[spelling.entry.canonical].add(spelling.text)
            self._sounds[sound(spelling.text)].append(spelling.entry)

    def pool(self, year: int) -> tuple[list[str], list[NameEntry]]:
        """Return the keys of the names in force in ``year`` and what each stands for, bare second names left out."""
        if self._keys is None:
            known = (spelling for spelling in self._gazetteer.entries if spelling.entry.kind != "short")
            self._keys = [(key(spelling.text), spelling.entry) for spelling in known]
        if year not in self._pools:
            valid = [(name, entry) for name, entry in self._keys if entry.valid_in(year)]
            self._pools[year] = ([name for name, _ in valid], [entry for _, entry in valid])
        return self._pools[year]

    def sounds_like(self, printed: str, block: str | None, year: int) -> NameEntry | None:
        """Return the only unit of ``year`` that sounds so; a bare second name is one of a list of its ``block``."""
        same = [
            entry
            for entry in self._sounds.get(sound(printed), ())
            if entry.valid_in(year) and (entry.kind != "short" or entry.block == block)
        ]
        return same[0] if same and _same(same) else None

    def cut_short(self, printed: str, year: int) -> NameEntry | None:
        """Return the only department or ministry of ``year`` whose name begins so: its last words are missing."""
        if len(printed.split()) < _MIN_CUT:
            return None
        found = [
            entry
            for name, entry in zip(*self.pool(year), strict=True)
            if entry.kind == "canonical"
            and entry.head in (DEPARTMENT, MINISTRY)
            and name.startswith(f"{printed} ")
        ]
        return found[0] if found and _same(found) else None

    def spells(self, letters: str, canonical: str) -> bool:
        """Return True where one of the known spellings of a unit has these letters."""
        return any(letters_of(name) == letters for name in self._spellings[canonical])


@lru_cache(maxsize=80)
def _directory(gazetteer: Gazetteer) -> _Directory:
    return _Directory(gazetteer)


def _narrow(
    entries: tuple[NameEntry, ...], mention: Mention, block: str | None, year: int
) -> list[NameEntry]:
    """Return the entries that fit best; each step counts only if it leaves one."""
    last_day = date(year, 12, 31)
    steps: tuple[Callable[[NameEntry], bool], ...] = (
        lambda entry: entry.valid_in(year),
        lambda entry: not mention.head or entry.head == mention.head,
        lambda entry: block is None or entry.block == block,
        lambda entry: entry.kind == "canonical",
        lambda entry: entry.valid_to is None or entry.valid_to > last_day,
        lambda entry: entry.valid_from is None or entry.valid_from <= last_day,
    )
    left = list(dict.fromkeys(entries))
    for fits in steps:
        left = [entry for entry in left if fits(entry)] or left
    return left


def _how(text: str, entry: NameEntry, gazetteer: Gazetteer) -> str:
    """``exact``, ``alias``, or ``repaired`` where the printed letters had to be read otherwise."""
    printed = letters_of(text)
    if printed == letters_of(entry.canonical) and entry.kind != "short":
        return "exact"
    if set(printed.split()) <= set(letters_of(entry.canonical).split()):
        return "alias"  # words of the name, no other: "UBND thành phố", or "huyện" for the one just named
    return "alias" if _directory(gazetteer).spells(printed, entry.canonical) else "repaired"


def resolve(
    mention: Mention, block: str | None, year: int, gazetteer: Gazetteer
) -> ResolvedAgency | Unresolved:
    """Return the unit that a mention names in a list of ``block`` (None: not stated) for ``year``."""
    left = _narrow(mention.entries, mention, block, year)
    is_second = all(entry.kind == "short" and entry.block == "districts" for entry in left)
    if block == "communes" and is_second and mention.is_listed:
        return _as_printed(mention.text, block)  # no list has the names of communes
    if not left:
        return _by_letters(mention, block, year, gazetteer)
    if block == "communes" and is_second:
        return Unresolved(tuple(sorted({entry.canonical for entry in left})))  # a commune of that name
    if _same(left) or len({entry.agency_type or entry.admin_code for entry in left}) == 1:
        return _agency(left[0], _how(mention.text, left[0], gazetteer))
    return Unresolved(tuple(sorted({entry.canonical for entry in left})))


def _by_letters(
    mention: Mention, block: str | None, year: int, gazetteer: Gazetteer
) -> ResolvedAgency | Unresolved:
    """Return the unit whose known name is nearest; a name far from all, if it begins as units do, as printed."""
    name = f"{mention.head} {mention.text}".strip()
    if commune_of(name, block == "communes"):  # communes are known by their printed names only
        return _as_printed(name, block)
    printed = key(clean_name(name))
    whole = _directory(gazetteer).cut_short(printed, year)
    if whole is not None:
        return _agency(whole, "repaired")
    begun = _begins_as_known(printed, *_directory(gazetteer).pool(year), gazetteer)
    if begun is not None:
        entry, own = begun
        return _agency(entry, "alias") if own else _as_printed(mention.text, block)
    alike = _directory(gazetteer).sounds_like(name, block, year)
    if alike is not None:
        return _agency(alike, "repaired")
    return _nearest(mention, printed, block, *_directory(gazetteer).pool(year))


def _nearest(
    mention: Mention, printed: str, block: str | None, names: Sequence[str], entries: Sequence[NameEntry]
) -> ResolvedAgency | Unresolved:
    """Return the unit whose name is near enough and nearer than any other, else the unit as printed, if it is one."""
    hits = process.extract(printed, names, scorer=fuzz.ratio, limit=_MAX_HITS, score_cutoff=_LEAST)
    ranked = sorted(((score, index) for _, score, index in hits), key=lambda hit: (-hit[0], hit[1]))
    candidates = tuple(dict.fromkeys(entries[index].canonical for _, index in ranked))[:_MAX_CANDIDATES]
    best, at = ranked[0] if ranked else (0.0, 0)
    foreign = _foreign_words(printed, names[at]) if ranked else 0
    if best >= _NEAR and foreign < _LONGER and figures_of(printed) == figures_of(names[at]):
        entry = entries[at]
        others = (score for score, index in ranked if entries[index].canonical != entry.canonical)
        if best - next(others, 0.0) < _MARGIN:
            return Unresolved(candidates)
        match = "repaired" if _dropped(printed, names[at]) else "fuzzy"
        return _agency(entry, match, Decimal(str(round(best / 100, 3))))
    # departments have one name: one word more is a rest of another line
    first, _, _ = printed.rpartition(" ")
    stray = any(name == first and entries[at].head == DEPARTMENT for at, name in enumerate(names))
    is_unit = begins_as_unit(mention.text) and not stray and (best < _NEIGHBOUR or foreign >= _LONGER)
    is_own = mention.is_listed and (best < _FAR or (may_go_on(printed) and best < _NEAR))
    if is_unit or is_own:
        return _as_printed(mention.text, block)
    return Unresolved(candidates)


def _begins_as_known(
    printed: str, names: Sequence[str], entries: Sequence[NameEntry], gazetteer: Gazetteer
) -> tuple[NameEntry, bool] | None:
    """Return the known name that a longer printed one begins with, and whether only the province's name follows.

    Only names that may go on: a department has one name, of management boards there are several.
    """
    place = gazetteer.province and key(gazetteer.province.name)
    best: tuple[int, NameEntry, bool] | None = None
    for name, entry in zip(names, entries, strict=True):
        bare = name.removesuffix(" tinh").removesuffix(" thanh pho")
        if not printed.startswith(f"{bare} ") or len(bare.split()) < _MIN_KNOWN:
            continue
        rest = printed[len(bare) :].strip().removeprefix("tinh ").removeprefix("thanh pho ")
        own = rest in (place, "tinh", "thanh pho")
        if (own or may_go_on(printed)) and (best is None or len(bare) > best[0]):
            best = len(bare), entry, own
    return best[1:] if best else None


def _foreign_words(printed: str, known: str) -> int:
    """Return how many words of a printed name are like none of the known name."""
    return sum(all(fuzz.ratio(word, own) < _ALIKE for own in known.split()) for word in printed.split())


def _dropped(printed: str, known: str) -> bool:
    """Return True where the printed letters are those of the known name with up to three missing."""
    letters = iter(known.replace(" ", ""))
    short = printed.replace(" ", "")
    return len(known) - len(printed) <= 4 and all(char in letters for char in short)


def _as_printed(printed: str, block: str | None) -> ResolvedAgency:
    """Return a unit that is known by its printed name only."""
    name = clean_name(printed)
    commune = commune_of(name, block == "communes")
    if commune is not None:
        name = f"{COMMITTEE[0]} {' '.join(commune)}"
    return ResolvedAgency(
        slug=slug(name),
        name=name,
        block="communes" if commune else block or "departments",
        agency_type=None,
        admin_code=None,
        valid_from=None,
        valid_to=None,
        match="printed",
        similarity=_SAME,
    )


def block_of(agency: ResolvedAgency, stated: str | None) -> str:
    """Return the list that ranks a unit; ``stated`` is the block that the headings name.

    Departments, districts and communes are ranked with their own kind; central branches and others with
    the departments where the headings say so; a board is a department or a public unit, as they say.
    """
    is_board = agency.block == "departments" and not normalise(agency.name).text.startswith(f"{DEPARTMENT} ")
    if agency.block in _CLOSED_BLOCKS and not (is_board and stated == "public_units"):
        return agency.block
    return stated if stated in OPEN_BLOCKS else agency.block
