"""Which block of units and which index a text speaks of, by the phrases of the code lists."""

import re

from pipeline.vietnamese.damage import anyof
from schemas.codelists import read_list


def _pattern(cell: str) -> re.Pattern[str]:
    """Return the phrases of a code list's cell, separated by semicolons."""
    return re.compile(anyof(*(part.strip() for part in cell.split(";") if part.strip())))


# What share of the letters of a text the name of an index must make to be all it says.
_COVERED = 0.7
_INDICES = [(row["index_id"], _pattern(f"{row['phrase']};{row['short']}")) for row in read_list("indices")]
_BLOCKS = [(row["block"], _pattern(row["phrases"])) for row in read_list("blocks")]


def blocks_in(text: str) -> list[str]:
    """Return the blocks that a normal text speaks of, in the order of the code list.

    A phrase that is only a part of a longer one does not count (``đoàn thể`` of ``các sở, ngành, đoàn thể``).
    """
    found = [(block, match.span()) for block, pattern in _BLOCKS for match in pattern.finditer(text)]
    whole = [
        block
        for block, (start, end) in found
        if not any(
            first <= start and end <= last and last - first > end - start for _, (first, last) in found
        )
    ]
    return list(dict.fromkeys(whole))


def block_in(text: str) -> str | None:
    """Return the block that a normal text speaks of, None where it speaks of none or of several."""
    found = blocks_in(text)
    return found[0] if len(found) == 1 else None


def index_in(text: str) -> str | None:
    """Return the index that a normal text names first, of two at one place the one with the longer name."""
    hits = [
        (match.start(), -len(match.group()), index)
        for index, pattern in _INDICES
        if (match := pattern.search(text))
    ]
    return min(hits)[2] if hits else None


def index_named(text: str) -> str | None:
    """Return the index of which a normal text is little else than the name."""
    longest = max((len(match.group()) for _, one in _INDICES for match in one.finditer(text)), default=0)
    return index_in(text) if longest > _COVERED * len(text.strip()) else None


def without_topics(text: str) -> str:
    """Return a normal text without the names of indices and blocks."""
    for _, pattern in (*_INDICES, *_BLOCKS):
        text = pattern.sub(" ", text)
    return text
