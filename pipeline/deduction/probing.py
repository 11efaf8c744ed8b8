"""Ends that no rule moves: what would clash if it were so is not so.

An end is supposed to be reached; where the rules then clash it is not, and moves inward as far as they do.
"""

from collections.abc import Iterator
from decimal import Decimal

from pipeline.deduction.bounds import GRID, HIGH, LOW, TICKS, Step, less_than, more_than, outward, ticks
from pipeline.deduction.model import Model
from pipeline.deduction.problem import MAX_DECIMALS, Fact, Printed, number_of
from pipeline.deduction.propagation import close

# What the suppositions of a list may cost: each the square of its variables, near what following it up takes.
WORK = 27_000_000
MAX_ROUNDS = 2
RULE = "excluded"


class Reached:
    """What the cases have in common: the ends that one of them reaches, and the work that is left."""

    def __init__(self) -> None:
        self.work = WORK
        self._ends: dict[tuple[str, int | None, int | None, int], int] = {}

    def add(self, model: Model, variable: int, side: int, end: int) -> None:
        """Note that a case reaches an end: what holds in all is no narrower."""
        key = self._key(model, variable, side)
        known = self._ends.get(key, end)
        self._ends[key] = min(known, end) if side == LOW else max(known, end)

    def covers(self, model: Model, variable: int, side: int, end: int) -> bool:
        """Return whether another case reaches the end."""
        known = self._ends.get(self._key(model, variable, side))
        return known is not None and (known <= end if side == LOW else known >= end)

    def _key(self, model: Model, variable: int, side: int) -> tuple[str, int | None, int | None, int]:
        quantity, criterion, unit = model.where(variable)
        return quantity, criterion, unit if unit is None or unit < model.n_named else -1, side


def probe(model: Model, reached: Reached) -> None:
    """Tighten the ends of the model by supposition, as far as the work goes."""
    _Probe(model, reached).run()


def _word(fact: Fact) -> str:
    return "percent" if isinstance(fact, Printed) and fact.quantity == "pct_of_max" else ""


class _Probe:
    def __init__(self, model: Model, reached: Reached) -> None:
        self._model = model
        self._reached = reached
        self._cost = len(model.bounds.ends[LOW]) ** 2
        facts = model.frame.facts
        decimals = [getattr(fact, "decimals", 0) for fact in facts]
        has_percents = any("percent" in (getattr(fact, "unit", ""), _word(fact)) for fact in facts)
        numbers = [abs(value) for fact in facts if (value := number_of(fact)) is not None]
        # where an end is open it is supposed that far out
        self._cap = ticks(4 * max(numbers, default=Decimal(1)))
        self._unit = GRID if has_percents else TICKS // 10 ** min(MAX_DECIMALS, max(decimals, default=0))

    def run(self) -> None:
        for _ in range(MAX_ROUNDS):
            moved = False
            for variable in self._variables():
                for side in (LOW, HIGH):
                    if self._reached.work <= 0 or self._model.bounds.clashes:
                        return
                    moved |= self._probe(variable, side)
            if not moved:
                return

    def _variables(self) -> Iterator[int]:
        """Yield what is not known yet: the number of units, tiers, places, scores."""
        model = self._model
        bounds = model.bounds
        for variable in model.probed():
            if bounds.low(variable) is None or bounds.low(variable) != bounds.high(variable):
                yield variable

    def _probe(self, variable: int, side: int) -> bool:
        bounds = self._model.bounds
        end, far = bounds.ends[side][variable], bounds.ends[1 - side][variable]
        if end is None and side == HIGH and self._model.is_score(variable):
            end = self._cap
        if end is None or end == far or self._reached.covers(self._model, variable, side, end):
            return False
        first = end
        if self._model.is_score(variable) and end % GRID:
            # an end that itself is out of reach: the next point of the grid within
            first = end - end % GRID + (GRID if side == LOW else 0)
            if far is not None and (first > far if side == LOW else first < far):
                return False
        steps = self._refute(variable, side, first)
        if steps is None:
            self._reached.add(self._model, variable, side, end)
            return False
        end = first
        unit = self._unit if self._model.is_score(variable) else 1
        end, steps = self._furthest(variable, side, end, steps, unit)
        inward = 1 if side == LOW else -1
        value = end + inward if unit == 1 else more_than(end) if side == LOW else less_than(end)
        if self._model.is_score(variable) and outward(value, side) == outward(first, side):
            self._reached.add(self._model, variable, side, first)
            return False  # that the end itself is out of reach is no news
        bounds.tighten(side, variable, value, RULE, (), steps)
        close(self._model)
        return True

    def _furthest(
        self, variable: int, side: int, end: int, steps: tuple[Step, ...], unit: int
    ) -> tuple[int, tuple[Step, ...]]:
        """Return the innermost end that is refuted, on the grid of the unit, with its proof."""
        inward = unit if side == LOW else -unit
        far = self._model.bounds.ends[1 - side][variable]
        base = end - end % unit if side == LOW else end + -end % unit
        refuted, reach = 0, 1
        most = None if far is None else max(0, (far - base) // inward)
        open_ = None
        while self._reached.work > 0 and (most is None or reach <= most) and reach < 2**40:
            found = self._refute(variable, side, base + reach * inward)
            if found is None:
                open_ = reach
                break
            refuted, steps, reach = reach, found, 2 * reach
        if open_ is None:
            open_ = reach if most is None or reach <= most else most + 1
        while self._reached.work > 0 and open_ - refuted > 1:
            middle = (refuted + open_) // 2
            found = self._refute(variable, side, base + middle * inward)
            if found is None:
                open_ = middle
            else:
                refuted, steps = middle, found
        end = base + refuted * inward if refuted else end
        if unit > 1 and (most is None or open_ <= most):
            # all up to the next point of the grid, but not the point
            point = base + open_ * inward
            beside = less_than(point) if side == LOW else more_than(point)
            if (beside > end if side == LOW else beside < end) and (
                found := self._refute(variable, side, beside)
            ):
                return beside, found
        return end, steps

    def _refute(self, variable: int, side: int, value: int) -> tuple[Step, ...] | None:
        """Return the proof that the variable is beyond the value, None where the rules see no clash."""
        self._reached.work -= self._cost
        trial = self._model.copy()
        trial.bounds.tighten(1 - side, variable, value, RULE)
        if not close(trial):
            return None
        clash = next(iter(trial.bounds.clashes.values()))
        return clash.low, clash.high
