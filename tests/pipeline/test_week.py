"""A week of builds with sources added, changed, set aside, restored and removed: what is told of each is so."""

import json
import shutil
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest

from pipeline.audit import build_tables
from pipeline.audit.moves import Close
from pipeline.orchestration import release_asset
from pipeline.orchestration.run import run_build
from pipeline.publishing.release.history import Entry, read_entries, tell_release
from pipeline.publishing.release.record import ReleaseError
from pipeline.publishing.release.versions import name_release, prune
from pipeline.workspace import Workspace
from tests.pipeline.test_two_sources import DECISION, LATER, put

FIRST, SECOND = "lao-cai-2019-quyet-dinh-77", "lao-cai-2020-quyet-dinh-80"
LIST = "lao-cai-2019-ict-departments"
ATOM = "{http://www.w3.org/2005/Atom}"


def _replace(raw: Path, text: str) -> None:
    """Replace the first decision, as a maintainer who renews its hash."""
    folder = raw / "lao-cai" / "2019-quyet-dinh-77"
    described = (folder / "source.yaml").read_text(encoding="utf-8")
    old = sha256((folder / "document.txt").read_bytes()).hexdigest()
    (folder / "document.txt").write_bytes(text.encode())
    (folder / "source.yaml").write_text(
        described.replace(old, sha256(text.encode()).hexdigest()), encoding="utf-8"
    )


def _published(workspace: Workspace) -> str:
    outcome = run_build(workspace, "")
    assert outcome.record, outcome.failures
    return workspace.current.resolve().name


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, list[str]]:
    """The workspace after a week, and the release that stood at the end of each day."""
    folder = tmp_path_factory.mktemp("week")
    raw, workspace = folder / "raw", Workspace.under(folder)
    second = raw / "lao-cai" / "2020-quyet-dinh-80"
    put(raw, "2019-quyet-dinh-77", 2019, "77/QĐ-UBND", "2019-12-20", DECISION)
    days = [_published(workspace)]
    put(raw, "2020-quyet-dinh-80", 2020, "80/QĐ-UBND", "2020-12-22", LATER)
    days.append(_published(workspace))
    _replace(raw, DECISION.replace("| 2 | Sở Y tế | 88 | 2 |", "| 2 | Sở Y tế | 90,5 | 1 |"))
    days.append(_published(workspace))
    (second / "document.txt").write_bytes(b"damaged")
    days.append(_published(workspace))
    (second / "document.txt").write_bytes(LATER.encode())
    days.append(_published(workspace))
    days.append(_published(workspace))
    for path in second.iterdir():
        path.unlink()
    second.rmdir()
    days.append(_published(workspace))
    return workspace, days


@pytest.fixture(scope="module")
def told(week: tuple[Workspace, list[str]]) -> list[Entry]:
    return read_entries(week[0].dist)


def test_a_build_that_changes_nothing_is_not_told(
    week: tuple[Workspace, list[str]], told: list[Entry]
) -> None:
    _, days = week
    assert days[5] == days[4]
    assert [entry.release for entry in told] == [*days[:5], days[6]]
    assert [entry.before for entry in told] == [None, *days[:4], days[4]]


def test_each_day_names_what_became_of_its_source(told: list[Entry]) -> None:
    assert [entry.sources for entry in told] == [
        {},
        {"source_added": [SECOND]},
        {"source_changed": [FIRST]},
        {"source_set_aside": [SECOND]},
        {"source_restored": [SECOND]},
        {"source_removed": [SECOND]},
    ]


def test_every_row_that_differs_has_its_source_as_the_cause(told: list[Entry]) -> None:
    added, changed, set_aside, restored, removed = told[1:]
    assert set(changed.causes) <= {"source_changed", "follows"}
    assert added.causes[0] == "source_added" and removed.causes[0] == "source_removed"
    # a source that is set aside leaves its rows as they were
    assert not set_aside.moved and not restored.moved
    assert set(set_aside.tables) == {"quarantine", "sources"}


def test_a_rank_that_moved_is_told_with_whose_it_is_and_why(told: list[Entry]) -> None:
    moved = {(one.key[1], one.column): one for one in told[2].moved if one.table == "rankings"}
    health = moved["lao-cai/so-y-te", "printed_rank"]
    assert (health.old, health.new, health.cause) == ("2", "1", "source_changed")
    assert health.about_vi == "Sở Y tế, Lào Cai, 2019: Mức độ ứng dụng công nghệ thông tin"
    scores = {one.key[1]: (one.old, one.new) for one in told[2].moved if one.table == "scores"}
    assert scores == {"lao-cai/so-y-te": ("88", "90.5")}


def test_what_other_code_makes_of_the_same_sources_is_told_as_that(
    week: tuple[Workspace, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other_tables(con: duckdb.DuckDBPyConnection, close: Close) -> None:
        build_tables(con, close)
        con.execute("UPDATE rankings SET rank_low = NULL, rank_high = NULL")

    shutil.copytree(week[0].raw.parent, tmp_path / "copy", symlinks=True)
    workspace = Workspace.under(tmp_path / "copy")
    inputs = {**workspace.inputs(), "code": "another version"}
    monkeypatch.setattr(Workspace, "inputs", staticmethod(lambda: inputs))
    monkeypatch.setattr(release_asset, "build_tables", other_tables)
    _published(workspace)
    entry = read_entries(workspace.dist)[-1]
    assert entry.before == week[1][-1] and not entry.sources and entry.causes == ["code"]
    assert {(one.column, one.new, one.cause) for one in entry.moved} == {
        ("rank_low", None, "code"),
        ("rank_high", None, "code"),
    }


def test_the_feed_and_the_pages_tell_the_same(week: tuple[Workspace, list[str]], told: list[Entry]) -> None:
    changes = week[0].dist / "changes"
    feed = ElementTree.parse(changes / "atom.xml").getroot()
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles == [f"Phiên bản {entry.release}" for entry in reversed(told)]
    for name in ("index.html", "en.html"):
        page = (changes / name).read_text(encoding="utf-8")
        places = [page.find(f'id="r-{entry.release}-{number}"') for number, entry in enumerate(told, start=1)]
        assert -1 not in places and places == sorted(places, reverse=True)
        assert "Sở Y tế, Lào Cai, 2019" in page


def test_the_entrance_leads_into_the_release_that_stands(week: tuple[Workspace, list[str]]) -> None:
    workspace, days = week
    page = (workspace.dist / "index.html").read_text(encoding="utf-8")
    assert f'url=releases/{days[-1]}/site/index.html"' in page
    site = workspace.releases / days[-1] / "site" / "en" / "index.html"
    footer = site.read_text(encoding="utf-8").partition("<footer>")[2]
    assert 'href="../../../changes/en.html"' in footer
    assert (site.parent / "../../../changes/en.html").resolve() == workspace.dist / "changes" / "en.html"


def test_a_line_that_was_cut_off_is_left_out(
    week: tuple[Workspace, list[str]], told: list[Entry], tmp_path: Path
) -> None:
    lines = (week[0].dist / "changes" / "changes.jsonl").read_text(encoding="utf-8")
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes" / "changes.jsonl").write_text(lines[:-40], encoding="utf-8")
    assert read_entries(tmp_path) == told[:-1]
    assert [json.loads(line)["release"] for line in lines.splitlines()] == [entry.release for entry in told]


def test_what_stands_in_the_history_stays(tmp_path: Path) -> None:
    lines = tmp_path / "changes" / "changes.jsonl"
    lines.parent.mkdir()
    lines.write_text('{"of": "another format"}\n{"release": "cut o', encoding="utf-8")
    for name in ("one", "two"):
        (tmp_path / "releases" / name).mkdir(parents=True)
        tell_release(tmp_path, tmp_path / "releases" / name)
    text = lines.read_text(encoding="utf-8").splitlines()
    assert text[:2] == ['{"of": "another format"}', '{"release": "cut o']
    assert [json.loads(line)["release"] for line in text[2:]] == ["one", "two"]


def test_a_damaged_release_before_stops_no_other(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / "releases" / name / "parquet").mkdir(parents=True)
        (tmp_path / "releases" / name / "parquet" / "agencies.parquet").write_bytes(b"damaged")
        tell_release(tmp_path, tmp_path / "releases" / name)
    assert [(entry.release, entry.before) for entry in read_entries(tmp_path)] == [
        ("one", None),
        ("two", None),
    ]


def test_a_named_release_is_kept_when_old_ones_go(week: tuple[Workspace, list[str]]) -> None:
    workspace, days = week
    name = name_release(workspace.dist)
    assert (workspace.dist / "versions" / name).resolve().name == days[-1]
    assert name_release(workspace.dist) == name, "a release has one name by the day"
    (workspace.dist / "versions" / "first").symlink_to(Path("..") / "releases" / days[0])
    with pytest.raises(ReleaseError, match="Cure: choose another name"):
        name_release(workspace.dist, "first")
    with pytest.raises(ReleaseError, match="no name of a release"):
        name_release(workspace.dist, "../out")
    removed = prune(workspace.dist, kept=1)
    assert set(removed) == set(days) - {days[0], days[-1]}
    assert {path.name for path in workspace.releases.iterdir()} == {days[0], days[-1], "changes"}
