"""Dagster's storage on PostgreSQL, by the configuration that is shipped, against a real server."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipeline.orchestration.job import JOB, definitions
from pipeline.orchestration.partitions import match_partitions, tag_all_partitions
from pipeline.orchestration.source_assets import STATEMENTS
from pipeline.workspace import ROOT, Workspace
from tests.pipeline.made_sources import put_source

# Debian keeps the programs of its package postgresql out of the path.
PROGRAMS = os.pathsep.join(
    [os.environ["PATH"], *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))]
)
INITDB, POSTGRES = (shutil.which(name, path=PROGRAMS) for name in ("initdb", "postgres"))

pytestmark = pytest.mark.skipif(
    not (INITDB and POSTGRES), reason="no PostgreSQL server here: install Debian's package postgresql"
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of an empty server on a free port of the loopback address."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        # the server refuses to run as the superuser
        user = "nobody" if os.geteuid() == 0 else None
        folder = Path(temporary) / "data"
        folder.mkdir(mode=0o700)
        if user:
            os.chmod(temporary, 0o755)
            shutil.chown(folder, user)
        made = [str(INITDB), "-D", str(folder), "-U", "dagster", "-A", "trust", "--no-sync", "-E", "UTF8"]
        subprocess.run(made, user=user, cwd="/", check=True, capture_output=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        run = [str(POSTGRES), "-D", str(folder), "-p", str(port), "-h", "127.0.0.1", "-k", str(folder), "-F"]
        with subprocess.Popen(run, user=user, cwd="/", stderr=subprocess.PIPE, text=True) as server:
            assert server.stderr
            for line in server.stderr:
                if "ready to accept connections" in line:
                    break
            yield f"postgresql+psycopg2://dagster@127.0.0.1:{port}/postgres"
            server.terminate()
            server.stderr.read()


@pytest.fixture
def instance(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dg.DagsterInstance]:
    """The instance that `make dev STORAGE=deploy/dagster-postgres.yaml` has."""
    parts = ("pipeline/orchestration/dagster.yaml", "deploy/dagster-postgres.yaml")
    (tmp_path / "dagster.yaml").write_text("".join((ROOT / part).read_text() for part in parts))
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    monkeypatch.setenv("XEPHANG_DAGSTER_POSTGRES", address)
    with dg.DagsterInstance.get() as opened:
        yield opened


def test_a_build_is_kept_there_and_found_by_another(
    instance: dg.DagsterInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.under(tmp_path)
    for slug in ("lao-cai", "yen-bai"):
        put_source(workspace, slug)
    match_partitions(instance, ["lao-cai", "yen-bai"])
    job = definitions(workspace).resolve_job_def(JOB)
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    result = job.execute_in_process(run_config=quiet, tags=tag_all_partitions(instance), instance=instance)
    assert result.success and workspace.current.exists()
    # another process finds it on the server: nothing of it lies in the folder
    with dg.DagsterInstance.get() as another:
        assert [run.run_id for run in another.get_runs()] == [result.run_id]
        assert sorted(another.get_materialized_partitions(STATEMENTS)) == ["lao-cai", "yen-bai"]
        assert sorted(another.get_dynamic_partitions("provinces")) == ["lao-cai", "yen-bai"]
        release = another.get_latest_materialization_event(dg.AssetKey("release"))
        assert release and release.asset_materialization
    assert not list(tmp_path.rglob("*.db"))
