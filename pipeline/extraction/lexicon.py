"""The names that extraction knows: agencies of the whole country, and the districts of one province."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from pipeline.vietnamese.phrases import PhraseIndex
from schemas.codelists import read_list

# How each kind of district is written before its name.
DISTRICT_HEADS = {
    "huyện": ("huyện", "H."),
    "thị xã": ("thị xã", "TX", "TX.", "T.X"),
    "thành phố": ("thành phố", "TP", "TP.", "T.P", "Tp"),
    "quận": ("quận", "Q."),
}
# Words of names that are written out or cut short.
_SHORT_WORDS = (("Ủy ban nhân dân", "UBND"), ("khu công nghiệp", "KCN"), ("khu kinh tế", "KKT"))
# How the People's Committee is written, its standard short form first.
COMMITTEE = ("UBND", "Ủy ban nhân dân", "Uỷ ban nhân dân", "UBD")


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
        """True where the unit existed at some time of ``year``."""
        starts = self.valid_from is None or self.valid_from.year <= year
        return starts and (self.valid_to is None or self.valid_to.year >= year)


@dataclass(frozen=True, slots=True)
class Province:
    """A province of the code list; ``province_id`` as in the table ``provinces``."""

    province_id: str
    slug: str
    name: str
    kind: str
    valid_from: date | None
    valid_to: date | None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=1)
def provinces() -> tuple[Province, ...]:
    """All provinces of all times."""
    return tuple(
        Province(
            row["province_id"],
            row["slug"],
            row["name"],
            row["kind"],
            _day(row["valid_from"]),
            _day(row["valid_to"]),
        )
        for row in read_list("provinces")
    )


def _head(canonical: str) -> str:
    return canonical.split()[0]


@lru_cache(maxsize=1)
def _agency_entries() -> tuple[tuple[str, NameEntry], ...]:
    """The names of agencies that every province has, each with its entry."""
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
        entries += [(name, entry) for name in _respelt(row["name"])]
    return tuple(entries)


def _respelt(name: str) -> Iterator[str]:
    """A name with its usual words written out or cut short (``UBND``, ``KCN``)."""
    for long, short in _SHORT_WORDS:
        if short in name:
            yield name.replace(short, long)
        elif long.lower() in name.lower():
            yield re.sub(re.escape(long), short, name, flags=re.IGNORECASE)


@lru_cache(maxsize=1)
def _districts() -> dict[str, list[dict[str, str]]]:
    """The rows of the district lists by province id."""
    rows: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in (*read_list("districts"), *read_list("districts_earlier")):
        rows[row["province_id"]].append(row)
    return dict(rows)


def _district_entries(row: dict[str, str]) -> list[tuple[str, NameEntry]]:
    """The ways to write the name of one district."""
    kind, name = row["kind"], row["name"]
    head = f"UBND {kind}"
    canonical = NameEntry(
        canonical=f"{head} {name}",
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
        entries += [(joined, short), (f"{kind} {joined}", alias), (f"UBND {kind} {joined}", alias)]
    return entries


class Lexicon:
    """The names of units for documents of one province (None: of the whole country).

    ``entries`` holds every spelling with what it stands for, ``names`` finds them in a text.
    """

    def __init__(self, province: Province | None) -> None:
        self.province = province
        self.entries = list(_agency_entries())
        for row in _districts().get(province.province_id, []) if province else []:
            self.entries += _district_entries(row)
        self.names: PhraseIndex[NameEntry] = PhraseIndex()
        for name, entry in self.entries:
            self.names.add(name, entry)


@lru_cache(maxsize=80)
def lexicon_for(province: Province | None) -> Lexicon:
    """The lexicon of a province, built once."""
    return Lexicon(province)
