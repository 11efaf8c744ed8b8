"""How much CPU the closure costs: of a long list with wrong numbers, as a ratio to making the list."""

import time
from decimal import Decimal
from random import Random

from pipeline.deduction.closure import compute_closure
from pipeline.deduction.problem import Fact, Maximum, Printed, Problem, ProblemCriterion, Sum, UnitCount

# Closing costs at most so many times the CPU of making the list; it took 65 to 72 times, and 1,200 while each proof
# was collected anew. Runs differ by a tenth.
MOST_RATIO = 90.0
_ROUNDS = 3
N_UNITS, N_CRITERIA, N_WRONG, MOST = 1000, 20, 40, 10
TOTAL = "total"


def long_list() -> Problem:
    """Return a list with all scores, totals, places and maxima, of which some scores are other ones."""
    random = Random(11)
    units = tuple(f"u{number:04}" for number in range(N_UNITS))
    parts = tuple(f"c{number:02}" for number in range(N_CRITERIA))
    scores = {
        (unit, part): Decimal(random.randrange(0, 100 * MOST + 1)) / 100 for unit in units for part in parts
    }
    totals = {unit: sum((scores[unit, part] for part in parts), Decimal()) for unit in units}
    descending = sorted(totals.values(), reverse=True)
    printed = scores | {(unit, TOTAL): total for unit, total in totals.items()}
    for cell in random.sample(sorted(printed), N_WRONG):
        most = MOST * N_CRITERIA if cell[1] == TOTAL else MOST
        printed[cell] = Decimal(random.randrange(0, 100 * most + 1)) / 100
    facts: list[Fact] = [UnitCount(Decimal(N_UNITS), ("n",))]
    for name in (TOTAL, *parts):
        limit = Decimal(MOST * N_CRITERIA if name == TOTAL else MOST)
        facts.append(Maximum(name, limit, 0, (f"{name}-most",)))
        facts += [Printed(unit, name, "score", printed[unit, name], 2, (f"{unit}-{name}",)) for unit in units]
    facts += [
        Printed(unit, TOTAL, "rank", Decimal(1 + descending.index(totals[unit])), 0, (f"{unit}-rank",))
        for unit in units
    ]
    criteria = (
        ProblemCriterion(TOTAL, "points", "competition"),
        *(ProblemCriterion(p, "points") for p in parts),
    )
    return Problem(units, True, criteria, (Sum(TOTAL, parts),), tuple(facts))


def measure_closure() -> tuple[float, float, int]:
    """Return the CPU seconds for making the list and for closing it, the least of several rounds, and the conflicts."""
    making = closing = float("inf")
    for _ in range(_ROUNDS):
        begun = time.process_time()
        problem = long_list()
        made = time.process_time()
        n_conflicts = len(compute_closure(problem).conflicts)
        making, closing = min(making, made - begun), min(closing, time.process_time() - made)
    return making, closing, n_conflicts


def show() -> bool:
    """Measure and print; return True where the ratio is below its limit."""
    making, closing, n_conflicts = measure_closure()
    ratio = closing / making
    print(f"{'a list of 20,000':<20} {making:6.2f} s")
    print(
        f"{'its closure':<20} {closing:6.2f} s  {ratio:5.1f} x  (at most {MOST_RATIO}), {n_conflicts} conflicts"
    )
    return ratio <= MOST_RATIO
