"""The audit: evidence out of the core tables, verdicts and deductions for the published ones."""

import duckdb

from pipeline.audit.deduce import deduce
from pipeline.audit.moves import Close
from pipeline.audit.verdicts import audit
from pipeline.audit.weigh import weigh
from pipeline.deduction.closure import compute_closure
from pipeline.warehouse.build import build_core, build_marts

__all__ = ["audit", "build_tables", "deduce", "weigh"]


def build_tables(con: duckdb.DuckDBPyConnection, close: Close = compute_closure) -> None:
    """Make the published tables of the staged ones in ``con``: sql/core, the audit, what follows, sql/marts.

    ``close`` computes what follows for a list, or knows it.
    """
    build_core(con)
    audit(con)
    deduce(con, close)
    weigh(con)
    build_marts(con)
