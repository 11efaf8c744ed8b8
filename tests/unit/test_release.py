"""Releases: the switch from one to the next, their checksums, and what two of them differ in."""

from pathlib import Path

import pytest

from pipeline.publishing.diff import Change, diff
from pipeline.publishing.files import connect
from pipeline.publishing.release import altered_files, switch, write_checksums


def prepared(dist: Path, content: str) -> Path:
    """Write the next release, one page of ``content``."""
    folder = dist / "releases" / ".next"
    folder.mkdir(parents=True)
    (folder / "page.html").write_text(content)
    return folder


def publish(dist: Path, content: str, release_id: str) -> Path:
    """Publish ``content`` as the release ``release_id`` and return what current points to."""
    switch(prepared(dist, content), dist / "releases", dist / "current", release_id)
    return (dist / "current").resolve()


def test_current_moves_to_the_new_release_and_the_old_one_stays(tmp_path: Path) -> None:
    first = publish(tmp_path, "one", "aaa")
    second = publish(tmp_path, "two", "bbb")
    assert (first.name, second.name) == ("aaa", "bbb")
    assert (first / "page.html").read_text() == "one"
    assert (tmp_path / "current/page.html").read_text() == "two"


def test_the_same_data_with_another_site_replaces_its_release(tmp_path: Path) -> None:
    publish(tmp_path, "one", "aaa")
    again = publish(tmp_path, "two", "aaa")
    assert again.name == "aaa"
    assert (again / "page.html").read_text() == "two"
    assert sorted(path.name for path in (tmp_path / "releases").iterdir()) == ["aaa"]


def test_current_is_whole_while_its_own_folder_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "one", "aaa")
    seen = []
    rename = Path.rename

    def looking(self: Path, target: Path) -> Path:
        seen.append((tmp_path / "current/page.html").read_text())
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", looking)
    publish(tmp_path, "two", "aaa")
    assert seen == ["one"]


def test_checksums_tell_altered_missing_and_additional_files(tmp_path: Path) -> None:
    for name in ("kept", "altered", "missing", "release.json"):
        (tmp_path / name).write_text(name)
    write_checksums(tmp_path)
    assert altered_files(tmp_path) == []
    (tmp_path / "altered").write_text("x")
    (tmp_path / "missing").unlink()
    (tmp_path / "additional").touch()
    (tmp_path / "release.json").write_text("tells the clock, is not listed")
    assert altered_files(tmp_path) == ["additional", "altered", "missing"]


def parquet(release: Path, table: str, query: str) -> Path:
    """Write the result of ``query`` as a table of ``release``."""
    folder = release / "parquet"
    folder.mkdir(parents=True, exist_ok=True)
    with connect() as con:
        con.execute(f"COPY ({query}) TO '{folder}/{table}.parquet' (FORMAT parquet)")
    return release


def test_diff_tells_rows_by_key_and_columns_by_value(tmp_path: Path) -> None:
    rows = "SELECT * FROM (VALUES ({}), ({})) AS t(agency_id, name)"
    old = parquet(tmp_path / "old", "agencies", rows.format("'a', 'A'", "'b', 'B'"))
    new = parquet(tmp_path / "new", "agencies", rows.format("'b', 'B2'", "'c', NULL"))
    assert list(diff(old, new)) == [
        Change("agencies", "removed", "a", ""),
        Change("agencies", "changed", "b", "name: B → B2"),
        Change("agencies", "added", "c", ""),
    ]


def test_diff_counts_equal_rows_of_a_table_without_key(tmp_path: Path) -> None:
    row = "SELECT 'x.txt' AS path, 'line 1' AS place, 'broken' AS reason, 'mend it' AS cure"
    old = parquet(tmp_path / "old", "quarantine", row)
    new = parquet(tmp_path / "new", "quarantine", f"{row} UNION ALL {row}")
    assert list(diff(old, new)) == [Change("quarantine", "added", "x.txt, line 1, broken, mend it", "")]


def test_diff_tells_a_table_or_column_that_only_one_release_has(tmp_path: Path) -> None:
    old = parquet(tmp_path / "old", "provinces", "SELECT '01' AS province_id")
    new = parquet(tmp_path / "new", "provinces", "SELECT '01' AS province_id, 'x' AS name")
    parquet(new, "successions", "SELECT '01' AS old_id")
    assert list(diff(old, new)) == [
        Change("provinces", "added", "", "the column name"),
        Change("successions", "added", "", "the whole table"),
    ]
