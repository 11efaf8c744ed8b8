"""What the printed numbers of a province have to do with each other, by brute force (METHOD 2 to 6).

A plant can be revealed if it makes a relation that holds miss, or miss more often. The relations are written
from the method and share no arithmetic with `pipeline.audit`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.selftest.constraints_claims import claim_misses
from pipeline.selftest.constraints_counts import count_misses
from pipeline.selftest.constraints_lists import Misses, Values, list_misses
from pipeline.selftest.facts import Facts, Key, Printed

# A relation is meant to hold if no more than one row in so many misses it as printed.
_ROWS_PER_MISS = 5


@dataclass(frozen=True, slots=True)
class Relation:
    """Printed figures of which ``misses`` says how many do not fit; ``kind`` names what ties them."""

    kind: str
    places: frozenset[Key]
    misses: Misses
    n_before: int


def relations(facts: Facts) -> list[Relation]:
    """Return the relations of a province that hold, or miss in so few rows that they are meant to hold."""
    return list(_kept(facts))


def _kept(facts: Facts) -> Iterator[Relation]:
    for kind, places, n_rows, misses in (*list_misses(facts), *claim_misses(facts), *count_misses(facts)):
        n_before = misses(facts.values)
        if n_before <= max(1, n_rows // _ROWS_PER_MISS):
            yield Relation(kind, frozenset(places), misses, n_before)


@dataclass(frozen=True, slots=True)
class Broken:
    """The relations that a change makes miss more, and why there may be none."""

    relations: tuple[Relation, ...]
    reason: str


def broken_by(values: Values, found: Sequence[Relation], key: Key, printed: Printed) -> Broken:
    """Return what the change of the figure at ``key`` breaks.

    ``values`` are those printed; ``reason`` where nothing is broken: ``alone`` (no relation holds it),
    ``already`` (only relations that miss as printed), ``fits`` (the changed figure fits too, or rounding
    hides the change).
    """
    with_it = [relation for relation in found if key in relation.places]
    changed = {**values, key: printed}
    hit = tuple(relation for relation in with_it if relation.misses(changed) > relation.n_before)
    if hit:
        return Broken(hit, "")
    if not with_it:
        return Broken((), "alone")
    return Broken((), "already" if all(relation.n_before for relation in with_it) else "fits")
