"""A source is of the year and the province that its headings name, or its description says why not."""

from collections.abc import Iterable

from pipeline.documents.errors import SourceError
from pipeline.reading.issues import OriginDoubt
from pipeline.reading.readings import Origin
from pipeline.resolution.source_file import SourceFile
from schemas.tables.agencies import Province
from schemas.tables.documents import Correction


def origin_of(source: SourceFile, province: Province) -> Origin:
    """Return what a description says of the origin of its document."""
    day = min((day for day in (source.decided, source.published) if day), default=None)
    return Origin(province, source.year, day)


def _reason(source: SourceFile, doubt: OriginDoubt) -> str | None:
    """Return why the description is right all the same, None where it does not say."""
    return source.year_reason if doubt.field == "year" else source.province_reason


def refuse_other_origin(source: SourceFile, path: str, doubts: Iterable[OriginDoubt]) -> None:
    """Raise SourceError where a document clearly is of another year or province than it is said to be of."""
    for doubt in doubts:
        if _reason(source, doubt) is None:
            raise SourceError(
                path,
                f"line {doubt.line}",
                f"its headings name the {doubt.field} {doubt.named}, it is said to be of {doubt.described}",
                f"correct the {doubt.field}, or say why it is right all the same, in {doubt.field}_reason of "
                f"source.yaml or with xephang add --{doubt.field}-reason",
            )


def origin_rows(source: SourceFile, doubts: Iterable[OriginDoubt]) -> list[Correction]:
    """Return what the description puts right in the headings, published like any other correction."""
    return [
        Correction(
            source_id=source.source_id,
            locator=f"line={doubt.line}",
            before=doubt.named,
            after=doubt.described,
            reason=reason,
            applied=True,
        )
        for doubt in doubts
        if (reason := _reason(source, doubt)) is not None
    ]
