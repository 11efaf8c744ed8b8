"""The draw: faults of every kind in turn, at random, from a seed."""

import random
from collections.abc import Sequence

from pipeline.selftest.faults import KINDS, Draw, Fault, Ground, figure_draws
from pipeline.selftest.row_faults import row_draws
from pipeline.selftest.slips import slip_draws


def draw_faults(grounds: Sequence[Ground], n_cases: int, seed: int) -> list[tuple[int, Fault]]:
    """Return ``n_cases`` faults, each with the place of its ground.

    They are drawn kind by kind in turn, so that rare kinds are tried too. Within a kind every printed figure or row is
    as likely as any other, and drawn once at most. Where a kind has no more of them the others take its turns.
    """
    chance = random.Random(seed)
    piles: dict[str, list[tuple[int, Draw]]] = {kind: [] for kind in KINDS}
    for place, ground in enumerate(grounds):
        for draws in (figure_draws, slip_draws, row_draws):
            for kind, draw in draws(ground):
                piles[kind].append((place, draw))
    for pile in piles.values():
        chance.shuffle(pile)
    faults: list[tuple[int, Fault]] = []
    while len(faults) < n_cases and any(piles.values()):
        for pile in piles.values():
            fault = None
            while pile and fault is None:
                place, draw = pile.pop()
                fault = draw(chance)
            if fault is not None and len(faults) < n_cases:
                faults.append((place, fault))
    return faults
