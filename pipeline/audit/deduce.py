"""The deductive closure of every assessment, left as ``audited.deductions`` and ``audited.conflict_sets``."""

import duckdb

from pipeline.audit.moves import Close, LinkedLists, told_moves
from pipeline.audit.problems import problems
from pipeline.audit.read_evidence import read_evidence
from pipeline.deduction.result import Conflict, Deduction
from pipeline.warehouse.build import write_audited
from schemas.row_ids import row_id
from schemas.tables import deductions as tables


def deduce(con: duckdb.DuckDBPyConnection, close: Close) -> None:
    """Close every assessment of the core tables in ``con``, by the claims that the audit left, and leave what follows.

    An assessment whose printed numbers contradict each other changes the rows of no other. Places that moves carry
    between lists are the only tie of one to another.
    """
    deductions: list[tables.Deduction] = []
    conflicts: list[tables.ConflictSet] = []
    evidence = read_evidence(con)
    linked = LinkedLists(dict(problems(con, evidence)), evidence.lists, close)
    linked.carry(told_moves(con, evidence))
    for assessment_id, closure in linked.closures():
        deductions += [_deduction(assessment_id, found) for found in closure.deductions]
        conflicts += [_conflict(assessment_id, found) for found in closure.conflicts]
    write_audited(con, tables.Deduction, deductions)
    write_audited(con, tables.ConflictSet, conflicts)


def _deduction(assessment_id: str, found: Deduction) -> tables.Deduction:
    return tables.Deduction(
        deduction_id=row_id(assessment_id, *_subject(found)),
        assessment_id=assessment_id,
        agency_id=found.unit,
        criterion_id=found.criterion,
        quantity=found.quantity,
        low=found.low,
        high=found.high,
        tier=found.tier,
        rounding_slack=found.rounding_slack,
        status=found.status,
        holds_if=found.holds_if,
        rule=found.rule,
        inputs=found.statement_ids,
    )


def _subject(found: Deduction) -> tuple[str | None, ...]:
    condition = () if found.holds_if is None else (found.holds_if,)
    return (found.unit, found.criterion, found.quantity, *condition)


def _conflict(assessment_id: str, found: Conflict) -> tables.ConflictSet:
    return tables.ConflictSet(
        conflict_id=row_id(assessment_id, *found.statement_ids),
        assessment_id=assessment_id,
        agency_id=found.unit,
        criterion_id=found.criterion,
        quantity=found.quantity,
        low=found.low,
        high=found.high,
        rule=found.rule,
        inputs=found.statement_ids,
        hypotheses=tuple(
            # with the decimals of the repaired figure, which are the printed ones
            f"{repair.printed.quantize(repair.repaired)} → {repair.repaired}"
            for repair in found.repairs
        ),
    )
