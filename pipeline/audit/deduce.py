"""The deductive closure of every assessment, written into ``deductions`` and ``conflict_sets``."""

from dataclasses import dataclass
from decimal import Decimal

import duckdb

from pipeline.audit.ids import row_id
from pipeline.audit.problems import problems
from pipeline.audit.read_evidence import read_evidence
from pipeline.deduction.closure import close
from pipeline.deduction.omitted import omitted
from pipeline.deduction.result import Conflict, Deduction
from schemas.contract import table_of, to_arrow
from schemas.tables import deductions as tables

DEDUCTIONS, CONFLICT_SETS = table_of(tables.Deduction), table_of(tables.ConflictSet)


@dataclass(frozen=True, slots=True)
class _DeductionRow:
    """A row of ``deductions``."""

    deduction_id: str
    assessment_id: str
    agency_id: str | None
    criterion_id: str | None
    quantity: str
    low: Decimal | None
    high: Decimal | None
    tier: str | None
    rounding_slack: Decimal | None
    status: str
    rule: str
    statement_ids: str


@dataclass(frozen=True, slots=True)
class _ConflictRow:
    """A row of ``conflict_sets``."""

    conflict_id: str
    assessment_id: str
    agency_id: str | None
    criterion_id: str | None
    quantity: str
    low: Decimal
    high: Decimal
    rule: str
    statement_ids: str
    within_rounding: bool
    hypotheses: str | None


def deduce(con: duckdb.DuckDBPyConnection) -> None:
    """Close every assessment of the audited tables in ``con`` and write there what follows.

    An assessment whose printed numbers contradict each other changes the rows of no other.
    """
    deductions: list[_DeductionRow] = []
    conflicts: list[_ConflictRow] = []
    for assessment_id, problem in problems(con, read_evidence(con)):
        closure = close(problem)
        doubtful = frozenset(name for found in closure.conflicts for name in found.statement_ids)
        follows = [*closure.deductions, *omitted(problem, doubtful)]
        deductions += [_deduction(assessment_id, found) for found in follows]
        conflicts += [_conflict(assessment_id, found) for found in closure.conflicts]
    for table, rows in ((DEDUCTIONS, deductions), (CONFLICT_SETS, conflicts)):
        con.register("made", to_arrow(table, sorted(rows, key=str)))
        con.execute(f"INSERT INTO main.{table.name} BY NAME FROM made ORDER BY ALL")
        con.unregister("made")


def _deduction(assessment_id: str, found: Deduction) -> _DeductionRow:
    return _DeductionRow(
        deduction_id=row_id(assessment_id, found.unit, found.criterion, found.quantity),
        assessment_id=assessment_id,
        agency_id=found.unit,
        criterion_id=found.criterion,
        quantity=found.quantity,
        low=found.low,
        high=found.high,
        tier=found.tier,
        rounding_slack=found.rounding_slack,
        status=found.status,
        rule=found.rule,
        statement_ids=" ".join(found.statement_ids),
    )


def _conflict(assessment_id: str, found: Conflict) -> _ConflictRow:
    hypotheses = "; ".join(f"{repair.printed} → {repair.repaired}" for repair in found.repairs)
    return _ConflictRow(
        conflict_id=row_id(assessment_id, *found.statement_ids),
        assessment_id=assessment_id,
        agency_id=found.unit,
        criterion_id=found.criterion,
        quantity=found.quantity,
        low=found.low,
        high=found.high,
        rule=found.rule,
        statement_ids=" ".join(found.statement_ids),
        within_rounding=found.within_rounding,
        hypotheses=hypotheses or None,
    )
