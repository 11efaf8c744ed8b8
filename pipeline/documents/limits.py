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
    """Limit what this process may take, until it ends; more than that kills it."""
    _limit(resource.RLIMIT_CORE, 0, 0)
    _limit(resource.RLIMIT_FSIZE, MAX_RESULT, MAX_RESULT)
    with contextlib.suppress(ValueError, OSError):  # macOS knows this limit and takes none
        _limit(resource.RLIMIT_AS, max_memory(), max_memory())
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _give(max_seconds(recognised=False))


def lengthen_for_scan() -> None:
    """Give a confined process the time that a scan takes; any other has no limit."""
    if signal.getitimer(signal.ITIMER_REAL)[0]:
        _give(max_seconds(recognised=True))


def _give(seconds: int) -> None:
    """Let this process end after so much CPU time, or `PATIENCE` times as much on the clock on the wall."""
    # beyond the hard limit the signal would not say which limit it was
    _limit(resource.RLIMIT_CPU, seconds, max_seconds(recognised=True) + 1)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE * seconds)


def _limit(kind: int, soft: int, hard: int) -> None:
    """Set a limit, or the one that this process is under already where that is less."""
    most = resource.getrlimit(kind)[1]
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    resource.setrlimit(kind, (soft, hard))
