"""The kept self-test is what the audit does today: a sample of its cases is planted again."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from pipeline.publishing.site.pages.selftest_table import read_selftest
from pipeline.publishing.site.render import SELFTEST
from pipeline.selftest.fault_run import ProvinceRun
from pipeline.selftest.faults import make_fault
from pipeline.selftest.report import COLUMNS
from pipeline.workspace import ROOT

CURE = "plant again: make selftest"
CASES = list(csv.DictReader(SELFTEST.open(encoding="utf-8", newline="")))
LEAST_RECALL = 95
LEAST_CASES = 300


def sample() -> list[dict[str, str]]:
    """The first case of each kind, and of each outcome that is not among them."""
    kinds: dict[str, dict[str, str]] = {}
    for case in CASES:
        kinds.setdefault(case["kind"], case)
    outcomes = {case["outcome"]: case for case in (*reversed(CASES), *kinds.values())}
    return [*kinds.values(), *(case for case in outcomes.values() if case not in kinds.values())]


@cache
def province(slug: str) -> ProvinceRun:
    return ProvinceRun(ROOT / "raw", slug)


def owner(source_id: str) -> str:
    folders = sorted(path.parent for path in Path(ROOT / "raw").glob("*/*/source.yaml"))
    names = {f"{folder.parent.name}-{folder.name}": folder.parent.name for folder in folders}
    return names[source_id]


@pytest.mark.parametrize("case", sample(), ids=lambda case: f"{case['kind']}-{case['outcome']}")
def test_a_kept_case_comes_out_the_same(case: dict[str, str]) -> None:
    one = province(owner(case["source_id"]))
    span = (case["source_id"], int(case["line"]), int(case["col_start"]))
    figures = {(f.span.source_id, f.span.line, f.span.start): f for f in one.figures}
    assert span in figures and figures[span].token == case["printed"], CURE
    again = one.case(make_fault(one.facts, figures[span], case["planted"]))
    told = (again.outcome, again.revealed_by, str(len(again.alarms)))
    assert told == (case["outcome"], case["revealed_by"], case["n_alarms"]), CURE


def test_the_kept_run_is_as_good_as_it_must_be() -> None:
    everything = read_selftest(SELFTEST).rows[-1]
    assert everything.n_planted >= LEAST_CASES
    assert everything.recall is not None and everything.recall >= LEAST_RECALL
    assert everything.n_alarms == 0


def test_no_figure_is_planted_twice() -> None:
    tally: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for case in CASES:
        tally[case["source_id"], case["line"], case["col_start"]] += 1
    assert tuple(CASES[0]) == COLUMNS
    assert max(tally.values()) == 1
