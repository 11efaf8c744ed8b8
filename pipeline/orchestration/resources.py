"""What a run is given: the folders that it works in, and the lock on them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import dagster as dg

from pipeline.orchestration.lock import build_lock
from pipeline.workspace import Workspace

WORKSPACE = "workspace"
LOCK = "lock"

# Every step asks for both.
REQUIRED = {WORKSPACE, LOCK}

# Seconds. What the schedule, the sensor or a click asked for lets a command end first, and is not lost.
_PATIENCE = 600


def resources(workspace: Workspace) -> Mapping[str, object]:
    """Return the resources of every run in ``workspace``."""

    @dg.resource(description="Một lần chạy mỗi lúc / one run at a time, of whatever kind")
    @contextmanager
    def lock(_: dg.InitResourceContext) -> Iterator[None]:
        """Hold the lock from before the first step of a run until after its last."""
        with build_lock(workspace, _PATIENCE):
            yield

    return {WORKSPACE: workspace, LOCK: lock}
