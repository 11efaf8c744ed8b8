"""What the closure hands back."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Deduction:
    """A value (`deduced`, low = high) or interval (`bounded`) that follows, with its proof.

    `low`, `high`: points, places, levels (1 = best), percent or units, by `quantity`; None is an open end.
    `unit` and `criterion` None: of all. A deduced tier without a name is that below the lowest printed band.
    `rule`: the last one that decided. `rounding_slack`: how far the ends move at most if printed scores and
    gaps are rounded half up; None where an end then opens. `holds_if`: the rank scheme without which it is not
    said; None where it holds in all that are possible.
    """

    unit: str | None
    criterion: str | None
    quantity: str
    low: Decimal | None
    high: Decimal | None
    rounding_slack: Decimal | None
    status: str
    rule: str
    statement_ids: tuple[str, ...]
    tier: str | None = None
    holds_if: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A hypothesis: with `repaired` in place of `printed` the facts would agree."""

    ids: tuple[str, ...]
    printed: Decimal
    repaired: Decimal


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest group of printed facts that cannot all be true.

    By `rule` the quantity would have to be at least `low` and at most `high`, but `low` is above `high`, or
    equal where the end itself does not count. Quantities are those of deductions and `highest`, `lowest`
    (score of a criterion), `tier_count`, `level_count`; `unit` is None there and for a unit without a name.
    It does not agree either if its numbers are rounded half up. `repairs`: sought for groups of at most four facts.
    """

    unit: str | None
    criterion: str | None
    quantity: str
    low: Decimal
    high: Decimal
    rule: str
    statement_ids: tuple[str, ...]
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Closure:
    """All that follows from the facts that agree, and the facts that do not.

    `rounded`: the numbers of the facts that agree only once they count as rounded.
    """

    deductions: tuple[Deduction, ...]
    conflicts: tuple[Conflict, ...]
    rounded: frozenset[int]
