"""Every type of claim of the registry is whole: judged, tried, verified, with examples and words."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.audit.evidence import CONFIRMED, CONTRADICTED, Claim, RankedList, Verdict
from pipeline.audit.judge import judge, judge_claims
from pipeline.audit.judges import judge_of
from pipeline.reading.claims.masks import MASKS
from pipeline.selftest.faults import KINDS
from schemas.claim_types import DISCREPANCIES, TYPES, ClaimType, claim_type
from schemas.values import CLAIM_UNITS
from tests.unit.made_evidence import BANDS, claim, criterion, evidence, ranked_list

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


def judged(kind: str, which: str) -> list[Verdict]:
    """The verdicts on an example: on its claim, or on what its layout claims."""
    example = EXAMPLES[kind]
    told = dict(example[which])
    told.pop("verdict", None)
    lists = [made_list(told.pop("list", example["list"]))]
    if "before" in example:
        lists.append(made_list(example["before"], year=2019))
    if not claim_type(kind).sentences:
        return [found.verdict for found in judge(evidence(lists)).findings if found.claim_type == kind]
    # a claim on a whole document names no list
    about = None if told.get("unit") in ("year", "criteria") else lists[0]
    example_claim: Claim = claim(kind, told.pop("printed", None), about=about, **told)
    return [judge_claims([example_claim], evidence(lists, [example_claim]))[example_claim.claim_id]]


def constraint_kinds() -> Iterator[str]:
    """The kinds of constraints that the self-test yields."""
    for path in (ROOT / "pipeline" / "selftest").glob("constraints*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                first = node.value.elts[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


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
def test_the_self_test_tries_a_type_or_the_registry_says_why_not(kind: ClaimType) -> None:
    assert kind.fault in KINDS if kind.sentences else kind.fault is None
    assert set(kind.constraints) <= set(constraint_kinds())
    assert bool(kind.constraints) != bool(kind.unconstrained)


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
