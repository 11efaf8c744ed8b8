"""What follows with one value becomes a row of the tables, marked as such, and takes no part in anything else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipeline import warehouse
from pipeline.audit import build_tables
from pipeline.publishing.data.data_files import write_parquet
from pipeline.publishing.data.verification import verify, write_verification
from pipeline.warehouse.build import restage
from schemas.contract import PUBLISHED, STAGED, to_arrow
from tests.pipeline.conftest import Report

TOTAL = "ha-noi-2041-ict-departments/total"


def made(report: Report) -> duckdb.DuckDBPyConnection:
    """The published tables of one report, made by every step."""
    con = duckdb.connect()
    warehouse.load(con, [])
    restage(con, {table.name: to_arrow(table, getattr(report.rows, table.name)) for table in STAGED})
    build_tables(con)
    return con


def report_with_gaps() -> Report:
    """Three units; the part B of U1 is not printed, and U3, whose tier the counts leave, has no total."""
    report = Report(2041)
    report.band("Tốt", 1, "8")
    report.band("Khá", 2, "5")
    report.claim("unit_count", "3")
    report.claim("tier_count", "2", tier="Tốt")
    report.claim("tier_count", "1", tier="Khá")
    for criterion, most in (("total", "10"), ("A", "5"), ("B", "5")):
        report.say(None, "max_score", most, criterion=criterion)
    for name, total, parts in (("U1", "9", "4"), ("U2", "8", "4 4"), ("U3", "", "2")):
        if total:
            report.say(name, "score", total)
        for criterion, part in zip("AB", parts.split(), strict=False):
            report.say(name, "score", part, criterion=criterion)
    return report


@pytest.fixture(scope="module", name="gaps")
def _gaps() -> Iterator[duckdb.DuckDBPyConnection]:
    with made(report_with_gaps()) as con:
        yield con


def test_a_score_that_follows_is_deduced(gaps: duckdb.DuckDBPyConnection) -> None:
    rows = gaps.execute(
        "SELECT agency_id, criterion_id, score::INTEGER, pct_of_max::INTEGER, pct_basis, statement_id, missing_reason "
        "FROM scores WHERE status = 'deduced'"
    ).fetchall()
    # 9 - 4 = 5 of 5 points
    assert rows == [("ha-noi/u1", TOTAL.replace("total", "b"), 5, 100, "printed", None, None)]


def test_a_tier_that_follows_is_told_as_deduced(gaps: duckdb.DuckDBPyConnection) -> None:
    tiers = gaps.execute(
        "SELECT agency_id, recomputed_tier, tier_basis, printed_tier, score IS NULL, rank_low "
        f"FROM rankings WHERE criterion_id = '{TOTAL}' ORDER BY ALL"
    ).fetchall()
    assert tiers == [
        ("ha-noi/u1", "Tốt", "printed_band", None, False, 1),
        ("ha-noi/u2", "Tốt", "printed_band", None, False, 2),
        # below both of the others, whose scores differ: third however places are numbered
        ("ha-noi/u3", "Khá", "deduced", None, True, 3),
    ]
    basis = "SELECT status FROM results WHERE criterion = 'total' AND agency_id = 'ha-noi/u3'"
    assert gaps.execute(basis).fetchall() == [("deduced",)]


def test_what_is_deduced_is_not_taken_as_printed(gaps: duckdb.DuckDBPyConnection) -> None:
    of_part = "criterion_id LIKE '%/b' AND agency_id = 'ha-noi/u1'"
    ranks = f"SELECT score, rank_competition, rank_publisher, rank_statement_id FROM rankings WHERE {of_part}"
    assert gaps.execute(ranks).fetchall() == [(None, None, None, None)]
    sizes = "SELECT n_quoted, n_named, is_complete FROM assessments"
    assert gaps.execute(sizes).fetchall() == [(2, 3, False)]
    assert gaps.execute("SELECT status FROM assessed_units ORDER BY agency_id").fetchall() == [
        ("ranked",), ("ranked",), ("not_quoted",),
    ]  # fmt: skip
    failing = {result.table for result in warehouse.run_checks(gaps) if result.n_failing}
    assert not failing & {"assessed_units", "assessments", "deductions", "rankings", "scores"}


@pytest.mark.parametrize(
    ("change", "checks"),
    [
        (None, set()),
        ("UPDATE scores SET score = 4 WHERE status = 'deduced'", {"scores.score"}),
        ("UPDATE scores SET pct_of_max = 99 WHERE status = 'deduced'", {"scores.pct_of_max"}),
        (
            "UPDATE scores SET status = 'missing', missing_reason = 'not_quoted' WHERE status = 'deduced'",
            {"scores.status", "scores.missing_reason"},
        ),
        (
            "UPDATE rankings SET recomputed_tier = 'Tốt' WHERE tier_basis = 'deduced'",
            {"rankings.recomputed_tier"},
        ),
        ("UPDATE rankings SET tier_basis = 'printed_band'", {"rankings.tier_basis"}),
        (
            "UPDATE deductions SET low = 4, high = 4 WHERE rule = 'sum_of_parts' AND status = 'deduced'; "
            "UPDATE scores SET score = 4, score_low = 4, score_high = 4, pct_of_max = 80 "
            "WHERE status = 'deduced'",
            {"deductions of parts"},
        ),
    ],
)
def test_what_is_deduced_is_held_to_account(
    gaps: duckdb.DuckDBPyConnection, tmp_path: Path, change: str | None, checks: set[str]
) -> None:
    (tmp_path / "parquet").mkdir()
    gaps.begin()
    if change:
        gaps.execute(change)
    for table in PUBLISHED:
        write_parquet(gaps, table, tmp_path / "parquet")
    gaps.rollback()
    write_verification(tmp_path, "gaps")
    assert {difference.check for difference in verify(tmp_path).differences} == checks


def test_a_place_between_two_stops_no_build() -> None:
    report = Report(2042)
    report.table("1 2,5 2,5 4", "90 85 85 80")
    with made(report) as con:
        ranks = con.execute("SELECT rank_fractional::VARCHAR FROM rankings ORDER BY agency_id").fetchall()
        assert ranks == [("1.0",), ("2.5",), ("2.5",), ("4.0",)]
        assert con.execute("SELECT rank_scheme FROM assessments").fetchall() == [("fractional",)]


def test_a_score_below_the_lowest_band_stops_no_build() -> None:
    """What lies below has no name where the report names none, so no tier follows and every check passes."""
    report = Report(2041)
    report.band("Tốt", 1, "80")
    report.band("Khá", 2, "65")
    for name, score in (("U1", "85"), ("U2", "70"), ("U3", "60")):
        report.say(name, "score", score)
    with made(report) as con:
        assert not [result for result in warehouse.run_checks(con) if result.n_failing]
        tiers = con.execute("SELECT agency_id, recomputed_tier FROM rankings ORDER BY 1").fetchall()
    assert tiers == [("ha-noi/u1", "Tốt"), ("ha-noi/u2", "Khá"), ("ha-noi/u3", None)]


def test_a_head_of_a_group_of_which_only_the_maximum_is_printed_has_deduced_scores(tmp_path: Path) -> None:
    report = Report(2043)
    for criterion, most in (("total", "10"), ("A", "6"), ("A1", "4"), ("A2", "2"), ("B", "4")):
        report.say(None, "max_score", most, criterion=criterion)
    for name, total, parts in (("U1", "9", "4 2 3"), ("U2", "8", "3 2 3"), ("U3", "6", "3 1 2")):
        report.say(name, "score", total)
        for criterion, part in zip(("A1", "A2", "B"), parts.split(), strict=True):
            report.say(name, "score", part, criterion=criterion)
    with made(report) as con:
        assert not [result.name for result in warehouse.run_checks(con) if result.n_failing]
        scores = "SELECT score::INTEGER, status FROM scores WHERE criterion_id LIKE '%/a' ORDER BY agency_id"
        assert con.execute(scores).fetchall() == [(6, "deduced"), (5, "deduced"), (4, "deduced")]
        (tmp_path / "parquet").mkdir()
        for table in PUBLISHED:
            write_parquet(con, table, tmp_path / "parquet")
    write_verification(tmp_path, "heads")
    assert verify(tmp_path).differences == ()


@pytest.mark.parametrize(
    "counts",
    [
        [("unit_count", "6", None, None)],
        [
            ("tier_count", "2", "Tốt", None),
            ("tier_count", "3", "Khá", None),
            ("tier_count", "1", "Yếu", None),
        ],
        [("tier_share", "50", "Tốt", 6)],
    ],
)
def test_a_proof_names_the_claims_that_count_the_units(
    counts: list[tuple[str, str, str | None, int | None]],
) -> None:
    report = Report(2044)
    for kind, text, tier, whole in counts:
        report.claim(kind, text, tier=tier, whole=whole)
    report.table("1 2 6 -", "90 80 50 60")
    with made(report) as con:
        (n_units,) = con.execute("SELECT n_units FROM assessments").fetchone() or (None,)
        assert n_units == 6
        counting = {
            row[0] for row in con.execute("SELECT claim_id FROM claims WHERE unit = 'units'").fetchall()
        }
        proofs = con.execute(
            "SELECT inputs FROM deductions WHERE quantity = 'rank' AND agency_id IS NULL AND holds_if IS NULL"
        ).fetchall()
        assert proofs and all(counting <= set(inputs) for (inputs,) in proofs)
        assert not [
            result for result in warehouse.run_checks(con) if result.n_failing and "proofs" in result.name
        ]


def test_a_proof_from_an_implied_maximum_names_its_pairs() -> None:
    report = Report(2045)
    report.claim("unit_count", "3")
    for name, score, percent in (("U1", "90,00", "75,00"), ("U2", "60,00", "50,00")):
        report.say(name, "score", score, origin="table")
        report.say(name, "pct_of_max", percent, origin="table")
    report.say("U3", "pct_of_max", "25")
    with made(report) as con:
        row = con.execute(
            "SELECT inputs FROM deductions WHERE quantity = 'score' AND agency_id = 'ha-noi/u3'"
        )
        (inputs,) = row.fetchone() or ([],)
        printed = con.execute("SELECT statement_id FROM statements").fetchall()
    # 90 of 120 points are 75 %, 60 are 50 %; a quarter of 120
    assert set(inputs) == {name for (name,) in printed}


def test_tiers_of_a_single_criterion_bound_its_percents() -> None:
    report = Report(2046)
    report.band("Tốt", 1, "80", unit="percent")
    report.band("Khá", 2, "65", unit="percent")
    report.rows.tier_bands[:] = [replace(band, criterion="A") for band in report.rows.tier_bands]
    report.say("U1", "tier", "Khá", criterion="A")
    report.say("U2", "pct_of_max", "90", criterion="A")
    with made(report) as con:
        found = con.execute(
            "SELECT agency_id, quantity, low::DOUBLE, high::DOUBLE, tier FROM deductions "
            "WHERE criterion_id LIKE '%/a' AND quantity IN ('pct_of_max', 'tier') ORDER BY ALL"
        ).fetchall()
        assert not [result for result in warehouse.run_checks(con) if result.n_failing]
    assert found == [("ha-noi/u1", "pct_of_max", 65, 80, None), ("ha-noi/u2", "tier", 1, 1, "Tốt")]
