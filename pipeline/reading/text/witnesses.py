"""What stands over, beside and under a table or a sentence, and how surely it speaks of it."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Witness:
    """One thing that a title, an annex, a caption, a heading or the name of a sheet says of what it belongs to.

    ``field`` is index, block, criterion, year, province, percent (of the values) or maximum (of the scale);
    ``weight`` goes from 0 to 1 and falls with the distance; ``line`` is where it is said. A criterion of the
    value ``""`` says that the whole is meant.
    """

    field: str
    value: str | int | Decimal
    weight: float
    line: int
