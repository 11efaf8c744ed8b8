"""The reading of a maximum that a sentence prints."""

from decimal import Decimal

from pipeline.documents.document import Line
from pipeline.reading.readings import Context, Reading, Span, text_of


def maximum_in_prose(line: Line, span: Span, value: Decimal, context: Context) -> Reading:
    """Return the reading of a maximum printed at ``span`` of a line of prose."""
    return Reading(
        mention=None,
        measure="max_score",
        criterion=None,
        value=value,
        value_text=text_of(line, span),
        span=span,
        unit="points",
        origin="prose",
        locator=f"line={line.number}",
        context=context,
    )
