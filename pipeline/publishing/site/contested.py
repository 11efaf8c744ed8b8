"""Which printed values are contested: a document says so itself, or two of them do.

A value is contested where the words of a contradicted claim are its own, and where it is one of printed
numbers that cannot all be true, or the one that they cannot agree on. Every printing of such a value is.
"""

import duckdb

_CONTESTED = """
WITH accused AS (
    FROM main.claims
    WHERE verdict = 'contradicted' OR claim_id IN (SELECT claim_id FROM main.discrepancies)
),
cells AS (
    SELECT said.criterion_id, said.agency_id, said.measure
    FROM main.statements AS said
    JOIN accused ON accused.source_id = said.source_id AND accused.line = said.line
        AND said.col_start < accused.col_end AND accused.col_start < said.col_end
    UNION
    SELECT criterion_id, agency_id, quantity FROM main.conflict_sets
    UNION
    SELECT criterion_id, agency_id, measure
    FROM main.statements
    WHERE statement_id IN (SELECT unnest(inputs) FROM main.conflict_sets)
)
SELECT said.statement_id
FROM main.statements AS said
JOIN cells ON said.criterion_id IS NOT DISTINCT FROM cells.criterion_id
    AND said.agency_id IS NOT DISTINCT FROM cells.agency_id AND said.measure = cells.measure
UNION
SELECT claim_id FROM accused
"""


def find_contested(con: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the ids of the statements of a release that are contested, and of the claims that are contradicted."""
    return {row[0] for row in con.execute(_CONTESTED).fetchall()}
