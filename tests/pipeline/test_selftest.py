"""The kept self-test is what the audit does today: a sample of its cases is planted again."""

import csv
from collections import defaultdict
from functools import cache

import pytest

from pipeline.documents.source_folders import discover
from pipeline.publishing.site.pages.selftest_table import read_selftest
from pipeline.publishing.site.site_pages import SELFTEST
from pipeline.selftest.draws import draw_faults
from pipeline.selftest.fault_run import ProvinceRun
from pipeline.selftest.faults import Fault
from pipeline.selftest.report import COLUMNS
from pipeline.workspace import ROOT

CURE = "plant again: make selftest"
CASES = list(csv.DictReader(SELFTEST.open(encoding="utf-8", newline="")))
LEAST_RECALL = 95
LEAST_CASES = 300


def sample() -> list[int]:
    """The first case of each kind, and of each outcome that is not among them."""
    kinds: dict[str, int] = {}
    for place, case in enumerate(CASES):
        kinds.setdefault(case["kind"], place)
    outcomes = {CASES[place]["outcome"]: place for place in (*reversed(range(len(CASES))), *kinds.values())}
    return [*kinds.values(), *(place for place in outcomes.values() if place not in kinds.values())]


@cache
def provinces() -> list[ProvinceRun]:
    return [ProvinceRun(ROOT / "raw", slug) for slug in discover(ROOT / "raw")]


@cache
def drawn() -> list[tuple[int, Fault]]:
    return draw_faults([one.ground for one in provinces()], len(CASES), int(CASES[0]["seed"]))


@pytest.mark.parametrize(
    "place", sample(), ids=lambda place: f"{CASES[place]['kind']}-{CASES[place]['outcome']}"
)
def test_a_kept_case_comes_out_the_same(place: int) -> None:
    case, (province, fault) = CASES[place], drawn()[place]
    told = (fault.span.source_id, str(fault.span.line), fault.kind, fault.token, fault.planted)
    assert told == tuple(case[name] for name in ("source_id", "line", "kind", "printed", "planted")), CURE
    again = provinces()[province].case(fault)
    found = (again.outcome, again.revealed_by, str(len(again.alarms)))
    assert found == (case["outcome"], case["revealed_by"], case["n_alarms"]), CURE


def test_the_kept_run_is_as_good_as_it_must_be() -> None:
    everything = read_selftest(SELFTEST).rows[-1]
    assert everything.n_planted >= LEAST_CASES
    assert everything.recall is not None and everything.recall >= LEAST_RECALL
    assert everything.n_alarms == 0


def test_no_figure_is_planted_twice_with_one_kind_of_error() -> None:
    tally: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for case in CASES:
        if case["kind"] not in ("pair", "names"):
            tally[case["kind"], case["source_id"], case["line"], case["col_start"]] += 1
    assert tuple(CASES[0]) == COLUMNS
    assert max(tally.values()) == 1
