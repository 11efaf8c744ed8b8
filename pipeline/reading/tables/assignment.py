"""The likeliest meanings of all columns of a table at once, and where others come near."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.tables.column_cells import bounds, grade_fit, order_fit, ratio_fit
from pipeline.reading.tables.column_heads import CONVERTED, MAXIMUM, RANK, SCORE, TIER
from pipeline.reading.tables.columns import Columns, Meaning
from pipeline.reading.tables.meanings import Options, options_of

_BEAM = 24
# A second meaning of a column is near where a reading with it weighs less by no more than this.
_NEAR = 1.0
_CLASH = -99.0
_SCORES = (SCORE, CONVERTED)


@dataclass(frozen=True, slots=True)
class Assigned:
    """The meaning of a column, and a second one that comes near (None: none does)."""

    meaning: Meaning
    rival: Meaning | None = None


def assign(columns: Columns) -> list[Assigned]:
    """Return what each column of a table means."""
    return _Search(columns, options_of(columns)).run()


class _Search:
    """A beam search from the first column to the last; what two columns say of each other is weighed once."""

    def __init__(self, columns: Columns, options: Sequence[Options]) -> None:
        self._columns, self._options = columns, options
        self._pairs: dict[tuple[int, Meaning, int, Meaning], float] = {}
        self._converted = {
            columns.owners[at]
            for at, found in enumerate(options)
            for option in found
            if option.kind == CONVERTED
        }

    def run(self) -> list[Assigned]:
        states: list[tuple[float, tuple[Meaning, ...]]] = [(0.0, ())]
        for at, options in enumerate(self._options):
            grown = [
                (score + weight + self._beside(chosen, at, option), (*chosen, option))
                for score, chosen in states
                for option, weight in options.items()
            ]
            states = sorted(grown, key=lambda state: -state[0])[:_BEAM]
        best = states[0][1]
        rivals: dict[int, Meaning] = {}
        for at in range(len(best)):
            for column, meaning in self._rival(best, at).items():
                rivals.setdefault(column, meaning)
        return [Assigned(meaning, rivals.get(at)) for at, meaning in enumerate(best)]

    def _beside(self, chosen: Sequence[Meaning], at: int, option: Meaning) -> float:
        """Return what the columns already read say of the next one."""
        if not option.measures:
            return 0.0
        return sum(
            self._pair(other, meaning, at, option) for other, meaning in enumerate(chosen) if meaning.measures
        )

    def _pair(self, first: int, a: Meaning, second: int, b: Meaning) -> float:
        """Return how two meanings of two columns agree."""
        if a.criterion != b.criterion or a.year != b.year:
            return 0.0
        key = first, a, second, b
        if key not in self._pairs:
            self._pairs[key] = self._agreement(first, a, second, b)
        return self._pairs[key]

    def _agreement(self, first: int, a: Meaning, second: int, b: Meaning) -> float:
        if set(a.measures) & set(b.measures) and {a.kind, b.kind} != set(_SCORES):
            return _CLASH
        if self._columns.owners[first] != self._columns.owners[second]:
            return 0.0
        if b.kind in _SCORES and a.kind not in _SCORES:
            return self._agreement(second, b, first, a)
        if a.kind not in _SCORES:
            return 0.0
        scores, other = self._columns.contents[first], self._columns.contents[second]
        superseded = a.kind == SCORE and self._columns.owners[first] in self._converted
        if b.kind == RANK:
            return 0.0 if superseded else 4.0 * order_fit(other.ranks, scores.numbers, self._columns.segments)
        if b.kind == TIER:
            return 0.0 if superseded else 1.5 * grade_fit(other.cells, scores.numbers)
        if b.kind == MAXIMUM:
            return 1.5 if bounds(other.numbers, scores.numbers) or a.kind == CONVERTED else -4.0
        if b.kind in _SCORES and a.percent != b.percent:
            return 1.5 * ratio_fit(other.numbers, scores.numbers)
        return 0.0

    def _weight(self, chosen: Sequence[Meaning], changed: Sequence[int]) -> float:
        """Return what a reading weighs, as far as the ``changed`` columns have a part in it."""
        weight = 0.0
        for at in changed:
            weight += self._options[at][chosen[at]]
            if not chosen[at].measures:
                continue
            for other, meaning in enumerate(chosen):
                if other != at and meaning.measures and not (other in changed and other < at):
                    low, high = min(at, other), max(at, other)
                    weight += self._pair(low, chosen[low], high, chosen[high])
        return weight

    def _rival(self, best: Sequence[Meaning], at: int) -> dict[int, Meaning]:
        """Return a second meaning of a column that comes near, and that of another column which it clashes with."""
        for option in self._options[at]:
            if option == best[at] or option.measures == best[at].measures == ():
                continue
            if option.kind == RANK and self._is_told_beside(best, at, option):
                continue
            reading = [*best]
            reading[at] = option
            clashing = [
                other
                for other, meaning in enumerate(best)
                if other != at
                and meaning.measures
                and self._pair(*_ordered(other, meaning, at, option)) <= _CLASH
            ]
            if len(clashing) > 1:
                continue
            changed = [at, *clashing]
            second = max(self._variants(reading, clashing), key=lambda other: self._weight(other, changed))
            if self._weight(best, changed) - self._weight(second, changed) < _NEAR:
                return {column: second[column] for column in changed}
        return {}

    def _is_told_beside(self, best: Sequence[Meaning], at: int, option: Meaning) -> bool:
        """Return True for ranks that another column tells as well, each the same."""
        ranks = self._columns.contents[at].ranks
        return any(
            meaning == option and other != at and self._columns.contents[other].ranks == ranks
            for other, meaning in enumerate(best)
        )

    def _variants(self, reading: list[Meaning], clashing: Sequence[int]) -> list[list[Meaning]]:
        """Return a reading with each other meaning of the column that it clashes with."""
        if not clashing:
            return [reading]
        (at,) = clashing
        return [[*reading[:at], option, *reading[at + 1 :]] for option in self._options[at]]


def _ordered(first: int, a: Meaning, second: int, b: Meaning) -> tuple[int, Meaning, int, Meaning]:
    return (first, a, second, b) if first < second else (second, b, first, a)
