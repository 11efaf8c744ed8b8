"""The release cannot be destroyed: whatever is run, killed or altered, dist/current is whole or as it was."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from unittest.mock import Mock

import dagster as dg
import duckdb
import pytest
from typer.testing import CliRunner

from pipeline.commands import cli
from pipeline.documents.errors import SourceError
from pipeline.orchestration import release_asset, resources, table_specs
from pipeline.orchestration.job import definitions
from pipeline.orchestration.partitions import list_provinces, match_partitions, tag_all_partitions
from pipeline.orchestration.run import run_build
from pipeline.orchestration.source_assets import STATEMENTS
from pipeline.publishing.release.activate import publish
from pipeline.publishing.release.checksums import write_checksums
from pipeline.publishing.release.contents import faults, files
from pipeline.publishing.release.history import read_entries
from pipeline.publishing.release.record import CHANGES, LINES, ReleaseError
from pipeline.warehouse.checks import CheckResult, run_checks
from pipeline.workspace import ROOT, Workspace
from schemas.contract import PUBLISHED, VIEWS
from tests.faults.builds import run_command
from tests.pipeline.made_sources import put_source

PROVINCES = {"lao-cai": "Lào Cai", "yen-bai": "Yên Bái"}
N_SUBSETS = 50
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Two small provinces, built; tests leave it as it is."""
    workspace = Workspace.under(tmp_path_factory.mktemp("built"))
    for slug in PROVINCES:
        put_source(workspace, slug)
    outcome = run_build(workspace, "")
    assert outcome.record, outcome.failures
    return workspace


@pytest.fixture
def workspace(built: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the built workspace, to work in."""
    root = tmp_path / "workspace"
    shutil.copytree(built.raw.parent, root, symlinks=True)
    return Workspace.under(root)


class Runs:
    """Materializes assets of a workspace as the web server does, in this process."""

    def __init__(self, workspace: Workspace, instance: dg.DagsterInstance) -> None:
        self.instance = instance
        match_partitions(instance, list_provinces(workspace))
        defs = definitions(workspace)
        kinds = dg.AssetsDefinition | dg.AssetSpec
        self.assets = [asset for asset in defs.assets or () if isinstance(asset, kinds)]
        self.resources = defs.resources
        self.graph = defs.resolve_asset_graph()
        executable = [key for key in self.graph.get_all_asset_keys() if self.graph.get(key).is_executable]
        self.keys = sorted(self.graph.get_all_asset_keys())
        # the steps: what can only be made together
        self.steps = sorted(
            {tuple(sorted(self.graph.get(key).execution_set_asset_keys)) for key in executable}
        )

    def step(self, key: dg.AssetKey) -> tuple[dg.AssetKey, ...]:
        """Return the assets that are made together with ``key``."""
        return next(step for step in self.steps if key in step)

    def make(self, keys: Sequence[dg.AssetKey], province: str | None = None) -> bool | None:
        """Materialize ``keys``, of a province or all, and tell whether it succeeded.

        Return None where the selection is refused.
        """
        tags: Mapping[str, str] = {}
        if STATEMENTS not in keys:
            province = None
        elif province is None:
            tags = tag_all_partitions(self.instance)
        try:
            result = dg.materialize(
                self.assets,
                selection=keys,
                resources=self.resources,
                instance=self.instance,
                partition_key=province,
                tags=tags,
                run_config=QUIET,
                raise_on_error=False,
            )
        except dg.DagsterInvalidDefinitionError:
            return None
        self.checks = {check.check_name: check for check in result.get_asset_check_evaluations()}
        return result.success


@pytest.fixture
def runs(workspace: Workspace) -> Iterator[Runs]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield Runs(workspace, instance)


def state(workspace: Workspace) -> tuple[str, dict[str, int]]:
    """Return where dist/current points to, and every file below it with the time of its last change."""
    files = sorted(path for path in workspace.current.resolve().rglob("*") if path.is_file())
    return os.readlink(workspace.current), {str(path): path.stat().st_mtime_ns for path in files}


def standing(workspace: Workspace) -> set[str]:
    """Return the names of everything in dist/releases but the way to what is told of changes."""
    return {path.name for path in workspace.releases.iterdir()} - {"changes"}


def test_no_selection_of_assets_leaves_a_release_that_is_not_whole(workspace: Workspace, runs: Runs) -> None:
    """Each asset alone, each set of steps, and assets drawn at random, one after another in one workspace."""
    drawn = random.Random(8)
    n_steps = len(runs.steps)
    of_steps = [
        [key for at, step in enumerate(runs.steps) if chosen >> at & 1 for key in step]
        for chosen in range(1, 2**n_steps)
    ]
    at_random = [drawn.sample(runs.keys, drawn.randint(2, 12)) for _ in range(N_SUBSETS - len(of_steps))]
    selections = [[[key] for key in runs.keys], of_steps, at_random]
    releases = {workspace.current.resolve().name}
    n_made = 0
    shuffled = drawn.sample([keys for kind in selections for keys in kind], sum(map(len, selections)))
    for number, keys in enumerate(shuffled):
        put_source(workspace, "lao-cai", best=f"84,{number % 10}")
        before = state(workspace)
        made = runs.make(keys, drawn.choice([None, *PROVINCES]))
        assert made is not False, keys
        assert made is not None or not set(keys) >= set(runs.step(dg.AssetKey("release")))
        if made and dg.AssetKey("release") in keys:
            assert faults(workspace.current) == [], keys
            n_made += 1
        else:
            assert state(workspace) == before, keys
        releases.add(workspace.current.resolve().name)
        assert standing(workspace) == releases, "no release went, none was left half made"
    assert n_made == 2 ** (n_steps - 1) and len(releases) > 1


def test_a_product_and_then_the_release_is_refused(workspace: Workspace, runs: Runs) -> None:
    before = state(workspace)
    assert runs.make([dg.AssetKey(["products", "csv"])]) is None
    assert runs.make([dg.AssetKey("release")]) is None
    assert state(workspace) == before


def test_tables_whose_checks_failed_are_published_by_no_later_run(
    workspace: Workspace, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(con: duckdb.DuckDBPyConnection) -> list[CheckResult]:
        first, *others = run_checks(con)
        return [CheckResult(first.table, first.name, 1, ("x",), "All is well. Cure: mend it."), *others]

    put_source(workspace, "lao-cai", best="84,5")
    everything = [key for step in runs.steps for key in step]
    before, releases = state(workspace), standing(workspace)
    with monkeypatch.context() as broken:
        broken.setattr(release_asset, "run_checks", failing)
        assert runs.make(everything) is False
    assert workspace.failed_database.is_file()
    assert state(workspace) == before and standing(workspace) == releases
    assert runs.instance.get_latest_materialization_event(dg.AssetKey("release")) is None
    assert runs.make(runs.step(dg.AssetKey("release")))
    assert state(workspace)[0] != before[0], "the tables were made again, and passed"
    assert faults(workspace.current) == []


def test_tables_show_their_rows_and_products_where_they_lie(workspace: Workspace, runs: Runs) -> None:
    assert runs.make([key for step in runs.steps for key in step])

    def shown(*path: str) -> Mapping[str, object]:
        event = runs.instance.get_latest_materialization_event(dg.AssetKey(path))
        assert event and event.asset_materialization
        return {name: value.value for name, value in event.asset_materialization.metadata.items()}

    with duckdb.connect(str(workspace.current / "xephang.duckdb"), read_only=True) as con:
        for table in (*PUBLISHED, *VIEWS):
            (counted,) = con.sql(f"SELECT count(*) FROM {table.name}").fetchall()
            assert shown("tables", table.name)["dagster/row_count"] == counted[0]
            assert Path(str(shown("tables", table.name)["file"])).exists()
    for product in ("parquet", "duckdb", "csv", "xlsx", "datapackage", "croissant", "site", "verify"):
        assert Path(str(shown("products", product)["path"])).exists()
    assert shown("release")["release"] == workspace.current.resolve().name


def test_a_quarantined_source_is_a_warning_and_stops_nothing(workspace: Workspace, runs: Runs) -> None:
    everything = [key for step in runs.steps for key in step]
    assert runs.make(everything)
    assert runs.checks["quarantined"].passed
    (workspace.raw / "lao-cai" / "2019-ict" / "document.txt").write_text("another")
    assert runs.make(everything)
    warning = runs.checks["quarantined"]
    assert not warning.passed and warning.severity == dg.AssetCheckSeverity.WARN
    assert "raw/lao-cai/2019-ict" in str(warning.metadata["faults"].value)
    assert "Cure: restore the file" in str(warning.metadata["faults"].value)
    assert faults(workspace.current) == []


def test_each_province_has_a_version_of_its_own_rows(workspace: Workspace, runs: Runs) -> None:
    def made(slug: str) -> Mapping[str, str]:
        """Return the tags of the latest materialization of a province, which also shows its number of rows."""
        latest = dg.AssetRecordsFilter(STATEMENTS, asset_partitions=[slug])
        (record,) = runs.instance.fetch_materializations(latest, limit=1).records
        assert record.asset_materialization and record.asset_materialization.tags
        assert "statements" in record.asset_materialization.metadata
        return record.asset_materialization.tags

    assert runs.make([STATEMENTS])
    together = {slug: made(slug) for slug in PROVINCES}
    versions = {slug: tags["dagster/data_version"] for slug, tags in together.items()}
    assert versions == {slug: workspace.staged_version([slug]) for slug in PROVINCES}
    assert len(set(versions.values())) == len(PROVINCES)
    assert runs.make([STATEMENTS], "yen-bai")
    alone = made("yen-bai")
    assert alone["dagster/data_version"] == versions["yen-bai"], "read again, unchanged"
    assert set(alone) == set(together["yen-bai"]), "with the version of the code and of what it was read from"


@pytest.mark.parametrize("reader", [None, "another version"])
def test_a_province_that_this_code_never_read_stops_the_tables(
    workspace: Workspace, runs: Runs, reader: str | None
) -> None:
    """A release is of one reading."""
    if reader:
        workspace.reader_of("yen-bai").write_text(reader)
    else:
        shutil.rmtree(workspace.staged / "yen-bai")
    before = state(workspace)
    assert runs.make(runs.step(dg.AssetKey("release"))) is False
    assert state(workspace) == before


def test_a_new_province_needs_no_other_definitions(workspace: Workspace, runs: Runs) -> None:
    put_source(workspace, "son-la")
    before = state(workspace)
    assert runs.make(runs.step(dg.AssetKey("release"))) is False, "it was never read"
    assert state(workspace) == before
    match_partitions(runs.instance, list_provinces(workspace))
    assert runs.make([key for step in runs.steps for key in step], "son-la")
    assert state(workspace) != before and faults(workspace.current) == []
    with duckdb.connect(str(workspace.current / "xephang.duckdb"), read_only=True) as con:
        found = con.execute("SELECT DISTINCT province_id FROM statements ORDER BY ALL").fetchall()
    assert found == [("lao-cai",), ("son-la",), ("yen-bai",)]


def test_a_province_that_went_is_in_no_release(workspace: Workspace, runs: Runs) -> None:
    shutil.rmtree(workspace.raw / "yen-bai")
    assert runs.make(runs.step(dg.AssetKey("release")))
    with duckdb.connect(str(workspace.current / "xephang.duckdb"), read_only=True) as con:
        assert con.execute("SELECT DISTINCT province_id FROM sources").fetchall() == [("lao-cai",)]


def test_the_order_of_the_contract_does_not_matter(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dagster wants to be told of a table after those it rests on, and stops the run otherwise."""
    monkeypatch.setattr(table_specs, "PUBLISHED", PUBLISHED[::-1])
    with dg.DagsterInstance.ephemeral() as instance:
        runs = Runs(workspace, instance)
        assert runs.make(runs.step(dg.AssetKey(["tables", "scores"])))


@pytest.fixture
def held(workspace: Workspace) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of the workspace until it is killed."""
    hold = (
        "import filelock as f, sys, time; l = f.FileLock(sys.argv[1]); l.acquire(); print(1); time.sleep(99)"
    )
    command = [sys.executable, "-u", "-c", hold, str(workspace.lock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline()
        yield process
        process.kill()


def test_a_command_is_refused_at_once_while_another_run_is_at_work(
    workspace: Workspace, held: subprocess.Popen[str]
) -> None:
    with pytest.raises(SourceError, match=r"build/: another build is at work\. Cure: wait for it to end"):
        run_build(workspace, "")


def test_a_run_of_the_web_server_waits_for_the_lock_and_then_gives_up(
    workspace: Workspace, runs: Runs, held: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_PATIENCE", 0.1)
    before = state(workspace)
    for step in runs.steps:
        assert runs.make(step) is False
    assert state(workspace) == before


def test_a_run_of_the_web_server_goes_on_when_the_other_ends(
    workspace: Workspace, runs: Runs, held: subprocess.Popen[str]
) -> None:
    """And one that was killed leaves no lock behind."""
    killing = threading.Timer(1, held.kill)
    killing.start()
    assert runs.make(runs.steps[0])
    assert killing.finished.is_set()


def test_the_next_build_clears_what_a_killed_one_left(workspace: Workspace) -> None:
    killed = (
        "import os; from pathlib import Path; from pipeline.orchestration import release_asset, run;"
        "from pipeline.workspace import Workspace;"
        f"release_asset.write_checksums = lambda _: os.kill(os.getpid(), {signal.SIGKILL});"
        f"run.run_build(Workspace.under(Path({str(workspace.raw.parent)!r})), '')"
    )
    put_source(workspace, "lao-cai", best="84,5")
    before, releases = state(workspace), standing(workspace)
    process = subprocess.run([sys.executable, "-c", killed], cwd=ROOT, capture_output=True)
    assert process.returncode == -signal.SIGKILL, process.stderr
    (left,) = standing(workspace) - releases
    assert left.startswith(".") and state(workspace) == before
    outcome = run_build(workspace, "")
    assert outcome.record, outcome.failures
    assert standing(workspace) == releases | {outcome.record.release_id}
    assert faults(workspace.current) == []


def test_a_release_that_a_build_died_behind_is_told_of_by_the_next(workspace: Workspace) -> None:
    """Also where nothing else is new."""
    root, lines = workspace.raw.parent, workspace.dist / CHANGES / LINES
    assert run_command(root).code == 0
    assert "Nothing new" in run_command(root).lines[0]
    whole = lines.read_text()
    lines.write_text("")
    assert run_command(root).code == 0
    (entry,) = read_entries(workspace.dist)
    assert entry.release == workspace.current.resolve().name == json.loads(whole.splitlines()[-1])["release"]


@pytest.mark.parametrize("step", ["load", "build_tables", "run_checks", "write_contents", "publish"])
def test_a_build_that_is_interrupted_says_so_in_one_line(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(cli, "ROOT", workspace.raw.parent)
    monkeypatch.setattr("pipeline.workspace.ROOT", workspace.raw.parent)
    monkeypatch.setattr(release_asset, step, lambda *_: signal.raise_signal(signal.SIGINT))
    put_source(workspace, "lao-cai", best="84,5")
    before = state(workspace)
    told = CliRunner().invoke(cli.app, ["build"])
    assert told.exit_code == 130
    assert told.stderr.splitlines()[0] == "reading 1 of 2 sources"
    assert told.stderr.splitlines()[-1] == "xephang: interrupted; dist/current is as it was"
    assert "agster" not in told.stderr and "Traceback" not in told.stderr
    assert state(workspace) == before


@pytest.fixture
def prepared(workspace: Workspace) -> Path:
    """A release as a build leaves it before it publishes: the standing one again."""
    folder = workspace.releases / ".run"
    shutil.copytree(workspace.current.resolve(), folder)
    return folder


Published = Callable[[], Path]


@pytest.fixture
def published(workspace: Workspace, prepared: Path) -> Published:
    """Seals and publishes what is prepared, and returns the folder that dist/current then points to."""
    release_id = workspace.current.resolve().name

    def seal_and_publish() -> Path:
        write_checksums(prepared)
        folder = publish(prepared, workspace.releases, workspace.current, release_id)
        assert workspace.current.resolve() == folder.resolve() and not prepared.exists()
        return folder

    return seal_and_publish


def test_an_equal_release_that_stands_is_kept(
    workspace: Workspace, prepared: Path, published: Published
) -> None:
    before = state(workspace)[1]
    record = (
        (prepared / "release.json").read_text().replace('"fingerprint": ""', '"fingerprint": "read last"')
    )
    (prepared / "release.json").write_text(record)
    folder = published()
    assert standing(workspace) == {folder.name}
    assert (folder / "release.json").read_text() == record
    changed = {path for path, changed_at in state(workspace)[1].items() if before[path] != changed_at}
    assert {Path(path).name for path in changed} <= {"release.json"}


def test_the_same_data_with_another_site_stands_beside_the_first(
    workspace: Workspace, prepared: Path, published: Published
) -> None:
    first, before = workspace.current.resolve(), state(workspace)[1]
    with (prepared / "site/index.html").open("a") as page:
        page.write("<!-- another -->")
    again = shutil.copytree(prepared, prepared.with_name(".again"))
    second = published()
    assert second.name == f"{first.name}-2"
    assert {path: Path(path).stat().st_mtime_ns for path in before} == before
    again.rename(prepared)
    assert published() == second, "nor is there a third, if nothing differs"


def test_a_publication_that_was_cut_off_before_the_switch_is_taken_up(
    workspace: Workspace, prepared: Path, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, before = workspace.current.resolve(), state(workspace)
    with (prepared / "site/index.html").open("a") as page:
        page.write("<!-- another -->")
    again = shutil.copytree(prepared, prepared.with_name(".again"))
    with monkeypatch.context() as cut, pytest.raises(KeyboardInterrupt):
        cut.setattr(os, "replace", Mock(side_effect=KeyboardInterrupt))
        published()
    assert state(workspace) == before
    again.rename(prepared)
    assert faults(published()) == []
    assert standing(workspace) == {first.name, f"{first.name}-2"}


def test_another_view_in_the_database_is_another_release(
    workspace: Workspace, prepared: Path, published: Published
) -> None:
    """The database's bytes differ in every build, so that it is compared by what it says."""
    with duckdb.connect(str(prepared / "xephang.duckdb")) as con:
        con.execute("CREATE VIEW another AS SELECT 1 AS one")
    assert published().name.endswith("-2")


def test_a_damaged_release_is_left_and_a_whole_one_stands_beside(
    workspace: Workspace, published: Published
) -> None:
    damaged = workspace.current.resolve()
    (damaged / "csv/scores.csv").write_text("damaged")
    second = published()
    assert second.name == f"{damaged.name}-2" and faults(second) == []
    assert (damaged / "csv/scores.csv").read_text() == "damaged"


@pytest.mark.parametrize(
    "missing", ["xephang.xlsx", "parquet/claims.parquet", "site/en/index.html", "verify.sql"]
)
def test_what_is_not_whole_is_not_published(
    workspace: Workspace, prepared: Path, published: Published, missing: str
) -> None:
    before = state(workspace)
    (prepared / missing).unlink()
    with pytest.raises(ReleaseError, match=f"{missing} is missing"):
        published()
    assert state(workspace) == before


def test_each_product_carries_the_token_of_its_build(workspace: Workspace, tmp_path: Path) -> None:
    """A product of other rows among those of one build is named, though every checksum is right."""
    mixed = shutil.copytree(workspace.current.resolve(), tmp_path / "mixed")
    put_source(workspace, "lao-cai", best="84,5")
    outcome = run_build(workspace, "")
    assert outcome.record, outcome.failures
    other = workspace.current.resolve()
    for product in (
        "xephang.duckdb", "xephang.xlsx", "datapackage.json", "croissant.json", "verify.sql", "release.json",
        "csv/release.csv", "parquet/release.parquet", "site/data.html", "site/en/index.html",
    ):  # fmt: skip
        own = (mixed / product).read_bytes()
        shutil.copyfile(other / product, mixed / product)
        write_checksums(mixed)
        assert faults(mixed) == [f"{product} is of another build"]
        (mixed / product).write_bytes(own)


def test_the_command_calls_a_release_of_one_format_incomplete(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "ROOT", workspace.raw.parent)
    assert CliRunner().invoke(cli.app, ["release"]).exit_code == 0
    for path in workspace.current.iterdir():
        if path.is_dir() and path.name != "csv":
            shutil.rmtree(path)
        elif path.name not in ("csv", "release.json"):
            path.unlink()
    write_checksums(workspace.current)
    told = CliRunner().invoke(cli.app, ["release"])
    assert told.exit_code == 1 and told.stderr.count("\n") == 1
    assert "not a whole release: README.md is missing" in told.stderr and "Cure: " in told.stderr


def test_a_build_sees_that_the_release_was_altered(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing new in raw/ is no reason to leave a damaged release."""
    monkeypatch.setattr(cli, "ROOT", workspace.raw.parent)
    monkeypatch.setattr("pipeline.workspace.ROOT", workspace.raw.parent)
    (workspace.current / "csv/scores.csv").unlink()
    told = CliRunner().invoke(cli.app, ["build"])
    assert told.exit_code == 0, told.stderr
    assert "altered since the build (csv/scores.csv)" in told.stderr
    assert faults(workspace.current) == []


def test_the_list_of_files_is_what_a_build_makes(workspace: Workspace) -> None:
    found = (path for path in workspace.current.resolve().rglob("*") if path.is_file())
    made = {path.relative_to(workspace.current.resolve()).as_posix() for path in found}
    assert set(files()) <= made
    assert {path for path in made if not path.startswith("site/")} == {
        path for path in files() if not path.startswith("site/")
    }
