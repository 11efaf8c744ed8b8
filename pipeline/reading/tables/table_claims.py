"""What a table says of several units at once: averages at its foot, shares in its group rows and tables of shares."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.reading.readings import ClaimReading, Context, Span
from pipeline.reading.tables.column_cells import number_in
from pipeline.reading.tables.column_heads import Heading
from pipeline.reading.tables.columns import Meaning
from pipeline.reading.tables.table import Row
from pipeline.reading.text.cells import TOTAL_ROW, Cell
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import cell_tier, group_row_tier
from pipeline.reading.vocabulary.topics import block_in
from pipeline.vietnamese.normal import normalise
from pipeline.vietnamese.numbers import NUMBER, parse_number

_SHARE_OR_COUNT = pattern(r"{n:number} ?(?P<unit>%|{unit_noun})")
_AVERAGE = pattern("{average}")
_SCORES = {"score", "pct_of_max"}


def foot_claims(row: Row, meanings: Sequence[Meaning], context: Context, mark: str) -> Iterator[ClaimReading]:
    """Yield averages, sums and extremes printed under the units; without a label a row is one whose name was lost."""
    label = row.label
    if label is None:
        return
    is_mean = _AVERAGE.search(label.normal.text) is not None
    for cell, meaning in zip(row.cells, meanings, strict=True):
        value = number_in(cell, mark)
        if cell is not None and value is not None:
            criterion = meaning.criterion or "total"
            told = replace(context, year=meaning.year or context.year)
            yield replace(
                cell_claim(cell, cell.span, told),
                claim_type="average" if is_mean and not _SCORES.isdisjoint(meaning.measures) else "other",
                unit="percent" if meaning.percent else "points",
                subject=label.text,
                value=value,
                criterion=criterion,
            )


def group_row_claims(cell: Cell, context: Context, mark: str) -> Iterator[ClaimReading]:
    """Shares printed in group rows (``A. Mức khá (67%)``) are claims on the rows under them."""
    hit = group_row_tier(cell.words)
    for match in _SHARE_OR_COUNT.finditer(cell.normal.text):
        _, span = cell.part(*match.span("n"))
        share = match["unit"] == "%"
        yield _of_tier(cell, span, match["n"], share, hit.tier.name if hit else None, context, mark)


def share_claims(
    row: Row, label: int, headings: Sequence[Heading], context: Context, mark: str
) -> Iterator[ClaimReading]:
    """Yield the shares or counts of one tier, a block each, from a table with a row for each tier.

    Those of all blocks, or of all tiers, are sums.
    """
    tier = row.cells[label]
    hit = cell_tier(tier.words) if tier is not None else None
    for at, cell in enumerate(row.cells):
        match = NUMBER.search(cell.text) if cell is not None and at != label else None
        if cell is None or tier is None or match is None:
            continue
        heading = normalise(headings[at].own).text
        told = replace(context, block=block_in(heading) or context.block)
        share = "%" in cell.text or headings[at].percent
        name = hit.tier.name if hit is not None else None
        claim = _of_tier(tier, cell.printed_span(*match.span()), match.group(), share, name, told, mark)
        is_sum = hit is None or TOTAL_ROW.match(heading) is not None
        yield replace(claim, claim_type="other", tier=None) if is_sum else claim


def _of_tier(
    subject: Cell, span: Span, token: str, share: bool, tier: str | None, context: Context, mark: str
) -> ClaimReading:
    return ClaimReading(
        claim_type="tier_share" if share else "tier_count",
        subject=subject.text,
        value=parse_number(token, mark),
        unit="percent" if share else "units",
        span=span,
        context=context,
        criterion="total",
        tier=tier,
    )


def remark_claims(cell: Cell, context: Context, mark: str) -> Iterator[ClaimReading]:
    """Yield the numbers of a remark."""
    for match in NUMBER.finditer(cell.normal.text):
        _, span = cell.part(*match.span())
        # of the normal text: what is printed may hold marks without width
        yield replace(cell_claim(cell, span, context), value=parse_number(match.group(), mark))


def cell_claim(cell: Cell, span: Span, context: Context) -> ClaimReading:
    """Return the claim at a span of a cell that says nothing of a result."""
    return ClaimReading(claim_type="other", subject=cell.text, unit="points", span=span, context=context)
