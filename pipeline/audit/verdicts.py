"""The audit: evidence out of the tables of sql/core, verdicts of its judges into those that sql/marts joins.

It sets aside what is in doubt, then leaves a verdict for each claim, what the layout itself claims, and the
discrepancies that contradictions make.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import duckdb

from pipeline.audit.discrepancies import discrepancies_of
from pipeline.audit.evidence import Claim, Evidence, Finding, Verdict
from pipeline.audit.findings.doubt_gate import doubts_of
from pipeline.audit.ids import finding_id
from pipeline.audit.judge import judge
from pipeline.audit.read_evidence import read_evidence
from pipeline.audit.set_aside import doubt_rows, set_aside
from pipeline.warehouse.build import build_core, write_audited
from pipeline.warehouse.typed_rows import read_rows
from schemas.tables import claims as tables

_SCALE = Decimal("0.000001")


def audit(con: duckdb.DuckDBPyConnection) -> None:
    """Judge the claims of the core tables in ``con`` and leave there what came of it.

    What is in doubt is set aside first, and the core tables are made anew without it, until the contradictions
    that are left stand. What reading itself is in doubt of was never read.
    """
    doubts = read_rows(con, tables.Doubt, "FROM staged.doubts")
    while True:
        evidence = read_evidence(con)
        judged = judge(evidence)
        found = doubt_rows(doubts_of(evidence, judged))
        if not found:
            break
        set_aside(con, found)
        build_core(con)
        doubts += [doubt for doubt, _ in found]
    findings = {finding_id(finding): finding for finding in judged.findings}
    discrepancies, told_by = discrepancies_of(evidence, judged.verdicts, findings)
    write_audited(con, tables.ClaimVerdict, _verdict_rows(evidence, judged.verdicts, findings, told_by))
    write_audited(con, tables.ClaimUnit, _units(evidence.claims, findings))
    write_audited(con, tables.LayoutClaim, _layout_claims(findings))
    write_audited(con, tables.Discrepancy, discrepancies)
    write_audited(con, tables.Doubt, doubts)


def _decimal(value: Fraction | None) -> Decimal | None:
    """Return a bound or value as it is published: six decimals, half up."""
    if value is None:
        return None
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_SCALE, ROUND_HALF_UP)


def _verdict_rows(
    evidence: Evidence,
    judged: Mapping[str, Verdict],
    findings: Mapping[str, Finding],
    told_by: Mapping[str, str],
) -> Sequence[tables.ClaimVerdict]:
    """Return the row of each verdict; a recomputed value has the unit of its claim unless the verdict names another."""
    found = [
        (claim.claim_id, evidence.criterion_of(claim), claim.unit, judged[claim.claim_id])
        for claim in evidence.claims
    ]
    found += [
        (claim_id, finding.criterion, finding.unit, finding.verdict) for claim_id, finding in findings.items()
    ]
    return [
        tables.ClaimVerdict(
            claim_id=claim_id,
            criterion_id=criterion.criterion_id if criterion else None,
            recomputed_value=_decimal(verdict.value),
            recomputed_unit=None if verdict.value is None else verdict.unit or unit,
            low=_decimal(verdict.low),
            high=_decimal(verdict.high),
            verdict=verdict.verdict,
            reading=verdict.reading,
            explanation=verdict.words.vi,
            explanation_en=verdict.words.en,
            discrepancy_id=told_by.get(claim_id),
            compared_assessment_id=verdict.compared,
        )
        for claim_id, criterion, unit, verdict in found
    ]


def _units(claims: Sequence[Claim], findings: Mapping[str, Finding]) -> Sequence[tables.ClaimUnit]:
    """Return the units that each claim, and what the layout claims, speaks of."""
    named = [(claim.claim_id, unit) for claim in claims for unit in claim.agencies]
    named += [(name, finding.agency_id) for name, finding in findings.items() if finding.agency_id]
    return [tables.ClaimUnit(claim_id=claim_id, agency_id=unit) for claim_id, unit in named]


def _layout_claims(findings: Mapping[str, Finding]) -> Sequence[tables.LayoutClaim]:
    """Return what the layout claims; it has no words, no whole and lists nothing."""
    return [
        tables.LayoutClaim(
            claim_id=claim_id,
            source_id=finding.location.source_id,
            province_id=finding.about.province_id,
            year=finding.about.year,
            index_id=finding.about.index_id,
            block=finding.about.block,
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
            mark_low=None,
            mark_high=None,
            mark_unit=None,
            named_units=(),
            line=finding.location.line,
            col_start=finding.location.start,
            col_end=finding.location.end,
            quote=finding.location.quote,
            assessment_id=finding.about.assessment_id,
        )
        for claim_id, finding in findings.items()
    ]
