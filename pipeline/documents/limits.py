"""How large a document may be and how much work its reading may be; both can be set in the environment."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from pipeline.documents.errors import SourceError

_LOOK = 1.0  # seconds: how often the clock is looked at; a library may swallow what the first look raises


def _setting(name: str, usual: int) -> int:
    value = os.environ.get(name, "").strip()
    return int(value) if value.isascii() and value.isdigit() and int(value) else usual


def max_bytes() -> int:
    """Return the largest file that is read, in bytes: 50 MB, or ``XEPHANG_MAX_MB``."""
    return _setting("XEPHANG_MAX_MB", 50) * 1_000_000


def max_seconds(recognised: bool) -> int:
    """CPU seconds for one document: 20, or ``XEPHANG_MAX_SECONDS``; for a scan thirty times as many."""
    return _setting("XEPHANG_MAX_SECONDS", 20) * (30 if recognised else 1)


@contextmanager
def time_limit(path: str, recognised: bool = False) -> Iterator[None]:
    """Raise SourceError naming ``path`` where what is done within takes too much CPU time.

    The clock on the wall does not count: on a machine that is busy with other things, or was asleep, a good
    document is read all the same. Only the main thread of a process can be interrupted; in any other there
    is no limit.
    """
    seconds = max_seconds(recognised)
    started = _cpu_seconds()

    def look(signum: int, frame: FrameType | None) -> None:
        if _cpu_seconds() - started >= seconds:
            cure = "split the document, or allow more with XEPHANG_MAX_SECONDS"
            raise SourceError(path, "", f"reading it took longer than {seconds} s of CPU time", cure)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _cpu_seconds() -> float:
    """Return the CPU time of this process and of the programs that it has run, such as the recognition of a scan."""
    return sum(os.times()[:4])
