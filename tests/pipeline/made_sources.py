"""One made-up document as the only source of a build."""

import hashlib
from pathlib import Path

import duckdb

from pipeline import warehouse
from pipeline.audit import build_tables
from pipeline.intake import read_province
from pipeline.orchestration.staging import stage
from pipeline.publishing.data.data_files import connect

SOURCE = """\
province: lao-cai
year: 2019
title: "Kết quả đánh giá năm 2019"
issuer: Ủy ban nhân dân tỉnh Lào Cai
document_kind: signed
licence: "Văn bản hành chính"
publish_text: full
index: ict
file: document.txt
sha256: {sha256}
"""


def built(folder: Path, text: str) -> duckdb.DuckDBPyConnection:
    """The audited tables of one document."""
    source = folder / "raw" / "lao-cai" / "2019-bao-cao"
    source.mkdir(parents=True)
    data = f"Kết quả ứng dụng CNTT của các sở tỉnh Lào Cai năm 2019\n\n{text}\nHết.\n".encode()
    (source / "document.txt").write_bytes(data)
    described = SOURCE.format(sha256=hashlib.sha256(data).hexdigest())
    (source / "source.yaml").write_text(described, encoding="utf-8")
    return tables_of(folder)


def tables_of(folder: Path) -> duckdb.DuckDBPyConnection:
    """The audited tables of the sources of Lào Cai in ``folder/raw``, all of which are read."""
    rows = read_province(folder / "raw", "lao-cai")
    assert not rows.quarantine, rows.quarantine
    stage(rows, folder / "staged")
    con = connect()
    warehouse.load(con, [folder / "staged"])
    build_tables(con)
    return con


def count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    (found,) = con.execute(f"SELECT count(*) FROM {query}").fetchall()[0]
    assert isinstance(found, int)
    return found
