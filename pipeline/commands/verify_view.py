"""What ``xephang verify`` computes again, and prints of it."""

from pathlib import Path

import duckdb
import typer

from pipeline.publishing.data.verification import Verification, verify
from pipeline.publishing.release.record import ReleaseError

_AGAIN = "Cure: build that release again"
_TWIN = "Cure: add the column to what sql/verify rebuilds, or, where a file was altered, build again"
_MEND = "Cure: xephang release tells whether files were altered; if none was, mend sql/"


def verify_release(folder: Path, name: str) -> str:
    """Print what verify.sql finds in the release in ``folder``; return the line on it where nothing differs.

    Raises ReleaseError where values differ, or it cannot be run.
    """
    try:
        found = verify(folder)
    except FileNotFoundError:
        raise ReleaseError(f"{name}: the release has no verify.sql. {_AGAIN}") from None
    except duckdb.Error as error:
        cure = _TWIN if isinstance(error, duckdb.BinderException) else _AGAIN
        raise ReleaseError(f"{name}: {str(error).splitlines()[0]}. {cure}") from None
    _show(found)
    if found.differences:
        raise ReleaseError(
            f"{name}: {len(found.differences)} values differ from what verify.sql computes. {_MEND}"
        )
    return f"{sum(check.n_compared for check in found.comparisons)} values compared, none differs"


def _show(found: Verification) -> None:
    """Print each check with how much it compared, then each value that differs."""
    typer.echo(f"{'check':<40}{'compared':>10}{'differing':>11}")
    for check in found.comparisons:
        typer.echo(f"{check.check:<40}{check.n_compared:>10}{check.n_differing:>11}")
    for row in found.differences:
        typer.echo(f"{row.check}\t{row.row}\tpublished {row.published}\trebuilt {row.rebuilt}")
