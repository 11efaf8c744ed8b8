"""Every check of sql/checks and of the contract: rows that pass it, and one change that fails it."""

from collections.abc import Iterator

import duckdb
import pytest

from pipeline import warehouse
from pipeline.warehouse.checks import Check, all_checks, read_check, run_check
from pipeline.warehouse.models import SQL
from schemas.contract import PUBLISHED

# Two lists of two units each, one complete, one quoted in part; every check passes on them.
ROWS = """
INSERT INTO provinces VALUES ('01', '01', 'p', 'P', 'province', NULL, NULL);
INSERT INTO sources BY NAME SELECT 's' AS source_id, 's' AS publication_id, '01' AS province_id, 2020 AS year,
    '2020' AS period, 't' AS title, 'signed' AS document_kind, 'UBND' AS issuer, 'public' AS licence,
    'full' AS publish_text, 'raw/p/s/a.txt' AS path, 'text/plain' AS media_type, 'x' AS sha256,
    2 AS n_numbers, 0 AS n_unaccounted, 1 AS n_by_hand, false AS recognised, 'fresh' AS state;
INSERT INTO source_lines VALUES ('s', 1, 'Sở Một 90 điểm, hạng 1, mức Tốt');
INSERT INTO agencies VALUES
    ('p/a', '01', 'Sở Một', 'departments', 'so-mot', NULL, NULL, NULL),
    ('p/b', '01', 'Sở Hai', 'departments', NULL, NULL, NULL, NULL);
INSERT INTO agency_names VALUES ('p/a', 's', 'Sở Một', 1, 'exact', 1);
INSERT INTO unresolved_names VALUES ('s', 'Sở Ba', 1, '');
INSERT INTO code_lists VALUES ('indices', 'ict', 'CNTT', NULL, NULL),
    ('blocks', 'departments', 'Sở', NULL, NULL), ('agency_types', 'so-mot', 'Sở Một', NULL, NULL),
    ('dimensions', 'data', 'Dữ liệu', NULL, NULL), ('document_kinds', 'signed', 'Văn bản', NULL, NULL);
INSERT INTO assessments VALUES
    ('x', 's', '01', 2020, '2020', 'ict', 'departments', 2, 'listed', 2, 2, 0, 100, 'printed', 'points',
     'not_identifiable', 0, true),
    ('y', 's', '01', 2019, '2019', 'ict', 'departments', NULL, NULL, 1, 1, NULL, NULL, NULL, 'points',
     NULL, NULL, false);
INSERT INTO assessed_units VALUES ('x', 'p/a', 'ranked', NULL), ('x', 'p/b', 'ranked', NULL),
    ('y', 'p/a', 'ranked', NULL);
INSERT INTO criteria VALUES
    ('x/total', 'x', 'total', NULL, 0, 100, 'printed', NULL, 'none', 'not_identifiable', 0),
    ('x/d', 'x', 'D', 'x/total', 1, NULL, NULL, 'data', 'exact', NULL, NULL),
    ('y/total', 'y', 'total', NULL, 0, NULL, NULL, NULL, 'none', NULL, NULL);
INSERT INTO tier_bands VALUES ('x', 'x/total', 'Tốt', 1, 80, true, 100, 'points', 1, 's'),
    ('x', 'x/total', 'Khá', 2, 60, true, 80, 'points', 1, 's');
INSERT INTO statements BY NAME
    SELECT * FROM (VALUES
        ('1', 2020, 'score', 90.0, NULL, '90', 0, 7, 9, 'points', 'x', 'p/a', 'Sở Một'),
        ('2', 2020, 'rank', 1.0, NULL, '1', 0, 21, 22, 'rank', 'x', 'p/a', 'Sở Một'),
        ('3', 2020, 'tier', NULL, 'Tốt', 'Tốt', NULL, 28, 31, 'tier', 'x', 'p/a', 'Sở Một'),
        ('4', 2020, 'max_score', 90.0, NULL, '90', 0, 7, 9, 'points', 'x', NULL, NULL),
        ('5', 2019, 'score', 90.0, NULL, '90', 0, 7, 9, 'points', 'y', 'p/a', 'Sở Một')
    ) AS told (statement_id, year, measure, value, tier, value_text, decimals, col_start, col_end, unit,
               assessment_id, agency_id, agency),
    (SELECT 's' AS source_id, '01' AS province_id, 'ict' AS index_id, 'departments' AS block,
        'total' AS criterion, 'prose' AS origin, true AS is_counted, 'line=1' AS locator, 1 AS line,
        'Sở Một 90 điểm, hạng 1, mức Tốt' AS quote);
UPDATE statements SET criterion_id = assessment_id || '/total', subject_text = agency;
INSERT INTO facts
    SELECT 'f' || statement_id, 's', assessment_id, criterion_id, agency_id, block, measure, value, tier,
    1, 1, statement_id, 's#line=1' FROM statements;
INSERT INTO deductions VALUES
    ('d', 'x', 'p/b', 'x/total', 'rank', 1, 2, NULL, 0, 'bounded', 'place_taken', '2 c s#line=1');
INSERT INTO scores VALUES ('x', 'p/a', 'x/total', 90, 90, 'printed', 'printed', NULL, '1'),
    ('x', 'p/b', 'x/total', NULL, NULL, NULL, 'missing', 'absent', NULL),
    ('y', 'p/a', 'y/total', 90, NULL, NULL, 'printed', NULL, '5');
INSERT INTO rankings VALUES
    ('x', 'p/a', 'x/total', 90, 1, 1, 1, 1, 1, 1, 1, 'Tốt', 'Tốt', 'printed_band', 10, '2', '3'),
    ('x', 'p/b', 'x/total', NULL, NULL, NULL, NULL, NULL, NULL, 2, 2, NULL, NULL, NULL, NULL, NULL, NULL),
    ('y', 'p/a', 'y/total', 90, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO comparability VALUES ('x', 'y', 'B', 'Cùng bộ tiêu chí', 'Same criteria document');
INSERT INTO claims BY NAME SELECT 'c' AS claim_id, 's' AS source_id, '01' AS province_id, 2020 AS year,
    'other' AS claim_type, '' AS subject, 'units' AS unit, 1 AS line, 0 AS col_start, 2 AS col_end,
    'hạng 1' AS quote, 'contradicted' AS verdict, 2 AS recomputed_value, 'units' AS recomputed_unit,
    2 AS low, 3 AS high, 'sai' AS explanation, 'wrong' AS explanation_en, 'd' AS discrepancy_id;
INSERT INTO discrepancies BY NAME SELECT 'd' AS discrepancy_id, 's' AS publication_id, 's' AS source_id,
    'c' AS claim_id, 'units' AS unit, 1 AS n_tellings, 'count_differs' AS kind,
    'sai' AS explanation, 'wrong' AS explanation_en, 1 AS line, 'open' AS status;
INSERT INTO indicators BY NAME SELECT 's' AS source_id, '01' AS province_id, 2020 AS year,
    'i' AS indicator_id, 'i' AS name, 90 AS value, 'percent' AS unit, 1 AS line, '90 điểm' AS quote;
INSERT INTO number_ledger VALUES ('s', 1, 7, 9, '90', 'statement', '1'), ('s', 1, 21, 22, '1', 'claim', 'c');
"""

# For each check of sql/checks, changes that it must find.
FAULTS = {
    "agencies_end": ["INSERT INTO successions VALUES ('01', '01', '2025-07-01', 'merged')"],
    "agency_twins": [
        "INSERT INTO agencies SELECT 'p/c', * EXCLUDE (agency_id) FROM agencies WHERE agency_id = 'p/a'"
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
    "claim_places": ["UPDATE claims SET quote = 'hạng 2'", "UPDATE claims SET line = 2"],
    "claims_bounds": [
        "UPDATE claims SET low = 4",
        "UPDATE claims SET recomputed_value = 1",
        "UPDATE claims SET verdict = 'rounded'",
    ],
    "claims_judged": ["UPDATE claims SET verdict = NULL", "UPDATE claims SET explanation_en = NULL"],
    "comparability_pairs": [
        "DELETE FROM comparability",
        "INSERT INTO comparability VALUES ('y', 'x', 'B', '', '')",
    ],
    "comparable_steps": ["UPDATE assessments SET block = 'districts' WHERE assessment_id = 'y'"],
    "contradictions_told": [
        "DELETE FROM discrepancies",
        "UPDATE claims SET verdict = 'confirmed'",
        "UPDATE discrepancies SET line = 2",
        "UPDATE discrepancies SET n_tellings = 2",
        "UPDATE discrepancies SET publication_id = 'other'",
        "INSERT INTO discrepancies SELECT 'e', * EXCLUDE (discrepancy_id) FROM discrepancies",
    ],
    "discrepancies_of_documents": ["UPDATE sources SET document_kind = 'transcript'"],
    "doubts_set_aside": [
        "INSERT INTO doubts BY NAME SELECT '1' AS doubt_id, 's' AS source_id, 1 AS line, 'sum' AS kind, "
        "'' AS subject, '' AS reading_a, '' AS reading_a_en, '' AS reading_b, '' AS reading_b_en, "
        "'' AS reason, '' AS reason_en",
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
        "INSERT INTO number_ledger SELECT 's', 9, n, n + 1, '7', 'unaccounted', NULL FROM range(4) AS r(n)",
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
    ],
    "scores_whole": ["DELETE FROM scores WHERE status = 'missing'"],
    "scores_within_maximum": ["UPDATE scores SET pct_of_max = 100.5"],
    "source_by_hand": [
        "UPDATE sources SET n_by_hand = 4",
        "UPDATE sources SET n_numbers = 499, n_by_hand = 5",
    ],
    "source_numbers": [
        "DELETE FROM number_ledger WHERE fate = 'claim'",
        "UPDATE sources SET n_unaccounted = 1",
    ],
    "criteria_tree": [
        "UPDATE criteria SET max_score = 101 WHERE criterion_id = 'x/d'",
        "UPDATE criteria SET parent_criterion_id = 'x/d' WHERE criterion_id = 'x/d'",
        "UPDATE criteria SET parent_criterion_id = 'y/total' WHERE criterion_id = 'x/d'",
    ],
    "deduction_bounds": [
        "UPDATE deductions SET low = 9",
        "UPDATE deductions SET high = low",
        "UPDATE deductions SET low = NULL, high = NULL",
    ],
    "deduction_proofs": ["UPDATE deductions SET statement_ids = '1 z'"],
    "facts_of_statements": [
        "DELETE FROM facts WHERE fact_id = 'f1'",
        "INSERT INTO facts SELECT 'g', * EXCLUDE (fact_id) FROM facts WHERE fact_id = 'f1'",
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
        "INSERT INTO successions VALUES ('p/a', 'p/nowhere', '2025-03-01', 'merged')",
        "INSERT INTO successions VALUES ('p/a', 'p/b', '2025-03-01', 'merged')",
        "UPDATE agencies SET valid_to = '2025-03-01'; "
        "INSERT INTO successions VALUES ('p/a', 'p/b', '2025-03-01', 'merged')",
        "UPDATE provinces SET valid_to = '2025-07-01'; "
        "INSERT INTO successions VALUES ('01', 'p/b', '2025-07-01', 'merged')",
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
        con.execute(ROWS)
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
    values = ", ".join(f"{value} AS {name}" for name, value in row.items())
    for _ in range(2):
        con.execute(f"INSERT INTO {table.name} BY NAME SELECT {values}")
    assert run_check(con, check).n_failing


def _any_value(duckdb_type: str) -> str:
    return {"DATE": "DATE '2020-01-01'", "BOOLEAN": "true", "VARCHAR": "'x'"}.get(duckdb_type, "1")


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.name)
def test_checks_name_a_published_table(check: Check) -> None:
    assert check.table in {table.name for table in PUBLISHED}


def test_a_check_without_cure_is_refused() -> None:
    with pytest.raises(warehouse.WarehouseError, match="Cure"):
        read_check("bad", "-- scores: must be fine\nFROM scores")


def test_a_check_that_cannot_run_is_told(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(warehouse.WarehouseError, match=r"check x: .*repair"):
        run_check(con, Check("scores", "x", "Cure: none", "FROM nowhere"))
