"""What a table says of several units at once: averages at its foot, shares in its group rows."""

from collections.abc import Iterator

from pipeline.reading.readings import ClaimReading, Context
from pipeline.reading.tables.grids import Row
from pipeline.reading.tables.plans import Plan, number_in
from pipeline.reading.text.cells import Cell
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import band_row
from pipeline.vietnamese.normal import normalise
from pipeline.vietnamese.numbers import parse_number

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
            yield ClaimReading(kind, label, value, "points", cell.span, context, criterion)


def band_claims(cell: Cell, context: Context, mark: str) -> Iterator[ClaimReading]:
    """Shares printed in group rows (``A. Mức khá (67%)``) are claims on the rows under them."""
    hit = band_row(cell.words)
    for match in _SHARE_OR_COUNT.finditer(cell.normal.text):
        _, span = cell.part(*match.span("n"))
        kind, unit = ("tier_share", "percent") if match["unit"] == "%" else ("tier_count", "units")
        value = parse_number(match["n"], mark)
        tier = hit.tier.name if hit else None
        yield ClaimReading(kind, cell.text, value, unit, span, context, "total", tier)
