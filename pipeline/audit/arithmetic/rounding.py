"""Rounding models: what a printed number stands for, and which way of rounding explains it (METHOD 6)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, trunc

# A printed share, its decimals, and what it should be.
Cell = tuple[Decimal, int, Fraction]

EXACT, HALF_UP, HALF_EVEN = "exact", "half_up", "half_even"
ROUNDED_INPUTS = "rounded_inputs"
LARGEST_REMAINDER = "largest_remainder"
_ROUNDED_TWICE = "rounded_twice"
# The order in which readings are tried: the plainest one that holds is named.
MODELS = (EXACT, HALF_UP, HALF_EVEN, _ROUNDED_TWICE, "truncated", "ceiling")
# So many more digits are kept at a first rounding, where a number is rounded twice.
_FIRST_STEPS = (1, 2)
# From so many cells on a table may hold under a model but for one cell.
_MIN_CELLS = 3


def _half_up(value: Fraction) -> int:
    return trunc(value + Fraction(1 if value >= 0 else -1, 2))


ROUNDINGS: dict[str, Callable[[Fraction], int]] = {
    HALF_UP: _half_up,
    HALF_EVEN: round,
    "truncated": trunc,
    "ceiling": ceil,
}


def half_unit(decimals: int) -> Fraction:
    """Half of the last printed digit: a number with ``decimals`` stands for itself ± this."""
    return Fraction(1, 2 * 10**decimals)


def around(value: Fraction, slack: Fraction = Fraction(0)) -> tuple[Fraction, Fraction, Fraction]:
    """Return a value with the bounds that the rounding of its parts leaves it."""
    return value, value - slack, value + slack


def rounded(value: Fraction, decimals: int, model: str) -> Fraction:
    """``value`` rounded to ``decimals`` by one of `ROUNDINGS`."""
    return Fraction(ROUNDINGS[model](value * 10**decimals), 10**decimals)


def holds(printed: Decimal, decimals: int, value: Fraction, model: str) -> bool:
    """Return whether ``printed`` is ``value`` under a model of `MODELS`."""
    if model == EXACT:
        return printed == value
    if model == _ROUNDED_TWICE:
        steps = (rounded(value, decimals + step, HALF_UP) for step in _FIRST_STEPS)
        return any(rounded(step, decimals, HALF_UP) == printed for step in steps)
    return rounded(value, decimals, model) == printed


def reading_of(printed: Decimal, decimals: int, value: Fraction, slack: Fraction = Fraction(0)) -> str | None:
    """Return the plainest model under which ``printed`` is ``value``, None where none is.

    ``slack``: the value was worked out from rounded numbers and may be off by so much (`ROUNDED_INPUTS`).
    """
    for model in MODELS:
        if holds(printed, decimals, value, model):
            return model
    reach = slack + half_unit(decimals)
    near = slack > 0 and abs(Fraction(printed) - value) <= reach
    return ROUNDED_INPUTS if near else None


@dataclass(frozen=True, slots=True)
class TableReading:
    """How a table of shares was rounded: the model, and the cells that miss it.

    No model where none leaves out less than two cells: then those are odd that half up does not give.
    ``open`` are cells of which one is odd, and no telling which.
    """

    model: str | None
    odd: frozenset[int] = frozenset()
    open: frozenset[int] = frozenset()


def table_reading(cells: Sequence[Cell], whole: int) -> TableReading:
    """Return the model that holds for all cells of a table of shares, else for all but one of three or more.

    Where several could be the one, none is odd but each may be: no cell is accused for its neighbour.
    """
    found = joint_reading(cells, whole)
    if found is not None:
        return TableReading(found)
    models: dict[int, str] = {}
    for odd in range(len(cells)) if len(cells) >= _MIN_CELLS else ():
        model = joint_reading([cell for index, cell in enumerate(cells) if index != odd])
        if model is None and _by_largest_remainder(cells, whole, odd):
            model = LARGEST_REMAINDER
        if model is not None:
            models[odd] = model
    wrong = frozenset(index for index, cell in enumerate(cells) if not holds(*cell, HALF_UP))
    if len(models) == 1:
        ((odd, model),) = models.items()
        # one that half up gives is right by itself
        return TableReading(model, wrong & {odd}) if odd in wrong else TableReading(None)
    return TableReading(None, open=wrong) if models else TableReading(None, wrong)


def joint_reading(cells: Sequence[Cell], whole: int | None = None) -> str | None:
    """Return the one model under which every cell (printed, decimals, value) holds; None where there is none.

    ``whole``: the cells are shares of a table that should sum to it, so one may have been given what the
    others lack, or what shares lack that are not among them.
    """
    for model in MODELS:
        if all(holds(printed, decimals, value, model) for printed, decimals, value in cells):
            return model
    if whole is not None and _by_largest_remainder(cells, whole):
        return LARGEST_REMAINDER
    return None


def _by_largest_remainder(cells: Sequence[Cell], whole: int, odd: int | None = None) -> bool:
    """Return whether the shares are cut and the missing units given to the largest remainders; ties go to any.

    The cell ``odd`` may hold any number; it gets what the others leave. Where the values do not make the
    whole, other shares got an unknown part of it.
    """
    decimals = {decimals for _, decimals, _ in cells}
    total = sum(value for _, _, value in cells)
    if len(decimals) != 1 or total > whole or (odd is not None and total < whole):
        return False
    unit = 10 ** decimals.pop()
    floors = [value * unit // 1 for _, _, value in cells]
    extras = [Fraction(printed) * unit - floor for (printed, _, _), floor in zip(cells, floors, strict=True)]
    spare = whole * unit - sum(floors)
    if odd is not None:
        extras[odd] = spare - (sum(extras) - extras[odd])
    if any(extra not in (0, 1) for extra in extras) or (total == whole and sum(extras) != spare):
        return False
    rests = [value * unit - floor for (_, _, value), floor in zip(cells, floors, strict=True)]
    gained = [rest for rest, extra in zip(rests, extras, strict=True) if extra == 1]
    kept = [rest for rest, extra in zip(rests, extras, strict=True) if extra == 0]
    # nothing is given where nothing is missing
    return 0 not in gained and (not gained or not kept or min(gained) >= max(kept))
