"""Relations of the years that sentences on results list."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from pipeline.reading.vocabulary.lexicon import phrases
from pipeline.selftest.constraints_lists import ConstraintSpec, Values
from pipeline.selftest.facts import Facts, Key, key_of

# So far behind the number of a run its years begin, and between two of them stands a comma and a space at most.
_REACH, _NEXT = 20, 2
# Rankings need not be made every year: those of a run are so many years apart at most.
_MOST_APART = 3
(_YEAR,) = phrases("year_word")


def year_constraints(facts: Facts) -> Iterator[ConstraintSpec]:
    """Yield the years of a run (``3 năm liền (2018, 2019, 2020)``) against each other.

    Years that are no run ("trong 2 năm") need not follow each other, and a year after that of the document may be
    one of a plan: nothing holds them.
    """
    for claim in facts.claims:
        words = claim.subject.split()
        if claim.unit == "years" and words and words[-1].lower() != _YEAR:
            own = key_of(claim)
            behind = sorted(span.key for span in facts.years if span.key[:2] == own[:2] and span.key > own)
            run = _run(behind, own[2])
            if len(run) > 1:
                yield "years", set(run), 1, partial(_not_consecutive, run)


def _run(keys: Sequence[Key], start: int) -> list[Key]:
    """Return the years that stand one right behind the other, the first near ``start``."""
    run: list[Key] = []
    for key in keys:
        reach = start + _REACH if not run else run[-1][2] + len("2017") + _NEXT
        if key[2] > reach:
            break
        run.append(key)
    return run


def _not_consecutive(run: Sequence[Key], values: Values) -> int:
    steps = {values[after].value - values[before].value for before, after in pairwise(run)}
    return int(len(steps) > 1 or not 0 < abs(steps.pop()) <= _MOST_APART)
