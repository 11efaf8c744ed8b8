"""A part of `make faults`: each kind of fault at some point of a build, and some rebuilds under readers."""

from pathlib import Path

from tests.faults.injections import inject
from tests.faults.points import HAPPENS
from tests.faults.readers import READERS, rebuild_under_readers


def test_whatever_goes_wrong_what_stands_is_whole_and_the_next_build_recovers(tmp_path: Path) -> None:
    figures = inject(tmp_path, len(HAPPENS))
    assert set(figures.injected) == set(HAPPENS)
    assert figures.n_points > 1_000
    assert not figures.faults
    # not all of them were passed over unharmed
    assert sum(count for end, count in figures.ends.items() if end != "published") >= len(HAPPENS) // 2


def test_readers_find_a_whole_release_while_it_is_rebuilt(tmp_path: Path) -> None:
    figures = rebuild_under_readers(tmp_path, 4)
    assert sum(figures.builds.values()) == 4
    assert set(figures.reads) == set(READERS) and min(figures.reads.values()) > 0
    assert not figures.faults
