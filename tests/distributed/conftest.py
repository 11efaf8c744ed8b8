"""Two releases of the same made-up province, and a store of buckets on the loopback address."""

import re
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from pipeline.orchestration.run import run_build
from pipeline.workspace import Workspace
from tests.pipeline.made_sources import put_source


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Workspace]:
    """Two workspaces with a release each; the first unit has half a point more in the second."""
    made = []
    for best in ("83,5", "84,0"):
        workspace = Workspace.under(tmp_path_factory.mktemp("released"))
        put_source(workspace, "lao-cai", best)
        outcome = run_build(workspace, "")
        assert outcome.record, outcome.failures
        made.append(workspace)
    return made


@pytest.fixture(scope="session")
def bucket_server() -> Iterator[int]:
    """The port of a server that speaks S3; every key opens it."""
    run = [sys.executable, "-u", "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    with subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        told = next(found for line in server.stderr if (found := re.search(r"127\.0\.0\.1:(\d+)", line)))
        # what it tells of each request is in nobody's way
        threading.Thread(target=server.stderr.read, daemon=True).start()
        yield int(told[1])
        server.terminate()
