"""What two releases differ in, and what CHECKSUMS says of one."""

from pathlib import Path

import duckdb

from pipeline.publishing.release.checksums import altered_files, write_checksums
from pipeline.publishing.release.diff import Change, diff


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
    with duckdb.connect() as con:
        con.execute(f"COPY ({query}) TO '{folder}/{table}.parquet' (FORMAT parquet)")
    return release


def test_diff_tells_rows_by_key_and_columns_by_value(tmp_path: Path) -> None:
    rows = "SELECT * FROM (VALUES ({}), ({})) AS t(agency_id, name)"
    old = parquet(tmp_path / "old", "agencies", rows.format("'a', 'A'", "'b', 'B'"))
    new = parquet(tmp_path / "new", "agencies", rows.format("'b', 'B2'", "'c', NULL"))
    assert list(diff(old, new)) == [
        Change("agencies", "removed", ("a",), (), "code"),
        Change("agencies", "changed", ("b",), (("name", "B", "B2"),), "code"),
        Change("agencies", "added", ("c",), (), "code"),
    ]


def test_diff_counts_equal_rows_of_a_table_without_key(tmp_path: Path) -> None:
    row = "SELECT 'x.txt' AS path, 'line 1' AS place, 'broken' AS reason, 'mend it' AS cure"
    old = parquet(tmp_path / "old", "quarantine", row)
    new = parquet(tmp_path / "new", "quarantine", f"{row} UNION ALL {row}")
    assert list(diff(old, new)) == [
        Change("quarantine", "added", ("x.txt", "line 1", "broken", "mend it"), (), "code")
    ]


def test_diff_tells_a_table_or_column_that_only_one_release_has(tmp_path: Path) -> None:
    old = parquet(tmp_path / "old", "provinces", "SELECT '01' AS province_id")
    new = parquet(tmp_path / "new", "provinces", "SELECT '01' AS province_id, 'x' AS name")
    parquet(new, "successions", "SELECT '01' AS old_id")
    assert list(diff(old, new)) == [
        Change("provinces", "added", ("the column name",), (), "code"),
        Change("successions", "added", ("the whole table",), (), "code"),
    ]
