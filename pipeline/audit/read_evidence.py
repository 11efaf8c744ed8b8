"""The evidence of an audit, read from the core tables of DuckDB into the plain data of the judges."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import duckdb

from pipeline.audit.arithmetic.printed import PrintedTier, Reprint, Result
from pipeline.audit.audit_claims import read_claims
from pipeline.audit.audit_statements import ListedStatement, read_statements
from pipeline.audit.evidence import Claim, Criterion, Evidence, RankedList
from pipeline.warehouse.typed_rows import read_rows
from schemas.table import values_of
from schemas.tables.assessments import Assessment, TierBand
from schemas.tables.documents import Source
from schemas.values import NOT_RANKED

_MEASURES = ("score", "rank", "pct_of_max")


_Cell = tuple[str, str]


@dataclass(slots=True)
class _Cells:
    """The statements of one criterion by unit and measure: those that count, and the others."""

    counted: dict[_Cell, ListedStatement] = field(default_factory=dict)
    in_words: dict[str, ListedStatement] = field(default_factory=dict)
    others: defaultdict[_Cell, list[ListedStatement]] = field(default_factory=lambda: defaultdict(list))
    maxima: dict[str | None, ListedStatement] = field(default_factory=dict)

    def add(self, row: ListedStatement) -> None:
        """Sort one statement in; ``in_words`` is a last rank without a number, a maximum without a unit that of all."""
        if row.measure == "max_score":
            if row.is_counted:
                self.maxima[row.agency_id] = row
        elif row.agency_id is None:
            return
        elif not row.is_counted:
            self.others[row.agency_id, row.measure].append(row)
        elif row.measure == "rank" and row.value is None:
            self.in_words[row.agency_id] = row
        else:
            self.counted[row.agency_id, row.measure] = row


def read_evidence(con: duckdb.DuckDBPyConnection) -> Evidence:
    """Everything that the core tables of ``con`` say of claims and assessments."""
    statements = _in_columns(read_statements(con))
    cells: defaultdict[str, _Cells] = defaultdict(_Cells)
    for row in statements:
        cells[row.criterion_id].add(row)
    claims = read_claims(con, statements)
    sources = {row.source_id: row for row in read_rows(con, Source, "FROM staged.sources ORDER BY source_id")}
    criteria = _criteria(con, cells, claims)
    return Evidence(sources, _lists(con, criteria, claims), claims)


def _in_columns(statements: Sequence[ListedStatement]) -> list[ListedStatement]:
    """Return the statements with the decimals of their column: ``10`` among ``7,5`` and ``6,7`` is 10,0."""
    most: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for row in statements:
        if row.origin == "table":
            key = (row.source_id, row.criterion_id, row.measure)
            most[key] = max(most[key], row.decimals or 0)
    return [
        replace(row, decimals=most[row.source_id, row.criterion_id, row.measure])
        if row.origin == "table" and row.decimals is not None
        else row
        for row in statements
    ]


def _criteria(
    con: duckdb.DuckDBPyConnection, cells: dict[str, _Cells], claims: Sequence[Claim]
) -> dict[str, list[Criterion]]:
    """Return the criteria of each assessment."""
    ends: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.claim_type in ("top", "bottom") and claim.unit == "ranks":
            criterion_id = claim.criterion_id or f"{claim.assessment_id}/total"
            ends[criterion_id, claim.claim_type].update(claim.agencies)
    made: defaultdict[str, list[Criterion]] = defaultdict(list)
    for assessment_id, criterion_id, name, position, maximum, n_odd, scheme, parent_id in con.execute(
        "SELECT assessment_id, criterion_id, name, position, max_score, n_odd_ranks, "
        "rank_scheme, parent_criterion_id "
        "FROM core.criteria "
        "ORDER BY assessment_id, position"
    ).fetchall():
        held = cells[criterion_id]
        printed = held.maxima.get(None)
        made[assessment_id].append(
            Criterion(
                criterion_id,
                name,
                position,
                maximum,
                printed.figure if printed is not None and printed.value == maximum else None,
                _results(held),
                frozenset(ends[criterion_id, "top"]),
                frozenset(ends[criterion_id, "bottom"]),
                tuple(_reprints(held)),
                n_odd,
                scheme,
                parent_id,
            )
        )
    return dict(made)


def _results(cells: _Cells) -> dict[str, Result]:
    units = sorted({unit for unit, _ in cells.counted} | set(cells.in_words))
    return {unit: _result(unit, cells) for unit in units}


def _result(unit: str, cells: _Cells) -> Result:
    counted = {measure: cells.counted.get((unit, measure)) for measure in (*_MEASURES, "tier")}
    figures = {measure: row.figure if row else None for measure, row in counted.items()}
    tier, last, maximum = counted["tier"], cells.in_words.get(unit), cells.maxima.get(unit)
    name = next((row.agency for row in (*counted.values(), last) if row is not None and row.agency), unit)
    return Result(
        agency_id=unit,
        name=name,
        score=figures["score"],
        rank=figures["rank"],
        percent=figures["pct_of_max"],
        tier=tier.tier if tier else None,
        tier_location=tier.location if tier else None,
        tier_in_table=tier is not None and tier.origin == "table",
        last=last.location if last else None,
        maximum=maximum.value if maximum else None,
    )


def _reprints(cells: _Cells) -> Iterator[Reprint]:
    """Yield the other printings of a value that counts, those of tiers first."""
    for (unit, measure), rows in sorted(
        cells.others.items(), key=lambda item: (item[0][1] != "tier", item[0])
    ):
        counted = cells.counted.get((unit, measure))
        for row in rows:
            if counted is None or (row.tier if measure == "tier" else row.value) is None:
                continue
            again, own = (
                PrintedTier(item.tier or "", item.location) if measure == "tier" else item.figure
                for item in (row, counted)
            )
            yield Reprint(unit, row.agency or unit, measure, again, own)


def _lists(
    con: duckdb.DuckDBPyConnection, criteria: dict[str, list[Criterion]], claims: Sequence[Claim]
) -> dict[str, RankedList]:
    bands: defaultdict[str, list[TierBand]] = defaultdict(list)
    of_criteria: defaultdict[str, defaultdict[str, tuple[TierBand, ...]]] = defaultdict(
        lambda: defaultdict(tuple)
    )
    for band in read_rows(con, TierBand, "FROM core.tier_bands ORDER BY assessment_id, tier"):
        of_criteria[band.assessment_id][band.criterion_id] += (band,)
        if band.is_of_total:
            bands[band.assessment_id].append(band)
    left_out: defaultdict[str, set[str]] = defaultdict(set)
    for assessment_id, agency_id in con.execute(
        # who is below the lowest band has no reason of a source, and stands in the list with its points
        "SELECT assessment_id, agency_id FROM core.assessed_units "
        "WHERE status = ? AND reason IS NOT NULL ORDER BY ALL",
        [NOT_RANKED],
    ).fetchall():
        left_out[assessment_id].add(agency_id)
    told: defaultdict[str | None, dict[str, int]] = defaultdict(dict)
    for claim in claims:
        if claim.claim_type == "tier_count" and claim.tier and claim.printed_value is not None:
            told[claim.assessment_id].setdefault(claim.tier, int(claim.printed_value))
    n_told = _stated_criteria(claims)
    return {
        row.assessment_id: RankedList(
            **values_of(row),
            criteria={item.criterion_id: item for item in criteria.get(row.assessment_id, [])},
            bands=tuple(bands[row.assessment_id]),
            criterion_bands=dict(of_criteria[row.assessment_id]),
            not_ranked=frozenset(left_out[row.assessment_id]),
            stated_tiers=tuple(sorted(told[row.assessment_id].items())),
            stated_criteria=frozenset(n_told[row.assessment_id]),
        )
        for row in read_rows(con, Assessment, "FROM core.assessments ORDER BY assessment_id")
    }


def _stated_criteria(claims: Sequence[Claim]) -> defaultdict[str, set[int]]:
    """Return the numbers of criteria that sentences tell of each list, those of one of its criteria apart."""
    told: defaultdict[str, set[int]] = defaultdict(set)
    for claim in claims:
        about = claim.assessment_id
        if (
            about is not None
            and claim.is_of_total
            and claim.unit == "criteria"
            and claim.printed_value is not None
        ):
            told[about].add(int(claim.printed_value))
    return told
