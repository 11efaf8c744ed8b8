"""One source: its description, its document, and what was read of it."""

from dataclasses import dataclass

from pipeline.documents.document import Document
from pipeline.documents.errors import SourceError
from pipeline.reading.readings import Context, Readings, Span
from pipeline.resolution.source_file import Corrections, SourceFile
from pipeline.resolution.units import Units
from schemas.tables.documents import Correction


@dataclass(frozen=True, slots=True)
class SourceSession:
    """One source while its readings become rows; ``units`` gathers who is named in it."""

    source: SourceFile
    document: Document
    readings: Readings
    corrections: Corrections
    units: Units

    def quote(self, line: int) -> str:
        """Return the text of a line (from 1) as rows quote it."""
        return self.document.lines[line - 1].text.strip()

    def printed(self, span: Span) -> str:
        """Return what stands at a span of the document."""
        return self.document.lines[span.line - 1].text[span.start : span.end]

    def index(self, context: Context) -> str | None:
        """Return the index that is spoken of, or the one that the description names."""
        return context.index or self.source.index


def correction_rows(session: SourceSession) -> list[Correction]:
    """Return the corrections of a source, after all its names are resolved.

    Raises SourceError naming the entry that no longer matches its line, or that puts no name right: it stops
    the source.
    """
    lines = session.document.lines
    for index, repair in enumerate(session.corrections.repairs):
        where = f"corrections.yaml, line {repair.line}"
        if not 1 <= repair.line <= len(lines) or repair.before not in lines[repair.line - 1].text:
            reason = f"'{repair.before}' does not stand there any more"
            raise SourceError(session.document.path, where, reason, "remove the correction or renew it")
        if index not in session.units.used:
            reason = f"'{repair.before}' is in no name of a unit that is read there: it changes nothing"
            cure = "remove the correction, or give the letters of the name that is to be read"
            raise SourceError(session.document.path, where, reason, cure)
    source_id, corrections = session.source.source_id, session.corrections
    entries = [(entry.line, entry.before, entry.after, entry.reason) for entry in corrections.repairs]
    entries += [(entry.line, entry.token, entry.fate, entry.reason) for entry in corrections.fates]
    return [
        Correction(
            source_id=source_id,
            locator=f"line={line}",
            before=before,
            after=after,
            reason=reason,
            applied=True,
        )
        for line, before, after, reason in entries
    ]
