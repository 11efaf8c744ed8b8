"""Sentences in any order say the same as the assessment that they were made from."""

from pathlib import Path

from hypothesis import given

from tests.generated.prose import reports
from tests.generated.running import Made, cases, check


@cases(400)
@given(made=reports())
def test_sentences_in_any_order(made: Made, folder: Path) -> None:
    check(made, folder)
