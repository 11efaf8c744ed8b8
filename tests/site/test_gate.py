"""The gate: nothing stands side by side, and nothing is subtracted, without an entry on the ladder."""

import duckdb
import pytest

from pipeline.publishing.site.gate import Gate, read_gate
from pipeline.warehouse.models import functions
from schemas.contract import create_table, table_of
from schemas.tables.assessments import Assessment, Comparability
from tests.made_rows import insert


def gate(*steps: tuple[str, str, str]) -> Gate:
    with duckdb.connect() as con:
        for row in (Assessment, Comparability):
            con.execute(create_table(table_of(row)).replace(" NOT NULL", ""))
        for assessment_id in "abcd":
            con.execute(f"INSERT INTO assessments (assessment_id) VALUES ('{assessment_id}')")
        for a, b, step in steps:
            con.execute(insert("comparability", assessment_id_a=a, assessment_id_b=b, step=step))
        for function in functions().values():
            con.execute(function)
        return read_gate(con, "true")


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
