"""How large a document may be and how long its reading may take; both can be set in the environment."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from pipeline.documents.errors import SourceError

_AGAIN = 1.0  # seconds: a library may swallow what the first alarm raises


def _setting(name: str, usual: int) -> int:
    said = os.environ.get(name, "").strip()
    return int(said) if said.isascii() and said.isdigit() and int(said) else usual


def max_bytes() -> int:
    """The largest file that is read, in bytes: 50 MB, or ``XEPHANG_MAX_MB``."""
    return _setting("XEPHANG_MAX_MB", 50) * 1_000_000


def max_seconds(recognised: bool) -> int:
    """How long a document may take: 20 s, or ``XEPHANG_MAX_SECONDS``; a scan thirty times as long."""
    return _setting("XEPHANG_MAX_SECONDS", 20) * (30 if recognised else 1)


@contextmanager
def time_limit(path: str, recognised: bool = False) -> Iterator[None]:
    """Raise SourceError naming ``path`` where what is done within takes too long.

    Only the main thread of a process can be interrupted; in any other there is no limit.
    """
    seconds = max_seconds(recognised)

    def too_long(signum: int, frame: FrameType | None) -> None:
        cure = "split the document, or allow more with XEPHANG_MAX_SECONDS"
        raise SourceError(path, "", f"reading it took longer than {seconds} s", cure)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
