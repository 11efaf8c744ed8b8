"""A table in a text, whatever its layout, says the same as the assessment that it prints."""

from pathlib import Path

from hypothesis import given

from tests.generated.formats import blanks, files, flat, pipes, tabs, texts
from tests.generated.running import Made, cases, check


@cases(300)
@given(made=files("a.txt", pipes))
def test_cells_between_pipes(made: Made, folder: Path) -> None:
    check(made, folder)


@cases(150)
@given(made=texts())
def test_a_table_for_each_block(made: Made, folder: Path) -> None:
    check(made, folder)


@cases(150)
@given(made=files("a.txt", tabs))
def test_cells_between_tabs(made: Made, folder: Path) -> None:
    check(made, folder)


@cases(150)
@given(made=files("a.txt", blanks, header="one row"))
def test_columns_set_with_blanks(made: Made, folder: Path) -> None:
    check(made, folder)


# Empty cells leave no line.
FLAT = files("a.txt", flat, 2, remark=False, foot="")


@cases(150)
@given(made=FLAT)
def test_one_cell_a_line(made: Made, folder: Path) -> None:
    check(made, folder)
