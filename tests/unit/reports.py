"""Reports made for one test: texts, the units of any province, and letters damaged as in real ones."""

import csv
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.intake import Hints, extract_file
from pipeline.resolution.staged_rows import StagedRows

Extract = Callable[[str], StagedRows]
CODELISTS = Path(__file__).resolve().parents[2] / "schemas" / "codelists"
HINTS = Hints(province="lao-cai", year=2019, index="ict")
# A year in which every department and district below stood.
YEAR = 2019


def writer(folder: Path) -> Extract:
    """A function that writes a text into ``folder`` and reads it; the hints name Lào Cai, 2019 and ict."""
    path = folder / "report.txt"

    def extract(text: str) -> StagedRows:
        path.write_bytes(text.encode())
        return extract_file(path, HINTS)

    return extract


@dataclass(frozen=True)
class Said:
    """A statement, reduced to what a test expects of it."""

    line: int
    agency: str | None
    measure: str
    criterion: str
    value: str
    value_text: str


def said(rows: StagedRows) -> list[Said]:
    """The statements of ``rows`` in reading order; the value of a tier is its name, of last place nothing."""
    return [
        Said(
            row.line,
            row.agency,
            row.measure,
            row.criterion,
            row.tier or ("" if row.value is None else str(row.value)),
            row.value_text,
        )
        for row in rows.statements
    ]


@dataclass(frozen=True)
class Province:
    """A province as the code list has it."""

    province_id: str
    name: str
    kind: str

    @property
    def place(self) -> str:
        """Its name as titles print it."""
        return f"{'tỉnh' if self.kind == 'province' else 'thành phố'} {self.name}"


def read_list(name: str) -> list[dict[str, str]]:
    """The rows of one code list."""
    with (CODELISTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def former_provinces() -> list[Province]:
    """The 63 provinces before July 2025."""
    return [
        Province(row["province_id"], row["name"], row["kind"])
        for row in read_list("provinces")
        if row["valid_to"]
    ]


def department_names(kind: str = "province") -> list[str]:
    """The departments that stood in YEAR in a province or a centrally run city, by their canonical names."""
    return [
        row["name_vi"] if kind == "province" else row["name_vi"].replace(" tỉnh", " thành phố")
        for row in read_list("agency_types")
        if row["block"] == "departments"
        and row["name_vi"].startswith(("Sở ", "Thanh tra", "Ban Dân tộc"))
        and (row["valid_from"] or "2000") < "2019"
        and (row["valid_to"] or "2100") > "2020"
    ]


def district_names(province: Province) -> list[str]:
    """The districts of a province that stood in YEAR, by their canonical names."""
    return [
        f"UBND {row['kind']} {row['name']}"
        for row in read_list("districts")
        if row["province_id"] == province.province_id
        and (row["valid_from"] or "2000") < "2019"
        and (row["valid_to"] or "2100") > "2020"
    ]


def marked_vowels(name: str) -> list[int]:
    """The places of the vowels with a mark."""
    return [
        place
        for place, char in enumerate(name)
        if (base := unicodedata.normalize("NFD", char.lower())[0]) in "aeiouy" and base != char.lower()
    ]


def without(name: str, place: int) -> str:
    """``name`` as an old font conversion leaves it: without the vowel at ``place`` and a blank behind it."""
    rest = name[place + 1 :]
    ends_syllable = rest.startswith(" ")
    return name[:place] + (rest[1:] if ends_syllable else rest)


def flattened(cells: list[str], blank: bool = True) -> list[str]:
    """One cell a line, with or without a blank line behind each."""
    return [line for cell in cells for line in ([cell, ""] if blank else [cell])]
