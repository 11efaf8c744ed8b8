"""The deductive closure of one assessment (METHOD 5)."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from pipeline.deduction.conclusions import deductions
from pipeline.deduction.conflicts import agree_rounded, dependents, describe, groups
from pipeline.deduction.frame import frame_of
from pipeline.deduction.problem import Problem
from pipeline.deduction.propagation import propagate
from pipeline.deduction.refine import refine
from pipeline.deduction.result import Closure


def compute_closure(problem: Problem) -> Closure:
    """Return all values and intervals that follow from the printed facts, and the facts that contradict each other.

    Facts of a conflict are left out, all of its smallest group and what the report computed from them, so
    that no wrong number decides anything. A group that agrees once rounding is allowed is none: its facts
    stay, as intervals. Assumptions: other printed numbers are exact, percents are rounded; a rank said of
    one unit is held by it alone, units printed at one rank share it. No row excludes an outcome that fits
    the believed facts; not every tightening that exists is found. Raises ValueError where the structure
    itself cannot be.
    """
    with _uncollected():
        return _close(problem)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the search for cycles: steps only refer to earlier ones, and looking through them takes a fourth more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _close(problem: Problem) -> Closure:
    frame = frame_of(problem)
    believed = frozenset(range(len(problem.facts)))
    left_out: list[tuple[int, ...]] = []
    model = propagate(frame, believed, all_units=True)
    while model.bounds.clashes:
        for group in groups(frame, model):
            if agree_rounded(frame, group) and not frame.rounded.issuperset(group):
                frame = replace(frame, rounded=frame.rounded.union(group))
            else:
                left_out.append(group)
                believed -= {*group, *dependents(frame, group)}
        model = propagate(frame, believed, all_units=True)
    rounded = propagate(frame, believed, is_rounded=True, all_units=True)
    return Closure(
        tuple(deductions(refine(frame, believed, model), refine(frame, believed, rounded, is_rounded=True))),
        tuple(describe(frame, group, believed) for group in left_out),
        frame.rounded,
    )
