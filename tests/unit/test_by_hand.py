"""What a hand may say of a number that no rule places: never anything that hides a result."""

import hashlib
import re
import shutil
from pathlib import Path

import duckdb
import pytest

from pipeline.intake import read_province
from pipeline.resolution.by_hand import limit_by_hand, open_numbers
from pipeline.resolution.staged_rows import StagedRows
from pipeline.warehouse.models import SQL
from pipeline.workspace import ROOT
from schemas.tables.documents import LedgerEntry, QuarantinedSource
from tests.made_rows import made

SOURCE = """\
province: lao-cai
year: 2019
title: Kết quả xếp hạng năm 2019
issuer: Ủy ban nhân dân tỉnh Lào Cai
document_kind: signed
licence: Văn bản hành chính
publish_text: full
file: document.txt
sha256: {sha256}
"""
HEAD = """\
Kết quả xếp hạng mức độ ứng dụng CNTT các sở, ban, ngành tỉnh Lào Cai năm 2019
Sở Nội vụ đứng đầu với 81,5 điểm; Sở Y tế xếp thứ 2 với 66,0 điểm.
"""


def read(tmp_path: Path, text: str, *fates: tuple[int, str, str]) -> StagedRows:
    """Read a source of the text, its numbers (line, token) placed by hand as told."""
    folder = tmp_path / "raw" / "lao-cai" / "2019-bao-cao"
    folder.mkdir(parents=True, exist_ok=True)
    data = text.encode()
    (folder / "document.txt").write_bytes(data)
    told = SOURCE.format(sha256=hashlib.sha256(data).hexdigest())
    (folder / "source.yaml").write_text(told, encoding="utf-8")
    entries = [
        f"- {{line: {line}, token: '{token}', fate: {fate}, reason: thử}}\n" for line, token, fate in fates
    ]
    (folder / "corrections.yaml").write_text("".join(entries) or "[]", encoding="utf-8")
    return read_province(tmp_path / "raw", "lao-cai")


def fault(rows: StagedRows) -> QuarantinedSource:
    (found,) = rows.quarantine
    assert "\n" not in f"{found.path}{found.place}{found.reason}{found.cure}" and found.cure
    assert not rows.statements
    return found


BESIDE = [
    ("Ghi chú cho Sở Ngội vụ: xem 77 nơi.\n", 3, "77"),  # a name that only looks like a unit
    ("Ghi chú: xem 77 nơi, Sở Tài chính.\n", 3, "77"),
    ("Phụ bản\nSở Tài chính\n\n173,4\n171,2\n", 7, "171,2"),  # a cell a line
]


@pytest.mark.parametrize("fate", ["structure", "furniture", "indicator"])
@pytest.mark.parametrize(("text", "line", "token"), BESIDE)
def test_a_figure_beside_a_unit_orders_nothing(
    fate: str, text: str, line: int, token: str, tmp_path: Path
) -> None:
    found = fault(read(tmp_path, HEAD + text, (line, token, fate)))
    assert f"'{fate}' would hide a loss" in found.reason and "beside" in found.reason
    assert (found.place, "reference" in found.cure) == (f"corrections.yaml, line {line}, token {token}", True)


@pytest.mark.parametrize("fate", ["structure", "furniture"])
def test_a_figure_in_a_sentence_of_results_orders_nothing(fate: str, tmp_path: Path) -> None:
    text = HEAD + "Mặt bằng chung. Toàn khối đạt mức 77 trên thang này.\nNằm ở 78 nơi. Các sở đạt khá.\n"
    found = fault(read(tmp_path, text, (4, "78", "structure"), (3, "77", fate)))
    assert "sentence that tells results" in found.reason and "line 3" in found.place


def test_a_reference_may_stand_beside_a_unit(tmp_path: Path) -> None:
    text = HEAD + "Ghi chú: xem 77 nơi, Sở Tài chính.\n"
    rows = read(tmp_path, text, (3, "77", "reference"))
    assert (rows.quarantine, rows.sources[0].n_by_hand) == ([], 1)


def test_every_open_number_is_told_at_once(tmp_path: Path) -> None:
    found = fault(read(tmp_path, HEAD + "Điểm ở 77 nơi và 78 nơi.\nĐiểm ở 12,5 nơi.\n"))
    assert found.place == "line 3"
    assert found.reason == "nothing says what 3 numbers are (line 3: 77 78; line 4: 12,5)"


def test_a_table_of_open_numbers_is_told_in_part_and_counted() -> None:
    ledger = [made(LedgerEntry, line=line, token="77", fate="unaccounted") for line in range(1, 251)]
    told = open_numbers("a.txt", ledger).reason
    assert re.search(r"250 numbers are .*line 200: 77; and 50 more", told)


def test_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    text = HEAD + "".join(f"Điểm ở {number} nơi.\n" for number in (77, 78, 79, 80))
    fates = [(line, str(74 + line), "reference") for line in (3, 4, 5, 6)]
    rows = read(tmp_path, text, *fates[:3])
    assert "80" in fault(rows).reason
    found = fault(read(tmp_path, text, *fates))
    assert (found.place, found.reason) == (
        "corrections.yaml",
        f"places 4 of {2 + 1 + 2 + 4 - 1} numbers by hand, at most 3 may be",
    )


def test_the_limit_by_hand_is_one_rule_in_code_check_and_guide() -> None:
    check = (SQL / "checks" / "source_by_hand.sql").read_text(encoding="utf-8")
    with duckdb.connect() as con:
        con.execute("""
            CREATE TABLE sources AS SELECT n || '-' || k AS source_id, n AS n_numbers, k AS n_by_hand
            FROM range(1, 1200) AS numbers (n), range(0, 14) AS placed (k)
        """)
        refused = {(n, k) for _, k, n in con.execute(check).fetchall()}
    assert refused == {(n, k) for n in range(1, 1200) for k in range(14) if k > limit_by_hand(n)}
    guide = (ROOT / "docs" / "adding-a-province.md").read_text(encoding="utf-8")
    assert re.search(r"one number in a\s+hundred[^.]*or\s+three, whichever is more", guide)


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        ("source.yaml", "number: 0x" + "f" * 5000 + "\n"),
        ("source.yaml", "title: khác\n"),
        ("source.yaml", 'period: "../../../x y"\n'),
        ("source.yaml", "decided: 2019-13-45\n"),
        ("corrections.yaml", "- line: 0x" + "f" * 5000 + "\n"),
        ("corrections.yaml", "- {line: 3, line: 4}\n"),
    ],
)
def test_a_wrong_file_sets_its_source_aside_and_no_other(file: str, wrong: str, tmp_path: Path) -> None:
    read(tmp_path, HEAD)
    folder = tmp_path / "raw" / "lao-cai" / "2019-bao-cao"
    broken = folder.with_name("2019-sai")
    shutil.copytree(folder, broken)
    before = "" if file == "corrections.yaml" else (broken / file).read_text(encoding="utf-8")
    (broken / file).write_text(before + wrong, encoding="utf-8")
    rows = read_province(tmp_path / "raw", "lao-cai")
    assert [row.path for row in rows.quarantine] == [f"raw/lao-cai/2019-sai/{file}"]
    assert [row.source_id for row in rows.sources] == ["lao-cai-2019-bao-cao"] and rows.statements
