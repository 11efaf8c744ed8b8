"""Damaged letters, blanks and header words change nothing of what a document says."""

from pathlib import Path

from hypothesis import given

from tests.generated.damage import damaged_reports, damaged_tables
from tests.generated.running import Made, cases, check


@cases(200)
@given(made=damaged_tables())
def test_a_damaged_table(made: Made, folder: Path) -> None:
    check(made, folder)


@cases(100)
@given(made=damaged_reports())
def test_damaged_prose(made: Made, folder: Path) -> None:
    check(made, folder)
