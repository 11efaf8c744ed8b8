"""Copies of the sources with lines changed, read and audited by the ordinary path, in memory.

Transcripts, second copies that are not the issuer's, are left out: what they repeat would reveal what no reader
of the publication could see.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from pipeline import intake
from pipeline.audit import audit
from pipeline.documents.document import Document, Line
from pipeline.documents.read_document import read_document
from pipeline.documents.source_folders import discover
from pipeline.publishing.data.data_files import connect
from pipeline.resolution.province_rows import shown_as
from pipeline.resolution.source_file import read_source_file
from pipeline.resolution.staged_rows import StagedRows
from pipeline.warehouse.build import CODELISTS, build_core, load, restage
from pipeline.warehouse.typed_rows import read_rows
from schemas.contract import STAGED, to_arrow
from schemas.tables.claims import Discrepancy
from schemas.values import TRANSCRIPT

# The lines of a copy that read otherwise than in the source, by source and number.
Texts = Mapping[tuple[str, int], str]

# The order in which discrepancies are compared: by what they say.
_BY_WORDS = (
    "source_id, line, kind, agency_id, assessment_id, criterion_id, printed, recomputed, explanation_en"
)


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """Where a token is printed: a half-open range of code points of a line."""

    source_id: str
    line: int
    start: int
    end: int

    @property
    def key(self) -> tuple[str, int, int]:
        """Source, line, first code point."""
        return self.source_id, self.line, self.start


@dataclass(frozen=True, slots=True)
class _Source:
    folder: Path
    shown: str
    document: Document
    rows: StagedRows


class Workbench:
    """The sources of one province as they are, and the audit of copies of them."""

    def __init__(self, raw: Path, slug: str) -> None:
        """Read the sources of ``raw``/``slug``; raises SourceError where one cannot be read."""
        self.sources: dict[str, _Source] = {}
        for folder in discover(raw)[slug]:
            shown = shown_as(folder)
            described = read_source_file(folder, shown)
            if described.document_kind == TRANSCRIPT:
                continue
            document = read_document(folder / described.file, f"{shown}/{described.file}", described.ocr)
            rows = intake.read_copy(folder, shown, document)
            self.sources[described.source_id] = _Source(folder, shown, document, rows)
        self.con: duckdb.DuckDBPyConnection = connect(None, CODELISTS)
        load(self.con, [])

    def line(self, source_id: str, line: int) -> str:
        """Return a line of a source as it is."""
        return self.sources[source_id].document.lines[line - 1].text

    def text(self, span: TokenSpan) -> str:
        """Return the token at ``span`` in the source as it is."""
        return self.line(span.source_id, span.line)[span.start : span.end]

    def audit(self, texts: Texts | None = None) -> list[Discrepancy]:
        """Return the discrepancies of the sources, with the lines ``texts`` in place of what is there.

        Raises SourceError where the changed copy cannot be read.
        """
        self.build(texts)
        audit(self.con)
        return read_rows(self.con, Discrepancy, f"FROM audited.discrepancies ORDER BY {_BY_WORDS}")

    def doubts(self) -> Counter[tuple[object, ...]]:
        """Return the doubts of the last audit, without the columns, which a change before them moves."""
        found = self.con.execute("SELECT source_id, line, kind, subject FROM audited.doubts").fetchall()
        return Counter(found)

    def build(self, texts: Texts | None = None) -> None:
        """Make the core tables of ``con``, not audited; otherwise like `audit`."""
        rows = {source_id: source.rows for source_id, source in self.sources.items()}
        for source_id in {source_id for source_id, _ in texts or {}}:
            source = self.sources[source_id]
            copy = _changed(source.document, source_id, texts or {})
            rows[source_id] = intake.read_copy(source.folder, source.shown, copy)
        merged = _merged(rows)
        restage(self.con, {table.name: to_arrow(table, getattr(merged, table.name)) for table in STAGED})
        build_core(self.con)


def _changed(document: Document, source_id: str, texts: Texts) -> Document:
    """Return a copy of ``document`` with its lines in ``texts`` replaced."""
    lines = (Line(line.number, texts.get((source_id, line.number), line.text)) for line in document.lines)
    return replace(document, lines=tuple(lines))


def _merged(rows: Mapping[str, StagedRows]) -> StagedRows:
    """Return the rows of all sources of a province; a unit that several name is one row of ``agencies``."""
    merged = StagedRows()
    known: set[str] = set()
    for found in rows.values():
        agencies = [row for row in found.agencies if row.agency_id not in known]
        known.update(row.agency_id for row in agencies)
        merged.extend(replace(found, agencies=agencies))
    return merged
