"""Where every number of a source went: rows of indicators and of the number ledger."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.documents.errors import SourceError
from pipeline.reading.readings import NumberReading, Span
from pipeline.resolution.by_hand import refuse_loss, refuse_many
from pipeline.resolution.resolve_doubts import doubted_spans
from pipeline.resolution.session import SourceSession
from pipeline.resolution.source_file import HandFate
from pipeline.resolution.statement_claims import span_of_row
from schemas.row_ids import row_id
from schemas.tables.claims import StagedClaim
from schemas.tables.documents import LedgerEntry, UnitEntry
from schemas.tables.statements import Indicator, StagedStatement


@dataclass(frozen=True, slots=True)
class Placed:
    """A printed range that is accounted for: its fate, and the id of the row that holds it."""

    span: Span
    fate: str
    target: str | None


def indicator_rows(session: SourceSession) -> list[Indicator]:
    """Return the indicators of a source."""
    source = session.source
    return [
        Indicator(
            source_id=source.source_id,
            province_id=session.units.province.province_id,
            year=source.year,
            indicator_id=_indicator_id(source.source_id, found.span),
            name=found.name,
            value=found.value,
            unit=found.unit,
            numerator=found.numerator,
            denominator=found.denominator,
            qualifier=found.qualifier,
            line=found.span.line,
            quote=session.quote(found.span.line),
        )
        for found in session.readings.indicators
    ]


def _indicator_id(source_id: str, span: Span) -> str:
    return row_id(source_id, span.line, span.start, "indicator")


def ledger_rows(
    session: SourceSession, statements: Iterable[StagedStatement], claims: Iterable[StagedClaim]
) -> list[LedgerEntry]:
    """Return the number ledger of a source, the numbers placed by hand included.

    Raises SourceError where a hand-placed number does not stand in its line, would hide a result, or where
    too many are placed by hand.
    """
    source_id, numbers = session.source.source_id, session.readings.numbers
    rows = place_numbers(source_id, numbers, _placed(session, statements, claims))
    refuse_many(session, len(rows))
    for wanted in session.corrections.fates:
        index = _index_of(session, rows, wanted)
        refuse_loss(session, wanted, numbers[index])
        rows[index] = replace(rows[index], fate=wanted.fate, target_id=None)
    return rows


def unit_rows(session: SourceSession) -> list[UnitEntry]:
    """Return the unit ledger of a source, after all its units are resolved."""
    source = session.source
    rows = {}
    for unit in session.readings.units:
        span = unit.mention.span
        rows[span.line, span.start] = UnitEntry(
            source_id=source.source_id,
            line=span.line,
            col_start=span.start,
            col_end=span.end,
            text=session.printed(span),  # a name that goes on in the next line: what stands in this one
            agency_id=session.units.known_id(unit.mention, unit.context, unit.context.year or source.year),
            fate=unit.fate,
        )
    return list(rows.values())


def _placed(
    session: SourceSession, statements: Iterable[StagedStatement], claims: Iterable[StagedClaim]
) -> Iterator[Placed]:
    """Yield everything that accounts for a number, in the order in which fates apply."""
    for row in statements:
        yield Placed(span_of_row(row), "statement", row.statement_id)
    for claim in claims:
        if claim.claim_type != "date":  # a reference, also where the date can be checked
            yield Placed(span_of_row(claim), "claim", claim.claim_id)
    for found in session.readings.indicators:
        yield Placed(found.span, "indicator", _indicator_id(session.source.source_id, found.span))
    for span, doubt_id in doubted_spans(session):
        yield Placed(span, "unaccounted", doubt_id)


def place_numbers(
    source_id: str, numbers: Iterable[NumberReading], placed: Iterable[Placed]
) -> list[LedgerEntry]:
    """Return the fate of every number; of several rows that claim one number the first in ``placed`` counts."""
    by_line: defaultdict[int, list[Placed]] = defaultdict(list)
    for entry in placed:
        by_line[entry.span.line].append(entry)
    rows: list[LedgerEntry] = []
    for number in numbers:
        span = number.span
        places = filter(None, (span, number.whole_of))
        holders = (entry for at in places for entry in by_line[at.line] if entry.span.overlaps(at))
        holder = next(holders, Placed(span, number.fate, None))
        rows.append(
            LedgerEntry(
                source_id=source_id,
                line=span.line,
                col_start=span.start,
                col_end=span.end,
                token=number.token,
                fate=holder.fate,
                target_id=holder.target,
            )
        )
    return rows


def _index_of(session: SourceSession, rows: Sequence[LedgerEntry], wanted: HandFate) -> int:
    """Return the index of the number that a correction places."""
    hits = [index for index, row in enumerate(rows) if row.line == wanted.line and row.token == wanted.token]
    if len(hits) < wanted.nth or rows[hits[wanted.nth - 1]].fate != "unaccounted":
        raise SourceError(
            session.document.path,
            f"corrections.yaml, line {wanted.line}, token {wanted.token}",
            "no unaccounted number stands there",
            "remove the entry",
        )
    return hits[wanted.nth - 1]
