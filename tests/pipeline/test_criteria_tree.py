"""What each criterion is part of, as sql/core/criteria_tree.sql reads it off the maxima."""

from dataclasses import replace

import duckdb
import pytest

from pipeline.warehouse.build import build_core, load, restage
from pipeline.warehouse.models import models
from schemas.contract import STAGED, to_arrow
from tests.pipeline.conftest import Report

TREE = next(model.sql for model in models() if model.name == "criteria_tree")


def parents(total: str, *maxima: str) -> list[int | None]:
    """The position of the parent of each part with these maxima, ``-`` where none is known."""
    with duckdb.connect() as con:
        con.execute(
            "CREATE SCHEMA core;"
            "CREATE TABLE core.named_criteria (assessment_id TEXT, criterion_id TEXT, position BIGINT);"
            "CREATE TABLE core.maxima (criterion_id TEXT, max_score DECIMAL(18, 6))"
        )
        for position, maximum in enumerate((total, *maxima)):
            criterion_id = f"x/{position}" if position else "x/total"
            con.execute("INSERT INTO core.named_criteria VALUES ('x', ?, ?)", [criterion_id, position])
            if maximum != "-":
                con.execute("INSERT INTO core.maxima VALUES (?, ?)", [criterion_id, maximum])
        rows = con.execute(
            f"SELECT parent_criterion_id FROM ({TREE}) ORDER BY criterion_id = 'x/total' DESC, "
            "length(criterion_id), criterion_id"
        ).fetchall()
    assert rows[0] == (None,)
    found = [row[0] for row in rows[1:]]
    return [None if parent is None else int(parent[2:].replace("total", "0")) for parent in found]


@pytest.mark.parametrize(
    ("total", "maxima", "expected"),
    [
        # they make the total, or leave room, or nothing is known
        ("100", "60 40", [0, 0]),
        ("100", "60 30 -", [0, 0, 0]),
        ("-", "60 40 90", [0, 0, 0]),
        # two groups with their parts; one of the second is missing
        ("120", "40 24 9 7 80 50 20", [0, 1, 1, 1, 0, 5, 5]),
        # one of unknown maximum is part of the group that has room for it
        ("120", "40 24 9 7 80 38 30 9 -", [0, 1, 1, 1, 0, 5, 5, 5, 5]),
        ("120", "40 24 9 - 80 38 30 12", [0, 1, 1, 1, 0, 5, 5, 5]),
        # and of none where all are full
        ("120", "40 24 16 80 50 30 -", [None] * 7),
        # no tree: too much by a misprint, or a part that is alone
        ("100", "60 50", [None, None]),
        ("100", "60 60 40", [None, None, None]),
        # two trees: the third part of either group may be a head
        ("7", "3 1 1 1 3 1 1 1", [None] * 8),
    ],
)
def test_the_tree_is_read_off_the_maxima(total: str, maxima: str, expected: list[int | None]) -> None:
    assert parents(total, *maxima.split()) == expected


def told_of_unnamed(origin: str, kind: str = "other", unit: str = "points") -> list[tuple[str, int]]:
    """The criteria of a list with scores on A, and a claim on B that is of no named unit."""
    report = Report(2036)
    for name, score in (("U1", "8"), ("U2", "7")):
        report.say(name, "rank", name[1:], origin=origin)
        report.say(name, "score", score, criterion="A", origin=origin)
    report.claim(kind, "1")
    report.rows.claims[0] = replace(report.rows.claims[0], criterion="B", unit=unit)
    with duckdb.connect() as con:
        load(con, [])
        restage(con, {table.name: to_arrow(table, getattr(report.rows, table.name)) for table in STAGED})
        build_core(con)
        return con.execute("SELECT name, position FROM core.criteria ORDER BY position").fetchall()


def test_a_criterion_told_only_of_unnamed_units_is_one() -> None:
    assert told_of_unnamed("prose") == [("total", 0), ("A", 1), ("B", 2)]
    # a gap is no score of a unit; and a table of the criteria has them all
    assert told_of_unnamed("prose", "gap") == [("total", 0), ("A", 1)]
    assert told_of_unnamed("prose", "unit_count", "units") == [("total", 0), ("A", 1)]
    assert told_of_unnamed("table") == [("total", 0), ("A", 1)]
