"""The site of the invented release, rendered once, and a browser where one is installed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, sync_playwright

from pipeline.orchestration.run import run_build
from pipeline.publishing.site.render import render_site
from pipeline.workspace import ROOT, Workspace
from tests.site.pages import Page, read_pages
from tests.site.release import Release, read_release
from tests.site.sample import write_sample

# Chromium as Debian and Ubuntu name it; nothing is downloaded.
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("release") / "xephang.duckdb"
    write_sample(path)
    return path


@pytest.fixture(scope="session")
def site(database: Path) -> Path:
    out = database.parent / "site"
    render_site(database, out)
    return out


@pytest.fixture(scope="session")
def pages(site: Path) -> list[Page]:
    return read_pages(site)


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    """The release of the repository's own sources, built once."""
    folder = tmp_path_factory.mktemp("real")
    shutil.copytree(ROOT / "raw", folder / "raw")
    workspace = Workspace.under(folder)
    outcome = run_build(workspace, "")
    assert outcome.record, outcome.failures
    with duckdb.connect(str(workspace.current / "xephang.duckdb"), read_only=True) as con:
        yield read_release(workspace.current / "site", con)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        pytest.skip("no Chromium on this machine; install the system's package 'chromium' to run these tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_QUIET))
        yield browser
        browser.close()
