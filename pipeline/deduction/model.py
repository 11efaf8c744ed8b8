"""The variables of one assessment and the facts that are believed.

Every named unit has on every criterion a score, a rank and a tier. Those that no name is known of, and in
the check of a conflict those that it does not touch, are one more column: what holds of each of them.
"""

from collections.abc import Iterable
from decimal import Decimal

from pipeline.deduction.bounds import HIGH, LOW, Bounds, Step, rounded_range, ticks
from pipeline.deduction.frame import Frame
from pipeline.deduction.problem import (
    Band,
    Extreme,
    Gap,
    LastPlace,
    LastRank,
    LevelCount,
    Maximum,
    Printed,
    PrintedTier,
    ProblemCriterion,
    TierCount,
    UnitCount,
    named_units,
)


class Model:
    """The bounds of a problem under a choice of its facts, before any rule has run.

    `is_rounded`: printed scores and gaps stand for all that is rounded half up to them. `is_proving`: long
    proofs are kept; without them only the ends count.
    """

    def __init__(
        self, frame: Frame, active: Iterable[int], *, is_rounded: bool, all_units: bool, is_proving: bool
    ) -> None:
        self.frame = frame
        self.is_rounded = is_rounded
        self.is_proving = is_proving
        self.active = frozenset(active)
        facts = frame.facts
        touched = {unit for index in self.active for unit in named_units(facts[index])}
        self.units = tuple(unit for unit in frame.problem.units if all_units or unit in touched)
        self.criteria: tuple[ProblemCriterion, ...] = frame.problem.criteria
        self.rest = len(self.units)
        self.unit_numbers = {unit: number for number, unit in enumerate(self.units)}
        self._width = self.rest + 1
        self._block = self._width * len(self.criteria)
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
        self._labels: dict[int, tuple[str, int | None, int | None]] = {self.size: ("n_units", None, None)}
        for word, variables in (("highest", self.tops), ("lowest", self.bottoms), ("max_score", self.maxima)):
            self._labels.update((variable, (word, index, None)) for index, variable in enumerate(variables))
        for (criterion, _), variable in self.tier_counts.items():
            self._labels[variable] = ("tier_count", criterion, None)
        self.unit_maxima: dict[tuple[int, int], int] = {}
        self.percents: dict[int, list[tuple[int, Printed, int]]] = {}
        self.gaps: list[tuple[int, Gap]] = []
        self.extremes: list[tuple[int, Extreme]] = []
        self.level_counts: list[tuple[int, LevelCount, int]] = []
        self.last: dict[int, list[tuple[int, int]]] = {}
        self.taken: dict[int, dict[int, int]] = {}
        self._natural_ranges()
        for index in sorted(self.active):
            self._believe(index)
        # at first all is new
        self.bounds.changed.update(range(self._block))

    def score(self, criterion: int, unit: int) -> int:
        """Return the variable of a score."""
        return criterion * self._width + unit

    def rank(self, criterion: int, unit: int) -> int:
        """Return the variable of a rank."""
        return self._block + criterion * self._width + unit

    def tier(self, criterion: int, unit: int) -> int:
        """Return the variable of a tier: its number from the best, 0."""
        return 2 * self._block + criterion * self._width + unit

    def where(self, variable: int) -> tuple[str, int | None, int | None]:
        """Quantity, criterion and unit of a variable, None where it has none."""
        if variable < 3 * self._block:
            kind, cell = divmod(variable, self._block)
            criterion, unit = divmod(cell, self._width)
            return ("score", "rank", "tier")[kind], criterion, unit
        return self._labels[variable]

    def members(self) -> range:
        """Return the named units, and the column of the others if there are any for certain."""
        return range(self.rest + (self.n_rest(LOW) != 0))

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

    def printed_range(self, fact: int, value: Decimal, decimals: int) -> tuple[int, int]:
        """Return what a score or gap with so many printed decimals stands for."""
        if self.is_rounded or fact in self.frame.rounded:
            return rounded_range(value, decimals)
        return ticks(value), ticks(value)

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

    def _believe(self, index: int) -> None:
        fact = self.frame.facts[index]
        if isinstance(fact, UnitCount):
            self.bounds.fix(self.size, int(fact.value), int(fact.value), "unit_count", (index,))
            return
        criterion = self.frame.numbers[fact.criterion]
        match fact:
            case Printed():
                self._believe_cell(index, fact, criterion)
            case PrintedTier():
                tier = self._tier_number(criterion, fact.tier)
                variable = self.tier(criterion, self.unit_numbers[fact.unit])
                self.bounds.fix(variable, tier, tier, "printed", (index,))
            case LastPlace():
                self.last.setdefault(criterion, []).append((self.unit_numbers[fact.unit], index))
            case Maximum():
                self._believe_maximum(index, fact, criterion)
            case Extreme():
                self.extremes.append((index, fact))
            case Gap():
                self.gaps.append((index, fact))
            case TierCount():
                variable = self.tier_counts[criterion, self._tier_number(criterion, fact.tier)]
                self.bounds.fix(variable, int(fact.value), int(fact.value), "tier_count", (index,))
            case LevelCount():
                variable = self.bounds.add(0)
                self._labels[variable] = ("level_count", criterion, None)
                self.bounds.fix(variable, int(fact.value), int(fact.value), "level_count", (index,))
                self.level_counts.append((index, fact, variable))
            case Band() | LastRank():
                pass  # the edges of the frame name the bands; a last rank ends the omitted ranks only

    def _believe_cell(self, index: int, fact: Printed, criterion: int) -> None:
        unit = self.unit_numbers[fact.unit]
        if fact.quantity == "score":
            self.bounds.fix(
                self.score(criterion, unit),
                *self.printed_range(index, fact.value, fact.decimals),
                "printed",
                (index,),
            )
        elif fact.quantity == "rank":
            rank = int(fact.value)
            self.bounds.fix(self.rank(criterion, unit), rank, rank, "printed", (index,))
            self.taken.setdefault(criterion, {}).setdefault(rank, index)
        else:
            self.percents.setdefault(criterion, []).append((index, fact, unit))

    def _believe_maximum(self, index: int, fact: Maximum, criterion: int) -> None:
        variable = self.maxima[criterion]
        if fact.unit is not None:
            unit = self.unit_numbers[fact.unit]
            variable = self.unit_maxima[criterion, unit] = self.bounds.add(0)
            self._labels[variable] = ("max_score", criterion, unit)
        self.bounds.fix(variable, ticks(fact.value), ticks(fact.value), "maximum", (index,))

    def _tier_number(self, criterion: int, name: str) -> int:
        names = [tier.name for tier in self.frame.tiers[criterion]]
        return names.index(name)
