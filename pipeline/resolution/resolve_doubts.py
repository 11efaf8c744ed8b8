"""What two readings of a source fit: rows of ``doubts``, and the places of their numbers."""

from collections.abc import Iterator

from pipeline.reading.readings import ReadingDoubt, Span
from pipeline.resolution.session import SourceSession
from schemas.row_ids import row_id
from schemas.tables.claims import Doubt


def doubt_rows(session: SourceSession) -> list[Doubt]:
    """Return the doubts of reading in the order of their places, each once."""
    source_id = session.source.source_id
    rows: dict[str, Doubt] = {}
    for doubt in sorted(session.readings.doubts, key=lambda doubt: doubt.spans):
        doubt_id = _doubt_id(source_id, doubt)
        rows[doubt_id] = Doubt(
            doubt_id=doubt_id,
            source_id=source_id,
            line=min(doubt.spans).line,
            kind=doubt.kind,
            subject=doubt.subject,
            reading_a=doubt.reading_a.vi,
            reading_a_en=doubt.reading_a.en,
            reading_b=doubt.reading_b.vi,
            reading_b_en=doubt.reading_b.en,
            reason=doubt.reason.vi,
            reason_en=doubt.reason.en,
        )
    return list(rows.values())


def doubted_spans(session: SourceSession) -> Iterator[tuple[Span, str]]:
    """Yield the places that are in doubt, each with the id of its doubt."""
    for doubt in session.readings.doubts:
        doubt_id = _doubt_id(session.source.source_id, doubt)
        yield from ((span, doubt_id) for span in doubt.spans)


def _doubt_id(source_id: str, doubt: ReadingDoubt) -> str:
    first = min(doubt.spans)
    return row_id(source_id, first.line, first.start, doubt.kind, doubt.subject)
