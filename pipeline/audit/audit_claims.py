"""The claims of the core tables, with what each speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import duckdb

from pipeline.audit.arithmetic.printed import Place
from pipeline.audit.audit_statements import Statement
from pipeline.audit.evidence import Claim

_CLAIMS = """
SELECT claims.claim_id, claims.source_id, claims.year, claims.index_id, claims.block, claims.claim_type,
    claims.subject, claims.criterion, claims.tier, claims.printed_value, claims.whole, claims.unit,
    claims.direction, claims.wording, claims.n_listed, claims.line, claims.col_start, claims.col_end,
    claims.quote, claims.assessment_id,
    substring(lines.text, claims.col_start + 1, claims.col_end - claims.col_start) AS token
FROM core.claims AS claims
LEFT JOIN staged.source_lines AS lines ON lines.source_id = claims.source_id AND lines.line = claims.line
ORDER BY claims.source_id, claims.line, claims.col_start, claims.claim_type, claims.claim_id
"""
# The slug of a criterion that a claim names and no statement is of; no slug holds a mark.
_UNPRINTED = "?"


@dataclass(frozen=True, slots=True)
class _Told:
    """A row of ``claims`` with the printed token."""

    claim_id: str
    source_id: str
    year: int
    index_id: str | None
    block: str | None
    claim_type: str
    subject: str
    criterion: str | None
    tier: str | None
    printed: Decimal | None
    whole: Decimal | None
    unit: str
    direction: str | None
    wording: str | None
    n_listed: int | None
    line: int
    col_start: int
    col_end: int
    quote: str
    assessment_id: str | None
    token: str | None

    def claim(self, criterion_id: str | None) -> Claim:
        """Return the claim as inference takes it."""
        return Claim(
            self.claim_id, self.source_id, self.year, self.index_id, self.block, self.claim_type,
            self.subject, self.tier,
            self.printed, _decimals(self.token, self.printed), self.whole, self.unit, self.direction,
            self.wording, self.n_listed,
            Place(self.source_id, self.line, self.col_start, self.col_end, self.quote),
            self.assessment_id, criterion_id,
        )  # fmt: skip


def read_claims(con: duckdb.DuckDBPyConnection, statements: Sequence[Statement]) -> list[Claim]:
    """Return the claims that are to be judged, with the criterion and the units that each speaks of."""
    by_line: defaultdict[tuple[str, int], list[Statement]] = defaultdict(list)
    names: dict[tuple[str, str], str] = {}
    for statement in statements:
        by_line[statement.source_id, statement.line].append(statement)
    for criterion_id, assessment_id, name in con.execute(
        "SELECT criterion_id, assessment_id, name FROM core.criteria ORDER BY ALL"
    ).fetchall():
        names[assessment_id, name] = criterion_id
    claims = []
    for row in con.execute(_CLAIMS).fetchall():
        told = _Told(*row)
        claim = told.claim(_criterion_id(told, names))
        said = by_line[claim.source_id, claim.place.line]
        claims.append(replace(claim, agencies=_agencies(claim, said), n_listed=_n_named(claim, said)))
    return claims


def _criterion_id(told: _Told, names: dict[tuple[str, str], str]) -> str | None:
    """Return the criterion that a claim names; one that nothing is printed of has an id that no list knows."""
    if told.criterion is None or told.assessment_id is None:
        return None
    return names.get((told.assessment_id, told.criterion), f"{told.assessment_id}/{_UNPRINTED}")


def _agencies(claim: Claim, told: Iterable[Statement]) -> tuple[str, ...]:
    """Return the units that a claim speaks of: those of the figure itself, else those that its words name."""
    told = [
        row
        for row in told
        if row.agency_id is not None
        and (claim.criterion_id is None or row.criterion_id == claim.criterion_id)
        and (claim.block is None or row.assessment_id == claim.assessment_id)
    ]
    if claim.claim_type == "pct_of_max":
        rows = [row for row in told if row.col_start == claim.place.start]
    else:
        named = (row for row in told if row.subject_text and row.subject_text in claim.subject)
        # in the order of the words, so that the last one is the one that the claim is next to
        rows = sorted(named, key=lambda row: claim.subject.rfind(row.subject_text or ""))
    return tuple(dict.fromkeys(row.agency_id or "" for row in rows))


def _n_named(claim: Claim, told: Iterable[Statement]) -> int | None:
    """Return what the sentence of a count lists; units are those that the next value behind the count is said of."""
    if claim.n_listed is not None or claim.claim_type not in ("unit_count", "tier_count"):
        return claim.n_listed
    behind = [row for row in told if row.col_start > claim.place.start and row.agency_id is not None]
    first = min((row.col_start for row in behind), default=None)
    named = {row.agency_id for row in behind if row.col_start == first}
    return len(named) if len(named) > 1 else None


def _decimals(token: str | None, value: Decimal | None) -> int:
    """Return the decimals of a printed value: so many digits of its token stand behind the mark."""
    if value is None or token is None:
        return 0
    digits = "".join(char for char in token.split("/")[0] if char.isdigit())
    if not digits:
        return 0
    return next((n for n in range(len(digits) + 1) if Decimal(digits).scaleb(-n) == abs(value)), 0)
