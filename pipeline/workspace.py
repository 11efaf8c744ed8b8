"""Where a build reads and writes, and the fingerprint that tells whether anything it reads has changed."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Everything that a release is made from, besides raw/.
_MADE_FROM = ("pipeline", "schemas", "sql", "site", "pyproject.toml", "requirements.txt")


@dataclass(frozen=True, slots=True)
class Workspace:
    """The working folders. ``raw`` is read, ``build`` may be thrown away, ``dist`` holds the releases."""

    raw: Path
    build: Path
    dist: Path

    @classmethod
    def under(cls, root: Path) -> "Workspace":
        """Return the workspace with the usual folder names under ``root``."""
        return cls(root / "raw", root / "build", root / "dist")

    @property
    def staged(self) -> Path:
        """The rows read from the sources: one folder a province, one Parquet file a staged table."""
        return self.build / "staged"

    @property
    def readings(self) -> Path:
        """The rows of each source as it was read last: one folder a province."""
        return self.build / "readings"

    @property
    def closures(self) -> Path:
        """What followed from the printed facts of each list."""
        return self.build / "closures"

    @property
    def failed_database(self) -> Path:
        """The tables of the last build whose checks failed, to look into; nothing reads them."""
        return self.build / "failed.duckdb"

    @property
    def lock(self) -> Path:
        """The file that whoever writes to these folders holds."""
        return self.build / ".lock"

    @property
    def releases(self) -> Path:
        """The releases, one folder each, named by release id."""
        return self.dist / "releases"

    def prepared(self, run_id: str) -> Path:
        """Return the release that a run is writing; on the disk of the others, so that one rename publishes it."""
        return self.releases / f".{run_id}"

    @property
    def current(self) -> Path:
        """The link to the release that stands."""
        return self.dist / "current"

    def fingerprint(self) -> str:
        """Return the sha256 over the names and bytes of every file that a release is made from."""
        return _digest([self.raw, *(ROOT / name for name in _MADE_FROM)])

    @staticmethod
    def inputs() -> dict[str, str]:
        """Return the sha256 over each kind of thing, besides raw/, that a release is made from."""
        apart = {"code_lists": ROOT / "schemas" / "codelists", "lexicon": ROOT / "schemas" / "lexicon"}
        schemas = (path for path in sorted(ROOT.glob("schemas/*")) if path not in apart.values())
        rest = (ROOT / name for name in _MADE_FROM if name != "schemas")
        return {**{kind: _digest([path]) for kind, path in apart.items()}, "code": _digest([*rest, *schemas])}

    def raw_fingerprint(self) -> str:
        """Return the sha256 over the names and bytes of the files in raw/."""
        return _digest([self.raw])

    @staticmethod
    def version_of(folder: Path) -> str:
        """Return the sha256 over the names and bytes of a source."""
        return _digest([folder])

    def source_version(self, slug: str) -> str:
        """Return the sha256 over the names and bytes of the sources of a province."""
        return _digest([self.raw / slug])

    def reader_of(self, slug: str) -> Path:
        """Return the file that holds the version of the code that read the sources of a province."""
        return self.staged / slug / ".reader"

    def staged_version(self, slugs: Iterable[str]) -> str:
        """Return the sha256 over the rows read from the sources of provinces."""
        return _digest([self.staged / slug for slug in slugs])


@cache
def code_version(*names: str) -> str:
    """Return the sha256 over the files of the code at and below ``names``, from the repository root.

    It is that of the first call: what is edited while a process runs is not what runs.
    """
    return _digest([ROOT / name for name in names])


def _digest(paths: Iterable[Path]) -> str:
    """Return the sha256 over the names and bytes of the files at and below ``paths``."""
    digest = hashlib.sha256()
    for path in paths:
        for file in _files(path):
            name = os.fsencode(f"{path.name}/{file.relative_to(path).as_posix()}")
            digest.update(b"%b %b\n" % (name, _content(file)))
    return digest.hexdigest()


def _content(file: Path) -> bytes:
    """Return the sha256 of a file; where a link leads; of what cannot be read, why."""
    try:
        if file.is_symlink():
            return os.fsencode(file.readlink())
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest().encode()
    except OSError as error:
        return str(error.strerror).encode()


def _files(path: Path) -> Iterator[Path]:
    """Yield ``path`` if it is a file, else the files and links below it, without caches and hidden files, sorted.

    Links are not followed and pipes are not opened: anyone may have put them into raw/.
    """
    if path.is_file():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(filter(_is_seen, folders))
        for name in sorted({*filter(_is_seen, names), *folders}):
            mode = os.lstat(os.path.join(folder, name)).st_mode
            if stat.S_ISREG(mode) or stat.S_ISLNK(mode):
                yield Path(folder, name)


def _is_seen(name: str) -> bool:
    return not name.startswith(".") and name != "__pycache__"
