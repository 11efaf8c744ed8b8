"""Rounding models: what a printed number stands for, and which way of rounding explains it (METHOD 6)."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

EXACT = "exact"
ROUNDED_INPUTS = "rounded_inputs"
LARGEST_REMAINDER = "largest_remainder"
_ROUNDED_TWICE = "rounded_twice"
_MODES = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "truncated": ROUND_DOWN,
    "ceiling": ROUND_CEILING,
}
# The order in which readings are tried: the plainest one that holds is named.
MODELS = (EXACT, "half_up", "half_even", _ROUNDED_TWICE, "truncated", "ceiling")
# So many more digits are kept at a first rounding, where a number is rounded twice.
_FIRST_STEPS = (1, 2)
# From so many cells on a table may hold under a model but for one cell.
_MIN_CELLS = 3
# More digits than any report prints: what is cut there changes no rounding but at a tie, which is kept.
_PRECISION = 30


def half_unit(decimals: int) -> Fraction:
    """Half of the last printed digit: a number with ``decimals`` stands for itself ± this."""
    return Fraction(1, 2 * 10**decimals)


def rounded(value: Fraction, decimals: int, model: str) -> Decimal:
    """``value`` rounded to ``decimals`` by a model of `MODELS`; exact: as it is, cut at 30 digits."""
    if model == _ROUNDED_TWICE:
        first = rounded(value, decimals + _FIRST_STEPS[0], "half_up")
        return rounded(Fraction(first), decimals, "half_up")
    if model == EXACT:
        return _decimal(value)
    scaled = value * 10**decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    # a tie stays a tie, any other rest is only above or below it
    kept = Decimal(whole) + _rest(Fraction(rest, scaled.denominator))
    return kept.to_integral_value(_MODES[model]).scaleb(-decimals)


def _rest(rest: Fraction) -> Decimal:
    """A stand-in for the part behind the point that every model rounds alike."""
    if rest == 0:
        return Decimal(0)
    half = Fraction(1, 2)
    return Decimal("0.5") if rest == half else Decimal("0.3") if rest < half else Decimal("0.7")


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def holds(printed: Decimal, decimals: int, value: Fraction, model: str) -> bool:
    """Whether ``printed`` is ``value`` under a model of `MODELS`."""
    if model == EXACT:
        return Fraction(printed) == value
    if model == _ROUNDED_TWICE:
        steps = (rounded(value, decimals + step, "half_up") for step in _FIRST_STEPS)
        return any(rounded(Fraction(step), decimals, "half_up") == printed for step in steps)
    return rounded(value, decimals, model) == printed


def reading_of(printed: Decimal, decimals: int, value: Fraction, slack: Fraction = Fraction(0)) -> str | None:
    """The plainest model under which ``printed`` is ``value``, None where none is.

    ``slack``: the value was worked out from rounded numbers and may be off by so much (`ROUNDED_INPUTS`).
    """
    for model in MODELS:
        if holds(printed, decimals, value, model):
            return model
    reach = slack + half_unit(decimals)
    near = slack > 0 and abs(Fraction(printed) - value) <= reach
    return ROUNDED_INPUTS if near else None


def nearest_reading(cells: Sequence[tuple[Decimal, int, Fraction]], whole: int) -> str | None:
    """The model that holds for all cells of a table of shares, else for all but one of three or more.

    None where no model does; then each cell is judged by itself.
    """
    found = joint_reading(cells, whole)
    if found is not None or len(cells) < _MIN_CELLS:
        return found
    for odd, (printed, decimals, value) in enumerate(cells):
        if holds(printed, decimals, value, "half_up"):
            continue  # judged by itself it would hold: then none would be odd, and no model fits
        rest = [cell for place, cell in enumerate(cells) if place != odd]
        found = joint_reading(rest)
        # what the others leave must miss the cell: taken with them it would be as good as any other
        taken = Fraction(printed) * 10**decimals - value * 10**decimals // 1 in (0, 1)
        if found is None and not taken and _by_largest_remainder(cells, whole, odd):
            found = LARGEST_REMAINDER
        if found is not None:
            return found
    return None


def joint_reading(cells: Sequence[tuple[Decimal, int, Fraction]], whole: int | None = None) -> str | None:
    """The one model under which every cell (printed, decimals, value) holds; None where there is none.

    ``whole``: the cells are all shares of a table that should sum to it, so one may have been given what the
    others lack.
    """
    for model in MODELS:
        if all(holds(printed, decimals, value, model) for printed, decimals, value in cells):
            return model
    if whole is not None and _by_largest_remainder(cells, whole):
        return LARGEST_REMAINDER
    return None


def _by_largest_remainder(
    cells: Sequence[tuple[Decimal, int, Fraction]], whole: int, odd: int | None = None
) -> bool:
    """Whether the shares are cut and the missing units given to the largest remainders; ties go to any.

    The cell ``odd`` may hold any number; it gets what the others leave.
    """
    decimals = {decimals for _, decimals, _ in cells}
    if len(decimals) != 1 or sum(value for _, _, value in cells) != whole:
        return False
    unit = 10 ** decimals.pop()
    gained: list[Fraction] = []
    kept: list[Fraction] = []
    spare = whole * unit - sum(value * unit // 1 for _, _, value in cells)
    n_gained = sum(
        Fraction(printed) * unit - value * unit // 1
        for place, (printed, _, value) in enumerate(cells)
        if place != odd
    )
    for place, (printed, _, value) in enumerate(cells):
        floor = value * unit // 1
        extra = spare - n_gained if place == odd else Fraction(printed) * unit - floor
        if extra not in (0, 1):
            return False
        (gained if extra == 1 else kept).append(value * unit - floor)
    return len(gained) == spare and (not gained or not kept or min(gained) >= max(kept))
