"""The points of a build at which something can go wrong, counted over all its processes, and what goes wrong there.

A point is a write, a rename, a connect or an execute: what Python audits, what DuckDB is asked, what Arrow writes.
"""

import ctypes
import errno
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, Self

import duckdb
import pyarrow.parquet as pq

from pipeline.publishing.release import record

_DAY = 86_400
_AUDITED = {
    "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate", "os.utime",
    "shutil.copyfile", "shutil.copytree", "shutil.rmtree", "subprocess.Popen", "sqlite3.connect",
}  # fmt: skip
# What DuckDB and Arrow are asked: where the function is, and its name.
_NATIVE: tuple[tuple[Any, str], ...] = (
    (duckdb, "connect"),
    (duckdb.DuckDBPyConnection, "execute"),
    (duckdb.DuckDBPyConnection, "sql"),
    (pq, "write_table"),
)


def count_points(told: int) -> None:
    """Write the name of each point of this process and its forks, a line each, to the file descriptor ``told``."""
    _watch(lambda name: os.write(told, f"{name}\n".encode()))


def go_wrong(at: int, kind: str, root: Path) -> None:
    """Let ``kind`` happen at the point number ``at`` of this process and its forks, which work below ``root``."""
    taken, given = os.pipe()
    os.set_blocking(taken, False)
    # whoever takes the last of the marks is at the point, in whatever process
    os.write(given, b"-" * at + b"!")
    _obey_modes()

    def reached(name: str) -> None:
        try:
            mark = os.read(taken, 1)
        except BlockingIOError:
            return
        if mark == b"!":
            HAPPENS[kind](root, name)

    _watch(reached)


def _watch(reached: Callable[[str], object]) -> None:
    """Call ``reached`` with the name of each point, before it is passed."""
    inside = False

    def pass_point(name: str) -> None:
        nonlocal inside
        if not inside:
            inside = True
            try:
                reached(name)
            finally:
                inside = False

    def audited(event: str, arguments: tuple[object, ...]) -> None:
        if event in _AUDITED:
            pass_point(event)
        elif event == "open":
            flags = arguments[2]
            if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR) and arguments[0] != os.devnull:
                pass_point("open to write")

    def before(called: Callable[..., object], name: str) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            pass_point(name)
            return called(*arguments, **named)

        return call

    for owner, name in _NATIVE:
        setattr(owner, name, before(getattr(owner, name), f"{owner.__name__}.{name}"))
    sys.addaudithook(audited)


def _obey_modes() -> None:
    """Let the modes of files hold for this process, also where it is the superuser's: no capability is effective."""
    if sys.platform == "linux" and os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        ctypes.CDLL(None, use_errno=True).capset(header, (ctypes.c_uint32 * 6)())


def _fail(_: Path, name: str) -> NoReturn:
    if name.startswith("duckdb"):
        raise duckdb.IOException("injected")
    raise OSError(errno.EIO, os.strerror(errno.EIO), "injected")


def _signal(number: signal.Signals, _: Path, name: str) -> None:
    os.kill(os.getpid(), number)


def _fill_disk(_: Path, name: str) -> NoReturn:
    """Let every further write fail, those of native code too, while files can still be made."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)


def _lock(part: str, root: Path, name: str) -> None:
    """Let nothing be made, renamed or removed any more in the folders of ``part``."""
    for folder, _, _ in os.walk(root / part):
        os.chmod(folder, 0o555)


def _jump(seconds: float, _: Path, name: str) -> None:
    """Let the clock be ``seconds`` later from here on."""
    now = time.time
    time.time = lambda: now() + seconds

    class Jumped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return super().now(tz) + timedelta(seconds=seconds)

    setattr(record, "datetime", Jumped)  # noqa: B010


HAPPENS: dict[str, Callable[[Path, str], None]] = {
    "error": _fail,
    "kill -9": partial(_signal, signal.SIGKILL),
    "full disk": _fill_disk,
    "read-only dist": partial(_lock, "dist"),
    "read-only build": partial(_lock, "build"),
    "clock forward": partial(_jump, 400 * _DAY),
    "clock back": partial(_jump, -400 * _DAY),
    "sigterm": partial(_signal, signal.SIGTERM),
}
