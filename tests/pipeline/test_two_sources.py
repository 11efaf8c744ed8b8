"""Two documents tell of one list and disagree: tables, audit and site say the same, the list stays whole."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.orchestration.run import run_build
from pipeline.publishing.data.data_files import connect
from pipeline.publishing.data.verification import verify
from pipeline.workspace import Workspace
from tests.pipeline.test_verify import altered, differing

LISTED = "lao-cai-2019-ict-departments"
DECISION = """ỦY BAN NHÂN DÂN TỈNH LÀO CAI
Số: 77/QĐ-UBND
Lào Cai, ngày 20 tháng 12 năm 2019
QUYẾT ĐỊNH
Về việc công bố kết quả xếp hạng mức độ ứng dụng công nghệ thông tin năm 2019
Bảng xếp hạng các sở, ban, ngành:
| TT | Đơn vị | Điểm | Xếp hạng |
|---|---|---|---|
| 1 | Sở Nội vụ | 90,5 | 1 |
| 2 | Sở Y tế | 88 | 2 |
| 3 | Sở Tài chính | 80 | 3 |
| 4 | Sở Công Thương | 75 | 4 |
| 5 | Sở Xây dựng | 70 | 5 |
"""
LATER = """ỦY BAN NHÂN DÂN TỈNH LÀO CAI
Số: 80/QĐ-UBND
Lào Cai, ngày 22 tháng 12 năm 2020
QUYẾT ĐỊNH
Về việc công bố kết quả xếp hạng mức độ ứng dụng công nghệ thông tin năm 2020
Trong khối các sở, ban, ngành, Sở Tài chính từ vị trí thứ 4 năm 2019 lên vị trí thứ 2 năm 2020.
"""


def put(raw: Path, name: str, year: int, number: str, decided: str, text: str) -> None:
    """Write one source of the province."""
    folder = raw / "lao-cai" / name
    folder.mkdir(parents=True)
    (folder / "document.txt").write_bytes(text.encode())
    (folder / "source.yaml").write_text(
        f"province: lao-cai\nyear: {year}\ntitle: Xếp hạng {year}\nissuer: UBND tỉnh Lào Cai\n"
        f"document_kind: signed\nnumber: {number}\ndecided: {decided}\nlicence: public\n"
        f"publish_text: full\nfile: document.txt\nsha256: {sha256(text.encode()).hexdigest()}\n",
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the two decisions."""
    folder = tmp_path_factory.mktemp("two")
    put(folder / "raw", "2019-quyet-dinh-77", 2019, "77/QĐ-UBND", "2019-12-20", DECISION)
    put(folder / "raw", "2020-quyet-dinh-80", 2020, "80/QĐ-UBND", "2020-12-22", LATER)
    workspace = Workspace.under(folder)
    outcome = run_build(workspace, "fingerprint")
    assert outcome.record, outcome.failures
    return workspace.current


def rows(release: Path, query: str) -> list[tuple[object, ...]]:
    """Return the result of ``query`` on the database of a release."""
    with connect(release / "xephang.duckdb", read_only=True) as con:
        return con.execute(query).fetchall()


def test_the_list_keeps_its_own_source_and_stays_whole(release: Path) -> None:
    listed = (
        "SELECT source_id, n_units, n_units_basis, is_complete, rank_scheme, n_odd_ranks FROM assessments "
        f"WHERE assessment_id = '{LISTED}'"
    )
    assert rows(release, listed) == [("lao-cai-2019-quyet-dinh-77", 5, "listed", True, "not_identifiable", 0)]
    ranks = f"SELECT printed_rank, rank_competition FROM rankings WHERE assessment_id = '{LISTED}' ORDER BY 1"
    assert rows(release, ranks) == [(place, place) for place in range(1, 6)]


def test_table_site_and_audit_say_the_same_rank(release: Path) -> None:
    unit = f"agency_id = 'lao-cai/so-tai-chinh' AND assessment_id = '{LISTED}'"
    (told,) = rows(
        release,
        "SELECT rankings.printed_rank, st.source_id, st.line, st.is_counted FROM rankings "
        "JOIN statements AS st ON st.statement_id = rankings.rank_statement_id "
        f"WHERE rankings.agency_id = 'lao-cai/so-tai-chinh' AND rankings.assessment_id = '{LISTED}'",
    )
    assert told == (3, "lao-cai-2019-quyet-dinh-77", 11, True)
    page = (release / "site" / "assessments" / f"{LISTED}.html").read_text(encoding="utf-8")
    (shown,) = re.findall(r'<tr id="lao-cai.so-tai-chinh".*?</tr>', page, re.DOTALL)
    (line,) = re.findall(r'#L(\d+)-c\d+"[^>]*>3</a>', shown)
    assert int(line) == 11
    # the later telling is a claim on the list, at its own place
    assert rows(release, f"SELECT source_id, kind, printed, recomputed FROM discrepancies WHERE {unit}") == [
        ("lao-cai-2020-quyet-dinh-80", "told_differently", "4", "3")
    ]


def test_what_is_computed_is_computed_again_the_same(release: Path) -> None:
    assert verify(release).differences == ()


def test_a_change_of_rank_is_worked_out_again_from_both_years(release: Path, tmp_path: Path) -> None:
    (told,) = rows(release, "SELECT claim_id, verdict FROM claims WHERE claim_type = 'rank_change'")
    assert told[1] == "confirmed"
    wrong = altered(release, tmp_path, f"UPDATE claims SET direction = 'fall' WHERE claim_id = '{told[0]}'")
    assert differing(wrong) == [("claims.verdict of changes of rank", told[0])]
