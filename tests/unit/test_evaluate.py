"""The measure of the reader is honest: what is taken from what a document states is false, what is added is missed."""

import csv
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from pipeline.workspace import ROOT
from tests.evaluate.accusations import accusations
from tests.evaluate.cases import CORPUS, LAYOUTS, Case, Row, read_cases
from tests.evaluate.matching import match
from tests.evaluate.reading import read_case

TITLE = "Kết quả xếp hạng chuyển đổi số của các sở tỉnh Yên Bái năm 2021"
SCORES = {"Sở Nội vụ": "91,50", "Sở Y tế": "88,25", "Sở Tài chính": "80,00", "Sở Tư pháp": "75,50"}
HEADER = ("province", "year", "index", "block", "agency", "measure", "criterion", "value")
Write = Callable[..., Case]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a document with its scores and ranks as a case; ``ranks`` are printed, ``slips`` told of."""

    def case(ranks: str = "1234", slips: object = (), columns: tuple[str, ...] = HEADER) -> Case:
        folder = tmp_path / "part" / "01-bang"
        folder.mkdir(parents=True, exist_ok=True)
        rows = [f"{unit}\t{score}\t{rank}" for (unit, score), rank in zip(SCORES.items(), ranks, strict=True)]
        text = "\n".join([TITLE, "", "Đơn vị\tTổng điểm\tXếp hạng", *rows, ""])
        (folder / "document.txt").write_text(text, encoding="utf-8")
        with (folder / "expected.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, extrasaction="ignore")
            writer.writeheader()
            about = {"province": "yen-bai", "year": 2021, "index": "dti", "block": "departments"}
            for (unit, score), rank in zip(SCORES.items(), ranks, strict=True):
                for measure, value in (("score", score.replace(",", ".")), ("rank", rank)):
                    of = {"agency": unit, "measure": measure, "criterion": "total", "value": value}
                    writer.writerow(about | of)
        meta = {"province": "yen-bai", "year": 2021, "index": "dti", "kind": "signed", "layout": "tab table"}
        (folder / "meta.yaml").write_text(yaml.safe_dump({**meta, "slips": slips}), encoding="utf-8")
        (found,) = read_cases(str(tmp_path / "part"))
        return found

    return case


@pytest.mark.parametrize("columns", [HEADER, HEADER[1:]])
def test_a_document_that_is_read_whole_is_in(columns: tuple[str, ...], write: Write) -> None:
    outcome = read_case(write(columns=columns))
    assert outcome.is_whole and not outcome.refused
    assert (outcome.match.recall, outcome.match.precision) == (1.0, 1.0)


def test_what_is_not_stated_is_false_and_what_is_not_read_is_missed(write: Write) -> None:
    case = write()
    first, *others = case.expected
    without = read_case(replace(case, expected=tuple(others))).match
    assert [row.agency for row in without.false] == [first.agency] and not without.missed
    more = replace(first, agency="Sở Xây dựng")
    added = read_case(replace(case, expected=(*case.expected, more))).match
    assert added.missed == (more,) and not added.false
    assert not read_case(replace(case, expected=tuple(others), optional=(first,))).match.false


@pytest.mark.parametrize(
    ("told", "is_stated"),
    [
        (Row("2021", "Sở Nội vụ tỉnh Yên Bái", "pct_of_max", "Tiêu chí Hạ tầng", "91.500", "x"), True),
        (Row("2020", "Sở Nội vụ", "score", "Hạ tầng", "91.5", "x"), False),
        (Row("2021", "Sở Nội vụ", "score", "total", "91.5", "x"), False),
        (Row("2021", "Sở Nội vụ", "score", "Hạ tầng", "91.6", "x"), False),
        (Row("2021", "Sở Y tế", "score", "Hạ tầng", "91.5", "x"), False),
        (Row("2021", "Sở Nội vụ", "rank", "Hạ tầng", "91.5", "x"), False),
    ],
)
def test_rows_are_compared_as_readers_would(told: Row, is_stated: bool, write: Write) -> None:
    stated = Row("2021", "Sở Nội vụ", "score", "Hạ tầng", "91.50", "departments")
    found = match(replace(write(), expected=(stated,)), [told])
    assert (found.met, found.false) == (((stated,), ()) if is_stated else ((), (told,)))


def test_maxima_and_places_without_a_number_say_nothing(write: Write) -> None:
    told = [
        Row("2021", "Sở Nội vụ", "max_score", "total", "100", "departments"),
        Row("2021", "Sở Nội vụ", "rank", "total", "", "departments"),
        Row("2021", "", "score", "total", "3", "departments"),
    ]
    assert not match(replace(write(), expected=()), told).false


def test_a_slip_of_the_document_is_no_false_accusation(write: Write, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    slip = {"line": 6, "kind": "rank", "what": "Sở Tài chính is printed rank 4"}
    for slips, is_slip in (([slip], True), ([], False)):
        found = list(accusations([read_case(write("1243", slips))], tmp_path / "raw"))
        assert [accusation.is_slip for accusation in found] == [is_slip] * len(found)
        assert found
    assert not list(accusations([read_case(write())], tmp_path / "raw"))


def test_a_document_that_is_kept_out_is_not_in(write: Write) -> None:
    (reason,) = read_case(replace(write(), province="lai-chau")).refused
    assert "its headings name the province Yên Bái" in reason


def test_the_corpus_is_described() -> None:
    cases = [case for part in CORPUS.iterdir() if part.is_dir() for case in read_cases(part.name)]
    assert cases and all(case.layout in LAYOUTS and case.expected for case in cases)


def test_the_command_prints_the_figures_of_a_folder(write: Write) -> None:
    folder = write().document.parents[1]
    told = subprocess.run(
        [sys.executable, "-m", "tests.evaluate", str(folder), "-v", "01"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert "mean of documents     1   1.000      1.000      1  100%" in told
    assert "01-bang: recall 1.000, precision 1.000" in told
