"""How large a document may be and how much its reading may take; all of it can be set in the environment.

The limits on time and memory are the system's, on a process that reads one source and ends: they hold in native
code, too. `confine` sets them, in a worker; elsewhere there are none.
"""

import contextlib
import os
import resource
import signal

# What the clock on the wall may show for a second of CPU time: a good document is read on a busy machine, too.
PATIENCE = 5
# The most that a source may come to in rows, and the largest file that its reader may write.
MAX_RESULT = 200_000_000


def _setting(name: str, usual: int) -> int:
    value = os.environ.get(name, "").strip()
    return int(value) if value.isascii() and value.isdigit() and 0 < int(value) < 1_000_000 else usual


def max_bytes() -> int:
    """Return the largest file that is read, in bytes: 50 MB, or ``XEPHANG_MAX_MB``."""
    return _setting("XEPHANG_MAX_MB", 50) * 1_000_000


def max_seconds(recognised: bool) -> int:
    """CPU seconds for one document: 20, or ``XEPHANG_MAX_SECONDS``; for a scan thirty times as many."""
    return _setting("XEPHANG_MAX_SECONDS", 20) * (30 if recognised else 1)


def max_memory() -> int:
    """Return the most memory that reading a document may take, in bytes: 2,000 MB, or ``XEPHANG_MAX_MEMORY_MB``."""
    return _setting("XEPHANG_MAX_MEMORY_MB", 2_000) * 1_000_000


def confine() -> None:
    """Limit what this process may take, until it ends; more than that kills it.

    It gets no core file, and of memory no limit where the system has none that works (macOS).
    """
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, MAX_RESULT),
        (resource.RLIMIT_AS, max_memory()),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _give(max_seconds(recognised=False))


def lengthen_for_scan() -> None:
    """Give a confined process the time that a scan takes; any other has no limit."""
    if signal.getitimer(signal.ITIMER_REAL)[0]:
        _give(max_seconds(recognised=True))


def _give(seconds: int) -> None:
    """Let this process end after so much CPU time, or `PATIENCE` times as much on the clock on the wall."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, max_seconds(recognised=True)))
    signal.setitimer(signal.ITIMER_REAL, PATIENCE * seconds)
