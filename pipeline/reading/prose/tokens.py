"""Typed tokens: what a sentence is made of for the grammar, each kind a letter."""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.reading.prose.name_rules import Named
from pipeline.reading.prose.spoken_criteria import Spoken

# R rank, S score, Q percentage, T tier; F first and L last place in words, B best and W worst in words. Small
# letters: values of a list ("thứ 2, 3 và 4", "83,2; 80,4 và 78,9 điểm").
VALUES = "RSQTFLBW"
LISTED = "rsq"
_MEASURES = {"T": "tier", "S": "score", "Q": "pct_of_max"}
# Words that tell the first or the last place.
EXTREMES = {"F": "top", "B": "top", "L": "bottom", "W": "bottom"}


@dataclass(frozen=True, slots=True)
class Token:
    """A typed piece ``start:end`` of a normal line.

    A value is printed at ``figure``; ``whole`` is the number after its stroke with its range: the maximum of a
    score, the number of units of a rank; ``spoken`` is a criterion that it stands at, with no unit between both.
    ``units`` are those of a group, ``number`` is a year, or how many units or places are
    told; ``year`` is that of a value in a row of years.
    """

    kind: str
    start: int
    end: int
    figure: tuple[int, int] = (0, 0)
    value: Decimal | None = None
    tier: str | None = None
    spoken: Spoken | None = None
    whole: tuple[Decimal, int, int] | None = None
    units: tuple[Named, ...] = ()
    number: int | None = None
    year: int | None = None

    @property
    def measure(self) -> str:
        """What the value measures: a rank in one of many words, else what its kind says."""
        return _MEASURES.get(self.kind.upper(), "rank")


# The tokens of one expression: one, or several that it lists.
Found = tuple[Token, ...]
