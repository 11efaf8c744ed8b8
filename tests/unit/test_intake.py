"""One source folder to rows; a bad source is one line of the quarantine and harms no other."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.documents.errors import SourceError
from pipeline.documents.source_folders import discover
from pipeline.intake import Hints, extract_file, read_province
from pipeline.resolution.staged_rows import StagedRows

GOOD = "lao-cai-2019-bao-cao"
TEXT = """\
Kết quả đánh giá, xếp hạng mức độ ứng dụng CNTT tỉnh Lào Cai năm 2019

1. Đối với các sở, ngành

STT
Tên cơ quan
Tổng điểm
Xếp hạng
1
Sở Nội vụ
81,0
1
2
Sở Y tế
66,5
2
3
Sở Tài chính
34,5
3
4
Sở Tư pháp
30,0
4

Hết.
"""
SOURCE = """\
province: {province}
year: 2019
title: "Kết quả xếp hạng năm 2019"
issuer: Ủy ban nhân dân tỉnh Lào Cai
document_kind: signed
licence: "Văn bản hành chính"
publish_text: full
file: document.txt
sha256: {sha256}
"""


def write(folder: Path, data: bytes = TEXT.encode(), province: str = "lao-cai") -> Path:
    """A source folder whose description fits its document."""
    folder.mkdir(parents=True)
    (folder / "document.txt").write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    (folder / "source.yaml").write_text(SOURCE.format(province=province, sha256=sha256), encoding="utf-8")
    return folder


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A raw folder of one province with one good source."""
    write(tmp_path / "raw" / "lao-cai" / "2019-bao-cao")
    return tmp_path / "raw"


def correct(folder: Path, text: str) -> None:
    (folder / "corrections.yaml").write_text(text, encoding="utf-8")


def rewrite(folder: Path, before: str, after: str) -> None:
    """Change the description of a source."""
    path = folder / "source.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def rename(folder: Path, name: str) -> None:
    """Give the document of a source another name."""
    (folder / "document.txt").rename(folder / name)
    rewrite(folder, "document.txt", name)


def replace_text(folder: Path, text: str | bytes) -> None:
    """Replace the document, with the checksum renewed."""
    data = text if isinstance(text, bytes) else text.encode()
    path = folder / "document.txt"
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(data)
    rewrite(folder, old, hashlib.sha256(data).hexdigest())


REASON = "\n  reason: thử\n"
FAULTS: dict[str, tuple[Callable[[Path], object], str, str, str]] = {
    "no source.yaml": (lambda f: (f / "source.yaml").unlink(), "/source.yaml", "", "missing"),
    "malformed source.yaml": (
        lambda f: rewrite(f, 'title: "Kết quả xếp hạng năm 2019"', "title: Kết quả: xếp hạng"),
        "/source.yaml", "line 3", "YAML",
    ),
    "a field missing": (lambda f: rewrite(f, "licence:", "note:"), "/source.yaml", "", "licence"),
    "wrong checksum": (
        lambda f: (f / "document.txt").write_text(TEXT + "thêm\n", encoding="utf-8"),
        "/document.txt", "", "SHA-256",
    ),
    "no document": (lambda f: (f / "document.txt").unlink(), "/document.txt", "", "missing"),
    "unknown format": (lambda f: rename(f, "document.xyz"), "/document.xyz", "", "format"),
    "undecodable": (
        lambda f: replace_text(f, TEXT.encode() + b"\x90"), "/document.txt", "line 27", "UTF-8",
    ),
    "empty": (lambda f: replace_text(f, "\n"), "/document.txt", "", "empty"),
    "binary": (lambda f: replace_text(f, "a\nb\x00"), "/document.txt", "line 2", "NUL"),
    "a cell too many": (
        lambda f: replace_text(f, TEXT.replace("\n66,5\n", "\n66,5\n66,9\n")), "/document.txt", "line 12", "66,9",
    ),
    "unknown province": (
        lambda f: rewrite(f, "province: lao-cai", "province: lao-cay"),
        "/source.yaml", "province", "lao-cay",
    ),
    "another province": (
        lambda f: rewrite(f, "province: lao-cai", "province: lai-chau"),
        "/source.yaml", "province", "lai-chau",
    ),
    "a province before its time": (
        lambda f: rewrite(f, "province: lao-cai", "province: lao-cai-2025"),
        "/source.yaml", "province", "lao-cai-2025",
    ),
    "no index": (
        lambda f: replace_text(f, TEXT.replace("mức độ ứng dụng CNTT ", "")), "/document.txt", "", "index",
    ),
    "a dead correction": (
        lambda f: correct(f, f"- line: 14\n  before: Sở Y t\u1ecb\n  after: Sở Y tế{REASON}"),
        "", "14", "does not stand there",
    ),
    "a correction past the end": (
        lambda f: correct(f, f"- line: 999\n  before: Sở Y tế\n  after: Sở Nội vụ{REASON}"),
        "", "999", "does not stand there",
    ),
    "a correction of a number": (
        lambda f: correct(f, f"- line: 15\n  before: 66,5\n  after: 67,5{REASON}"),
        "/corrections.yaml", "entry 1", "number",
    ),
    "malformed corrections": (lambda f: correct(f, "- line: [3\n"), "/corrections.yaml", "line", "YAML"),
    "a fate for no number": (
        lambda f: correct(f, f"- line: 26\n  token: '78'\n  fate: reference{REASON}"),
        "", "78", "no unaccounted",
    ),
    "a fate for a placed number": (
        lambda f: correct(f, f"- line: 15\n  token: '66,5'\n  fate: reference{REASON}"),
        "", "66,5", "no unaccounted",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_source_is_one_clear_line_and_the_others_are_read(fault: str, sources: Path) -> None:
    spoil, path, place, said = FAULTS[fault]
    bad = write(sources / "lao-cai" / "2018-bad")
    spoil(bad)
    rows = read_province(sources, "lao-cai")
    assert len(rows.quarantine) == 1
    row = rows.quarantine[0]
    assert row.path.startswith("raw/lao-cai/2018-bad/")
    assert row.path.endswith(path)
    assert place in row.place
    assert said in row.reason
    assert row.cure
    assert "\n" not in f"{row.path}{row.place}{row.reason}{row.cure}"
    assert [source.source_id for source in rows.sources] == [GOOD]
    assert {statement.source_id for statement in rows.statements} == {GOOD}
    assert len(rows.statements) == 8


def test_what_a_bad_source_named_is_not_kept(sources: Path) -> None:
    bad = write(sources / "lao-cai" / "2018-bad", TEXT.replace("Sở Tài chính", "Sở Du lịch").encode())
    correct(bad, f"- line: 999\n  before: a\n  after: b{REASON}")
    rows = read_province(sources, "lao-cai")
    assert [row.agency_id for row in rows.agencies] == [
        "lao-cai/so-noi-vu", "lao-cai/so-y-te", "lao-cai/so-tai-chinh", "lao-cai/so-tu-phap",
    ]  # fmt: skip
    assert {row.source_id for row in rows.agency_names} == {GOOD}


def test_a_copied_province_stands_while_a_neighbour_of_its_source_is_bad(raw: Path, tmp_path: Path) -> None:
    shutil.copytree(raw / "phu-tho", tmp_path / "raw" / "phu-tho")
    folder = next((tmp_path / "raw" / "phu-tho").iterdir())
    bad = shutil.copytree(folder, folder.with_name("2018-bad"))
    replace_text(bad, (bad / "document.txt").read_bytes() + b"\xff")
    found, whole = read_province(tmp_path / "raw", "phu-tho"), read_province(raw, "phu-tho")
    assert (found.statements, found.claims, found.sources) == (whole.statements, whole.claims, whole.sources)
    assert [(row.path, row.place.split(",")[0]) for row in found.quarantine] == [
        ("raw/phu-tho/2018-bad/document.txt", "line 83")
    ]


def test_two_sources_of_a_province_name_each_unit_once(sources: Path) -> None:
    write(sources / "lao-cai" / "2020-bao-cao", TEXT.replace("Sở Y tế", "Sở Du lịch").encode())
    rows = read_province(sources, "lao-cai")
    ids = [row.agency_id for row in rows.agencies]
    assert sorted(ids) == sorted(set(ids))
    assert "lao-cai/so-y-te" in ids and "lao-cai/so-du-lich" in ids
    assert [row.source_id for row in rows.sources] == [GOOD, "lao-cai-2020-bao-cao"]


def test_a_correction_repairs_a_name_and_is_published(sources: Path) -> None:
    text = TEXT.replace("Sở Y tế", "Sở Xyz")
    folder = sources / "lao-cai" / "2019-bao-cao"
    replace_text(folder, text)
    correct(folder, f"- line: 14\n  before: Xyz\n  after: Y tế{REASON}")
    rows = read_province(sources, "lao-cai")
    assert rows.quarantine == []
    assert [(row.agency, row.subject_text) for row in rows.statements][2] == ("Sở Y tế", "Sở Xyz")
    assert [(row.locator, row.before, row.after, row.reason, row.applied) for row in rows.corrections] == [
        ("line=14", "Xyz", "Y tế", "thử", True)
    ]
    assert {row.match for row in rows.agency_names if row.subject_text == "Sở Xyz"} == {"curated"}
    assert rows.source_lines[13].text == "Sở Xyz"


def test_a_correction_that_changes_nothing_sets_its_source_aside(sources: Path) -> None:
    folder = sources / "lao-cai" / "2019-bao-cao"
    correct(folder, f"- line: 1\n  before: Kết\n  after: Kêt{REASON}")
    (fault,) = read_province(sources, "lao-cai").quarantine
    assert (fault.place, "changes nothing" in fault.reason) == ("corrections.yaml, line 1", True)
    assert "remove the correction" in fault.cure


def test_a_number_is_placed_by_hand_and_counted(sources: Path) -> None:
    folder = sources / "lao-cai" / "2019-bao-cao"
    replace_text(folder, TEXT.replace("Hết.", "Xếp hạng chấm ở 77 nơi."))
    (fault,) = read_province(sources, "lao-cai").quarantine
    assert (fault.place, "77" in fault.reason, "corrections.yaml" in fault.cure) == ("line 26", True, True)
    correct(folder, f"- line: 26\n  token: '77'\n  fate: reference{REASON}")
    rows = read_province(sources, "lao-cai")
    assert rows.quarantine == []
    assert (rows.sources[0].n_unaccounted, rows.sources[0].n_by_hand) == (0, 1)
    assert [row.fate for row in rows.number_ledger if row.line == 26] == ["reference"]


def test_a_source_says_where_it_comes_from(sources: Path) -> None:
    source = read_province(sources, "lao-cai").sources[0]
    assert source.path == "raw/lao-cai/2019-bao-cao/document.txt"
    assert (source.province_id, source.year, source.media_type) == ("lao-cai", 2019, "text/plain")
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_byte_order_mark_changes_no_statement(sources: Path) -> None:
    plain = read_province(sources, "lao-cai").statements
    for data in (b"\xef\xbb\xbf" + TEXT.encode(), TEXT.encode("utf-16"), TEXT.replace("\n", "\r\n").encode()):
        replace_text(sources / "lao-cai" / "2019-bao-cao", data)
        assert read_province(sources, "lao-cai").statements == plain


def test_provinces_are_the_folders_that_hold_a_source(tmp_path: Path) -> None:
    for name in ("lao-cai/2019-b", "lao-cai/2018-a", "ha-giang/2019-a"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "yen-bai").mkdir()
    (tmp_path / "README.md").write_text("", encoding="utf-8")
    (tmp_path / "lao-cai" / "note.txt").write_text("", encoding="utf-8")
    found = discover(tmp_path)
    assert {slug: [path.name for path in paths] for slug, paths in found.items()} == {
        "ha-giang": ["2019-a"],
        "lao-cai": ["2018-a", "2019-b"],
    }
    assert list(found) == sorted(found)


def test_a_province_without_sources_has_no_rows(sources: Path) -> None:
    assert read_province(sources, "ha-giang") == StagedRows()


def extracted(tmp_path: Path, text: str, hints: Hints) -> StagedRows:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    return extract_file(path, hints)


def test_a_file_says_itself_what_it_is_about(tmp_path: Path) -> None:
    rows = extracted(tmp_path, TEXT, Hints(province="ha-giang", year=2011, index="dti"))
    assert {(row.province_id, row.year, row.index_id) for row in rows.statements} == {
        ("lao-cai", 2019, "ict")
    }


def test_hints_fill_what_the_text_does_not_say(tmp_path: Path) -> None:
    text = TEXT.replace("mức độ ứng dụng CNTT tỉnh Lào Cai năm 2019", "")
    rows = extracted(tmp_path, text, Hints(province="ha-giang", year=2011, index="dti"))
    assert {(row.province_id, row.year, row.index_id) for row in rows.statements} == {
        ("ha-giang", 2011, "dti")
    }
    assert len(rows.statements) == 8


@pytest.mark.parametrize(
    ("hints", "said"),
    [
        (Hints(province="ha-giang", index="ict"), "year"),
        (Hints(year=2019, index="ict"), "province"),
        (Hints(province="ha-giang", year=2019), "index"),
        (Hints(province="ha-zang", year=2019, index="ict"), "ha-zang"),
    ],
)
def test_a_file_that_does_not_say_enough_asks_for_it(hints: Hints, said: str, tmp_path: Path) -> None:
    text = TEXT.replace("mức độ ứng dụng CNTT tỉnh Lào Cai năm 2019", "")
    with pytest.raises(SourceError) as caught:
        extracted(tmp_path, text, hints)
    assert said in str(caught.value) and caught.value.cure and "\n" not in str(caught.value)


def test_a_table_in_doubt_is_told_and_the_rest_is_shown(tmp_path: Path) -> None:
    sides = "\n\nNơi chấm\tĐơn vị\tĐiểm\nSở Nội vụ\tSở Y tế\t66,9\nSở Tư pháp\tSở Tài chính\t35,1\n"
    rows = extracted(tmp_path, TEXT + sides, Hints())
    assert rows.quarantine == []
    assert [(row.line, row.kind, row.reading_b_en) for row in rows.doubts] == [
        (30, "table", "columns of names side by side, and nothing shows whose the figures of a row are")
    ]
    assert {row.value_text for row in rows.statements}.isdisjoint({"66,9", "35,1"}) and rows.statements
