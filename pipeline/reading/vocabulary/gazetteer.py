"""The names that reading knows: agencies of the whole country, and the districts of one province."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from pipeline.reading.vocabulary.lexicon import phrases
from pipeline.vietnamese.phrases import PhraseIndex
from schemas.codelists import read_list
from schemas.tables.agencies import Province

# How each kind of district is written before its name.
DISTRICT_HEADS = {
    spellings[0]: spellings
    for spellings in map(
        phrases, ("district_spelling", "town_spelling", "city_spelling", "urban_district_spelling")
    )
}
# How a province is written as a unit of a national list.
PROVINCE_HEADS = {"province": phrases("province"), "city": phrases("city_spelling")}
(_PROVINCE,), (_CITY,) = phrases("province"), phrases("city")
_IN_CITY = re.compile(rf"\b{_PROVINCE}\b")
# The head word of departments, and how a management board is written, short and in full.
(DEPARTMENT,) = phrases("department")
BOARD = (*phrases("management_board_short"), *phrases("management_board"))
# How the People's Committee is written, its standard short form first.
COMMITTEE = phrases("committee_name")
# Words of names that are written out or cut short.
_SHORT_WORDS = ((COMMITTEE[1], COMMITTEE[0]), phrases("industrial_zone"), phrases("economic_zone"))


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A known name and what it stands for: an agency type, or a district by its code.

    ``kind``: ``canonical``, ``alias``, ``abbreviation`` or ``short`` (a bare second name, which is a unit
    only in a list of units). ``head``: the head word of the canonical name.
    """

    canonical: str
    kind: str
    head: str
    block: str
    agency_type: str | None
    admin_code: str | None
    valid_from: date | None
    valid_to: date | None

    def valid_in(self, year: int) -> bool:
        """Return True where the unit existed at some time of ``year``."""
        starts = self.valid_from is None or self.valid_from.year <= year
        return starts and (self.valid_to is None or self.valid_to.year >= year)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=1)
def provinces() -> tuple[Province, ...]:
    """Return all provinces of all times."""
    return tuple(
        Province(
            province_id=row["province_id"],
            code=row["code"],
            iso_3166_2=row["iso_3166_2"] or None,
            name=row["name"],
            kind=row["kind"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in read_list("provinces")
    )


def nation() -> Province:
    """Return the whole country, which national lists belong to."""
    return next(province for province in provinces() if province.kind == "country")


def _head(canonical: str) -> str:
    return canonical.split()[0]


@lru_cache(maxsize=1)
def _agency_entries() -> tuple[tuple[str, NameEntry], ...]:
    """Return the names of agencies that every province has, each with its entry."""
    types = {row["agency_type"]: row for row in read_list("agency_types")}
    entries: list[tuple[str, NameEntry]] = []
    for row in read_list("agency_names"):
        kind = types[row["agency_type"]]
        entry = NameEntry(
            canonical=kind["name_vi"],
            kind=row["kind"],
            head=_head(kind["name_vi"]),
            block=kind["block"],
            agency_type=row["agency_type"],
            admin_code=None,
            valid_from=_day(row["valid_from"] or kind["valid_from"]),
            valid_to=_day(row["valid_to"] or kind["valid_to"]),
        )
        entries.append((row["name"], entry))
        if row["kind"] == "abbreviation" and not row["name"].startswith(entry.head):
            entries.append((f"{entry.head} {row['name']}", replace(entry, kind="alias")))
        entries += [(name, entry) for name in _respell(row["name"])]
    return tuple(entries)


@lru_cache(maxsize=1)
def _city_entries() -> tuple[tuple[str, NameEntry], ...]:
    """Return the same in a centrally run city: ``Văn phòng UBND thành phố`` for ``Văn phòng UBND tỉnh``."""
    entries: list[tuple[str, NameEntry]] = []
    for name, entry in _agency_entries():
        own = replace(entry, canonical=_IN_CITY.sub(_CITY, entry.canonical))
        entries += [(spelt, own) for spelt in dict.fromkeys([name, _IN_CITY.sub(_CITY, name)])]
    return tuple(entries)


def _respell(name: str) -> Iterator[str]:
    """Yield a name with its usual words written out or cut short (``UBND``, ``KCN``)."""
    for long, short in _SHORT_WORDS:
        if short in name:
            yield name.replace(short, long)
        elif long.lower() in name.lower():
            yield re.sub(re.escape(long), short, name, flags=re.IGNORECASE)


@lru_cache(maxsize=1)
def _districts() -> dict[str, list[dict[str, str]]]:
    """Return the rows of the district lists by province id."""
    rows: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in (*read_list("districts"), *read_list("districts_earlier")):
        rows[row["province_id"]].append(row)
    return dict(rows)


@lru_cache(maxsize=1)
def _other_spellings() -> dict[str, str]:
    """Return how administrative lists spell the names of some districts, by their own spelling."""
    return {row["name"]: row["listed"] for row in read_list("district_spellings")}


def _district_entries(row: dict[str, str]) -> list[tuple[str, NameEntry]]:
    """Return the ways to write the name of one district."""
    other = _other_spellings().get(row["name"])
    entries = _entries_of(row, row["name"])
    return entries if other is None else [*entries, *_entries_of(row, other)]


def _entries_of(row: dict[str, str], name: str) -> list[tuple[str, NameEntry]]:
    """Return the ways to write one spelling of the name of a district."""
    kind = row["kind"]
    head = f"{COMMITTEE[0]} {kind}"
    canonical = NameEntry(
        canonical=f"{head} {row['name']}",
        kind="canonical",
        head=head,
        block="districts",
        agency_type=None,
        admin_code=row["code"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )
    alias, short = replace(canonical, kind="alias"), replace(canonical, kind="short")
    entries = [(f"{word} {name}", alias) for word in DISTRICT_HEADS[kind]]
    for committee in COMMITTEE:
        entries.append((f"{committee} {kind} {name}", canonical if committee == COMMITTEE[0] else alias))
        entries += [(f"{committee} {word} {name}", alias) for word in DISTRICT_HEADS[kind][1:]]
        if not name.isdigit():
            entries.append((f"{committee} {name}", alias))
    if not name.isdigit():
        entries.append((name, short))
    if " " in name:  # names of other languages are printed in one word or in two
        joined = name.replace(" ", "").capitalize()
        entries += [(joined, short), (f"{kind} {joined}", alias), (f"{COMMITTEE[0]} {kind} {joined}", alias)]
    return entries


def _province_entries(province: Province) -> list[tuple[str, NameEntry]]:
    """Return the ways to write the name of a province as a unit of a national list."""
    heads = PROVINCE_HEADS[province.kind]
    canonical = NameEntry(
        canonical=f"{COMMITTEE[0]} {heads[0]} {province.name}",
        kind="canonical",
        head=f"{COMMITTEE[0]} {heads[0]}",
        block="provinces",
        agency_type=None,
        admin_code=province.province_id,
        valid_from=province.valid_from,
        valid_to=province.valid_to,
    )
    alias = replace(canonical, kind="alias")
    entries = [(f"{word} {province.name}", alias) for word in heads]
    entries += [(f"{committee} {heads[0]} {province.name}", alias) for committee in COMMITTEE[1:]]
    short = (province.name, replace(canonical, kind="short"))
    return [(canonical.canonical, canonical), *entries, short]


class Gazetteer:
    """The names of units for documents of one province (None: of no province told) or of the nation.

    ``entries`` holds every spelling with what it stands for, ``names`` finds them in a text.
    """

    def __init__(self, province: Province | None) -> None:
        self.province = province
        in_city = province is not None and province.kind == "city"
        self.entries = list(_city_entries() if in_city else _agency_entries())
        for row in _districts().get(province.province_id, []) if province else []:
            self.entries += _district_entries(row)
        for unit in provinces():
            if unit.kind != "country" and (self.is_national or unit == province):
                self.entries += _province_entries(unit)
        self.names: PhraseIndex[NameEntry] = PhraseIndex()
        for name, entry in self.entries:
            self.names.add(name, entry)

    @property
    def is_national(self) -> bool:
        """True for documents that rank provinces or ministries."""
        return self.province is not None and self.province.kind == "country"


@lru_cache(maxsize=80)
def gazetteer_for(province: Province | None) -> Gazetteer:
    """Return the gazetteer of a province, built once."""
    return Gazetteer(province)
