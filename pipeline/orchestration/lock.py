"""The one lock of the working folders, which every run takes: the command's, a click's, the sensor's.

The system lets go of it when its process ends, however it ends: no lock is left that nobody holds.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from filelock import FileLock, Timeout

from pipeline.documents.errors import SourceError
from pipeline.publishing.release.activate import sweep
from pipeline.workspace import Workspace

_LOG = logging.getLogger(__name__)


@contextmanager
def build_lock(workspace: Workspace, patience: float = 0) -> Iterator[None]:
    """Hold the lock of ``workspace``, cleared of what killed builds left; who holds it may take it again.

    Another that holds it is given ``patience`` seconds to end; then raises SourceError.
    """
    workspace.build.mkdir(parents=True, exist_ok=True)
    lock = FileLock(workspace.lock, is_singleton=True, poll_interval=0.5)
    try:
        with suppress(Timeout):
            lock.acquire(timeout=0)
        if not lock.is_locked:
            if patience:
                _LOG.info("another build is at work: this one waits for it to end")
            lock.acquire(timeout=patience)
    except Timeout:
        raise SourceError("build/", "", "another build is at work", "wait for it to end") from None
    try:
        sweep(workspace.releases, workspace.current)
        yield
    finally:
        lock.release()
