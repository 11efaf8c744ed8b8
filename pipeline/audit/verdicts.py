"""The audit of the built tables: evidence out of DuckDB, verdicts of `pipeline.inference` back into it.

Run between the making of the tables and their checks. It fills the verdict columns of ``claims``, adds the
structural checks as claims, and makes ``discrepancies`` of all that is contradicted.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import duckdb
import pyarrow as arrow

from pipeline.audit.evidence import read_evidence
from pipeline.inference.evidence import CONTRADICTED, Claim, Evidence, Finding, Verdict
from pipeline.inference.explain import number
from pipeline.inference.judge import judge
from schemas.claims import TABLE as CLAIMS
from schemas.codelists import read_list
from schemas.contract import to_arrow
from schemas.discrepancies import TABLE as DISCREPANCIES

_SCALE = Decimal("0.000001")
# What a contradicted claim of each type is called, where its verdict does not say it closer.
_KINDS = {
    "average": "average_differs",
    "tier_share": "share_differs",
    "tier_count": "count_differs",
    "unit_count": "count_differs",
    "gap": "gap_differs",
    "pct_of_max": "percent_differs",
    "max_of_criterion": "maximum_differs",
    "sum": "sum_differs",
    "top": "extreme_differs",
    "bottom": "extreme_differs",
    "tier_threshold": "tier_band",
    "rank_order": "rank_order",
    "rank_change": "change_differs",
    "share_change": "change_differs",
    "date": "date_differs",
}
_COUNTED = ("criteria", "tiers")


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
    direction: str | None
    wording: str | None
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


@dataclass(frozen=True, slots=True)
class _DiscrepancyRow:
    """A row of ``discrepancies``."""

    discrepancy_id: str
    source_id: str
    assessment_id: str | None
    claim_id: str
    kind: str
    agency_id: str | None
    criterion_id: str | None
    printed: str | None
    recomputed: str | None
    explanation: str
    explanation_en: str
    line: int
    quote: str
    status: str


def audit(con: duckdb.DuckDBPyConnection) -> None:
    """Judge the claims of the published tables in ``con`` and write verdicts and discrepancies there."""
    evidence = read_evidence(con)
    judged = judge(evidence)
    states = {row["discrepancy_id"]: row["status"] for row in read_list("discrepancy_states")}
    findings = {_finding_id(finding): finding for finding in judged.findings}
    rows = [_finding_row(claim_id, finding) for claim_id, finding in findings.items()]
    discrepancies = [
        _of_claim(claim, judged.verdicts[claim.claim_id], evidence, states)
        for claim in evidence.claims
        if judged.verdicts[claim.claim_id].verdict == CONTRADICTED
    ]
    discrepancies += [
        _of_finding(claim_id, finding, states)
        for claim_id, finding in findings.items()
        if finding.verdict.verdict == CONTRADICTED
    ]
    _write(con, evidence.claims, judged.verdicts, rows, discrepancies)


def row_id(*parts: object) -> str:
    """A stable id from natural keys, as ids of staged rows are made."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _decimal(value: Fraction | None) -> Decimal | None:
    """A bound or value as it is published: six decimals, half up."""
    if value is None:
        return None
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_SCALE, ROUND_HALF_UP)


def _unit(verdict: Verdict, claimed: str) -> str | None:
    """The unit of what was worked out: that of the claim unless the verdict tells another."""
    return None if verdict.value is None else verdict.unit or claimed


def _finding_id(finding: Finding) -> str:
    place = finding.place
    key = (finding.criterion.criterion_id, finding.agency_id, finding.verdict.kind)
    return row_id(place.source_id, place.line, place.start, finding.claim_type, *key)


def _finding_row(claim_id: str, finding: Finding) -> _ClaimRow:
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
        direction=None,
        wording=None,
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
    )


def _of_claim(claim: Claim, verdict: Verdict, evidence: Evidence, states: dict[str, str]) -> _DiscrepancyRow:
    """The discrepancy that a contradicted sentence is."""
    counted = "count_differs" if claim.unit in _COUNTED else "wording_differs"
    kind = verdict.kind or _KINDS.get(claim.claim_type, counted)
    discrepancy_id = row_id(claim.source_id, claim.place.line, claim.place.start, kind, claim.claim_id)
    criterion = evidence.criterion_of(claim)
    return _DiscrepancyRow(
        discrepancy_id=discrepancy_id,
        source_id=claim.source_id,
        assessment_id=claim.assessment_id,
        claim_id=claim.claim_id,
        kind=kind,
        agency_id=claim.agencies[0] if len(claim.agencies) == 1 else None,
        criterion_id=criterion.criterion_id if criterion else None,
        printed=_printed(claim),
        recomputed=number(verdict.value).vi if verdict.value is not None else None,
        explanation=verdict.words.vi,
        explanation_en=verdict.words.en,
        line=claim.place.line,
        quote=claim.place.quote,
        status=states.get(discrepancy_id, "open"),
    )


def _printed(claim: Claim) -> str:
    """What a claim prints, in the way of its language; words where it prints no number."""
    if claim.printed is None:
        return claim.subject
    if claim.unit == "date":
        day = f"{claim.printed:f}"[:8]
        return f"{day[6:8]}/{day[4:6]}/{day[:4]}"
    return number(claim.printed).vi


def _of_finding(claim_id: str, finding: Finding, states: dict[str, str]) -> _DiscrepancyRow:
    """The discrepancy that a failed check of the layout is."""
    place, verdict = finding.place, finding.verdict
    kind = verdict.kind or _KINDS[finding.claim_type]
    named = finding.tier or finding.subject
    discrepancy_id = row_id(place.source_id, place.line, place.start, kind, claim_id)
    return _DiscrepancyRow(
        discrepancy_id=discrepancy_id,
        source_id=place.source_id,
        assessment_id=finding.about.assessment_id,
        claim_id=claim_id,
        kind=kind,
        agency_id=finding.agency_id,
        criterion_id=finding.criterion.criterion_id,
        printed=number(finding.printed).vi if finding.printed is not None else named,
        recomputed=number(verdict.value).vi if verdict.value is not None else None,
        explanation=verdict.words.vi,
        explanation_en=verdict.words.en,
        line=place.line,
        quote=place.quote,
        status=states.get(discrepancy_id, "open"),
    )


def _write(
    con: duckdb.DuckDBPyConnection,
    claims: Sequence[Claim],
    verdicts: dict[str, Verdict],
    rows: Sequence[_ClaimRow],
    discrepancies: Sequence[_DiscrepancyRow],
) -> None:
    """Fill the verdict columns, then add what the layout claims and all discrepancies."""
    con.register("judged", _arrow(verdicts, {claim.claim_id: claim.unit for claim in claims}))
    con.execute(
        "UPDATE main.claims SET recomputed_value = judged.recomputed_value, "
        "recomputed_unit = judged.recomputed_unit, low = judged.low, "
        "high = judged.high, verdict = judged.verdict, reading = judged.reading, "
        "explanation = judged.explanation, "
        "explanation_en = judged.explanation_en FROM judged WHERE judged.claim_id = claims.claim_id"
    )
    con.unregister("judged")
    for table, made in ((CLAIMS, rows), (DISCREPANCIES, discrepancies)):
        con.register("made", to_arrow(table, sorted(made, key=str)))
        con.execute(f"INSERT INTO main.{table.name} BY NAME FROM made ORDER BY ALL")
        con.unregister("made")


def _arrow(verdicts: dict[str, Verdict], units: dict[str, str]) -> arrow.Table:
    """The verdict columns of ``claims`` by claim, whose ``units`` these are."""
    told = sorted(verdicts.items())
    values = {
        "claim_id": [claim_id for claim_id, _ in told],
        "recomputed_value": [_decimal(verdict.value) for _, verdict in told],
        "recomputed_unit": [_unit(verdict, units[claim_id]) for claim_id, verdict in told],
        "low": [_decimal(verdict.low) for _, verdict in told],
        "high": [_decimal(verdict.high) for _, verdict in told],
        "verdict": [verdict.verdict for _, verdict in told],
        "reading": [verdict.reading for _, verdict in told],
        "explanation": [verdict.words.vi for _, verdict in told],
        "explanation_en": [verdict.words.en for _, verdict in told],
    }
    types = {column.name: column.arrow_type for column in CLAIMS.columns}
    return arrow.table({name: arrow.array(column, types[name]) for name, column in values.items()})
