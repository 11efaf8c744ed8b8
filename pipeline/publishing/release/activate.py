"""The one step that makes a release current. What stands is never touched: it is kept, or stands beside."""

import itertools
import os
import shutil
from pathlib import Path

from pipeline.publishing.data.data_files import connect
from pipeline.publishing.release.checksums import read_checksums
from pipeline.publishing.release.contents import DATABASE, faults
from pipeline.publishing.release.record import RECORD, ReleaseError


def publish(prepared: Path, releases: Path, current: Path, release_id: str) -> Path:
    """Let ``current`` point to the release that ``prepared`` holds, in one step; return its folder.

    It moves to the folder of its id, or, where another with the same data stands there (another site, other
    notes, damage), to the next free one: <id>-2, <id>-3. Where an equal one stands, that is kept, and takes
    over release.json alone, so that it tells the input that was read last.
    Raises ReleaseError, and leaves ``current`` as it was, where ``prepared`` is not whole.
    """
    broken = faults(prepared)
    if broken:
        raise ReleaseError(f"the release is not whole: {'; '.join(broken)}. Cure: build it again")
    standing = _place(prepared, releases, release_id)
    if standing.exists():
        os.replace(prepared / RECORD, standing / RECORD)
        shutil.rmtree(prepared)
    else:
        prepared.rename(standing)
    _point(current, standing)
    return standing


def sweep(releases: Path, current: Path) -> None:
    """Remove what a build that was killed left in ``releases``; only for one that holds the lock."""
    for folder in releases.glob(".*"):
        if folder.resolve() != current.resolve():
            shutil.rmtree(folder, ignore_errors=True)


def _place(prepared: Path, releases: Path, release_id: str) -> Path:
    """Return the folder of the standing release that equals ``prepared``, else the first free one."""
    further = (releases / f"{release_id}-{number}" for number in itertools.count(2))
    folders = itertools.chain([releases / release_id], further)
    return next(folder for folder in folders if not os.path.lexists(folder) or _equal(folder, prepared))


def _equal(standing: Path, prepared: Path) -> bool:
    """Tell whether ``standing`` is whole and holds what ``prepared`` holds; the clock apart."""
    return not faults(standing) and _held(standing) == _held(prepared)


def _held(folder: Path) -> tuple[dict[str, str], list[tuple[object, ...]]]:
    """Return the hashes of the files in ``folder``, and instead of the database's, how it is described.

    Its rows are those of the Parquet files, but no two databases have the same bytes.
    """
    hashes = read_checksums(folder)
    del hashes[DATABASE]
    with connect(folder / DATABASE, read_only=True) as con:
        described = con.execute("""
            SELECT table_name, sql, comment FROM duckdb_tables()
            UNION ALL SELECT view_name, sql, comment FROM duckdb_views() WHERE NOT internal
            UNION ALL SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal
            ORDER BY ALL
        """).fetchall()
    return hashes, described


def _point(link: Path, target: Path) -> None:
    """Let ``link`` point to ``target`` in one step."""
    beside = link.with_name(f".{link.name}")
    beside.unlink(missing_ok=True)
    beside.symlink_to(os.path.relpath(target, link.parent))
    os.replace(beside, link)
