"""The run: each planted copy is audited, and what the audit says is held against what it could say."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from pipeline import intake
from pipeline.documents.errors import SourceError
from pipeline.selftest.constraints import Broken, Constraint, broken_by, find_constraints
from pipeline.selftest.facts import Facts, read_facts
from pipeline.selftest.faults import Fault, TargetFigure, draw_faults, find_figures
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
        self.workbench = Workbench(raw, slug)
        self.workbench.build()
        self.facts: Facts = read_facts(self.workbench.con)
        self.figures: list[TargetFigure] = find_figures(self.facts, self.workbench)
        self.constraints: list[Constraint] = find_constraints(self.facts)
        self.before = Counter(map(_identity, self.workbench.audit()))
        self.doubts = self.workbench.doubts()

    def case(self, fault: Fault) -> Case:
        """Plant an error, audit the copy, and judge what the audit says."""
        figure = fault.figure
        key = (figure.span.source_id, figure.span.line, figure.span.start)
        able = broken_by(self.facts.values, self.constraints, key, fault.printed)
        try:
            after = self.workbench.audit(figure.span, fault.token)
        except SourceError as error:
            return _case(fault, able, REFUSED if able.constraints else able.reason, [], str(error))
        new = self._new(after)
        touched = [found for found in new if self._involves(found, figure)]
        alarms = [found for found in new if found not in touched]
        if not able.constraints:
            outcome = able.reason
        elif touched:
            outcome = FOUND
        else:
            outcome = DOUBTED if self.workbench.doubts() - self.doubts else MISSED
        return _case(fault, able, outcome, alarms)

    def _new(self, after: Sequence[Discrepancy]) -> list[Discrepancy]:
        """Return the discrepancies that the source as printed does not have."""
        left = self.before.copy()
        new = []
        for found in after:
            if left[_identity(found)]:
                left[_identity(found)] -= 1
            else:
                new.append(found)
        return new

    def _involves(self, found: Discrepancy, figure: TargetFigure) -> bool:
        """Return whether the arithmetic of a discrepancy holds the planted figure.

        One that accuses a row of a list does if that is a row of a unit of the planted figure, or its words
        name such a unit or the planted line. Any other does if it stands in the planted line, names it, or a
        constraint holds both figures: an average the score, a share the tier. The order of a list does not tie
        its rows so.
        """
        span = figure.span
        cited = found.source_id == span.source_id and span.line in _cited(found.explanation_en)
        if found.kind in _OF_ROWS and found.agency_id and figure.agencies:
            named = (self.facts.names[unit] in found.explanation_en for unit in figure.agencies)
            return found.agency_id in figure.agencies or cited or any(named)
        if (found.source_id, found.line) == (span.source_id, span.line):
            return True
        accused = (found.source_id, found.line)
        key = (span.source_id, span.line, span.start)
        return cited or any(
            key in constraint.keys and any(other[:2] == accused for other in constraint.keys)
            for constraint in self.constraints
            if constraint.kind != "order"
        )


def _case(fault: Fault, able: Broken, outcome: str, alarms: Iterable[Discrepancy], why: str = "") -> Case:
    figure = fault.figure
    kinds = sorted({constraint.kind for constraint in able.constraints})
    told = tuple(f"{found.source_id}:{found.line} {found.kind}: {found.explanation_en}" for found in alarms)
    return Case(
        span=figure.span,
        kind=figure.kind,
        token=figure.token,
        planted=fault.token,
        outcome=outcome,
        revealed_by=" ".join(kinds),
        alarms=told,
        why=why,
    )


def _identity(found: Discrepancy) -> tuple[object, ...]:
    """Return what a discrepancy says, without the columns, which a change before it in the line moves."""
    return (
        found.source_id, found.line, found.kind, found.agency_id, found.criterion_id, found.printed,
        found.recomputed, found.assessment_id,
    )  # fmt: skip


def _cited(explanation: str) -> set[int]:
    """Return the lines that an explanation names."""
    found: set[int] = set()
    for match in _LINES.finditer(explanation):
        found |= {int(number) for number in re.findall(r"\d+", match["lines"] or match["more"])}
    return found


def selftest(raw: Path, n_cases: int, seed: int) -> list[Case]:
    """Plant ``n_cases`` errors drawn by ``seed`` in copies of the sources of ``raw``; each is a case."""
    provinces = {slug: ProvinceRun(raw, slug) for slug in intake.discover(raw)}
    pool = [(one.facts, figure) for one in provinces.values() for figure in one.figures]
    owner = {figure.span.source_id: slug for slug, one in provinces.items() for figure in one.figures}
    faults = draw_faults(pool, n_cases, seed)
    jobs = [(raw, owner[fault.figure.span.source_id], fault) for fault in faults]
    # spawned: a fork would share the databases of this process
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as workers:
        return list(workers.map(_one, jobs, chunksize=4))


_province = cache(ProvinceRun)


def _one(job: tuple[Path, str, Fault]) -> Case:
    raw, slug, fault = job
    return _province(raw, slug).case(fault)
