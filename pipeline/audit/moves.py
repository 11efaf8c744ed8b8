"""Places that told moves carry between lists: third now, two ranks up, is fifth in the list of the year before."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import duckdb

from pipeline.audit.arithmetic.printed import Figure
from pipeline.audit.evidence import CONTRADICTED, Claim, Evidence, RankedList
from pipeline.deduction.problem import MovedPlace, Printed, Problem
from pipeline.deduction.result import Closure, Deduction
from schemas.values import FALL, RISE, UNCHANGED


@dataclass(frozen=True, slots=True)
class Move:
    """A unit is so many places further down (`fell`, negative where it rose) in the list `now` than in `then`."""

    unit: str
    then: str
    now: str
    fell: int
    claim_ids: tuple[str, ...]

    @property
    def ways(self) -> tuple[tuple[str, str, int], ...]:
        """From which list to which, and by how many places."""
        return (self.now, self.then, -self.fell), (self.then, self.now, self.fell)


def told_moves(con: duckdb.DuckDBPyConnection, evidence: Evidence) -> list[Move]:
    """Return the moves of single units by a told number, of which nothing told of the same move says otherwise."""
    judged = {
        claim_id: (verdict, compared)
        for claim_id, verdict, compared in con.execute(
            "SELECT claim_id, verdict, compared_assessment_id FROM audited.verdicts"
        ).fetchall()
    }
    left_out = set(
        con.execute(
            "SELECT assessment_id, agency_id FROM core.assessed_units "
            "WHERE status = 'excluded' OR reason IS NOT NULL"
        ).fetchall()
    )
    told: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in evidence.claims:
        _, then = judged[claim.claim_id]
        if claim.claim_type == "rank_change" and claim.is_of_total and claim.assessment_id and then:
            for unit in claim.agencies:
                told[unit, then, claim.assessment_id].append(claim)
    found = []
    for (unit, then, now), claims in sorted(told.items(), key=lambda item: item[0]):
        fell = _agreed(claims)
        is_believed = all(judged[claim.claim_id][0] != CONTRADICTED for claim in claims)
        if fell is not None and is_believed and left_out.isdisjoint({(then, unit), (now, unit)}):
            found.append(Move(unit, then, now, fell, tuple(sorted(claim.claim_id for claim in claims))))
    return found


def _agreed(claims: Sequence[Claim]) -> int | None:
    """Return how far a unit fell by all that is told of one move; None where that differs or no number is told."""
    ways = {claim.direction for claim in claims}
    sizes = {claim.printed_value for claim in claims if claim.printed_value is not None}
    if len(ways) != 1 or any(len(claim.agencies) != 1 for claim in claims):
        return None
    if ways == {UNCHANGED} and not sizes:
        return 0
    size = sizes.pop() if len(sizes) == 1 else Decimal(0)
    if size <= 0 or size % 1:
        return None
    return {RISE: -int(size), FALL: int(size)}.get(ways.pop() or "")


# What follows from the printed facts of a list.
Close = Callable[[Problem], Closure]


class LinkedLists:
    """The closures of all lists, and the places that moves carry from one to another.

    A place that does not fit the list it is carried to is left out, so that no document changes what is believed of
    another. Of a unit that the list does not name its place alone is told: the list stays as it is.
    """

    def __init__(
        self, problems: Mapping[str, Problem], lists: Mapping[str, RankedList], close: Close
    ) -> None:
        """Close every list by itself."""
        self._close = close
        self._lists = lists
        self._problems = dict(problems)
        self._closures = {name: close(problem) for name, problem in sorted(problems.items())}
        self._unnamed: dict[str, tuple[MovedPlace, ...]] = {}
        self._rows: dict[str, tuple[Deduction, ...]] = {}

    def deductions(self, name: str) -> tuple[Deduction, ...]:
        """Return all that follows for a list."""
        return (*self._closures[name].deductions, *self._rows.get(name, ()))

    def closures(self) -> Iterator[tuple[str, Closure]]:
        """Yield the closure of each list with its id."""
        for name, closure in self._closures.items():
            yield name, replace(closure, deductions=self.deductions(name))

    def carry(self, moves: Sequence[Move]) -> None:
        """Carry places along moves until no list gains one."""
        tried: set[tuple[Move, str]] = set()
        while True:
            gained: defaultdict[str, list[MovedPlace]] = defaultdict(list)
            for move in moves:
                for source, target, by in move.ways:
                    place = self._known(source, move.unit)
                    if place is not None and (move, target) not in tried and self._is_open(target, move.unit):
                        tried.add((move, target))
                        number, ids = place
                        proof = tuple(dict.fromkeys((*move.claim_ids, *ids)))
                        gained[target].append(MovedPlace(move.unit, _total(target), number + by, proof))
            if not gained:
                return
            for target, told in sorted(gained.items()):
                self._add(target, told)

    def _known(self, name: str, unit: str) -> tuple[int, tuple[str, ...]] | None:
        """Return the place of a unit in a list, with its proof; None where it is not certain."""
        doubtful = {one for conflict in self._closures[name].conflicts for one in conflict.statement_ids}
        for fact in _places(self._problems[name]):
            if fact.unit == unit:
                told = {fact.value, *_told_again(self._lists[name], unit)}
                is_certain = len(told) == 1 and doubtful.isdisjoint(fact.ids)
                return (int(fact.value), fact.ids) if is_certain else None
        for row in self.deductions(name):
            is_certain = row.status == "deduced" and row.holds_if is None and row.rounding_slack == 0
            if is_certain and (row.unit, row.criterion, row.quantity) == (unit, _total(name), "rank"):
                return int(row.low or 0), row.statement_ids
        return None

    def _is_open(self, name: str, unit: str) -> bool:
        """Return whether the place of a unit in a list is still to be told, and the list has room for it."""
        problem = self._problems[name]
        is_ranked = any(
            criterion.criterion == _total(name) and criterion.ranked_by is not None
            for criterion in problem.criteria
        )
        is_printed = any(fact.unit == unit for fact in _places(problem))
        has_room = unit in problem.units or not problem.is_complete
        return is_ranked and has_room and not is_printed and self._known(name, unit) is None

    def _add(self, name: str, told: Sequence[MovedPlace]) -> None:
        """Add the places to a list that fit it; one that is told of two units is more likely misread than shared."""
        problem = self._problems[name]
        held = [int(fact.value) for fact in _places(problem)]
        held += [fact.place for fact in problem.facts if isinstance(fact, MovedPlace)]
        held += [fact.place for fact in (*self._unnamed.get(name, ()), *told)]
        alone = [fact for fact in told if fact.place >= 1 and held.count(fact.place) == 1]
        named = [fact for fact in alone if fact.unit in problem.units]
        kept, closure = _fitting(problem, self._closures[name], named, self._close)
        problem = replace(problem, facts=(*problem.facts, *kept))
        self._problems[name], self._closures[name] = problem, closure
        others = [*self._unnamed.get(name, ()), *(fact for fact in alone if fact not in named)]
        kept, closure = _fitting(problem, closure, others, self._close)
        units = {fact.unit for fact in kept}
        self._unnamed[name] = kept
        self._rows[name] = tuple(
            row
            for row in closure.deductions
            if row.unit in units
            and (row.criterion, row.quantity, row.holds_if) == (_total(name), "rank", None)
        )


def _fitting(
    problem: Problem, own: Closure, told: Sequence[MovedPlace], close: Close
) -> tuple[tuple[MovedPlace, ...], Closure]:
    """Return the places with which a list contradicts itself no more than by itself, and its closure with them."""
    n_own, clashes = len(problem.facts), {conflict.statement_ids for conflict in own.conflicts}
    while told:
        units = tuple(sorted({*problem.units, *(fact.unit for fact in told)}))
        closure = close(replace(problem, units=units, facts=(*problem.facts, *told)))
        found = {conflict.statement_ids for conflict in closure.conflicts}
        if found == clashes and closure.rounded == own.rounded:
            return tuple(told), closure
        doubtful = {one for ids in found - clashes for one in ids}
        fitting = [
            fact
            for index, fact in enumerate(told, start=n_own)
            if doubtful.isdisjoint(fact.ids) and index not in closure.rounded
        ]
        told = fitting if len(fitting) < len(told) else ()
    return (), own


def _total(name: str) -> str:
    return f"{name}/total"


def _places(problem: Problem) -> Iterator[Printed]:
    """Yield the places that are printed of units, those of criteria left out."""
    for fact in problem.facts:
        if isinstance(fact, Printed) and fact.quantity == "rank" and fact.criterion.endswith("/total"):
            yield fact


def _told_again(about: RankedList, unit: str) -> Iterator[Decimal]:
    """Yield the places of a unit that are printed elsewhere, too."""
    for reprint in about.total.reprints if about.total else ():
        if (reprint.agency_id, reprint.measure) == (unit, "rank") and isinstance(reprint.again, Figure):
            yield reprint.again.value
