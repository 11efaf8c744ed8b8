"""How firm ranks are, worked out by hand on the reports of conftest.py.

2039: U1 has 55 and 35 points on A and B, U2 50 and 35.5, U3 25 and 15; the maxima are 60 and 40. 2001 and 2002: four
units with 90, 85, 85, 80. 2017 is not known to be whole. 2022: 190, 159, 140 and 60 of 200.
"""

from decimal import Decimal

import duckdb
import pytest

WHOLE = "ha-noi-2039-ict-departments"


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return con.execute(query).fetchall()


def test_only_whole_tables_whose_parts_make_the_total_are_weighed(reports: duckdb.DuckDBPyConnection) -> None:
    found = rows(reports, "SELECT DISTINCT assessment_id FROM rank_ranges")
    assert found == [(WHOLE,)]


def test_a_unit_is_dominated_that_is_ahead_in_nothing(reports: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT agency_id, dominated_agency_id, n_criteria, n_better FROM dominance ORDER BY ALL"
    assert rows(reports, query) == [("ha-noi/u1", "ha-noi/u3", 2, 2), ("ha-noi/u2", "ha-noi/u3", 2, 2)]


def test_the_ranks_that_weights_can_give(reports: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT weight_range, agency_id, rank_best, rank_worst, range_basis FROM rank_ranges ORDER BY ALL"
    assert rows(reports, query) == [
        ("all", "ha-noi/u1", 1, 2, "exact"),
        ("all", "ha-noi/u2", 1, 2, "exact"),
        ("all", "ha-noi/u3", 3, 3, "exact"),
        # 5 · 3/4 is still more than 0.5 · 5/4
        ("quarter", "ha-noi/u1", 1, 1, "exact"),
        ("quarter", "ha-noi/u2", 2, 2, "exact"),
        ("quarter", "ha-noi/u3", 3, 3, "exact"),
    ]


def test_ranks_without_a_criterion(reports: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT agency_id, score, rank_without FROM drop_one_ranks WHERE criterion_id = ? ORDER BY ALL"
    without = {name: reports.execute(query, [f"{WHOLE}/{name}"]).fetchall() for name in "ab"}
    assert without["a"] == [
        ("ha-noi/u1", 35, 2), ("ha-noi/u2", Decimal("35.5"), 1), ("ha-noi/u3", 15, 3)
    ]  # fmt: skip
    assert [rank for *_, rank in without["b"]] == [1, 2, 3]


def test_the_share_of_a_criterion_in_the_variance(reports: duckdb.DuckDBPyConnection) -> None:
    # A: 35/3, 20/3, -55/3 about its mean; the total 109/6, 82/6, -191/6: 15960/18 shared of 55086/36
    query = "SELECT nominal_weight, effective_weight FROM criterion_weights ORDER BY criterion_id"
    shared = Decimal(15960 * 2 * 100) / Decimal(55086)
    assert rows(reports, query) == [
        (60, round(shared, 6)),
        (40, round(100 - shared, 6)),
    ]


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        # the same four units in the same order, two of them tied in both
        ("2001", "2002", (4, 6, 5, 0, 1, 0, "1", "1")),
        # 90 85 85 80 against 90 85 84 80: the tie of one list is none of the other. 5 / √(5 · 6);
        # places 1 2.5 2.5 4 and 1 2 3 4: 4.5 / √(4.5 · 5)
        ("2001", "2006", (4, 6, 5, 0, 1, 0, "0.912871", "0.948683")),
    ],
)
def test_how_far_two_rankings_agree(
    reports: duckdb.DuckDBPyConnection, a: str, b: str, wanted: tuple[object, ...]
) -> None:
    query = """
        SELECT n_common, n_pairs, n_concordant, n_discordant, n_tied, n_unknown, tau_b, rho
        FROM rank_correlations WHERE assessment_id_a = ? AND assessment_id_b = ?
    """
    names = [f"ha-noi-{year}-ict-departments" for year in (a, b)]
    assert reports.execute(query, names).fetchall() == [(*wanted[:6], *map(Decimal, map(str, wanted[6:])))]


def test_partial_lists_have_bounds_and_no_figure(reports: duckdb.DuckDBPyConnection) -> None:
    query = """
        SELECT n_pairs, n_concordant, n_discordant, n_tied, n_unknown, tau_b, rho, tau_low, tau_high
        FROM rank_correlations WHERE n_unknown > 0
    """
    found = rows(reports, query)
    assert found
    for n_pairs, same, other, tied, unknown, tau_b, rho, low, high in found:
        assert tau_b is rho is None
        assert isinstance(n_pairs, int) and same + other + tied + unknown == n_pairs  # type: ignore[operator]
        assert low == round(Decimal(same - other - unknown) / n_pairs, 6)  # type: ignore[operator]
        assert high == round(Decimal(same - other + unknown) / n_pairs, 6)  # type: ignore[operator]


def test_bands_of_another_list_are_counterfactual(reports: duckdb.DuckDBPyConnection) -> None:
    # 95, 79.5, 70 and 30 percent under bands of 100 points: the best above 85, then from 70 on, the lowest above 50
    query = """
        SELECT pct_of_max, counterfactual_tier, status FROM band_exchange
        WHERE assessment_id = 'ha-noi-2022-ict-departments' AND bands_assessment_id = 'ha-noi-2034-ict-departments'
        ORDER BY pct_of_max DESC
    """
    label = "counterfactual"
    assert rows(reports, query) == [
        (95, "Tốt", label), (Decimal("79.5"), "Khá", label), (70, "Khá", label), (30, None, label)
    ]  # fmt: skip


def test_an_edge_belongs_to_the_better_band_only_where_that_takes_it(
    reports: duckdb.DuckDBPyConnection,
) -> None:
    # 85 of 100 read under the same bands in percent of 200: the best begins above 85
    query = """
        SELECT counterfactual_tier FROM band_exchange
        WHERE assessment_id = 'ha-noi-2034-ict-departments' AND bands_assessment_id = 'ha-noi-2035-ict-departments'
            AND pct_of_max IN (86, 85, 70, 50) ORDER BY pct_of_max DESC
    """
    assert rows(reports, query) == [("Tốt",), ("Khá",), ("Khá",), (None,)]
