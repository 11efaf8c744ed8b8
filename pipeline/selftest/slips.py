"""Slips in any figure: a decimal mark lost or moved, a digit dropped or doubled, two figures wrong together."""

import random
from collections.abc import Iterator
from functools import partial

from pipeline.selftest.constraints import Constraint
from pipeline.selftest.faults import (
    Draw,
    Fault,
    Ground,
    TargetFigure,
    make_fault,
    printed_at,
    readable,
    tokens_of,
)

_MARKS = ",."
# Kinds of figures that are no plain numbers.
_NO_NUMBERS = ("tier", "direction", "date", "year")
# Two figures of these are said to be one, or the one part of the other: an error in both can leave them so.
_PAIRED = ("sum", "retold", "percent", "gap")
_TRIES = 40


def slip_draws(ground: Ground) -> Iterator[tuple[str, Draw]]:
    """Yield the draws of slips in figures, by kind."""
    for figure in ground.figures:
        if figure.kind not in _NO_NUMBERS and figure.token.replace(",", "").replace(".", "").isdigit():
            if any(mark in figure.token for mark in _MARKS):
                yield "decimal", partial(_draw, ground, figure, "decimal", other_marks(figure.token))
            yield "length", partial(_draw, ground, figure, "length", other_lengths(figure.token))
    figures = {figure.span.key: figure for figure in ground.figures}
    for constraint in ground.constraints:
        if constraint.kind in _PAIRED:
            both = [figures[key] for key in sorted(constraint.keys) if key in figures]
            if len(both) > 1:
                yield "pair", partial(_draw_pair, ground, constraint, both)


def _draw(
    ground: Ground, figure: TargetFigure, kind: str, tokens: list[str], chance: random.Random
) -> Fault | None:
    options = sorted({token for token in tokens if token != figure.token and readable(token, figure)})
    return make_fault(ground, kind, {figure: chance.choice(options)}) if options else None


def other_marks(token: str) -> list[str]:
    """Return a decimal number without its mark, or with the mark at another place."""
    digits = "".join(char for char in token if char.isdigit())
    mark = next(char for char in token if char in _MARKS)
    moved = [digits[:place] + mark + digits[place:] for place in range(1, len(digits))]
    return [digits, *moved]


def other_lengths(token: str) -> list[str]:
    """Return a number with one digit dropped, or one doubled."""
    digits = [place for place, char in enumerate(token) if char.isdigit()]
    dropped = [token[:place] + token[place + 1 :] for place in digits]
    doubled = [token[:place] + token[place] + token[place:] for place in digits]
    return [text for text in (*dropped, *doubled) if text and text[0].isdigit() and text[-1].isdigit()]


def _draw_pair(
    ground: Ground, constraint: Constraint, figures: list[TargetFigure], chance: random.Random
) -> Fault | None:
    """Return two figures changed so that what ties them still holds, though either alone would break it."""
    facts = ground.facts
    for _ in range(_TRIES):
        first, second = chance.sample(figures, 2)
        if first.kind in _NO_NUMBERS or second.kind in _NO_NUMBERS:
            return None
        options, others = tokens_of(facts, first), tokens_of(facts, second)
        if not options or not others:
            continue
        token = chance.choice(options)
        once = {**facts.values, first.span.key: printed_at(facts, first, token)}
        if constraint.violations(once) <= constraint.n_before:
            continue
        for other in others:
            twice = {**once, second.span.key: printed_at(facts, second, other)}
            if constraint.violations(twice) <= constraint.n_before:
                return make_fault(ground, "pair", {first: token, second: other})
    return None
