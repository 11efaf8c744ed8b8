"""Tables of shares: a tier in front, and for each block the share of its units."""

import re
from collections.abc import Sequence

from pipeline.documents.document import Line
from pipeline.reading.readings import ClaimReading, Context, Readings
from pipeline.reading.text.cells import Cell, split_cells
from pipeline.reading.vocabulary.tier_words import cell_tier
from pipeline.reading.vocabulary.topics import block_in
from pipeline.vietnamese.numbers import NUMBER, parse_number

_LOOK_BACK = 12
_MIN_ROWS = 2
_MAX_CELL = 160
_SENTENCE = re.compile(r"^.{25,}[.;:]$|\w\s+[^\W\d_]{3,}\.\s+[^\W\d_]")


def read_shares(
    lines: Sequence[Line], start: int, context: Context, mark: str
) -> tuple[Readings, int] | None:
    """Return the claims of the table of shares whose first tier stands in line index ``start``.

    Returns them with the number of the table's last line, None where no such table begins there.
    """
    cells = split_cells(lines[start])
    if len(cells) > 1:
        return _in_rows(lines, start, context, mark)
    first = single_cells(lines[start : start + 1], 0)
    if not first or cell_tier(first[0].words) is None:
        return None
    cells = single_cells(lines, start)
    width = 0
    while width + 1 < len(cells) and cells[width + 1].is_number and "%" in cells[width + 1].text:
        width += 1
    if width == 0:
        return None
    blocks = [block_in(cell.words) for cell in _heads(lines, start, width)]
    contexts = [Context(context.index, block or context.block, None, context.year) for block in blocks]
    contexts += [Context(context.index, context.block, None, context.year)] * (width - len(contexts))
    out = Readings()
    index = 0
    while index + width < len(cells) and (hit := cell_tier(cells[index].words)):
        shares = cells[index + 1 : index + 1 + width]
        out.claims += _row(cells[index].text, hit.tier.name, shares, contexts, mark)
        index += width + 1
    return (out, cells[index - 1].span.line) if index // (width + 1) >= _MIN_ROWS else None


def _in_rows(lines: Sequence[Line], start: int, context: Context, mark: str) -> tuple[Readings, int] | None:
    """Return the same where the rows of the table stand in lines, its header right above the first tier."""
    rows = [split_cells(lines[start])]
    for line in lines[start + 1 :]:
        cells = split_cells(line)
        if len(cells) != len(rows[0]):
            break
        rows.append(cells)
    hits = [cell_tier(row[0].words) for row in rows]
    shares = all(cell.is_number and "%" in cell.text for row in rows for cell in row[1:])
    if len(rows) < _MIN_ROWS or not all(hits) or not shares:
        return None
    heads = split_cells(lines[start - 1]) if start else []
    said = [block_in(cell.words) for cell in heads[1:]] if len(heads) == len(rows[0]) else []
    blocks = said or [None] * (len(rows[0]) - 1)
    contexts = [Context(context.index, block or context.block, None, context.year) for block in blocks]
    out = Readings()
    for row, hit in zip(rows, hits, strict=True):
        if hit is not None:
            out.claims += _row(row[0].text, hit.tier.name, row[1:], contexts, mark)
    return out, rows[-1][0].span.line


def _row(
    subject: str, tier: str, shares: list[Cell], contexts: list[Context], mark: str
) -> list[ClaimReading]:
    """Return the shares of one tier, a block each, up to the first cell without a number."""
    claims: list[ClaimReading] = []
    for cell, context in zip(shares, contexts, strict=True):
        match = NUMBER.search(cell.text)
        if match is None:
            break
        span = cell.printed_span(match.start(), match.end())
        value = parse_number(match.group(), mark)
        claims.append(
            ClaimReading(
                claim_type="tier_share",
                subject=subject,
                value=value,
                unit="percent",
                span=span,
                context=context,
                criterion="total",
                tier=tier,
            )
        )
    return claims


def single_cells(lines: Sequence[Line], start: int) -> list[Cell]:
    """Return the cells from line index ``start`` on, as long as every line is blank or holds one short cell."""
    cells: list[Cell] = []
    for line in lines[start:]:
        if line.is_blank:
            continue
        found = split_cells(line)
        words = line.normal.text.strip()
        if len(found) != 1 or len(words) > _MAX_CELL or _SENTENCE.search(words):
            break
        cells.append(found[0])
    return cells


def _heads(lines: Sequence[Line], start: int, width: int) -> list[Cell]:
    """Return the cells right before the table, the last ``width`` of which head its columns."""
    before: list[Cell] = []
    for line in reversed(lines[max(0, start - _LOOK_BACK) : start]):
        if line.is_blank:
            continue
        found = single_cells([line], 0)
        if not found:
            break
        before.insert(0, found[0])
    return before[-width:]
