"""What the printed numbers of a province have to do with each other, by brute force (METHOD 2 to 6).

A fault can be revealed if it makes a constraint that holds miss, or miss more often. The constraints are written
from the method and share no arithmetic with `pipeline.audit`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.selftest.constraints_claims import claim_constraints
from pipeline.selftest.constraints_counts import count_constraints
from pipeline.selftest.constraints_lists import ConstraintSpec, Values, Violations, list_constraints
from pipeline.selftest.constraints_years import year_constraints
from pipeline.selftest.facts import Facts, Key

# A constraint is meant to hold if no more than one row in so many misses it as printed.
_ROWS_PER_MISS = 5
_COUNT = "count"


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


def _specs(facts: Facts) -> Iterator[ConstraintSpec]:
    yield from list_constraints(facts)
    yield from claim_constraints(facts)
    yield from count_constraints(facts)
    yield from year_constraints(facts)


def _kept(facts: Facts) -> Iterator[Constraint]:
    for kind, keys, n_rows, violations in _specs(facts):
        n_before = violations(facts.values)
        if n_before <= max(1, n_rows // _ROWS_PER_MISS):
            yield Constraint(kind, frozenset(keys), violations, n_before)


@dataclass(frozen=True, slots=True)
class Broken:
    """The constraints that a change makes miss more, and why there may be none."""

    constraints: tuple[Constraint, ...]
    reason: str


def broken_by(values: Values, found: Sequence[Constraint], changed: Values) -> Broken:
    """Return what other figures at the keys of ``changed`` break.

    ``values`` are those printed; ``reason`` where nothing is broken: ``unconstrained`` (no constraint holds
    them), ``already_violated`` (only constraints that miss as printed), ``consistent`` (what is changed fits too, or
    rounding hides the change).
    """
    with_it = [constraint for constraint in found if not constraint.keys.isdisjoint(changed)]
    instead = {**values, **changed}
    hit = tuple(constraint for constraint in with_it if constraint.violations(instead) > constraint.n_before)
    if hit:
        return Broken(hit, "")
    return Broken((), _reason(with_it))


def _reason(with_it: Sequence[Constraint]) -> str:
    if not with_it:
        return "unconstrained"
    return "already_violated" if all(constraint.n_before for constraint in with_it) else "consistent"


def broken_by_rows(
    before: Facts, found: Sequence[Constraint], after: Facts, gone: frozenset[Key], touched: frozenset[Key]
) -> Broken:
    """Return what breaks where rows are of other units, under other headings or ``gone``: ``after`` for ``before``.

    A relation is the same if it ties the same figures, those that are gone aside. One that did not hold before
    reveals nothing; one that no figures had before has to hold. A number told of a list is one that no longer counts
    it where the rows that it counts are fewer.
    """
    held = {(one.kind, one.keys - gone): one for one in found}
    meant = {(kind, frozenset(keys) - gone) for kind, keys, _, _ in _specs(before)}
    hit, still = [], set()
    for kind, keys, _, violations in _specs(after):
        same = kind, frozenset(keys)
        still.add(same)
        if same in held or same not in meant:
            n_before = held[same].n_before if same in held else 0
            if violations(after.values) > n_before:
                hit.append(Constraint(kind, frozenset(keys), violations, n_before))
    hit += [one for same, one in held.items() if one.kind == _COUNT and same not in still and one.keys]
    if hit:
        return Broken(tuple(hit), "")
    return Broken((), _reason([one for one in found if not one.keys.isdisjoint(touched)]))


def printed_twice(keys: frozenset[Key]) -> Broken:
    """Return what a row breaks that stands in its list again: no list has a unit twice."""
    return Broken((Constraint("twice", keys, _always, 0),), "")


def _always(values: Values) -> int:
    return 1
