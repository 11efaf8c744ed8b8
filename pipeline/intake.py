"""One source folder (or one file) to staged rows: documents, reading and resolution in one line.

All of it happens in the process that calls it, without limits; `pipeline.workers` calls it in one that has them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pipeline.documents.document import Document, Line
from pipeline.documents.errors import SourceError
from pipeline.documents.limits import lengthen_for_scan
from pipeline.documents.read_document import read_document
from pipeline.documents.source_folders import check_file
from pipeline.reading.read import read
from pipeline.reading.text.origin import names_home, read_origin_doubts, told_provinces, told_years
from pipeline.reading.vocabulary.criterion_names import mender
from pipeline.reading.vocabulary.gazetteer import gazetteer_for
from pipeline.reading.vocabulary.name_entries import nation, provinces
from pipeline.resolution.check_origin import origin_of, refuse_other_origin
from pipeline.resolution.proposals import proposed_corrections
from pipeline.resolution.province_rows import gather, quarantined, set_aside, shown_as
from pipeline.resolution.refusals import refusals, refuse_readings
from pipeline.resolution.resolve_source import resolve_source
from pipeline.resolution.session import SourceSession
from pipeline.resolution.settle_bands import settle_bands
from pipeline.resolution.source_file import Corrections, SourceFile, read_corrections, read_source_file
from pipeline.resolution.staged_rows import StagedRows
from pipeline.resolution.units import Units
from schemas.tables.agencies import Province
from schemas.values import YEARS

Told = TypeVar("Told", int, str)
# A text whose likeliest year or province is no more than this share of all that it names does not say which.
_CLEAR = 0.5


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller knows of a file without source.yaml; a hint fills only what the text does not say."""

    province: str | None = None
    year: int | None = None
    index: str | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Inferred:
    """The year or the province that a file is taken to be of.

    ``told`` are all that its text names, each with its share, the likeliest first; ``hint`` is what the caller knows.
    """

    told: tuple[tuple[str, float], ...]
    hint: str | None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one file would bring in, and whose and of when it was taken to be."""

    rows: StagedRows
    province: Inferred
    year: Inferred


def prepare() -> None:
    """Load what every document needs, by reading a line that could stand in any."""
    mender()
    home, year = provinces()[0], YEARS[-1]
    text = f"{home.name} {year}: {gazetteer_for(home).entries[0].text} 80,5"
    document = Document("", "text/plain", "", (Line(1, text),))
    _shown(_undescribed(Path(), document, home.province_id, year, None), home, document, Corrections())


def read_province(raw: Path, slug: str) -> StagedRows:
    """Return the rows of all sources of a province; a source that cannot be read becomes a row of ``quarantine``."""
    return gather(raw, slug, read_source)


def read_source(folder: Path) -> StagedRows:
    """Return the rows of a source folder; where it cannot be read, the row of ``quarantine`` that says why."""
    try:
        return _read_source(folder)
    except SourceError as error:
        return set_aside(error)


def province_of(slug: str, shown: str, year: int) -> Province:
    """Return the province of a slug that existed in ``year`` or later; raises SourceError naming ``shown``."""
    named = [province for province in provinces() if province.province_id == slug]
    for province in named:
        if province.valid_to is None or province.valid_to.year >= year:
            return province
    if named:
        cure = f"correct the year, or use the province that {named[0].name} went into"
        raise SourceError(shown, "province", f"'{slug}' ended before {year}", cure)
    near = sorted(p.province_id for p in provinces() if p.province_id[:3] == slug[:3])
    hint = f"use one of {', '.join(near)}" if near else "use an id of schemas/codelists/provinces.csv"
    raise SourceError(shown, "province", f"'{slug}' is no province", hint)


def _described(folder: Path, shown: str) -> tuple[SourceFile, Province]:
    """Return the description of a source folder, and its province."""
    source = read_source_file(folder, shown)
    return source, province_of(source.province, f"{shown}/source.yaml", source.year)


def _document(folder: Path, shown: str, source: SourceFile) -> Document:
    path, name = folder / source.file, f"{shown}/{source.file}"
    check_file(path, name, "put the document beside its source.yaml")
    if source.ocr:
        lengthen_for_scan()
    return read_document(path, name, source.ocr)


def _read_source(folder: Path) -> StagedRows:
    """Return the rows of a source folder; raises SourceError where anything in it cannot be read."""
    shown, slug = shown_as(folder), folder.parent.name
    source, province = _described(folder, shown)
    if source.province != slug:
        reason, cure = f"'{source.province}' in the folder of {slug}", "move the folder or correct the field"
        raise SourceError(f"{shown}/source.yaml", "province", reason, cure)
    document = _document(folder, shown, source)
    if document.sha256 != source.sha256:
        reason = f"its SHA-256 is {document.sha256[:12]}…, source.yaml says {source.sha256[:12]}…"
        cure = "restore the file as received, or renew sha256 if it was replaced on purpose"
        raise SourceError(document.path, "", reason, cure)
    return _read_as(folder, shown, source, province, document)


def show_source(folder: Path) -> StagedRows:
    """Return what can be read of a source folder as it is described, also where that is set aside.

    What cannot be read in it becomes rows of ``quarantine``, as in `extract_file`.
    """
    shown = shown_as(folder)
    source, province = _described(folder, shown)
    document = _document(folder, shown, source)
    return _shown(source, province, document, read_corrections(folder, shown))


def propose_corrections(folder: Path) -> list[str]:
    """Return the lines of a ``corrections.yaml`` that a person may confirm for a source folder."""
    shown = shown_as(folder)
    source, province = _described(folder, shown)
    document = _document(folder, shown, source)
    session = _session(source, province, document, read_corrections(folder, shown))
    return proposed_corrections(session, resolve_source(session))


def check_new(file: Path, draft: Path, shown: str) -> None:
    """Raise SourceError where ``file`` cannot be read, or is not what the ``source.yaml`` in ``draft`` says.

    ``shown`` is the folder that it is to have in raw/.
    """
    source, province = _described(draft, shown)
    if source.ocr:
        lengthen_for_scan()
    document = read_document(file, ocr=source.ocr)
    if source.ocr and not document.recognised:
        raise SourceError(str(file), "ocr", "only a scanned PDF is recognised", "leave --ocr out")
    doubts = read_origin_doubts(document, origin_of(source, province))
    refuse_other_origin(source, document.path, doubts)


def _shown(source: SourceFile, province: Province, document: Document, repairs: Corrections) -> StagedRows:
    """Return all that can be read of a document, its parse issues as rows of ``quarantine``."""
    session = _session(source, province, document, repairs)
    rows = resolve_source(session)
    rows.quarantine = [
        quarantined(SourceError(document.path, f"line {issue.line}", issue.reason, issue.cure))
        for issue in session.readings.issues
    ]
    return rows


def read_copy(folder: Path, shown: str, document: Document) -> StagedRows:
    """Return the rows of a source folder as if ``document`` were its own; raises SourceError as that would."""
    return _read_as(folder, shown, *_described(folder, shown), document)


def _read_as(
    folder: Path, shown: str, source: SourceFile, province: Province, document: Document
) -> StagedRows:
    """Return the rows that ``document`` gives for a described source."""
    session = _session(source, province, document, read_corrections(folder, shown))
    refuse_readings(session)
    rows = resolve_source(session)
    for refusal in refusals(session, rows):
        raise refusal
    return rows


def _session(
    source: SourceFile, province: Province, document: Document, corrections: Corrections
) -> SourceSession:
    """Return what is read of a document, ready to become rows."""
    readings = read(document, origin_of(source, province))
    settle_bands(readings, source.index)
    units = Units(source.source_id, province, corrections.repairs)
    return SourceSession(source, document, readings, corrections, units)


def extract_file(path: Path, hints: Hints) -> StagedRows:
    """Return the rows of `extract`."""
    return extract(path, hints).rows


def extract(path: Path, hints: Hints) -> Extraction:
    """Return what one file would bring into the dataset; nothing is written.

    What cannot be read in it becomes rows of ``quarantine``. Raises SourceError where the file cannot be
    read, or says neither province nor year and no hint does.
    """
    if hints.ocr:
        lengthen_for_scan()
    document = read_document(path, ocr=hints.ocr)
    years = _by_hint(told_years(document, hints.year), hints.year)
    year = years[0][0] if years else hints.year
    if year is None:
        raise SourceError(str(path), "", "the text names no year", "add --year")
    homes = _by_hint(told_provinces(document, year), hints.province)
    if hints.province == nation().province_id and not names_home(document):
        homes = []  # it names provinces as units
    slug = homes[0][0] if homes else hints.province
    if slug is None:
        raise SourceError(str(path), "", "the text names no province", "add --province")
    province = province_of(slug, str(path), year)
    source = _undescribed(path, document, slug, year, hints.index)
    rows = _shown(source, province, document, Corrections())
    told = tuple((str(named), share) for named, share in years)
    return Extraction(
        rows, Inferred(tuple(homes), hints.province), Inferred(told, str(hints.year) if hints.year else None)
    )


def _by_hint(told: list[tuple[Told, float]], hint: Told | None) -> list[tuple[Told, float]]:
    """Return what a text tells, the likeliest first; where none is clear, the hint before it if it is told, too."""
    if told and told[0][1] <= _CLEAR:
        return sorted(told, key=lambda one: one[0] != hint)
    return told


def _undescribed(path: Path, document: Document, slug: str, year: int, index: str | None) -> SourceFile:
    """Return the description of a document that nobody has described: its file's name stands for its title."""
    return SourceFile.model_construct(
        source_id=path.stem,
        publication_id=path.stem,
        province=slug,
        year=year,
        period=str(year),
        title=path.stem,
        issuer="",
        document_kind="unknown",
        licence="",
        publish_text="quotes",
        file=path.name,
        sha256=document.sha256,
        index=index,
        ocr=document.recognised,
    )
