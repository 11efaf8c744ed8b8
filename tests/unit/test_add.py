"""Adding a source: what a maintainer does who has never seen the code."""

import csv
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from pipeline import intake
from pipeline.commands import cli
from pipeline.commands.add import Description, add_source
from pipeline.commands.propose import CLAIM_COLUMNS, CONFIRM, GOLDEN_COLUMNS, MARK, propose_golden
from pipeline.documents.errors import SourceError
from pipeline.documents.formats import scan as recognition
from pipeline.documents.formats.plain_text import read_lines
from pipeline.intake import read_province

TEXT = """\
KẾT QUẢ XẾP HẠNG MỨC ĐỘ ỨNG DỤNG CNTT CÁC SỞ, BAN, NGÀNH TỈNH LÀO CAI NĂM 2019
Sở Nội vụ đứng đầu với 81,5 điểm; Sở Y tế xếp thứ 2 với 66,0 điểm.
"""
SAID = Description(
    province="lao-cai",
    year=2019,
    title='Kết quả xếp hạng: "năm 2019"',
    issuer="Ủy ban nhân dân tỉnh Lào Cai",
    kind="signed",
    publish_text="full",
    number="77/QĐ-UBND",
    decided="2019-12-20",
)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "tải về" / "QĐ 77.TXT"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_document_is_added_and_read_by_the_same_path(document: Path, tmp_path: Path) -> None:
    folder = add_source(document, SAID, tmp_path / "raw")
    assert folder == tmp_path / "raw" / "lao-cai" / "2019-77-qd-ubnd"
    assert (folder / "document.txt").read_bytes() == document.read_bytes()
    rows = read_province(tmp_path / "raw", "lao-cai")
    assert rows.quarantine == []
    assert [(row.title, row.document_number, str(row.decided_on)) for row in rows.sources] == [
        ('Kết quả xếp hạng: "năm 2019"', "77/QĐ-UBND", "2019-12-20")
    ]
    assert len(rows.statements) == 4


def test_a_folder_is_named_by_whole_words(document: Path, tmp_path: Path) -> None:
    title = "Kết quả xếp hạng mức độ chuyển đổi số cấp huyện năm 2019"
    folder = add_source(document, replace(SAID, number=None, title=title), tmp_path / "raw")
    assert folder.name == "2019-ket-qua-xep-hang-muc-do-chuyen-doi-so-cap-huyen"


def test_the_same_bytes_are_added_once(document: Path, tmp_path: Path) -> None:
    add_source(document, SAID, tmp_path / "raw")
    with pytest.raises(SourceError, match="the same bytes are in"):
        add_source(document, replace(SAID, number="78/QĐ-UBND"), tmp_path / "raw")


def test_a_folder_is_never_overwritten(document: Path, tmp_path: Path) -> None:
    add_source(document, SAID, tmp_path / "raw")
    document.write_text(TEXT + "Hết.\n", encoding="utf-8")
    with pytest.raises(SourceError, match="exists"):
        add_source(document, SAID, tmp_path / "raw")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (replace(SAID, province="lao-cay"), "lai-chau|lao-cai"),
        (replace(SAID, province="ha-giang", year=2026), "ended before 2026"),
        (replace(SAID, publish_text="all"), "full or quotes"),
        (replace(SAID, kind="letter"), "no kind of document"),
        (replace(SAID, decided="2019-13-45"), "write days as"),
        (replace(SAID, index="gdp"), "'gdp' is no index"),
        (replace(SAID, period="q2"), "begin it with the year"),
        (replace(SAID, period="../../../x y"), "begin it with the year"),
        (replace(SAID, period="2019" + "q" * 5000), "begin it with the year"),
        (replace(SAID, ocr=True), "leave --ocr out"),
    ],
)
def test_a_description_that_cannot_hold_is_refused(
    said: Description, reason: str, document: Path, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=reason):
        add_source(document, said, tmp_path / "raw")
    assert not (tmp_path / "raw").exists()


def test_all_that_is_said_stands_in_source_yaml(document: Path, tmp_path: Path) -> None:
    said = replace(SAID, period="2019q2", index="dti", publication_id="cong-bao-12", publisher="Báo Lào Cai")
    folder = add_source(document, said, tmp_path / "raw")
    assert folder.name == "2019q2-77-qd-ubnd"
    source = read_province(tmp_path / "raw", "lao-cai").sources[0]
    assert (source.period, source.publication_id, source.publisher) == (
        "2019q2",
        "cong-bao-12",
        "Báo Lào Cai",
    )
    told = yaml.safe_load((folder / "source.yaml").read_text(encoding="utf-8"))
    assert told["index"] == "dti" and "ocr" not in told
    assert told["sha256"] == hashlib.sha256(document.read_bytes()).hexdigest()


def test_a_scan_is_marked_in_source_yaml(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # stands for Tesseract: what is recognised in the scan, which is read here and in no worker
    monkeypatch.setattr("pipeline.commands.add.check_new", intake.check_new)
    monkeypatch.setattr(recognition, "read_lines", lambda path, data: read_lines(path, TEXT.encode()))
    scan = document.with_suffix(".pdf")
    scan.write_bytes(b"%PDF-1.4 a picture")
    folder = add_source(scan, replace(SAID, ocr=True), tmp_path / "raw")
    assert yaml.safe_load((folder / "source.yaml").read_text(encoding="utf-8"))["ocr"] is True
    rows = read_province(tmp_path / "raw", "lao-cai")
    assert (rows.quarantine, rows.sources[0].recognised) == ([], True)
    assert len(rows.statements) == 4 and all(row.locator.endswith(";ocr") for row in rows.statements)


ANSWERS = "lao-cai\n2019\nKết quả xếp hạng\nỦy ban nhân dân tỉnh Lào Cai\nportal_article\n"


def test_the_command_asks_for_what_is_missing(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    result = CliRunner().invoke(cli.app, ["add", str(document)], input=ANSWERS)
    assert result.exit_code == 0, result.stderr
    source_id = "lao-cai-2019-ket-qua-xep-hang"
    assert f"proof-read build/golden/{source_id}.csv" in result.stderr
    assert f"proof-read build/golden/{source_id}.claims.csv" in result.stderr
    assert (tmp_path / "build" / "golden" / f"{source_id}.csv").read_text().count("\n") == 6
    told = yaml.safe_load((tmp_path / "raw/lao-cai/2019-ket-qua-xep-hang/source.yaml").read_text("utf-8"))
    assert (told["document_kind"], told["publish_text"]) == ("portal_article", "quotes")
    again = CliRunner().invoke(cli.app, ["add", str(document)], input=ANSWERS)
    assert again.exit_code == 1 and "the same bytes are in" in again.stderr


def test_a_source_that_is_set_aside_is_proposed_all_the_same(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    document.write_text(TEXT + "Xếp hạng được chấm ở 77 nơi.\n", encoding="utf-8")
    result = CliRunner().invoke(cli.app, ["add", str(document)], input=ANSWERS)
    assert result.exit_code == 0, result.stderr
    assert "‹77›" in result.stderr
    assert "set aside until cured: raw/lao-cai/2019-ket-qua-xep-hang/document.txt, line 3: " in result.stderr
    golden = tmp_path / "build" / "golden" / "lao-cai-2019-ket-qua-xep-hang.csv"
    assert golden.read_text().count("\n") == 6


def proposed(path: Path) -> list[dict[str, str]]:
    """The rows of a proposal, which says in its first line what it is."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == MARK
    return list(csv.DictReader(lines[1:]))


def header(folder: str) -> str:
    """The first line of a golden file of the repository."""
    golden = sorted((Path(__file__).parents[1] / "sources" / folder).glob("*.csv"))
    return golden[0].read_text(encoding="utf-8").splitlines()[0]


def test_the_proposals_have_the_layout_of_the_golden_files(document: Path, tmp_path: Path) -> None:
    document.write_text(TEXT + "Điểm trung bình của 2 sở là 73,75 điểm.\n", encoding="utf-8")
    add_source(document, SAID, tmp_path / "raw")
    rows = read_province(tmp_path / "raw", "lao-cai")
    assert rows.quarantine == []
    statements, claims = propose_golden("lao-cai-2019-77-qd-ubnd", rows, tmp_path / "golden")
    assert (",".join(GOLDEN_COLUMNS), ",".join(CLAIM_COLUMNS)) == (header("golden"), header("golden_claims"))
    assert [(row["agency"], row["measure"], row["value"]) for row in proposed(statements)] == [
        ("Sở Nội vụ", "rank", "1"),
        ("Sở Nội vụ", "score", "81.5"),
        ("Sở Y tế", "rank", "2"),
        ("Sở Y tế", "score", "66.0"),
    ]
    found = [
        (row["line"], row["claim_type"], row["printed_value"], row["verdict"]) for row in proposed(claims)
    ]
    assert ("3", "average", "73.75", "confirmed") in found


def test_a_proposal_is_made_anew_after_the_corrections(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    document.write_text(TEXT.replace("Sở Y tế", "Sở Ngội vụ"), encoding="utf-8")
    folder = add_source(document, SAID, tmp_path / "raw")
    path = tmp_path / "build" / "golden" / "lao-cai-2019-77-qd-ubnd.csv"
    repair = "- {line: 2, before: Sở Ngội vụ, after: Sở Y tế, reason: in nhầm}\n"
    (folder / "corrections.yaml").write_text(repair, encoding="utf-8")
    result = CliRunner().invoke(cli.app, ["propose", str(folder)])
    assert result.exit_code == 0, result.stderr
    assert {row["agency"] for row in proposed(path)} == {"Sở Nội vụ", "Sở Y tế"}
    refused = CliRunner().invoke(cli.app, ["propose", str(folder.parent)])
    assert refused.exit_code == 1 and "raw/<province>/<source>" in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_corrections_are_proposed_for_a_person_to_confirm(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    stray = "Biên bản được lập thành 08 nơi gửi.\nCác đoàn đã đi 5600 đâu đó.\nXếp hạng được chấm ở 77 nơi.\n"
    document.write_text(TEXT.replace("Sở Y tế", "Sở Ngội vụ") + stray, encoding="utf-8")
    result = CliRunner().invoke(cli.app, ["add", str(document)], input=ANSWERS)
    assert result.exit_code == 0, result.stderr
    source_id = "lao-cai-2019-ket-qua-xep-hang"
    path = tmp_path / "build" / "golden" / f"{source_id}.corrections.yaml"
    assert f"confirm build/golden/{path.name} line by line" in result.stderr
    text = path.read_text(encoding="utf-8")
    assert text.startswith(CONFIRM)
    name, *numbers = yaml.safe_load(text)
    assert (name["line"], name["before"]) == (2, "Sở Ngội vụ") and name["after"] in (
        "Sở Nội vụ",
        "Sở Ngoại vụ",
    )
    # the points beside the unit are a result, and wait for its name
    assert [entry["token"] for entry in numbers] == ["08", "5600", "77"]
    # and of a number among results a person says what it is
    assert [entry["fate"] for entry in numbers] == ["reference", "reference", ""]
    folder = tmp_path / "raw" / "lao-cai" / "2019-ket-qua-xep-hang"
    (folder / "corrections.yaml").write_text(text, encoding="utf-8")
    refused = read_province(tmp_path / "raw", "lao-cai").quarantine
    assert [row.reason for row in refused] == ["no line or no reason"]
    (folder / "corrections.yaml").write_text(text.replace("reason: ''", "reason: in nhầm"), encoding="utf-8")
    refused = read_province(tmp_path / "raw", "lao-cai").quarantine
    assert len(refused) == 1 and "fate" in f"{refused[0].place} {refused[0].reason}"
    filled = text.replace("reason: ''", "reason: in nhầm").replace("fate: ''", "fate: reference")
    (folder / "corrections.yaml").write_text(filled, encoding="utf-8")
    again = CliRunner().invoke(cli.app, ["propose", str(folder)])
    assert again.exit_code == 0 and not path.exists()
    assert not read_province(tmp_path / "raw", "lao-cai").quarantine


def test_a_source_of_which_nothing_can_be_read_is_added_and_told(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    document.write_text(TEXT.replace("MỨC ĐỘ ỨNG DỤNG CNTT ", ""), encoding="utf-8")
    result = CliRunner().invoke(cli.app, ["add", str(document)], input=ANSWERS)
    assert result.exit_code == 0, result.stderr
    assert "set aside until cured: " in result.stderr and "index" in result.stderr
    assert "added raw/lao-cai/2019-ket-qua-xep-hang" in result.stderr and "proof-read" not in result.stderr


ARTICLE = """\
<html><head><meta charset="utf-8"></head><body>
<div>Cổng thông tin điện tử tỉnh Quảng Trị</div><div>Cập nhật: 2021-01-15 08:30:00</div>
<h1>Công bố kết quả xếp hạng mức độ xây dựng chính quyền điện tử cấp huyện tỉnh Quảng Trị năm 2020</h1>
<p>Ngày 12/01/2021, UBND tỉnh ban hành Quyết định số 61/QĐ-UBND. Số liệu đến hết 31.12.2020.</p>
<table>
<tr><th rowspan=2>Hạng</th><th rowspan=2>Đơn vị</th><th colspan=2>Điểm thành phần</th>
<th rowspan=2>Tổng điểm</th></tr>
<tr><th>Hạ tầng kỹ thuật (40 điểm)</th><th>Dịch vụ công trực tuyến (60 điểm)</th></tr>
<tr><td>1</td><td>UBND thành phố Đông Hà</td><td>36,5</td><td>55,0</td><td>91,5</td></tr>
<tr><td>2</td><td>UBND huyện Vĩnh Linh</td><td>33,0</td><td>53,5</td><td>86,5</td></tr>
<tr><td>3</td><td>UBND huyện Đakrông</td><td>22,25</td><td>30,0</td><td>52,25</td></tr>
</table>
</body></html>
"""


def test_an_article_in_another_layout_takes_the_same_path(tmp_path: Path) -> None:
    page = tmp_path / "bai.html"
    page.write_text(ARTICLE, encoding="utf-8")
    said = Description(
        "quang-tri",
        2020,
        "Công bố kết quả xếp hạng",
        "UBND tỉnh Quảng Trị",
        "portal_article",
        about="61/QĐ-UBND",
    )
    for wrong in (replace(said, year=2021), replace(said, province="quang-nam")):
        with pytest.raises(SourceError, match="its headings name"):
            add_source(page, wrong, tmp_path / "raw")
    folder = add_source(page, said, tmp_path / "raw")
    rows = read_province(tmp_path / "raw", "quang-tri")
    assert (rows.quarantine, rows.sources[0].n_unaccounted) == ([], 0)
    paths = propose_golden(f"quang-tri-{folder.name}", rows, tmp_path / "golden")
    statements, claims = map(proposed, paths)
    found = {(row["agency"], row["criterion"], row["measure"], row["value"]) for row in statements}
    assert len(statements) == len(found) == 3 * 4 + 2
    assert ("UBND huyện Đakrông", "Hạ tầng kỹ thuật", "score", "22.25") in found
    assert ("", "Dịch vụ công trực tuyến", "max_score", "60") in found
    told = {row["claim_type"]: row["verdict"] for row in claims}
    assert (told["sum"], told["rank_order"]) == ("confirmed", "confirmed")
    assert "contradicted" not in told.values()
