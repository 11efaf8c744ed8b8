"""The rows of each source as it was read last: a source is read again if it, or what reads it, is another.

The key is made of the bytes of the source and of the code, the code lists and the lexicon that read it. A source that
could not be read is tried again in every build: what stopped it may have been the machine.
"""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.documents.source_folders import discover
from pipeline.orchestration.partitions import READER
from pipeline.orchestration.store import Store
from pipeline.resolution.province_rows import shown_as
from pipeline.resolution.staged_rows import StagedRows
from pipeline.workers.executors import read_all
from pipeline.workers.reading import read_source
from pipeline.workspace import Workspace, code_version

_LOG = logging.getLogger(__name__)


class KeptRows:
    """The rows of the sources of some provinces, read where they are not known."""

    def __init__(
        self,
        workspace: Workspace,
        slugs: Sequence[str],
        read: Callable[[Path], StagedRows] = read_source,
    ) -> None:
        known, reader = discover(workspace.raw), code_version(*READER)
        self._stores = {slug: Store(workspace.readings / slug) for slug in slugs}
        folders = [folder for slug in slugs for folder in known.get(slug, ())]
        self._keys = {folder: Store.key(workspace.version_of(folder), reader) for folder in folders}
        self._read = read
        self._unread: dict[Path, StagedRows] = {}

    def refresh(self) -> int:
        """Read the sources that changed since they were read last; return how many."""
        waiting = [folder for folder, key in self._keys.items() if not self._store(folder).has(key)]
        _LOG.info("reading %d of %d sources", len(waiting), len(self._keys))
        for number, (folder, rows) in enumerate(read_all(self._read, waiting), 1):
            _LOG.info("read %s (%d of %d)", shown_as(folder), number, len(waiting))
            if rows.quarantine:
                self._unread[folder] = rows
            else:
                self._store(folder).put(self._keys[folder], rows)
        return len(waiting)

    def rows(self, folder: Path) -> StagedRows:
        """Return the rows of a source that `refresh` has seen."""
        if folder in self._unread:
            return self._unread[folder]
        rows: StagedRows | None = self._store(folder).get(self._keys[folder])
        if rows is None:  # damaged
            rows = self._read(folder)
        return rows

    def sweep(self) -> None:
        """Forget the rows of sources that are no more, or are others now."""
        for store in self._stores.values():
            store.sweep()

    def _store(self, folder: Path) -> Store:
        return self._stores[folder.parent.name]
