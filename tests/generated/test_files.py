"""A table in any file format says the same as the assessment that it prints."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.generated.formats import files, pages, values, workbook
from tests.generated.running import Made, cases, check
from tests.unit.made_files import open_document, web_page, word


@cases(80)
@given(made=files("a.csv", values(";", repeated=True)))
def test_separated_by_semicolons(made: Made, folder: Path) -> None:
    check(made, folder)


@cases(80)
@given(made=files("a.csv", values(",", repeated=False)))
def test_separated_by_commas_and_merged_cells_printed_once(made: Made, folder: Path) -> None:
    check(made, folder)


@cases(80)
@given(made=files("a.html", web_page))
def test_a_web_page(made: Made, folder: Path) -> None:
    check(made, folder)


@cases(30)
@given(made=files("a.docx", word))
def test_a_word_document(made: Made, folder: Path) -> None:
    check(made, folder)


@cases(30)
@given(made=files("a.xlsx", workbook(numbers=True)))
def test_a_workbook_of_numbers(made: Made, folder: Path) -> None:
    check(made, folder)


@cases(30)
@given(made=files("a.xlsx", workbook(numbers=False)))
def test_a_workbook_of_text(made: Made, folder: Path) -> None:
    check(made, folder)


@cases(30)
@given(made=files("a.ods", open_document))
def test_an_open_document(made: Made, folder: Path) -> None:
    check(made, folder)


@cases(40)
@given(made=files("a.pdf", pages(ruled=True), header="one row"))
def test_a_ruled_pdf(made: Made, folder: Path) -> None:
    check(made, folder)


WHITE = files("a.pdf", pages(ruled=False), header="one row")


LEFT = files("a.pdf", pages(ruled=False, left=True), header="one row")


@cases(40)
@given(made=st.one_of(WHITE, LEFT))
def test_a_pdf_told_by_white_space(made: Made, folder: Path) -> None:
    check(made, folder)
