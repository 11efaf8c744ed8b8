"""``source.yaml`` and ``corrections.yaml``: what a maintainer says of a document."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

import yaml

from pipeline.documents.errors import SourceError
from schemas import values
from schemas.codelists import read_list
from schemas.tables.documents import ARTICLES

_REQUIRED = (
    "province",
    "year",
    "title",
    "issuer",
    "document_kind",
    "file",
    "sha256",
    "licence",
    "publish_text",
)
_OPTIONAL = (
    "period",
    "number",
    "about",
    "decided",
    "published",
    "publisher",
    "url",
    "retrieved",
    "criteria_document",
    "publication_id",
    "amends",
    "index",
    "ocr",
    "year_reason",
    "province_reason",
    "note",
)
_YEARS = range(1990, 2101)
# What a number placed by hand can be: not what a row must hold, or the ledger would certify what is not read.
HAND_FATES = ("indicator", "structure", "reference", "furniture")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+")
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The description of a document; it never says what the document found.

    ``year_reason`` and ``province_reason`` say why the year or the province is right all the same, where the
    headings of the document name another.
    """

    source_id: str
    publication_id: str
    province: str
    year: int
    period: str
    title: str
    issuer: str
    document_kind: str
    number: str | None
    about: str | None
    decided: date | None
    published: date | None
    publisher: str | None
    url: str | None
    retrieved: date | None
    note: str | None
    criteria_document: str | None
    amends: str | None
    licence: str
    publish_text: str
    file: str
    sha256: str
    index: str | None
    ocr: bool = False
    year_reason: str | None = None
    province_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A name, a letter or a column put right: in ``line``, ``before`` stands for ``after``."""

    line: int
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class HandFate:
    """A number placed by hand: the ``nth`` occurrence of ``token`` in ``line`` (from 1)."""

    line: int
    token: str
    nth: int
    fate: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections of one source."""

    repairs: tuple[Repair, ...] = ()
    fates: tuple[HandFate, ...] = ()


def _load(path: Path, shown: str) -> object:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise SourceError(shown, f"byte {error.start}", "not UTF-8", "save the file as UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark is not None else ""
        raise SourceError(
            shown, place, "not readable as YAML", "put the line right; quote texts with a colon"
        ) from error
    except ValueError as error:  # a day or an hour that does not exist
        raise SourceError(shown, "", f"holds no true date ({error})", "write days as 2017-12-20") from error


def _text(entry: dict[str, object], name: str) -> str | None:
    found = entry.get(name)
    return None if found is None else str(found)


def _day(entry: dict[str, object], name: str, shown: str) -> date | None:
    found = entry.get(name)
    if found is None or isinstance(found, date):
        return found
    raise SourceError(shown, name, f"'{found}' is no date", "write it as 2017-12-20")


def read_source_file(folder: Path, shown: str) -> SourceFile:
    """Read ``source.yaml`` of a source folder; ``shown`` is the folder's name in messages.

    Raises SourceError for a missing or malformed file, a missing or unknown field.
    """
    path, name = folder / "source.yaml", f"{shown}/source.yaml"
    if not path.is_file():
        raise SourceError(name, "", "missing", "write one as CONTRIBUTING.md shows")
    entry = _load(path, name)
    if not isinstance(entry, dict):
        raise SourceError(name, "line 1", "no list of fields", "write one field a line: 'province: SLUG'")
    _check_fields(entry, name)
    source_id = shown.removeprefix("raw/").replace("/", "-")
    return SourceFile(
        source_id=source_id,
        publication_id=_text(entry, "publication_id") or source_id,
        province=str(entry["province"]),
        year=entry["year"],
        period=_text(entry, "period") or str(entry["year"]),
        title=str(entry["title"]),
        issuer=str(entry["issuer"]),
        document_kind=str(entry["document_kind"]),
        number=_text(entry, "number"),
        about=_text(entry, "about"),
        decided=_day(entry, "decided", name),
        published=_day(entry, "published", name),
        publisher=_text(entry, "publisher"),
        url=_text(entry, "url"),
        retrieved=_day(entry, "retrieved", name),
        note=_text(entry, "note"),
        criteria_document=_text(entry, "criteria_document"),
        amends=_text(entry, "amends"),
        licence=str(entry["licence"]),
        publish_text=str(entry["publish_text"]),
        file=str(entry["file"]),
        sha256=str(entry["sha256"]),
        index=_text(entry, "index"),
        ocr=entry.get("ocr") is True,
        year_reason=_text(entry, "year_reason"),
        province_reason=_text(entry, "province_reason"),
    )


def _check_fields(entry: dict[str, object], name: str) -> None:
    """Raise SourceError for the first field of ``source.yaml`` that is missing, unknown or malformed."""
    missing = [field for field in _REQUIRED if entry.get(field) in (None, "")]
    if missing:
        raise SourceError(name, "", f"the field {missing[0]} is missing", f"add '{missing[0]}: …'")
    unknown = sorted(set(map(str, entry)) - set(_REQUIRED) - set(_OPTIONAL))
    if unknown:
        known = ", ".join((*_REQUIRED, *_OPTIONAL))
        raise SourceError(name, unknown[0], "no such field", f"use one of {known}")
    file = PurePosixPath(str(entry["file"]))
    if len(file.parts) != 1 or file.name in ("", ".", "..") or "\\" in str(file):
        raise SourceError(name, "file", f"'{file}' lies outside the folder", "name a file beside source.yaml")
    indices = sorted({row["index_id"] for row in read_list("indices")})
    if entry.get("index") is not None and entry["index"] not in indices:
        raise SourceError(
            name, "index", f"'{entry['index']}' is no index", f"use one of {', '.join(indices)}"
        )
    year = entry["year"]
    if not isinstance(year, int) or year not in _YEARS:
        raise SourceError(name, "year", f"'{year}' is no year", "write the assessed year, such as 2017")
    for field in ("decided", "published"):
        day = entry.get(field)
        if isinstance(day, date) and day.year < year and not entry.get("year_reason"):
            cure = f"correct year or {field}, or say in year_reason why both are right"
            raise SourceError(name, "year", f"{year} had not begun on the day {field}, {day}", cure)
    if not isinstance(entry.get("ocr", False), bool):
        raise SourceError(name, "ocr", f"'{entry['ocr']}'", "write true for a scan, or leave it out")
    if entry["publish_text"] not in values.PUBLISH_TEXTS:
        cure = "write full (official) or quotes (articles)"
        raise SourceError(name, "publish_text", "neither full nor quotes", cure)
    _check_kind(entry, name)
    if not _SHA256.fullmatch(str(entry["sha256"])):
        raise SourceError(name, "sha256", "no SHA-256 sum", "write the output of 'sha256sum FILE'")


def _check_kind(entry: dict[str, object], name: str) -> None:
    """Raise SourceError where the kind of the document does not go with what else is said of it."""
    kind = entry["document_kind"]
    if kind not in values.DOCUMENT_KINDS:
        cure = f"use one of {', '.join(values.DOCUMENT_KINDS)}"
        raise SourceError(name, "document_kind", f"'{kind}' is no kind of document", cure)
    if kind in ARTICLES:
        if entry.get("number") is not None:
            cure = "name the document that the article tells of as 'about: …'"
            raise SourceError(name, "number", "an article has no number of its own", cure)
        if entry["publish_text"] != "quotes":
            cure = "write 'publish_text: quotes': only quoted lines of an article are published"
            raise SourceError(name, "publish_text", "an article is not ours to republish whole", cure)
    elif entry.get("about") is not None:
        cure = f"write 'number: …', or the kind as one of {', '.join(ARTICLES)}"
        raise SourceError(name, "about", "only an article tells of another document", cure)
    url = entry.get("url")
    if url is not None and not _URL.fullmatch(str(url)):
        raise SourceError(name, "url", f"'{url}' is no web address", "write it whole, with https://")


def read_corrections(folder: Path, shown: str) -> Corrections:
    """Read ``corrections.yaml`` of a source folder, empty where there is none.

    ``shown`` is the folder's name in messages. Raises SourceError where an entry is malformed.
    """
    path, name = folder / "corrections.yaml", f"{shown}/corrections.yaml"
    if not path.is_file():
        return Corrections()
    entries = _load(path, name)
    if not isinstance(entries, list):
        raise SourceError(name, "line 1", "no list", "begin each correction with '- line: …'")
    repairs: list[Repair] = []
    fates: list[HandFate] = []
    for number, entry in enumerate(entries, start=1):
        place = f"entry {number}"
        if not isinstance(entry, dict) or not isinstance(entry.get("line"), int) or not entry.get("reason"):
            cure = "give line, reason, and before/after or token/fate"
            raise SourceError(name, place, "no line or no reason", cure)
        if "token" in entry:
            fates.append(_hand_fate(entry, name, place))
        else:
            repairs.append(_repair(entry, name, place))
    return Corrections(tuple(repairs), tuple(fates))


def _hand_fate(entry: dict[str, object], name: str, place: str) -> HandFate:
    fate = entry.get("fate")
    if fate not in HAND_FATES:
        cure = f"use one of {', '.join(HAND_FATES)}; results and claims are read, not placed"
        raise SourceError(name, place, f"'{fate}' is no fate that a hand may give", cure)
    nth = entry.get("nth", 1)
    if not isinstance(nth, int) or nth < 1:
        raise SourceError(
            name, place, f"nth: '{nth}' counts nothing", "write 1 for the first such number of the line"
        )
    return HandFate(
        line=int(str(entry["line"])),
        token=str(entry["token"]),
        nth=nth,
        fate=str(fate),
        reason=str(entry["reason"]),
    )


def _repair(entry: dict[str, object], name: str, place: str) -> Repair:
    before, after = _text(entry, "before"), _text(entry, "after")
    if not before or not after:
        raise SourceError(name, place, "before or after is missing", "give both, letter for letter")
    if _DIGITS.findall(before) != _DIGITS.findall(after):
        raise SourceError(
            name, place, "changes a printed number", "corrections repair names, letters and columns only"
        )
    return Repair(int(str(entry["line"])), before, after, str(entry["reason"]))
