"""Which captions and title lines belong to which table: those over it, or under it where a document has them so."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from pipeline.documents.document import Line
from pipeline.reading.tables.table import Table
from pipeline.reading.text.headings import Heading, title_in, title_lines

Extent = tuple[int, int]
# A caption has at most so many lines with words between it and its table, and stands no farther than the reach.
_BETWEEN, _REACH = 3, 8


def captions_of(
    lines: Sequence[Line], tables: Sequence[Extent], captions: Sequence[Heading]
) -> dict[Extent, tuple[Heading, ...]]:
    """Return the captions and title lines of each table, the nearest first.

    A table without any that follows another at once is the next part of it, and has its captions.
    """
    own = _captions(lines, tables, captions)
    found: dict[Extent, tuple[Heading, ...]] = {}
    floor = 0
    for number, (first, last) in enumerate(tables):
        heads = [*own[number], *title_lines(lines, first, floor)]
        heads.sort(key=lambda head: min(abs(head.line - first), abs(head.line - last)))
        if not heads and number and not _words_between(lines, floor, first):
            heads = list(found[tables[number - 1]])
        found[first, last] = tuple(heads)
        floor = last
    return found


def titles_inside(table: Table) -> list[Heading]:
    """Return the header rows that are one cell over the whole table, the last first."""
    rows = [row for row in table.header if row[0] is not None and len(row) > 1 and len(set(row)) == 1]
    return [title_in(row[0].text, row[0].span.line) for row in reversed(rows) if row[0] is not None]


def _captions(
    lines: Sequence[Line], tables: Sequence[Extent], captions: Sequence[Heading]
) -> defaultdict[int, list[Heading]]:
    """Return the captions of each table by its place; between two tables a caption is where others clearly are."""
    found: defaultdict[int, list[Heading]] = defaultdict(list)
    unsure: list[tuple[Heading, int]] = []
    over = under = 0
    starts = [first for first, _ in tables]
    for head in captions:
        behind = bisect_left(starts, head.line)  # the table that follows
        is_over = behind < len(tables) and _near(lines, head.line + head.wide - 1, tables[behind][0])
        is_under = behind > 0 and _near(lines, tables[behind - 1][1], head.line)
        if is_over and is_under:
            unsure.append((head, behind))
        elif is_over or is_under:
            over, under = over + is_over, under + is_under
            found[behind if is_over else behind - 1].append(head)
    for head, behind in unsure:
        found[behind - 1 if under > over else behind].append(head)
    return found


def _near(lines: Sequence[Line], first: int, last: int) -> bool:
    """Return True where a caption and a table at these lines can belong together."""
    return last - first <= _REACH and _words_between(lines, first, last) <= _BETWEEN


def _words_between(lines: Sequence[Line], first: int, last: int) -> int:
    """Return how many lines between two others have words."""
    return sum(not line.is_blank for line in lines[first : last - 1])
