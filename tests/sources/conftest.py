"""The published tables of the repository's sources, built and judged once for the tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipeline import warehouse
from pipeline.audit import build_tables
from pipeline.documents.source_folders import discover
from pipeline.intake import read_province
from pipeline.orchestration.staging import stage

RAW = Path(__file__).resolve().parents[2] / "raw"


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables of all sources with verdicts and deductions."""
    folders = []
    for slug in discover(RAW):
        folders.append(tmp_path_factory.mktemp("staged") / slug)
        stage(read_province(RAW, slug), folders[-1])
    with duckdb.connect() as con:
        warehouse.load(con, folders)
        build_tables(con)
        yield con
