"""Inputs that crashed, hung or stopped a reader once, and what each of them gets."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.documents.errors import SourceError
from pipeline.intake import Hints
from pipeline.resolution.staged_rows import StagedRows
from pipeline.workers.reading import extract, read_source
from tests.unit.made_files import unzipped, zipped
from tests.unit.test_formats_bad import GOOD
from tests.unit.test_intake import TEXT, correct, rename, replace_text, rewrite, write

FILES = Path(__file__).parent / "hostile"
READ = "read"
# A document, and what is said of it; `READ`: it is read, or nothing in it is.
DOCUMENTS = {
    "decimal-conversion.txt": READ,
    "fuzz-csv-64802.csv": READ,
    "fuzz-txt-7003384.txt": READ,
    "fuzz-html-7002062.html": READ,
    "fuzz-pdf-7002625.pdf": "longer than 1 s of CPU time",
    "fuzz-pdf-7002976.pdf": "longer than 1 s of CPU time",
    "fuzz-pdf-7004380.pdf": "longer than 1 s of CPU time",
    "fuzz-pdf-7005109.pdf": "longer than 1 s of CPU time",
    "fuzz-xls-7000025.xls": "reader died (SIGABRT)",
    "fuzz-xls-7000133.xls": "reader died (SIGABRT)",
    "fuzz-xls-7000178.xls": "reader died (SIGABRT)",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_kills_its_reader_is_refused_by_name(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XEPHANG_MAX_SECONDS", "1" if "CPU" in DOCUMENTS[name] else "20")
    said = READ
    try:
        extract(FILES / name, Hints("nam-dinh", 2021, "ict"))
    except SourceError as error:
        said = str(error)
        assert error.path == str(FILES / name) and "Cure: " in said and len(said.splitlines()) == 1
    assert said == READ if DOCUMENTS[name] == READ else DOCUMENTS[name] in said


def test_every_file_is_in_the_table() -> None:
    assert {path.name for path in FILES.iterdir()} == set(DOCUMENTS)


SHARED = "xl/sharedStrings.xml"
STRING_BOMB = zipped(
    {
        **unzipped(GOOD["a.xlsx"]),
        SHARED: unzipped(GOOD["a.xlsx"])[SHARED].replace(b"uniqueCount=", b'uniqueCount="99999999999999" x='),
    }
)
BIG = "9" * 40
BOMB = "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 9))
NO_VALUE = "no value of a ranking"
ENTRY = "- line: {line}\n  before: Sở Y t\n  after: Sở Y tế\n  reason: thử\n"


def make_workbook(folder: Path, data: bytes) -> None:
    """Make the document a workbook; its checksum is looked at when it was read."""
    rename(folder, "document.xlsx")
    (folder / "document.xlsx").write_bytes(data)


# What is done to a good source; the file that is named, the place and the reason.
SOURCES: dict[str, tuple[Callable[[Path], object], str, str, str]] = {
    "a million characters of a period": (
        lambda f: rewrite(f, "year: 2019", "year: 2019\nperiod: 2019" + "a" * 1_000_000),
        "source.yaml", "", "larger than 300,000 bytes",
    ),
    "a hundred thousand": (
        lambda f: rewrite(f, "year: 2019", "year: 2019\nperiod: 2019" + "a" * 100_000),
        "source.yaml", "period", "no period of the year",
    ),
    "5,000 lists in lists": (
        lambda f: rewrite(f, "licence:", f"note: {'[' * 5000}\nlicence:"), "source.yaml", "line 6", "nested too deep",
    ),
    "an alias bomb": (
        lambda f: rewrite(f, "province:", f"a0: &a0 [x]\n{BOMB}province:"), "source.yaml", "line 1", "anchor (&)",
    ),
    "a merge key": (
        lambda f: rewrite(f, "province:", "<<: [{a: b}, {c: d}]\nprovince:"), "source.yaml", "line 1", "merge key",
    ),
    "half a letter": (
        lambda f: rewrite(f, "licence:", 'note: "\\ud800"\nlicence:'), "source.yaml", "line 6", "no letter",
    ),
    "an object": (
        lambda f: rewrite(f, "licence:", "note: !!python/object/apply:os.abort []\nlicence:"),
        "source.yaml", "line 6", "YAML",
    ),
    "a file name of 300 characters": (
        lambda f: rewrite(f, "document.txt", f"{'d' * 300}.txt"), "d.txt", "", "File name too long",
    ),
    "a file name in two lines": (
        lambda f: rewrite(f, "file: document.txt", 'file: "a\\nb.txt"'), "source.yaml", "file", "a b.txt",
    ),
    "a line that is true": (
        lambda f: correct(f, ENTRY.format(line="true")), "corrections.yaml", "entry 1", "'True' is no number of a line",
    ),
    "a line of 5,000 digits": (
        lambda f: correct(f, ENTRY.format(line="9" * 5000)), "corrections.yaml", "entry 1", "no number of a line",
    ),
    "5,000 corrections in corrections": (
        lambda f: correct(f, "- " * 5000), "corrections.yaml", "line 1", "nested too deep",
    ),
    "a score of 40 digits": (
        lambda f: replace_text(f, TEXT.replace("66,5", BIG)), "document.txt", "line 15", NO_VALUE,
    ),
    "a score of 40 decimals": (
        lambda f: replace_text(f, TEXT.replace("66,5", f"66,{BIG}")), "document.txt", "line 15", NO_VALUE,
    ),
    "an average of 40 digits": (
        lambda f: replace_text(f, TEXT.replace("Hết.", f"Điểm trung bình của các sở là {BIG},5 điểm.")),
        "document.txt", "line 26", NO_VALUE,
    ),
    "a number of 500 digits": (
        lambda f: replace_text(f, TEXT.replace("66,5", "9" * 500)), "document.txt", "line 8", "nobody knows the unit",
    ),
    "strings that ask for all memory": (
        lambda f: make_workbook(f, STRING_BOMB),
        "document.xlsx", "", "its reader",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", SOURCES)
def test_a_hostile_source_is_refused_with_file_place_and_cure(fault: str, tmp_path: Path) -> None:
    change, file, place, reason = SOURCES[fault]
    folder = write(tmp_path / "raw" / "lao-cai" / "2019-bao-cao")
    change(folder)
    rows = read_source(folder)
    (row,) = rows.quarantine
    assert row.path.startswith("raw/lao-cai/2019-bao-cao/") and row.path.endswith(file)
    assert row.place == place and reason in row.reason and row.cure
    assert rows == StagedRows(quarantine=[row]), "no partial row"
    assert all(len(text.splitlines()) < 2 and len(text) < 6000 for text in (row.path, row.reason, row.cure))
