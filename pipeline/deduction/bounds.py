"""Intervals that only ever tighten, each end with the step of the proof that set it.

Numbers are whole multiples of 10⁻⁹. Printed numbers lie on the grid of 10⁻⁶, so that one tick beside a grid
point stands for "less than" and "more than"; results are rounded outward to the grid.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

LOW, HIGH = 0, 1
TICKS = 10**9
GRID = 10**3
# Cyclic constraints can creep; a bound that moved so often stays where it is, which is sound.
MAX_MOVES = 100


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One tightening: by `rule`, from facts (indices) and earlier steps. `serial` orders all steps."""

    value: int
    rule: str
    facts: tuple[int, ...]
    parents: tuple["Step | None", ...]
    serial: int


@dataclass(frozen=True, slots=True)
class Clash:
    """An interval that would be empty: the new end and the standing one."""

    variable: int
    low: Step
    high: Step


class Bounds:
    """The intervals of numbered variables; None is an open end."""

    def __init__(self, size: int) -> None:
        self.ends: tuple[list[int | None], list[int | None]] = ([None] * size, [None] * size)
        self.steps: tuple[list[Step | None], list[Step | None]] = ([None] * size, [None] * size)
        self.clashes: dict[int, Clash] = {}
        self.changed: set[int] = set()
        self._moves = [0] * size
        self._serial = 0

    def add(self, low: int | None = None, high: int | None = None) -> int:
        """Return a new variable with its natural range."""
        for side, end in ((LOW, low), (HIGH, high)):
            self.ends[side].append(end)
            self.steps[side].append(None)
        self._moves.append(0)
        return len(self._moves) - 1

    def copy(self) -> "Bounds":
        """Return the same intervals, to be moved apart from these."""
        made = Bounds(0)
        made.ends = (self.ends[LOW].copy(), self.ends[HIGH].copy())
        made.steps = (self.steps[LOW].copy(), self.steps[HIGH].copy())
        made._moves = [0] * len(self._moves)
        made._serial = self._serial
        return made

    def low(self, variable: int) -> int | None:
        """Return the lower end."""
        return self.ends[LOW][variable]

    def high(self, variable: int) -> int | None:
        """Return the upper end."""
        return self.ends[HIGH][variable]

    def improves(self, side: int, variable: int, value: int) -> bool:
        """Return whether the value is tighter than the end; asked first where a proof is dear to collect."""
        end = self.ends[side][variable]
        return end is None or (value > end if side == LOW else value < end)

    def tighten(
        self,
        side: int,
        variable: int,
        value: int,
        rule: str,
        facts: tuple[int, ...] = (),
        parents: Sequence[Step | None] = (),
    ) -> None:
        """Move an end inward; where that would empty the interval note the clash and leave it."""
        if not self.improves(side, variable, value) or self._moves[variable] >= MAX_MOVES:
            return
        self._serial += 1
        step = Step(value, rule, facts, tuple(parents), self._serial)
        other = self.ends[1 - side][variable]
        if other is not None and (value > other if side == LOW else value < other):
            if variable not in self.clashes:
                standing = self.steps[1 - side][variable] or Step(other, rule, (), (), 0)
                low, high = (step, standing) if side == LOW else (standing, step)
                self.clashes[variable] = Clash(variable, low, high)
            return
        self.ends[side][variable] = value
        self.steps[side][variable] = step
        self._moves[variable] += 1
        self.changed.add(variable)

    def fix(
        self,
        variable: int,
        low: int,
        high: int,
        rule: str,
        facts: tuple[int, ...],
        parents: Sequence[Step | None] = (),
    ) -> None:
        """Both ends at once."""
        self.tighten(LOW, variable, low, rule, facts, parents)
        self.tighten(HIGH, variable, high, rule, facts, parents)

    def equate(
        self, one: int, other: int, rule: str, facts: tuple[int, ...], parents: tuple[Step | None, ...]
    ) -> None:
        """Two variables with one value."""
        for source, target in ((one, other), (other, one)):
            for side in (LOW, HIGH):
                end = self.ends[side][source]
                if end is not None:
                    self.tighten(side, target, end, rule, facts, (self.steps[side][source], *parents))


def facts_behind(steps: Iterable[Step | None]) -> set[int]:
    """Return the facts of a proof: everything reachable from its last steps."""
    found: set[int] = set()
    seen: set[int] = set()
    stack = [step for step in steps if step is not None]
    while stack:
        step = stack.pop()
        if id(step) in seen:
            continue
        seen.add(id(step))
        found.update(step.facts)
        stack.extend(parent for parent in step.parents if parent is not None)
    return found


def less_than(value: int) -> int:
    """Return the upper end that says "below value"; an end that is open already says it."""
    return value - 1 if value % GRID == 0 else value


def more_than(value: int) -> int:
    """Return the lower end that says "above value"."""
    return value + 1 if value % GRID == 0 else value


def ticks(value: Decimal) -> int:
    """Return a printed number, exact."""
    return int(value * TICKS)


def rounded_range(value: Decimal, decimals: int) -> tuple[int, int]:
    """Return what a number printed with so many decimals stands for if rounded half up."""
    half = TICKS // (2 * 10**decimals)
    return ticks(value) - half, ticks(value) + half - 1


def percent_range(value: Decimal, decimals: int) -> tuple[int, int]:
    """Return what a printed percent stands for: rounded or cut off at its decimals, as percents always are."""
    unit = TICKS // 10**decimals
    return max(0, ticks(value) - unit // 2), ticks(value) + unit


def scaled(end: int, factor: int, divisor: int, side: int) -> int:
    """Return an end times factor by divisor, rounded outward; what is beside a grid point stays beside it."""
    strict = 1 if side == LOW else -1
    if end % GRID == strict % GRID:
        exact, remainder = divmod((end - strict) * factor, divisor)
        if not remainder and exact % GRID == 0:
            return exact + strict
    product = end * factor
    return product // divisor if side == LOW else -(-product // divisor)


def outward(value: int, side: int) -> Decimal:
    """Return a number of the grid at or beyond the end."""
    whole = value // GRID if side == LOW else -(-value // GRID)
    return plain(Decimal(whole).scaleb(-6))


def plain(value: Decimal) -> Decimal:
    """Return the number without idle zeros or an exponent."""
    return Decimal(format(value.normalize(), "f"))
