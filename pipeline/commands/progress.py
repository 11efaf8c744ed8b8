"""What a build is at: on a terminal one line that changes and goes, in a pipe a plain line for each step."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def show_progress() -> Iterator[None]:
    """Show on stderr what the steps of a build log, while it runs."""
    console = Console(stderr=True, highlight=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        handler = _Steps(console, progress)
        logger = logging.getLogger("pipeline")
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        try:
            yield
        finally:
            logger.removeHandler(handler)


class _Steps(logging.Handler):
    """Shows each record as the step that has begun."""

    def __init__(self, console: Console, progress: Progress) -> None:
        super().__init__()
        self.console, self.progress = console, progress
        self.task = progress.add_task("starting")

    def emit(self, record: logging.LogRecord) -> None:
        """Show the message of ``record``."""
        if self.console.is_terminal:
            self.progress.update(self.task, description=record.getMessage())
        else:
            self.console.print(record.getMessage(), markup=False, soft_wrap=True)
