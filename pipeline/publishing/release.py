"""A release: its id, its checksums, and the one step that makes it current."""

import hashlib
import os
import shutil
from pathlib import Path

import duckdb

from pipeline.publishing.files import connect, write_parquet
from pipeline.publishing.record import CHECKSUMS, RECORD
from schemas.contract import PUBLISHED

LICENCE = "CC BY 4.0"


def write_parquet_files(con: duckdb.DuckDBPyConnection, folder: Path) -> str:
    """Write every published table to ``folder`` and return the release id that follows from the files.

    The id is the first 12 hex digits of the sha256 over the sorted hashes of all files but that of the
    table ``release``, which names the id itself; its one row is inserted here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    hashes = [_sha256(write_parquet(con, table, folder)) for table in PUBLISHED if table.name != "release"]
    release_id = hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()[:12]
    cite_as = f"xephang, release {release_id}: rankings of Vietnam's provincial agencies, {LICENCE}"
    con.execute("DELETE FROM release")
    con.execute(
        "INSERT INTO release (release_id, licence, cite_as) VALUES (?, ?, ?)",
        [release_id, LICENCE, cite_as],
    )
    for table in PUBLISHED:
        if table.name == "release":
            write_parquet(con, table, folder)
    return release_id


def stamped_id(database: Path) -> str:
    """Return the release id that :func:`write_parquet_files` left in ``database``."""
    with connect(database, read_only=True) as con:
        row = con.execute("SELECT release_id FROM release").fetchone()
    if row is None:
        raise LookupError(f"{database}: holds no release id; write the Parquet files first")
    return str(row[0])


def write_checksums(folder: Path) -> None:
    """Write the sha256 of every file below ``folder`` but release.json to CHECKSUMS, as sha256sum does."""
    lines = [f"{_sha256(file)}  {file.relative_to(folder).as_posix()}\n" for file in _listed(folder)]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def altered_files(folder: Path) -> list[str]:
    """Return the files below ``folder`` that are missing, additional or other than CHECKSUMS says, sorted."""
    told = {}
    for line in (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines():
        digest, _, path = line.partition("  ")
        told[path] = digest
    found = {file.relative_to(folder).as_posix(): _sha256(file) for file in _listed(folder)}
    return sorted(path for path in told.keys() | found.keys() if told.get(path) != found.get(path))


def switch(prepared: Path, releases: Path, current: Path, release_id: str) -> Path:
    """Make ``prepared`` the release ``release_id`` and let ``current`` point to it; return its folder.

    Whoever follows ``current`` sees a whole release at any moment, also where the same data is published
    again with another site: the release that stands then serves from a copy while its folder is replaced.
    """
    target = releases / release_id
    parked = releases / f".{release_id}"
    shutil.rmtree(parked, ignore_errors=True)
    if target.exists():
        shutil.copytree(target, parked)
        if current.exists() and current.resolve() == target.resolve():
            _point(current, parked)
        shutil.rmtree(target)
    prepared.rename(target)
    _point(current, target)
    shutil.rmtree(parked, ignore_errors=True)
    return target


def _point(link: Path, target: Path) -> None:
    """Let ``link`` point to ``target`` in one step."""
    beside = link.with_name(f".{link.name}")
    beside.unlink(missing_ok=True)
    beside.symlink_to(os.path.relpath(target, link.parent))
    os.replace(beside, link)


def _listed(folder: Path) -> list[Path]:
    """Return the files that CHECKSUMS lists, sorted."""
    unlisted = {folder / CHECKSUMS, folder / RECORD}
    return sorted(file for file in folder.rglob("*") if file.is_file() and file not in unlisted)


def _sha256(file: Path) -> str:
    """Return the sha256 of ``file`` in hex."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
