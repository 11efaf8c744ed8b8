"""Where sources are read: in this thread, in several, or by the workers of a Dask cluster; the rows are the same.

``XEPHANG_WORKERS`` says it: a number, or ``dask://host:port``, the address of a scheduler whose workers have this
package installed and see ``raw/`` under the same path. Each thread, here or there, has a process of its own that reads
(`worker`), with all limits: what kills that is one source, and no worker.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from pipeline.documents.errors import SourceError
from pipeline.resolution.province_rows import set_aside, shown_as
from pipeline.resolution.staged_rows import StagedRows

_SETTING = "XEPHANG_WORKERS"
_DASK = "dask://"
# From so many sources on, further workers cost less than they save.
_MANY = 16
# Seconds until a scheduler answers.
_PATIENCE = 30
_CURE = "give a number, as 4, or the address of a Dask scheduler, as dask://127.0.0.1:8786"

# An executor, and what it raises for a source whose workers were lost again and again.
_Workers = tuple[Executor, tuple[type[Exception], ...]]


def read_all(
    read: Callable[[Path], StagedRows], folders: Sequence[Path]
) -> Iterator[tuple[Path, StagedRows]]:
    """Yield each of ``folders`` with its rows, in their order; a source that no worker survives is set aside.

    Raises SourceError where ``XEPHANG_WORKERS`` names nothing that reads.
    """
    told = os.environ.get(_SETTING) or str(os.cpu_count() or 1)
    if told == "1" or (len(folders) < _MANY and not told.startswith(_DASK)):
        yield from ((folder, read(folder)) for folder in folders)
        return
    with _workers(told) as (executor, lost):
        waiting = [(folder, executor.submit(read, folder.absolute())) for folder in folders]
        try:
            for folder, future in waiting:
                try:
                    rows = future.result()
                except lost:
                    cure = "look at memory and disk of the machines that read, build again"
                    rows = set_aside(
                        SourceError(shown_as(folder), "", "no worker that read it came back", cure)
                    )
                yield folder, rows
        finally:
            for _, future in waiting:
                future.cancel()


@contextmanager
def _workers(told: str) -> Iterator[_Workers]:
    if not told.startswith(_DASK):
        if not told.isdecimal() or not int(told):
            raise SourceError(_SETTING, "", f"{told!r} is no number of workers", _CURE)
        with ThreadPoolExecutor(int(told)) as threads:
            yield threads, ()
        return
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        cure = "install xephang with the extra [distributed], or give a number of workers"
        raise SourceError(_SETTING, "", "Dask is not installed", cure) from None
    try:
        client = Client(told.replace(_DASK, "tcp://", 1), timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise SourceError(_SETTING, "", f"no Dask scheduler answers at {told}", _CURE) from error
    with client, client.get_executor(pure=False) as cluster:
        yield cluster, (KilledWorker,)
