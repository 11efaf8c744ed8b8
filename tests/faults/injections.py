"""Builds in which something goes wrong at one point each: what stands afterwards is whole, and the next build is."""

import os
import shutil
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import duckdb

from pipeline.publishing.release.contents import DATABASE, faults
from pipeline.publishing.release.history import read_entries
from pipeline.workspace import Workspace
from tests.faults.builds import Told, run_command
from tests.faults.points import HAPPENS
from tests.pipeline.made_sources import put_source

PROVINCES = ("lao-cai", "yen-bai")
# After so many builds gone wrong, each on what the one before left, one is let alone.
_IN_A_ROW = 4


@dataclass(slots=True)
class Figures:
    """What came of the builds, counted; ``faults`` are what must not be."""

    n_points: int = 0
    injected: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the figures in words."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.injected.items()))
        ends = ", ".join(f"{count} {end}" for end, count in sorted(self.ends.items()))
        return [
            f"{sum(self.injected.values())} injections at {self.n_points} points of a build: {kinds}",
            f"how those builds ended: {ends}",
            f"releases that were not whole, left-overs, builds that did not recover: {len(self.faults)}",
            *self.faults,
        ]


def inject(root: Path, count: int) -> Figures:
    """Let something go wrong at ``count`` points spread over a build in ``root``, and return what came of it."""
    workspace = Workspace.under(root)
    for slug in PROVINCES:
        put_source(workspace, slug)
    figures = Figures()
    points = _points(workspace, figures)
    figures.n_points = len(points)
    kinds = list(HAPPENS)
    for number in range(count):
        # each kind goes through the whole build
        at = (number * len(points) // count + number % 7) % len(points)
        kind = kinds[number % len(kinds)]
        best = f"{80 + number // 100},{number % 100:02d}"
        put_source(workspace, "lao-cai", best)
        before = workspace.current.resolve()
        told = run_command(root, disturbance=("wrong", at, kind))
        figures.injected[kind] += 1
        figures.ends[_end(told)] += 1
        shown = f"{kind} at point {at} ({points[at]}), build {number}"
        _open_folders(root)
        figures.faults += [f"{shown}: {fault}" for fault in _after(workspace, before, best, told)]
        if number % _IN_A_ROW == _IN_A_ROW - 1 or number == count - 1:
            figures.faults += [f"the build after {shown}: {fault}" for fault in _alone(workspace, best)]
            _forget(workspace)
    return figures


def _points(workspace: Workspace, figures: Figures) -> list[str]:
    """Return the names of the points of a build that publishes, by their order."""
    told = run_command(workspace.raw.parent)
    figures.faults += [f"the first build: {line}" for line in told.lines if told.code]
    put_source(workspace, PROVINCES[0], "79,50")
    path = workspace.raw.parent / "points.txt"
    run_command(workspace.raw.parent, disturbance=("count", path))
    return path.read_text().splitlines()


def _after(workspace: Workspace, before: Path, best: str, told: Told) -> list[str]:
    """Return what is wrong after a build in which something went wrong; ``before`` stood when it began."""
    found = [f"current: {fault}" for fault in faults(workspace.current)]
    is_new = workspace.current.resolve() != before
    if is_new and not found and _best(workspace) != best:
        found.append("the release that stands is of another input")
    if told.code == 0 and not is_new:
        found.append("the build said that it published, and did not")
    if told.code is None:
        found.append("the build hung")
    if any("Traceback" in line for line in told.lines):
        found.append(f"a traceback: {told.lines[-1]}")
    if told.code is not None and told.code > 0 and not any("xephang: " in line for line in told.lines):
        found.append(f"it ended without a word why: {told.lines}")
    for folder in workspace.releases.glob("[!.]*/release.json"):
        found += [f"{folder.parent.name}: {fault}" for fault in faults(folder.parent)]
    return found


def _alone(workspace: Workspace, best: str) -> list[str]:
    """Return what is wrong after a build that nothing disturbed."""
    told = run_command(workspace.raw.parent)
    found = [f"ended with {told.code}: {told.lines[-3:]}"] if told.code else []
    found += faults(workspace.current)
    if _best(workspace) != best:
        found.append("the release that stands is of another input")
    entries = read_entries(workspace.dist)
    if not entries or entries[-1].release != workspace.current.resolve().name:
        found.append("the last release told of is not the one that stands")
    if any(one.release == other.release for one, other in pairwise(entries)):
        found.append("a release was told of twice")
    roots = (
        workspace.dist,
        workspace.releases,
        workspace.dist / "changes",
        workspace.build,
        workspace.staged,
    )
    left = [path for root in roots for path in root.glob(".*") if path != workspace.lock]
    left += [path for path in workspace.staged.glob("*/.*") if path.name != ".reader"]
    found += [f"left behind: {path.relative_to(workspace.raw.parent)}" for path in left]
    return found


def _best(workspace: Workspace) -> str:
    """Return the points of the first unit of the first province, in Vietnamese, as the release that stands has it."""
    query = "SELECT max(score) FROM scores JOIN assessments USING (assessment_id) WHERE province_id = ?"
    with duckdb.connect(str(workspace.current / DATABASE), read_only=True) as con:
        (row,) = con.execute(query, [PROVINCES[0]]).fetchall()
    return f"{row[0]:.2f}".replace(".", ",")


def _forget(workspace: Workspace) -> None:
    """Remove the releases that do not stand: the checks would look through more and more of them."""
    for folder in workspace.releases.iterdir():
        if folder.is_dir() and not folder.is_symlink() and folder != workspace.current.resolve():
            shutil.rmtree(folder)


def _open_folders(root: Path) -> None:
    for folder, _, _ in os.walk(root):
        os.chmod(folder, 0o755)


def _end(told: Told) -> str:
    match told.code:
        case None:
            return "hung"
        case 0:
            return "published"
        case int(code) if code < 0:
            return f"killed by signal {-code}"
        case code:
            return f"exit code {code}"
