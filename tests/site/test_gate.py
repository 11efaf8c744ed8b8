"""The gate: nothing stands side by side without an entry on the ladder."""

from pipeline.publishing.site.gate import Gate
from schemas.tables.assessments import Comparability
from tests.made_rows import made


def gate(*steps: tuple[str, str, str]) -> Gate:
    return Gate(made(Comparability, assessment_id_a=a, assessment_id_b=b, step=step) for a, b, step in steps)


def test_a_pair_is_found_in_either_order() -> None:
    assert gate(("a", "b", "D")).compare("b", "a").step == "D"


def test_a_pair_without_an_entry_does_not_stand_side_by_side() -> None:
    verdict = gate(("a", "b", "D")).compare("a", "c")
    assert verdict.step is None
    assert not verdict.side_by_side


def test_nothing_in_common_does_not_stand_side_by_side() -> None:
    assert not gate(("a", "b", "E")).compare("a", "b").side_by_side


def test_a_list_is_the_same_as_itself() -> None:
    assert gate().compare("a", "a").step == "A"


def test_every_pair_within_a_group_is_let_through() -> None:
    ladder = gate(("a", "b", "D"), ("b", "c", "B"), ("a", "c", "E"), ("c", "d", "C"), ("a", "d", "D"))
    # d stands with a, yet has no entry with b; it has one with c.
    assert ladder.groups(["a", "b", "c", "d"]) == [["a", "b"], ["c", "d"]]
