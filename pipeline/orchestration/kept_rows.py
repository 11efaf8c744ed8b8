"""The rows of each source as it was read last: a source is read again if it, or what reads it, is another.

A file ``build/readings/<province>/<source>`` holds the rows behind a key that is made of the bytes of the source and
of the code, the code lists and the lexicon that read it. A source that could not be read is tried again in every build:
what stopped it may have been the machine.
"""

import logging
import os
import pickle
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.documents.source_folders import discover
from pipeline.orchestration.partitions import READER
from pipeline.resolution.province_rows import shown_as
from pipeline.resolution.staged_rows import StagedRows
from pipeline.workers.executors import read_all
from pipeline.workers.reading import read_source
from pipeline.workers.results import Answer, loads
from pipeline.workspace import Workspace, code_version

_LOG = logging.getLogger(__name__)
_KEY = 64


class KeptRows:
    """The rows of the sources of a workspace, read where they are not known."""

    def __init__(self, workspace: Workspace, read: Callable[[Path], StagedRows] = read_source) -> None:
        self._workspace, self._read = workspace, read
        self._reader = code_version(*READER)

    def refresh(self, slugs: Sequence[str]) -> int:
        """Read the sources of these provinces that changed since they were read last; return how many."""
        known = discover(self._workspace.raw)
        folders = [folder for slug in slugs for folder in known.get(slug, ())]
        keys = {folder: self._workspace.version_of(folder, self._reader) for folder in folders}
        waiting = [folder for folder in folders if self._kept_key(folder) != keys[folder]]
        _LOG.info("reading %d of %d sources", len(waiting), len(folders))
        for number, (folder, rows) in enumerate(read_all(self._read, waiting), 1):
            _LOG.info("read %s (%d of %d)", shown_as(folder), number, len(waiting))
            self._keep(folder, keys[folder], rows)
        for slug in slugs:
            self._forget(slug, {self._place(folder) for folder in known.get(slug, ())})
        return len(waiting)

    def rows(self, folder: Path) -> StagedRows:
        """Return the rows of a source that `refresh` has seen."""
        rows: StagedRows = loads(self._place(folder).read_bytes()[_KEY:]).value
        return rows

    def _keep(self, folder: Path, key: str, rows: StagedRows) -> None:
        """Keep the rows of a source, whole or not at all; those of one that could not be read under no key."""
        place = self._place(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{place.name}")
        known = "-" * _KEY if rows.quarantine else key
        beside.write_bytes(known.encode() + pickle.dumps(Answer(value=rows), pickle.HIGHEST_PROTOCOL))
        os.replace(beside, place)

    def _kept_key(self, folder: Path) -> str | None:
        try:
            with self._place(folder).open("rb") as file:
                return file.read(_KEY).decode()
        except (OSError, UnicodeDecodeError):
            return None

    def _place(self, folder: Path) -> Path:
        return self._workspace.readings / folder.parent.name / folder.name

    def _forget(self, slug: str, kept: set[Path]) -> None:
        """Remove the rows of sources that are no more, and what dead builds left."""
        for path in (self._workspace.readings / slug).glob("*"):
            if path not in kept:
                path.unlink()
