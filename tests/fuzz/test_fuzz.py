"""A part of `make fuzz`, always the same: whatever is in a source, it is whole or one line says why not."""

import pytest

from tests.fuzz.fuzz import fuzz
from tests.fuzz.mutations import draw
from tests.unit.test_formats_bad import GOOD

COUNT = 200


def test_a_damaged_source_is_read_or_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XEPHANG_MAX_SECONDS", "3")
    figures = fuzz(0, COUNT)
    print("\n".join(figures.lines()))
    assert not figures.faults
    assert set(figures.files) == {*GOOD, "source.yaml", "corrections.yaml"}, "every format has its share"
    assert figures.outcomes["read"] > COUNT // 10 and figures.outcomes["quarantined"] > COUNT // 3


def test_a_case_is_the_same_whenever_it_is_drawn() -> None:
    assert draw(7) == draw(7) != draw(8)
