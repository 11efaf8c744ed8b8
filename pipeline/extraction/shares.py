"""Tables of shares: a tier in front, and for each block the share of its units."""

from collections.abc import Sequence

from pipeline.documents.model import Line
from pipeline.extraction.cells import Cell
from pipeline.extraction.flattened import single_cells
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.readings import ClaimReading, Context, Readings, Span
from pipeline.extraction.sections import blocks_in
from pipeline.extraction.tiers import cell_tier
from pipeline.vietnamese.numbers import NUMBER, parse_number

_LOOK_BACK = 6


def read_shares(
    lines: Sequence[Line], start: int, context: Context, lexicon: Lexicon, mark: str
) -> tuple[Readings, int] | None:
    """The share table whose first tier stands in line index ``start``, and the number of its last line."""
    cells = single_cells(lines, start)
    if not cells or cell_tier(cells[0].words, lexicon) is None:
        return None
    width = 0
    while width + 1 < len(cells) and cells[width + 1].is_number and "%" in cells[width + 1].text:
        width += 1
    if width == 0:
        return None
    heads = _heads(lines, start, width)
    blocks = [found[0] if len(found := blocks_in(cell.words, lexicon)) == 1 else None for cell in heads]
    out = Readings()
    place = 0
    while place + width < len(cells) and (hit := cell_tier(cells[place].words, lexicon)):
        for column in range(width):
            cell = cells[place + 1 + column]
            match = NUMBER.search(cell.text)
            if match is None:
                break
            span = Span(cell.span.line, cell.span.start + match.start(), cell.span.start + match.end())
            block = blocks[column] if column < len(blocks) else None
            scoped = Context(context.index, block or context.block, None, context.year)
            out.claims.append(
                ClaimReading(
                    "tier_share",
                    cells[place].text,
                    parse_number(match.group(), mark),
                    "percent",
                    span,
                    scoped,
                    "total",
                    hit.tier.name,
                )
            )
        place += width + 1
    rows = place // (width + 1)
    return (out, cells[place - 1].span.line) if rows >= 2 else None


def _heads(lines: Sequence[Line], start: int, width: int) -> list[Cell]:
    """The cells right before the table, the last ``width`` of which head its columns."""
    before: list[Cell] = []
    for line in reversed(lines[max(0, start - 2 * _LOOK_BACK) : start]):
        if line.is_blank:
            continue
        found = single_cells([line], 0)
        if not found:
            break
        before.insert(0, found[0])
    return before[-width:]
