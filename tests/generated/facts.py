"""What a document says, and the comparison of that with what was read from it."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from pipeline.resolution.staged_rows import StagedRows


class Fact(NamedTuple):
    """A statement without its place; of last place and of a tier there is no value."""

    year: int
    index_id: str
    block: str
    agency: str | None
    measure: str
    criterion: str = "total"
    value: Decimal | None = None
    tier: str | None = None

    def __str__(self) -> str:
        said = self.tier if self.value is None else self.value
        of = f"{self.year} {self.index_id} {self.block} | {self.agency}"
        return f"{of} | {self.measure} {self.criterion}: {said}"


def facts_of(rows: StagedRows) -> Counter[Fact]:
    """The statements that were read, each as often as it stands in the document."""
    return Counter(
        Fact(
            row.year, row.index_id, row.block, row.agency, row.measure, row.criterion, row.value, row.tier
        )
        for row in rows.statements
    )  # fmt: skip


def difference(rows: StagedRows, wanted: Iterable[Fact]) -> list[str]:
    """One line for each statement missing or too many and each number that nothing explains."""
    found, expected = facts_of(rows), Counter(wanted)
    lines = [f"missing  {fact}" for fact in (expected - found).elements()]
    lines += [f"too many {fact}" for fact in (found - expected).elements()]
    lines += [
        f"unaccounted '{row.token}' in line {row.line}"
        for row in rows.number_ledger
        if row.fate == "unaccounted"
    ]
    return [*lines, *(f"in doubt {row.place}: {row.reason}" for row in rows.quarantine)]
