"""Which agency follows which, on made-up provinces: what is not sure has no row."""

from collections.abc import Iterator

import duckdb
import pytest

from pipeline.warehouse.models import SQL

ROWS = """
CREATE SCHEMA codes;
CREATE TABLE codes.successions (old_id VARCHAR, new_id VARCHAR, valid_from VARCHAR, kind VARCHAR);
INSERT INTO codes.successions VALUES
    ('1', '1-new', '2025-07-01', 'merged'), ('2', '2-new', '2025-07-01', 'continued'),
    ('3', '3-new', '2025-07-01', 'merged');
CREATE TABLE codes.agency_types
    (agency_type VARCHAR, valid_to VARCHAR, successor_type VARCHAR, successor_kind VARCHAR);
INSERT INTO codes.agency_types VALUES
    ('plan', '2025-03-01', 'finance', 'merged'), ('finance', '', '', ''), ('health', '', '', ''),
    ('culture', '2025-03-01', 'finance', ''), ('college', '', '', '');
CREATE TABLE provinces (province_id VARCHAR, kind VARCHAR);
INSERT INTO provinces VALUES ('1', 'province'), ('2', 'province'), ('3', 'city'),
    ('1-new', 'province'), ('2-new', 'province'), ('3-new', 'city');
CREATE TABLE agencies (agency_id VARCHAR, province_id VARCHAR, block VARCHAR, agency_type VARCHAR,
    valid_from DATE, valid_to DATE);
INSERT INTO agencies VALUES
    ('1/plan', '1', 'departments', 'plan', NULL, '2025-03-01'),
    ('1/culture', '1', 'departments', 'culture', NULL, '2025-03-01'),
    ('1/finance', '1', 'departments', 'finance', NULL, '2025-07-01'),
    ('1/health', '1', 'departments', 'health', NULL, '2025-07-01'),
    ('1/college', '1', 'public_units', 'college', NULL, '2025-07-01'),
    ('1-new/health', '1-new', 'departments', 'health', NULL, NULL),
    ('1-new/college', '1-new', 'public_units', 'college', NULL, NULL),
    ('2/plan', '2', 'departments', 'plan', NULL, '2025-03-01'),
    ('2/health', '2', 'departments', 'health', NULL, NULL),
    ('2-new/health', '2-new', 'departments', 'health', NULL, NULL),
    ('3/plan', '3', 'departments', 'plan', NULL, '2025-03-01'),
    ('3/finance', '3', 'departments', 'finance', NULL, '2025-07-01');
"""


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute(ROWS)
        yield opened


def links(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, str]]:
    model = (SQL / "marts" / "successions.sql").read_text(encoding="utf-8")
    return con.execute(
        f"SELECT * REPLACE (valid_from::VARCHAR AS valid_from) FROM ({model}) "
        "WHERE contains(old_id, '/') ORDER BY ALL"
    ).fetchall()


def test_a_department_is_followed_where_that_is_sure(con: duckdb.DuckDBPyConnection) -> None:
    assert links(con) == [
        ("1/health", "1-new/health", "2025-07-01", "merged"),
        ("1/plan", "1/finance", "2025-03-01", "merged"),
    ]


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        ("INSERT INTO agencies VALUES ('1/f2', '1', 'departments', 'finance', NULL, NULL)", "1/plan"),
        ("UPDATE agencies SET valid_to = '2025-03-01' WHERE agency_id = '1/finance'", "1/plan"),
        ("UPDATE agencies SET valid_from = '2025-09-01' WHERE agency_id = '1-new/health'", "1/health"),
        ("UPDATE agencies SET valid_to = '2024-01-01' WHERE agency_id = '1/health'", "1/health"),
    ],
    ids=["two could follow", "the heir ended too", "the heir came later", "ended before the merger"],
)
def test_doubt_leaves_no_heir(con: duckdb.DuckDBPyConnection, change: str, gone: str) -> None:
    con.execute(change)
    assert gone not in {old for old, *_ in links(con)}
