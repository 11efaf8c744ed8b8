"""Reading a document from the first line to the last: tables, prose, claims, each line once."""

import re
from dataclasses import replace

from pipeline.documents.model import Document, Line
from pipeline.extraction.bands import read_bands
from pipeline.extraction.cells import unnumbered
from pipeline.extraction.claims import read_claims
from pipeline.extraction.delimited import read_delimited
from pipeline.extraction.flattened import read_flattened
from pipeline.extraction.furniture import is_furniture
from pipeline.extraction.grids import Grid
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.prose import ProseReader
from pipeline.extraction.readings import Context, Readings
from pipeline.extraction.sections import Outline, blocks_in, index_in
from pipeline.extraction.shares import read_shares
from pipeline.extraction.states import read_states
from pipeline.extraction.tables import read_grid
from pipeline.vietnamese.damage import anyof

_CAPTION = re.compile(rf"^(?:{anyof('bảng', 'biểu', 'biểu số', 'bảng số')})\s*(?:số\s*)?[\divx]+")
_IN_PERCENT = re.compile(rf"\((?:[^()]*{anyof('đơn vị tính', 'đvt', 'đơn vị')}\s*:?\s*)?%\)")
_NEAR = 4


def read(document: Document, lexicon: Lexicon) -> Readings:
    """All readings of a document, in the order of its lines."""
    out = Readings()
    outline = Outline(document, lexicon)
    prose = ProseReader(lexicon, document.decimal_mark)
    tables = 0
    place = 0
    lines = document.lines
    while place < len(lines):
        line = lines[place]
        if line.is_blank:
            place += 1
            continue
        grid = read_flattened(lines, place, lexicon, document.decimal_mark) or read_delimited(
            lines, place, lexicon, document.decimal_mark
        )
        if grid is not None:
            tables += 1
            grid.number = tables
            context = _table_context(document, grid, outline.context, lexicon)
            out.extend(read_grid(grid, context, lexicon, document.decimal_mark))
            for band in grid.bands:
                out.bands.extend(
                    read_bands(lines[band.span.line - 1], context, lexicon, document.decimal_mark).bands
                )
                out.claims.extend(
                    read_bands(lines[band.span.line - 1], context, lexicon, document.decimal_mark).claims
                )
            place = grid.last_line
            continue
        shares = read_shares(lines, place, outline.context, lexicon, document.decimal_mark)
        if shares is not None:
            out.extend(shares[0])
            place = shares[1]
            continue
        if is_furniture(line):
            place += 1
            continue
        if outline.enter(line) or _is_subhead(line):
            prose.new_section()
        _read_line(out, line, outline.context, prose, lexicon, document.decimal_mark)
        place += 1
    return out


def _is_subhead(line: Line) -> bool:
    """A short line without figures and full stop parts the sections of an article."""
    text = line.normal.text.strip()
    return (
        len(text) <= 80
        and not text.endswith((".", ",", ";", ":"))
        and not any(char.isdigit() for char in text)
    )


def _read_line(
    out: Readings, line: Line, context: Context, prose: ProseReader, lexicon: Lexicon, mark: str
) -> None:
    bands = read_bands(line, context, lexicon, mark)
    out.extend(bands)
    told = prose.read(line, context, [claim.span for claim in bands.claims])
    out.extend(told)
    out.extend(read_claims(line, context, lexicon, mark, {reading.span for reading in told.values}))
    out.extend(read_states(line, context, lexicon))


def _table_context(document: Document, grid: Grid, context: Context, lexicon: Lexicon) -> Context:
    """What caption and headings say of a table; the headings are the surer source."""
    for caption in _captions(document, grid):
        grid.in_percent = grid.in_percent or _IN_PERCENT.search(caption) is not None
        words = unnumbered(caption)
        found = blocks_in(words, lexicon)
        if context.block is None and len(found) == 1:
            context = replace(context, block=found[0])
        if context.index is None:
            context = replace(context, index=index_in(words, lexicon))
    return context


def _captions(document: Document, grid: Grid) -> list[str]:
    lines = document.lines
    before = [
        line
        for line in reversed(lines[max(0, grid.first_line - 1 - 2 * _NEAR) : grid.first_line - 1])
        if not line.is_blank
    ][:_NEAR]
    after = [line for line in lines[grid.last_line : grid.last_line + 2 * _NEAR] if not line.is_blank][:1]
    return [
        line.normal.text.strip() for line in [*before, *after] if _CAPTION.match(line.normal.text.strip())
    ]
