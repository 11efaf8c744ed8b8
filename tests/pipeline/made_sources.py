"""Made-up documents as sources of a build."""

import hashlib
from pathlib import Path

import duckdb

from pipeline import warehouse
from pipeline.audit import build_tables
from pipeline.intake import read_province
from pipeline.orchestration.staging import stage
from pipeline.workspace import Workspace

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
_NAMES = {"lao-cai": "Lào Cai", "yen-bai": "Yên Bái", "son-la": "Sơn La"}
REPORT = """KẾT QUẢ ĐÁNH GIÁ, XẾP HẠNG MỨC ĐỘ ỨNG DỤNG CÔNG NGHỆ THÔNG TIN NĂM 2019

1. Các sở, ban, ngành

TT\tTên đơn vị\tTổng điểm\tXếp hạng
1\tSở Y tế\t{best}\t1
2\tSở Tư pháp\t74,0\t2
3\tSở Nội vụ\t64,0\t3
"""


def put_source(workspace: Workspace, slug: str, best: str = "83,5") -> None:
    """Write a report of three units into raw/, in which the first has ``best`` points."""
    folder = workspace.raw / slug / "2019-ict"
    folder.mkdir(parents=True, exist_ok=True)
    document = REPORT.format(best=best).encode()
    (folder / "document.txt").write_bytes(document)
    told = {
        "province": slug, "year": "2019", "title": "Quyết định phê duyệt kết quả xếp hạng",
        "issuer": f"Ủy ban nhân dân tỉnh {_NAMES[slug]}", "document_kind": "signed",
        "number": "1/QĐ-UBND", "decided": "2019-12-20", "licence": "văn bản hành chính",
        "publish_text": "full", "file": "document.txt", "sha256": hashlib.sha256(document).hexdigest(),
    }  # fmt: skip
    described = "".join(f"{key}: {value}\n" for key, value in told.items())
    (folder / "source.yaml").write_text(described, encoding="utf-8")


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
    con = duckdb.connect()
    warehouse.load(con, [folder / "staged"])
    build_tables(con)
    return con


def count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    (found,) = con.execute(f"SELECT count(*) FROM {query}").fetchall()[0]
    assert isinstance(found, int)
    return found
