"""How units are written: agencies that every province has, and the provinces and districts of all times."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from pipeline.reading.vocabulary.lexicon import phrases, source
from schemas.codelists import read_list
from schemas.tables.agencies import Province

# How each kind of district is written before its name.
DISTRICT_HEADS = {
    spellings[0]: spellings
    for spellings in map(
        phrases, ("district_spelling", "town_spelling", "city_spelling", "urban_district_spelling")
    )
}
# How each kind is written in English, behind its name.
DISTRICT_ENGLISH = {
    kind: phrases(english)
    for kind, english in zip(
        DISTRICT_HEADS, ("district_english", "town_english", "city_english", "district_english"), strict=True
    )
}
# How a province is written as a unit of a national list, and what stands behind its name in English.
PROVINCE_HEADS = {"province": phrases("province"), "city": phrases("city_spelling")}
_PROVINCE_ENGLISH = {"province": phrases("province_english"), "city": phrases("city_english")}
(_PROVINCE,), (_CITY,) = phrases("province"), phrases("city")
_IN_CITY = re.compile(rf"\b{_PROVINCE}\b")
# The head word of departments, and how a management board is written, short and in full.
(DEPARTMENT,) = phrases("department")
BOARD = (*phrases("management_board_short"), *phrases("management_board"))
# How the People's Committee is written, its standard short form first.
COMMITTEE = phrases("committee_name")
(MINISTRY,) = (word.capitalize() for word in phrases("ministry"))
COMMUNE_KINDS = (*phrases("commune_kind"), *phrases("special_zone"))
COMMUNE_ENGLISH = dict(zip(phrases("commune_english"), COMMUNE_KINDS, strict=True))
# The head word that the kinds of a list lend to its names: "các xã A, B", "các bộ: C, D".
LISTED_HEADS = {
    **{kind: kind for kind in COMMUNE_KINDS},
    **{kind: f"{COMMITTEE[0]} {kind}" for kind in (*DISTRICT_HEADS, _PROVINCE)},
    **{phrases("ministry")[0]: MINISTRY, DEPARTMENT: DEPARTMENT},
}
# "Department of Health", which is the "Health Department" too.
_TURNED = re.compile(
    source("^(?P<noun>{agency_english}) {of_english|for_english} (?P<name>.+)$"), re.IGNORECASE
)
# The blocks that central branches and other units may be ranked in.
OPEN_BLOCKS = ("departments", "central", "public_units", "organisations")
# The blocks that are ranked all over the country.
NATIONAL = ("provinces", "ministries")
# Words of names that are written out or cut short.
SHORT_WORDS = ((COMMITTEE[1], COMMITTEE[0]), phrases("industrial_zone"), phrases("economic_zone"))


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A known name and what it stands for: an agency type, or a district by its code.

    ``kind``: ``canonical``, ``alias``, ``abbreviation`` or ``short`` (a bare second name, which is a unit
    only in a list of units). ``head``: the head word of the canonical name. ``home``: the id of the province
    (or of the nation, for provinces and ministries) that has this unit; None: every province has one.
    """

    canonical: str
    kind: str
    head: str
    block: str
    agency_type: str | None
    admin_code: str | None
    valid_from: date | None
    valid_to: date | None
    home: str | None = None

    def valid_in(self, year: int) -> bool:
        """Return True where the unit existed at some time of ``year``."""
        starts = self.valid_from is None or self.valid_from.year <= year
        return starts and (self.valid_to is None or self.valid_to.year >= year)


class Spelling(NamedTuple):
    """One way to write the name of a unit, in parts (a head word, a name), and what it stands for."""

    parts: tuple[str, ...]
    entry: NameEntry

    @property
    def text(self) -> str:
        """The whole name."""
        return " ".join(self.parts)


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


@lru_cache(maxsize=2)
def agency_spellings(in_city: bool) -> tuple[Spelling, ...]:
    """Return how agencies that every province has and ministries are written.

    A centrally run city has its own names for some: ``Văn phòng UBND thành phố`` for ``Văn phòng UBND tỉnh``.
    """
    return tuple(_in_city(_agency_spellings())) if in_city else tuple(_agency_spellings())


def _agency_spellings() -> Iterator[Spelling]:
    types = {row["agency_type"]: row for row in read_list("agency_types")}
    for row in read_list("agency_names"):
        kind, name = types[row["agency_type"]], row["name"]
        entry = NameEntry(
            canonical=kind["name_vi"],
            kind=row["kind"],
            head=_head(kind["name_vi"]),
            block=kind["block"],
            agency_type=row["agency_type"],
            admin_code=None,
            valid_from=_day(row["valid_from"] or kind["valid_from"]),
            valid_to=_day(row["valid_to"] or kind["valid_to"]),
            home=nation().province_id if kind["block"] in NATIONAL else None,
        )
        yield Spelling((name,), entry)
        if row["kind"] == "abbreviation" and not name.startswith(entry.head):
            yield Spelling((entry.head, name), replace(entry, kind="alias"))
        if row["kind"] == "canonical" and kind["name_en"]:
            yield from (
                Spelling((spelt,), replace(entry, kind="alias")) for spelt in _turned(kind["name_en"])
            )
        if row["kind"] == "canonical" and entry.block in NATIONAL and entry.head == MINISTRY:
            yield Spelling((name.removeprefix(MINISTRY).strip(),), replace(entry, kind="short"))
        for spelt in _respell(name):
            yield Spelling((spelt,), entry)


def _in_city(spellings: Iterator[Spelling]) -> Iterator[Spelling]:
    for (name, *rest), entry in spellings:
        own = replace(entry, canonical=_IN_CITY.sub(_CITY, entry.canonical))
        for spelt in dict.fromkeys([name, *(_IN_CITY.sub(word, name) for word in PROVINCE_HEADS["city"])]):
            yield Spelling((spelt, *rest), own)


def _respell(name: str) -> Iterator[str]:
    """Yield a name with its usual words written out or cut short (``UBND``, ``KCN``)."""
    yield from _turned(name)[1:]
    for long, short in SHORT_WORDS:
        if short in name:
            yield name.replace(short, long)
        elif long.lower() in name.lower():
            yield re.sub(re.escape(long), short, name, flags=re.IGNORECASE)


def _turned(name: str) -> list[str]:
    """Return an English name, and with its noun behind it where that stands before it."""
    match = _TURNED.fullmatch(name)
    return [name, f"{match['name']} {match['noun']}"] if match else [name]


@lru_cache(maxsize=1)
def districts() -> dict[str, list[dict[str, str]]]:
    """Return the rows of the district lists by province id."""
    rows: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in (*read_list("districts"), *read_list("districts_earlier")):
        rows[row["province_id"]].append(row)
    return dict(rows)


@lru_cache(maxsize=1)
def _other_spellings() -> dict[str, str]:
    """Return how administrative lists spell the names of some districts, by their own spelling."""
    return {row["name"]: row["listed"] for row in read_list("district_spellings")}


@lru_cache(maxsize=128)
def district_spellings(province_id: str) -> tuple[Spelling, ...]:
    """Return how the districts of a province are written."""
    return tuple(
        spelling
        for row in districts().get(province_id, [])
        for name in filter(None, (row["name"], _other_spellings().get(row["name"])))
        for spelling in _spell_district(row, name)
    )


def _spell_district(row: dict[str, str], name: str) -> Iterator[Spelling]:
    """Yield the ways to write one spelling of the name of a district."""
    kind = row["kind"]
    canonical = NameEntry(
        canonical=f"{COMMITTEE[0]} {kind} {row['name']}",
        kind="canonical",
        head=f"{COMMITTEE[0]} {kind}",
        block="districts",
        agency_type=None,
        admin_code=row["code"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        home=row["province_id"],
    )
    alias, short = replace(canonical, kind="alias"), replace(canonical, kind="short")
    for word in DISTRICT_HEADS[kind]:
        yield Spelling((word, name), alias)
        for committee in COMMITTEE:
            is_canonical = committee == COMMITTEE[0] and word == kind
            yield Spelling((committee, word, name), canonical if is_canonical else alias)
    for word in DISTRICT_ENGLISH[kind]:
        yield Spelling((name, word), alias)
        yield from (Spelling((name, word, committee), alias) for committee in phrases("committee_english"))
    if not name.isdigit():
        yield Spelling((name,), short)
        for committee in COMMITTEE:
            yield Spelling((committee, name), alias)
    if " " in name:
        joined = _joined(name)
        yield Spelling((joined,), short)
        yield Spelling((kind, joined), alias)
        yield Spelling((COMMITTEE[0], kind, joined), alias)


@lru_cache(maxsize=128)
def province_spellings(province: Province) -> tuple[Spelling, ...]:
    """Return how a province is written as a unit of a national list."""
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
        home=nation().province_id,
    )
    alias, short = replace(canonical, kind="alias"), replace(canonical, kind="short")
    spellings = [Spelling((COMMITTEE[0], heads[0], province.name), canonical)]
    # one of the 34 that keeps its name keeps the other ways to write it
    others = _province_names().get(province.province_id.removesuffix("-2025"), [])
    for name in (province.name, _joined(province.name), *others):
        spellings.append(Spelling((name,), short))
        for word in heads:
            spellings.append(Spelling((word, name), alias))
            spellings += [Spelling((committee, word, name), alias) for committee in COMMITTEE]
        spellings += [Spelling((name, word), short) for word in _PROVINCE_ENGLISH[province.kind]]
    return tuple(spellings)


def _joined(name: str) -> str:
    """Return a name in one word: names of other languages, and names in English, are printed so."""
    return name.replace(" ", "").capitalize()


@lru_cache(maxsize=1)
def _province_names() -> dict[str, list[str]]:
    """Return the other names of provinces, short and old ones, by the id of the province."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_list("province_spellings"):
        names[row["province_id"]].append(row["name"])
    return dict(names)
