"""What a release says of itself to machines, held against the tools that read it."""

import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import mlcroissant
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from pipeline.publishing.data.croissant import write_croissant
from pipeline.publishing.data.data_files import write_csv, write_parquet
from pipeline.publishing.data.datapackage import write_datapackage
from pipeline.publishing.release.checksums import sha256
from schemas.contract import PUBLISHED

# A release has no clock, and so no date of publication.
UNSAID = "datePublished"


@pytest.fixture(scope="module")
def release(audited: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data files of the repository's sources and what describes them."""
    folder = tmp_path_factory.mktemp("release")
    (folder / "parquet").mkdir()
    for table in PUBLISHED:
        write_parquet(audited, table, folder / "parquet")
    write_csv(audited, folder / "csv")
    write_datapackage(folder, "0")
    write_croissant(folder, "0")
    return folder


def test_frictionless_finds_the_package_valid(release: Path) -> None:
    package = Package(str(release / "datapackage.json"))
    assert [resource.name for resource in package.resources] == [table.name for table in PUBLISHED]
    report = package.validate()
    assert report.valid, report.flatten(["type", "message"])[:5]
    told = {task.place: task.stats.get("rows") for task in report.tasks}
    assert told["csv/statements.csv"] == pq.read_metadata(release / "parquet/statements.parquet").num_rows


def test_frictionless_sees_a_row_that_points_nowhere(release: Path, tmp_path: Path) -> None:
    shutil.copytree(release / "csv", tmp_path / "csv")
    shutil.copy(release / "datapackage.json", tmp_path)
    units = tmp_path / "csv/claim_units.csv"
    first, _, rest = units.read_text(encoding="utf-8").partition("\n")
    claim, _, _ = rest.partition(",")
    units.write_text(f"{first}\n{claim},nobody\n", encoding="utf-8")
    report = Package(str(tmp_path / "datapackage.json")).validate()
    faults = {(task.place, error.type) for task in report.tasks for error in task.errors}
    assert ("csv/claim_units.csv", "foreign-key") in faults


def test_mlcroissant_finds_the_description_valid(release: Path) -> None:
    dataset = mlcroissant.Dataset(str(release / "croissant.json"))
    issues = dataset.metadata.ctx.issues
    assert not issues.errors
    assert [warning for warning in issues.warnings if UNSAID not in warning] == []
    assert [record_set.id for record_set in dataset.metadata.record_sets] == [
        table.name for table in PUBLISHED
    ]


@pytest.mark.parametrize("table", ["assessments", "results", "rank_ranges", "deductions", "unresolved_names"])
def test_mlcroissant_reads_every_row_as_it_is(release: Path, table: str) -> None:
    wanted = pq.read_table(release / f"parquet/{table}.parquet")
    read = list(mlcroissant.Dataset(str(release / "croissant.json")).records(table))
    assert len(read) == wanted.num_rows
    for column in wanted.column_names:
        values = [as_text(record[f"{table}/{column}"]) for record in read]
        assert values == [as_text(value) for value in wanted[column].to_pylist()], column


def as_text(value: object) -> object:
    """Return a value in the types of mlcroissant, or of Arrow, in those that both have."""
    match value:
        case list():
            return [as_text(item) for item in value]
        case bytes():
            return value.decode()
        case date():
            return f"{value:%Y-%m-%d}"
        case Decimal():
            return float(value)
    return value


def test_the_description_tells_the_hash_of_each_file_and_both_languages(release: Path) -> None:
    told = json.loads((release / "croissant.json").read_text(encoding="utf-8"))
    hashes = {file["contentUrl"]: file["sha256"] for file in told["distribution"]}
    assert hashes == {path: sha256(release / path) for path in hashes} and len(hashes) == len(PUBLISHED)
    fields = {field["@id"]: field for record_set in told["recordSet"] for field in record_set["field"]}
    assert all(set(field["description"]) == {"en", "vi"} for field in fields.values())
    assert fields["deductions/inputs"]["isArray"] and fields["scores/score"]["dataType"] == "sc:Float"
