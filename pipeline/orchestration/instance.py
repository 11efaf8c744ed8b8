"""The Dagster instance of a run without a server: nothing is kept, and its event log holds one connection.

Dagster's own in-memory log opens a connection and sets two pragmas for each of some 1,500 queries, which is a
tenth of the CPU time of a build.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import dagster as dg
from dagster._core.instance import InstanceType
from dagster._core.launcher.sync_in_memory_run_launcher import SyncInMemoryRunLauncher
from dagster._core.run_coordinator import DefaultRunCoordinator
from dagster._core.storage.event_log import InMemoryEventLogStorage
from dagster._core.storage.noop_compute_log_manager import NoOpComputeLogManager
from dagster._core.storage.root import TemporaryLocalArtifactStorage
from dagster._core.storage.runs import InMemoryRunStorage
from sqlalchemy.engine import Connection


class OneConnectionEventLog(InMemoryEventLogStorage):
    """The in-memory event log of a run in one process and one thread."""

    @contextmanager
    def run_connection(self, run_id: str | None = None) -> Iterator[Connection]:
        """Lend the connection that the log holds for its life; each use is a transaction."""
        with self._db_lock, self._held_conn.begin():
            yield self._held_conn

    def index_connection(self) -> AbstractContextManager[Connection]:
        """Lend the same connection: one database holds runs and index."""
        return self.run_connection()


def passing_instance() -> dg.DagsterInstance:
    """Return an instance like ``DagsterInstance.ephemeral()``, with the log above."""
    return dg.DagsterInstance(
        instance_type=InstanceType.EPHEMERAL,
        local_artifact_storage=TemporaryLocalArtifactStorage(),  # type: ignore[no-untyped-call]
        run_storage=InMemoryRunStorage(),
        event_storage=OneConnectionEventLog(),
        compute_log_manager=NoOpComputeLogManager(),
        run_coordinator=DefaultRunCoordinator(),
        run_launcher=SyncInMemoryRunLauncher(),
    )
