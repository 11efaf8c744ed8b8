"""A worker takes what kills it upon itself: who asked is told why in one line, and asks the next one."""

import os
import pickle
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from pipeline.documents.errors import SourceError
from pipeline.documents.limits import MAX_RESULT
from pipeline.intake import read_source as read_here
from pipeline.resolution.staged_rows import StagedRows
from pipeline.workers import worker
from pipeline.workers.reading import read_source
from pipeline.workers.results import Answer, loads
from pipeline.workers.worker import WorkerError, call
from tests.unit.test_intake import write

SHOWN = "raw/lao-cai/2019-bao-cao/document.xls"
DEATHS: dict[str, tuple[tuple[object, ...], str, str]] = {
    "an abort in native code": (("os:abort",), "died (SIGABRT)", "MAX_MEMORY_MB"),
    "a write to no memory": (("signal:raise_signal", signal.SIGSEGV), "died (SIGSEGV)", "save it again"),
    "killed by the system": (("signal:raise_signal", signal.SIGKILL), "died (SIGKILL)", "save it again"),
    "a signal without a name": (("signal:raise_signal", 40), "died (signal 40)", "save it again"),
    "an end without an answer": (("os:_exit", 3), "died (exit code 3)", "save it again"),
    "native code that never returns": (("builtins:sum", range(10**12)), "longer than 1 s of CPU", "MAX_SECONDS"),
    "waiting for ever": (("time:sleep", 10**6), "longer than 5 s", "MAX_SECONDS"),
    "a result of any size": (("builtins:bytes", MAX_RESULT), "more than any report has", "split"),
    "an error of our own": (("decimal:Decimal", "x"), "stopped with InvalidOperation", "report it"),
    "a panic, which is no Exception": (("sys:exit",), "stopped with SystemExit", "report it"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XEPHANG_MAX_SECONDS", "1")


def refusal(function: str, *arguments: object) -> SourceError:
    with pytest.raises(SourceError) as caught:
        call(SHOWN, function, *arguments)
    return caught.value


@pytest.mark.parametrize("death", DEATHS)
def test_a_death_is_told_in_one_line_and_the_next_call_is_answered(death: str) -> None:
    (function, *arguments), reason, cure = DEATHS[death]
    error = refusal(str(function), *arguments)
    assert error.path == SHOWN and len(str(error).splitlines()) == 1
    assert reason in error.reason and cure in error.cure
    assert call(SHOWN, "builtins:bytes", 3) == bytes(3)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as on Linux")
def test_memory_is_limited_as_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XEPHANG_MAX_MEMORY_MB", "700")
    error = refusal("builtins:bytearray", 800_000_000)
    assert error.reason == "reading it takes more than 700 MB of memory"
    monkeypatch.setenv("XEPHANG_MAX_MEMORY_MB", "1500")
    assert call(SHOWN, "builtins:len", b"") == 0


LIMITS = """
import resource, signal
from pipeline.documents import limits
limits.lengthen_for_scan()
free = resource.getrlimit(resource.RLIMIT_CPU)[0]
limits.confine()
usual = resource.getrlimit(resource.RLIMIT_CPU)[0], round(signal.getitimer(signal.ITIMER_REAL)[0])
limits.lengthen_for_scan()
print(free, *usual, resource.getrlimit(resource.RLIMIT_CPU)[0], round(signal.getitimer(signal.ITIMER_REAL)[0]))
"""


def test_a_scan_has_thirty_times_as_long() -> None:
    done = subprocess.run([sys.executable, "-c", LIMITS], capture_output=True, text=True, check=True)
    free = resource.getrlimit(resource.RLIMIT_CPU)[0]
    assert done.stdout.split() == [str(free), "1", "5", "30", "150"]


def test_a_refusal_of_the_reader_is_told_as_it_is() -> None:
    missing = Path("no such folder")
    (row,) = read_source(missing).quarantine
    assert row.path.endswith("/source.yaml") and row.reason == "missing"


def test_a_worker_that_was_killed_is_replaced() -> None:
    assert call(SHOWN, "os:getppid") == worker._LOCAL.worker._process.pid
    os.killpg(worker._LOCAL.worker._process.pid, signal.SIGKILL)
    time.sleep(0.2)
    assert call(SHOWN, "builtins:len", "ab") == 2


def test_a_worker_that_is_killed_at_work_sets_the_source_aside() -> None:
    call(SHOWN, "builtins:len", "")
    # the child kills its parent, in which the answer would have been passed on
    error = refusal("os:killpg", 0, signal.SIGKILL)
    assert "died (SIGKILL)" in error.reason
    assert call(SHOWN, "builtins:len", "ab") == 2


def test_a_call_that_is_broken_off_leaves_no_worker() -> None:
    call(SHOWN, "builtins:len", "")
    process = worker._LOCAL.worker._process

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with pytest.raises(KeyboardInterrupt):
            call(SHOWN, "time:sleep", 60)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert process.returncode == -signal.SIGKILL


def test_a_worker_that_cannot_start_is_no_fault_of_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with ThreadPoolExecutor(1) as threads, pytest.raises(WorkerError, match="does not start"):
        threads.submit(call, SHOWN, "builtins:len", "").result()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "raw" / "lao-cai" / "2019-bao-cao")


def executors() -> Iterator[ThreadPoolExecutor | ProcessPoolExecutor]:
    yield ThreadPoolExecutor(2)
    yield ProcessPoolExecutor(2, get_context("fork"))
    yield ProcessPoolExecutor(1, get_context("spawn"))


def test_sources_are_read_behind_any_executor_as_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XEPHANG_MAX_SECONDS")
    expected = read_here(folder)
    assert len(expected.statements) == 8
    for executor in executors():
        with executor:
            found: list[StagedRows] = list(executor.map(read_source, [folder] * 3))
        assert found == [expected] * 3


class _Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


@pytest.mark.parametrize("data", [pickle.dumps(_Evil()), pickle.dumps(Answer(value=time.sleep)), b"", b"x"])
def test_only_plain_data_is_taken_from_a_worker(data: bytes) -> None:
    with pytest.raises((pickle.UnpicklingError, EOFError)):
        loads(data)
