"""All tables that fit the facts of a problem, as one formula: whether a quantity can have a value.

Worded apart from the closure: nothing of its frame, bounds or rules is used.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import permutations

import z3

from pipeline.deduction.problem import (
    Band,
    Extreme,
    Fact,
    Gap,
    LastPlace,
    LastRank,
    LevelCount,
    Maximum,
    MovedPlace,
    Order,
    Printed,
    PrintedTier,
    Problem,
    TierCount,
    UnitCount,
)
from schemas.values import NOT_RANKED
from tests.unit.deduction_tables import SCHEMES

Quantity = tuple[str | None, str | None, str]
Relation = Callable[[z3.ArithRef, z3.ArithRef], z3.BoolRef]
N_HIDDEN = 3


class Exact:
    """The formula of a problem with up to `N_HIDDEN` units that nothing names."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.names = [criterion.criterion for criterion in problem.criteria]
        self.hidden = () if problem.is_complete else tuple(f"hidden{n}" for n in range(N_HIDDEN))
        self.units = (*problem.units, *self.hidden)
        self.exists = {unit: z3.BoolVal(True) for unit in problem.units} | {
            unit: z3.Bool(unit) for unit in self.hidden
        }
        cells = [(unit, name) for unit in self.units for name in self.names]
        self.score = {cell: z3.Real(f"score {cell}") for cell in cells}
        self.merit = {cell: z3.Real(f"merit {cell}") for cell in cells}
        self.rank = {cell: z3.Int(f"rank {cell}") for cell in cells}
        self.tier = {cell: z3.Int(f"tier {cell}") for cell in cells}
        self.most = {name: z3.Real(f"max {name}") for name in self.names}
        self.own = {
            (fact.unit, fact.criterion): _number(fact.value)
            for fact in problem.facts
            if isinstance(fact, Maximum) and fact.unit is not None
        }
        self.size = z3.Int("size")
        self.bands = {
            name: sorted(
                (fact for fact in problem.facts if isinstance(fact, Band) and fact.criterion == name),
                key=lambda band: band.level,
            )
            for name in self.names
        }
        self.solver = z3.SolverFor("QF_LIRA")
        self.solver.add(*self._structure())
        for criterion in problem.criteria:
            if criterion.ranked_by is not None:
                self.solver.add(*self._ranking(criterion.criterion, criterion.scheme, criterion.ranked_by))
        for fact in problem.facts:
            self.solver.add(*self._holds(fact))

    def holds(self, quantity: Quantity, relation: Relation, value: z3.RatNumRef) -> z3.BoolRef:
        """Return when a quantity has a relation to a value; a percent has it where the score has it to that share."""
        unit, criterion, word = quantity
        if word != "pct_of_max" or criterion is None:
            return relation(self.term(quantity), value)
        name = unit or self.hidden[0]
        return relation(100 * self.score[name, criterion], value * self.most_of(name, criterion))

    def most_of(self, unit: str, name: str) -> z3.ArithRef:
        """Return the maximum that holds for a unit."""
        return self.own.get((unit, name), self.most[name])

    def value(self, model: z3.ModelRef, quantity: Quantity) -> z3.RatNumRef:
        """Return what a quantity is in one table."""
        unit, criterion, word = quantity
        if word != "pct_of_max" or criterion is None:
            return model.eval(self.term(quantity), model_completion=True)
        name = unit or self.hidden[0]
        share = 100 * self.score[name, criterion] / self.most_of(name, criterion)
        return z3.simplify(model.eval(share, model_completion=True))

    def term(self, quantity: Quantity) -> z3.ArithRef:
        """Return the variable of a quantity; of the unit None it is that of any unit without a name."""
        unit, criterion, word = quantity
        if word == "n_units":
            return self.size
        assert criterion is not None
        if word == "max_score":
            return self.most[criterion]
        table = {"score": self.score, "rank": self.rank, "tier": self.tier}[word]
        return table[unit or self.hidden[0], criterion]

    def condition(self, quantity: Quantity) -> z3.BoolRef:
        """Return when the quantity is there: the unnamed unit may be none."""
        unit, criterion, _ = quantity
        return self.exists[self.hidden[0]] if unit is None and criterion is not None else z3.BoolVal(True)

    def _structure(self) -> Iterator[z3.BoolRef]:
        yield self.size == z3.Sum([z3.If(self.exists[unit], 1, 0) for unit in self.units])
        for one, other in zip(self.hidden, self.hidden[1:], strict=False):
            yield z3.Implies(self.exists[other], self.exists[one])
        for (unit, name), score in self.score.items():
            yield z3.And(score >= 0, score <= self.most_of(unit, name))
        for name in self.names:
            yield self.most[name] > 0
            for unit in self.units:
                yield from self._tier_of(unit, name)
        for found in self.problem.sums:
            yield self.most[found.total] == z3.Sum([self.most[part] for part in found.parts])
            for unit in self.units:
                parts = [self.score[unit, part] for part in found.parts]
                yield self.score[unit, found.total] == z3.Sum(parts)

    def _tier_of(self, unit: str, name: str) -> Iterator[z3.BoolRef]:
        """The best tier whose foot the score reaches; below all of them one more."""
        score, tier = self.score[unit, name], self.tier[unit, name]
        value = z3.IntVal(len(self.bands[name]))
        for place, band in reversed(list(enumerate(self.bands[name]))):
            reached = z3.BoolVal(True)
            if band.low is not None:
                low = _number(band.low)
                whole = self.most_of(unit, name)
                left, right = (score, low) if band.unit == "points" else (100 * score, low * whole)
                reached = left >= right if band.low_inclusive else left > right
            value = z3.If(reached, place, value)
        yield tier == value

    def _merits(self, name: str) -> Iterator[z3.BoolRef]:
        """Percents that are ranked by may be rounded in any way: what is not less is not ranked as less."""
        told = [fact.value for fact in self._others(name) if isinstance(fact, Maximum) and fact.unit is None]
        common = _number(told[0]) if told else z3.RealVal(1)
        for one, other in permutations(self.units, 2):
            # maxima of units are told with that of all others
            left = self.score[one, name] * self.own.get((other, name), common)
            right = self.score[other, name] * self.own.get((one, name), common)
            yield z3.Implies(left >= right, self.merit[one, name] >= self.merit[other, name])

    def _ranking(self, name: str, scheme: str | None, ranked_by: str | None) -> Iterator[z3.BoolRef]:
        by = self.score
        if ranked_by == "percent":
            by = self.merit
            yield from self._merits(name)
        column = [(self.exists[unit], by[unit, name], self.rank[unit, name]) for unit in self.units]
        choice = z3.Int(f"scheme {name}")
        yield z3.And(choice >= 0, choice < len(SCHEMES))
        if scheme is not None:
            yield choice == SCHEMES.index(scheme)
        is_first = [
            z3.And(there, *(z3.Not(z3.And(column[k][0], column[k][1] == score)) for k in range(n)))
            for n, (there, score, _) in enumerate(column)
        ]
        for _, own, rank in column:
            above = z3.Sum([z3.If(z3.And(there, score > own), 1, 0) for there, score, _ in column])
            level = z3.Sum([z3.If(z3.And(there, score >= own), 1, 0) for there, score, _ in column])
            steps = z3.Sum(
                [
                    z3.If(z3.And(first, score > own), 1, 0)
                    for first, (_, score, _) in zip(is_first, column, strict=True)
                ]
            )
            yield z3.Implies(choice == SCHEMES.index("competition"), rank == 1 + above)
            yield z3.Implies(choice == SCHEMES.index("dense"), rank == 1 + steps)
            yield z3.Implies(choice == SCHEMES.index("modified"), rank == level)

    def _holds(self, fact: Fact) -> Iterator[z3.BoolRef]:
        match fact:
            case Printed(quantity="rank"):
                yield from self._holders(fact.criterion, fact, int(fact.value))
            case MovedPlace():
                yield self.rank[fact.unit, fact.criterion] == fact.place
            case Order():
                ahead, behind = self.rank[fact.ahead, fact.criterion], self.rank[fact.behind, fact.criterion]
                yield ahead < behind
                for unit in self.units if fact.is_next else ():
                    rank = self.rank[unit, fact.criterion]
                    yield z3.Implies(self.exists[unit], z3.Or(rank <= ahead, rank >= behind))
            case Printed(quantity="score"):
                yield self.score[fact.unit, fact.criterion] == _number(fact.value)
            case Printed():
                # rounded or cut off at its decimals
                last = Decimal(1).scaleb(-fact.decimals)
                score, most = (
                    self.score[fact.unit, fact.criterion],
                    self.most_of(fact.unit, fact.criterion),
                )
                yield 100 * score >= _number(fact.value - last / 2) * most
                yield 100 * score <= _number(fact.value + last) * most
            case PrintedTier():
                yield self.tier[fact.unit, fact.criterion] == self._place(fact.criterion, fact.tier)
            case LastPlace():
                called = {
                    other.unit for other in self._others(fact.criterion) if isinstance(other, LastPlace)
                }
                own = self.rank[fact.unit, fact.criterion]
                for unit in self.units:
                    rank = self.rank[unit, fact.criterion]
                    behind = rank <= own if unit in called else rank < own
                    yield z3.Implies(self.exists[unit], behind)
            case Maximum():
                if fact.unit is None:
                    yield self.most[fact.criterion] == _number(fact.value)
            case UnitCount():
                yield self.size == int(fact.value)
            case _:
                yield from self._column_holds(fact)

    def _column_holds(self, fact: Fact) -> Iterator[z3.BoolRef]:
        match fact:
            case Extreme():
                yield from self._extreme(fact)
            case Gap():
                top, bottom = z3.Real(f"top {fact.ids}"), z3.Real(f"bottom {fact.ids}")
                yield from self._end(fact.criterion, top, highest=True)
                yield from self._end(fact.criterion, bottom, highest=False)
                yield top - bottom == _number(fact.value)
            case TierCount():
                place = self._place(fact.criterion, fact.tier)
                yield self._count([self.tier[unit, fact.criterion] == place for unit in self.units]) == int(
                    fact.value
                )
            case LevelCount():
                level = _number(fact.level)
                yield from (self.score[unit, fact.criterion] == level for unit in fact.units)
                yield self._count([self.score[unit, fact.criterion] == level for unit in self.units]) == int(
                    fact.value
                )
            case LastRank():
                ranks = [self.rank[unit, fact.criterion] for unit in self.units]
                there = [self.exists[unit] for unit in self.units]
                for is_there, rank in zip(there, ranks, strict=True):
                    yield z3.Implies(is_there, rank <= int(fact.value))
                yield z3.Or(
                    [
                        z3.And(is_there, rank == int(fact.value))
                        for is_there, rank in zip(there, ranks, strict=True)
                    ]
                )

    def _holders(self, name: str, fact: Printed, place: int) -> Iterator[z3.BoolRef]:
        """The unit is at the place, and nobody else but those that are printed there."""
        sharing = {
            other.unit
            for other in self._others(name)
            if isinstance(other, Printed) and other.quantity == "rank" and other.value == fact.value
        }
        for unit in self.units:
            if unit == fact.unit:
                yield self.rank[unit, name] == place
            elif unit not in sharing:
                yield z3.Implies(self.exists[unit], self.rank[unit, name] != place)

    def _extreme(self, fact: Extreme) -> Iterator[z3.BoolRef]:
        end = z3.Real(f"end {fact.ids}")
        yield from self._end(fact.criterion, end, highest=fact.highest)
        if fact.value is not None:
            yield end == _number(fact.value)
        yield from (self.score[unit, fact.criterion] == end for unit in fact.units)

    def _end(self, name: str, end: z3.ArithRef, *, highest: bool) -> Iterator[z3.BoolRef]:
        scores = [(self.exists[unit], self.score[unit, name]) for unit in self.units]
        for there, score in scores:
            yield z3.Implies(there, score <= end if highest else score >= end)
        yield z3.Or([z3.And(there, score == end) for there, score in scores])

    def _count(self, conditions: Sequence[z3.BoolRef]) -> z3.ArithRef:
        return z3.Sum(
            [
                z3.If(z3.And(self.exists[unit], condition), 1, 0)
                for unit, condition in zip(self.units, conditions, strict=True)
            ]
        )

    def _place(self, name: str, tier: str) -> int:
        names = [band.tier for band in self.bands[name]]
        return len(names) if tier == NOT_RANKED else names.index(tier)

    def _others(self, name: str) -> Iterator[Fact]:
        return (fact for fact in self.problem.facts if getattr(fact, "criterion", None) == name)


def _number(value: Decimal) -> z3.RatNumRef:
    return z3.RealVal(str(value))
