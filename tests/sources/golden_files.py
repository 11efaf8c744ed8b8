"""The golden files of the sources in raw/: which there are, which are missing, and their rows."""

import csv
from pathlib import Path

import pytest

from pipeline.commands.propose import MARK
from pipeline.documents.source_folders import discover

HERE = Path(__file__).parent
RAW = Path(__file__).resolve().parents[2] / "raw"
STATEMENTS, CLAIMS = HERE / "golden", HERE / "golden_claims"


def name_of(folder: Path) -> str:
    """The id of the source in a folder of raw/."""
    return f"{folder.parent.name}-{folder.name}"


FOLDERS = {name_of(folder): folder for folders in discover(RAW).values() for folder in folders}


def kept(golden: Path) -> list[str]:
    """The sources that have a file in a folder of golden files."""
    return [source_id for source_id in sorted(FOLDERS) if (golden / f"{source_id}.csv").is_file()]


def missing(golden: Path) -> list[str]:
    """One line for each source that has no file in a folder of golden files, with the cure."""
    return [
        f"{source_id} has no {golden.name} file. Cure: xephang propose "
        f"{folder.relative_to(RAW.parent).as_posix()}, proof-read what it writes, and keep it as "
        f"tests/sources/{golden.name}/{source_id}.csv"
        for source_id, folder in sorted(FOLDERS.items())
        if not (golden / f"{source_id}.csv").is_file()
    ]


def stray(golden: Path) -> list[str]:
    """The golden files of no source."""
    return sorted({path.stem for path in golden.glob("*.csv")} - FOLDERS.keys())


def rows(golden: Path, source_id: str) -> list[dict[str, str]]:
    """The rows of a golden file; a proposal that nobody has proof-read fails the test that asks for it."""
    with (golden / f"{source_id}.csv").open(encoding="utf-8", newline="") as file:
        lines = file.read()
    if lines.startswith(MARK):
        pytest.fail(f"{golden.name}/{source_id}.csv is a proposal still: do what its first line says", False)
    return list(csv.DictReader(lines.splitlines(keepends=True)))
