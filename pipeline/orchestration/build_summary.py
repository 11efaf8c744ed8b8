"""What the summary of a build says: counted in the working database, and put in lines."""

from pathlib import Path

from pipeline.documents.errors import SourceError
from pipeline.publishing.data.data_files import connect
from pipeline.publishing.release.record import Record, Summary

# What puts right a table that was read as something else.
_CURE = (
    "hold it against the document: if it was read as something else, what it measures is not read yet and it "
    "stays out; report the layout"
)
# What is said of criteria without a link, and what a person has to do.
_UNMAPPED = "stands in no list of links to dimensions"
_REVIEW = "add it to schemas/codelists/criterion_links.csv with its dimension, or as none with the reason"


def summarise(database: Path) -> Summary:
    """Count the sources, statements and numbers in ``database`` and word what was set aside."""
    with connect(database, read_only=True) as con:
        counts = con.execute("""
            SELECT
                (SELECT count(*) FROM sources),
                (SELECT count(*) FROM sources WHERE state = 'stale'),
                (SELECT count(*) FROM statements),
                (SELECT coalesce(sum(n_numbers), 0)::BIGINT FROM sources),
                (SELECT coalesce(sum(n_unaccounted), 0)::BIGINT FROM sources)
        """).fetchone()
        quarantined = con.execute("""
            SELECT path, place, reason, cure FROM quarantine ORDER BY path, place, reason, cure
        """).fetchall()
        doubts = con.execute("""
            SELECT
                sources.path,
                'line ' || doubts.line,
                format('{} is {} or {}: {}', doubts.subject, doubts.reading_a_en, doubts.reading_b_en, doubts.reason_en)
            FROM doubts JOIN sources USING (source_id)
            ORDER BY sources.path, doubts.line, doubts.doubt_id
        """).fetchall()
        unmapped = con.execute("""
            SELECT sources.path, 'criterion ' || criteria.name
            FROM criteria
            JOIN assessments USING (assessment_id)
            JOIN sources USING (source_id)
            WHERE criteria.dimension_link = 'none' AND criteria.name <> 'total' AND NOT EXISTS (
                FROM code_lists WHERE list = 'criterion_links' AND lower(code) = lower(criteria.name)
            )
            GROUP BY ALL
            ORDER BY ALL
        """).fetchall()
    assert counts is not None  # an aggregate query has one row
    names = ("n_sources", "n_stale", "n_statements", "n_numbers", "n_unaccounted")
    lines = tuple(one_line(*row) for row in quarantined)
    doubted = tuple(one_line(path, place, reason, _CURE) for path, place, reason in doubts)
    waiting = tuple(one_line(path, place, _UNMAPPED, _REVIEW) for path, place in unmapped)
    return Summary(
        **dict(zip(names, counts, strict=True)), quarantine=lines, doubts=doubted, unmapped=waiting
    )


def one_line(path: str, place: str, reason: str, cure: str) -> str:
    """Return the one line on what was set aside."""
    return str(SourceError(path, place, reason.rstrip("."), cure))


def labelled(record: Record, n_checks: int, seconds: float) -> dict[str, str]:
    """Return what a build did and where its results lie, by label."""
    summary = record.summary
    accounted = summary.n_numbers - summary.n_unaccounted
    share = f" ({100 * accounted // summary.n_numbers} %)" if summary.n_numbers else ""
    stale = f", {summary.n_stale} of them stale" if summary.n_stale else ""
    return {
        "release": record.release_id,
        "sources": f"{summary.n_sources}{stale}",
        "statements": str(summary.n_statements),
        "numbers accounted": f"{accounted} of {summary.n_numbers}{share}",
        "checks passed": str(n_checks),
        "quarantined": str(len(summary.quarantine)),
        "in doubt": str(len(summary.doubts)),
        "unmapped criteria": str(len(summary.unmapped)),
        "results": "dist/current/",
        "site": "make serve",
        "seconds": f"{seconds:.1f}",
    }
