"""verify.sql: nothing differs in what was built, and each altered cell is reported, it and no other."""

import shutil
from contextlib import chdir
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from pipeline.commands import cli
from pipeline.publishing.data.data_files import text, write_parquet
from pipeline.publishing.data.verification import (
    REBUILT,
    VERIFY,
    compare,
    row_key,
    verify,
    write_verification,
)
from schemas.contract import PUBLISHED, STAGED

TABLES = {table.name: table for table in PUBLISHED}


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim on one of the reports of conftest.py, judged by hand.

    It stands in the line of the first score of ``subject``, or rank where it is about one; else in line 1.
    """

    claim_id: str
    year: int
    claim_type: str
    printed: str
    unit: str
    verdict: str
    recomputed: str = "NULL"
    tier: str | None = None
    criterion: str = "total"
    subject: str = ""

    def insert(self) -> str:
        """Return the INSERT of the claim."""
        source = f"ha-noi/{self.year}-r"
        measure = "rank" if self.claim_type == "rank_order" else "score"
        told = (
            f"SELECT min(line) FROM statements WHERE source_id = {text(source)} AND measure = '{measure}' "
            f"AND subject_text = {text(self.subject)} AND criterion = {text(self.criterion)}"
        )
        return f"""
            INSERT INTO claims BY NAME SELECT
                {text(self.claim_id)} AS claim_id, {text(source)} AS source_id, 'ha-noi' AS province_id,
                {self.year} AS year, 'ict' AS index_id, 'departments' AS block,
                {text(self.claim_type)} AS claim_type, {text(self.subject)} AS subject,
                {text(self.criterion)} AS criterion, {text(self.tier) if self.tier else "NULL"} AS tier,
                {self.printed} AS printed_value, {text(self.unit)} AS unit, coalesce(({told}), 1) AS line,
                0 AS col_start, 1 AS col_end, '' AS quote,
                {self.recomputed} AS recomputed_value, {text(self.verdict)} AS verdict,
                CASE WHEN {self.recomputed} IS NOT NULL THEN {text(self.unit)} END AS recomputed_unit"""


VALUES = (
    Judged("average", 2001, "average", "85", "points", "confirmed", "85"),
    Judged("average-off", 2001, "average", "87", "points", "contradicted", "85"),
    Judged("gap", 2001, "gap", "10", "points", "confirmed", "10"),
    Judged("gap-off", 2001, "gap", "12", "points", "contradicted", "10"),
    Judged("units", 2001, "unit_count", "4", "units", "confirmed", "4"),
    Judged("count", 2010, "tier_count", "9", "units", "confirmed", "9", tier="Tốt"),
    Judged("share", 2010, "tier_share", "31", "percent", "rounded", "30.769231", tier="Khá"),
    Judged("share-cut", 2010, "tier_share", "30", "percent", "rounded", "30.769231", tier="Khá"),
    Judged("share-off", 2010, "tier_share", "28", "percent", "contradicted", "30.769231", tier="Khá"),
    Judged(
        "percent", 2020, "pct_of_max", "88", "percent", "rounded", "88.216667", criterion="C", subject="U5"
    ),
    Judged("sum", 2017, "sum", "40", "points", "confirmed", "40", subject="U3"),
    Judged("place", 2009, "rank_order", "5", "ranks", "contradicted", "4", subject="U4"),
)
WORDS = (
    Judged("first", 2001, "top", "NULL", "ranks", "confirmed", subject="U1"),
    Judged("not-last", 2001, "bottom", "NULL", "ranks", "contradicted", subject="U2"),
    Judged("most", 2017, "max_of_criterion", "60", "points", "confirmed", criterion="A"),
    Judged("too-little", 2017, "max_of_criterion", "50", "points", "contradicted", criterion="A"),
)
CLAIMS = [judged.insert() for judged in (*VALUES, *WORDS)]


@pytest.fixture(scope="module")
def shipped(reports: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports as a release folder."""
    folder = tmp_path_factory.mktemp("shipped")
    return ship(reports, folder)


def ship(con: duckdb.DuckDBPyConnection, folder: Path) -> Path:
    """Write the tables of ``con`` and verify.sql to ``folder``."""
    (folder / "parquet").mkdir(parents=True, exist_ok=True)
    for table in PUBLISHED:
        write_parquet(con, table, folder / "parquet")
    write_verification(folder, "drawn")
    return folder


def altered(release: Path, folder: Path, *changes: str) -> Path:
    """Return a copy of ``release`` in ``folder`` after the SQL of ``changes``."""
    with duckdb.connect() as con:
        for table in PUBLISHED:
            file = text(release / "parquet" / f"{table.name}.parquet")
            con.execute(f'CREATE TABLE "{table.name}" AS FROM {file}')
        for change in changes:
            (n_changed,) = con.execute(change).fetchone() or (0,)
            assert n_changed == 1, f"{n_changed} rows changed by {change}"
        return ship(con, folder)


def differing(release: Path) -> list[tuple[str, str]]:
    """Return check and row of each difference."""
    return [(found.check, found.row) for found in verify(release).differences]


def of_claims(release: Path) -> list[tuple[str, str]]:
    """Return the differences in claims: how sure a statement is may rest on what a test says of one."""
    return [found for found in differing(release) if found[0].startswith("claims.")]


def test_nothing_differs_in_what_was_built(shipped: Path) -> None:
    found = verify(shipped)
    assert found.differences == ()
    idle = {check.check for check in found.comparisons if not check.n_compared}
    assert all(check.startswith(("claims.", "deductions")) for check in idle), (
        f"no report of conftest.py has a case of {idle}"
    )
    assert sum(check.n_differing for check in found.comparisons) == 0


def test_every_altered_cell_is_reported_and_nothing_else(shipped: Path, tmp_path: Path) -> None:
    kinds = {(table.name, column.name): column.duckdb_type for table in PUBLISHED for column in table.columns}
    changes, wanted = [], []
    with duckdb.connect() as con:
        for check in verify(shipped).comparisons:
            table, _, column = check.check.partition(".")
            if (table, column) not in kinds or table not in REBUILT:
                continue
            key = " || ' ' || ".join(row_key(TABLES[table]))
            file = text(shipped / "parquet" / f"{table}.parquet")
            # the last row is no first one, and a status told by a source is taken as given
            row = con.execute(
                f"SELECT {key} FROM {file} WHERE {column} IS NOT NULL AND {column}::VARCHAR <> 'excluded' "
                "ORDER BY ALL DESC LIMIT 1"
            ).fetchone()
            assert row, f"no value to alter for {check.check}"
            others = {
                "VARCHAR": "'altered'",
                "BOOLEAN": f"NOT {column}",
                "VARCHAR[]": f"list_append({column}, 'altered')",
            }
            change = others.get(kinds[table, column], f"{column} + 1")
            changes.append(f"UPDATE {table} SET {column} = {change} WHERE {key} = {text(row[0])}")
            wanted.append((check.check, row[0]))
    assert len(wanted) > 30
    assert differing(altered(shipped, tmp_path, *changes)) == sorted(wanted)


def test_parts_of_groups_hung_on_the_total_are_reported(shipped: Path, tmp_path: Path) -> None:
    # a total of 30 with groups of 10 and 20, each of two parts; the maxima are printed
    total = "x/total"
    maxima = {total: 30, "x/a": 10, "x/a1": 6, "x/a2": 4, "x/b": 20, "x/b1": 15, "x/b2": 5}
    changes = []
    for position, (name, most) in enumerate(maxima.items()):
        parent = None if name == total else total if name in ("x/a", "x/b") else name[:3]
        changes += [
            f"INSERT INTO criteria BY NAME SELECT {text(name)} AS criterion_id, 'x' AS assessment_id, "
            f"{text(name)} AS name, {text(parent) if parent else 'NULL'} AS parent_criterion_id, "
            f"{position} AS position, {most} AS max_score, 'printed' AS max_score_basis, "
            "'none' AS dimension_link",
            "INSERT INTO statements BY NAME SELECT * REPLACE ("
            f"{text(name)} AS statement_id, {text(name)} AS criterion_id, {most} AS value, "
            "'max_score' AS measure, NULL AS agency_id) FROM statements WHERE measure = 'score' "
            "AND assessment_id = 'ha-noi-2001-ict-departments' AND agency_id = 'ha-noi/u1'",
        ]
    check = "criteria.parent_criterion_id"
    told = [row for row in differing(altered(shipped, tmp_path / "tree", *changes)) if row[0] == check]
    assert told == []
    flat = f"UPDATE criteria SET parent_criterion_id = {text(total)} WHERE criterion_id = 'x/b2'"
    told = [row for row in differing(altered(shipped, tmp_path / "flat", *changes, flat)) if row[0] == check]
    assert told == [(check, "x/b2")]


@pytest.mark.parametrize("table", ["scores", "rankings"])
def test_a_row_that_is_missing_is_reported(shipped: Path, tmp_path: Path, table: str) -> None:
    unit = "criterion_id = 'ha-noi-2001-ict-departments/total' AND agency_id = 'ha-noi/u1'"
    found = differing(altered(shipped, tmp_path, f"DELETE FROM {table} WHERE {unit}"))
    assert (table, "ha-noi/u1 ha-noi-2001-ict-departments/total") in found
    assert {check.partition(".")[0] for check, _ in found} == {table}
    assert {row for _, row in found} == {"ha-noi/u1 ha-noi-2001-ict-departments/total"}


def test_a_printed_value_that_is_altered_shows_in_all_that_follows(shipped: Path, tmp_path: Path) -> None:
    change = (
        "UPDATE statements SET value = 99 WHERE measure = 'score' AND agency_id = 'ha-noi/u4' "
        "AND assessment_id = 'ha-noi-2001-ict-departments'"
    )
    found = set(differing(altered(shipped, tmp_path, change)))
    total = "ha-noi-2001-ict-departments/total"
    assert {
        ("scores.score", f"ha-noi/u4 {total}"),
        ("rankings.rank_competition", f"ha-noi/u1 {total}"),
    } <= found
    assert all("2001-" in row for _, row in found)


def test_a_sum_is_told_as_a_discrepancy_where_it_differs_and_nowhere_else(
    shipped: Path, tmp_path: Path
) -> None:
    total = "ha-noi-2017-ict-departments/total"
    told = (
        "INSERT INTO discrepancies BY NAME SELECT 'd' AS discrepancy_id, source_id AS publication_id, "
        "source_id, assessment_id, 'points' AS unit, 1 AS n_tellings, "
        f"'sum_differs' AS kind, 'ha-noi/u1' AS agency_id, '{total}' AS criterion_id, '' AS explanation, "
        "'open' AS status FROM assessments WHERE assessment_id = 'ha-noi-2017-ict-departments'"
    )
    assert differing(altered(shipped, tmp_path / "told", told)) == [("sums of parts", f"{total} ha-noi/u1")]
    part = (
        "UPDATE statements SET value = 45 WHERE measure = 'score' AND agency_id = 'ha-noi/u1' "
        "AND criterion_id = 'ha-noi-2017-ict-departments/a'"
    )
    silent = differing(altered(shipped, tmp_path / "silent", part))
    assert ("sums of parts", f"{total} ha-noi/u1") in silent
    assert ("sums of parts", f"{total} ha-noi/u1") not in differing(
        altered(shipped, tmp_path / "both", part, told)
    )


def test_verdicts_that_follow_from_the_printed_values_pass(shipped: Path, tmp_path: Path) -> None:
    release = altered(shipped, tmp_path, *CLAIMS)
    assert of_claims(release) == []
    found = verify(release)
    compared = {check.check: check.n_compared for check in found.comparisons}
    assert compared["claims.verdict"] == compared["claims.recomputed_value"] == len(VALUES)
    assert compared["claims.verdict of highest and lowest"] == compared["claims.verdict of maxima"] == 2


def test_what_a_confirmed_claim_rests_on_is_sure(shipped: Path, tmp_path: Path) -> None:
    count = next(judged for judged in VALUES if judged.claim_id == "count")
    release = altered(shipped, tmp_path, count.insert())
    tiers = duckdb.connect().execute(
        f"SELECT statement_id FROM {text(release / 'parquet' / 'statements.parquet')} "
        "WHERE assessment_id = 'ha-noi-2010-ict-departments' AND tier = 'Tốt' AND certainty = 'plain'"
    )
    wanted = [("statements.certainty", row) for (row,) in sorted(tiers.fetchall())]
    assert wanted and differing(release) == wanted


def test_every_wrong_verdict_is_reported_and_nothing_else(shipped: Path, tmp_path: Path) -> None:
    names = [judged.claim_id for judged in VALUES]
    wrong = [
        "UPDATE claims SET verdict = "
        "CASE verdict WHEN 'contradicted' THEN 'confirmed' ELSE 'contradicted' END "
        f"WHERE claim_id = '{name}'"
        for name in names
    ]
    # cut to whole percents it may be, and no model of rounding may hold for its whole table
    spared = "share-cut"
    found = of_claims(altered(shipped, tmp_path / "verdict", *CLAIMS, *wrong))
    assert found == [("claims.verdict", name) for name in sorted({*names} - {spared})]
    moved = [
        f"UPDATE claims SET recomputed_value = recomputed_value + 1 WHERE claim_id = '{n}'" for n in names
    ]
    found = of_claims(altered(shipped, tmp_path / "value", *CLAIMS, *moved))
    assert found == [("claims.recomputed_value", name) for name in sorted(names)]
    units = [f"UPDATE claims SET recomputed_unit = 'years' WHERE claim_id = '{n}'" for n in names]
    found = of_claims(altered(shipped, tmp_path / "unit", *CLAIMS, *units))
    assert found == [("claims.recomputed_unit", name) for name in sorted(names)]


def test_what_is_only_consistent_is_never_confirmed(shipped: Path, tmp_path: Path) -> None:
    day = Judged("day", 2001, "date", "20020101", "date", "consistent")
    run = Judged("run", 2001, "top", "3", "years", "consistent")
    average = next(judged for judged in VALUES if judged.claim_id == "average")
    told = [judged.insert() for judged in (day, run, average)]
    listed = "UPDATE claims SET n_listed = 3 WHERE claim_id = 'run'"
    assert differing(altered(shipped, tmp_path / "right", *told, listed)) == []
    changes = (
        "UPDATE claims SET verdict = 'confirmed' WHERE claim_id = 'day'",
        "UPDATE claims SET n_listed = 2 WHERE claim_id = 'run'",
        "UPDATE claims SET verdict = 'consistent' WHERE claim_id = 'average'",
    )
    wrong = differing(altered(shipped, tmp_path / "wrong", *told, *changes))
    assert {row for check, row in wrong if check.endswith("consistent")} == {"day", "run", "average"}


@pytest.mark.parametrize(
    ("name", "verdict", "check"),
    [
        ("first", "contradicted", "claims.verdict of highest and lowest"),
        ("not-last", "confirmed", "claims.verdict of highest and lowest"),
        ("too-little", "confirmed", "claims.verdict of maxima"),
    ],
)
def test_a_wrong_verdict_on_words_is_reported(
    shipped: Path, tmp_path: Path, name: str, verdict: str, check: str
) -> None:
    wrong = f"UPDATE claims SET verdict = '{verdict}' WHERE claim_id = '{name}'"
    assert of_claims(altered(shipped, tmp_path, *CLAIMS, wrong)) == [(check, name)]


@pytest.mark.parametrize(
    ("name", "low", "high", "holds"),
    [
        ("average", 84, 86, True),
        ("average", 86, 88, False),  # the recomputed value is not between them
        ("average-off", 84, 85, True),
        ("average-off", 84, 87, False),  # the printed value is, and is called contradicted
        ("share-cut", "30.7", "30.8", True),  # less than one unit of the last digit away
        ("share-off", "27.9", "30.8", False),
    ],
)
def test_bounds_must_go_with_value_and_verdict(
    shipped: Path, tmp_path: Path, name: str, low: object, high: object, holds: bool
) -> None:
    bounds = f"UPDATE claims SET low = {low}, high = {high} WHERE claim_id = '{name}'"
    expected = [] if holds else [("claims.low and claims.high", name)]
    assert of_claims(altered(shipped, tmp_path, *CLAIMS, bounds)) == expected


def test_an_unverifiable_claim_is_not_compared(shipped: Path, tmp_path: Path) -> None:
    changes = [
        f"UPDATE claims SET verdict = 'unverifiable' WHERE claim_id = '{judged.claim_id}'"
        for judged in VALUES
    ]
    found = verify(altered(shipped, tmp_path, *CLAIMS, *changes))
    assert found.differences == ()
    assert not [check for check in found.comparisons if check.check == "claims.verdict" and check.n_compared]


def test_the_command_prints_the_checks_and_what_differs(shipped: Path, tmp_path: Path) -> None:
    same = CliRunner().invoke(cli.app, ["verify", str(shipped)])
    assert same.exit_code == 0, same.stderr
    assert "rankings.rank_dense" in same.stdout and "none differs" in same.stderr
    change = "UPDATE assessments SET n_units = 5 WHERE assessment_id = 'ha-noi-2001-ict-departments'"
    other = CliRunner().invoke(cli.app, ["verify", str(altered(shipped, tmp_path, change))])
    assert other.exit_code == 1
    assert "assessments.n_units\tha-noi-2001-ict-departments\tpublished 5\trebuilt 4" in other.stdout
    assert other.stderr.count("\n") == 1 and "1 values differ" in other.stderr and "Cure: " in other.stderr


@pytest.mark.parametrize("missing", [VERIFY, "parquet/claims.parquet"])
def test_a_broken_release_is_one_line(shipped: Path, tmp_path: Path, missing: str) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(shipped, broken)
    (broken / missing).unlink()
    result = CliRunner().invoke(cli.app, ["verify", str(broken)])
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert missing in result.stderr and "Cure: " in result.stderr


# Tables that hold what was read, code lists, what is proved, told or worded, and copies of other tables side by side;
# none is rebuilt.
TAKEN = {
    "provinces", "successions", "agencies", "agency_names", "tier_bands", "facts", "deductions", "conflict_sets",
    "discrepancies", "doubts", "indicators", "corrections", "number_ledger", "unit_ledger",
    "source_lines", "code_lists", "quarantine", "unresolved_names", "release", "results", "claim_units",
}  # fmt: skip
# What a claim says, and the words of its verdict.
WORDED = {"assessment_id", "reading", "explanation", "explanation_en", "discrepancy_id"}


def test_every_computed_column_is_rebuilt(shipped: Path) -> None:
    assert {table.name for table in PUBLISHED} == REBUILT.keys() | TAKEN | {"claims"}
    named = " ".join(check.check for check in verify(shipped).comparisons)
    as_read = {column.name for table in STAGED if table.name == "claims" for column in table.columns}
    computed = {column.name for column in TABLES["claims"].columns} - as_read - WORDED
    assert {column for column in computed if f"claims.{column}" not in named} == set()


def test_a_new_computed_column_without_a_rebuilt_one_fails(shipped: Path, tmp_path: Path) -> None:
    table = TABLES["scores"]
    new = replace(table.columns[0], name="z_score")
    (tmp_path / "parquet").symlink_to(shipped / "parquet")
    shipped_sql = (shipped / VERIFY).read_text(encoding="utf-8")
    grown = compare(replace(table, columns=(*table.columns, new)))
    (tmp_path / VERIFY).write_text(shipped_sql.replace(compare(table), grown), encoding="utf-8")
    with pytest.raises(duckdb.BinderException, match="z_score"):
        verify(tmp_path)
    result = CliRunner().invoke(cli.app, ["verify", str(tmp_path)])
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "z_score" in result.stderr and "Cure: add the column to what sql/verify rebuilds" in result.stderr


def test_the_file_ends_with_an_error_where_a_value_differs(shipped: Path, tmp_path: Path) -> None:
    change = "UPDATE assessments SET n_units = 5 WHERE assessment_id = 'ha-noi-2001-ict-departments'"
    wrong = altered(shipped, tmp_path, change)
    with duckdb.connect() as con, chdir(wrong):
        with pytest.raises(duckdb.Error, match="1 values differ"):
            con.execute((wrong / VERIFY).read_text(encoding="utf-8"))
        assert con.execute("FROM differences").fetchall() == [
            ("assessments.n_units", "ha-noi-2001-ict-departments", "5", "4")
        ]
    with duckdb.connect() as con, chdir(shipped):
        con.execute((shipped / VERIFY).read_text(encoding="utf-8"))
