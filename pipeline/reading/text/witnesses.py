"""What stands over, beside and under a table or a sentence, and how surely it speaks of it."""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.reading.readings import Context
from pipeline.reading.tables.table import Table


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


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and what its place says of it.

    ``context`` holds what the strongest witness of each field says; ``witnesses`` are all of them, the
    strongest first, those that lost too: the next may be right where two tables would say the same twice.
    """

    table: Table
    witnesses: tuple[Witness, ...]
    context: Context
