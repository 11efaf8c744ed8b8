"""The claims of the core tables, with what each speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

import duckdb

from pipeline.audit.audit_statements import ListedStatement
from pipeline.audit.evidence import Claim
from pipeline.warehouse.typed_rows import read_rows
from schemas.table import values_of
from schemas.tables.claims import LayoutClaim

_TOKENS = """
SELECT claims.claim_id, substring(lines.text, claims.col_start + 1, claims.col_end - claims.col_start)
FROM core.claims AS claims
JOIN staged.source_lines AS lines ON lines.source_id = claims.source_id AND lines.line = claims.line
"""
_ORDER = "source_id, line, col_start, claim_type, claim_id"
# The slug of a criterion that a claim names and no statement is of; no slug holds a mark.
_UNPRINTED = "?"


def read_claims(con: duckdb.DuckDBPyConnection, statements: Sequence[ListedStatement]) -> list[Claim]:
    """Return the claims that are to be judged, with the criterion and the units that each speaks of."""
    by_line: defaultdict[tuple[str, int], list[ListedStatement]] = defaultdict(list)
    names: dict[tuple[str, str], str] = {}
    for statement in statements:
        by_line[statement.source_id, statement.line].append(statement)
    for criterion_id, assessment_id, name in con.execute(
        "SELECT criterion_id, assessment_id, name FROM core.criteria ORDER BY ALL"
    ).fetchall():
        names[assessment_id, name] = criterion_id
    tokens: dict[str, str | None] = dict(con.execute(_TOKENS).fetchall())
    claims = []
    for row in read_rows(con, LayoutClaim, f"FROM core.claims ORDER BY {_ORDER}"):
        claim = Claim(
            **values_of(row),
            decimals=_decimals(tokens.get(row.claim_id), row.printed_value),
            criterion_id=_criterion_id(row, names),
        )
        of_line = by_line[claim.source_id, claim.line]
        claims.append(replace(claim, agencies=_agencies(claim, of_line), n_listed=_n_named(claim, of_line)))
    return claims


def _criterion_id(row: LayoutClaim, names: dict[tuple[str, str], str]) -> str | None:
    """Return the criterion that a claim names; one that nothing is printed of has an id that no list knows."""
    if row.criterion is None or row.assessment_id is None:
        return None
    return names.get((row.assessment_id, row.criterion), f"{row.assessment_id}/{_UNPRINTED}")


def _agencies(claim: Claim, told: Iterable[ListedStatement]) -> tuple[str, ...]:
    """Return the units that a claim speaks of: those named by itself, of its figure, or by its words."""
    if claim.named_units:
        return claim.named_units
    told = [
        row
        for row in told
        if row.agency_id is not None
        and (claim.criterion_id is None or row.criterion_id == claim.criterion_id)
        and (claim.block is None or row.assessment_id == claim.assessment_id)
    ]
    if claim.claim_type == "pct_of_max":
        rows = [row for row in told if row.col_start == claim.col_start]
    else:
        named = (row for row in told if row.subject_text and row.subject_text in claim.subject)
        # in the order of the words, so that the last one is the one that the claim is next to
        rows = sorted(named, key=lambda row: claim.subject.rfind(row.subject_text or ""))
    return tuple(dict.fromkeys(row.agency_id or "" for row in rows))


def _n_named(claim: Claim, told: Iterable[ListedStatement]) -> int | None:
    """Return what the sentence of a count lists; units are those that the next value after the count is of."""
    if claim.n_listed is not None or claim.claim_type not in ("unit_count", "tier_count"):
        return claim.n_listed
    behind = [row for row in told if row.col_start > claim.col_start and row.agency_id is not None]
    first = min((row.col_start for row in behind), default=None)
    rows = [row for row in behind if row.col_start == first]
    n_named = len({row.agency_id for row in rows})
    if claim.claim_type == "tier_count" and n_named != claim.printed_value:
        # other values are of other units than those counted
        counted = (claim.tier, claim.criterion_id or f"{claim.assessment_id}/total")
        n_named = n_named if all((row.tier, row.criterion_id) == counted for row in rows) else 0
    return n_named if n_named > 1 else None


def _decimals(token: str | None, value: Decimal | None) -> int:
    """Return the decimals of a printed value: so many digits of its token stand behind the mark."""
    if value is None or token is None:
        return 0
    digits = "".join(char for char in token.split("/")[0] if char.isdigit())
    if not digits:
        return 0
    return next((n for n in range(len(digits) + 1) if Decimal(digits).scaleb(-n) == abs(value)), 0)
