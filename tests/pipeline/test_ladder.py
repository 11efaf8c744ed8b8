"""The ladder of comparison: the step of two lists follows from what their documents and the code lists say."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipeline import warehouse
from pipeline.resolution.staged_rows import StagedRows
from schemas.contract import PUBLISHED, STAGED, to_arrow
from schemas.tables.documents import Source
from schemas.tables.statements import StagedStatement
from tests.made_rows import made

LADDER = {
    # source: province, period, index, block, its number, criteria document, national document
    "first": ("ha-noi", "2020", "ict", "departments", "1/QĐ", "9/QĐ", "62/QĐ-BTTTT"),
    "again": ("ha-noi", "2021", "ict", "departments", "2/QĐ", "9/QĐ", "62/QĐ-BTTTT"),
    "other criteria": ("ha-noi", "2022", "ict", "departments", "3/QĐ", "8/QĐ", "62/QĐ-BTTTT"),
    "districts": ("ha-noi", "2020", "ict", "districts", "1/QĐ", "9/QĐ", "62/QĐ-BTTTT"),
    "websites": ("ha-noi", "2020", "website", "departments", "1/QĐ", "9/QĐ", None),
    "province": ("hai-phong", "2020", "ict", "departments", "1/QĐ", "7/QĐ", "62/QĐ- BTTTT"),
    "by the national one": ("hue", "2020", "ict", "departments", "5/QĐ", "62/QĐ-BTTTT", None),
    "unknown": ("son-la", "2020", "ict", "departments", None, None, None),
    "reform": ("hai-phong", "2020", "par", "departments", "8/QĐ", None, None),
    "one article": ("hai-phong", "2020", "egov", "districts", "8/QĐ", None, None),
}


@pytest.mark.parametrize(
    ("other", "step", "common", "reason_en"),
    [
        ("again", "B", "criteria_document parent_document index", "other period: 2020 and 2021"),
        ("other criteria", "C", "parent_document index", "the criteria differ"),
        ("districts", "D", "document criteria_document parent_document index", "different blocks: "),
        ("websites", "D", "document criteria_document", "different topics: level of ict application and "),
        ("province", "C", "parent_document index", "same national parent document 62/qđ-btttt"),
        ("by the national one", "C", "parent_document index", "the criteria differ"),
        ("unknown", "D", "index", "whether the criteria are the same is not known"),
        ("reform", "E", "", "different topics: "),
    ],
)
def test_the_steps_follow_from_what_the_documents_say(
    tmp_path: Path, other: str, step: str, common: str, reason_en: str
) -> None:
    found = ladder(tmp_path, "first", other)
    assert (found[0], found[1]) == (step, common.split())
    assert reason_en in found[2].casefold()


def test_two_lists_of_one_decision_share_it(tmp_path: Path) -> None:
    step, common, reason = ladder(tmp_path, "reform", "one article")
    assert (step, common) == ("D", ["document"])
    assert reason.startswith("Same document 8/QĐ; different topics: ")


def ladder(folder: Path, one: str, other: str) -> tuple[str, list[str], str]:
    """Return step, what is shared and the English reason of two lists of LADDER."""
    rows = StagedRows()
    for name in (one, other):
        province, period, index, block, number, criteria, parent = LADDER[name]
        about = {"province_id": province, "year": int(period), "index_id": index, "block": block}
        rows.sources.append(
            made(
                Source,
                source_id=name,
                publication_id=name,
                province_id=province,
                year=int(period),
                period=period,
                document_kind="signed",
                document_number=number,
                criteria_document=criteria,
                parent_document=parent,
                publish_text="full",
            )
        )
        rows.statements.append(
            made(
                StagedStatement,
                statement_id=name,
                source_id=name,
                agency_id="a",
                agency="A",
                subject_text="A",
                criterion="total",
                measure="score",
                value=Decimal(9),
                decimals=0,
                unit="points",
                origin="table",
                **about,
            )
        )
    for table in STAGED:
        pq.write_table(to_arrow(table, getattr(rows, table.name)), folder / f"{table.name}.parquet")
    with duckdb.connect() as con:
        warehouse.load(con, [folder])
        warehouse.build_core(con)
        warehouse.build_marts(con)
        (row,) = con.execute("SELECT step, common, reason_en FROM comparability").fetchall()
    return row


# The columns of each table that tells of two lists in which a difference of the two may stand.
DIFFERENCES = {
    "band_exchange": set[str](),
    "rank_correlations": set[str](),
    "claims": {"recomputed_value", "recomputed_unit", "low", "high"},
    "comparability": set[str](),
}


def test_every_table_of_two_lists_is_gated() -> None:
    two = {
        table.name
        for table in PUBLISHED
        if sum(column.foreign_key == "assessments.assessment_id" for column in table.columns) > 1
    }
    assert two == DIFFERENCES.keys(), "say in DIFFERENCES which columns hold a difference, and gate them"
