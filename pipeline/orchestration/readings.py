"""The rows of each source as it was read last: a source is read again if it, or what reads it, is another.

A file ``build/readings/<province>/<source>`` holds the rows behind a key that is made of the bytes of the source and
of the code, the code lists and the lexicon that read it. A source that could not be read is tried again in every build:
what stopped it may have been the machine.
"""

import logging
import os
import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pipeline.documents.errors import SourceError
from pipeline.documents.source_folders import discover
from pipeline.orchestration.partitions import READER
from pipeline.resolution.province_rows import shown_as
from pipeline.resolution.staged_rows import StagedRows
from pipeline.workers.reading import read_source
from pipeline.workers.results import Answer, loads
from pipeline.workspace import Workspace, code_version

_LOG = logging.getLogger(__name__)
# From so many sources on, a second worker costs less than it saves.
_MANY = 4
_KEY = 64


class Readings:
    """The rows of the sources of a workspace, read where they are not known."""

    def __init__(self, workspace: Workspace, read: Callable[[Path], StagedRows] = read_source) -> None:
        self._workspace, self._read = workspace, read
        self._reader = code_version(*READER)

    def refresh(self, slugs: Sequence[str]) -> int:
        """Read the sources of these provinces that changed since they were read last; return how many.

        Workers read beside each other, as many as there are cores or as XEPHANG_WORKERS says.
        """
        known = discover(self._workspace.raw)
        folders = [folder for slug in slugs for folder in known.get(slug, ())]
        waiting = [folder for folder in folders if not self._is_known(folder)]
        self._read_all(waiting)
        self._forget(slugs, {self._place(folder) for folder in folders})
        return len(waiting)

    def rows(self, folder: Path) -> StagedRows:
        """Return the rows of a source that `refresh` has seen."""
        rows: StagedRows = loads(self._place(folder).read_bytes()[_KEY:]).value
        return rows

    def _read_all(self, folders: Sequence[Path]) -> None:
        shown = [
            f"{shown_as(folder)} ({number} of {len(folders)})" for number, folder in enumerate(folders, 1)
        ]
        n_workers = _n_workers()
        if len(folders) < _MANY or n_workers == 1:
            for folder, name in zip(folders, shown, strict=True):
                self._keep(folder, name)
            return
        # a thread has a worker process of its own, which is where the work is done
        with ThreadPoolExecutor(n_workers) as threads:
            try:
                for _ in threads.map(self._keep, folders, shown):
                    pass
            except BaseException:
                threads.shutdown(cancel_futures=True)
                raise

    def _keep(self, folder: Path, shown: str) -> None:
        """Read a source and keep its rows, whole or not at all."""
        _LOG.info("reading %s", shown)
        key = self._key(folder)
        rows = self._read(folder)
        place = self._place(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{place.name}")
        known = key if not rows.quarantine else "-" * _KEY
        beside.write_bytes(known.encode() + pickle.dumps(Answer(value=rows), pickle.HIGHEST_PROTOCOL))
        os.replace(beside, place)

    def _is_known(self, folder: Path) -> bool:
        try:
            with self._place(folder).open("rb") as file:
                return file.read(_KEY).decode() == self._key(folder)
        except (OSError, UnicodeDecodeError):
            return False

    def _key(self, folder: Path) -> str:
        return self._workspace.version_of(folder, self._reader)

    def _place(self, folder: Path) -> Path:
        return self._workspace.readings / folder.parent.name / folder.name

    def _forget(self, slugs: Sequence[str], kept: set[Path]) -> None:
        """Remove the rows of sources that are no more, and what dead builds left."""
        for slug in slugs:
            for path in (self._workspace.readings / slug).glob("*"):
                if path not in kept:
                    path.unlink()


def _n_workers() -> int:
    """Return how many sources are read at once."""
    told = os.environ.get("XEPHANG_WORKERS") or str(os.cpu_count() or 1)
    if not told.isdecimal() or not int(told):
        raise SourceError("XEPHANG_WORKERS", "", f"{told!r} is no number of workers", "give a number, as 4")
    return int(told)
