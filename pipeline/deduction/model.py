"""The variables of one assessment and the facts that are believed.

Every named unit has on every criterion a score, a rank and a tier. Those that no name is known of, and in
the check of a conflict those that it does not touch, are one more column: what holds of each of them.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import replace
from decimal import Decimal

from pipeline.deduction.beliefs import believe
from pipeline.deduction.bounds import HIGH, LOW, TICKS, Bounds, Step, rounded_range, ticks
from pipeline.deduction.frame import MAX_CELLS, Frame, told_of
from pipeline.deduction.problem import (
    Extreme,
    Gap,
    LevelCount,
    Order,
    ProblemCriterion,
    named_units,
)
from pipeline.deduction.supposition import NO_CASE, Case

# No id of a unit begins so.
UNNAMED = "?"
POINTS = ("highest", "lowest", "max_score", "pct_of_max")


class Model:
    """The bounds of a problem under a choice of its facts, before any rule has run.

    `is_rounded`: printed scores and gaps stand for all that is rounded half up to them. `is_proving`: long
    proofs are kept; without them only the ends count. `case`: what is supposed beside the facts.
    """

    def __init__(
        self,
        frame: Frame,
        active: Iterable[int],
        *,
        is_rounded: bool,
        all_units: bool,
        is_proving: bool,
        case: Case = NO_CASE,
    ) -> None:
        self.frame = frame
        self.is_rounded = is_rounded
        self.is_proving = is_proving
        self.active = frozenset(active)
        touched = {unit for index in self.active for unit in named_units(frame.facts[index])}
        named = tuple(unit for unit in frame.problem.units if all_units or unit in touched)
        self.n_named = len(named)
        self.units = (*named, *(f"{UNNAMED}{number}" for number in range(case.n_unnamed)))
        self.criteria: tuple[ProblemCriterion, ...] = tuple(
            replace(criterion, scheme=case.schemes[index]) if index in case.schemes else criterion
            for index, criterion in enumerate(frame.problem.criteria)
        )
        self.rest = len(self.units)
        self.told, self.placed = told_of(frame, self.active)
        self.is_quick = not all_units
        self.is_long = len(self.criteria) * (self.rest + 1) > MAX_CELLS
        self.unit_numbers = {unit: number for number, unit in enumerate(self.units)}
        self._width, self._block = self.rest + 1, (self.rest + 1) * len(self.criteria)
        self.bounds = Bounds(3 * self._block)
        known = len(frame.problem.units)
        self.size = self.bounds.add(known, known if frame.problem.is_complete else None)
        self.tops = [self.bounds.add() for _ in self.criteria]
        self.bottoms = [self.bounds.add() for _ in self.criteria]
        self.maxima = [self.bounds.add(0) for _ in self.criteria]
        self.tier_counts = {
            (criterion, tier): self.bounds.add(0)
            for criterion, tiers in frame.tiers.items()
            for tier in range(len(tiers))
        }
        self.labels = self._labelled()
        self._percents = {criterion: self._add_percents(criterion) for criterion in sorted(frame.by_percent)}
        self.unit_maxima: dict[tuple[int, int], int] = {}
        self.gaps: list[tuple[int, Gap]] = []
        self.extremes: list[tuple[int, Extreme]] = []
        self.level_counts: list[tuple[int, LevelCount, int]] = []
        self.last: dict[int, list[tuple[int, int]]] = {}
        self.orders: dict[int, list[tuple[int, Order]]] = {}
        self.last_ranks: dict[int, list[tuple[int, int]]] = {}
        self.taken: dict[int, dict[int, int]] = {}
        self._begin(case, all_units)

    def _labelled(self) -> dict[int, tuple[str, int | None, int | None]]:
        """Return what the variables are of that belong to no cell."""
        labels: dict[int, tuple[str, int | None, int | None]] = {self.size: ("n_units", None, None)}
        for word, variables in (("highest", self.tops), ("lowest", self.bottoms), ("max_score", self.maxima)):
            labels.update((variable, (word, index, None)) for index, variable in enumerate(variables))
        for (criterion, _), variable in self.tier_counts.items():
            labels[variable] = ("tier_count", criterion, None)
        return labels

    def _add_percents(self, criterion: int) -> int:
        """Add the percents of the maximum of a criterion, in the order of the units; return the first."""
        low = None if self.frame.has_negative else 0
        high = None if self.frame.has_more else 100 * TICKS
        added = [self.bounds.add(low, high) for _ in range(self._width)]
        self.labels.update((variable, ("pct_of_max", criterion, unit)) for unit, variable in enumerate(added))
        return added[0]

    def _begin(self, case: Case, all_units: bool) -> None:
        """Believe the facts, and what is supposed."""
        self._natural_ranges()
        for index in sorted(self.active):
            believe(self, index)
        if case.size is not None:
            self._know_size(case.size, case.is_open)
        self._wake(all_units)

    def _wake(self, all_units: bool) -> None:
        """At first all is new; of a few facts what they are about."""
        if all_units:
            self.bounds.changed.update(range(self._block))
            return
        told = {getattr(self.frame.facts[index], "criterion", None) for index in self.active}
        numbers = self.frame.numbers
        self.bounds.changed.update(self.maxima[numbers[name]] for name in told if name is not None)

    def score(self, criterion: int, unit: int) -> int:
        """Return the variable of a score."""
        return criterion * self._width + unit

    def rank(self, criterion: int, unit: int) -> int:
        """Return the variable of a rank."""
        return self._block + criterion * self._width + unit

    def tier(self, criterion: int, unit: int) -> int:
        """Return the variable of a tier: its number from the best, 0."""
        return 2 * self._block + criterion * self._width + unit

    def has_percents(self, criterion: int) -> bool:
        """Return whether percents of the maximum say something of a criterion."""
        return criterion in self._percents

    def percent(self, criterion: int, unit: int) -> int:
        """Return the variable of a percent of the maximum."""
        return self._percents[criterion] + unit

    def where(self, variable: int) -> tuple[str, int | None, int | None]:
        """Quantity, criterion and unit of a variable, None where it has none."""
        if variable < 3 * self._block:
            kind, cell = divmod(variable, self._block)
            criterion, unit = divmod(cell, self._width)
            return ("score", "rank", "tier")[kind], criterion, unit
        return self.labels[variable]

    def members(self) -> range:
        """Return the named units, and the column of the others if there are any for certain."""
        return range(self.rest + (self.n_rest(LOW) != 0))

    def columns(self) -> range:
        """Return the named units, and the column of the others if there may be any: what is said of each of them."""
        return range(self.rest + (self.n_rest(HIGH) != 0))

    def settle(self) -> None:
        """Turn what cannot be of any unnamed unit into that there is none."""
        rest = [variable for variable in self.bounds.clashes if self.where(variable)[2] == self.rest]
        for variable in rest:
            clash = self.bounds.clashes.pop(variable)
            parents = (clash.low, clash.high)
            self.bounds.tighten(HIGH, self.size, self.rest, "unit_count", (), parents)

    def is_score(self, variable: int) -> bool:
        """Return whether the values of a variable are points, and no whole numbers."""
        return variable < self._block or self.labels.get(variable, ("",))[0] in POINTS

    def probed(self) -> Iterator[int]:
        """Yield the variables that rows are made of."""
        yield self.size
        for criterion in range(len(self.criteria)):
            for unit in range(self.rest):
                if criterion in self.frame.tiers:
                    yield self.tier(criterion, unit)
                if self.criteria[criterion].ranked_by is not None:
                    yield self.rank(criterion, unit)
                yield self.score(criterion, unit)
        for criterion, first in self._percents.items():
            if criterion not in self.frame.unlike:
                # under one maximum the percents of known points move together: one stands for all
                known = [unit for unit in range(self.rest) if self._is_known(criterion, unit)]
                alike = set(known[1:])
                yield from (first + unit for unit in range(self.rest) if unit not in alike)

    def _is_known(self, criterion: int, unit: int) -> bool:
        """Return whether the points of a unit are one number, and more than none."""
        score = self.score(criterion, unit)
        low = self.bounds.low(score)
        return low is not None and 0 < low == self.bounds.high(score)

    def copy(self) -> "Model":
        """Return the same with bounds of its own."""
        made = copy(self)
        made.bounds = self.bounds.copy()
        return made

    def n_rest(self, side: int) -> int | None:
        """At least (LOW) or at most (HIGH) so many units have no column of their own; None: no limit."""
        size = self.bounds.ends[side][self.size]
        return None if size is None else size - self.rest

    def size_step(self, side: int) -> Step | None:
        """Return the step of the proof that tells how many units there are."""
        return self.bounds.steps[side][self.size]

    def anchor(self, unit: int) -> Step | None:
        """Return what a bound of a column rests on: that of the others, that there are any."""
        return self.size_step(LOW) if unit == self.rest else None

    def maximum_of(self, criterion: int, unit: int) -> int | None:
        """Return the variable of the maximum that holds for a unit; None where its own one is not believed."""
        if unit < self.rest and (criterion, self.units[unit]) in self.frame.unit_maxima:
            return self.unit_maxima.get((criterion, unit))
        return self.maxima[criterion]

    def whole_of(self, criterion: int, unit: int) -> int | None:
        """Return the variable of the maximum that percents of a unit are of; None where it is not told."""
        own = self.unit_maxima.get((criterion, unit))
        return self.maximum_of(criterion, unit) if own or criterion not in self.frame.unlike else None

    def printed_range(self, fact: int, value: Decimal, decimals: int) -> tuple[int, int]:
        """Return what a score or gap with so many printed decimals stands for."""
        if self.is_rounded or fact in self.frame.rounded:
            return rounded_range(value, decimals)
        return ticks(value), ticks(value)

    def _know_size(self, size: Step, is_open: bool) -> None:
        """Fix the number of units, or the least one; that there are the unnamed ones rests on it."""
        for side in (LOW, HIGH):
            if side == LOW or not is_open:
                self.bounds.ends[side][self.size] = size.value
                self.bounds.steps[side][self.size] = size
            for first in range(0, 3 * self._block, self._width):
                for variable in range(first + self.n_named, first + self.rest):
                    if self.bounds.ends[side][variable] is not None:
                        self.bounds.steps[side][variable] = size

    def _natural_ranges(self) -> None:
        low = self.bounds.ends[LOW]
        if not self.frame.has_negative:
            low[: self._block] = [0] * self._block
            for variable in (*self.tops, *self.bottoms):
                low[variable] = 0
        low[self._block : 2 * self._block] = [1] * self._block
        for criterion, tiers in self.frame.tiers.items():
            for unit in range(self._width):
                variable = self.tier(criterion, unit)
                low[variable] = 0
                self.bounds.ends[HIGH][variable] = len(tiers) - 1
