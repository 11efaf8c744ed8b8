"""The totals and places that the sentences of a document tell: a second one of a unit says something else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.reading.prose.emission import Fact
from pipeline.reading.prose.years import Years
from pipeline.vietnamese.numbers import is_slip


@dataclass(slots=True)
class ToldTotals:
    """Results of the whole of a list, by unit, measure, index and year, as first told."""

    _told: dict[tuple[str, str, str | None, int | None], Decimal] = field(default_factory=dict)

    def is_of_something_else(self, fact: Fact) -> bool:
        """Return True for a total of a unit that has another one, and by more than a slip; else take note of it."""
        value, context = fact.value, fact.context
        if context.criterion is not None or value.value is None or value.measure == "tier":
            return False
        figure = value.value
        for unit in fact.group.units:
            known = unit.mention.entries
            name = known[0].canonical if known else unit.mention.text.casefold()
            for year in fact.years or (None,):
                first = self._told.setdefault((name, value.measure, context.index, year), figure)
                if first == figure:
                    continue
                # "the highest" of a unit that has another place is so in something else
                if (
                    value.kind == "B"
                    if value.measure == "rank"
                    else not is_slip(_digits(first), _digits(figure))
                ):
                    return True
        return False


def without_firsts_of_groups(facts: Sequence[Fact]) -> list[Fact]:
    """Return what a sentence says without the first places of units that it gives another place.

    "Trong nhóm Tốt, Sở A có điểm cao nhất, xếp hạng 6/20": first of a group that the sentence names.
    """
    placed = {_slot(fact) for fact in facts if fact.value.kind in "Rr" and fact.value.value != 1}
    return [fact for fact in facts if fact.value.kind not in "FB" or _slot(fact) not in placed]


def _slot(fact: Fact) -> tuple[int, Years, str | None]:
    return fact.group.start, fact.years, fact.context.criterion


def _digits(figure: Decimal) -> str:
    return f"{figure:f}".replace(".", "")
