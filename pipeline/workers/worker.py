"""The near side of a worker: it is asked, it is waited for, and it is replaced when it dies.

Each thread has one. The worker has the reading code loaded and forks itself for each call, so that a call costs a few
milliseconds and finds the same state whatever was read before; the fork reads one source within its limits and ends.
"""

import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
import weakref
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

from pipeline.documents.errors import SourceError
from pipeline.documents.limits import PATIENCE, max_memory, max_seconds
from pipeline.workers.results import Request, loads

ROOT = Path(__file__).resolve().parents[2]
# How a call ended, before its result: an exit code, minus the number of a signal, or `TOO_MUCH`.
STATUS = struct.Struct("!i")
TOO_MUCH = 1_000

_START = 120  # seconds until a worker is ready, at most
_GRACE = 30  # seconds over the limit of a scan, after which a worker that does not answer is killed
_SIGNALS = {int(number): number.name for number in signal.Signals}
_LOCAL = threading.local()


class WorkerError(Exception):
    """A worker does not start: the fault is the installation's, and no source's."""


class _Worker:
    """A process that answers calls one after the other."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "pipeline.workers.serve", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for who asks, and all of it can be killed at once
                # a library's threads would each reserve memory that the limit counts
                env={**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"},
            )
        self._ready = False
        self.end = weakref.finalize(self, _end, os.getpid(), self._process, self._connection)

    def is_alive(self) -> bool:
        """Return False where the worker was killed since it was last asked."""
        return self._process.poll() is None

    def ask(self, request: bytes) -> tuple[int, bytes]:
        """Return how the call ended and its result; raises EOFError or TimeoutError where the worker is lost."""
        if not self._ready:
            self._wait_until_ready()
        self._connection.send_bytes(request)
        if not self._connection.poll(PATIENCE * max_seconds(recognised=True) + _GRACE):
            raise TimeoutError
        answer = self._connection.recv_bytes()
        return STATUS.unpack_from(answer)[0], answer[STATUS.size :]

    def _wait_until_ready(self) -> None:
        try:
            self._ready = self._connection.poll(_START) and not self._connection.recv_bytes()
        except (EOFError, OSError) as error:
            raise WorkerError(
                "the process that reads documents does not start; its error stands above"
            ) from error
        if not self._ready:
            raise WorkerError(f"the process that reads documents was not ready after {_START} s")


def _end(owner: int, process: subprocess.Popen[bytes], connection: Connection) -> None:
    """End a worker with all that it runs; a fork of the process that it belongs to leaves it alone."""
    connection.close()
    if os.getpid() == owner and process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _forget() -> None:
    """Let a fork of this process begin with workers of its own."""
    global _LOCAL
    _LOCAL = threading.local()


os.register_at_fork(after_in_child=_forget)


def start() -> None:
    """Let the worker of this thread load what it needs while other things are done."""
    worker: _Worker | None = getattr(_LOCAL, "worker", None)
    if worker is None or not worker.is_alive():
        _LOCAL.worker = _Worker()


def call(shown: str, function: str, *arguments: object) -> Any:
    """Return what ``function``, as ``module:name``, returns for ``arguments`` in the worker of this thread.

    Raises SourceError as it does; and naming ``shown`` where it stops otherwise, dies, or takes too much.
    """
    start()
    try:
        status, result = _LOCAL.worker.ask(pickle.dumps(Request.of(function, arguments)))
    except BaseException as error:
        _LOCAL.worker.end()
        del _LOCAL.worker
        if not isinstance(error, EOFError | OSError):
            raise
        ended_by = signal.SIGALRM if isinstance(error, TimeoutError) else signal.SIGKILL
        raise _lost(shown, -ended_by) from error
    if status:
        raise _lost(shown, status)
    try:
        answer = loads(result)
    except Exception as error:  # only a reader that was taken over sends such a thing
        raise SourceError(shown, "", "its reader sent no rows", "look into the document with care") from error
    if answer.refusal:
        path, where, reason, cure = answer.refusal
        raise SourceError(path or shown, where, reason, cure)
    return answer.value


def _lost(shown: str, status: int) -> SourceError:
    """Return why a call has no result: ``status`` is the exit code of its process, or minus the signal."""
    usual, scan = max_seconds(recognised=False), max_seconds(recognised=True)
    cure = "split the document, or allow more with XEPHANG_MAX_SECONDS"
    if status == -signal.SIGXCPU:
        reason = f"reading it takes longer than {usual} s of CPU time, or {scan} s for a scan"
    elif status == -signal.SIGALRM:
        reason = f"reading it takes longer than {PATIENCE * usual} s, or {PATIENCE * scan} s for a scan"
    elif status == TOO_MUCH:
        reason, cure = "its rows are more than any report has", "split the document"
    else:
        how = _SIGNALS.get(-status, f"signal {-status}") if status < 0 else f"exit code {status}"
        memory = f"{max_memory() // 1_000_000:,} MB of memory"
        reason = f"damaged: its reader died ({how}), or wanted more than {memory}"
        cure = "open it in its own program and save it again, or allow more with XEPHANG_MAX_MEMORY_MB"
    return SourceError(shown, "", reason, cure)
