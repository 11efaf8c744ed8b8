"""Criteria that no list of links knows are named in the summary of a build until a person has reviewed them."""

from pathlib import Path

from pipeline.orchestration.build_summary import labelled, summarise
from pipeline.publishing.data.data_files import write_database
from pipeline.publishing.release.record import Record
from tests.pipeline.made_sources import built

UNKNOWN = "Đảm bảo tiến độ trồng rừng"
# Names that are linked, that is reviewed as of no dimension, and that nobody has reviewed.
TABLE = f"""\
Tên đơn vị\tHạ tầng kỹ thuật CNTT\tĐảm bảo quy định khác\t{UNKNOWN}\tTổng điểm
Sở Y tế\t20,0\t10,0\t5,0\t35,0
Sở Nội vụ\t19,0\t9,0\t5,0\t33,0
Sở Tư pháp\t15,0\t9,0\t4,0\t28,0
Sở Xây dựng\t12,0\t6,0\t4,0\t22,0
"""


def test_a_criterion_without_a_link_is_an_issue_of_the_build_until_it_is_reviewed(tmp_path: Path) -> None:
    with built(tmp_path, TABLE) as con:
        names = con.execute("SELECT name FROM criteria WHERE name <> 'total' ORDER BY name").fetchall()
        write_database(con, tmp_path / "tables.duckdb")
    assert len(names) == 3
    summary = summarise(tmp_path / "tables.duckdb")
    (told,) = summary.unmapped
    assert told.startswith(f"raw/lao-cai/2019-bao-cao/document.txt, criterion {UNKNOWN}: stands in no list")
    assert "Cure: add it to schemas/codelists/criterion_links.csv" in told
    assert summary.issues == (f"unmapped: {told}",)
    assert labelled(Record("r", "", "", {}, summary), 1, 1.0)["unmapped criteria"] == "1"
