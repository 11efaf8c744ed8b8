"""The statements of every source are those that proof-reading its text gives, row by row."""

import csv
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

import pytest

from pipeline.intake import read_province
from pipeline.resolution.staged_rows import StagedRows
from schemas.tables.documents import Source
from schemas.tables.statements import StagedStatement
from tests.sources.golden_files import FOLDERS, RAW, STATEMENTS, kept, missing, rows, stray

TIERS = RAW.parent / "schemas" / "codelists" / "tiers.csv"
CURE = "proof-read the line, then correct the rule or the golden file"
# "line=31", or the cell "table=3;row=5;col=4"; a header has no number, a tier that heads rows no column.
LOCATOR = re.compile(r"(?:line=\d+|table=\d+;row=(?:\d+|header);(?:col=\d+|band))(?:;ocr)?")
EACH = pytest.mark.parametrize("source_id", sorted(FOLDERS))
EACH_KEPT = pytest.mark.parametrize("source_id", kept(STATEMENTS))


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


@lru_cache
def rows_of(province: str) -> StagedRows:
    return read_province(RAW, province)


def read_of(source_id: str) -> StagedRows:
    """The rows of a source; where it is set aside the test fails with the words that say why."""
    folder = FOLDERS[source_id]
    found = rows_of(folder.parent.name)
    for fault in found.quarantine:
        if f"/{folder.name}/" in fault.path:
            pytest.fail(f"{fault.path}, {fault.place}: {fault.reason}. Cure: {fault.cure}", False)
    return found.of_source(source_id)


@lru_cache
def tier_spellings() -> dict[str, str]:
    with TIERS.open(encoding="utf-8", newline="") as file:
        return {row["tier"].casefold(): row["tier"] for row in csv.DictReader(file)}


def read_golden(source_id: str) -> Iterator[tuple[Row, int | None]]:
    """The rows of a golden file, each with its column where one is asserted."""
    for row in rows(STATEMENTS, source_id):
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


def told(row: StagedStatement) -> Row:
    """A statement as a golden file would tell it."""
    value = row.tier or ("" if row.value is None else f"{row.value:f}")
    return Row(
        row.line, row.year, row.index_id, row.block, row.agency or "", row.subject_text or "",
        row.measure, row.criterion, value, row.value_text, row.unit, row.origin,
    )  # fmt: skip


def listed(title: str, rows: Counter[Row]) -> list[str]:
    return [f"  {title}: {', '.join(map(str, row))}" for row in sorted(rows.elements())]


def test_a_source_without_a_golden_file_is_listed_and_no_golden_file_is_left_over() -> None:
    for line in missing(STATEMENTS):
        warnings.warn(line, stacklevel=1)
    assert not stray(STATEMENTS), "remove these golden files, their sources are gone"


@EACH_KEPT
def test_statements_are_those_of_the_golden_file(source_id: str) -> None:
    golden = Counter(row for row, _ in read_golden(source_id))
    found = Counter(map(told, read_of(source_id).statements))
    differences = [*listed("missing", golden - found), *listed("surplus", found - golden)]
    assert not differences, "\n".join([f"{source_id}: {CURE}", *differences])


@EACH_KEPT
def test_statements_stand_where_the_golden_file_says(source_id: str) -> None:
    golden = Counter((row, column) for row, column in read_golden(source_id) if column is not None)
    found = Counter((told(row), row.col_start) for row in read_of(source_id).statements)
    astray = [
        f"  not at column {column}: {', '.join(map(str, row))}" for row, column in (golden - found).elements()
    ]
    assert not astray, "\n".join([f"{source_id}: {CURE}", *astray])


@EACH
def test_every_source_has_numbers(source_id: str) -> None:
    # how many of them may be open or placed by hand is for sql/checks to say
    source: Source = read_of(source_id).sources[0]
    assert source.n_numbers > 0


@EACH
def test_every_quotation_agrees_with_its_line(source_id: str) -> None:
    read = read_of(source_id)
    lines = [row.text for row in read.source_lines]
    document = FOLDERS[source_id] / "document.txt"
    if document.is_file():  # other formats have the lines of their rendering only
        with suppress(UnicodeDecodeError):  # of an older encoding
            text = document.read_bytes().decode("utf-8-sig")
            assert lines == [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]
    for row in read.statements:
        line = lines[row.line - 1]
        assert row.quote in line and row.quote, row
        assert line[row.col_start : row.col_end] == row.value_text, row
        assert row.subject_text is None or row.origin == "table" or row.subject_text in line, row
        assert LOCATOR.fullmatch(row.locator), row
        assert row.origin != "prose" or row.locator.removesuffix(";ocr") == f"line={row.line}", row
    for claim in read.claims:
        line = lines[claim.line - 1]
        token = line[claim.col_start : claim.col_end]
        assert claim.quote in line and token, claim
        # no unit at a tier is told in words, every other figure in digits
        assert claim.printed_value in (None, 0) or any(map(str.isdigit, token)), claim
    for entry in read.number_ledger:
        assert lines[entry.line - 1][entry.col_start : entry.col_end] == entry.token, entry
    assert [row.line for row in read.source_lines] == list(range(1, len(lines) + 1))


@EACH
def test_no_name_is_left_unknown(source_id: str) -> None:
    left = [
        f"line {row.line}: {row.subject_text} ({', '.join(row.candidates)})"
        for row in read_of(source_id).unresolved_names
    ]
    assert not left, f"{source_id}: put these names right in its corrections.yaml: {left}"
