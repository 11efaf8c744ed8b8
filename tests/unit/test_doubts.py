"""The doubt gate: which contradictions accuse a source, and which tell of a misreading."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.audit.arithmetic.printed import Figure, Location, Reprint
from pipeline.audit.evidence import Claim, Criterion, Evidence, RankedList
from pipeline.audit.findings.doubt_gate import Doubt, doubts_of
from pipeline.audit.judge import judge
from schemas.tables.documents import Source
from tests.made_rows import made
from tests.unit.made_evidence import FACTS, claim, criterion, evidence, figure, ranked_list

SCORES = "90 85 80 75 70 65 60 55 50 45"
RANKS = "1 2 3 4 5 6 7 8 9 10"


def doubts(known: Evidence) -> list[Doubt]:
    return doubts_of(known, judge(known))


def told_again(name: str, scores: str, again: str, part: str = "table=2") -> Criterion:
    """A criterion whose scores are printed in table 1 and, as ``again``, in ``part``."""
    made = criterion(name, scores)
    reprints = []
    for number, text in enumerate(again.split(), start=1):
        counted = made.results[f"U{number}"].score
        assert counted is not None
        counted = Figure(counted.value, 0, replace(counted.location, part="table=1"))
        there = figure(text, 50 + number)
        there = Figure(there.value, 0, replace(there.location, part=part))
        reprints.append(Reprint(f"U{number}", f"U{number}", "score", there, counted))
    return replace(made, reprints=tuple(reprints))


def of_lists(*lists: RankedList, claims: Sequence[Claim] = ()) -> Evidence:
    return evidence(lists, claims)


def test_a_slip_stands() -> None:
    wrong = "1 2 3 4 5 6 7 8 10 10"
    assert doubts(of_lists(ranked_list(criterion(scores=SCORES, ranks=wrong)))) == []


def test_ranks_that_miss_their_scores_in_numbers_set_the_table_aside() -> None:
    mixed = "4 1 7 2 10 3 5 9 6 8"
    (doubt,) = doubts(of_lists(ranked_list(criterion(scores=SCORES, ranks=mixed))))
    assert doubt.kind == "rank_order"
    assert doubt.parts


def test_places_alone_that_are_wrong_in_numbers_set_the_list_aside() -> None:
    two = "1 3 4 4 5 6 7 7 9 11"
    assert doubts(of_lists(ranked_list(criterion(ranks=two.replace("11", "10"))))) == []
    (doubt,) = doubts(of_lists(ranked_list(criterion(ranks="4 4 4 1 2 9 9 9 9 3"))))
    assert doubt.kind == "rank_order"


def test_one_retelling_of_ten_stands_and_a_fifth_does_not() -> None:
    again = "90 85 80 75 70 65 60 55 51 46"
    assert doubts(of_lists(ranked_list(told_again("total", SCORES, "90 85 80 75 70 65 60 55 50 46")))) == []
    (doubt,) = doubts(of_lists(ranked_list(told_again("total", SCORES, again))))  # two of ten are a fifth
    assert doubt.parts == {("s", "table=2", None)}


def test_tables_that_differ_in_most_rows_measure_different_things() -> None:
    other = "9 8 8 7 7 6 6 5 5 45"
    (doubt,) = doubts(of_lists(ranked_list(told_again("total", SCORES, other))))
    assert doubt.kind == "told_differently"
    assert doubt.parts == {("s", "table=1", None), ("s", "table=2", None)}


def test_a_later_document_is_doubted_for_the_year_that_it_retells() -> None:
    about = ranked_list(told_again("total", SCORES, "9 8 8 7 7 6 6 5 5 4"))
    later = made(Source, source_id="later", publication_id="later", year=2021)
    known = of_lists(replace(about, source_id="later"))
    (doubt,) = doubts(replace(known, sources={"s": FACTS, "later": later}))
    assert ("s", "table=2", 2020) in doubt.parts


def test_a_value_that_another_criterion_prints_is_not_held_against_the_total() -> None:
    total = told_again("total", SCORES, "90 85 80 75 70 65 60 55 50 12")
    part = criterion("parts", "9 8 8 7 7 6 6 5 5 12", position=1)
    known = of_lists(ranked_list(total, part))
    (doubt,) = doubts(known)
    assert doubt.kind == "other_reading"
    assert (doubt.reading_a.en, doubt.reading_b.en) == ("x-departments/total", "x-departments/parts")
    assert doubt.locations == {("s", 60, 0)}


def test_a_value_that_no_other_criterion_prints_is_held_against_the_total() -> None:
    total = told_again("total", SCORES, "90 85 80 75 70 65 60 55 50 12")
    part = criterion("parts", "9 8 8 7 7 6 6 5 5 4", position=1)
    assert doubts(of_lists(ranked_list(total, part))) == []


def test_a_value_of_the_neighbour_in_the_line_is_not_held_against_a_unit() -> None:
    made = told_again("total", SCORES, "90 85 80 75 70 65 60 55 50 50", part="line=50")
    line = [replace(telling, again=replace(telling.again, location=Location("s", 50, at, at + 2, "quote")))
            for at, telling in enumerate(made.reprints)]  # fmt: skip
    (doubt,) = doubts(of_lists(ranked_list(replace(made, reprints=tuple(line)))))
    assert (doubt.kind, doubt.reading_a.en, doubt.reading_b.en) == ("other_reading", "U10", "U9")


@pytest.mark.parametrize(("again", "is_doubt"), [("54", False), ("05", False), ("98", True)])
def test_a_value_of_a_sentence_that_is_no_slip_of_the_table_is_of_something_else(
    again: str, is_doubt: bool
) -> None:
    made = told_again("total", SCORES, f"90 85 80 75 70 65 60 55 {again} 45", "line=60")
    found = doubts(of_lists(ranked_list(made)))
    assert [doubt.kind for doubt in found] == (["other_reading"] if is_doubt else [])


def test_a_place_behind_the_last_of_the_list_is_of_another_one() -> None:
    """``Sở Tư pháp xếp thứ 12 trong toàn ngành cả nước``, of a list of ten."""
    made = criterion(scores=SCORES, ranks="1 2 3 4 5 6 7 8 9 12")
    row = made.results["U10"]
    assert row.rank is not None
    said = replace(row, rank=replace(row.rank, location=replace(row.rank.location, part="line=20")))
    found = doubts(of_lists(ranked_list(replace(made, results={**made.results, "U10": said}))))
    assert [(doubt.kind, doubt.locations) for doubt in found] == [("other_reading", {("s", 20, 0)})]


def test_a_claim_that_holds_of_another_list_is_in_doubt() -> None:
    about = ranked_list(criterion(scores=SCORES))
    other = ranked_list(criterion(scores="40 30 20", block="districts"), block="districts")
    wrong = claim("average", "30", about=about)
    (doubt,) = doubts(of_lists(about, other, claims=[wrong]))
    assert doubt.kind == "other_reading"
    assert doubt.claim_ids == {wrong.claim_id}
    assert doubts(of_lists(about, claims=[wrong])) == []


def test_a_claim_on_all_lists_that_holds_of_one_is_in_doubt() -> None:
    """An average of 67,1 under the heading of the first list, which was read of both."""
    lists = [
        ranked_list(criterion(scores="90 67 44.3")),
        ranked_list(criterion(scores="40 30 20.7", block="districts"), block="districts"),
    ]
    told = claim("average", "67.1")
    (doubt,) = doubts(of_lists(*lists, claims=[told]))
    assert (doubt.reading_a.en, doubt.reading_b.en) == ("all lists of the document", "x-departments/total")


def test_a_maximum_that_most_scores_pass_is_the_maximum_of_something_else() -> None:
    about = ranked_list(criterion(scores=SCORES, maximum="2"))
    told = claim("max_of_criterion", "2", about=about, line=5)
    (doubt,) = doubts(of_lists(about, claims=[told]))
    assert (doubt.kind, doubt.claim_ids) == ("other_reading", {told.claim_id})
    assert doubt.locations == {("s", 5, 0)}
    one = ranked_list(criterion(scores=SCORES, maximum="88"))
    assert doubts(of_lists(one, claims=[claim("max_of_criterion", "88", about=one, line=5)])) == []


def test_three_wrong_averages_of_a_list_are_a_misreading_and_two_told_often_are_not() -> None:
    parts = [criterion(name, SCORES, position=at) for at, name in enumerate(("total", "a", "b", "c"))]
    about = ranked_list(*parts)
    right = [claim("average", "67.5", about=about, name=name, line=30 + at) for at, name in enumerate("abc")]
    wrong = [
        claim("average", f"1{at}", about=about, name=name, line=40 + at)
        for at, name in enumerate(("a", "b", "c"))
    ]
    again = [replace(item, claim_id=f"{item.claim_id}-again") for item in wrong[:2]]
    many = [replace(item, claim_id=f"{item.claim_id}-{n}", tier=str(n)) for n in range(9) for item in right]
    (doubt,) = doubts(of_lists(about, claims=[*many, *wrong]))
    assert doubt.claim_ids == {item.claim_id for item in wrong}
    assert doubts(of_lists(about, claims=[*many, *wrong[:2], *again])) == []


def test_what_only_a_transcript_tells_accuses_nobody() -> None:
    about = ranked_list(criterion(scores=SCORES))
    wrong = claim("average", "1", about=about)
    known = evidence([about], [wrong])
    copy = replace(FACTS, source_id="copy", document_kind="transcript")
    typed = replace(wrong, claim_id="typed", source_id="copy")
    both = replace(known, sources={"s": FACTS, "copy": copy}, claims=[wrong, typed])
    assert doubts(both) == []
    (doubt,) = doubts(replace(both, claims=[typed]))
    assert doubt.kind == "transcript"
    assert doubt.claim_ids == {"typed"}


def test_a_transcript_that_differs_from_its_document_is_not_said_to_be_the_wrong_one() -> None:
    made = told_again("total", SCORES, "90 85 80 75 70 65 60 55 50 46")
    copied = replace(made.reprints[-1].again.location, source_id="copy", line=70)
    last = replace(made.reprints[-1], again=replace(made.reprints[-1].again, location=copied))
    about = ranked_list(replace(made, reprints=(*made.reprints[:-1], last)))
    copy = replace(FACTS, source_id="copy", document_kind="transcript")
    known = replace(of_lists(about), sources={"s": FACTS, "copy": copy})
    (doubt,) = doubts(known)
    assert (doubt.kind, doubt.locations) == ("transcript", {("copy", 70, 0)})
    assert doubt.reason.en.startswith("The transcript and the document differ: ")


def test_a_document_that_differs_from_a_transcript_that_counts_is_not_said_to_be_the_wrong_one() -> None:
    made = told_again("total", SCORES, "90 85 80 75 70 65 60 55 50 46")
    last = made.reprints[-1]
    copied = replace(last.counted.location, source_id="copy", line=70)
    last = replace(last, counted=replace(last.counted, location=copied))
    about = ranked_list(replace(made, reprints=(*made.reprints[:-1], last)))
    copy = replace(FACTS, source_id="copy", document_kind="transcript")
    (doubt,) = doubts(replace(of_lists(about), sources={"s": FACTS, "copy": copy}))
    assert (doubt.kind, doubt.locations) == ("transcript", {("copy", 70, 0)})


def test_an_average_of_the_other_measure_of_the_list_is_a_doubt() -> None:
    # points: 216 / 3 = 72; percents: (90 + 80.5 + 62) / 3 = 77.5
    about = ranked_list(criterion(scores="90 80.5 45.5", percents="90 80.5 62"))
    (doubt,) = doubts(of_lists(about, claims=[claim("average", "77.5", about=about)]))
    assert doubt.kind == "other_reading"
