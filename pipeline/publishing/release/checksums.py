"""CHECKSUMS: the sha256 of every file of a release. Imports no engine, as the record beside it does not."""

import hashlib
from pathlib import Path

from pipeline.publishing.release.record import CHECKSUMS, RECORD


def write_checksums(folder: Path) -> None:
    """Write the sha256 of every file below ``folder`` but release.json to CHECKSUMS, as sha256sum does."""
    lines = [f"{sha256(file)}  {file.relative_to(folder).as_posix()}\n" for file in _listed(folder)]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def read_checksums(folder: Path) -> dict[str, str]:
    """Return the hashes that CHECKSUMS in ``folder`` tells, by path."""
    return parse_checksums((folder / CHECKSUMS).read_text(encoding="utf-8"))


def parse_checksums(text: str) -> dict[str, str]:
    """Return the hashes that the text of a CHECKSUMS tells, by path."""
    return {path: digest for digest, _, path in (line.partition("  ") for line in text.splitlines())}


def altered_files(folder: Path) -> list[str]:
    """Return the files below ``folder`` that are missing, additional or other than CHECKSUMS says, sorted."""
    told = read_checksums(folder)
    found = {file.relative_to(folder).as_posix(): sha256(file) for file in _listed(folder)}
    return sorted(path for path in told.keys() | found.keys() if told.get(path) != found.get(path))


def sha256(file: Path) -> str:
    """Return the sha256 of ``file`` in hex."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _listed(folder: Path) -> list[Path]:
    """Return the files that CHECKSUMS lists, sorted."""
    unlisted = {folder / CHECKSUMS, folder / RECORD}
    return sorted(file for file in folder.rglob("*") if file.is_file() and file not in unlisted)
