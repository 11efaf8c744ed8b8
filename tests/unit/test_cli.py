"""The command: quick where nothing is to do, one line where something is wrong, told in the README."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.commands import cli
from pipeline.publishing.release.record import CHANGES, CHECKSUMS, LINES, Summary, write_record
from pipeline.workspace import ROOT, Workspace

HEAVY = (
    "dagster",
    "duckdb",
    "pandas",
    "pandera",
    "pyarrow",
    "jinja2",
    "sqlalchemy",
    "yaml",
    "rich",
    "pydantic",
)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """An empty workspace that the command works in."""
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    return Workspace.under(tmp_path)


def run(*words: str) -> tuple[int, str, str]:
    """Run the command and return exit code, stdout and stderr."""
    result = CliRunner().invoke(cli.app, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def release_in(workspace: Workspace, *, quarantine: tuple[str, ...] = ()) -> None:
    """Put a release of the workspace's present input into dist/current."""
    workspace.current.mkdir(parents=True)
    (workspace.current / CHECKSUMS).touch()
    summary = Summary(
        1,
        0,
        2,
        3,
        0,
        quarantine,
        ("raw/a/b/c.txt, line 7: two readings. Cure: look",),
        ("raw/a/b/c.txt, criterion X: waits. Cure: add it",),
    )
    write_record(workspace.current, "0123456789ab", workspace.fingerprint(), {}, summary)
    (workspace.dist / CHANGES).mkdir()
    (workspace.dist / CHANGES / LINES).write_text('{"release": "current"}\n')


def test_the_command_starts_without_heavy_imports() -> None:
    loaded = f"import sys, pipeline.commands.cli; print([name for name in {HEAVY} if name in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]", "import these inside the commands of pipeline/commands/cli.py"


def test_every_command_is_told_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = {str(info.name or getattr(info.callback, "__name__", "")) for info in cli.app.registered_commands}
    missing = [name for name in sorted(names - {"build"}) if f"xephang {name} " not in readme]
    assert not missing, f"tell these commands in README.md: {missing}"


def test_a_build_of_the_same_input_says_so_and_repeats_what_is_set_aside(workspace: Workspace) -> None:
    release_in(workspace, quarantine=("raw/a/b/c.txt: broken. Cure: mend it",))
    code, out, err = run("build")
    assert (code, out) == (0, "")
    assert "Nothing new" in err and "0123456789ab" in err
    assert "quarantined: raw/a/b/c.txt: broken. Cure: mend it" in err
    assert "in doubt: raw/a/b/c.txt, line 7: two readings. Cure: look" in err
    assert "unmapped: raw/a/b/c.txt, criterion X: waits. Cure: add it" in err


def test_a_changed_source_changes_the_fingerprint(workspace: Workspace) -> None:
    workspace.raw.mkdir()
    before = workspace.fingerprint()
    (workspace.raw / "new.txt").write_text("x")
    added = workspace.fingerprint()
    (workspace.raw / "new.txt").write_text("y")
    assert len({before, added, workspace.fingerprint()}) == 3


def test_a_release_of_old_format_is_built_again(workspace: Workspace) -> None:
    release_in(workspace)
    (workspace.current / "release.json").write_text('{"release_id": "0123456789ab"}')
    code, _, err = run("release")
    assert (code, err) == (1, "xephang: dist/current: there is no release. Cure: make build\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("build",), "xephang: raw: holds no source. Cure: "),
        (("release",), "xephang: dist/current: there is no release. Cure: "),
        (("diff", "a", "b"), "xephang: a: no such release. Cure: "),
        (("verify",), "xephang: current: no such release. Cure: "),
        (("verify", "a"), "xephang: a: no such release. Cure: "),
        (("extract", "no-such-file.txt"), "no-such-file.txt: "),
    ],
)
def test_bad_input_is_one_line(workspace: Workspace, words: tuple[str, ...], told: str) -> None:
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert told in err and "Cure: " in err
