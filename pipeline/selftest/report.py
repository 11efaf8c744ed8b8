"""What a self-test found: a table by kind, what was missed, and the cases as a CSV file, one a row."""

import csv
from collections.abc import Sequence
from pathlib import Path

import typer

from pipeline.publishing.site.pages.selftest_table import SelfTest, read_selftest
from pipeline.publishing.site.site_pages import SELFTEST
from pipeline.selftest.fault_run import MISSED, REFUSED, Case, selftest
from pipeline.workspace import Workspace

COLUMNS = (
    "source_id", "line", "col_start", "kind", "printed", "planted", "outcome", "revealed_by", "n_alarms",
    "seed", "raw",
)  # fmt: skip
# So many digits of the fingerprint name the state of raw/.
_DIGITS = 12


def run_and_show(workspace: Workspace, n_cases: int, seed: int, keep: bool) -> None:
    """Run the self-test, write its cases to build/ or, to ``keep`` them, for the site, and print the result.

    The table goes to stdout; misses, refusals and false alarms go to stderr.
    """
    cases = selftest(workspace.raw, n_cases, seed)
    path = SELFTEST if keep else workspace.build / SELFTEST.name
    _write(path, cases, seed, workspace.raw_fingerprint()[:_DIGITS])
    _show(read_selftest(path))
    for case in cases:
        if case.alarms or case.outcome in (MISSED, REFUSED):
            span = f"{case.span.source_id}:{case.span.line}"
            change = f"{case.token} -> {case.planted}"
            typer.echo("\t".join((case.outcome, span, case.kind, change, case.revealed_by)), err=True)
            for line in (*case.alarms, *([case.why] if case.why else [])):
                typer.echo(f"\t{line}", err=True)


def _write(path: Path, cases: Sequence[Case], seed: int, raw: str) -> None:
    """Write ``cases`` in the order in which they were drawn, each with the seed and the state of raw/."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for case in cases:
            span = (case.span.source_id, case.span.line, case.span.start)
            told = (case.kind, case.token, case.planted, case.outcome, case.revealed_by, len(case.alarms))
            writer.writerow((*span, *told, seed, raw))


def _show(result: SelfTest) -> None:
    columns = ("planted", "apart", "revealable", "found", "doubted", "recall", "alarms")
    typer.echo(f"{'kind':<10}" + "".join(f"{name:>12}" for name in columns))
    for row in result.rows:
        recall = "" if row.recall is None else f"{row.recall} %"
        cells = (
            row.n_planted,
            row.n_apart,
            row.n_revealable,
            row.n_found,
            row.n_doubted,
            recall,
            row.n_alarms,
        )
        typer.echo(f"{row.kind or 'all':<10}" + "".join(f"{cell:>12}" for cell in cells))
