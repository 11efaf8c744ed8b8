"""The one lock of the working folders, which every run takes: the command's, a click's, the sensor's.

The system lets go of it when its process ends, however it ends: no lock is left that nobody holds.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import dagster as dg
from filelock import FileLock, Timeout

from pipeline.documents.errors import SourceError
from pipeline.publishing.release.activate import sweep
from pipeline.workspace import Workspace

# The name of the resource that every step asks for.
LOCK = "lock"

# Seconds. What the schedule, the sensor or a click asked for lets a command end first, and is not lost.
_PATIENCE = 600


def run_lock(workspace: Workspace) -> dg.ResourceDefinition:
    """Return the resource that holds the lock from before the first step of a run until after its last."""

    @dg.resource(description="Một lần chạy mỗi lúc / one run at a time, of whatever kind")
    @contextmanager
    def lock(context: dg.InitResourceContext) -> Iterator[None]:
        log = dg.get_dagster_logger() if context.log is None else context.log
        with alone(workspace, _PATIENCE, log.info):
            yield

    return lock


@contextmanager
def alone(
    workspace: Workspace, patience: float = 0, tell: Callable[[str], object] | None = None
) -> Iterator[None]:
    """Hold the lock of ``workspace``, cleared of what killed builds left; who holds it may take it again.

    Another that holds it is given ``patience`` seconds to end; then raises SourceError.
    """
    workspace.build.mkdir(parents=True, exist_ok=True)
    lock = FileLock(workspace.lock, is_singleton=True, poll_interval=0.5)
    try:
        with suppress(Timeout):
            lock.acquire(timeout=0)
        if not lock.is_locked:
            if tell:
                tell("another build is at work: this one waits for it to end")
            lock.acquire(timeout=patience)
    except Timeout:
        raise SourceError("build/", "", "another build is at work", "wait for it to end") from None
    try:
        sweep(workspace.releases, workspace.current)
        yield
    finally:
        lock.release()
