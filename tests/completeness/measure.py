"""How much of what follows the closure finds: its ends against the exact ones, over tables drawn from seeds."""

import operator
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

import z3

from pipeline.deduction.bounds import TICKS
from pipeline.deduction.closure import compute_closure
from pipeline.deduction.frame import frame_of
from pipeline.deduction.model import Model
from pipeline.deduction.problem import Band, Maximum, Printed, PrintedTier, Problem, UnitCount
from pipeline.deduction.propagation import propagate
from pipeline.deduction.result import Closure, Deduction
from tests.completeness.drawn import draw
from tests.completeness.exact import Exact, Quantity

# An end that itself is out of reach ("less than 3") is tight where values as near as this are within.
NEAR = Fraction(1, 10**4)
FAR = 10**6
SIXTH = Fraction(1, 10**6)
Ends = tuple[Fraction | None, Fraction | None]


@dataclass
class Figures:
    """Counts by quantity: ends, tight ones, ends that say more than the maxima and the number of units do."""

    tables: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    tight: Counter[str] = field(default_factory=Counter)
    telling: Counter[str] = field(default_factory=Counter)
    telling_tight: Counter[str] = field(default_factory=Counter)
    forced: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)

    @property
    def share_tight(self) -> float:
        """Tight ends of all."""
        return share(self.tight, self.ends)

    @property
    def share_found(self) -> float:
        """Forced cells found of all."""
        return share(self.found, self.forced)

    def __str__(self) -> str:
        rows: list[tuple[str, ...]] = [("", "ends", "tight", "telling", "tight", "forced", "found")]
        for word in (*sorted(self.ends), "all"):
            of = [
                sum(counter.values()) if word == "all" else counter[word]
                for counter in (
                    self.ends,
                    self.tight,
                    self.telling,
                    self.telling_tight,
                    self.forced,
                    self.found,
                )
            ]
            pairs = zip(of[::2], of[1::2], strict=True)
            rows.append((word, *(text for all_, some in pairs for text in (str(all_), percent(some, all_)))))
        lines = ["".join(f"{cell:>10}" for cell in row) for row in rows]
        return "\n".join([f"{self.tables} tables, {len(self.wrong)} violations of soundness", *lines])


def share(some: Counter[str], of: Counter[str]) -> float:
    return some.total() / max(1, of.total())


def percent(some: int, of: int) -> str:
    return f"{100 * some / of:.1f} %" if of else "-"


def measure(seeds: Iterable[int]) -> Figures:
    """Return the figures over the tables of the seeds."""
    figures = Figures()
    for seed in seeds:
        _Table(seed, figures).measure()
        figures.tables += 1
    return figures


class _Table:
    def __init__(self, seed: int, figures: Figures) -> None:
        self.seed, self.figures = seed, figures
        self.problem = draw(seed)
        self.exact = Exact(self.problem)
        self.pool: list[z3.ModelRef] = []

    def measure(self) -> None:
        if not self._sat(z3.BoolVal(True)):
            raise AssertionError(f"table {self.seed}: its facts fit no table")
        closure = compute_closure(self.problem)
        if closure.conflicts:
            self.figures.wrong.append(f"{self.seed}: {closure.conflicts}")
            return
        found, natural = _found(self.problem, closure), _natural(self.problem)
        quantities = [item for item in natural if self._sat(self.exact.condition(item))]
        for item in quantities:
            self._soundness(item, found.get(item, natural[item]))
        for item in quantities:
            self._tightness(item, found.get(item, natural[item]), natural[item])

    def _soundness(self, item: Quantity, ends: Ends) -> None:
        condition = self.exact.condition(item)
        # a single percent is rounded at six decimals
        slack = SIXTH if item[2] == "pct_of_max" and ends[0] == ends[1] else Fraction(0)
        for side, end in enumerate(ends):
            if end is None:
                continue
            limit = _real(end + slack if side else end - slack)
            outside = self.exact.holds(item, operator.gt if side else operator.lt, limit)
            if self._sat(z3.And(condition, outside)):
                self.figures.wrong.append(f"{self.seed}: {item} {ends} {self.pool[-1]}")

    def _tightness(self, item: Quantity, ends: Ends, natural: Ends) -> None:
        condition, word = self.exact.condition(item), item[2]
        for side, end in enumerate(ends):
            if side == 1 and end is None and word in ("rank", "n_units"):
                # with so few units at hand nothing is without end
                is_open = self._sat(self.exact.size == len(self.exact.units))
                self._count(item, side, end, is_open, is_open)
                continue
            reach = end if end is not None else Fraction(FAR if side else -FAR)
            limit = _real(reach - NEAR if side else reach + NEAR)
            near = self.exact.holds(item, operator.ge if side else operator.le, limit)
            is_tight = self._sat(z3.And(condition, near))
            self._count(item, side, end, is_tight, end == natural[side])
        if ends[0] is not None and ends[0] == ends[1]:
            self.figures.forced[word] += 1
            self.figures.found[word] += 1
        else:
            value = self.pool_value(item)
            if not self._sat(z3.And(condition, self.exact.holds(item, operator.ne, value))):
                self.figures.forced[word] += 1
                self.figures.loose.append(f"{self.seed}: {item} forced {value}")

    def _count(
        self, item: Quantity, side: int, end: Fraction | None, is_tight: bool, is_natural: bool
    ) -> None:
        figures, word = self.figures, item[2]
        figures.ends[word] += 1
        figures.tight[word] += is_tight
        if not (is_tight and is_natural):
            figures.telling[word] += 1
            figures.telling_tight[word] += is_tight
        if not is_tight:
            figures.loose.append(f"{self.seed}: {item} {'high' if side else 'low'} {end}")

    def pool_value(self, item: Quantity) -> z3.RatNumRef:
        condition = self.exact.condition(item)
        model = next(model for model in self.pool if z3.is_true(model.eval(condition, model_completion=True)))
        return self.exact.value(model, item)

    def _sat(self, condition: z3.BoolRef) -> bool:
        """Return whether a table fits; those found before are asked first."""
        for model in reversed(self.pool):
            if z3.is_true(model.eval(condition, model_completion=True)):
                return True
        result: object = self.exact.solver.check(condition)
        if result == z3.unknown:
            raise AssertionError(f"table {self.seed}: no answer")
        if result == z3.sat:
            self.pool.append(self.exact.solver.model())
        return bool(result == z3.sat)


def _real(value: Fraction) -> z3.RatNumRef:
    return z3.Q(value.numerator, value.denominator)


def _found(problem: Problem, closure: Closure) -> dict[Quantity, Ends]:
    """Return what the rows say that hold whatever the scheme, tiers counted from the best, 0."""
    found: dict[Quantity, Ends] = {}
    first = {fact.criterion: 1 for fact in problem.facts if isinstance(fact, Band)}
    for row in closure.deductions:
        if row.holds_if is not None:
            continue
        shift = first.get(row.criterion or "", 0) if row.quantity == "tier" else 0
        found[row.unit, row.criterion, row.quantity] = _shifted(row, shift)
    told = [Fraction(fact.value) for fact in problem.facts if isinstance(fact, UnitCount)]
    if problem.is_complete:
        told = [Fraction(len(problem.units))]
    size = told[0] if told else found.get((None, None, "n_units"), (None, None))[1]
    units = (*problem.units, None)
    # a place among all is no row
    return {
        (unit, name.criterion, "rank"): (Fraction(1), size) for unit in units for name in problem.criteria
    } | found


def _shifted(row: Deduction, shift: int) -> Ends:
    return (
        None if row.low is None else Fraction(row.low) - shift,
        None if row.high is None else Fraction(row.high) - shift,
    )


def _natural(problem: Problem) -> dict[Quantity, Ends]:
    """Return what the maxima and the number of units alone say of everything that is not printed."""
    frame = frame_of(problem)
    told = [index for index, fact in enumerate(problem.facts) if isinstance(fact, Maximum | UnitCount)]
    model = propagate(frame, told, all_units=True)
    printed = {
        (fact.unit, fact.criterion, "tier" if isinstance(fact, PrintedTier) else fact.quantity)
        for fact in problem.facts
        if isinstance(fact, Printed | PrintedTier)
    }
    found: dict[Quantity, Ends] = {(None, None, "n_units"): _plain(model, model.size, 1)}
    for number, criterion in enumerate(problem.criteria):
        name = criterion.criterion
        for unit in range(model.rest + (not problem.is_complete)):
            unit_name = problem.units[unit] if unit < model.rest else None
            found[unit_name, name, "score"] = _plain(model, model.score(number, unit), TICKS)
            if unit_name is not None:
                found[unit_name, name, "pct_of_max"] = (Fraction(0), Fraction(100))
            if criterion.ranked_by is not None:
                found[unit_name, name, "rank"] = _plain(model, model.rank(number, unit), 1)
            if number in frame.tiers:
                found[unit_name, name, "tier"] = _plain(model, model.tier(number, unit), 1)
    # a percent of a printed score under a printed maximum is no row
    whole = {
        (unit, fact.criterion, "pct_of_max")
        for fact in problem.facts
        if isinstance(fact, Maximum)
        for unit in problem.units
        if (unit, fact.criterion, "score") in printed and fact.unit in (None, unit)
    }
    return {item: ends for item, ends in found.items() if item not in printed | whole}


def _plain(model: Model, variable: int, unit: int) -> Ends:
    low, high = model.bounds.low(variable), model.bounds.high(variable)
    return None if low is None else Fraction(low, unit), None if high is None else Fraction(high, unit)
