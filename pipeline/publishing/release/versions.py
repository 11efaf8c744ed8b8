"""Names of releases, which keep them for ever, and the removal of old ones that nobody named."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.publishing.release.record import Record, ReleaseError, read_record

# So many unnamed releases are kept, the newest: a month of nightly builds.
KEPT = 30


def name_release(dist: Path, name: str | None = None) -> str:
    """Name the release that is current, by the day that it was made where no name is given; return the name.

    The name is a link in ``dist/versions/``: 2026.11.30, and 2026.11.30.2 for another release of that day.
    Raises ReleaseError where no release stands, the name is that of another, or is no name of a file.
    """
    folder = (dist / "current").resolve()
    record = read_record(folder)
    if record is None:
        raise ReleaseError("dist/current: there is no release. Cure: make build")
    versions = dist / "versions"
    named = {path.name: path.resolve() for path in sorted(versions.glob("[!.]*"))}
    if name is None:
        name = next((one for one, release in named.items() if release == folder), None)
    if name is None:
        day = record.made_at.partition("T")[0].replace("-", ".")
        name = next(one for one in (day, *(f"{day}.{n}" for n in range(2, 1000))) if one not in named)
    if name != Path(name).name or name.startswith("."):
        raise ReleaseError(
            f"{name!r} is no name of a release. Cure: use letters, digits and dots, as 2026.11.30"
        )
    if named.get(name, folder) != folder:
        raise ReleaseError(f"{name} is release {named[name].name}. Cure: choose another name")
    if name not in named:
        versions.mkdir(exist_ok=True)
        (versions / name).symlink_to(Path("..") / "releases" / folder.name)
    return name


def release_folder(dist: Path, name: str) -> Path:
    """Return the folder of a release by its id, its name, ``current`` or its path; ReleaseError where there is none."""
    folder = dist / "current" if name == "current" else dist / "releases" / name
    for candidate in (folder, dist / "versions" / name, Path(name)):
        if (candidate / "parquet").is_dir():
            return candidate
    built = sorted(path.parent.name for path in (dist / "releases").glob("[!.]*/parquet"))
    known = ", ".join(built) or "(none built yet)"
    raise ReleaseError(f"{name}: no such release. Cure: name a folder or one of {known}")


def prune(dist: Path, kept: int = KEPT) -> list[str]:
    """Remove all releases but the ``kept`` newest, those named and the one that stands; return the ids of the removed.

    Only for one that holds the lock. A reader keeps what it has opened.
    """
    spared = {path.resolve() for path in (dist / "versions").glob("*")} | {(dist / "current").resolve()}
    made = sorted((record.made_at, path) for path, record in _releases(dist) if record)
    removed = [path for _, path in made[: max(len(made) - kept, 0)] if path.resolve() not in spared]
    for path in removed:
        # out of sight in one step, so that nobody finds half of it
        hidden = path.rename(path.with_name(f".{path.name}"))
        shutil.rmtree(hidden, ignore_errors=True)
    return [path.name for path in removed]


def _releases(dist: Path) -> Iterator[tuple[Path, Record | None]]:
    for path in sorted((dist / "releases").glob("[!.]*")):
        if path.is_dir() and not path.is_symlink():
            yield path, read_record(path)
