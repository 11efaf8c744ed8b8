"""The wide table: every unit of a list on every criterion, printed, deduced, bounded or missing."""

from decimal import Decimal

import duckdb

from tests.pipeline.conftest import Report
from tests.pipeline.test_deduced_rows import made

_LIST = "ha-noi-2040-ict-departments"


def quoted() -> duckdb.DuckDBPyConnection:
    """Five units; the first two and the last are quoted with points, two more are named by a part alone."""
    report = Report(2040)
    report.band("Tốt", 1, "80")
    report.band("Khá", 2, "65")
    report.band("Yếu", 3, "0")
    report.claim("unit_count", "5")
    report.claim("unit_count", "5")
    for name, score, rank in (("U1", "91", "1"), ("U2", "78", "2"), ("U5", "40", "5")):
        report.say(name, "score", score)
        report.say(name, "rank", rank)
    for name in ("U3", "U4"):
        report.say(name, "score", "7", criterion="A")
    return made(report)


def test_a_unit_that_is_not_quoted_has_the_bounds_that_follow() -> None:
    with quoted() as con:
        rows = con.execute(
            "SELECT agency_id[8:], score, score_low, score_high, rank, rank_low, rank_high, tier_low, tier_high, "
            "status FROM results WHERE criterion = 'total' ORDER BY 1"
        ).fetchall()
    # places 3 and 4 of 5 are left, between 78 and 40 points: Khá from 65 on, Yếu below
    assert rows == [
        ("u1", 91, 91, 91, 1, 1, 1, "Tốt", "Tốt", "printed"),
        ("u2", 78, 78, 78, 2, 2, 2, "Khá", "Khá", "printed"),
        ("u3", None, 40, 78, None, 3, 4, "Khá", "Yếu", "bounded"),
        ("u4", None, 40, 78, None, 3, 4, "Khá", "Yếu", "bounded"),
        ("u5", 40, 40, 40, 5, 5, 5, "Yếu", "Yếu", "printed"),
    ]


def test_each_row_leads_to_its_document_and_line() -> None:
    with quoted() as con:
        unsure = con.execute(
            "SELECT results.agency_id FROM results "
            "LEFT JOIN statements AS st ON st.criterion_id = results.criterion_id "
            "AND st.agency_id = results.agency_id AND st.line = results.line "
            "WHERE (results.status = 'printed') <> (st.statement_id IS NOT NULL) OR results.document = ''"
        ).fetchall()
        cells = con.execute("SELECT count(*) FROM results ANTI JOIN scores USING (criterion_id, agency_id)")
        assert not unsure and cells.fetchall() == [(0,)]


def test_the_rank_of_the_publisher_is_in_its_own_scheme() -> None:
    report = Report(2039)
    report.table("1 2 2 3", "90 85 85 80")
    with made(report) as con:
        ranks = con.execute(
            "SELECT rank_publisher, rank_competition FROM rankings ORDER BY agency_id"
        ).fetchall()
        own = [
            (Decimal(publisher), competition) for publisher, competition in ((1, 1), (2, 2), (2, 2), (3, 4))
        ]
        assert ranks == own


def test_without_ties_every_scheme_is_that_of_the_publisher() -> None:
    report = Report(2038)
    report.table("1 2 3 4", "90 85 80 75")
    with made(report) as con:
        assert con.execute("SELECT rank_scheme FROM assessments").fetchall() == [("not_identifiable",)]
        ranks = con.execute("SELECT rank_publisher::INTEGER FROM rankings ORDER BY agency_id").fetchall()
        assert ranks == [(1,), (2,), (3,), (4,)]


def test_those_without_a_place_are_not_counted_as_ranked() -> None:
    report = Report(2037)
    report.claim("unit_count", "4")
    report.claim("tier_count", "1", tier="not_ranked")
    for name, score in (("U1", "90"), ("U2", "80")):
        report.say(name, "score", score)
    with made(report) as con:
        assert con.execute("SELECT n_units, n_ranked FROM assessments").fetchall() == [(4, 3)]
