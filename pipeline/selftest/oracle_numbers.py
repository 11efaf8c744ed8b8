"""Plain arithmetic of the self-test: what a printed number stands for, ranks by scheme, shares by model."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from pipeline.selftest.facts import PrintedToken

Rows = Sequence[tuple[Fraction, Fraction]]


def step(printed: PrintedToken) -> Fraction:
    """One unit of the last printed digit."""
    return Fraction(1, 10**printed.decimals)


def exact(printed: PrintedToken) -> Fraction:
    """Return the printed number."""
    return Fraction(printed.value)


def near(printed: PrintedToken, value: Fraction, slack: Fraction = Fraction(0)) -> bool:
    """Return whether some rounding (half up or even, cut, ceiling, twice) of a value within ``slack`` gives it."""
    off = abs(exact(printed) - value)
    return off < step(printed) or (slack > 0 and off <= slack + step(printed) / 2)


def same(first: PrintedToken, second: PrintedToken) -> bool:
    """Return whether two printings can be of one number, the one with fewer decimals rounded from the other."""
    return abs(exact(first) - exact(second)) < (
        max(step(first), step(second)) if first.decimals != second.decimals else step(first)
    )


def misplaced_rows(rows: Rows) -> int:
    """Return how many of ``rows`` (score, rank) miss the rank of the scheme that fits best.

    Equal printed scores with different ranks may hide different scores, and are taken for such.
    """
    keys = [(-score, rank) for score, rank in rows]
    return min(
        sum(scheme(keys, key) != rank for key, (_, rank) in zip(keys, rows, strict=True))
        for scheme in SCHEMES
    )


_Key = tuple[Fraction, Fraction]
_Scheme = Callable[[Sequence[_Key], _Key], Fraction]
SCHEMES: tuple[_Scheme, ...] = (
    lambda keys, own: Fraction(1 + sum(key < own for key in keys)),
    lambda keys, own: Fraction(1 + len({key for key in keys if key < own})),
    lambda keys, own: Fraction(sum(key <= own for key in keys)),
    lambda keys, own: Fraction(1 + sum(key < own for key in keys) + sum(key <= own for key in keys), 2),
)


def _half_even(value: Fraction) -> int:
    return round(value)


_ROUNDINGS: tuple[Callable[[Fraction], int], ...] = (
    lambda value: (value + Fraction(1, 2)).__floor__(),
    _half_even,
    lambda value: value.__floor__(),
    lambda value: value.__ceil__(),
    lambda value: (Fraction((value * 10 + Fraction(1, 2)).__floor__(), 10) + Fraction(1, 2)).__floor__(),
)


def missing_shares(cells: Sequence[tuple[PrintedToken, Fraction]]) -> int:
    """Return how many shares of a table (printed, true) are wrong: none if one way of rounding gives all of them.

    Where none does, those that are not rounded half up.
    """
    scaled = [(exact(printed) / step(printed), value / step(printed)) for printed, value in cells]
    for rounding in _ROUNDINGS:
        if all(printed == rounding(value) for printed, value in scaled):
            return 0
    if _largest_remainder(scaled, 100 / step(cells[0][0])):
        return 0
    return sum(printed != _ROUNDINGS[0](value) for printed, value in scaled)


def _largest_remainder(scaled: Rows, whole: Fraction) -> bool:
    """Return whether the shares are cut and what is left is given to the largest remainders."""
    extra = [printed - value.__floor__() for printed, value in scaled]
    rests = [value - value.__floor__() for _, value in scaled]
    if sum(value for _, value in scaled) != whole or any(given not in (0, 1) for given in extra):
        return False
    given = [rest for rest, more in zip(rests, extra, strict=True) if more]
    kept = [rest for rest, more in zip(rests, extra, strict=True) if not more]
    spare = whole - sum(value.__floor__() for _, value in scaled)
    return len(given) == spare and (not given or not kept or min(given) >= max(kept))
