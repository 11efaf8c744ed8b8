"""Whatever bytes a file holds, it is read or refused in one line: never another error or a dead process."""

import subprocess
import sys
from pathlib import Path, PurePath

import pytest

from pipeline.documents import rendering
from pipeline.documents.errors import SourceError
from pipeline.documents.formats import sheets
from pipeline.documents.read_document import FORMATS
from pipeline.intake import Hints, extract_file
from tests.unit.made_files import (
    Cell,
    Report,
    open_document,
    pdf,
    plain,
    separated,
    tcvn3,
    unzipped,
    vni,
    web_page,
    windows_1258,
    word,
    xls,
    xlsx,
    zipped,
)
from tests.unit.made_pdf import LEFT, Page, write_pdf
from tests.unit.test_formats import DRAFT, ONE_HEADER, RANKING

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROOT = Path(__file__).resolve().parents[2]
NAMESPACE = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOOK, TO_HIDE = "xl/workbook.xml", ("<sheet ", "<sheet state='hidden' ")
SHEET, WORDS = "xl/worksheets/sheet1.xml", "word/document.xml"
GOOD: dict[str, bytes] = {
    "a.xlsx": xlsx(RANKING, DRAFT),
    "a.xls": xls(RANKING),
    "a.ods": open_document(RANKING),
    "a.docx": word(RANKING),
    "a.html": web_page(RANKING),
    "a.htm": web_page(RANKING),
    "a.csv": separated(RANKING).encode(),
    "a.tsv": separated(RANKING, "\t").encode(),
    "a.txt": windows_1258(plain(RANKING)),
    "a.pdf": pdf(ONE_HEADER),
}


def changed(name: str, member: str, before: str, after: str) -> bytes:
    """A good office file with one thing replaced in one of its parts."""
    files = unzipped(GOOD[name])
    assert before.encode() in files[member]
    return zipped({**files, member: files[member].replace(before.encode(), after.encode(), 1)})


def headed(name: str, offset: int, data: bytes) -> bytes:
    """A good office file with ``data`` at an offset of the first entry of its central directory."""
    place = GOOD[name].index(b"PK\x01\x02") + offset
    return GOOD[name][:place] + data + GOOD[name][place + len(data) :]


def cut(name: str) -> bytes:
    return GOOD[name][: len(GOOD[name]) // 2]


def scan() -> bytes:
    first = Page()
    first.text(LEFT, 500, "Ranking of 2021")
    return write_pdf([first, Page(scan=True)])


EMPTY = Report("", "", [[Cell(""), Cell("")]])
BOMB = zipped({"word/document.xml": bytes(30_000_000)})
BAD: dict[str, tuple[str, bytes, str]] = {
    "locked workbook": ("a.xlsx", OLE + bytes(2000), "password-protected"),
    "locked Word document": ("a.docx", OLE + bytes(2000), "password-protected"),
    "locked sheet of a zip": ("a.xlsx", headed("a.xlsx", 8, b"\x01"), "password-protected"),
    "locked pdf": ("a.pdf", write_pdf([Page()], locked=True), "password-protected"),
    "old workbook of nothing": ("a.xls", OLE + bytes(2000), "damaged"),
    "cut workbook": ("a.xlsx", cut("a.xlsx"), "cut off"),
    "cut OpenDocument": ("a.ods", cut("a.ods"), "cut off"),
    "cut Word document": ("a.docx", cut("a.docx"), "cut off"),
    "cut pdf": ("a.pdf", cut("a.pdf")[:600], "damaged"),
    "junk pdf": ("a.pdf", b"%PDF-1.4\n" + b"junk" * 99, "damaged"),
    "scanned page": ("a.pdf", scan(), "scanned page"),
    "pdf without text": ("a.pdf", write_pdf([Page()]), "no text"),
    "workbook that unpacks to far more": ("a.xlsx", BOMB, "unpacks to 30,000,000 bytes"),
    "Word document that unpacks to far more": ("a.docx", BOMB, "unpacks to 30,000,000 bytes"),
    "pdf named docx": ("a.docx", GOOD["a.pdf"], "but a .pdf file"),
    "pdf named txt": ("a.txt", GOOD["a.pdf"], "but a .pdf file"),
    "web page named xlsx": ("a.xlsx", GOOD["a.html"], "but a web page"),
    "web page named xls": ("a.xls", GOOD["a.html"], "but a web page"),
    "text named pdf": ("a.pdf", GOOD["a.txt"], "not what its name says"),
    "workbook named docx": ("a.docx", GOOD["a.xlsx"], "not a readable Word document"),
    "Word document named xlsx": ("a.xlsx", GOOD["a.docx"], "not a readable workbook"),
    "Word document named html": ("a.html", GOOD["a.docx"], "but a .docx file"),
    "TCVN3 text": ("a.txt", tcvn3(plain(RANKING)), "TCVN3"),
    "TCVN3 cells": ("a.csv", tcvn3(separated(RANKING)), "TCVN3"),
    "TCVN3 page": ("a.html", b"<html><body>" + tcvn3(plain(RANKING)), "TCVN3"),
    "VNI text": ("a.txt", vni(plain(RANKING)), "VNI"),
    "VNI cells": ("a.csv", vni(separated(RANKING)), "VNI"),
    "VNI page": ("a.html", b"<html><body>" + vni(plain(RANKING)), "VNI"),
    "unclosed quote": ("a.csv", 'Sở;Điểm\nSở Y tế;"81,5\n'.encode(), "unexpected end"),
    "text behind a quote": ("a.csv", 'Sở;Điểm\n"Sở Y tế" x;81,5\n'.encode(), "separated values"),
    "page of a script with a short suffix": ("a.htm", b"<html><script>var a = 1;</script></html>", "no text"),
    "unclosed quote between tabs": ("a.tsv", 'Sở\tĐiểm\nSở Y tế\t"81,5\n'.encode(), "unexpected end"),
    "cut old workbook": ("a.xls", cut("a.xls"), "damaged"),
    "page without text": ("a.html", b"<html><script>var a = 1;</script></html>", "no text"),
    "page of a comment": ("a.html", b"<!-- nothing -->", "HTML"),
    "empty workbook": ("a.xlsx", xlsx(EMPTY, EMPTY), "no text"),
    "workbook of hidden sheets": ("a.xlsx", changed("a.xlsx", BOOK, *TO_HIDE), "no text"),
    "empty file": ("a.docx", b"", "empty"),
}  # fmt: skip
UNTOLD: dict[str, tuple[str, bytes]] = {
    "cut sheet": ("a.xlsx", changed("a.xlsx", SHEET, "</sheetData>", "<")),
    "sheet without file": (
        "a.xlsx",
        zipped({name: data for name, data in unzipped(GOOD["a.xlsx"]).items() if name != SHEET}),
    ),
    "merged range of nonsense": ("a.xlsx", changed("a.xlsx", SHEET, 'mergeCell ref="', 'mergeCell ref="?')),
    "shared text that is not there": ("a.xlsx", changed("a.xlsx", SHEET, 's"><v>1<', 's"><v>99999<')),
    "cell name of nonsense": ("a.xlsx", changed("a.xlsx", SHEET, 'r="B2"', 'r="ZZZZZZZZ99999999999"')),
    "span of letters": ("a.docx", changed("a.docx", WORDS, 'gridSpan w:val="2"', 'gridSpan w:val="x"')),
    "Word document without body": (
        "a.docx",
        zipped({**unzipped(GOOD["a.docx"]), WORDS: b"<w:document xmlns:w='%b'/>" % NAMESPACE}),
    ),
    "file name of nonsense": ("a.docx", zipped({"é": b"x"}).replace("é".encode(), b"\xff\xfe")),
    "zip of a later version": ("a.docx", headed("a.docx", 6, b"\x63")),
    "span of 5,000 digits": (
        "a.html",
        b"<table><tr><td colspan='" + b"9" * 5000 + b"'>a</td><td>b</td></tr><tr><td>a</td></tr></table>",
    ),
}


def refusal(folder: Path, name: str, data: bytes) -> SourceError:
    (folder / name).write_bytes(data)
    with pytest.raises(SourceError) as caught:
        extract_file(folder / name, Hints("nam-dinh", 2021, "ict"))
    return caught.value


def check(error: SourceError, path: Path) -> None:
    assert error.path == str(path) and str(error).startswith(str(path))
    assert error.reason and error.cure and str(error).endswith(f"{error.reason}. Cure: {error.cure}")
    assert len(str(error).splitlines()) == 1


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_file_is_refused_in_one_line(fault: str, tmp_path: Path) -> None:
    name, data, said = BAD[fault]
    error = refusal(tmp_path, name, data)
    check(error, tmp_path / name)
    assert said in error.reason


@pytest.mark.parametrize("name", GOOD)
def test_the_files_that_are_spoilt_here_are_good(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(GOOD[name])
    assert len(extract_file(tmp_path / name, Hints()).statements) == 30


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_of_the_registry_has_a_good_file_a_bad_one_and_a_row_in_the_guide(suffix: str) -> None:
    guide = (ROOT / "docs" / "adding-a-province.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in guide.splitlines() if line.startswith("|")]
    assert f"a{suffix}" in GOOD, "write one in tests/unit/made_files.py, and add it to GOOD"
    assert suffix in {PurePath(name).suffix for name, _, _ in BAD.values()}, (
        "add a file that is refused to BAD"
    )
    assert any(f"`{suffix}`" in row for row in rows), "add it to the table of docs/adding-a-province.md"


@pytest.mark.parametrize("fault", UNTOLD)
def test_a_file_that_is_bad_inside_is_refused_in_one_line(fault: str, tmp_path: Path) -> None:
    name, data = UNTOLD[fault]
    check(refusal(tmp_path, name, data), tmp_path / name)


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.docx", "a.html", "a.csv", "a.pdf"])
def test_more_cells_than_any_report_has_are_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (rendering, sheets):
        monkeypatch.setattr(module, "MAX_CELLS", 40)
    error = refusal(tmp_path, name, GOOD[name])
    check(error, tmp_path / name)
    assert "cells" in error.reason
    assert error.where == ("sheet Kết quả" if name in ("a.xlsx", "a.ods") else "")


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
WIDE = b"<table>" + b"<tr><td rowspan=200 colspan=200>a</td><td>b</td></tr>" * 400 + b"</table>"
ENDLESS = unzipped(GOOD["a.ods"])["content.xml"].partition(b"</table:table>")[0]
GREEDY: dict[str, tuple[str, bytes, str]] = {
    "a cell at the far corner of the sheet": (
        "a.xlsx",
        changed("a.xlsx", SHEET, "</sheetData>", FAR),
        "cells",
    ),
    "a cell over 900 million columns": (
        "a.docx",
        changed("a.docx", WORDS, 'gridSpan w:val="2"', 'gridSpan w:val="900000000"'),
        "cells",
    ),
    "cells over 200 rows and columns each": ("a.html", WIDE, "cells"),
    "a sheet without end": (
        "a.ods",
        zipped({**unzipped(GOOD["a.ods"]), "content.xml": ENDLESS}),
        "damaged",
    ),
}
CHILD = """
import resource, sys
from pathlib import Path, PurePath
resource.setrlimit(resource.RLIMIT_AS, (700_000_000, 700_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
from pipeline.documents.errors import SourceError
from pipeline.documents.read_document import read_document
try:
    print(len(read_document(Path(sys.argv[1])).lines), "lines")
except SourceError as error:
    print(error)
"""


def in_little_memory(path: Path, data: bytes) -> tuple[int, str]:
    """How a process of its own that may take 700 MB and 5 seconds of CPU ends, and what it prints."""
    path.write_bytes(data)
    command = [sys.executable, "-c", CHILD, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as on Linux")
@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.html"])
def test_a_report_is_read_in_little_memory(name: str, tmp_path: Path) -> None:
    code, said = in_little_memory(tmp_path / name, GOOD[name])
    assert code == 0 and said.endswith("lines\n")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as on Linux")
@pytest.mark.parametrize("fault", GREEDY)
def test_a_small_file_that_asks_for_all_memory_or_time_is_refused(fault: str, tmp_path: Path) -> None:
    name, data, reason = GREEDY[fault]
    code, said = in_little_memory(tmp_path / name, data)
    assert code == 0
    assert reason in said and len(said.splitlines()) == 1
