"""Which criteria add up to which: read off the maxima, else off the scores of a full list (METHOD 4)."""

from dataclasses import dataclass
from fractions import Fraction

from pipeline.audit.evidence import Criterion, RankedList

# A parent has at least so many parts.
_MIN_PARTS = 2
# So many units must show that the scores add up before the others are held to it.
_MIN_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Sum:
    """A criterion and the parts that add up to it."""

    whole: Criterion
    parts: tuple[Criterion, ...]


def sums_of(about: RankedList) -> list[Sum]:
    """Return the sums of a list, the total first: the one answer for the audit and for the closure.

    All criteria are parts of the total where the scores of most units say so; else the sums are those of the
    tree (sql/core/criteria_tree.sql) whose maxima add up; else all are parts where as many are told of as are
    known and no maxima speak against it.
    """
    total, parts = about.total, about.parts
    if total is None or len(parts) < _MIN_PARTS:
        return []
    flat = Sum(total, tuple(parts))
    if shown(flat):
        return [flat]
    found = _by_maxima(about)
    if found:
        return found
    is_stated = len(parts) in about.stated_criteria and total.maximum is None
    return [flat] if is_stated else []


def shown(flat: Sum) -> bool:
    """Return whether most units with all numbers printed have a total that is the sum of the parts."""
    fits, n_units = 0, 0
    for unit, whole in flat.whole.scores.items():
        parts = [part.scores.get(unit) for part in flat.parts]
        figures = [figure for figure in parts if figure is not None]
        if len(figures) < len(parts):
            continue
        n_units += 1
        slack = whole.slack + sum((figure.slack for figure in figures), Fraction(0))
        fits += abs(whole.exact - sum(figure.exact for figure in figures)) <= slack
    return n_units >= _MIN_SHOWN and 2 * fits > n_units


def _by_maxima(about: RankedList) -> list[Sum]:
    """Return the sums of the tree that the maxima make to the point; a group that stays below lacks a part."""
    found: list[Sum] = []
    for whole in sorted(about.criteria.values(), key=lambda item: item.position):
        members = tuple(part for part in about.parts if part.parent_id == whole.criterion_id)
        maxima = [part.maximum for part in members if part.maximum is not None]
        if _MIN_PARTS <= len(members) == len(maxima) and sum(maxima) == whole.maximum:
            found.append(Sum(whole, members))
    return found
