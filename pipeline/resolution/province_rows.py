"""From the rows of single sources to those of their province."""

from collections.abc import Callable
from pathlib import Path

from pipeline.documents.errors import SourceError
from pipeline.documents.source_folders import scan
from pipeline.resolution.staged_rows import StagedRows
from schemas.tables.documents import QuarantinedSource

# What stands beside the document in the folder of a source.
SOURCE_FILES = ("source.yaml", "corrections.yaml")


def shown_as(folder: Path) -> str:
    """Return how a source folder is named in messages and tables."""
    return f"raw/{folder.parent.name}/{folder.name}"


def quarantined(error: SourceError) -> QuarantinedSource:
    """Return the row of what cannot be read; since when is known where earlier rows are."""
    return QuarantinedSource(
        path=error.path, place=error.where, reason=error.reason, cure=error.cure, since=None
    )


def set_aside(error: SourceError) -> StagedRows:
    """Return the rows of a source that cannot be read: the one that says why."""
    return StagedRows(quarantine=[quarantined(error)])


def gather(raw: Path, slug: str, read: Callable[[Path], StagedRows]) -> StagedRows:
    """Return the rows of all sources of a province, as ``read`` returns them; a unit is one row."""
    rows = StagedRows()
    known: set[str] = set()
    province = scan(raw).get(slug)
    if province is None:
        return rows
    rows.quarantine = [quarantined(error) for error in province.refused]
    for folder in province.folders:
        found = read(folder)
        found.agencies = [row for row in found.agencies if row.agency_id not in known]
        known.update(row.agency_id for row in found.agencies)
        rows.extend(found)
    return rows
