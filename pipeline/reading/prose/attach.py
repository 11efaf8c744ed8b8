"""Which value of a sentence is said of which units.

Values follow the units that they are said of, unless a copula carries them over to the next ones
(``xếp thứ hai là X``), or a tier stands as a heading before a list (``Mức Tốt: X, Y``).
"""

from dataclasses import dataclass, replace

from pipeline.reading.prose.clauses import VALUE, Scan, years_of
from pipeline.reading.prose.elements import Element
from pipeline.reading.prose.name_rules import Named
from pipeline.reading.vocabulary.lexicon import pattern

# From a value to the unit it is carried over to: a copula, and words that introduce a list.
_CARRIES = pattern(
    r"[^,;.]*(^|\s|\))({copula|belong_to|carried_over|have|in_turn_is}|:) ?"
    r"(({list_opening}|\d+|:) ?)*"
)
_NEXT_CLAUSE = pattern(rf"{{and}} {VALUE}")
_HEADS_LIST = pattern(
    r" ?[\"']? ?(\([^()]*\))? ?(,? ?({have|comprise} )?\d{1,3} {unit_noun} ?)?"
    r"(:|{copula|comprise_units|have}\s)"
)
_JOINED = pattern(
    r" ?(,|;|&|\s|{together_with|together|plural|block_word|and|joined})* ?"
    r"(\([^()\d]*\) ?(,|{and})? ?({plural} ?)?)?"
)


@dataclass(frozen=True, slots=True)
class Group:
    """Units named together and what is said of all of them."""

    units: tuple[Named, ...]

    @property
    def start(self) -> int:
        """Where the first name begins in the normal line."""
        return self.units[0].start

    @property
    def end(self) -> int:
        """Where the last name ends in the normal line."""
        return self.units[-1].end


# An element and the units it is said of.
Pair = tuple[Group, Element]


def group_units(named: list[Named], scan: Scan) -> list[Group]:
    """Return the units of a sentence; those with only list punctuation between them are spoken of together."""
    groups: list[list[Named]] = []
    for unit in named:
        if groups:
            last = groups[-1][-1].end
            apart = any(last <= element.start < unit.start for element in scan.elements)
            if not apart and _JOINED.fullmatch(scan.sentence.text, last, unit.start):
                groups[-1].append(unit)
                continue
        groups.append([unit])
    return [Group(tuple(group)) for group in groups]


def attach(groups: list[Group], scan: Scan) -> list[Pair]:
    """Return each element of a sentence with the group that it is said of; an element of no group is left out."""
    headings = [element for element in scan.elements if _heads_list(element, groups, scan)]
    pairs: list[Pair] = []
    for group in groups:
        before = [heading for heading in headings if heading.end <= group.start]
        if before:
            pairs.append((group, before[-1]))
    for element in scan.elements:
        if element in headings:
            continue
        after = next((group for group in groups if group.start >= element.end), None)
        prior = next((group for group in reversed(groups) if group.end <= element.start), None)
        if after is not None and _is_carried(element, after, scan):
            pairs += _distribute(element, groups[groups.index(after) :])
        elif prior is not None and not scan.breaks(prior.end, element.start):
            pairs.append((prior, element))
    return _keep_first(pairs, scan)


def _heads_list(element: Element, groups: list[Group], scan: Scan) -> bool:
    """Return True for a tier that heads a list of units after it."""
    return (
        element.kind == "tier"
        and _HEADS_LIST.match(scan.sentence.text, element.end) is not None
        and any(group.start > element.end for group in groups)
    )


def _distribute(element: Element, groups: list[Group]) -> list[Pair]:
    """Return the values of a list, one for each of the units named one after the other, each with words after it."""
    wanted = len(element.values)
    if wanted in (1, len(groups[0].units)):
        return [(groups[0], element)]
    if any(len(group.units) > 1 for group in groups[:wanted]) or len(groups) < wanted:
        return [(groups[0], element)]
    return [
        (group, replace(element, values=(value,)))
        for group, value in zip(groups[:wanted], element.values, strict=True)
    ]


def _is_carried(element: Element, after: Group, scan: Scan) -> bool:
    """Return True where a copula right before the next unit carries the value over to it."""
    between = scan.blank_elements(element.end, after.start)
    if _NEXT_CLAUSE.search(between) or " - " in between:
        return False
    return _CARRIES.fullmatch(between) is not None


def _keep_first(pairs: list[Pair], scan: Scan) -> list[Pair]:
    """Keep of a group its first score and its first percentage of a year; a second is of something else."""
    kept: list[Pair] = []
    seen: set[tuple[int, str, tuple[int, ...]]] = set()
    for group, element in pairs:
        key = (group.start, element.kind, years_of(element, scan))
        if element.kind in ("score", "percent") and key in seen:
            continue
        seen.add(key)
        kept.append((group, element))
    return kept
