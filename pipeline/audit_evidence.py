"""The evidence of an audit, read from the published tables of DuckDB into the plain data of inference."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import duckdb

from pipeline.inference.evidence import (
    NOT_RANKED,
    Band,
    Claim,
    Criterion,
    Evidence,
    Figure,
    Place,
    RankedList,
    Result,
    SourceFacts,
    Telling,
)

_STATEMENTS = """
SELECT st.criterion_id, st.agency_id, st.measure, st.value, st.decimals, st.tier, st.origin, st.subject_text,
    st.source_id, st.line, st.col_start, st.col_end, st.quote, st.assessment_id, agencies.name,
    st.source_id = lists.source_id AS is_own
FROM statements AS st
JOIN assessments AS lists ON lists.assessment_id = st.assessment_id
LEFT JOIN agencies ON agencies.agency_id = st.agency_id
ORDER BY is_own DESC, st.origin = 'table' DESC, st.decimals DESC NULLS LAST, st.source_id, st.line, st.col_start,
    st.statement_id
"""
_CLAIMS = """
SELECT claims.claim_id, claims.source_id, claims.year, claims.index_id, claims.block, claims.claim_type,
    claims.subject, claims.criterion, claims.tier, claims.printed_value, claims.whole, claims.unit,
    claims.wording, claims.n_listed, claims.line, claims.col_start, claims.col_end, claims.quote,
    claims.assessment_id, substring(lines.text, claims.col_start + 1, claims.col_end - claims.col_start) AS token
FROM claims
LEFT JOIN source_lines AS lines ON lines.source_id = claims.source_id AND lines.line = claims.line
ORDER BY claims.source_id, claims.line, claims.col_start, claims.claim_type, claims.claim_id
"""
_MEASURES = ("score", "rank", "pct_of_max")
_TOTAL = "total"


@dataclass(frozen=True, slots=True)
class _Statement:
    """A row of ``statements`` that belongs to an assessment."""

    criterion_id: str
    agency_id: str | None
    measure: str
    value: Decimal | None
    decimals: int | None
    tier: str | None
    origin: str
    subject_text: str | None
    source_id: str
    line: int
    col_start: int
    col_end: int
    quote: str
    assessment_id: str
    name: str | None
    is_own: bool

    @property
    def place(self) -> Place:
        return Place(self.source_id, self.line, self.col_start, self.col_end, self.quote)

    @property
    def figure(self) -> Figure:
        return Figure(self.value or Decimal(0), self.decimals or 0, self.place)


@dataclass(slots=True)
class _Cells:
    """The statements of one criterion, the telling that counts first."""

    tellings: defaultdict[tuple[str, str], list[_Statement]] = field(default_factory=lambda: defaultdict(list))
    maximum: _Statement | None = None


def read_evidence(con: duckdb.DuckDBPyConnection) -> Evidence:
    """Everything that the published tables of ``con`` say of claims and assessments."""
    statements = [_Statement(*row) for row in con.execute(_STATEMENTS).fetchall()]
    cells: defaultdict[str, _Cells] = defaultdict(_Cells)
    for row in statements:
        held = cells[row.criterion_id]
        if row.measure == "max_score":
            held.maximum = held.maximum or (row if row.agency_id is None else None)
        elif row.agency_id is not None:
            held.tellings[row.agency_id, row.measure].append(row)
    claims = _claims(con, statements)
    criteria = _criteria(con, cells, claims)
    return Evidence(_sources(con), _lists(con, criteria, claims), claims)


def _sources(con: duckdb.DuckDBPyConnection) -> dict[str, SourceFacts]:
    rows: list[tuple[str, int, str | None, date | None]] = con.execute(
        "SELECT source_id, year, document_number, coalesce(decided_on, published_on) FROM sources ORDER BY ALL"
    ).fetchall()
    return {row[0]: SourceFacts(*row) for row in rows}


def _decimals(token: str | None, value: Decimal | None) -> int:
    """The decimals of a printed value: so many digits of its token stand behind the mark."""
    if value is None or token is None:
        return 0
    digits = "".join(char for char in token.split("/")[0] if char.isdigit())
    if not digits:
        return 0
    return next((n for n in range(len(digits) + 1) if Decimal(digits).scaleb(-n) == abs(value)), 0)


def _claims(con: duckdb.DuckDBPyConnection, statements: Sequence[_Statement]) -> list[Claim]:
    by_line: defaultdict[tuple[str, int], list[_Statement]] = defaultdict(list)
    names = {}
    for row in statements:
        by_line[row.source_id, row.line].append(row)
    for criterion_id, assessment_id, name in con.execute(
        "SELECT criterion_id, assessment_id, name FROM criteria ORDER BY ALL"
    ).fetchall():
        names[assessment_id, name] = criterion_id
    claims = []
    for row in con.execute(_CLAIMS).fetchall():
        (claim_id, source_id, year, index_id, block, claim_type, subject, criterion, tier, printed, whole, unit,
         wording, n_listed, line, start, end, quote, assessment_id, token) = row  # fmt: skip
        criterion_id = names.get((assessment_id, criterion)) if criterion else None
        if criterion and criterion_id is None and assessment_id:
            criterion_id = f"{assessment_id}/?"  # named, but nothing is printed of it
        claim = Claim(
            claim_id, source_id, year, index_id, block, claim_type, subject, tier, printed,
            _decimals(token, printed), whole, unit, wording, n_listed,
            Place(source_id, line, start, end, quote), assessment_id, criterion_id,
        )  # fmt: skip
        told = by_line[source_id, line]
        claims.append(replace(claim, agencies=_agencies(claim, told), n_listed=_n_named(claim, told)))
    return claims


def _agencies(claim: Claim, told: Iterable[_Statement]) -> tuple[str, ...]:
    """The units that a claim speaks of: those of the figure itself, else those that its words name."""
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
        rows = [row for row in told if row.subject_text and row.subject_text in claim.subject]
    return tuple(dict.fromkeys(row.agency_id or "" for row in rows))


def _n_named(claim: Claim, told: Iterable[_Statement]) -> int | None:
    """What a count's sentence lists; a count of units lists those that the next value behind it is said of."""
    if claim.n_listed is not None or claim.claim_type not in ("unit_count", "tier_count"):
        return claim.n_listed
    behind = [row for row in told if row.col_start > claim.place.start and row.agency_id is not None]
    first = min((row.col_start for row in behind), default=None)
    named = {row.agency_id for row in behind if row.col_start == first}
    return len(named) if len(named) > 1 else None


def _criteria(
    con: duckdb.DuckDBPyConnection, cells: dict[str, _Cells], claims: Sequence[Claim]
) -> dict[str, list[Criterion]]:
    """The criteria of each assessment."""
    ends: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.claim_type in ("top", "bottom") and claim.unit == "ranks":
            criterion_id = claim.criterion_id or f"{claim.assessment_id}/{_TOTAL}"
            ends[criterion_id, claim.claim_type].update(claim.agencies)
    made: defaultdict[str, list[Criterion]] = defaultdict(list)
    for assessment_id, criterion_id, name, position, maximum, basis in con.execute(
        "SELECT assessment_id, criterion_id, name, position, max_score, max_score_basis FROM criteria ORDER BY ALL"
    ).fetchall():
        held = cells[criterion_id]
        made[assessment_id].append(
            Criterion(
                criterion_id,
                name,
                position,
                maximum,
                basis,
                held.maximum.figure if held.maximum else None,
                _results(held),
                frozenset(ends[criterion_id, "top"]),
                frozenset(ends[criterion_id, "bottom"]),
                tuple(_retellings(held)),
            )
        )
    return dict(made)


def _results(cells: _Cells) -> dict[str, Result]:
    units = sorted({unit for unit, _ in cells.tellings})
    return {unit: _result(unit, cells) for unit in units}


def _result(unit: str, cells: _Cells) -> Result:
    told = {measure: cells.tellings[unit, measure] for measure in (*_MEASURES, "tier")}
    figures = {
        measure: next((row.figure for row in told[measure] if row.value is not None), None)
        for measure in _MEASURES
    }
    tier = next(iter(told["tier"]), None)
    last = next((row.place for row in told["rank"] if row.value is None), None)
    name = next(row.name or unit for rows in told.values() for row in rows)
    return Result(
        agency_id=unit,
        name=name,
        score=figures["score"],
        rank=figures["rank"],
        percent=figures["pct_of_max"],
        tier=tier.tier if tier else None,
        tier_place=tier.place if tier else None,
        tier_in_table=tier is not None and tier.origin == "table",
        last=last,
    )


def _retellings(cells: _Cells) -> Iterable[Telling]:
    """The tellings of a value after the one that counts."""
    for (unit, measure), rows in sorted(cells.tellings.items()):
        told = [row for row in rows if row.value is not None] if measure in _MEASURES else []
        for row in told[1:]:
            if (row.source_id, row.line, row.col_start) != (told[0].source_id, told[0].line, told[0].col_start):
                yield Telling(unit, row.name or unit, measure, row.figure, told[0].figure)


def _lists(
    con: duckdb.DuckDBPyConnection, criteria: dict[str, list[Criterion]], claims: Sequence[Claim]
) -> dict[str, RankedList]:
    bands: defaultdict[str, list[Band]] = defaultdict(list)
    for assessment_id, *band in con.execute(
        "SELECT assessment_id, tier, level, min_score, min_inclusive, max_score, unit, line FROM tier_bands "
        "WHERE criterion_id = assessment_id || '/total' ORDER BY ALL"
    ).fetchall():
        bands[assessment_id].append(Band(*band))
    left_out: defaultdict[str, set[str]] = defaultdict(set)
    for assessment_id, agency_id in con.execute(
        "SELECT assessment_id, agency_id FROM assessed_units WHERE status = ? ORDER BY ALL", [NOT_RANKED]
    ).fetchall():
        left_out[assessment_id].add(agency_id)
    told: defaultdict[str | None, dict[str, int]] = defaultdict(dict)
    for claim in claims:
        if claim.claim_type == "tier_count" and claim.tier and claim.printed is not None:
            told[claim.assessment_id].setdefault(claim.tier, int(claim.printed))
    rows = con.execute(
        "SELECT assessment_id, source_id, province_id, year, index_id, block, n_units, n_units_basis, is_complete "
        "FROM assessments ORDER BY assessment_id"
    ).fetchall()
    return {
        row[0]: RankedList(
            *row,
            criteria={item.criterion_id: item for item in criteria.get(row[0], [])},
            bands=tuple(bands[row[0]]),
            not_ranked=frozenset(left_out[row[0]]),
            told_tiers=tuple(sorted(told[row[0]].items())),
        )
        for row in rows
    }
