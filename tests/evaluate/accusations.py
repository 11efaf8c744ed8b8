"""Whom a build accuses that has the corpus among its sources."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.audit import build_tables
from pipeline.documents.source_folders import discover
from pipeline.intake import read_province
from pipeline.resolution.staged_rows import StagedRows
from pipeline.warehouse.build import load, restage
from pipeline.warehouse.checks import run_checks
from pipeline.workspace import ROOT
from schemas.contract import STAGED, to_arrow
from tests.evaluate.cases import Case
from tests.evaluate.reading import Outcome

_RAW = ROOT / "raw"
_TOLD = """
SELECT discrepancy_id, source_id, line, kind, agencies.name, explanation_en
FROM discrepancies LEFT JOIN agencies USING (agency_id) ORDER BY source_id, line, discrepancy_id
"""


@dataclass(frozen=True, slots=True)
class Accusation:
    """An error that a build says of a document; ``is_slip`` where it was put into it."""

    case: Case | None
    is_slip: bool
    words: str


def accusations(outcomes: Sequence[Outcome], raw: Path = _RAW) -> Iterator[Accusation]:
    """Yield what builds of ``raw`` and the documents say of errors that one of ``raw`` alone does not.

    Documents that tell of the same list stand in builds of their own: their figures were invented apart.
    """
    own = StagedRows()
    for slug in discover(raw):
        own.extend(read_province(raw, slug))
    known = {row[0] for row in _build([own])}
    for group in _apart([outcome for outcome in outcomes if not outcome.refused]):
        cases = {source.source_id: outcome.case for outcome in group for source in outcome.rows.sources}
        for discrepancy_id, source_id, line, kind, agency, words in _build([own, *(o.rows for o in group)]):
            if discrepancy_id not in known:
                case = cases.get(str(source_id))
                is_slip = case is not None and any(_tells(slip, line, agency) for slip in case.slips)
                yield Accusation(case, is_slip, f"{source_id}, line {line}, {kind}: {words}")


def _tells(slip: Mapping[str, object], line: object, agency: object) -> bool:
    """Return True where an error of a line or a unit is the planted one."""
    return slip.get("line") == line or (
        agency is not None and str(agency) in " ".join(map(str, slip.values()))
    )


def _apart(outcomes: Sequence[Outcome]) -> list[list[Outcome]]:
    """Return the documents in as few groups as tell of no list twice."""
    groups: list[tuple[list[Outcome], set[object]]] = []
    for outcome in outcomes:
        rows = outcome.rows
        lists = {(row.province_id, row.year, row.index_id, row.block) for row in rows.statements}
        told = lists | {(row.province_id, row.year, row.index_id, row.block) for row in rows.claims}
        group = next((found for found in groups if not found[1] & told), None)
        if group is None:
            groups.append(group := ([], set()))
        group[0].append(outcome)
        group[1].update(told)
    return [found for found, _ in groups]


def _build(parts: Sequence[StagedRows]) -> list[tuple[object, ...]]:
    """Return the errors that the tables of all rows tell of; prints the checks that fail."""
    rows = StagedRows()
    for part in parts:
        rows.extend(part)
    rows.agencies = list({row.agency_id: row for row in rows.agencies}.values())
    with duckdb.connect() as con:
        load(con, [])
        restage(con, {table.name: to_arrow(table, getattr(rows, table.name)) for table in STAGED})
        build_tables(con)
        _show_failed(con)
        return con.execute(_TOLD).fetchall()


def _show_failed(con: duckdb.DuckDBPyConnection) -> None:
    for result in run_checks(con):
        if not result.passed:
            print(f"check failed: {result.name}: {result.message}")
