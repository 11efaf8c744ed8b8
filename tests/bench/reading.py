"""How much CPU reading costs: of documents, as a ratio to splitting them into lines, and of one large workbook."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import xlsxwriter

from pipeline.documents.read_document import read_document
from pipeline.documents.source_folders import discover
from pipeline.intake import Hints, extract_file, province_of
from pipeline.reading.read import read
from pipeline.reading.readings import Origin
from pipeline.workspace import ROOT
from schemas.codelists import read_list
from tests.evaluate.cases import read_cases

# Reading costs at most so many times the CPU of making lines of the same documents. The reader that went line by line
# took 15.2 times; runs differ by a tenth.
MOST_RATIO = 17.0
# Seconds for the workbook.
MOST_SECONDS = 3.0
_SHEETS, _CRITERIA = 10, 12
_ROUNDS = 3


def documents() -> Iterator[tuple[Path, str, int]]:
    """Yield the sources of raw/ and the documents of the corpus, with their province and year."""
    for slug, folders in discover(ROOT / "raw").items():
        for folder in folders:
            file = next(path for path in sorted(folder.iterdir()) if path.suffix != ".yaml")
            yield file, slug, int(folder.name[:4])
    for case in read_cases("looked_at"):
        yield case.document, case.province, case.year


def measure_documents() -> tuple[float, float, int]:
    """Return the CPU seconds of lines and of reading, the least of several rounds, and the number of documents."""
    found = list(documents())
    lines = readings = float("inf")
    for _ in range(_ROUNDS):
        begun = time.process_time()
        made = [(read_document(path), province_of(slug, "", year), year) for path, slug, year in found]
        for document, _, _ in made:
            [line.normal for line in document.lines]
        split = time.process_time()
        for document, province, year in made:
            read(document, Origin(province, year))
        ended = time.process_time()
        lines, readings = min(lines, split - begun), min(readings, ended - split)
    return lines, readings, len(found)


def measure_workbook() -> float:
    """Return the CPU seconds for reading a workbook of ten sheets and ten thousand numbers."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        write_workbook(path)
        begun = time.process_time()
        rows = extract_file(path, Hints("viet-nam", 2014, "dti"))
        seconds = time.process_time() - begun
    assert len(rows.statements) >= _SHEETS * len(_units()), "the workbook is not read"
    return seconds


def write_workbook(path: Path) -> None:
    """Write a list of all provinces a year, a sheet each, with criteria that make up the total."""
    book = xlsxwriter.Workbook(str(path))
    for at in range(_SHEETS):
        year = 2014 + at
        sheet = book.add_worksheet(f"Năm {year}")
        sheet.write(0, 0, f"Kết quả xếp hạng chuyển đổi số của các tỉnh, thành phố năm {year}")
        criteria = [f"Tiêu chí {chr(ord('A') + of)}" for of in range(_CRITERIA)]
        sheet.write_row(2, 0, ["STT", "Tỉnh, thành phố", *criteria, "Tổng điểm", "Xếp hạng"])
        for row, cells in enumerate(_ranked(at), start=3):
            sheet.write_row(row, 0, cells)
    book.close()


def _ranked(at: int) -> Iterator[Sequence[str | float]]:
    """Yield the rows of a sheet by rank; no two totals are equal."""
    parts = [
        [(7 * row + 3 * of + at) % 10 / 2 for of in range(_CRITERIA - 1)] for row in range(len(_units()))
    ]
    listed = [
        (sum(part) + row / 100, [*part, row / 100], unit)
        for row, (part, unit) in enumerate(zip(parts, _units(), strict=True))
    ]
    for place, (total, part, unit) in enumerate(sorted(listed, reverse=True), start=1):
        yield [place, unit, *part, round(total, 2), place]


def _units() -> list[str]:
    return [
        row["name"] for row in read_list("provinces") if row["kind"] != "country" and not row["valid_from"]
    ]


def show() -> bool:
    """Measure and print; return True where both are below their limits."""
    lines, readings, n = measure_documents()
    ratio, seconds = readings / lines, measure_workbook()
    print(f"{'lines of documents':<20} {lines:6.2f} s")
    print(
        f"{'reading of them':<20} {readings:6.2f} s  {ratio:5.2f} x  (at most {MOST_RATIO}), "
        f"{n / readings:.1f} a second"
    )
    print(f"{'a large workbook':<20} {seconds:6.2f} s           (at most {MOST_SECONDS} s)")
    return ratio <= MOST_RATIO and seconds <= MOST_SECONDS
