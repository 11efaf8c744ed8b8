"""The self-test's results as the method page shows them: recall and false alarms by kind of error."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from pathlib import Path

_FOUND, _DOUBTED, _REVEALABLE = "found", "doubted", ("found", "doubted", "missed", "refused")


@dataclass(frozen=True, slots=True)
class KindRow:
    """Errors of one kind, None for all; nothing printed could reveal the ``n_apart``.

    ``n_doubted`` were noticed, and what they stand in set aside, without an accusation.
    """

    kind: str | None
    n_planted: int
    n_apart: int
    n_revealable: int
    n_found: int
    n_doubted: int
    n_alarms: int

    @property
    def recall(self) -> Decimal | None:
        """Percent of the revealable errors found or doubted, cut at one decimal; None without any."""
        if not self.n_revealable:
            return None
        return (Decimal(100 * (self.n_found + self.n_doubted)) / self.n_revealable).quantize(
            Decimal("0.1"), ROUND_DOWN
        )


@dataclass(frozen=True, slots=True)
class SelfTest:
    """A run: its rows by kind, the last for all kinds together, and where the errors come from."""

    rows: tuple[KindRow, ...]
    seed: str
    raw: str


def read_selftest(path: Path) -> SelfTest:
    """Return the run whose cases are in the CSV file ``path``; raises OSError where there is none."""
    with path.open(encoding="utf-8", newline="") as stream:
        cases = list(csv.DictReader(stream))
    kinds = dict.fromkeys(case["kind"] for case in cases)
    rows = [_row(kind, [case for case in cases if case["kind"] == kind]) for kind in kinds]
    return SelfTest((*rows, _row(None, cases)), cases[0]["seed"], cases[0]["raw"])


def _row(kind: str | None, cases: Sequence[Mapping[str, str]]) -> KindRow:
    n_revealable = sum(case["outcome"] in _REVEALABLE for case in cases)
    return KindRow(
        kind=kind,
        n_planted=len(cases),
        n_apart=len(cases) - n_revealable,
        n_revealable=n_revealable,
        n_found=sum(case["outcome"] == _FOUND for case in cases),
        n_doubted=sum(case["outcome"] == _DOUBTED for case in cases),
        n_alarms=sum(int(case["n_alarms"]) for case in cases),
    )
