"""The functions of `intake` that open documents, each in a worker; all else calls them here.

`read_source` is what can be handed to any executor: one path goes in, plain rows come out, and nothing in the source
raises.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.documents.errors import SourceError
from pipeline.resolution.province_rows import SOURCE_FILES, gather, set_aside, shown_as
from pipeline.resolution.staged_rows import StagedRows
from pipeline.workers.worker import call

if TYPE_CHECKING:  # it loads all of the reading code, which is the worker's to have
    from pipeline.intake import Extraction, Hints

_INTAKE = "pipeline.intake"


def read_province(raw: Path, slug: str) -> StagedRows:
    """Return the rows of all sources of a province; a source that cannot be read becomes a row of ``quarantine``."""
    return gather(raw, slug, read_source)


def read_source(folder: Path) -> StagedRows:
    """Return the rows of a source folder; where it cannot be read, the row of ``quarantine`` that says why."""
    try:
        rows: StagedRows = call(_document_in(folder), f"{_INTAKE}:read_source", folder)
    except SourceError as error:  # its reader died
        return set_aside(error)
    return rows


def show_source(folder: Path) -> StagedRows:
    """Return what can be read of a source folder as it is described, also where that is set aside."""
    rows: StagedRows = call(_document_in(folder), f"{_INTAKE}:show_source", folder)
    return rows


def propose_corrections(folder: Path) -> list[str]:
    """Return the lines of a ``corrections.yaml`` that a person may confirm for a source folder."""
    lines: list[str] = call(_document_in(folder), f"{_INTAKE}:propose_corrections", folder)
    return lines


def check_new(file: Path, draft: Path, shown: str) -> None:
    """Raise SourceError where ``file`` cannot be read, or is not what the ``source.yaml`` in ``draft`` says."""
    call(str(file), f"{_INTAKE}:check_new", file, draft, shown)


def extract(file: Path, hints: "Hints") -> "Extraction":
    """Return what one file would bring into the dataset; nothing is written."""
    found: Extraction = call(str(file), f"{_INTAKE}:extract", file, hints)
    return found


def _document_in(folder: Path) -> str:
    """Return how the document of a source folder is named where its reader cannot say it."""
    names: list[str] = []
    with suppress(OSError):
        names = [name for name in os.listdir(folder) if name not in SOURCE_FILES and name[0] != "."]
    return f"{shown_as(folder)}/{names[0]}" if len(names) == 1 else shown_as(folder)
