"""The audit: evidence out of the core tables, verdicts and deductions for the published ones."""

import duckdb

from pipeline.audit.deduce import deduce
from pipeline.audit.verdicts import audit
from pipeline.audit.weigh import weigh
from pipeline.warehouse.build import build_core, build_marts

__all__ = ["audit", "build_tables", "deduce", "weigh"]


def build_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Make the published tables of the staged ones in ``con``: sql/core, the audit, what follows, sql/marts."""
    build_core(con)
    audit(con)
    deduce(con)
    weigh(con)
    build_marts(con)
