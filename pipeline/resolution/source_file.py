"""``source.yaml`` and ``corrections.yaml``: what a maintainer says of a document."""

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)

from pipeline.documents.errors import SourceError
from pipeline.documents.source_folders import check_file
from pipeline.resolution.load_yaml import load_yaml, shortened
from schemas import values
from schemas.codelists import read_list
from schemas.tables.documents import ARTICLES
from schemas.values import HAND_FATES

# The first line of a source.yaml, by which an editor finds the JSON Schema of its fields.
EDITOR_HINT = "# yaml-language-server: $schema=../../../schemas/source.schema.json\n"
# Where the JSON Schemas of both files lie: `python -m pipeline.resolution.source_file` writes them anew.
SCHEMAS = Path(__file__).parents[2] / "schemas"
_INDICES = sorted({row["index_id"] for row in read_list("indices")})
# What a number placed by hand can be: not what a row must hold, or the ledger would certify what is not read.
_DIGITS = re.compile(r"\d")
_COUNT = re.compile("[0-9]{1,9}")
# So many characters a text may have.
_LONGEST = 2000
# A year, or a part of one: it stands in ids and in names of folders.
_PERIOD = "^[0-9]{4}([a-z][a-z0-9]{0,7})?$"


def _whole(value: object) -> object:
    """Return a count as a number; a text that is none is left for the model to refuse."""
    return int(value) if isinstance(value, str) and _COUNT.fullmatch(value) else value


# An editor takes a number for a text too: `number: 77` needs no quotes.
Text = Annotated[str, Field(max_length=_LONGEST), WithJsonSchema({"type": ["string", "number"]})]
Period = Annotated[
    str, Field(pattern=_PERIOD), WithJsonSchema({"type": ["string", "number"], "pattern": _PERIOD})
]
Count = Annotated[int, BeforeValidator(_whole)]
Described = TypeVar("Described", bound="Fields")


def _one_of(words: Iterable[str]) -> Any:
    return Field(pattern=f"^({'|'.join(words)})$", json_schema_extra={"enum": list(words)})


class Fields(BaseModel):
    """A list of fields in a file: none is taken that is not named here, and none is of another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SourceYaml(Fields):
    """The description of a document; it never says what the document found."""

    province: Text = Field(description="slug of the province, as the folder in raw/ is named")
    year: Count = Field(ge=values.YEARS[0], le=values.YEARS[-1], description="the assessed year")
    period: Period | None = Field(None, description="assessed period where it is no whole year, as 2024q2")
    title: Text = Field(description="title of the document, as printed")
    issuer: Text = Field(description="the body that issued it")
    document_kind: Annotated[str, _one_of(values.DOCUMENT_KINDS)] = Field(
        description="signed, an article about one (portal_article, press), spreadsheet, or typed by us"
    )
    number: Text | None = Field(None, description="number of the document; an article has none")
    about: Text | None = Field(None, description="number of the document that an article reports on")
    decided: date | None = Field(None, description="day of the decision")
    published: date | None = Field(None, description="day of the publication")
    publisher: Text | None = Field(None, description="who published it, where it is not the issuer")
    url: Annotated[str, Field(pattern=r"^https?://[^\s/]+\.[^\s]+$")] | None = Field(
        None, description="where it was fetched"
    )
    retrieved: date | None = Field(None, description="day on which it was fetched from there")
    criteria_document: Text | None = Field(None, description="number of the document that sets the criteria")
    parent_document: Text | None = Field(
        None, description="number of the national document that the criteria follow, where it is named"
    )
    publication_id: Text | None = Field(None, description="the same for all copies of one publication")
    amends: Text | None = Field(None, description="number or id of the document that this one corrects")
    index: Annotated[str, _one_of(_INDICES)] | None = Field(
        None, description="the index, where the text does not name it"
    )
    ocr: bool = Field(False, description="true for a scan")
    year_reason: Text | None = Field(None, description="why the year is right, where headings name another")
    province_reason: Text | None = Field(None, description="why the province is right, likewise")
    note: Text | None = Field(None, description="what a reader should know of the document")
    licence: Text = Field(description="why the text, or how much of it, may be published")
    publish_text: Annotated[str, _one_of(values.PUBLISH_TEXTS)] = Field(
        description="full: official documents; quotes: articles, only quoted lines are published"
    )
    file: Annotated[str, Field(pattern=r"^[^/\\\x00-\x1f]*[^/\\.\x00-\x1f][^/\\\x00-\x1f]*$")] = Field(
        description="name of the document, which stands in the folder of this file"
    )
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] = Field(
        description="SHA-256 of the document as received"
    )

    @field_validator("period")
    @classmethod
    def _begin_with_year(cls, period: str | None, stated: ValidationInfo) -> str | None:
        if period and not period.startswith(str(stated.data.get("year", ""))):
            raise ValueError("another year")
        return period


class SourceFile(SourceYaml):
    """A described document with its ids."""

    source_id: str
    publication_id: str
    period: str


class NameRepair(Fields):
    """A name, a letter or a column put right: in ``line``, ``before`` stands for ``after``."""

    line: Count = Field(description="line of the document, from 1")
    before: Text = Field(description="the letters as they stand there")
    after: Text = Field(description="the letters as they should be, with the same digits")
    reason: Text = Field(description="why this is certain")


class HandFate(Fields):
    """A number placed by hand: the ``nth`` occurrence of ``token`` in ``line`` (from 1)."""

    line: Count = Field(description="line of the document, from 1")
    token: Text = Field(description="the number as it stands there")
    nth: Count = Field(1, ge=1, description="which of several equal numbers of the line")
    fate: Annotated[str, _one_of(HAND_FATES)] = Field(description="what the number is")
    reason: Text = Field(description="why this is certain")


class Corrections(Fields):
    """All corrections of one source."""

    repairs: tuple[NameRepair, ...] = ()
    fates: tuple[HandFate, ...] = ()


_NO_DATE = ("'{}' is no date", "write days as 2017-12-20")
_NO_PLACE = ("no line or no reason", "give line, reason, and before/after or token/fate")
_NO_LINE = ("line: '{}' is no number of a line", "write it in digits, from 1")
_NO_REPAIR = ("before or after is missing", "give both, letter for letter")
# What is wrong with a field that does not hold what it should, and the cure.
_FAULTS = {
    "year": ("'{}' is no year", "write the assessed year, such as 2017"),
    "period": ("'{}' is no period of the year", "begin it with the year, as in 2024q2"),
    "document_kind": ("'{}' is no kind of document", f"use one of {', '.join(values.DOCUMENT_KINDS)}"),
    "file": ("'{}' lies outside the folder", "name a file beside source.yaml"),
    "sha256": ("no SHA-256 sum", "write the output of 'sha256sum FILE'"),
    "publish_text": ("neither full nor quotes", "write full (official) or quotes (articles)"),
    "decided": _NO_DATE,
    "published": _NO_DATE,
    "retrieved": _NO_DATE,
    "url": ("'{}' is no web address", "write it whole, with https://"),
    "index": ("'{}' is no index", f"use one of {', '.join(_INDICES)}"),
    "ocr": ("'{}'", "write true for a scan, or leave it out"),
    "line": _NO_PLACE,
    "reason": _NO_PLACE,
    "before": _NO_REPAIR,
    "after": _NO_REPAIR,
    "nth": ("nth: '{}' counts nothing", "write 1 for the first such number of the line"),
    "fate": (
        "'{}' is no fate that a hand may give",
        f"use one of {', '.join(HAND_FATES)}; results and claims are read, not placed",
    ),
}
_NO_TEXT = ("'{}' is no text", "put it in quotation marks")
# Of several faults, the one that is reported: what is missing, then what is unknown.
_FIRST = {"missing": 0, "extra_forbidden": 1}


def editor_schemas() -> dict[str, str]:
    """Return the JSON Schemas of both files, by file name: an editor completes and marks fields by them."""
    schemas = {
        "source.schema.json": SourceYaml.model_json_schema(),
        "corrections.schema.json": TypeAdapter(list[NameRepair | HandFate]).json_schema(),
    }
    return {name: json.dumps(schema, indent=2) + "\n" for name, schema in schemas.items()}


def _validated(model: type[Described], entry: dict[object, object], shown: str, where: str = "") -> Described:
    """Return the fields of a file as ``model``; an empty field is a missing one.

    Raises SourceError for the first that is missing, unknown or malformed, at ``where`` or at the field.
    """
    given = {str(name): value for name, value in entry.items() if value not in (None, "")}
    try:
        return model.model_validate(given)
    except ValidationError as error:
        fault = min(error.errors(), key=lambda fault: _FIRST.get(fault["type"], 2))
    kind, name = fault["type"], str(fault["loc"][0])
    place = where or shortened(name)
    if kind == "extra_forbidden":
        raise SourceError(shown, place, "no such field", f"use one of {', '.join(model.model_fields)}")
    if kind == "missing" and not where:
        raise SourceError(shown, "", f"the field {name} is missing", f"add '{name}: …'")
    if kind == "string_too_long":
        raise SourceError(shown, place, f"{name} is longer than {_LONGEST} characters", "shorten it")
    reason, cure = _NO_LINE if name == "line" and kind != "missing" else _FAULTS.get(name, _NO_TEXT)
    value = given.get(name)
    words = shortened(value) if isinstance(value, str | bool | date) else "a list"
    raise SourceError(shown, place, reason.format(words), cure)


def read_source_file(folder: Path, shown: str) -> SourceFile:
    """Read ``source.yaml`` of a source folder; ``shown`` is the folder's name in messages.

    Raises SourceError for a missing or malformed file, a missing or unknown field.
    """
    path, name = folder / "source.yaml", f"{shown}/source.yaml"
    check_file(path, name, "write one as docs/adding-a-province.md shows")
    entry = load_yaml(path, name)
    if not isinstance(entry, dict):
        raise SourceError(name, "line 1", "no list of fields", "write one field a line: 'province: SLUG'")
    described = _validated(SourceYaml, entry, name)
    _check_days(described, name)
    _check_kind(described, name)
    source_id = shown.removeprefix("raw/").replace("/", "-")
    ids = {
        "source_id": source_id,
        "publication_id": described.publication_id or source_id,
        "period": described.period or str(described.year),
    }
    return SourceFile.model_construct(**{**dict(described), **ids})


def _check_days(source: SourceYaml, name: str) -> None:
    """Raise SourceError where a document is older than the year it assesses."""
    for field, day in (("decided", source.decided), ("published", source.published)):
        if day and day.year < source.year and not source.year_reason:
            cure = f"correct year or {field}, or say in year_reason why both are right"
            raise SourceError(name, "year", f"{source.year} had not begun on the day {field}, {day}", cure)


def _check_kind(source: SourceYaml, name: str) -> None:
    """Raise SourceError where the kind of the document does not go with what else is stated of it."""
    if source.document_kind in ARTICLES:
        if source.number is not None:
            cure = "name the document that the article tells of as 'about: …'"
            raise SourceError(name, "number", "an article has no number of its own", cure)
        if source.publish_text != "quotes":
            cure = "write 'publish_text: quotes': only quoted lines of an article are published"
            raise SourceError(name, "publish_text", "an article is not ours to republish whole", cure)
    elif source.about is not None:
        cure = f"write 'number: …', or the kind as one of {', '.join(ARTICLES)}"
        raise SourceError(name, "about", "only an article tells of another document", cure)


def read_corrections(folder: Path, shown: str) -> Corrections:
    """Read ``corrections.yaml`` of a source folder, empty where there is none.

    ``shown`` is the folder's name in messages. Raises SourceError where an entry is malformed.
    """
    path, name = folder / "corrections.yaml", f"{shown}/corrections.yaml"
    if not (path.exists() or path.is_symlink()):
        return Corrections()
    check_file(path, name, "put it back")
    entries = load_yaml(path, name)
    if not isinstance(entries, list):
        raise SourceError(name, "line 1", "no list", "begin each correction with '- line: …'")
    repairs: list[NameRepair] = []
    fates: list[HandFate] = []
    for number, entry in enumerate(entries, start=1):
        where = f"entry {number}"
        if not isinstance(entry, dict):
            raise SourceError(name, where, *_NO_PLACE)
        if "token" in entry:
            fates.append(_validated(HandFate, entry, name, where))
            continue
        repair = _validated(NameRepair, entry, name, where)
        if _DIGITS.findall(repair.before) != _DIGITS.findall(repair.after):
            cure = "corrections repair names, letters and columns only"
            raise SourceError(name, where, "changes a printed number", cure)
        repairs.append(repair)
    return Corrections(repairs=tuple(repairs), fates=tuple(fates))


if __name__ == "__main__":
    for file, schema in editor_schemas().items():
        (SCHEMAS / file).write_text(schema, encoding="utf-8")
