"""The gate: nothing stands side by side, and nothing is subtracted, without an entry on the ladder."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations

import duckdb
import pytest

from pipeline.publishing.site.gate import Gate, LadderTold, read_gate, read_ladder
from pipeline.warehouse.models import functions
from schemas.contract import create_table, table_of
from schemas.tables.assessments import Assessment, Comparability
from tests.made_rows import insert


def gate(*steps: tuple[str, str, str]) -> Gate:
    with _ladder(steps) as con:
        return read_gate(con, "true")


def told(*steps: tuple[str, str, str]) -> LadderTold:
    """What is said of the lists a, b, c and d, of which a and b are of one province and all of one topic."""
    with _ladder(steps) as con:
        con.execute("CREATE TEMP TABLE shown AS SELECT assessment_id FROM assessments")
        return read_ladder(con, "shown")["ict"]


@contextmanager
def _ladder(steps: tuple[tuple[str, str, str], ...]) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        for row in (Assessment, Comparability):
            con.execute(create_table(table_of(row)).replace(" NOT NULL", ""))
        for assessment_id, province_id in zip("abcd", ("one", "one", "two", "three"), strict=True):
            con.execute(
                "INSERT INTO assessments (assessment_id, province_id, index_id) VALUES (?, ?, 'ict')",
                [assessment_id, province_id],
            )
        for a, b, step in steps:
            con.execute(insert("comparability", assessment_id_a=a, assessment_id_b=b, step=step))
        for function in functions().values():
            con.execute(function)
        yield con


def test_a_pair_is_found_in_either_order() -> None:
    assert gate(("a", "b", "D")).compare("b", "a").step == "D"


def test_a_pair_without_an_entry_does_not_stand_side_by_side() -> None:
    verdict = gate(("a", "b", "D")).compare("a", "c")
    assert verdict.step is None
    assert not verdict.side_by_side
    assert not gate().compare("a", "nowhere").side_by_side


@pytest.mark.parametrize(
    ("step", "side_by_side", "subtract"),
    [("B", True, True), ("C", True, True), ("D", True, False), ("E", False, False)],
)
def test_what_each_step_lets_through(step: str, side_by_side: bool, subtract: bool) -> None:
    verdict = gate(("a", "b", step)).compare("a", "b")
    assert (verdict.side_by_side, verdict.subtract) == (side_by_side, subtract)


def test_a_list_is_the_same_as_itself() -> None:
    verdict = gate().compare("a", "a")
    assert (verdict.step, verdict.side_by_side, verdict.subtract) == ("A", True, True)


def test_every_pair_within_a_group_is_let_through() -> None:
    ladder = gate(("a", "b", "D"), ("b", "c", "B"), ("a", "c", "E"), ("c", "d", "C"), ("a", "d", "D"))
    # d stands with a, yet has no entry with b; it has one with c.
    assert ladder.groups(["a", "b", "c", "d"]) == [["a", "b"], ["c", "d"]]


def test_steps_are_told_within_a_province_and_between_provinces() -> None:
    ladder = told(("a", "b", "B"), *((x, y, "D") for x, y in combinations("abcd", 2) if x + y != "ab"))
    assert [(one.step, one.n_pairs) for one in ladder.within] == [("B", 1)]
    assert [(one.step, one.n_pairs) for one in ladder.between] == [("D", 5)]
    assert ladder.part("abcd") == [set("abcd")]


def test_lists_that_are_barred_are_told_so_and_set_apart() -> None:
    ladder = told(*((x, y, "D") for x, y in combinations("abcd", 2) if "d" not in x + y), ("a", "d", "E"))
    assert [(one.step, one.n_pairs) for one in ladder.between] == [("D", 2), ("E", 1), (None, 2)]
    assert ladder.part("abcd") == [set("abc"), {"d"}]
