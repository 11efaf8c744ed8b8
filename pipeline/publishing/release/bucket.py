"""A release in a bucket, or under any address that fsspec knows: ``releases/<id>/``, ``latest/`` and what tells of it.

A folder there is whole while it has a release.json: that is taken away before anything else is changed, and written
when all the rest stands. So a transfer that broke leaves nothing that looks like a release, and the next goes on there.
Credentials come from the environment, as the library of the store reads them.
"""

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.publishing.release.checksums import parse_checksums, read_checksums, sha256
from pipeline.publishing.release.contents import faults
from pipeline.publishing.release.record import CHANGES, CHECKSUMS, RECORD, ReleaseError

_RELEASES, _LATEST, _ENTRANCE = "releases", "latest", "index.html"
# So many objects are on their way at a time.
_AT_ONCE = 8
_CURE = "see that address, network and the credentials in the environment are right, and publish again"
_TEXT = "text/plain; charset=utf-8"
# The types of what a release holds, by suffix.
_TYPES = {
    "": _TEXT, ".css": "text/css; charset=utf-8", ".csv": "text/csv; charset=utf-8",
    ".duckdb": "application/vnd.duckdb", ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8", ".json": "application/json",
    ".jsonl": "application/jsonl; charset=utf-8", ".md": "text/markdown; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet", ".png": "image/png", ".sql": _TEXT, ".svg": "image/svg+xml",
    ".txt": _TEXT, ".woff2": "font/woff2", ".xml": "application/xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Published:
    """How many objects were sent, copied within the store, found as they should be, and removed."""

    sent: int
    copied: int
    kept: int
    removed: int


def publish_to(address: str, dist: Path) -> Published:
    """Bring the release that stands in ``dist`` to ``address``; what is there already is not sent again.

    First ``releases/<id>/``, from that ``latest/`` within the store, then the pages that lead there.
    Raises ReleaseError where the release is not whole, or the store cannot be reached or does not hold what was sent.
    """
    folder = (dist / "current").resolve()
    broken = faults(folder)
    if broken:
        raise ReleaseError(f"dist/current: not a whole release: {broken[0]}. Cure: xephang build --force")
    release = f"{_RELEASES}/{folder.name}"
    digests = read_checksums(folder) | {name: sha256(folder / name) for name in (CHECKSUMS, RECORD)}
    try:
        store = _open_store(address)

        def send(name: str) -> None:
            store.send(folder / name, f"{release}/{name}")

        def copy(name: str) -> None:
            store.copy(f"{release}/{name}", f"{_LATEST}/{name}")

        sent, removed = _bring(store, folder, digests, release, send)
        copied, gone = _bring(store, folder, digests, _LATEST, copy)
        told, n_pages = _tell(store, dist)
    except ReleaseError:
        raise
    except ImportError as error:
        cure = "install it; what s3:// needs is in the extra [distributed] of xephang"
        raise ReleaseError(f"{address}: {error}. Cure: {cure}") from error
    # each kind of store has errors of its own
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ReleaseError(f"{address}: {reason}. Cure: {_CURE}") from error
    kept = 2 * len(digests) + n_pages - sent - copied - told
    return Published(sent + told, copied, kept, removed + gone)


@dataclass(frozen=True, slots=True)
class _Store:
    """A file system of fsspec, which has no types, and the path in it that all keys begin with."""

    files: Any
    root: str
    is_typed: bool

    def sizes(self, prefix: str) -> dict[str, int]:
        """Return the bytes of each object below ``prefix``, by its name there."""
        start = f"{self.root}/{prefix}"
        found = self.files.find(start, detail=True).items()
        return {path.removeprefix(f"{start}/"): int(told["size"]) for path, told in found}

    def has(self, key: str) -> bool:
        """Tell whether something stands under ``key``."""
        return bool(self.files.exists(f"{self.root}/{key}"))

    def sha256(self, key: str) -> str:
        """Return the sha256 of the bytes that the store has under ``key``."""
        with self.files.open(f"{self.root}/{key}", "rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()

    def text(self, key: str) -> str:
        """Return the text that the store has under ``key``."""
        return str(self.files.cat_file(f"{self.root}/{key}").decode())

    def send(self, file: Path, key: str) -> None:
        """Send ``file``, and see that the store gives back the same bytes."""
        typed = {"ContentType": _TYPES.get(file.suffix, "application/octet-stream")} if self.is_typed else {}
        self.files.put_file(str(file), f"{self.root}/{key}", **typed)
        if self.sha256(key) != sha256(file):
            raise ReleaseError(f"{key}: the store gives back other bytes than were sent. Cure: publish again")

    def copy(self, source: str, key: str) -> None:
        """Copy an object within the store."""
        self.files.cp_file(f"{self.root}/{source}", f"{self.root}/{key}")

    def remove(self, keys: Iterable[str]) -> None:
        """Remove objects."""
        for key in keys:
            self.files.rm_file(f"{self.root}/{key}")


def _open_store(address: str) -> _Store:
    from fsspec.core import split_protocol, url_to_fs

    is_folder = split_protocol(address)[0] in (None, "file", "local")
    # what it held a moment ago is not what it holds
    options = {"auto_mkdir": True} if is_folder else {"use_listings_cache": False}
    files, root = url_to_fs(address, **options)
    return _Store(files, root.rstrip("/"), "s3" in files.protocol)


def _bring(
    store: _Store, folder: Path, digests: dict[str, str], prefix: str, bring: Callable[[str], None]
) -> tuple[int, int]:
    """Make the store hold below ``prefix`` what ``folder`` holds; return how many objects were brought and removed.

    ``digests`` has the files, and ``bring`` brings one of them.
    """
    standing = store.sizes(prefix)
    # what a transfer that broke left is other than its CHECKSUMS: its bytes are looked at
    is_whole = standing.keys() >= {CHECKSUMS, RECORD}
    told = parse_checksums(store.text(f"{prefix}/{CHECKSUMS}")) if is_whole else {}

    def differs(name: str) -> bool:
        if standing.get(name) != (folder / name).stat().st_size:
            return True
        return (told.get(name) or store.sha256(f"{prefix}/{name}")) != digests[name]

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        names = sorted(digests)
        changed = [name for name, differ in zip(names, threads.map(differs, names), strict=True) if differ]
        gone = sorted(standing.keys() - digests.keys())
        if not changed and not gone:
            return 0, 0
        if RECORD in standing and (gone or changed != [RECORD]):
            store.remove([f"{prefix}/{RECORD}"])
        list(threads.map(bring, [name for name in changed if name != RECORD]))
    store.remove(f"{prefix}/{name}" for name in gone)
    held = store.sizes(prefix)
    wrong = [name for name in digests if name != RECORD and held.get(name) != (folder / name).stat().st_size]
    if wrong:
        raise ReleaseError(f"{prefix}/{wrong[0]}: the store does not hold what was sent. Cure: publish again")
    bring(RECORD)
    return len({*changed, RECORD}), len(gone)


def _tell(store: _Store, dist: Path) -> tuple[int, int]:
    """Bring the pages of changes and what leads to the site, that last; return how many were sent, of how many."""
    pages = sorted(path for path in (dist / CHANGES).glob("[!.]*") if path.is_file())
    # a page of a release finds them beside the folder of that, too
    files = {f"{room}{CHANGES}/{path.name}": path for room in ("", f"{_RELEASES}/") for path in pages}
    files[_ENTRANCE] = dist / _ENTRANCE
    sent = [key for key, path in files.items() if not store.has(key) or store.sha256(key) != sha256(path)]
    for key in sent:
        store.send(files[key], key)
    return len(sent), len(files)
