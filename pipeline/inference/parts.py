"""Which criteria add up to which: read off the maxima, else off the scores of a full list (METHOD 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.inference.evidence import Criterion, RankedList

# A parent has at least so many parts.
_MIN_PARTS = 2
# So many units must show that the scores add up before the others are held to it.
_MIN_SHOWN = 3
# Lists of criteria beyond this length have no tree that can be told from the maxima alone.
_MAX_CRITERIA = 30


@dataclass(frozen=True, slots=True)
class Sum:
    """A criterion and the parts that add up to it."""

    whole: Criterion
    parts: tuple[Criterion, ...]


def sums_of(about: RankedList) -> list[Sum]:
    """The sums of a list, the total first: the one answer for the audit and for the closure.

    All criteria are parts of the total where the scores of most units say so; else the sums are read off the
    maxima where those add up; else all are parts where as many are told of as are known and no maxima speak
    against it.
    """
    total, parts = about.total, about.parts
    if total is None or len(parts) < _MIN_PARTS:
        return []
    flat = Sum(total, tuple(parts))
    if shown(flat):
        return [flat]
    found = _by_maxima(total, parts)
    if found:
        return found
    told = len(parts) in about.told_criteria and total.maximum is None
    return [flat] if told else []


def shown(flat: Sum) -> bool:
    """Whether most units with all numbers printed have a total that is the sum of the parts."""
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


def _by_maxima(total: Criterion, parts: Sequence[Criterion]) -> list[Sum]:
    """The sums that the maxima show: the heads of groups add up to the total, a group to its head.

    A group whose parts stay below its head lacks a part, and is no sum.
    """
    maxima = [part.maximum for part in parts]
    known = [maximum for maximum in maxima if maximum is not None]
    if total.maximum is None or len(known) < len(maxima) or len(known) > _MAX_CRITERIA:
        return []
    groups = _groups([Fraction(maximum) for maximum in known], 0, Fraction(total.maximum))
    if groups is None:
        return []
    found = [Sum(total, tuple(parts[head] for head, _ in groups))]
    for head, last in groups:
        members = tuple(parts[head + 1 : last])
        limit = parts[head].maximum
        if len(members) >= _MIN_PARTS and sum(item.maximum or 0 for item in members) == limit:
            found.append(Sum(parts[head], members))
    return found


def _groups(maxima: Sequence[Fraction], start: int, left: Fraction) -> list[tuple[int, int]] | None:
    """Groups ``(head, end)`` from ``start`` whose heads sum to ``left``: the fewest, None if none do."""
    if start == len(maxima):
        return [] if left == 0 else None
    if maxima[start] > left:
        return None
    best: list[tuple[int, int]] | None = None
    inside = Fraction(0)
    for end in range(start + 1, len(maxima) + 1):
        if end > start + 1:
            inside += maxima[end - 1]
        if inside > maxima[start]:
            break
        if end - start - 1 == 1:
            continue
        rest = _groups(maxima, end, left - maxima[start])
        if rest is not None and (best is None or len(rest) + 1 < len(best)):
            best = [(start, end), *rest]
    return best
