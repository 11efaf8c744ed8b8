"""What is said at the end of a build."""

from collections.abc import Iterator

import typer

from pipeline.publishing.release.record import Record


def summary_of(record: Record, n_checks: int, seconds: float) -> Iterator[str]:
    """Yield the lines on what a build did, and where its results lie."""
    summary = record.summary
    accounted = summary.n_numbers - summary.n_unaccounted
    share = f" ({100 * accounted // summary.n_numbers} %)" if summary.n_numbers else ""
    stale = f", {summary.n_stale} of them stale" if summary.n_stale else ""
    lines = {
        "release": record.release_id,
        "sources": f"{summary.n_sources}{stale}",
        "statements": str(summary.n_statements),
        "numbers accounted": f"{accounted} of {summary.n_numbers}{share}",
        "checks passed": str(n_checks),
        "quarantined": str(len(summary.quarantine)),
        "in doubt": str(len(summary.doubts)),
        "results": "dist/current/",
        "site": "make serve",
        "seconds": f"{seconds:.1f}",
    }
    for label, value in lines.items():
        yield f"{typer.style(f'{label:<20}', dim=True)}{typer.style(value, bold=label == 'release')}"
    yield from summary.set_aside
