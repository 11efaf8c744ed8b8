"""The statements of every source are those that proof-reading its text gives, row by row."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.intake import discover, read_province
from pipeline.resolution.rows import StagedRows, StatementRow

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT / "raw"
GOLDEN = Path(__file__).parent / "golden"
CURE = "proof-read the line, then correct the rule or the golden file"
FOLDERS = [folder for folders in discover(RAW).values() for folder in folders]


class Row(NamedTuple):
    """One statement as the golden files tell it, without its column."""

    line: int
    year: int
    index_id: str
    block: str
    agency: str
    subject_text: str
    measure: str
    criterion: str
    value: str
    value_text: str
    unit: str
    origin: str


def name_of(folder: Path) -> str:
    return f"{folder.parent.name}-{folder.name}"


@lru_cache
def rows_of(province: str) -> StagedRows:
    return read_province(RAW, province)


def statements(folder: Path) -> list[StatementRow]:
    found = rows_of(folder.parent.name).statements
    return [row for row in found if row.source_id == name_of(folder)]


@lru_cache
def tier_spellings() -> dict[str, str]:
    with (ROOT / "schemas" / "codelists" / "tiers.csv").open(encoding="utf-8", newline="") as file:
        return {row["tier"].casefold(): row["tier"] for row in csv.DictReader(file)}


def read_golden(folder: Path) -> Iterator[tuple[Row, int | None]]:
    """The rows of a golden file, each with its column where one is asserted."""
    with (GOLDEN / f"{name_of(folder)}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            value = row["value"]
            if row["measure"] == "tier":
                value = tier_spellings()[value.casefold()]
            yield (
                Row(
                    int(row["line"]), int(row["year"]), row["index"], row["block"], row["agency"],
                    row["subject_text"], row["measure"], row["criterion"], value, row["value_text"],
                    row["unit"], row["origin"],
                ),
                int(row["col_start"]) if row["col_start"] else None,
            )  # fmt: skip


def told(row: StatementRow) -> Row:
    """A statement as a golden file would tell it."""
    value = row.tier or ("" if row.value is None else f"{row.value:f}")
    return Row(
        row.line, row.year, row.index_id, row.block, row.agency or "", row.subject_text or "",
        row.measure, row.criterion, value, row.value_text, row.unit, row.origin,
    )  # fmt: skip


def listed(title: str, rows: Counter[Row]) -> list[str]:
    return [f"  {title}: {', '.join(map(str, row))}" for row in sorted(rows.elements())]


def by_folder(folder: Path) -> str:
    return name_of(folder)


def test_every_source_has_a_golden_file_and_every_golden_file_a_source() -> None:
    assert sorted(map(name_of, FOLDERS)) == sorted(path.stem for path in GOLDEN.glob("*.csv"))


@pytest.mark.parametrize("folder", FOLDERS, ids=by_folder)
def test_statements_are_those_of_the_golden_file(folder: Path) -> None:
    golden = Counter(row for row, _ in read_golden(folder))
    found = Counter(map(told, statements(folder)))
    differences = [*listed("missing", golden - found), *listed("surplus", found - golden)]
    assert not differences, "\n".join([f"{name_of(folder)}: {CURE}", *differences])


@pytest.mark.parametrize("folder", FOLDERS, ids=by_folder)
def test_statements_stand_where_the_golden_file_says(folder: Path) -> None:
    golden = Counter((row, column) for row, column in read_golden(folder) if column is not None)
    found = Counter((told(row), row.col_start) for row in statements(folder))
    stray = [
        f"  not at column {column}: {', '.join(map(str, row))}" for row, column in (golden - found).elements()
    ]
    assert not stray, "\n".join([f"{name_of(folder)}: {CURE}", *stray])


@pytest.mark.parametrize("folder", FOLDERS, ids=by_folder)
def test_every_number_has_its_place(folder: Path) -> None:
    source = next(row for row in rows_of(folder.parent.name).sources if row.source_id == name_of(folder))
    assert source.n_numbers > 0
    assert source.n_unaccounted == 0
    assert source.n_by_hand <= source.n_numbers / 100


@pytest.mark.parametrize("folder", FOLDERS, ids=by_folder)
def test_every_quotation_agrees_with_its_line(folder: Path) -> None:
    rows = rows_of(folder.parent.name)
    source_id = name_of(folder)
    lines = [row.text for row in rows.source_lines if row.source_id == source_id]
    if (folder / "document.txt").is_file():  # other formats have the lines of their rendering only
        text = (folder / "document.txt").read_bytes().decode("utf-8-sig")
        assert lines == [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]
    for row in statements(folder):
        line = lines[row.line - 1]
        assert row.quote in line and row.quote, row
        assert line[row.col_start : row.col_end] == row.value_text, row
        assert row.subject_text is None or row.origin == "table" or row.subject_text in line, row
        # "line=31", or the cell "table=3;row=5;col=4"; a tier that heads a group of rows has no column
        assert re.fullmatch(r"line=\d+|table=\d+;row=\d+;(col=\d+|band)", row.locator), row
        assert row.origin != "prose" or row.locator == f"line={row.line}", row
    for claim in (claim for claim in rows.claims if claim.source_id == source_id):
        line = lines[claim.line - 1]
        token = line[claim.col_start : claim.col_end]
        assert claim.quote in line and token, claim
        # no unit at a tier is told in words, every other figure in digits
        assert claim.printed_value in (None, 0) or any(map(str.isdigit, token)), claim
    for entry in (entry for entry in rows.number_ledger if entry.source_id == source_id):
        assert lines[entry.line - 1][entry.col_start : entry.col_end] == entry.token, entry
    kept = [row for row in rows.source_lines if row.source_id == source_id]
    assert [(row.line, row.text) for row in kept] == list(enumerate(lines[: len(kept)], start=1))
    assert lines[len(kept) :] in ([], [""])


@pytest.mark.parametrize("folder", FOLDERS, ids=by_folder)
def test_nothing_is_left_in_doubt(folder: Path) -> None:
    rows = rows_of(folder.parent.name)
    assert rows.quarantine == []
    assert [row for row in rows.unresolved if row.source_id == name_of(folder)] == []
