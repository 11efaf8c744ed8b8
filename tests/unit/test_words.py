"""Every word of every coded column stands in code_lists, with its names and what it means."""

import csv
from pathlib import Path

import duckdb
import pytest

from schemas.contract import PUBLISHED, VIEWS, Column, Table, comments, create_table, described_schema
from schemas.words import codes, list_of, word_lists

CODELISTS = Path(__file__).parents[2] / "schemas" / "codelists"
CODED = [
    pytest.param(table, column, id=f"{table.name}.{column.name}")
    for table in (*PUBLISHED, *VIEWS)
    for column in table.columns
    if column.allowed
]


def words_of(name: str) -> set[str]:
    """Return the codes of a list, of schemas/words.yaml or of a file, whose first column has them."""
    if name in word_lists():
        return set(word_lists()[name])
    with (CODELISTS / f"{name}.csv").open(encoding="utf-8") as lines:
        return {row[0] for row in csv.reader(lines)}


@pytest.mark.parametrize(("table", "column"), CODED)
def test_every_word_that_a_column_may_hold_is_in_its_list(table: Table, column: Column) -> None:
    name = list_of(table.name, column.name)
    assert name, "name the column under its list in schemas/words.yaml"
    lacking = set(column.allowed) - words_of(name)
    assert not lacking, f"schemas/words.yaml: add them to {name}"


def test_a_word_has_both_names_and_a_meaning() -> None:
    rows = list(codes())
    assert len({(row.list, row.code) for row in rows}) == len(rows)
    silent = [(row.list, row.code) for row in rows if not (row.name_vi and row.name_en and row.definition)]
    assert not silent


def test_no_word_is_left_over() -> None:
    held: dict[str, set[str]] = {}
    open_lists = set()
    for table in (*PUBLISHED, *VIEWS):
        for column in table.columns:
            name = list_of(table.name, column.name)
            if name and column.allowed:
                held.setdefault(name, set()).update(column.allowed)
            elif name:
                open_lists.add(name)
    for name, words in word_lists().items():
        assert name in open_lists or set(words) == held.get(name), f"schemas/words.yaml: {name}"


def test_no_word_stands_a_second_time_in_the_texts_of_the_site() -> None:
    content = (Path(__file__).parents[2] / "site" / "content" / "en.yaml").read_text(encoding="utf-8")
    terms = content.partition("\nterms:\n")[2].partition("\nhome:")[0]
    for words in word_lists().values():
        for code, word in words.items():
            # of a word as short as "points" the same may be said of other things
            assert len(word.en) < 25 or f'{code}: "{word.en}"' not in terms


def test_a_coded_column_names_its_list() -> None:
    table = next(table for table in PUBLISHED if table.name == "claims")
    with duckdb.connect() as con:
        con.execute(";".join([create_table(table), *comments(table)]))
        said = con.execute("SELECT column_name, comment FROM duckdb_columns() WHERE NOT internal").fetchall()
    told = dict(said)
    assert told["verdict"].endswith(" / code_lists.list = 'verdict'")
    assert "code_lists" not in told["explanation"]
    assert described_schema(table).field("verdict").metadata[b"code_list"] == b"verdict"
