"""Why a row of one release differs from that of another: what became of the sources that it rests on.

A row of a source has the cause of that source; one of a list, that of the sources that tell of it; one of a province,
that of its sources. Where none of these changed, code lists or code did; else it follows from other rows.
"""

from pathlib import Path

import duckdb

from pipeline.publishing.data.data_files import name, text
from pipeline.publishing.release.record import read_record

# Weightiest first: what a source came to, then a repair of it, then what is not of a source.
CAUSES = (
    "source_added", "source_removed", "source_changed", "source_restored", "source_set_aside", "correction",
    "code_lists", "lexicon", "code", "follows",
)  # fmt: skip
_OF_SOURCES = """
CREATE OR REPLACE TEMP TABLE source_causes AS
WITH repaired AS (
    SELECT coalesce(o.source_id, n.source_id) AS source_id
    FROM {old_corrections} AS o
    FULL JOIN {new_corrections} AS n USING (source_id, locator, before, after, applied)
    WHERE o.source_id IS NULL OR n.source_id IS NULL
)
SELECT
    coalesce(o.source_id, n.source_id) AS source_id,
    coalesce(o.province_id, n.province_id) AS province_id,
    CASE
        WHEN o.source_id IS NULL THEN 'source_added'
        WHEN n.source_id IS NULL THEN 'source_removed'
        WHEN o.state <> 'stale' AND n.state = 'stale' THEN 'source_set_aside'
        WHEN o.state = 'stale' AND n.state <> 'stale' THEN 'source_restored'
        WHEN o IS DISTINCT FROM n AND o.sha256 <> n.sha256 THEN 'source_changed'
        WHEN coalesce(o.source_id, n.source_id) IN (FROM repaired) THEN 'correction'
        WHEN {differs} THEN 'source_changed'
    END AS cause
FROM {old_sources} AS o
FULL JOIN {new_sources} AS n USING (source_id)
"""
_OF_LISTS = """
CREATE OR REPLACE TEMP TABLE list_causes AS
SELECT told.assessment_id, arg_min(cause, list_position({causes}, cause)) AS cause
FROM (
    SELECT assessment_id, source_id FROM {old_statements}
    UNION SELECT assessment_id, source_id FROM {new_statements}
    UNION SELECT assessment_id, source_id FROM {old_assessments}
    UNION SELECT assessment_id, source_id FROM {new_assessments}
) AS told
JOIN source_causes USING (source_id)
WHERE cause IS NOT NULL
GROUP BY told.assessment_id
"""
# What a source.yaml says; how many numbers were read is no cause.
_DESCRIBED = (
    "publication_id", "document_kind", "about", "url", "retrieved_on", "year", "title", "document_number", "issuer",
    "decided_on", "published_on", "publisher",
)  # fmt: skip


def find_causes(con: duckdb.DuckDBPyConnection, old: Path, new: Path) -> str:
    """Make the tables that `cause_of` asks, of two release folders; return the cause of rows that no source explains.

    Where a release lacks a table that is needed, no source is a cause.
    """
    tables = {
        f"{age}_{table}": folder / "parquet" / f"{table}.parquet"
        for age, folder in (("old", old), ("new", new))
        for table in ("sources", "corrections", "statements", "assessments")
    }
    con.execute("CREATE TEMP TABLE source_causes (source_id VARCHAR, province_id VARCHAR, cause VARCHAR)")
    con.execute("CREATE TEMP TABLE list_causes (assessment_id VARCHAR, cause VARCHAR)")
    if all(path.is_file() for path in tables.values()):
        places = {key: text(path) for key, path in tables.items()}
        known = {row[0] for row in con.execute(f"DESCRIBE FROM {places['old_sources']}").fetchall()}
        known &= {row[0] for row in con.execute(f"DESCRIBE FROM {places['new_sources']}").fetchall()}
        described = [column for column in _DESCRIBED if column in known]
        differs = " OR ".join(f"o.{name(one)} IS DISTINCT FROM n.{name(one)}" for one in described)
        con.execute(_OF_SOURCES.format(**places, differs=differs or "false"))
        con.execute(_OF_LISTS.format(**places, causes=list(CAUSES)))
    return _usual(old, new)


def _usual(old: Path, new: Path) -> str:
    """Return what besides sources differs between the inputs of two releases."""
    before, after = (read_record(folder) for folder in (old, new))
    if before is None or after is None:
        return "code"
    differing = {kind for kind, version in after.inputs.items() if before.inputs.get(kind) != version}
    return next((cause for cause in CAUSES if cause in differing), "follows")


def cause_of(columns: list[str], usual: str) -> str:
    """Return the SQL for the cause of a row ``o`` or ``n`` of a table with these columns."""
    places = [("source_id", "source_causes"), ("assessment_id", "list_causes")]
    asked = [_asked(column, table) for column, table in places if column in columns]
    if not asked and "province_id" in columns:
        asked = [_asked("province_id", "source_causes")]
    return f"coalesce({', '.join([*asked, text(usual)])}) AS _cause"


def _asked(column: str, table: str) -> str:
    weightiest = f"arg_min(cause, list_position({list(CAUSES)}, cause))"
    row = f"coalesce(n.{column}, o.{column})"
    return f"(SELECT {weightiest} FROM {table} AS t WHERE t.{column} = {row} AND cause IS NOT NULL)"
