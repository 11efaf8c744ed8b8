"""The words that extraction knows: unit names, tiers, indices and blocks, all from the code lists."""

import csv
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from pipeline.vietnamese.damage import anyof, loose, phrase
from pipeline.vietnamese.mend import Mender
from pipeline.vietnamese.normal import fold, normalise
from pipeline.vietnamese.phrases import PhraseIndex

CODELISTS = Path(__file__).resolve().parents[2] / "schemas" / "codelists"

DISTRICT_HEADS = {
    "huyện": ("huyện", "H."),
    "thị xã": ("thị xã", "TX", "TX.", "T.X"),
    "thành phố": ("thành phố", "TP", "TP.", "T.P", "Tp"),
    "quận": ("quận", "Q."),
}
# Words of criterion names that no code list holds.
_CRITERION_WORDS = (
    "trong nội bộ cơ quan", "trong hoạt động nội bộ cơ quan", "nguồn nhân lực", "hạ tầng kỹ thuật", "an toàn thông tin", "cơ chế chính sách và các quy định",
    "cung cấp thông tin", "phục vụ người dân và doanh nghiệp", "môi trường tổ chức và chính sách", "công tác đảm bảo an toàn, an ninh thông tin",
    "cấp xã, phường, thị trấn", "hạng mục", "nhóm tiêu chí", "mức độ hiện diện", "mức độ tương tác", "mức độ giao dịch", "mức độ chuyển đổi",
)  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier word: its family, its place in it (1 is best), and its canonical spelling."""

    family: str
    name: str
    level: int


def read_list(name: str) -> list[dict[str, str]]:
    """The rows of one code list."""
    with (CODELISTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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


def _agency_entries() -> list[tuple[str, NameEntry]]:
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
        if "UBND" in row["name"]:
            entries.append((row["name"].replace("UBND", "Ủy ban nhân dân"), entry))
    return entries


def _district_rows(province_id: str) -> list[dict[str, str]]:
    rows = read_list("districts") + read_list("districts_earlier")
    return [row for row in rows if row["province_id"] == province_id]


def _district_entries(row: dict[str, str]) -> list[tuple[str, NameEntry]]:
    kind, name = row["kind"], row["name"]
    head = f"UBND {kind}"

    def entry(how: str) -> NameEntry:
        return NameEntry(
            f"{head} {name}",
            how,
            head,
            "districts",
            None,
            row["code"],
            _day(row["valid_from"]),
            _day(row["valid_to"]),
        )

    entries = [(f"{word} {name}", entry("alias")) for word in DISTRICT_HEADS[kind]]
    for committee in COMMITTEE:
        entries.append((f"{committee} {kind} {name}", entry("canonical" if committee == "UBND" else "alias")))
        entries += [(f"{committee} {word} {name}", entry("alias")) for word in DISTRICT_HEADS[kind][1:]]
        if not name.isdigit():
            entries.append((f"{committee} {name}", entry("alias")))
    if not name.isdigit():
        entries.append((name, entry("short")))
    joined = name.replace(" ", "").capitalize()
    if " " in name:  # names of other languages are printed in one word or in two: Đa Krông, Đakrông
        entries += [
            (joined, entry("short")),
            (f"{kind} {joined}", entry("alias")),
            (f"UBND {kind} {joined}", entry("alias")),
        ]
    return entries


class Lexicon:
    """The vocabulary for documents of one province (None: of the whole country)."""

    def __init__(self, province: Province | None) -> None:
        self.province = province
        self.names: PhraseIndex[NameEntry] = PhraseIndex()
        self.entries: list[tuple[str, NameEntry]] = []
        for name, entry in _agency_entries():
            self._add(name, entry)
        for row in _district_rows(province.province_id) if province else []:
            for name, entry in _district_entries(row):
                self._add(name, entry)
        self.mender = _mender()
        self.tiers = _tiers()
        self.tier_word = (
            "(?:" + "|".join(phrase(word) for word in sorted(self.tiers, key=lambda w: (-len(w), w))) + ")"
        )
        self.loose_tier_word = (
            "(?:" + "|".join(loose(word) for word in sorted(self.tiers, key=lambda w: (-len(w), w))) + ")"
        )
        self.indices = [
            (row["index_id"], re.compile(_phrases(row["phrase"]))) for row in read_list("indices")
        ]
        self.blocks = [(row["block"], re.compile(_phrases(row["phrases"]))) for row in read_list("blocks")]

    def _add(self, name: str, entry: NameEntry) -> None:
        self.names.add(name, entry)
        self.entries.append((name, entry))

    def tier(self, words: str) -> Tier | None:
        """The tier of the quality family that ``words`` name, damaged or not."""
        normal = normalise(words).text.strip()
        if normal in self.tiers:
            return self.tiers[normal]
        for word, tier in self.tiers.items():
            if fold(word) == fold(normal) or re.fullmatch(loose(word), normal):
                return tier
        return None


@lru_cache(maxsize=1)
def _mender() -> Mender:
    """A mender that knows the phrases of the code lists."""
    criteria = [row["phrase"] for row in read_list("dimension_links")] + [
        row["name_vi"] for row in read_list("dimensions")
    ]
    indices = [phrase for row in read_list("indices") for phrase in row["phrase"].split(";")]
    return Mender(
        [*criteria, *indices, *(row["name"] for row in read_list("agency_names")), *_CRITERION_WORDS]
    )


def _phrases(cell: str) -> str:
    return anyof(*(part.strip() for part in cell.split(";") if part.strip()))


def _tiers() -> dict[str, Tier]:
    """Tier words of the quality family by their normal spelling; letters and numerals need a lead word."""
    return {
        normalise(row["tier"]).text: Tier(row["family"], row["tier"], int(row["level"]))
        for row in read_list("tiers")
        if row["family"] == "quality"
    }


@lru_cache(maxsize=80)
def lexicon_for(province: Province | None) -> Lexicon:
    """The lexicon of a province, built once."""
    return Lexicon(province)
