"""The set-up of .venv: whatever point it was killed at, the next make begins anew; two do not work at once.

The Python here is a stub that makes a .venv of a few files, so that no package is installed.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.workspace import ROOT

# Answers what .ci/venv asks of a Python, and kills the set-up where KILL says so; the lock is really taken.
STUB = f"""#!/bin/sh
case "$*" in
*fcntl*) exec {sys.executable} "$@" ;;
*"sys.exit(sys.version_info"*) exit 0 ;;
*"print(sys.version_info"*) echo "(3, 11)"; exit 0 ;;
*"import ensurepip, venv"*) exit 0 ;;
"-m venv .venv") step=venv ;;
"-m pip --version") test -e .venv/pip; exit ;;
*"-m pip install"*) step=pip ;;
*"pip sync"*) step=sync ;;
*"pip install"*) step=install ;;
*) echo "not expected: $*" >&2; exit 9 ;;
esac
echo "$step $*" >>steps
[ "${{SLOW-}}" != "$step" ] || sleep 1
[ "${{KILL-}}" != "$step" ] || kill -9 $PPID
[ "${{FAIL-}}" != "$step" ] || exit 2
if [ "$step" = venv ]; then
    mkdir -p .venv/bin
    cp "$0" .venv/bin/python
    touch .venv/pip
elif [ "$step" = pip ]; then
    cp "$0" .venv/bin/uv
fi
"""
WHOLE = ["venv", "pip", "sync", "install"]


class Setup:
    """A folder with .ci/venv and the stub."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / ".ci").mkdir()
        for name in (".ci/venv", "requirements-dev.txt", "pyproject.toml"):
            shutil.copyfile(ROOT / name, folder / name)
        self.python = folder / "python"
        self.python.write_text(STUB)
        self.python.chmod(0o755)

    def start(self, **environment: str) -> subprocess.Popen[str]:
        """Start .ci/venv."""
        return subprocess.Popen(
            ["sh", ".ci/venv", str(self.python)], cwd=self.folder, env={**os.environ, **environment},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, **environment: str) -> tuple[int, str]:
        """Run .ci/venv and return its exit code and what it said."""
        process = self.start(**environment)
        told = process.communicate(timeout=60)[1]
        return process.returncode, told

    def steps(self, whole: bool = False) -> list[str]:
        """Return what was done since the last time this was asked, by name or as it was called."""
        file = self.folder / "steps"
        lines = file.read_text().splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return lines if whole else [line.partition(" ")[0] for line in lines]


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return Setup(tmp_path)


def test_it_is_done_once_and_again_for_other_packages(setup: Setup) -> None:
    assert setup.run()[0] == 0
    assert setup.steps() == WHOLE
    assert setup.run() == (0, "")
    assert setup.steps() == []
    with (setup.folder / "requirements-dev.txt").open("a") as lock:
        lock.write("# another\n")
    assert setup.run()[0] == 0
    assert setup.steps() == WHOLE[1:]


@pytest.mark.parametrize("at", WHOLE)
@pytest.mark.parametrize("how", ["KILL", "FAIL"])
def test_one_that_was_interrupted_is_begun_anew(setup: Setup, at: str, how: str) -> None:
    assert setup.run(**{how: at})[0] != 0
    setup.steps()
    assert setup.run()[0] == 0
    assert setup.steps() == WHOLE
    assert setup.run() == (0, "")


def test_one_without_pip_is_begun_anew(setup: Setup) -> None:
    """A .venv that an older set-up left: a Python, nothing in it, and no mark."""
    (setup.folder / ".venv/bin").mkdir(parents=True)
    shutil.copy(setup.python, setup.folder / ".venv/bin/python")
    assert setup.run()[0] == 0
    assert setup.steps() == WHOLE


def test_two_at_a_time_wait_for_each_other(setup: Setup) -> None:
    first = setup.start(SLOW="sync")
    while not (setup.folder / ".venv/uv.txt").exists():
        time.sleep(0.05)
    code, told = setup.run()
    assert (code, told) == (0, "xephang: .venv is being set up by another; waiting for it to end\n")
    assert first.wait(timeout=60) == 0
    first.communicate()
    assert setup.steps() == WHOLE


@pytest.mark.parametrize("home", ["", "no/such/home"])
def test_without_a_home_nothing_is_kept_there(setup: Setup, home: str) -> None:
    assert setup.run(HOME=home, XDG_CACHE_HOME="", UV_CACHE_DIR="")[0] == 0
    assert "--no-cache" in " ".join(setup.steps(whole=True))
    (setup.folder / ".venv/stamp").unlink()
    assert setup.run(HOME=str(setup.folder), XDG_CACHE_HOME="", UV_CACHE_DIR="")[0] == 0
    assert "--no-cache" not in " ".join(setup.steps(whole=True))
