"""Every check of sql/checks and of the contract: rows that pass it, and one change that fails it."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import yaml

from pipeline import warehouse
from pipeline.warehouse.checks import Check, all_checks, read_check, run_check
from pipeline.warehouse.models import SQL
from schemas.columns import COLUMNS
from schemas.contract import PUBLISHED
from tests.made_rows import insert

ROWS: dict[str, list[dict[str, object]]] = yaml.safe_load(
    Path(__file__).with_name("sound_rows.yaml").read_text(encoding="utf-8")
)


def add_facts(con: duckdb.DuckDBPyConnection) -> None:
    """Every statement of the fixture is a fact of its own."""
    columns = ("assessment_id", "criterion_id", "agency_id", "block", "measure", "value", "tier")
    for number, *values in con.execute(
        f"SELECT statement_id, {', '.join(columns)} FROM statements"
    ).fetchall():
        more = {"n_tellings": 1, "n_sources": 1, "statement_ids": [number], "locators": ["s#line=1"]}
        row = dict(zip(columns, values, strict=True))
        con.execute(insert("facts", fact_id=f"f{number}", publication_id="s", **row, **more))


def followed(old: str, new: str, since: str) -> str:
    """One agency or province that another follows."""
    return insert("successions", old_id=old, new_id=new, valid_from=since, kind="merged")


# For each check of sql/checks, changes that it must find.
FAULTS = {
    "agencies_end": [followed("01", "01", "2025-07-01")],
    "agency_twins": [
        "INSERT INTO agencies SELECT * REPLACE ('p/c' AS agency_id) FROM agencies WHERE agency_id = 'p/a'"
    ],
    "assessment_sizes": [
        "UPDATE assessments SET n_unnamed = 1 WHERE assessment_id = 'x'",
        "UPDATE assessments SET n_named = 1, n_unnamed = 1 WHERE assessment_id = 'x'",
        "UPDATE assessments SET n_quoted = 3 WHERE assessment_id = 'x'",
        "UPDATE assessments SET n_units_basis = NULL",
        "UPDATE assessments SET is_complete = true",
        "UPDATE assessments SET max_score_basis = NULL",
    ],
    "assessment_sources": ["UPDATE assessments SET source_id = 'other'"],
    "band_levels": [
        "UPDATE tier_bands SET level = 1",
        "UPDATE tier_bands SET min_score = 80",
        "UPDATE tier_bands SET max_score = 10",
    ],
    "certainty_of_repeats": [
        "UPDATE facts SET n_tellings = 2 WHERE statement_ids = ['1']",
        "UPDATE statements SET certainty = 'corroborated', criterion_id = NULL WHERE statement_id = '5'",
    ],
    "claim_places": ["UPDATE claims SET quote = 'hạng 2'", "UPDATE claims SET line = 2"],
    "claims_bounds": [
        "UPDATE claims SET low = 4",
        "UPDATE claims SET recomputed_value = 1",
        "UPDATE claims SET verdict = 'rounded'",
    ],
    "claims_judged": ["UPDATE claims SET verdict = NULL", "UPDATE claims SET explanation_en = NULL"],
    "comparability_pairs": [
        "DELETE FROM comparability",
        insert("comparability", assessment_id_a="y", assessment_id_b="x", step="B"),
    ],
    "comparable_differences": [
        "UPDATE comparability SET step = 'D'; "
        "UPDATE claims SET assessment_id = 'x', compared_assessment_id = 'y'",
        "UPDATE comparability SET step = 'D'; UPDATE discrepancies SET recomputed = '2'; "
        "UPDATE claims SET assessment_id = 'x', compared_assessment_id = 'y', recomputed_value = NULL, "
        "low = NULL, high = NULL",
    ],
    "comparable_steps": [
        "UPDATE assessments SET block = 'districts' WHERE assessment_id = 'y'",
        "UPDATE comparability SET step = 'E'",
        "UPDATE comparability SET common = []",
        "UPDATE comparability SET step = 'C', common = ['index']; "
        "UPDATE assessments SET index_id = 'par' WHERE assessment_id = 'y'",
    ],
    "correlations_of_pairs": [
        "UPDATE rank_correlations SET n_common = 3",
        "UPDATE rank_correlations SET n_concordant = 0",
        "UPDATE rank_correlations SET n_concordant = 0, n_unknown = 1",
        "UPDATE rank_correlations SET tau_low = 1, tau_high = 0",
        "UPDATE comparability SET step = 'E'",
    ],
    "contradictions_told": [
        "DELETE FROM discrepancies",
        "UPDATE claims SET verdict = 'confirmed'",
        "UPDATE discrepancies SET line = 2",
        "UPDATE discrepancies SET n_tellings = 2",
        "UPDATE discrepancies SET publication_id = 'other'",
        "INSERT INTO discrepancies SELECT * REPLACE ('e' AS discrepancy_id) FROM discrepancies",
    ],
    "discrepancies_of_documents": ["UPDATE sources SET document_kind = 'transcript'"],
    "dominance_of_ranks": [
        "UPDATE dominance SET agency_id = 'p/b', dominated_agency_id = 'p/a'",
        "UPDATE rank_ranges SET rank_worst = 3 WHERE agency_id = 'p/a' AND weight_range = 'all'",
        "UPDATE dominance SET n_better = 3",
    ],
    "drop_one_whole": [
        "DELETE FROM drop_one_ranks WHERE agency_id = 'p/b'",
        "UPDATE drop_one_ranks SET rank_without = 3 WHERE agency_id = 'p/b'",
    ],
    "exchanged_bands": [
        "UPDATE band_exchange SET bands_assessment_id = 'y'",
        "UPDATE band_exchange SET counterfactual_tier = 'Khá'",
        "UPDATE assessments SET index_id = 'par' WHERE assessment_id = 'y'",
    ],
    "doubts_set_aside": [
        insert("doubts", doubt_id="1", source_id="s", line=1, subject=""),
    ],
    "indicator_places": ["UPDATE indicators SET quote = '91 điểm'"],
    "known_codes": [
        "UPDATE statements SET index_id = 'new'",
        "UPDATE agencies SET agency_type = 'new'",
        "UPDATE criteria SET dimension_id = 'new'",
    ],
    "ledger_places": ["UPDATE number_ledger SET col_start = col_start + 1"],
    "ledger_targets": [
        "UPDATE number_ledger SET target_id = 'nowhere'",
        "UPDATE number_ledger SET target_id = NULL",
    ],
    "ledger_unaccounted": [
        "UPDATE number_ledger SET fate = 'unaccounted'; UPDATE statements SET origin = 'table'",
        "INSERT INTO number_ledger SELECT ledger.* REPLACE (9 AS line, n AS col_start, 'unaccounted' AS fate) "
        "FROM number_ledger AS ledger, range(4) AS r(n) WHERE ledger.fate = 'claim'",
    ],
    "rank_intervals": [
        "UPDATE rankings SET rank_low = 0",
        "UPDATE rankings SET rank_high = 0",
        "UPDATE rankings SET rank_high = 3",
        "UPDATE rankings SET rank_dense = 2",
        "UPDATE rankings SET rank_fractional = 1.5",
    ],
    "rank_statements": [
        "UPDATE rankings SET printed_rank = 2",
        "UPDATE rankings SET score = 91",
        "UPDATE rankings SET printed_tier = 'Khá'",
        "UPDATE rankings SET rank_statement_id = NULL",
        "UPDATE rankings SET tier_statement_id = '2'",
        "UPDATE statements SET is_counted = false WHERE statement_id = '3'",
    ],
    "rank_ranges_hold": [
        "UPDATE rank_ranges SET rank_best = 2, rank_worst = 2 WHERE agency_id = 'p/a'",
        "DELETE FROM rank_ranges WHERE weight_range = 'all'",
        "UPDATE rank_ranges SET rank_best = 2 WHERE weight_range = 'all'; "
        "UPDATE rank_ranges SET rank_best = 1 WHERE weight_range = 'quarter'",
        "UPDATE rank_ranges SET best_weights = []",
    ],
    "weights_whole": ["UPDATE criterion_weights SET effective_weight = 99"],
    "ranks_within_list": ["UPDATE rankings SET printed_rank = 3", "UPDATE rankings SET printed_rank = 0"],
    "recomputed_units": [
        "UPDATE claims SET recomputed_unit = NULL",
        "UPDATE claims SET recomputed_value = NULL",
        "UPDATE claims SET claim_type = 'top', recomputed_unit = 'ranks'",
    ],
    "recomputed_only_complete": ["UPDATE assessments SET is_complete = false"],
    "scores_as_printed": [
        "UPDATE scores SET score = 91",
        "UPDATE scores SET missing_reason = NULL",
        "UPDATE scores SET score = 1, status = 'missing', missing_reason = 'absent'",
        "UPDATE scores SET pct_basis = NULL",
        "UPDATE scores SET statement_id = '2'",
        "UPDATE scores SET score = 6 WHERE status = 'deduced'",
        "UPDATE scores SET statement_id = '1' WHERE status = 'deduced'",
    ],
    "scores_whole": ["DELETE FROM results WHERE assessment_id = 'y'"],
    "scores_within_maximum": ["UPDATE scores SET pct_of_max = 100.5"],
    "source_by_hand": [
        "UPDATE sources SET n_by_hand = 4",
        "UPDATE sources SET n_numbers = 499, n_by_hand = 5",
    ],
    "source_numbers": [
        "DELETE FROM number_ledger WHERE fate = 'claim'",
        "UPDATE sources SET n_unaccounted = 1",
    ],
    "unit_ledger_places": ["UPDATE unit_ledger SET col_start = col_start + 1"],
    "unit_ledger_results": [
        "DELETE FROM unit_ledger",
        "UPDATE unit_ledger SET fate = 'place'",
        "UPDATE agency_names SET line = 2",
    ],
    "criteria_tree": [
        "UPDATE criteria SET max_score = 101 WHERE criterion_id = 'x/d'",
        "UPDATE criteria SET parent_criterion_id = 'x/d' WHERE criterion_id = 'x/d'",
        "UPDATE criteria SET parent_criterion_id = 'y/total' WHERE criterion_id = 'x/d'",
    ],
    "criterion_places": ["UPDATE criteria SET named_at = split_part(assessment_id, '/', 1) || '#line=99'"],
    "deduced_values": [
        "UPDATE scores SET status = 'missing' WHERE status = 'deduced'",
        "UPDATE scores SET score = 6 WHERE status = 'deduced'",
        insert(
            "deductions",
            agency_id="p/b",
            criterion_id="x/total",
            quantity="tier",
            tier="Tốt",
            status="deduced",
        ),
    ],
    "deduction_bounds": [
        "UPDATE deductions SET low = 9",
        "UPDATE deductions SET high = low",
        "UPDATE deductions SET low = NULL, high = NULL",
    ],
    "deduction_proofs": [
        "UPDATE deductions SET inputs = ['1', 'z']",
        "UPDATE deductions SET inputs = ['2', 's#line=1'] WHERE deduction_id = 'd'",
        "UPDATE deductions SET inputs = ['x#n_units'] WHERE deduction_id = 'd'",
        "UPDATE deductions SET inputs = [] WHERE deduction_id = 'd'",
        "UPDATE tier_bands SET band_id = 'c' WHERE band_id = 'b1'",
    ],
    "facts_of_statements": [
        "DELETE FROM facts WHERE fact_id = 'f1'",
        "INSERT INTO facts SELECT * REPLACE ('g' AS fact_id) FROM facts WHERE fact_id = 'f1'",
    ],
    "statement_agencies": [
        "UPDATE statements SET agency = 'Sở 1'",
        "UPDATE agencies SET province_id = '02'",
    ],
    "statement_assessments": [
        "UPDATE statements SET assessment_id = NULL",
        "UPDATE statements SET criterion_id = NULL",
    ],
    "statement_places": [
        "UPDATE statements SET col_start = col_start + 1",
        "UPDATE statements SET quote = 'Sở một'",
        "DELETE FROM source_lines",
    ],
    "statement_units": [
        "UPDATE statements SET agency_id = NULL WHERE measure = 'rank'",
        "UPDATE statements SET subject_text = 'Sở Ba' WHERE measure = 'max_score'",
    ],
    "statement_values": [
        "UPDATE statements SET value = 1",
        "UPDATE statements SET tier = 'Tốt'",
        "UPDATE statements SET value = NULL",
        "UPDATE statements SET value = 90.5 WHERE measure = 'score'",
    ],
    "successions_ends": [
        followed("p/a", "p/nowhere", "2025-03-01"),
        followed("p/a", "p/b", "2025-03-01"),
        f"UPDATE agencies SET valid_to = '2025-03-01'; {followed('p/a', 'p/b', '2025-03-01')}",
        f"UPDATE provinces SET valid_to = '2025-07-01'; {followed('01', 'p/b', '2025-07-01')}",
    ],
    "tiers_have_bands": ["UPDATE rankings SET recomputed_tier = 'Yếu'", "DELETE FROM tier_bands"],
    "total_criteria": [
        "DELETE FROM criteria WHERE criterion_id = 'y/total'",
        "UPDATE criteria SET position = 1",
        "UPDATE criteria SET parent_criterion_id = 'x/d'",
    ],
    "units_below_bands": [
        "UPDATE rankings SET recomputed_tier = 'not_ranked', printed_tier = NULL",
        "UPDATE assessed_units SET status = 'not_ranked'",
    ],
}

WRITTEN = sorted(path.stem for path in (SQL / "checks").glob("*.sql"))
CHECKS = {check.name: check for check in all_checks()}
GENERATED = [check for check in CHECKS.values() if check.name not in WRITTEN]


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """The published tables with ROWS and no constraint, so that every fault can be planted."""
    with duckdb.connect() as con:
        for table in PUBLISHED:
            columns = ", ".join(f'"{column.name}" {column.duckdb_type}' for column in table.columns)
            con.execute(f"CREATE TABLE {table.name} ({columns})")
        for name, rows in ROWS.items():
            for row in rows:
                con.execute(insert(name, **row))
        add_facts(con)
        yield con


@pytest.fixture
def con(database: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same, restored after the test."""
    database.begin()
    yield database
    database.rollback()


def test_every_check_has_a_fault() -> None:
    assert sorted(FAULTS) == WRITTEN, "give each check of sql/checks a change in FAULTS that it must find"


def test_sound_rows_pass_every_check(con: duckdb.DuckDBPyConnection) -> None:
    assert not [result for result in warehouse.run_checks(con) if result.n_failing]


@pytest.mark.parametrize(("name", "fault"), [(name, fault) for name in FAULTS for fault in FAULTS[name]])
def test_a_fault_is_found(con: duckdb.DuckDBPyConnection, name: str, fault: str) -> None:
    con.execute(fault)
    result = run_check(con, CHECKS[name])
    assert result.n_failing, f"sql/checks/{name}.sql does not see: {fault}"
    assert result.sample
    assert "Cure: " in result.message


@pytest.mark.parametrize("check", GENERATED, ids=lambda check: check.name)
def test_every_generated_check_finds_its_fault(con: duckdb.DuckDBPyConnection, check: Check) -> None:
    what = check.name.rpartition(": ")[2]
    table = next(table for table in PUBLISHED if table.name == check.table)
    row = {c.name: "NULL" if what == "not null" else _any_value(c.duckdb_type) for c in table.columns}
    if named := check.name.partition(":")[0].partition(".")[2]:
        row[named] = "'no such value'"
    if what == "ranges":
        row |= {c.name: str(c.low - 1) for c in table.columns if c.low is not None}
    values = ", ".join(f"{value} AS {name}" for name, value in row.items())
    for _ in range(2):
        con.execute(f"INSERT INTO {table.name} BY NAME SELECT {values}")
    assert run_check(con, check).n_failing


def _any_value(duckdb_type: str) -> str:
    values = {"DATE": "DATE '2020-01-01'", "BOOLEAN": "true", "VARCHAR": "'x'", "VARCHAR[]": "['x']"}
    return values.get(duckdb_type, "1")


BOUNDED = [
    (table.name, column.name, value)
    for table in PUBLISHED
    for column in table.columns
    for value in (column.low, column.high)
    if value is not None
]


@pytest.mark.parametrize(("table", "column", "bound"), BOUNDED)
def test_a_bound_belongs_to_its_range_and_what_lies_beyond_does_not(
    con: duckdb.DuckDBPyConnection, table: str, column: str, bound: int
) -> None:
    check = CHECKS[f"{table}: ranges"]
    con.execute(f"DELETE FROM {table}")
    con.execute(insert(table, **{column: bound}))
    assert not run_check(con, check).n_failing
    beyond = bound - 1 if bound == COLUMNS[column].low else bound + 1
    con.execute(f"UPDATE {table} SET {column} = {beyond}")
    assert run_check(con, check).n_failing


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.name)
def test_checks_name_a_published_table(check: Check) -> None:
    assert check.table in {table.name for table in PUBLISHED}


def test_a_check_without_cure_is_refused() -> None:
    with pytest.raises(warehouse.WarehouseError, match="Cure"):
        read_check("bad", "-- scores: must be fine\nFROM scores")


def test_a_check_that_cannot_run_is_told(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(warehouse.WarehouseError, match=r"check x: .*repair"):
        run_check(con, Check("scores", "x", "Cure: none", "FROM nowhere"))
