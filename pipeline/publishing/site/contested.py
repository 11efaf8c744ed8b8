"""Which printed values are contested: a document says so itself, or two of them do.

A value is contested where the words of a contradicted claim are its own, and where it is one of printed
numbers that cannot all be true, or the one that they cannot agree on. Every printing of such a value is.
"""

from collections import defaultdict

from pipeline.publishing.site.site_tables import Tables
from schemas.tables.claims import Discrepancy, JudgedClaim
from schemas.tables.deductions import ConflictSet
from schemas.tables.statements import Statement

_Cell = tuple[str | None, str | None, str]


def find_contested(tables: Tables) -> set[str]:
    """Return the ids of the statements that are contested, and of the claims that are contradicted."""
    accused = {row.claim_id for row in tables.of(Discrepancy)}
    claims = [
        row for row in tables.of(JudgedClaim) if row.verdict == "contradicted" or row.claim_id in accused
    ]
    cells = _cells_of(claims, tables.of(Statement))
    conflicts = tables.of(ConflictSet)
    cells |= {(row.criterion_id, row.agency_id, row.quantity) for row in conflicts}
    at_odds = {name for row in conflicts for name in row.inputs}
    cells |= {_cell(row) for row in tables.of(Statement) if row.statement_id in at_odds}
    statements = {row.statement_id for row in tables.of(Statement) if _cell(row) in cells}
    return statements | {row.claim_id for row in claims}


def _cell(row: Statement) -> _Cell:
    return row.criterion_id, row.agency_id, row.measure


def _cells_of(claims: list[JudgedClaim], statements: list[Statement]) -> set[_Cell]:
    """Return the cells whose printed words are those of one of ``claims``."""
    lines: dict[tuple[str, int], list[JudgedClaim]] = defaultdict(list)
    for claim in claims:
        lines[claim.source_id, claim.line].append(claim)
    return {
        _cell(row)
        for row in statements
        for claim in lines.get((row.source_id, row.line), ())
        if row.col_start < claim.col_end and claim.col_start < row.col_end
    }
