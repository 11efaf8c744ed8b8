"""What is in doubt, set aside: its rows leave the staged tables, the ledger says why."""

from collections.abc import Sequence

import duckdb
import pyarrow as arrow

from pipeline.audit.findings.doubt_gate import Doubt
from schemas.row_ids import row_id
from schemas.tables import claims as tables

# The statements of the parts and locations in doubt, and the claims, each with its doubt.
_LEAVING = """
CREATE OR REPLACE TEMP TABLE leaving AS
SELECT st.statement_id AS row_id, min(doubted.doubt_id) AS doubt_id
FROM staged.statements AS st
JOIN doubted ON doubted.source_id = st.source_id
    AND ((doubted.part = split_part(st.locator, ';', 1) AND coalesce(doubted.year, st.year) = st.year)
        OR (doubted.line = st.line AND doubted.col_start = st.col_start))
GROUP BY st.statement_id
UNION ALL
SELECT claims.claim_id, min(doubted.doubt_id)
FROM staged.claims AS claims
JOIN doubted ON doubted.claim_id = claims.claim_id
GROUP BY claims.claim_id
"""
_LEAVE = """
UPDATE staged.number_ledger AS ledger SET fate = 'unaccounted', target_id = leaving.doubt_id
FROM leaving WHERE leaving.row_id = ledger.target_id;
UPDATE staged.sources AS sources SET n_unaccounted = (
    SELECT count(*) FROM staged.number_ledger AS ledger
    WHERE ledger.source_id = sources.source_id AND ledger.fate = 'unaccounted'
);
CREATE OR REPLACE TEMP TABLE left_lines AS
SELECT DISTINCT st.source_id, st.line, st.agency_id
FROM staged.statements AS st JOIN leaving ON leaving.row_id = st.statement_id;
DELETE FROM staged.statements WHERE statement_id IN (SELECT row_id FROM leaving);
DELETE FROM staged.claims WHERE claim_id IN (SELECT row_id FROM leaving);
DELETE FROM staged.agency_names AS names WHERE EXISTS (
    SELECT 1 FROM left_lines AS lines
    WHERE lines.source_id = names.source_id AND lines.line = names.line AND lines.agency_id = names.agency_id
) AND NOT EXISTS (
    SELECT 1 FROM staged.statements AS st
    WHERE st.source_id = names.source_id AND st.line = names.line AND st.agency_id = names.agency_id
);
DELETE FROM staged.agencies AS agencies WHERE agency_id IN (SELECT agency_id FROM left_lines)
    AND agency_id NOT IN (SELECT agency_id FROM staged.agency_names)
    AND agency_id NOT IN (SELECT agency_id FROM staged.statements WHERE agency_id IS NOT NULL)
    AND agency_id NOT IN (SELECT agency_id FROM staged.unit_states);
UPDATE staged.unit_ledger AS ledger SET fate = 'unexplained'
WHERE fate = 'result' AND NOT EXISTS (
    SELECT 1 FROM staged.agency_names AS names
    WHERE names.source_id = ledger.source_id AND names.line = ledger.line AND names.agency_id = ledger.agency_id
);
UPDATE staged.unit_ledger SET agency_id = NULL
WHERE agency_id NOT IN (SELECT agency_id FROM staged.agencies);
DROP TABLE leaving;
DROP TABLE left_lines
"""


def doubt_rows(doubts: Sequence[Doubt]) -> list[tuple[tables.Doubt, Doubt]]:
    """Return each doubt with the row that is published of it."""
    return [(_row(doubt), doubt) for doubt in doubts]


def _row(doubt: Doubt) -> tables.Doubt:
    location = doubt.location
    return tables.Doubt(
        doubt_id=row_id(*location.key, doubt.kind, doubt.subject),
        source_id=location.source_id,
        line=location.line,
        kind=doubt.kind,
        subject=doubt.subject,
        reading_a=doubt.reading_a.vi,
        reading_a_en=doubt.reading_a.en,
        reading_b=doubt.reading_b.vi,
        reading_b_en=doubt.reading_b.en,
        reason=doubt.reason.vi,
        reason_en=doubt.reason.en,
    )


def set_aside(con: duckdb.DuckDBPyConnection, doubts: Sequence[tuple[tables.Doubt, Doubt]]) -> None:
    """Take what is in doubt out of the staged tables of ``con``; the ledger says of its numbers why."""
    rows: list[tuple[str | int | None, ...]] = []
    for row, doubt in doubts:
        rows += [(row.doubt_id, *part, None, None, None) for part in sorted(doubt.parts, key=str)]
        rows += [
            (row.doubt_id, source, None, None, line, start, None)
            for source, line, start in sorted(doubt.locations)
        ]
        rows += [(row.doubt_id, *[None] * 5, claim) for claim in sorted(doubt.claim_ids)]
    names = ("doubt_id", "source_id", "part", "year", "line", "col_start", "claim_id")
    types = (*[arrow.string()] * 3, *[arrow.int32()] * 3, arrow.string())
    columns = [arrow.array(values, kind) for values, kind in zip(zip(*rows, strict=True), types, strict=True)]
    con.register("doubted", arrow.table(dict(zip(names, columns, strict=True))))
    con.execute(_LEAVING)
    con.unregister("doubted")
    con.execute(_LEAVE)
