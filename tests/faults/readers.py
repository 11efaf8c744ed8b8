"""Rebuilds, half of them of the same content, while others read: none of them finds anything but a whole release."""

import csv
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from threading import Thread
from urllib.parse import urljoin
from urllib.request import urlopen
from xml.etree import ElementTree

import duckdb

from pipeline.publishing.release.checksums import altered_files
from pipeline.publishing.release.contents import DATABASE
from pipeline.publishing.release.versions import KEPT, prune
from pipeline.workspace import Workspace
from tests.faults.builds import run_command
from tests.pipeline.made_sources import put_source

# Builds for which a reader holds what it once opened: less than a release is kept.
_HELD = KEPT // 2
_PAGES = 6
# Seconds between the reads of a reader: builds want the machine, too.
_PAUSE = 0.1
_LINK = re.compile(r'href="([^"#?]+\.html)')
_PROCESSES = get_context("forkserver")


@dataclass(slots=True)
class Figures:
    """What readers did, counted; ``faults`` are what must not be."""

    builds: Counter[str] = field(default_factory=Counter)
    reads: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the figures in words."""
        reads = ", ".join(f"{number} {kind}" for kind, number in sorted(self.reads.items()))
        builds = ", ".join(f"{number} {kind}" for kind, number in sorted(self.builds.items()))
        return [
            f"{sum(self.builds.values())} rebuilds: {builds}",
            f"{sum(self.reads.values())} reads by {len(READERS)} readers beside them: {reads}",
            f"builds and reads that failed: {len(self.faults)}",
            *self.faults,
        ]


def rebuild_under_readers(root: Path, rebuilds: int) -> Figures:
    """Rebuild ``rebuilds`` times in ``root``, every other time the same content, under all readers."""
    workspace, figures = Workspace.under(root), Figures()
    put_source(workspace, "lao-cai", "79,50")
    first = run_command(root)
    assert first.code == 0, first.lines
    with _served(workspace.dist) as address, _reading(workspace.dist, address, figures):
        for number in range(rebuilds):
            is_same = number % 2 == 1
            if not is_same:
                put_source(workspace, "lao-cai", f"{80 + number // 100},{number % 100:02d}")
            before = workspace.current.resolve()
            told = run_command(root, *(["--force"] if is_same else []))
            figures.builds["of the same content" if is_same else "of other content"] += 1
            if told.code or (workspace.current.resolve() == before) != is_same:
                figures.faults.append(f"rebuild {number}: ended with {told.code}: {told.lines[-3:]}")
            prune(workspace.dist)
            (root / "rebuilds").write_text(str(number + 1))
    return figures


@contextmanager
def _served(dist: Path) -> Iterator[str]:
    """Serve ``dist`` on the loopback address, and yield its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(dist))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def _reading(dist: Path, address: str, figures: Figures) -> Iterator[None]:
    """Let all readers read until the end, and add what they did to ``figures``."""
    stop = _PROCESSES.Event()
    told: Queue[tuple[str, int, list[str]]] = _PROCESSES.Queue()
    readers = [
        _PROCESSES.Process(target=_read_on, args=(name, dist, address, stop, told), daemon=True)
        for name in READERS
    ]
    for reader in readers:
        reader.start()
    yield
    stop.set()
    for _ in readers:
        name, number, faults = told.get(timeout=120)
        figures.reads[name] += number
        figures.faults += faults
    for reader in readers:
        reader.join()


def _read_on(
    name: str, dist: Path, address: str, stop: Event, told: "Queue[tuple[str, int, list[str]]]"
) -> None:
    """Read as the reader of this name does until ``stop`` is set, then tell how often, and what failed."""
    faults, number = [], 0
    reads = READERS[name](dist, address)
    while not stop.is_set():
        try:
            next(reads)
        except Exception as error:
            faults.append(f"{name}, read {number}: {error!r}")
            reads = READERS[name](dist, address)
        number += 1
        time.sleep(_PAUSE)
    told.put((name, number, faults))


def _query(dist: Path, _: str) -> Iterator[None]:
    while True:
        with duckdb.connect(str(dist / "current" / DATABASE), read_only=True) as con:
            _is_one_release(con.execute(f"SELECT {_COUNTS}").fetchall()[0])
        yield


_COUNTS = "(SELECT count(*) FROM release), (SELECT count(*) FROM scores), (SELECT count(*) FROM statements)"


def _is_one_release(counts: tuple[int, int, int]) -> None:
    if counts[0] != 1 or counts[1] == 0 or counts[2] == 0:
        raise AssertionError(f"rows of release, scores and statements: {counts}")


def _hold(dist: Path, _: str) -> Iterator[None]:
    """Hold one connection over many builds: what it says never changes."""
    while True:
        with duckdb.connect(str(dist / "current" / DATABASE), read_only=True) as con:
            first = con.execute("SELECT release_id, (SELECT sum(score) FROM scores) FROM release").fetchall()
            until = _built(dist) + _HELD
            while _built(dist) < until:
                again = con.execute(
                    "SELECT release_id, (SELECT sum(score) FROM scores) FROM release"
                ).fetchall()
                if again != first:
                    raise AssertionError(f"{first} became {again}")
                yield


def _built(dist: Path) -> int:
    path = dist.parent / "rebuilds"
    return int(path.read_text() or 0) if path.exists() else 0


def _keep_path(dist: Path, _: str) -> Iterator[None]:
    """Resolve the release once and read its files over many builds."""
    while True:
        folder = (dist / "current").resolve()
        until = _built(dist) + _HELD
        while _built(dist) < until:
            record = json.loads((folder / "release.json").read_text())
            if not folder.name.startswith(record["release_id"]):
                raise AssertionError(f"{folder.name} says {record['release_id']}")
            with (folder / "csv" / "release.csv").open(encoding="utf-8-sig", newline="") as file:
                (row,) = csv.DictReader(file)
            if row["release_id"] != record["release_id"]:
                raise AssertionError(f"{folder.name} holds {row}")
            yield


def _parquet(dist: Path, _: str) -> Iterator[None]:
    with duckdb.connect() as con:
        while True:
            folder = (dist / "current").resolve() / "parquet"
            query = ", ".join(
                f"(SELECT count(*) FROM read_parquet('{folder}/{table}.parquet'))"
                for table in ("release", "scores", "statements")
            )
            _is_one_release(con.execute(f"SELECT {query}").fetchall()[0])
            yield


def _checksums(dist: Path, _: str) -> Iterator[None]:
    while True:
        altered = altered_files((dist / "current").resolve())
        if altered:
            raise AssertionError(f"not as CHECKSUMS says: {altered}")
        yield


def _visit(__: Path, address: str) -> Iterator[None]:
    """Enter the site by its front door and follow links within it: every page is of the release of the first."""
    for seed in count():
        chance = random.Random(seed)
        with urlopen(address, timeout=60) as answer:
            page = urljoin(address, _LINK.findall(answer.read().decode())[0])
        root, _, release = page.partition("/site/")[0].rpartition("/")
        for _ in range(_PAGES):
            with urlopen(page, timeout=60) as answer:
                html = answer.read().decode()
            if release.partition("-")[0] not in html:
                raise AssertionError(f"{page} does not name release {release}")
            links = {urljoin(page, link) for link in _LINK.findall(html)}
            page = chance.choice(sorted(link for link in links if link.startswith(f"{root}/{release}/site/")))
            yield


def _short_page(_: Path, address: str) -> Iterator[None]:
    """Read the start page by the short way, through the link."""
    while True:
        with urlopen(urljoin(address, "current/site/index.html"), timeout=60) as answer:
            if b"</html>" not in answer.read():
                raise AssertionError("the start page is cut off")
        yield


def _changes(dist: Path, _: str) -> Iterator[None]:
    while True:
        for line in (dist / "changes" / "changes.jsonl").read_text().splitlines():
            json.loads(line)
        ElementTree.parse(dist / "changes" / "atom.xml")
        yield


READERS: dict[str, Callable[[Path, str], Iterator[None]]] = {
    "short queries": _query,
    "queries over a held connection": _hold,
    "files by a resolved path": _keep_path,
    "Parquet": _parquet,
    "CHECKSUMS": _checksums,
    "pages of visits": _visit,
    "start pages": _short_page,
    "changes": _changes,
}
