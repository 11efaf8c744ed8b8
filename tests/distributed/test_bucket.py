"""Publishing to a bucket of a real server: what lies there, what is sent again, and what a broken line leaves."""

import hashlib
import json
import re
import shutil
import socket
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from s3fs import S3FileSystem
from typer.testing import CliRunner

from pipeline.commands import cli, nightly
from pipeline.publishing.release.bucket import Published, publish_to
from pipeline.publishing.release.record import ReleaseError
from pipeline.workspace import ROOT, Workspace

Keys = dict[str, bytes]


class Line:
    """A line to a port of the loopback address that is cut, once and for all, after so many bytes were sent on it."""

    def __init__(self, port: int, lasting: int) -> None:
        self.to, self.left = port, lasting
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.open = [self.listening]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    def _accept(self) -> None:
        while self.left > 0:
            try:
                near = self.listening.accept()[0]
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.to))
            self.open += [near, far]
            threading.Thread(target=self._pass, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(far, near, False), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, is_counted: bool) -> None:
        with suppress(OSError):
            while data := source.recv(4096):
                if is_counted:
                    self.left -= len(data)
                if self.left <= 0:
                    break
                target.sendall(data)
        for each in self.open if self.left <= 0 else (source, target):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


@pytest.fixture
def address(
    bucket_server: int, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> str:
    """An empty bucket of its own, and the environment that opens it."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "made-up")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made-up")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setattr(S3FileSystem, "retries", 1)
    dial(monkeypatch, bucket_server)
    name = hashlib.sha256(str(tmp_path).encode()).hexdigest()[:20]
    S3FileSystem().mkdir(name)
    return f"s3://{name}/open/data"


def dial(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    S3FileSystem.clear_instance_cache()


def keys(address: str) -> Keys:
    """What lies below an address, by key."""
    files: Any = S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
    root = address.removeprefix("s3://")
    return {path.removeprefix(f"{root}/"): files.cat_file(path) for path in files.find(root)}


def below(prefix: str, held: Keys) -> Keys:
    return {key.removeprefix(prefix): data for key, data in held.items() if key.startswith(prefix)}


def files_of(folder: Path) -> Keys:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def release_of(workspace: Workspace) -> Path:
    return workspace.current.resolve()


def is_whole(folder: Keys) -> bool:
    """Whether every file is as CHECKSUMS says, and none is missing or too many."""
    lines = folder["CHECKSUMS"].decode().splitlines()
    told = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    found = {key: hashlib.sha256(data).hexdigest() for key, data in folder.items()}
    return {**told, "CHECKSUMS": found["CHECKSUMS"], "release.json": found["release.json"]} == found


def test_a_release_lies_there_under_its_id_and_as_the_latest(address: str, releases: list[Workspace]) -> None:
    folder = release_of(releases[0])
    came = publish_to(address, releases[0].dist)
    held, wanted = keys(address), files_of(folder)
    assert below(f"releases/{folder.name}/", held) == below("latest/", held) == wanted
    assert below("changes/", held) == files_of(releases[0].dist / "changes")
    assert held["index.html"] == (releases[0].dist / "index.html").read_bytes()
    assert came.copied == len(wanted) and (came.kept, came.removed) == (0, 0)
    types = {
        "site/index.html": "text/html; charset=utf-8",
        "CHECKSUMS": "text/plain; charset=utf-8",
        "release.json": "application/json",
        "csv/scores.csv": "text/csv; charset=utf-8",
        "parquet/scores.parquet": "application/vnd.apache.parquet",
    }
    files: Any = S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
    for name, kind in types.items():
        for where in ("latest", f"releases/{folder.name}"):
            assert files.info(f"{address}/{where}/{name}")["ContentType"] == kind


def test_what_stands_there_is_not_sent_again(address: str, releases: list[Workspace]) -> None:
    first, second = (release_of(workspace) for workspace in releases)
    publish_to(address, releases[0].dist)
    again = publish_to(address, releases[0].dist)
    assert (again.sent, again.copied, again.removed) == (0, 0, 0)
    came = publish_to(address, releases[1].dist)
    held = keys(address)
    assert below(f"releases/{first.name}/", held) == files_of(first)
    assert below("latest/", held) == files_of(second)
    other = {key for key, data in files_of(second).items() if files_of(first).get(key) != data}
    assert 0 < came.copied == len(other) < len(files_of(second))


def test_what_was_changed_there_is_put_right(address: str, releases: list[Workspace]) -> None:
    publish_to(address, releases[0].dist)
    files: Any = S3FileSystem(skip_instance_cache=True)
    latest = f"{address}/latest"
    files.pipe_file(f"{latest}/README.md", b"short")
    files.pipe_file(f"{latest}/site/gone.html", b"of an older release")
    files.rm_file(f"{latest}/csv/scores.csv")
    came = publish_to(address, releases[0].dist)
    assert below("latest/", keys(address)) == files_of(release_of(releases[0]))
    assert (came.sent, came.copied, came.removed) == (0, 3, 1)


@pytest.mark.parametrize("is_new", [True, False])
def test_a_line_that_breaks_leaves_no_half_release(
    address: str,
    bucket_server: int,
    releases: list[Workspace],
    monkeypatch: pytest.MonkeyPatch,
    is_new: bool,
) -> None:
    """The break falls into the folder of a new release, or into latest/ where that one stands already."""
    first, second = (release_of(workspace) for workspace in releases)
    publish_to(address, releases[1].dist)
    for share in (None, 0.3, 0.6, 0.9):
        dial(monkeypatch, bucket_server)
        publish_to(address, releases[0].dist)
        if is_new:
            S3FileSystem(use_listings_cache=False).rm(f"{address}/releases/{second.name}", recursive=True)
        if share is None:
            line = Line(bucket_server, 1 << 40)
            dial(monkeypatch, line.port)
            publish_to(address, releases[1].dist)
            needed = (1 << 40) - line.left
            continue
        dial(monkeypatch, Line(bucket_server, round(needed * share)).port)
        with pytest.raises(ReleaseError, match=rf"^{address}: .*Cure: see that address, network"):
            publish_to(address, releases[1].dist)
        dial(monkeypatch, bucket_server)
        held = keys(address)
        assert is_whole(below(f"releases/{first.name}/", held))
        for folder in (below(f"releases/{second.name}/", held), below("latest/", held)):
            assert "release.json" not in folder or is_whole(folder)
    # what the break left of the other release is not taken for this one
    publish_to(address, releases[0].dist)
    assert below("latest/", keys(address)) == files_of(first)


def test_a_transfer_that_broke_goes_on_where_it_was(
    address: str, bucket_server: int, releases: list[Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    n_bytes = sum(map(len, files_of(release_of(releases[0])).values()))
    dial(monkeypatch, Line(bucket_server, n_bytes // 2).port)
    with pytest.raises(ReleaseError):
        publish_to(address, releases[0].dist)
    dial(monkeypatch, bucket_server)
    n_there = len(keys(address))
    came = publish_to(address, releases[0].dist)
    assert n_there > 20 and came.kept >= n_there - 1
    assert below("latest/", keys(address)) == files_of(release_of(releases[0]))


def test_any_folder_will_do(tmp_path: Path, releases: list[Workspace]) -> None:
    came = publish_to(str(tmp_path / "there"), releases[0].dist)
    assert files_of(tmp_path / "there" / "latest") == files_of(release_of(releases[0]))
    assert publish_to(f"file://{tmp_path}/there", releases[0].dist) == Published(
        0, 0, came.sent + came.copied, 0
    )


def test_what_cannot_be_published_is_one_line(
    address: str, tmp_path: Path, releases: list[Workspace]
) -> None:
    with pytest.raises(
        ReleaseError, match=r"^s3://no-such-bucket/x: The specified bucket does not exist\. Cure"
    ):
        publish_to("s3://no-such-bucket/x", releases[0].dist)
    with pytest.raises(ReleaseError, match=r"^what://x: .*Cure: "):
        publish_to("what://x", releases[0].dist)
    shutil.copytree(releases[0].dist, tmp_path / "dist", symlinks=True)
    (tmp_path / "dist" / "current" / "README.md").write_text("altered")
    with pytest.raises(
        ReleaseError, match=r"^dist/current: not a whole release: README.md is not as CHECKSUMS"
    ):
        publish_to(address, tmp_path / "dist")
    assert keys(address) == {}


def test_the_command_and_the_night_publish(
    address: str, releases: list[Workspace], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(releases[0].dist.parent, tmp_path / "here", symlinks=True)
    workspace = Workspace.under(tmp_path / "here")
    monkeypatch.setattr(cli, "ROOT", tmp_path / "here")
    page = (ROOT / "docs" / "beyond-one-machine.md").read_text(encoding="utf-8")
    shown = re.search(r"^    \.venv/bin/xephang (.+?)\s*#", page, re.MULTILINE)
    assert shown
    told = CliRunner().invoke(cli.app, shown[1].replace("s3://bucket/folder", address).split())
    assert told.exit_code == 0 and f"published to {address}: " in told.stderr, told.stderr
    nothing_new = ("true",)
    monkeypatch.setenv("XEPHANG_PUBLISH", f"{address}-at-night")
    assert nightly.run_nightly(workspace, nothing_new).issues == []
    assert below("latest/", keys(f"{address}-at-night")) == files_of(release_of(releases[0]))
    monkeypatch.setenv("XEPHANG_PUBLISH", "s3://no-such-bucket/x")
    (issue,) = nightly.run_nightly(workspace, nothing_new).issues
    assert issue.startswith("XEPHANG_PUBLISH: s3://no-such-bucket/x: The specified bucket does not exist")
    report = (workspace.build / "report.txt").read_text(encoding="utf-8")
    assert f": {issue}\n" in report
    runs = (workspace.build / "runs.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(runs[-1])["outcome"] == "unchanged"
