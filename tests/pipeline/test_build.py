"""The whole job end to end, on copies of raw/: what is published, what is kept, and what stops a release."""

import json
import re
import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import duckdb
import pytest

from pipeline.documents.errors import SourceError
from pipeline.documents.source_folders import discover
from pipeline.orchestration import release_asset
from pipeline.orchestration.run import Outcome, run_build
from pipeline.publishing.data.verification import verify
from pipeline.publishing.release.contents import faults
from pipeline.publishing.release.diff import diff
from pipeline.warehouse.checks import CheckResult, run_checks
from pipeline.workspace import ROOT, Workspace
from schemas.contract import PUBLISHED, VIEWS

# These may differ between two builds of the same input: see DESIGN, "Same input, same bytes".
CLOCKED = {"xephang.duckdb", "CHECKSUMS", "release.json"}


def workspace_in(folder: Path) -> Workspace:
    """Return a workspace in ``folder`` with a copy of raw/."""
    shutil.copytree(ROOT / "raw", folder / "raw")
    return Workspace.under(folder)


def built(workspace: Workspace) -> Outcome:
    """Build ``workspace`` and return a successful outcome."""
    outcome = run_build(workspace, "fingerprint")
    assert outcome.record, outcome.failures
    return outcome


def files(release: Path) -> dict[str, bytes]:
    """Return the bytes of the files of a release by path."""
    found = (path for path in sorted(release.rglob("*")) if path.is_file())
    return {path.relative_to(release).as_posix(): path.read_bytes() for path in found}


def rows(release: Path, query: str) -> list[tuple[object, ...]]:
    """Return the result of ``query`` on the database of a release."""
    with duckdb.connect(str(release / "xephang.duckdb"), read_only=True) as con:
        return con.execute(query).fetchall()


def break_source(workspace: Workspace) -> str:
    """Replace the source.yaml of the first source by what no rule reads; return the source's folder name."""
    source = next(iter(discover(workspace.raw).values()))[0]
    (source / "source.yaml").write_bytes(b"\xff\x00 not yaml: [")
    return source.name


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace in which raw/ was built as it stands; tests leave it as it is."""
    workspace = workspace_in(tmp_path_factory.mktemp("release"))
    built(workspace)
    return workspace


@pytest.fixture
def release(standing: Workspace) -> Path:
    """The release of raw/ as it stands."""
    return standing.current


def test_release_is_whole(release: Path) -> None:
    assert faults(release) == []


def test_verify_finds_no_difference(release: Path) -> None:
    found = verify(release)
    assert found.differences == ()
    assert {
        "rankings.rank_competition",
        "rankings.recomputed_tier",
        "scores.pct_of_max",
        "sums of parts",
    } <= {check.check for check in found.comparisons if check.n_compared}
    assert release.resolve().name == json.loads((release / "release.json").read_text())["release_id"]


def test_every_source_is_read(release: Path) -> None:
    n_folders = sum(map(len, discover(ROOT / "raw").values()))
    assert rows(release, "SELECT count(*), count(*) FILTER (state <> 'stale') FROM sources") == [
        (n_folders,) * 2
    ]
    assert rows(release, "SELECT * FROM quarantine") == []


def test_database_and_parquet_hold_the_same_rows(release: Path) -> None:
    for table in PUBLISHED:
        own, file = f'"{table.name}"', f"'{release}/parquet/{table.name}.parquet'"
        for one, other in ((own, file), (file, own)):
            assert rows(release, f"FROM {one} EXCEPT ALL FROM {other}") == []


def test_database_has_a_comment_for_every_table_and_column(release: Path) -> None:
    described = rows(release, "SELECT table_name, column_name FROM duckdb_columns() WHERE comment <> ''")
    wanted = {(table.name, column.name) for table in (*PUBLISHED, *VIEWS) for column in table.columns}
    assert set(described) == wanted


def test_csv_reads_back_as_the_published_rows(release: Path) -> None:
    """A number written short (92.35) is the number in the database (92.350000)."""
    for table in PUBLISHED:
        types = {column.name: column.duckdb_type for column in table.columns}
        # an empty text is written as "", an absent value as nothing
        query = "FROM read_csv(?, columns = ?, header = true, quote = '\"', allow_quoted_nulls = false)"
        with duckdb.connect(str(release / "xephang.duckdb"), read_only=True) as con:
            again = con.execute(query, [str(release / "csv" / f"{table.name}.csv"), types]).fetchall()
            assert sorted(map(repr, again)) == sorted(map(repr, con.table(table.name).fetchall()))


def test_two_builds_are_byte_identical(release: Path, tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    built(workspace)
    first, second = files(release), files(workspace.current)
    assert first.keys() == second.keys()
    different = [path for path in first if first[path] != second[path] and path not in CLOCKED]
    assert not different, f"find the clock, the random order or the path that gets into {different}"
    assert list(diff(release, workspace.current)) == []


def test_a_broken_source_is_quarantined_and_the_others_build(release: Path, tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    source = break_source(workspace)
    outcome = built(workspace)
    assert outcome.record
    assert [line for line in outcome.record.summary.quarantine if source in line and "Cure: " in line]
    assert rows(workspace.current, "SELECT count(*) FROM quarantine") == [(1,)]
    assert outcome.record.summary.n_sources == rows(release, "SELECT count(*) - 1 FROM sources")[0][0]
    assert outcome.record.summary.n_stale == 0


def test_a_source_that_breaks_keeps_its_last_good_rows(
    standing: Workspace, release: Path, tmp_path: Path
) -> None:
    workspace = workspace_in(tmp_path)
    shutil.copytree(standing.build, workspace.build)
    source = break_source(workspace)
    outcome = built(workspace)
    assert outcome.record
    assert outcome.record.summary.n_stale == 1
    ((path, reason, since),) = rows(workspace.current, "SELECT path, reason, since FROM quarantine")
    stale = rows(
        workspace.current, "SELECT path, stale_reason, stale_since FROM sources WHERE state = 'stale'"
    )
    assert source in str(path) and [row[1:] for row in stale] == [(reason, since)] and source in str(stale)
    changed = {change.table for change in diff(release, workspace.current)}
    assert changed == {"sources", "quarantine"}, "all rows of the broken source stay as they were"


def test_a_failed_check_leaves_current_as_it_was(
    standing: Workspace, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(release)

    def with_one_failure(con: duckdb.DuckDBPyConnection) -> list[CheckResult]:
        first, *others = run_checks(con)
        return [
            CheckResult(first.table, first.name, 1, ("agency=x",), "All is well. Cure: mend it."),
            *others,
        ]

    monkeypatch.setattr(release_asset, "run_checks", with_one_failure)
    outcome = run_build(standing, "another fingerprint")
    assert outcome.record is None
    assert len(outcome.failures) == 1
    assert "agency=x" in outcome.failures[0] and "Cure: mend it." in outcome.failures[0]
    assert release.resolve().parent == standing.releases
    assert files(release) == before


def test_readme_shows_the_real_output_of_its_query(release: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    asked = re.search(r"\.sql\('''(.+?)'''\)\.show\(max_width=(\d+)\).*?```text\n(.*?)```", readme, re.DOTALL)
    assert asked, "README.md has lost its query, or the output below it"
    with (
        duckdb.connect(str(release / "xephang.duckdb"), read_only=True) as con,
        redirect_stdout(StringIO()) as shown,
    ):
        con.sql(asked[1]).show(max_width=int(asked[2]))
    assert asked[3].strip() == shown.getvalue().strip(), f"paste this into README.md:\n{shown.getvalue()}"


def test_an_empty_raw_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"raw: holds no source\. Cure: "):
        run_build(Workspace.under(tmp_path), "")
