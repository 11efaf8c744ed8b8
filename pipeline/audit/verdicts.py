"""The audit of the built tables: evidence out of DuckDB, verdicts of its judges back into it.

Run between the making of the tables and their checks. It sets aside what is in doubt, fills the verdict
columns of ``claims``, adds the structural checks as claims, and makes ``discrepancies`` of contradictions.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import duckdb
import pyarrow as arrow

from pipeline.audit.discrepancies import DiscrepancyRow, discrepancies_of
from pipeline.audit.evidence import Claim, Finding, Verdict
from pipeline.audit.findings.doubt_gate import doubts_of
from pipeline.audit.ids import finding_id
from pipeline.audit.judge import judge
from pipeline.audit.read_evidence import read_evidence
from pipeline.audit.set_aside import DoubtRow, doubt_rows, set_aside
from schemas.contract import table_of, to_arrow
from schemas.tables import claims as tables

_SCALE = Decimal("0.000001")
CLAIMS, DISCREPANCIES, DOUBTS = map(table_of, (tables.Claim, tables.Discrepancy, tables.Doubt))


@dataclass(frozen=True, slots=True)
class _ClaimRow:
    """A row of ``claims``, judged."""

    claim_id: str
    source_id: str
    province_id: str
    year: int
    index_id: str | None
    block: str | None
    claim_type: str
    subject: str
    criterion: str | None
    tier: str | None
    printed_value: Decimal | None
    whole: Decimal | None
    unit: str
    wording: str | None
    direction: str | None
    n_listed: int | None
    line: int
    col_start: int
    col_end: int
    quote: str
    assessment_id: str | None
    recomputed_value: Decimal | None
    recomputed_unit: str | None
    low: Decimal | None
    high: Decimal | None
    verdict: str
    reading: str | None
    explanation: str
    explanation_en: str
    discrepancy_id: str | None


def audit(con: duckdb.DuckDBPyConnection, rebuild: Callable[[duckdb.DuckDBPyConnection], None]) -> None:
    """Judge the claims of the published tables in ``con`` and write verdicts and discrepancies there.

    What is in doubt is set aside first, and the tables are made anew by ``rebuild`` without it, until the
    contradictions that are left stand.
    """
    doubts: list[DoubtRow] = []
    while True:
        evidence = read_evidence(con)
        judged = judge(evidence)
        found = doubt_rows(doubts_of(evidence, judged))
        if not found:
            break
        set_aside(con, found)
        rebuild(con)
        doubts += [doubt for doubt, _ in found]
    findings = {finding_id(finding): finding for finding in judged.findings}
    discrepancies, told_by = discrepancies_of(evidence, judged.verdicts, findings)
    rows = [_finding_row(claim_id, finding, told_by) for claim_id, finding in findings.items()]
    _write(con, _arrow(evidence.claims, judged.verdicts, told_by), (rows, discrepancies, doubts))


def _decimal(value: Fraction | None) -> Decimal | None:
    """Return a bound or value as it is published: six decimals, half up."""
    if value is None:
        return None
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_SCALE, ROUND_HALF_UP)


def _unit(verdict: Verdict, claimed: str) -> str | None:
    """Return the unit of what was worked out: that of the claim unless the verdict tells another."""
    return None if verdict.value is None else verdict.unit or claimed


def _finding_row(claim_id: str, finding: Finding, told_by: Mapping[str, str]) -> _ClaimRow:
    about, place, verdict = finding.about, finding.place, finding.verdict
    return _ClaimRow(
        claim_id=claim_id,
        source_id=place.source_id,
        province_id=about.province_id,
        year=about.year,
        index_id=about.index_id,
        block=about.block,
        claim_type=finding.claim_type,
        subject=finding.subject,
        criterion=finding.criterion.name,
        tier=finding.tier,
        printed_value=finding.printed,
        whole=None,
        unit=finding.unit,
        wording=None,
        direction=None,
        n_listed=None,
        line=place.line,
        col_start=place.start,
        col_end=place.end,
        quote=place.quote,
        assessment_id=about.assessment_id,
        recomputed_value=_decimal(verdict.value),
        recomputed_unit=_unit(verdict, finding.unit),
        low=_decimal(verdict.low),
        high=_decimal(verdict.high),
        verdict=verdict.verdict,
        reading=verdict.reading,
        explanation=verdict.words.vi,
        explanation_en=verdict.words.en,
        discrepancy_id=told_by.get(claim_id),
    )


def _write(
    con: duckdb.DuckDBPyConnection,
    judged: arrow.Table,
    made: tuple[Sequence[_ClaimRow], Sequence[DiscrepancyRow], Sequence[DoubtRow]],
) -> None:
    """Fill the verdict columns, then add what the layout claims, all discrepancies and doubts."""
    con.register("judged", judged)
    columns = ", ".join(f"{name} = judged.{name}" for name in judged.column_names if name != "claim_id")
    con.execute(f"UPDATE main.claims SET {columns} FROM judged WHERE judged.claim_id = claims.claim_id")
    con.unregister("judged")
    tables = [to_arrow(CLAIMS, made[0]), to_arrow(DISCREPANCIES, made[1]), to_arrow(DOUBTS, made[2])]
    for table, rows in zip((CLAIMS, DISCREPANCIES, DOUBTS), tables, strict=True):
        con.register("made", rows)
        con.execute(f"INSERT INTO main.{table.name} BY NAME FROM made ORDER BY ALL")
        con.unregister("made")


def _arrow(
    claims: Sequence[Claim], verdicts: Mapping[str, Verdict], told_by: Mapping[str, str]
) -> arrow.Table:
    """Return the verdict columns of ``claims`` by claim."""
    told = [(claim, verdicts[claim.claim_id]) for claim in sorted(claims, key=lambda claim: claim.claim_id)]
    values = {
        "claim_id": [claim.claim_id for claim, _ in told],
        "recomputed_value": [_decimal(verdict.value) for _, verdict in told],
        "recomputed_unit": [_unit(verdict, claim.unit) for claim, verdict in told],
        "low": [_decimal(verdict.low) for _, verdict in told],
        "high": [_decimal(verdict.high) for _, verdict in told],
        "verdict": [verdict.verdict for _, verdict in told],
        "reading": [verdict.reading for _, verdict in told],
        "explanation": [verdict.words.vi for _, verdict in told],
        "explanation_en": [verdict.words.en for _, verdict in told],
        "discrepancy_id": [told_by.get(claim.claim_id) for claim, _ in told],
    }
    types = {column.name: column.arrow_type for column in CLAIMS.columns}
    return arrow.table({name: arrow.array(column, types[name]) for name, column in values.items()})
