"""Ranks by counting: who is surely before a unit, who can be, and what a rank then says of its score.

Positions run from the best: a rank as it is, a score turned round. A unit has an interval [near, far].
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property

from pipeline.deduction.bounds import HIGH, LOW, Step, less_than, more_than
from pipeline.deduction.model import Model

FAR_AWAY = 10**40
Values = Callable[[int, int], int]


class Positions:
    """The positions of all units on one criterion, by rank, or by the score or percent of `value_of`."""

    def __init__(self, model: Model, criterion: int, value_of: Values | None = None) -> None:
        self._model = model
        self._value_of = value_of
        self._criterion = criterion
        self.intervals = [self._interval(unit) for unit in range(model.rest + 1)]
        known = self.intervals[: model.rest]
        self._near = sorted(near for near, _ in known)
        self._far = sorted(far for _, far in known)
        self._has_rest = model.rest in model.members()

    def surely_before(self, unit: int, *, tied: bool) -> int:
        """Return how many others are before the unit for certain, or at its rank (`tied`)."""
        near, far = self.intervals[unit]
        count = bisect_right(self._far, near) if tied else bisect_left(self._far, near)
        if tied and unit != self._model.rest and far <= near:
            count -= 1
        if self._has_rest and unit != self._model.rest and self._is_before(self._model.rest, unit, tied=tied):
            count += self._model.n_rest(LOW) or 0
        return count

    def perhaps_before(self, unit: int, *, tied: bool) -> int | None:
        """Return how many others can be before the unit, or at its rank (`tied`); None: no limit."""
        model = self._model
        near, far = self.intervals[unit]
        count = bisect_right(self._near, far) if tied else bisect_left(self._near, far)
        if unit != model.rest and (near <= far if tied else near < far):
            count -= 1
        if not self.can_be_before(model.rest, unit, tied=tied):
            return count
        n_rest = model.n_rest(HIGH)
        return None if n_rest is None else count + n_rest - (unit == model.rest)

    def distinct_before(self) -> "Ladder":
        """Return the positions that are surely different, for dense ranks."""
        return Ladder(self.intervals[: self._model.rest + self._has_rest])

    def can_be_before(self, other: int, unit: int, *, tied: bool) -> bool:
        """Return whether the other can be before the unit, or beside it (`tied`)."""
        near, far = self.intervals[other][0], self.intervals[unit][1]
        return near <= far if tied else near < far

    def proof_of_before(self, unit: int, *, tied: bool) -> list[Step | None]:
        """Return the ends that put others before the unit."""
        if not self._model.is_proving:
            return []
        before = self._far_ends.up_to(self.intervals[unit][0], inclusive=tied)
        return [self._step(unit, LOW), before, self._model.size_step(LOW)]

    def proof_of_behind(self, unit: int, *, tied: bool) -> list[Step | None]:
        """Return the ends that keep others from being before the unit."""
        if not self._model.is_proving:
            return []
        behind = self._near_ends.up_to(-self.intervals[unit][1], inclusive=not tied)
        return [self._step(unit, HIGH), behind, self._model.size_step(HIGH)]

    def proof_of_different(self, unit: int) -> list[Step | None]:
        """Return the ends that put others before the unit, and before each other."""
        if not self._model.is_proving:
            return []
        before = self._both_ends.up_to(self.intervals[unit][0], inclusive=False)
        return [self._step(unit, LOW), before, self._model.size_step(LOW)]

    def proof_of_all(self) -> list[Step | None]:
        """Return every end."""
        if not self._model.is_proving:
            return []
        ends = [self._step(unit, side) for unit in self._model.columns() for side in (LOW, HIGH)]
        return [*ends, self._model.size_step(HIGH), self._model.size_step(LOW)]

    @cached_property
    def _far_ends(self) -> "Chain":
        members = self._model.members()
        return Chain((self.intervals[unit][1], (self._step(unit, HIGH),)) for unit in members)

    @cached_property
    def _both_ends(self) -> "Chain":
        members = self._model.members()
        return Chain(
            (self.intervals[unit][1], (self._step(unit, LOW), self._step(unit, HIGH))) for unit in members
        )

    @cached_property
    def _near_ends(self) -> "Chain":
        """Those of the last first."""
        columns = self._model.columns()
        return Chain((-self.intervals[unit][0], (self._step(unit, LOW),)) for unit in columns)

    def _is_before(self, other: int, unit: int, *, tied: bool) -> bool:
        far, near = self.intervals[other][1], self.intervals[unit][0]
        return far <= near if tied else far < near

    def _interval(self, unit: int) -> tuple[int, int]:
        ends = self._model.bounds.ends
        if self._value_of is not None:
            score = self._value_of(self._criterion, unit)
            best, worst = ends[HIGH][score], ends[LOW][score]
            return (-FAR_AWAY if best is None else -best, FAR_AWAY if worst is None else -worst)
        rank = self._model.rank(self._criterion, unit)
        near, far = ends[LOW][rank], ends[HIGH][rank]
        return (1 if near is None else near, FAR_AWAY if far is None else far)

    def _step(self, unit: int, side: int) -> Step | None:
        """Return the step behind the near (LOW) or far (HIGH) end of a position."""
        steps = self._model.bounds.steps
        if self._value_of is not None:
            return steps[1 - side][self._value_of(self._criterion, unit)]
        return steps[side][self._model.rank(self._criterion, unit)]


class Chain:
    """Ends in the order of their positions, each with all before it: one step of a proof names any number of them."""

    def __init__(self, ends: Iterable[tuple[int, tuple[Step | None, ...]]]) -> None:
        self._positions: list[int] = []
        self._links: list[Step] = []
        for position, steps in sorted(ends, key=lambda end: end[0]):
            told = [step for step in steps if step is not None]
            if told:
                self._positions.append(position)
                self._links.append(Step(0, "", (), (*self._links[-1:], *told), 0))

    def up_to(self, position: int, *, inclusive: bool) -> Step | None:
        """Return the step that stands for all ends before a position, or at it (`inclusive`)."""
        cut = bisect_right if inclusive else bisect_left
        count = cut(self._positions, position)
        return self._links[count - 1] if count else None


class Ladder:
    """How many different positions are before one: at least, by intervals that do not meet; at most."""

    def __init__(self, intervals: list[tuple[int, int]]) -> None:
        self._rungs: list[int] = []
        for near, far in sorted(intervals, key=lambda interval: interval[1]):
            if not self._rungs or near > self._rungs[-1]:
                self._rungs.append(far)
        fixed = {near for near, far in intervals if near == far}
        self._starts = sorted([*fixed, *(near for near, far in intervals if near < far)])

    def at_least(self, near: int) -> int:
        """Before a position that begins at `near`."""
        return bisect_left(self._rungs, near)

    def at_most(self, near: int, far: int) -> int:
        """Before a position within the interval, its own unit left out."""
        return bisect_left(self._starts, far) - (near < far)


def rank_counts(model: Model, criterion: int) -> None:
    """Tighten ranks by who is before.

    A rank is one more than the units before (competition), the different scores before (dense), or the units
    before and beside (modified); without a known scheme what holds in all of them.
    """
    positions = Positions(model, criterion)
    _at_least(model, criterion, positions)
    _at_most(model, criterion, positions)
    if model.criteria[criterion].ranked_by == "points":
        ranks_by_score(model, criterion)
    elif model.criteria[criterion].scheme in ("competition", "dense"):
        # rounded percents may be alike, but none is before who has less
        _at_most(model, criterion, Positions(model, criterion, model.percent))


def ranks_by_score(model: Model, criterion: int) -> None:
    """Tighten ranks by who has more points."""
    positions = Positions(model, criterion, model.score)
    _at_least(model, criterion, positions)
    _at_most(model, criterion, positions)


def _at_least(model: Model, criterion: int, positions: Positions) -> None:
    scheme = model.criteria[criterion].scheme
    counts_units = scheme in ("competition", "modified")
    tied = scheme == "modified"
    ladder = positions.distinct_before()
    for unit in model.columns():
        rank = model.rank(criterion, unit)
        before = (
            positions.surely_before(unit, tied=tied)
            if counts_units
            else ladder.at_least(positions.intervals[unit][0])
        )
        if model.bounds.improves(LOW, rank, 1 + before):
            proof = (
                positions.proof_of_before(unit, tied=tied)
                if counts_units
                else positions.proof_of_different(unit)
            )
            model.bounds.tighten(LOW, rank, 1 + before, "rank_count", (), proof)


def _at_most(model: Model, criterion: int, positions: Positions) -> None:
    scheme = model.criteria[criterion].scheme
    ladder = positions.distinct_before()
    for unit in model.columns():
        rank = model.rank(criterion, unit)
        tied = scheme != "competition"
        before = positions.perhaps_before(unit, tied=tied)
        if before is not None and scheme == "dense":
            # the others without a name may each have a score of their own
            n_rest = model.n_rest(HIGH) or 0
            before = min(before, ladder.at_most(*positions.intervals[unit]) + n_rest)
        if before is not None and model.bounds.improves(HIGH, rank, 1 + before):
            dense = scheme == "dense"
            proof = positions.proof_of_all() if dense else positions.proof_of_behind(unit, tied=tied)
            model.bounds.tighten(HIGH, rank, 1 + before, "rank_count", (), proof)


class Ordered:
    """The scores of a criterion by one of their ends, the highest first, the unnamed units among them."""

    def __init__(self, model: Model, criterion: int, side: int) -> None:
        self._model, self._criterion, self._side = model, criterion, side
        open_end = FAR_AWAY if side == HIGH else -FAR_AWAY
        ends = model.bounds.ends[side]
        values = [
            open_end if (end := ends[model.score(criterion, unit)]) is None else end
            for unit in range(model.rest + 1)
        ]
        self.values = values
        self._units = sorted(range(model.rest), key=lambda unit: -values[unit])
        self._index = {unit: index for index, unit in enumerate(self._units)}
        self._ahead = sum(values[unit] >= values[model.rest] for unit in self._units)
        # for the upper ends as many as there can be, for the lower ends as many as there are for certain
        self._n_rest = model.n_rest(side)

    def among_others(self, count: int, unit: int) -> int | None:
        """Return the unit with the count-th highest end among the others than `unit`; None where there are fewer."""
        n_rest = self._n_rest
        if unit == self._model.rest:
            n_rest = None if n_rest is None else max(0, n_rest - 1)
        else:
            index = self._index[unit]
            if index >= self._ahead:
                index = FAR_AWAY if n_rest is None else index + n_rest
            count += index < count
        if count <= self._ahead:
            return self._units[count - 1]
        if n_rest is None or count <= self._ahead + n_rest:
            return self._model.rest
        return self._units[count - n_rest - 1] if count - n_rest <= len(self._units) else None

    def proof(self, limit: int) -> list[Step | None]:
        """Return the ends at most (HIGH) or at least (LOW) at the limit, and how many units there are."""
        if not self._model.is_proving:
            return []
        sign = 1 if self._side == HIGH else -1
        return [self._chain.up_to(sign * limit, inclusive=True), self._model.size_step(self._side)]

    @cached_property
    def _chain(self) -> Chain:
        steps, sign = self._model.bounds.steps[self._side], 1 if self._side == HIGH else -1
        columns = self._model.columns()
        return Chain(
            (sign * self.values[unit], (steps[self._model.score(self._criterion, unit)],)) for unit in columns
        )


def scores_by_count(model: Model, criterion: int) -> None:
    """Rank r needs r - 1 units before it and allows no more: the score lies among the others' ends."""
    scheme = model.criteria[criterion].scheme
    bounds = model.bounds
    highest, lowest = Ordered(model, criterion, HIGH), Ordered(model, criterion, LOW)
    for unit in model.columns():
        rank, score = model.rank(criterion, unit), model.score(criterion, unit)
        first, last = bounds.low(rank), bounds.high(rank)
        if first is not None and first > 1:
            other = highest.among_others(first - 1, unit)
            if other is not None and abs(limit := highest.values[other]) < FAR_AWAY:
                value = less_than(limit) if scheme in ("competition", "dense") else limit
                if bounds.improves(HIGH, score, value):
                    parents = [bounds.steps[LOW][rank], *highest.proof(limit)]
                    bounds.tighten(HIGH, score, value, "rank_count", (), parents)
        if last is not None and scheme in ("competition", "modified"):
            other = lowest.among_others(last, unit)
            if other is not None and abs(limit := lowest.values[other]) < FAR_AWAY:
                value = more_than(limit) if scheme == "modified" else limit
                if bounds.improves(LOW, score, value):
                    parents = [bounds.steps[HIGH][rank], *lowest.proof(limit)]
                    bounds.tighten(LOW, score, value, "rank_count", (), parents)
