"""The workbook: what a person opens first, every value as itself, and what does not fit told."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from pipeline.publishing.data import workbook
from pipeline.publishing.data.workbook import COLUMNS, FIRST, SHEETS, write_workbook
from schemas.contract import PUBLISHED
from tests.site.sample import write_sample


@pytest.fixture
def con(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    write_sample(tmp_path / "sample.duckdb")
    return duckdb.connect(str(tmp_path / "sample.duckdb"))


def _read(con: duckdb.DuckDBPyConnection, path: Path) -> dict[str, list[list[Any]]]:
    write_workbook(con, path)
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_it_opens_on_what_it_is_and_results_come_next(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    sheets = _read(con, tmp_path / "book.xlsx")
    assert list(sheets) == [FIRST, *(table.name for table in SHEETS), COLUMNS]
    assert list(sheets)[1] == "results"
    (release,) = con.execute("SELECT release_id FROM release").fetchone() or ("",)
    assert str(release) in str(sheets[FIRST][1][0])
    told = {row[0]: row[1] for row in sheets[FIRST]}
    for table in SHEETS:
        assert told[table.name] == len(sheets[table.name]) - 1
    rest = str(sheets[FIRST][-1][0])
    assert all(table.name in rest for table in PUBLISHED if table not in SHEETS)


def test_every_column_is_explained(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    told = {(row[0], row[1]) for row in _read(con, tmp_path / "book.xlsx")[COLUMNS][1:]}
    assert told == {(table.name, column.name) for table in SHEETS for column in table.columns}


def test_what_would_be_a_formula_is_text(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    con.execute("UPDATE sources SET title = '=HYPERLINK(1)'")
    sheets = _read(con, tmp_path / "book.xlsx")
    titles = sheets["sources"][0].index("title")
    assert {row[titles] for row in sheets["sources"][1:]} == {"=HYPERLINK(1)"}


def test_what_does_not_fit_is_told(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    con.execute("UPDATE sources SET title = repeat('x', 50)")
    monkeypatch.setattr(workbook, "MAX_ROWS", 1)
    monkeypatch.setattr(workbook, "MAX_CHARACTERS", 40)
    sheets = _read(con, tmp_path / "book.xlsx")
    notes = {row[0]: row[4] for row in sheets[FIRST] if len(row) > 4}
    (n_sources,) = con.execute("SELECT count(*) FROM sources").fetchone() or (0,)
    assert len(sheets["sources"]) == 2
    assert f"{n_sources - 1} rows are only in the CSV and Parquet files" in str(notes["sources"])
    assert "cells are cut at 40 characters" in str(notes["sources"])


def test_the_same_rows_give_the_same_bytes(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(con, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
