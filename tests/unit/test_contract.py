"""The contract: what DESIGN promises is there, and rows that break it are named."""

import ast
import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from schemas import values
from schemas.columns import COLUMNS
from schemas.contract import (
    PUBLISHED,
    STAGED,
    VIEWS,
    ContractError,
    Table,
    comments,
    create_table,
    generated_checks,
    to_arrow,
    validate,
)
from schemas.table import table as declare
from schemas.tables.assessments import StagedTierBand
from schemas.tables.documents import LedgerEntry, Source
from tests.made_rows import made

ROOT = Path(__file__).parents[2]
TABLES = {table.name: table for table in PUBLISHED}
STAGED_TABLES = {table.name: table for table in STAGED}
SOURCE = made(
    Source,
    source_id="p/s",
    decided_on=date(2020, 12, 31),
    document_kind="signed",
    publish_text="full",
    state="fresh",
)
BAND = made(StagedTierBand, source_id="p/s", min_score=Decimal("80.5"), unit="points")
LEDGER = made(LedgerEntry, source_id="p/s", token="90", fate="furniture")


def test_a_row_is_typed_as_its_columns_are_defined() -> None:
    with pytest.raises(TypeError, match=r"^scores\.score is annotated .*; schemas/columns\.py says DECIMAL$"):

        @declare("scores", vi="Điểm", en="Scores")
        @dataclass(frozen=True)
        class Wrong:
            score: int | None


def test_the_columns_of_the_key_come_first_and_staged_rows_share_the_rest() -> None:
    staged, published = STAGED_TABLES["tier_bands"], TABLES["tier_bands"]
    assert tuple(column.name for column in published.columns[:3]) == published.primary_key
    apart = {*published.columns} - {*staged.columns}
    assert {column.name for column in apart} == {"assessment_id", "criterion_id", "band_id"}


def test_no_class_types_the_row_of_a_table_again() -> None:
    columns = {table.name: {column.name for column in table.columns} for table in (*PUBLISHED, *STAGED)}
    again = []
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            body = node.body if isinstance(node, ast.ClassDef) else []
            names = [
                line.target.id
                for line in body
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
            ]
            for table, known in columns.items():
                if len(names) >= 5 and sum(name in known for name in names) >= 0.9 * len(names):
                    again.append(f"{path.relative_to(ROOT)}, {names} are columns of {table}")
    assert not again, f"use or extend the row in schemas/tables: {again}"


@pytest.mark.parametrize("table", [*PUBLISHED, *VIEWS], ids=lambda table: table.name)
def test_every_table_and_column_is_described_in_both_languages(table: Table) -> None:
    told = {table.name: (table.description_vi, table.description_en)}
    told |= {column.name: (column.description_vi, column.description_en) for column in table.columns}
    silent = [name for name, (vi, en) in told.items() if not vi or not en or vi == en]
    assert not silent, f"schemas/tables, {table.name}: describe {silent} in Vietnamese and English"
    assert set(table.primary_key) <= {column.name for column in table.columns}


def test_no_column_name_is_left_over() -> None:
    used = {column.name for table in (*PUBLISHED, *VIEWS, *STAGED) for column in table.columns}
    assert used == set(COLUMNS), "delete the names that no table uses from schemas/columns.py"


def test_foreign_keys_point_at_keys() -> None:
    for table in PUBLISHED:
        for column in table.columns:
            if column.foreign_key:
                other, _, field = column.foreign_key.partition(".")
                assert TABLES[other].primary_key == (field,)


def test_every_set_of_words_is_used() -> None:
    used = {column.allowed for table in (*PUBLISHED, *VIEWS, *STAGED) for column in table.columns}
    sets = [set(words) for words in used if words]
    for name, words in vars(values).items():
        if not name.isupper() or isinstance(words, range):
            continue
        if isinstance(words, dict):
            assert set(words) in sets and set(words.values()) in sets, f"no column may hold {name}"
        else:
            part = {words} if isinstance(words, str) else set(words)
            assert words in used or any(part < whole for whole in sets), f"no column may hold {name}"


def test_the_years_are_those_of_the_column() -> None:
    assert (COLUMNS["year"].low, COLUMNS["year"].high) == (values.YEARS[0], values.YEARS[-1])


# Words that no step writes: `METHOD` keeps two for reports that name such cells, and a person writes the states.
UNWRITTEN = {"not_applicable", "unreadable", "acknowledged", "fixed"}


def test_every_word_is_written_by_some_step() -> None:
    rooms = {
        "*.py": ("documents", "reading", "resolution", "deduction", "audit", "commands"),
        "*.sql": ("core", "marts"),
        "*.yaml": ("lexicon",),
        "*.csv": ("codelists",),
    }
    roots = {"*.py": "pipeline", "*.sql": "sql", "*.yaml": "schemas", "*.csv": "schemas"}
    files = [
        path
        for suffix, folders in rooms.items()
        for folder in folders
        for path in (ROOT / roots[suffix] / folder).rglob(suffix)
    ]
    files += [ROOT / "schemas" / "claim_types.yaml", *(ROOT / "pipeline").glob("*.py")]
    quoted, plain = re.compile(r"""["'](\w+)["']"""), re.compile(r"\w+")
    written = {
        word
        for path in files
        for word in (quoted if path.suffix in (".py", ".sql") else plain).findall(path.read_text("utf-8"))
    }
    words = {word for listed in vars(values).values() if isinstance(listed, tuple) for word in listed}
    assert words - written == UNWRITTEN


def test_ddl_and_comments_describe_the_table() -> None:
    with duckdb.connect() as con:
        for table in PUBLISHED:
            con.execute(create_table(table))
            for comment in comments(table):
                con.execute(comment)
            described = con.execute(f"DESCRIBE {table.name}").fetchall()
            expected = [(c.name, c.duckdb_type, "YES" if c.nullable else "NO") for c in table.columns]
            assert [row[:3] for row in described] == expected
        said = con.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'scores' AND column_name = 'score'"
        )
        assert said.fetchall() == [("Printed score (points) / Điểm được công bố",)]
        said = con.execute("SELECT comment FROM duckdb_tables() WHERE comment IS NULL")
        assert said.fetchall() == []


def test_to_arrow_has_exact_types() -> None:
    arrow = to_arrow(STAGED_TABLES["tier_bands"], [BAND])
    assert arrow.schema.field("min_score").type == pa.decimal128(18, 6)
    assert arrow.schema.field("line").type == pa.int32()
    assert arrow.to_pylist()[0]["min_score"] == Decimal("80.500000")
    assert to_arrow(STAGED_TABLES["tier_bands"], []).schema == arrow.schema
    assert to_arrow(TABLES["sources"], [SOURCE]).schema.field("decided_on").type == pa.date32()


def test_to_arrow_names_the_column_that_does_not_fit() -> None:
    too_fine = replace(BAND, min_score=Decimal("0.0000001"))
    with pytest.raises(ContractError, match=r"^tier_bands\.min_score: .*schemas/columns\.py$"):
        to_arrow(STAGED_TABLES["tier_bands"], [too_fine])


def test_duckdb_and_arrow_agree_on_types() -> None:
    with duckdb.connect() as con:
        for table in PUBLISHED:
            con.execute(create_table(table))
            schema = con.sql(f"FROM {table.name}").to_arrow_table().schema
            assert schema.types == [column.arrow_type for column in table.columns], table.name


def test_sound_rows_pass() -> None:
    validate(TABLES["sources"], to_arrow(TABLES["sources"], [SOURCE, replace(SOURCE, source_id="p/t")]))
    validate(STAGED_TABLES["tier_bands"], to_arrow(STAGED_TABLES["tier_bands"], [BAND, BAND]))
    for table in (*PUBLISHED, *STAGED):
        validate(table, to_arrow(table, []))


@pytest.mark.parametrize(
    ("table", "faulty", "message"),
    [
        ("sources", [replace(SOURCE, publish_text="some")], "publish_text 'some'"),
        ("sources", [SOURCE, SOURCE], "source_id"),
        ("number_ledger", [replace(LEDGER, fate="lost")], "fate 'lost'"),
        ("number_ledger", [replace(LEDGER, line=0)], "line 0"),
        ("sources", [replace(SOURCE, year=1867)], "year 1867"),
        ("sources", [replace(SOURCE, n_numbers=-1)], "n_numbers -1"),
        ("number_ledger", [LEDGER, replace(LEDGER, token="91")], "col_start"),
    ],
)
def test_faulty_rows_are_named(table: str, faulty: list[Source | LedgerEntry], message: str) -> None:
    with pytest.raises(ContractError, match=f"^{table}: .*{message}") as caught:
        validate(TABLES[table], to_arrow(TABLES[table], faulty))
    assert "\n" not in str(caught.value)


def test_a_foreign_column_is_refused() -> None:
    arrow = to_arrow(TABLES["number_ledger"], [LEDGER])
    with pytest.raises(ContractError, match="extra"):
        validate(TABLES["number_ledger"], arrow.append_column("extra", pa.array(["x"])))
    with pytest.raises(ContractError, match="token"):
        validate(TABLES["number_ledger"], arrow.drop_columns(["token"]))


def test_generated_checks_return_failing_rows() -> None:
    checks = dict(generated_checks(TABLES["number_ledger"]))
    assert list(checks) == [
        "number_ledger: not null",
        "number_ledger: ranges",
        "number_ledger.source_id: foreign key",
        "number_ledger.fate: allowed values",
        "number_ledger: key",
    ]


def test_a_missing_value_is_named() -> None:
    arrow = to_arrow(TABLES["number_ledger"], [LEDGER])
    place = arrow.schema.get_field_index("token")
    lacking = arrow.set_column(place, "token", pa.array([None], pa.string()))
    with pytest.raises(ContractError, match=r"token .*not_nullable"):
        validate(TABLES["number_ledger"], lacking)
