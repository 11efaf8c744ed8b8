"""What is printed, and where: figures, results of a unit, and values printed again."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pipeline.audit.arithmetic.rounding import half_unit


@dataclass(frozen=True, slots=True)
class Location:
    """Where something is printed: a half-open range of code points of a line, and words of that line.

    ``part``: the table (``table=3``) or line (``line=17``) that it is a value of; empty of a sentence.
    """

    source_id: str
    line: int
    start: int
    end: int
    quote: str
    part: str = ""

    @property
    def key(self) -> tuple[str, int, int]:
        """Where it begins: source, line and first code point."""
        return self.source_id, self.line, self.start


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number with its decimals and its location."""

    value: Decimal
    decimals: int
    location: Location

    @property
    def exact(self) -> Fraction:
        """The printed number as a fraction."""
        return Fraction(self.value)

    @property
    def slack(self) -> Fraction:
        """How far the unrounded number may lie from it."""
        return half_unit(self.decimals)


@dataclass(frozen=True, slots=True)
class Result:
    """What is printed of one unit on one criterion. ``last``: where it is called the last one.

    ``maximum``: the most that it can have, where that is printed for it alone.
    """

    agency_id: str
    name: str
    score: Figure | None = None
    rank: Figure | None = None
    percent: Figure | None = None
    tier: str | None = None
    tier_location: Location | None = None
    tier_in_table: bool = False
    last: Location | None = None
    maximum: Decimal | None = None

    @property
    def locations(self) -> tuple[Location, ...]:
        """Where its values are printed."""
        figures = (figure.location for figure in (self.score, self.rank, self.percent) if figure is not None)
        return (*figures, *((self.tier_location,) if self.tier_location is not None else ()))

    def printed(self, unit: str) -> tuple[Decimal, ...]:
        """Its printed number in ``unit`` (``points``, ``ranks`` or ``percent``), if there is one."""
        figure = {"points": self.score, "ranks": self.rank, "percent": self.percent}.get(unit)
        return (figure.value,) if figure is not None else ()


@dataclass(frozen=True, slots=True)
class PrintedTier:
    """A printed tier and its location."""

    value: str
    location: Location


@dataclass(frozen=True, slots=True)
class Reprint:
    """The same value of a unit printed ``again``, elsewhere than where it counts."""

    agency_id: str
    name: str
    measure: str
    again: Figure | PrintedTier
    counted: Figure | PrintedTier
