"""A source is read again where it or its reader is another, and only then; the release is the same as of all anew."""

import random
import shutil
from pathlib import Path

import pytest

from pipeline.deduction.closure import compute_closure
from pipeline.deduction.problem import Problem
from pipeline.deduction.result import Closure
from pipeline.orchestration import kept_closures, kept_rows
from pipeline.orchestration.kept_rows import KeptRows
from pipeline.orchestration.partitions import list_provinces
from pipeline.orchestration.run import run_build
from pipeline.publishing.release.checksums import read_checksums
from pipeline.publishing.release.contents import DATABASE
from pipeline.resolution.staged_rows import StagedRows
from pipeline.workers import executors
from pipeline.workers.reading import read_source
from pipeline.workspace import Workspace
from tests.pipeline.made_sources import put_source

SLUGS = ("lao-cai", "yen-bai", "son-la")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace.under(tmp_path)
    for slug in SLUGS:
        put_source(workspace, slug)
    return workspace


def read_again(workspace: Workspace) -> list[str]:
    """The provinces whose source is read when all are wanted."""
    read: list[str] = []

    def noted(folder: Path) -> StagedRows:
        read.append(folder.parent.name)
        return read_source(folder)

    kept = KeptRows(workspace, list_provinces(workspace), noted)
    assert kept.refresh() == len(read)
    for folder in workspace.raw.glob("*/*"):
        if folder.is_dir():
            kept.rows(folder)
    kept.sweep()
    return read


def test_what_did_not_change_is_not_read_again(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sorted(read_again(workspace)) == sorted(SLUGS)
    assert read_again(workspace) == []
    put_source(workspace, "yen-bai", "84,5")
    assert read_again(workspace) == ["yen-bai"]
    source = workspace.raw / "son-la" / "2019-ict"
    (source / "corrections.yaml").write_text("- line: 5\n  before: TT\n  after: STT\n  reason: thử\n")
    assert read_again(workspace) == ["son-la"]
    monkeypatch.setattr(kept_rows, "code_version", lambda *_: "another reader")
    assert sorted(read_again(workspace)) == sorted(SLUGS)


def test_what_cannot_be_read_is_tried_again(workspace: Workspace) -> None:
    read_again(workspace)
    (workspace.raw / "lao-cai" / "2019-ict" / "document.txt").write_bytes(b"another")
    assert read_again(workspace) == ["lao-cai"]
    assert read_again(workspace) == ["lao-cai"]
    kept = KeptRows(workspace, ["lao-cai"])
    kept.refresh()
    (found,) = kept.rows(workspace.raw / "lao-cai" / "2019-ict").quarantine
    assert "SHA-256" in found.reason


def test_what_is_damaged_or_gone_is_read_again_or_forgotten(workspace: Workspace) -> None:
    read_again(workspace)
    folder = workspace.raw / "lao-cai" / "2019-ict"
    (kept,) = (workspace.readings / "lao-cai").iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])
    (kept.parent / ".half").write_bytes(b"half of it")
    shutil.rmtree(workspace.raw / "yen-bai" / "2019-ict")
    (workspace.raw / "yen-bai" / "README.md").write_text("no source")
    again = KeptRows(workspace, SLUGS)
    again.refresh()
    assert again.rows(folder) == read_source(folder)
    again.rows(workspace.raw / "son-la" / "2019-ict")
    again.sweep()
    held = {path.parent.name for path in workspace.readings.rglob("*/*")}
    assert held == {"son-la"}


def test_what_follows_for_a_list_is_computed_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed: list[Problem] = []

    def noted(problem: Problem) -> Closure:
        computed.append(problem)
        return compute_closure(problem)

    monkeypatch.setattr(kept_closures, "compute_closure", noted)
    for slug, wanted in (("lao-cai", len(SLUGS)), ("yen-bai", 1), (None, 0)):
        if slug:
            put_source(workspace, slug, "84,5")
        computed.clear()
        outcome = run_build(workspace, "")
        assert outcome.record, outcome.failures
        assert len(computed) == wanted
    assert len(list(workspace.closures.iterdir())) == len(SLUGS)


def test_several_workers_read_the_same_rows(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {}
    for workers in ("1", "3"):
        monkeypatch.setenv("XEPHANG_WORKERS", workers)
        monkeypatch.setattr(executors, "_MANY", 2)
        shutil.rmtree(workspace.readings, ignore_errors=True)
        KeptRows(workspace, SLUGS).refresh()
        kept[workers] = {path.name: path.read_bytes() for path in workspace.readings.rglob("*/*")}
    assert kept["1"] == kept["3"]


def test_builds_after_any_changes_are_those_of_everything_anew(workspace: Workspace, tmp_path: Path) -> None:
    """Sources added, changed, broken, restored and removed at random, one build after the other."""
    chance = random.Random(14)
    for _ in range(3):
        for slug in SLUGS:
            match chance.choice(("changed", "kept", "removed")):
                case "changed":
                    put_source(workspace, slug, f"84,{chance.randrange(10)}")
                case "removed" if slug != SLUGS[0]:
                    shutil.rmtree(workspace.raw / slug, ignore_errors=True)
        after = run_build(workspace, "")
        shutil.rmtree(tmp_path / "anew", ignore_errors=True)
        anew = Workspace.under(tmp_path / "anew")
        shutil.copytree(workspace.raw, anew.raw)
        fresh = run_build(anew, "", is_anew=True)
        assert after.record and fresh.record, (after.failures, fresh.failures)
        one, other = (read_checksums(space.current) for space in (workspace, anew))
        assert one.keys() == other.keys()
        assert {path for path in one if one[path] != other[path]} <= {DATABASE}
