"""A province's own place in a national list stands beside its agencies' (METHOD 8: side by side, never subtracted)."""

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipeline import warehouse
from pipeline.audit import build_tables
from pipeline.intake import read_province
from pipeline.orchestration.staging import stage

DESCRIBED = """\
province: {slug}
year: 2019
title: Kết quả xếp hạng năm 2019
issuer: {issuer}
document_kind: signed
licence: Văn bản hành chính
publish_text: full
file: document.txt
sha256: {sha256}
"""
NATION = """\
KẾT QUẢ XẾP HẠNG MỨC ĐỘ ỨNG DỤNG CÔNG NGHỆ THÔNG TIN CỦA CÁC TỈNH, THÀNH PHỐ NĂM 2019

TT\tTỉnh, thành phố\tTổng điểm\tXếp hạng
1\tĐà Nẵng\t91,5\t1
2\tLào Cai\t84,0\t2
3\tYên Bái\t64,0\t3
"""
PROVINCE = """\
KẾT QUẢ XẾP HẠNG {topic} NĂM 2019

1. Các sở, ban, ngành

TT\tTên đơn vị\tTổng điểm\tXếp hạng
1\tSở Y tế\t83,5\t1
2\tSở Tư pháp\t74,0\t2
"""
ICT = "MỨC ĐỘ ỨNG DỤNG CÔNG NGHỆ THÔNG TIN"
DOCUMENTS = {
    "viet-nam": ("Bộ Thông tin và Truyền thông", NATION),
    "lao-cai": ("Ủy ban nhân dân tỉnh Lào Cai", PROVINCE.format(topic=ICT)),
    # a province that the national list does not name, and one that rates something else
    "son-la": ("Ủy ban nhân dân tỉnh Sơn La", PROVINCE.format(topic=ICT)),
    "yen-bai": ("Ủy ban nhân dân tỉnh Yên Bái", PROVINCE.format(topic="CẢI CÁCH HÀNH CHÍNH")),
}


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    root = tmp_path_factory.mktemp("national")
    for slug, (issuer, text) in DOCUMENTS.items():
        folder: Path = root / "raw" / slug / "2019-xep-hang"
        folder.mkdir(parents=True)
        (folder / "document.txt").write_text(text, encoding="utf-8")
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        described = DESCRIBED.format(slug=slug, issuer=issuer, sha256=sha256)
        (folder / "source.yaml").write_text(described, encoding="utf-8")
        rows = read_province(root / "raw", slug)
        assert not rows.quarantine, rows.quarantine
        stage(rows, root / "staged" / slug)
    with duckdb.connect() as tables:
        warehouse.load(tables, [root / "staged" / slug for slug in DOCUMENTS])
        build_tables(tables)
        yield tables


def test_the_rank_of_the_province_stands_beside_its_agencies(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "SELECT agency, rank, province_rank, province_score, province_assessment_id FROM beside_province "
        "WHERE province = 'Lào Cai' AND criterion = 'total' ORDER BY rank"
    ).fetchall()
    beside = (2, Decimal(84), "viet-nam-2019-ict-provinces")
    assert rows == [("Sở Y tế", 1, *beside), ("Sở Tư pháp", 2, *beside)]


def test_no_rank_is_borrowed_from_another_province_or_topic(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "SELECT province, index_id, count(*), count(province_assessment_id) FROM beside_province "
        "WHERE province IN ('Sơn La', 'Yên Bái') GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert rows == [("Sơn La", "ict", 2, 0), ("Yên Bái", "par", 2, 0)]


def test_every_result_is_there_once(con: duckdb.DuckDBPyConnection) -> None:
    counts = "SELECT (SELECT count(*) FROM beside_province), (SELECT count(*) FROM results)"
    assert con.execute(counts).fetchone() == (9, 9)


def test_what_no_ladder_allows_is_not_put_side_by_side(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("BEGIN; UPDATE comparability SET step = 'E'")
    assert con.execute("SELECT count(province_rank) FROM beside_province").fetchone() == (0,)
    con.execute("ROLLBACK")
