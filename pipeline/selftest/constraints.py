"""What the printed numbers of a province have to do with each other, by brute force (METHOD 2 to 6).

A fault can be revealed if it makes a constraint that holds miss, or miss more often. The constraints are written
from the method and share no arithmetic with `pipeline.audit`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.selftest.constraints_claims import claim_constraints
from pipeline.selftest.constraints_counts import count_constraints
from pipeline.selftest.constraints_lists import Values, Violations, list_constraints
from pipeline.selftest.facts import Facts, Key, PrintedToken

# A constraint is meant to hold if no more than one row in so many misses it as printed.
_ROWS_PER_MISS = 5


@dataclass(frozen=True, slots=True)
class Constraint:
    """Printed figures of which ``violations`` says how many do not fit; ``kind`` names what ties them."""

    kind: str
    keys: frozenset[Key]
    violations: Violations
    n_before: int


def find_constraints(facts: Facts) -> list[Constraint]:
    """Return the constraints of a province that hold, or miss in so few rows that they are meant to hold."""
    return list(_kept(facts))


def _kept(facts: Facts) -> Iterator[Constraint]:
    for kind, keys, n_rows, violations in (
        *list_constraints(facts),
        *claim_constraints(facts),
        *count_constraints(facts),
    ):
        n_before = violations(facts.values)
        if n_before <= max(1, n_rows // _ROWS_PER_MISS):
            yield Constraint(kind, frozenset(keys), violations, n_before)


@dataclass(frozen=True, slots=True)
class Broken:
    """The constraints that a change makes miss more, and why there may be none."""

    constraints: tuple[Constraint, ...]
    reason: str


def broken_by(values: Values, found: Sequence[Constraint], key: Key, printed: PrintedToken) -> Broken:
    """Return what the change of the figure at ``key`` breaks.

    ``values`` are those printed; ``reason`` where nothing is broken: ``unconstrained`` (no constraint holds
    it), ``already_violated`` (only constraints that miss as printed), ``consistent`` (the changed figure fits too, or
    rounding hides the change).
    """
    with_it = [constraint for constraint in found if key in constraint.keys]
    changed = {**values, key: printed}
    hit = tuple(constraint for constraint in with_it if constraint.violations(changed) > constraint.n_before)
    if hit:
        return Broken(hit, "")
    if not with_it:
        return Broken((), "unconstrained")
    return Broken(
        (), "already_violated" if all(constraint.n_before for constraint in with_it) else "consistent"
    )
