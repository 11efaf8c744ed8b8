"""Every type of claim of the registry is whole: judged, tried, verified, with examples and words."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.audit.evidence import CONFIRMED, CONTRADICTED, Claim, RankedList, Verdict
from pipeline.audit.judge import judge, judge_claims
from pipeline.audit.judges import judge_of
from pipeline.reading.claims.masks import MASKS
from pipeline.reading.vocabulary.lexicon import entries
from pipeline.selftest.constraints import find_constraints
from pipeline.selftest.facts import key_of
from pipeline.selftest.faults import KINDS
from schemas.claim_types import DISCREPANCIES, TYPES, ClaimType, claim_type
from schemas.values import CLAIM_UNITS
from tests.unit.made_evidence import BANDS, claim, criterion, evidence, ranked_list
from tests.unit.made_facts import made_facts

ROOT = Path(__file__).parents[2]
EXAMPLES: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("claim_examples.yaml").read_text(encoding="utf-8")
)
EACH = pytest.mark.parametrize("kind", TYPES.values(), ids=lambda kind: kind.name)


def made_list(told: Mapping[str, Any], year: int = 2020) -> RankedList:
    criteria = [criterion(**{"name": "total", **item}) for item in told["criteria"]]
    found = ranked_list(*criteria, bands=BANDS if told.get("bands") else ())
    if year == found.year:
        return found
    earlier = {item.criterion_id.replace("x-", "x-before-"): item for item in criteria}
    criteria_before = {name: replace(item, criterion_id=name) for name, item in earlier.items()}
    return replace(found, assessment_id="x-before-departments", year=year, criteria=criteria_before)


def example_lists(kind: str, which: str) -> list[RankedList]:
    example = EXAMPLES[kind]
    lists = [made_list(example[which].get("list", example["list"]))]
    return [*lists, made_list(example["before"], year=2019)] if "before" in example else lists


def example_claim(kind: str, which: str, about: RankedList) -> Claim:
    told = {name: value for name, value in EXAMPLES[kind][which].items() if name not in ("verdict", "list")}
    # a claim on a whole document names no list
    of_document = told.get("unit") in ("year", "criteria")
    return claim(kind, told.pop("printed", None), about=None if of_document else about, **told)


def judged(kind: str, which: str) -> list[Verdict]:
    """The verdicts on an example: on its claim, or on what its layout claims."""
    lists = example_lists(kind, which)
    if not claim_type(kind).sentences:
        return [found.verdict for found in judge(evidence(lists)).findings if found.claim_type == kind]
    made = example_claim(kind, which, lists[0])
    return [judge_claims([made], evidence(lists, [made]))[made.claim_id]]


def kinds_that_tie(kind: str) -> set[str]:
    """The kinds of constraints that hold the figure of an example; one that has none, the kinds it adds."""
    lists = example_lists(kind, "holds")
    if not claim_type(kind).sentences:
        return {found.kind for found in find_constraints(made_facts(lists))}
    held = example_claim(kind, "holds", lists[0])
    # two of one document can be tied to each other
    other = replace(example_claim(kind, "contradicted", lists[0]), line=held.line + 1)
    found = find_constraints(made_facts(lists, [held, other]))
    if held.printed_value is not None:
        return {one.kind for one in found if key_of(held) in one.keys}
    bare = {(one.kind, one.keys) for one in find_constraints(made_facts(lists))}
    return {one.kind for one in found if (one.kind, one.keys) not in bare}


@EACH
def test_a_type_has_a_judge(kind: ClaimType) -> None:
    if kind.sentences:
        assert callable(judge_of(kind.name))


@EACH
def test_a_type_has_an_example_that_holds(kind: ClaimType) -> None:
    assert kind.name in EXAMPLES, "give it an example that holds in tests/unit/claim_examples.yaml"
    wanted = EXAMPLES[kind.name]["holds"].get("verdict", CONFIRMED)
    assert [found.verdict for found in judged(kind.name, "holds")] == [wanted]


@EACH
def test_a_type_has_an_example_that_is_contradicted(kind: ClaimType) -> None:
    assert kind.name in EXAMPLES, "give it a contradicted example in tests/unit/claim_examples.yaml"
    found = [item.verdict for item in judged(kind.name, "contradicted")]
    assert CONTRADICTED in found and (len(found) == 1 or not kind.sentences)


@EACH
def test_a_type_has_units_and_each_a_known_kind_of_discrepancy(kind: ClaimType) -> None:
    assert kind.units and set(kind.units) <= set(CLAIM_UNITS)
    assert {kind.discrepancy(unit) for unit in kind.units} <= set(DISCREPANCIES)


@EACH
def test_the_self_test_plants_an_error_in_a_type_of_sentences(kind: ClaimType) -> None:
    assert kind.fault in KINDS if kind.sentences else kind.fault is None


@EACH
def test_a_constraint_ties_a_type_or_the_registry_says_why_not(kind: ClaimType) -> None:
    assert bool(kind.constraints) != bool(kind.unconstrained)
    found = kinds_that_tie(kind.name)
    if kind.unconstrained:
        assert not found
    else:
        assert found & set(kind.constraints), (
            f"no constraint {kind.constraints} of pipeline/selftest holds the figure of the example of {kind.name}"
        )


def test_a_type_that_only_names_the_constraint_of_another_is_seen() -> None:
    """An average that nothing in the self-test knows by its type: the name alone ties nothing."""
    lists = example_lists("average", "holds")
    untied = replace(example_claim("average", "holds", lists[0]), claim_type="median")
    found = find_constraints(made_facts(lists, [untied]))
    assert not [one for one in found if key_of(untied) in one.keys]


@EACH
def test_a_type_of_sentences_has_an_example_in_the_lexicon(kind: ClaimType) -> None:
    said = [
        says.split()[1]
        for entry in entries().values()
        for text in entry.examples.values()
        for says in text.split("; ")
        if says.startswith("claim ")
    ]
    wanted = "add a sentence read as 'claim {} …' to an entry of schemas/lexicon/"
    assert (kind.name in said) == kind.sentences, wanted.format(kind.name)


@EACH
def test_verify_has_a_block_for_a_type_or_the_registry_says_why_not(kind: ClaimType) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "sql" / "verify").glob("*.sql"))
    is_verified = re.search(rf"claim_type (?:= |IN \([^)]*)'{kind.name}'", text) is not None
    assert is_verified != bool(kind.unverified)


@EACH
def test_a_type_has_its_row_in_the_guide(kind: ClaimType) -> None:
    guide = (ROOT / "docs" / "adding-a-claim-type.md").read_text(encoding="utf-8")
    row = f"| `{kind.name}` | {kind.vi} | {', '.join(kind.units)} |"
    assert row in guide.splitlines(), f"add to docs/adding-a-claim-type.md: {row}"


def test_every_kind_of_discrepancy_and_type_has_words_in_both_languages() -> None:
    assert all(kind.vi and kind.en for kind in TYPES.values())
    assert all(term.vi and term.en for term in DISCREPANCIES.values())


def test_every_mask_of_a_sentence_is_of_a_type() -> None:
    assert {kind for kind, _ in MASKS} - {"change", "lead"} <= set(TYPES)


def test_no_example_is_of_a_type_that_is_gone() -> None:
    assert set(EXAMPLES) == set(TYPES)


def test_an_unknown_type_is_an_error_that_says_where_it_is_to_be_added() -> None:
    with pytest.raises(ValueError, match=r"'no_such_type'.*schemas/claim_types\.yaml"):
        judge_claims([claim("no_such_type", "70")], evidence([]))


def test_a_type_without_a_judge_is_an_error_that_says_where_it_is_to_be_added() -> None:
    with pytest.raises(ValueError, match=r"'sum'.*@judges\('sum'\) in pipeline/audit/judges"):
        judge_claims([claim("sum", "70")], evidence([]))


def test_a_unit_that_a_type_does_not_count_has_no_kind_of_discrepancy() -> None:
    with pytest.raises(ValueError, match=r"gap counts units: add that to schemas/claim_types\.yaml"):
        claim_type("gap").discrepancy("units")
