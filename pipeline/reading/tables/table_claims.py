"""What a table says of several units at once: averages at its foot, shares in its group rows."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.reading.readings import ClaimReading, Context, Span
from pipeline.reading.tables.grids import Row
from pipeline.reading.tables.plans import Plan, number_in
from pipeline.reading.text.cells import Cell
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import group_row_tier
from pipeline.vietnamese.normal import normalise
from pipeline.vietnamese.numbers import NUMBER, parse_number

_SHARE_OR_COUNT = pattern(r"{n:number} ?(?P<unit>%|{unit_noun})")
_AVERAGE = pattern("{average}")


def foot_claims(row: Row, plan: Plan, context: Context, mark: str) -> Iterator[ClaimReading]:
    """Averages, sums and extremes printed under the units."""
    label = next((cell.text for cell in row.cells if cell and cell.has_letters), "")
    kind = "average" if _AVERAGE.search(normalise(label).text) else "other"
    for cell, planned in zip(row.cells, plan, strict=True):
        value = number_in(cell, mark)
        if cell is not None and value is not None:
            criterion = (planned.criterion if planned else None) or "total"
            yield ClaimReading(
                claim_type=kind,
                subject=label,
                value=value,
                unit="points",
                span=cell.span,
                context=context,
                criterion=criterion,
            )


def group_row_claims(cell: Cell, context: Context, mark: str) -> Iterator[ClaimReading]:
    """Shares printed in group rows (``A. Mức khá (67%)``) are claims on the rows under them."""
    hit = group_row_tier(cell.words)
    for match in _SHARE_OR_COUNT.finditer(cell.normal.text):
        _, span = cell.part(*match.span("n"))
        kind, unit = ("tier_share", "percent") if match["unit"] == "%" else ("tier_count", "units")
        value = parse_number(match["n"], mark)
        tier = hit.tier.name if hit else None
        yield ClaimReading(
            claim_type=kind,
            subject=cell.text,
            value=value,
            unit=unit,
            span=span,
            context=context,
            criterion="total",
            tier=tier,
        )


def remark_claims(cell: Cell, context: Context, mark: str) -> Iterator[ClaimReading]:
    """Yield the numbers of a remark."""
    for match in NUMBER.finditer(cell.normal.text):
        token, span = cell.part(*match.span())
        yield replace(cell_claim(cell, span, context), value=parse_number(token, mark))


def cell_claim(cell: Cell, span: Span, context: Context) -> ClaimReading:
    """Return the claim at a span of a cell that says nothing of a result."""
    return ClaimReading(claim_type="other", subject=cell.text, unit="points", span=span, context=context)
