"""The totals and places that the sentences of a document tell: a second one of a unit says something else."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.reading.prose.emission import Fact
from pipeline.reading.prose.scanning import Scan
from pipeline.reading.prose.tokens import Token
from pipeline.reading.prose.years import Years
from pipeline.reading.readings import Mention
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.numbers import is_slip

# What parts the score of the whole from those of its parts, or from another sentence.
_APART = pattern("[;(:]|{of_which|comprise|ahead_of|than|worse}")
# A place and a score.
_Result = tuple[Decimal | None, Decimal | None]


@dataclass(slots=True)
class ToldTotals:
    """Results of the whole of a list, by unit, measure, index and year, as first told."""

    _told: dict[tuple[str, str, str | None, int | None], Decimal] = field(default_factory=dict)
    _results: dict[tuple[str, str | None, Years], _Result] = field(default_factory=dict)

    def against_earlier(self, facts: Sequence[Fact]) -> set[int]:
        """Return the groups, by their start, whose place and score both speak against what was told of the unit before.

        That is rather our reading of another list or criterion than a slip of the document, which is of one figure.
        """
        found: set[int] = set()
        for start, ranked, scored in _placed_and_scored(facts):
            name = _name(ranked.group.units[0].mention)
            told = (ranked.value.value, scored.value.value)
            first = self._results.setdefault((name, ranked.context.index, ranked.years), told)
            if first[0] != told[0] and first[1] != told[1]:
                found.add(start)
        return found

    def is_of_something_else(self, fact: Fact) -> bool:
        """Return True for a total of a unit that has another one, and by more than a slip; else take note of it."""
        value, context = fact.value, fact.context
        if context.criterion is not None or value.value is None or value.measure == "tier":
            return False
        figure = value.value
        for unit in fact.group.units:
            name = _name(unit.mention)
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


def _name(unit: Mention) -> str:
    return unit.entries[0].canonical if unit.entries else unit.text.casefold()


def _placed_and_scored(facts: Sequence[Fact]) -> Iterator[tuple[int, Fact, Fact]]:
    """Yield the units of a sentence that have one place and one score of the whole, with both."""
    by_group: defaultdict[tuple[int, Years], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.context.criterion is None and fact.value.value is not None and len(fact.group.units) == 1:
            by_group[fact.group.start, fact.years].append(fact)
    for (start, _), found in by_group.items():
        ranked = [fact for fact in found if fact.value.measure == "rank"]
        scored = [fact for fact in found if fact.value.measure in ("score", "pct_of_max")]
        if len(ranked) == len(scored) == 1:
            yield start, ranked[0], scored[0]


def _without_firsts_of_groups(facts: Sequence[Fact]) -> list[Fact]:
    """Return what a sentence says without the first places of units that it gives another place.

    "Trong nhóm Tốt, Sở A có điểm cao nhất, xếp hạng 6/20": first of a group that the sentence names.
    """
    placed = {_slot(fact) for fact in facts if fact.value.kind in "Rr" and fact.value.value != 1}
    return [fact for fact in facts if fact.value.kind not in "FB" or _slot(fact) not in placed]


def settled(facts: Sequence[Fact], found: Scan, void: Sequence[Token]) -> list[Fact]:
    """Return what a sentence says without first places of groups, and scores beside which others are not read."""
    kept = _without_firsts_of_groups(facts)
    rivalled = _rivalled(kept, found, void)
    return [fact for fact in kept if fact.value.figure not in rivalled]


def _rivalled(facts: Sequence[Fact], found: Scan, void: Sequence[Token]) -> set[tuple[int, int]]:
    """Return the scores of the whole of units that have another one that is not read: which it is, is not known.

    Points "trong đó" and in brackets are of a part.
    """
    text, known = found.sentence.text, {one.value.figure for one in facts} | {one.figure for one in void}
    scores = [fact for fact in facts if fact.value.kind == "S" and fact.context.criterion is None]
    groups = [token.start for token in found.tokens if token.kind in "UuaANngdk"]
    others = [one for one in found.tokens if one.kind == "S" and one.figure not in known and not one.spoken]
    return {
        fact.value.figure
        for fact in scores
        for other in others
        if fact.value.end <= other.start
        and not any(fact.group.start < start < other.start for start in groups)
        and not _APART.search(text, fact.value.end, other.start)
    }


def leaves_places_open(facts: Sequence[Fact], found: Scan) -> bool:
    """Return True where a sentence tells of a unit behind the last place without its own: the next is not known."""
    placed = [fact.group.start for fact in facts if fact.value.measure == "rank"]
    whole = [fact for fact in facts if fact.value.measure in ("score", "pct_of_max")]
    scored = {fact.group.start for fact in whole if fact.context.criterion is None} - set(placed)
    follows = any(token.kind in "kK" for token in found.tokens)
    named = any(token.kind in "Uu" for token in found.tokens)
    return any(start > max(placed, default=-1) for start in scored) or (follows and named and not placed)


def _slot(fact: Fact) -> tuple[int, Years, str | None]:
    return fact.group.start, fact.years, fact.context.criterion


def _digits(figure: Decimal) -> str:
    return f"{figure:f}".replace(".", "")
