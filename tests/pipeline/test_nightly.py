"""The build that nobody watches: what is recorded, what the morning report says, and where it is sent."""

import json
import shutil
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.commands.nightly import Run, read_runs, report, run_nightly, send
from pipeline.intake import read_province
from pipeline.orchestration.staging import stage
from pipeline.publishing.release.history import read_entries
from pipeline.workspace import Workspace
from tests.pipeline.test_two_sources import DECISION, LATER, put

QUARANTINED = "quarantined: raw/lao-cai/2020-quyet-dinh-80/document.txt: its SHA-256 is"


def _says(*lines: str, code: int = 0) -> tuple[str, ...]:
    """A build that says some lines and ends."""
    told = "; ".join(f"print({line!r}, file=sys.stderr)" for line in lines)
    return (sys.executable, "-c", f"import sys; {told or 'pass'}; sys.exit({code})")


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, list[str]]:
    """Four nights: a first release, a source set aside, nothing new, a build that is killed; and their reports."""
    folder = tmp_path_factory.mktemp("nights")
    workspace = Workspace.under(folder)
    build = (
        sys.executable,
        "-c",
        "import sys; from pathlib import Path; from pipeline.orchestration.run import run_build; "
        "from pipeline.workspace import Workspace; "
        f"sys.exit(not run_build(Workspace.under(Path({str(folder)!r})), '').record)",
    )
    put(folder / "raw", "2019-quyet-dinh-77", 2019, "77/QĐ-UBND", "2019-12-20", DECISION)
    put(folder / "raw", "2020-quyet-dinh-80", 2020, "80/QĐ-UBND", "2020-12-22", LATER)
    reports: list[str] = []
    for command in (build, build, _says("Nothing new"), (sys.executable, "-c", "import os; os.abort()")):
        if len(reports) == 1:
            (folder / "raw/lao-cai/2020-quyet-dinh-80/document.txt").write_bytes(b"damaged")
        run_nightly(workspace, command)
        reports.append((workspace.build / "report.txt").read_text(encoding="utf-8"))
    return workspace, reports


def test_each_night_is_recorded(nights: tuple[Workspace, list[str]]) -> None:
    runs = read_runs(nights[0])
    assert [run.outcome for run in runs] == ["published", "published", "unchanged", "failed"]
    assert len({run.release for run in runs[1:]}) == 1
    assert [len(run.issues) for run in runs] == [0, 1, 1, 1]


def test_the_report_of_a_good_night_says_what_is_new(nights: tuple[Workspace, list[str]]) -> None:
    first = nights[1][0]
    assert ": published in " in first and "It is the first release here." in first
    assert "Nothing waits for a person." in first


def test_the_report_of_a_bad_night_names_file_place_cure_and_age(nights: tuple[Workspace, list[str]]) -> None:
    workspace, reports = nights
    since = read_runs(workspace)[1].started[:10]
    assert "source_set_aside: lao-cai-2020-quyet-dinh-80" in reports[1]
    for told in reports[1:]:
        (line,) = [line for line in told.splitlines() if QUARANTINED in line]
        assert line.startswith(f"  since {since}: ") and "Cure: restore the file as received" in line


def test_a_build_that_dies_is_reported_and_the_release_stands(nights: tuple[Workspace, list[str]]) -> None:
    workspace, reports = nights
    told = reports[-1]
    assert ": failed in " in told and f"release {workspace.current.resolve().name} stands" in told
    assert "the build was ended by signal 6. Cure: " in told


def test_another_build_is_waited_for(tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    busy = (
        f"import sys, pathlib; flag = pathlib.Path({str(flag)!r}); first = not flag.exists(); flag.touch(); "
        "print('build/: another build is at work', file=sys.stderr) if first else None; sys.exit(first)"
    )
    run = run_nightly(Workspace.under(tmp_path), (sys.executable, "-c", busy), pause=0)
    assert run.outcome == "unchanged", "where no release came, none was published"
    assert run.failures == []


def test_what_a_build_says_is_in_the_report(tmp_path: Path) -> None:
    run = run_nightly(Workspace.under(tmp_path), _says("check failed: x. Cure: mend y", code=1), pause=0)
    assert run.failures == ["check failed: x. Cure: mend y"]
    told = (tmp_path / "build" / "report.txt").read_text(encoding="utf-8")
    assert "no release stands" in told and "  check failed: x. Cure: mend y" in told


def test_the_age_of_a_warning_is_that_of_its_unbroken_row() -> None:
    nights = [("2026-01-01", ["a"]), ("2026-01-02", []), ("2026-01-03", ["a"]), ("2026-01-04", ["b", "a"])]
    runs = [Run(f"{day}T00:00:00", 1, "published", "r", [], issues) for day, issues in nights]
    lines = report(runs, []).splitlines()
    assert lines[-2:] == ["  since 2026-01-03: a", "  since 2026-01-04: b"]


def test_the_report_is_posted_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    got: list[dict[str, str]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    (tmp_path / "report.txt").write_text("xephang: published\n", encoding="utf-8")
    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        Thread(target=server.handle_request, daemon=True).start()
        monkeypatch.setenv("XEPHANG_WEBHOOK", f"http://127.0.0.1:{server.server_port}/hook")
        assert send(tmp_path / "report.txt") == ["sent to XEPHANG_WEBHOOK"]
    assert got == [{"text": "xephang: published\n"}]
    monkeypatch.setenv("XEPHANG_WEBHOOK", "file:///etc/passwd")
    (told,) = send(tmp_path / "report.txt")
    assert "was not sent" in told and "Cure: " in told


def test_what_changed_is_that_of_the_release_that_was_published(nights: tuple[Workspace, list[str]]) -> None:
    workspace = nights[0]
    entry = read_entries(workspace.dist)[-1]
    assert entry.sources == {"source_set_aside": ["lao-cai-2020-quyet-dinh-80"]}


def test_a_source_waits_since_the_day_on_which_it_was_found_broken(
    nights: tuple[Workspace, list[str]], tmp_path: Path
) -> None:
    """Each night reads it anew and finds it broken; the day, the last good rows and the reason stay."""
    staged = tmp_path / "lao-cai"
    shutil.copytree(nights[0].staged / "lao-cai", staged)
    stale = pq.read_table(staged / "sources.parquet").to_pylist()
    assert [row["state"] for row in stale] == ["fresh", "stale"]
    long_ago = date(2026, 1, 31)
    for name, column in (("quarantine", "since"), ("sources", "stale_since")):
        table = pq.read_table(staged / f"{name}.parquet")
        aged = [{**row, column: row[column] and long_ago} for row in table.to_pylist()]
        pq.write_table(pa.Table.from_pylist(aged, table.schema), staged / f"{name}.parquet")
    rows = read_province(nights[0].raw, "lao-cai")
    tables, faults = stage(rows, staged)
    assert not faults and tables["quarantine"]["since"].to_pylist() == [long_ago]
    (kept,) = (row for row in tables["sources"].to_pylist() if row["state"] == "stale")
    assert kept["stale_since"] == long_ago
    assert kept["stale_reason"] == tables["quarantine"]["reason"][0].as_py()
    # what breaks today is new
    rows.quarantine[0] = replace(rows.quarantine[0], path="raw/lao-cai/2020-quyet-dinh-80/another.txt")
    tables, _ = stage(rows, staged)
    assert tables["quarantine"]["since"].to_pylist() == [datetime.now(UTC).date()]
    (kept,) = (row for row in tables["sources"].to_pylist() if row["state"] == "stale")
    assert kept["stale_since"] == long_ago, "it has not been read well in between"
