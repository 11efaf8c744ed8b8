"""From what was read of one source to its rows."""

from pipeline.resolution.check_origin import origin_rows
from pipeline.resolution.resolve_claims import band_rows, claim_rows, criterion_rows, state_rows
from pipeline.resolution.resolve_doubts import doubt_rows
from pipeline.resolution.resolve_ledger import indicator_rows, ledger_rows, unit_rows
from pipeline.resolution.resolve_statements import statement_rows
from pipeline.resolution.session import SourceSession, correction_rows
from pipeline.resolution.staged_rows import StagedRows
from schemas.tables.documents import LedgerEntry, Source, SourceLine


def resolve_source(session: SourceSession) -> StagedRows:
    """Return all rows of one source; the ledger tells which numbers statements, claims and indicators hold."""
    source, units = session.source, session.units
    statements = statement_rows(session)
    claims = claim_rows(session, statements)
    states = state_rows(session)
    ledger = ledger_rows(session, statements, claims)
    return StagedRows(
        sources=[_source_row(session, ledger)],
        source_lines=[
            SourceLine(source_id=source.source_id, line=line.number, text=line.text)
            for line in session.document.lines
        ],
        statements=statements,
        claims=claims,
        tier_bands=band_rows(session),
        listed_criteria=criterion_rows(session),
        agencies=list(units.agencies.values()),
        agency_names=list(units.names),
        unit_states=states,
        indicators=indicator_rows(session),
        corrections=[*origin_rows(source, session.readings.origin_doubts), *correction_rows(session)],
        number_ledger=ledger,
        unit_ledger=unit_rows(session),
        unresolved_names=list(units.unresolved),
        doubts=doubt_rows(session),
    )


def _source_row(session: SourceSession, ledger: list[LedgerEntry]) -> Source:
    source, document = session.source, session.document
    return Source(
        source_id=source.source_id,
        publication_id=source.publication_id,
        province_id=session.units.province.province_id,
        year=source.year,
        period=source.period,
        title=source.title,
        document_number=source.number,
        document_kind=source.document_kind,
        about=source.about,
        issuer=source.issuer,
        decided_on=source.decided,
        published_on=source.published,
        publisher=source.publisher,
        url=source.url,
        retrieved_on=source.retrieved,
        note=source.note,
        criteria_document=source.criteria_document,
        parent_document=source.parent_document,
        amends=source.amends,
        licence=source.licence,
        publish_text=source.publish_text,
        path=document.path,
        media_type=document.media_type,
        sha256=document.sha256,
        n_numbers=len(ledger),
        n_unaccounted=sum(row.fate == "unaccounted" for row in ledger),
        n_by_hand=len(session.corrections.fates),
        recognised=document.recognised,
        state="fresh",
        stale_since=None,
        stale_reason=None,
    )
