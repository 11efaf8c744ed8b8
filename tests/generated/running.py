"""How generated documents are read: the same ones on every run, none timed, ten times as many on demand."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.vendor.pretty import RepresentationPrinter

from pipeline.intake import Hints, extract_file
from tests.generated.facts import Fact, difference

# Without this the literals of every module loaded so far are drawn from: other documents after each change.
providers._get_local_constants = type(providers._local_constants)

# `make generated` sets it.
_TIMES = int(os.environ.get("GENERATED_TIMES", "1"))


@dataclass(frozen=True, slots=True)
class Made:
    """A file made up: its name, its bytes, the document as text for a failing test, and what it says."""

    name: str
    data: bytes
    shown: str
    facts: Sequence[Fact]

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:
        """The name only: `check` shows the document."""
        printer.text(f"<{self.name}, {len(self.data)} bytes>")


def cases(count: int) -> settings:
    """``count`` documents of a property, always the same."""
    return settings(
        max_examples=count * _TIMES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def faults(made: Made, folder: Path) -> list[str]:
    """What is read from a file otherwise than it says."""
    path = folder / made.name
    path.write_bytes(made.data)
    return difference(extract_file(path, Hints()), made.facts)


def check(made: Made, folder: Path) -> None:
    """Fail with the document and the differences where anything else is read than it says."""
    found = faults(made, folder)
    assert not found, "\n".join(["", made.shown, "-" * 40, *found])
