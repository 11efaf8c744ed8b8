"""What the warehouse makes of the reports in conftest.py."""

from pathlib import Path

import duckdb
import pytest

from pipeline import warehouse
from pipeline.audit.arithmetic.tier_arithmetic import band_tier
from pipeline.audit.read_evidence import read_evidence
from pipeline.audit.weigh import weigh
from pipeline.warehouse.lineage import tables_read
from pipeline.warehouse.models import models
from schemas.contract import PUBLISHED, VIEWS


def column(con: duckdb.DuckDBPyConnection, query: str) -> list[object]:
    """Return the rows of a query, each with one column as its bare value."""
    rows = con.execute(query).fetchall()
    return [row[0] if len(row) == 1 else row for row in rows]


def ranking(con: duckdb.DuckDBPyConnection, year: int, columns: str) -> list[object]:
    """Return columns of the total ranking of a year, in the order of the units."""
    return column(
        con,
        f"SELECT {columns} FROM rankings WHERE criterion_id = 'ha-noi-{year}-ict-departments/total' "
        "ORDER BY length(agency_id), agency_id",
    )


@pytest.mark.parametrize(
    ("year", "scheme", "n_odd"),
    [
        (2001, "competition", 0),
        (2002, "dense", 0),
        (2003, "modified", 0),
        (2004, "fractional", 0),
        (2005, "ordinal", 0),
        (2006, "not_identifiable", 0),  # no ties
        (2007, "not_identifiable", 1),  # a rank told twice without a tie
        (2008, "not_identifiable", 0),  # a tie at the end fits competition and dense alike
        (2009, "competition", 1),
        (2010, "competition", 1),  # restated from the places alone
        (2011, None, None),
        (2013, None, None),
        (2027, "ordinal", 0),  # units without a printed place fit every scheme
    ],
)
def test_rank_scheme_is_inferred(
    reports: duckdb.DuckDBPyConnection, year: int, scheme: str | None, n_odd: int | None
) -> None:
    query = f"SELECT rank_scheme, n_odd_ranks FROM {{}} WHERE {{}} = 'ha-noi-{year}-ict-departments{{}}'"
    assert column(reports, query.format("assessments", "assessment_id", "")) == [(scheme, n_odd)]
    assert column(reports, query.format("criteria", "criterion_id", "/total")) == [(scheme, n_odd)]


def test_every_scheme_is_recomputed_in_a_complete_list(reports: duckdb.DuckDBPyConnection) -> None:
    schemes = "rank_competition, rank_dense, rank_modified, rank_fractional::VARCHAR, rank_low, rank_high"
    expected = [
        (1, 1, 1, "1.0", 1, 1), (2, 2, 3, "2.5", 2, 3), (2, 2, 3, "2.5", 2, 3), (4, 3, 4, "4.0", 4, 4),
    ]  # fmt: skip
    for year in range(2001, 2006):
        assert ranking(reports, year, schemes) == expected


def test_a_fractional_printed_rank_is_not_rounded(reports: duckdb.DuckDBPyConnection) -> None:
    assert ranking(reports, 2004, "printed_rank") == [1, None, None, 4]


@pytest.mark.parametrize(
    ("year", "n_units", "basis", "complete"),
    [
        (2001, 4, "listed", True),
        (2010, 13, "listed", True),
        (2011, None, None, False),  # the top three in a sentence
        (2012, None, None, False),  # tied units may share a place before the last
        (2013, 12, "printed", False),
        (2014, 9, "printed", False),  # a table of the top five
        (2018, None, None, False),  # told by a later report
        (2021, 20, "tier_counts", False),
        (2024, 7, "printed", True),  # a full table of scores without ranks
        (2028, 5, "listed", True),  # one count of three is a slip
        (2040, 5, "listed", True),  # "5/5" tells it twice, and once tells a slip
        (2025, None, None, False),  # the sentence on the last one names its rank
    ],
)
def test_number_of_units_and_its_basis(
    reports: duckdb.DuckDBPyConnection, year: int, n_units: int | None, basis: str | None, complete: bool
) -> None:
    found = column(
        reports, f"SELECT n_units, n_units_basis, is_complete FROM assessments WHERE year = {year}"
    )
    assert found == [(n_units, basis, complete)]


def test_an_incomplete_list_has_intervals_and_no_scheme(reports: duckdb.DuckDBPyConnection) -> None:
    columns = "rank_low, rank_high, rank_competition"
    told = [(1, 1, None), (2, 2, None), (19, 19, None), (None, None, None)]
    assert ranking(reports, 2012, columns) == told
    bounds = [(1, 10), (2, 11), (3, 12), (12, 12), (1, 12)]
    assert ranking(reports, 2013, "rank_low, rank_high") == bounds
    # a printed rank stands for itself where the number of units is unknown
    assert ranking(reports, 2011, columns) == [(1, 1, None), (2, 2, None), (3, 3, None)]


def test_the_last_in_words_has_the_number_of_units_as_its_worst_rank_only(
    reports: duckdb.DuckDBPyConnection,
) -> None:
    columns = "printed_rank, rank_low, rank_high"
    assert ranking(reports, 2021, columns)[-1] == (None, 4, 20)
    # tied units ahead may count as one; a place printed of another is ahead
    tied = [(1, 1, 1), (None, 2, 11), (None, 2, 11), (None, 8, 12), (7, 7, 7)]
    assert ranking(reports, 2037, columns) == tied
    assert ranking(reports, 2038, columns) == [(None, 1, 8), (None, 1, 8), (None, 2, 9)]


def test_what_the_ranking_goes_by(reports: duckdb.DuckDBPyConnection) -> None:
    found = column(
        reports,
        "SELECT year, ranked_by FROM assessments WHERE year IN (2001, 2010, 2015, 2016) ORDER BY year",
    )
    assert found == [(2001, "points"), (2010, None), (2015, "percent"), (2016, "converted")]


def test_a_maximum_is_printed_or_implied_never_guessed(reports: duckdb.DuckDBPyConnection) -> None:
    found = column(
        reports,
        "SELECT name, max_score::INTEGER, max_score_basis FROM criteria "
        "WHERE assessment_id LIKE '%-2020-%' AND name <> 'total' ORDER BY position",
    )
    assert found == [
        ("A", 8, "implied"),
        ("B", 6, "implied"),
        ("C", 120, "implied_once"),
        ("D", None, None),  # 68 or 69 points would both do
        ("E", None, None),  # the pairs contradict each other
    ]
    percent = (
        "SELECT pct_of_max::VARCHAR, pct_basis FROM scores WHERE assessment_id LIKE '%-{}-%' AND score = {}"
    )
    assert column(reports, percent.format(2015, 40)) == [("80.000000", "printed")]
    assert column(reports, percent.format(2020, 105.86)) == [("88.216667", "implied_once")]


def test_tiers_are_read_from_printed_bands(reports: duckdb.DuckDBPyConnection) -> None:
    columns = "printed_tier, recomputed_tier, margin_to_cutoff::DECIMAL(9, 1)::VARCHAR"
    assert ranking(reports, 2021, columns) == [
        ("II", "II", "-0.8"),
        (None, "II", "0.0"),
        (None, "III", "-0.1"),
        ("not_ranked", "not_ranked", "-3.8"),
    ]
    assert ranking(reports, 2022, columns) == [
        (None, "Tốt", "15.0"),
        (None, None, "-0.5"),  # 79.5 percent lies between the printed bands
        (None, "Khá", "0.0"),
        (None, "Yếu", "-20.0"),
        (None, None, None),
    ]
    assert column(reports, "SELECT count(*) FROM tier_bands WHERE assessment_id LIKE '%-2018-%'") == [0]
    quarter = "SELECT recomputed_tier FROM rankings WHERE assessment_id LIKE '%-2026q2-%' ORDER BY agency_id"
    assert column(reports, quarter) == ["I", "not_ranked"]


def test_who_is_below_the_lowest_band_is_not_ranked_but_for_a_printed_tier(
    reports: duckdb.DuckDBPyConnection,
) -> None:
    status = (
        "SELECT status, reason FROM assessed_units WHERE assessment_id LIKE '%-{}-%' "
        "ORDER BY assessment_id, agency_id"
    )
    below = [("not_ranked", None)] * 2
    assert column(reports, status.format(2034)) == [("ranked", None)] * 5 + below
    assert column(reports, status.format(2036)) == [("ranked", None)] * 6 + below[1:]
    # what a source says comes with its reason
    assert column(reports, status.format(2021))[-1] == ("not_ranked", "theo báo cáo")


@pytest.mark.parametrize("year", [2034, 2035])
def test_an_edge_that_no_better_band_takes_stays_below_it(
    reports: duckdb.DuckDBPyConnection, year: int
) -> None:
    tiers = ["Tốt", "Khá", "Khá", "Khá", "Đạt", "not_ranked", "not_ranked"]
    assert ranking(reports, year, "recomputed_tier") == tiers
    # the audit reads a score, and what it may be rounded from, by the same rule
    evidence = read_evidence(reports)
    about = evidence.lists[f"ha-noi-{year}-ict-departments"]
    assert about.total is not None
    read = [band_tier(figure.exact, about, about.total) for figure in about.total.scores.values()]
    assert read == tiers


def test_units_are_named_or_counted_as_unnamed(reports: duckdb.DuckDBPyConnection) -> None:
    found = column(
        reports,
        "SELECT n_units, n_named, n_unnamed FROM assessments WHERE year IN (2011, 2013, 2018) ORDER BY year",
    )
    assert found == [(None, 3, None), (12, 5, 7), (None, 1, None)]


def test_one_cell_told_several_times(reports: duckdb.DuckDBPyConnection) -> None:
    scores = ranking(reports, 2023, "score::DECIMAL(9, 2)::VARCHAR")
    # the amending decision; of one decision the table, then the most decimals
    assert scores == ["71.00", "80.50", "60.20", "50.25", "40.10"]
    assert column(reports, "SELECT count(*) FROM statements WHERE year = 2023 AND block = 'departments'") == [
        9
    ]
    assert column(reports, "SELECT source_id FROM assessments WHERE index_id = 'ict' AND year = 2023") == [
        "ha-noi/2023-first"
    ]


def test_a_later_report_takes_no_list_apart(reports: duckdb.DuckDBPyConnection) -> None:
    ranks = "printed_rank, rank_competition, printed_tier, rank_statement_id"
    assert ranking(reports, 2030, ranks) == [
        (place, place, None, f"ha-noi/2030-r:{place - 1}") for place in range(1, 6)
    ]
    listed = "SELECT source_id, n_units, n_quoted, is_complete, rank_scheme, n_odd_ranks FROM assessments"
    assert column(reports, f"{listed} WHERE year = 2030") == [
        ("ha-noi/2030-r", 5, 5, True, "not_identifiable", 0)
    ]
    units = "SELECT count(*) FROM assessed_units WHERE assessment_id LIKE '%-2030-%'"
    assert column(reports, units) == [5]
    retold = "SELECT count(*), count(*) FILTER (WHERE is_counted) FROM statements WHERE year = 2030"
    assert column(reports, f"{retold} AND source_id <> 'ha-noi/2030-r'") == [(5, 0)]


def test_a_later_report_fills_the_gaps_of_a_quoted_list(reports: duckdb.DuckDBPyConnection) -> None:
    assert ranking(reports, 2032, "printed_rank") == [1, 2, 5, 9]
    assert column(reports, "SELECT source_id, n_quoted FROM assessments WHERE year = 2032") == [
        ("ha-noi/2032-r", 3)
    ]


def test_who_was_assessed_and_what_is_missing(reports: duckdb.DuckDBPyConnection) -> None:
    units = "SELECT status, reason FROM assessed_units WHERE assessment_id LIKE '%-2015-%' ORDER BY agency_id"
    assert column(reports, units) == [("ranked", None)] * 4 + [
        ("excluded", "theo báo cáo"),
        ("not_quoted", None),
    ]
    missing = (
        "SELECT agency_id, missing_reason FROM scores "
        "WHERE status = 'missing' AND criterion_id LIKE '%{}' ORDER BY agency_id"
    )
    assert column(reports, missing.format("-2015-%/ha-tang-ky-thuat-cntt")) == [
        ("ha-noi/u2", "absent"), ("ha-noi/u3", "absent"), ("ha-noi/u4", "absent"),
    ]  # fmt: skip
    assert column(reports, missing.format("-2013-%/total")) == [
        ("ha-noi/u4", "not_quoted"), ("ha-noi/u5", "not_quoted"),
    ]  # fmt: skip


def test_criteria_have_positions_and_dimensions(reports: duckdb.DuckDBPyConnection) -> None:
    found = column(
        reports,
        "SELECT name, position, dimension_id, dimension_link, parent_criterion_id IS NULL FROM criteria "
        "WHERE assessment_id LIKE '%-2015-%' ORDER BY position",
    )
    assert found == [
        ("total", 0, None, "none", True),
        ("Hạ tầng kỹ thuật CNTT", 1, "infrastructure", "exact", False),
    ]
    reasons = column(
        reports,
        "SELECT DISTINCT name, dimension_link, dimension_reason, dimension_reason_en FROM criteria "
        "WHERE name IN ('total', 'A', 'Hạ tầng kỹ thuật CNTT') ORDER BY name",
    )
    assert reasons == [
        (
            "A",
            "none",
            "Tên không có trong danh mục dimension_links và criterion_links",
            "The name stands in neither list, dimension_links or criterion_links",
        ),
        (
            "Hạ tầng kỹ thuật CNTT",
            "exact",
            "“Hạ tầng kỹ thuật CNTT”: tên của cùng nội dung",
            "“Hạ tầng kỹ thuật CNTT”: a name of the same content",
        ),
        ("total", "none", "Tổng điểm gộp nhiều chiều", "The total joins several dimensions"),
    ]


def test_the_ladder_of_comparison(reports: duckdb.DuckDBPyConnection) -> None:
    pairs = {
        ("ha-noi-2001-ict-departments", "ha-noi-2002-ict-departments"): "B",
        ("ha-noi-2001-ict-departments", "ha-noi-2003-ict-departments"): "D",
        # told of by the report that names the criteria, but not assessed by them
        ("ha-noi-2018-ict-departments", "ha-noi-2021-ict-departments"): "D",
        ("ha-noi-2001-ict-departments", "ha-noi-2023-egov-districts"): "E",
    }
    for (a, b), step in pairs.items():
        query = "SELECT step FROM comparability WHERE assessment_id_a = ? AND assessment_id_b = ?"
        assert reports.execute(query, [a, b]).fetchall() == [(step,)]
        # the gate answers in either order
        for one, other in ((a, b), (b, a)):
            query = f"FROM (SELECT comparison('{one}', '{other}') AS said)"
            said = reports.execute(f"SELECT said.step, said.side_by_side, said.subtract {query}").fetchone()
            assert said == (step, step in "ABCD", step in "ABC")


def test_claims_find_their_assessment(reports: duckdb.DuckDBPyConnection) -> None:
    assert column(reports, "SELECT DISTINCT assessment_id FROM claims WHERE year = 2021") == [
        "ha-noi-2021-ict-departments"
    ]


def test_tables_and_views_are_as_the_contract_says(reports: duckdb.DuckDBPyConnection) -> None:
    for table in (*PUBLISHED, *VIEWS):
        described = reports.execute(f"DESCRIBE main.{table.name}").fetchall()
        assert [(name, kind) for name, kind, *_ in described] == [
            (c.name, c.duckdb_type) for c in table.columns
        ]
    silent = (
        "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'main' AND comment IS NULL"
    )
    assert not reports.execute(f"{silent} AND NOT internal").fetchall()


def test_a_second_build_gives_the_same_rows(
    reports: duckdb.DuckDBPyConnection, staged_reports: Path, tmp_path: Path
) -> None:
    with duckdb.connect(str(tmp_path / "again.duckdb")) as again:
        for _ in range(2):  # the second load replaces the first
            warehouse.load(again, [staged_reports])
            again.execute("SET threads = 4")
            warehouse.build_core(again)
            weigh(again)
            warehouse.build_marts(again)
        for table in PUBLISHED:
            query = f"FROM main.{table.name} ORDER BY ALL"
            assert reports.execute(query).fetchall() == again.execute(query).fetchall(), table.name


def test_models_run_after_what_they_read() -> None:
    seen: set[str] = set()
    for model in models():
        made = {name for name in model.reads if name.startswith(("core.", "main."))}
        assert made <= seen, f"{model.path} runs before {sorted(made - seen)}"
        seen.add(f"{model.schema}.{model.name}")


def test_what_the_audit_reads_rests_on_nothing_that_comes_after_it() -> None:
    for model in models():
        later = {read for read in model.reads if read.startswith(("main.", "audited."))}
        assert model.schema == "main" or not later, f"{model.path} reads {sorted(later)}"


def test_a_table_without_a_model_is_what_an_earlier_step_left() -> None:
    reads = {model.name: model.reads for model in models() if model.schema == "main"}
    assert reads["assessments"] == {"core.assessments"}
    assert reads["deductions"] == {"audited.deductions"}
    assert reads["corrections"] == {"staged.corrections"}
    assert {table.name for table in PUBLISHED} - reads.keys() == {"release"}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"core/a.sql": "FROM core.b", "core/b.sql": "FROM core.a"}, "read each other"),
        ({"core/a.sql": "FROM core.b"}, "no such file"),
        ({"core/a.sql": "SELECT FROM FROM"}, r"sql/core/a\.sql: .*repair the model"),
    ],
)
def test_a_broken_order_is_told(tmp_path: Path, files: dict[str, str], message: str) -> None:
    (tmp_path / "core").mkdir()
    for name, sql in files.items():
        (tmp_path / name).write_text(sql)
    with pytest.raises(warehouse.WarehouseError, match=message):
        models(tmp_path)


@pytest.mark.parametrize(
    ("sql", "reads"),
    [
        ("WITH criteria AS (FROM core.lists) SELECT * FROM criteria", {"core.lists"}),
        ("WITH criteria AS (FROM criteria) FROM criteria", {"main.criteria"}),
        ("WITH a AS (FROM b), b AS (SELECT 1) SELECT * FROM a, b", {"main.b"}),
        ("WITH RECURSIVE a AS (FROM core.b UNION ALL FROM a) FROM a", {"core.b"}),
        ("SELECT * FROM (WITH a AS (FROM codes.b) FROM A), a", {"codes.b", "main.a"}),
        ("SELECT * FROM core.a AS b WHERE EXISTS (FROM staged.c WHERE c.x = b.x) -- FROM d", {"core.a", "staged.c"}),
        ("SELECT 'FROM a' FROM b JOIN main.c USING (x)", {"main.b", "main.c"}),
    ],
)  # fmt: skip
def test_what_a_query_reads_is_what_the_parser_sees(sql: str, reads: set[str]) -> None:
    assert tables_read(sql) == reads


def test_a_damaged_code_list_is_told(tmp_path: Path) -> None:
    with (
        duckdb.connect() as empty,
        pytest.raises(warehouse.WarehouseError, match=r"codelists/.*\.csv: .*repair"),
    ):
        warehouse.load(empty, [], tmp_path)
