"""Which criteria add up to which: read off the maxima, else off the scores of a full list (METHOD 4)."""

from collections.abc import Iterator
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
    tree (sql/core/criteria_tree.sql) whose maxima add up; else all are parts where so many are told of, and no other
    number, as are known, and neither maxima nor points speak against it.
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
    # criteria of several levels are told of with several numbers
    is_stated = about.stated_criteria == {len(parts)} and all(
        part.parent_id in (None, total.criterion_id) for part in parts
    )
    return [flat] if is_stated and _leaves_room(flat) and not _is_denied(flat) else []


def shown(flat: Sum) -> bool:
    """Return whether most units with all numbers printed have a total that is the sum of the parts."""
    rows = [fits for is_whole, fits in _rows(flat) if is_whole]
    return len(rows) >= _MIN_SHOWN and 2 * sum(rows) > len(rows)


def _is_denied(flat: Sum) -> bool:
    """Return whether as many units have another total than the sum, or less than some of the parts, as have the sum."""
    rows = list(_rows(flat))
    against = sum(not fits for _, fits in rows)
    return against > 0 and against >= sum(is_whole and fits for is_whole, fits in rows)


def _rows(flat: Sum) -> Iterator[tuple[bool, bool]]:
    """Yield of each unit with a total whether all parts are printed, and whether they can make it."""
    for unit, whole in flat.whole.scores.items():
        figures = [figure for part in flat.parts if (figure := part.scores.get(unit)) is not None]
        slack = whole.slack + sum((figure.slack for figure in figures), Fraction(0))
        left = whole.exact - sum(figure.exact for figure in figures)
        is_whole = len(figures) == len(flat.parts)
        yield is_whole, abs(left) <= slack if is_whole else left >= -slack


def _leaves_room(flat: Sum) -> bool:
    """Return whether the maxima can add up: to the point where all are known."""
    maxima = [part.maximum for part in flat.parts if part.maximum is not None]
    if flat.whole.maximum is None:
        return True
    left = flat.whole.maximum - sum(maxima)
    return left == 0 if len(maxima) == len(flat.parts) else left > 0


def _by_maxima(about: RankedList) -> list[Sum]:
    """Return the sums of the tree that the maxima make to the point; a group that stays below lacks a part."""
    found: list[Sum] = []
    for whole in sorted(about.criteria.values(), key=lambda item: item.position):
        members = tuple(part for part in about.parts if part.parent_id == whole.criterion_id)
        maxima = [part.maximum for part in members if part.maximum is not None]
        if _MIN_PARTS <= len(members) == len(maxima) and sum(maxima) == whole.maximum:
            found.append(Sum(whole, members))
    return found
