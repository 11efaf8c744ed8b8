"""What a cell says once its column is known: one value, or a rank and a score, or a figure of a whole."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.reading.readings import ClaimReading, Context, Mention, Reading, Readings, Span
from pipeline.reading.tables.column_cells import FIGURE
from pipeline.reading.tables.column_heads import RANK, TIER
from pipeline.reading.tables.columns import PAIR, Meaning
from pipeline.reading.text.cells import RANK_AND_SCORE, Cell, is_unranked_marker
from pipeline.reading.vocabulary.tier_words import TierHit, cell_tier
from pipeline.vietnamese.numbers import parse_number, roman_value
from schemas.values import UNIT_OF_MEASURE


@dataclass(frozen=True, slots=True)
class CellOrigin:
    """Where a value stands: its unit (None: a maximum of all), its locator, the context and the year of its row."""

    unit: Mention | None
    locator: str
    context: Context
    year: int | None = None


def read_cell(out: Readings, cell: Cell, meaning: Meaning, origin: CellOrigin, mark: str) -> bool:
    """Add the values of a cell; returns False where it holds nothing of what its column measures."""
    both = RANK_AND_SCORE.match(cell.normal.text)
    if both and meaning.kind == PAIR:
        for measure, group in zip(meaning.measures, "ab" if meaning.rank_first else "ba", strict=True):
            value = parse_number(both.group(group), mark)
            out.values.append(_reading(measure, meaning, value, cell.part(*both.span(group)), origin))
        return True
    if meaning.kind == TIER:
        found = list(_tier(cell, meaning, origin))
        out.values += found
        return bool(found)
    (measure, *_) = meaning.measures
    if meaning.kind == RANK and (roman := roman_value(cell.words)):
        out.values.append(_reading(measure, meaning, Decimal(roman), (cell.text, cell.span), origin))
        return True
    match = FIGURE.fullmatch(cell.normal.text)
    if match is None:
        return False
    value = parse_number(match["n"], mark)
    if meaning.kind == RANK and value != value.to_integral_value():
        return False
    group = "all" if meaning.kind == RANK else "n"
    out.values.append(_reading(measure, meaning, value, cell.part(*match.span(group)), origin))
    if match["whole"]:
        _read_whole(out, parse_number(match["whole"], mark), cell.part(*match.span("whole")), meaning, origin)
    return True


def _read_whole(
    out: Readings, value: Decimal, printed: tuple[str, Span], meaning: Meaning, origin: CellOrigin
) -> None:
    """Read the number after a stroke: how many are ranked (``3/12``), or the maximum of a score (``8,5/10``)."""
    if meaning.kind != RANK:
        out.values.append(maximum(meaning.criterion, value, printed, origin))
    elif origin.unit is not None:
        out.claims.append(
            ClaimReading(
                claim_type="unit_count",
                subject=origin.unit.text,
                value=value,
                unit="units",
                span=printed[1],
                context=origin.context,
                criterion=meaning.criterion,
            )
        )


def maximum(criterion: str | None, value: Decimal, printed: tuple[str, Span], origin: CellOrigin) -> Reading:
    """Return the maximum of what a column measures, that of all units."""
    of_all = replace(origin, unit=None)
    return _reading("max_score", Meaning("maximum", criterion), value, printed, of_all)


def _reading(
    measure: str, meaning: Meaning, value: Decimal, printed: tuple[str, Span], origin: CellOrigin
) -> Reading:
    return Reading(
        mention=origin.unit,
        measure=measure,
        criterion=meaning.criterion,
        value=value,
        value_text=printed[0],
        span=printed[1],
        unit=UNIT_OF_MEASURE[measure],
        origin="table",
        locator=origin.locator,
        context=origin.context,
        year=meaning.year or origin.year,
    )


def _tier(cell: Cell, meaning: Meaning, origin: CellOrigin) -> Iterator[Reading]:
    """Yield the tier of a cell: a known one, or the word of a scale that no list knows."""
    hit = cell_tier(cell.words)
    if hit is not None:
        yield tier_reading(cell, hit, meaning, origin)
    elif cell.has_letters and not is_unranked_marker(cell.words):
        name = cell.text[:1].upper() + cell.text[1:]
        yield _tier_of(name, (cell.text, cell.span), meaning, origin)


def tier_reading(cell: Cell, hit: TierHit, meaning: Meaning, origin: CellOrigin) -> Reading:
    """Return the tier that is found in a cell."""
    shift = len(cell.normal.text) - len(cell.normal.text.lstrip())
    return _tier_of(hit.tier.name, cell.part(hit.start + shift, hit.end + shift), meaning, origin)


def _tier_of(tier: str, printed: tuple[str, Span], meaning: Meaning, origin: CellOrigin) -> Reading:
    reading = _reading("tier", meaning, Decimal(0), printed, origin)
    return replace(reading, value=None, tier=tier)
