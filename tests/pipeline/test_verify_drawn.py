"""Lists drawn at random, with ties, misprints and gaps: the tables and verify.sql work out the same."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import duckdb
import pyarrow.parquet as pq
import pytest

from pipeline import warehouse
from pipeline.publishing.data.data_files import write_parquet
from pipeline.publishing.data.verification import verify, write_verification
from pipeline.resolution.staged_rows import StagedRows
from schemas.contract import PUBLISHED, STAGED, to_arrow
from tests.pipeline.conftest import Report

YEARS = range(1950, 2000)


def decimal(value: float, digits: int) -> str:
    """Return ``value`` as a report prints it."""
    return f"{value:.{digits}f}".replace(".", ",")


def place(draw: Random, value: float, values: list[float]) -> str:
    """Return a printed place of ``value`` among ``values`` by a scheme, or one that is wrong."""
    above = [other for other in values if other > value]
    competition, modified = 1 + len(above), sum(other >= value for other in values)
    if draw.random() < 0.05:
        return str(draw.randint(1, len(values)))
    by_scheme = [competition, 1 + len(set(above)), modified, (competition + modified) / 2]
    return f"{by_scheme[len(values) % 4]:g}".replace(".", ",")


def criterion_of(report: Report, draw: Random, criterion: str, n_units: int) -> None:
    """Print scores and places on one criterion, of all units or of some."""
    digits = draw.randint(0, 2)
    values = [draw.choice((0, 60, 70, 80.5, 85, 99.25, draw.uniform(0, 100))) for _ in range(n_units)]
    printed = [decimal(value, digits) for value in values]
    values = [float(score.replace(",", ".")) for score in printed]
    with_scores, with_places = draw.choice((1, 1, 0.6, 0)), draw.choice((1, 1, 0.5, 0))
    origin = draw.choice(("table", "prose"))
    for position, (score, value) in enumerate(zip(printed, values, strict=True)):
        if draw.random() < with_scores:
            report.say(f"U{position}", "score", score, criterion=criterion, origin=origin)
        if draw.random() < with_places:
            text = place(draw, value, values)
            report.say(f"U{position}", "rank", text, criterion=criterion, origin=origin)
        if draw.random() < 0.1:
            report.say(f"U{position}", "score", decimal(draw.uniform(0, 100), 1), criterion=criterion)
    if draw.random() < 0.3:
        report.say(f"U{draw.randrange(n_units)}", "rank", "cuối bảng", criterion=criterion)


def percents_of(report: Report, draw: Random, n_units: int) -> None:
    """Print totals with their percent of one maximum, at times misprinted, and maxima of single units."""
    most = draw.choice((50, 90, 120))
    for position in range(n_units):
        points = draw.uniform(0, most)
        score, percent = decimal(points, 1), decimal(100 * points / most + (draw.random() < 0.05), 1)
        line = report.line(f"U{position} đạt {score} điểm ({percent}% điểm tối đa)")
        report.say(f"U{position}", "score", score, line=line)
        report.say(f"U{position}", "pct_of_max", percent, line=line)
    if draw.random() < 0.3:
        report.say(None, "max_score", str(most))
    if draw.random() < 0.3:
        report.say(f"U{draw.randrange(n_units)}", "max_score", "130", origin="table")


def drawn(draw: Random, year: int) -> Report:
    """Return one report."""
    report = Report(year)
    n_units = draw.randint(2, 9)
    for criterion in ("total", *draw.sample(("A", "B"), draw.randint(0, 2))):
        criterion_of(report, draw, criterion, n_units)
    if draw.random() < 0.4:
        percents_of(report, draw, n_units)
    unit = draw.choice(("points", "percent"))
    least = draw.choice((None, "0", "30"))
    for level, (tier, bounds) in enumerate(
        (("Tốt", ("80", "100")), ("Khá", ("60", "79")), ("Yếu", (least, "60")))
    ):
        if draw.random() < 0.6:
            report.band(tier, level + 1, *bounds, unit)
    if draw.random() < 0.5:
        report.claim("unit_count", str(n_units + draw.choice((0, 0, 1, -1))))
    for tier, count in (("Tốt", 1), ("Khá", n_units - 2), ("not_ranked", 1)):
        if draw.random() < 0.3:
            report.claim("tier_count", str(count), tier=tier)
    if draw.random() < 0.3:
        report.state(f"U{draw.randrange(n_units + 1)}", draw.choice(("not_ranked", "excluded")))
    for position in range(n_units):
        if draw.random() < 0.2:
            report.say(f"U{position}", "tier", draw.choice(("Tốt", "Khá")))
    return report


def retold(report: Report, draw: Random, year: int) -> Report:
    """Return ``report`` with some of the results of ``year`` as it tells them."""
    for _ in range(draw.randint(1, 4)):
        unit = f"U{draw.randrange(9)}"
        report.say(unit, "rank", draw.choice(("1", "2", "3", "cuối bảng")), year=year)
        report.say(unit, "score", decimal(draw.uniform(0, 100), 1), year=year)
        report.say(unit, "tier", "Tốt", year=year)
    if draw.random() < 0.3:
        report.say(None, "max_score", draw.choice(("50", "90")), year=year)
    return report


def reports_on(draw: Random, year: int) -> Iterator[Report]:
    """Yield the report on a year, and those that tell of it again: in the same year, amending it, later."""
    first = drawn(draw, year)
    yield first
    if draw.random() < 0.3:
        yield retold(Report(year, name="again", decided=f"{year}-12-30"), draw, year)
    if draw.random() < 0.3:
        yield retold(Report(year + 100, name="amends", amends=first.source), draw, year)
    if draw.random() < 0.3:
        yield retold(Report(year + 200, name="later"), draw, year)


@pytest.mark.parametrize("seed", [1, 2])
def test_drawn_lists_are_worked_out_the_same_in_two_ways(tmp_path: Path, seed: int) -> None:
    draw, rows = Random(seed), StagedRows()
    for year in YEARS:
        for report in reports_on(draw, year):
            rows.extend(report.rows)
    for table in STAGED:
        pq.write_table(to_arrow(table, getattr(rows, table.name)), tmp_path / f"{table.name}.parquet")
    (tmp_path / "parquet").mkdir()
    with duckdb.connect() as con:
        warehouse.load(con, [tmp_path])
        warehouse.build_core(con)
        warehouse.build_marts(con)
        for table in PUBLISHED:
            write_parquet(con, table, tmp_path / "parquet")
    write_verification(tmp_path, "drawn")
    found = verify(tmp_path)
    assert found.differences == ()
    assert {check.n_compared > 0 for check in found.comparisons if check.check.startswith("rankings")} == {
        True
    }
