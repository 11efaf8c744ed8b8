"""The statements of one source: readings with canonical ids, with what had to be read otherwise."""

import unicodedata
from collections import Counter

from rapidfuzz import fuzz

from pipeline.documents.errors import SourceError
from pipeline.reading.readings import Mention, Reading
from pipeline.reading.vocabulary.criterion_names import criterion_key, mender
from pipeline.resolution.agencies import ResolvedAgency, block_of
from pipeline.resolution.session import SourceSession
from pipeline.vietnamese.numbers import decimals
from schemas.row_ids import row_id
from schemas.tables.statements import StagedStatement
from schemas.values import MISPRINT_MATCHES

# Similarity, 0 to 100, from which on two printed names are one criterion.
_SAME_CRITERION = 93.0

# The chosen name of each criterion, by index and printed name.
_Names = dict[tuple[str | None, str], str]


def _criterion_names(readings: list[Reading]) -> _Names:
    """One name for each criterion of an index, the one most often printed.

    Damaged letters are mended, and printed variants that differ in function words or a letter are one.
    """
    counts: Counter[tuple[str | None, str]] = Counter()
    for reading in readings:
        name = reading.criterion or reading.context.criterion
        if name:
            counts[reading.context.index, name] += 1
    chosen: _Names = {}
    for (index, name), _ in sorted(counts.items(), key=lambda item: (-item[1], -len(item[0][1]), item[0][1])):
        mended = mender().mend(unicodedata.normalize("NFC", name))
        same = (
            other
            for (at, _), other in chosen.items()
            if at == index and fuzz.ratio(criterion_key(other), criterion_key(mended)) >= _SAME_CRITERION
        )
        chosen[index, name] = next(same, mended)
    return chosen


def statement_rows(session: SourceSession) -> list[StagedStatement]:
    """Return the statements of a source, in the order of its readings, each once.

    Readings without place in an assessment are left out. Raises SourceError where no index is known.
    """
    values = session.readings.values
    names = _criterion_names(values)
    rows = [_statement(session, reading, names, None) if reading.mention else None for reading in values]
    stated = [row for row in rows if row is not None]
    for index, reading in enumerate(values):
        if reading.mention is None:
            rows[index] = _statement(session, reading, names, _block_next_to(reading, stated))
    made: dict[str, StagedStatement] = {}
    for row in rows:
        if row is not None:
            made.setdefault(row.statement_id, row)
    return list(made.values())


def _block_next_to(reading: Reading, stated: list[StagedStatement]) -> str | None:
    """Return the block of the units that stand in the table or line of a maximum, or of those of the whole document.

    Of several in one table it is the first.
    """
    table = reading.locator.partition(";")[0]
    nearby = [
        row.block for row in stated if row.locator.startswith(f"{table};") or row.line == reading.span.line
    ]
    if nearby:
        return nearby[0]
    everywhere = {row.block for row in stated}
    return everywhere.pop() if len(everywhere) == 1 else None


def _statement(
    session: SourceSession, reading: Reading, names: _Names, nearby: str | None
) -> StagedStatement | None:
    """Return the row of a reading; ``nearby`` is the block of what stands nearby one without unit and block."""
    context, mention, span = reading.context, reading.mention, reading.span
    source, units = session.source, session.units
    index = session.index(context)
    if index is None:
        raise SourceError(
            session.document.path,
            "",
            "no index is named over the results",
            "add 'index: ict' (or another of indices.csv) to source.yaml",
        )
    year = reading.year or context.year or source.year
    agency = units.resolve(mention, context, year) if mention else None
    block = block_of(agency, context.block) if agency else context.block or nearby
    if block is None:
        return None
    printed = reading.criterion or context.criterion
    criterion = names.get((context.index, printed), printed) if printed else "total"
    subject = mention.text if mention else None
    source_id = source.source_id
    return StagedStatement(
        statement_id=row_id(source_id, span.line, span.start, subject, reading.measure, criterion, year),
        source_id=source_id,
        province_id=units.province_of(block, context.home),
        year=year,
        index_id=index,
        block=block,
        agency_id=units.id_of(agency, context.home) if agency else None,
        agency=agency.name if agency else None,
        subject_text=subject,
        criterion=criterion,
        measure=reading.measure,
        value=reading.value,
        tier=reading.tier,
        value_text=session.printed(span),
        decimals=decimals(reading.value) if reading.value is not None else None,
        unit=reading.unit,
        origin=reading.origin,
        locator=f"{reading.locator};ocr" if session.document.recognised else reading.locator,
        line=span.line,
        col_start=span.start,
        col_end=span.end,
        quote=session.quote(span.line),
        repair=_repair(agency, mention, reading, printed, criterion),
    )


def _repair(
    agency: ResolvedAgency | None,
    mention: Mention | None,
    reading: Reading,
    printed: str | None,
    criterion: str,
) -> str | None:
    """Return what had to be read otherwise than printed."""
    notes: list[str] = []
    if agency is not None and mention is not None and agency.match in MISPRINT_MATCHES:
        notes.append(f"{mention.text} → {agency.name}")
    if reading.tier is not None and reading.tier.lower() != reading.value_text.lower():
        notes.append(f"{reading.value_text} → {reading.tier}")
    if printed is not None and printed != criterion:
        notes.append(f"{printed} → {criterion}")
    return "; ".join(notes) or None
