"""What ``xephang verify`` prints of a verification."""

import typer

from pipeline.publishing.data.verification import Verification


def show_verification(found: Verification) -> bool:
    """Print each check with how much it compared, then each value that differs; return True where one does."""
    typer.echo(f"{'check':<40}{'compared':>10}{'differing':>11}")
    for check in found.comparisons:
        typer.echo(f"{check.check:<40}{check.n_compared:>10}{check.n_differing:>11}")
    for row in found.differences:
        typer.echo(f"{row.check}\t{row.row}\tpublished {row.published}\trebuilt {row.rebuilt}")
    return bool(found.differences)
