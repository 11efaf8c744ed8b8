"""An invented corpus: what each document states is read, whatever its form, and no error is found in it."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipeline.audit import build_tables
from pipeline.documents.errors import SourceError
from pipeline.documents.source_folders import discover
from pipeline.orchestration import staging
from pipeline.publishing.data.data_files import connect
from pipeline.resolution.province_rows import gather
from pipeline.resolution.staged_rows import StagedRows
from pipeline.synth.corpus import MOST_LISTS, write_corpus
from pipeline.synth.made_documents import FORMS
from pipeline.warehouse.build import CODELISTS, load
from pipeline.warehouse.checks import run_checks
from pipeline.workers.reading import read_source
from pipeline.workspace import Workspace
from schemas.tables.statements import StagedStatement

N_PROVINCES = 2
Said = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("synth")
    assert write_corpus(out, N_PROVINCES, 1, MOST_LISTS, 7) == N_PROVINCES * MOST_LISTS
    return out


@pytest.fixture(scope="module")
def readings(corpus: Path) -> dict[Path, StagedRows]:
    folders = [folder for found in discover(corpus / "raw").values() for folder in found]
    return {folder: read_source(folder) for folder in folders}


def value_of(text: str) -> str:
    """A number without closing zeros: a cell of a workbook has none."""
    return str(Decimal(text).normalize())


def said(row: StagedStatement) -> Said:
    return (row.agency or "", row.measure, row.criterion, row.tier or value_of(str(row.value)))


def expected(corpus: Path, folder: Path) -> Counter[Said]:
    path = corpus / "expected" / folder.parent.name / f"{folder.name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row.values()) for row in csv.DictReader(file)]
    return Counter((a, m, c, v if m == "tier" else value_of(v)) for a, m, c, v in rows)


def test_every_value_is_read_and_nothing_else(corpus: Path, readings: dict[Path, StagedRows]) -> None:
    for folder, rows in readings.items():
        assert Counter(map(said, rows.statements)) == expected(corpus, folder), folder.name
        assert not rows.quarantine and not rows.doubts, folder.name


def test_every_form_is_there_and_no_two_documents_are_equal(readings: dict[Path, StagedRows]) -> None:
    documents = [path for folder in readings for path in folder.glob("document.*")]
    assert {path.suffix for path in documents} == {f".{form.ending}" for form in FORMS}
    assert len({path.read_bytes() for path in documents}) == len(documents)


def test_the_same_seed_gives_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path / "again", 1, 1, MOST_LISTS, 7)
    made = [path for path in sorted((tmp_path / "again").rglob("*")) if path.is_file()]
    assert made
    for path in made:
        assert path.read_bytes() == (corpus / path.relative_to(tmp_path / "again")).read_bytes()


def test_no_error_is_found_in_what_agrees_with_itself(
    corpus: Path, readings: dict[Path, StagedRows], tmp_path: Path
) -> None:
    workspace = Workspace.under(tmp_path)
    slugs = list(discover(corpus / "raw"))
    for slug in slugs:
        _, faults = staging.stage(gather(corpus / "raw", slug, readings.__getitem__), workspace.staged / slug)
        assert not faults
    with connect(None, workspace.staged, CODELISTS, tmp_path) as con:
        load(con, [workspace.staged / slug for slug in slugs])
        build_tables(con)
        assert told(con, "SELECT discrepancy_id, kind FROM discrepancies") == []
        assert told(con, "SELECT count(*) FROM assessments") == [(N_PROVINCES * MOST_LISTS,)]
        assert [result for result in run_checks(con) if not result.passed] == []


def told(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return con.execute(query).fetchall()


@pytest.mark.parametrize(
    ("n_provinces", "n_years", "n_lists", "option"),
    [(64, 1, 1, "--provinces"), (1, 0, 1, "--years"), (1, 1, MOST_LISTS + 1, "--lists")],
)
def test_what_cannot_be_invented_is_refused(
    n_provinces: int, n_years: int, n_lists: int, option: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=option):
        write_corpus(tmp_path / "out", n_provinces, n_years, n_lists, 1)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    with pytest.raises(SourceError, match="holds something already"):
        write_corpus(tmp_path, 1, 1, 1, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
