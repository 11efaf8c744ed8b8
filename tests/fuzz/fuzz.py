"""Mutated sources read as a build reads them: each is whole, or one line says why not."""

import os
import re
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, fields
from pathlib import Path

from pipeline.documents.limits import PATIENCE, max_seconds
from pipeline.resolution.staged_rows import StagedRows
from pipeline.workers.reading import read_source
from schemas.contract import STAGED, ContractError, to_arrow
from tests.fuzz.mutations import SLUG, Case, draw

# Seconds over its limit after which a source counts as hung: the machine has other work.
_SLACK = 60
_DIED = re.compile(r"its reader died \((.+?)\)")
_STOPPED = re.compile(r"its reader stopped with (\w+ \(.+, line \d+\))")
_LONGER = re.compile("reading it takes longer")
_MEMORY = re.compile("reading it takes more than .* of memory")


@dataclass(slots=True)
class Figures:
    """What came of the sources, counted; ``faults`` are what must not be."""

    files: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    deaths: Counter[str] = field(default_factory=Counter)
    stopped: dict[str, list[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the figures in words."""
        counted = ", ".join(f"{count} {name}" for name, count in sorted(self.files.items()))
        read, aside = self.outcomes["read"], self.outcomes["quarantined"]
        deaths = ", ".join(f"{count} × {how}" for how, count in self.deaths.most_common()) or "none"
        return [
            f"{sum(self.files.values())} sources fuzzed: {counted}",
            f"{read} read, {aside} quarantined, {self.outcomes['misfit']} whose rows no table can hold",
            f"workers that died or were ended, each quarantined its source: {deaths}",
            *(
                f"an error of our own, quarantined, {len(cases)} ×: {what}, as in {cases[0]}"
                for what, cases in sorted(self.stopped.items())
            ),
            f"crashes of the parent, hangs, partial rows: {len(self.faults)}",
            *self.faults,
        ]


def fuzz(first: int, count: int) -> Figures:
    """Read the cases from the number ``first`` on, on every core, and return what came of them."""
    figures, lock, local = Figures(), threading.Lock(), threading.local()
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor(os.cpu_count()) as threads:

        def read(seed: int) -> None:
            if not hasattr(local, "folder"):
                local.folder = Path(temporary) / str(threading.get_ident()) / SLUG / "2021-quyet-dinh-12"
            case = draw(seed)
            case.write(local.folder)
            started = time.monotonic()
            try:
                rows: StagedRows | BaseException = read_source(local.folder)
            except BaseException as error:
                rows = error
            with lock:
                _count(figures, f"case {seed} ({case.mutated})", case, rows, time.monotonic() - started)

        list(threads.map(read, range(first, first + count)))
    return figures


def _count(
    figures: Figures, shown: str, case: Case, rows: StagedRows | BaseException, seconds: float
) -> None:
    """Add what came of a case; ``rows`` is an error where reading it raised one."""
    figures.files[case.mutated] += 1
    if seconds > PATIENCE * max_seconds(recognised=False) + _SLACK:
        figures.faults.append(f"{shown}: went on for {seconds:.0f} s")
    if isinstance(rows, BaseException):
        figures.faults.append(f"{shown}: raised {rows!r}")
        return
    filled = {table.name for table in fields(rows) if getattr(rows, table.name)}
    if not rows.quarantine:
        figures.outcomes["read" if rows.sources and _fits(rows) else "misfit"] += 1
        return
    figures.outcomes["quarantined"] += 1
    (row, *others) = rows.quarantine
    line = f"{row.path} {row.place} {row.reason} {row.cure}"
    if filled != {"quarantine"} or others:
        figures.faults.append(f"{shown}: quarantined, but {filled}")
    if len(line.splitlines()) != 1 or not row.path.startswith("raw/") or not (row.reason and row.cure):
        figures.faults.append(f"{shown}: {line!r}")
    if died := _DIED.search(row.reason):
        figures.deaths[died[1]] += 1
    elif _LONGER.search(row.reason):
        figures.deaths["time"] += 1
    elif _MEMORY.search(row.reason):
        figures.deaths["memory"] += 1
    elif stopped := _STOPPED.search(row.reason):
        figures.stopped.setdefault(stopped[1], []).append(shown)


def _fits(rows: StagedRows) -> bool:
    """Return whether the tables can hold the rows; a build quarantines the source where they cannot."""
    try:
        for table in STAGED:
            to_arrow(table, getattr(rows, table.name))
    except ContractError:
        return False
    return True
