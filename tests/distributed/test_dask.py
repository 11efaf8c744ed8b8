"""Reading by the workers of a real scheduler: the rows of one thread, whatever becomes of a worker."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.documents.errors import SourceError
from pipeline.orchestration.kept_rows import KeptRows
from pipeline.workers.executors import read_all
from pipeline.workers.reading import read_source
from pipeline.workspace import Workspace
from tests.pipeline.made_sources import put_source

PROVINCES = ("lao-cai", "yen-bai", "son-la")
QUIET = {**os.environ, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}


def run(*arguments: str) -> "subprocess.Popen[bytes]":
    """Start a program of Dask."""
    command = [sys.executable, "-m", "dask", *arguments]
    return subprocess.Popen(command, env=QUIET, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def cluster(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """The address of a scheduler and its two workers."""
    told = tmp_path_factory.mktemp("dask") / "scheduler.json"
    here = ("--scheduler-file", str(told), "--no-dashboard")
    scheduler = run("scheduler", "--host", "127.0.0.1", "--port", "0", *here)
    workers = []
    try:
        while not told.exists() or not told.read_text():
            assert scheduler.poll() is None
            time.sleep(0.1)
        for _ in range(2):
            where = ("--local-directory", str(told.parent), "--host", "127.0.0.1")
            workers.append(run("worker", "--nthreads", "1", "--no-nanny", *where, *here))
        yield json.loads(told.read_text())["address"].replace("tcp://", "dask://"), workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace.under(tmp_path)
    for slug in PROVINCES:
        put_source(workspace, slug)
    return workspace


def kept(workspace: Workspace) -> dict[str, bytes]:
    """The rows of each source, as they are kept."""
    KeptRows(workspace, PROVINCES).refresh()
    return {
        str(path.relative_to(workspace.readings)): path.read_bytes()
        for path in workspace.readings.rglob("*/*")
    }


def test_the_workers_of_a_cluster_read_the_rows_of_one_thread(
    cluster: tuple[str, list["subprocess.Popen[bytes]"]],
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XEPHANG_WORKERS", "1")
    here = kept(workspace)
    for path in workspace.readings.rglob("*/*"):
        path.unlink()
    monkeypatch.setenv("XEPHANG_WORKERS", cluster[0])
    assert kept(workspace) == here and len(here) == len(PROVINCES)


def test_a_worker_that_is_killed_loses_nothing(
    cluster: tuple[str, list["subprocess.Popen[bytes]"]],
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XEPHANG_WORKERS", cluster[0])
    folders = sorted(workspace.raw.glob("*/*")) * 20
    wanted = [read_source(folder) for folder in folders[:3]] * 20
    reading = read_all(read_source, folders)
    found = [next(reading)[1]]
    with ThreadPoolExecutor(1) as beside:
        beside.submit(os.kill, cluster[1][0].pid, signal.SIGKILL)
        found += [rows for _, rows in reading]
    assert found == wanted


@pytest.mark.parametrize("told", ["dask://127.0.0.1:1", "many", "0"])
def test_what_names_no_workers_is_one_line(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    monkeypatch.setenv("XEPHANG_WORKERS", told)
    monkeypatch.setattr("pipeline.workers.executors._PATIENCE", 1)
    monkeypatch.setattr("pipeline.workers.executors._MANY", 2)
    with pytest.raises(SourceError, match=r"XEPHANG_WORKERS: .* Cure: give a number") as raised:
        KeptRows(workspace, PROVINCES).refresh()
    assert told in str(raised.value)
