"""The run: each planted copy is audited, and what the audit says is held against what it could say."""

import os
import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from pipeline.documents.errors import SourceError
from pipeline.documents.source_folders import discover
from pipeline.selftest.constraints import (
    Broken,
    broken_by,
    broken_by_rows,
    find_constraints,
    printed_twice,
)
from pipeline.selftest.draws import draw_faults
from pipeline.selftest.facts import Facts, key_of, read_facts
from pipeline.selftest.faults import Fault, Ground, find_figures
from pipeline.selftest.moved_rows import moved
from pipeline.selftest.workbench import TokenSpan, Workbench
from schemas.tables.claims import Discrepancy

FOUND, DOUBTED, MISSED, REFUSED = "found", "doubted", "missed", "refused"
# Findings on one row of a list: they accuse that row and no other.
_OF_ROWS = (
    "rank_order", "tie_scheme", "tier_band", "told_differently", "sum_differs", "sum_odd", "maximum_differs",
)  # fmt: skip
_LINES = re.compile(r"\blines?(?: of the parts:)? (?P<lines>\d+(?:, \d+)*)|in lines (?P<more>\d+, \d+)")


@dataclass(frozen=True, slots=True)
class Case:
    """A planted error and what came of it.

    ``outcome``: found; doubted (noticed, and nobody accused); missed; refused (the reader sets the copy
    aside); or why nothing printed reveals it, a reason of `constraints.broken_by`. ``revealed_by``: the kinds of
    constraints it breaks. ``alarms``: new discrepancies that have nothing to do with it; ``why``: the reader's
    words where it refuses.
    """

    span: TokenSpan
    kind: str
    token: str
    planted: str
    outcome: str
    revealed_by: str
    alarms: tuple[str, ...]
    why: str = ""


class ProvinceRun:
    """The sources of a province with their figures, constraints and discrepancies as printed."""

    def __init__(self, raw: Path, slug: str) -> None:
        """Read and audit the sources of ``raw``/``slug``."""
        workbench = Workbench(raw, slug)
        workbench.build()
        self.facts: Facts = read_facts(workbench.con)
        figures = find_figures(self.facts, workbench)
        self.ground = Ground(workbench, self.facts, figures, find_constraints(self.facts))
        self.before = {(found.discrepancy_id, found.recomputed) for found in workbench.audit()}
        self.doubts = workbench.doubts()

    def case(self, fault: Fault) -> Case:
        """Plant an error, audit the copy, and judge what the audit says."""
        able = self._able(fault)
        try:
            after = self.ground.workbench.audit(fault.texts)
        except SourceError as error:
            return _case(fault, able, REFUSED if able.constraints else able.reason, [], str(error))
        new = self._new(after)
        touched = [found for found in new if self._involves(found, fault)]
        alarms = [found for found in new if found not in touched]
        if not able.constraints:
            outcome = able.reason
        elif touched:
            outcome = FOUND
        else:
            outcome = DOUBTED if self.ground.workbench.doubts() - self.doubts else MISSED
        return _case(fault, able, outcome, alarms)

    def _able(self, fault: Fault) -> Broken:
        """Return what a fault breaks."""
        if fault.twice:
            return printed_twice(fault.keys)
        if not fault.moves:
            return broken_by(self.facts.values, self.ground.constraints, fault.changed)
        gone = frozenset(
            key_of(row)
            for about in self.facts.lists.values()
            for told in about.printings.values()
            for row in told
            if row.statement_id in fault.moves and fault.moves[row.statement_id] is None
        )
        # the heading of a tier stays for the rows that are left
        gone = frozenset(key for key in gone if self.facts.values[key].tier is None)
        after = moved(self.facts, fault.moves)
        return broken_by_rows(self.facts, self.ground.constraints, after, gone, fault.keys)

    def _new(self, after: Sequence[Discrepancy]) -> list[Discrepancy]:
        """Return the errors that the source as printed does not have, wherever it tells those that it has."""
        return [found for found in after if (found.discrepancy_id, found.recomputed) not in self.before]

    def _involves(self, found: Discrepancy, fault: Fault) -> bool:
        """Return whether the arithmetic of a discrepancy holds what is planted.

        One that accuses a row of a list does if that is a row of a planted unit, or its words name such a unit or
        a planted line. Any other does if it stands in a planted line, names it, is told of the list whose rows are
        moved, or a constraint holds both figures: an average the score, a share the tier. The order of a list does not
        tie its rows so.
        """
        lines = {*fault.texts, *(key[:2] for key in fault.keys)}
        cited = not lines.isdisjoint((found.source_id, line) for line in _cited(found.explanation_en))
        if found.kind in _OF_ROWS and found.agency_id and fault.agencies:
            named = (self.facts.names[unit] in found.explanation_en for unit in fault.agencies)
            return found.agency_id in fault.agencies or cited or any(named)
        if (found.source_id, found.line) in lines or (found.assessment_id in self._lists(fault)):
            return True
        accused = (found.source_id, found.line)
        return cited or any(
            not fault.keys.isdisjoint(constraint.keys)
            and any(other[:2] == accused for other in constraint.keys)
            for constraint in self.ground.constraints
            if constraint.kind != "order"
        )

    def _lists(self, fault: Fault) -> set[str]:
        """Return the ids of the lists whose rows a fault moves."""
        return {
            name
            for name, about in self.facts.lists.items()
            if fault.moves or fault.twice
            if any(key_of(row) in fault.keys for told in about.printings.values() for row in told)
        }


def _case(fault: Fault, able: Broken, outcome: str, alarms: Iterable[Discrepancy], why: str = "") -> Case:
    kinds = sorted({constraint.kind for constraint in able.constraints})
    told = tuple(f"{found.source_id}:{found.line} {found.kind}: {found.explanation_en}" for found in alarms)
    return Case(
        span=fault.span,
        kind=fault.kind,
        token=fault.token,
        planted=fault.planted,
        outcome=outcome,
        revealed_by=" ".join(kinds),
        alarms=told,
        why=why,
    )


def _cited(explanation: str) -> set[int]:
    """Return the lines that an explanation names."""
    found: set[int] = set()
    for match in _LINES.finditer(explanation):
        found |= {int(number) for number in re.findall(r"\d+", match["lines"] or match["more"])}
    return found


def selftest(raw: Path, n_cases: int, seed: int) -> list[Case]:
    """Plant ``n_cases`` errors drawn by ``seed`` in copies of the sources of ``raw``; each is a case."""
    slugs = list(discover(raw))
    faults = draw_faults([_province(raw, slug).ground for slug in slugs], n_cases, seed)
    jobs = [(raw, slugs[place], fault) for place, fault in faults]
    # spawned: a fork would share the databases of this process
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as workers:
        return list(workers.map(_one, jobs, chunksize=4))


_province = cache(ProvinceRun)


def _one(job: tuple[Path, str, Fault]) -> Case:
    raw, slug, fault = job
    return _province(raw, slug).case(fault)
