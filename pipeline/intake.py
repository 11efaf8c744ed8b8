"""One source folder (or one file) to staged rows: documents, extraction and resolution in one line."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.documents.errors import SourceError
from pipeline.documents.model import Document
from pipeline.documents.read import read_document
from pipeline.extraction.lexicon import Province, lexicon_for, provinces
from pipeline.extraction.read import read
from pipeline.extraction.readings import Readings, Span
from pipeline.resolution.claims import (
    band_rows,
    claim_rows,
    indicator_rows,
    ledger_rows,
    placed_spans,
    state_rows,
)
from pipeline.resolution.rows import LineRow, QuarantineRow, SourceRow, StagedRows
from pipeline.resolution.source_file import Corrections, SourceFile, read_corrections, read_source_file
from pipeline.resolution.statements import Book, correction_rows, statement_rows
from pipeline.vietnamese.damage import anyof


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller knows of a file without source.yaml; a hint fills only what the text does not say."""

    province: str | None = None
    year: int | None = None
    index: str | None = None


def discover(raw: Path) -> dict[str, list[Path]]:
    """The source folders of each province in ``raw/``, sorted; a province is a folder, no list names it."""
    found = {
        folder.name: sorted(path for path in folder.iterdir() if path.is_dir())
        for folder in sorted(raw.iterdir())
        if folder.is_dir()
    }
    return {slug: folders for slug, folders in found.items() if folders}


def read_province(raw: Path, slug: str) -> StagedRows:
    """The rows of all sources of a province; a source that cannot be read becomes a row of ``quarantine``."""
    rows = StagedRows()
    known: set[str] = set()
    for folder in discover(raw).get(slug, []):
        shown = f"raw/{slug}/{folder.name}"
        try:
            found = _read_source(folder, shown, slug)
        except SourceError as error:
            rows.quarantine.append(QuarantineRow(error.path, error.place, error.reason, error.cure))
            continue
        found.agencies = [row for row in found.agencies if row.agency_id not in known]
        known.update(row.agency_id for row in found.agencies)
        rows.extend(found)
    return rows


def _province(slug: str, shown: str, year: int) -> Province:
    in_force = [p for p in provinces() if p.slug == slug and (p.valid_to is None or p.valid_to.year >= year)]
    if in_force:
        return in_force[0]
    near = sorted(p.slug for p in provinces() if p.slug[:3] == slug[:3])
    hint = f"use one of {', '.join(near)}" if near else "use a slug of schemas/codelists/provinces.csv"
    raise SourceError(shown, "province", f"'{slug}' is no province", hint)


def _read_source(folder: Path, shown: str, slug: str) -> StagedRows:
    source = read_source_file(folder, shown)
    province = _province(source.province, f"{shown}/source.yaml", source.year)
    if source.province != slug:
        raise SourceError(
            f"{shown}/source.yaml",
            "province",
            f"'{source.province}' in the folder of {slug}",
            "move the folder or correct the field",
        )
    document = read_document(folder / source.file, f"{shown}/{source.file}")
    if document.sha256 != source.sha256:
        raise SourceError(
            document.path,
            "",
            f"its SHA-256 is {document.sha256[:12]}…, source.yaml says {source.sha256[:12]}…",
            "restore the file as received, or renew sha256 if it was replaced on purpose",
        )
    lexicon = lexicon_for(province)
    readings = read(document, lexicon)
    if readings.doubts:
        doubt = readings.doubts[0]
        raise SourceError(document.path, f"line {doubt.line}", doubt.reason, doubt.cure)
    book = Book(source, province, document, lexicon, read_corrections(folder, shown))
    return _rows(book, readings)


def _rows(book: Book, readings: Readings) -> StagedRows:
    rows = book.rows
    rows.statements = list(statement_rows(book, readings).values())
    rows.claims = claim_rows(book, readings, rows.statements)
    rows.tier_bands = band_rows(book, readings)
    rows.unit_states = state_rows(book, readings)
    placed = placed_spans(rows.statements, rows.claims)
    rows.indicators, found = indicator_rows(book, placed)
    rows.number_ledger = ledger_rows(book, [*placed, *found], [*readings.structure, *_names(readings)])
    rows.corrections = correction_rows(book)
    source_id = book.source.source_id
    rows.source_lines = [LineRow(source_id, line.number, line.text) for line in book.document.lines]
    rows.sources = [_source_row(book)]
    return rows


def _names(readings: Readings) -> list[Span]:
    """Where units are named: a number in a name (``Phường 4``) is part of it."""
    return [reading.mention.span for reading in readings.values if reading.mention]


def _source_row(book: Book) -> SourceRow:
    source, document, ledger = book.source, book.document, book.rows.number_ledger
    return SourceRow(
        source_id=source.source_id,
        publication_id=source.publication_id,
        province_id=book.province.province_id,
        year=source.year,
        period=source.period,
        title=source.title,
        document_number=source.number,
        document_type=source.document_type,
        issuer=source.issuer,
        decided_on=source.decided,
        published_on=source.published,
        publisher=source.publisher,
        criteria_document=source.criteria_document,
        licence=source.licence,
        publish_text=source.publish_text,
        path=document.path,
        media_type=document.media_type,
        sha256=document.sha256,
        n_numbers=len(ledger),
        n_unaccounted=sum(row.fate == "unaccounted" for row in ledger),
        n_by_hand=len(book.corrections.fates),
        state="fresh",
    )


_YEAR = re.compile(rf"(?:{anyof('năm')})\s+(20[0-3]\d)\b")


def _said_year(document: Document) -> int | None:
    """The year that the title speaks of: the one most often named in the first lines that speak of a ranking."""
    ranking = re.compile(anyof("xếp hạng", "đánh giá", "kết quả", "chỉ số", "công bố"))
    heads = [line for line in document.lines if ranking.search(line.normal.text)][:6]
    years = Counter(int(year) for line in heads for year in _YEAR.findall(line.normal.text))
    years = years or Counter(int(year) for line in document.lines for year in _YEAR.findall(line.normal.text))
    return max(years, key=lambda year: (years[year], year)) if years else None


def _said_province(document: Document, year: int) -> str | None:
    """The province that the text names most often, told by the words before it or by the title."""
    text = "\n".join(line.normal.text for line in document.lines)
    counts: Counter[str] = Counter()
    for province in provinces():
        if (
            (province.valid_to is not None
            and province.valid_to.year < year)
            or (province.valid_from and province.valid_from.year > year)
        ):
            continue
        name = re.escape(province.name.lower())
        led = len(re.findall(rf"(?:tỉnh|thành phố)\s+{name}\b", text))
        opens = len(re.findall(rf"^{name}\b", text, re.MULTILINE))
        counts[province.slug] += 3 * led + opens
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] else None


def extract_file(path: Path, hints: Hints) -> StagedRows:
    """What one file would bring into the dataset; nothing is written.

    Raises SourceError where the file cannot be read or says neither province nor year and no hint does.
    """
    document = read_document(path)
    year = _said_year(document) or hints.year
    if year is None:
        raise SourceError(str(path), "", "the text names no year", "add --year")
    slug = _said_province(document, year) or hints.province
    if slug is None:
        raise SourceError(str(path), "", "the text names no province", "add --province")
    province = _province(slug, str(path), year)
    source = SourceFile(
        path.stem,
        path.stem,
        slug,
        year,
        str(year),
        path.stem,
        "",
        "unknown",
        None,
        None,
        None,
        None,
        None,
        "",
        "quotes",
        path.name,
        document.sha256,
        hints.index,
    )
    lexicon = lexicon_for(province)
    readings = read(document, lexicon)
    rows = _rows(Book(source, province, document, lexicon, Corrections()), readings)
    rows.quarantine = [
        QuarantineRow(str(path), f"line {doubt.line}", doubt.reason, doubt.cure) for doubt in readings.doubts
    ]
    return rows
