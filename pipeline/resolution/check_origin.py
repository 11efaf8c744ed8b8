"""A source is of the year and the province that its headings name, or its description says why not."""

from dataclasses import dataclass

from pipeline.documents.document import Document
from pipeline.documents.errors import SourceError
from pipeline.reading.text.origin_doubt import other_province, other_year
from pipeline.reading.vocabulary.gazetteer import Province
from pipeline.resolution.source_file import SourceFile
from schemas.tables.documents import Correction


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What the text names, in which line, where the description of a source says something else.

    ``field`` is year or province; ``reason`` why the description is right all the same, None where it does
    not say.
    """

    field: str
    said: str
    named: str
    line: int
    reason: str | None


def contradictions(source: SourceFile, province: Province, document: Document) -> list[Contradiction]:
    """Return where the headings of a document clearly name another year or province than its description."""
    found = []
    day = min((day for day in (source.decided, source.published) if day), default=None)
    year = other_year(document, source.year, day)
    if year is not None:
        found.append(Contradiction("year", str(source.year), str(year[0]), year[1], source.year_reason))
    home = other_province(document, province, source.year)
    if home is not None:
        named, line = home
        found.append(Contradiction("province", province.name, named.name, line, source.province_reason))
    return found


def refuse_other_origin(source: SourceFile, province: Province, document: Document) -> None:
    """Raise SourceError where a document clearly is of another year or province than it is said to be of."""
    for found in contradictions(source, province, document):
        if found.reason is None:
            raise SourceError(
                document.path,
                f"line {found.line}",
                f"its headings name the {found.field} {found.named}, it is said to be of {found.said}",
                f"correct the {found.field}, or say why it is right all the same, in {found.field}_reason of "
                f"source.yaml or with xephang add --{found.field}-reason",
            )


def origin_rows(source: SourceFile, province: Province, document: Document) -> list[Correction]:
    """Return what the description puts right in the headings, published like any other correction."""
    return [
        Correction(
            source_id=source.source_id,
            locator=f"line={found.line}",
            before=found.named,
            after=found.said,
            reason=found.reason,
            applied=True,
        )
        for found in contradictions(source, province, document)
        if found.reason is not None
    ]
