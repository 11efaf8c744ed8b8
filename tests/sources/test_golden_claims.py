"""Every claim that an independent reading judged has that verdict, and nothing else is contradicted."""

import warnings
from collections import Counter
from decimal import Decimal
from typing import NamedTuple

import duckdb
import pytest

from pipeline import warehouse
from schemas.values import DISCREPANCY_STATES
from tests.sources.golden_files import CLAIMS, kept, missing, rows, stray

EACH_KEPT = pytest.mark.parametrize("source_id", kept(CLAIMS))


class Row(NamedTuple):
    """A claim as a golden file tells it."""

    line: int
    claim_type: str
    printed_value: Decimal | None
    unit: str
    verdict: str


def golden(source_id: str) -> list[Row]:
    return [told(row) for row in rows(CLAIMS, source_id)]


def told(row: dict[str, str]) -> Row:
    printed = Decimal(row["printed_value"]) if row["printed_value"] else None
    return Row(int(row["line"]), row["claim_type"], printed, row["unit"], row["verdict"])


def judged(con: duckdb.DuckDBPyConnection, source_id: str) -> list[Row]:
    query = (
        "SELECT line, claim_type, printed_value, unit, verdict FROM claims WHERE source_id = ? ORDER BY ALL"
    )
    return [Row(*row) for row in con.execute(query, [source_id]).fetchall()]


def test_a_source_without_golden_claims_is_listed_and_none_are_left_over() -> None:
    for line in missing(CLAIMS):
        warnings.warn(line, stacklevel=1)
    assert not stray(CLAIMS), "remove these golden claims, their sources are gone"


@EACH_KEPT
def test_every_golden_claim_has_its_verdict(audited: duckdb.DuckDBPyConnection, source_id: str) -> None:
    absent = Counter(golden(source_id)) - Counter(judged(audited, source_id))
    assert not absent, "read the line, then correct the judge or the golden file: " + "; ".join(
        map(str, absent)
    )


@EACH_KEPT
def test_nothing_else_is_contradicted(audited: duckdb.DuckDBPyConnection, source_id: str) -> None:
    found = Counter(row for row in judged(audited, source_id) if row.verdict == "contradicted")
    wanted = Counter(row for row in golden(source_id) if row.verdict == "contradicted")
    assert found == wanted


def test_every_check_passes(audited: duckdb.DuckDBPyConnection) -> None:
    failed = [result for result in warehouse.run_checks(audited) if not result.passed]
    assert [result.name for result in failed] == []


def test_what_is_recomputed_has_its_own_unit(audited: duckdb.DuckDBPyConnection) -> None:
    """Called the first by words, a unit has a score for a value; a whole list has so many rows that hold."""
    found = audited.execute(
        "SELECT DISTINCT claim_type, recomputed_unit FROM claims WHERE recomputed_value IS NOT NULL "
        "AND printed_value IS NULL ORDER BY ALL"
    ).fetchall()
    assert found == [
        ("bottom", "points"), ("rank_order", "rows"), ("sum", "rows"),
        ("tier_threshold", "rows"), ("top", "points"),
    ]  # fmt: skip


def test_every_contradiction_shows_both_numbers(audited: duckdb.DuckDBPyConnection) -> None:
    rows = audited.execute(
        "SELECT printed, explanation, explanation_en, status FROM discrepancies"
    ).fetchall()
    assert rows
    for printed, vietnamese, english, status in rows:
        assert printed and any(map(str.isdigit, vietnamese)) and any(map(str.isdigit, english))
        assert status in DISCREPANCY_STATES
